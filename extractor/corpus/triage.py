"""The log of triage: findings with their states, entries added, another auditor's log brought in.

The log is keyed by the fingerprint, so that it outlives the rows of findings, which every scan writes anew.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from extractor.corpus.judgements import Judgement, LogEntry, Reason, State, moment_after
from extractor.corpus.names import storable
from extractor.corpus.results import StoredFinding
from extractor.corpus.selection import EVERYTHING, Selection, finding_condition, is_at

_FIELDS: Final = tuple(name for name in LogEntry.model_fields if name != "version")
_LOG: Final = f"SELECT {', '.join(_FIELDS)} FROM triage_log"
_SPOKEN: Final = ("rule", "severity", "path", "number", "text", "message", "message_en")
SPOKEN_OF: Final = "rule, severity, path, d.number, f.text, message, message_en"  # of findings f, documents d
_FOUND: Final = """
SELECT files.path, f.rule, f.category, f.severity, f.certainty, f.section, f.page, f.span_start, f.span_end,
    f.text, f.message, f.message_en, f.expected, f.fingerprint, d.number, t.state, t.reason, t.note, t.who, t.at
FROM {table} f JOIN documents d ON d.id = f.document JOIN files ON files.id = d.file
LEFT JOIN triage_states t ON t.fingerprint = f.fingerprint
WHERE {condition}
"""
_TABLES: Final = ("findings", "corpus_findings")
_ORDER: Final = {"error": 0, "warning": 1, "info": 2}
_LEAST_MARK: Final = 4


@dataclass(frozen=True, slots=True)
class Triaged:
    """A finding and what was last said of it; `present` is False where no plan shows it any more.

    `who` and `at` are None for a finding that nobody judged; `who` is "" where the program set the state.
    """

    finding: StoredFinding
    number: str | None
    state: State
    reason: Reason | None
    note: str
    who: str | None
    at: str | None
    present: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A finding that two logs judged apart from each other, differently; the newer one holds."""

    fingerprint: str
    ours: LogEntry
    theirs: LogEntry

    @property
    def holds(self) -> LogEntry:
        return max(self.ours, self.theirs, key=_age)


@dataclass(frozen=True, slots=True)
class Merged:
    """How bringing a log in went: entries added, entries that were there, judgements that differ."""

    added: int
    known: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class RuleTally:
    """What came of the findings of one rule: how many there are now, and how those judged were judged."""

    rule: str
    present: int
    confirmed: int
    dismissed: Mapping[Reason, int]

    @property
    def judged(self) -> int:
        return self.confirmed + sum(self.dismissed.values())


def triaged(conn: sqlite3.Connection, chosen: Selection = EVERYTHING) -> list[Triaged]:
    """The findings chosen, the gravest first; those that are gone too, where their log is chosen by it."""
    condition, given = finding_condition(conn, chosen)
    rows = [
        row
        for table in _TABLES
        for row in conn.execute(_FOUND.format(table=table, condition=condition), given)
    ]
    found = [_triaged(row) for row in rows]
    found += _gone(conn, chosen)
    return sorted(found, key=_gravity)


def _gravity(one: Triaged) -> tuple[Any, ...]:
    finding = one.finding
    return not one.present, _ORDER.get(finding.severity, 3), finding.path, finding.span, finding.rule


def _triaged(row: Sequence[Any]) -> Triaged:
    path, rule, category, severity, certainty, section, page, start, end, *rest = row
    text, vi, en, expected, mark, number, state, reason, note, who, at = rest
    finding = StoredFinding(
        path, rule, category, severity, certainty, tuple(json.loads(section)), page, (start, end),
        text, vi, en, expected, mark,
    )  # fmt: skip
    known = State(state or State.NEW)
    return Triaged(finding, number, known, Reason(reason) if reason else None, note or "", who, at, True)


def _gone(conn: sqlite3.Connection, chosen: Selection) -> Iterator[Triaged]:
    """Findings that the log alone still knows: fixed, or their plan is no longer stored."""
    if chosen.places or chosen.levels or chosen.years or chosen.certainties or chosen.categories:
        return  # the log does not tell these
    rows = conn.execute(
        f"{_LOG} WHERE NOT EXISTS (SELECT 1 FROM findings f WHERE f.fingerprint = triage_log.fingerprint)"
        " AND NOT EXISTS (SELECT 1 FROM corpus_findings f WHERE f.fingerprint = triage_log.fingerprint)"
        " AND fingerprint NOT IN (SELECT carried_from FROM triage_log WHERE carried_from <> fingerprint)"
        " ORDER BY fingerprint, at, entry"
    )
    by_mark: dict[str, list[LogEntry]] = defaultdict(list)
    for row in rows:
        by_mark[row[1]].append(_entry(row))
    for entries in by_mark.values():
        one = _last_seen(entries)
        if _is_chosen(one, chosen):
            yield one


