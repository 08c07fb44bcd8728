"""Sums of money as records: role, source, capital, component, status, year, words."""

import pytest
from plan_making import plan

from extractor.records import Budget


def only(*paragraphs: str) -> Budget:
    (budget,) = plan(*paragraphs).budgets
    return budget


@pytest.mark.parametrize(
    ("words", "source", "level"),
    [
        ("Ngân sách trung ương: 90 triệu đồng", "central", None),
        ("NSTW 90 triệu đồng", "central", None),
        ("Hỗ trợ 90 triệu đồng từ ngân sách trung ương", "central", None),
        ("Kinh phí 90 triệu đồng (ngân sách trung ương)", "central", None),
        ("Ngân sách địa phương 90 triệu đồng", "local", None),
        ("Ngân sách tỉnh 90 triệu đồng", "local", "province"),
        ("Vốn ngân sách huyện: 90 triệu đồng", "local", "district"),
        ("ngân sách cấp xã 90 triệu đồng", "local", "commune"),
        ("Nhân dân đóng góp 90 triệu đồng", "mobilised", None),
        ("Vốn xã hội hoá 90 triệu đồng", "mobilised", None),
        ("Dư nợ 90 triệu đồng", "credit", None),
        ("Cho vay 12 hộ với số tiền 90 triệu đồng", "credit", None),
        ("Kinh phí 90 triệu đồng", None, None),
    ],
)
def test_the_source_of_a_sum(words: str, source: str | None, level: str | None) -> None:
    budget = only(f"- {words}.")
    assert (budget.source, budget.source_level) == (source, level)


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        pytest.param(
            "Tổng 90 triệu đồng, gồm: NSTW 60 triệu đồng, ngân sách tỉnh 30 triệu đồng",
            ["mixed", "central", "local"],
            id="two sources make mixed",
        ),
        pytest.param(
            "Tổng 90 triệu đồng, gồm: ngân sách tỉnh 60 triệu đồng, ngân sách xã 30 triệu đồng",
            ["local", "local", "local"],
            id="one source is the total's",
        ),
        pytest.param(
            "Ngân sách trung ương 90 triệu đồng, gồm: nhà ở 60 triệu đồng, nước 30 triệu đồng",
            ["central", "central", "central"],
            id="the total's is its parts'",
        ),
    ],
)
def test_sources_along_a_breakdown(words: str, sources: list[str]) -> None:
    assert [b.source for b in plan(words).budgets] == sources


@pytest.mark.parametrize(
    ("words", "capital"),
    [
        ("Vốn sự nghiệp 90 triệu đồng", "recurrent"),
        ("Vốn đầu tư phát triển: 90 triệu đồng", "investment"),
        ("Kinh phí 90 triệu đồng (vốn đầu tư)", "investment"),
        ("Kinh phí 90 triệu đồng", None),
    ],
)
def test_the_capital_of_a_sum(words: str, capital: str | None) -> None:
    assert only(words).capital == capital


def test_parts_have_the_capital_of_their_total() -> None:
    read = plan("Vốn sự nghiệp 90 triệu đồng, gồm: NSTW 60 triệu đồng, ngân sách tỉnh 30 triệu đồng.")
    assert [b.capital for b in read.budgets] == ["recurrent"] * 3


@pytest.mark.parametrize(
    ("paragraphs", "component"),
    [
        pytest.param(("Dự án 4: 90 triệu đồng.",), "Dự án 4", id="its own words"),
        pytest.param(("1. Dự án 4: Nghề nghiệp", "- Kinh phí 90 triệu đồng."), "Dự án 4", id="the heading"),
        pytest.param(
            ("1. Dự án 4: Nghề nghiệp", "a) Tiểu dự án 01: Đào tạo", "- Kinh phí 90 triệu đồng."),
            "Dự án 4 / Tiểu dự án 1",
            id="two headings, outermost first",
        ),
        pytest.param(
            ("Tiểu dự án 2 thuộc Dự án 3: 90 triệu đồng.",), "Dự án 3 / Tiểu dự án 2", id="in one phrase"
        ),
        pytest.param(
            ("1. Dự án 4: Nghề", "2. Việc khác", "- Kinh phí 90 triệu đồng."), None, id="another heading"
        ),
        pytest.param(("Kinh phí dự án là 95 triệu đồng.",), None, id="no number"),
    ],
)
def test_the_component_of_a_sum(paragraphs: tuple[str, ...], component: str | None) -> None:
    assert plan(*paragraphs).budgets[-1].component == component


