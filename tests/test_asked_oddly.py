"""Search, compare, diff and triage asked as an auditor in a hurry would ask them."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_corpus import LINES, audit_of, finding, record, result_of

from extractor.cli import cli
from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, Reason, State
from extractor.records import Target


def target(value: str) -> Target:
    fields = {
        "indicator": "poverty_rate_reduction",
        "indicator_text": "giảm",
        "status": "target",
        "year": 2024,
    }
    found: Target = record(
        Target, text="giảm 3", span=(70, 76), figure=(75, 76), value=Decimal(value), unit="percent", **fields
    )
    return found


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("odd") / "kho.db"
    place = {"commune": "An Thử", "district": "Kon Thử", "issuer_level": "commune", "plan_year": 2024}
    with Corpus.open(path) as corpus:
        for number, value in enumerate(("3.25", "4.5"), 1):
            audit = audit_of(
                LINES,
                document={**place, "commune": f"An Thử {number}"},
                targets=(target(value),),
                findings=(finding(span=(number, 9)),),
            )
            corpus.store(result_of(f"tỉnh/xã {number}/kế hoạch {number}.docx"), audit)
    return path


def call(*arguments: object, code: int = 0, lang: str = "vi") -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--lang", lang], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(("--indicator", "mức giảm tỷ lệ hộ nghèo"), 2, id="an-indicator-by-its-name"),
        pytest.param(("--indicator", "muc giam ty le ho ngheo"), 2, id="without-marks"),
        pytest.param(("--indicator", "xyz"), 0, id="no-indicator"),
        pytest.param(
            ("--value-from", "4,5%", "--indicator", "poverty_rate_reduction"), 1, id="with-a-percent-sign"
        ),
        pytest.param(("--file", "*.docx"), 2, id="a-pattern"),
        pytest.param(("--file", "kế hoạch 1.docx"), 1, id="a-file-by-its-name"),
        pytest.param(("--file", "tỉnh/xã 2"), 1, id="a-folder"),
        pytest.param(
            ("--file", "tỉnh/xã 1/kế hoạch 1.docx", "--file", "xã 2/*"), 2, id="a-path-and-a-pattern"
        ),
        pytest.param(("--file", "hoạch 1.docx"), 0, id="no-such-name"),
    ],
)
def test_a_search_takes_what_other_commands_take(database: Path, asked: tuple[str, ...], found: int) -> None:
    output = call("search", "", *asked, "--db", database, lang="en").output
    if found:
        assert f"{found} plan" in output
    else:
        assert "meets these conditions" in output


def test_a_series_of_a_place_without_figures_says_so(database: Path) -> None:
    asked = ("compare", "poverty_rate", "--series", "--place", "Nơi Khác", "--db", database)
    assert "No such figures" in call(*asked, lang="en").output


def test_a_chart_on_the_screen_is_refused(database: Path) -> None:
    output = call("compare", "poverty_rate_reduction", "--chart", "dots", "--db", database, code=2).output
    assert "--chart dots" in output
    assert "svg" in output


@pytest.mark.parametrize(("lang", "shown"), [("vi", "3,25 → 4,5"), ("en", "3.25 → 4.5")], ids=["vi", "en"])
def test_a_difference_of_two_files_by_their_names(database: Path, lang: str, shown: str) -> None:
    asked = ("diff", "kế hoạch 1.docx", "kế hoạch 2.docx", "--db", database)
    assert shown in call(*asked, code=1, lang=lang).output
    assert (
        "kế hoạch 3.docx"
        in call("diff", "kế hoạch 3.docx", "kế hoạch 2.docx", "--db", database, code=2).output
    )


def test_logs_brought_in_together_tell_where_they_differ_from_each_other(
    database: Path, tmp_path: Path
) -> None:
    logs = []
    for who, state, reason in (("Lan", State.CONFIRMED, None), ("Minh", State.DISMISSED, Reason.EXPLAINED)):
        copy = Path(shutil.copy(database, tmp_path / f"{who}.db"))
        with Corpus.open(copy) as corpus:
            marks = [one.finding.fingerprint for one in corpus.triaged()]
            corpus.judge(marks[:1], Judgement(who, state, reason, ""))
        logs.append(tmp_path / f"{who}.jsonl")
        call("triage", "export", "--db", copy, "-o", logs[-1])
    third = Path(shutil.copy(database, tmp_path / "third.db"))
    output = call("triage", "import", *logs, "--db", third).output
    assert "Nhập 2 mục mới, 0 mục đã có; 1 phát hiện được ghi khác nhau." in output
    assert "Lan" in output
    assert "Minh" in output
