"""Sums of the corpus as values to compare, and which components each plan funds, sets aside or does not name."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractor.comparison.money import PARTS, Cell, Money, Part, cells
from extractor.comparison.values import Place, Source, Value
from extractor.corpus.compare import Gathered, Wanted, source_of
from extractor.corpus.money_lines import MONEY, Stand
from extractor.corpus.money_told import MoneyTold
from extractor.corpus.spooled import Spooled
from extractor.rulebook.comparison import ComparisonRules

_COMPONENTS: Final[tuple[Part, ...]] = ("component",)
_OF_PLANS: Final = """
SELECT id, programme, plan_year, period_start, period_end FROM documents
WHERE id IN (SELECT value FROM json_each(?))
"""


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
    told = MoneyTold(conn, wanted, rules)
    found = tuple(_cells(told, (parts,)))
    return told.collector.gathered(tuple(cell.value for cell in found)), found


def gather_breakdowns(
    conn: sqlite3.Connection,
    breakdowns: Collection[Collection[Part]],
    wanted: Wanted,
    rules: ComparisonRules,
) -> Iterator[tuple[Cell | None, Gathered]]:
    """The same sums broken down in several ways: those of each cell (its first is given) by themselves, in the order
    of `money_key`; at the end without a cell what was left out. What was read lies on the disk meanwhile."""
    told = MoneyTold(conn, wanted, rules)
    firsts: dict[str, Cell] = {}
    spooled: Spooled[Value] = Spooled(conn)
    try:
        for cell in _cells(told, breakdowns):
            firsts.setdefault(cell.value.indicator, cell)
            spooled.add(cell.value.indicator, cell.value)
        for key, values in spooled.by_key():
            yield firsts[key], Gathered(tuple(values))
    finally:
        spooled.close()
    yield None, told.collector.gathered(())


def _cells(told: MoneyTold, breakdowns: Collection[Collection[Part]]) -> Iterator[Cell]:
    """The sums plan by plan, each under the key of its cell."""
    for listed in told.sums():
        for lines in _stated(listed):
            for cell in (one for parts in breakdowns for one in cells(lines, parts)):
                yield replace(cell, value=cell.value._replace(indicator=money_key(cell)))


def money_key(cell: Cell) -> str:
    """`money`, `money/Dự án 1/central/…`: what a cell is of, as an indicator."""
    return "/".join((MONEY, *(getattr(cell, part) for part in PARTS if getattr(cell, part))))


def named_components(conn: sqlite3.Connection, wanted: Wanted, rules: ComparisonRules) -> list[Named]:
    """Every component that a plan funds or has a heading for, and how it stands there."""
    told = MoneyTold(conn, wanted, rules)
    money: dict[tuple[int, str], list[Value]] = defaultdict(list)
    for cell in _cells(told, (_COMPONENTS,)):
        money[cell.value.source.document, cell.component].append(cell.value)
    found = [
        Named(values[0].place, component, "funded", values[0].source, tuple(values))
        for (_, component), values in money.items()
    ]
    seen = set(money)
    for plan, place, project in told.projects():
        if (plan.id, project.component) not in seen:
            seen.add((plan.id, project.component))
            span = project.start, project.end
            source = source_of(plan, span, span, project.page, project.section, project.text)
            found.append(Named(place, project.component, project.stand, source))
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


def _stated(lines: Iterable[Money]) -> Iterator[list[Money]]:
    """The lines of one plan by place, year and status."""
    found: dict[tuple[object, ...], list[Money]] = defaultdict(list)
    for line in lines:
        value = line.value
        found[value.place, value.year, value.status, value.timing].append(line)
    yield from found.values()
