"""Numbers that fields of a .docx print: Word stores none of them, and counts them as it shows the page."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from wordml import abstract, level, num, numbered, package, para, run, saved, texts

from extractor.audit import audit_bytes
from extractor.rulebook import load_rulebook


def simple(instruction: str) -> str:
    return f"<w:fldSimple w:instr='{instruction}'/>"


def complex_field(instruction: str, result: str | None = None) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    shown = "" if result is None else mark.format("separate") + result
    return mark.format("begin") + words + shown + mark.format("end")


def heading(depth: int) -> str:
    return f'<w:pStyle w:val="H{depth}"/>'


HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
    for n in range(1, 10)
)


def lines(*paragraphs: tuple[str, str, int], **parts: str) -> list[str]:
    """The lines of paragraphs (field, words, heading level or 0)."""
    body = "".join(
        para(properties=heading(depth) if depth else "", inside=simple(field) + run(f" {words}"))
        for field, words, depth in paragraphs
    )
    return texts(package(body, styles=HEADINGS, **parts))


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        (["AUTONUM", "AUTONUM"], ["1. x", "2. x"]),
        ([" autonum  \\* Arabic \\s : "] * 2, ["1: x", "2: x"]),
        (['AUTONUM \\* alphabetic \\s " "'] * 3, ["a  x", "b  x", "c  x"]),
        (["AUTONUM \\* ROMAN", "AUTONUM \\* roman", "AUTONUM \\* ALPHABETIC"], ["I. x", "ii. x", "C. x"]),
        (["AUTONUM \\* OrdText"], ["thứ nhất. x"]),
        (["AUTONUMLGL", "AUTONUMLGL \\e", "AUTONUMLGL \\s )"], ["1. x", "2 x", "3) x"]),
        (["AUTONUMOUT", "AUTONUMOUT"], ["1. x", "2. x"]),
        (["AUTONUMBER"], ["x"]),
        (["AUTONUM \\s"], ["1. x"]),
    ],
)
def test_paragraphs_of_text_count_on_through_the_document(
    instructions: list[str], expected: list[str]
) -> None:
    assert lines(*((instruction, "x", 0) for instruction in instructions)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("AUTONUM", ["1. A", "1. B", "2. C", "1. d", "2. e", "2. F", "1. G", "1. h"]),
        ("AUTONUMLGL", ["1. A", "1.1. B", "1.2. C", "1.2.1. d", "1.2.2. e", "2. F", "2.1. G", "2.1.1. h"]),
        ("AUTONUMOUT", ["I. A", "A. B", "B. C", "1. d", "2. e", "II. F", "A. G", "1. h"]),
    ],
)
def test_headings_count_by_their_levels_and_text_begins_anew_below_each(
    kind: str, expected: list[str]
) -> None:
    levels = zip("ABCdeFGh", (1, 2, 2, 0, 0, 1, 2, 0), strict=True)
    assert lines(*((kind, words, depth) for words, depth in levels)) == expected


def test_text_counts_through_below_headings_without_a_number() -> None:
    body = [para("MỤC TIÊU", heading(1)), para("GIẢI PHÁP", heading(1))]
    point = [para(inside=complex_field(" AUTONUM ") + run(f"\u00a0{words}")) for words in ("Một", "Hai")]
    data = package(body[0] + point[0] + body[1] + point[1], styles=HEADINGS)
    assert texts(data) == ["MỤC TIÊU", "1.\u00a0Một", "GIẢI PHÁP", "2.\u00a0Hai"]


def test_a_heading_below_none_of_its_parents_takes_them_as_begun() -> None:
    assert lines(("AUTONUMLGL", "x", 3), ("AUTONUMLGL", "y", 3)) == ["1.1.1. x", "1.1.2. y"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NumberDefault", ["1)", "a)", "i)", "(1)", "(a)", "(i)", "1.", "a.", "i."]),
        ("OutlineDefault", ["I.", "A.", "1.", "a)", "(1)", "(a)", "(i)", "(a)", "(i)"]),
        ("LegalDefault", ["1.", "1.1.", "1.1.1.", "1.1.1.1."]),
    ],
)
def test_the_built_in_lists_of_listnum(name: str, expected: list[str]) -> None:
    shown = lines(*((f"LISTNUM {name} \\l {n}", "x", 0) for n in range(1, len(expected) + 1)))
    assert shown == [f"{number} x" for number in expected]


def test_listnum_counts_on_and_from_the_number_it_names() -> None:
    fields = ("LISTNUM", "LISTNUM", "LISTNUM \\l 2", "LISTNUM \\l 2", "LISTNUM \\l 1 \\s 7", "LISTNUM \\l 1")
    assert lines(*((field, "x", 0) for field in fields)) == ["1) x", "2) x", "a) x", "b) x", "7) x", "8) x"]


def test_several_in_one_sentence_keep_the_level_of_the_first() -> None:
    sentence = run("gồm: ") + "".join(
        simple(field) + run(words)
        for field, words in (
            ('LISTNUM "NumberDefault" \\l 2', " nhà ở; "), ("LISTNUM", " việc làm; "), ("LISTNUM", " nước sạch."),
        )
    )  # fmt: skip
    assert texts(package(para(inside=sentence))) == ["gồm: a) nhà ở; b) việc làm; c) nước sạch."]


def test_behind_a_number_at_the_head_the_next_stand_one_level_below() -> None:
    items = [
        simple("LISTNUM"),
        run(" Hỗ trợ "),
        simple("LISTNUM"),
        run(" nhà "),
        simple("LISTNUM"),
        run(" nước"),
    ]
    assert texts(package(para(inside="".join(items)))) == ["1) Hỗ trợ a) nhà b) nước"]


def test_in_a_numbered_paragraph_they_are_the_next_level_of_its_list() -> None:
    numbering = abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%1%2.")) + num(1, 0)
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    inside = run("Hỗ trợ: ") + simple("LISTNUM") + run(" nhà; ") + simple("LISTNUM") + run(" nước")
    body = numbered("Trước") + para(properties=properties, inside=inside) + numbered("Sau")
    assert texts(package(body, numbering=numbering)) == ["1. Trước", "2. Hỗ trợ: 2a. nhà; 2b. nước", "3. Sau"]


def test_a_list_of_the_file_goes_by_its_name() -> None:
    named = abstract(0, level(0, "upperRoman", "Phần %1")).replace(
        "<w:lvl ", '<w:name w:val="Phan"/><w:lvl ', 1
    )
    fields = ("LISTNUM Phan", "LISTNUM phan", "LISTNUM NumberDefault", "LISTNUM Khac", "LISTNUM Khac")
    shown = lines(*((field, "x", 0) for field in fields), numbering=named + num(1, 0))
    assert shown == ["Phần I x", "Phần II x", "1) x", "1) x", "2) x"]


@pytest.mark.parametrize("place", ["\\l 99", "\\l 0", "\\l -3", "\\l x", "\\s 999999999", '"" \\l', "\\s"])
def test_odd_switches_do_no_harm(place: str) -> None:
    assert lines((f"LISTNUM {place}", "x", 0))[0].endswith(" x")


def test_words_that_were_stored_stay() -> None:
    data = package(para(inside=complex_field("AUTONUM", run("3.")) + run(" x")))
    assert texts(data) == ["3. x"]
    within = complex_field("AUTONUM", complex_field("QUOTE", run("4.")))
    assert texts(package(para(inside=within + run(" x")))) == ["4. x"]


def test_no_number_comes_out_of_an_instruction_or_a_deletion() -> None:
    nested = complex_field(f"IF {complex_field('AUTONUM')}", run("có"))
    deleted = f"<w:del>{complex_field('AUTONUM')}</w:del>"
    data = package(
        para(inside=nested) + para(inside=deleted + run("x")) + para(inside=simple("AUTONUM") + run(" y"))
    )
    assert texts(data) == ["có", "x", "1. y"]


def test_a_simple_field_without_words_prints_its_symbol() -> None:
    assert texts(package(para(inside=simple('SYMBOL 179 \\f "Symbol"') + run("5")))) == ["≥5"]


def test_a_plan_whose_headings_are_numbered_by_fields_reads_as_one_with_typed_numbers() -> None:
    """Written with python-docx, as an office that still numbers its headings by Alt+Ctrl+L has it."""
    points = [
        ("Heading 1", "AUTONUMOUT", "I.", "MỤC TIÊU"),
        ("Normal", "LISTNUM NumberDefault \\l 7", "1.", "Giảm 30 hộ nghèo, từ 120 hộ còn 90 hộ."),
        ("Heading 1", "AUTONUMOUT", "II.", "KINH PHÍ"),
        ("Normal", "LISTNUM NumberDefault \\l 7 \\s 1", "1.", "Tổng kinh phí 500 triệu đồng."),
    ]
    plans = {}
    for kind in ("fields", "typed"):
        document = docx.Document()
        document.add_paragraph("KẾ HOẠCH").runs[0].bold = True
        document.add_paragraph("Giảm nghèo bền vững năm 2025 xã Suối Mận").runs[0].bold = True
        for style, instruction, number, words in points:
            paragraph = document.add_paragraph(style=style)
            if kind == "fields":
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), f" {instruction} ")
                paragraph._p.append(field)
            paragraph.add_run(f" {words}" if kind == "fields" else f"{number} {words}")
        audit = audit_bytes(saved(document), "plan.docx", "plan.docx", load_rulebook())
        plans[kind] = (audit.plan.text.text, audit)
    assert plans["fields"] == plans["typed"]
