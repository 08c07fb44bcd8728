"""What a format reader gives before blocks are made: paragraphs and tables in reading order."""

from collections.abc import Sequence

from extractor.parsers.doubts import DoubtfulFigure
from extractor.plantext import Box
from extractor.values import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed, its number or bullet included in `text`.

    `level` is the heading level that the format itself states (1 is the outermost), else None.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    bold: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class RawCell:
    """A table cell at its grid position; `paragraphs` are its lines of text, maybe none."""

    row: int
    column: int
    paragraphs: tuple[str, ...]
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as a grid; cells in row order, merged ones once, at their top left position."""

    rows: int
    columns: int
    cells: tuple[RawCell, ...]


Flow = Sequence[Paragraph | RawTable]
Note = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """What a format reader hands over.

    `notes` say in Vietnamese and English what happened in reading, `partial` that words of the file
    could not be read. `doubtful` are the figures whose signs stand in the flow, `recognised` the pages
    that were read off their pictures and how sure that is.
    """

    flow: Flow
    notes: Sequence[Note] = ()
    partial: bool = False
    doubtful: Sequence[DoubtfulFigure] = ()
    recognised: Sequence[tuple[int, float]] = ()


@dataclass(slots=True)
class Line:
    """One printed line. `full`: the next word would not have fitted; None where unknown.

    `gap`: white space above it that is wider than between the lines of a paragraph.
    """

    text: str
    full: bool | None = None
    gap: bool = False
    page: int | None = None
    box: Box | None = None
    bold: bool = False
    level: int | None = None
