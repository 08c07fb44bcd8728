"""Rule files are refused with file, line and reason; a user's folder lies over the shipped rules."""

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import Field

from extractor import regex
from extractor.errors import RuleError
from extractor.resources import resource_dir
from extractor.rulebook import load_rulebook
from extractor.rulebook.loading import Pattern, RuleModel, load_yaml, read_layers, validated

SHIPPED = [
    "assignments",
    "checks",
    "citations",
    "comparison",
    "funding",
    "header",
    "headings",
    "indicators",
    "phrases",
    "programmes",
    "units",
]


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
        pytest.param("name: x\nfoo: 1\n", 2, "foo: unknown key", id="unknown key"),
        pytest.param(
            "name: x\n\ninner:\n  a:\n    words: [b]\n    wrods: [c]\n",
            6,
            "inner.a.wrods: unknown key",
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
        pytest.param("inner: {}\n", 1, "name: this key is required and missing", id="missing key at the top"),
        pytest.param("", 1, "name: this key is required and missing", id="empty file"),
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


class Searched(RuleModel):
    words: Pattern


def test_a_shipped_pattern_is_compiled_with_its_first_search(tmp_path: Path) -> None:
    rules = validated(read_layers(written(tmp_path, "words: 'hộ (?:cận )?nghèo'\n")), Searched, shipped=True)
    found = [match[0] for match in rules.words.finditer("12 hộ cận nghèo, 40 hộ nghèo")]
    assert found == ["hộ cận nghèo", "hộ nghèo"]
    assert rules.words.pattern == "hộ (?:cận )?nghèo"
    broken = read_layers(written(tmp_path, "words: '(nghèo'\n"))
    with pytest.raises(RuleError, match=r"line 1: .*bad pattern"):
        validated(broken, Searched)
    waiting = validated(broken, Searched, shipped=True)
    with pytest.raises(regex.error):
        waiting.words.search("hộ nghèo")


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


LISTED = "name: x\nlisted:\n  - {words: [a], scale: '2'}\n  - {words: [b]}\n"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        pytest.param("listed: {add: [{words: [c]}]}\n", ["c 1", "a 2", "b 1"], id="add"),
        pytest.param("listed: {remove: [a]}\n", ["b 1"], id="remove"),
        pytest.param("listed: {change: {b: {scale: '5'}}}\n", ["a 2", "b 5"], id="change"),
        pytest.param("listed: {change: {b: {words: {add: [z]}}}}\n", ["a 2", "b,z 1"], id="one word"),
        pytest.param("listed: {change: {a: {scale: null}}}\n", ["a 1", "b 1"], id="null"),
        pytest.param("listed: [{words: [c]}]\n", ["c 1"], id="the whole list"),
    ],
)
def test_single_entries_of_a_list_are_changed(tmp_path: Path, text: str, listed: list[str]) -> None:
    rules = load_yaml(written(tmp_path, LISTED), Rules, written(tmp_path, text, "above.yaml"))
    assert [f"{','.join(item.words)} {item.scale}" for item in rules.listed] == listed


def test_an_entry_of_the_shipped_rules_is_taken_out_and_a_new_one_is_tried_first(tmp_path: Path) -> None:
    text = "stunting_rate: null\nnew_rate: {vi: mới, source: x, unit: percent, pattern: mới}\n"
    written(tmp_path, text, "indicators.yaml")
    names = list(load_rulebook(tmp_path).indicators.root)
    assert names[0] == "new_rate"
    assert set(load_rulebook().indicators.root) - set(names) == {"stunting_rate"}


@pytest.mark.parametrize(
    ("name", "text", "line", "vi"),
    [
        pytest.param("units", "\nmoeny: []\n", 2, "moeny: khóa lạ; có phải «money»?", id="key"),
        pytest.param("units", "counts: {ad: []}\n", 1, "khóa lạ «ad»", id="edit"),
        pytest.param("units", "counts:\n  remove: [không có]\n", 2, "không có mục «không có»", id="no entry"),
        pytest.param("units", "counts:\n  add: hộ\n", 2, "phải là một danh sách", id="no list"),
        pytest.param("units", "counts: {change: [a]}\n", 1, "tên mục: giá trị", id="no mapping"),
        pytest.param("units", "scales: {vạn: nhiều}\n", 1, "scales.vạn: phải là số", id="number"),
        pytest.param("units", "per: {hộ: a}\n\nper: {}\n", 3, "«per» viết hai lần", id="twice"),
        pytest.param("units", "a: [\n", 2, "không đúng cú pháp YAML", id="yaml"),
        pytest.param("phrases", "zero: null\n", 1, "zero: thiếu khóa bắt buộc", id="taken out"),
        pytest.param("indicators", "gifts: {general: có}\n", 1, "phải là true hoặc false", id="bool"),
        pytest.param("indicators", "gifts:\n  unit: gift\n  after: '('\n", 3, "mẫu tìm '('", id="pattern"),
        pytest.param("checks", "rules:\n  sum-mismatch: {severity: lỗi}\n", 2, "phải là một trong", id="one of"),
        pytest.param(
            "checks",
            "rules:\n  number-missing:\n    messages:\n      blank:\n        en: x\n        vi: '{txt}'\n",
            6,
            "tên {txt} không dùng được ở đây; dùng được: {text}",
            id="name in a message",
        ),
        pytest.param(
            "checks",
            "rules: {number-missing: {messages: {blank: {vi: '{text'}}}}\n",
            1,
            "ngoặc nhọn không đóng",
            id="brace",
        ),
        pytest.param("checks", "ratio: {reach: 0}\n", 1, "phải ≥ 1", id="bound"),
        pytest.param("unit", "a: 1\n", 1, "có phải units.yaml?", id="file name"),
    ],
)  # fmt: skip
def test_a_fault_of_an_overlay_is_said_in_vietnamese_with_its_own_line(
    tmp_path: Path, name: str, text: str, line: int, vi: str
) -> None:
    path = written(tmp_path, text, f"{name}.yaml")
    with pytest.raises(RuleError) as refused:
        load_rulebook(tmp_path)
    assert refused.value.vi.startswith(f"tệp quy tắc {path}, dòng {line}: ")
    assert vi in refused.value.vi
    assert "Input should" not in refused.value.en
