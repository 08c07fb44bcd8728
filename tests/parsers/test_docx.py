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
from extractor.parsers.flow import Paragraph


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark.format("separate")
        + result
        + mark.format("end")
    )


def field_without_result(instruction: str, data: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{end}"


def form(data: str) -> str:
    return field_without_result("FORM", f"<w:ffData>{data}</w:ffData>")


def math(content: str) -> str:
    return f"<m:oMath>{content}</m:oMath>"


def T(text: str) -> str:  # noqa: N802  (short, for it stands in every formula)
    return f"<m:r><m:t>{text}</m:t></m:r>"


SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
PLACEHOLDER = '<w:rStyle w:val="Asks"/>'
ASKING = '<w:style w:type="character" w:styleId="Asks"><w:name w:val="Placeholder Text"/></w:style>'
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
        pytest.param(run("70", "<w:strike/>") + run("60"), ["60"], id="crossed-out"),
        pytest.param(
            run("1.") + run("2", '<w:dstrike/><w:strike w:val="0"/>') + run("350"),
            ["1.350"],
            id="crossed-out-twice-within-a-figure",
        ),
        pytest.param(run("a", '<w:strike w:val="0"/>'), ["a"], id="not-crossed-out"),
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
            math(f"<m:f><m:num>{T('a+b')}</m:num><m:den>{T('2')}</m:den></m:f>"), ["(a+b)/2"], id="sum"
        ),
        pytest.param(
            math(f"<m:sSup><m:e>{T('10')}</m:e><m:sup>{T('6')}</m:sup></m:sSup>"), ["10^6"], id="power"
        ),
        pytest.param(math(f"<m:rad><m:deg/><m:e>{T('x+1')}</m:e></m:rad>"), ["√(x+1)"], id="root"),
        pytest.param(math(f"<m:d><m:e>{T('a')}</m:e><m:e>{T('b')}</m:e></m:d>"), ["(a;b)"], id="brackets"),
        pytest.param(
            math(f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:e>{T("x")}</m:e></m:nary>'),
            ["∑x"],
            id="series",
        ),
        pytest.param(math(f"<m:eqArr><m:e>{T('a')}</m:e><m:e>{T('b')}</m:e></m:eqArr>"), ["a; b"], id="rows"),
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
        pytest.param(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="00A8"/></w:r>'
            '<w:r><w:sym w:font="MS Gothic" w:char="2612"/><w:sym w:font="Webdings" w:char="F0FF"/></w:r>',
            ["☑☐☒"],
            id="ticked-boxes",
        ),
        pytest.param(run("\uf0b3", SYMBOL) + run("5") + run("\uf0a3"), ["≥5≤"], id="private-codes"),
        pytest.param(run("³", SYMBOL) + run(" 5 ³", SYMBOL), ["≥ 5 ³"], id="short-words-in-a-symbol-font"),
        pytest.param(run("5", SYMBOL) + run("m", SYMBOL), ["5m"], id="digits-in-a-symbol-font"),
        pytest.param(run("Ø", WINGDINGS) + run(" ý"), ["• ý"], id="typed-bullet"),
        pytest.param(
            run("2026\u20112030, KH\u2010UBND"), ["2026-2030, KH-UBND"], id="hyphens-that-do-not-break"
        ),
        pytest.param(
            form("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>") + run(" Có"),
            ["☒ Có"],
            id="ticked",
        ),
        pytest.param(
            form("<w:checkBox><w:default w:val='0'/></w:checkBox>") + run(" Có"), ["☐ Có"], id="not-ticked"
        ),
        pytest.param(
            form(
                "<w:ddList><w:result w:val='1'/><w:listEntry w:val='a'/><w:listEntry w:val='b'/></w:ddList>"
            ),
            ["b"],
            id="choice",
        ),
        pytest.param(
            field_without_result('SYMBOL 179 \\f "Symbol" \\s 11') + run("5"), ["≥5"], id="symbol-field"
        ),
        pytest.param(field_without_result("XE &quot;hộ&quot;") + run("a"), ["a"], id="index-mark"),
        pytest.param(field("FORMTEXT", run("12")), ["12"], id="text-of-a-form"),
        pytest.param(
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here', PLACEHOLDER)}"
            f"</w:sdtContent></w:sdt>{run('a')}",
            ["a"],
            id="control-that-asks-for-words",
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('12 hộ')}</w:sdtContent></w:sdt>",
            ["12 hộ"],
            id="control-with-words-of-its-own",
        ),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:t>a</w:t>"
            "</mc:Fallback></mc:AlternateContent></w:r>",
            ["a"],
            id="choice-without-words",
        ),
        pytest.param(
            '<w:commentRangeStart w:id="1"/>' + run("a") + '<w:r><w:commentReference w:id="1"/></w:r>',
            ["a"],
            id="comment",
        ),
        pytest.param("<w:r><w:t>a\n  b</w:t></w:r>", ["a   b"], id="newline-in-the-xml-is-no-break"),
    ],
)
def test_words_of_a_paragraph(inside, expected):
    assert texts(package(para(inside=inside), styles=ASKING)) == expected


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


