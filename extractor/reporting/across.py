"""What plans say of each other: findings with words of several plans, and what was compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from extractor.corpus import AcrossResult, CorpusCheckRow, Quoted, StoredFinding
from extractor.reporting.findings import VERDICTS, stored_finding_lines
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened, shown_path, shown_place
from extractor.reporting.screen import Item, Line, Sheet, line
from extractor.reporting.words import Lang, say

_SHOWN: Final = 20


def across_items(result: AcrossResult, database: Path, lang: Lang) -> Iterator[Item]:
    """Findings, what differs from year to year, what was compared, and what could not be and why."""
    yield line(say(lang, "across.head", db=database), "bold")
    if not result.is_current:
        yield line(say(lang, "across.stale"), "yellow", indent=2)
    elif not result.findings:
        yield line(say(lang, "check.clean"), "green", indent=2)
    for number, (finding, evidence) in enumerate(result.findings, 1):
        yield from _finding_lines(number, finding, evidence, lang)
    if result.differing:
        yield line()
        yield line(say(lang, "across.differing"), "bold")
        for check in result.differing:
            yield from _differing_lines(check, lang)
    if result.counts:
        yield across_sheet(result.counts, lang)
    yield from _unchecked_lines(result.unchecked, lang)


def across_sheet(counts: Mapping[tuple[str, str], int], lang: Lang) -> Sheet:
    """How many relations between plans were looked at, by verdict."""
    relations = dict.fromkeys(relation for relation, _ in counts)
    rows = tuple(
        (
            say(lang, f"relation.{relation}"),
            *(figure(lang, counts.get((relation, verdict), 0)) for verdict in VERDICTS),
        )
        for relation in relations
    )
    headers = (say(lang, "column.relation"), *(say(lang, f"verdict.{verdict}") for verdict in VERDICTS))
    return Sheet(say(lang, "across.checks"), headers, rows, frozenset(range(1, len(VERDICTS) + 1)))


def across_json(result: AcrossResult) -> dict[str, Any]:
    """The same for another program to read; `differing` and `unchecked` are check records."""
    return {
        "current": result.is_current,
        "findings": [
            {**asdict(finding), "evidence": [asdict(quoted) for quoted in evidence]}
            for finding, evidence in result.findings
        ],
        "differing": [asdict(check) for check in result.differing],
        "unchecked": [asdict(check) for check in result.unchecked],
        "checks": [
            {"relation": relation, "verdict": verdict, "count": count}
            for (relation, verdict), count in result.counts.items()
        ],
    }


def _finding_lines(
    number: int, finding: StoredFinding, evidence: Sequence[Quoted], lang: Lang
) -> Iterator[Line]:
    yield from stored_finding_lines(number, finding, lang)
    if finding.expected is not None:
        yield line(f"{say(lang, 'finding.expected')}: {finding.expected}", indent=4)
    for quoted in evidence:
        if quoted.path != finding.path:
            yield line(f"{shown_path(quoted.path)}: «{shortened(quoted.text)}»", "dim", indent=4)


def _differing_lines(check: CorpusCheckRow, lang: Lang) -> Iterator[Line]:
    place = shown_place(lang, check.section, check.page)
    yield line(f"{shown_path(check.path)}{place and f' · {place}'}", indent=2)
    for term in check.terms:
        yield line(f"{shown_path(term.path)}: «{shortened(term.text)}»", indent=4)


def _unchecked_lines(checks: Sequence[CorpusCheckRow], lang: Lang) -> Iterator[Item]:
    """Each reason once for a plan, with how many relations it holds for."""
    if not checks:
        return
    yield line()
    yield line(say(lang, "across.unchecked"), "bold")
    grouped = [(key, len(list(group))) for key, group in groupby(checks, key=lambda check: _why(check, lang))]
    for (path, relation, reason), count in grouped[:_SHOWN]:
        times = f" ({figure(lang, count)})" if count > 1 else ""
        yield line(f"{shown_path(path)} · {say(lang, f'relation.{relation}')}: {reason}{times}", indent=2)
    if len(grouped) > _SHOWN:
        yield line(say(lang, "across.more", count=figure(lang, len(grouped) - _SHOWN)), indent=2)


def _why(check: CorpusCheckRow, lang: Lang) -> tuple[str, str, str]:
    return check.path, check.relation, (check.reason_en if lang == "en" else check.reason_vi) or ""
