"""The least to be matched as a user's own rules tell it: by the level of the plan, and by its province before that."""

import pytest
from knowledge_plans import rules_with

from extractor.audit import audit_bytes
from extractor.rulebook import Rulebook

OWN = """
programmes:
  poverty-2021:
    matching: {district: {percent: '10', source: 'mức chung của cả nước'}}
    matching_in: {Lâm Khê: {district: {percent: '5', source: 'Nghị quyết của tỉnh'}}}
"""
PLAN = """ỦY BAN NHÂN DÂN
{unit}
Số: 15/KH-UBND
Nậm Pồng, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024 trên địa bàn {unit}, tỉnh {province}

II. KINH PHÍ
{least}Tổng kinh phí {total} triệu đồng, gồm: ngân sách trung ương 1.000 triệu đồng; ngân sách huyện {local} triệu đồng.
Trên đây là Kế hoạch của {unit}./.

Nơi nhận:
- Lưu: VT.
"""
SAID = "Vốn đối ứng của huyện tối thiểu bằng 20% vốn ngân sách trung ương.\n"


@pytest.fixture(scope="module")
def own_rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rules_with(tmp_path_factory.mktemp("rules"), OWN)


@pytest.mark.parametrize(
    ("unit", "province", "local", "least", "verdict"),
    [
        pytest.param("HUYỆN NẬM PỒNG", "Lâm Khê", 60, "", "agrees", id="the province's own least"),
        pytest.param("HUYỆN NẬM PỒNG", "Lâm Khê", 40, "", "disagrees", id="short of it"),
        pytest.param("HUYỆN NẬM PỒNG", "Phước Trà", 60, "", "disagrees", id="another province: by level"),
        pytest.param("HUYỆN NẬM PỒNG", "Phước Trà", 100, "", "agrees", id="enough by level"),
        pytest.param("XÃ BẢN LÌM", "Phước Trà", 10, "", "not-checkable", id="a level without a least"),
        pytest.param("HUYỆN NẬM PỒNG", "Lâm Khê", 60, SAID, "disagrees", id="the plan's own word first"),
    ],
)
def test_the_least(
    own_rules: Rulebook, unit: str, province: str, local: int, least: str, verdict: str
) -> None:
    text = PLAN.format(unit=unit, province=province, local=local, total=f"1.{local:03}", least=least)
    found = audit_bytes(text.encode(), "p.txt", "p.txt", own_rules).checks
    assert [check.verdict for check in found if check.relation == "matching"] == [verdict]
