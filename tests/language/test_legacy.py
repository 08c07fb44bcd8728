"""Old Vietnamese encodings: their tables, which one a text is in, what it says; good text is left alone."""

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.legacy import (
    ENCODINGS,
    Stretch,
    claim_of,
    from_viqr,
    is_suspect,
    judge,
    stretches_from_viqr,
    with_capitals,
    with_hyphens_as_letters,
)
from extractor.language.legacy.letters import MARKED, MARKED_SMALL, TONES, VOWELS, toned
from extractor.language.legacy.syllables import SYLLABLES, is_syllable
from extractor.language.legacy.tables import BKHCM2, TCVN3, VNI, VPS
from legacy_codes import SHOWN, as_bkhcm2, as_tcvn3, as_vni

ALL = {**SHOWN, "bkhcm2": as_bkhcm2}
WORDS = (
    "Căn cứ Nghị quyết số 12/2023/NQ-HĐND ngày 5/7/2023, Ủy ban nhân dân xã giao 1.250,5 triệu đồng cho 36 hộ "
    "nghèo (giảm 4,5%) để sửa chữa nhà ở, mua giống và học nghề trong quý III"
)
SMALL = WORDS.replace("Ủy ban", "Uỷ ban")  # TCVN3 and VPS have no capital letter for it


def read(text: str, claim: str | None = None) -> str:
    """The text as the judge decides on it, alone."""
    (encoding,) = judge([Stretch(text, claim)]).encodings
    return text if encoding is None else encoding.decode(text)


def key_of(text: str, claim: str | None = None) -> str | None:
    (encoding,) = judge([Stretch(text, claim)]).encodings
    return None if encoding is None else encoding.key


def every_syllable() -> list[str]:
    """Each syllable in each tone that it takes, the tone on its first vowel with a hat, else on the first."""
    found = []
    for bare in sorted(SYLLABLES):
        at = next((i for i, c in enumerate(bare) if c in "ăâêôơư"), None)
        if at is None:
            at = next(i for i, c in enumerate(bare) if c in VOWELS)
        found += [bare[:at] + toned(bare[at], tone) + bare[at + 1 :] for tone in TONES]
    return [word for word in found if is_syllable(word)]


def test_there_are_sixty_seven_letters_of_each_case_that_ascii_lacks() -> None:
    assert len(MARKED_SMALL) == len(set(MARKED_SMALL)) == 67
    assert len(MARKED) == len(set(MARKED)) == 134


@pytest.mark.parametrize(
    ("table", "capitals"), [(TCVN3, "ĂÂÊÔƠƯĐ"), (VNI, MARKED_SMALL.upper()), (BKHCM2, MARKED_SMALL.upper())],
    ids=["tcvn3", "vni", "bkhcm2"],
)  # fmt: skip
def test_a_table_holds_every_small_letter_and_the_capitals_of_its_fonts(
    table: dict[str, str], capitals: str
) -> None:
    assert set(table.values()) == set(MARKED_SMALL + capitals)


def test_vps_holds_every_small_letter_and_most_capitals() -> None:
    assert set(MARKED_SMALL) < set(VPS.values())
    assert len(VPS) == len(set(VPS)) == 120


@pytest.mark.parametrize(
    ("encoding", "codes", "words"),
    [
        ("tcvn3", "Kinh phÝ ch¨m sãc søc kháe ng­êi d©n ®îc cÊp ®ñ", "Kinh phí chăm sóc sức khỏe người dân đợc cấp đủ"),
        ("vni", "Kinh phí chaêm soùc söùc khoûe ngöôøi daân ñöôïc", "Kinh phí chăm sóc sức khỏe người dân được"),
        ("vni", "ÑÖÔØNG SAÙ, TRÖÔØNG HOÏC, KYÛ NIEÄM, KYÕ THUAÄT", "ĐƯỜNG SÁ, TRƯỜNG HỌC, KỶ NIỆM, KỸ THUẬT"),
        ("cp1258", "Kinh phiì chãm soìc ngýõÌi nghèo ðaÞ giao ðuÒ", "Kinh phí chăm sóc người nghèo đã giao đủ"),
        ("vps", "Kinh phí chæm sóc sÙc khÕe ngÜ©i dân ÇÜ®c cÃp Çû", "Kinh phí chăm sóc sức khỏe người dân được cấp đủ"),
        ("bkhcm2", "Kinh phñ chùm soác sûác khoãe ngûúâi dên", "Kinh phí chăm sóc sức khỏe người dân"),
        ("utf8", "Kinh phÃ\xad chÄƒm sÃ³c sá»©c khá»\x8fe ngÆ°á»\x9di dÃ¢n", "Kinh phí chăm sóc sức khỏe người dân"),
    ],
)  # fmt: skip
def test_words_as_old_fonts_show_them(encoding: str, codes: str, words: str) -> None:
    assert key_of(codes) == encoding
    assert read(codes) == words


