"""`unit-missing` of a whole table: its sums, and its unit said nowhere around it."""

import pytest

from extractor.audit import audit_bytes
from extractor.rulebook import load_rulebook

_RULES = load_rulebook()
_PLAN = """KẾ HOẠCH
Giảm nghèo năm 2024

II. KINH PHÍ
{over}
| TT | Nội dung | Tổng kinh phí{head} | Ngân sách tỉnh | Ngân sách xã |
|---|---|---|---|---|
| 1 | Mua giống | 900 | 600 | 300 |
| 2 | Dạy nghề | 700 | 500 | 200 |
| 3 | Sửa nhà | 500 | 400 | 100 |

{under}
"""


@pytest.mark.parametrize(
    ("over", "head", "under", "told"),
    [
        pytest.param("Phân bổ vốn như sau:", "", "", 1, id="nowhere"),
        pytest.param("Đơn vị tính: triệu đồng", "", "", 0, id="over the table"),
        pytest.param("Phân bổ vốn như sau (triệu đồng):", "", "", 0, id="in the sentence before"),
        pytest.param("Phân bổ vốn như sau:", " (triệu đồng)", "", 0, id="in a head"),
        pytest.param("Phân bổ vốn như sau:", "", "Ghi chú: đơn vị tính: triệu đồng", 0, id="under the table"),
    ],
)
def test_a_table_without_its_unit(over: str, head: str, under: str, told: int) -> None:
    text = _PLAN.format(over=over, head=head, under=under)
    findings = audit_bytes(text.encode(), "p.txt", "p.txt", _RULES).findings
    assert [f.text for f in findings if f.rule == "unit-missing"] == ["900"] * told


_YEARS = """KẾ HOẠCH
Giảm nghèo giai đoạn 2022-2025

PHỤ LỤC II
PHÂN KỲ VỐN TỈNH THEO NĂM
{over}
| TT | Loại vốn | Cả giai đoạn | 2022 | 2023 | 2024 | 2025 |
|---|---|---|---|---|---|---|
| 1 | Vốn đầu tư | 400 | 100 | 100 | 100 | 100 |
| 2 | Vốn sự nghiệp | 240 | 60 | 60 | 60 | 60 |
| | Cộng | 640 | 160 | 160 | 160 | 160 |
"""


@pytest.mark.parametrize(("over", "told"), [("", 1), ("Đơn vị tính: triệu đồng", 0)], ids=["bare", "with it"])
def test_a_table_of_years_that_its_title_says_is_of_money(over: str, told: int) -> None:
    findings = audit_bytes(_YEARS.format(over=over).encode(), "p.txt", "p.txt", _RULES).findings
    assert [f.text for f in findings if f.rule == "unit-missing"] == ["400"] * told


_SOURCES = """KẾ HOẠCH
Giảm nghèo năm 2024

II. KINH PHÍ
{over}
| TT | Nguồn vốn | Tổng số | Hạ tầng | Sinh kế |
|---|---|---|---|---|
| 1 | Ngân sách tỉnh | 640 | 500 | 140 |
| 2 | Ngân sách xã | 310 | 200 | 110 |
| | Tổng cộng | 950 | 700 | 250 |
"""


@pytest.mark.parametrize(("over", "told"), [("", 1), ("Đơn vị tính: triệu đồng", 0)], ids=["bare", "with it"])
def test_a_table_whose_rows_are_sources(over: str, told: int) -> None:
    findings = audit_bytes(_SOURCES.format(over=over).encode(), "p.txt", "p.txt", _RULES).findings
    assert [f.text for f in findings if f.rule == "unit-missing"] == ["640"] * told


def test_what_the_people_give_is_money_in_a_table_without_a_unit_too() -> None:
    text = _PLAN.format(over="Phân bổ vốn như sau:", head="", under="").replace("Ngân sách xã", "Dân góp")
    findings = audit_bytes(text.encode(), "p.txt", "p.txt", _RULES).findings
    (found,) = (f for f in findings if f.category == "figures")
    assert (found.rule, found.message_en.split(",")[0]) == ("unit-missing", "The table gives 9 sums")
