"""What a web page of laws has behind a document: its name again, related documents and their states, notices."""

from collections.abc import Sequence

from extractor import regex

_BEHIND = regex.compile(r"(?i)^[\s#*]*(?:văn bản liên quan|văn bản này chưa cập nhật nội dung\b.*)[\s*]*$")
_STATE = regex.compile(r"(?i)^[\s*]*(?:hiệu lực|tình trạng|cập nhật|ban hành)\s*:")
_NAMED = regex.compile(
    r"(?i)^[\s*]*(?:kế hoạch|quyết định|nghị quyết|chỉ thị|thông tư|công văn|báo cáo|hướng dẫn|chương trình|đề án)"
    r" (?:liên tịch )?\d+(?:/\d{4})?[/-]\S+ "
)
_REACH, _LEAST = 40, 4


def without_page(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a document without what the page that showed it has behind; all of them where it has nothing.

    Related documents stand there each with «Ban hành:», «Hiệu lực:», «Tình trạng:», «Cập nhật:».
    """
    for index, line in enumerate(lines):
        if _BEHIND.match(line) is not None and _lists_states(lines, index + 1):
            return lines[: _first(lines, index)]
    return lines


def _lists_states(lines: Sequence[str], start: int) -> bool:
    near = [line for line in lines[start : start + 4 * _REACH] if line.strip()][:_REACH]
    return sum(1 for line in near if _STATE.match(line)) >= _LEAST


def _first(lines: Sequence[str], at: int) -> int:
    """Where the page's own words begin: at the document's name, where that stands right before."""
    first = at
    for index in range(at - 1, -1, -1):
        if not lines[index].strip():
            continue
        if _NAMED.match(lines[index]) is None:
            break
        first = index
    return first