@pytest.mark.parametrize(
    ("words", "approx"),
    [
        ("5 tỷ đồng trở lên", ">"),
        ("5 triệu đồng/hộ trở xuống", "<"),
        ("khoảng 90 triệu đồng", "~"),
        ("trên 90 triệu đồng", ">"),
        ("tối đa 90 triệu đồng", "<"),
        ("90 triệu đồng", None),
        ("trên địa bàn xã 90 triệu đồng", None),
    ],
)
def test_words_that_bound_a_sum(words: str, approx: str | None) -> None:
    assert only(f"Kinh phí {words}").approx == approx


@pytest.mark.parametrize(
    ("paragraphs", "status"),
    [
        pytest.param(("Kinh phí 90 triệu đồng",), "plan", id="plan"),
        pytest.param(("Đã giải ngân 90 triệu đồng",), "actual", id="đã"),
        pytest.param(("Ước thực hiện cả năm 90 triệu đồng",), "estimate", id="ước"),
        pytest.param(("I. KẾT QUẢ THỰC HIỆN", "- Kinh phí 90 triệu đồng"), "actual", id="under results"),
        pytest.param(("I. KINH PHÍ THỰC HIỆN", "- Kinh phí 90 triệu đồng"), "plan", id="under funding"),
        pytest.param(
            ("I. KẾT QUẢ", "1. Mục tiêu", "- Kinh phí 90 triệu đồng"),
            "plan",
            id="the innermost heading decides",
        ),
    ],
)
def test_the_status_of_a_sum(paragraphs: tuple[str, ...], status: str) -> None:
    assert only(*paragraphs).status == status


def test_result_and_plan_of_one_sum() -> None:
    read = plan("Doanh số cho vay 120/100 triệu đồng.")
    assert [(str(b.value), b.status) for b in read.budgets] == [("120", "actual"), ("100", "plan")]


@pytest.mark.parametrize(
    ("paragraphs", "years"),
    [
        (("Năm 2023 đã chi 90 triệu đồng, năm 2024 chi 80 triệu đồng.",), [2023, 2024]),
        (("I. KẾT QUẢ NĂM 2022", "- Kinh phí 90 triệu đồng."), [2022]),
        (
            (
                "KẾ HOẠCH",
                "Giảm nghèo năm 2024",
                "I. VỐN",
                "Cần 90 triệu đồng.",
                "II. KẾT QUẢ",
                "Chi 80 triệu đồng.",
            ),
            [2024, 2023],
        ),
        (("Cần 90 triệu đồng.",), [None]),
    ],
)
def test_the_year_of_a_sum(paragraphs: tuple[str, ...], years: list[int | None]) -> None:
    assert [b.year for b in plan(*paragraphs).budgets] == years


@pytest.mark.parametrize(
    ("words", "value", "unit_text"),
    [
        ("Kinh phí 30.000 đồng", "0.03", "đồng"),
        ("Kinh phí 15 Tr.đ", "15", "Tr.đ"),
        ("Kinh phí 2 tỷ đồng/xã", "2000", "tỷ đồng"),
        ("Tổng kinh phí: 900", "900", None),
    ],
)
def test_the_unit_as_written(words: str, value: str, unit_text: str | None) -> None:
    budget = only(words)
    assert (budget.model_dump()["value"], budget.unit_text) == (value, unit_text)


