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
    ],
)
def test_targets_of_a_table(rows: object, expected: list[tuple[str, str, str | None, str]]) -> None:
    read = plan(*HEAD, rows).targets  # type: ignore[arg-type]
    assert [(decimal_text(t.value), t.indicator, t.direction, t.status) for t in read] == expected
