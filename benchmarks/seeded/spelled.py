"""A sum in words, as «(Bằng chữ: …)» writes it."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))


def spelled(dong: int) -> str:
    """A whole sum in đồng above 0.

    >>> spelled(2_645_500_000)
    'hai tỷ, sáu trăm bốn mươi lăm triệu, năm trăm nghìn đồng'
    """
    groups: list[str] = []
    for scale, name in _SCALES:
        count, dong = divmod(dong, scale)
        if count:
            groups.append(" ".join(filter(None, (_below_thousand(count, full=bool(groups)), name))))
    return f"{', '.join(groups)} đồng"


def _below_thousand(number: int, *, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    tens, ones = divmod(rest, 10)
    if tens:
        said += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif ones and said:
        said.append("linh")
    if ones:
        said.append(_last(tens, ones))
    return " ".join(said)


def _last(tens: int, ones: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    return "lăm" if ones == 5 and tens else _DIGITS[ones]
