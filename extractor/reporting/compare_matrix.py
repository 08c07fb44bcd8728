"""Places × components: what each plan funds, sets aside, names, or is silent on."""

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from extractor.comparison.values import Place
from extractor.corpus.compare_money import Named
from extractor.reporting.compare_json import value_json
from extractor.reporting.compared_words import shown_figure, shown_source
from extractor.reporting.places import shortened
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say

_NUMBER = regex.compile(r"\d+")
_QUOTED = 110
Row = tuple[Place, str, dict[str, list[Named]]]


def matrix_items(named: Sequence[Named], lang: Lang) -> Iterator[Item]:
    """A row for each plan, a column for each component; numbers lead to the words below."""
    if not named:
        yield line(say(lang, "compare.matrix.none"))
        return
    columns, rows = matrix(named)
    numbers = {id(one): number for number, one in enumerate(_in_order(columns, rows), 1)}
    shown = [
        (place.shown, plan, *(_cell(by.get(column, []), numbers, lang) for column in columns))
        for place, plan, by in rows
    ]
    heads = (say(lang, "column.place_name"), say(lang, "column.plan"), *columns)
    yield Sheet(say(lang, "compare.matrix_title"), heads, tuple(shown))
    yield line()
    yield line(say(lang, "compare.sources"), "bold")
    for one in _in_order(columns, rows):
        words = f"«{shortened(one.source.text, _QUOTED)}»"
        yield line(f"[{numbers[id(one)]}] {shown_source(one.source, lang)} · {words}", "dim", indent=2)


def matrix(named: Sequence[Named]) -> tuple[list[str], list[Row]]:
    """The components in the order of their numbers, and for each plan what it says of each."""
    columns = sorted({one.component for one in named}, key=_order)
    found: dict[int, Row] = {}
    for one in named:
        source = one.source
        row = found.setdefault(source.document, (one.place, source.number or source.title or source.path, {}))
        row[2].setdefault(one.component, []).append(one)
    rows = sorted(found.values(), key=lambda row: (row[0].level, row[0].shown, row[1]))
    return columns, rows


def _order(component: str) -> tuple[int, str]:
    number = _NUMBER.search(component)
    return int(number[0]) if number else 0, component


def _in_order(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[Named]:
    for _, _, by in rows:
        for column in columns:
            yield from by.get(column, ())


def _cell(told: Sequence[Named], numbers: dict[int, int], lang: Lang) -> str:
    if not told:
        return say(lang, "compare.matrix.silent")
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


def matrix_json(named: Sequence[Named]) -> list[dict[str, Any]]:
    """Every component that a plan funds, sets aside or names; what is not there the plan is silent on."""
    columns, rows = matrix(named)
    return [
        {
            "place": place.shown,
            "plan": plan,
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
                    for one in by.get(column, ())
                ]
                for column in columns
            },
        }
        for place, plan, by in rows
    ]
