"""Which poverty standard a figure hangs on: by its year, or by the words that it stands in."""

import pytest

from extractor.corpus.compare_words import Words
from extractor.rulebook.comparison import ComparisonRules, load_comparison


@pytest.fixture(scope="module")
def rules() -> ComparisonRules:
    return load_comparison()


@pytest.mark.parametrize(
    ("year", "name"),
    [
        pytest.param(2005, None, id="before those known"),
        pytest.param(2015, "2011-2015", id="last year of the decision of 2011"),
        pytest.param(2021, "2016-2021", id="kept a year longer"),
        pytest.param(2022, "2022-2026", id="first year of the decree of 2021"),
        pytest.param(2026, "2022-2026", id="kept through 2026 by the decree of 2025"),
        pytest.param(2027, "2027-2030", id="first year of the decree of 2025"),
        pytest.param(2031, None, id="behind those known"),
    ],
)
def test_the_standard_of_a_year(rules: ComparisonRules, year: int, name: str | None) -> None:
    assert Words(rules).standard(Words(rules).of(""), "poverty_rate", year) == name


@pytest.mark.parametrize(
    ("words", "year", "name"),
    [
        pytest.param("Tỷ lệ hộ nghèo theo chuẩn giai đoạn 2016-2020", 2022, "2022-2026", id="no such phrase"),
        pytest.param("theo chuẩn nghèo giai đoạn 2016-2020", 2022, "2016-2021", id="an older one"),
        pytest.param("theo chuẩn nghèo đa chiều giai đoạn 2022-2025", 2021, "2022-2026", id="a year ahead"),
        pytest.param("theo chuẩn nghèo giai đoạn 2026-2030", 2025, "2027-2030", id="the next one"),
        pytest.param("theo Nghị định 351/2025/NĐ-CP", 2026, "2022-2026", id="its decree keeps the old one"),
        pytest.param("theo chuẩn nghèo của tỉnh", 2026, "own", id="a province's own"),
    ],
)
def test_the_standard_of_words(rules: ComparisonRules, words: str, year: int, name: str) -> None:
    assert Words(rules).standard(Words(rules).of(words), "poverty_rate", year) == name


def test_no_two_standards_hold_in_one_year(rules: ComparisonRules) -> None:
    years = [year for one in rules.standards for year in range(one.first, one.last + 1)]
    assert len(years) == len(set(years))
    assert set(rules.standard_words) <= {one.name for one in rules.standards}
