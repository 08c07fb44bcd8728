"""Files in old Vietnamese encodings: the same words, records and findings as the plan in Unicode."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen import canvas
from wordml import cell, package, para, row, run, table

from extractor.audit import audit_bytes
from extractor.errors import UnreadableFile
from extractor.language.legacy.tables import shown_bytes
from extractor.parsers import parse_bytes
from extractor.parsers.docx import read_docx
from extractor.parsers.flow import Paragraph, RawTable
from extractor.parsers.txt_encoding import decode
from extractor.rulebook import Rulebook, load_rulebook
from legacy_codes import BYTES, as_misread_utf8, as_tcvn3, as_vni, in_vntime

FORMATS = Path(__file__).resolve().parent.parent.parent / "corpora" / "samples" / "formats"
SAMPLE = "muong-sai-2023"
WORDS = "Ủy ban nhân dân xã giao 1.250,5 triệu đồng cho 36 hộ nghèo"
CONVERTED = "text in a legacy encoding ({}) was converted to Unicode"


@cache
def rules() -> Rulebook:
    return load_rulebook()


def records(data: bytes, name: str, *, cases: bool = True) -> list[str]:
    """Every record with its place, but for the notes; `cases`: letters keep theirs."""
    found = []
    for record in audit_bytes(data, name, "plan", rules()).records():
        fields = json.loads(record.model_dump_json(exclude={"notes"}))
        line = json.dumps(fields, ensure_ascii=False, sort_keys=True)
        found.append(line if cases else line.casefold())
    return found


@cache
def in_utf8(cases: bool) -> list[str]:
    text = (FORMATS / f"{SAMPLE}.txt").read_text("utf-8-sig")
    return records(text.encode(), "plan.txt", cases=cases)


@pytest.mark.parametrize("encoding", BYTES)
def test_a_plan_in_any_encoding_gives_the_same_records(encoding: str) -> None:
    """TCVN3 has no codes for the capitals with tones, so that there letters are compared without case."""
    text = (FORMATS / f"{SAMPLE}.txt").read_text("utf-8-sig")
    cases = encoding != "tcvn3"
    found = records(BYTES[encoding](text), "plan.txt", cases=cases)
    assert found == in_utf8(cases)
    assert len(found) > 100


def test_a_plan_set_in_vntime_gives_the_same_records() -> None:
    data = (FORMATS / f"{SAMPLE}.docx").read_bytes()
    assert parse_bytes(in_vntime(data), "plan.docx", "").text == parse_bytes(data, "plan.docx", "").text
    assert records(in_vntime(data), "plan.docx") == records(data, "plan.docx")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("tcvn3", "TCVN3 (ABC)"), ("vni", "VNI-Windows"), ("windows-1258", "windows-1258")],
)
def test_a_conversion_is_told(encoding: str, name: str) -> None:
    _, notes = decode(BYTES[encoding](WORDS))
    assert [en for _, en in notes] == [CONVERTED.format(name)]
    assert name in notes[0][0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16 without mark", "nfd"])
def test_unicode_needs_no_conversion(encoding: str) -> None:
    assert decode(BYTES[encoding](WORDS)) == (WORDS, [])


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        (as_misread_utf8(WORDS), "wrongly decoded UTF-8"),
        (as_misread_utf8(as_misread_utf8(WORDS)), "wrongly decoded UTF-8"),
        (as_vni(WORDS), "VNI-Windows"),
    ],
    ids=["read wrongly once", "read wrongly twice", "VNI copied into Unicode"],
)
def test_old_codes_inside_a_file_in_utf8_are_read(shown: str, name: str) -> None:
    text, notes = decode(f"{WORDS}\n{shown}\n{WORDS}".encode())
    assert text == f"{WORDS}\n{WORDS}\n{WORDS}"
    assert [en for _, en in notes] == [CONVERTED.format(name)]


def test_lines_of_several_encodings_in_one_file_are_each_read() -> None:
    data = b"\n".join((WORDS.encode(), BYTES["vni"](WORDS), BYTES["windows-1258"](WORDS), b"D\xdc\xab"))
    text, notes = decode(data)
    assert text.split("\n")[:3] == [WORDS, WORDS, WORDS]
    assert len(notes) == 2


def test_hyphens_that_a_dump_has_for_u_with_horn_are_read() -> None:
    words = (
        "c- Người dân được hỗ trợ vốn đầu tư, nước sạch theo Quyết định số 12/QĐ-UBND, giai đoạn 2021-2025"
    )
    text, _ = decode(as_tcvn3(words).replace("\u00ad", "-").encode())
    assert text == words


@pytest.mark.parametrize("coded", ["utf-8", "cp1252"])
def test_viqr_with_dashes_and_quotation_marks_of_a_word_processor_is_read(coded: str) -> None:
    viqr = "U?y ban nha^n da^n xa~ giao du+. toa'n vo^'n dda^`u tu+ – “nu+o+'c sa.ch”. " * 5
    text, notes = decode(viqr.encode(coded))
    assert text == "Ủy ban nhân dân xã giao dự toán vốn đầu tư – “nước sạch”. " * 5
    assert [en for _, en in notes] == [CONVERTED.format("VIQR")]


VIQR_LINES = (
    "Ke^' hoa.ch gia?m nghe`o cu?a xa~ DDo^`ng Giu+~a;",
    "ty? le^. ho^. nghe`o gia?m to^?ng so^' ho^. nghe`o.",
    "2. Kinh phi' 1.500 trie^.u ddo^`ng do huye^.n ca^'p.",
)
VIQR_READ = (
    "Kế hoạch giảm nghèo của xã Đồng Giữa;",
    "tỷ lệ hộ nghèo giảm tổng số hộ nghèo.",
    "2. Kinh phí 1.500 triệu đồng do huyện cấp.",
)


def test_viqr_in_a_document_is_read_as_in_a_text_file() -> None:
    cells = "".join(cell(words) for words in ("No^.i dung", "So^' ho^.", "Ho^. nghe`o", "45"))
    document = package("".join(map(para, VIQR_LINES * 3)) + table(row(cells)))
    text = parse_bytes(document, "a.docx", "a.docx")
    assert tuple(text.text.split("\n")[:9]) == VIQR_READ * 3
    assert text.text.split("\n")[9].split("\t") == ["Nội dung", "Số hộ", "Hộ nghèo", "45"]
    assert [en for _, en in text.notes] == [CONVERTED.format("VIQR")]
    assert decode("\n".join(VIQR_LINES * 3).encode())[0] == "\n".join(VIQR_READ * 3)


def test_single_broken_bytes_do_not_make_utf8_something_else() -> None:
    text, _ = decode(WORDS.encode() + b" \xff " + WORDS.encode())
    assert text == f"{WORDS} \ufffd {WORDS}"


@given(st.binary(max_size=400), st.sampled_from(["", WORDS, as_vni(WORDS)]))
def test_any_bytes_are_text_or_turned_away(data: bytes, beside: str) -> None:
    with suppress(UnreadableFile):
        text, notes = decode(beside.encode("cp1252", "ignore") + b"\n" + data)
        assert isinstance(text, str)
        assert all(vi and en for vi, en in notes)


def words_of(body: str, **parts: str) -> tuple[list[str], list[str]]:
    read = read_docx(package(body, **parts))
    flow, notes = read.flow, read.notes
    told = [cell.paragraphs for item in flow if isinstance(item, RawTable) for cell in item.cells]
    lines = [item.text for item in flow if isinstance(item, Paragraph)]
    return lines + [line for lines in told for line in lines], [en for _, en in notes]


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


SENTENCE = "Căn cứ Quyết định giao dự toán cho các xã, thôn bản"
OLD = as_tcvn3(SENTENCE)


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        pytest.param(run(OLD, fonts(".VnTime")), SENTENCE, id="the font of the run"),
        pytest.param(run(OLD), SENTENCE, id="content alone"),
        pytest.param(run(OLD, fonts(".VnTimeH")), SENTENCE.upper(), id="a font of capitals"),
        pytest.param(
            run(as_tcvn3("KẾ HO"), fonts(".VnTime")) + run(as_tcvn3("ẠCH GIẢM NGHÈO CỦA XÃ"), fonts(".VnTime")),
            "KẾ HOẠCH GIẢM NGHÈO CỦA XÃ",
            id="capitals without a font of capitals",
        ),
        pytest.param(
            run("phÇn i: ", fonts(".VnTimeH")) + run(as_tcvn3("Mục tiêu, ỦY BAN xã Ân Hảo"), fonts(".VnTime")),
            "PHẦN I: Mục tiêu, ỦY BAN xã Ân Hảo",
            id="capitals of both kinds",
        ),
        pytest.param(
            run(as_vni(SENTENCE), fonts("VNI-Times")), SENTENCE, id="VNI",
        ),
        pytest.param(
            run("Phï hîp víi kÕ ho¹ch vµ ch", fonts(".VnTime"))
            + f"<w:r><w:rPr>{fonts('.VnTime')}</w:rPr><w:softHyphen/></w:r>"
            + run("¬ng tr×nh", fonts(".VnTime")),
            "Phù hợp với kế hoạch và chương trình",
            id="ư as a soft hyphen of its own",
        ),
        pytest.param(
            run("Tæng hîp kÕ ho¹ch ", fonts(".VnTime"))
            + '<w:r><w:sym w:font=".VnTime" w:char="F0AE"/></w:r>'
            + run("Õn n¨m", fonts(".VnTime")),
            "Tổng hợp kế hoạch đến năm",
            id="a symbol of the font",
        ),
        pytest.param(
            run("·", fonts("Wingdings")) + run(" " + OLD, fonts(".VnTime")), f"• {SENTENCE}", id="a bullet",
        ),
        pytest.param(run(SENTENCE, fonts(".VnTime")), SENTENCE, id="Unicode in an old font"),
        pytest.param(
            run(as_vni(SENTENCE)[:7], fonts("VNI-Times")) + run(as_vni(SENTENCE)[7:], fonts("VNI-Times")),
            SENTENCE,
            id="VNI cut in runs",
        ),
        pytest.param(
            run(as_tcvn3("Kế hoạch của xã "), fonts(".VnTime"))
            + run("được Ủy ban nhân dân duyệt ", fonts("Times New Roman"))
            + run(as_vni("và giao cho các thôn"), fonts("VNI-Times")),
            "Kế hoạch của xã được Ủy ban nhân dân duyệt và giao cho các thôn",
            id="three encodings in one paragraph",
        ),
    ],
)  # fmt: skip
def test_runs_of_old_fonts(inside: str, wanted: str) -> None:
    assert words_of(para(inside=inside))[0] == [wanted]


def test_the_font_may_stand_in_a_style() -> None:
    look = f'<w:name w:val="Cu"/><w:rPr>{fonts(".VnTimeH")}</w:rPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Cu">{look}</w:style>'
    body = para(OLD) + para("phÇn i", '<w:pStyle w:val="Cu"/>')
    assert words_of(body, styles=styles) == ([SENTENCE, "PHẦN I"], [CONVERTED.format("TCVN3 (ABC)")])


def test_words_before_automatic_numbers_are_read() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="§iÒu %1."/><w:rPr>{fonts(".VnTime")}</w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    assert words_of(para(OLD, listed), numbering=numbering)[0] == [f"Điều 1. {SENTENCE}"]


def test_a_clean_file_has_no_notes() -> None:
    assert words_of(para("Diện tích 30 m², «kế hoạch» 25°C")) == (["Diện tích 30 m², «kế hoạch» 25°C"], [])


def test_a_stray_heading_is_left_and_told() -> None:
    lines, notes = words_of(para(WORDS) + para(as_tcvn3("Điều 5")) + para(WORDS))
    assert lines == [WORDS, as_tcvn3("Điều 5"), WORDS]
    assert notes == ["some words may be in a legacy encoding; too few to tell, left as they are"]


def test_bytes_are_shown_as_windows_1252_shows_them() -> None:
    assert shown_bytes(b"\x80\x81\xe9") == "\u20ac\x81\u00e9"


PRINTED = (
    "Ủy ban nhân dân xã giao 1.250,5 triệu đồng cho 36 hộ nghèo, người dân",
    "được vay vốn đầu tư",
    "cư trú ở thôn bản vùng cao, nước sạch và lương thực năm 2024-2025 theo",
    "a- Kinh phí nêu tại Quyết định số 12/QĐ-UBND",
)


def printed(codes: Callable[[str], str]) -> bytes:
    """A page in a font of WinAnsi codes: the soft hyphen, «ư» in TCVN3, comes out of it as a hyphen."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer)
    for at, line in enumerate(PRINTED * 2):
        page.drawString(60, 750 - 16 * at, codes(line))
    page.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("codes", "name", "cases"),
    [(as_tcvn3, "TCVN3 (ABC)", False), (as_vni, "VNI-Windows", True)],
    ids=["tcvn3", "vni"],
)
def test_a_pdf_in_an_old_font_is_read(codes: Callable[[str], str], name: str, cases: bool) -> None:
    plan = parse_bytes(printed(codes), "plan.pdf", "")
    wanted = " ".join(PRINTED * 2)
    found = " ".join(plan.text.split())
    assert (found if cases else found.lower()) == (wanted if cases else wanted.lower())
    assert [en for _, en in plan.notes] == [CONVERTED.format(name)]


