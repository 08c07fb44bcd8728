"""What a corpus of many plans costs: storing, searching, opening, comparing, room on the disk.

    python benchmarks/corpus.py [--plans 10000] [--strings 100000] [--db FILE] [--check]

The plans are made by corpus_plans.py and stored through Corpus.store, in the order of their numbers.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final

from corpus_plans import made_audit, made_result, units
from extractor.comparison.groups import grouped
from extractor.corpus import Corpus, SearchPage, SearchQuery
from extractor.corpus.compare import Wanted
from extractor.rulebook.comparison import ComparisonRules, load_comparison

PLANS, STRINGS = 10_000, 100_000
SEARCH_MS, OPEN_MS, COMPARE_MS, SIZE, GROWTH = 100.0, 50.0, 300.0, 3.0, 1.2  # the bars of --check
_ROUND: Final = 20  # plans whose storing is timed together
_REPEATED: Final = 3
_FEW: Final = 40  # plans that random strings are looked for in
_LETTERS: Final = "hộnghèo HOÀĐđ\"«»“”()*:^-+%.,/\\;'{}[]0123456789\x00\n\t\ud800²ANDORNEAR"


def queries(rng: random.Random) -> list[SearchQuery]:
    """What auditors ask: words with and without diacritics, phrases, numbers, figures, filters, pages."""
    province = rng.choice(units()).province
    figure = f"{rng.randrange(1, 9)}.{rng.randrange(100, 999)},{rng.randrange(1, 9)}"
    year = rng.randrange(2022, 2026)
    return [
        SearchQuery("hộ nghèo"),
        SearchQuery("ho ngheo"),
        SearchQuery("hộ nghèo", exact=True, provinces=(province,)),
        SearchQuery("nghi dinh"),
        SearchQuery("trieu dong", years=(year,)),
        SearchQuery('"ngân sách trung ương"'),
        SearchQuery("07/2021/NĐ-CP"),
        SearchQuery("07/2021", levels=("district",)),
        SearchQuery(figure),
        SearchQuery(f"{figure} triệu đồng"),
        SearchQuery(province),
        SearchQuery("nước hợp vệ sinh", offset=rng.randrange(0, 500)),
        SearchQuery("lao động qua đào tạo", programmes=("poverty",)),
        SearchQuery(cites=("07/2021",), years=(year,)),
        SearchQuery(indicators=("poverty_rate_reduction",), value_from=Decimal(80), provinces=(province,)),
        SearchQuery(money_from=Decimal(4_000), levels=("province",)),
        SearchQuery(rules=("sum-mismatch",), severities=("error",), years=(year,)),
        SearchQuery("kinh phí", newest=True, provinces=(province,)),
        SearchQuery(f"{rng.randrange(1, 2000)}/QĐ-TTg"),
        SearchQuery(provinces=(province,), doc_types=("Kế hoạch",)),
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * len(ordered)))]


def fill(corpus: Corpus, plans: int) -> tuple[list[float], int]:
    """Stores the plans: (milliseconds a plan by rounds of 100, bytes of their text)."""
    rounds: list[float] = []
    text = 0
    spent = 0.0
    for number in range(plans):
        audit = made_audit(number)
        text += len(audit.plan.text.text.encode())
        began = time.process_time()
        corpus.store(made_result(audit), audit)
        spent += time.process_time() - began
        if number % _ROUND == _ROUND - 1:
            rounds.append(1_000 * spent / _ROUND)
            spent = 0.0
    return rounds, text


def timed(action: Callable[[], object]) -> float:
    """Milliseconds on the clock."""
    began = time.perf_counter()
    action()
    return 1_000 * (time.perf_counter() - began)


def lost_hits(page: SearchPage) -> int:
    """Hits that do not lead to file, section and words: the span of the plan made anew is not the text shown."""
    lost = 0
    for hit in page.hits:
        number = int(Path(hit.path).stem)
        plan = made_audit(number).plan
        there = plan.text.text[slice(*hit.span)] == hit.text and plan.document.doc == hit.path
        before_the_first = not plan.sections or hit.span[0] < plan.sections[0].start
        lost += not (there and (hit.section or before_the_first))
    return lost


def search_times(corpus: Corpus, rng: random.Random) -> tuple[dict[str, float], int, int]:
    """(milliseconds by query, the middle of three rounds each; hits shown; those that lead nowhere)."""
    times: dict[str, float] = {}
    hits = lost = 0
    for _ in range(_REPEATED):
        for number, query in enumerate(queries(rng)):
            page = corpus.search(query)
            took = [timed(partial(corpus.search, query)) for _ in range(_REPEATED)]
            times[f"{len(times)} {number} {query.text}"] = statistics.median(took)
            hits += len(page.hits)
            lost += lost_hits(page)
    return times, hits, lost


def failed_strings(corpus: Corpus, count: int, rng: random.Random) -> int:
    """How many random strings a search stumbles over."""
    failed = 0
    for _ in range(count):
        text = "".join(rng.choice(_LETTERS) for _ in range(rng.randrange(0, 40)))
        try:
            corpus.search(SearchQuery(text, exact=rng.random() < 0.5, limit=1, passages=1))
        except Exception as error:
            failed += 1
            print(f"{text!r}: {error!r}")
    return failed


def measure(path: Path, plans: int, strings: int) -> dict[str, tuple[float, float]]:
    """Prints what was measured; each figure by name with its bar (at most)."""
    rng = random.Random(1)
    with Corpus.open(path) as corpus:
        rounds, text = fill(corpus, plans)
        early, late = statistics.median(rounds[:5]), statistics.median(rounds[-5:])
        print(
            f"{plans} plans of {text / plans:.0f} bytes: {early:.1f} ms a plan at first, {late:.1f} at last"
        )
        corpus.vacuum()
        size = path.stat().st_size
        print(f"database {size / 1e6:.0f} MB, text {text / 1e6:.0f} MB: {size / text:.2f} times")
        times, hits, lost = search_times(corpus, rng)
        for name, took in sorted(times.items(), key=lambda item: -item[1])[:8]:
            print(f"  {took:7.1f} ms  {name}")
        found = percentile(list(times.values()), 0.95)
        print(
            f"search p50 {percentile(list(times.values()), 0.5):.1f} ms, p95 {found:.1f} ms, n = {len(times)}"
        )
        print(f"hits {hits}, of which {lost} lead nowhere")
        numbers = [rng.randrange(plans) for _ in range(100)]
        opened = percentile([timed(partial(_opened, corpus, n)) for n in numbers], 0.95)
        print(f"opening a plan p95 {opened:.1f} ms, n = {len(numbers)}")
        compared = compare_time(corpus)
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder) / "few.db") as corpus:
        fill(corpus, _FEW)
        failed = failed_strings(corpus, strings, rng)
        print(f"{strings} random strings, {failed} errors")
    return {
        "search p95 (ms)": (found, SEARCH_MS),
        "opening p95 (ms)": (opened, OPEN_MS),
        "comparing one indicator in one year (ms)": (compared, COMPARE_MS),
        "size over text": (size / text, SIZE),
        "cost of the last over the first": (late / early, GROWTH),
        "hits that lead nowhere": (lost, 0),
        "strings that fail": (failed, 0),
    }


def compare_time(corpus: Corpus) -> float:
    """Milliseconds, the middle of three rounds, of comparing one indicator in one year; of all years is told too."""
    took, rules = {}, load_comparison()
    for years in ((2023,), ()):
        wanted = Wanted(years=years)
        rounds = [timed(partial(_compared, corpus, wanted, rules)) for _ in range(_REPEATED)]
        took[years] = statistics.median(rounds)
        count = _compared(corpus, wanted, rules)
        print(f"comparing one indicator {years or 'in all years'}: {took[years]:.0f} ms, {count} values")
    return took[2023,]


def _compared(corpus: Corpus, wanted: Wanted, rules: ComparisonRules) -> int:
    values = corpus.compare(["poverty_rate_reduction"], wanted, rules).values
    grouped(values)
    return len(values)


def _opened(corpus: Corpus, number: int) -> object:
    plan = corpus.opened(number + 1)
    assert plan is not None
    assert plan.records
    return plan


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, default=PLANS)
    parser.add_argument("--strings", type=int, default=STRINGS)
    parser.add_argument("--db", type=Path, help="where to leave the database")
    parser.add_argument("--check", action="store_true", help="exit 1 where a bar is not held")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(asked.db or Path(folder) / "corpus.db", asked.plans, asked.strings)
    missed = {name: pair for name, pair in figures.items() if pair[0] > pair[1]}
    for name, (value, bar) in missed.items():
        print(f"missed: {name} {value:.2f}, at most {bar:g}")
    sys.exit(bool(missed) and asked.check)


if __name__ == "__main__":
    main()
