"""Units that a line above carries for the figures under it: «(ĐVT: triệu đồng)», «Đơn vị tính: hộ».

A table reads its own unit line; this is for lists and sentences. The line holds for its own block from
there on, and for the blocks under it up to the next table, the next such line or the end of its section. A line
that opens a list with the unit behind its words («Kinh phí theo nguồn (triệu đồng):») holds for that list alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.sections import Outline
from extractor.extraction.table_units import UNIT_LEAD, Unit, UnitNames
from extractor.extraction.unit_lines import ending_money
from extractor.extraction.units import Kind, Quantity, Unreadable
from extractor.plan import Section
from extractor.plantext import BlockKind
from extractor.rulebook import Rulebook
from extractor.rulebook.literals import one_stands

Read = tuple[Quantity | Unreadable, ...]

_UNIT_LINE = regex.compile(
    rf"\b{UNIT_LEAD} ?(?:[:=]| [–-] ) ?(?P<unit>[^;:()]{{1,24}}?) ?(?=[;):]|\.?$|\. |, )"
)
_NAMES_UNIT = ("đơn vị", "đvt", "đ.v.t")  # one of which every unit line holds
_VALUE_LABEL = regex.compile(r"(?::|=|\.{3}|\b(?:là|còn|đạt))(?: khoảng| trên| dưới)? *$")
_VALUE_ENDS = regex.compile(r" ?(?:$|[;,)(]|\.(?!\d))| và (?=\p{L})")
_OPENS_PARTS = regex.compile(r" ?\(|[,.;:]? ?(?:bao gồm|gồm|trong đó|chia ra|cụ thể)\b")
_LABELLED = regex.compile(
    r"(?:\p{L}{2,}[^;.()\d]{0,60}|\bnăm 20\d\d ?:? ?|\b(?:dự án|da|tda) ?\d{1,2}(?:[:,] ?| (?:là )?))$"
)
_TIME = r"(?:quý (?:[1-4]|i{1,3}|iv)|(?:năm )?20\d\d|tháng \d{1,2}|đợt (?:\d|i{1,3}))"
_PAYER = r"(?:(?:vốn|nguồn|ngân sách|ns) ?)?(?:\p{L}+ ?){1,3}"
# «quý I 400, quý II 800 triệu đồng»: from a figure to the next of its list; and what stands before the first.
_NEXT = regex.compile(
    rf" ?[,;](?: và)? (?:{_TIME}(?: năm 20\d\d)?|{_PAYER}?)(?: ?:| là| bố trí| cấp| chi)? ?"
)
_TIMED = regex.compile(
    rf"(?:^|[:;,.(–-]|\b(?:gồm|trong đó|chia ra|và)\b) *{_TIME}(?: năm 20\d\d)?(?: ?:| là| bố trí)? ?$"
)
_LABEL_REACH = 60
_OF_YEAR = regex.compile(r"\bnăm $")
_YEARS = range(1900, 2101)
_REACH = 80
_LEAST_SAID, _NEARLY = 2, 10  # a list of three or more, less than a tenth off
_LARGE = 1000


@dataclass(frozen=True, slots=True)
class _Stated:
    """A unit line: `[start, end)` of the text; `of_list`: it opens a list."""

    unit: Unit
    start: int
    end: int
    of_list: bool = False


@dataclass(frozen=True, slots=True)
class _Carried:
    """A unit in force: the block it was stated at, and the section it holds in; `of_list`: for what bears the same
    mark as the block behind it alone, `form`."""

    unit: Unit
    block: int
    section: int | None
    of_list: bool = False
    form: str | None = None


class CarriedUnits:
    """Gives bare figures the unit of the line above them; made once from the rules."""

    def __init__(self, rules: Rulebook) -> None:
        self._names = UnitNames(rules.units)
        self._label = regex.compile(rules.funding.sum_labels)
        self._listed = regex.compile(rules.funding.listed_labels)

    def apply(self, outline: Outline, blocks: Sequence[tuple[BlockContext, Read]]) -> list[Read]:
        """The quantities of each block, bare ones with the unit in force; blocks in reading order."""
        carried: _Carried | None = None
        given: list[Read] = []
        for context, read in blocks:
            quantities = self._of_totals(context, self._of_last(context, read))
            if carried is not None and carried.of_list and context.index == carried.block + 1:
                carried = replace(carried, form=context.outlined.form)
            if carried is not None and not _holds(carried, context, outline.sections):
                carried = None
            stated = self._stated(context)
            if stated is not None:
                carried = _Carried(stated.unit, context.index, context.outlined.section, stated.of_list)
                given.append(self._with_unit(context, _outside(quantities, stated), stated.unit, stated.end))
            elif carried is not None:
                given.append(self._with_unit(context, quantities, carried.unit, context.block.body))
            else:
                given.append(quantities)
        return given

    def _of_last(self, context: BlockContext, quantities: Read) -> Read:
        """«quý I 400, quý II 800, quý III 750 triệu đồng»: bare figures behind times or payers, in the unit that the
        last of their list bears."""
        given = list(quantities)
        for index in range(len(quantities) - 1, 0, -1):
            bare, last = given[index - 1], given[index]
            if not isinstance(bare, Quantity) or not isinstance(last, Quantity):
                continue
            if bare.kind is not Kind.BARE or bare.denominator is not None or last.kind is not Kind.MONEY:
                continue
            unit = self._names.read(last.unit_text or "")
            named = _NEXT.fullmatch(context.lowered, bare.end, last.start) is not None
            if unit is None or not named or not self._stands_alone(context, bare):
                continue
            given[index - 1] = _typed(bare, unit)
        return tuple(given)

    def _stands_alone(self, context: BlockContext, bare: Quantity) -> bool:
        """Whether nothing but a time or a payer stands between a bare figure and what is before it."""
        start = max(context.block.body, bare.start - _LABEL_REACH)
        before = context.lowered[start : bare.start]
        return _TIMED.search(before) is not None or self._listed.search(before.replace(":", "")) is not None

    def _of_totals(self, context: BlockContext, quantities: Read) -> Read:
        """«38 tỷ đồng (TW: 30; tỉnh: 5; huyện: 3)»: bare parts in the unit of their total, which they make up to the
        digit, or nearly where a bracket lists three or more of them behind colons."""
        given = list(quantities)
        for index, total in enumerate(quantities):
            if not isinstance(total, Quantity) or total.kind is not Kind.MONEY or not total.value:
                continue
            opened = _OPENS_PARTS.match(context.lowered, total.stop, context.block.end)
            unit = self._names.read(total.unit_text or "") if opened else None
            parts = self._bare_parts(context, quantities[index + 1 :], total) if unit else []
            if unit and len(parts) > 1 and self._make_up(context, total, parts, unit):
                given[index + 1 : index + 1 + len(parts)] = [_typed(part, unit) for part in parts]
        return tuple(given)

    @staticmethod
    def _make_up(context: BlockContext, total: Quantity, parts: Sequence[Quantity], unit: Unit) -> bool:
        added = sum(p.value for p in parts) * unit.scale
        if added == total.value:
            return True
        listed = len(parts) > _LEAST_SAID and context.depth(parts[0].start) > context.depth(total.start)
        said = all(context.lowered[part.start - 2 : part.start].rstrip().endswith(":") for part in parts)
        closed = context.lowered[parts[-1].stop : parts[-1].stop + 1] == ")"
        return listed and said and closed and abs(added - total.value) * _NEARLY <= total.value

    def _bare_parts(self, context: BlockContext, behind: Read, total: Quantity) -> list[Quantity]:
        """The bare figures behind a total, each with words of its own before it, up to where its list ends."""
        depth, found, stop = context.depth(total.start), list[Quantity](), total.stop
        end = context.sentence(total.start)[1]
        for item in behind:
            label = context.lowered[stop : item.start]
            if isinstance(item, Quantity) and item.value in _YEARS and _OF_YEAR.search(label) is not None:
                continue  # «năm 2024: 620»
            listed = isinstance(item, Quantity) and item.kind is Kind.BARE and item.denominator is None
            if not listed or item.start >= end or _LABELLED.search(label) is None or (found and ")" in label):
                break
            if _VALUE_ENDS.match(context.lowered, item.end, context.block.end) is None:
                break
            assert isinstance(item, Quantity)
            found.append(item)
            stop = item.end
        return found if found and context.depth(found[0].start) >= depth else []

    def _stated(self, context: BlockContext) -> _Stated | None:
        """The unit that a block states for what follows."""
        block = context.block
        if block.kind is BlockKind.TABLE_CELL:
            return None
        opens = context.lowered[block.end - 1 : block.end] == ":"
        if opens and (unit := ending_money(context.text.words(block), self._names)) is not None:
            return _Stated(unit, block.end, block.end, of_list=True)
        if not one_stands(_NAMES_UNIT, context.lowered[block.body : block.end]):
            return None
        for match in _UNIT_LINE.finditer(context.lowered, block.body, block.end):
            unit = self._names.read(match["unit"])
            if unit is not None:
                return _Stated(unit, match.start(), match.end())
        return None

    def _with_unit(self, context: BlockContext, quantities: Read, unit: Unit, offset: int) -> Read:
        return tuple(
            _typed(item, unit)
            if isinstance(item, Quantity) and item.start >= offset and self._is_value(context, item, unit)
            else item
            for item in quantities
        )

    def _is_value(self, context: BlockContext, quantity: Quantity, unit: Unit) -> bool:
        """A bare figure behind a label, and nothing that it could count behind it.

        Where rows of a table have become lines, a large sum at the end of its line has no other label.
        """
        if quantity.kind is not Kind.BARE or quantity.denominator is not None:
            return False
        block, lowered = context.block, context.lowered
        if quantity.end - quantity.start == len("2024") and quantity.value in _YEARS:
            return False
        if _VALUE_ENDS.match(lowered, quantity.stop, block.end) is None:
            return False
        before = lowered[max(context.clause(quantity.start)[0], block.body) : quantity.start]
        if unit.kind is Kind.MONEY and quantity.value >= _LARGE and quantity.stop == block.end:
            return True
        if _VALUE_LABEL.search(before) or self._label.search(before.rstrip()):
            return True
        return unit.kind is Kind.MONEY and self._listed.search(before) is not None


def _outside(quantities: Read, stated: _Stated) -> Read:
    """Without the 1.000 of «ĐVT: 1.000 đồng», which is the unit."""
    return tuple(item for item in quantities if not stated.start <= item.start < stated.end)


def _typed(quantity: Quantity, unit: Unit) -> Quantity:
    return replace(
        quantity,
        kind=unit.kind,
        value=quantity.value * unit.scale,
        unit=unit.id,
        unit_text=unit.text,
        other=tuple(value * unit.scale for value in quantity.other),
    )


def _holds(carried: _Carried, context: BlockContext, sections: Sequence[Section]) -> bool:
    """Whether the unit still holds at a block: no table yet, not too far, inside the section it stands in."""
    if carried.of_list and (carried.form is None or context.outlined.form != carried.form):
        return False
    if context.block.kind is BlockKind.TABLE_CELL or context.index - carried.block > _REACH:
        return False
    section = context.outlined.section
    while section is not None and section != carried.section:
        section = sections[section].parent
    return section == carried.section
