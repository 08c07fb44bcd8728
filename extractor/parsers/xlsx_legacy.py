"""Words of a workbook in old Vietnamese fonts (.VnTime, VNI-Times) turned into Unicode."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.language.legacy import (
    PICTURES,
    Claim,
    Encoding,
    Stretch,
    claim_of,
    conversion_notes,
    is_suspect,
    judge,
    pieces_with_capitals,
)
from extractor.parsers.flow import Note
from extractor.parsers.xlsx_book import Piece
from extractor.parsers.xlsx_sheet import Sheet, Shown

_Run = list[tuple[Piece, Claim]]


def convert(sheets: Sequence[Sheet]) -> list[Note]:
    """Rewrites the cells of the sheets that are in an old encoding; what the user is told.

    The words decide, the names of the fonts only where these are few (`language.legacy`).
    """
    if not any(is_suspect(cell.text) for sheet in sheets for cell in sheet.cells):
        return []
    cut = [[list(_runs(cell)) for cell in sheet.cells] for sheet in sheets]
    runs = [run for cells in cut for found in cells for run in found]
    verdicts = judge([Stretch("".join(piece.text for piece, _ in run), _key(run)) for run in runs])
    read = iter(verdicts.encodings)
    for sheet, cells in zip(sheets, cut, strict=True):
        for at, found in enumerate(cells):
            words = [piece for run in found for piece in _read(run, next(read))]
            sheet.cells[at] = replace(sheet.cells[at], pieces=tuple(words))
    return conversion_notes(verdicts.encodings, doubtful=verdicts.doubtful)


def _runs(cell: Shown) -> Iterator[_Run]:
    """The pieces of a cell, those together whose fonts stand for one encoding."""
    claimed = [(piece, claim_of(piece.font or cell.font)) for piece in cell.pieces]
    for _, run in groupby(claimed, key=lambda pair: pair[1].key):
        yield list(run)


def _key(run: _Run) -> str | None:
    key = run[0][1].key
    return None if key == PICTURES else key


def _read(run: _Run, encoding: Encoding | None) -> Iterator[Piece]:
    if encoding is None:
        yield from (piece for piece, _ in run)
        return
    decoded = encoding.decode_pieces([piece.text for piece, _ in run])
    words = [text.upper() if claim.capitals else text for (_, claim), text in zip(run, decoded, strict=True)]
    cased = pieces_with_capitals(words) if encoding.caseless else words
    for (piece, _), text in zip(run, cased, strict=True):
        yield replace(piece, text=text)
