"""The words right around a figure: those before it that are its own, and those behind it that go on with it."""

from functools import cached_property

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Quantity
from extractor.values import dataclass

_OTHER_MATTER = regex.compile(r"\(|,? trong đó\b|[,;] (?:và )?(?:tỷ lệ|tổng số)\b")
LETTERS = regex.compile(r"\p{L}+")
_BARE_WORDS = 5
WINDOW = 600
YEARLY = regex.compile(
    r"/năm\b|mỗi năm|một năm|\bso với [^,;.]*|,? (?:và )?(?:đến |cuối )*năm (?:19|20)\d{2}[^;.]*"
    r"|\b(?:xuống|còn|lên|đến|giảm|dưới|trở (?:lên|xuống))\b|,? ?(?:vào |đến )?(?:cuối|đầu|giữa) (?:năm|kỳ|giai đoạn)\b"
)
_BRACKET_ENDS = regex.compile(r" ?%\) ?[,;.]")
_RANGE_REST = regex.compile(r" ?[-–] ?\d[\d.,]*+ ?%(?P<rest>[^,;.()\d]*)")
# «19 hộ thoát nghèo, phát sinh 2 hộ»: what is counted is said before the comma.
_OWN_POOR = regex.compile(
    r" ?hộ (?:đã |mới )?(?:thoát (?:cận )?|tái |cận )?nghèo\b[^,;()\d]{0,24}"
    r"(?=[,;] ?(?:và |có |đã )*(?:phát sinh|còn|hiện|giảm|tăng|tái|chiếm|tỷ lệ|vượt)\b)"
)
_ALL_OF = regex.compile(
    r"\b(?:toàn bộ|tất cả|toàn thể|hầu hết|phần lớn|đa số) ?\($"
)  # «Toàn bộ (100%) người …»
_CLOSES = regex.compile(r" ?% ?\) ?(?=\p{L})")
_LABELLED = regex.compile(r"^ ?[,;(] ?(?!có |và |còn |cho |với )[\p{L}/ ]{3,}$")
_SHARE_NEXT = (
    regex.compile(  # «xóm Bãi có 40 hộ, hộ nghèo chiếm 12 %»: how many there are, then how many of them
        r"[,;] (?:trong đó )?(?:có )?(?:tỷ lệ |số )?hộ (?:cận )?nghèo(?: (?:là|chiếm|tỷ lệ|còn))* ?$"
    )
)
_WEIGHTS, _WHOM_REACH = frozenset({"kg", "tonne"}), 24


@dataclass(frozen=True, slots=True)
class Reach:
    """The words that are a figure's own: `[left, right)`, without those of the figures beside it."""

    left: int
    right: int
    clause_end: int | None = None


class FigureWords:
    """The words right around a figure: `narrow` before it, `after` it and `behind` it."""

    def __init__(self, context: BlockContext, quantity: Quantity, reach: Reach) -> None:
        self.left = max(reach.left, quantity.start - WINDOW)
        self.narrow = context.lowered[self.left : quantity.start]
        self.after = context.lowered[quantity.end : min(reach.right, quantity.end + WINDOW)]
        self._context, self._quantity, self._reach = context, quantity, reach

    @cached_property
    def behind(self) -> str:
        """The words after the figure, where it does not end what stands before it."""
        quantity, narrow = self._quantity, self.narrow
        if _ALL_OF.search(narrow) and (closes := _CLOSES.match(self.after)) is not None:
            return str(_OTHER_MATTER.split(self.after[closes.end() :])[0])
        if narrow.endswith("(") and _BRACKET_ENDS.match(self.after):  # «96 hộ (51,3%), việc làm 71 hộ»
            return ""
        after = _OTHER_MATTER.split(self.after)[0]
        if (own := _OWN_POOR.match(after)) is not None:
            after = own[0]
        unit = max(0, quantity.stop - quantity.end)
        if after[unit : unit + 1] in {",", ";"} and (
            _LABELLED.search(narrow) or _SHARE_NEXT.match(after, unit)
        ):
            after = after[:unit]
        if quantity.unit in _WEIGHTS and after.endswith(" cho "):  # «12 tấn gạo cho 216 học sinh»
            right = quantity.end + len(self.after)
            after += self._context.lowered[right : min(right + _WHOM_REACH, self._context.block.end)]
        if quantity.denominator is not None:
            after = self._context.lowered[quantity.start : quantity.end] + after
        closes = after.lstrip(" %")[:1] in {",", ")"} and narrow.strip(" ,;:(") != ""
        return "" if closes else after

    @property
    def behind_range(self) -> str:
        """The words behind the second figure of a range that this figure opens, up to a sign."""
        end = self._reach.clause_end
        found = _RANGE_REST.match(self._context.lowered, self._quantity.end, end) if end is not None else None
        return YEARLY.sub("", found["rest"]) if found else ""

    @property
    def bare(self) -> bool:
        """An item that names no subject of its own: «Tiểu học 88 %»."""
        if len(LETTERS.findall(self.narrow)) > _BARE_WORDS or LETTERS.search(self.behind):
            return False
        return self._quantity.bound != ">=" or not LETTERS.search(self.behind_range)