def test_capitals_of_a_pdf_in_a_font_of_small_letters_are_capitals() -> None:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer)
    for at, line in enumerate(("KẾ HOẠCH GIẢM NGHÈO BỀN VỮNG", *PRINTED)):
        page.drawString(60, 750 - 16 * at, as_tcvn3(line))
    page.save()
    plan = parse_bytes(buffer.getvalue(), "plan.pdf", "")
    assert plan.text.startswith("KẾ HOẠCH GIẢM NGHÈO BỀN VỮNG\nỦy ban nhân dân")


def test_a_pdf_in_unicode_has_no_notes() -> None:
    assert parse_bytes((FORMATS / f"{SAMPLE}.pdf").read_bytes(), "plan.pdf", "").notes == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_plan_printed_by_libreoffice_gives_the_same_records(tmp_path: Path) -> None:
    source = FORMATS / f"{SAMPLE}.docx"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pdf = (tmp_path / f"{SAMPLE}.pdf").read_bytes()
    assert unplaced(pdf, "plan.pdf") == unplaced(source.read_bytes(), "plan.docx")


def unplaced(data: bytes, name: str) -> list[dict[str, object]]:
    """Every record but the checks, without what tells where it stands."""
    placed = {"span", "figure", "page", "evidence", "confidence", "readings", "notes"}
    found = (
        json.loads(record.model_dump_json()) for record in audit_bytes(data, name, "", rules()).records()
    )
    return [
        {k: v for k, v in fields.items() if k not in placed}
        for fields in found
        if fields["record"] != "check"
    ]
