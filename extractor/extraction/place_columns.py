"""Columns that stand for places: «Xã Nà Hỏa | Xã Pu Đao», «Chia theo xã: Nậm Lúa, Pu Đao»."""

from collections.abc import Mapping

import regex

from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical

_RANK = (
    r"(?i:xã|phường|thị trấn|tt\.?|huyện|quận|thị xã|thành phố|tp\.?|thôn|bản|ấp|buôn|bon|làng|khóm|xóm|khu|khu phố"
    r"|tổ|tổ dân phố|tiểu khu)"
)
_WORD = r"\p{Lu}\p{Ll}+(?:['’-]\p{L}+)*"
_PLACE = regex.compile(rf"(?:{_RANK} )?(?:\p{{Lu}}|{_WORD})(?: {_WORD})+|{_RANK} (?:{_WORD}|\d{{1,2}})")
_LISTED = regex.compile(rf"{_WORD}(?: {_WORD})*")
_GROUP = regex.compile(
    r"^\W*(?:chia (?:ra )?|phân (?:ra )?|trong đó )?(?:theo )?(?:các |từng |tên )*"
    r"(?:xã|phường|thị trấn|huyện|thôn|bản|ấp|buôn|làng|khóm|xóm|địa phương|địa bàn|đơn vị)\b(?! (?:tính|chủ trì|thực))"
)
_RANKS_ALONE = regex.compile(_RANK + r"|Tỉnh|Trung [ưƯ]ơng|Khác")
_NO_PLACE = regex.compile(  # heads written with capitals: «Kế Hoạch», «Trung Ương», «Quý Một»
    r"\b(?:số|tỷ|tổng|kế|thực|ước|vốn|nguồn|ngân|trung|địa|kinh|dự|đơn|ghi|năm|quý|tháng|giai|đầu|cuối|mục|chỉ|nội|nhu"
    r"|kết|giá|mức|hộ|người|lao|đối|nhân|chủ|thời|cơ)\b"
)
_LEAST = 2


def place_columns(columns: Mapping[int, tuple[str, ...]]) -> frozenset[int]:
    """Those of the columns (by their paths of heads) that stand for a place each; none where fewer than two do."""
    found = frozenset(column for column, path in columns.items() if path and _is_place(path))
    return found if len(found) >= _LEAST else frozenset()


def _is_place(path: tuple[str, ...]) -> bool:
    head = path[-1]
    if is_total(head) or _RANKS_ALONE.fullmatch(head) or _NO_PLACE.match(canonical(head)):
        return False
    if _PLACE.fullmatch(head):
        return True
    return (
        len(path) > 1
        and _GROUP.match(canonical(path[-2])) is not None
        and _LISTED.fullmatch(head) is not None
    )