def leader(anchor: str, title: str, page: str) -> str:
    inside = run(title) + "<w:r><w:tab/></w:r>" + page
    return para(inside=f'<w:hyperlink w:anchor="{anchor}">{inside}</w:hyperlink>')


def test_contents_lines_are_known_by_what_they_lead_to():
    body = (
        leader("_Toc1", "I. MỤC TIÊU", field("PAGEREF _Toc1 \\h", run("3")))
        + leader("__RefHeading___Toc7", "II. NHIỆM VỤ", run("5"))
        + para(inside=run("Hỗ trợ như ") + '<w:hyperlink w:anchor="_Toc1">' + run("Mục 3") + "</w:hyperlink>")
    )
    assert texts(package(body)) == ["Hỗ trợ như Mục 3"]


def test_a_heading_runs_into_the_next_paragraph_where_its_mark_does_not_show():
    mark = (
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/><w:specVanish/></w:rPr>'
    )
    numbering = abstract(0, level(0, "decimal", "Điều %1.")) + num(1, 0)
    body = (
        para("Phạm vi. ", mark) + para("Toàn xã") + para("Đối tượng", mark) + table(row(cell("a"), cell("b")))
    )
    assert texts(package(body, numbering=numbering)) == ["Điều 1. Phạm vi. Toàn xã", "Điều 2. Đối tượng"]


def test_control_that_asks_for_words_between_paragraphs():
    asking = f"<w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{para('', '', run('Nhập', PLACEHOLDER))}"
    assert texts(package(f"<w:sdt>{asking}</w:sdtContent></w:sdt>{para('a')}", styles=ASKING)) == ["a"]


@pytest.mark.parametrize("instruction", [' DATE \\@ "dd/MM/yyyy" ', "TIME"])
def test_the_day_of_a_conversion_is_no_date_of_the_file(instruction):
    data = package(para(inside=run("ngày ") + field(instruction, run("05/3/2024")) + field("SEQ", run("1"))))
    assert texts(data) == ["ngày 05/3/20241"]
    read = read_docx(data, clocked=True)
    (paragraph,), ((_, told),) = read.flow, read.notes
    assert paragraph.text == "ngày 1"
    assert "dates that the machine fills in" in told


def test_page_heads_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "UBND xã Suối Mây"
    document.add_paragraph("Thân bài")
    assert texts(saved(document)) == ["Thân bài"]


_NUMBERED = ("ỦY BAN NHÂN DÂN XÃ SUỐI MÂY", "Số: 12/KH-UBND", "Suối Mây, ngày 5 tháng 3 năm 2024")


@pytest.mark.parametrize(
    ("first", "words", "body", "told"),
    [
        (True, _NUMBERED, (), [*_NUMBERED, "Thân bài"]),
        (False, _NUMBERED, (), [*_NUMBERED, "Thân bài"]),
        (True, _NUMBERED, _NUMBERED[1:], ["Thân bài", *_NUMBERED[1:]]),
        (True, ("Kế hoạch số 12 của xã Suối Mây", "Trang 1"), (), ["Thân bài"]),
    ],
    ids=["first-page", "every-page", "in-the-body", "running-head"],
)
def test_the_head_of_a_document_in_its_first_header_is_read(first, words, body, told):
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = first
    header = section.first_page_header if first else section.header
    for line in words:
        header.add_paragraph(line)
    section.footer.paragraphs[0].text = "Số: 99/KH-UBND"
    if first:
        section.header.paragraphs[0].text = "Số: 98/KH-UBND"
    for line in ("Thân bài", *body):
        document.add_paragraph(line)
    assert texts(saved(document)) == told