@pytest.mark.parametrize("key", ALL)
def test_every_syllable_comes_back(key: str) -> None:
    """But for signs that stand alone, such as ¸, which is «á» inside a word of TCVN3 only."""
    words = every_syllable()
    assert len(words) > 15_000
    decode = ENCODINGS[key].decode
    shown = {word: ALL[key](word) for word in words}
    assert [word for word, code in shown.items() if decode(code) != word and len(code) > 1] == []


@pytest.mark.parametrize("key", sorted(set(ALL) - {"tcvn3", "vps"}))
def test_every_capital_syllable_comes_back(key: str) -> None:
    decode = ENCODINGS[key].decode
    assert [w for w in every_syllable()[::7] if decode(ALL[key](w.upper())) != w.upper()] == []


@given(
    st.lists(
        st.sampled_from([w for w in every_syllable() if len(w) > 2]), min_size=20, max_size=40, unique=True
    ),
    st.sampled_from(sorted(ALL)),
)
def test_any_twenty_syllables_beside_a_sentence_are_read(words: list[str], key: str) -> None:
    text = " ".join(words)
    sentence, shown = Stretch(ALL[key](SMALL)), Stretch(ALL[key](text))
    encoding = judge([sentence, shown]).encodings[1]
    assert (shown.text if encoding is None else encoding.decode(shown.text)) == text


@pytest.mark.parametrize("key", ALL)
def test_a_sentence_is_read_as_it_was_written(key: str) -> None:
    assert read(ALL[key](SMALL)) == SMALL


@given(st.text(alphabet=st.characters(max_codepoint=0x2122), max_size=80), st.sampled_from(sorted(ENCODINGS)))
def test_figures_are_never_changed(text: str, key: str) -> None:
    decoded = ENCODINGS[key].decode(text)
    assert regex.findall("[0-9.,%/]", decoded) == regex.findall("[0-9.,%/]", text)


@given(st.text(max_size=200))
def test_any_text_is_judged_and_plain_ascii_is_kept(text: str) -> None:
    assert read(text.encode("ascii", "ignore").decode()) == text.encode("ascii", "ignore").decode()
    assert isinstance(read(text), str)


