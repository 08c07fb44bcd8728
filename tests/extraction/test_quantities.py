"""Figures with their units."""

import pytest
from plan_making import rules

from extractor.extraction.citations import CitationFinder
from extractor.extraction.mentions import MentionFinder
from extractor.extraction.quantities import Quantity, QuantityReader
from extractor.language.text import canonical
from extractor.records import decimal_text

MENTIONS = MentionFinder(CitationFinder(rules().citations), rules().headings)
READER = QuantityReader(rules().units)


def read(text: str) -> list[Quantity]:
    lowered = canonical(text)
    figures = MENTIONS.find(text, lowered, 0, len(text)).figures
    return [q for q in READER.read(lowered, figures, len(text)) if isinstance(q, Quantity)]


def figures(text: str) -> list[tuple[str, str]]:
    """(value, unit) of every quantity; money in triệu đồng."""
    return [(decimal_text(q.value), q.unit or q.kind.value) for q in read(text)]


@pytest.mark.parametrize(
    ("text", "million"),
    [
        ("3.417,5 triệu đồng", "3417.5"),
        ("30.000 đồng", "0.03"),
        ("30.000.000 đồng", "30"),
        ("30 ngàn đồng", "0.03"),
        ("15 tr.đ", "15"),
        ("15trđ", "15"),
        ("2 tỷ đồng", "2000"),
        ("7,5 tỉ đồng", "7500"),
        ("1.250 tỷ", "1250000"),
        ("25.000đ", "0.025"),
        ("2 tỷ 500 triệu đồng", "2500"),
        ("2 tỷ 500 triệu", "2500"),
        ("2 tỷ và 500 triệu đồng", "2500"),
        ("1 triệu 200 nghìn đồng", "1.2"),
        ("300 (ba trăm) triệu đồng", "300"),
        ("3.417,5 đồng", "0.0034175"),
    ],
)
def test_money_is_in_trieu_dong(text: str, million: str) -> None:
    assert figures(text) == [(million, "VND")]
    (quantity,) = read(text)
    assert (quantity.start, quantity.stop) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("25.000 đ/kg", "kg"),
        ("60 triệu đồng/nhà", "house"),
        ("150.000 đồng/người/tháng", "person/month"),
        ("500 nghìn đồng/hộ/tháng", "household/month"),
        ("5 tỷ/năm", "year"),
        ("3 triệu đồng mỗi hộ", "household"),
        ("3 triệu đồng/01 hộ", "household"),
        ("300.000 đồng/01 báo cáo", None),
        ("2%/năm", "year"),
        ("1,5% mỗi năm", "year"),
        ("12 hộ", None),
    ],
)
def test_what_a_quantity_is_for(text: str, per: str | None) -> None:
    assert [q.per for q in read(text)] == [per]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100 %", "100", "percent"),
        ("9,5%", "9.5", "percent"),
        ("5 điểm phần trăm", "5", "percent"),
        ("20 phần trăm", "20", "percent"),
        ("1,36 triệu tấn", "1360000", "tonne"),
        ("1,2 vạn người", "12000", "person"),
        ("2 nghìn lao động", "2000", "person"),
        ("05 (năm) mô hình", "5", "model"),
        ("1.250(1) hộ", "1250", "household"),
        ("1.250 (2) hộ", "1250", "household"),
        ("1.250¹ hộ", "1250", "household"),
        ("12,5[3] %", "12.5", "percent"),
        ("12 con bò", "12", "livestock"),
        ("20 cái nhà", "20", "house"),
        ("500 lượt khám", "500", "visit"),
        ("12,5 ha", "12.5", "ha"),
        ("30 m²", "30", "m2"),
        ("1.200 USD", "1200", "USD"),
        ("tối thiểu 03 năm", "3", "year"),
        ("12,5‰", "12.5", "other"),
        ("12 %o", "12", "other"),
        ("12 phần nghìn", "12", "other"),
        ("2 lần/năm", "2", "round/year"),
        ("5 trăm hộ", "500", "household"),
        ("07", "7", "bare"),
        ("12 đồi", "12", "bare"),
        ("12 hội", "12", "bare"),
    ],
)
def test_counts_rates_and_measures(text: str, value: str, unit: str) -> None:
    assert figures(text) == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10-15 triệu đồng", "10", "15", "VND"),
        ("từ 10 đến 15 triệu đồng", "10", "15", "VND"),
        ("10 – 15%", "10", "15", "percent"),
        ("2 - 3%/năm", "2", "3", "percent"),
        ("3-5 mô hình", "3", "5", "model"),
        ("1-2 nghìn người", "1000", "2000", "person"),
    ],
)
def test_a_range_is_two_bounds(text: str, low: str, high: str, unit: str) -> None:
    assert [(decimal_text(q.value), q.unit, q.bound) for q in read(text)] == [
        (low, unit, ">="),
        (high, unit, "<="),
    ]


