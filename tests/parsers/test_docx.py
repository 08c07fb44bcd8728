"""The words of a .docx: runs, fields, tracked changes, notes, text boxes, looks and levels."""

import docx
import pytest
from docx.enum.text import WD_BREAK
from wordml import (
    LOOKS,
    abstract,
    cell,
    level,
    num,
    numbered,
    package,
    para,
    part,
    row,
    rows,
    run,
    saved,
    table,
    texts,
)

from extractor.parsers.docx import read_docx
from extractor.parsers.docx_styles import StyleSheet
from extractor.parsers.docx_xml import parse_xml


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark.format("separate")
        + result
        + mark.format("end")
    )


BOX = f"<w:txbxContent>{para('Mẫu số 01')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param(run("hộ ") + run("nghèo"), ["hộ nghèo"], id="runs"),
        pytest.param(
            f"{run('a')}<w:del>{run('b')}</w:del><w:ins>{run('c')}</w:ins>", ["ac"], id="tracked-changes"
        ),
        pytest.param(
            f"{run('a')}<w:moveFrom>{run('b')}</w:moveFrom><w:moveTo>{run('c')}</w:moveTo>",
            ["ac"],
            id="moves",
        ),
        pytest.param(f"<w:hyperlink>{run('xem')}</w:hyperlink>", ["xem"], id="link"),
        pytest.param(
            f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('ô')}</w:sdtContent></w:sdt>",
            ["ô"],
            id="content-control",
        ),
        pytest.param(
            f"<w:smartTag><w:smartTag>{run('Lào')}</w:smartTag></w:smartTag>", ["Lào"], id="smart-tag"
        ),
        pytest.param(run("trang ") + field("PAGE", run("7")), ["trang 7"], id="field"),
        pytest.param(
            field(f"IF {field('X', run('no'))}", run("có")) + run("!"),
            ["có!"],
            id="field-inside-an-instruction",
        ),
        pytest.param(f'<w:fldSimple w:instr="DATE">{run("2026")}</w:fldSimple>', ["2026"], id="simple-field"),
        pytest.param(run("a") + run("ẩn", "<w:vanish/>") + run("b"), ["ab"], id="hidden"),
        pytest.param(run("a", '<w:vanish w:val="0"/>'), ["a"], id="not-hidden"),
        pytest.param(run("Kế hoạch", "<w:caps/>"), ["KẾ HOẠCH"], id="all-capitals"),
        pytest.param(
            "<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t><w:softHyphen/><w:tab/><w:t>x\u00ady</w:t></w:r>",
            ["KH-UBND xy"],
            id="hyphens-and-tab",
        ),
        pytest.param(
            run("30m") + run("2", '<w:vertAlign w:val="superscript"/>'), ["30m2"], id="square-metre"
        ),
        pytest.param(run("đ/") + run("m2", '<w:vertAlign w:val="superscript"/>'), ["đ/m2"], id="raised-unit"),
        pytest.param(
            run("1.234") + run("5", '<w:vertAlign w:val="superscript"/>'),
            ["1.234⁵"],
            id="raised-digit-at-a-figure",
        ),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>', ["≥5"], id="symbol"),
        pytest.param(
            "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>",
            ["a/b"],
            id="fraction",
        ),
        pytest.param(
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            + run("Thân"),
            ["Thân", "Mẫu số 01"],
            id="text-box-once",
        ),
        pytest.param(
            f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>", ["Mẫu số 01"], id="old-text-box"
        ),
        pytest.param("<w:r><w:t>a\n  b</w:t></w:r>", ["a   b"], id="newline-in-the-xml-is-no-break"),
    ],
)
def test_words_of_a_paragraph(inside, expected):
    assert texts(package(para(inside=inside))) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["KẾ HOẠCH", "Giảm nghèo năm 2026"], ["KẾ HOẠCH", "Giảm nghèo năm 2026"], id="title"),
        pytest.param(["Giảm nghèo bền vững", "năm 2026"], ["Giảm nghèo bền vững năm 2026"], id="goes-on"),
        pytest.param(["Hỗ trợ gồm:", "vay vốn"], ["Hỗ trợ gồm:", "vay vốn"], id="ended"),
        pytest.param(["", "Nơi nhận"], ["Nơi nhận"], id="leading-break"),
    ],
)
def test_line_breaks(lines, expected):
    document = docx.Document()
    paragraph = document.add_paragraph(lines[0])
    for line in lines[1:]:
        paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run(line)
    assert texts(saved(document)) == expected


def test_deleted_paragraph_mark_joins_the_paragraphs_and_counts_once():
    mark = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr>"
    body = para("Hỗ trợ ", mark) + numbered("nhà ở") + numbered("Nước sạch")
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    assert texts(package(body, numbering=numbering)) == ["1. Hỗ trợ nhà ở", "2. Nước sạch"]


