"""Sums in figures beside their words: `amount-in-words-mismatch`."""

from decimal import Decimal

import pytest
from whole_plans import checks, finding, told

from extractor.checker.worded_sums import value_of

SAID = {
    "năm tỷ hai trăm triệu": "5200",
    "năm tỷ, hai trăm linh ba triệu, bốn trăm nghìn": "5203.4",
    "hai phẩy năm tỷ": "2500",
    "hai phẩy không năm tỷ": "2050",
    "mười hai phẩy bảy mươi lăm triệu": "12.75",
    "chín trăm nghìn năm trăm": "0.9005",
    "hai phẩy năm phẩy ba tỷ": None,
    "hai phẩy năm": None,
    "khoảng chừng ấy": None,
}


@pytest.mark.parametrize(("words", "value"), SAID.items(), ids=SAID)
def test_what_words_say(words: str, value: str | None) -> None:
    assert value_of(words) == (None if value is None else Decimal(value))


AGREE = {
    "đồng": ("5.200.000.000 đồng (Bằng chữ: Năm tỷ hai trăm triệu đồng)", "agrees"),
    "triệu đồng": ("5.200 triệu đồng (Bằng chữ: Năm tỷ, hai trăm triệu đồng chẵn./.)", "agrees"),
    "without a bracket": (
        "3.150.500.000 đồng. Bằng chữ: Ba tỷ một trăm năm mươi triệu năm trăm nghìn đồng",
        "agrees",
    ),
    "on a line of its own": ("900 triệu đồng\n(Viết bằng chữ: Chín trăm triệu đồng)", "agrees"),
    "a figure rounded": ("5,2 tỷ đồng (Bằng chữ: Năm tỷ hai trăm linh ba triệu đồng)", "rounding"),
    "a figure cut off": ("5,2 tỷ đồng (Bằng chữ: Năm tỷ hai trăm sáu mươi triệu đồng)", "rounding"),
    "words that say nothing": ("5,2 tỷ đồng (Bằng chữ: Năm tỷ hai chăm triệu đồng)", "not-checkable"),
    "an estimate": ("khoảng 5,2 tỷ đồng (Bằng chữ: Năm tỷ ba trăm triệu đồng)", "not-checkable"),
}


@pytest.mark.parametrize(("words", "verdict"), AGREE.values(), ids=AGREE)
def test_words_that_say_the_figure(words: str, verdict: str) -> None:
    body = f"1. Tổng kinh phí thực hiện: {words}."
    assert [c.verdict for c in checks(body, "amount-in-words")] == [verdict]
    assert told(body) == []


DIFFER = {
    "a digit": ("5.250 triệu đồng", "Năm tỷ hai trăm triệu đồng", "5.200 triệu đồng"),
    "a unit of the figure": ("5.250 đồng", "Năm tỷ hai trăm năm mươi triệu đồng", "5.250.000.000 đồng"),
    "a scale of the words": ("5.250 triệu đồng", "Năm triệu hai trăm năm mươi nghìn đồng", "5,25 triệu đồng"),
    "tens said round": ("4.650.000 đồng", "Bốn triệu sáu trăm ba chục ngàn đồng", "4.630.000 đồng"),
    "beyond rounding": ("5,2 tỷ đồng", "Năm tỷ ba trăm triệu đồng", "5,3 tỷ đồng"),
}


@pytest.mark.parametrize(("figure", "words", "expected"), DIFFER.values(), ids=DIFFER)
def test_words_that_say_another_sum(figure: str, words: str, expected: str) -> None:
    found = finding(f"1. Tổng kinh phí thực hiện: {figure} (Bằng chữ: {words}).")
    assert (found.rule, found.severity, found.expected) == ("amount-in-words-mismatch", "error", expected)
    assert found.text == f"(Bằng chữ: {words})"
    assert [e.text for e in found.evidence] == [figure, found.text]


def test_words_that_prove_a_wrong_unit_again_are_no_second_finding() -> None:
    body = (
        "1. Tổng kinh phí: 950 đồng (Bằng chữ: chín trăm năm mươi triệu đồng), gồm: 500 triệu đồng vốn tỉnh và "
        "450 triệu đồng vốn huyện."
    )
    assert [rule for rule, _, _ in told(body)] == ["unit-scale"]


def test_a_long_text_without_an_end_costs_little() -> None:
    assert told("1. Tổng kinh phí: 950 triệu đồng. " + "Bằng chữ: năm tỷ " * 3000) == []


SOURCES = """1. Tổng kinh phí thực hiện: 2.046,5 triệu đồng, bao gồm:
- Ngân sách Trung ương: 1.480 triệu đồng;
- Ngân sách huyện: 326,5 triệu đồng;
- Huy động cộng đồng: 240 triệu đồng.
(Bằng chữ: {} đồng)"""


def test_words_behind_a_list_say_its_total() -> None:
    assert told(SOURCES.format("Hai tỷ không trăm bốn mươi sáu triệu năm trăm nghìn")) == []
    assert told(SOURCES.format("Hai trăm bốn mươi triệu")) == []
    found = finding(SOURCES.format("Hai tỷ không trăm bốn mươi hai triệu năm trăm nghìn"))
    assert (found.rule, found.expected) == ("amount-in-words-mismatch", "2.042,5 triệu đồng")