@pytest.mark.parametrize(
    ("text", "million"),
    [
        ("1 250 000 đồng", "1.25"),
        ("là 2.621, 5 triệu đồng", "2621.5"),
        ("12 345 678,5 đồng", "12.3456785"),
        ("chi 2 345 triệu đồng", "2345"),
        ("chi 2. 621,5 triệu đồng", "2621.5"),
        ("chi 1.250. 000 đồng", "1.25"),
        ("chi 12 .500.000 đồng", "12.5"),
    ],
)
def test_a_figure_that_spaces_broke_is_one(text: str, million: str) -> None:
    assert figures(text) == [(million, "VND")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("2. 621 hộ", ["2", "621"], id="a number that opens the item"),
        pytest.param("5 120 hộ", ["5", "120"], id="an order number before a count"),
        pytest.param("đạt 12. 345 là", ["12", "345"], id="no unit behind"),
        pytest.param("đạt 12. 45 hộ", ["12", "45"], id="no group of three"),
        pytest.param("đạt 1234 567 hộ", ["1234", "567"], id="four digits cannot be grouped"),
        pytest.param("đạt 1,5. 345 hộ", ["1.5", "345"], id="decimals end a figure"),
        pytest.param("đạt 012 345 hộ", ["12", "345"], id="a leading zero"),
    ],
)
def test_figures_that_only_stand_side_by_side(text: str, values: list[str]) -> None:
    assert [value for value, _ in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("chi 2 345 triệu đồng", "2345", "345"),
        ("chi 2. 621,5 triệu đồng", "2621.5", "621.5"),
        ("chi 2O triệu đồng", "20", "2"),
        ("chi l.250 triệu đồng", "1250", "250"),
        ("đạt l5%", "15", "5"),
        ("đạt O,5%", "0.5", "5"),
    ],
)
def test_a_mended_figure_keeps_what_is_written(text: str, value: str, other: str) -> None:
    (quantity,) = read(text)
    assert (decimal_text(quantity.value), [decimal_text(v) for v in quantity.other]) == (value, [other])


@pytest.mark.parametrize("text", ["5 l dầu", "20o C", "CO2 đồng", "kho 2O"])
def test_letters_that_are_no_digits(text: str) -> None:
    assert all(not quantity.other for quantity in read(text))


@pytest.mark.parametrize(
    ("text", "million"),
    [
        ("3 tỷ rưỡi", "3500"),
        ("1 triệu rưỡi đồng", "1.5"),
        ("2 tỷ 500 triệu 200 nghìn đồng", "2500.2"),
        ("2 triệu 5 trăm nghìn đồng", "2.5"),
        ("5 trăm triệu đồng", "500"),
        ("1,2 nghìn tỷ đồng", "1200000"),
        ("1 nghìn 200 tỷ đồng", "1200000"),
        ("hai triệu đồng", "2"),
        ("hai tỷ năm trăm triệu đồng", "2500"),
        ("2 tỷ năm trăm triệu đồng", "2500"),
        ("một tỷ rưỡi", "1500"),
        ("hai triệu rưỡi/hộ", "2.5"),
    ],
)
def test_sums_of_several_words(text: str, million: str) -> None:
    assert figures(text) == [(million, "VND")]


