"""A place that is asked for is found by the diacritics that were typed, wherever places are asked for."""

from pathlib import Path

import pytest
from test_corpus import audit_of, result_of

from extractor.corpus import Corpus, SearchQuery
from extractor.corpus.place_names import is_called
from extractor.corpus.selection import Selection


@pytest.mark.parametrize(
    ("name", "asked", "is_it"),
    [
        pytest.param("Suối Bái", "Suối Bái", True, id="same"),
        pytest.param("Suối Bài", "Suối Bái", False, id="other-marks"),
        pytest.param("Suối Bài", "suoi bai", True, id="no-marks-typed"),
        pytest.param("Suối Bài", "suoi Bái", False, id="some-marks-typed"),
        pytest.param("Suôi Bài", "Suoi Bài", False, id="a-word-without-marks-beside-one-with"),
        pytest.param("Suoi Bài", "Suôi Bài", False, id="so-in-the-plan"),
        pytest.param("SUOI BAI", "Suối Bái", True, id="no-marks-written"),
        pytest.param("Khoà Mi", "Khòa Mi", True, id="tone-placed-otherwise"),
        pytest.param("Suối Bái", "xã Suối Bái", True, id="rank-typed"),
        pytest.param("xã Suối Bái", "huyện Suối Bái", False, id="other-rank"),
        pytest.param("Suối Bái", "Bái", False, id="end-of-a-name"),
    ],
)
def test_names(name: str, asked: str, *, is_it: bool) -> None:
    assert is_called(name, asked) == is_it


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("Suối Bái", {"xã.txt", "tỉnh.txt", "xã của tỉnh.txt"}, id="no-rank"),
        pytest.param("xã Suối Bái", {"xã.txt"}, id="commune"),
        pytest.param("Tỉnh Suối Bái", {"tỉnh.txt", "xã của tỉnh.txt"}, id="province"),
        pytest.param("TP Suối Bái", {"tỉnh.txt", "xã của tỉnh.txt"}, id="city-short"),
        pytest.param("huyện Suối Bái", set(), id="district"),
        pytest.param("tỉnh Khòa Mi", {"xã.txt"}, id="province-of-a-commune"),
    ],
)
def test_a_rank_asked_for_leaves_its_level_alone(tmp_path: Path, asked: str, found: set[str]) -> None:
    places = {
        "xã.txt": {"commune": "Suối Bái", "province": "Khòa Mi", "issuer_level": "commune"},
        "tỉnh.txt": {"province": "Suối Bái", "issuer_level": "province"},
        "xã của tỉnh.txt": {"commune": "Khe Mơ", "province": "Suối Bái", "issuer_level": "commune"},
    }
    with Corpus.open(tmp_path / "kho.db") as corpus:
        for name, about in places.items():
            given = {**about, "linked_unit": None}
            corpus.store(result_of(name), audit_of(("Kinh phí.",), document=given))
        with corpus.outgoing() as out:
            assert {file["path"] for file in out.files(Selection(places=(asked,)))} == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("Suối Bái", {"bái.txt"}, id="marks"),
        pytest.param("xã Suối Bài", {"bài.txt"}, id="rank-and-marks"),
        pytest.param("suoi bai", {"bái.txt", "bài.txt"}, id="no-marks"),
    ],
)
def test_plans_of_a_place(tmp_path: Path, asked: str, found: set[str]) -> None:
    with Corpus.open(tmp_path / "kho.db") as corpus:
        for name in ("Bái", "Bài"):
            about = {"commune": f"Suối {name}", "issuer_level": "commune", "linked_unit": None}
            corpus.store(result_of(f"{name.lower()}.txt"), audit_of(("Kinh phí.",), document=about))
        page = corpus.search(SearchQuery("kinh phí", communes=(asked,)))
        with corpus.outgoing() as out:
            listed = {file["path"] for file in out.files(Selection(places=(asked,)))}
    assert {plan.path for plan in page.plans} == found == listed
