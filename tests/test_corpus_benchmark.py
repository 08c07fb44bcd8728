"""A small run of the corpus benchmark: every hit leads to its words, no text stops a search, nothing is lost."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import corpus as corpus_benchmark  # noqa: E402
from corpus_plans import made_audit, units, words_at  # noqa: E402


def test_made_plans_are_of_all_provinces_and_their_records_stand_on_their_words() -> None:
    assert len({unit.province for unit in units()}) == 63
    for number in (0, 63, 4_711):
        audit = made_audit(number)
        plan = audit.plan
        for record in (*plan.targets, *plan.budgets, *plan.citations, *plan.deadlines, *audit.findings):
            assert words_at(audit, record.span) == record.text
        assert made_audit(number).plan.text == plan.text


def test_a_small_corpus_answers_every_query(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = corpus_benchmark.measure(tmp_path / "kho.db", plans=200, strings=300)
    assert figures["hits that lead nowhere"][0] == 0
    assert figures["strings that fail"][0] == 0
    assert "200 plans" in capsys.readouterr().out
