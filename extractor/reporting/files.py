"""The files of the corpus: how reading each one ended."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from extractor.corpus import FileResult
from extractor.reporting.numbers import figure, rate
from extractor.reporting.paging import Page
from extractor.reporting.places import shown_path
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say

_COLUMNS: Final = ("file", "state", "seconds", "updated", "reason")
_CSV: Final = ("path", "state", "reason", "seconds", "updated", "size", "sha256", "format", "duplicate_of")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def file_items(files: Page[FileResult], database: Path, lang: Lang) -> Iterator[Item]:
    """A table of the files: path, state, seconds that reading took, when it was, reason."""
    if not files.total:
        yield line(say(lang, "files.none", db=database))
        return
    headers = tuple(say(lang, f"column.{name}") for name in _COLUMNS)
    title = say(lang, "files.title", count=figure(lang, files.total), db=database)
    yield Sheet(title, headers, tuple(_row(file, lang) for file in files.rows), frozenset({2}))
    yield from files.note(lang)


def file_json(file: FileResult) -> dict[str, Any]:
    """A file for another program to read, its reason in both languages."""
    return asdict(file)


def file_csv(files: Sequence[FileResult], lang: Lang) -> str:
    """The files for a spreadsheet: with a byte order mark, as Excel wants it, and no cell a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CSV)
    for file in files:
        row = asdict(file) | {"state": file.state.value, "reason": _reason(file, lang)}
        writer.writerow([csv_cell(row[name]) for name in _CSV])
    return "\ufeff" + text.getvalue()


def csv_cell(value: object) -> str:
    """A value as a cell of a CSV file that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA) else text


def _row(file: FileResult, lang: Lang) -> tuple[str, ...]:
    state = say(lang, f"state.{file.state}")
    return shown_path(file.path), state, rate(lang, file.seconds), _moment(file.updated), _reason(file, lang)


def _reason(file: FileResult, lang: Lang) -> str:
    return file.reason_en if lang == "en" else file.reason_vi


def _moment(updated: str | None) -> str:
    """To the second, in the time of this place."""
    if updated is None:
        return ""
    return datetime.fromisoformat(updated).astimezone().strftime("%Y-%m-%d %H:%M:%S")
