"""Tables of real files, from file to records: merged cells of a .docx, a table over turned pages of a PDF."""

from functools import lru_cache
from io import BytesIO

import pytest
from docx import Document
from docx.table import Table as WordTable
from pdf_making import font, laid_out
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from extractor.extraction import extract
from extractor.parsers import parse_bytes
from extractor.plan import Plan
from extractor.records import decimal_text
from extractor.rulebook import Rulebook, load_rulebook

PLACES = 45


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    return load_rulebook()


def read(data: bytes, name: str) -> Plan:
    return extract(parse_bytes(data, name, name), rules())


def relations(plan: Plan) -> set[str]:
    value = [decimal_text(b.value) for b in plan.budgets]
    return {f"{value[r.total]}={'+'.join(value[p] for p in r.parts)}" for r in plan.sums}


def _merge(table: WordTable, first: tuple[int, int], last: tuple[int, int], words: str) -> None:
    table.cell(*first).merge(table.cell(*last)).text = words


def merged_docx() -> bytes:
    """A title row and a unit row inside the table, two header rows, a total written over two columns."""
    document = Document()
    document.add_paragraph("III. KINH PHÍ")
    table = document.add_table(rows=8, cols=7)
    _merge(table, (0, 0), (0, 6), "Biểu 01: TỔNG HỢP KINH PHÍ")
    _merge(table, (1, 0), (1, 6), "Đơn vị tính: tỷ đồng")
    for column, words in enumerate(("STT", "Nội dung", "Tổng số")):
        _merge(table, (2, column), (3, column), words)
    _merge(table, (2, 3), (2, 4), "Vốn đầu tư")
    _merge(table, (2, 5), (2, 6), "Vốn sự nghiệp")
    rows = (
        ("", "", "", "NSTW", "NSĐP", "NSTW", "NSĐP"),
        ("I", "Dự án 1", "30", "20", "2", "7", "1"),
        ("1", "Tiểu dự án 1", "18", "12", "1", "4,5", "0,5"),
        ("2", "Tiểu dự án 2", "12", "8", "1", "2,5", "0,5"),
        ("", "", "30", "20", "2", "7", "1"),
    )
    for number, row in enumerate(rows, start=3):
        for column, words in enumerate(row):
            if words:
                table.cell(number, column).text = words
    _merge(table, (7, 0), (7, 1), "TỔNG CỘNG")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_merged_cells_of_a_docx() -> None:
    plan = read(merged_docx(), "k.docx")
    assert relations(plan) == {
        "30000=20000+2000+7000+1000", "18000=12000+1000+4500+500", "12000=8000+1000+2500+500",
        "30000=18000+12000", "20000=12000+8000", "2000=1000+1000", "7000=4500+2500", "1000=500+500",
        "30000=30000", "20000=20000", "2000=2000", "7000=7000", "1000=1000",
    }  # fmt: skip
    part = plan.budgets[7]
    assert (part.row, part.column, part.component) == (
        ("Dự án 1", "Tiểu dự án 1"),
        ("Vốn đầu tư", "NSĐP"),
        "Dự án 1 / Tiểu dự án 1",
    )
    assert (part.source, part.capital, part.role) == ("local", "investment", "part")


def paged_pdf(turned: bool) -> bytes:
    """A list of places over several pages, its two header rows on each of them."""
    rows = [["STT", "Xã", "Hộ nghèo đầu năm", "", "Kinh phí (triệu đồng)", ""]]
    rows.append(["", "", "Số hộ", "Tỷ lệ (%)", "NSTW", "NS tỉnh"])
    rows += [
        [str(n), f"Xã Bản {n}", str(10 * n), f"{n},5", str(100 * n), str(n)] for n in range(1, PLACES + 1)
    ]
    whole = PLACES * (PLACES + 1) // 2
    rows.append(["", "Tổng cộng", str(10 * whole), "9,9", str(100 * whole), str(whole)])
    table = Table(rows, repeatRows=2)
    spans = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (1, 1)),
        ("SPAN", (2, 0), (3, 0)),
        ("SPAN", (4, 0), (5, 0)),
    ]
    table.setStyle(
        TableStyle([*spans, ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), font(), 10)])
    )

    def turn(canvas: Canvas, _: SimpleDocTemplate) -> None:
        if turned:
            canvas.setPageRotation(90)

    return laid_out([table], turn)


@pytest.mark.parametrize("turned", [False, True], ids=["upright pages", "turned pages"])
def test_a_table_over_the_pages_of_a_pdf_gives_a_record_a_place(turned: bool) -> None:
    plan = read(paged_pdf(turned), "k.pdf")
    whole = PLACES * (PLACES + 1) // 2
    assert [t.locality for t in plan.targets[::2]] == [*(f"Xã Bản {n}" for n in range(1, PLACES + 1)), None]
    assert [decimal_text(b.value) for b in plan.budgets[::2]] == [
        *(str(100 * n) for n in range(1, PLACES + 1)),
        str(100 * whole),
    ]
    assert {(b.column, b.source, b.source_level) for b in plan.budgets} == {
        (("Kinh phí (triệu đồng)", "NSTW"), "central", None),
        (("Kinh phí (triệu đồng)", "NS tỉnh"), "local", "province"),
    }
    assert f"{whole}={'+'.join(str(n) for n in range(1, PLACES + 1))}" in relations(plan)