UNTOUCHED = [
    pytest.param(WORDS, id="good Vietnamese"),
    pytest.param(WORDS.upper(), id="good Vietnamese in capitals"),
    pytest.param("Diện tích 30 m², nhiệt độ 25°C, «kế hoạch» ± 5%, § 5, ½ số hộ, 3×4 m, Ø50", id="signs"),
    pytest.param("Société générale à Paris, été où naïve façade, garçon, Noël", id="French"),
    pytest.param("Müller grüßt für Köln über Düsseldorf, größere Straßen", id="German"),
    pytest.param("Smørrebrød på Ærø, blåbær og rødgrød, København", id="Danish"),
    pytest.param("Það er gott að búa á Íslandi, þú átt það", id="Icelandic"),
    pytest.param("El niño español, mañana, ¿cómo está usted?, corazón", id="Spanish"),
    pytest.param("buôn Krông Pač, xã Ea Kđô, suối Đăk Blà, Kbuôr, Hrê", id="names of the highlands"),
    pytest.param("The plan costs £100, © 2024 Smith & Søn, café, résumé", id="English"),
    pytest.param("Ðiều 1. Ðối tượng", id="eth for đ"),
    pytest.param("Số: /KH-UBND", id="a line of one word"),
    pytest.param("Sè: 12", id="one word that may be anything"),
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_old_encoding_is_left_alone(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("claim", ["tcvn3", "vni", "vps"])
@pytest.mark.parametrize("text", UNTOUCHED[:3])
def test_unicode_text_set_in_an_old_font_is_left_alone(text: str, claim: str) -> None:
    assert read(text, claim) == text


def test_clean_text_does_not_reach_the_judge() -> None:
    assert not is_suspect(WORDS)
    assert not is_suspect("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, TÌNH HÌNH, 30 m², «quý»")


def keys(*stretches: Stretch) -> list[str | None]:
    return [None if found is None else found.key for found in judge(stretches).encodings]


@pytest.mark.parametrize(
    ("stretches", "wanted"),
    [
        pytest.param(
            [Stretch(WORDS), Stretch(as_tcvn3("phần thứ nhất"), "tcvn3"), Stretch(WORDS)],
            [None, "tcvn3", None],
            id="a heading in .VnTimeH inside Unicode",
        ),
        pytest.param(
            [Stretch(as_tcvn3(WORDS)), Stretch(WORDS), Stretch(as_vni(WORDS))],
            ["tcvn3", None, "vni"],
            id="TCVN3, Unicode and VNI",
        ),
        pytest.param(
            [Stretch(as_tcvn3(WORDS)), Stretch(as_tcvn3("Số: 12")), Stretch(as_tcvn3(WORDS))],
            ["tcvn3", "tcvn3", "tcvn3"],
            id="a few words go with those around them",
        ),
        pytest.param(
            [Stretch(as_tcvn3(WORDS), "tcvn3"), Stretch("Số có", "tcvn3"), Stretch("có", None)],
            ["tcvn3", None, None],
            id="letters beyond Latin-1 are Unicode whatever the font",
        ),
        pytest.param(
            [Stretch(WORDS, "tcvn3"), Stretch("có", "tcvn3"), Stretch(as_tcvn3("Điều 5"), "tcvn3")],
            [None, None, "tcvn3"],
            id="the font proves nothing, the words do",
        ),
    ],
)
def test_a_document_of_several_encodings(stretches: list[Stretch], wanted: list[str | None]) -> None:
    assert keys(*stretches) == wanted


def test_a_name_of_no_vietnamese_syllables_goes_with_the_words_around_it() -> None:
    stretches = [Stretch(as_tcvn3(words)) for words in (WORDS, "Y Bhuôn Niê", WORDS)]
    assert keys(*stretches) == ["tcvn3"] * 3


def test_words_that_may_be_old_codes_are_left_and_told() -> None:
    verdicts = judge([Stretch(WORDS), Stretch(as_tcvn3("Điều 5"))])
    assert verdicts.encodings == (None, None)
    assert verdicts.doubtful


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("®) Chi 5.000® vµ 20m×30m, m×, 3 × 4 = 12 m²", "đ) Chi 5.000đ và 20m×30m, mì, 3 × 4 = 12 m²"),
        ("«kÕ ho¹ch» ®îc duyÖt · mua « dï", "«kế hoạch» đợc duyệt · mua ô dù"),
        ("cöa ®Çm ¤ Lau, x· Ba ¥, d©n téc £ §ª", "cửa đầm Ô Lau, xã Ba Ơ, dân tộc Ê Đê"),
        (
            "vay 1.000 ¤, gÇn £ 500, ¤ Hé nghÌo, gi¸ ¥ 20, tr¶ £ 5",
            "vay 1.000 ¤, gần £ 500, ¤ Hộ nghèo, giá ¥ 20, trả £ 5",
        ),
        ("ngµy 5/3 t\u2212 vÊn n\u2212íc s¹ch, 10\u22125 tû", "ngày 5/3 tư vấn nước sạch, 10−5 tỷ"),
    ],
)
def test_signs_that_tcvn3_shares_with_latin_1(codes: str, words: str) -> None:
    assert ENCODINGS["tcvn3"].decode(codes) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["vie", "äc"], ["việ", "c"]),
        (["n", "aâ", "ng cao"], ["n", "â", "ng cao"]),
    ],
)
def test_a_letter_cut_between_two_runs_is_whole(codes: list[str], words: list[str]) -> None:
    assert ENCODINGS["vni"].decode_pieces(codes) == words


@given(st.lists(st.sampled_from(["tr", "\u00ad", "ëng ", "5 ", "®", "iÒu"]), max_size=8))
def test_pieces_of_tcvn3_say_what_their_whole_says(pieces: list[str]) -> None:
    tcvn3 = ENCODINGS["tcvn3"]
    assert "".join(tcvn3.decode_pieces(pieces)) == tcvn3.decode("".join(pieces))


