"""Columns of changes held against the levels on their left: `growth-mismatch` in a table.

Which two columns the changes lie between is told by the rows themselves: those whose levels lie the stated
changes apart in most rows. A row that does not follow then stands out against the others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractor.checker.cells import Cell
from extractor.checker.growth import distance, relative_change, verdict_of
from extractor.checker.intervals import Interval
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, number, same
from extractor.extraction.change_columns import change_heads
from extractor.plan import Plan
from extractor.records import Check, Finding, Verdict
from extractor.rulebook.checks import CheckRules

_NEAR = 4  # columns on the left that the levels may stand in
_LEAST_ROWS = 3

Row = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A stated change with the two levels beside it; `points` is how far they lie apart, None in another unit."""

    before: Cell
    after: Cell
    change: Cell
    points: Interval | None
    verdict: Verdict
    reason: str | None


def judge_changed_levels(plan: Plan, rules: CheckRules, tables: Iterable[Sequence[Row]]) -> Verdicts:
    """One check for every change whose levels are known, and the changes that do not follow; tables by their rows."""
    judged = [j for rows in tables for column in _change_columns(rows) for j in _column(rules, rows, column)]
    return Verdicts(
        tuple(_check(plan, j) for j in judged),
        tuple(_finding(plan, rules, j) for j in judged if j.verdict == "disagrees"),
    )


def _change_columns(rows: Sequence[Row]) -> Iterator[int]:
    heads = {column: cell.record.column for row in rows for column, cell in row.items()}
    yield from (column for column, path in sorted(heads.items()) if path and change_heads(path) is not None)


def _column(rules: CheckRules, rows: Sequence[Row], column: int) -> list[_Judged]:
    """The changes of a column by the pair of levels that most of its rows follow."""
    others = set(_change_columns(rows))
    left = sorted({c for row in rows for c in row if c < column and c not in others})[-_NEAR:]
    best: list[_Judged] = []
    for before, after in combinations(left, 2):
        tried = [j for row in rows if (j := _judge(rules, row, (before, after, column))) is not None]
        fits = sum(j.verdict in {"agrees", "rounding"} and j.change.quantity.value != 0 for j in tried)
        wrong = sum(j.verdict == "disagrees" for j in tried)
        if fits >= _LEAST_ROWS and fits >= 2 * wrong and fits > _fitting(best):
            best = tried
    return best


def _fitting(judged: Sequence[_Judged]) -> int:
    return sum(j.verdict in {"agrees", "rounding"} for j in judged)


def _judge(rules: CheckRules, row: Row, columns: tuple[int, int, int]) -> _Judged | None:
    """The row's change by two of its levels, where all three are there and the levels count the same."""
    if not set(columns) <= row.keys():
        return None
    before, after, change = (row[column] for column in columns)
    if before.unit != after.unit:
        return None
    alike = change.unit == before.unit
    if not alike and change.unit != "percent":
        return None
    terms = (before.quantity, after.quantity, change.quantity)
    points = distance(*terms[:2]) if alike else None
    relative = relative_change(*terms[:2]) if not alike and before.quantity.value else None
    return _Judged(before, after, change, points, *verdict_of(rules, terms, points, relative))


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    before, after, stated = (cell.quantity for cell in (judged.before, judged.after, judged.change))
    record = judged.change.record
    fields = {
        "text": same(record.text.strip()),
        "before": same(before.text),
        "after": same(after.text),
        "tried": _tried(judged),
    }
    expected = number(abs(before.value - after.value)).vi if judged.points is not None else None
    return finding(
        plan,
        rules,
        "growth-mismatch",
        Place(stated.span, record.section),
        filled(rules.rules.growth_mismatch.messages.change, fields),
        expected=expected,
        evidence=[before.span, after.span, stated.span],
        certainty="likely",
    )


def _tried(judged: _Judged) -> Words:
    """What the two levels give."""
    before, after = judged.before.quantity.value, judged.after.quantity.value
    if judged.points is not None:
        shown = number(abs(before - after))
        return Words(f"hiệu số {shown.vi}", f"a difference of {shown.en}")
    shown = number(round(100 * abs(before - after) / before, max(judged.change.quantity.decimals, 1)))
    return Words(f"mức thay đổi tương đối {shown.vi}%", f"a relative change of {shown.en}%")


def _check(plan: Plan, judged: _Judged) -> Check:
    terms = tuple(cell.quantity for cell in (judged.before, judged.after, judged.change))
    span = (min(t.span[0] for t in terms), max(t.span[1] for t in terms))
    return checked(
        plan,
        "growth",
        Place(span, judged.change.record.section),
        judged.verdict,
        terms=(term.term() for term in terms),
        reported=terms[-1].interval,
        computed=judged.points or relative_change(*terms[:2]),
        reason=judged.reason,
    )
