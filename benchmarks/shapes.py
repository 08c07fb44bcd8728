"""Made-up texts that are all of one kind, of any length: what a rule that looks too far makes slow."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Final

PLACES: Final = ("Yên Sơn", "Yên Lâm", "Yên Hòa")


def _citation(n: int) -> str:
    day = f"{n % 28 + 1}/{n % 12 + 1}/2021"
    return f"Quyết định số {n % 900 + 1}/QĐ-UBND ngày {day} của UBND huyện Phú Lâm về việc giao kế hoạch;"


def _part(n: int) -> str:
    return f"khoản {n % 9 + 1} Điều {n % 40 + 1} Luật Đầu tư công năm 2019 và Nghị định này;"


def _sum(n: int) -> str:
    return f"hỗ trợ nhóm hộ {n % 7} là {n % 900 + 100} triệu đồng,"


def _breakdown(n: int) -> str:
    return f"Tổng kinh phí {n % 900 + 100} triệu đồng, trong đó ngân sách xã {n % 90 + 10} triệu đồng;"


def _target(n: int) -> str:
    return f"hộ nghèo giảm {n % 9 + 1}% và {n % 90 + 10} hộ nghèo được vay vốn,"


def _place(n: int) -> str:
    return f"UBND xã {PLACES[n % 3]}, huyện Phú Lâm, tỉnh Hà Trung,"


def _bracket(n: int) -> str:
    return f"(vốn xã ({n % 90 + 10} triệu đồng)"


def _digit(_: int) -> str:
    return "1"


def _row(n: int) -> str:
    return f"\n| {n + 1} | Hỗ trợ nhà ở thôn {n % 9 + 1} | {n % 900 + 100} | {n % 90 + 10} | {n % 50}% |"


TABLE_HEAD: Final = "| STT | Nội dung | Kinh phí (triệu đồng) | Số hộ | Tỷ lệ |\n|---|---|---|---|---|"
# Name → how the text opens, and its n-th piece.
SHAPES: Final[Mapping[str, tuple[str, Callable[[int], str]]]] = {
    "citations": ("Căn cứ", _citation),
    "parts of laws": ("Theo", _part),
    "sums": ("Kinh phí", _sum),
    "breakdowns": ("Kinh phí:", _breakdown),
    "targets": ("Mục tiêu", _target),
    "places": ("Thực hiện tại", _place),
    "brackets": ("Vốn", _bracket),
    "digits": ("Số:", _digit),
    "a table": (TABLE_HEAD, _row),
}


def shaped(name: str, length: int) -> str:
    """A text of about `length` characters of one shape, all in one paragraph but for the table."""
    opening, piece = SHAPES[name]
    pieces, size = [opening], len(opening)
    for n in count():
        if size >= length:
            return " ".join(pieces)
        pieces.append(piece(n))
        size += len(pieces[-1]) + 1
    raise AssertionError
