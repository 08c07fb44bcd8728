"""Columns that stand for places: «Xã Nà Hỏa | Xã Pu Đao», «Chia theo xã: Nậm Lúa, Pu Đao»."""

from collections.abc import Mapping, Sequence

from extractor import regex
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical

_RANK = (
    r"(?i:xã|phường|thị trấn|tt\.?|huyện|quận|thị xã|thành phố|tp\.?|thôn|bản|ấp|buôn|bon|làng|khóm|xóm|khu|khu phố"
    r"|tổ|tổ dân phố|tiểu khu)"
)
_WORD = r"\p{Lu}\p{Ll}+(?:['’-]\p{L}+)*"
_PLACE = regex.compile(rf"(?:{_RANK} )?(?:\p{{Lu}}|{_WORD})(?: {_WORD})+|{_RANK} (?:{_WORD}|\d{{1,2}})")
_RANKED = regex.compile(rf"{_RANK} ")
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
_OF_PLACES = regex.compile(
    r"\b(?:theo|từng|cho) (?:các |từng |địa bàn )*(?:xã|phường|thị trấn|huyện|thôn|bản|ấp|buôn|làng|xóm|địa phương)\b"
)
_LEAST = 2


def place_columns(columns: Mapping[int, tuple[str, ...]], title: str, plan: str) -> frozenset[int]:
    """Those of the columns (by their paths of heads) that stand for a place each; none where fewer than two do.

    Capitals alone do not make a place («Chăn Nuôi | Trồng Trọt», «Hà Nhì | La Hủ»): a rank, a group head or the
    title of the table must tell that its columns are places, or the plan name one of them behind a rank."""
    found = {column: path for column, path in columns.items() if path and _is_place(path)}
    if len(found) < _LEAST:
        return frozenset()
    heads = [path[-1] for path in found.values()]
    told = any(map(_is_told, found.values())) or _OF_PLACES.search(title) is not None
    return frozenset(found) if told or _is_named(heads, plan) else frozenset()


def _is_told(path: tuple[str, ...]) -> bool:
    """Whether a head has a rank of its own, or a group head over it that tells of places."""
    return _RANKED.match(path[-1]) is not None or (
        len(path) > 1 and _GROUP.match(canonical(path[-2])) is not None
    )


def _is_named(heads: Sequence[str], plan: str) -> bool:
    """Whether the plan names one of the heads as a place."""
    names = "|".join(map(regex.escape, heads))
    return regex.search(rf"(?<!\p{{L}}){_RANK} (?:{names})(?! ?\p{{L}})", plan) is not None


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
