"""The heading tree and the outline that lists follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_making import plan, text

from extractor.extraction.sections import marker_number, outline


def paths(*paragraphs: str) -> list[str]:
    return ["/".join(section.path) for section in outline(text(*paragraphs)).sections]


WHOLE_TREE = [
    ("Phần thứ nhất", "Phần thứ nhất"),
    ("A. TÌNH HÌNH", "Phần thứ nhất/A"),
    ("I. KẾT QUẢ", "Phần thứ nhất/A/I"),
    ("1. Nhà ở", "Phần thứ nhất/A/I/1"),
    ("1.1. Xây mới", "Phần thứ nhất/A/I/1/1.1"),
    ("1.1.1. Đợt đầu", "Phần thứ nhất/A/I/1/1.1/1.1.1"),
    ("a) Vùng cao", "Phần thứ nhất/A/I/1/1.1/1.1.1/a"),
    ("1.2. Sửa chữa", "Phần thứ nhất/A/I/1/1.2"),
    ("a) Vùng thấp", "Phần thứ nhất/A/I/1/1.2/a"),
    ("2. Nước sạch", "Phần thứ nhất/A/I/2"),
    ("II. HẠN CHẾ", "Phần thứ nhất/A/II"),
    ("B. NGUYÊN NHÂN", "Phần thứ nhất/B"),
    ("Phần thứ hai", "Phần thứ hai"),
    ("I. MỤC TIÊU", "Phần thứ hai/I"),
    ("1. Chung", "Phần thứ hai/I/1"),
    ("PHỤ LỤC I", "PHỤ LỤC I"),
]


def test_the_whole_tree() -> None:
    assert paths(*(words for words, _ in WHOLE_TREE)) == [path for _, path in WHOLE_TREE]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(("A. MỘT", "B. HAI", "C. BA", "D. BỐN"), ["A", "B", "C", "D"], id="C and D are letters"),
        pytest.param(("I. MỘT", "II. HAI", "IV. BỐN", "V. NĂM"), ["I", "II", "IV", "V"], id="V is five"),
        pytest.param(
            ("A. MỘT", "I. Nhỏ", "B. HAI", "C. BA"), ["A", "A/I", "B", "C"], id="roman under a letter"
        ),
        pytest.param(
            ("Điều 1. Phạm vi", "1. Khoản", "a) Điểm", "Điều 2. Kỳ"),
            ["Điều 1", "Điều 1/1", "Điều 1/1/a", "Điều 2"],
            id="articles",
        ),
        pytest.param(
            ("Chương I. CHUNG", "Điều 1. X", "Chương II. RIÊNG"),
            ["Chương I", "Chương I/Điều 1", "Chương II"],
            id="chapters",
        ),
        pytest.param(("1. Một", "(1) Ý", "(2) Ý", "2. Hai"), ["1", "1/1", "1/2", "2"], id="enclosed numbers"),
        pytest.param(("1) Một", "a.1) Ý", "2/ Hai"), ["1", "1/a.1", "2"], id="other marks behind the number"),
        pytest.param(("1. Một", "- ý", "+ ý nhỏ", "- ý", "2. Hai"), ["1", "2"], id="bullets are no sections"),
        pytest.param(("2.749 hộ nghèo", "15 hộ", "5% số hộ"), [], id="figures are no numbers"),
        pytest.param(("Không có mục nào",), [], id="none"),
    ],
)
def test_paths(paragraphs: tuple[str, ...], expected: list[str]) -> None:
    assert paths(*paragraphs) == expected


def test_titles_of_sections() -> None:
    tree = outline(
        text(
            "Phần thứ nhất",
            "ĐÁNH GIÁ CHUNG",
            "I. KẾT QUẢ",
            "1. Về nhà ở: đã xây 5 căn nhà cho hộ nghèo trong xã.",
            "2. Đã xong mọi việc được giao trong năm.",
            "II. Mục tiêu: giảm nghèo",
        )
    )
    titles = {s.marker: s.title for s in tree.sections}
    assert titles == {
        "Phần thứ nhất": "ĐÁNH GIÁ CHUNG",
        "I.": "KẾT QUẢ",
        "1.": "Về nhà ở",
        "2.": "",
        "II.": "Mục tiêu",
    }


def test_a_section_ends_where_the_next_one_as_far_out_begins() -> None:
    words = text("I. MỘT", "1. Ý", "- nhỏ", "II. HAI", "1. Ý")
    first, inner, second, _ = outline(words).sections
    assert words.text[first.start : first.end] == "I. MỘT\n1. Ý\n- nhỏ\n"
    assert words.text[inner.start : inner.end] == "1. Ý\n- nhỏ\n"
    assert second.end == len(words.text)


def test_outline_parents_of_list_items() -> None:
    read = outline(text("I. MỘT", "1. Ý", "- a", "+ b", "+ c", "- d", "Lời thường"))
    assert [block.parents for block in read.blocks] == [
        (),
        (0,),
        (0, 1),
        (0, 1, 2),
        (0, 1, 2),
        (0, 1),
        (0, 1, 5),
    ]
    assert [block.section for block in read.blocks] == [0, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("form", "marker", "number"),
    [
        ("roman", "IV.", 4),
        ("roman", "IX)", 9),
        ("roman", "XIV/", 14),
        ("arabic", "12.", 12),
        ("decimal2", "2.3.", 3),
        ("decimal3", "1.2.10.", 10),
        ("small", "đ)", 5),
        ("small", "g)", 7),
        ("small", "a)", 1),
        ("letter", "Đ.", 5),
        ("letter", "C.", 3),
        ("enclosed", "(4)", 4),
        ("enclosed", "(iv)", 4),
        ("small_dotted", "a.2)", 2),
        ("part", "Phần thứ nhất", 1),
        ("part", "Phần thứ tư", 4),
        ("part", "PHẦN THỨ HAI:", 2),
        ("part", "Phần III.", 3),
        ("chapter", "Chương II", 2),
        ("appendix", "Phụ lục số 03", 3),
        ("appendix", "PHỤ LỤC IV", 4),
        ("article", "Điều 12.", 12),
        ("dash", "-", None),
        ("plus", "+", None),
    ],
)
def test_the_place_of_a_marker_in_its_row(form: str, marker: str, number: int | None) -> None:
    assert marker_number(form, marker) == number


def test_records_carry_the_path_of_their_section() -> None:
    read = plan(
        "Phần thứ hai",
        "II. MỤC TIÊU",
        "1. Chỉ tiêu",
        "a) Hộ nghèo",
        "- Giảm 5 hộ nghèo.",
        "III. VỐN",
        "Có 7 triệu đồng.",
    )
    assert [t.section for t in read.targets] == [("Phần thứ hai", "II", "1", "a")]
    assert [b.section for b in read.budgets] == [("Phần thứ hai", "III")]


LINES = st.sampled_from(
    ["Phần thứ hai", "A. X", "C. X", "I. X", "V. X", "1. X", "1.1. X", "a) x", "(1) x", "- x", "+ x", "lời"]
)


@given(st.lists(LINES, max_size=15))
def test_every_section_lies_within_its_parent(lines: list[str]) -> None:
    tree = outline(text(*lines))
    for section in tree.sections:
        assert section.start < section.end
        if section.parent is not None:
            parent = tree.sections[section.parent]
            assert parent.rank < section.rank
            assert parent.start < section.start < section.end <= parent.end
            assert section.path == (*parent.path, section.path[-1])
    assert len(tree.blocks) == len(lines)


CAPTIONED = (
    "I. THỰC TRẠNG",
    "1. Hộ nghèo",
    "Biểu 1. Hộ nghèo theo bản",
    "Biểu 2. Hộ nghèo theo dân tộc",
    "2. Nhà ở",
    "II. MỤC TIÊU",
)


def test_a_row_goes_on_behind_the_captions_of_tables() -> None:
    assert paths(*CAPTIONED) == ["I", "I/1", "Biểu 1", "Biểu 2", "I/2", "II"]


def test_a_section_holds_the_captions_inside_it() -> None:
    made = text(*CAPTIONED)
    first, *_, last = (s for s in outline(made).sections if s.path[0] in {"I", "II"})
    assert made.text[first.start : first.end].strip().endswith("Nhà ở")
    assert first.end == last.start


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (["1. Nhà ở", "2. Nước"], ["Biểu 1/1", "Biểu 1/2"]),
        (["I. NHÀ Ở", "II. NƯỚC"], ["Biểu 1/I", "Biểu 1/II"]),
        (["Phụ lục 1", "2. Nước"], ["Phụ lục 1", "Phụ lục 1/2"]),
    ],
    ids=["a row of its own", "a row further out", "an appendix"],
)
def test_a_table_that_numbers_what_is_below_it_keeps_it(below: list[str], expected: list[str]) -> None:
    assert paths("I. VỐN", "1. Nhu cầu", "Biểu 1. Nhu cầu", *below)[3:] == expected
