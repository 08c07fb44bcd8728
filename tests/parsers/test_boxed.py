"""Tables of text files that are drawn with signs."""

import time

import pytest

from extractor.parsers import parse_bytes
from extractor.plantext import PlanText


def _read(text: str) -> PlanText:
    return parse_bytes(text.encode(), "a.txt", "a")


def _cells(plan: PlanText) -> list[list[str]]:
    (table,) = plan.tables
    return [["^" if b is None else plan.words(plan.blocks[b]) for b in row] for row in table.grid]


HEAD = ["TT", "Xã", "Hộ nghèo"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            """
┌────┬──────────┬──────────┐
│ TT │ Xã       │ Hộ nghèo │
├────┼──────────┼──────────┤
│ 1  │ Bản Lau  │ 57       │
│ 2  │ Bản Pẻ   │ 125      │
│    │ phía bắc │          │
│    │ Cộng     │ 182      │
└────┴──────────┴──────────┘
""",
            [HEAD, ["1", "Bản Lau", "57"], ["2", "Bản Pẻ phía bắc", "125"], ["", "Cộng", "182"]],
            id="lines of a box, a cell of two lines",
        ),
        pytest.param(
            """
+----+----------+----------+
| TT | Xã       | Hộ nghèo |
+====+==========+==========+
| 1  | Bản Lau  | 57       |
+----+----------+----------+
| 2  | Bản Pẻ   | 125      |
+----+----------+----------+
""",
            [HEAD, ["1", "Bản Lau", "57"], ["2", "Bản Pẻ", "125"]],
            id="a rule under every row",
        ),
        pytest.param(
            """
+----+----------+----------+
| Kết quả năm 2024         |
+----+----------+----------+
| 1  | Bản Lau  | 57       |
+----+----------+----------+
""",
            [["Kết quả năm 2024"] * 3, ["1", "Bản Lau", "57"]],
            id="a cell over three columns",
        ),
    ],
)
def test_a_drawn_table(text: str, rows: list[list[str]]) -> None:
    plan = _read(f"Kết quả giảm nghèo:\n{text}\nHết biểu.")
    assert _cells(plan) == rows
    assert [plan.words(b) for b in plan.blocks if b.table is None] == ["Kết quả giảm nghèo:", "Hết biểu."]


@pytest.mark.parametrize(
    "text",
    [
        "+------+\n| một  |\n+------+",
        "┌──┬──┐\n│ a │ b │ c │",
        "+--+--+\nGiảm 12 hộ",
        "+ Giảm 12 hộ\n+ Tăng 5 hộ",
    ],
    ids=["one cell", "rows that do not fit", "no row", "a list"],
)
def test_what_is_no_table(text: str) -> None:
    assert not _read(f"Mở đầu.\n{text}").tables


@pytest.mark.parametrize("line", ["+--+--+\n", "+--+--+\n| a |\n", "+--+--+\n|  |  |\n|\n"])
def test_many_beginnings_take_no_long_time(line: str) -> None:
    begun = time.process_time()
    _read("Kế hoạch\n" + line * 4_000)
    assert time.process_time() - begun < 3
