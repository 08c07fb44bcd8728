"""`check --explain`: the calculation behind each finding, from the figures that decided."""

import json
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.records import Interval
from extractor.reporting.calculations import gap, interval_words
from extractor.reporting.words import WORDS
from extractor.rulebook import load_rulebook
from extractor.rulebook.pages import load_pages

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "corpora" / "samples" / "plans").iterdir())
PAGES = load_pages()
RECKONED = {
    "unit-scale": "sum",
    "sum-mismatch": "sum",
    "rounding-difference": "sum",
    "ratio-mismatch": "ratio",
    "rate-inconsistent": "count-rate",
    "growth-mismatch": "growth",
    "share-sum": "shares",
    "deadline-before-issue": "date-order",
}


def call(*arguments: object, lang: str = "vi") -> Result:
    runner = CliRunner(env={"EXTRACTOR_LANG": lang})
    return runner.invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def example(folder: Path, rule: str, *, wrong: bool = True) -> Path:
    path = folder / "plan.txt"
    path.write_text(PAGES.plan(rule, wrong=wrong), encoding="utf-8")
    return path


def printed(*arguments: object) -> list[dict[str, Any]]:
    plans: list[dict[str, Any]] = json.loads(
        call("check", *arguments, "--explain", "--format", "json").stdout
    )
    return plans


SUM = """    phép cộng (sum), triệu đồng
      tổng «850 triệu đồng» (dòng 8, cột 16): 850, từ 849,5 đến 850,5
      khoản «600 triệu đồng» (dòng 8, cột 58): 600, từ 599,5 đến 600,5
      khoản «250 triệu đồng» (dòng 8, cột 90): 250, từ 249,5 đến 250,5
      khoản «70 triệu đồng» (dòng 8, cột 115): 70, từ 69,5 đến 70,5
      số đã ghi: từ 849,5 đến 850,5
      số tính lại: từ 918,5 đến 921,5
      chênh lệch: từ 68 đến 72
      cách hiểu: làm tròn đến chữ số cuối đã ghi
      kết quả: không khớp
"""
RATIO = """    ratio of a to b (ratio)
      count «18/24» (line 8, column 4): 18, exact
      out of «18/24» (line 8, column 4): 24, exact
      stated rate «85%» (line 8, column 35): 85, from 84.5 to 85.5
      reported: from 84.5 to 85.5 %
      computed: exactly 75 %
      gap: from 9.5 to 10.5
      reading: rounded to the last digit written
      verdict: disagrees
"""
WORDS_ONLY = """    căn cứ «Nghị định số 12/NĐ-CP của Chính phủ»: dòng 7, cột 8
    không có phép tính: quy tắc đối chiếu câu chữ
"""
SHOWN = [
    ("sum-mismatch", "vi", SUM),
    ("ratio-mismatch", "en", RATIO),
    ("citation-incomplete", "vi", WORDS_ONLY),
    ("rounding-difference", "vi", "      chênh lệch: không, hai khoảng có điểm chung\n"),
    ("deadline-before-issue", "vi", "    thứ tự ngày (date-order): không khớp\n"),
]


@pytest.mark.parametrize(("rule", "lang", "shown"), SHOWN, ids=[case[0] for case in SHOWN])
def test_a_finding_is_reckoned_in_words(tmp_path: Path, rule: str, lang: str, shown: str) -> None:
    path = example(tmp_path, rule)
    text = call("check", path, "--explain", lang=lang).stdout
    assert shown in text, text
    assert shown not in call("check", path, lang=lang).stdout


@pytest.mark.parametrize("rule", RECKONED)
def test_the_relation_that_decided_is_found(tmp_path: Path, rule: str) -> None:
    (plan,) = printed(example(tmp_path, rule))
    (finding,) = plan["findings"]
    assert [check["relation"] for check in finding["calculations"]] == [RECKONED[rule]]


def test_what_agrees_is_counted_and_not_told(tmp_path: Path) -> None:
    (plan,) = printed(example(tmp_path, "sum-mismatch", wrong=False))
    assert plan["findings"] == []
    added = [relation for relation in plan["coverage"] if relation["relation"] == "sum"]
    assert added == [{"relation": "sum", "verdict": "agrees", "reason": None, "count": 1}]
    sheet = call("check", tmp_path / "plan.txt", "--explain").stdout.splitlines()[-1]
    assert sheet.split() == ["phép", "cộng", "(sum)", "khớp", "1", *WORDS["reading.plain"][0].split()]


