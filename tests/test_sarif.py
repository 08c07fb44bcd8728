"""`check --format sarif`: valid, complete, and true to the plan's text."""

import json
from pathlib import Path
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import pytest
from click.testing import CliRunner, Result
from sarif_model import Log, Region, Run

from extractor.cli import cli
from extractor.rulebook import load_rulebook

ROOT = Path(__file__).resolve().parent.parent
PLANS = ROOT / "corpora" / "samples" / "plans"
FORMS = tuple(min(PLANS.glob(f"{stem}.*")) for stem in ("song-lam-2022", "kien-tram-2024", "con-ngang-2025"))


def call(*arguments: object, lang: str = "vi") -> Result:
    runner = CliRunner(env={"EXTRACTOR_LANG": lang})
    return runner.invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def run_of(*arguments: object, lang: str = "vi") -> Run:
    return Log.model_validate_json(call("check", *arguments, "--format", "sarif", lang=lang).stdout).runs[0]


def test_the_plans_are_of_every_format() -> None:
    assert {path.suffix for path in FORMS} == {".docx", ".pdf", ".txt"}


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of(*FORMS)


def test_every_check_is_declared_with_help_and_page(run: Run) -> None:
    rules = load_rulebook().checks
    declared = run.tool.driver.rules
    assert [rule.id for rule in declared] == list(rules.ids)
    for rule in declared:
        page = Path(url2pathname(urlparse(str(rule.help_uri)).path))
        assert page.name == f"{rule.id}.md"
        assert page.is_file(), "docs/make_rule_pages.py writes it"
        level = {"error": "error", "warning": "warning", "info": "note"}[rules.rule(rule.id).severity]
        assert (rule.configuration.enabled, rule.configuration.level) == (True, level)


def test_every_check_is_told_in_both_languages(run: Run) -> None:
    (english,) = run.translations
    assert (run.language, english.language) == ("vi", "en")
    assert [rule.id for rule in english.rules] == [rule.id for rule in run.tool.driver.rules]
    for vi, en in zip(run.tool.driver.rules, english.rules, strict=True):
        assert vi.full != en.full
        assert vi.help != en.help


def test_the_findings_are_those_of_the_json_form(run: Run) -> None:
    printed = json.loads(call("check", *FORMS, "--format", "json").stdout)
    wanted = {
        (finding["rule"], finding["message"], finding["fingerprint"], finding["span"][0])
        for plan in printed
        for finding in plan["findings"]
    }
    found = set()
    for result in run.results:
        (fingerprint,) = result.fingerprints.values()
        region = region_of(result.locations[0].physical.region)
        found.add((result.rule, result.message.text, fingerprint, region.offset))
        assert run.tool.driver.rules[result.index].id == result.rule
        assert (result.baseline, result.suppressions) == (None, [])
    assert found == wanted != set()


def region_of(region: Region | None) -> Region:
    assert region is not None
    return region


def test_regions_hold_the_words_by_offset_and_by_line(run: Run) -> None:
    texts = {path.name: call("text", path).stdout for path in FORMS}
    for result in run.results:
        for location in (*result.locations, *result.related):
            text = texts[unquote(location.physical.artifact.uri).rpartition("/")[2]]
            region = region_of(location.physical.region)
            words = text[region.offset : region.offset + region.length]
            lines = text.split("\n")[region.start_line - 1 : region.end_line]
            lines[-1] = lines[-1][: region.end_column - 1]
            lines[0] = lines[0][region.start_column - 1 :]
            assert region.snippet.text == words == "\n".join(lines)


def test_english_turns_the_languages_round() -> None:
    run = run_of(FORMS[0], lang="en")
    assert (run.language, run.translations[0].language) == ("en", "vi")
    assert run.results[0].message.text.startswith("The stated rate")
    assert run.results[0].properties["messages"] == {
        "vi": run_of(FORMS[0]).results[0].message.text,
        "en": run.results[0].message.text,
    }


def test_what_is_chosen_shows_in_the_configuration(tmp_path: Path) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text('ignore = ["dates"]\n[severity]\nratio-mismatch = "info"\n', encoding="utf-8")
    run = run_of(FORMS[0], "--config", settings)
    by_id = {rule.id: rule.configuration for rule in run.tool.driver.rules}
    assert not by_id["deadline-before-issue"].enabled
    assert by_id["ratio-mismatch"].level == "note"
    assert [(result.rule, result.level) for result in run.results] == [("ratio-mismatch", "note")]
    assert run.invocations[0].exit_code == 0


def test_what_the_baseline_holds_is_suppressed(tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    call("check", FORMS[0], "--select", "figures", "--write-baseline", known)
    run = run_of(FORMS[0], "--baseline", known)
    states = {result.rule: (result.baseline, len(result.suppressions)) for result in run.results}
    assert states == {"ratio-mismatch": ("unchanged", 1), "deadline-before-issue": ("new", 0)}


def test_a_file_that_cannot_be_read_is_a_notification(tmp_path: Path) -> None:
    run = run_of(FORMS[0], tmp_path / "thiếu tệp.txt")
    (invocation,) = run.invocations
    assert (invocation.successful, invocation.exit_code, len(run.artifacts)) == (False, 2, 1)
    (notification,) = invocation.notifications
    uri = notification.locations[0].physical.artifact.uri
    assert (notification.level, unquote(uri).endswith("/thiếu tệp.txt")) == ("error", True)
    assert uri.startswith("file:///")


def test_coverage_is_counted_by_relation(run: Run) -> None:
    checks = run.properties["checks"]
    assert isinstance(checks, dict)
    printed = json.loads(call("check", *FORMS, "--format", "json").stdout)
    every = sum(count for plan in printed for count in plan["checks"].values())
    assert sum(count for verdicts in checks.values() for count in verdicts.values()) == every > 0


def test_the_log_is_the_same_bytes_each_time() -> None:
    assert (
        call("check", FORMS[0], "--format", "sarif").stdout
        == call("check", FORMS[0], "--format", "sarif").stdout
    )
