"""Columns that hold remarks about the rows (who, where, by which decision), and no figures of the plan."""

from collections.abc import Sequence

from extractor import regex
from extractor.language.text import canonical

NOTE_HEAD = regex.compile(
    r"ghi chú|căn cứ|thời gian|đơn vị (?:thực hiện|chủ trì|phối hợp)|cơ quan|sản phẩm|địa điểm|chủ đầu tư|\bmã\b"
    r"|năng lực thiết kế|quyết định (?:đầu tư|phê duyệt)|số quyết định|\bngày tháng\b"
)
_SUMS = regex.compile(
    r"\b(?:tổng mức|tmđt|tổng (?:vốn|kinh phí|giá trị|dự toán)|kinh phí|vốn|dự toán|giá trị|nstw|nsđp|ngân sách)\b"
)


def is_noted(path: Sequence[str]) -> bool:
    """Whether the heads over a column, outermost first, are of remarks: «Quyết định đầu tư > Số, ngày» is, and
    «Quyết định đầu tư > Tổng mức đầu tư» holds sums."""
    heads = [canonical(head) for head in path]
    noted = [level for level, head in enumerate(heads) if NOTE_HEAD.search(head)]
    if not noted:
        return NOTE_HEAD.search(" ".join(heads)) is not None
    return not any(_SUMS.search(head) for head in heads[noted[-1] + 1 :])
