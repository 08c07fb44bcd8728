"""Printed lines joined to paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsers.flow import Line
from extractor.parsers.held_lines import hold_together
from extractor.parsers.lines import is_page_number, join_lines, mark_full


def joined(*lines: str | Line) -> list[str]:
    return [p.text for p in join_lines(line if isinstance(line, Line) else Line(line) for line in lines)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Hỗ trợ nhà ở cho", "hộ nghèo trong xã."), id="small letter goes on"),
        pytest.param(("Căn cứ Nghị định của", "Chính phủ về chuẩn nghèo;"), id="«của» wants more"),
        pytest.param(("hộ nghèo của thôn", "10 vay vốn"), id="the number that a hamlet is called by"),
        pytest.param(("ban hành ngày", "12 tháng 5 năm 2023;"), id="«ngày» wants its number"),
        pytest.param(("Các nguồn: trung ương,", "Tỉnh và huyện."), id="comma wants more"),
        pytest.param((Line("Hỗ trợ cho các hộ ở", full=True), "Thôn Hạ và thôn Thượng."), id="a full line"),
        pytest.param(
            (Line("Đã hỗ trợ xong.", full=True), "Sang năm làm tiếp."), id="a full line may end a sentence"
        ),
        pytest.param(("**Tiêu đề đậm", "Trên hai dòng**"), id="open markdown stars"),
        pytest.param(("gồm: giống 60 triệu đồng;", "phân bón 25 triệu đồng."), id="a list goes on"),
        pytest.param((Line("hoàn thành việc", full=True), "- xem xét hỗ trợ"), id="hyphen inside a sentence"),
        pytest.param(
            (Line("V. HỖ TRỢ NHÀ Ở CHO HỘ", full=True), "NGHÈO CỦA XÃ"), id="a numbered heading in capitals"
        ),
        pytest.param(("đối tượng tại Điểm", "2 Mục III"), id="a cited point"),
        pytest.param((Line("theo quy định tại", full=True), "Điều 5 của Luật."), id="a cited article"),
    ],
)
def test_lines_of_one_paragraph(lines: tuple[str | Line, ...]) -> None:
    assert len(joined(*lines)) == 1


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("***Nơi nhận:***", "- UBND huyện;"), id="three stars closed by three"),
        pytest.param(("Đã hỗ trợ xong.", "Sang năm làm tiếp."), id="full stop and capital"),
        pytest.param(("Gồm các việc sau:", "- Vay vốn"), id="bullet"),
        pytest.param(("MỤC TIÊU", "Giảm nghèo bền vững"), id="short line and capital"),
        pytest.param(("Nội dung", "1. Dự án"), id="number"),
        pytest.param(("Cấp giống cho hộ nghèo;", "a) Dê"), id="letter of a list"),
        pytest.param(("Cấp giống cho hộ nghèo;", "Cấp phân bón."), id="item with a capital"),
        pytest.param(("Cấp giống cho hộ nghèo;", Line("phân bón", gap=True)), id="item below a gap"),
        pytest.param(("Danh sách các thôn", "10. Thôn Hạ"), id="a numbered item behind hamlets"),
        pytest.param(("V. HỖ TRỢ NHÀ Ở", "HỘ NGHÈO CỦA XÃ"), id="two short headings in capitals"),
        pytest.param(
            (Line("V. HỖ TRỢ NHÀ Ở CHO HỘ", full=True), "Hộ nghèo của xã"), id="capitals and a sentence"
        ),
        pytest.param(
            ("I. Đặc điểm", "Suối Lùng nằm ở phía bắc huyện."), id="heading that ends like a citation"
        ),
        pytest.param(
            ("Căn cứ Nghị quyết của xã,", "Xét đề nghị của Ban Giảm nghèo"), id="bases after a comma"
        ),
        pytest.param((Line("Nội dung", full=True), Line("Dự án", gap=True)), id="gap above"),
        pytest.param((Line("Nội dung", full=True, bold=True), Line("Dự án")), id="bold and not"),
        pytest.param((Line("Nội dung của", level=1), Line("dự án")), id="heading level of the format"),
        pytest.param((Line("ỦY BAN NHÂN DÂN", full=True), "Điều 1. Phạm vi"), id="article after capitals"),
    ],
)
def test_lines_of_two_paragraphs(lines: tuple[str | Line, ...]) -> None:
    assert len(joined(*lines)) == 2


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        (
            "kinh phí của xã là 1.",
            "500 triệu đồng từ tỉnh",
            ["kinh phí của xã là 1.500", "triệu đồng từ tỉnh"],
        ),
        ("vốn đối ứng: 12.", "250 triệu đồng", ["vốn đối ứng: 12.250", "triệu đồng"]),
        (
            "số nhà đã xây là 12.",
            "500 hộ còn lại chờ vốn",
            ["số nhà đã xây là 12.", "500 hộ còn lại chờ vốn"],
        ),
        (
            "theo quy định tại mục 1.",
            "500 triệu đồng đã chi",
            ["theo quy định tại mục 1.", "500 triệu đồng đã chi"],
        ),
        ("kinh phí của xã là 2024.", "500 triệu đồng", ["kinh phí của xã là 2024.", "500 triệu đồng"]),
    ],
)
def test_a_sum_that_the_end_of_a_line_cuts_is_whole(before: str, after: str, whole: list[str]) -> None:
    assert [line.text for line in hold_together([Line(before, full=True), Line(after)])] == whole
    assert [line.text for line in hold_together([Line(before, full=False), Line(after)])] == whole


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("tỷ lệ hộ nghèo còn 7,", "8%; có 12 hộ", ["tỷ lệ hộ nghèo còn 7,8%", "; có 12 hộ"]),
        ("7,", "85 % số hộ", ["7,85 %", "số hộ"]),
        ("lần lượt các năm 5,", "8% và 9%", ["lần lượt các năm 5,", "8% và 9%"]),
        ("tỷ lệ hộ nghèo còn 7,", "85/120 hộ", ["tỷ lệ hộ nghèo còn 7,", "85/120 hộ"]),
    ],
)
def test_a_rate_that_the_end_of_a_line_cuts_is_whole(before: str, after: str, whole: list[str]) -> None:
    assert [line.text for line in hold_together([Line(before), Line(after)])] == whole


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (("Phấn đấu giảm", "24", "hộ nghèo trong năm."), ["Phấn đấu giảm 24 hộ nghèo trong năm."]),
        (("Tỷ lệ hộ nghèo còn", "7,8% vào cuối năm."), ["Tỷ lệ hộ nghèo còn 7,8% vào cuối năm."]),
        (("Hỗ trợ cây giống cho các", "24", "hộ nghèo."), ["Hỗ trợ cây giống cho các hộ nghèo."]),
        (
            (
                "Vốn gồm: ngân sách trung ương 900 triệu đồng, ngân sách tỉnh",
                Line("250 triệu đồng.", gap=True),
            ),
            ["Vốn gồm: ngân sách trung ương 900 triệu đồng, ngân sách tỉnh 250 triệu đồng."],
        ),
        (
            ("1. Ngân sách tỉnh", Line("250 triệu đồng được giao.", gap=True)),
            ["1. Ngân sách tỉnh", "250 triệu đồng được giao."],
        ),
        (
            ("Mục tiêu cụ thể", "100% hộ nghèo được hỗ trợ."),
            ["Mục tiêu cụ thể", "100% hộ nghèo được hỗ trợ."],
        ),
    ],
)
def test_a_figure_at_the_head_of_a_line_goes_on_where_words_want_it(
    lines: tuple[str | Line, ...], paragraphs: list[str]
) -> None:
    assert joined(*lines) == paragraphs


@pytest.mark.parametrize("line", ["10", "- 3 -", "Trang 2/7", "trang 12", " 5 "])
def test_page_numbers(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["1000", "10%", "2. Nội dung", "10 hộ", "-", "trang"])
def test_no_page_numbers(line: str) -> None:
    assert not is_page_number(line)


def test_a_page_number_between_two_halves_is_left_out() -> None:
    assert joined("Hỗ trợ các hộ đang", "7", "sống trong nhà tạm.") == [
        "Hỗ trợ các hộ đang sống trong nhà tạm."
    ]
    assert joined("Đã xong.", "7", "Việc khác") == ["Đã xong.", "7", "Việc khác"]


def test_the_paragraph_keeps_page_and_weight_of_its_lines() -> None:
    (paragraph,) = join_lines([Line("Tiêu đề của", page=2, bold=True), Line("kế hoạch", page=3, bold=True)])
    assert (paragraph.text, paragraph.page, paragraph.bold) == ("Tiêu đề của kế hoạch", 2, True)


def test_lines_wrapped_at_one_width_are_full() -> None:
    wrapped = [Line("x" * n) for n in (78, 77, 79, 76, 78, 40)]
    mark_full(wrapped)
    assert [line.full for line in wrapped] == [True, True, True, True, True, None]


@pytest.mark.parametrize(
    "lengths",
    [pytest.param((78, 77, 79), id="too few"), pytest.param((90, 300, 80, 120, 200, 60), id="no one width")],
)
def test_unwrapped_lines_are_left_unknown(lengths: tuple[int, ...]) -> None:
    lines = [Line("x" * n) for n in lengths]
    mark_full(lines)
    assert {line.full for line in lines} == {None}


@given(st.lists(st.text(alphabet="aBĐ. ;:-*1(", max_size=12), max_size=12))
def test_joining_loses_no_word_but_page_numbers(lines: list[str]) -> None:
    kept = [word for line in lines for word in line.split()]
    got = [word for paragraph in joined(*lines) for word in paragraph.split()]
    lost = list(kept)
    for word in got:
        lost.remove(word)
    assert all(is_page_number(word) or word.strip("-") == "" for word in lost)
    assert set(got) <= set(kept)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        pytest.param(True, ["Số hộ thoát nghèo:"], id="the end of a text, where a page number stands"),
        pytest.param(False, ["Số hộ thoát nghèo:", "48"], id="the last line before a table"),
    ],
)
def test_a_number_behind_the_last_line(ends: bool, told: list[str]) -> None:
    lines = [Line("Số hộ thoát nghèo:"), Line("48")]
    assert [p.text for p in join_lines(lines, ends=ends)] == told
