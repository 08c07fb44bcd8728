"""Long lists page by page, and one's own rules in what leaves the corpus."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from rich.cells import cell_len
from test_corpus import audit_of, finding, record, result_of

from extractor.cli import cli
from extractor.corpus import Corpus
from extractor.records import Citation, Target
from extractor.reporting.screen import width

NAMED = "Hộ Xyz Thử, CCCD 001099012345, giảm tỷ lệ hộ nghèo 4%"
LINES = ("KẾ HOẠCH Giảm nghèo xã {place} năm 2024", "I. MỤC TIÊU", f"{NAMED}.")


def citation(number: str, kind: str) -> Citation:
    return record(Citation, cited_type=kind, number=number, number_normalised=number, role="basis")


def target(at: int) -> Target:
    figure = (at + len(NAMED) - 2, at + len(NAMED) - 1)
    fields = {
        "indicator": "poverty_rate_reduction",
        "indicator_text": NAMED,
        "status": "target",
        "year": 2024,
    }
    return record(
        Target,
        text=NAMED,
        span=(at, at + len(NAMED)),
        figure=figure,
        value=Decimal(4),
        unit="percent",
        **fields,
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "kho.db"
    with Corpus.open(path) as corpus:
        for number, place in enumerate(("BÀU ĐƯNG", "GÒ MÂY", "KÊNH BA"), 31):
            head, *rest = LINES
            lines = (head.format(place=place), *rest)
            audit = audit_of(
                lines,
                f"{number}.txt",
                document={"number": f"{number}/KH-UBND", "commune": place.title(), "issuer_level": "commune"},
                citations=(citation(f"1{number}/KH-UBND", "Kế hoạch"), citation("15/CV-ABC", "Công văn")),
                targets=(target(sum(len(line) + 1 for line in lines[:-1])),),
                findings=(finding(span=(number, number + 9)),),
            )
            corpus.store(result_of(f"{number}.txt"), audit)
    return path


def call(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


LISTS = [("triage", "list"), ("localities", "list"), ("files",), ("requests",)]


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_list_is_shown_page_by_page(database: Path, command: tuple[str, ...]) -> None:
    def listed(*options: object) -> list[Any]:
        found: list[Any] = json.loads(call(*command, "--db", database, *options, "--format", "json").output)
        return found

    whole = listed()
    assert len(whole) >= 2
    assert [*listed("--limit", 1), *listed("--limit", 1, "--page", 2)] == whole[:2]
    assert listed("--limit", 1, "--page", 99) == listed("--page", 2) == []
    table = call(*command, "--db", database, "--limit", 1, "--page", 2, "--lang", "en").output
    assert f"2 to 2 of {len(whole)} are shown (--page, --limit for more)." in table
    beyond = call(*command, "--db", database, "--limit", 1, "--page", 99, "--lang", "en").output
    assert "Nothing is left on this page." in beyond
    assert "are shown" not in call(*command, "--db", database, "--lang", "en").output


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules that ask for one more kind of document, know one more surname and call an indicator otherwise."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "export").mkdir()
    files = {
        "export/requests.yaml": "numbers: {add: ['-ABC$']}\n",
        "export/personal.yaml": "surnames: {add: [Xyz]}\n",
        "indicators.yaml": "poverty_rate_reduction:\n  vi: mức giảm hộ nghèo theo cách gọi riêng\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def cells(path: Path) -> str:
    return "\n".join(
        str(cell)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )


@pytest.mark.parametrize(
    ("words", "hidden_by_own"),
    [
        pytest.param("15/CV-ABC", False, id="a-document-to-ask-for"),
        pytest.param("mức giảm hộ nghèo theo cách gọi riêng", False, id="the-name-of-an-indicator"),
        pytest.param("Xyz Thử", True, id="a-surname"),
    ],
)
def test_a_workbook_goes_by_ones_own_rules(
    database: Path, own: Path, tmp_path: Path, words: str, hidden_by_own: bool
) -> None:
    def written(name: str, *options: object) -> str:
        path = tmp_path / name
        call("export", "--db", database, "-o", path, "--mask", "--table", "targets", *options)
        return cells(path)

    assert (words in written("shipped.xlsx"), words in written("own.xlsx", "--rules", own)) == (
        hidden_by_own,
        not hidden_by_own,
    )


def test_documents_are_asked_for_by_ones_own_rules(database: Path, own: Path) -> None:
    shipped, asked = (
        call("requests", "--db", database, "--format", "json", *options).output
        for options in ((), ("--rules", own))
    )
    assert "131/KH-UBND" in shipped
    assert "15/CV-ABC" not in shipped
    assert "15/CV-ABC" in asked


def test_bad_rules_are_told_before_two_corpora_are_put_together(database: Path, tmp_path: Path) -> None:
    (tmp_path / "checks.yaml").write_text("no_such_key: 1\n", encoding="utf-8")
    mine = tmp_path / "mine.db"
    Corpus.open(mine).close()
    result = CliRunner().invoke(
        cli, ["db", "merge", str(database), "--db", str(mine), "--rules", str(tmp_path)]
    )
    assert result.exit_code == 2
    assert "checks.yaml" in result.output
    with Corpus.open(mine, create=False) as corpus:
        assert corpus.files() == []


@pytest.mark.parametrize(
    "text",
    ["", "Xã Đắk Tờ Re · 4,5 %", "“cụm từ” – …", "e\u0301", "漢字", "a\u200bb", "\u1100", "☑ 1"],
    ids=["empty", "letters", "signs", "combining", "wide", "no-width", "jamo", "tick"],
)
def test_a_column_is_as_wide_as_a_terminal_shows_it(text: str) -> None:
    assert width(text) == cell_len(text)
