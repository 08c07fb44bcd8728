"""From one version of a file to the next: findings that are gone are fixed, those that stay keep what was said.

A finding is the same one where rule and words of evidence are, whatever number the plan has got since.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.corpus.judgements import PROGRAM, Judgement, State
from extractor.corpus.results import FileResult
from extractor.corpus.triage import SPOKEN_OF, history, new_entry, spoken_of, write_entries
from extractor.fingerprints import evidence_words
from extractor.plantext import PlanText

_Key = tuple[str, str, int]
_OPEN: Final = frozenset({State.NEW, State.CONFIRMED})
_FINDINGS: Final = f"""
SELECT fingerprint, evidence, {SPOKEN_OF}
FROM findings f JOIN documents d ON d.id = f.document JOIN files ON files.id = d.file
WHERE d.file = ? ORDER BY f.id
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as it is stored: its fingerprint, its words, what the log keeps of it."""

    mark: str
    words: tuple[str, ...]
    spoken: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A file before it is written anew: its bytes, its rules, its findings."""

    sha256: str | None
    rules_version: str
    findings: Mapping[_Key, Known]


def earlier_version(conn: sqlite3.Connection, path: str) -> Earlier | None:
    """What is stored of a path (as the database writes it); None for nothing."""
    row = conn.execute("SELECT id, sha256, rules_version FROM files WHERE path = ?", (path,)).fetchone()
    return None if row is None else Earlier(row[1], row[2], findings_of(conn, row[0]))


def findings_of(conn: sqlite3.Connection, file: int) -> dict[_Key, Known]:
    """The findings of a file by what makes them the same over versions."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[_Key, Known] = {}
    for mark, evidence, *about in conn.execute(_FINDINGS, (file,)).fetchall():
        spoken = spoken_of(about)
        words = tuple(item["text"] for item in json.loads(evidence)) or (spoken["text"],)
        name = spoken["rule"], evidence_words(words)
        found[*name, seen[name]] = Known(mark, words, spoken)
        seen[name] += 1
    return found


def follow(conn: sqlite3.Connection, earlier: Earlier, file: int, result: FileResult, text: PlanText) -> None:
    """Notes in the log what the new version of a file means for the findings of the earlier one.

    Only other bytes make a version: where the same bytes are read by other rules nothing is fixed.
    """
    if not result.sha256 or earlier.sha256 == result.sha256:
        return
    now = findings_of(conn, file)
    for key, known in now.items():
        before = earlier.findings.get(key)
        keep(conn, known.mark, None if before is None else before.mark)
    folded = " ".join(text.text.split())
    same_rules = earlier.rules_version == result.rules_version
    for key in earlier.findings.keys() - now.keys():
        gone = earlier.findings[key]
        if (same_rules or not stands(gone.words, folded)) and not _is_shown(conn, gone.mark):
            fixed(conn, gone)


def stands(words: tuple[str, ...], folded: str) -> bool:
    """Whether a text (blanks folded) still has all of these words: then something else may be why nothing is found."""
    return all(" ".join(piece.split()) in folded for piece in words)


def keep(conn: sqlite3.Connection, mark: str, before: str | None) -> None:
    """What was said under an earlier fingerprint is carried over; a fault that is back has its old state again."""
    if before not in (None, mark):
        said = _last(conn, before)
    else:
        last = _last(conn, mark)
        if last is None or last.state is not State.FIXED:
            return
        before, said = mark, _last(conn, mark, but=State.FIXED) or Judgement(PROGRAM, State.NEW)
    if said is not None:
        write_entries(conn, [new_entry(conn, mark, said, carried_from=before)])


def _is_shown(conn: sqlite3.Connection, mark: str) -> bool:
    """Whether any stored file shows it."""
    return conn.execute("SELECT 1 FROM findings WHERE fingerprint = ?", (mark,)).fetchone() is not None


def fixed(conn: sqlite3.Connection, gone: Known) -> None:
    """Notes so of a finding that is open and gone."""
    last = _last(conn, gone.mark)
    if last is None or last.state in _OPEN:
        fixed = Judgement(PROGRAM, State.FIXED)
        write_entries(conn, [new_entry(conn, gone.mark, fixed, spoken=gone.spoken)])


def _last(conn: sqlite3.Connection, mark: str | None, but: State | None = None) -> Judgement | None:
    """What was last said of a finding."""
    for entry in reversed(history(conn, mark) if mark is not None else []):
        if entry.state is not None and entry.state is not but:
            return Judgement(entry.who, entry.state, entry.reason, entry.note)
    return None
