"""Findings over versions of a plan that lie in several files: fixed by the newest, kept by it, left alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_corpus import audit_of, result_of
from test_triage_log import CONFIRMED, MISREAD, fault, mark_of, states

from extractor.corpus import Corpus
from extractor.errors import FileState
from extractor.plan import Audit

PLACE = {"commune": "Lam Khê", "province": "Đắk Thử", "issuer_level": "commune", "plan_year": 2024}
WORDS = "2.621,5 triệu đồng"  # of the fault, and of no line of the made-up plan


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "kho.db") as opened:
        yield opened


def put(corpus: Corpus, path: str, day: str, *found: Any, lines: tuple[str, ...] = (), **about: Any) -> Audit:
    file = {name: about.pop(name) for name in ("state", "modified") if name in about}
    text = ("KẾ HOẠCH GIẢM NGHÈO", "I. KINH PHÍ", "Kinh phí là 300 triệu đồng.", *lines)
    audit = audit_of(
        text, document={**PLACE, "issued_on": day, **about}, findings=found, programmes=("poverty",)
    )
    corpus.store(result_of(path, **{"modified": day, **file}), audit)
    return audit


def mark(audit: Audit, path: str) -> str:
    return mark_of(audit, f"hash of {path}")


@pytest.mark.parametrize("order", [("old.docx", "new.docx"), ("new.docx", "old.docx")])
@pytest.mark.parametrize(("said", "state"), [(None, "fixed"), (CONFIRMED, "fixed"), (MISREAD, "dismissed")])
def test_the_newest_file_fixes_what_it_no_longer_shows(
    corpus: Corpus, order: tuple[str, str], said: Any, state: str
) -> None:
    old = put(corpus, "old.docx", "2024-01-05", fault())
    if said is not None:
        corpus.judge([mark(old, "old.docx")], said)
    corpus.forget("old.docx")
    for path in order:
        day, found = ("2024-01-05", [fault()]) if path == "old.docx" else ("2024-02-01", [])
        put(corpus, path, day, *found)
    assert states(corpus) == {mark(old, "old.docx"): state}


LEFT_ALONE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another number": ({}, {"number": "45/KH-UBND"}),
    "another place": ({}, {"commune": "Suối Vàng"}),
    "another year": ({}, {"plan_year": 2025}),
    "a draft of another title": ({"number": None, "title": "Kế hoạch hỗ trợ nhà ở"}, {}),
    "words that still stand": ({}, {"lines": (f"Tổng là {WORDS}.",)}),
    "read in part": ({}, {"state": FileState.PARTIAL}),
    "read from pictures": ({}, {"confidence": 0.8}),
    "of one day and one hour": ({}, {"issued_on": "2024-01-05", "modified": "2024-01-05"}),
}


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_nothing_is_fixed_by_what_may_be_another_plan_or_badly_read(corpus: Corpus, case: str) -> None:
    first, second = LEFT_ALONE[case]
    old = put(corpus, "old.docx", "2024-01-05", fault(), **first)
    put(corpus, "z.docx", "2024-02-01", **second)
    assert states(corpus) == {mark(old, "old.docx"): "new"}


def test_what_a_further_file_shows_is_not_fixed(corpus: Corpus) -> None:
    old = put(corpus, "old.docx", "2024-01-05", fault())
    put(corpus, "new.docx", "2024-02-01")
    put(corpus, "newest.docx", "2024-03-01", fault())
    assert states(corpus) == {mark(old, "old.docx"): "new"}
    assert [entry.state for entry in corpus.history(mark(old, "old.docx"))] == ["fixed", "new"]


def test_who_takes_it_up_again_is_not_overruled_by_the_next_scan(corpus: Corpus) -> None:
    old = put(corpus, "old.docx", "2024-01-05", fault())
    put(corpus, "new.docx", "2024-02-01")
    corpus.judge([mark(old, "old.docx")], CONFIRMED)
    put(corpus, "new.docx", "2024-02-01")
    assert states(corpus) == {mark(old, "old.docx"): "confirmed"}


def test_what_was_said_of_a_draft_holds_in_the_signed_file(corpus: Corpus) -> None:
    draft = put(corpus, "draft.docx", "2024-01", fault(), number=None)
    corpus.judge([mark(draft, "draft.docx")], MISREAD)
    signed = put(corpus, "signed.docx", "2024-01-05", fault())
    assert mark(signed, "signed.docx") != mark(draft, "draft.docx")
    assert states(corpus)[mark(signed, "signed.docx")] == "dismissed"
    put(corpus, "signed.docx", "2024-01-05", fault())
    assert len(corpus.history(mark(signed, "signed.docx"))) == 2  # said, and carried over once
