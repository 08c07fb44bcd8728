"""Documents to ask for, as lines, JSON and CSV: what plans cite or promise and the corpus does not hold."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from extractor.corpus.requested import Mention, Requested
from extractor.reporting.files import csv_cell
from extractor.reporting.paging import Page
from extractor.reporting.places import shortened, shown_path, shown_place
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say
from extractor.system import safe_path

_COLUMNS: Final = ("document_asked", "issued_on", "issuer", "mentions", "cited_in", "quoted")
_MOST_PLANS: Final = 3


def request_items(asked: Page[Requested], db: Path, lang: Lang) -> Iterator[Item]:
    """A table, a row for each document; the first plans that cite it and the words of the first."""
    if not asked.total:
        yield line(say(lang, "requests.none", db=safe_path(db)))
        return
    headers = tuple(say(lang, f"column.{name}") for name in _COLUMNS)
    rows = tuple(_row(one, lang) for one in asked.rows)
    yield Sheet(say(lang, "requests.title"), headers, rows, frozenset({3}))
    yield from asked.note(lang)


def _row(one: Requested, lang: Lang) -> tuple[str, ...]:
    first = one.mentions[0]
    plans = list(dict.fromkeys(shown_path(mention.plan.path) for mention in one.mentions))
    more = len(plans) - _MOST_PLANS
    named = ", ".join(plans[:_MOST_PLANS]) + (f" (+{more})" if more > 0 else "")
    place = shown_place(lang, first.section, first.page)
    where = f"{named} · {place}" if len(plans) == 1 and place else named
    name = " ".join(filter(None, (one.kind, one.number)))
    return (
        name,
        one.issued_on or "",
        one.issuer or "",
        str(len(one.mentions)),
        where,
        f"«{shortened(first.text)}»",
    )


def request_json(one: Requested) -> dict[str, Any]:
    """A document with every place that cites it."""
    return {
        "kind": one.kind,
        "number": one.number,
        "issued_on": one.issued_on,
        "issuer": one.issuer,
        "mentions": [_mention(mention) for mention in one.mentions],
    }


def _mention(one: Mention) -> dict[str, Any]:
    return {
        "path": one.plan.path,
        "plan_number": one.plan.number,
        "plan_issuer": one.plan.issuer,
        "section": list(one.section),
        "page": one.page,
        "span": list(one.span),
        "text": one.text,
    }


def request_csv(asked: Sequence[Requested]) -> str:
    """A row for every place that cites one, for a spreadsheet."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(
        ("kind", "number", "issued_on", "issuer", "path", "plan_issuer", "plan_number", "page", "text")
    )
    for one in asked:
        for place in one.mentions:
            head = one.kind, one.number, one.issued_on, one.issuer
            plan = place.plan.path, place.plan.issuer, place.plan.number
            rows.writerow([csv_cell(cell) for cell in (*head, *plan, place.page, place.text)])
    return "\ufeff" + written.getvalue()