@pytest.mark.parametrize(
    ("font", "key", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VNTIMEH", "tcvn3", True),
        ("ABCDEF+.VnArial,Bold", "tcvn3", False),
        ("ABCDEF+.VnTimeH,BoldItalic", "tcvn3", True),
        (".VnArial NarrowH", "tcvn3", True),
        (".VnEnglisch", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ("VPS Times", "vps", False),
        ("Times New Roman", None, False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_what_a_font_is_made_for(font: str | None, key: str | None, capitals: bool) -> None:
    assert claim_of(font) == (key, capitals)


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Kế HOạCH GIảM NGHèO", "KẾ HOẠCH GIẢM NGHÈO"),
        ("Kế hoạch giảm nghèo", "Kế hoạch giảm nghèo"),
        ("Sở TN&MT", "Sở TN&MT"),
        ("Số: 12/KH-UBND", "Số: 12/KH-UBND"),
        ("Số 5", "Số 5"),
        ("ủY BAN NHÂN DÂN Xã", "ỦY BAN NHÂN DÂN XÃ"),
    ],
)
def test_capitals_that_tcvn3_lacks(shown: str, meant: str) -> None:
    assert with_capitals(shown) == meant


def test_a_long_line_without_hyphens_is_looked_through_once() -> None:
    def seconds(length: int) -> float:
        started = time.perf_counter()
        with_hyphens_as_letters("a" * length + " -")
        return time.perf_counter() - started

    assert min(seconds(80_000) for _ in range(3)) < 40 * min(seconds(10_000) for _ in range(3))


def test_viqr_is_read() -> None:
    text = "U?y ban nha^n da^n xa~ ddu+o+.c giao 5.000 trie^.u ddo^`ng cho 36 ho^. nghe`o. Ho^. nghe`o mua bo` o\\. "
    words = "Ủy ban nhân dân xã được giao 5.000 triệu đồng cho 36 hộ nghèo. Hộ nghèo mua bò o. "
    assert from_viqr(text * 5) == words * 5


VIQR_LINES = "\n".join(["Ke^' hoa.ch gia?m nghe`o, ho^~ tro+. ddo^`ng ba`o va` ca'c ho^. nghe`o"] * 6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quye^'t ddi.nh 41/QDD-UBND, HDDND xa~", "Quyết định 41/QĐ-UBND, HĐND xã"),
        ("Bo^. Ta`i chi'nh; NHIE^.M VU. NA(M 2024", "Bộ Tài chính; NHIỆM VỤ NĂM 2024"),
        ("ddo^'i vo+'i 36 ho^.\nnghe`o", "đối với 36 hộ\nnghèo"),
        ("tre^n ddi.a ba`n xa~ Ba?n Ma./.", "trên địa bàn xã Bản Ma./."),
        ("**Chi? tie^u**", "**Chỉ tiêu**"),
    ],
    ids=["capital-d-inside", "dot-before-a-capital", "dot-at-a-line-s-end", "closing-sign", "stars"],
)
def test_viqr_that_is_easily_misread(text: str, words: str) -> None:
    assert (from_viqr(f"{text}\n{VIQR_LINES}") or "").startswith(words + "\n")


def test_lines_of_viqr_among_others_are_read() -> None:
    read = stretches_from_viqr(f"Còn 36 hộ nghèo\n{VIQR_LINES}\nx^2 + y^2\nBằng 4%")
    assert read is not None
    assert read.split("\n")[:2] == [
        "Còn 36 hộ nghèo",
        "Kế hoạch giảm nghèo, hỗ trợ đồng bào và các hộ nghèo",
    ]
    assert read.split("\n")[-2:] == ["x^2 + y^2", "Bằng 4%"]
    assert stretches_from_viqr("Còn 36 hộ nghèo\nx^2 + y^2") is None


@pytest.mark.parametrize(
    "text",
    [
        "Is this so? It is. He said 'no'. (see a. and e.) Who? Me. ~ ^ + x^2 a^2 e^x " * 20,
        "Ke hoach giam ngheo nam 2024. " * 50,
    ],
    ids=["English", "no marks at all"],
)
def test_other_plain_text_is_not_taken_for_viqr(text: str) -> None:
    assert from_viqr(text) is None
