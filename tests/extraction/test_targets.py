"""Percentages and counts as records: indicator, direction, comparator, status, unit, year, words."""

import pytest
from plan_making import plan

from extractor.records import Target


def targets(*paragraphs: str) -> list[Target]:
    return list(plan(*paragraphs).targets)


def only(*paragraphs: str) -> Target:
    (target,) = targets(*paragraphs)
    return target


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("Giảm 40 hộ nghèo.", "decrease"),
        ("Số hộ nghèo giảm 40 hộ.", "decrease"),
        ("Phấn đấu kéo giảm 2% hộ nghèo.", "decrease"),
        ("Tăng thêm 5 mô hình.", "increase"),
        ("Nâng tỷ lệ lao động qua đào tạo lên 60%.", "increase"),
        ("Duy trì 20 trường đạt chuẩn quốc gia.", "maintain"),
        ("Giữ vững 12 thôn văn hóa.", "maintain"),
        ("Tỷ lệ lao động qua đào tạo đạt 60%.", "reach"),
        ("Đào tạo nghề cho 300 lao động.", "reach"),
        ("100% hộ nghèo được vay vốn.", "reach"),
        ("Giảm nghèo bền vững cho 20 hộ.", "reach"),
        ("Tăng cường tập huấn 5 lớp.", "reach"),
        ("Diện tích tối thiểu 30 ha.", "reach"),
        ("Đã đào tạo nghề cho 300 lao động.", None),
        ("Đã có 60% hộ dùng nước sạch, đạt 110% kế hoạch.", None),
    ],
)
def test_the_direction(words: str, direction: str | None) -> None:
    assert targets(words)[0].direction == direction


def test_a_reached_level_is_said_of_results_too() -> None:
    reported = targets("Đã tạo việc làm cho 88 lao động, đạt 110% kế hoạch.")
    assert [(t.indicator, t.direction, t.status) for t in reported] == [
        ("jobs_created", None, "actual"),
        ("plan_completion_rate", "reach", "actual"),
    ]


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("Trên 80% hộ nghèo được vay vốn.", ">="),
        ("Ít nhất 80% hộ nghèo được vay vốn.", ">="),
        ("Tối thiểu 80% hộ nghèo được vay vốn.", ">="),
        ("Có 80% trở lên hộ nghèo được vay vốn.", ">="),
        ("Có 80% số hộ trở lên được vay vốn.", ">="),
        ("Tỷ lệ hộ nghèo còn dưới 5%.", "<="),
        ("Tỷ lệ hộ nghèo không quá 5%.", "<="),
        ("Khoảng 60% hộ dùng nước sạch.", "~"),
        ("60% hộ dùng nước sạch.", "="),
        ("Trên địa bàn xã 60% hộ dùng nước sạch.", "="),
        ("Bảo đảm trên các lĩnh vực 60% hộ dùng nước sạch.", "="),
    ],
)
def test_the_comparator(words: str, comparator: str) -> None:
    assert only(words).comparator == comparator


@pytest.mark.parametrize(
    ("paragraphs", "status"),
    [
        pytest.param(("Hỗ trợ 12 con bò.",), "target", id="plan"),
        pytest.param(("Đã hỗ trợ 12 con bò.",), "actual", id="đã"),
        pytest.param(("Ước hỗ trợ 12 con bò.",), "estimate", id="ước"),
        pytest.param(("Phấn đấu hỗ trợ 12 con bò.",), "target", id="phấn đấu"),
        pytest.param(("I. KẾT QUẢ THỰC HIỆN", "Hỗ trợ 12 con bò."), "actual", id="under results"),
        pytest.param(("I. KẾT QUẢ", "Phấn đấu hỗ trợ 12 con bò."), "actual", id="results outweigh phấn đấu"),
        pytest.param(("II. MỤC TIÊU", "Hỗ trợ 12 con bò."), "target", id="under goals"),
        pytest.param(("II. MỤC TIÊU", "Năm trước đã hỗ trợ 12 con bò."), "actual", id="đã under goals"),
        pytest.param(
            ("Đã xong một việc. Hỗ trợ 12 con bò.",), "target", id="the sentence before says nothing"
        ),
        pytest.param(
            ("BÁO CÁO", "Công tác năm 2023", "I. NHÀ Ở", "Hỗ trợ 12 con bò."), "actual", id="a report"
        ),
    ],
)
def test_the_status(paragraphs: tuple[str, ...], status: str) -> None:
    assert only(*paragraphs).status == status


def test_the_start_of_the_year_is_the_baseline() -> None:
    read = targets("Đầu năm 2025 xã có 412 hộ nghèo (20,24%) và 305 hộ cận nghèo (14,98%).")
    assert [(t.indicator, str(t.value), t.status, t.year) for t in read] == [
        ("poor_households", "412", "baseline", 2025),
        ("poverty_rate", "20.24", "baseline", 2025),
        ("near_poor_households", "305", "baseline", 2025),
        ("near_poverty_rate", "14.98", "baseline", 2025),
    ]
    pairs = plan("Đầu năm 2025 xã có 412 hộ nghèo (20,24%) và 305 hộ cận nghèo (14,98%).").rates
    assert [(pair.count, pair.rate) for pair in pairs] == [(0, 1), (2, 3)]


