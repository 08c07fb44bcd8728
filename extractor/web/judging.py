"""What a reviewer says of findings, checked before it goes into the log."""

from collections.abc import Iterable
from typing import Final

from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, Reason, State

MOST_MARKS: Final = 500
LONGEST_NOTE: Final = 2_000
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
