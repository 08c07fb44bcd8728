"""Tables that Word paragraphs make with tabs: one row a paragraph, its cells parted by tab stops."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor import regex
from extractor.parsers.aligned import ORDINAL_HEAD, tabbed
from extractor.parsers.flow import Paragraph, RawTable

_SEVERAL = regex.compile(r"\t+")


def with_tabbed_tables(flow: Iterable[Paragraph | RawTable]) -> Iterator[Paragraph | RawTable]:
    """The flow with runs of paragraphs that tabs set in columns as tables; other tabs are spaces."""
    run: list[Paragraph] = []
    for item in flow:
        if isinstance(item, Paragraph) and "\t" in item.text.strip():
            run.append(item)
            continue
        yield from _table_or_lines(run)
        run = []
        yield _spaced(item) if isinstance(item, Paragraph) else _spaced_cells(item)
    yield from _table_or_lines(run)


def _table_or_lines(run: list[Paragraph]) -> Iterator[Paragraph | RawTable]:
    if not run:
        return
    lines = [item.text.rstrip() for item in run]
    if not _even(lines):  # several tabs lead to one column where its words are short
        lines = [_SEVERAL.sub("\t", line.lstrip()) for line in lines]
    if ORDINAL_HEAD.fullmatch(lines[0].partition("\t")[0].strip()):  # a total has no number
        width = lines[0].count("\t")
        lines = [
            f"\t{line}" if line.count("\t") == width - 1 and line[0].isalpha() else line for line in lines
        ]
    table = tabbed(lines) if _even(lines) else None
    if table is None:
        yield from map(_spaced, run)
    else:
        yield table


def _even(lines: list[str]) -> bool:
    """Whether all lines have as many cells."""
    return len({line.count("\t") for line in lines}) == 1


def _spaced(item: Paragraph) -> Paragraph:
    return replace(item, text=item.text.replace("\t", " ")) if "\t" in item.text else item


def _spaced_cells(table: RawTable) -> RawTable:
    if not any("\t" in line for cell in table.cells for line in cell.paragraphs):
        return table
    cells = (
        replace(cell, paragraphs=tuple(line.replace("\t", " ") for line in cell.paragraphs))
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))