INHERITED = [
    pytest.param(
        "Giảm 52 hộ nghèo, tương ứng giảm 2,5%; còn 310 hộ nghèo, tỷ lệ 15,23%.",
        ["poor_households_reduction", "poverty_rate_reduction", "poor_households", "poverty_rate"],
        id="cut and level, count and rate",
    ),
    pytest.param(
        "Giảm tỷ lệ hộ nghèo 1,5%; hộ cận nghèo giảm 1%.",
        ["poverty_rate_reduction", "near_poverty_rate_reduction"],
        id="poor and near poor",
    ),
    pytest.param(
        "Tỷ lệ trẻ em suy dinh dưỡng thể nhẹ cân giảm còn 9%; thể thấp còi giảm còn 21%.",
        ["underweight_rate", "stunting_rate"],
        id="two forms of malnutrition",
    ),
    pytest.param(
        "Đào tạo nghề cho 300 lao động, trong đó 120 lao động nữ.",
        ["vocational_trainees", "vocational_trainees"],
        id="a part of a count",
    ),
    pytest.param(
        "Tạo việc làm cho 700 lao động, trong đó 20 lao động đi làm việc ở nước ngoài.",
        ["jobs_created", "overseas_workers"],
        id="the special above the general",
    ),
]


@pytest.mark.parametrize(("words", "indicators"), INHERITED)
def test_indicators_of_figures_that_follow_each_other(words: str, indicators: list[str]) -> None:
    assert [t.indicator for t in targets(words)] == indicators


def test_the_heading_names_what_a_bare_item_measures() -> None:
    read = targets("a) Đào tạo nghề cho lao động nông thôn", "- Năm 2024: 300 lao động.")
    assert [t.indicator for t in read] == ["vocational_trainees"]


@pytest.mark.parametrize(
    ("words", "value", "unit", "denominator"),
    [
        ("Có 430/900 hộ nghèo vay vốn.", "430", "household", "900"),
        ("Duy trì 14/31 trường đạt chuẩn quốc gia.", "14", "school", "31"),
        ("Sản lượng 1,36 triệu tấn.", "1360000", "tonne", None),
        ("Ủng hộ 1.500 USD cho xã.", "1500", "USD", None),
        ("Khám chữa bệnh 900 lượt.", "900", "visit", None),
        ("Tặng quà 500 lượt học sinh.", "500", "person", None),
        ("Cấp 27.436 thẻ bảo hiểm y tế.", "27436", "card", None),
        ("Trao 150 suất quà.", "150", "gift", None),
        ("Số hộ nghèo: 38", "38", "household", None),
        ("Tỷ lệ nghèo đa chiều 12.475%.", "12.475", "percent", None),
    ],
)
def test_value_and_unit(words: str, value: str, unit: str, denominator: str | None) -> None:
    dumped = only(words).model_dump()
    assert (dumped["value"], dumped["unit"], dumped["denominator"]) == (value, unit, denominator)


def test_a_fraction_reports_or_is_a_goal() -> None:
    assert only("Đã hỗ trợ 88/80 hộ nghèo.").status == "actual"
    assert only("Duy trì 14/31 trường đạt chuẩn.").status == "target"


def test_a_rate_without_its_mark_is_read_with_less_trust() -> None:
    read = targets("Đã tạo việc làm cho 86/95 lao động, đạt 90,5.")
    assert [(t.rule_id, t.unit) for t in read] == [("count", "person"), ("percent-missing", "percent")]


@pytest.mark.parametrize(
    ("words", "indicator", "value", "unit"),
    [
        ("Căn nhà có diện tích tối thiểu 30 m².", "house_area", "30", "m2"),
        ("Tuổi thọ căn nhà từ 20 năm trở lên.", "house_lifetime", "20", "year"),
    ],
)
def test_standards_are_lower_bounds_without_direction(
    words: str, indicator: str, value: str, unit: str
) -> None:
    target = only(words)
    assert (target.indicator, str(target.value), target.unit) == (indicator, value, unit)
    assert (target.comparator, target.direction) == (">=", None)


@pytest.mark.parametrize(
    "words",
    [
        "Kéo dài 03 năm.",
        "Trong 6 tháng đầu năm.",
        "Sau 15 ngày làm việc.",
        "Trẻ em dưới 5 tuổi.",
        "Giai đoạn 2021-2025.",
    ],
)
def test_times_and_ages_are_no_targets(words: str) -> None:
    read = plan(words)
    assert (read.targets, read.unread) == ((), ())


