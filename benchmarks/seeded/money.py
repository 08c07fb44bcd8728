"""Faults of sums of money: `unit-scale`, `unit-missing`, `sum-mismatch`, `rounding-difference`, sums in words."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from maker.model import Sample, Table
from seeded.clean import check_lines
from seeded.edits import Edit, Fault, Place, planted, words_at
from seeded.figures import FIGURE, UNITS, decimals_of, one_digit, swapped, value_of, write
from seeded.terms import CellSum, Relation, Term, cell_sums, holds, money_terms, relations

_TABLE_REACH = 600  # letters behind a unit line in which the table that it rules begins
_TELLING_DIGITS = 3  # so many are the same sum in another unit, and no chance
_DIGIT_WORDS = ("hai", "ba", "bốn", "sáu", "bảy", "tám", "chín")


def money_faults(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Every fault of this family at every place of the plan."""
    sums, given = list(relations(sample)), _given(sample)
    yield from _units(sums)
    yield from _lone_units(sample, sums)
    yield from _no_units(sample)
    for relation in sums:
        yield from _single(sample, given, _wrong_sums(relation, rng))
        yield from _single(sample, given, _roundings(relation))
    yield from _single(sample, given, _cells(sample, rng))
    yield from _worded(sample, rng)


def _single(sample: Sample, given: Sequence[str], faults: Iterable[Fault]) -> Iterator[Fault]:
    """Without the roundings of figures that the plan gives twice: their other place proves them wrong."""
    for fault in faults:
        if not fault.within or _stands_once(given, words_at(sample, fault.edits[0].place)):
            yield fault


def _given(sample: Sample) -> list[str]:
    """Every figure of the plan as it is written, in sentences and in cells."""
    cells = (cell for block in sample.blocks if block.table for row in block.table.rows for cell in row)
    return [m[0] for text in (*(b.source for b in sample.blocks), *cells) for m in FIGURE.finditer(text)]


def _stands_once(given: Sequence[str], written: str) -> bool:
    """Whether one place alone gives the figure: «53,625 tỷ» and a cell «53.625» are the same sum in two units."""
    digits = _digits(written)
    telling = len(digits) >= _TELLING_DIGITS
    return sum(figure == written or (telling and _digits(figure) == digits) for figure in given) <= 1


def _digits(written: str) -> str:
    return written.replace(".", "").replace(",", "").strip("0")


def _units(sums: Sequence[Relation]) -> Iterator[Fault]:
    for relation in sums:
        for term in relation.terms:
            for unit in UNITS if not term.approx and term.value else ():
                if unit != term.unit_words:
                    yield Fault("unit-scale", f"to {unit}", (Edit(term.unit, f" {unit}"),))
        whole = relation.total
        if not whole.approx and not relation.some and len(relation.parts) > 1:
            for name, power in (("ten times", 1), ("a tenth", -1)):
                shifted = value_of(whole.written) * Decimal(10) ** power
                decimals = max(0, decimals_of(whole.written) - power)
                yield Fault("unit-scale", name, (Edit(whole.place, write(shifted, decimals)),))


def _lone_units(sample: Sample, sums: Sequence[Relation]) -> Iterator[Fault]:
    """A fraction of one đồng, which is a proof of its own; an average income may have one."""
    related = {term for relation in sums for term in relation.terms}
    for term in money_terms(sample):
        average = sample.blocks[term.place.block].source.startswith("/người", term.unit.end)
        large = term.unit_words in ("triệu đồng", "tỷ đồng")
        if term not in related and "," in term.written and large and not average:
            yield Fault("unit-scale", "half a đồng", (Edit(term.unit, " đồng"),))


def _no_units(sample: Sample) -> Iterator[Fault]:
    """The last sum of a paragraph without its unit: the units of those before it may serve those after.

    Tables of money alone: what a table counts («Số xã đạt») its heads say as well as the line over it.
    """
    terms = money_terms(sample)
    for term in terms:
        after = sample.blocks[term.place.block].source[term.unit.end :]
        if not re.search(r"\d (?:tỷ|triệu|nghìn|đồng)", after) and not after.startswith("/"):
            yield Fault("unit-missing", "money", (Edit(term.unit, ""),))
    for at, block in enumerate(sample.blocks):
        below = sample.blocks[at + 1].table if block.kind == "unit" and at + 1 < len(sample.blocks) else None
        if below is not None and any(column.kind == "budget" for column in below.columns):
            edit = Edit(Place(at, 0, 0), "", drop=True)
            yield Fault("unit-missing", "table", (edit,), reach=_TABLE_REACH)


