"""Search: case, diacritics, spellings, phrases, ranking, and any text at all as a query."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_corpus import audit_of, result_of

from extractor.corpus import Corpus, Hit
from extractor.corpus.query import SNIPPET_CHARACTERS, parse_query, snippet
from extractor.corpus.results import marked
from extractor.corpus.words import index_forms, words_of
from extractor.language.text import normal

LONG = "Nội dung khác, " * 60
BLOCKS = (
    "KẾ HOẠCH ĐẮK THỬ",  # 0
    "Hộ nghèo giảm 3% so với năm trước.",  # 1
    "Ho ngheo viet khong dau.",  # 2
    "Hộ gia đình thuộc diện nghèo được hỗ trợ.",  # 3
    "Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ.",  # 4
    "Tổng kinh phí 2.621,5 triệu đồng; đạt 100% kế hoạch.",  # 5
    "Hoà bình, thuỷ lợi, tỉ lệ hộ nghèo.",  # 6
    "Hòa bình, thủy lợi, tỷ lệ hộ cận nghèo.",  # 7
    "Đường giao thông ở Đắk Thử.",  # 8
    "Đồng AND ruộng near sông; NOT folded: exact.",  # 9
    f"{LONG}cấp nước sinh hoạt tập trung. {LONG}",  # 10
    "Nhà ở tối thiểu 30m² mỗi căn.",  # 11
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus.open(tmp_path_factory.mktemp("search") / "kho.db") as opened:
        about = {"plan_year": 2024, "commune": "Thử", "province": "Đắk Thử", "issued_on": "2023-12-20"}
        opened.store(result_of("kế hoạch.docx"), audit_of(BLOCKS, document=about))
        yield opened


def found(corpus: Corpus, query: str) -> list[int]:
    return [BLOCKS.index(hit.text) for hit in corpus.search(query, limit=100)]


@pytest.mark.parametrize(
    ("query", "blocks"),
    [
        pytest.param("hộ nghèo", {1, 3, 6, 7}, id="marked-words-find-only-themselves"),
        pytest.param("ho ngheo", {1, 2, 3, 6, 7}, id="unmarked-words-find-both"),
        pytest.param("HỘ NGHÈO", {1, 3, 6, 7}, id="case"),
        pytest.param("hộ ngheo", {1, 3, 6, 7}, id="mixed-each-word-by-its-own"),
        pytest.param(unicodedata.normalize("NFD", "hộ nghèo"), {1, 3, 6, 7}, id="nfd"),
        pytest.param('"hộ nghèo"', {1, 6}, id="quoted-phrase"),
        pytest.param('"ho ngheo"', {1, 2, 6}, id="quoted-unmarked"),
        pytest.param('"ho nghèo"', {1, 6}, id="quoted-mixed"),
        pytest.param("“hộ nghèo”", {1, 6}, id="curly-quotes"),
        pytest.param("«hộ nghèo» giảm", {1}, id="phrase-and-word"),
        pytest.param('"hộ nghèo', {1, 3, 6, 7}, id="quote-not-closed"),
        pytest.param('"tỷ lệ hộ nghèo"', {6}, id="ty-finds-ti"),
        pytest.param("tỉ lệ", {6, 7}, id="ti-finds-ty"),
        pytest.param("tỉ", {6, 7}, id="ti-alone"),
        pytest.param("ti le", {6, 7}, id="ti-unmarked"),
        pytest.param("ty le", {6, 7}, id="ty-unmarked"),
        pytest.param("hoà bình", {6, 7}, id="tone-on-the-second-vowel"),
        pytest.param("hòa bình", {6, 7}, id="tone-on-the-first-vowel"),
        pytest.param("thuỷ lợi", {6, 7}, id="uy"),
        pytest.param("đường", {8}, id="d-with-stroke"),
        pytest.param("duong", {8}, id="d-without-stroke"),
        pytest.param("dak thu", {0, 8}, id="name-folded"),
        pytest.param("07/2021/NĐ-CP", {4}, id="document-number"),
        pytest.param("07/2021/nd-cp", {4}, id="document-number-folded"),
        pytest.param("07/2021", {4}, id="number-and-year"),
        pytest.param("2021/07", set(), id="order-inside-a-word"),
        pytest.param("2.621,5", {5}, id="figure"),
        pytest.param("2.621,6", set(), id="other-figure"),
        pytest.param("100%", {5}, id="percent"),
        pytest.param("30m2", {11}, id="square-metres"),
        pytest.param("30m²", {11}, id="square-metres-as-printed"),
        pytest.param("AND", {9}, id="operator-and"),
        pytest.param("NOT folded: near", {9}, id="operator-not-and-column"),
        pytest.param("đồng OR sông", set(), id="operator-or-is-a-word"),
        pytest.param("exact:đồng", set(), id="column-filter-is-a-phrase"),
        pytest.param("NEAR(đồng ruộng, 5)", set(), id="operator-near"),
        pytest.param("ruộng*", {9}, id="star"),
        pytest.param("^kế -hoạch +đắk", {0}, id="marks-around-words"),
        pytest.param("hộ xyzzy", set(), id="all-words-must-occur"),
        pytest.param("", set(), id="empty"),
        pytest.param('"', set(), id="one-quote"),
        pytest.param('""', set(), id="empty-quotes"),
        pytest.param("- / . , % ( ) * ^ : ; ' { } « »", set(), id="punctuation"),
        pytest.param("'; DROP TABLE blocks; --", set(), id="sql"),
        pytest.param("\x00\ud800\u200b", set(), id="no-characters"),
        pytest.param("hộ " * 5_000, {1, 3, 6, 7}, id="very-long"),
        pytest.param("x" * 100_000, set(), id="very-long-word"),
        pytest.param("/".join("abcdefgh" * 2_000), set(), id="very-long-phrase"),
    ],
)
def test_query(corpus: Corpus, query: str, blocks: set[int]) -> None:
    assert set(found(corpus, query)) == blocks


def test_words_side_by_side_come_first(corpus: Corpus) -> None:
    assert set(found(corpus, "hộ nghèo")[:2]) == {1, 6}
    assert set(found(corpus, "ho ngheo")[:3]) == {1, 2, 6}
    assert len(corpus.search("hộ nghèo", limit=3)) == 3


@pytest.mark.parametrize("limit", [0, -1])
def test_no_limit_below_one(corpus: Corpus, limit: int) -> None:
    assert corpus.search("hộ", limit=limit) == []


def test_a_hit_leads_back_to_the_words(corpus: Corpus) -> None:
    (hit,) = corpus.search("07/2021")
    assert (hit.path, hit.title, hit.number) == ("kế hoạch.docx", BLOCKS[0], "12/KH-UBND")
    assert (hit.year, hit.issued_on, hit.locality) == (2024, "2023-12-20", "Thử, Đắk Thử")
    assert (hit.section, hit.section_title, hit.page) == (("KẾ",), BLOCKS[0], 1)
    assert "\n".join(BLOCKS)[slice(*hit.span)] == hit.text == BLOCKS[4]
    assert [hit.text[a:b] for a, b in hit.matches] == ["07/2021"]
    assert (
        marked(hit.snippet, hit.snippet_matches)
        == "Nghị định số «07/2021»/NĐ-CP ngày 27/01/2021 của Chính phủ."
    )


@pytest.mark.parametrize(
    ("query", "block", "words"),
    [
        pytest.param("ho ngheo", 1, ["Hộ nghèo"], id="as-printed"),
        pytest.param("nghèo hộ", 3, ["Hộ", "nghèo"], id="apart"),
        pytest.param("tỷ hoà", 6, ["Hoà", "tỉ"], id="other-spellings"),
        pytest.param('"ti le ho"', 6, ["tỉ lệ hộ"], id="phrase"),
        pytest.param("2.621,5 100%", 5, ["2.621,5", "100"], id="figures"),
    ],
)
def test_matches(corpus: Corpus, query: str, block: int, words: list[str]) -> None:
    (hit,) = [hit for hit in corpus.search(query) if hit.text == BLOCKS[block]]
    assert [hit.text[a:b] for a, b in hit.matches] == words
    assert [hit.snippet[a:b] for a, b in hit.snippet_matches] == words


def test_a_snippet_of_a_long_block_shows_the_words(corpus: Corpus) -> None:
    (hit,) = corpus.search("cap nuoc")
    assert len(hit.snippet) <= SNIPPET_CHARACTERS + 2
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert hit.snippet.strip("…").strip() in hit.text
    assert "«cấp nước»" in marked(hit.snippet, hit.snippet_matches)


def test_a_snippet_is_one_line() -> None:
    assert snippet("một\nhai\tba", ((4, 7),), 4) == ("một hai ba", ((4, 7),))


WORDS = st.text(st.sampled_from("aàảăằâấoóòôồơờuúùưừyýỳiíìeèêềđĐdDAÀTtHhNnQqGg0123²"), min_size=1)
ANY_CASE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANY_CASE
@given(st.text() | st.text(st.sampled_from('hộnghèo "«»“”()*:^-+%.,/ANDORNEAR\x00\n')))
def test_any_text_is_a_query(corpus: Corpus, query: str) -> None:
    for hit in corpus.search(query):
        assert hit.text in BLOCKS
        assert all(0 <= a < b <= len(hit.text) for a, b in hit.matches)
        assert hit.matches


@ANY_CASE
@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_every_word_stored_is_found(corpus: Corpus, words: list[str], data: st.DataObject) -> None:
    text = normal(" ".join(words))
    corpus.store(result_of("khác.txt"), audit_of((text,)))
    word = data.draw(st.sampled_from(list(words_of(text))))
    for query in (text[word.start : word.end], word.exact, word.folded, text[word.start : word.end].upper()):
        assert text in {hit.text for hit in corpus.search(query, limit=100)}, query
    corpus.store(result_of("khác.txt"), None)


@ANY_CASE
@given(st.text())
def test_words_and_index_agree(text: str) -> None:
    words = list(words_of(text))
    assert index_forms(text) == (" ".join(w.exact for w in words), " ".join(w.folded for w in words))


def test_a_query_is_bounded() -> None:
    query = parse_query("hộ nghèo " * 1_000)
    assert query is not None
    assert len(query.terms) == 32


def hit_texts(hits: list[Hit]) -> list[str]:
    return [hit.text for hit in hits]


def test_search_sees_what_another_connection_stored(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with Corpus.open(path) as writer, Corpus.open(path, create=False) as reader:
        assert reader.search("suối") == []
        writer.store(result_of(), audit_of(("Suối Thử",)))
        assert hit_texts(reader.search("suoi")) == ["Suối Thử"]
