"""An explanation as an expert reads it."""

from collections.abc import Iterator
from typing import Any

from extractor.explain.reading import Decision
from extractor.explain.why import Explanation, Reading
from extractor.reporting.places import shortened, shown_place
from extractor.reporting.rules import shown_place as rule_place
from extractor.reporting.screen import Line, line
from extractor.reporting.words import WORDS, Lang, say
from extractor.rulebook.entries import Entry

_SHOWN = 12


def explanation_lines(found: Explanation, lang: Lang) -> Iterator[Line]:
    """The words and their place, each record with what decided it and what lost, or what the words are."""
    yield line(f"«{shortened(found.words)}»", "bold")
    place = shown_place(lang, found.section, found.page)
    parts = (f"{say(lang, f'block.{found.kind}')} {found.block[0]}-{found.block[1]}", place)
    yield line(" · ".join(part for part in parts if part), indent=2)
    for title in [title for title in found.headings if title][:1]:
        yield line(say(lang, "explain.heading", title=shortened(title)), indent=2)
    for reading in found.readings:
        yield from _reading_lines(reading, lang)
    for note in found.notes:
        rule = f" — {_named(note.entry)}" if note.entry else ""
        yield line(f"{note.en if lang == 'en' else note.vi}{rule}", indent=2)


def _reading_lines(reading: Reading, lang: Lang) -> Iterator[Line]:
    record = reading.record
    name = say(lang, f"kind.{record.record}")
    yield line(
        f"{name}: «{shortened(record.text)}» · {record.rule_id} · {record.span[0]}-{record.span[1]}",
        "green",
        indent=2,
    )
    for decision in reading.decided:
        yield line(_decided(decision, lang), indent=4)
    if reading.lost:
        yield line(say(lang, "explain.lost"), "dim", indent=4)
    for loser in reading.lost[:_SHOWN]:
        yield line(f"{_named(loser.entry)}: {loser.en if lang == 'en' else loser.vi}", indent=6)
    if len(reading.lost) > _SHOWN:
        yield line(say(lang, "explain.more", count=len(reading.lost) - _SHOWN), indent=6)


def _decided(decision: Decision, lang: Lang) -> str:
    key = f"explain.{decision.what}"
    field = say(lang, key) if key in WORDS else decision.what
    words = f" («{shortened(decision.words)}»)" if decision.words else ""
    by = _named(decision.entry) if decision.entry else say(lang, "explain.program")
    return f"{field}: {decision.value}{words} — {by}"


def _named(entry: Entry) -> str:
    return f"{entry.id} ({rule_place(entry.node.place)})"


def explanation_json(found: Explanation, lang: Lang) -> dict[str, Any]:
    """The same for another program to read."""
    return {
        "doc": found.doc,
        "span": found.span,
        "text": found.words,
        "block": {"kind": found.kind, "span": found.block, "page": found.page},
        "section": found.section,
        "headings": found.headings,
        "records": [
            {
                "record": reading.record.model_dump(mode="json"),
                "decided": [
                    {"what": d.what, "value": d.value, "words": d.words, **_entry_json(d.entry)}
                    for d in reading.decided
                ],
                "lost": [
                    {"reason": loser.en if lang == "en" else loser.vi, **_entry_json(loser.entry)}
                    for loser in reading.lost
                ],
            }
            for reading in found.readings
        ],
        "notes": [
            {"text": note.en if lang == "en" else note.vi, **_entry_json(note.entry)} for note in found.notes
        ],
    }


def _entry_json(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {"rule": None, "file": None, "line": None}
    return {"rule": entry.id, "file": str(entry.node.place.path), "line": entry.node.place.line}
