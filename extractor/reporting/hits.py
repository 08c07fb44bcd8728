"""What a search found."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractor.corpus import Hit
from extractor.reporting.numbers import figure
from extractor.reporting.places import shown_path, shown_place
from extractor.reporting.screen import Line, Style, line
from extractor.reporting.words import Lang, say


def hit_lines(hits: Sequence[Hit], query: str, database: Path, limit: int, lang: Lang) -> Iterator[Line]:
    """Each hit: file, title, place, the words with what was searched for marked."""
    if not hits:
        yield line(say(lang, "search.none", query=query, db=database))
        return
    key = "search.limited" if len(hits) == limit else "search.count"
    yield line(say(lang, key, count=figure(lang, len(hits)), query=query))
    for hit in hits:
        yield line()
        yield line(shown_path(hit.path), "bold")
        yield line(_plan(hit, lang), indent=2)
        yield line(
            " ".join((shown_place(lang, hit.section, hit.page), hit.section_title or "")), "dim", indent=2
        )
        yield Line(_marked(hit), indent=4)


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit for another program to read; spans are `[start, end)`."""
    return asdict(hit)


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
