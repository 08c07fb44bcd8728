"""The files of the corpus: how reading each one ended."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractor.corpus import FileResult
from extractor.reporting.numbers import figure, rate
from extractor.reporting.places import shown_path
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say


def file_items(files: Sequence[FileResult], database: Path, lang: Lang) -> Iterator[Item]:
    """A table of the files: path, state, seconds that reading took, reason."""
    if not files:
        yield line(say(lang, "files.none", db=database))
        return
    headers = tuple(say(lang, f"column.{name}") for name in ("file", "state", "seconds", "reason"))
    title = say(lang, "files.title", count=figure(lang, len(files)), db=database)
    yield Sheet(title, headers, tuple(_row(file, lang) for file in files), frozenset({2}))


def file_json(file: FileResult) -> dict[str, Any]:
    """A file for another program to read, its reason in both languages."""
    return asdict(file)


def _row(file: FileResult, lang: Lang) -> tuple[str, ...]:
    reason = file.reason_en if lang == "en" else file.reason_vi
    state = say(lang, f"state.{file.state}")
    return shown_path(file.path), state, rate(lang, file.seconds), reason
