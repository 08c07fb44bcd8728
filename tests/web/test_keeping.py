"""What takes long to gather is gathered once, as long as nothing is written."""

from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, State
from extractor.web import keeping
from extractor.web.settings import Served


def test_what_was_gathered_is_kept_until_something_is_written(kept: Served) -> None:
    made: list[str] = []

    def ask(what: str) -> None:
        with Corpus.open(kept.db, create=False) as corpus:
            corpus.overview()
            keeping.kept(what, kept, lambda: made.append(what))

    for what in ("a", "a", "b", "a"):
        ask(what)
    assert made == ["a", "b"]
    with Corpus.open(kept.db, create=False) as corpus:
        mark = next(one.finding.fingerprint for one in corpus.triaged())
        corpus.judge([mark], Judgement("Lan", State.CONFIRMED, None, ""))
    ask("a")
    assert made == ["a", "b", "a"]


def test_what_is_asked_for_again_and_again_is_kept_longest(kept: Served) -> None:
    made: list[int] = []
    for number in range(40):
        for what in (0, number):
            keeping.kept(("asked", what), kept, lambda what=what: made.append(what))
    assert made == list(range(40))
