"""Findings with what auditors said of them, and what came of the rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from math import sqrt
from typing import Any, Final

from extractor.corpus.judgements import FALSE_ALARMS, LogEntry, Reason, State
from extractor.corpus.triage import Conflict, Merged, RuleTally, Triaged
from extractor.reporting.numbers import figure
from extractor.reporting.paging import Page
from extractor.reporting.places import shortened, shown_path, shown_place
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, rule_name, say

MARK: Final = 10  # how much of a fingerprint is shown
_COLUMNS: Final = ("mark", "triage", "severity", "rule", "file", "place", "message")
_HISTORY: Final = ("at", "who", "triage", "reason", "note")
_STATS: Final = ("rule", "present", "judged", "confirmed", "dismissed", "misread", "precision")
_Z: Final = 1.959964  # of a 95 % interval


def triage_items(listed: Page[Triaged], lang: Lang) -> Iterator[Item]:
    """A table of findings: code, state, severity, rule, file, place, message."""
    if not listed.total:
        yield line(say(lang, "triage.none"))
        return
    headers = tuple(say(lang, f"column.{name}") for name in _COLUMNS)
    title = say(lang, "triage.title", count=figure(lang, listed.total))
    yield Sheet(title, headers, tuple(_row(one, lang) for one in listed.rows))
    yield from listed.note(lang)


def _row(one: Triaged, lang: Lang) -> tuple[str, ...]:
    finding = one.finding
    place = shown_place(lang, finding.section, finding.page) if one.present else say(lang, "triage.gone")
    return (
        finding.fingerprint[:MARK],
        state_words(one.state, one.reason, lang),
        say(lang, f"severity.{finding.severity}") if finding.severity else "",
        finding.rule,
        shown_path(finding.path),
        place,
        shortened(finding.message_en if lang == "en" else finding.message_vi),
    )


def state_words(state: State, reason: Reason | None, lang: Lang) -> str:
    """`không ghi nhận (trùng)`."""
    said = say(lang, f"triage.{state}")
    return said if reason is None else f"{said} ({say(lang, f'reason.{reason}')})"


def triaged_json(one: Triaged) -> dict[str, Any]:
    """A finding and its state for another program to read."""
    about = asdict(one)
    finding: dict[str, Any] = about.pop("finding")
    return finding | about


def who_words(who: str, lang: Lang) -> str:
    """The reviewer, or that it was the program."""
    return who or say(lang, "triage.program")


def history_items(entries: Sequence[LogEntry], lang: Lang) -> Iterator[Item]:
    """What a finding is, then all that was said of it."""
    last = entries[-1]
    yield line(f"{last.fingerprint[:MARK]} · {rule_name(lang, last.rule)}", "bold")
    yield line(shown_path(last.path), indent=2)
    if message := last.message_en if lang == "en" else last.message:
        yield line(message, indent=2)
    headers = tuple(say(lang, f"column.{name}") for name in _HISTORY)
    yield Sheet("", headers, tuple(_history_row(entry, lang) for entry in entries))


def _history_row(entry: LogEntry, lang: Lang) -> tuple[str, ...]:
    state = say(lang, "triage.noted" if entry.state is None else f"triage.{entry.state}")
    if entry.carried_from is not None:
        state = f"{state}, {say(lang, 'triage.carried')}"
    reason = "" if entry.reason is None else say(lang, f"reason.{entry.reason}")
    return local_moment(entry.at), who_words(entry.who, lang), state, reason, entry.note


def local_moment(at: str) -> str:
    """To the minute, in the time of this place."""
    return datetime.fromisoformat(at).astimezone().strftime("%d/%m/%Y %H:%M")


def merged_items(merged: Merged, lang: Lang) -> Iterator[Item]:
    """How bringing a log in went, with every judgement that differs."""
    counts = {"added": merged.added, "known": merged.known, "conflicts": len(merged.conflicts)}
    yield line(say(lang, "triage.merged", **{name: figure(lang, count) for name, count in counts.items()}))
    for conflict in merged.conflicts:
        yield line(_conflict(conflict, lang), indent=2)


def _conflict(conflict: Conflict, lang: Lang) -> str:
    return say(
        lang,
        "triage.conflict",
        mark=conflict.fingerprint[:MARK],
        rule=conflict.ours.rule,
        ours=_said(conflict.ours, lang),
        theirs=_said(conflict.theirs, lang),
        holds=who_words(conflict.holds.who, lang),
    )


def _said(entry: LogEntry, lang: Lang) -> str:
    state = state_words(entry.state or State.NEW, entry.reason, lang)
    return f"{who_words(entry.who, lang)} {local_moment(entry.at)}: {state}"


def tally_sheet(tallies: Iterable[RuleTally], lang: Lang) -> Sheet:
    """By rule: findings there are, judged, confirmed, dismissed, false alarms, the share that was confirmed."""
    listed = list(tallies)
    rows = [_tally_row(rule_name(lang, one.rule), [one], lang) for one in listed]
    rows.append(_tally_row(say(lang, "triage.all_rules"), listed, lang))
    headers = tuple(say(lang, f"column.{name}") for name in _STATS)
    return Sheet(say(lang, "triage.stats_title"), headers, tuple(rows), frozenset(range(1, len(_STATS))))


def _tally_row(name: str, tallies: Sequence[RuleTally], lang: Lang) -> tuple[str, ...]:
    counts = _counts(tallies)
    return (name, *(figure(lang, count) for count in counts.values()), _precision(counts, lang))


def _counts(tallies: Sequence[RuleTally]) -> dict[str, int]:
    dismissed = [pair for one in tallies for pair in one.dismissed.items()]
    return {
        "present": sum(one.present for one in tallies),
        "judged": sum(one.judged for one in tallies),
        "confirmed": sum(one.confirmed for one in tallies),
        "dismissed": sum(count for _, count in dismissed),
        "misread": sum(count for reason, count in dismissed if reason in FALSE_ALARMS),
    }


def tally_json(one: RuleTally) -> dict[str, Any]:
    """A rule's counts; `precision` and its `interval` are shares from 0 to 1, null where nothing is judged."""
    counts = _counts([one])
    share = None if not one.judged else round(one.confirmed / one.judged, 4)
    reasons = {str(reason): count for reason, count in one.dismissed.items()}
    interval = None if not one.judged else [round(end, 4) for end in wilson(one.confirmed, one.judged)]
    return {"rule": one.rule, **counts, "reasons": reasons, "precision": share, "interval": interval}


def _precision(counts: dict[str, int], lang: Lang) -> str:
    right, judged = counts["confirmed"], counts["judged"]
    if not judged:
        return ""
    low, high = wilson(right, judged)
    share, low_end, high_end = (
        figure(lang, Decimal(round(end * 1000)) / 10) for end in (right / judged, low, high)
    )
    return f"{share}% ({low_end}–{high_end}%)"


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927)."""
    share, square = right / of, _Z * _Z
    middle = share + square / (2 * of)
    reach = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    scale = 1 + square / of
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