@pytest.fixture(scope="module")
def samples() -> list[dict[str, Any]]:
    return printed(*SAMPLES)


def test_the_calculation_bears_the_finding_out(samples: list[dict[str, Any]]) -> None:
    """In every sample: the figures stand in the finding's words, and what disagrees has a gap."""
    seen = set()
    for finding in chain.from_iterable(plan["findings"] for plan in samples):
        spans = [finding["span"], *(evidence["span"] for evidence in finding["evidence"])]
        for check in finding["calculations"]:
            seen.add(finding["rule"])
            assert (check["gap"] is not None) <= (check["verdict"] != "agrees")
            for term in check["terms"]:
                start, end = term["span"]
                assert any(s <= start and end <= e for s, e in spans)
                low, high = (None if bound is None else Decimal(bound) for bound in term["interval"])
                value = Decimal(term["value"])
                assert (value if low is None else low) <= value <= (value if high is None else high)
        assert (finding["rule"] in RECKONED) <= bool(finding["calculations"]), finding["message"]
    assert {"sum-mismatch", "unit-scale", "ratio-mismatch", "rate-inconsistent"} <= seen


def test_the_coverage_counts_every_relation(samples: list[dict[str, Any]]) -> None:
    for plan in samples:
        by_verdict: dict[str, int] = {}
        for row in plan["coverage"]:
            by_verdict[row["verdict"]] = by_verdict.get(row["verdict"], 0) + row["count"]
        assert by_verdict == plan["checks"]


def test_every_reading_and_relation_has_a_name_in_both_languages(samples: list[dict[str, Any]]) -> None:
    reasons = load_rulebook().checks.reasons.model_dump()
    assert [key for key in reasons if f"reading.{key}" not in WORDS] == []
    relations = {row["relation"] for plan in samples for row in plan["coverage"]}
    assert [name for name in relations if f"relation.{name}" not in WORDS] == []


@pytest.mark.parametrize(("lang", "told"), [("vi", "có số ước (khoảng, gần, ước)"), ("en", "roughly put")])
def test_a_reason_said_anew_in_own_rules_is_still_known(tmp_path: Path, lang: str, told: str) -> None:
    own = tmp_path / "rules"
    own.mkdir()
    (own / "checks.yaml").write_text("reasons: {estimate: roughly put}", encoding="utf-8")
    path = example(tmp_path, "sum-mismatch")
    path.write_text(path.read_text(encoding="utf-8").replace("850", "khoảng 850"), encoding="utf-8")
    assert told in call("check", path, "--explain", "--rules", own, lang=lang).stdout


def test_sarif_has_no_place_for_it() -> None:
    refused = call("check", SAMPLES[0], "--explain", "--format", "sarif", lang="en")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "extractor: --explain goes with --format text or json\n"


def interval(low: str | None, high: str | None) -> Interval:
    return (None if low is None else Decimal(low), None if high is None else Decimal(high))


GAPS = [
    pytest.param(("1", "2"), ("5", "7"), ("3", "6"), id="below"),
    pytest.param(("5", "7"), ("1", "2"), ("3", "6"), id="above"),
    pytest.param(("1", "2"), ("2", "3"), None, id="touching"),
    pytest.param(("1", "5"), ("2", "3"), None, id="inside"),
    pytest.param((None, "2"), ("5", "7"), ("3", None), id="open below"),
    pytest.param(("9", None), ("5", "7"), ("2", None), id="open above"),
    pytest.param((None, None), ("5", "7"), None, id="anything"),
]


@pytest.mark.parametrize(("one", "other", "apart"), GAPS)
def test_the_gap_of_two_intervals(
    one: tuple[str | None, str | None],
    other: tuple[str | None, str | None],
    apart: tuple[str | None, str | None] | None,
) -> None:
    assert gap(interval(*one), interval(*other)) == (None if apart is None else interval(*apart))


@pytest.mark.parametrize(
    ("low", "high", "vi", "en"),
    [
        ("1.5", "2.5", "từ 1,5 đến 2,5", "from 1.5 to 2.5"),
        ("1000", "1000", "đúng 1.000", "exactly 1,000"),
        ("3", None, "từ 3 trở lên", "3 or more"),
        (None, "3", "đến 3", "up to 3"),
        (None, None, "bất kỳ", "anything"),
    ],
)
def test_an_interval_in_words(low: str | None, high: str | None, vi: str, en: str) -> None:
    assert interval_words("vi", interval(low, high)) == vi
    assert interval_words("en", interval(low, high)) == en