def _last_seen(entries: Sequence[LogEntry]) -> Triaged:
    last, said = entries[-1], next((e for e in reversed(entries) if e.state is not None), None)
    finding = StoredFinding(
        last.path, last.rule, "", last.severity or "", "", (), None, (0, 0),
        last.text or "", last.message or "", last.message_en or "", None, last.fingerprint,
    )  # fmt: skip
    if said is None:
        return Triaged(finding, last.number, State.NEW, None, "", None, None, False)
    state = said.state or State.NEW
    return Triaged(finding, last.number, state, said.reason, said.note, said.who, said.at, False)


def _is_chosen(one: Triaged, chosen: Selection) -> bool:
    finding = one.finding
    return (
        (not chosen.marks or finding.fingerprint.startswith(tuple(mark.lower() for mark in chosen.marks)))
        and (not chosen.paths or any(is_at(finding.path, pattern) for pattern in chosen.paths))
        and (not chosen.rules or finding.rule in chosen.rules)
        and (not chosen.severities or finding.severity in chosen.severities)
        and (not chosen.states or one.state in chosen.states)
    )


def _entry(row: Sequence[Any]) -> LogEntry:
    return LogEntry(**dict(zip(_FIELDS, row, strict=True)))


def whole_marks(conn: sqlite3.Connection, prefix: str) -> list[str]:
    """The fingerprints, of findings and of the log, that begin so; none for less than four letters."""
    if len(prefix) < _LEAST_MARK:
        return []
    tables = (*_TABLES, "triage_log")
    each = " UNION ".join(
        f"SELECT fingerprint FROM {t} WHERE fingerprint BETWEEN :p AND :p || 'g'" for t in tables
    )
    return [mark for (mark,) in conn.execute(f"{each} ORDER BY 1", {"p": prefix.lower()})]


def history(conn: sqlite3.Connection, fingerprint: str) -> list[LogEntry]:
    """The entries of a finding, oldest first, with those of the fingerprints that it had before."""
    marks = [fingerprint]
    for mark in marks:
        rows = conn.execute(
            "SELECT DISTINCT carried_from FROM triage_log WHERE fingerprint = ? AND carried_from IS NOT NULL",
            (mark,),
        )
        marks += [before for (before,) in rows if before not in marks]
    listed = json.dumps(marks)
    rows = conn.execute(
        f"{_LOG} WHERE fingerprint IN (SELECT value FROM json_each(?)) ORDER BY at, entry", (listed,)
    )
    return [_entry(row) for row in rows]


def log(conn: sqlite3.Connection, chosen: Selection = EVERYTHING) -> list[LogEntry]:
    """All entries, oldest first; of the findings chosen alone where something is."""
    entries = [_entry(row) for row in conn.execute(f"{_LOG} ORDER BY at, entry")]
    if not chosen:
        return entries
    marks = {one.finding.fingerprint for one in triaged(conn, chosen)}
    return [entry for entry in entries if entry.fingerprint in marks]


def newest(conn: sqlite3.Connection, fingerprints: Iterable[str]) -> dict[str, LogEntry]:
    """The newest entry of each of these findings, a note alone too; only of those that have one."""
    listed = json.dumps(list(fingerprints))
    rows = conn.execute(
        f"{_LOG} WHERE fingerprint IN (SELECT value FROM json_each(?)) ORDER BY at, entry", (listed,)
    )
    return {mark: _entry(row) for mark, row in {row[1]: row for row in rows}.items()}


def judge_as_seen(
    conn: sqlite3.Connection, seen: Mapping[str, str | None], judgement: Judgement
) -> tuple[LogEntry, ...]:
    """Adds an entry for each of the findings, unless one has been spoken of since its reader saw it.

    `seen` are the findings with the entry that was the newest when they were shown: "" for none, None where that is
    not known and nothing is held against it. Answers with the entries that the reader has not seen, the newest first;
    where there is one, nothing is added. Inside the caller's transaction.
    """
    last = newest(conn, seen)
    missed = [last[mark] for mark, entry in seen.items() if entry is not None and mark in last]
    missed = [entry for entry in missed if entry.entry != seen[entry.fingerprint]]
    if not missed:
        judge(conn, seen, judgement)
    return tuple(sorted(missed, key=_age, reverse=True))


def judge(conn: sqlite3.Connection, fingerprints: Iterable[str], judgement: Judgement) -> int:
    """Adds an entry for each of the findings; how many. Inside the caller's transaction."""
    marks = dict.fromkeys(fingerprints)
    write_entries(conn, (new_entry(conn, mark, judgement) for mark in marks))
    return len(marks)


def new_entry(
    conn: sqlite3.Connection,
    fingerprint: str,
    judgement: Judgement,
    *,
    carried_from: str | None = None,
    spoken: Mapping[str, Any] | None = None,
) -> LogEntry:
    """The entry that says so of a finding, with the finding as it was (`spoken`), is stored or was last known."""
    return LogEntry(
        entry=uuid4().hex,
        fingerprint=fingerprint,
        at=moment_after(_last_moment(conn, fingerprint)),
        who=storable(judgement.who),
        state=judgement.state,
        reason=judgement.reason,
        note=storable(judgement.note),
        carried_from=carried_from,
        **(spoken or _spoken_of(conn, fingerprint)),
    )


