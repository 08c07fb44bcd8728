"""Figures that may have been recognised wrongly, as a list for a person to look at."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from extractor.plantext import Doubt, PlanText
from extractor.reporting.numbers import figure
from extractor.reporting.screen import Line, line
from extractor.reporting.words import Lang, say


def doubt_lines(text: PlanText, lang: Lang) -> Iterator[Line]:
    """The doubtful figures page by page; nothing where there are none."""
    if not text.doubts:
        return
    yield line(say(lang, "check.doubts", count=figure(lang, len(text.doubts))), "yellow", indent=2)
    for page, doubts in groupby(text.doubts, key=lambda doubt: text.page_at(doubt.start)):
        shown = ", ".join(doubt_shown(text, doubt, lang) for doubt in doubts)
        yield line(f"{say(lang, 'finding.page', page=page)}: {shown}", indent=4)


def doubt_shown(text: PlanText, doubt: Doubt, lang: Lang) -> str:
    """A doubtful figure and what else it may be."""
    read = f"«{text.quote(doubt.start, doubt.end)}»"
    if not doubt.readings:
        return read
    others = ", ".join(f"«{reading}»" for reading in doubt.readings)
    return say(lang, "check.doubt_or", read=read, others=others)


def doubts_json(text: PlanText) -> list[dict[str, Any]]:
    """The doubtful figures for another program to read."""
    return [
        {
            "span": (doubt.start, doubt.end),
            "text": text.quote(doubt.start, doubt.end),
            "page": text.page_at(doubt.start),
            "confidence": doubt.confidence,
            "readings": doubt.readings,
        }
        for doubt in text.doubts
    ]
