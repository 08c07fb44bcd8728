"""What the workbench gathers before anybody asks."""

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.corpus import Corpus
from extractor.web import keeping
from extractor.web.app import create_app
from extractor.web.settings import Served
from extractor.web.warming import warm


@pytest.fixture
def served(scanned: Path, tmp_path: Path) -> Served:
    return Served(Path(shutil.copy(scanned, tmp_path / "kho.db")))


def test_the_first_reader_waits_for_nothing_that_was_gathered(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(served)
    asked: list[str] = []
    for name in ("wanted_documents", "indicator_counts", "plans_by_indicator", "compare"):
        monkeypatch.setattr(Corpus, name, lambda *_, called=name: asked.append(called))
    with TestClient(create_app(served), base_url="http://localhost") as client:
        assert client.get("/citations/requests").status_code == 200
        assert client.get("/compare").status_code == 200
        assert client.get("/compare?indicator=poverty_rate").status_code == 200
    assert asked == []


def test_what_lasts_is_not_pushed_out_and_ends_with_what_it_was_made_of(served: Served) -> None:
    made: list[object] = []

    def kept(what: object, sign: str, *, lasting: bool = False) -> None:
        keeping.kept(what, served, lambda: made.append(what), sign, lasting=lasting)

    kept("for long", "first", lasting=True)
    for number in range(20):
        kept(number, "first")
    kept("for long", "first", lasting=True)
    assert made.count("for long") == 1
    kept("for long", "second", lasting=True)
    kept("for long", "second", lasting=True)
    assert made.count("for long") == 2


def test_a_database_that_is_not_there_is_told_by_the_pages(tmp_path: Path) -> None:
    warm(Served(tmp_path / "none.db"))
