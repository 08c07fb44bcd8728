"""Search: case, diacritics, spellings, phrases, ranking, and any text at all as a query."""

import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_corpus import audit_of, finding, record, result_of

from extractor.corpus import Corpus, Hit, SearchPage, SearchQuery
from extractor.corpus.judgements import Judgement, Reason, State
from extractor.corpus.query import SNIPPET_CHARACTERS, parse_query, snippet
from extractor.corpus.results import marked
from extractor.corpus.searching import _ALIKE, _RULES, _SEVERITIES
from extractor.corpus.words import index_forms, joined_forms, words_of
from extractor.language.text import normal
from extractor.records import Budget, Citation, Target

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


def looked_up(corpus: Corpus, text: str, **more: Any) -> SearchPage:
    return corpus.search(SearchQuery(text, **{"passages": 100, **more}))


def found(corpus: Corpus, query: str, *, exact: bool = False) -> list[int]:
    return [BLOCKS.index(hit.text) for hit in looked_up(corpus, query, exact=exact).hits]


@pytest.mark.parametrize(
    ("query", "blocks"),
    [
        pytest.param("hộ nghèo", {1, 2, 3, 6, 7}, id="marked-words-find-unmarked-ones-too"),
        pytest.param("ho ngheo", {1, 2, 3, 6, 7}, id="unmarked-words-find-both"),
        pytest.param("HỘ NGHÈO", {1, 2, 3, 6, 7}, id="case"),
        pytest.param("hộ ngheo", {1, 2, 3, 6, 7}, id="mixed"),
        pytest.param(unicodedata.normalize("NFD", "hộ nghèo"), {1, 2, 3, 6, 7}, id="nfd"),
        pytest.param('"hộ nghèo"', {1, 2, 6}, id="quoted-phrase"),
        pytest.param('"ho ngheo"', {1, 2, 6}, id="quoted-unmarked"),
        pytest.param('"ho nghèo"', {1, 2, 6}, id="quoted-mixed"),
        pytest.param("“hộ nghèo”", {1, 2, 6}, id="curly-quotes"),
        pytest.param("«hộ nghèo» giảm", {1}, id="phrase-and-word"),
        pytest.param('"hộ nghèo', {1, 2, 3, 6, 7}, id="quote-not-closed"),
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
        pytest.param('"', set(), id="one-quote"),
        pytest.param('""', set(), id="empty-quotes"),
        pytest.param("- / . , % ( ) * ^ : ; ' { } « »", set(), id="punctuation"),
        pytest.param("'; DROP TABLE blocks; --", set(), id="sql"),
        pytest.param("\x00\ud800\u200b", set(), id="no-characters"),
        pytest.param("hộ " * 5_000, {1, 2, 3, 6, 7}, id="very-long"),
        pytest.param("x" * 100_000, set(), id="very-long-word"),
        pytest.param("/".join("abcdefgh" * 2_000), set(), id="very-long-phrase"),
    ],
)
def test_query(corpus: Corpus, query: str, blocks: set[int]) -> None:
    assert set(found(corpus, query)) == blocks


@pytest.mark.parametrize(
    ("query", "blocks"),
    [
        pytest.param("hộ nghèo", {1, 3, 6, 7}, id="marked"),
        pytest.param("ho ngheo", {2}, id="unmarked"),
        pytest.param('"hộ nghèo"', {1, 6}, id="phrase"),
        pytest.param("đường", {8}, id="d-with-stroke"),
        pytest.param("duong", set(), id="d-without-stroke"),
        pytest.param("hoà bình", {6, 7}, id="either-place-of-the-tone"),
        pytest.param("tỉ lệ", {6, 7}, id="ti-and-ty"),
        pytest.param("HỘ GIA ĐÌNH", {3}, id="case"),
        pytest.param("07/2021", {4}, id="number"),
    ],
)
def test_exact_diacritics(corpus: Corpus, query: str, blocks: set[int]) -> None:
    assert set(found(corpus, query, exact=True)) == blocks


