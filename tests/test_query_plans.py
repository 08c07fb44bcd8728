"""No search and no comparison goes through a large table: what SQLite means to do for each of their queries."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from test_corpus import full_audit, result_of

from extractor.corpus import Corpus, SearchQuery
from extractor.corpus.compare import Wanted
from extractor.rulebook.comparison import load_comparison

LARGE = (
    "targets|budgets|citations|checks|findings|sections|deadlines|plan_texts|doc_references|unread|told_facts"
)


def search(**asked: object) -> Callable[[Corpus], object]:
    return lambda corpus: corpus.search(SearchQuery(**asked))  # type: ignore[arg-type]


def compare(**asked: object) -> Callable[[Corpus], object]:
    return lambda corpus: corpus.compare(["poverty_rate"], Wanted(**asked), load_comparison())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(search(text="hộ nghèo"), id="words"),
        pytest.param(search(text="07/2021/NĐ-CP 12,83"), id="number-and-figure"),
        pytest.param(search(cites=("07/2021",)), id="cites"),
        pytest.param(search(indicators=("poverty_rate",), value_from=Decimal(2)), id="indicator-and-value"),
        pytest.param(search(indicators=("poverty_rate",)), id="indicator"),
        pytest.param(search(value_to=Decimal(2)), id="value"),
        pytest.param(search(money_from=Decimal(2)), id="money"),
        pytest.param(search(rules=("sum-mismatch",), severities=("error",)), id="rule-and-severity"),
        pytest.param(compare(years=(2023,)), id="compare-a-year"),
        pytest.param(compare(), id="compare-all-years"),
        pytest.param(lambda corpus: corpus.indicator_counts(), id="counts"),
        pytest.param(lambda corpus: corpus.compare_choices(["poverty_rate"]), id="choices"),
    ],
)
def test_large_tables_are_only_entered_by_an_index(tmp_path: Path, ask: Callable[[Corpus], object]) -> None:
    with Corpus.open(tmp_path / "kho.db") as corpus:
        for number in range(3):
            corpus.store(result_of(f"{number}.txt"), full_audit())
        asked: list[str] = []
        conn = corpus._conn
        conn.set_trace_callback(asked.append)
        ask(corpus)
        conn.set_trace_callback(None)
        plans = [
            (row[3], sql)
            for sql in asked
            if sql.lstrip().startswith(("SELECT", "WITH")) and "plan_words" not in sql
            for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert plans
    scans = [plan for plan in plans if re.search(rf"SCAN ({LARGE})\b(?!.*COVERING INDEX)", plan[0])]
    assert scans == []
    # Of each shelf the figures asked for, not all that lie on it.
    assert [plan for plan in plans if "(<expr>=?)" in plan[0]] == []
