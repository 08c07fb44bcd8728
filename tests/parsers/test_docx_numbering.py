"""Automatic numbers of a .docx as the words at the head of their paragraphs."""

import docx
import pytest
from wordml import abstract, cell, level, num, numbered, package, para, row, rows, saved, table, texts

from extractor.parsers.docx_numbering import number_words

OUTLINE = abstract(
    0,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "-"),
)


def test_outline_numbers_stand_at_the_head_of_their_paragraphs():
    body = "".join(
        numbered(text, depth)
        for text, depth in [
            ("MỤC TIÊU", 0), ("Chung", 1), ("Cụ thể", 1), ("Đến năm 2030", 2), ("Thu nhập", 3),
            ("Việc làm", 3), ("Tăng dần", 4), ("Hằng năm", 2), ("GIẢI PHÁP", 0), ("Vốn", 1), ("Lồng ghép", 2),
        ]
    )  # fmt: skip
    assert texts(package(body, numbering=OUTLINE + num(1, 0))) == [
        "I. MỤC TIÊU", "1. Chung", "2. Cụ thể", "2.1. Đến năm 2030", "a) Thu nhập",
        "b) Việc làm", "- Tăng dần", "2.2. Hằng năm", "II. GIẢI PHÁP", "1. Vốn", "1.1. Lồng ghép",
    ]  # fmt: skip


def test_python_docx_list_numbers_are_read():
    document = docx.Document()
    for text in ("Rà soát", "Hỗ trợ"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Giám sát", style="List Bullet")
    assert texts(saved(document)) == ["1. Rà soát", "2. Hỗ trợ", "- Giám sát"]


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (12, "decimalZero", "12"),
        (49, "upperRoman", "XLIX"),
        (1, "vietnameseCounting", "một"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (15, "vietnameseCounting", "mười lăm"),
        (34, "cardinalText", "Ba mươi tư"),
        (10, "cardinalText", "Mười"),
        (1, "ordinalText", "thứ nhất"),
        (4, "ordinalText", "thứ tư"),
        (12, "ordinalText", "thứ mười hai"),
        (100, "ordinalText", "100"),
        (14, "lowerRoman", "xiv"),
        (3, "upperLetter", "C"),
        (5, "lowerLetter", "e"),
        (28, "lowerLetter", "bb"),
        (3, "none", ""),
        (7, "chineseCounting", "7"),
        (2_000_000_000, "upperRoman", "2000000000"),
        (0, "lowerLetter", "0"),
        (4, "decimalEnclosedParen", "(4)"),
        (4, "decimalEnclosedFullstop", "4."),
        (4, "decimalEnclosedCircle", "④"),
        (44, "decimalEnclosedCircle", "44"),
        (4, "numberInDash", "- 4 -"),
        (4, "00decimal", "004"),
    ],
)
def test_number_forms(number, form, words):
    assert number_words(number, form) == words


@pytest.mark.parametrize(
    ("sign", "font", "words"),
    [
        pytest.param("-", "Times New Roman", "- Ý", id="hyphen"),
        pytest.param("–", "Times New Roman", "- Ý", id="dash"),
        pytest.param("+", "Times New Roman", "+ Ý", id="plus"),
        pytest.param("*", "Times New Roman", "* Ý", id="star"),
        pytest.param("\uf0b7", "Symbol", "- Ý", id="symbol-dot"),
        pytest.param("\uf02b", "Symbol", "+ Ý", id="symbol-plus"),
        pytest.param("o", "Courier New", "- Ý", id="letter-as-circle"),
        pytest.param("§", "Wingdings", "- Ý", id="wingdings"),
        pytest.param("", "", "- Ý", id="picture-without-text"),
        pytest.param("(*)", "Arial", "(*) Ý", id="words"),
    ],
)
def test_bullets(sign, font, words):
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    bullet = level(0, "bullet", sign).replace("</w:lvl>", fonts + "</w:lvl>")
    assert texts(package(numbered("Ý"), numbering=abstract(0, bullet) + num(1, 0))) == [words]


RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
OWN_LEVEL = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param("", ["1. a", "2. b", "3. c", "4. d"], id="lists-of-one-definition-count-on"),
        pytest.param(RESTART, ["1. a", "2. b", "1. c", "2. d"], id="start-override-begins-anew"),
        pytest.param(OWN_LEVEL, ["1. a", "2. b", "C) c", "D) d"], id="level-replaced"),
    ],
)
def test_two_lists_of_one_definition(second, expected):
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0, second)
    body = numbered("a") + numbered("b") + numbered("c", num=2) + numbered("d", num=2)
    assert texts(package(body, numbering=numbering)) == expected


