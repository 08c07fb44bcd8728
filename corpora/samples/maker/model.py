"""A sample plan as written in `source/*.yaml`: header, blocks, tables, and what its figures must satisfy."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PARAGRAPHS = ("basis", "p", "dash", "plus", "n2", "n3", "unit", "centre")
HEADINGS = ("part", "h0", "h1", "h2", "h3", "appendix")
KINDS = (*PARAGRAPHS, *HEADINGS, "table")
BULLETS = {"dash": "- ", "plus": "+ "}
_RANKS = {"part": 0, "appendix": 0, "h0": 1, "h1": 2, "h2": 3, "n2": 3, "h3": 4, "n3": 4}
_MARKER = re.compile(
    r"(Phần thứ \w+|P(?:HỤ LỤC|hụ lục)(?: [IVX\d]+)?|Điều \d+|[IVX]+(?=\.)|[A-H](?=\.)"
    r"|\d+(?:\.\d+)*(?=[.\s])|[a-zđ](?=\)))"
)
_MARKS = re.compile(r"\*\*|\[\^\d+\]")
_SPACED = ("component", "money", "locality", "unit_text")
CONTEXT = ("status", "year", "component", "role")


class SourceError(Exception):
    """A source that cannot be used; the message names the file and the words."""


@dataclass(frozen=True)
class Column:
    """What the cells of a table column say: `kind` is `label`, `text`, `budget` or `target`."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HeadCell:
    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """A ruled table: head cells with their spans, then body rows of cell texts."""

    head: tuple[HeadCell, ...]
    head_rows: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    unit: str = "triệu đồng"
    row_values: tuple[Mapping[str, str], ...] = ()

    def values(self, row: int, column: int) -> Mapping[str, str]:
        """What is said of a cell: its column's values, overruled by its row's, those by `4.key=` for column 4."""
        said = self.row_values[row] if self.row_values else {}
        whole = {key: value for key, value in said.items() if "." not in key}
        own = {key.partition(".")[2]: v for key, v in said.items() if key.startswith(f"{column}.")}
        return {**self.columns[column].values, **whole, **own}

    def head_path(self, column: int) -> list[str]:
        """Texts of the head cells over a column, outermost first."""
        over = [c for c in self.head if c.column <= column < c.column + c.columns]
        return [c.text for c in sorted(over, key=lambda c: c.row)]


@dataclass(frozen=True)
class Block:
    """One paragraph (its bullet included in `source`) or table, with its annotations and context."""

    kind: str
    source: str
    section: tuple[str, ...]
    context: Mapping[str, str | None]
    notes: Mapping[str, str]
    targets: tuple[tuple[str, ...], ...] = ()
    budgets: tuple[tuple[str, ...], ...] = ()
    citations: tuple[tuple[str, ...], ...] = ()
    findings: tuple[Mapping[str, str], ...] = ()
    table: Table | None = None

    @property
    def marker(self) -> str | None:
        """The number that opens the block, as in section paths."""
        found = _MARKER.match(self.source) if self.kind in _RANKS else None
        return found[0] if found else None

    @property
    def plain(self) -> str:
        """The words as they must come out of every format, one line."""
        return " ".join(_MARKS.sub("", self.source).split())


@dataclass(frozen=True)
class Sample:
    """One sample plan; `format` is that of the copy in `plans/`."""

    stem: str
    format: str
    every_format: bool
    txt: str
    numbering: str
    head: Mapping[str, Any]
    document: Mapping[str, Any]
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    findings: tuple[Mapping[str, str], ...]
    checks: Mapping[str, str]

    @property
    def heading(self) -> str:
        """The word over the title, in capitals: `KẾ HOẠCH`, `BÁO CÁO`, `QUYẾT ĐỊNH`."""
        return str(self.document.get("doc_type", "Kế hoạch")).upper()

    @property
    def file_name(self) -> str:
        return f"{self.stem}.{self.format}"

    def words(self) -> Iterator[str]:
        """Every paragraph, cell and footnote of the plan."""
        head = self.head
        yield from (*head["issuer"], head["number"], head["date"], self.heading, *head["title"])
        for block in self.blocks:
            yield block.plain
            yield from block.notes.values()
            if block.table:
                yield from (c.text for c in block.table.head)
                yield from (cell for row in block.table.rows for cell in row)
        yield from (*self.recipients, *head["signature"])


