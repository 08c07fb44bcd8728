"""A sample as plain text: one paragraph a line, wrapped, with markdown marks, in UTF-16, or decomposed."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from itertools import zip_longest

from maker.model import HEADINGS, Block, Sample, Table

_WIDTH = 80
_WEB_WIDTH = 96
_SCAN_WIDTH = 68
_PAGE = 38
_LAYOUT_WIDTH = 92
_LAYOUT_PAGE = 52
_NOTE = re.compile(r"\[\^\d+\]")


def render(sample: Sample) -> bytes:
    """Bytes of the .txt copy, in the variant that the source names."""
    return _VARIANTS[sample.txt](sample)


def _plain(sample: Sample) -> str:
    return "\n".join(_paragraphs(sample, bold=lambda words: words)) + "\n"


def _wrapped(sample: Sample) -> str:
    lines = []
    for paragraph in _paragraphs(sample, bold=lambda words: words):
        table = paragraph.startswith("|")
        lines.append(paragraph if table else textwrap.fill(paragraph, _WIDTH, break_on_hyphens=False))
    return re.sub(r"(?m)^(\|.*)\n\n(?=\|)", r"\1\n", "\n\n".join(lines)) + "\n"


def _markdown(sample: Sample) -> str:
    lines = _paragraphs(sample, bold=lambda words: f"**{words}**", heading=lambda words: f"## {words}")
    return re.sub(r"(?m)^(\|.*)\n\n(?=\|)", r"\1\n", "\n\n".join(lines)) + "\n"


def _web(sample: Sample) -> str:
    """As copied from a page: head and foot in cells of pipes, one cell a line, lines broken at 96 columns."""
    head = sample.head
    sides = (
        [f"**{line}**" for line in head["issuer"]] + ["-------"],
        ["**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "Độc lập - Tự do - Hạnh phúc", "---------------"],
        [head["number"]],
        [f"*{head['date']}*"],
    )
    top = "\n".join(
        f"|\n{chr(10).join(left)}\n|\n{chr(10).join(right)}\n|" for left, right in (sides[:2], sides[2:])
    )
    foot = ["**Nơi nhận:**", *(f"- {line}" for line in sample.recipients)]
    signature = [f"**{line}**" for line in head["signature"]]
    close = f"|\n{chr(10).join(foot)}\n|\n{chr(10).join(signature)}\n|"
    title = [f"**{sample.heading}**", "\n".join(head["title"])]
    pieces, closed = [top, "** **", *title], False
    for block in sample.blocks:
        if block.kind == "appendix" and not closed:
            pieces, closed = [*pieces, close], True
        pieces.extend(_web_block(block))
    return "\n\n".join(pieces if closed else [*pieces, close]) + "\n"


def _web_block(block: Block) -> Iterator[str]:
    if block.table:
        yield "\n".join("|\n" + "\n|\n".join(cells) + "\n|" for cells in _cell_rows(block.table))
    elif block.kind in HEADINGS:
        yield "\n".join(f"**{line}**" for line in _lines(" ".join(block.source.split())))
    else:
        marked = " ".join(_NOTE.sub("", block.source).split())
        yield "\n".join(_lines(f"*{marked}*" if block.kind == "basis" else marked))


def _lines(words: str) -> list[str]:
    return textwrap.wrap(words, _WEB_WIDTH, break_on_hyphens=False, break_long_words=False)


def _recognised(sample: Sample) -> str:
    """As read off a scan: both sides of the head in one line, a blank line after each, page numbers between."""
    head = sample.head
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    lines = [f"{a}      {b}" for a, b in zip(head["issuer"], right, strict=True)]
    lines += [f"{head['number']}      {head['date']}", sample.heading, *head["title"]]
    for block in sample.blocks:
        lines.extend(_recognised_block(block))
    foot = ["Nơi nhận:", *(f"- {line}" for line in sample.recipients)]
    names = ["", *head["signature"]]
    lines += [f"{a}          {b}".rstrip() for a, b in zip_longest(foot, names, fillvalue="")]
    pages = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]
    numbered = [line for n, page in enumerate(pages, start=1) for line in ([str(n)] if n > 1 else []) + page]
    return " \n\n".join(numbered) + "\n"


def _recognised_block(block: Block) -> Iterator[str]:
    if block.table:
        yield from ("  ".join(cell for cell in cells if cell) for cells in _cell_rows(block.table))
    else:
        yield from textwrap.wrap(block.plain, _SCAN_WIDTH, break_on_hyphens=False)


def _layout(sample: Sample) -> str:
    """As a program writes a PDF that keeps the places of words: columns by blanks, form feeds, page numbers."""
    head = sample.head
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "", head["date"]]
    left = [*head["issuer"], "", head["number"]]
    lines = [f"{a:^36}{b:^56}".rstrip() for a, b in zip_longest(left, right, fillvalue="")]
    lines += ["", *(line.center(_LAYOUT_WIDTH).rstrip() for line in (sample.heading, *head["title"])), ""]
    for block in sample.blocks:
        lines.extend(_layout_block(block))
    foot = ["Nơi nhận:", *(f"- {line}" for line in sample.recipients)]
    lines += [
        "",
        *(f"{a:<44}{b:^48}".rstrip() for a, b in zip_longest(foot, head["signature"], fillvalue="")),
    ]
    pages = [lines[at : at + _LAYOUT_PAGE] for at in range(0, len(lines), _LAYOUT_PAGE)]
    numbers = ([str(n).center(_LAYOUT_WIDTH).rstrip(), ""] if n > 1 else [] for n in range(1, len(pages) + 1))
    return "\f".join("\n".join([*number, *page]) + "\n" for number, page in zip(numbers, pages, strict=True))


def _layout_block(block: Block) -> Iterator[str]:
    if block.table:
        yield ""
        for cells in _grid(block.table):
            yield from _layout_row(block.table, cells)
        yield ""
    elif block.kind in ("part", "appendix", "centre"):
        yield from (
            " ".join(line.split()).center(_LAYOUT_WIDTH).rstrip() for line in block.source.splitlines()
        )
    elif block.kind == "unit":
        yield block.plain.rjust(_LAYOUT_WIDTH)
    else:
        yield from textwrap.wrap(block.plain, _LAYOUT_WIDTH, initial_indent=" " * 6, break_on_hyphens=False)


def _grid(table: Table) -> Iterator[list[str]]:
    for r in range(table.head_rows):
        starts = {c.column: c.text for c in table.head if c.row == r}
        yield [starts.get(i, "") for i in range(len(table.columns))]
    yield from (list(row) for row in table.rows)


def _layout_row(table: Table, cells: list[str]) -> Iterator[str]:
    """The lines of one row: words wrapped within their column, figures set to its right."""
    share = _LAYOUT_WIDTH / sum(table.widths)
    sides = [max(5, int(width * share)) for width in table.widths]
    wrapped = [
        textwrap.wrap(c, side - 2, break_long_words=False) for c, side in zip(cells, sides, strict=True)
    ]
    for pieces in zip_longest(*wrapped, fillvalue=""):
        line = ""
        for column, side, piece in zip(table.columns, sides, pieces, strict=True):
            words = column.kind in ("label", "text")
            line += piece.ljust(side) if words else piece.rjust(side - 2) + "  "
        yield line.rstrip()


def _cell_rows(table: Table) -> Iterator[list[str]]:
    for r in range(table.head_rows):
        yield [c.text for c in table.head if c.row == r]
    yield from (list(row) for row in table.rows)


def _paragraphs(
    sample: Sample, bold: Callable[[str], str], heading: Callable[[str], str] | None = None
) -> Iterator[str]:
    head = sample.head
    yield from head["issuer"]
    yield "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    yield "Độc lập - Tự do - Hạnh phúc"
    yield head["number"]
    yield head["date"]
    yield bold(sample.heading)
    yield from (bold(line) for line in head["title"])
    for block in sample.blocks:
        yield from _block(block, bold, heading or bold)
    yield "Nơi nhận:"
    yield from (f"- {line}" for line in sample.recipients)
    yield from (bold(line) for line in head["signature"])


def _block(block: Block, bold: Callable[[str], str], heading: Callable[[str], str]) -> Iterator[str]:
    if block.table:
        yield from _rows(block.table)
    elif block.kind in ("part", "appendix"):
        yield from (bold(" ".join(line.split())) for line in block.source.splitlines())
    elif block.kind in ("h0", "h1", "h2", "h3"):
        yield (heading if block.kind == "h1" else bold)(block.plain)
    else:
        marked = " ".join(_NOTE.sub("", block.source).split())
        yield re.sub(r"\*\*(.+?)\*\*", lambda m: bold(m[1]), marked)
    yield from block.notes.values()


def _rows(table: Table) -> Iterator[str]:
    for r in range(table.head_rows):
        starts = {c.column: c.text for c in table.head if c.row == r}
        yield _pipes([starts.get(i, "") for i in range(len(table.columns))])
    yield from (_pipes(row) for row in table.rows)


def _pipes(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


_VARIANTS: dict[str, Callable[[Sample], bytes]] = {
    "layout": lambda sample: _layout(sample).encode(),
    "plain": lambda sample: _plain(sample).encode(),
    "wrapped": lambda sample: _wrapped(sample).encode(),
    "markdown": lambda sample: _markdown(sample).encode(),
    "utf16": lambda sample: b"\xff\xfe" + _plain(sample).encode("utf-16-le"),
    "web": lambda sample: _web(sample).encode(),
    "recognised": lambda sample: _recognised(sample).encode(),
    "nfd": lambda sample: unicodedata.normalize("NFD", _plain(sample)).encode(),
}
