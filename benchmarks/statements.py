"""True statements about figures, as plans write them: rounded to the nearest, to even, or cut off.

Every statement is worked out exactly first and rounded afterwards, each figure by itself, so that what
stands in the text is true within what rounding allows and no more. The same seed gives the same text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random
from typing import Final

ROUNDINGS: Final[Mapping[str, str]] = {
    "nearest": ROUND_HALF_UP,
    "even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
}
_SOURCES: Final = ("ngân sách trung ương", "ngân sách tỉnh", "ngân sách huyện", "ngân sách xã")
_ITEMS: Final = ("mua cây giống", "mua phân bón", "thuê máy làm đất", "tập huấn kỹ thuật", "làm chuồng trại")
_YEARS: Final = (2021, 2022, 2023, 2024, 2025)
_PEOPLE: Final = ("lao động", "người", "học viên")


@dataclass(frozen=True, slots=True)
class Statement:
    """One true statement: its kind, how its figures were rounded, its lines."""

    kind: str
    rounding: str
    text: str


class Maker:
    """Writes figures in the Vietnamese way, all rounded in one manner."""

    def __init__(self, random: Random, rounding: str) -> None:
        self.random, self._mode = random, ROUNDINGS[rounding]

    def figure(self, value: Fraction | Decimal | int, decimals: int) -> str:
        """`2.621,5`: the value rounded to so many decimals."""
        exact = Fraction(value)
        fine = Decimal(exact.numerator * 10**12 // exact.denominator).scaleb(-12)
        if exact * 10**12 != int(exact * 10**12):  # what is cut off of a value without end is no tie
            fine += Decimal(5).scaleb(-13)
        text = f"{fine.quantize(Decimal(1).scaleb(-decimals), rounding=self._mode):,}"
        return text.translate(str.maketrans(",.", ".,"))

    def money(self, value: Decimal, unit: str | None = None) -> str:
        """A sum given in đồng, in a unit that some plan would write it in."""
        scales = {"đồng": (0, 0), "triệu đồng": (6, self.random.choice((0, 0, 1, 2, 3))), "tỷ đồng": (9, 3)}
        unit = unit or self.random.choice(("triệu đồng", "triệu đồng", "tỷ đồng"))
        exponent, decimals = scales[unit]
        return f"{self.figure(value.scaleb(-exponent), decimals)} {unit}"

    def sums(self, count: int) -> list[Decimal]:
        """Sums in đồng between 40 million and 40 billion."""
        finest = self.random.choice((1, 1_000, 1_000_000, 50_000_000))
        return [
            Decimal(self.random.randint(40_000_000 // finest, 40_000_000_000 // finest) * finest or finest)
            for _ in range(count)
        ]

    def parts(self, whole: int, count: int) -> list[int]:
        """So many whole numbers, none of them 0, that add up."""
        cuts = sorted(self.random.sample(range(1, whole), count - 1))
        return [b - a for a, b in zip((0, *cuts), (*cuts, whole), strict=True)]


def _sum_of_sources(make: Maker) -> str:
    parts = make.sums(make.random.randint(2, 4))
    unit = make.random.choice(("triệu đồng", "tỷ đồng", None))
    told = ", ".join(f"{name} {make.money(part, unit)}" for name, part in zip(_SOURCES, parts, strict=False))
    opening = make.random.choice(("gồm:", "bao gồm", "trong đó:", "cụ thể:"))
    return f"Tổng kinh phí thực hiện là {make.money(sum(parts, Decimal(0)), unit)}, {opening} {told}."


def _list_of_items(make: Maker) -> str:
    parts = make.sums(make.random.randint(2, 5))
    items = [f"- {name.capitalize()}: {make.money(part)};" for name, part in zip(_ITEMS, parts, strict=False)]
    return "\n".join(
        [f"Kinh phí hỗ trợ sản xuất là {make.money(sum(parts, Decimal(0)))}, cụ thể như sau:", *items]
    )


def _ratio(make: Maker) -> str:
    whole = make.random.randint(3, 4000)
    part = make.random.randint(1, whole)
    rate = make.figure(Fraction(100 * part, whole), make.random.choice((0, 1, 2)))
    counted = make.random.choice(_PEOPLE)
    told = make.random.choice(("đạt {}%", "đạt tỷ lệ {}%", "tỷ lệ {}%", "chiếm {}%")).format(rate)
    return f"Đã đào tạo {make.figure(part, 0)}/{make.figure(whole, 0)} {counted}, {told}."


def _count_and_rate(make: Maker) -> str:
    whole = make.random.randint(60, 9000)
    poor, near = (make.random.randint(1, whole // 3) for _ in range(2))
    decimals = make.random.choice((1, 2, 2))
    rates = [make.figure(Fraction(100 * n, whole), decimals) for n in (poor, near)]
    return (
        f"Cuối năm 2023 toàn xã có {make.figure(whole, 0)} hộ, trong đó có {make.figure(poor, 0)} hộ nghèo, tỷ lệ "
        f"{rates[0]}% và {make.figure(near, 0)} hộ cận nghèo, tỷ lệ {rates[1]}%."
    )


def _lone_rate(make: Maker) -> str:
    whole = make.random.randint(60, 9000)
    poor = make.random.randint(1, whole // 3)
    rate = make.figure(Fraction(100 * poor, whole), make.random.choice((1, 2, 2)))
    # Another year than that of `_count_and_rate`: two levels of one year in one plan would contradict each other.
    return (
        f"Cuối năm 2022 toàn xã có {make.figure(whole, 0)} hộ dân. Tỷ lệ hộ nghèo cuối năm 2022 là {rate}%."
    )


def _shares(make: Maker) -> str:
    parts = make.parts(make.random.randint(50, 5000), 3)
    decimals = make.random.choice((0, 1, 2))
    crop, trade, rest = (make.figure(Fraction(100 * p, sum(parts)), decimals) for p in parts)
    return f"Cơ cấu kinh tế: nông nghiệp {crop}%, công nghiệp và xây dựng {trade}%, dịch vụ {rest}%."


def _growth(make: Maker) -> str:
    before = Fraction(make.random.randint(600, 4000), 100)
    after = before - Fraction(make.random.randint(50, 500), 100)
    decimals = make.random.choice((1, 2))
    told = [make.figure(value, decimals) for value in (before, after, before - after)]
    return f"Tỷ lệ hộ nghèo từ {told[0]}% xuống còn {told[1]}%, giảm {told[2]}%."


def _relative_growth(make: Maker) -> str:
    before = make.random.randint(50, 4000)
    after = make.random.randint(before // 2, before - 1)
    change = make.figure(Fraction(100 * (before - after), before), make.random.choice((1, 2)))
    return f"Số hộ nghèo từ {make.figure(before, 0)} hộ xuống còn {make.figure(after, 0)} hộ, giảm {change}%."


def _years(make: Maker) -> str:
    parts = make.sums(5)
    told = "; ".join(
        f"năm {year}: {make.money(part, 'triệu đồng')}" for year, part in zip(_YEARS, parts, strict=True)
    )
    whole = make.money(sum(parts, Decimal(0)), "triệu đồng")
    return f"Tổng kinh phí giai đoạn 2021-2025 là {whole}. Phân kỳ: {told}."


def _table_of_years(make: Maker) -> str:
    rows = [make.sums(5) for _ in range(make.random.randint(2, 5))]
    rows.append([sum(column, Decimal(0)) for column in zip(*rows, strict=True)])
    decimals = make.random.choice((0, 1, 2))
    lines = [
        "Đơn vị tính: triệu đồng",
        f"| TT | Nội dung | Giai đoạn 2021-2025 | {' | '.join(f'Năm {y}' for y in _YEARS)} |",
    ]
    lines.append("|" + "---|" * 8)
    for number, row in enumerate(rows, start=1):
        name = f"{number} | Hạng mục số {number}" if number < len(rows) else " | Tổng cộng"
        cells = [make.figure(value.scaleb(-6), decimals) for value in (sum(row, Decimal(0)), *row)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _table_of_counts(make: Maker) -> str:
    rows = [
        (whole := make.random.randint(40, 900), make.random.randint(0, whole))
        for _ in range(make.random.randint(3, 8))
    ]
    rows.append((sum(w for w, _ in rows), sum(p for _, p in rows)))
    decimals = make.random.choice((1, 2))
    lines = ["| TT | Thôn | Tổng số hộ | Số hộ nghèo | Tỷ lệ (%) |", "|---|---|---|---|---|"]
    for number, (whole, poor) in enumerate(rows, start=1):
        name = f"{number} | Thôn Bản Mới {number}" if number < len(rows) else " | Tổng cộng"
        rate = make.figure(Fraction(100 * poor, whole), decimals)
        lines.append(f"| {name} | {make.figure(whole, 0)} | {make.figure(poor, 0)} | {rate} |")
    return "\n".join(lines)


def _product(make: Maker) -> str:
    count = make.random.randint(2, 90)
    cost = Decimal(make.random.randint(400, 60_000) * make.random.choice((1_000, 1_000, 1)) or 1)
    unit = "đồng" if cost < 1_000_000 or cost % 1000 else "triệu đồng"
    total, each = make.money(cost * count, unit), make.money(cost, unit)
    if make.random.random() < 0.5:
        return f"Hỗ trợ làm nhà: {count} hộ x {each}/hộ = {total}."
    return f"Hỗ trợ làm nhà cho {count} hộ nghèo, mức {each}/hộ, kinh phí {total}."


KINDS: Final[Mapping[str, Callable[[Maker], str]]] = {
    "sum": _sum_of_sources,
    "list": _list_of_items,
    "ratio": _ratio,
    "count-rate": _count_and_rate,
    "granularity": _lone_rate,
    "shares": _shares,
    "growth": _growth,
    "relative growth": _relative_growth,
    "phasing": _years,
    "table of years": _table_of_years,
    "table of counts": _table_of_counts,
    "product": _product,
}


def statements(count: int, seed: int = 0) -> list[Statement]:
    """So many true statements, all kinds and all roundings in turn."""
    random = Random(seed)
    kinds, roundings = [*KINDS], [*ROUNDINGS]
    made = []
    for number in range(count):
        kind, rounding = kinds[number % len(kinds)], roundings[number // len(kinds) % len(roundings)]
        made.append(Statement(kind, rounding, KINDS[kind](Maker(random, rounding))))
    return made


_HEAD: Final = """ỦY BAN NHÂN DÂN
XÃ BẢN LÌM
Số: 15/KH-UBND
Bản Lìm, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Giảm nghèo bền vững năm 2024

"""
_ROMANS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
A_PLAN: Final = len(_ROMANS)


def plan_of(told: Sequence[Statement]) -> str:
    """A plan whose sections hold a statement each; at most `A_PLAN` of them."""
    parts = zip(_ROMANS, told, strict=False)
    return (
        _HEAD
        + "\n".join(f"{roman}. NỘI DUNG THỨ {roman}\n{statement.text}" for roman, statement in parts)
        + "\n"
    )
