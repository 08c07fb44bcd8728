"""Characters: normal form, canonical spelling, folding."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.text import canonical, fold, has_marks, normal

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹòóỏõọủỷỉĩÀÁĐƯỜ"
VIETNAMESE = st.text(alphabet=LETTERS + "\u0301\u0309 .,;0123456789")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("e\u0302\u0301", "ế", id="composed"),
        pytest.param("va\u0301\u0302n đe\u0300\u0302", "vấn đề", id="tones before their hats"),
        pytest.param("vá\u0302n, ki\u0301n, h\u01a1\u0323p", "vấn, kín, hợp", id="half composed"),
        pytest.param("toan\u0301, Huyên\u0323, hoac\u0323h", "toán, Huyện, hoạch", id="tones typed last"),
        pytest.param("hộ\u0323 nghèo", "hộ nghèo", id="a tone typed twice"),
        pytest.param("Gdańsk, Kơ\u0306, Pač", "Gdańsk, Kơ\u0306, Pač", id="other languages"),
        pytest.param("  a \t b  ", "a b", id="spaces folded"),
        pytest.param("a\u00a0b", "a b", id="no-break space between words"),
        pytest.param("1\u00a0234\u00a0567", "1\u00a0234\u00a0567", id="no-break space groups digits"),
        pytest.param("1\u202f234", "1\u00a0234", id="narrow no-break space groups digits"),
        pytest.param("1\u00a02345", "1 2345", id="no group of three"),
        pytest.param("a\u200bb\u00adc\ufeffd", "abcd", id="invisible characters"),
        pytest.param("a\u0007b", "ab", id="control character"),
        pytest.param("Quyết ðịnh, Ðiều 1, Ɖầu tư", "Quyết định, Điều 1, Đầu tư", id="foreign letters for đ"),
        pytest.param("một\nhai", "một\nhai", id="line ends stay"),
    ],
)
def test_normal(raw: str, expected: str) -> None:
    assert normal(raw) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Hoà", "hòa"),
        ("HÒA", "hòa"),
        ("uỷ ban", "ủy ban"),
        ("Thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("quỷ", "quỷ"),
        ("toàn", "toàn"),
        ("hoàn", "hoàn"),
        ("hòan thành tòan bộ kế họach", "hoàn thành toàn bộ kế hoạch"),
        ("qúy, qủa, qùan, thủơ, quí, quá, quỳ", "quý, quả, quàn, thủơ, quí, quá, quỳ"),
        ("gìa, gỉai, gíêng, giá, gió, già, gì, gìn", "già, giải, giếng, giá, gió, già, gì, gìn"),
        ("cuả, giưã, muà, taị, naỳ, đôí, nghiã, nhiêù", "của, giữa, mùa, tại, này, đối, nghĩa, nhiều"),
        ("ngòai, khỏang, hụyên, tíêp, thúôc, nứơc", "ngoài, khoảng, huyện, tiếp, thuốc, nước"),
        ("của, mùa, nghĩa, thủy, hóa, tía, lừa, ủy", "của, mùa, nghĩa, thủy, hóa, tía, lừa, ủy"),
        ("TỈ LỆ", "tỷ lệ"),
        ("tỉ đồng", "tỷ đồng"),
        ("5 tỉ", "5 tỷ"),
        ("5tỉ", "5tỷ"),
        ("(2 tỉ)", "(2 tỷ)"),
        ("tỉ mỉ", "tỉ mỉ"),
        ("tỉnh", "tỉnh"),
    ],
)
def test_canonical_has_one_spelling(written: str, expected: str) -> None:
    assert canonical(written) == expected


@given(st.one_of(st.text(), VIETNAMESE, st.text(alphabet="İßẞŉǰΐọàa tỉ")))
def test_canonical_keeps_every_offset(text: str) -> None:
    assert len(canonical(text)) == len(text)


@given(st.one_of(st.text(), VIETNAMESE))
def test_normal_and_canonical_settle_at_once(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert canonical(canonical(text)) == canonical(text)
    assert unicodedata.is_normalized("NFC", normal(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Đắk Tơ", "dak to", id="đ and marks"),
        pytest.param("tỉ lệ", "tỷ lệ", id="tỉ and tỷ"),
        pytest.param("hoà", "hòa", id="tone on either vowel"),
        pytest.param("HỘ NGHÈO", "hộ nghèo", id="case"),
        pytest.param("ủy ban", "uỷ ban", id="ủy and uỷ"),
    ],
)
def test_fold_finds_the_same_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_words_apart() -> None:
    assert fold("bản") != fold("bàn b")
    assert fold("hộ nghèo") == "ho ngheo"


@given(VIETNAMESE)
def test_fold_takes_any_normal_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("ho ngheo", False), ("hộ", True), ("đ", True), ("Đ", True), ("", False), ("a1%", False)],
)
def test_has_marks(text: str, marked: bool) -> None:
    assert has_marks(text) is marked