def load(path: Path) -> Sample:
    """The sample of one YAML source. Every scalar stays a string; raises SourceError."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    try:
        return Sample(
            stem=path.stem,
            format=raw["format"],
            every_format=raw.get("every_format") == "true",
            txt=raw.get("txt", "plain"),
            numbering=raw.get("numbering", "typed"),
            head=raw["head"],
            document=raw["document"],
            blocks=tuple(_blocks(raw["blocks"])),
            recipients=tuple(raw["recipients"]),
            findings=tuple(raw.get("findings", ())),
            checks=raw.get("checks", {}),
        )
    except (KeyError, ValueError, SourceError) as error:
        raise SourceError(f"{path.name}: {error}") from error


def _blocks(raw: list[dict[str, Any]]) -> Iterator[Block]:
    context: dict[str, str | None] = dict.fromkeys(CONTEXT)
    path: list[tuple[int, str]] = []
    for entry in raw:
        if "set" in entry:
            context = {**context, **{k: None if v == "null" else v for k, v in entry["set"].items()}}
            continue
        block = _block(entry, context)
        if block.marker:
            rank = _rank(block)
            path = [(r, m) for r, m in path if r < rank] + [(rank, block.marker)]
        yield Block(**{**block.__dict__, "section": tuple(m for _, m in path)})


def _rank(block: Block) -> int:
    dots = (block.marker or "").count(".")
    return _RANKS[block.kind] + dots


def _block(entry: dict[str, Any], context: dict[str, str | None]) -> Block:
    kind = next((k for k in entry if k in KINDS), None)
    if kind is None:
        raise SourceError(f"no known kind in {sorted(entry)}")
    table = _table(entry["table"]) if kind == "table" else None
    text = "" if table else entry[kind].strip()
    return Block(
        kind=kind,
        source=BULLETS.get(kind, "") + text,
        section=(),
        context=context,
        notes=entry.get("notes", {}),
        targets=_fields(entry.get("t")),
        budgets=_fields(entry.get("b")),
        citations=_fields(entry.get("c")),
        findings=tuple(entry.get("f", ())),
        table=table,
    )


def _fields(lines: str | None) -> tuple[tuple[str, ...], ...]:
    kept = [line for line in (lines or "").splitlines() if line.strip()]
    return tuple(tuple(part.strip() for part in line.split("|")) for line in kept)


def _table(raw: dict[str, Any]) -> Table:
    columns = tuple(_column(line) for line in raw["columns"].splitlines())
    head = tuple(_head_cells(raw["head"].splitlines()))
    lines = [line.partition("@") for line in raw["rows"].splitlines()]
    rows = tuple(_row(cells, len(columns)) for cells, _, _ in lines)
    row_values = tuple(_values(said.split()) for _, _, said in lines)
    widths = tuple(float(w) for w in raw["widths"].split())
    if len(widths) != len(columns):
        raise SourceError(f"{len(widths)} widths for {len(columns)} columns")
    said = row_values if any(row_values) else ()
    return Table(
        head, len(raw["head"].splitlines()), columns, rows, widths, raw.get("unit", "triệu đồng"), said
    )


def _column(line: str) -> Column:
    kind, *rest = line.split()
    return Column(kind, _values(rest))


def _values(parts: list[str]) -> dict[str, str]:
    """`key=value` words; an underscore stands for a space."""
    pairs = (part.split("=", 1) for part in parts)
    return {key: value.replace("_", " ") if key.endswith(_SPACED) else value for key, value in pairs}


def _row(line: str, columns: int) -> tuple[str, ...]:
    cells = tuple(cell.strip() for cell in line.split("|"))
    if len(cells) != columns:
        raise SourceError(f"{len(cells)} cells for {columns} columns in «{line}»")
    return cells


def _head_cells(lines: list[str]) -> Iterator[HeadCell]:
    """Head rows as `a | b | >`: `>` goes on with the cell at its left, `^` with the one above."""
    grid = [[cell.strip() for cell in line.split("|")] for line in lines]
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in (">", "^"):
                continue
            columns = next((n for n in range(1, len(row) - c) if row[c + n] != ">"), len(row) - c)
            rows = next((n for n in range(1, len(grid) - r) if grid[r + n][c] != "^"), len(grid) - r)
            yield HeadCell(text, r, c, rows, columns)
