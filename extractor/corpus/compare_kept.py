"""Comparing from what was kept when the plans were stored; from the records where that does not say all."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import starmap
from operator import itemgetter
from typing import Any, Final, NamedTuple

from extractor.collecting import collector_held_off
from extractor.comparison.drafts import Draft, Drafts, Kind, drafted
from extractor.comparison.groups import is_fit
from extractor.comparison.values import Later, Place, Timing, Value
from extractor.corpus.compare import Collector, Gathered, Wanted, gather_read, target_rows
from extractor.corpus.compare_marks import Marks
from extractor.corpus.compare_once import told_once
from extractor.corpus.compare_places import Plan
from extractor.corpus.told_facts import Placed, told, told_value, unpacked
from extractor.corpus.told_stamp import not_kept
from extractor.rulebook.comparison import ComparisonRules, load_comparison

_COUNT, _LOCALITY, _VALUES = 1, 2, 3  # of a fact as it is kept
_UNIT, _YEAR, _STATUS, _TIMING, _SCOPE, _STANDARD = 2, 3, 4, 6, 7, 8  # of a value
_OF_A_YEAR: Final = Timing.YEAR.value
_Slot = tuple[int, int, Sequence[Draft]]  # a document, where a fact is first told there, and its values


class _Told(NamedTuple):
    """What a plan tells of one indicator, as it is kept."""

    document: int
    indicator: str
    facts: list[Any]
    others: bytes | str | None


def gather(
    conn: sqlite3.Connection,
    indicators: Collection[str],
    wanted: Wanted,
    rules: ComparisonRules,
    fetch: Callable[[Collection[int]], None] | None = None,
) -> Gathered:
    """The values of these indicators that are wanted, plan by plan in the order of their texts.

    What is kept hangs on the rules as shipped and on each plan alone: by other rules, of plans of which it is not
    kept, of plans that others speak against, and of plans that name a place in two ways the records are read: `fetch`
    brings those of some documents into the database, where they do not stand there yet.
    """
    if rules is not load_comparison():
        return gather_read(conn, indicators, wanted, rules)
    with collector_held_off(lasting=True):  # of ten thousand plans it takes more time than all else
        return _gathered(conn, indicators, wanted, rules, fetch)


def _gathered(
    conn: sqlite3.Connection,
    indicators: Collection[str],
    wanted: Wanted,
    rules: ComparisonRules,
    fetch: Callable[[Collection[int]], None] | None,
) -> Gathered:
    rows = list(_asked(starmap(_Told, told(conn, indicators, wanted.years)), wanted))
    across = Marks(conn, ())
    documents = {row.document for row in rows}
    collector = Collector(conn, wanted, rules, documents, across)
    unlike = documents.intersection((*across.documents, *_of_places_named_twice(rows, collector)))
    unlike = unlike.union(not_kept(conn))
    found = list(_kept((row for row in rows if row.document not in unlike), collector))
    if fetch is not None and unlike:
        fetch(unlike)
    read = _read(conn, indicators, wanted, rules, unlike)
    for draft in drafted(read.values, is_fit).drafts:  # each document in its own order
        found.append((draft.of.source.document, 0, (draft,)))
    found.sort(key=itemgetter(0, 1))
    drafts = [draft for *_, told_there in found for draft in told_there]
    return collector.gathered(Drafts(drafts, _made)).with_counts_of(read)


def _asked(rows: Iterable[_Told], wanted: Wanted) -> Iterator[_Told]:
    """The rows with a fact that is asked for, the others of its facts counted 0 times."""
    of, years, statuses = wanted.documents, frozenset(wanted.years), frozenset(wanted.statuses)
    for row in rows:
        if of is not None and row.document not in of:
            continue
        if not years and not statuses:
            yield row
            continue
        for fact in row.facts:
            told_of = fact[_VALUES][0]
            if (years and told_of[_YEAR] not in years) or (statuses and told_of[_STATUS] not in statuses):
                fact[_COUNT] = 0
        if any(fact[_COUNT] for fact in row.facts):
            yield row


def _read(
    conn: sqlite3.Connection,
    indicators: Collection[str],
    wanted: Wanted,
    rules: ComparisonRules,
    documents: Collection[int],
) -> Gathered:
    """The values of some documents from their records."""
    if not documents:
        return Gathered(())
    collector = Collector(conn, wanted, rules, documents)
    rows = target_rows(conn, indicators, wanted, documents)
    return collector.gathered(told_once(collector.targets(rows)))


def _of_places_named_twice(rows: Sequence[_Told], collector: Collector) -> Iterator[int]:
    """The documents that name one place in two ways: what they tell of it is one fact."""
    for row in rows:
        named = {fact[_LOCALITY] for fact in row.facts} if len(row.facts) > 1 else ()
        plan = collector.plans.get(row.document) if len(named) > 1 else None
        if plan is not None:
            places = [place for name in named if (place := collector.places.of(plan, name)) is not None]
            if len(set(places)) < len(places):
                yield row.document


def _kept(rows: Iterable[_Told], collector: Collector) -> Iterator[_Slot]:
    """The values of what is kept."""
    for document, indicator, facts, others in rows:
        done = 0  # further values of the facts before
        for start, count, locality, values in facts:
            first = done
            for value in values:
                done += value[-1]
            found = collector.looked_up(document, locality, count) if count else None
            if found is not None:
                yield (
                    document,
                    start,
                    _drafts(values, indicator, others, first, (*found, locality, collector)),
                )


_At = tuple[Plan, Place, str | None, Collector]  # the plan, the place that a row of it names


def _drafts(
    values: Sequence[Any], indicator: str, others: bytes | str | None, first: int, at: _At
) -> Sequence[Draft]:
    """The values of a fact."""
    found = []
    for kept in values:
        kind = Kind(
            indicator,
            at[1].level,
            kept[_YEAR],
            kept[_STATUS],
            kept[_UNIT],
            kept[_SCOPE],
            kept[_STANDARD],
        )
        count = kept[-1]
        is_ranked = kept[_TIMING] == _OF_A_YEAR and kept[_YEAR] is not None and not count
        found.append(Draft(kind, at[1], is_ranked, (kept, indicator, others, first, at)))
        first += count
    return found


def _made(of: Any) -> Value:
    """The value of a draft; its further ones are unpacked when somebody looks at them."""
    if isinstance(of, Value):
        return of
    kept, indicator, others, first, (plan, place, locality, collector) = of
    placed = plan, place, *collector.standing(plan, place, locality)
    further: Sequence[Value] = ()
    if count := kept[-1]:
        further = Later(count, partial(_further, indicator, others, first, first + count, placed))
    return told_value(kept, indicator, placed, further)


def _further(
    indicator: str, others: bytes | str | None, first: int, last: int, placed: Placed
) -> list[Value]:
    """Some of the further values that a plan tells of an indicator."""
    listed = unpacked(others)[first:last] if others is not None else []
    return [told_value(kept, indicator, placed) for kept in listed]
