"""What the figures of a table's targets mean: status, direction, indicator by heads, labels and neighbours."""

import pytest
from plan_making import plan, table

from extractor.records import decimal_text

HEAD = ("KẾ HOẠCH", "Giảm nghèo bền vững năm 2024", "II. MỤC TIÊU")
BY_COMMUNE = table(
    "TT|Xã|Tổng số hộ|Hộ nghèo đầu năm|<|Kế hoạch giảm|<|Hộ nghèo cuối năm|<",
    "^|^|^|Số hộ|Tỷ lệ (%)|Số hộ|Tỷ lệ (%)|Số hộ|Tỷ lệ (%)",
    "1|Xã Nà Hỳ|1.200|240|20,00|36|3,00|204|17,00",
)
ASSIGNED = table("TT|Đơn vị|Tổng số hộ|Số hộ nghèo|Tỷ lệ tăng (%)", "1|Xã A Mu|500|150|2,5")
INDICATORS = table(
    "TT|Chỉ tiêu|ĐVT|Thực hiện 2023|Kế hoạch 2024",
    "1|Số xã đạt chuẩn nông thôn mới|xã|6|8",
    "2|Tỷ lệ hộ cận nghèo|%|8,1|7,0",
)
STATE = table(
    "TT|Huyện|Tổng số xã|Thực trạng hết năm 2022|<|Mục tiêu năm 2024|<",
    "^|^|^|Số xã đạt chuẩn|Tỷ lệ (%)|Số xã đạt chuẩn|Tỷ lệ (%)",
    "1|Huyện Tủa Lềnh|10|4|40,0|6|60,0",
)
DATED = table(
    "TT|Tiêu chí|Số xã đạt đến 31/12/2023|Số xã đạt theo kế hoạch năm 2024|Hộ nghèo cuối năm 2023|<",
    "^|^|^|^|Tổng số hộ dân tộc thiểu số|Số hộ nghèo",
    "1|Thu nhập|5|7|300|60",
)
AREAS = table(
    "TT|Nội dung|Kế hoạch năm 2024|<",
    "^|^|Số xã đạt|Tỷ lệ (%)",
    "1|Nước sạch nông thôn|8|80,0",
)

FULFILLED = table(
    "TT|Nội dung|ĐVT|Kế hoạch|Thực hiện|Đạt (%)",
    "1|Đào tạo nghề|người|120|96|80,0",
    "2|Tỷ lệ hộ cận nghèo|%|8,0|7,2|90,0",
)
SHORT_HEADS = table(
    "TT|Chỉ tiêu|ĐVT|Năm 2024|<|<|KH 2025",
    "^|^|^|KH|ƯTH|ƯTH/KH (%)|^",
    "1|Số hộ nghèo|hộ|150|138|92,0|120",
)
AT_START = table(
    "TT|Thôn|Hộ nghèo đầu năm|Tỷ lệ hộ nghèo (%)|Kế hoạch giảm (hộ)|Hộ nghèo cuối năm|Tỷ lệ hộ nghèo (%)",
    "1|Na Lìm|40|20,0|10|30|15,0",
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            BY_COMMUNE,
            [
                ("1200", "other", None, "baseline"),
                ("240", "poor_households", None, "baseline"),
                ("20", "poverty_rate", None, "baseline"),
                ("36", "poor_households_reduction", "decrease", "target"),
                ("3", "poverty_rate_reduction", "decrease", "target"),
                ("204", "poor_households", "reach", "target"),
                ("17", "poverty_rate", "reach", "target"),
            ],
            id="a cut beside the level it takes from",
        ),
        pytest.param(
            FULFILLED,
            [
                ("120", "vocational_trainees", "reach", "target"),
                ("96", "vocational_trainees", None, "actual"),
                ("80", "plan_completion_rate", "reach", "target"),
                ("8", "near_poverty_rate", "reach", "target"),
                ("7.2", "near_poverty_rate", None, "actual"),
                ("90", "plan_completion_rate", "reach", "target"),
            ],
            id="how much of the plan was reached",
        ),
        pytest.param(
            SHORT_HEADS,
            [
                ("150", "poor_households", "reach", "target"),
                ("138", "poor_households", None, "estimate"),
                ("92", "plan_completion_rate", "reach", "target"),
                ("120", "poor_households", "reach", "target"),
            ],
            id="plan and estimate by the short heads",
        ),
        pytest.param(
            AT_START,
            [
                ("40", "poor_households", None, "baseline"),
                ("20", "poverty_rate", None, "baseline"),
                ("10", "poor_households_reduction", "decrease", "target"),
                ("30", "poor_households", "reach", "target"),
                ("15", "poverty_rate", "reach", "target"),
            ],
            id="the rate of the start beside its count",
        ),
        pytest.param(
            ASSIGNED,
            [
                ("500", "other", None, "actual"),
                ("150", "poor_households", "reach", "target"),
                ("2.5", "other", "increase", "target"),
            ],
            id="the whole is no goal",
        ),
        pytest.param(
            INDICATORS,
            [
                ("6", "ntm_communes", "reach", "actual"),
                ("8", "ntm_communes", "reach", "target"),
                ("8.1", "near_poverty_rate", None, "actual"),
                ("7", "near_poverty_rate", "reach", "target"),
            ],
            id="đạt is said of results too",
        ),
        pytest.param(
            STATE,
            [
                ("10", "other", None, "baseline"),
                ("4", "ntm_communes", "reach", "baseline"),
                ("40", "ntm_commune_rate", None, "baseline"),
                ("6", "ntm_communes", "reach", "target"),
                ("60", "ntm_commune_rate", "reach", "target"),
            ],
            id="the state beside the goals",
        ),
        pytest.param(
            DATED,
            [
                ("5", "other", "reach", "actual"),
                ("7", "other", "reach", "target"),
                ("300", "other", None, "baseline"),
                ("60", "poor_households", None, "baseline"),
            ],
            id="a year gone by",
        ),
        pytest.param(
            AREAS,
            [("8", "other", "reach", "target"), ("80", "other", "reach", "target")],
            id="a share of communes is no rate of households",
        ),
    ],
)
def test_targets_of_a_table(rows: object, expected: list[tuple[str, str, str | None, str]]) -> None:
    read = plan(*HEAD, rows).targets  # type: ignore[arg-type]
    assert [(decimal_text(t.value), t.indicator, t.direction, t.status) for t in read] == expected


def test_whom_the_figures_of_a_row_count() -> None:
    rows = table(
        "TT|Chỉ tiêu|ĐVT|Kế hoạch 2024",
        "1|Dạy nghề cho lao động nông thôn|người|40",
        "2|Số hộ nghèo|hộ|120",
        "3|Số hộ nghèo là người dân tộc thiểu số|hộ|90",
    )
    read = plan(*HEAD, rows).targets
    assert [t.population for t in read] == ["lao động nông thôn", None, "hộ nghèo là người dân tộc thiểu số"]
