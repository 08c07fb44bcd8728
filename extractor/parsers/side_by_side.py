"""Two columns on one line, as text dumps keep them: the head of a document and its foot.

ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
"""

from collections.abc import Sequence

from extractor import regex

_GAP = regex.compile(r"(?<=\S)(?:\s{4,}|\t+)(?=\S)")
_RIGHT_ONLY = regex.compile(r"^(?:\s{20,}|\t{3,})\S")
_OPENING = regex.compile(
    r"(?i)cộng\s+h[òo]a\s+xã\s+hội|độc\s+lập\s*[-–]|^\s*(?:ủy|uỷ)\s+ban\s+nhân\s+dân|^\s*nơi\s+nhận"
    r"|(?:tm|kt|tl)\s*\.\s*(?:ủy|uỷ|chủ|hội)"
)
_LONGEST_RUN = 40
_BLANK_LINES = 2


def unfold_columns(lines: Sequence[str]) -> list[str]:
    """The lines with every two-column run laid out: its left column first, then its right one."""
    unfolded: list[str] = []
    position = 0
    while position < len(lines):
        end = _run(lines, position)
        if end == position:
            unfolded.append(lines[position])
            position += 1
            continue
        unfolded.extend(_columns(lines[position:end]))
        position = end
    return unfolded


def _run(lines: Sequence[str], start: int) -> int:
    """Where the two-column run that begins at a line ends; the line itself where none begins."""
    line = lines[start]
    if "\t" not in line and "    " not in line and line.isprintable():  # it has no wide gap
        return start
    if _OPENING.search(lines[start]) is None or _GAP.search(lines[start]) is None:
        return start
    last, blanks = start, 0
    for index in range(start + 1, min(len(lines), start + _LONGEST_RUN)):
        line = lines[index]
        if not line.strip():
            blanks += 1
        elif (
            _GAP.search(line)
            or _RIGHT_ONLY.match(line)
            or (blanks < _BLANK_LINES and len(line.strip()) < _LONGEST_RUN)
        ):
            last = index if _GAP.search(line) or _RIGHT_ONLY.match(line) else last
            blanks = 0
        else:
            break
    return last + 1


def _columns(lines: Sequence[str]) -> list[str]:
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        if _RIGHT_ONLY.match(line):
            right.append(line.strip())
            continue
        parts = _GAP.split(line.strip(), maxsplit=1)
        left.append(parts[0])
        right.extend(part.strip() for part in parts[1:])
    return [*left, "", *right, ""]