def test_no_text_lets_every_plan_pass(corpus: Corpus) -> None:
    page = corpus.search(SearchQuery())
    assert (page.total, page.together, [hit.text for hit in page.hits]) == (1, 0, [BLOCKS[0]])


def test_words_side_by_side_come_first_those_with_diacritics_foremost(corpus: Corpus) -> None:
    assert found(corpus, "hộ nghèo")[:3] == [1, 6, 2]
    assert set(found(corpus, "ho ngheo")[:3]) == {1, 2, 6}
    (plan,) = looked_up(corpus, "hộ nghèo", passages=3).plans
    assert (len(plan.hits), plan.count, plan.tier) == (3, 5, 0)


@pytest.mark.parametrize("limit", [0, -1])
def test_no_limit_below_one(corpus: Corpus, limit: int) -> None:
    assert looked_up(corpus, "hộ", limit=limit).plans == ()


def test_a_hit_leads_back_to_the_words(corpus: Corpus) -> None:
    (hit,) = looked_up(corpus, "07/2021").hits
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
    (hit,) = [hit for hit in looked_up(corpus, query).hits if hit.text == BLOCKS[block]]
    assert [hit.text[a:b] for a, b in hit.matches] == words
    assert [hit.snippet[a:b] for a, b in hit.snippet_matches] == words


def test_a_snippet_of_a_long_block_shows_the_words(corpus: Corpus) -> None:
    (hit,) = looked_up(corpus, "cap nuoc").hits
    assert len(hit.snippet) <= SNIPPET_CHARACTERS + 2
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert hit.snippet.strip("…").strip() in hit.text
    assert "«cấp nước»" in marked(hit.snippet, hit.snippet_matches)


def test_a_snippet_is_one_line() -> None:
    assert snippet("một\nhai\tba", ((4, 7),), 4) == ("một hai ba", ((4, 7),))


# ---- filters ----


def of_place(number: str, year: int, **places: Any) -> dict[str, Any]:
    return {
        "number": number,
        "issued_on": f"{year - 1}-12-20",
        "plan_year": year,
        "doc_type": "Kế hoạch",
        **places,
    }