@pytest.mark.parametrize(
    ("paragraphs", "indicator", "unit", "text"),
    [
        pytest.param(
            ("Phấn đấu đến cuối năm không còn hộ nghèo.",),
            "poor_households",
            "household",
            "Phấn đấu đến cuối năm không còn hộ nghèo",
            id="no poor household",
        ),
        pytest.param(
            ("Duy trì không có hộ nghèo thuộc diện người có công.",),
            "poor_merit_households",
            "household",
            "Duy trì không có hộ nghèo thuộc diện người có công",
            id="none of the merited",
        ),
        pytest.param(
            ("Phấn đấu không còn nhà tạm, nhà dột nát.",),
            "makeshift_houses",
            "house",
            "Phấn đấu không còn nhà tạm, nhà dột nát",
            id="no makeshift house",
        ),
    ],
)
def test_goals_in_words_are_nought(paragraphs: tuple[str, ...], indicator: str, unit: str, text: str) -> None:
    target = only(*paragraphs)
    assert (target.value, target.unit, target.rule_id) == (0, unit, "zero-goal")
    assert (target.indicator, target.text) == (indicator, text)


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(("Hộ không có đất sản xuất được hỗ trợ.",), id="no goal"),
        pytest.param(("I. KẾT QUẢ", "Xã cơ bản không còn hộ nghèo."), id="a result"),
        pytest.param(("Không có nước sạch là khó khăn lớn.",), id="another want"),
    ],
)
def test_wants_are_no_goals(paragraphs: tuple[str, ...]) -> None:
    assert targets(*paragraphs) == []


@pytest.mark.parametrize(
    ("paragraphs", "years"),
    [
        (("Năm 2024 giảm 40 hộ nghèo; năm 2025 giảm 30 hộ nghèo.",), [2024, 2025]),
        (("Đến năm 2025, 60% hộ dùng nước sạch.",), [2025]),
        (("II. MỤC TIÊU NĂM 2026", "Giảm 40 hộ nghèo."), [2026]),
        (
            (
                "KẾ HOẠCH",
                "Giảm nghèo năm 2024",
                "I. MỤC TIÊU",
                "Giảm 40 hộ nghèo.",
                "II. KẾT QUẢ",
                "Giảm 30 hộ nghèo.",
            ),
            [2024, 2023],
        ),
        (("Giai đoạn 2021-2025 giảm 40 hộ nghèo.",), [None]),
    ],
)
def test_the_year(paragraphs: tuple[str, ...], years: list[int | None]) -> None:
    assert [t.year for t in targets(*paragraphs)] == years


def test_a_rate_of_every_year() -> None:
    assert only("Giảm tỷ lệ hộ nghèo 1,5%/năm.").per == "year"
    assert only("Giảm tỷ lệ hộ nghèo 1,5%.").per is None


def test_words_and_figure_of_a_target() -> None:
    read = plan("Đã xong; giảm 1.248 hộ nghèo, tỷ lệ còn 12,47%.")
    count, rate = read.targets
    assert read.text.text[slice(*count.figure)] == "1.248"
    assert count.text.startswith("giảm 1.248 hộ")
    assert read.text.text[slice(*rate.figure)] == "12,47"
    assert (count.readings, count.confidence) == (("1.248",), 0.9)
    assert (rate.readings, rate.confidence) == ((), 1.0)


def test_every_figure_that_is_no_record_is_unread() -> None:
    read = plan("Cao 12 và 13, có 6.214.3000 người, giảm 7 hộ nghèo, chi 9 triệu đồng.")
    assert [(u.rule_id, read.words(u.span) == u.text) for u in read.unread] == [
        ("unread-no-unit", True),
        ("unread-no-unit", True),
        ("unread-malformed", True),
    ]
    assert "12" in read.unread[0].text
    assert "6.214.3000" in read.unread[2].text
    assert (len(read.targets), len(read.budgets)) == (1, 1)


@pytest.mark.parametrize(
    "words",
    ["Báo cáo trước ngày 31 tháng 12 hằng năm.", "Nhà A2 cao đẹp.", "Giảm 1/2 so với đầu kỳ."],
)
def test_what_counts_nothing_is_no_target(words: str) -> None:
    assert targets(words) == []


@pytest.mark.parametrize(
    ("paragraphs", "bare"),
    [
        pytest.param(["- Đã cấp được 30/50, đạt 60%."], ["30/50"], id="nothing counted"),
        pytest.param(["- Đã cấp được 30/50 thẻ, đạt 60%."], [], id="a unit behind"),
        pytest.param(["- Hộ dùng nước sạch:", "- Có 30/50, đạt 60%."], [], id="named by the line above"),
        pytest.param(["- Tiêu chí: có 30/50, đạt 60%."], [], id="named before the colon"),
        pytest.param(["- Đã cấp được 30/50 theo kế hoạch."], [], id="no rate that makes it a count"),
    ],
)
def test_a_part_of_a_whole_that_counts_nothing(paragraphs: list[str], bare: list[str]) -> None:
    read = plan(*paragraphs)
    found = [t for t in read.targets if t.rule_id == "unit-missing"]
    assert [read.text.text[slice(*t.figure)] for t in found] == bare
