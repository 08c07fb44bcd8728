"""Digits that count nothing, and those that do."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_making import rules

from extractor.extraction.citations import CitationFinder
from extractor.extraction.mentions import MentionFinder, Mentions
from extractor.language.text import canonical

FINDER = MentionFinder(CitationFinder(rules().citations), rules().headings)


def mentions(text: str) -> Mentions:
    return FINDER.find(text, canonical(text), 0, len(text))


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("trẻ em dưới 5 tuổi", "age", "dưới 5 tuổi"),
        ("trẻ 24-36 tháng tuổi", "age", "24-36 tháng tuổi"),
        ("từ 0 - 16 tuổi", "age", "0 - 16 tuổi"),
        ("giai đoạn 2021-2025", "period", "2021-2025"),
        ("năm 2022", "period", "năm 2022"),
        ("năm học 2023 - 2024", "period", "2023 - 2024"),
        ("thực hiện Dự án 4 của", "component", "dự án 4"),
        ("Tiểu dự án 1, 2 thuộc", "component", "tiểu dự án 1, 2"),
        ("tiêu chí số 11", "component", "tiêu chí số 11"),
        ("khoản 2", "legal-part", "khoản 2"),
        ("theo Phụ lục 01", "legal-part", "phụ lục 01"),
        ("lần thứ 7", "ordinal", "lần thứ 7"),
        ("quý 3", "ordinal", "quý 3"),
        ("tại thôn 5", "place", "thôn 5"),
        ("Quốc lộ 4D", "place", "quốc lộ 4d"),
        ("Chương trình 135", "programme", "chương trình 135"),
        ("dịch Covid-19", "programme", "covid-19"),
        ("9 tháng đầu năm", "months", "9 tháng"),
        ("trong 10 ngày làm việc", "months", "10 ngày"),
        ("trước ngày 10/6", "day", "trước ngày 10/6"),
        ("ngày 25 hằng tháng", "day", "ngày 25 hằng tháng"),
        ("điện thoại: 0263 3822 311", "phone", "0263 3822 311"),
        ("anh Hà Văn Tấn (0987.654.321)", "telephone", "0987.654.321"),
        ("Chị Vi Thị Pà - 0263.382.2311 để", "telephone", "0263.382.2311"),
        ("Số tài khoản Quỹ: 3761.0.1234567", "phone", "3761.0.1234567"),
        ("Duy trì Tổng đài 111 tiếp nhận", "hotline", "tổng đài 111"),
        ("đường dây nóng số 1900 6789 của huyện", "hotline", "1900 6789"),
        ("phun dung dịch 0,5% quanh chuồng", "concentration", "dung dịch 0,5%"),
        ("Cloramin B 25% cho các trạm", "concentration", "cloramin b 25%"),
        ("lập theo mẫu 02 của Sở", "legal-part", "mẫu 02"),
    ],
)
def test_names_with_a_number(text: str, label: str, words: str) -> None:
    found = mentions(text)
    assert found.figures == ()
    assert [name.id for name in found.labels] == [label]
    (name,) = found.labels
    assert words in canonical(text)[name.start : name.end]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param("cấp 27.436 thẻ", ["27.436"], id="thousands are one figure, «cấp 38» no name"),
        pytest.param("đo nồng độ cồn 100% người lái xe", ["100"], id="a rate of people is no strength"),
        pytest.param("đo nồng độ cồn 20% số xe", ["20"], id="a rate of things is none either"),
        pytest.param("lấy mẫu 03 vị trí", ["03"], id="samples taken are no form"),
        pytest.param("xét nghiệm mẫu 12 hộ", ["12"], id="samples tested are no form"),
        pytest.param("tổng đài 1200 cuộc gọi", ["1200"], id="calls of a hotline are no number of it"),
        pytest.param("Dự án 4: 120 triệu đồng", ["120"], id="the sum of a component"),
        pytest.param("vốn dự án 130 triệu đồng", ["130"], id="a sum behind «dự án»"),
        pytest.param("năm 2022 giảm 40 hộ", ["40"], id="a year and a count"),
        pytest.param("2021 hộ nghèo", ["2021"], id="a count like a year"),
        pytest.param("5 thôn, thôn 5", ["5"], id="count of villages and a village's name"),
        pytest.param("tối thiểu 03 năm", ["03"], id="a standard of years"),
        pytest.param("giảm 2,5% hộ nghèo", ["2,5"], id="a rate"),
        pytest.param("Quyết định số 90/QĐ-TTg ngày 18/01/2022 cho 12 hộ", ["12"], id="behind a citation"),
        pytest.param("từ 01/01/2021 đến 31/12/2021 có 8 hộ", ["8"], id="behind dates"),
    ],
)
def test_figures_that_are_left(text: str, figures: list[str]) -> None:
    assert [f.text for f in mentions(text).figures] == figures


def test_dates_and_citations_are_sorted_out() -> None:
    found = mentions("Công văn số 5/SNN-KH ngày 04/01/2024 hẹn ngày 30/6/2024 giao 7 xã")
    assert [c.number for c in found.citations] == ["5/SNN-KH"]
    assert [d.iso for d in found.dates] == ["2024-06-30"]
    assert [f.text for f in found.figures] == ["7"]


PIECES = [
    "Dự án 2",
    "năm 2022",
    "dưới 5 tuổi",
    "12,5%",
    "27.436 thẻ",
    "90/QĐ-TTg",
    "Nghị định số",
    "07/2021/NĐ-CP",
]
PIECES += [
    "ngày 04/ 01/2024",
    "khoản 2",
    "Điều 5",
    "quý 3",
    "2021-2025",
    "thôn 5",
    "và",
    "của Chính phủ",
    ",",
]


@given(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(alphabet="aămđ.,()%/-–: ", max_size=4)), max_size=10
    ).map(" ".join)
)
def test_every_digit_is_one_thing_at_most(text: str) -> None:
    found = mentions(text)
    spans = sorted((m.start, m.end) for group in (found.citations, found.dates, found.labels) for m in group)
    spans = sorted([*spans, *((f.start, f.end) for f in found.figures)])
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, c in enumerate(text) if c.isdigit()} <= covered
