"""Figures of the corpus as values to compare: the newest version of every plan, the place, findings on them."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any, Final

from extractor.comparison.comparison import LeftOut
from extractor.comparison.values import Level, Mark, Place, Source, Status, Value
from extractor.corpus.compare_marks import Marks
from extractor.corpus.compare_once import told_once
from extractor.corpus.compare_places import Plan
from extractor.corpus.compare_words import Words
from extractor.corpus.place_names import is_called
from extractor.corpus.plan_listing import listing
from extractor.language.text import canonical
from extractor.rulebook.comparison import ComparisonRules

TARGET_COLUMNS: Final = """
document, span_start, span_end, figure_start, figure_end, page, section, text, indicator,
    indicator_text, row_labels, column_labels, value, unit, unit_text, denominator, comparator, per, year,
    status, locality, population
"""
_LOCALITY: Final = 20  # of these columns
_TARGETS: Final = f"""
SELECT {TARGET_COLUMNS} FROM targets INDEXED BY idx_targets_indicator_document
WHERE indicator IN (SELECT value FROM json_each(:indicators))
"""
_OF_YEARS: Final = "    AND year IN (SELECT value FROM json_each(:years))\n"
_OF_DOCUMENTS: Final = "    AND document IN (SELECT value FROM json_each(:documents))\n"
_OF_STATUSES: Final = "    AND status IN (SELECT value FROM json_each(:statuses))\n"
_COUNTS: Final = """
SELECT indicator, count(*), count(DISTINCT document), min(targets.year), max(targets.year) FROM targets
JOIN documents ON documents.id = targets.document WHERE is_plan GROUP BY indicator ORDER BY 3 DESC, 2 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which values: empty collections and None stand for all. Names of places are looked for without their
    marks; `place` may name the units above too («Tam Đường, Lai Châu»). `documents` are ids, None for all."""

    years: Collection[int] = ()
    statuses: Collection[Status] = ()
    levels: Collection[Level] = ()
    province: str | None = None
    district: str | None = None
    place: str | None = None
    documents: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Values, and how many figures were not among them: of places that are no single unit, of plans whose place
    is not known, of villages that nobody asked for, of versions that a newer one replaces."""

    values: Sequence[Value]
    no_single_place: int = 0
    unknown_place: int = 0
    villages: int = 0
    older_versions: int = 0

    @property
    def left_out(self) -> LeftOut:
        """The counts by themselves."""
        return LeftOut(self.no_single_place, self.unknown_place, self.villages, self.older_versions)

    def with_counts_of(self, other: "Gathered") -> "Gathered":
        """These values, and what both left out."""
        names = LeftOut.__dataclass_fields__
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """How often the corpus tells an indicator, in how many plans, from which to which year."""

    indicator: str
    values: int
    plans: int
    first: int | None
    last: int | None


def gather_read(
    conn: sqlite3.Connection, indicators: Collection[str], wanted: Wanted, rules: ComparisonRules
) -> Gathered:
    """The values of these indicators that are wanted, read from their records, plan by plan in the order of their
    texts."""
    rows = target_rows(conn, indicators, wanted)
    collector = Collector(conn, wanted, rules, {row[0] for row in rows})
    return collector.gathered(told_once(collector.targets(rows)))


def target_rows(
    conn: sqlite3.Connection,
    indicators: Collection[str],
    wanted: Wanted,
    documents: Collection[int] | None = None,
) -> list[Sequence[Any]]:
    """The rows of targets of these indicators, in the order of the texts; with `documents` a look at these alone."""
    sql, given = filtered(_TARGETS, wanted)
    if documents is not None:
        sql, given["documents"] = sql + _OF_DOCUMENTS, json.dumps(sorted(documents))
    return in_order(conn.execute(sql, {"indicators": json.dumps(sorted(indicators)), **given}), wanted)


def filtered(sql: str, wanted: Wanted, stored: Callable[[Status], str] = str) -> tuple[str, dict[str, str]]:
    """A query with its conditions on years and statuses (as they are `stored`), and what these are."""
    given: dict[str, str] = {}
    if wanted.years:
        sql, given["years"] = sql + _OF_YEARS, json.dumps(sorted(wanted.years))
    if wanted.statuses:
        sql, given["statuses"] = sql + _OF_STATUSES, json.dumps(sorted(map(stored, wanted.statuses)))
    return sql, given