def _last_moment(conn: sqlite3.Connection, fingerprint: str) -> str | None:
    last: str | None = conn.execute(
        "SELECT max(at) FROM triage_log WHERE fingerprint = ?", (fingerprint,)
    ).fetchone()[0]
    return last


def _spoken_of(conn: sqlite3.Connection, fingerprint: str) -> dict[str, Any]:
    for table in _TABLES:
        row = conn.execute(
            f"SELECT {SPOKEN_OF} FROM {table} f JOIN documents d ON d.id = f.document JOIN files ON files.id = d.file"
            " WHERE fingerprint = ? ORDER BY path LIMIT 1",
            (fingerprint,),
        ).fetchone()
        if row is not None:
            return spoken_of(row)
    row = conn.execute(
        f"SELECT {', '.join(_SPOKEN)} FROM triage_log WHERE fingerprint = ? ORDER BY at DESC, entry DESC",
        (fingerprint,),
    ).fetchone()
    return spoken_of(row)


def spoken_of(row: Sequence[Any]) -> dict[str, Any]:
    """The columns of `SPOKEN_OF` by the names that the log has for them."""
    return dict(zip(_SPOKEN, row, strict=True))


def write_entries(conn: sqlite3.Connection, entries: Iterable[LogEntry]) -> None:
    """Adds entries, each once."""
    values = ", ".join(f":{name}" for name in _FIELDS)
    conn.executemany(
        f"INSERT OR IGNORE INTO triage_log ({', '.join(_FIELDS)}) VALUES ({values})",
        (entry.model_dump(mode="json", include=set(_FIELDS)) for entry in entries),
    )


def merge(conn: sqlite3.Connection, brought: Sequence[LogEntry]) -> Merged:
    """Adds what another log holds and this one does not; nothing of either is lost. Inside a transaction."""
    known = {entry for (entry,) in conn.execute("SELECT entry FROM triage_log")}
    added = {entry.entry: entry for entry in brought if entry.entry not in known}
    conflicts = tuple(_conflicts(conn, brought, known))
    write_entries(conn, added.values())
    return Merged(len(added), len(brought) - len(added), conflicts)


def together(logs: Iterable[Merged]) -> Merged:
    """How bringing several logs in went, one after the other: of each finding the conflict told last."""
    merged = list(logs)
    conflicts = {one.fingerprint: one for each in merged for one in each.conflicts}
    return Merged(
        sum(each.added for each in merged), sum(each.known for each in merged), tuple(conflicts.values())
    )


def _conflicts(conn: sqlite3.Connection, brought: Sequence[LogEntry], known: set[str]) -> Iterator[Conflict]:
    """Findings whose last judgements differ where neither log holds the other's."""
    theirs, whole = _last_said(brought), {entry.entry for entry in brought}
    listed = json.dumps(list(theirs))
    rows = conn.execute(f"{_LOG} WHERE fingerprint IN (SELECT value FROM json_each(?))", (listed,))
    ours = _last_said(map(_entry, rows))
    for mark, one in ours.items():
        other = theirs[mark]
        same = (one.state, one.reason) == (other.state, other.reason)
        if not same and one.entry not in whole and other.entry not in known:
            yield Conflict(mark, one, other)


def _last_said(entries: Iterable[LogEntry]) -> dict[str, LogEntry]:
    """The entry that gives each finding its state."""
    last: dict[str, LogEntry] = {}
    for entry in sorted(entries, key=_age):
        if entry.state is not None:
            last[entry.fingerprint] = entry
    return last


def _age(entry: LogEntry) -> tuple[str, str]:
    return entry.at, entry.entry


def tallies(conn: sqlite3.Connection) -> list[RuleTally]:
    """What people made of the findings of each rule; one that was fixed later counts as it was judged before."""
    present = dict(
        conn.execute(
            "SELECT rule, count(DISTINCT fingerprint) FROM (SELECT rule, fingerprint FROM findings"
            " UNION ALL SELECT rule, fingerprint FROM corpus_findings) GROUP BY rule"
        ).fetchall()
    )
    earlier = conn.execute("SELECT carried_from FROM triage_log WHERE carried_from <> fingerprint")
    carried = {mark for (mark,) in earlier}
    judged = _last_said(
        entry
        for entry in map(_entry, conn.execute(_LOG))
        if entry.state is not State.FIXED and entry.fingerprint not in carried
    ).values()
    rules = sorted({*present, *(entry.rule for entry in judged if entry.state is not State.NEW)})
    return [_tally(rule, present.get(rule, 0), [e for e in judged if e.rule == rule]) for rule in rules]


def _tally(rule: str, present: int, judged: Sequence[LogEntry]) -> RuleTally:
    confirmed = sum(entry.state is State.CONFIRMED for entry in judged)
    reasons = [entry.reason for entry in judged if entry.reason is not None]
    return RuleTally(rule, present, confirmed, {r: reasons.count(r) for r in Reason if r in reasons})