def test_the_head_of_a_later_section_is_left_out():
    document = docx.Document()
    document.add_paragraph("Thân bài")
    section = document.add_section()
    section.header.is_linked_to_previous = False
    section.header.add_paragraph("Số: 98/KH-UBND")
    assert texts(saved(document)) == ["Thân bài"]


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("PHỤ LỤC", ["Thân bài", "Thu", "PHỤ LỤC", "ĐVT: triệu đồng", "Chi", "ĐVT: triệu đồng", "Nợ", "Hết"]),
        (
            "Đơn vị tính: nghìn đồng",
            ["Thân bài", "Thu", "Đơn vị tính: nghìn đồng", "Chi", "ĐVT: triệu đồng", "Nợ", "Hết"],
        ),
    ],
    ids=["none of its own", "its own unit"],
)
def test_the_unit_that_a_header_states_stands_before_the_tables_of_its_section(own, told):
    document = docx.Document()
    document.add_paragraph("Thân bài")
    document.add_table(3, 2).cell(0, 0).text = "Thu"
    section = document.add_section()
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "ĐVT: triệu đồng"
    section.header.add_paragraph("Kế hoạch của xã Suối Mây")
    document.add_paragraph(own)
    document.add_table(3, 2).cell(0, 0).text = "Chi"
    document.add_section()
    document.add_table(3, 2).cell(0, 0).text = "Nợ"
    document.add_table(1, 2).cell(0, 0).text = "Hết"
    flow = read_docx(saved(document)).flow
    first = [item.text if isinstance(item, Paragraph) else item.cells[0].paragraphs[0] for item in flow]
    assert [words for words in first if words] == told


def test_what_was_left_out_is_noted():
    body = (
        para(inside=f"<w:del>{run('x')}</w:del>{run('ẩn', '<w:vanish/>')}{run('a')}")
        + para(inside='<w:r><w:object><o:OLEObject xmlns:o="o" ProgID="Excel.Sheet.12"/></w:object></w:r>')
        + '<w:altChunk w:id="r1"/>'
    )
    read = read_docx(package(body))
    assert [en for _, en in read.notes] == [
        "tracked changes: insertions read, deletions left out",
        "hidden text left out",
        "files embedded as pictures (workbooks, texts) left out",
        "an embedded document could not be read",
    ]
    assert read.partial
    whole = read_docx(package(para("a")))
    assert (whole.notes, whole.partial) == ([], False)


@pytest.mark.parametrize(
    ("properties", "note"),
    [
        ('<w:del w:id="1"/>', "tracked changes: insertions read, deletions left out"),
        ("<w:hidden/>", "hidden text left out"),
    ],
)
def test_rows_that_were_left_out_are_noted(properties, note):
    gone = row(cell("b"), cell("2"), properties=properties)
    read = read_docx(package(table(row(cell("a"), cell("1")), gone, row(cell("c"), cell("3")))))
    assert [en for _, en in read.notes] == [note]
    assert [cell.paragraphs for cell in read.flow[0].cells] == [("a",), ("1",), ("c",), ("3",)]


def test_a_cell_that_was_left_out_is_noted():
    gone = cell("b", '<w:cellDel w:id="1"/>')
    read = read_docx(package(table(row(cell("a"), gone), row(cell("c"), cell("3")))))
    assert [en for _, en in read.notes] == ["tracked changes: insertions read, deletions left out"]


def test_comments_are_told_and_kept_out_of_the_text():
    comments = f'<w:comment w:id="0">{para("Xem lại")}{para("số này")}</w:comment><w:comment w:id="1"/>'
    read = read_docx(package(para("Tổng 5 hộ"), comments=comments))
    assert [paragraph.text for paragraph in read.flow] == ["Tổng 5 hộ"]
    assert read.notes == [
        (
            "có lời nhận xét bên lề (Comments), không đọc vào văn bản: «Xem lại số này»",
            "comments in the margin were not read as its text: “Xem lại số này”",
        )
    ]
    assert read_docx(package(para("a"), comments='<w:comment w:id="0"/>')).notes == []


@pytest.mark.parametrize(("part", "name"), [("chart", "chart"), ("diagram", "relIds")])
def test_charts_and_diagrams_are_told(part, name):
    shape = f'<d:{name} xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/{part}"/>'
    read = read_docx(package(para(inside=f"<w:r><w:drawing>{shape}</w:drawing></w:r>{run('a')}")))
    assert [en for _, en in read.notes] == [
        "charts or diagrams (SmartArt): words and figures in them were not read"
    ]


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
    (paragraph,) = read_docx(package(para("", properties, inside), styles=LOOKS)).flow
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