def in_order(rows: Iterable[Sequence[Any]], wanted: Wanted) -> list[Sequence[Any]]:
    """Rows of the documents wanted, that begin with document and place, in the order of the texts (quicker than in
    SQL: they are wide)."""
    of = wanted.documents
    return sorted((row for row in rows if of is None or row[0] in of), key=itemgetter(0, 1))


def count_indicators(conn: sqlite3.Connection) -> list[IndicatorCount]:
    """The indicators that the plans tell, those of most plans first."""
    return [IndicatorCount(*row) for row in conn.execute(_COUNTS)]


class Collector:
    """Makes values of stored rows, and counts what is left out."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        wanted: Wanted,
        rules: ComparisonRules,
        documents: Collection[int],
        marks: Marks | None = None,
    ) -> None:
        listed = listing(conn, documents)
        self.plans = listed.plans
        self._older = listed.older
        self.places = listed.places(rules)
        self._documents = frozenset(documents)
        self._conn = conn
        self._given = marks
        self._rules = rules
        self._located: dict[tuple[int, str | None], tuple[Plan, Place] | str] = {}
        self._wanted = _Filter(wanted)
        self._counts = dict.fromkeys(("no_single_place", "unknown_place", "villages", "older_versions"), 0)

    @cached_property
    def _marks(self) -> Marks:
        return Marks(self._conn, self._documents) if self._given is None else self._given

    @cached_property
    def words(self) -> Words:
        """Reads the words of figures; what is kept is compared without."""
        return Words(self._rules)

    def located(self, document: int, locality: str | None, figures: int = 1) -> tuple[Plan, Place] | None:
        """The plan of a row and its place, if wanted; counts the figures that are left out."""
        return self._counted(self._found(document, locality), figures)

    def found(self, document: int, locality: str | None) -> tuple[Plan, Place] | None:
        """As `located`; nothing is counted."""
        found = self._found(document, locality)
        return None if isinstance(found, str) else found

    def mark_only(self, documents: Collection[int]) -> None:
        """From now on findings are looked up on the figures of these documents alone: nothing is asked of others."""
        self._given = Marks(self._conn, self._documents.intersection(documents))

    @property
    def is_narrowed(self) -> bool:
        """Whether places of some level, province, district or name alone are wanted."""
        return self._wanted.asks

    def _found(self, document: int, locality: str | None) -> tuple[Plan, Place] | str:
        key = (document, locality)
        known = self._located.get(key)
        if known is None:
            known = self._located[key] = self._locate(document, locality)
        return known

    def looked_up(self, document: int, locality: str | None, figures: int) -> tuple[Plan, Place] | None:
        """As `located`, for places that are asked about once, with all the figures of a plan that are of the place."""
        return self._counted(self._locate(document, locality), figures)

    def _counted(self, found: tuple[Plan, Place] | str, figures: int) -> tuple[Plan, Place] | None:
        """What was found, if it is wanted; counts the figures that are left out."""
        if isinstance(found, str):
            if found:
                self._counts[found] += figures
            return None
        return found

    def _locate(self, document: int, locality: str | None) -> tuple[Plan, Place] | str:
        """The plan of a row and its place; as what a row is counted that is left out, "" for not at all."""
        plan = self.plans.get(document)
        if plan is None:
            return "older_versions" if document in self._older else ""
        place = self.places.of(plan, locality)
        if place is None:
            return "unknown_place" if self.places.of(plan, None) is None else "no_single_place"
        if not self._wanted.holds(place):
            return "villages" if self._wanted.holds_but_village(place) else ""
        return plan, place

    def targets(self, rows: Iterable[Sequence[Any]]) -> list[Value]:
        """The values that rows of targets tell, as far as they are wanted."""
        return [value for row in rows if (value := self.target(row)) is not None]

    def target(self, row: Sequence[Any]) -> Value | None:
        """The value that a row of targets tells, where it is wanted."""
        document, figure, locality = row[0], (row[3], row[4]), row[_LOCALITY]
        found = self.located(document, locality)
        if found is None:
            return None
        plan, place = found
        assigned, after = self.standing(plan, place, locality)
        marks = self.marks(document, figure)
        return value_of(row, plan, place, self.words, marks, assigned=assigned, after_reform=after)

    def standing(self, plan: Plan, place: Place, locality: str | None) -> tuple[bool, bool]:
        """Whether a plan says it of a place under its own, and whether it was made since the reform."""
        return locality is not None and place != self.places.of(plan, None), self.places.after_reform(plan)

    def marks(self, document: int, figure: tuple[int, int]) -> tuple[Mark, ...]:
        """The findings that touch a figure."""
        return self._marks.on(document, figure)

    def gathered(self, values: Sequence[Value]) -> Gathered:
        """The values with the counts of what was left out."""
        return Gathered(values, **self._counts)


def value_of(
    row: Sequence[Any],
    plan: Plan,
    place: Place,
    words: Words,
    marks: tuple[Mark, ...],
    *,
    assigned: bool = False,
    after_reform: bool = False,
) -> Value:
    """The value that a row of `TARGET_COLUMNS` tells of this place."""
    _, start, end, first, last, page, section, text, indicator, label, in_row, column, *rest = row
    value, unit, unit_text, denominator, comparator, per, year, status, _, whom = rest
    said = words.of(" ".join(filter(None, (text, in_row, column))))
    return Value(
        indicator=indicator,
        label=label,
        place=place,
        value=Decimal(value),
        unit=unit if unit and unit != "other" else unit_text or unit or "",
        year=year,
        status=status,
        comparator=comparator,
        timing=words.timing(said, plan, indicator, status, year, is_average=per is not None),
        scope=_narrowed(canonical(whom) if whom else "", said.scope),
        source=source_of(plan, (start, end), (first, last), page, section, text),
        denominator=None if denominator is None else Decimal(denominator),
        standard=words.standard(said, indicator, year),
        assigned=assigned,
        after_reform=after_reform,
        marks=marks,
    )


def _narrowed(population: str, scope: str) -> str:
    """Whom a figure counts and in which part of the place, each once."""
    return population if scope in population else ", ".join(filter(None, (population, scope)))


def source_of(
    plan: Plan, span: tuple[int, int], figure: tuple[int, int], page: int | None, section: str, text: str
) -> Source:
    """Where words of a plan stand."""
    return Source(
        plan.id,
        plan.path,
        plan.title,
        plan.number,
        plan.issued_on,
        plan.level,
        section,
        page,
        span,
        figure,
        text,
    )


class _Filter:
    """Whether a place is wanted."""

    def __init__(self, wanted: Wanted) -> None:
        self._levels = frozenset(wanted.levels)
        self._names: Mapping[Level, str] = {level: name for level, name in _levels(wanted) if name}
        self._place = [part.strip() for part in (wanted.place or "").split(",") if part.strip()]
        self.asks = bool(self._levels or self._names or self._place)
        self._known: dict[Place, bool] = {}

    def holds(self, place: Place) -> bool:
        """Whether it is of a wanted level, in the province and district, and of the name."""
        if not self.asks:
            return place.level != "village"
        if place not in self._known:
            self._known[place] = self._is_level(place) and self._is_named(place)
        return self._known[place]

    def holds_but_village(self, place: Place) -> bool:
        """Whether it is left out for being a village alone."""
        return place.level == "village" and not self._levels and not self._place and self._is_named(place)

    def _is_level(self, place: Place) -> bool:
        if self._levels:
            return place.level in self._levels
        return place.level != "village" or bool(self._place)

    def _is_named(self, place: Place) -> bool:
        units: dict[Level, str | None] = {
            "district": place.district,
            "province": place.province,
            place.level: place.name,
        }
        if any(not is_called(units.get(level) or "", name) for level, name in self._names.items()):
            return False
        return not self._place or _answers(self._place, place)


def _answers(asked: Sequence[str], place: Place) -> bool:
    """Whether a place bears the name, or the unit of today that holds it does."""
    own, *above = asked
    if place.now_name and place.level != "village":
        name, *over_now = place.now_name.split(", ")
        if is_called(name, own) and all(any(is_called(unit, one) for unit in over_now) for one in above):
            return True
    over = [name for name in (place.district, place.province) if name]
    return is_called(place.name, own) and all(any(is_called(unit, one) for unit in over) for one in above)


def _levels(wanted: Wanted) -> tuple[tuple[Level, str | None], ...]:
    return ("province", wanted.province), ("district", wanted.district)
