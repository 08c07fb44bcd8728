"""The rules as an expert sees them: listed, shown, their examples tried."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from extractor.explain.examples import Tried
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened, shown_path
from extractor.reporting.screen import Item, Line, Sheet, line
from extractor.reporting.words import WORDS, Lang, rule_name, say
from extractor.rulebook.entries import Entry, stands_in, written
from extractor.rulebook.sources import Place

_READS = 60


def shown_place(place: Place) -> str:
    """`rules/units.yaml:12`."""
    return f"{shown_path(str(place.path))}:{place.line}"


def entry_sheet(listed: Sequence[Entry], overlay: Path | None, lang: Lang) -> Sheet:
    """Every rule on a line: its id, its kind, what it reads, where it stands, whose it is."""
    keys = ("column.rule", "column.kind", "column.reads", "column.stands", "column.origin")
    rows = tuple(
        (
            entry.id,
            entry_kind(entry, lang),
            shortened(entry_reads(entry, lang), _READS),
            shown_place(entry.node.place),
            _origin(entry, overlay, lang),
        )
        for entry in listed
    )
    title = say(lang, "rules.count", count=figure(lang, len(listed)))
    return Sheet(title, tuple(say(lang, key) for key in keys), rows)


def entry_json(entry: Entry, overlay: Path | None, lang: Lang) -> dict[str, Any]:
    """One rule for another program to read."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "reads": entry_reads(entry, lang),
        "file": str(entry.node.place.path),
        "line": entry.node.place.line,
        "overlay": _overlaid(entry, overlay),
        "examples": entry.examples,
        "content": entry.content,
    }


def entry_kind(entry: Entry, lang: Lang) -> str:
    """What sort of rule it is, in words."""
    key = f"kind.rule.{entry.kind}"
    return f"{say(lang, key)} ({entry.kind})" if key in WORDS else entry.kind


def entry_reads(entry: Entry, lang: Lang) -> str:
    """What a rule reads, in a few words: its name, its words, or an example."""
    content = entry.content
    if entry.kind == "check":
        return rule_name(lang, entry.name)
    if entry.kind == "legal-document":
        return str(content["issued_on"])
    if isinstance(content, dict):
        for key in ("vi", "name"):
            if isinstance(content.get(key), str):
                return str(content[key])
        listed = content.get("words") or entry.examples or list(content)
        return ", ".join(str(word) for word in listed)
    return ", ".join(map(str, content)) if isinstance(content, list) else str(content)


def _overlaid(entry: Entry, overlay: Path | None) -> bool:
    return overlay is not None and stands_in(entry, overlay)


def _origin(entry: Entry, overlay: Path | None, lang: Lang) -> str:
    return say(lang, "rules.own" if _overlaid(entry, overlay) else "rules.shipped")


def entry_lines(entry: Entry, overlay: Path | None, lang: Lang) -> Iterator[Line]:
    """One rule as it is written in each file, and its examples."""
    yield line(entry.id, "bold")
    yield line(
        f"{entry_kind(entry, lang)} · {entry_reads(entry, lang)} · {_origin(entry, overlay, lang)}", indent=2
    )
    for number, node in enumerate(entry.layers):
        key = "rules.written" if number == 0 else "rules.under"
        yield line(say(lang, key, place=shown_place(node.place)), "cyan", indent=2)
        for text in written(node).splitlines():
            yield line(text, indent=4)
    for example in entry.examples:
        yield line(say(lang, "rules.example", example=example), "green", indent=2)


def example_items(tried: Sequence[Tried], lang: Lang) -> Iterator[Item]:
    """Passed and failed examples by file, then every failed one with its place."""
    rows = []
    for name, group in groupby(tried, key=lambda one: one.entry.file):
        listed = list(group)
        passed = sum(one.passed for one in listed)
        rows.append((f"{name}.yaml", figure(lang, passed), figure(lang, len(listed) - passed)))
    headers = (say(lang, "column.file"), say(lang, "column.passed"), say(lang, "column.failed"))
    yield Sheet(
        say(lang, "rules.examples", count=figure(lang, len(tried))), headers, tuple(rows), frozenset({1, 2})
    )
    for one in tried:
        if not one.passed:
            fault = one.fault()
            yield line(f"{shown_place(fault.place)}: {fault.en if lang == 'en' else fault.vi}", "red")
