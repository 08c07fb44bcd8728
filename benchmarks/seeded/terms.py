"""The sums of money of a plan as its annotations tell them: single figures, and totals with their parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maker.model import Sample, Table
from maker.tables import SCALES, adding, figures, label_column, row_level
from seeded.clean import check_lines
from seeded.edits import Place, prose
from seeded.figures import FIGURE, UNIT, UNITS, Range, range_of, total, value_of

_SOME = re.compile(r"trong (?:số )?đó")
_ALL = re.compile(r"gồm|cụ thể")
_FARTHEST = 12  # blocks between a total and its parts


@dataclass(frozen=True, slots=True)
class Term:
    """A figure with the unit behind it: places of both, and the value in triệu đồng."""

    place: Place
    unit: Place
    written: str
    unit_words: str
    value: Decimal
    approx: bool

    def range(self, written: str | None = None, unit: str | None = None) -> Range:
        """What it can stand for, or would with another figure or unit."""
        words = unit or self.unit_words
        return range_of(written or self.written, exponent=UNITS[words], exact=words == "đồng")


@dataclass(frozen=True, slots=True)
class Relation:
    """A total and its parts; `some` where «trong đó» alone joins them, so that parts may be left out."""

    total: Term
    parts: tuple[Term, ...]
    some: bool

    @property
    def terms(self) -> tuple[Term, ...]:
        """The total first."""
        return (self.total, *self.parts)


def money_terms(sample: Sample) -> list[Term]:
    """Every annotated sum in prose that has its unit behind it, in reading order."""
    return sorted(set(_terms(sample)), key=lambda t: (t.place.block, t.place.start))


def _terms(sample: Sample) -> Iterator[Term]:
    for at, block in prose(sample):
        for text, value, *rest in block.budgets:
            start = block.source.find(text)
            found = _figure(text, Decimal(value)) if start >= 0 else None
            if found is not None:
                figure, unit = found
                yield Term(
                    Place(at, start + figure.start(), start + figure.end()),
                    Place(at, start + unit.start(), start + unit.end()),
                    figure[0],
                    unit[1],
                    Decimal(value),
                    any("approx" in field for field in rest),
                )


def _figure(text: str, value: Decimal) -> tuple[re.Match[str], re.Match[str]] | None:
    for figure in FIGURE.finditer(text):
        unit = UNIT.match(text, figure.end())
        if unit and value_of(figure[0]) * SCALES[unit[1]] == value:
            return figure, unit
    return None


def relations(sample: Sample) -> Iterator[Relation]:
    """The sums of the source's `checks:` whose terms all stand in prose, not far apart."""
    terms = money_terms(sample)
    for line in check_lines(sample, "sums"):
        whole, _, rest = line.partition("=")
        parts = [Decimal(part) for part in rest.split("+")]
        found = _nearest(terms, Decimal(whole), parts)
        if found is not None:
            yield Relation(found[0], tuple(found[1:]), _is_some(sample, found))


def _nearest(terms: Sequence[Term], whole: Decimal, parts: Sequence[Decimal]) -> list[Term] | None:
    best: tuple[int, list[Term]] | None = None
    for total_term in (t for t in terms if t.value == whole):
        chosen = [total_term]
        for part in parts:
            near = [t for t in terms if t.value == part and t not in chosen]
            if not near:
                return None
            chosen.append(min(near, key=lambda t: _apart(total_term, t)))
        blocks = [t.place.block for t in chosen]
        spread = max(blocks) - min(blocks)
        if spread <= _FARTHEST and (best is None or spread < best[0]):
            best = spread, chosen
    return best[1] if best else None


def _apart(one: Term, other: Term) -> tuple[int, int]:
    return abs(one.place.block - other.place.block), abs(one.place.start - other.place.start)


def _is_some(sample: Sample, terms: Sequence[Term]) -> bool:
    """«trong đó» between the total and its first part, and no «gồm»."""
    whole, first = terms[0], min(terms[1:], key=lambda t: (t.place.block, t.place.start))
    source = sample.blocks[whole.place.block].source
    end = first.place.start if first.place.block == whole.place.block else len(source)
    between = source[whole.place.end : end].casefold()
    return bool(_SOME.search(between)) and not _ALL.search(between)


def holds(relation: Relation, ranges: Sequence[Range]) -> bool:
    """Whether a total (first) and parts can agree, by the intervals of their figures."""
    parts = total(ranges[1:])
    return parts.low <= ranges[0].high if relation.some else parts.meets(ranges[0])


@dataclass(frozen=True, slots=True)
class CellSum:
    """A total and its parts in a table: (row, column) of each."""

    total: tuple[int, int]
    parts: tuple[tuple[int, int], ...]
    money: bool

    @property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """The total first."""
        return (self.total, *self.parts)

    def ranges(self, table: Table) -> list[Range]:
        """What every cell can stand for; a cell without a figure is 0."""
        exponent = UNITS[table.unit] if self.money else 0
        exact = not self.money or table.unit == "đồng"
        return [_cell_range(table.rows[r][c], exponent, exact=exact) for r, c in self.cells]


def _cell_range(text: str, exponent: int, *, exact: bool) -> Range:
    found = FIGURE.search(text)
    return range_of(found[0], exponent=exponent, exact=exact) if found else range_of("0", exact=True)


def cell_sums(table: Table) -> Iterator[CellSum]:
    """The sums of a table by its annotations: sources to totals in each row, rows to the row above them."""
    yield from _across(table)
    label = label_column(table)
    levels = [row_level(row[0], row[label]) for row in table.rows]
    for column, said in enumerate(table.columns):
        money = said.kind == "budget"
        if (money or said.values.get("unit") in ("household", "person")) and not table.row_values:
            yield from _down(levels, column, money=money)


def _across(table: Table) -> Iterator[CellSum]:
    sources = [i for i, c in enumerate(table.columns) if c.kind == "budget" and "source" in c.values]
    totals = [i for i, c in enumerate(table.columns) if c.kind == "budget" and "source" not in c.values]
    stated = adding(table) or (dict.fromkeys(totals, sources) if sources else {})
    for row, cells in enumerate(table.rows):
        for column, parts in stated.items():
            if any(map(figures, (cells[i] for i in (column, *parts)))):
                money = table.columns[column].kind == "budget"
                yield CellSum((row, column), tuple((row, part) for part in parts), money)


def _down(levels: Sequence[int], column: int, *, money: bool) -> Iterator[CellSum]:
    for at, level in enumerate(levels):
        ends = (j for j in range(at + 1, len(levels)) if levels[j] <= level)
        below = range(at + 1, next(ends, len(levels)))
        if level == 0 and at == len(levels) - 1:
            below = range(at)
        if below:
            deepest = min(levels[j] for j in below)
            parts = tuple((j, column) for j in below if levels[j] == deepest)
            yield CellSum((at, column), parts, money)
