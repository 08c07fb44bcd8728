"""Lines over a table that say the unit of its figures: «Đơn vị tính: triệu đồng», «Tính bằng nghìn đồng»."""

from collections.abc import Iterator

from extractor import regex
from extractor.extraction.quantities import Kind
from extractor.extraction.table_units import UNIT_LEAD, Unit, UnitNames
from extractor.language.text import canonical

_LENGTH = 60
_JOINTS = regex.compile(r"[,;]| và |(?<!đồng|đ)/")
_SIGN = r"(?:[:=–-]|(?:là|bằng|theo)\b)"
_LINE = regex.compile(
    rf"\b{UNIT_LEAD}\s*{_SIGN}?\s*\(?(?P<unit>(?:1[., ]?000)?(?:[^.()]|\.(?= ?đ)){{1,{_LENGTH}}})"
)
_LABEL = regex.compile(r"^[^\d:=–-]{1,24}?(?: ?[:=] ?| [–-] | là )")  # «số tiền: nghìn đồng; số hộ: hộ»
_ENDING = regex.compile(
    r"(?:\(|, ?|^|\btính (?=bằng|theo)|(?:^|\()(?:số )?(?:tiền|liệu|kinh phí|vốn|giá trị) ?: ?)"
    r"(?:tính )?(?:(?:bằng|theo) )?(?:đơn vị )?"
    r"(?P<unit>(?:1[., ]?000 ?)?(?:[\p{L} ]{1,12}đồng|đồng|[\p{L} .]{1,10}đ)) ?\)? ?[:.]?$"
)
_ONLY = regex.compile(
    rf"^\W*(?:{UNIT_LEAD}\s*[:=]|(?:[\p{{L}} ]{{1,24}} )?tính (?:bằng|theo) (?:1|\p{{L}}+ đồng))"
)


def is_unit_line(words: str) -> bool:
    """A paragraph that only says the unit of the table below it: «Đơn vị tính: 1.000 đồng»."""
    return len(words) < _LENGTH and _ONLY.match(canonical(words)) is not None


def line_units(words: str, names: UnitNames) -> tuple[Unit, ...]:
    """The units that a line over a table names, in order: «Đơn vị tính: hộ, triệu đồng»."""
    return next((units for units in _told(canonical(words), names) if units), ())


def _told(lowered: str, names: UnitNames) -> Iterator[tuple[Unit, ...]]:
    """What each place of the line that may open a unit names; «Đơn vị thực hiện» names none."""
    for match in _LINE.finditer(lowered, overlapped=True):
        pieces = (_LABEL.sub("", piece.strip()) for piece in _JOINTS.split(match["unit"]))
        yield tuple(unit for piece in pieces if (unit := names.read(piece)) is not None)


def ending_money(words: str, names: UnitNames) -> Unit | None:
    """The unit of money that ends a line over a table: «Biểu 2: Phân bổ vốn (triệu đồng)», «…, triệu đồng:»."""
    match = _ENDING.search(canonical(words)[-_LENGTH:])
    unit = names.read(match["unit"]) if match else None
    return unit if unit is not None and unit.kind is Kind.MONEY else None
