"""Tables that are added up across and down: counts, several breakdowns of one total, years of a period."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_plans import checks, finding, table, told

UNIT = "Đơn vị tính: triệu đồng\n"
COMMUNES = "TT | Xã | Số hộ nghèo | Số hộ cận nghèo | Số người"
ROWS = ("1 | Xã Nà Lốc | 121 | 53 | 307", "2 | Xã Phai Mới | 84 | 41 | 250", "3 | Xã Tà Mung | 95 | 36 | 211")
TOTAL = "  | Tổng cộng | 300 | 130 | {people}"


def test_a_total_row_of_counts() -> None:
    assert told(table(COMMUNES, *ROWS, TOTAL.format(people=768))) == []
    found = finding(table(COMMUNES, *ROWS, TOTAL.format(people=786)))
    assert (found.rule, found.severity, found.text, found.expected) == (
        "sum-mismatch",
        "error",
        "786",
        "768 người",
    )
    assert "đảo hai chữ số" in found.message


def test_a_total_row_above_its_parts() -> None:
    body = table(COMMUNES, TOTAL.format(people=778), *ROWS)
    assert told(body) == [("sum-mismatch", "error", "778")]


def test_a_lone_column_is_believed_where_places_are_added() -> None:
    head, *rows = (
        "TT | Xã | Số hộ nghèo",
        "1 | Xã Nà Lốc | 121",
        "2 | Xã Phai Mới | 84",
        "  | Tổng cộng | 206",
    )
    assert told(table(head, *rows)) == [("sum-mismatch", "warning", "206")]


@pytest.mark.parametrize(
    ("households", "money", "expected"),
    [("62", "540", []), ("26", "540", [("sum-mismatch", "warning", "26")]), ("26", "560", [])],
    ids=["adds up", "the money alone adds up", "nothing adds up"],
)
def test_a_lone_column_is_believed_where_the_money_beside_it_adds_up(
    households: str, money: str, expected: list[tuple[str, str, str]]
) -> None:
    body = UNIT + table(
        "TT | Mô hình | Số hộ tham gia | Kinh phí",
        "1 | Nuôi dê | 24 | 210",
        "2 | Trồng gừng | 38 | 330",
        f"  | Cộng | {households} | {money}",
    )
    assert [found for found in told(body) if found[2] == households] == expected


def test_indicators_are_no_parts_of_one_of_them() -> None:
    body = table(
        "TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2024",
        "1 | Tổng số hộ | Hộ | 812",
        "2 | Số hộ nghèo | Hộ | 75",
        "3 | Số hộ cận nghèo | Hộ | 40",
    )
    assert told(body) == []
    assert checks(body, "sum") == []


HEAD = "TT | Nội dung | Tổng số | NSTW | NSĐP | Vốn đầu tư | Vốn sự nghiệp"


def test_several_breakdowns_of_one_total_are_judged_alone() -> None:
    rows = (
        "1 | Dự án 1 | 1.500 | 1.200 | 300 | 1.000 | 500",
        "2 | Dự án 2 | 800 | 600 | {local} | 500 | 300",
        "3 | Dự án 4 | 640 | 500 | 140 | 410 | 230",
        "4 | Dự án 6 | 350 | 300 | 50 | 0 | 350",
        "5 | Dự án 7 | 270 | 200 | 70 | 0 | 270",
        "  | Tổng cộng | 3.560 | 2.800 | 760 | 1.910 | 1.650",
    )
    right, wrong = (UNIT + table(HEAD, *(row.format(local=local) for row in rows)) for local in (200, 210))
    assert told(right) == []
    found = finding(wrong)
    assert (found.rule, found.text, found.expected) == ("sum-mismatch", "210", "200 triệu đồng")


YEARS = "TT | Nội dung | {whole} | Năm 2021 | Năm 2022 | Năm 2023 | Năm 2024 | Năm 2025"


@pytest.mark.parametrize("whole", ["Giai đoạn 2021-2025", "Tổng giai đoạn 2021 – 2025", "Tổng cộng"])
def test_the_years_of_a_period_make_up_its_total(whole: str) -> None:
    head = YEARS.format(whole=whole)
    rows = (
        "1 | Dự án 1 | {total} | 200 | 300 | 300 | 300 | 400",
        "2 | Dự án 2 | 1.600 | 300 | 300 | 300 | 300 | 400",
    )
    assert told(UNIT + table(head, *(row.format(total="1.500") for row in rows))) == []
    found = finding(UNIT + table(head, *(row.format(total="1.510") for row in rows)))
    assert (found.rule, found.text, found.expected) == ("sum-mismatch", "1.510", "1.500 triệu đồng")


def test_levels_of_years_are_no_parts_of_a_period() -> None:
    head = "TT | Xã | Hộ nghèo 2021 | Hộ nghèo 2022 | Hộ nghèo 2023"
    assert (
        told(table(head, *(f"{n} | Xã Nà {n} | {90 - n} | {80 - 2 * n} | {70 - 3 * n}" for n in range(1, 7))))
        == []
    )


def test_a_wrong_count_is_told_once_though_its_rate_is_wrong_too() -> None:
    head = "TT | Thôn | Tổng số hộ | Số hộ nghèo | Tỷ lệ (%)"
    rows = (
        "1 | Bản Chiềng | 120 | 12 | 10,00",
        "2 | Bản Phai | 80 | 6 | 11,25",
        "3 | Bản Mo | 95 | 10 | 10,53",
    )
    assert [rule for rule, _, _ in told(table(head, *rows, "  | Tổng cộng | 295 | 31 | 10,51"))] == [
        "sum-mismatch"
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 900), min_size=3, max_size=3), min_size=3, max_size=9))
def test_true_tables_of_counts_are_silent(counts: list[list[int]]) -> None:
    rows = [f"{n} | Xã Nà {n} | {' | '.join(map(str, row))} | {sum(row)}" for n, row in enumerate(counts, 1)]
    sums = [sum(column) for column in zip(*counts, strict=True)]
    total = f"  | Tổng cộng | {' | '.join(map(str, sums))} | {sum(sums)}"
    head = "TT | Xã | Hộ Kinh (hộ) | Hộ Thái (hộ) | Hộ Mông (hộ) | Tổng số (hộ)"
    assert told(table(head, *rows, total)) == []