def _wrong_sums(relation: Relation, rng: random.Random) -> Iterator[Fault]:
    for position, term in enumerate(relation.terms):
        for kind, written in _slips(term.written, rng):
            yield from _broken(relation, position, kind, written)
    if relation.some:
        return
    whole = relation.total
    for part in relation.parts:
        if part.unit_words == whole.unit_words and len(relation.parts) > 1:
            decimals = max(decimals_of(t.written) for t in relation.terms)
            for kind, sign in (("left out", -1), ("twice", 1)):
                value = value_of(whole.written) + sign * value_of(part.written)
                yield from _broken(relation, 0, kind, write(value, decimals))


def _slips(written: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    yield "digit", one_digit(written, rng)
    other = swapped(written)
    if other is not None:
        yield "swapped", other


def _broken(relation: Relation, position: int, kind: str, written: str) -> Iterator[Fault]:
    """The fault where the figures no longer add up; none for a part of «trong đó» that only shrinks."""
    terms = relation.terms
    if any(term.approx for term in terms):
        return
    values = [_value(t, written if i == position else None) for i, t in enumerate(terms)]
    parts = sum(values[1:], Decimal(0))
    if parts == values[0] or (relation.some and parts < values[0]):
        return
    ranges = [t.range(written if i == position else None) for i, t in enumerate(terms)]
    edit = Edit(terms[position].place, written)
    within = holds(relation, ranges)
    if within and relation.some:
        return
    yield Fault("rounding-difference" if within else "sum-mismatch", kind, (edit,), within=within)


def _value(term: Term, written: str | None) -> Decimal:
    return value_of(written or term.written).scaleb(UNITS[term.unit_words])


def _roundings(relation: Relation) -> Iterator[Fault]:
    """The total one step off, which the rounding of its parts allows."""
    whole = relation.total
    decimals = max(decimals_of(t.written) for t in relation.terms)
    if decimals_of(whole.written) != decimals or relation.some:
        return
    for sign in (-1, 1):
        value = value_of(whole.written) + sign * Decimal(1).scaleb(-decimals)
        yield from _broken(relation, 0, "one step", write(value, decimals))


def _cells(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    for at, block in enumerate(sample.blocks):
        if block.table is None:
            continue
        sums = list(cell_sums(block.table))
        for cell in sorted({cell for relation in sums for cell in relation.cells}):
            found = FIGURE.fullmatch(block.table.rows[cell[0]][cell[1]])
            if found is None:
                continue
            touching = [relation for relation in sums if cell in relation.cells]
            for kind, written in _slips(found[0], rng):
                edit = Edit(Place(at, *found.span(), cell=cell), written)
                yield from _broken_cell(sample, edit, kind, touching)


def _broken_cell(sample: Sample, edit: Edit, kind: str, sums: Sequence[CellSum]) -> Iterator[Fault]:
    table = planted(sample, (edit,)).blocks[edit.place.block].table
    assert table is not None
    within = all(_meets(relation, table) for relation in sums)
    money = any(relation.money for relation in sums)
    kind = f"{'cell' if money else 'count cell'}, {kind}"
    rule = "rounding-difference" if within else "sum-mismatch"
    if not within or all(relation.money for relation in sums):
        yield Fault(rule, kind, (edit,), within=within)


def _meets(relation: CellSum, table: Table) -> bool:
    whole, *parts = relation.ranges(table)
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    return low <= whole.high and whole.low <= high


def _worded(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    for text in check_lines(sample, "words"):
        at = next(i for i, block in enumerate(sample.blocks) if text in block.source)
        source = sample.blocks[at].source
        for figure in [m for m in FIGURE.finditer(source) if len(m[0]) > 4][:1]:
            for _ in range(3):
                edit = Edit(Place(at, *figure.span()), one_digit(figure[0], rng))
                yield Fault("amount-in-words-mismatch", "figure", (edit,))
        start = source.find("(Bằng chữ")
        for word in list(re.finditer(r"\b(?:" + "|".join(_DIGIT_WORDS) + r")\b", source[start:]))[:3]:
            other = rng.choice([w for w in _DIGIT_WORDS if w != word[0]])
            edit = Edit(Place(at, start + word.start(), start + word.end()), other)
            yield Fault("amount-in-words-mismatch", "word", (edit,))
