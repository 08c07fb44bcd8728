"""Plans with the units they are of, and units of the gazetteer, as tables, JSON and CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from extractor.corpus.places import PlacedPlan
from extractor.localities import Unit
from extractor.reporting.files import csv_cell
from extractor.reporting.numbers import figure
from extractor.reporting.paging import Page
from extractor.reporting.places import shown_path
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say

_PLAN_COLUMNS: Final = ("file", "number", "issuer", "locality", "locality_now", "link_confidence")
_UNIT_COLUMNS: Final = ("locality", "locality_id", "locality_now", "became")


def plan_items(plans: Page[PlacedPlan], database: Path, lang: Lang) -> Iterator[Item]:
    """A table of plans: path, number, issuer, unit, the unit of today, how sure."""
    if not plans.total:
        yield line(say(lang, "localities.none", db=database))
        return
    rows = tuple(
        (
            shown_path(plan.path),
            plan.number or "",
            plan.issuer or "",
            _unit_words(plan, lang),
            plan.unit_now or "",
            _how_sure(plan, lang),
        )
        for plan in plans.rows
    )
    title = say(lang, "localities.title", count=figure(lang, plans.total), db=database)
    yield Sheet(title, _heads(_PLAN_COLUMNS, lang), rows, frozenset({5}))
    yield from plans.note(lang)


def plan_line(plan: PlacedPlan, lang: Lang) -> str:
    """A plan and its unit in one line, as a change by hand has left them."""
    words = (_unit_words(plan, lang), _how_sure(plan, lang), plan.unit_now)
    key = "localities.is_of" if plan.unit_id is not None else "localities.is_of_none"
    unit, sure, now = (word or "" for word in words)
    return say(lang, key, path=shown_path(plan.path), unit=unit, sure=sure, now=now)


def plan_json(plan: PlacedPlan) -> dict[str, Any]:
    """A plan for another program to read."""
    return asdict(plan)


def plan_csv(plans: Sequence[PlacedPlan]) -> str:
    """The plans for a spreadsheet."""
    return _csv(PlacedPlan.__dataclass_fields__, (asdict(plan) for plan in plans))


def unit_items(units: Sequence[Unit], lang: Lang) -> Iterator[Item]:
    """A table of units: name and those above, id, the unit of today, what its communes became."""
    rows = tuple((unit.path, unit.id, unit.now.path, _became(unit)) for unit in units)
    title = say(lang, "localities.units", count=figure(lang, len(units)))
    yield Sheet(title, _heads(_UNIT_COLUMNS, lang), rows, frozenset())


def unit_json(unit: Unit) -> dict[str, Any]:
    """A unit for another program to read."""
    return {
        "id": unit.id,
        "era": unit.era,
        "level": unit.level,
        "rank": unit.rank,
        "name": unit.name,
        "code": unit.code,
        "path": unit.path,
        "unit_now": unit.now.path,
        "unit_now_id": unit.now.id,
        "became": [other.id for other in unit.became],
    }


def unit_csv(units: Sequence[Unit]) -> str:
    """The units for a spreadsheet; what they became in one cell."""
    rows = [unit_json(unit) | {"became": " ".join(other.id for other in unit.became)} for unit in units]
    return _csv(rows[0] if rows else ("id",), rows)


def _csv(head: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """With a byte order mark, as Excel wants it, and no cell a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([csv_cell(value) for value in row.values()])
    return "\ufeff" + text.getvalue()


def _heads(names: Sequence[str], lang: Lang) -> tuple[str, ...]:
    return tuple(say(lang, f"column.{name}") for name in names)


def _unit_words(plan: PlacedPlan, lang: Lang) -> str:
    """The names from the lowest up; for a plan that is only known to lie in a place, so said."""
    names = ", ".join(name for name in (plan.commune, plan.district, plan.province) if name)
    if names and plan.unit_id is None:
        return say(lang, "localities.within", place=names)
    return names or say(lang, "localities.of_none" if plan.by_hand else "localities.no_link")


def _how_sure(plan: PlacedPlan, lang: Lang) -> str:
    if plan.by_hand and plan.unit_id is not None:
        return say(lang, "localities.by_hand")
    if plan.confidence is None:
        return ""
    return f"{plan.confidence:.2f}".replace(".", "," if lang == "vi" else ".")


def _became(unit: Unit) -> str:
    return ", ".join(other.full_name for other in unit.became if other is not unit.now)
