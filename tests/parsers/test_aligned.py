"""Tables of plain text without ruled lines: tabs, and columns set under each other."""

import pytest

from extractor.parsers import parse_bytes
from extractor.parsers.aligned import split_aligned
from extractor.parsers.flow import RawTable


def shown(lines: list[str]) -> list[list[str] | list[list[str]]]:
    """Plain lines as they are, tables as rows of cells."""
    return [_rows(chunk) if isinstance(chunk, RawTable) else chunk for chunk in split_aligned(lines)]


def _rows(table: RawTable) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(" ".join(cell.paragraphs))
    return rows


SPACED = [
    "TT   Nội dung           Tổng số    NSTW",
    "1    Nhà ở                  300     250",
    "2    Nước sạch               90      60",
    "     Cộng                   390     310",
]
PARTED = [
    "TT  Nội dung  Tổng số  NSTW",
    "1  Nhà ở  300  250",
    "2  Nước sạch  90  60",
    "Cộng  390  310",
]
WANTED = [
    ["TT", "Nội dung", "Tổng số", "NSTW"],
    ["1", "Nhà ở", "300", "250"],
    ["2", "Nước sạch", "90", "60"],
    ["", "Cộng", "390", "310"],
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["I. VỐN", "", *SPACED, "", "II. VIỆC"], [["I. VỐN", ""], WANTED, ["", "II. VIỆC"]], id="spaces"),
        pytest.param(["\t".join(row) for row in WANTED], [[], WANTED], id="tabs"),
        pytest.param(
            ["\tBIỂU 1\t\t", "\t\t\t", *["\t".join(row) for row in WANTED[:2]], "\t\t\t", "\t".join(WANTED[2])],
            [["\tBIỂU 1\t\t", "\t\t\t"], WANTED[:3]],
            id="a title above and empty rows inside",
        ),
        pytest.param(
            [*["\t".join(row) for row in WANTED[:3]], "(chưa tính đối ứng)", "\t".join(WANTED[3])],
            [[], [*WANTED[:3], ["", "(chưa tính đối ứng)"], WANTED[3]]],
            id="a name that runs on",
        ),
        pytest.param(
            ["ỦY BAN NHÂN DÂN      CỘNG HÒA", "XÃ NÀ HỎA      Độc lập", "Số: 12      Nà Hỏa"],
            [["ỦY BAN NHÂN DÂN      CỘNG HÒA", "XÃ NÀ HỎA      Độc lập", "Số: 12      Nà Hỏa"]],
            id="the head of a plan is no table",
        ),
        pytest.param(
            ["Đơn vị: triệu đồng", "", *(line for row in PARTED for line in (row, "")), "II. VIỆC"],
            [["Đơn vị: triệu đồng", ""], WANTED, ["", "II. VIỆC"]],
            id="wide blanks and an empty line behind each row",
        ),
        pytest.param(PARTED, [[], WANTED], id="wide blanks that stand under each other nowhere"),
        pytest.param(
            [*PARTED[:3], "Cộng  390  310  80  1"],
            [[*PARTED[:3], "Cộng  390  310  80  1"]],
            id="a row of more cells than the head",
        ),
        pytest.param(
            ["Nội dung  Tổng số  NSTW", *PARTED[1:3]],
            [["Nội dung  Tổng số  NSTW", *PARTED[1:3]]],
            id="row numbers without a head",
        ),
        pytest.param(["- Nhà ở: 300;", "- Nước: 90."], [["- Nhà ở: 300;", "- Nước: 90."]], id="prose"),
        pytest.param([*SPACED[:3], "\f                  2", "", SPACED[3]], [[], WANTED], id="a page ends inside"),
        pytest.param([*SPACED[:3], "", "  - 2 -", "", SPACED[3]], [[], WANTED], id="a page number between blanks"),
        pytest.param(
            [*SPACED, "", "2", "", "II. VIỆC"], [[], WANTED, ["", "2", "", "II. VIỆC"]], id="a page ends behind it"
        ),
        pytest.param(
            [
                "TT   Nội dung           Tổng số    NSTW",
                "                     năm 2025   (triệu",
                "                                 đồng)",
                "1    Nhà ở                  300     250",
                "2    Nước sạch               90      60",
                "     và vệ sinh",
                "     Cộng                   390     310",
            ],
            [
                [],
                [
                    ["TT", "Nội dung", "Tổng số năm 2025", "NSTW (triệu đồng)"],
                    WANTED[1],
                    ["2", "Nước sạch và vệ sinh", "90", "60"],
                    WANTED[3],
                ],
            ],
            id="heads and names of several lines",
        ),
        pytest.param(
            [*SPACED[:2], "2    Tiểu dự án 1,", "     dự án 4                 90      60", SPACED[3]],
            [
                [],
                [WANTED[0], WANTED[1], ["2", "Tiểu dự án 1, dự án 4", "90", "60"], WANTED[3]],
            ],
            id="a name that begins a line above its figures",
        ),
        pytest.param(
            [*SPACED[:2], "2    Dự án", "     Nước sạch               90      60", SPACED[3]],
            [
                [],
                [WANTED[0], WANTED[1], ["2", "Dự án", "", ""], ["", "Nước sạch", "90", "60"], WANTED[3]],
            ],
            id="a row that heads others",
        ),
        pytest.param(
            [
                "TT   Việc         Cả năm      Quý I     Quý II",
                "1    Nhà ở   264.000.000  88.000.000  176.000.000",
                "2    Nước     90.000.000           -   90.000.000",
                "     Cộng    1.354.000.000  1.088.000.000  266.000.000",
            ],
            [
                [],
                [
                    ["TT", "Việc", "Cả năm", "Quý I", "Quý II"],
                    ["1", "Nhà ở", "264.000.000", "88.000.000", "176.000.000"],
                    ["2", "Nước", "90.000.000", "-", "90.000.000"],
                    ["", "Cộng", "1.354.000.000", "1.088.000.000", "266.000.000"],
                ],
            ],
            id="long sums push the columns of a row aside",
        ),
    ],
)  # fmt: skip
def test_tables_among_lines(lines: list[str], expected: list[list[str] | list[list[str]]]) -> None:
    assert shown(lines) == expected


def test_a_text_file_gives_its_tables() -> None:
    plan = parse_bytes("\n".join(["KẾ HOẠCH", "", *SPACED]).encode(), "k.txt", "k.txt")
    assert [(table.rows, table.columns) for table in plan.tables] == [(4, 4)]
