"""Which checks run, how much they weigh and which findings are new: options, extractor.toml, baselines."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.rulebook import load_rulebook
from extractor.rulebook.choice import EVERYTHING, Choice, Named, UnknownCheckError

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples" / "plans"
SAMPLE = SAMPLES / "song-lam-2022.docx"  # one ratio-mismatch, one deadline-before-issue
BOTH = {"ratio-mismatch", "deadline-before-issue"}
PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN HÒA
Số: 15/KH-UBND
Tân Hòa, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Thực hiện công tác giảm nghèo bền vững năm 2024

I. KẾT QUẢ
Có 18/24 thôn có nhà văn hóa, đạt 85%.
{more}
"""
ONE = PLAN.format(more="")
TWO = PLAN.format(more="Có 9/12 trường có bếp ăn, đạt 60%.")
AGAIN = PLAN.format(more="Có 18/24 thôn có nhà văn hóa, đạt 85%.")

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A working folder with these files in it."""
    monkeypatch.chdir(tmp_path)

    def made(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8")
        return tmp_path

    return made


def call(*arguments: object, lang: str = "en") -> Result:
    runner = CliRunner(env={"EXTRACTOR_LANG": lang})
    return runner.invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def told(*arguments: object) -> dict[str, str]:
    """Severity by rule of what `check` tells."""
    printed = json.loads(call("check", *arguments, "--format", "json").stdout)
    return {finding["rule"]: finding["severity"] for plan in printed for finding in plan["findings"]}


def named(names: Iterable[str]) -> tuple[Named, ...]:
    return tuple(Named(name, "here") for name in names)


CHOICES = {
    "all": ([], [], "unit-scale citation-conflict number-missing"),
    "one": (["unit-scale"], [], "unit-scale"),
    "a category": (["citations"], [], "citation-conflict"),
    "without one": ([], ["unit-scale"], "citation-conflict number-missing"),
    "without a category": ([], ["figures", "form"], "citation-conflict"),
    "ignored goes before selected": (["unit-scale", "form"], ["figures"], "number-missing"),
}


@pytest.mark.parametrize(("select", "ignore", "left"), CHOICES.values(), ids=CHOICES)
def test_checks_are_chosen_by_id_and_category(select: list[str], ignore: list[str], left: str) -> None:
    rules = load_rulebook(None, Choice(named(select), named(ignore))).checks
    looked_at = ("unit-scale", "citation-conflict", "number-missing")
    assert [rule for rule in looked_at if rules.rule(rule).enabled] == left.split()


@pytest.mark.parametrize(("name", "runs"), [("unit-scale", True), ("figures", False)])
def test_what_the_rules_switch_off_runs_only_by_its_own_name(tmp_path: Path, name: str, runs: bool) -> None:
    (tmp_path / "checks.yaml").write_text("rules: {unit-scale: {enabled: false}}", encoding="utf-8")
    rules = load_rulebook(tmp_path, Choice(select=named([name]))).checks
    assert rules.rule("unit-scale").enabled is runs


def test_the_version_of_the_rules_follows_the_choice() -> None:
    plain = load_rulebook(None, EVERYTHING).version
    without = load_rulebook(None, Choice(ignore=named(["form"]))).version
    weighed = load_rulebook(None, Choice(severity=((Named("unit-scale", "here"), "info"),))).version
    assert len({plain, without, weighed}) == 3
    assert load_rulebook(None, Choice(severity=((Named("unit-scale", "here"), "error"),))).version == plain


@pytest.mark.parametrize(
    ("choice", "meant"),
    [
        (Choice(select=named(["unit-scal"])), "did you mean 'unit-scale'?"),
        (Choice(ignore=named(["figure"])), "did you mean 'figures'?"),
        (Choice(ignore=named(["qqq"])), "rules list"),
        (Choice(severity=((Named("figures", "here"), "info"),)), "there is no check"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(choice: Choice, meant: str) -> None:
    with pytest.raises(UnknownCheckError) as caught:
        load_rulebook(None, choice)
    assert caught.value.en.startswith("here: ")
    assert meant in caught.value.en


@pytest.mark.parametrize("command", ["check", "scan"])
def test_an_unknown_name_is_one_line_and_exit_2(tmp_path: Path, command: str) -> None:
    more = ("--db", tmp_path / "c.db") if command == "scan" else ()
    refused = call(command, SAMPLE, "--ignore", "unit-scal", *more, lang="vi")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        "extractor: --ignore: không có phép kiểm tra hay nhóm «unit-scal»; có phải «unit-scale»?\n"
    )
    assert not (tmp_path / "c.db").exists()


OPTIONS = {
    "nothing": ((), BOTH, 1),
    "select": (("--select", "ratio-mismatch"), {"ratio-mismatch"}, 1),
    "with commas": (("--select", "ratio-mismatch, dates"), BOTH, 1),
    "repeated": (("--ignore", "figures", "--ignore", "dates"), set(), 0),
    "another": (("--select", "unit-scale"), set(), 0),
}


@pytest.mark.parametrize(("options", "rules", "code"), OPTIONS.values(), ids=OPTIONS)
def test_check_tells_and_exits_by_what_is_chosen(
    options: tuple[str, ...], rules: set[str], code: int
) -> None:
    assert set(told(SAMPLE, *options)) == rules
    assert call("check", SAMPLE, *options).exit_code == code


# ---- extractor.toml ----


def test_settings_of_the_working_folder_hold(folder: Folder) -> None:
    folder(extractor_toml='ignore = ["dates"]\n[severity]\nratio-mismatch = "info"\n')
    assert told(SAMPLE) == {"ratio-mismatch": "info"}
    assert call("check", SAMPLE).exit_code == 0
    assert set(told(SAMPLE, "--ignore", "figures")) == {"deadline-before-issue"}


def test_settings_of_another_place_have_their_paths_beside_them(folder: Folder) -> None:
    here = folder(extractor_toml='ignore = ["figures"]')
    there = here / "there"
    (there / "own").mkdir(parents=True)
    (there / "own" / "checks.yaml").write_text("rules: {ratio-mismatch: {severity: warning}}")
    (there / "mine.toml").write_text('rules = "own"\nbaseline = "known.json"\n')
    call("check", SAMPLE, "--select", "dates", "--write-baseline", there / "known.json")
    assert told(SAMPLE, "--config", "there/mine.toml") == {"ratio-mismatch": "warning"}


SETTINGS = {
    "unknown key": ('ignor = ["form"]', "ignor: unknown key; did you mean 'ignore'?"),
    "unknown check": ('ignore = ["forms"]', "ignore: there is no check or category 'forms'"),
    "no list": ('select = "form"', "select: must be a list"),
    "unknown weight": ('[severity]\nunit-scale = "grave"', "severity.unit-scale: must be one of"),
    "unknown weighed check": ('[severity]\nform = "info"', "severity: there is no check"),
    "no TOML": ("select = [", "not valid TOML"),
    "rules that are no folder": ('rules = "absent"', "absent: not a folder of rules"),
    "baseline that is not there": ('baseline = "absent.json"', "absent.json: no such file"),
}


@pytest.mark.parametrize(("text", "reason"), SETTINGS.values(), ids=SETTINGS)
def test_bad_settings_are_refused_with_file_and_reason(folder: Folder, text: str, reason: str) -> None:
    folder(extractor_toml=text)
    refused = call("check", SAMPLE)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert reason in refused.stderr
    assert "extractor.toml" in refused.stderr or "absent" in reason


def test_a_settings_file_that_is_named_must_be_there(folder: Folder) -> None:
    folder()
    refused = call("check", SAMPLE, "--config", "absent.toml")
    assert (refused.exit_code, "absent.toml: no such file" in refused.stderr) == (2, True)


# ---- scan ----


def stored(database: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as conn:
        return set(conn.execute("SELECT rule, severity FROM findings"))


def test_a_scan_stores_what_is_chosen_and_reads_again_what_a_choice_touches(folder: Folder) -> None:
    here = folder(plan_txt=ONE, clean_txt=ONE.replace("85%", "75%"))
    database = here / "c.db"
    first = call("scan", here / "plan.txt", here / "clean.txt", "--db", database, "--jobs", "1")
    assert (first.exit_code, stored(database)) == (0, {("ratio-mismatch", "error")})
    folder(extractor_toml='[severity]\nratio-mismatch = "info"\n')
    second = call("scan", here / "plan.txt", here / "clean.txt", "--db", database, "--jobs", "1")
    assert "1 file read again; 1 that the change cannot touch were kept" in second.stdout
    assert stored(database) == {("ratio-mismatch", "info")}
    call("scan", here / "plan.txt", "--db", database, "--jobs", "1", "--ignore", "ratio-mismatch")
    assert stored(database) == set()


# ---- baseline ----


def test_a_baseline_hides_what_is_known_and_no_more(folder: Folder) -> None:
    folder(plan_txt=ONE)
    written = call("check", "plan.txt", "--write-baseline", "known.json")
    assert (written.exit_code, written.stdout) == (0, "known.json: 1 finding written\n")
    known = call("check", "plan.txt", "--baseline", "known.json")
    assert known.exit_code == 0
    assert "no new findings" in known.stdout
    assert "1 finding that the baseline holds is not told again" in known.stdout
    folder(plan_txt=TWO)
    printed = json.loads(call("check", "plan.txt", "--baseline", "known.json", "--format", "json").stdout)
    assert [finding["text"] for finding in printed[0]["findings"]] == ["60%"]
    assert printed[0]["known"] == 1
    assert call("check", "plan.txt", "--baseline", "known.json").exit_code == 1


CHANGES = {
    "another name": ("other.txt", ONE, True),
    "words before it": (
        "plan.txt",
        ONE.replace("I. KẾT QUẢ", "Kế hoạch này thay thế bản cũ.\nI. KẾT QUẢ"),
        True,
    ),
    "other spaces": ("plan.txt", ONE.replace("nhà văn hóa, ", "nhà  văn hóa,  "), True),
    "another figure": ("plan.txt", ONE.replace("85%", "84%"), False),
    "another plan": ("plan.txt", ONE.replace("15/KH", "16/KH"), False),
    "once more": ("plan.txt", AGAIN, False),
}


@pytest.mark.parametrize(("name", "text", "known"), CHANGES.values(), ids=CHANGES)
def test_a_fingerprint_survives_what_does_not_change_the_fault(
    folder: Folder, name: str, text: str, known: bool
) -> None:
    here = folder(plan_txt=ONE)
    call("check", "plan.txt", "--write-baseline", "known.json")
    (here / name).write_text(text, encoding="utf-8")
    assert (told(name, "--baseline", "known.json") == {}) is known


def test_without_number_a_plan_is_known_by_its_bytes(folder: Folder) -> None:
    folder(plan_txt=ONE.replace("Số: 15/KH-UBND\n", ""))
    call("check", "plan.txt", "--write-baseline", "known.json")
    assert told("plan.txt", "--baseline", "known.json") == {}
    folder(plan_txt=ONE.replace("Số: 15/KH-UBND\n", "") + "\n")
    assert told("plan.txt", "--baseline", "known.json") != {}


def test_a_baseline_is_the_same_bytes_each_time(folder: Folder) -> None:
    here = folder(plan_txt=TWO)
    for name in ("a.json", "b.json"):
        call("check", "plan.txt", SAMPLE, "--baseline", "a.json", "--write-baseline", name)
    assert (here / "a.json").read_bytes() == (here / "b.json").read_bytes()
    assert len(json.loads((here / "a.json").read_text(encoding="utf-8"))["findings"]) == 4


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "findings": []}', '{"findings": [{"rule": "x"}]}', "\x80"]
)
def test_what_is_no_baseline_is_refused(folder: Folder, text: str) -> None:
    folder(known_json=text)
    refused = call("check", SAMPLE, "--baseline", "known.json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "known.json: not a file that --write-baseline wrote" in refused.stderr


def test_a_baseline_that_cannot_be_written_is_one_line(folder: Folder) -> None:
    folder(plan_txt=ONE)
    refused = call("check", "plan.txt", "--write-baseline", "absent/known.json")
    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1


def test_a_baseline_is_never_written_over_a_plan(folder: Folder) -> None:
    here = folder(plan_txt=ONE)
    refused = call("check", "plan.txt", "--write-baseline", "plan.txt")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "plan.txt: not a file that --write-baseline wrote" in refused.stderr
    assert (here / "plan.txt").read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("names", ["", " , "], ids=["empty", "commas alone"])
def test_an_option_that_names_no_check_is_refused(option: str, names: str) -> None:
    refused = call("check", SAMPLE, option, names)
    assert (refused.exit_code, refused.stderr) == (2, f"extractor: {option}: names no check\n")
