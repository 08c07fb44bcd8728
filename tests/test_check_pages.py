"""The page of each check: its examples run from text to finding, its file up to date."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from extractor.cli import cli
from extractor.errors import RuleError
from extractor.reporting.pages import missing_pages
from extractor.reporting.words import WORDS
from extractor.resources import resource_dir
from extractor.rulebook import load_rulebook
from extractor.rulebook.loading import load_yaml
from extractor.rulebook.pages import CheckPages, load_pages

RULES, PAGES = load_rulebook(), load_pages()
SOURCE = resource_dir("rules") / "pages" / "checks.yaml"


@pytest.fixture(scope="module")
def maker(checkout: Path) -> ModuleType:
    """docs/make_rule_pages.py."""
    spec = spec_from_file_location("make_rule_pages", checkout / "docs" / "make_rule_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(maker: ModuleType, rule: str, *, wrong: bool) -> list[str]:
    return [name for name, _ in maker.told(PAGES, rule, RULES, wrong=wrong)]


def test_every_check_has_a_page_and_a_name() -> None:
    assert missing_pages(RULES.checks, PAGES.rules) == [], "write them into rules/pages/checks.yaml"
    assert [rule for rule in RULES.checks.ids if f"rule.{rule}" not in WORDS] == []


@pytest.mark.parametrize("rule", PAGES.rules)
def test_the_wrong_example_gives_this_finding_alone(maker: ModuleType, rule: str) -> None:
    assert found(maker, rule, wrong=True) == [rule]


@pytest.mark.parametrize("rule", PAGES.rules)
def test_the_right_example_gives_none(maker: ModuleType, rule: str) -> None:
    assert found(maker, rule, wrong=False) == []


def test_missing_pages_are_named_both_ways() -> None:
    pages = {**PAGES.rules, "no-such-check": PAGES.rules["unit-scale"]}
    del pages["sum-mismatch"]
    assert missing_pages(RULES.checks, pages) == ["sum-mismatch", "no-such-check"]


def test_the_pages_are_up_to_date(checkout: Path) -> None:
    command = [sys.executable, checkout / "docs" / "make_rule_pages.py", "--check"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_the_guide_links_to_the_pages(checkout: Path) -> None:
    assert "(rules/README.md)" in (checkout / "docs" / "rules.md").read_text(encoding="utf-8")


BAD = {
    "unknown key": ("rules: {unit-scale: {whi: {vi: a, en: b}}}", "did you mean 'why'"),
    "empty example": ("rules: {unit-scale: {right: ''}}", "must not be empty"),
    "no English": ("rules: {unit-scale: {says: {en: ''}}}", "must not be empty"),
    "frame without room": ("frame: KẾ HOẠCH", "{body}"),
    "twice the same": ("rules: {unit-scale: {wrong: a, right: a}}", "the wrong example is the right one"),
}


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD)
def test_a_bad_page_is_refused_with_file_and_reason(tmp_path: Path, text: str, reason: str) -> None:
    above = tmp_path / "checks.yaml"
    above.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_yaml(SOURCE, CheckPages, above)
    assert str(above) in caught.value.en
    assert reason in caught.value.en


@pytest.mark.parametrize(("lang", "why"), [("vi", "Vì sao"), ("en", "Why an auditor should know")])
def test_show_prints_the_page_of_a_check(lang: str, why: str) -> None:
    shown = CliRunner().invoke(cli, ["rules", "show", "unit-scale", "--lang", lang]).stdout
    page = PAGES.rules["unit-scale"]
    assert why in shown
    assert (page.says.en if lang == "en" else page.says.vi) in shown
    assert all(row in shown for row in (*page.wrong.splitlines(), *page.right.splitlines()))
    assert "--ignore unit-scale" in shown
    assert "checks.rules.unit-scale" in shown


def test_show_prints_other_rules_without_a_page() -> None:
    shown = CliRunner().invoke(cli, ["rules", "show", "gifts"]).stdout
    assert "--ignore" not in shown
