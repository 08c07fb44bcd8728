"""The log of triage: what was said stays, over scans, versions, fingerprints and auditors."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from sqlite_utils import Database
from test_corpus import audit_of, finding, result_of

from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, LogEntry, Reason, State, moment_after
from extractor.corpus.schema import MIGRATIONS, migrate, schema_version, triage
from extractor.corpus.selection import EVERYTHING, Selection, is_at
from extractor.fingerprints import fingerprints
from extractor.plan import Audit
from extractor.records import Evidence

CONFIRMED = Judgement("Lan", State.CONFIRMED)
MISREAD = Judgement("Minh", State.DISMISSED, Reason.MISREAD, "đọc nhầm cột")


def fault(words: str = "2.621,5 triệu đồng", **changed: Any) -> Any:
    return finding(text=words, evidence=(Evidence(span=(100, 118), text=words),), **changed)


def store(corpus: Corpus, sha: str, *found: Any, path: str = "a.txt", **changed: Any) -> Audit:
    audit = audit_of(findings=found, document=changed.pop("document", {}))
    corpus.store(result_of(path, sha256=sha, **changed), audit)
    return audit


def mark_of(audit: Audit, sha: str, number: int = 0) -> str:
    return list(fingerprints(audit.plan.document, audit.findings, sha))[number]


def states(corpus: Corpus, chosen: Selection = EVERYTHING) -> dict[str, str]:
    return {one.finding.fingerprint: one.state.value for one in corpus.triaged(chosen)}


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "kho.db") as opened:
        yield opened


def test_what_was_said_outlives_a_scan_that_writes_the_findings_anew(corpus: Corpus) -> None:
    audit = store(corpus, "one", fault(), fault("12,8%", rule="ratio-mismatch"))
    first, second = mark_of(audit, "one"), mark_of(audit, "one", 1)
    assert states(corpus) == {first: "new", second: "new"}
    assert corpus.judge([first], CONFIRMED) == 1
    corpus.judge([second], MISREAD)
    store(corpus, "one", fault(), fault("12,8%", rule="ratio-mismatch"), rules_version="rules-2")
    assert states(corpus) == {first: "confirmed", second: "dismissed"}
    (said,) = corpus.history(second)
    assert (said.who, said.reason, said.note, said.rule) == (
        "Minh",
        "misread",
        "đọc nhầm cột",
        "ratio-mismatch",
    )
    assert (said.path, said.number, said.text) == ("a.txt", "12/KH-UBND", "12,8%")


def test_every_change_is_added_and_none_is_ever_overwritten(corpus: Corpus, tmp_path: Path) -> None:
    mark = mark_of(store(corpus, "one", fault()), "one")
    for said in (CONFIRMED, MISREAD, Judgement("Lan", note="đã hỏi đơn vị"), Judgement("Lan", State.NEW)):
        corpus.judge([mark], said)
    assert [entry.state for entry in corpus.history(mark)] == ["confirmed", "dismissed", None, "new"]
    moments = [entry.at for entry in corpus.history(mark)]
    assert moments == sorted(set(moments))
    with sqlite3.connect(tmp_path / "kho.db") as conn:
        for change in ("UPDATE triage_log SET who = ''", "DELETE FROM triage_log"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                conn.execute(change)


def test_a_note_leaves_the_state(corpus: Corpus) -> None:
    mark = mark_of(store(corpus, "one", fault()), "one")
    corpus.judge([mark], CONFIRMED)
    corpus.judge([mark], Judgement("Minh", note="xem thêm phụ lục"))
    (one,) = corpus.triaged()
    assert (one.state, one.who, one.note) == ("confirmed", "Lan", "")


# What a file was found to hold, what was said, what the next version holds; what the state is then.
VERSIONS = {
    "gone after nothing was said": ((fault(),), None, (), "fixed"),
    "gone after it was confirmed": ((fault(),), CONFIRMED, (), "fixed"),
    "gone after it was dismissed": ((fault(),), MISREAD, (), "dismissed"),
    "still there": ((fault(),), CONFIRMED, (fault(),), "confirmed"),
    "another came": ((fault(),), CONFIRMED, (fault("9%", rule="percent-range"), fault()), "confirmed"),
}


@pytest.mark.parametrize("case", VERSIONS)
def test_a_later_version_of_the_file_fixes_what_it_no_longer_shows(corpus: Corpus, case: str) -> None:
    before, said, after, state = VERSIONS[case]
    mark = mark_of(store(corpus, "one", *before), "one")
    if said is not None:
        corpus.judge([mark], said)
    store(corpus, "two", *after)
    assert states(corpus)[mark] == state
    (one,) = corpus.triaged(Selection(marks=(mark,)))
    assert (one.finding.rule, one.finding.message_vi) == ("sum-mismatch", "Tổng không khớp.")
    assert one.present is bool(after)


def test_other_rules_that_find_less_fix_nothing(corpus: Corpus) -> None:
    words = "2.621,5 triệu đồng"
    mark = mark_of(store(corpus, "one", fault(words)), "one")
    corpus.judge([mark], CONFIRMED)
    store(corpus, "one", rules_version="rules-2")
    assert states(corpus) == {mark: "confirmed"}
    store(corpus, "one", fault(words))
    store(corpus, "two", rules_version="rules-2")  # other bytes too, which still have the words
    assert states(corpus) == {mark: "confirmed"}


def test_a_fault_that_is_back_has_its_state_back(corpus: Corpus) -> None:
    mark = mark_of(store(corpus, "one", fault()), "one")
    corpus.judge([mark], CONFIRMED)
    store(corpus, "two")
    store(corpus, "three", fault())
    assert [entry.state for entry in corpus.history(mark)] == ["confirmed", "fixed", "confirmed"]
    assert corpus.history(mark)[-1].carried_from == mark


UNKNOWN = {"number": None}


def test_a_plan_without_a_number_keeps_what_was_said_of_its_findings(corpus: Corpus) -> None:
    """Its fingerprints hang on the bytes of the file, and on the number once it has one."""
    one = mark_of(store(corpus, "one", fault(), document=UNKNOWN), "one")
    corpus.judge([one], MISREAD)
    two = mark_of(store(corpus, "two", fault(), document=UNKNOWN), "two")
    assert states(corpus) == {two: "dismissed"}
    three = mark_of(store(corpus, "three", fault()), "three")
    assert len({one, two, three}) == 3
    assert states(corpus) == {three: "dismissed"}
    assert [(entry.fingerprint, entry.who) for entry in corpus.history(three)] == [
        (one, "Minh"), (two, "Minh"), (three, "Minh"),
    ]  # fmt: skip


def test_what_another_file_still_shows_is_not_fixed(corpus: Corpus) -> None:
    mark = mark_of(store(corpus, "one", fault()), "one")
    store(corpus, "copy", fault(), path="b.txt")
    store(corpus, "two")
    assert states(corpus) == {mark: "new"}


# ---- two auditors ----


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "other.db") as opened:
        yield opened


def test_two_auditors_work_is_put_together(corpus: Corpus, other: Corpus) -> None:
    faults = [fault(f"{n} triệu đồng") for n in range(4)]
    audit = store(corpus, "one", *faults)
    store(other, "one", *faults)
    marks = [mark_of(audit, "one", n) for n in range(4)]
    corpus.judge(marks[:1], CONFIRMED)
    corpus.judge(marks[1:2], CONFIRMED)
    other.judge(marks[1:2], MISREAD)
    other.judge(marks[2:3], MISREAD)
    merged = corpus.merge_triage(other.triage_log())
    assert (merged.added, merged.known) == (2, 0)
    (conflict,) = merged.conflicts
    assert (conflict.fingerprint, conflict.ours.who, conflict.theirs.who) == (marks[1], "Lan", "Minh")
    assert conflict.holds is conflict.theirs
    expected = dict(zip(marks, ("confirmed", "dismissed", "dismissed", "new"), strict=True))
    assert states(corpus) == expected
    other.merge_triage(corpus.triage_log())
    assert states(other) == expected
    assert other.triage_log() == corpus.triage_log()
    assert corpus.merge_triage(other.triage_log()).added == 0


def test_who_went_on_from_the_others_judgement_is_in_no_conflict(corpus: Corpus, other: Corpus) -> None:
    mark = mark_of(store(corpus, "one", fault()), "one")
    store(other, "one", fault())
    other.judge([mark], MISREAD)
    corpus.merge_triage(other.triage_log())
    corpus.judge([mark], CONFIRMED)
    assert other.merge_triage(corpus.triage_log()).conflicts == ()
    assert corpus.merge_triage(other.triage_log()).conflicts == ()
    assert states(other) == states(corpus) == {mark: "confirmed"}


def test_a_log_may_speak_of_findings_that_are_not_stored_here(corpus: Corpus, other: Corpus) -> None:
    mark = mark_of(store(other, "one", fault()), "one")
    other.judge([mark], CONFIRMED)
    corpus.merge_triage(other.triage_log())
    (one,) = corpus.triaged()
    assert (one.state, one.present, one.finding.message_vi) == ("confirmed", False, "Tổng không khớp.")
    store(corpus, "one", fault())
    (one,) = corpus.triaged()
    assert (one.state, one.present) == ("confirmed", True)


def entry(**changed: Any) -> dict[str, Any]:
    given = {
        "entry": "e" * 32,
        "fingerprint": "a" * 32,
        "at": "2026-03-31T08:15:00.000000+00:00",
        "who": "Lan",
    }
    return {**given, "rule": "sum-mismatch", "path": "a.txt", **changed}


BAD = {
    "dismissed without a reason": {"state": "dismissed"},
    "a reason without a dismissal": {"state": "confirmed", "reason": "misread"},
    "an unknown state": {"state": "wrong"},
    "an unknown reason": {"state": "dismissed", "reason": "because"},
    "another form of time": {"at": "2026-03-31T08:15:00+07:00"},
    "no time": {"at": "yesterday"},
    "no fingerprint": {"fingerprint": "zz"},
    "an unknown key": {"colour": "red"},
    "a later version": {"version": 2},
}


@pytest.mark.parametrize("case", BAD)
def test_a_line_that_says_no_clear_thing_is_refused(case: str) -> None:
    LogEntry.model_validate(entry())
    with pytest.raises(ValidationError):
        LogEntry.model_validate(entry(**BAD[case]))


def test_a_clock_that_goes_backwards_does_not_hide_what_is_said_last() -> None:
    assert moment_after("2999-01-01T00:00:00.000000+00:00") == "2999-01-01T00:00:00.000001+00:00"
    assert moment_after(None) < moment_after("2999-01-01T00:00:00.000000+00:00")


# ---- what came of the rules ----


def test_rules_are_tallied_by_what_people_made_of_their_findings(corpus: Corpus) -> None:
    faults = [fault(f"{n} đồng") for n in range(5)]
    audit = store(corpus, "one", *faults)
    marks = [mark_of(audit, "one", n) for n in range(5)]
    corpus.judge(marks[:2], CONFIRMED)
    corpus.judge(marks[2:3], MISREAD)
    corpus.judge(marks[3:4], Judgement("Lan", State.DISMISSED, Reason.EXPLAINED))
    store(corpus, "two", *faults[1:])  # the first is fixed, and was right
    (tally,) = corpus.tallies()
    assert (tally.rule, tally.present, tally.confirmed, tally.judged) == ("sum-mismatch", 4, 2, 4)
    assert tally.dismissed == {Reason.MISREAD: 1, Reason.EXPLAINED: 1}


def test_what_was_carried_over_counts_once(corpus: Corpus) -> None:
    corpus.judge([mark_of(store(corpus, "one", fault(), document=UNKNOWN), "one")], MISREAD)
    store(corpus, "two", fault(), document=UNKNOWN)
    assert [tally.judged for tally in corpus.tallies()] == [1]


# ---- choosing ----

PATHS = {
    "itself": ("plans/xa/a.docx", True),
    "by its name": ("a.docx", True),
    "its folder": ("plans/xa", True),
    "folder with a slash": ("./plans/", True),
    "pattern": ("*.docx", True),
    "pattern of a folder": ("xa/*", True),
    "half a name": ("docx", False),
    "half a folder": ("plan", False),
    "another": ("b.docx", False),
}


@pytest.mark.parametrize("case", PATHS)
def test_a_path_is_chosen_by_name_folder_or_pattern(case: str) -> None:
    pattern, expected = PATHS[case]
    assert is_at("plans/xa/a.docx", pattern) is expected


def test_findings_are_chosen_by_what_they_are_and_where(corpus: Corpus) -> None:
    about = {"commune": "An Thử", "province": "Cà Mau", "plan_year": 2024, "issuer_level": "commune"}
    audit = store(
        corpus, "one", fault(), fault("9", rule="percent-range", severity="warning"), document=about
    )
    store(corpus, "other", fault("7"), path="x/b.txt", document={"number": "7/KH"})
    one, two = mark_of(audit, "one"), mark_of(audit, "one", 1)
    corpus.judge([one], CONFIRMED)
    assert states(corpus, Selection(paths=("a.txt",))).keys() == {one, two}
    assert states(corpus, Selection(severities=("warning",))).keys() == {two}
    assert states(corpus, Selection(states=(State.CONFIRMED,))).keys() == {one}
    assert states(corpus, Selection(rules=("sum-mismatch",), states=(State.NEW,), paths=("x",))).keys()
    assert states(corpus, Selection(places=("ca mau",), years=(2024,))).keys() == {one, two}
    assert states(corpus, Selection(levels=("district",))) == {}
    assert states(corpus, Selection(marks=(one[:6].upper(),))).keys() == {one}
    assert corpus.marks(one[:6]) == [one]
    assert corpus.marks(one[:3]) == []
    assert {entry.fingerprint for entry in corpus.triage_log(Selection(rules=("sum-mismatch",)))} == {one}


PLACES = {
    "as the plan has it": ("Cà Mau", True),
    "without diacritics": ("an thu", True),
    "the unit of today": ("bình lư", True),
    "with its rank": ("huyện Tam Đường", True),
    "with its rank, the plan without": ("tỉnh Cà Mau", True),
    "with another rank": ("xã Tam Đường", False),
    "some diacritics": ("An Thu", True),
    "other diacritics": ("An Thứ", False),
    "the end of a name": ("Lư", False),
    "another": ("Lai", False),
}


@pytest.mark.parametrize("case", PLACES)
def test_a_place_is_chosen_by_the_plans_name_or_the_gazetteers(
    corpus: Corpus, tmp_path: Path, case: str
) -> None:
    place, expected = PLACES[case]
    store(corpus, "one", fault(), document={"commune": "An Thử", "province": "Cà Mau"})
    with sqlite3.connect(tmp_path / "kho.db") as conn:
        conn.execute("UPDATE documents SET unit_now = 'xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu'")
    assert bool(corpus.triaged(Selection(places=(place,)))) is expected


def test_a_database_of_before_gets_its_log_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    before = MIGRATIONS[: MIGRATIONS.index(triage)]
    conn = sqlite3.connect(path, isolation_level=None)
    migrate(conn, before)
    db = Database(conn, execute_plugins=False)
    db.table("files").insert(
        {"path": "a.txt", "sha256": "h", "size": 1, "state": "ok", "reason_vi": "", "reason_en": ""}
        | {"seconds": 0.1, "rules_version": "r", "updated": "2026-01-01T00:00:00+00:00"}
    )
    db.table("documents").insert(
        {"file": 1, "text": "KẾ HOẠCH", "span_start": 0, "span_end": 8, "section": "[]", "rule_id": "r"}
    )
    shown = {"text": "7", "span_start": 0, "span_end": 1, "section": "[]", "rule": "percent-range"}
    said = {
        "category": "figures",
        "severity": "error",
        "certainty": "certain",
        "message": "m",
        "message_en": "m",
    }
    db.table("findings").insert({"document": 1, "fingerprint": "a" * 32, "evidence": "[]", **shown, **said})
    conn.close()
    with Corpus.open(path, create=False) as corpus:
        assert states(corpus) == {"a" * 32: "new"}
        corpus.judge(["a" * 32], CONFIRMED)
        assert states(corpus) == {"a" * 32: "confirmed"}
    conn = sqlite3.connect(path)
    assert schema_version(conn) == len(MIGRATIONS)