def test_a_sum_without_unit_is_doubted() -> None:
    budget = only("Tổng kinh phí: 900")
    assert (budget.rule_id, budget.confidence) == ("unit-missing", 0.5)


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        pytest.param(
            "Kinh phí 90 triệu đồng, gồm: ngân sách xã 52 triệu đồng, bà con góp 38.",
            ["38"],
            id="the last part completes the total",
        ),
        pytest.param(
            "Kinh phí 90 triệu đồng, gồm: ngân sách xã 52 triệu đồng, bà con góp 37.",
            [],
            id="a figure that completes nothing",
        ),
        pytest.param(
            "Kinh phí 90 triệu đồng. Ngân sách xã 52 triệu đồng cho nhóm 38.", [], id="another sentence"
        ),
        pytest.param("Tặng xe đạp, kinh phí 64 do một công ty ủng hộ.", ["64"], id="who pays behind it"),
        pytest.param("Kinh phí thực hiện dự án 3 từ ngân sách xã.", [], id="a number of a project"),
        pytest.param(
            "Kinh phí được bố trí gồm: huyện 310 triệu đồng; xã 36 triệu đồng; bà con góp 45. Xong trong năm.",
            ["45"],
            id="the last of a list of sums",
        ),
        pytest.param(
            "Kinh phí gồm: huyện 310 triệu đồng; xã 36 triệu đồng cho tổ 45.", [], id="the number of a group"
        ),
        pytest.param(
            "Số kinh phí được chuyển sang năm 2023 là 214,5 tiếp tục giao cho xã.",
            ["214,5"],
            id="words go on",
        ),
        pytest.param("Số vốn được giao là 214 hộ vay.", [], id="a count behind a word of money"),
        pytest.param("Đề nghị bổ sung 3,4 từ ngân sách huyện.", ["3,4"], id="who pays behind a verb"),
        pytest.param("Tặng quà cho các cụ, mỗi phần 300.000.", ["300.000"], id="a gift for each"),
        pytest.param("Giao bò giống, mỗi nhà 2.", [], id="too few for a sum"),
        pytest.param("Nợ quá hạn còn 41, chiếm 0,2%.", ["41"], id="a debt"),
    ],
)
def test_sums_without_unit_in_a_sentence(words: str, bare: list[str]) -> None:
    read = plan(f"- {words}")
    found = [b for b in read.budgets if b.rule_id == "unit-missing"]
    assert [read.text.text[slice(*b.figure)] for b in found] == bare


def test_a_sum_without_unit_is_read_in_that_of_its_parts() -> None:
    read = plan("Tổng kinh phí: 90.000.000, gồm: nhà ở 60.000.000 đồng, nước 30.000.000 đồng.")
    assert [b.model_dump()["value"] for b in read.budgets] == ["90", "60", "30"]


def test_words_and_figure_of_a_sum() -> None:
    read = plan("Đã làm xong; kinh phí hỗ trợ 3.417,5 triệu đồng cho hai thôn.")
    (budget,) = read.budgets
    assert budget.text == "kinh phí hỗ trợ 3.417,5 triệu đồng"
    assert read.text.text[slice(*budget.figure)] == "3.417,5"


def test_another_reading_of_a_sum_is_kept() -> None:
    budget = only("Kinh phí 207.318 triệu đồng")
    assert (str(budget.value), budget.readings, budget.confidence) == ("207318", ("207.318",), 0.9)


def test_sums_in_the_foot_are_not_read_but_in_the_appendix_behind_it() -> None:
    read = plan(
        "I. VỐN", "Cần 90 triệu đồng.", "Nơi nhận:", "- Lưu 12 triệu đồng;", "PHỤ LỤC I", "Cần 7 triệu đồng."
    )
    assert [str(b.value) for b in read.budgets] == ["90", "7"]


def test_the_unit_of_a_range_of_sums() -> None:
    read = plan("Mỗi dự án từ 50 - 150 tỷ đồng.")
    assert [(b.model_dump()["value"], b.unit_text) for b in read.budgets] == [
        ("50000", "tỷ đồng"),
        ("150000", "tỷ đồng"),
    ]
