"""What a search found."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from extractor.corpus import Facet, Hit, PlanHits, SearchPage
from extractor.reporting.files import csv_cell
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened, shown_path, shown_place, shown_section
from extractor.reporting.screen import Item, Line, Sheet, Style, line
from extractor.reporting.words import WORDS, Lang, say

_CSV: Final = (
    "path", "number", "issued_on", "year", "locality", "title", "section", "section_title", "page",
    "start", "end", "text",
)  # fmt: skip
_SHOWN_VALUES: Final = 10


def page_items(page: SearchPage, database: Path, lang: Lang, *, with_facets: bool = False) -> Iterator[Item]:
    """Each plan: file, title, then its passages with what was searched for marked; the facets if asked for."""
    query = page.query.text
    if not page.total:
        key = "search.none" if query else "search.none_filtered"
        yield line(say(lang, key, query=shortened(query), db=database))
        return
    yield line(_counted(page, lang))
    for plan in page.plans:
        yield line()
        yield from _plan_lines(plan, lang)
    if with_facets:
        yield from _facet_sheets(page.facets, lang)


def _counted(page: SearchPage, lang: Lang) -> str:
    query = page.query
    total, together = figure(lang, page.total), figure(lang, page.together)
    key = "search.count" if query.text else "search.filtered"
    parts = [say(lang, key, count=total, query=shortened(query.text))]
    if 0 < page.together < page.total:
        parts.append(say(lang, "search.together", count=together))
    if len(page.plans) < page.total:
        first, last = query.offset + 1, query.offset + len(page.plans)
        parts.append(say(lang, "search.shown" if page.plans else "search.beyond", first=first, last=last))
    return "; ".join(parts)


def _plan_lines(plan: PlanHits, lang: Lang) -> Iterator[Line]:
    yield line(shown_path(plan.path), "bold")
    if plan.hits:
        yield line(_plan(plan.hits[0], lang), indent=2)
    for hit in plan.hits:
        place = " ".join((shown_place(lang, hit.section, hit.page), hit.section_title or ""))
        yield line(place.strip(), "dim", indent=2)
        yield Line(_marked(hit), indent=4)
    if more := plan.count - len(plan.hits):
        yield line(say(lang, "search.more", count=figure(lang, more)), "dim", indent=2)


def _facet_sheets(facets: tuple[Facet, ...], lang: Lang) -> Iterator[Sheet]:
    for facet in facets:
        if facet.values:
            rows = tuple(
                (facet_value(lang, facet.name, value), figure(lang, count))
                for value, count in facet.values[:_SHOWN_VALUES]
            )
            heads = (say(lang, f"facet.{facet.name}"), say(lang, "facet.plans"))
            yield Sheet(heads[0], heads, rows, frozenset({1}))


def facet_value(lang: Lang, name: str, value: str | int) -> str:
    """A value of a facet in words, where words are known for it."""
    key = f"{'triage' if name == 'state' else name}.{value}"
    return say(lang, key) if key in WORDS else str(value)


def page_json(page: SearchPage) -> dict[str, Any]:
    """A page for another program to read; spans are `[start, end)`."""
    return {
        "total": page.total,
        "together": page.together,
        "facets": {facet.name: dict(facet.values) for facet in page.facets},
        "plans": [asdict(plan) for plan in page.plans],
    }


def page_csv(page: SearchPage) -> str:
    """The passages for a spreadsheet: with a byte order mark, as Excel wants it, and no cell a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CSV)
    for hit in page.hits:
        start, end = hit.span
        row = asdict(hit) | {"section": shown_section(hit.section), "start": start, "end": end}
        writer.writerow([csv_cell(row[name]) for name in _CSV])
    return "\ufeff" + text.getvalue()


def _plan(hit: Hit, lang: Lang) -> str:
    parts = (hit.number, hit.issued_on, hit.locality, hit.title or say(lang, "search.untitled"))
    return " · ".join(part for part in parts if part)


def _marked(hit: Hit) -> tuple[tuple[str, Style], ...]:
    """The snippet in pieces, the words found between «» and in colour."""
    pieces: list[tuple[str, Style]] = []
    done = 0
    for start, end in hit.snippet_matches:
        pieces += [(hit.snippet[done:start], ""), (f"«{hit.snippet[start:end]}»", "yellow")]
        done = end
    return (*pieces, (hit.snippet[done:], ""))
