"""Tables that are typed with tabs between the words of Word paragraphs."""

import io

import docx
import pytest

from extractor.parsers.docx import read_docx
from extractor.parsers.flow import Paragraph, RawTable

HEAD = "TT\tNội dung\tTổng số\tNSTW\tNSĐP"


def flow_of(*lines: str) -> list[Paragraph | RawTable]:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    buffer = io.BytesIO()
    made.save(buffer)
    return list(read_docx(buffer.getvalue()).flow)


def cells(table: Paragraph | RawTable) -> list[list[str]]:
    assert isinstance(table, RawTable)
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(cell.paragraphs)
    return rows


@pytest.mark.parametrize(
    "lines",
    [
        ("1\tHỗ trợ nhà ở\t600\t500\t100", "2\tDạy nghề\t350\t300\t50", "\tCộng\t950\t800\t150"),
        ("1\tHỗ trợ nhà ở\t600\t500\t100", "2\tDạy nghề\t\t350\t300\t50", "\tCộng\t\t950\t800\t150"),
    ],
    ids=["one tab a column", "more tabs behind short words"],
)
def test_rows_of_tabs_are_a_table(lines: tuple[str, ...]) -> None:
    title, table, after = flow_of("Đơn vị tính: triệu đồng", HEAD, *lines, "III. TỔ CHỨC THỰC HIỆN")
    assert isinstance(title, Paragraph)
    assert isinstance(after, Paragraph)
    assert cells(table) == [
        ["TT", "Nội dung", "Tổng số", "NSTW", "NSĐP"],
        ["1", "Hỗ trợ nhà ở", "600", "500", "100"],
        ["2", "Dạy nghề", "350", "300", "50"],
        ["", "Cộng", "950", "800", "150"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "- Các thôn;\tCHỦ TỊCH", "- Lưu: VT.\tLò Văn Pó"),
        ("- Ngân sách xã\t100", "- Ngân sách huyện\t150", "- Ngân sách tỉnh\t200"),
        (HEAD, "1\tHỗ trợ nhà ở\t600\t500\t100"),
    ],
    ids=["signature", "list of sums", "one row"],
)
def test_other_tabs_are_spaces(lines: tuple[str, ...]) -> None:
    assert [item.text for item in flow_of(*lines) if isinstance(item, Paragraph)] == [
        line.replace("\t", " ") for line in lines
    ]
