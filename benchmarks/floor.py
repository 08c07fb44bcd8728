"""R, the floor: what no program that reads plans by patterns can be much quicker than.

The quickest parser of each format (lxml over the XML of a .docx, pdfium for a .pdf), the naive pipeline's forty
patterns one by one, and plain rows in one transaction. No table, no unit, no record, no check.
"""

import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
from lxml import etree

from naive_patterns import PATTERNS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _read_pdf(path: Path) -> str:
    texts = []
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        for page in pdf:
            with closing(page), closing(page.get_textpage()) as words:
                texts.append(words.get_text_range())
    return "\n".join(texts).replace("\r\n", "\n")


def _read_docx(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    paragraphs = body.iter(f"{_W}p")
    return "\n".join("".join(run.text or "" for run in p.iter(f"{_W}t")) for p in paragraphs)


def read(path: Path) -> str:
    """The text of a .pdf, .docx or .txt."""
    if path.suffix == ".pdf":
        return _read_pdf(path)
    if path.suffix == ".docx":
        return _read_docx(path)
    return path.read_text(encoding="utf-8")


def prepare(database: sqlite3.Connection) -> None:
    """Make the tables."""
    database.execute("CREATE TABLE documents (path TEXT, text TEXT)")
    database.execute("CREATE TABLE matches (path TEXT, kind TEXT, words TEXT, start INTEGER, end INTEGER)")


def process(paths: Sequence[Path], database: sqlite3.Connection) -> None:
    """Read the plans, match them, store what was found."""
    with database:
        for path in paths:
            text = read(path)
            database.execute("INSERT INTO documents VALUES (?, ?)", (str(path), text))
            rows = (
                (str(path), name, match.group(), match.start(), match.end())
                for name, pattern in PATTERNS.items()
                for match in pattern.finditer(text)
            )
            database.executemany("INSERT INTO matches VALUES (?, ?, ?, ?, ?)", rows)
