"""Components by place: what each plan funds, sets aside, names, or is silent on; no plan is silent on a component
that its programme does not have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor import regex
from extractor.comparison.values import Place
from extractor.corpus.compare_money import Named
from extractor.reporting.compare_json import value_json
from extractor.reporting.compared_words import shown_figure, shown_source
from extractor.reporting.places import shortened
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say
from extractor.rulebook.programmes import ProgrammeRules

_NUMBER = regex.compile(r"\d+")
_QUOTED = 110


@dataclass(frozen=True, slots=True)
class Row:
    """What one plan says of each component; `own` are those of its programme, None where that is not known."""

    place: Place
    plan: str
    own: frozenset[str] | None
    told: dict[str, list[Named]] = field(default_factory=dict)

    def is_silent(self, component: str) -> bool:
        """True for a component of its programme that it does not name."""
        return component not in self.told and (self.own is None or component in self.own)


def matrix_items(named: Sequence[Named], known: ProgrammeRules, lang: Lang) -> Iterator[Item]:
    """A row for each plan, a column for each component; numbers lead to the words below."""
    if not named:
        yield line(say(lang, "compare.matrix.none"))
        return
    columns, rows = matrix(named, known)
    numbers = {id(one): number for number, one in enumerate(_in_order(columns, rows), 1)}
    shown = [
        (row.place.shown, row.plan, *(_cell(row, column, numbers, lang) for column in columns))
        for row in rows
    ]
    heads = (say(lang, "column.place_name"), say(lang, "column.plan"), *columns)
    yield Sheet(say(lang, "compare.matrix_title"), heads, tuple(shown))
    yield line()
    yield line(say(lang, "compare.sources"), "bold")
    for one in _in_order(columns, rows):
        words = f"«{shortened(one.source.text, _QUOTED)}»"
        yield line(f"[{numbers[id(one)]}] {shown_source(one.source, lang)} · {words}", "dim", indent=2)


def matrix(named: Sequence[Named], known: ProgrammeRules) -> tuple[list[str], list[Row]]:
    """The components in the order of their numbers, and for each plan what it says of each."""
    columns = sorted({one.component for one in named}, key=_order)
    found: dict[int, Row] = {}
    for one in named:
        source = one.source
        if source.document not in found:
            plan = source.number or source.title or source.path
            found[source.document] = Row(one.place, plan, own_projects(one, known))
        found[source.document].told.setdefault(one.component, []).append(one)
    rows = sorted(found.values(), key=lambda row: (row.place.level, row.place.shown, row.plan))
    return columns, rows


def own_projects(one: Named, known: ProgrammeRules) -> frozenset[str] | None:
    """The projects of the one programme that the plan is of; None where it is of several, or of none that is listed."""
    found = {id(p): p for kind in one.programmes for year in one.years if (p := known.of(kind, year))}
    if len(one.programmes) != 1 or len(found) != 1:
        return None
    (programme,) = found.values()
    return frozenset(f"Dự án {number}" for number in programme.projects) or None


def _order(component: str) -> tuple[int, str]:
    number = _NUMBER.search(component)
    return int(number[0]) if number else 0, component


def _in_order(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[Named]:
    for row in rows:
        for column in columns:
            yield from row.told.get(column, ())


def _cell(row: Row, column: str, numbers: dict[int, int], lang: Lang) -> str:
    if row.is_silent(column):
        return say(lang, "compare.matrix.silent")
    told = row.told.get(column)
    if not told:
        return say(lang, "compare.matrix.elsewhere")
    return "; ".join(f"{stand_words(one, lang)} [{numbers[id(one)]}]" for one in told)


def stand_words(one: Named, lang: Lang) -> str:
    """The sums with their years, or how it is named."""
    if not one.values:
        return say(lang, f"compare.matrix.{one.stand}")
    return "; ".join(
        f"{shown_figure(lang, value)}{'*' if value.is_doubtful or value.others else ''}"
        f"{f' ({value.year})' if value.year else ''}"
        for value in one.values
    )


def matrix_json(named: Sequence[Named], known: ProgrammeRules) -> list[dict[str, Any]]:
    """Every component that a plan funds, sets aside or names; an empty list is one that it is silent on.

    Components that its programme does not have, and it does not name, are left out.
    """
    columns, rows = matrix(named, known)
    return [
        {
            "place": row.place.shown,
            "plan": row.plan,
            "components": {
                column: [
                    {
                        "stand": one.stand,
                        "path": one.source.path,
                        "section": list(one.source.section),
                        "page": one.source.page,
                        "span": list(one.source.span),
                        "text": one.source.text,
                        "values": [value_json(value) for value in one.values],
                    }
                    for one in row.told.get(column, ())
                ]
                for column in columns
                if column in row.told or row.is_silent(column)
            },
        }
        for row in rows
    ]
