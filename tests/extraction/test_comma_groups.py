"""Figures of tables whose thousands have commas, and of those whose decimals have."""

import pytest
from plan_making import plan, table

from extractor.extraction.comma_groups import by_commas, has_comma_groups
from extractor.language.figures import read_figure
from extractor.records import decimal_text


@pytest.mark.parametrize(
    ("columns", "grouped"),
    [
        (["1,050 | 2,400 | 3,450", "450 | 700 | 1,150", "600 | 1,700 | 2,300"], True),
        (["1,050,000 | 450,000 | 1,500,000"], True),
        (["1,050 | 700.25 | 1,750.25", "2026 | 2027"], True),
        (["900 | 2,100 | 3,000"], True),
        (["900 | 2,100 | 3,100"], False),
        (["1,250 | 2,125 | 3,375", "12,5 | 150 | 200"], False),  # decimals beside
        (["1,250 | 2,125 | 3,375", "0,125 | 1,200 | 150 | 200 | 300"], False),
        (["1,250 | 2,125 | 3,375"], False),  # milliards with three decimals each
        (["1,250 | 2,125 | 3,375", "150 | 200 | 300"], False),  # counts in a column of their own
        (["1,250 | 450 | 700 | 800 | 2,125 | 3,375 | 1250"], False),
        (["1,250 | 450 | 700 | 800 | 2,125 | 3,375 | 1.250"], False),
        (["1.250 | 450 | 700 | 800"], False),
        ([], False),
    ],
)
def test_what_commas_do(columns: list[str], grouped: bool) -> None:
    assert has_comma_groups([column.split(" | ") for column in columns]) is grouped


@pytest.mark.parametrize(
    ("written", "value"),
    [("1,050", "1050"), ("1,050.5", "1050.5"), ("12.5", "12.5"), ("450", "450"), ("12,5", "12.5")],
)
def test_a_figure_grouped_by_commas(written: str, value: str) -> None:
    figure = read_figure(written)
    assert figure is not None
    assert decimal_text(by_commas(figure).value) == value


def test_a_table_of_a_spreadsheet_in_english_settings() -> None:
    read = plan(
        "Đơn vị tính: triệu đồng",
        table(
            "TT | Nội dung | Tổng | NSTW | NSĐP",
            "1 | Làm đường | 1,050 | 900 | 150",
            "2 | Dạy nghề | 2,500 | 2,100 | 400",
            " | Tổng cộng | 3,550 | 3,000 | 550",
        ),
    )
    values = [decimal_text(b.value) for b in read.budgets]
    assert values == ["1050", "900", "150", "2500", "2100", "400", "3550", "3000", "550"]
    assert read.budgets[0].readings == ("1.05",)
    assert len(read.sums) == 6