PLANS = {
    "lam khê.docx": audit_of(
        ("KẾ HOẠCH", "Giảm 3,5% hộ nghèo; 2621,5 triệu đồng; Nghị định 07/2021/NĐ-CP.", "Cuối."),
        document=of_place("1/KH-UBND", 2024, province="Sơn Thử", commune="Lam Khê", issuer_level="commune"),
        targets=(
            record(
                Target, figure=(14, 17), span=(14, 27), indicator="poverty_rate_reduction", indicator_text="hộ nghèo",
                value=Decimal("3.5"), unit="percent", status="target",
            ),
        ),
        budgets=(
            record(
                Budget, figure=(29, 35), span=(29, 46), value=Decimal("2621.5"), unit_text="triệu đồng", role="total",
                status="plan",
            ),
        ),
        citations=(
            record(Citation, span=(48, 71), cited_type="Nghị định", number="07/2021/NĐ-CP", role="basis"),
        ),
        findings=(finding(span=(29, 46)), finding("number-missing", severity="info", span=(0, 8))),
        programmes=("poverty",),
    ),
    "đắk thử.docx": audit_of(
        ("BÁO CÁO", "Tổng 2,6215 tỷ đồng hỗ trợ 38 hộ."),
        document=of_place("2/KH-UBND", 2023, province="Đắk Thử", issuer_level="province", plan_year=None)
        | {"period": (2021, 2025), "doc_type": "Báo cáo"},
        budgets=(
            record(
                Budget, figure=(13, 19), span=(13, 27), value=Decimal("2621.5"), unit_text="tỷ đồng", role="total",
                status="plan",
            ),
        ),
        targets=(
            record(
                Target, figure=(35, 37), span=(28, 40), indicator="poor_households", indicator_text="hộ",
                value=Decimal(38), unit="household", status="actual",
            ),
        ),
        programmes=("ethnic", "countryside"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus.open(tmp_path_factory.mktemp("filters") / "kho.db") as opened:
        for path, audit in PLANS.items():
            opened.store(result_of(path), audit)
        yield opened


LAM_KHE, DAK_THU = {"lam khê.docx"}, {"đắk thử.docx"}


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        pytest.param({}, LAM_KHE | DAK_THU, id="nothing"),
        pytest.param({"provinces": ("Sơn Thử",)}, LAM_KHE, id="province"),
        pytest.param({"provinces": ("tinh dak thu",)}, DAK_THU, id="province-folded-with-its-rank"),
        pytest.param({"provinces": ("Sơn Thử", "Đắk Thử")}, LAM_KHE | DAK_THU, id="one-of-two"),
        pytest.param({"communes": ("Xã Lam Khê",)}, LAM_KHE, id="commune"),
        pytest.param({"districts": ("Lam Khê",)}, set(), id="no-district-is-stated"),
        pytest.param({"levels": ("province",)}, DAK_THU, id="level"),
        pytest.param({"years": (2024,)}, LAM_KHE | DAK_THU, id="year-or-within-the-period"),
        pytest.param({"years": (2026, 2022)}, DAK_THU, id="year-of-the-period"),
        pytest.param({"years": (2026,)}, set(), id="no-such-year"),
        pytest.param({"programmes": ("poverty",)}, LAM_KHE, id="programme"),
        pytest.param({"programmes": ("ethnic",)}, DAK_THU, id="one-of-its-programmes"),
        pytest.param({"programmes": ("country",)}, set(), id="part-of-a-programme"),
        pytest.param({"doc_types": ("bao cao",)}, DAK_THU, id="type"),
        pytest.param({"cites": ("07/2021/nđ-cp",)}, LAM_KHE, id="cited"),
        pytest.param({"cites": ("7/2021",)}, LAM_KHE, id="cited-by-its-beginning"),
        pytest.param({"cites": ("7/202",)}, set(), id="a-number-is-not-cut"),
        pytest.param({"indicators": ("poor_households",)}, DAK_THU, id="indicator"),
        pytest.param({"value_from": Decimal("3.5"), "value_to": Decimal("3.5")}, LAM_KHE, id="value"),
        pytest.param(
            {"indicators": ("poor_households",), "value_to": Decimal(37)}, set(), id="value-of-indicator"
        ),
        pytest.param({"money_from": Decimal("2621.5")}, LAM_KHE | DAK_THU, id="money"),
        pytest.param({"money_from": Decimal("2621.5000001")}, set(), id="money-above"),
        pytest.param({"money_to": Decimal("1E+30")}, LAM_KHE | DAK_THU, id="money-beyond-64-bits"),
        pytest.param({"rules": ("sum-mismatch",)}, LAM_KHE, id="rule"),
        pytest.param(
            {"rules": ("sum-mismatch",), "severities": ("info",)}, set(), id="rule-and-severity-of-one"
        ),
        pytest.param({"states": ("new",)}, LAM_KHE, id="state-new"),
        pytest.param({"states": ("confirmed",)}, set(), id="state-confirmed"),
        pytest.param({"paths": ("đắk thử.docx",)}, DAK_THU, id="file"),
        pytest.param({"text": "07/2021/NĐ-CP"}, LAM_KHE, id="number-as-text"),
        pytest.param({"text": "2.621,5"}, LAM_KHE | DAK_THU, id="figure-of-a-sum-however-written"),
        pytest.param({"text": "2621,5"}, LAM_KHE | DAK_THU, id="figure-without-points"),
        pytest.param({"text": "2.621.500.000"}, LAM_KHE | DAK_THU, id="figure-in-dong"),
        pytest.param({"text": "3,50"}, LAM_KHE, id="figure-of-a-target"),
        pytest.param({"text": "2.621,6"}, set(), id="other-figure"),
        pytest.param({"text": "hộ nghèo", "years": (2022,)}, set(), id="words-and-filter"),
        pytest.param({"newest": True}, LAM_KHE | DAK_THU, id="newest"),
    ],
)
def test_filters(plans: Corpus, asked: dict[str, Any], paths: set[str]) -> None:
    page = plans.search(SearchQuery(**asked))
    assert {plan.path for plan in page.plans} == paths
    assert page.total == len(paths)
    assert all(plan.hits for plan in page.plans)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param({"indicators": ("poverty_rate_reduction",)}, ["3,5% hộ nghèo"], id="target"),
        pytest.param({"rules": ("sum-mismatch",)}, ["2621,5 triệu đồng"], id="finding"),
        pytest.param({"cites": ("07/2021",)}, ["Nghị định 07/2021/NĐ-CP"], id="citation"),
        pytest.param({"text": "2.621,5", "provinces": ("Đắk Thử",)}, ["2,6215 tỷ đồng"], id="figure"),
    ],
)
def test_what_was_asked_for_is_marked(plans: Corpus, asked: dict[str, Any], words: list[str]) -> None:
    (hit,) = plans.search(SearchQuery(**asked)).hits
    found = [hit.text[a:b] for a, b in hit.matches]
    assert found == [hit.snippet[a:b] for a, b in hit.snippet_matches] == words


