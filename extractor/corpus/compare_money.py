"""Sums of the corpus as values to compare, and which components each plan funds, sets aside or does not name."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, Literal

from extractor import regex
from extractor.comparison.money import PARTS, Cell, Money, Part, cells
from extractor.comparison.values import MILLION_DONG, Place, Source, Status, Value
from extractor.corpus.compare import Collector, Gathered, Wanted, filtered, source_of
from extractor.corpus.derived import is_for
from extractor.corpus.plan_texts import StoredBlock, stored_blocks
from extractor.corpus.spooled import Spooled
from extractor.language.text import canonical
from extractor.rulebook.comparison import ComparisonRules

MONEY: Final = "money"
_COMPONENTS: Final[tuple[Part, ...]] = ("component",)
Stand = Literal["funded", "excused", "named"]
_BUDGETS: Final = """
SELECT document, span_start, span_end, figure_start, figure_end, page, section, text, value, value_corrected,
    role, source, capital, component, row_labels, column_labels, approx, status, year, locality,
    source_level
FROM budgets WHERE per IS NULL AND role != 'unit_cost'
"""
_LOCALITIES: Final = """
SELECT document, locality, count(*) FROM budgets NOT INDEXED WHERE per IS NULL AND role != 'unit_cost'
"""
_BY_PLACE: Final = "GROUP BY document, locality"
_OF_DOCUMENTS: Final = "    AND document IN (SELECT value FROM json_each(:documents))\n"
_IN_ORDER: Final = "ORDER BY document, span_start, id"
_WITH_MONEY: Final = "SELECT DISTINCT document FROM budgets"
_HEADINGS: Final = """
SELECT document, block, sections.span_end, sections.title, sections.path, plan_year, period_start, period_end
FROM sections NOT INDEXED JOIN documents ON documents.id = document
WHERE sections.title LIKE '%dự án%' OR sections.title LIKE '%Dự án%' OR sections.title LIKE '%DỰ ÁN%'
ORDER BY document, position
"""
_OF_PLANS: Final = """
SELECT id, programme, plan_year, period_start, period_end FROM documents
WHERE id IN (SELECT value FROM json_each(?))
"""
_MARKER: Final = regex.compile(r"^\W*(?:\w{1,3}[.)/]\W*)?")
_BOUND: Final = {">": ">=", "<": "<=", "~": "~", None: "="}


@dataclass(frozen=True, slots=True)
class Named:
    """A component that a plan names: with money, set aside in words, or without a sum.

    `programmes` and `years` are those of the plan: its kinds of programme, its year or the ends of its period.
    """

    place: Place
    component: str
    stand: Stand
    source: Source
    values: tuple[Value, ...] = ()
    programmes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


def gather_money(
    conn: sqlite3.Connection, parts: Collection[Part], wanted: Wanted, rules: ComparisonRules
) -> tuple[Gathered, tuple[Cell, ...]]:
    """The sums that are wanted by the parts asked for. The indicator of each value is `money_key` of its cell."""
    collector = _collector(conn, wanted, rules)
    told = tuple(_cells(conn, (parts,), wanted, collector, rules))
    return collector.gathered([cell.value for cell in told]), told


def gather_breakdowns(
    conn: sqlite3.Connection,
    breakdowns: Collection[Collection[Part]],
    wanted: Wanted,
    rules: ComparisonRules,
) -> Iterator[tuple[Cell | None, Gathered]]:
    """The same sums broken down in several ways: those of each cell (its first is given) by themselves, in the order
    of `money_key`; at the end without a cell what was left out. What was read lies on the disk meanwhile."""
    collector = _collector(conn, wanted, rules)
    firsts: dict[str, Cell] = {}
    spooled: Spooled[Value] = Spooled(conn)
    try:
        for cell in _cells(conn, breakdowns, wanted, collector, rules):
            firsts.setdefault(cell.value.indicator, cell)
            spooled.add(cell.value.indicator, cell.value)
        for key, values in spooled.by_key():
            yield firsts[key], Gathered(tuple(values))
    finally:
        spooled.close()
    yield None, collector.gathered(())


def _collector(conn: sqlite3.Connection, wanted: Wanted, rules: ComparisonRules) -> Collector:
    documents = {document for (document,) in conn.execute(_WITH_MONEY)}
    return Collector(conn, wanted, rules, documents.intersection(wanted.documents or documents))


def _cells(
    conn: sqlite3.Connection,
    breakdowns: Collection[Collection[Part]],
    wanted: Wanted,
    collector: Collector,
    rules: ComparisonRules,
) -> Iterator[Cell]:
    """The sums plan by plan, each under the key of its cell."""
    sql, given = filtered(_BUDGETS, wanted, _stored)
    of = wanted.documents
    if collector.is_narrowed:
        of = _of_places_wanted(conn, wanted, collector)
        collector.mark_only(of)
        sql, given["documents"] = sql + _OF_DOCUMENTS, json.dumps(sorted(of))
    for document, rows in groupby(conn.execute(sql + _IN_ORDER, given), itemgetter(0)):
        if of is None or document in of:
            for lines in _stated(rows, collector, rules):
                for cell in (one for parts in breakdowns for one in cells(lines, parts)):
                    yield replace(cell, value=cell.value._replace(indicator=money_key(cell)))


def _of_places_wanted(conn: sqlite3.Connection, wanted: Wanted, collector: Collector) -> frozenset[int]:
    """The documents with a sum of a place that is wanted; of the others' sums only what is left out is counted, so that
    their rows, which are wide, are not read."""
    sql, given = filtered(_LOCALITIES, wanted, _stored)
    told: dict[int, list[tuple[str | None, int]]] = defaultdict(list)
    for document, locality, count in conn.execute(sql + _BY_PLACE, given):
        if wanted.documents is None or document in wanted.documents:
            told[document].append((locality, count))
    found = frozenset(
        document
        for document, places in told.items()
        if any(collector.wants(document, locality) for locality, _ in places)
    )
    for document in told.keys() - found:
        for locality, count in told[document]:
            collector.looked_up(document, locality, count)
    return found


def money_key(cell: Cell) -> str:
    """`money`, `money/Dự án 1/central/…`: what a cell is of, as an indicator."""
    return "/".join((MONEY, *(getattr(cell, part) for part in PARTS if getattr(cell, part))))


def named_components(conn: sqlite3.Connection, wanted: Wanted, rules: ComparisonRules) -> list[Named]:
    """Every component that a plan funds or has a heading for, and how it stands there."""
    years, documents = set(wanted.years), wanted.documents
    headings = [
        row
        for row in conn.execute(_HEADINGS)
        if (documents is None or row[0] in documents) and (not years or is_for(years, *row[-3:]))
    ]
    collector = Collector(conn, wanted, rules, {row[0] for row in headings})
    _, funded = gather_money(conn, _COMPONENTS, wanted, rules)
    money: dict[tuple[int, str], list[Value]] = defaultdict(list)
    for cell in funded:
        money[cell.value.source.document, cell.component].append(cell.value)
    found = [
        Named(values[0].place, component, "funded", values[0].source, tuple(values))
        for (_, component), values in money.items()
    ]
    seen = set(money)
    blocks_in = lru_cache(maxsize=1)(lambda document: stored_blocks(conn, document))
    for row in headings:
        named = _heading(row, blocks_in, collector, rules)
        if named is not None and (named.source.document, named.component) not in seen:
            seen.add((named.source.document, named.component))
            found.append(named)
    return _with_programmes(conn, found)


def _with_programmes(conn: sqlite3.Connection, named: Sequence[Named]) -> list[Named]:
    """The same with the programmes and years of their plans."""
    documents = json.dumps(sorted({one.source.document for one in named}))
    plans = {
        document: (tuple((kinds or "").split()), (year,) if year else tuple(filter(None, period)))
        for document, kinds, year, *period in conn.execute(_OF_PLANS, (documents,))
    }
    return [
        replace(one, programmes=kinds, years=years)
        for one in named
        for kinds, years in (plans[one.source.document],)
    ]


def _heading(
    row: Sequence[Any],
    blocks_in: Callable[[int], Sequence[StoredBlock]],
    collector: Collector,
    rules: ComparisonRules,
) -> Named | None:
    document, position, section_end, title, path, *_ = row
    match = rules.component.search(canonical(title))
    if match is None or match[0].startswith("tiểu"):
        return None
    located = collector.located(document, None)
    if located is None:
        return None
    plan, place = located
    blocks = blocks_in(document)
    block = blocks[position]
    body = _body(blocks, position, section_end)
    inside = canonical(body)
    excused = rules.excused.search(canonical(block.text)) or (
        rules.component.search(_MARKER.sub("", inside)) is None and rules.excused.search(inside)
    )
    is_whole = rules.excused.search(canonical(block.text))
    text = " ".join((block.text if is_whole else f"{block.text} {body}").split())
    span = block.start, block.end
    source = source_of(plan, span, span, block.page, path, text)
    name = f"Dự án {match[0].rsplit(' ', 1)[-1]}"
    return Named(place, name, "excused" if excused else "named", source)


def _body(blocks: Sequence[StoredBlock], position: int, end: int) -> str:
    """The text of the block behind a heading, "" where it is the last of its section."""
    following = blocks[position + 1 : position + 2]
    return "".join(block.text for block in following if block.start < end)


def _stated(
    rows: Iterable[Sequence[Any]], collector: Collector, rules: ComparisonRules
) -> Iterator[list[Money]]:
    """The lines of each plan, place, year and status."""
    found: dict[tuple[object, ...], list[Money]] = defaultdict(list)
    for row in rows:
        line = _line(row, collector, rules)
        if line is not None:
            value = line.value
            key = (value.source.document, value.place, value.year, value.status, value.timing)
            found[key].append(line)
    yield from found.values()


def _stored(status: Status) -> str:
    return "plan" if status == "target" else status


def _line(row: Sequence[Any], collector: Collector, rules: ComparisonRules) -> Money | None:
    document, start, end, first, last, page, section, text, value, corrected, role, *rest = row
    source, capital, component, in_row, column, approx, status, year, locality, level = rest
    located = collector.located(document, locality)
    if located is None:
        return None
    plan, place = located
    assigned, after_reform = collector.standing(plan, place, locality)
    said = collector.words.of(" ".join(filter(None, (text, in_row, column))))
    inside = tuple(component.split(" / ")) if component else ()
    money = Value(
        indicator=MONEY,
        label=component or "",
        place=place,
        value=Decimal(corrected or value),
        unit=MILLION_DONG,
        year=year,
        status=status,
        comparator=_BOUND[approx],
        timing=collector.words.timing(said, plan, MONEY, status, year, is_average=False),
        scope="",
        source=source_of(plan, (start, end), (first, last), page, section, text),
        assigned=assigned,
        after_reform=after_reform,
        value_written=Decimal(value) if corrected is not None else None,
        marks=collector.marks(document, (first, last)),
    )
    is_grand = not inside and locality is None and _is_of_the_plan(text, in_row, role, rules)
    return Money(money, inside, source, capital, role, level, in_row, is_grand)


def _is_of_the_plan(text: str, row: str | None, role: str, rules: ComparisonRules) -> bool:
    """Whether a sum is one of the whole plan, by its row or its words; a sum without parts must name the plan."""
    if row is not None:
        return rules.grand_total.row.search(canonical(row)) is not None
    words = canonical(text)
    if rules.grand_total.words.search(words) is None:
        return False
    return role == "total" or rules.grand_total.of_plan.search(words) is not None
