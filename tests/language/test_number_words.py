"""Numbers in words, and words that are none."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.number_words import find_number_words, read_number_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("không", 0),
        ("một", 1),
        ("năm", 5),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("hai mươi một", 21),
        ("ba mươi tư", 34),
        ("ba mươi bốn", 34),
        ("năm mươi lăm", 55),
        ("sáu mươi nhăm", 65),
        ("bẩy mươi bảy", 77),
        ("hai chục", 20),
        ("một trăm chín chục", 190),
        ("bốn triệu sáu trăm ba chục ngàn", 4_630_000),
        ("một trăm", 100),
        ("một trăm linh năm", 105),
        ("một trăm lẻ tư", 104),
        ("một trăm rưỡi", 150),
        ("chín trăm chín mươi chín", 999),
        ("một nghìn", 1000),
        ("một ngàn không trăm linh hai", 1002),
        ("một nghìn lẻ hai", 1002),
        ("hai nghìn không trăm hai mươi lăm", 2025),
        ("hai vạn", 20_000),
        ("mười hai triệu ba trăm nghìn", 12_300_000),
        ("hai triệu rưỡi", 2_500_000),
        ("một tỷ rưỡi", 1_500_000_000),
        ("hai tỉ năm trăm triệu", 2_500_000_000),
        ("hai tỷ, năm trăm triệu, ba trăm nghìn", 2_500_300_000),
        ("một nghìn tỷ", 10**12),
        ("một nghìn hai trăm tỷ năm trăm triệu", 1_200_500_000_000),
        ("một nghìn hai trăm tỷ rưỡi", 1_200_500_000_000),
    ],
)
def test_a_number_in_words(words: str, value: int) -> None:
    assert read_number_words(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "",
        "hộ",
        "mươi",
        "chục",
        "vài chục",
        "hai chục mốt",
        "trăm",
        "linh năm",
        "hai hộ",
        "mười năm",
        "hai mươi năm",
        "một trăm năm",
        "hai triệu ba",
        "ba nghìn hai triệu",
        "hai tỷ ba tỷ",
        "rưỡi",
        "hai ba",
        "một " * 50,
    ],
)
def test_what_is_no_number(words: str) -> None:
    assert read_number_words(words) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("hỗ trợ hai triệu đồng", [("hai triệu", 2_000_000)], id="a sum"),
        pytest.param("ba trăm hộ, mười hai xã", [("ba trăm", 300), ("mười hai", 12)], id="two counts"),
        pytest.param("trong mười năm qua", [("mười", 10)], id="ten years"),
        pytest.param("năm 2024, năm nay", [], id="years"),
        pytest.param("năm mươi hộ trong năm", [("năm mươi", 50)], id="five bound by a number word"),
        pytest.param("hai triệu năm 2023", [("hai triệu", 2_000_000)], id="the year behind a sum"),
        pytest.param("hai, ba hộ", [("hai", 2), ("ba", 3)], id="a comma parts small numbers"),
        pytest.param("không có hộ nghèo", [], id="a negation"),
        pytest.param("bản hai mươi", [("hai mươi", 20)], id="behind a word"),
        pytest.param("haiti, hai2", [], id="inside words"),
    ],
)
def test_numbers_of_a_text(text: str, found: list[tuple[str, int]]) -> None:
    got = [(text[n.start : n.end], int(n.value)) for n in find_number_words(text)]
    assert got == found


def test_offsets_bound_the_search() -> None:
    text = "hai hộ, ba hộ, bốn hộ"
    assert [text[n.start : n.end] for n in find_number_words(text, 4, 14)] == ["ba"]


ONES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


@st.composite
def spelled(draw: st.DrawFn) -> tuple[int, str]:
    """A number under a million million and one of the ways to say it."""
    number = draw(st.integers(0, 999_999_999_999))
    scales = ["tỷ", "triệu", draw(st.sampled_from(["nghìn", "ngàn"])), ""]
    gap, four, five, one = (
        draw(st.sampled_from(pair))
        for pair in (("linh", "lẻ"), ("tư", "bốn"), ("lăm", "nhăm"), ("mốt", "một"))
    )
    groups = [number // 10**9, number // 10**6 % 1000, number // 1000 % 1000, number % 1000]
    words: list[str] = []
    for group, scale in zip(groups, scales, strict=True):
        if group:
            words += [*_group(group, bool(words), gap, four, five, one), *([scale] if scale else [])]
    return number, " ".join(words) or "không"


def _group(group: int, inner: bool, gap: str, four: str, five: str, one: str) -> list[str]:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [ONES[hundreds], "trăm"] if hundreds or inner else []
    if tens == 0:
        behind_gap = {4: four}.get(ones, ONES[ones])
        return [*words, *([gap, behind_gap] if words else [ONES[ones]])] if ones else words
    words += ["mười"] if tens == 1 else [ONES[tens], "mươi"]
    last = {5: five, **({1: one, 4: four} if tens > 1 else {})}.get(ones, ONES[ones])
    return [*words, last] if ones else words


@given(spelled())
def test_every_number_reads_back_from_its_words(case: tuple[int, str]) -> None:
    number, words = case
    assert read_number_words(words) == Decimal(number)
    found = [(n.start, n.end, n.value) for n in find_number_words(f"chi {words} đồng")]
    assert found == ([(4, 4 + len(words), number)] if words not in {"không", "năm"} else [])


@given(
    st.lists(
        st.sampled_from(
            [*ONES, "mười", "mươi", "trăm", "linh", "tư", "lăm", "mốt", "rưỡi", "nghìn", "tỷ", "hộ", ","]
        )
    )
)
def test_no_order_of_words_raises_and_finds_stay_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = list(find_number_words(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    for number in found:
        assert read_number_words(text[number.start : number.end]) == number.value


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert read_number_words(text) is None or text.strip()
    assert len(list(find_number_words(text))) <= len(text)


@pytest.mark.parametrize("piece", ["hai trăm ", "một ", "hai tỷ năm trăm ", "linh ", "không ", "hai, "])
def test_long_runs_take_linear_time(piece: str) -> None:
    text = piece * (2 * 10**5 // len(piece))
    begun = time.process_time()
    count = sum(1 for _ in find_number_words(text))
    assert time.process_time() - begun < 4
    assert count <= len(text)