def test_facets_count_plans(plans: Corpus) -> None:
    facets = {facet.name: dict(facet.values) for facet in plans.search(SearchQuery()).facets}
    assert facets["province"] == {"Sơn Thử": 1, "Đắk Thử": 1}
    assert facets["programme"] == {"poverty": 1, "ethnic": 1, "countryside": 1}
    assert (facets["year"], facets["level"]) == ({2024: 1}, {"commune": 1, "province": 1})
    assert (facets["rule"], facets["severity"]) == (
        {"sum-mismatch": 1, "number-missing": 1},
        {"error": 1, "info": 1},
    )
    assert facets["state"] == {"new": 1}


def test_states_of_review_are_counted_as_they_narrow_down(plans: Corpus) -> None:
    listed = plans.triaged()
    mark, other = (one.finding.fingerprint for one in listed)
    for said in (State.CONFIRMED, State.DISMISSED):
        plans.judge([mark], Judgement("Lan", said, Reason.MISREAD if said is State.DISMISSED else None))
    plans.judge([other], Judgement("Lan", State.CONFIRMED))
    plans.judge([other], Judgement("Lan", State.NEW))
    counted = dict(next(one.values for one in plans.search(SearchQuery()).facets if one.name == "state"))
    assert counted == {"dismissed": 1, "new": 1}
    for state in State:
        assert plans.search(SearchQuery(states=(state,))).total == counted.get(state, 0)
    narrowed = plans.search(SearchQuery(states=("dismissed",))).facets
    assert {one.name: dict(one.values) for one in narrowed}["state"] == {"dismissed": 1, "new": 1}, (
        "both are of one plan"
    )


def test_pages_follow_each_other(plans: Corpus) -> None:
    pages = [plans.search(SearchQuery(limit=1, offset=offset)) for offset in range(3)]
    assert [page.total for page in pages] == [2, 2, 2]
    assert [[plan.path for plan in page.plans] for page in pages] == [["lam khê.docx"], ["đắk thử.docx"], []]


WORDS = st.text(st.sampled_from("aàảăằâấoóòôồơờuúùưừyýỳiíìeèêềđĐdDAÀTtHhNnQqGg0123²"), min_size=1)
ANY_CASE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANY_CASE
@given(st.text() | st.text(st.sampled_from('hộnghèo "«»“”()*:^-+%.,/ANDORNEAR\x00\n')))
def test_any_text_is_a_query(corpus: Corpus, query: str) -> None:
    for exact in (False, True):
        page = corpus.search(SearchQuery(query, exact=exact))
        assert len(page.plans) == page.total <= 1
        for hit in page.hits:
            assert hit.text in BLOCKS
            assert all(0 <= a < b <= len(hit.text) for a, b in hit.matches)
            assert hit.matches or not query.strip()


