"""The lists of places that components are for: those shipped, and what a user adds."""

from pathlib import Path

import pytest
from knowledge_plans import rules_with

from extractor.audit import audit_bytes
from extractor.errors import RuleError
from extractor.localities.gazetteer import gazetteer
from extractor.rulebook import Rulebook, load_rulebook
from extractor.rulebook.programmes import Area

SHIPPED = load_rulebook().programmes.areas
PLAN = """ỦY BAN NHÂN DÂN
{unit}
Số: 15/KH-UBND
{place}, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Thực hiện Chương trình mục tiêu quốc gia {title} năm 2024 trên địa bàn {unit}, tỉnh {province}

II. CÁC DỰ ÁN
{body}
Trên đây là Kế hoạch của UBND {unit}./.

Nơi nhận:
- Lưu: VT.
"""
HOUSES = "1. Dự án 5: Nhà ở\nNgân sách trung ương: 480 triệu đồng."
ROADS = "1. Dự án 4: Hạ tầng\na) Tiểu dự án 1: Đường\nNgân sách trung ương: 480 triệu đồng."
ETHNIC = "phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"


def verdicts(
    rules: Rulebook, unit: str, province: str, body: str, title: str = "giảm nghèo bền vững"
) -> list[str]:
    text = PLAN.format(
        unit=unit, place=unit.split(" ", 1)[1].title(), province=province, body=body, title=title
    )
    found = audit_bytes(text.encode(), "p.txt", "p.txt", rules).checks
    return [check.verdict for check in found if check.relation == "component-area"]


@pytest.mark.parametrize("area", [pytest.param(area, id=name) for name, area in SHIPPED.items()])
def test_every_listed_unit_is_one_that_there_was(area: Area) -> None:
    named = [*area.units, *area.open]
    assert [name for name in named if len(gazetteer().named(name, era="before")) != 1] == []
    assert len(set(named)) == len(named)


def provinces(area: Area) -> set[str]:
    return {name.rsplit(", ", 1)[-1] for name in (*area.units, *area.open)}


@pytest.mark.parametrize(
    ("name", "count"), [("poor-district", 26), ("coastal-commune", 12), ("district-to-leave-poverty", 17)]
)
def test_the_lists_are_of_as_many_provinces_as_their_decisions_say(name: str, count: int) -> None:
    assert len(provinces(SHIPPED[name])) == count


def test_the_districts_of_the_scheme_are_poor_districts() -> None:
    assert set(SHIPPED["district-to-leave-poverty"].units) <= set(SHIPPED["poor-district"].units)


OWN = """
areas:
  poor-district:
    units: {add: ['huyện Nậm Pồng, tỉnh Lâm Khê', 'huyện Kon Rẫy, tỉnh Kon Tum']}
    open: {remove: [tỉnh Kon Tum]}
  region-iii:
    name: {vi: xã khu vực III, en: communes of region III}
    years: [2022, 2025]
    since: '2021-06-04'
    source: 'Quyết định 861/QĐ-TTg ngày 04/6/2021'
    units: ['xã Bản Lìm, huyện Nậm Pồng, tỉnh Lâm Khê']
    open: [tỉnh Lai Châu]
programmes:
  ethnic-2021: {components: {'4.1': {areas: [region-iii]}}}
"""


@pytest.fixture(scope="module")
def own_rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rules_with(tmp_path_factory.mktemp("rules"), OWN)


@pytest.mark.parametrize(
    ("unit", "province", "body", "title", "told"),
    [
        pytest.param("HUYỆN NẬM PỒNG", "Lâm Khê", HOUSES, "giảm nghèo", ["agrees"], id="a unit added"),
        pytest.param("HUYỆN NẬM PỜ", "Lâm Khê", HOUSES, "giảm nghèo", ["not-checkable"], id="beside it"),
        pytest.param("HUYỆN SA THẦY", "Kon Tum", HOUSES, "giảm nghèo", ["disagrees"], id="province closed"),
        pytest.param("HUYỆN KON RẪY", "Kon Tum", HOUSES, "giảm nghèo", ["agrees"], id="known unit added"),
        pytest.param(
            "HUYỆN NẬM PỒNG", "Lâm Khê", ROADS, ETHNIC, ["agrees"], id="district of a listed commune"
        ),
        pytest.param("HUYỆN LẤP VÒ", "Đồng Tháp", ROADS, ETHNIC, ["disagrees"], id="off a list of one's own"),
        pytest.param("HUYỆN TAM ĐƯỜNG", "Lai Châu", ROADS, ETHNIC, ["not-checkable"], id="list still open"),
    ],
)
def test_a_list_of_ones_own(
    own_rules: Rulebook, unit: str, province: str, body: str, title: str, told: list[str]
) -> None:
    assert verdicts(own_rules, unit, province, body, title) == told


def test_the_programme_for_ethnic_minorities_has_no_list_as_shipped() -> None:
    assert verdicts(load_rulebook(), "HUYỆN LẤP VÒ", "Đồng Tháp", ROADS, ETHNIC) == []


def test_an_area_that_nobody_lists_is_refused(tmp_path: Path) -> None:
    wrong = "programmes: {poverty-2021: {components: {'2': {areas: [no-such]}}}}\n"
    (tmp_path / "programmes.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(RuleError, match="no-such"):
        load_rulebook(tmp_path)
