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
    if action not in _ACTIONS or (action == "dismiss") is not (reason in tuple(Reason)):
        return None
    if action == "note" and not note.strip():
        return None
    return Judgement(who, _ACTIONS[action], Reason(reason) if action == "dismiss" else None, note.strip())


def known_marks(corpus: Corpus, marks: Iterable[str]) -> list[str]:
    """Those of the fingerprints that name a finding, each once."""
    return [mark for mark in dict.fromkeys(marks) if corpus.marks(mark) == [mark]]