def test_drop_capital_stays_with_its_word():
    assert texts(package(para("K", '<w:framePr w:dropCap="drop"/>') + para("ế hoạch"))) == ["Kế hoạch"]


FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="2">'
    f"{para(inside='<w:r><w:footnoteRef/></w:r>' + run('Theo chuẩn đa chiều'))}</w:footnote>"
)
MARKED = run("2.361") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" hộ nghèo")


def test_footnote_follows_its_paragraph_and_leaves_no_digit():
    data = package(para(inside=MARKED) + para("Tiếp theo"), footnotes=FOOTNOTES)
    assert texts(data) == ["2.361 hộ nghèo", "Theo chuẩn đa chiều", "Tiếp theo"]


def test_footnote_of_a_cell_follows_the_table():
    data = package(table(row(cell("", inside=para(inside=MARKED)), cell("5"))), footnotes=FOOTNOTES)
    assert rows(data) == [["2.361 hộ nghèo", "5"]]
    assert texts(data) == ["Theo chuẩn đa chiều"]


def test_endnotes_are_read():
    body = para(inside=run("a") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    data = package(body, endnotes=f'<w:endnote w:id="1">{para("cuối")}</w:endnote>')
    assert texts(data) == ["a", "cuối"]


def test_contents_lines_are_left_out_but_not_paragraphs_in_their_style():
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = para("I. MỤC TIÊU 3", '<w:pStyle w:val="TOC1"/>') + para(
        "Giảm nghèo bền vững", '<w:pStyle w:val="TOC1"/>'
    )
    assert texts(package(body, styles=styles)) == ["Giảm nghèo bền vững"]


def test_page_heads_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "UBND xã Suối Mây"
    document.add_paragraph("Thân bài")
    assert texts(saved(document)) == ["Thân bài"]


def test_what_was_left_out_is_noted():
    body = (
        para(inside=f"<w:del>{run('x')}</w:del>{run('ẩn', '<w:vanish/>')}{run('a')}")
        + '<w:altChunk w:id="r1"/>'
    )
    _, notes = read_docx(package(body))
    assert [en for _, en in notes] == [
        "tracked changes: insertions read, deletions left out",
        "hidden text left out",
        "an embedded document could not be read",
    ]
    assert read_docx(package(para("a")))[1] == []


@pytest.mark.parametrize(
    ("properties", "inside", "bold", "depth"),
    [
        pytest.param("", run("a", "<w:b/>") + run(" ") + run("b", "<w:b/>"), True, None, id="all-runs-bold"),
        pytest.param("", run("a", "<w:b/>") + run("b"), False, None, id="one-run-not"),
        pytest.param("", run("a", '<w:rStyle w:val="S"/>'), True, None, id="character-style"),
        pytest.param('<w:pStyle w:val="H1"/>', run("a"), True, 1, id="heading-by-name"),
        pytest.param('<w:pStyle w:val="H1a"/>', run("a"), True, 1, id="heading-inherited"),
        pytest.param('<w:pStyle w:val="H1"/>', run("a", '<w:b w:val="0"/>'), False, 1, id="bold-off"),
        pytest.param(
            '<w:pStyle w:val="H1"/>', run("a", '<w:rStyle w:val="S"/>'), False, 1, id="styles-toggle"
        ),
        pytest.param('<w:pStyle w:val="L3"/>', run("a"), False, 3, id="outline-of-style"),
        pytest.param(
            '<w:pStyle w:val="L3"/><w:outlineLvl w:val="9"/>', run("a"), False, None, id="body-text"
        ),
        pytest.param('<w:outlineLvl w:val="1"/>', run("a"), False, 2, id="own-outline"),
        pytest.param('<w:pStyle w:val="X"/>', run("a"), False, None, id="styles-in-a-circle"),
    ],
)
def test_bold_and_level(properties, inside, bold, depth):
    (paragraph,) = read_docx(package(para("", properties, inside), styles=LOOKS))[0]
    assert (paragraph.bold, paragraph.level) == (bold, depth)


FONTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {default}/></w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="S"><w:name w:val="S"/>'
    '<w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "font"),
    [
        pytest.param("<w:b/>", ".VnTime", id="paragraph-style"),
        pytest.param('<w:rStyle w:val="S"/>', "VNI-Times", id="character-style"),
        pytest.param('<w:rFonts w:ascii="Arial" w:hAnsi="Symbol"/>', "Symbol", id="own"),
        pytest.param('<w:rFonts w:eastAsia="SimSun"/>', ".VnTime", id="of-another-script"),
        pytest.param('<w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Arial"/>', "", id="theme"),
    ],
)
def test_font_of_a_run(properties, font):
    styles = StyleSheet(parse_xml(part("styles", FONTS.format(default='w:ascii="Arial"')).encode()))
    look = styles.run(styles.paragraph(None), parse_xml(part("rPr", properties).encode()))
    assert look.font == font