@ANY_CASE
@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_every_word_stored_is_found(corpus: Corpus, words: list[str], data: st.DataObject) -> None:
    text = normal(" ".join(words))
    corpus.store(result_of("khác.txt"), audit_of((text,)))
    word = data.draw(st.sampled_from(list(words_of(text))))
    for query in (text[word.start : word.end], word.exact, word.folded, text[word.start : word.end].upper()):
        assert text in {hit.text for hit in looked_up(corpus, query).hits}, query
    corpus.store(result_of("khác.txt"), None)


@ANY_CASE
@given(st.text())
def test_words_and_index_agree(text: str) -> None:
    words = list(words_of(text))
    assert index_forms(text) == (" ".join(w.exact for w in words), " ".join(w.folded for w in words))


def test_forms_of_texts_are_joined_by_a_token_of_no_text() -> None:
    texts = ["Hộ nghèo, 12 hộ", "", "Tỉ lệ"]
    forms = [index_forms(text) for text in texts]
    joined = [" \ue000 ".join(one[at] for one in forms) for at in range(2)]
    assert [form.split() for form in joined_forms(texts)] == [form.split() for form in joined]


def test_a_query_is_bounded() -> None:
    query = parse_query("hộ nghèo " * 1_000)
    assert query is not None
    assert len(query.terms) == 32


def hit_texts(hits: Sequence[Hit]) -> list[str]:
    return [hit.text for hit in hits]


def test_search_sees_what_another_connection_stored(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with Corpus.open(path) as writer, Corpus.open(path, create=False) as reader:
        assert looked_up(reader, "suối").total == 0
        writer.store(result_of(), audit_of(("Suối Thử",)))
        assert hit_texts(looked_up(reader, "suoi").hits) == ["Suối Thử"]


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        pytest.param('"hộ hộ"', {"a.docx"}, id="the-second-pair-of-three-words"),
        pytest.param('"hồ hộ"', {"a.docx"}, id="the-first-pair"),
        pytest.param('"hồ hồ"', set(), id="neither"),
    ],
)
def test_pairs_that_share_a_word(tmp_path: Path, query: str, paths: set[str]) -> None:
    with Corpus.open(tmp_path / "kho.db") as corpus:
        corpus.store(result_of("a.docx"), audit_of(("Dòng đầu.", "Bên hồ hộ hộ nào cũng trồng rau.")))
        page = looked_up(corpus, query, exact=True)
    assert {plan.path for plan in page.plans} == paths
    assert {hit.text for hit in page.hits} == {"Bên hồ hộ hộ nào cũng trồng rau." for _ in paths}


def test_words_that_every_plan_holds_are_counted_and_ordered_as_others(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "kho.db") as corpus:
        for number, text in enumerate(("Hộ nghèo.", "Ho ngheo.", "Nghèo, hộ.", "Hộ nghèo.")):
            about = {"issued_on": f"202{number}-01-01", "issuer_level": "commune"}
            corpus.store(result_of(f"{number}.docx"), audit_of((text,), document=about))
            page = looked_up(corpus, "hộ nghèo")
            assert page.total == number + 1
            levels = dict(next(facet.values for facet in page.facets if facet.name == "level"))
            assert levels == {"commune": number + 1}
        assert [plan.tier for plan in page.plans] == [0, 0, 1, 2]
        assert page.together == 3
        assert looked_up(corpus, "hộ nghèo", exact=True).total == 3


@pytest.mark.parametrize(
    "named", ["documents_facets", "findings_rule_document", "findings_severity_document"]
)
def test_facets_are_counted_from_an_index(tmp_path: Path, named: str) -> None:
    path = tmp_path / "kho.db"
    Corpus.open(path).close()
    with closing(sqlite3.connect(path)) as conn:
        asked = [sql.format(among="1") for sql in (_ALIKE, _RULES, _SEVERITIES)]
        plans = [row[3] for sql in asked for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any(f"COVERING INDEX idx_{named}" in plan for plan in plans)
