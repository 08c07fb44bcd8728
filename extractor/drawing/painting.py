"""Marks and their legend painted over the picture of a page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle

from PIL import Image, ImageDraw

from extractor.drawing.fonts import Typeface, typeface
from extractor.drawing.marks import BLOCKS, LOOKS, RECORDS, Look, Mark, Ruler
from extractor.drawing.sheet import Sheet
from extractor.plantext import Box
from extractor.reporting.words import Lang, say

_TINT = 46
_SMALL_TYPE, _TYPE = 0.075, 0.11  # inches
_PAD = 0.06
_GROWN = 5  # pixels that the double line of a finding stands off its words
_Pen = ImageDraw.ImageDraw


def painted(
    sheet: Sheet, marks: Sequence[Mark], rulers: Sequence[Ruler], lines: Sequence[str], dpi: int, lang: Lang
) -> Image.Image:
    """The page with its marks and rulers, below it what they mean and the lines given."""
    page = sheet.image.convert("RGBA")
    tint = Image.new("RGBA", page.size, (0, 0, 0, 0))
    filler = ImageDraw.Draw(tint)
    for mark in marks:
        if LOOKS[mark.kind].filled:
            for box in mark.boxes:
                filler.rectangle(_corners(box, 1), fill=(*LOOKS[mark.kind].colour, _TINT))
    drawn = Image.alpha_composite(page, tint).convert("RGB")
    pen = ImageDraw.Draw(drawn)
    small = typeface(max(8, round(_SMALL_TYPE * dpi)), bold=True)
    for mark in marks:
        for box in mark.boxes:
            _outline(pen, _corners(box, _GROWN if LOOKS[mark.kind].twice else 1), LOOKS[mark.kind])
    for mark in marks:
        for box in mark.boxes if mark.number is not None else mark.boxes[:1]:
            _tag(pen, mark, box, small, lang)
    for ruler in rulers:
        _draw_ruler(pen, ruler, small, lang)
    told = [*sheet.notes, *([say(lang, "drawn.rulers")] if rulers else []), *lines]
    return _with_legend(drawn, marks, told, dpi, lang)


def _draw_ruler(pen: _Pen, ruler: Ruler, face: Typeface, lang: Lang) -> None:
    """The numbers left of the table and over it: of rows and columns, the other way round where it is turned."""
    colour = LOOKS["table_cell"].colour
    rows = {say(lang, "drawn.row", number=number): at for number, at in ruler.rows.items()}
    columns = {say(lang, "drawn.column", number=number): at for number, at in ruler.columns.items()}
    beside, over = (columns, rows) if ruler.sideways else (rows, columns)
    for label, y in beside.items():
        x = ruler.left - face.width(label) - _GROWN
        pen.text((x, y - face.size / 2), label, fill=colour, font=face.face)
    for label, x in over.items():
        y = ruler.top - face.size - _GROWN
        pen.text((x - face.width(label) / 2, y), label, fill=colour, font=face.face)


def _corners(box: Box, grow: float) -> tuple[float, float, float, float]:
    return box.x0 - grow, box.top - grow, max(box.x0, box.x1) + grow, max(box.top, box.bottom) + grow


def _tag(pen: _Pen, mark: Mark, box: Box, face: Typeface, lang: Lang) -> None:
    """The letters of a kind at the corner of a box: left of a block, over a record; ruled cells need none."""
    if mark.kind == "table_cell":
        return
    look, beside = LOOKS[mark.kind], mark.kind in BLOCKS
    letters = face.text(say(lang, f"drawn.{mark.kind}") + ("" if mark.number is None else str(mark.number)))
    width, height = face.width(letters) + 2, face.size + 1
    x, y = (box.x0 - width - 4, box.top) if beside else (box.x0 - 1, box.top - height)
    if look.twice:
        x, y = box.x1 - width + _GROWN, box.top - height - _GROWN
    pen.rectangle((x, y, x + width, y + height), fill="white" if beside else look.colour)
    pen.text((x + 1, y - 1), letters, fill=look.colour if beside else "white", font=face.face)


def _outline(pen: _Pen, corners: tuple[float, float, float, float], look: Look) -> None:
    x0, top, x1, bottom = corners
    for side in ((x0, top, x1, top), (x1, top, x1, bottom), (x0, bottom, x1, bottom), (x0, top, x0, bottom)):
        for piece in _dashed(side, look.dashes):
            pen.line(piece, fill=look.colour, width=look.width)
    if look.twice:
        inner = (x0 + 3, top + 3, x1 - 3, bottom - 3)
        pen.rectangle(inner, outline=look.colour, width=1)


def _dashed(
    side: tuple[float, float, float, float], dashes: Sequence[int]
) -> Iterator[tuple[float, float, float, float]]:
    """The pieces of a level or upright line."""
    x0, y0, x1, y1 = side
    length = max(x1 - x0, y1 - y0)
    if not dashes or length <= 0:
        yield side
        return
    along, at, shown = ((x1 - x0) / length, (y1 - y0) / length), 0.0, True
    for step in cycle(dashes):
        end = min(at + step, length)
        if shown:
            yield x0 + along[0] * at, y0 + along[1] * at, x0 + along[0] * end, y0 + along[1] * end
        at, shown = end, not shown
        if at >= length:
            return


def _with_legend(
    page: Image.Image, marks: Sequence[Mark], lines: Sequence[str], dpi: int, lang: Lang
) -> Image.Image:
    face = typeface(max(9, round(_TYPE * dpi)))
    step, pad = round(face.size * 1.5), round(_PAD * dpi)
    counts = Counter(mark.kind for mark in marks)
    kinds = [kind for kind in (*BLOCKS, *RECORDS) if counts[kind]]
    items = [(kind, f"{_name(kind, lang)} ({counts[kind]})") for kind in kinds]
    rows = list(_rows(items, face, page.width - 2 * pad, step))
    told = [part for line in lines for part in _wrapped(line, face, page.width - 2 * pad)]
    height = (len(rows) + len(told)) * step + 3 * pad
    whole = Image.new("RGB", (page.width, page.height + height), (250, 250, 246))
    whole.paste(page, (0, 0))
    pen = ImageDraw.Draw(whole)
    pen.line((0, page.height, page.width, page.height), fill="black", width=2)
    y = page.height + pad
    for row in rows:
        _draw_row(pen, row, (pad, y), face, lang)
        y += step
    for line in told:
        pen.text((pad, y), face.text(line), fill="black", font=face.face)
        y += step
    return whole


def _name(kind: str, lang: Lang) -> str:
    return say(lang, f"block.{kind}" if kind in BLOCKS else f"kind.{kind}")


def _item_width(text: str, face: Typeface, step: int) -> float:
    return face.width(text) + 3.5 * step


def _rows(
    items: Sequence[tuple[str, str]], face: Typeface, width: float, step: int
) -> Iterator[list[tuple[str, str]]]:
    row: list[tuple[str, str]] = []
    used = 0.0
    for item in items:
        needed = _item_width(item[1], face, step)
        if row and used + needed > width:
            yield row
            row, used = [], 0.0
        row.append(item)
        used += needed
    if row:
        yield row


def _draw_row(
    pen: _Pen, row: Sequence[tuple[str, str]], place: tuple[int, int], face: Typeface, lang: Lang
) -> None:
    x, y = float(place[0]), place[1]
    step = round(face.size * 1.5)
    for kind, text in row:
        look = LOOKS[kind]
        sample = (x + 4, y + 2, x + 2.2 * step, y + face.size + 2)
        if look.filled:
            pen.rectangle(sample, fill=tuple(255 - (255 - part) * _TINT // 255 for part in look.colour))
        _outline(pen, sample, look)
        small = typeface(max(7, face.size - 4), bold=True)
        letters = small.text(say(lang, f"drawn.{kind}"))
        if kind != "table_cell":
            pen.text((x + 8, y + 3), letters, fill=look.colour, font=small.face)
        pen.text((x + 2.5 * step, y), face.text(text), fill="black", font=face.face)
        x += _item_width(text, face, step)


def _wrapped(line: str, face: Typeface, width: float) -> Iterator[str]:
    """A line cut at spaces to fit."""
    held = ""
    for word in line.split():
        longer = f"{held} {word}".strip()
        if held and face.width(longer) > width:
            yield held
            held = f"   {word}"
        else:
            held = longer
    if held:
        yield held
