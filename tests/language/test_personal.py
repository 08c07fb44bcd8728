"""What texts tell of people: found beside its number or in a list, left alone beside an office."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.personal import MASK, ListCell, People, masked
from extractor.rulebook.export import load_personal

PEOPLE = People(load_personal())


def hidden(text: str) -> list[str]:
    return [text[start:end] for start, end in sorted([*PEOPLE.numbers(text), *PEOPLE.names(text)])]


TEXTS = {
    "card": ("Ông Nguyễn Văn Tám, CCCD số 046085001234, thôn 3", ["Nguyễn Văn Tám", "046085001234"]),
    "old card in groups": (
        "bà Giàng Thị Mỷ (CMND: 123 456 789) vay 50 triệu",
        ["Giàng Thị Mỷ", "123 456 789"],
    ),
    "card without a cue": ("hộ Lò Văn Páo 014085001234", ["Lò Văn Páo", "014085001234"]),
    "number first": ("số định danh cá nhân 062079001234 của Y Hlen", ["062079001234", "Y Hlen"]),
    "one word and a letter": ("hộ A Nhưn, CCCD 062079001234", ["A Nhưn", "062079001234"]),
    "mobile": ("liên hệ anh Trần Bốn 0912.345.678", ["Trần Bốn", "0912.345.678"]),
    "mobile with country": ("gọi +84 912 345 678", ["+84 912 345 678"]),
    "landline": ("Điện thoại: (0260) 3812 345", ["(0260) 3812 345"]),
    "official": ("đồng chí Trần Văn Bốn, Phó Chủ tịch UBND xã, ĐT 0912.345.678", ["0912.345.678"]),
    "office before": ("Chủ tịch UBND xã Lê Văn Năm (0987654321)", ["0987654321"]),
    "name alone": ("Ông Nguyễn Văn Tám được hỗ trợ nhà ở", []),
    "name in another sentence": ("Ông Nguyễn Văn Tám nghèo; điện thoại trạm 0912345678", ["0912345678"]),
    "sum of nine digits": ("Tổng kinh phí 123456789 đồng", []),
    "sum in groups": ("tổng 912.345.678 đồng, 1.912.345.678.000 đồng", []),
    "sum with a zero": ("mã số 0123456789", []),
    "number of a document": ("Công văn số 0912345/UBND-VX", []),
    "year and figures": ("giai đoạn 2021-2025, 0,912345678 %", []),
}


@pytest.mark.parametrize("case", TEXTS)
def test_people_are_known_by_their_numbers(case: str) -> None:
    text, expected = TEXTS[case]
    assert hidden(text) == expected


def cells(*rows: tuple[str, ...]) -> list[ListCell]:
    return [ListCell(1, r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


LISTS = {
    "households": (
        cells(
            ("STT", "Họ và tên chủ hộ", "Thôn"), ("1", "A Nhưn", "Kon Rôn"), ("2", "Trần  Thị Sáu", "Thôn 2")
        ),
        ["A Nhưn", "Trần Thị Sáu"],
    ),
    "with cards and telephones": (
        cells(("TT", "HỌ TÊN", "Số CCCD", "SĐT"), ("1", "Lò Văn Páo", "12345 6789", "0260381234")),
        ["Lò Văn Páo", "12345 6789", "0260381234"],
    ),
    "a head of two rows": (
        cells(("STT", "Hộ nghèo"), ("", "Chủ hộ"), ("1", "Giàng A Páo")),
        ["Giàng A Páo"],
    ),
    "officials": (cells(("STT", "Họ và tên", "Chức vụ"), ("1", "Trần Văn Bốn", "Chủ tịch")), []),
    "sums and totals": (
        cells(
            ("STT", "Chủ hộ", "Số tiền"), ("1", "Cộng", "50"), ("2", "12 hộ nghèo", "60"), ("", "tổng số", "")
        ),
        [],
    ),
    "no list": (cells(("STT", "Xã", "Hộ nghèo"), ("1", "Tân Hòa", "15")), []),
}


@pytest.mark.parametrize("case", LISTS)
def test_lists_of_people_are_known_by_their_heads(case: str) -> None:
    table, expected = LISTS[case]
    assert list(PEOPLE.listed(table)) == expected


@given(st.text(alphabet="aĐ 0912345678.,;()-+\nNguyễn Văn CCCD", max_size=80))
def test_masking_keeps_every_offset(text: str) -> None:
    spans = [*PEOPLE.numbers(text), *PEOPLE.names(text)]
    shown = masked(text, spans)
    assert len(shown) == len(text)
    inside = {offset for start, end in spans for offset in range(start, end)}
    assert all(shown[n] == letter for n, letter in enumerate(text) if n not in inside)
    assert not any(shown[n].isalnum() for n in inside)
    assert masked("Páo 01", [(0, 6)]) == f"{MASK * 3} {MASK * 2}"


@pytest.mark.parametrize("piece", ["0 ", "09", "Nguyễn ", "CCCD ", "A ", "(0)", "1.", "Chủ tịch "])
def test_a_long_text_takes_its_time_and_no_more(piece: str) -> None:
    def seconds(text: str) -> float:
        start = time.perf_counter()
        hidden(text)
        return time.perf_counter() - start

    assert seconds(piece * 12_000 + "CCCD 046085001234") < 5
