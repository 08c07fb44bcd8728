"""Rule files are refused with file, line and reason; a user's folder lies over the shipped rules."""

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import Field

from extractor.errors import RuleError
from extractor.resources import resource_dir
from extractor.rulebook import load_rulebook
from extractor.rulebook.loading import RuleModel, load_yaml

SHIPPED = ["checks", "citations", "funding", "header", "headings", "indicators", "phrases", "units"]


class Inner(RuleModel):
    words: tuple[str, ...] = Field(min_length=1)
    scale: Decimal = Decimal(1)


class Rules(RuleModel):
    name: str
    inner: dict[str, Inner] = Field(default_factory=dict)
    listed: tuple[Inner, ...] = ()


def written(folder: Path, text: str, name: str = "rules.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_files_are_the_rules() -> None:
    assert sorted(path.stem for path in resource_dir("rules").glob("*.yaml")) == SHIPPED


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("name: x\nfoo: 1\n", 2, "foo: Extra inputs are not permitted", id="unknown key"),
        pytest.param(
            "name: x\n\ninner:\n  a:\n    words: [b]\n    wrods: [c]\n",
            6,
            "inner.a.wrods: Extra inputs are not permitted",
            id="unknown key inside",
        ),
        pytest.param(
            "name: x\nlisted:\n  - words: [a]\n  - words: []\n", 4, "listed.1.words", id="empty list"
        ),
        pytest.param(
            "name: x\nlisted:\n  - words: [a]\n  - {scale: '1'}\n", 4, "listed.1.words", id="missing key"
        ),
        pytest.param(
            "name: x\nlisted:\n  - {words: [a], scale: viele}\n", 3, "listed.0.scale", id="no number"
        ),
        pytest.param("inner: {}\n", 1, "name: Field required", id="missing key at the top"),
        pytest.param("", 1, "name: Field required", id="empty file"),
        pytest.param("name: x\ninner: [\n", 3, "", id="open bracket"),
        pytest.param("name: x\n\tinner: y\n", 2, "", id="tab"),
        pytest.param("- a\n", 1, "", id="a list"),
    ],
)
def test_a_bad_file_is_named_with_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(RuleError) as refused:
        load_yaml(path, Rules)
    assert refused.value.en.startswith(f"rule file {path}, line {line}: ")
    assert refused.value.vi.startswith(f"tệp quy tắc {path}, dòng {line}: ")
    assert reason in refused.value.en
    assert len(refused.value.en) > len(f"rule file {path}, line {line}: ")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"rule file .*nowhere\.yaml, line 1: .*No such file"):
        load_yaml(tmp_path / "nowhere.yaml", Rules)


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes("name: hộ".encode("utf-16"))
    with pytest.raises(RuleError, match=r"rules\.yaml, line 1"):
        load_yaml(path, Rules)


def test_a_file_lies_over_another_key_by_key(tmp_path: Path) -> None:
    below = written(tmp_path, "name: x\ninner:\n  a: {words: [b], scale: '2'}\nlisted: [{words: [c]}]\n")
    above = written(tmp_path, "inner:\n  a: {scale: '3'}\n  d: {words: [e]}\nlisted: []\n", "above.yaml")
    rules = load_yaml(below, Rules, above)
    assert rules.name == "x"
    assert rules.inner == {"a": Inner(words=("b",), scale=Decimal(3)), "d": Inner(words=("e",))}
    assert rules.listed == ()


def test_an_absent_overlay_changes_nothing(tmp_path: Path) -> None:
    below = written(tmp_path, "name: x\n")
    assert load_yaml(below, Rules, tmp_path / "absent.yaml") == load_yaml(below, Rules)


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        pytest.param(
            "units",
            "measures:\n  - {id: cm, words: [cm], example: 5 cm, exmple: x}\n",
            2,
            "exmple",
            id="units",
        ),
        pytest.param("funding", "\ntotal_words: '(tổng'\n", 2, "bad pattern '(tổng'", id="funding pattern"),
        pytest.param(
            "indicators", "poverty_rate:\n  pattern: '[nghèo'\n", 2, "bad pattern", id="indicator pattern"
        ),
        pytest.param("indicators", "new_one:\n  vi: mới\n", 1, "new_one.unit", id="indicator without unit"),
        pytest.param("phrases", "zero: {pattern: '*'}\n", 1, "bad pattern '*'", id="zero goal"),
        pytest.param(
            "headings", "labels:\n  - {id: x, pattern: 'y', examples: []}\n", 2, "examples", id="no example"
        ),
        pytest.param("citations", "types: {}\n", 1, "types", id="not a list"),
        pytest.param("header", "ranks: [xã]\n", 1, "ranks", id="not a mapping"),
        pytest.param("checks", "no-such-check: {}\n", 1, "no-such-check", id="unknown check"),
    ],
)
def test_a_bad_overlay_is_named_with_line_and_reason(
    tmp_path: Path, name: str, text: str, line: int, reason: str
) -> None:
    path = written(tmp_path, text, f"{name}.yaml")
    with pytest.raises(RuleError) as refused:
        load_rulebook(tmp_path)
    assert f"{path}, line {line}: " in refused.value.en
    assert reason in refused.value.en


def test_an_overlay_that_is_no_folder_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "name: x\n")
    for wrong in (path, tmp_path / "absent"):
        with pytest.raises(RuleError, match="not a folder of rules"):
            load_rulebook(wrong)


def test_an_overlay_changes_one_value_and_the_version(tmp_path: Path) -> None:
    written(tmp_path, "poverty_rate: {vi: tỷ lệ hộ nghèo đa chiều}\n", "indicators.yaml")
    shipped, changed = load_rulebook(), load_rulebook(tmp_path)
    before, after = shipped.indicators.root, changed.indicators.root
    assert after["poverty_rate"].vi == "tỷ lệ hộ nghèo đa chiều"
    assert after["poverty_rate"].pattern == before["poverty_rate"].pattern
    assert {n: i for n, i in after.items() if n != "poverty_rate"} == {
        n: i for n, i in before.items() if n != "poverty_rate"
    }
    assert list(after) == list(before)
    assert changed.units == shipped.units
    assert changed.version != shipped.version


def test_the_version_hangs_on_the_rules_alone(tmp_path: Path) -> None:
    assert load_rulebook().version == load_rulebook().version
    written(tmp_path, "poverty_rate: {vi: a}\n", "indicators.yaml")
    one = load_rulebook(tmp_path).version
    written(tmp_path, "poverty_rate: {vi: b}\n", "indicators.yaml")
    assert load_rulebook(tmp_path).version != one
    assert len(one) == 12


def test_a_rule_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_rulebook().funding.total_words = "x"  # type: ignore[misc]
