"""Folders of uploads are cleared once nothing comes from them; pages of one file are drawn without parsing it again."""

import os
import time
from pathlib import Path

import pytest
from test_corpus import audit_of, result_of

from extractor.corpus import Corpus
from extractor.plantext import PlanText
from extractor.scanning.reading import PageSeen, parse_outcome
from extractor.scanning.sources import Source
from extractor.web.upload_folders import clear_uploads, uploads_of

OLD, YOUNG = 8 * 86_400, 6 * 86_400
NAME = "2026-01-02-030405-0a1b2c3d"


def folder(db: Path, name: str = NAME, age: int = OLD) -> Path:
    made = uploads_of(db) / name
    (made / "xã").mkdir(parents=True)
    (made / "xã" / "kế hoạch.txt").write_text("kế hoạch", encoding="utf-8")
    then = time.time() - age
    os.utime(made, (then, then))
    return made


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "kho.db"
    Corpus.open(path).close()
    return path


def test_what_nothing_comes_from_is_cleared(db: Path) -> None:
    made = folder(db)
    assert clear_uploads(db, ()) == [made]
    assert not made.exists()
    assert clear_uploads(db, ()) == []


@pytest.mark.parametrize(
    ("name", "age"),
    [
        pytest.param(NAME, YOUNG, id="young"),
        pytest.param("của tôi", OLD, id="somebody-else's"),
        pytest.param(f"{NAME}0", OLD, id="nearly-the-name"),
    ],
)
def test_other_folders_stay(db: Path, name: str, age: int) -> None:
    made = folder(db, name, age)
    assert clear_uploads(db, ()) == []
    assert (made / "xã" / "kế hoạch.txt").is_file()


@pytest.mark.parametrize("above", ["/moved/elsewhere/kho.db.uploads", r"D:\kho.db.uploads"])
def test_what_the_corpus_names_stays_wherever_it_lay(db: Path, above: str) -> None:
    made = folder(db)
    with Corpus.open(db) as corpus:
        corpus.store(result_of(f"{above}/{NAME}/xã/kế hoạch.txt"), audit_of())
    assert clear_uploads(db, ()) == []
    with Corpus.open(db) as corpus:
        corpus.forget(f"{above}/{NAME}/xã/kế hoạch.txt")
    assert clear_uploads(db, ()) == [made]


def test_an_upload_under_way_stays(db: Path) -> None:
    made = folder(db)
    assert clear_uploads(db, (NAME,)) == []
    assert made.exists()


def test_nothing_goes_where_the_corpus_cannot_be_asked(tmp_path: Path) -> None:
    db = tmp_path / "kho.db"
    made = folder(db)
    assert clear_uploads(db, ()) == []
    db.write_bytes(b"no database at all" * 99)
    assert clear_uploads(db, ()) == []
    assert made.exists()


def test_a_link_is_not_followed(db: Path, tmp_path: Path) -> None:
    kept = tmp_path / "elsewhere"
    kept.mkdir()
    uploads_of(db).mkdir()
    (uploads_of(db) / NAME).symlink_to(kept)
    assert clear_uploads(db, ()) == []
    assert kept.is_dir()


def test_a_page_of_a_known_text_is_looked_at_without_parsing(tmp_path: Path) -> None:
    known = PlanText("a.pdf", "pdf", "Kế hoạch", ())
    outcome = parse_outcome(Source(tmp_path / "gone.pdf"), lambda path, text: PageSeen(len(text.text)), known)
    assert outcome.text is known
    assert outcome.seen == PageSeen(8)
