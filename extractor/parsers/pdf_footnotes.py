"""Footnotes: kept out of the text that goes on over the page's end, told after the paragraph they hang on."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor import regex
from extractor.parsers.flow import Paragraph, RawTable
from extractor.parsers.pdf_columns import Placed

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISE = str.maketrans("0123456789", _RAISED)
_UPPER_PART, _LOWER_PART = 0.3, 0.5
_NUMBER = regex.compile(rf"[{_RAISED}]+|\d{{1,2}}(?= \p{{L}})")
_MARK = regex.compile(rf"(?<=[^\s{_RAISED}] ?)(?<!(?<!\p{{L}})[cdkm]?m ?)[{_RAISED}]+")
_SPACED_STOP = regex.compile(r"^\s+(?=[.,;:)])")
_Flow = list[Paragraph | RawTable]


def parted(placed: Sequence[Placed], height: float) -> tuple[list[Placed], list[Placed]]:
    """A page's text and its footnotes, their numbers raised: what follows the first line that a raised number
    opens or, in the lower part of the page, one that is a raised mark in the text above.
    """
    marks: set[str] = set()
    for index, line in enumerate(placed):
        if _opens(line, marks, height) and _is_last(placed, index):
            return list(placed[:index]), [_numbered(note, marks) for note in placed[index:]]
        marks.update(_MARK.findall(line.run.text))
    return list(placed), []


def _opens(line: Placed, marks: Collection[str], height: float) -> bool:
    number = _NUMBER.match(line.run.text)
    if number is None:
        return False
    if number[0][0] in _RAISED:
        return line.run.top > _UPPER_PART * height
    return line.run.top > _LOWER_PART * height and number[0].translate(_RAISE) in marks


def _numbered(line: Placed, marks: Collection[str]) -> Placed:
    number = _NUMBER.match(line.run.text)
    if number is None or (raised := number[0].translate(_RAISE)) not in marks:
        return line
    return line._replace(run=line.run._replace(text=raised + line.run.text[number.end() :]))


def _is_last(placed: Sequence[Placed], index: int) -> bool:
    """Whether all before the line stands above it and all after it below."""
    base = placed[index].run.base
    above = all(line.run.base < base for line in placed[:index])
    return above and all(line.run.base > base for line in placed[index + 1 :])


def with_footnotes(flow: Sequence[Paragraph | RawTable], notes: Sequence[Sequence[Paragraph]]) -> _Flow:
    """The flow with each footnote after the paragraph that bears its mark, which is left out as it is of a .docx.

    Those whose mark is not found follow the last paragraph that begins on their page.
    """
    result: _Flow = []
    waiting = [page for page in notes if page]
    for item in flow:
        while waiting and (waiting[0][0].page or 0) < _page(item):
            _add(result, waiting.pop(0))
        result.append(item)
    for page in waiting:
        _add(result, page)
    return result


def _add(flow: _Flow, notes: Sequence[Paragraph]) -> None:
    """The notes of the page that the flow ends with; those whose mark was found lose their number, too."""
    at = len(flow)
    told: list[Paragraph | RawTable] = []
    for note in notes:
        number = _NUMBER.match(note.text)
        marked = None if number is None else _marked(flow, number[0], _page(note))
        words = note.text
        if marked is not None and number is not None:
            flow[marked[0]], at = marked[1], marked[0] + 1
            words = words[number.end() :].lstrip()
        while at < len(flow) and flow[at] in told:
            at += 1
        told.append(replace(note, text=words))
        flow.insert(at, told[-1])


def _marked(flow: _Flow, number: str, page: int) -> tuple[int, Paragraph] | None:
    """The last paragraph up to a page's end that bears a note's mark, and that without it."""
    for index in range(len(flow) - 1, -1, -1):
        item = flow[index]
        if _page(item) < page - 1:
            return None
        if not isinstance(item, Paragraph) or _NUMBER.match(item.text):
            continue
        for mark in _MARK.finditer(item.text):
            if mark[0] == number:
                start, end = mark.span()
                if item.text[start - 1 : start] + item.text[end : end + 1] == "()":
                    start, end = start - 1, end + 1
                rest = _SPACED_STOP.sub("", item.text[end:])
                before = item.text[:start].rstrip() if rest[:1].strip() or not rest else item.text[:start]
                return index, replace(item, text=before + rest)
    return None


def _page(item: Paragraph | RawTable) -> int:
    first = item if isinstance(item, Paragraph) else item.cells[0]
    return first.page or 0
