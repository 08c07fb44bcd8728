"""A sample as plain text: one paragraph a line, wrapped, with markdown marks, in UTF-16, or decomposed."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator

from maker.model import Block, Sample, Table

_WIDTH = 80
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


def _paragraphs(
    sample: Sample, bold: Callable[[str], str], heading: Callable[[str], str] | None = None
) -> Iterator[str]:
    head = sample.head
    yield from head["issuer"]
    yield "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    yield "Độc lập - Tự do - Hạnh phúc"
    yield head["number"]
    yield head["date"]
    yield bold("KẾ HOẠCH")
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
    elif block.kind in ("h1", "h2", "h3"):
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
    "plain": lambda sample: _plain(sample).encode(),
    "wrapped": lambda sample: _wrapped(sample).encode(),
    "markdown": lambda sample: _markdown(sample).encode(),
    "utf16": lambda sample: b"\xff\xfe" + _plain(sample).encode("utf-16-le"),
    "nfd": lambda sample: unicodedata.normalize("NFD", _plain(sample)).encode(),
}
