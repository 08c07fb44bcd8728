"""`extractor rules list|show|test|lint` and `explain`, as an expert types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.explain.lint import lint
from extractor.rulebook import load_rulebook
from extractor.rulebook.entries import written

SAMPLE = "corpora/samples/plans/phu-thanh-tay-2024.txt"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def overlay(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_rule_is_listed_with_its_place() -> None:
    listed = json.loads(call("rules", "list", "--format", "json").stdout)
    assert [entry["id"] for entry in listed] == [entry.id for entry in load_rulebook().entries]
    for entry in listed:
        line = Path(entry["file"]).read_text(encoding="utf-8").splitlines()[entry["line"] - 1]
        name = entry["id"].rpartition(".")[2]
        assert name in line or entry["kind"] == "money-unit", entry["id"]
        assert entry["reads"]
        assert not entry["overlay"]


def test_rules_of_a_kind_and_whose_they_are(tmp_path: Path) -> None:
    overlay(tmp_path, "units", "counts: {change: {bed: {words: {add: [ghế]}}}}\n")
    listed = json.loads(
        call("rules", "list", "--kind", "unit", "--rules", tmp_path, "--format", "json").stdout
    )
    assert {entry["kind"] for entry in listed} == {"unit"}
    assert [entry["id"] for entry in listed if entry["overlay"]] == ["units.counts.bed"]
    table = call("rules", "list", "--kind", "check").stdout
    assert "checks.rules.sum-mismatch" in table
    assert "tổng không khớp thành phần" in table
    refused = call("rules", "list", "--kind", "units")
    assert (refused.exit_code, "document-type" in refused.stderr) == (2, True)


def test_a_rule_is_shown_as_written_with_what_lies_over_it(tmp_path: Path) -> None:
    overlay(tmp_path, "indicators", "# mine\ngifts:\n  pattern: 'quà|hiện vật'\n")
    shown = call("rules", "show", "gifts", "--rules", tmp_path).stdout
    assert "indicators.yaml:2" in shown
    assert "pattern: 'quà|hiện vật'" in shown
    assert shown.index("hiện vật") < shown.index("vi: số suất quà") < shown.index("ví dụ: trao 150 suất quà")
    assert call("rules", "show", "no-such-rule").exit_code == 2


def test_what_is_shown_of_an_entry_is_its_own_lines() -> None:
    for entry in load_rulebook().entries:
        text = written(entry.node)
        assert entry.name in text or entry.kind == "money-unit"
        assert all(example in text for example in entry.examples), entry.id


def test_the_shipped_rules_pass() -> None:
    tested, sound = call("rules", "test"), call("rules", "lint")
    assert (tested.exit_code, sound.exit_code) == (0, 0)
    assert "indicators.yaml" in tested.stdout
    assert "funding.yaml" not in call("rules", "test", "rules/units.yaml").stdout
    assert call("rules", "test", "rules/unit.yaml").exit_code == 2


def test_an_example_that_fails_is_named(tmp_path: Path) -> None:
    overlay(tmp_path, "indicators", "gifts:\n  examples:\n    - trao 15 suất quà\n    - trồng 15 ha quế\n")
    tested = call("rules", "test", "--rules", tmp_path, "indicators.yaml")
    assert tested.exit_code == 1
    failed = tested.stdout.splitlines()[-1]
    assert "indicators.yaml:4: indicators.gifts: ví dụ «trồng 15 ha quế»" in failed


def test_a_sentence_is_read() -> None:
    shown = call("rules", "test", "--text", "Hỗ trợ 12 hộ nghèo vay 600 triệu đồng").stdout
    assert "600" in shown
    assert "12" in shown


LINTED = [
    ("indicators", "gifts: {patern: 'quà'}\n", 1, "có phải «pattern»", "did you mean 'pattern'"),
    ("indicators", "\ngifts: {pattern: 'quà('}\n", 2, "viết sai", "bad pattern"),
    ("indicators", "gifts: {pattern: 'x*'}\n", 1, "chuỗi rỗng", "empty text"),
    ("indicators", "gifts: {pattern: '(a+)+$'}\n", 1, "quá lâu", "too long"),
    ("indicators", "gifts: {pattern: 'Quà|quà'}\n", 1, "«Quà» không bao giờ khớp", "«Quà» can never match"),
    ("indicators", "gifts: {pattern: 'hoà'}\n", 1, "viết «hòa»", "one spelling, «hòa»"),
    (
        "indicators",
        "a:\n  vi: a\n  unit: bed\n  source: x\n  pattern: 'ghế'\n",
        1,
        "thiếu ví dụ",
        "no example",
    ),
    ("indicators", "gifts:\n  unit: thing\n", 2, "không có «thing»", "there is no «thing»"),
    ("indicators", "gifts: {rate: thing_rate}\n", 1, "không có «thing_rate»", "there is no «thing_rate»"),
    (
        "indicators",
        "a:\n  vi: a\n  unit: gift\n  source: x\n  pattern: 'suất'\n  examples: ['5 suất']\n",
        None,
        "quy tắc a đọc thay",
        "read by a",
    ),
    (
        "units",
        "counts:\n  add:\n    - {id: bed, words: [ghế], example: 3 ghế}\n",
        3,
        "dùng change",
        "use change",
    ),
    ("units", "counts: {change: {bed: {words: {add: [hộ]}}}}\n", 1, "đã thuộc", "belongs to"),
    ("units", "counts: {change: {bed: {words: {add: [Ghế]}}}}\n", 1, "«Ghế»", "«ghế»"),
    ("phrases", "set_terms: {add: [Hộ khá]}\n", 1, "hộ khá", "hộ khá"),
    ("unitz", "a: 1\n", 1, "có phải units.yaml", "did you mean units.yaml"),
    ("units", "\n\n  - a\n b: [\n", 4, "cú pháp YAML", "not valid YAML"),
]


@pytest.mark.parametrize(("name", "text", "line", "vi", "en"), LINTED, ids=[case[3] for case in LINTED])
def test_lint_names_the_line_and_the_reason(
    tmp_path: Path, name: str, text: str, line: int | None, vi: str, en: str
) -> None:
    overlay(tmp_path, name, text)
    found = lint(tmp_path)
    wanted = [fault for fault in found if vi in fault.vi and en in fault.en]
    assert wanted, [(fault.vi, fault.en) for fault in found]
    if line is not None:
        assert (wanted[0].place.path, wanted[0].place.line) == (tmp_path / f"{name}.yaml", line)


def test_lint_goes_on_to_the_next_file_and_prints_a_line_for_each_fault(tmp_path: Path) -> None:
    overlay(tmp_path, "units", "a: [\n")
    overlay(tmp_path, "funding", "x: 1\ny: 2\n")
    linted = call("rules", "lint", "--rules", tmp_path, "--lang", "en")
    assert linted.exit_code == 1
    lines = linted.stdout.splitlines()
    assert [line.removeprefix(str(tmp_path))[:17] for line in lines] == [
        "/funding.yaml:1: ",
        "/funding.yaml:2: ",
        "/units.yaml:2: no",
    ]


def test_a_folder_that_is_not_there_is_no_fault_of_a_line(tmp_path: Path) -> None:
    refused = call("rules", "lint", "--rules", tmp_path / "absent")
    assert refused.exit_code == 2
    assert f"{tmp_path / 'absent'}: không phải thư mục quy tắc" in refused.stderr


def test_a_broken_rule_file_stops_before_any_plan_is_read(tmp_path: Path) -> None:
    overlay(tmp_path, "units", "moeny: []\n")
    for command in ("scan", "extract", "check"):
        more = ("--db", tmp_path / "c.db") if command == "scan" else ()
        refused = call(command, SAMPLE, "--rules", tmp_path, *more)
        assert refused.exit_code == 2
        assert f"tệp quy tắc {tmp_path / 'units.yaml'}, dòng 1: moeny: khóa lạ" in refused.stderr
        assert not refused.stdout
    assert not (tmp_path / "c.db").exists()


def test_explain_tells_rule_file_and_line() -> None:
    extracted = call("extract", SAMPLE).stdout.splitlines()
    target = next(
        r for r in map(json.loads, extracted) if r["record"] == "target" and r["indicator"] != "other"
    )
    shown = json.loads(call("explain", SAMPLE, "--at", target["figure"][0], "--format", "json").stdout)
    (record,) = [r for r in shown["records"] if r["record"]["record"] == "target"]
    (indicator,) = [d for d in record["decided"] if d["what"] == "indicator"]
    assert indicator["rule"] == f"indicators.{target['indicator']}"
    lines = Path(indicator["file"]).read_text(encoding="utf-8").splitlines()
    assert lines[indicator["line"] - 1] == f"{target['indicator']}:"
    text = call("explain", SAMPLE, "--at", target["figure"][0], "--lang", "en").stdout
    assert f"indicator: {target['indicator']}" in text
    beyond = call("explain", SAMPLE, "--at", 10**9)
    assert (beyond.exit_code, "chỉ có" in beyond.stderr) == (2, True)