def test_level_that_never_restarts_counts_on():
    levels = level(0, "upperRoman", "%1."), level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    body = numbered("A") + numbered("b", 1) + numbered("c", 1) + numbered("D") + numbered("e", 1)
    numbering = abstract(0, *levels) + num(1, 0)
    assert texts(package(body, numbering=numbering)) == [
        "I. A",
        "Điều 1. b",
        "Điều 2. c",
        "II. D",
        "Điều 3. e",
    ]


def test_list_that_starts_later():
    late = level(0, "decimal", "%1.").replace('<w:start w:val="1"/>', '<w:start w:val="5"/>')
    body = numbered("a") + numbered("b")
    assert texts(package(body, numbering=abstract(0, late) + num(1, 0))) == ["5. a", "6. b"]


def test_level_passed_over_counts_as_begun():
    body = numbered("a", 2) + numbered("b", 1) + numbered("c") + numbered("d", 2)
    data = package(body, numbering=OUTLINE + num(1, 0))
    assert texts(data) == ["1.1. a", "2. b", "II. c", "1.1. d"]


def test_legal_level_shows_arabic_numbers():
    levels = level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    body = numbered("A") + numbered("B") + numbered("c", 1)
    assert texts(package(body, numbering=abstract(0, *levels) + num(1, 0)))[-1] == "2.1. c"


@pytest.mark.parametrize(
    "form",
    [
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>',
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>',
    ],
    ids=["own", "with-fallback"],
)
def test_noughts_in_front(form):
    numbering = abstract(0, level(0, "", "%1.").replace('<w:numFmt w:val=""/>', form)) + num(1, 0)
    assert texts(package(numbered("Ý"), numbering=numbering)) == ["001. Ý"]


def test_suffix_nothing_leaves_no_space():
    levels = level(0, "decimal", "Điều %1", '<w:suff w:val="nothing"/>')
    assert texts(package(numbered(". Phạm vi"), numbering=abstract(0, levels) + num(1, 0))) == [
        "Điều 1. Phạm vi"
    ]


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="MucCon"/>'
    '<w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style>"
)


def test_numbers_of_styles_and_numbers_taken_off():
    levels = (
        level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="MucCon"/>'),
    )
    body = (
        para("Tình hình", '<w:pStyle w:val="Muc"/>')
        + para("Thuận lợi", '<w:pStyle w:val="MucCon"/>')
        + para("Không số", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("Nhiệm vụ", '<w:pStyle w:val="Muc"/>')
    )
    data = package(body, numbering=abstract(0, *levels) + num(1, 0), styles=STYLED)
    assert texts(data) == ["I. Tình hình", "1. Thuận lợi", "Không số", "II. Nhiệm vụ"]


def test_list_behind_a_numbering_style():
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:name w:val="DS"/><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="DS"/></w:abstractNum>'
    numbering = abstract(4, level(0, "upperLetter", "%1.")) + linked + num(2, 4) + num(3, 5)
    assert texts(package(numbered("Vốn", num=3), numbering=numbering, styles=styles)) == ["A. Vốn"]


def test_numbering_styles_that_link_in_a_circle_give_no_number():
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:name w:val="DS"/><w:pPr><w:numPr><w:numId w:val="3"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="DS"/></w:abstractNum>'
    data = package(numbered("Vốn", num=3), numbering=linked + num(3, 5), styles=styles)
    assert texts(data) == ["Vốn"]


def test_numbered_cells_without_words_keep_their_number():
    body = table(
        row(cell("", inside=numbered("")), cell("Nhà ở")), row(cell("", inside=numbered("")), cell("Nước"))
    )
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
    assert rows(package(body, numbering=numbering)) == [["1", "Nhà ở"], ["2", "Nước"]]


def test_number_of_a_crossed_out_paragraph_goes_with_its_words():
    crossed = numbered("bỏ cả dòng").replace("<w:rPr>", "<w:rPr><w:strike/>")
    body = numbered("Giữ") + crossed + numbered("Còn lại")
    assert texts(package(body, numbering=abstract(0, level(0, "decimal", "%1.")) + num(1, 0))) == [
        "1. Giữ",
        "3. Còn lại",
    ]
