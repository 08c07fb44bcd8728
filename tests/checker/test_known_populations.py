"""Rates beside a population that the plan tells: in prose and in tables."""

from decimal import Decimal

import pytest
from whole_plans import checks, finding, table, told

from extractor.checker import granularity
from extractor.checker.quantities import Quantity, Reading

PROSE = {
    "the count makes the rate": "Toàn xã có 812 hộ, trong đó có 75 hộ nghèo, chiếm tỷ lệ 9,24%.",
    "of list items": "- Tổng số hộ dân cuối năm 2023: 812 hộ.\n- Hộ nghèo cuối năm 2023: 75 hộ, tỷ lệ 9,24%.",
    "of a part of them": "Toàn xã có 812 hộ, trong đó có 300 hộ Mông; 75 hộ nghèo, chiếm tỷ lệ 25,00%.",
    "some count gives it": "Cuối năm 2023 toàn xã có 812 hộ dân. Tỷ lệ hộ nghèo cuối năm 2023 là 9,24%.",
    "too many households to tell": "Cuối năm 2023 toàn xã có 1.200 hộ. Tỷ lệ hộ nghèo cuối năm 2023 là 9,3%.",
    "a goal need not come out even": "Toàn xã có 812 hộ. Phấn đấu cuối năm 2024 tỷ lệ hộ nghèo còn 9,27%.",
    "of a hamlet": "Bản Chiềng có 48 hộ; tỷ lệ hộ nghèo của bản là 25,0%.",
    "of the commune, behind a hamlet": "Bản Chiềng có 48 hộ; tỷ lệ hộ nghèo toàn xã là 25,3%.",
    "behind several hamlets": "Bản Chiềng có 48 hộ; bản Phai có 79 hộ; tỷ lệ hộ nghèo của bản là 25,3%.",
    "poor households of a hamlet": "Về hộ nghèo: Bản Chiềng có 48 hộ, tỷ lệ hộ nghèo là 25,3%.",
    "another year's households": "Cuối năm 2021 toàn xã có 812 hộ. Tỷ lệ hộ nghèo cuối năm 2023 là 9,27%.",
}


@pytest.mark.parametrize("body", PROSE.values(), ids=PROSE)
def test_true_rates_in_prose(body: str) -> None:
    assert told(body) == []


def test_a_count_that_does_not_make_its_rate() -> None:
    found = finding("Toàn xã có 812 hộ, trong đó có 75 hộ nghèo, chiếm tỷ lệ 9,42%.")
    assert (found.rule, found.text, found.expected) == ("ratio-mismatch", "9,42%", "9,24%")
    assert "75/812 = 9,24%" in found.message


OF_ALL = "Đầu năm 2023, toàn xã có 96 hộ nghèo/1.420 hộ dân, tỷ lệ 6,76%; 71 hộ cận nghèo, tỷ lệ {}%."
PROVED = "Xã có 6 bản với 684 hộ.\nCuối năm 2023 có 212 hộ nghèo, chiếm {}% tổng số hộ; 97 hộ cận nghèo, chiếm 14,18%."


@pytest.mark.parametrize(("body", "true", "false"), [(OF_ALL, "5,00", "5,50"), (PROVED, "30,99", "31,9")])
def test_all_households_told_beside_the_poor(body: str, true: str, false: str) -> None:
    assert told(body.format(true)) == []
    found = finding(body.format(false))
    assert (found.rule, found.text) == ("ratio-mismatch", f"{false}%")


def test_a_population_of_one_place_proves_nothing_of_another() -> None:
    body = "Vùng cao có 402 hộ, 101 hộ nghèo (25,12%).\nToàn xã có 137 hộ nghèo (15,02%), 98 hộ cận nghèo (10,75%)."
    assert told(body) == []


def test_two_pairs_and_their_population_are_one_finding() -> None:
    body = "Tổng số hộ toàn xã là 812 hộ; số hộ nghèo 75 hộ, tỷ lệ 9,29%; số hộ cận nghèo 40 hộ, tỷ lệ 4,93%."
    assert told(body) == [("ratio-mismatch", "error", "9,29%")]


