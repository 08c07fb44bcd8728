"""What a reviewer says of findings, checked before it goes into the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, LogEntry, Reason, State
from extractor.corpus.listing import Said
from extractor.reporting.words import Lang
from extractor.web.fields import shown_moment
from extractor.web.words import tell

MOST_MARKS: Final = 500
LONGEST_NOTE: Final = 2_000
_NOTE_TOLD: Final = 160  # letters of a note in a sentence
_ACTIONS: Final = {"confirm": State.CONFIRMED, "dismiss": State.DISMISSED, "reopen": State.NEW, "note": None}


def judgement_of(who: str, action: str, reason: str, note: str) -> Judgement | None:
    """What is said; None where it is not whole: an unknown action, a dismissal without reason, an empty note."""
    if action not in _ACTIONS or why_not(action, reason, note) is not None:
        return None
    return Judgement(who, _ACTIONS[action], Reason(reason) if action == "dismiss" else None, note.strip())


def why_not(action: str, reason: str, note: str) -> str | None:
    """The name of the text that says why it cannot be kept; None where nothing of these is wrong."""
    has_reason = reason in tuple(Reason)
    if action == "dismiss" and not has_reason:
        return "review.needs_reason"
    if action != "dismiss" and has_reason:
        return "review.with_reason"
    return "review.needs_note" if action == "note" and not note.strip() else None


def known_marks(corpus: Corpus, marks: Iterable[str]) -> list[str]:
    """Those of the fingerprints that name a finding, each once."""
    return [mark for mark in dict.fromkeys(marks) if corpus.marks(mark) == [mark]]


@dataclass(frozen=True, slots=True)
class Review:
    """What is said of a finding, and the newest entry of its log, which may be a note alone; None without any."""

    said: Said
    newest: LogEntry | None


def reviews_of(corpus: Corpus, marks: Sequence[str]) -> dict[str, Review]:
    """What is said of each of these fingerprints."""
    newest = corpus.newest_entries(
        marks
    )  # first: what is shown may be newer than what a form tells as seen, not older
    said = corpus.said_of(marks)
    return {mark: Review(said.get(mark, Said()), newest.get(mark)) for mark in marks}


def seen_by(marks: Iterable[str], told: Iterable[str]) -> dict[str, str | None]:
    """Each of the fingerprints with the newest entry that its form showed ("" for none), told as `MARK:ENTRY`; None
    where a form does not tell."""
    seen = dict(one.partition(":")[::2] for one in told)
    return {mark: seen.get(mark) for mark in marks}


def overtaken_words(lang: Lang, missed: Sequence[LogEntry], chosen: int) -> str:
    """Why nothing was kept: of the findings chosen these have been spoken of since they were shown (the newest entry
    first); who said what of the newest, and when."""
    last = missed[0]
    said = [tell(lang, f"triage.{last.state}" if last.state else "review.noted")]
    if last.reason:
        said.append(tell(lang, f"reason.{last.reason}"))
    note = shorten(last.note, _NOTE_TOLD, placeholder="…")
    return tell(
        lang,
        "review.overtaken" if chosen == 1 else "review.overtaken_many",
        who=last.who or tell(lang, "review.program"),
        at=shown_moment(last.at),
        what=", ".join(said) + (f" – «{note}»" if note else ""),
        count=len(missed),
        chosen=chosen,
    )
