"""The pipeline one writes first: whole-text tokens, one pattern after the other, rows as they come.

It stands beside the product in speed.py: pdfplumber or python-docx or plain reading,
`underthesea.word_tokenize` over the whole text, forty patterns one by one, sqlite-utils.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pdfplumber
from docx import Document
from sqlite_utils import Database
from underthesea import word_tokenize

from naive_patterns import PATTERNS

Match = dict[str, str | int]


def _read_pdf(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        pages = [(page.extract_text(), page.extract_tables()) for page in pdf.pages]
    return "\n".join(text for text, _ in pages)


def _read_docx(path: Path) -> str:
    document = Document(str(path))
    rows = ("\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])


def read(path: Path) -> str:
    """The text of a .pdf, .docx or .txt."""
    if path.suffix == ".pdf":
        return _read_pdf(path)
    if path.suffix == ".docx":
        return _read_docx(path)
    with path.open(encoding="utf-8") as file:
        return file.read()


def find(text: str, names: Iterable[str] = tuple(PATTERNS)) -> Iterator[Match]:
    """Every match of the named patterns, pattern by pattern."""
    for name in names:
        for match in PATTERNS[name].finditer(text):
            yield {"kind": name, "words": match.group(), "start": match.start(), "end": match.end()}


def process(path: Path, database: Database) -> None:
    """Read one plan, tokenize it, match it, store what was found."""
    text = read(path)
    tokens = word_tokenize(text)
    matches = list(find(text))
    database.table("documents").insert({"path": str(path), "text": text, "tokens": len(tokens)})
    database.table("matches").insert_all({"path": str(path), **match} for match in matches)


def process_all(paths: Iterable[Path], database: Database) -> None:
    """The plans one after the other."""
    for path in paths:
        process(path, database)
