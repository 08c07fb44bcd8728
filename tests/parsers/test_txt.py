"""Plain text: decoded by its bytes, lines joined, pipe tables read."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.assemble import assemble
from extractor.parsers.flow import Paragraph, RawTable
from extractor.parsers.txt import read_txt
from extractor.parsers.txt_encoding import decode

WORDS = "Tỷ lệ hộ nghèo còn 9,5% và hộ cận nghèo giảm mạnh ở các xã đặc biệt khó khăn"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """The letter composed, its tone mark behind it, as that encoding has them."""
    encoded = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        encoded += (base + tones).encode("cp1258")
    return encoded


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WORDS.encode(), id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(WORDS.encode("utf-16"), id="utf-16 with mark"),
        pytest.param(b"\xfe\xff" + WORDS.encode("utf-16-be"), id="utf-16 big-endian with mark"),
        pytest.param(WORDS.encode("utf-16-le"), id="utf-16 little-endian"),
        pytest.param(WORDS.encode("utf-16-be"), id="utf-16 big-endian"),
        pytest.param(WORDS.encode("utf-32"), id="utf-32"),
        pytest.param(windows_1258(WORDS), id="windows-1258"),
    ],
)
def test_every_encoding_gives_the_same_words(data: bytes) -> None:
    assert unicodedata.normalize("NFC", decode(data)[0]) == WORDS


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x00\x00\x01\x02" * 10, id="zero bytes"),
        pytest.param(bytes(range(128, 256)) * 3, id="bytes of no encoding"),
        pytest.param(b"Ke hoach giam ngheo " * 20 + b"caf\xe9 " + b"x" * 20, id="Latin letters"),
    ],
)
def test_bytes_that_are_no_vietnamese_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        decode(data)
    assert refused.value.state is FileState.UNSUPPORTED


def test_a_letter_cut_in_two_is_noted() -> None:
    flow, notes = read_txt("Tỷ lệ hộ nghèo".encode()[:-5] + "è".encode()[:1])
    assert [note[1] for note in notes] == ["some characters could not be decoded"]
    assert isinstance(flow[0], Paragraph)
    assert flow[0].text.startswith("Tỷ lệ hộ")


def paragraphs(text: str) -> list[str]:
    return [item.text for item in read_txt(text.encode())[0] if isinstance(item, Paragraph)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_line_end_parts_lines(end: str) -> None:
    assert paragraphs(f"I. MỤC TIÊU{end}Giảm nghèo.{end}") == ["I. MỤC TIÊU", "Giảm nghèo."]


def test_lines_wrapped_at_eighty_columns_are_joined() -> None:
    text = "Ủy ban nhân dân xã giao các thôn rà soát hộ nghèo, hộ cận nghèo và Ban Công tác Mặt trận vận động ủng hộ"
    wrapped = [text[i : i + 35] for i in range(0, 105, 35)] * 4
    assert len(paragraphs("\n".join(wrapped))) < len(wrapped)


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("Kế hoạch giảm nghèo\n\nCăn cứ vào\n\nTình hình") == [
        "Kế hoạch giảm nghèo",
        "Căn cứ vào",
        "Tình hình",
    ]


def test_a_form_feed_parts_paragraphs() -> None:
    assert paragraphs("Trang một\fTrang hai") == ["Trang một", "Trang hai"]


def test_a_table_stands_between_its_paragraphs() -> None:
    flow, _ = read_txt("Trước bảng.\n| Xã | Hộ |\n|---|---|\n| Tam An | 12 |\nSau bảng.".encode())
    assert [type(item) for item in flow] == [Paragraph, RawTable, Paragraph]


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(UnreadableFile):
        flow, notes = read_txt(data)
        plan = assemble("t", "txt", flow, notes)
        assert "\x00" not in plan.text


@given(st.text(alphabet="aĐộ1.,|*\n\r\f\t #-", max_size=120))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    plan = assemble("t", "txt", read_txt(text.encode())[0])
    assert [c for c in plan.text if c.isalpha()] == [
        c for c in unicodedata.normalize("NFC", text) if c.isalpha()
    ]


PAGE = """**CHỦ TỊCH**
Lò Văn Pâng
|
{name}
Văn bản này chưa cập nhật nội dung Tiếng Anh
{name}
## Văn bản liên quan
Ban hành:
02/01/2024
Hiệu lực: Đã biết
Tình trạng: Đã biết
Cập nhật:
03/01/2024
Ban hành:
05/02/2024
Thông báo: 40 khách đã đăng nhập
"""


def test_what_a_web_page_has_behind_a_document_is_left_out_and_told() -> None:
    name = "Kế hoạch 57/KH-UBND năm 2024 thực hiện Nghị định 11/2023/NĐ-CP do huyện Mường Than ban hành"
    flow, notes = read_txt(PAGE.format(name=name).encode())
    words = [paragraph.text for paragraph in flow if isinstance(paragraph, Paragraph)]
    assert words == ["**CHỦ TỊCH**", "Lò Văn Pâng", "|"]
    assert [english for _, english in notes] == [
        "left out what the web page has behind the document (related documents, notices)"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("II. NHIỆM VỤ\nVăn bản liên quan\nPhòng Tư pháp rà soát.", id="a line of the plan"),
        pytest.param("Ban hành:\nHiệu lực:\nTình trạng:\nCập nhật:\nBan hành:", id="states alone"),
    ],
)
def test_words_of_a_plan_are_no_page_behind_it(text: str) -> None:
    flow, notes = read_txt(text.encode())
    assert "\n".join(p.text for p in flow if isinstance(p, Paragraph)) == text
    assert notes == []
