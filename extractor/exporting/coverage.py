"""What the report on coverage tells: files, what was checked and agreed, what was confirmed, what is left."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from extractor.corpus.exits import Outgoing
from extractor.corpus.judgements import State
from extractor.corpus.outgoing import OutCheck, OutFinding, PlanHead
from extractor.corpus.selection import Selection
from extractor.errors import READ_STATES, FileState

MOST_FILES: Final = 1_000
MOST_ROWS: Final = 300  # of a table of checks or of unread figures; what is beyond is counted
_AGREEING: Final = frozenset({"agrees", "rounding"})
_UNCHECKED: Final = "not-checkable"


@dataclass
class Few:
    """The first so many of what may be very many, and how many there are."""

    most: int
    rows: list[Any] = field(default_factory=list)
    count: int = 0

    def add(self, row: Any) -> None:
        """Keeps it where there is room, counts it in any case."""
        self.count += 1
        if self.count <= self.most:
            self.rows.append(row)

    @property
    def beyond(self) -> int:
        """How many are counted and not kept."""
        return self.count - len(self.rows)


@dataclass
class Coverage:
    """What was looked at: `files` and those `unread` as rows of the table, `counts` by relation and verdict, checks
    that agree and that could not be made, findings confirmed, those in another state by it, figures unread."""

    files: Few
    unread_files: Few
    notes: Few
    versions: list[str]
    read_between: tuple[str, str] | None
    counts: Counter[tuple[str, str]]
    agreeing: Few
    unchecked: Few
    confirmed: list[OutFinding]
    others: Counter[State]
    unread: Few
    reasons: Counter[str]


def gathered(out: Outgoing, chosen: Selection, plans: Selection) -> Coverage:
    """The coverage of the files that `plans` asks for, with the confirmed findings of `chosen`."""
    files, unread_files, notes = Few(MOST_FILES), Few(MOST_FILES), Few(MOST_FILES)
    versions: Counter[str] = Counter()
    moments: list[str] = []
    for file in out.files(plans):
        files.add(file)
        state = FileState(file["state"])
        if state in READ_STATES:
            versions[file["rules_version"]] += 1
            moments.append(file["updated"])
        elif state is not FileState.CONTAINER:
            unread_files.add(file)
        if state in READ_STATES and file["reason_vi"]:
            notes.add(file)
    counts, agreeing, unchecked = _checks(chain(out.checks(plans), out.across_checks(plans)))
    confirmed, others = _findings(out.findings(chosen))
    unread, reasons = _unread(out.records("unread", plans))
    return Coverage(
        files,
        unread_files,
        notes,
        [version for version, _ in versions.most_common()],
        (min(moments), max(moments)) if moments else None,
        counts,
        agreeing,
        unchecked,
        confirmed,
        others,
        unread,
        reasons,
    )


def _checks(checks: Iterable[OutCheck]) -> tuple[Counter[tuple[str, str]], Few, Few]:
    counts: Counter[tuple[str, str]] = Counter()
    agreeing, unchecked = Few(MOST_ROWS), Few(MOST_ROWS)
    for check in checks:
        counts[check.relation, check.verdict] += 1
        if check.verdict in _AGREEING:
            agreeing.add(check)
        elif check.verdict == _UNCHECKED:
            unchecked.add(check)
    return counts, agreeing, unchecked


def _findings(findings: Iterable[OutFinding]) -> tuple[list[OutFinding], Counter[State]]:
    confirmed: list[OutFinding] = []
    others: Counter[State] = Counter()
    for one in findings:
        if one.state is State.CONFIRMED:
            confirmed.append(one)
        else:
            others[one.state] += 1
    return confirmed, others


def _unread(records: Iterator[tuple[PlanHead, Mapping[str, Any]]]) -> tuple[Few, Counter[str]]:
    unread, reasons = Few(MOST_ROWS), Counter[str]()
    for plan, fields in records:
        unread.add((plan, fields))
        reasons[fields["reason"]] += 1
    return unread, reasons
