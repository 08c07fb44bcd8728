"""Percentages under nought: «tốc độ tăng trưởng -0,5%» is -0.5.

The minus of a cut («Tăng, giảm: -1,2») says no more than that it is a cut, and leaves its value as it is; a
dash between two figures is a range, one that opens a line is a bullet.
"""

from extractor import regex
from extractor.plantext import Span
from extractor.records import Target

_MINUS = frozenset("-−")
_LED = regex.compile(
    r"(?:\b(?:còn|đạt|là|mức|ở|tăng|trưởng|giảm|bằng|xuống|lên|chiếm|khoảng|âm) ?|\(|[:=] ?)\Z",
    regex.IGNORECASE,
)
_REACH = 12
_CUT = "_reduction"


def with_sign(text: str, target: Target) -> Target:
    """The target with its value and figure under nought where a minus stands right before a rate."""
    start, end = target.figure
    if text[start - 1 : start] not in _MINUS or target.unit != "percent" or not target.value:
        return target
    if target.direction == "decrease" or target.indicator.endswith(_CUT):
        return target
    in_cell = target.row is not None and not text[target.span[0] : start - 1].strip()
    line = max(text.rfind("\n", 0, start - 1) + 1, start - 1 - _REACH, 0)
    if not in_cell and _LED.search(text, line, start - 1) is None:
        return target
    figure: Span = (start - 1, end)
    return target.model_copy(update={"value": -target.value, "figure": figure})