@pytest.mark.parametrize(
    "text",
    [
        "2 tỷ 500 hộ",
        "5 triệu đồng 3 triệu đồng",
        "5 triệu/hộ 500 nghìn đồng",
    ],
)
def test_sums_that_only_stand_side_by_side(text: str) -> None:
    assert len(read(text)) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("năm mươi phần trăm", [("50", "percent")], id="a rate"),
        pytest.param("giảm ba trăm hộ nghèo", [("300", "household")], id="a goal's count"),
        pytest.param("hỗ trợ xây dựng mười hai căn nhà", [("12", "house")], id="houses to build"),
        pytest.param("giảm một nửa số hộ nghèo", [("1", "household")], id="half of the households"),
        pytest.param("có ba trăm hộ nghèo", [], id="no verb of a goal"),
        pytest.param("giảm hai hộ", [], id="small numbers are ways of speaking"),
        pytest.param("mười hai xã", [], id="communes are a scope"),
        pytest.param("giải quyết ba nội dung", [], id="no thing of the rules"),
        pytest.param("một số hộ", [], id="some"),
        pytest.param("một nửa số hộ nghèo", [], id="half without a goal"),
        pytest.param("hàng triệu đồng", [], id="millions"),
        pytest.param("vài trăm triệu đồng", [], id="some hundred millions"),
        pytest.param("một trăm đồng bào", [], id="compatriots"),
        pytest.param("2 tỷ đồng (hai tỷ đồng)", [("2000", "VND")], id="said again in brackets"),
        pytest.param("2 tỷ đồng (Bằng chữ: Hai tỷ đồng chẵn)", [("2000", "VND")], id="said again in words"),
        pytest.param("05 (năm) mô hình", [("5", "model")], id="a count said again"),
    ],
)
def test_figures_in_words(text: str, found: list[tuple[str, str]]) -> None:
    assert figures(text) == found


def test_half_is_one_of_two() -> None:
    (quantity,) = read("giảm một nửa số hộ nghèo")
    assert quantity.denominator == 2


@pytest.mark.parametrize("text", ["15-10 triệu đồng", "Dự án 1 - 5 hộ", "12 - xã"])
def test_what_is_no_range(text: str) -> None:
    assert {q.bound for q in read(text)} == {None}


@pytest.mark.parametrize(
    ("text", "top", "bottom", "unit"),
    [
        ("430/900 hộ", "430", "900", "household"),
        ("86 / 95 lao động", "86", "95", "person"),
        ("14/31 trường", "14", "31", "school"),
        ("1/2 số hộ", "1", "2", "household"),
        ("2/3 tổng số thôn", "2", "3", "village"),
        ("1/2 số cán", "1", "2", None),
    ],
)
def test_a_fraction_is_one_quantity(text: str, top: str, bottom: str, unit: str | None) -> None:
    (quantity,) = read(text)
    assert quantity.denominator is not None
    assert (decimal_text(quantity.value), decimal_text(quantity.denominator)) == (top, bottom)
    assert quantity.unit == unit
    assert text[quantity.start : quantity.end].replace(" ", "") == f"{top}/{bottom}"


def test_a_fraction_of_money_is_result_and_plan() -> None:
    assert [(decimal_text(q.value), q.bound) for q in read("120/100 triệu đồng")] == [
        ("120", "actual"),
        ("100", "plan"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("164.275 kg", "164275", ["164.275"]),
        ("52,418 tấn", "52.418", ["52418"]),
        ("12.475%", "12.475", ["12475"]),
        ("1.250 tỷ", "1250000", ["1250"]),
        ("12,5 ha", "12.5", []),
    ],
)
def test_other_readings_are_scaled_alike(text: str, value: str, other: list[str]) -> None:
    (quantity,) = read(text)
    assert (decimal_text(quantity.value), [decimal_text(v) for v in quantity.other]) == (value, other)


def test_malformed_digits_are_handed_on() -> None:
    lowered = "có 6.214.3000 người và 7 hộ"
    found = list(READER.read(lowered, MENTIONS.find(lowered, lowered, 0, len(lowered)).figures, len(lowered)))
    assert [(type(item).__name__, lowered[item.start : item.end]) for item in found] == [
        ("Unreadable", "6.214.3000"),
        ("Quantity", "7"),
    ]
