"""What a scan found, as tables and lines."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from extractor.corpus import AcrossResult, StoredFinding, Totals
from extractor.errors import FileState
from extractor.reporting.across import across_sheet
from extractor.reporting.findings import SEVERITIES, VERDICTS, stored_finding_lines
from extractor.reporting.numbers import figure, rate
from extractor.reporting.places import shown_path
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, rule_name, say
from extractor.scanning.results import ScanResult, Unread

_SHOWN_UNREAD: Final = 50
_KINDS: Final = ("document", "citation", "reference", "budget", "target", "deadline", "assignment", "unread")


def scan_summary(
    result: ScanResult,
    totals: Totals,
    worst: Sequence[StoredFinding],
    across: AcrossResult,
    database: Path,
    lang: Lang,
) -> Iterator[Item]:
    """The whole summary in the order it is printed."""
    yield from files_summary(result, database, lang)
    yield _records(totals, lang)
    yield from _findings(totals, lang)
    if across.counts:
        yield across_sheet(across.counts, lang)
        yield line(say(lang, "across.found", count=figure(lang, len(across.findings)), db=database))
    if worst:
        yield line()
        yield line(say(lang, "scan.worst", count=len(worst)), "bold")
        for number, finding in enumerate(worst, 1):
            yield from stored_finding_lines(number, finding, lang)


def files_summary(result: ScanResult, database: Path, lang: Lang) -> Iterator[Item]:
    """What became of the files."""
    yield line(_head(result, database, lang), "bold")
    if result.again or result.kept:
        again, kept = figure(lang, result.again), figure(lang, result.kept)
        yield line(say(lang, "scan.new_rules", again=again, kept=kept))
    yield _states(result.states, lang)
    if result.unread:
        yield from _unread(result.unread, lang)


def _head(result: ScanResult, database: Path, lang: Lang) -> str:
    return say(
        lang,
        "scan.head",
        given=figure(lang, result.given),
        seconds=rate(lang, result.seconds),
        read=figure(lang, result.given - len(result.unread)),
        unread=figure(lang, len(result.unread)),
        unchanged=figure(lang, result.unchanged),
        db=database,
    )


def _states(states: Mapping[FileState, int], lang: Lang) -> Sheet:
    rows = tuple(
        (say(lang, f"state.{state}"), figure(lang, states[state])) for state in FileState if state in states
    )
    headers = (say(lang, "column.state"), say(lang, "column.files"))
    return Sheet(say(lang, "scan.states"), headers, rows, frozenset({1}))


def _unread(unread: Sequence[Unread], lang: Lang) -> Iterator[Item]:
    rows = tuple(
        (shown_path(file.path), say(lang, f"state.{file.ending.state}"), _reason(file, lang))
        for file in unread[:_SHOWN_UNREAD]
    )
    headers = (say(lang, "column.file"), say(lang, "column.state"), say(lang, "column.reason"))
    yield Sheet(say(lang, "scan.unread"), headers, rows)
    if len(unread) > _SHOWN_UNREAD:
        yield line(say(lang, "scan.more", count=figure(lang, len(unread) - _SHOWN_UNREAD)), indent=2)


def _reason(file: Unread, lang: Lang) -> str:
    if file.twin_of is not None:
        return say(lang, "scan.twin", path=shown_path(file.twin_of))
    return file.ending.reason(lang)


def _records(totals: Totals, lang: Lang) -> Sheet:
    kinds = tuple((say(lang, f"kind.{kind}"), figure(lang, totals.records.get(kind, 0))) for kind in _KINDS)
    checks = tuple(
        (
            f"{say(lang, 'kind.check')}: {say(lang, f'verdict.{verdict}')}",
            figure(lang, totals.checks.get(verdict, 0)),
        )
        for verdict in VERDICTS
    )
    headers = (say(lang, "column.kind"), say(lang, "column.count"))
    return Sheet(say(lang, "scan.records"), headers, kinds + checks, frozenset({1}))


def _findings(totals: Totals, lang: Lang) -> Iterator[Item]:
    if not totals.findings:
        yield line()
        yield line(say(lang, "scan.no_findings"))
        return
    ordered = sorted(
        totals.findings.items(), key=lambda item: (SEVERITIES.index(item[0][1]), -item[1], item[0])
    )
    rows = tuple(
        (say(lang, f"severity.{severity}"), rule_name(lang, rule), figure(lang, count))
        for (rule, severity), count in ordered
    )
    headers = tuple(say(lang, f"column.{name}") for name in ("severity", "rule", "count"))
    yield Sheet(say(lang, "scan.findings"), headers, rows, frozenset({2}))
