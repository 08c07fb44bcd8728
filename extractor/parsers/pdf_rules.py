"""The ruled lines drawn on a page, read through pdfium; whether they can be a table's."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.parsers.pdf_ink import Frame, Rule

_MIN_PATHS = 5  # what a row of two cells is drawn with
_MANY_SEGMENTS = 16
_MAX_PATHS = 6000  # more are a map or a chart, no table
_MAX_SEGMENTS = 400
_MAX_DEPTH = 4
_THIN = 3.5
_STRAIGHT = 1.0
_MEETING = 1.5  # how far apart the ends of two lines that meet may be
_SHORT = 2.0
_WHITE = 250
_OUTLINED = 2000  # segments; words drawn as outlines have some 20 a letter
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page shows beside its text: the rules that can make a table (or none), and images.

    `bars` are its level lines that no upright one meets at an end: they underline words or cross them out.
    `covered` is the share of the page that images cover, `outlined` whether there are so many strokes
    that words may be drawn with them.
    """

    rules: tuple[Rule, ...] = ()
    bars: tuple[Rule, ...] = ()
    pictured: bool = False
    covered: float = 0.0
    outlined: bool = False


@dataclass(slots=True)
class _Path:
    handle: raw.FPDF_PAGEOBJECT
    outer: _Matrix
    segments: int


@dataclass(slots=True)
class _Objects:
    """What is drawn on a page; `segments` counts those of all paths, also of the ones that can rule nothing."""

    paths: list[_Path]
    segments: int = 0
    pictured: bool = False
    covered: float = 0.0


def read_drawing(page: pdfium.PdfPage, frame: Frame) -> Drawing:
    """The page's rules in upright space, and what of it images cover.

    Rules are given only where there are at least 5 drawn paths (or as many segments in fewer) and
    both level and upright ones among them: lines under a header and underlined words are no table.
    """
    size = frame.width * frame.height
    objects = _objects(page, frame, size)
    few = len(objects.paths) <= _MAX_PATHS
    rules = [rule for path in objects.paths for rule in _rules(path, frame, size)] if few else []
    return Drawing(
        tuple(_table_rules(objects.paths, rules)),
        tuple(_bars(rules)),
        objects.pictured,
        objects.covered,
        objects.segments >= _OUTLINED,
    )


def _table_rules(paths: list[_Path], rules: list[Rule]) -> list[Rule]:
    enough = len(paths) >= _MIN_PATHS or sum(path.segments for path in paths) >= _MANY_SEGMENTS
    upright = sum(rule.x0 == rule.x1 for rule in rules)
    return rules if enough and upright >= 2 and len(rules) - upright >= 2 else []


def _bars(rules: list[Rule]) -> Iterator[Rule]:
    upright: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.x0 == rule.x1:
            for column in {int((rule.x0 + beside) // _THIN) for beside in (-_MEETING, _MEETING)}:
                upright[column].append(rule)
    for rule in rules:
        met = (
            line.top - _MEETING <= rule.top <= line.bottom + _MEETING
            for end in (rule.x0, rule.x1)
            for line in upright.get(int(end // _THIN), ())
            if abs(line.x0 - end) <= _MEETING
        )
        if rule.x1 - rule.x0 > _SHORT and not any(met):
            yield rule


def shaded_boxes(
    page: pdfium.PdfPage, frame: Frame, *, pictures: bool
) -> list[tuple[float, float, float, float]]:
    """Boxes of what is filled with another colour than white, in upright space; `pictures`: images too."""
    boxes = []
    for handle, outer in _walk(page):
        if pictures and raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, e, f = _times(_matrix(handle), outer)  # an image is a unit square
            left, bottom = e + min(a, 0) + min(c, 0), f + min(b, 0) + min(d, 0)
            boxes.append(frame.place_box(left, bottom, left + abs(a) + abs(c), bottom + abs(b) + abs(d)))
        if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_PATH or _is_white(handle):
            continue
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(handle, fill, stroke)
        path = _Path(handle, outer, min(raw.FPDFPath_CountSegments(handle), _MAX_SEGMENTS))
        if fill.value:
            for points in _subpaths(path, frame):
                xs, ys = [x for x, _ in points], [y for _, y in points]
                boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes


def _objects(page: pdfium.PdfPage, frame: Frame, size: float) -> _Objects:
    found = _Objects([])
    for handle, outer in _walk(page):
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            segments = raw.FPDFPath_CountSegments(handle)
            found.segments += segments
            if 1 < segments <= _MAX_SEGMENTS:
                found.paths.append(_Path(handle, outer, segments))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _times(_matrix(handle), outer)  # an image is a unit square
            found.pictured = True
            found.covered += abs(a * d - b * c) * frame.unit**2 / size if size else 0
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            found.pictured = True
    return found


def _walk(page: pdfium.PdfPage) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, _Matrix]]:
    """Every object of the page that is no text, those of nested forms with the form's matrix."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        handle = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _walk_form(handle, _IDENTITY, _MAX_DEPTH)
        elif kind != raw.FPDF_PAGEOBJ_TEXT:
            yield handle, _IDENTITY


def _walk_form(
    form: raw.FPDF_PAGEOBJECT, outer: _Matrix, depth: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, _Matrix]]:
    if not depth:
        return
    inner = _times(_matrix(form), outer)
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        handle = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _walk_form(handle, inner, depth - 1)
        elif kind != raw.FPDF_PAGEOBJ_TEXT:
            yield handle, inner


def _matrix(handle: raw.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    ta, tb, tc, td, te, tf = then
    return (
        a * ta + b * tc,
        a * tb + b * td,
        c * ta + d * tc,
        c * tb + d * td,
        e * ta + f * tc + te,
        e * tb + f * td + tf,
    )


def _rules(path: _Path, frame: Frame, page_size: float) -> Iterator[Rule]:
    """Rules of one path: a thin filled bar is one rule, the sides of anything larger are one each."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.handle, fill, stroke)
    if not (fill.value or stroke.value):
        return
    for points in _subpaths(path, frame):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if min(width, height) <= _THIN:
            yield from _bar(min(xs), min(ys), max(xs), max(ys))
        elif width * height < 0.9 * page_size and (stroke.value or not _is_white(path.handle)):
            yield from _sides(points)


def _bar(x0: float, top: float, x1: float, bottom: float) -> Iterator[Rule]:
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    dot = max(x1 - x0, bottom - top) <= _SHORT  # of a dotted rule, which may run either way
    if x1 - x0 >= bottom - top or dot:
        yield Rule(x0, y, x1, y)
    if bottom - top > x1 - x0 or dot:
        yield Rule(x, top, x, bottom)


def _sides(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (xa, ya), (xb, yb) in pairwise(points):
        if abs(xa - xb) <= _STRAIGHT < abs(ya - yb):
            yield Rule((xa + xb) / 2, min(ya, yb), (xa + xb) / 2, max(ya, yb))
        elif abs(ya - yb) <= _STRAIGHT < abs(xa - xb):
            yield Rule(min(xa, xb), (ya + yb) / 2, max(xa, xb), (ya + yb) / 2)


def _subpaths(path: _Path, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """The points of each stroke of the pen in upright space; a closed one ends where it began."""
    a, b, c, d, e, f = _times(_matrix(path.handle), path.outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(path.segments):
        segment = raw.FPDFPath_GetPathSegment(path.handle, index)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(frame.place(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _is_white(handle: raw.FPDF_PAGEOBJECT) -> bool:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    return min(red.value, green.value, blue.value) >= _WHITE
