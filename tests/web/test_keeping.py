"""What takes long to gather is gathered once, as long as nothing is written."""

import pytest

from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, State
from extractor.corpus.selection import Selection
from extractor.localities import gazetteer
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


def test_what_plans_want_is_kept_while_findings_are_judged(
    kept: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str | None] = []

    def gather(corpus: Corpus, rules: object) -> tuple[()]:
        made.append(corpus.plans_sign())
        return ()

    monkeypatch.setattr(Corpus, "wanted_documents", gather)
    with Corpus.open(kept.db, create=False) as corpus:
        keeping.requests_of(corpus, kept, 0, 10)
        mark = next(one.finding.fingerprint for one in corpus.triaged())
        corpus.judge([mark], Judgement("Lan", State.CONFIRMED, None, ""))
        keeping.requests_of(corpus, kept, 0, 10)
        assert len(made) == 1
        corpus.link_by_hand(corpus.places()[0].path, None)  # a plan is written
        keeping.requests_of(corpus, kept, 0, 10)
    assert len(set(made)) == len(made) == 2


def test_findings_of_a_place_follow_the_plans(kept: Served) -> None:
    an_giang = Selection(places=("tỉnh An Giang",))
    with Corpus.open(kept.db, create=False) as corpus:
        before = {one.finding.path for one in corpus.triaged(an_giang)}
        other = next(one for one in corpus.triaged() if one.finding.path not in before).finding.path
        corpus.link_by_hand(other, gazetteer().named("tỉnh An Giang")[0].id)
        after = {one.finding.path for one in corpus.triaged(an_giang)}
    assert after - before == {other}


def test_what_another_program_takes_away_is_gone_at_once(kept: Served) -> None:
    wanted_place = Selection(places=("Lộc Cửa",))
    with Corpus.open(kept.db, create=False) as corpus, Corpus.open(kept.db, create=False) as scan:
        (path,) = {one.finding.path for one in corpus.triaged(wanted_place)}
        citing = {
            mention.plan.path
            for one in keeping.requests_of(corpus, kept, 0, 500)[1]
            for mention in one.mentions
        }
        scan.forget(path)
        assert corpus.triaged(wanted_place) == []
        left = {
            mention.plan.path
            for one in keeping.requests_of(corpus, kept, 0, 500)[1]
            for mention in one.mentions
        }
    assert path in citing
    assert left == citing - {path}