def test_a_rate_that_no_count_gives() -> None:
    found = finding("Cuối năm 2023 toàn xã có 812 hộ dân. Tỷ lệ hộ nghèo cuối năm 2023 là 9,27%.")
    assert (found.rule, found.severity, found.text) == ("rate-impossible", "warning", "9,27%")
    assert found.expected == "9,24% / 9,36%"
    assert "75 → 9,24%, 76 → 9,36%" in found.message


def test_a_population_proved_by_the_rate_beside() -> None:
    body = "Xã có 6 thôn, 812 hộ dân. Đầu năm 2023 có 75 hộ nghèo, chiếm 9,24%, tỷ lệ hộ cận nghèo {}%."
    assert told(body.format("4,88")) == [("rate-impossible", "warning", "4,88%")]
    assert told(body.format("4,93")) == []


def test_a_rate_of_a_hamlet_that_no_count_gives() -> None:
    found = finding("Bản Chiềng có 48 hộ; tỷ lệ hộ nghèo của bản là 25,3%.")
    assert (found.rule, found.text, found.expected) == ("rate-impossible", "25,3%", "25,0% / 27,1%")


VILLAGES = ("TT | Thôn | Tổng số hộ | Số hộ nghèo | Tỷ lệ (%)", "1 | Bản Chiềng | 120 | 12 | 10,00")


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("11,25", []),
        ("11,52", [("ratio-mismatch", "error", "11,52")]),
        ("11,2", []),  # cut off after its last digit
    ],
)
def test_a_rate_in_a_table_follows_from_the_columns_that_make_the_others(
    stated: str, found: list[tuple[str, str, str]]
) -> None:
    body = table(*VILLAGES, f"2 | Bản Phai | 80 | 9 | {stated}", "3 | Bản Mo | 95 | 10 | 10,53")
    assert told(body) == found


def test_columns_that_make_no_rate_are_no_ratio() -> None:
    rows = ("1 | Bản Chiềng | 120 | 12 | 8,31", "2 | Bản Phai | 80 | 9 | 7,94", "3 | Bản Mo | 95 | 10 | 9,12")
    assert told(table(VILLAGES[0], *rows)) == []
    assert checks(table(VILLAGES[0], *rows), "ratio") == []


def test_spent_of_planned_is_a_ratio_too() -> None:
    head = "TT | Dự án | Kế hoạch vốn (triệu đồng) | Giải ngân (triệu đồng) | Tỷ lệ (%)"
    rows = (
        "1 | Dự án 1 | 1.250 | 400 | 32,0",
        "2 | Dự án 2 | 800 | 620 | 77,5",
        "3 | Dự án 4 | 640 | 512 | 88,0",
    )
    found = finding(table(head, *rows))
    assert (found.rule, found.text, found.expected) == ("ratio-mismatch", "88,0", "80,0%")
    assert "512/640" in found.message


@pytest.mark.parametrize(
    ("stated", "found"), [("11,25", []), ("11,52", [("rate-impossible", "warning", "11,52")])]
)
def test_rates_beside_the_number_of_all_households(stated: str, found: list[tuple[str, str, str]]) -> None:
    rows = ("1 | Bản Chiềng | 120 | 10,00", f"2 | Bản Phai | 80 | {stated}", "3 | Bản Mo | 95 | 10,53")
    assert told(table("TT | Thôn | Tổng số hộ | Tỷ lệ hộ nghèo (%)", *rows)) == found


def _quantity(value: int | str, step: str = "0", decimals: int = 0) -> Quantity:
    return Quantity((0, 1), str(value), Reading(Decimal(value), Decimal(step)), "=", 0, decimals, str(value))


@pytest.mark.parametrize("size", [7, 63, 99, 412, 812, 999])
def test_every_whole_count_gives_a_possible_rate(size: int) -> None:
    """Rounded to the nearest or cut off, no true rate is told; of all rates there are, most are not true."""
    possible = 0
    for hundredths in range(1, 10000):
        judged = granularity.judge(_quantity(size), _quantity(f"{hundredths / 100:.2f}", "0.01", 2), (), None)
        assert judged is not None
        possible += judged.verdict == "agrees"
        exact = any(round(10000 * k / size) == hundredths for k in range(size + 1))
        assert judged.verdict == "agrees" or not exact
    assert possible <= size + 1
