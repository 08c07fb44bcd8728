"""rules/legal_documents.csv: refused with file, line and reason; a file of one's own lies over it row by row."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import cli
from extractor.errors import RuleError
from extractor.explain.lint import lint
from extractor.rulebook import load_rulebook
from extractor.rulebook.registry import bare_number, year_in_number

HEAD = "number,issued_on,documents_that_agree,documents_that_cite"
KNOWN = "07/2021/NĐ-CP"


def overlay(folder: Path, *rows: str, head: str = HEAD) -> Path:
    (folder / "legal_documents.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("07/2021/NĐ-CP", 2021),
        ("66.7/2025/NQ-CP", 2025),
        ("2006/QĐ-UBND", None),
        ("90/QĐ-TTg", None),
        (None, None),
    ],
)
def test_the_year_in_a_number(number: str | None, year: int | None) -> None:
    assert year_in_number(number) == year


@pytest.mark.parametrize("written", ["07/2021/NĐ-CP", "7/2021/nđ-cp", "007/2021/ NĐ-CP"])
def test_a_number_is_one_however_it_is_written(written: str) -> None:
    assert bare_number(written) == "7/2021/nđ-cp"


def test_the_shipped_documents_hold_together() -> None:
    documents = load_rulebook().legal_documents
    assert len(documents.root) > 700
    (known,) = documents.numbered("7/2021/NĐ-CP")
    assert (known.issued_on, known.year) == ("2021-01-27", 2021)
    assert all(d.agreed >= 2 and 4 * d.agreed >= 3 * d.cited for d in documents.root.values())
    assert documents.numbered("9999/2021/NĐ-CP") == ()


def test_rows_of_ones_own_change_add_and_take_out(tmp_path: Path) -> None:
    rows = (f"{KNOWN},2021-01-28,9,10", "5/QĐ-XYZ,2024-03-01,3,3", "5/QĐ-XYZ,2025-03-02,4,4")
    shipped, mine = load_rulebook(), load_rulebook(overlay(tmp_path, *rows, "1719/QĐ-TTg,2021,0,0"))
    documents = mine.legal_documents
    assert [d.issued_on for d in documents.numbered(KNOWN)] == ["2021-01-28"]
    assert [d.year for d in documents.numbered("5/QĐ-XYZ")] == [2024, 2025]
    assert (len(shipped.legal_documents.numbered("1719/QĐ-TTg")), documents.numbered("1719/QĐ-TTg")) == (
        1,
        (),
    )
    assert len(documents.root) == len(shipped.legal_documents.root) + 1
    assert mine.version != shipped.version
    assert lint(tmp_path) == []


FAULTS = [
    pytest.param(["07/2021/NĐ-CP,2021-01-27,3"], 2, "4 ô", "4 cells", id="cells"),
    pytest.param(["# mine", "", "07/2021/NĐ-CP,27/01/2021,3,4"], 4, "2021-01-27", "as 2021-01-27", id="date"),
    pytest.param(["07/2021/NĐ-CP,2021-02-30,3,4"], 2, "2021-02-30", "2021-02-30", id="no such day"),
    pytest.param(["07/2021/NĐ-CP,2022-01-27,3,4"], 2, "năm 2021", "year 2021", id="year"),
    pytest.param(["07/2021/NĐ-CP,2021-01-27,5,4"], 2, "lớn hơn", "more documents agree", id="support"),
    pytest.param(["07/2021/NĐ-CP,2021-01-27,năm,4"], 2, "số nguyên", "whole number", id="no count"),
    pytest.param(["Nghị định 7,2021-01-27,3,4"], 2, "không phải số hiệu", "not the number", id="no number"),
    pytest.param(["1/QĐ-A,2021-01-27,3,4", "1/QĐ-A,2021-02-27,3,4"], 3, "viết hai lần", "twice", id="twice"),
    pytest.param(["1/QĐ-A,2021,0,0"], 2, "để bỏ", "to take out", id="nothing to take out"),
    pytest.param(['"1/QĐ-A,2021-01-27,3,4'], 2, "CSV", "CSV", id="quote"),
]


@pytest.mark.parametrize(("rows", "line", "vi", "en"), FAULTS)
def test_a_broken_row_is_named_with_line_and_reason(
    tmp_path: Path, rows: list[str], line: int, vi: str, en: str
) -> None:
    path = overlay(tmp_path, *rows) / "legal_documents.csv"
    with pytest.raises(RuleError) as refused:
        load_rulebook(tmp_path)
    assert refused.value.en.startswith(f"rule file {path}, line {line}: ")
    assert (vi in refused.value.vi, en in refused.value.en) == (True, True)
    (fault,) = lint(tmp_path)
    assert (fault.place.path, fault.place.line) == (path, line)


@pytest.mark.parametrize("head", ["", HEAD.replace(",", ";"), "number,issued_on"])
def test_other_columns_are_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(RuleError, match="line 1: the first row must name the columns"):
        load_rulebook(overlay(tmp_path, head=head))


def test_another_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "legal_document.csv").write_text(HEAD, encoding="utf-8")
    with pytest.raises(RuleError, match=r"did you mean legal_documents\.csv"):
        load_rulebook(tmp_path)


def test_a_document_is_shown_as_the_rules_are(tmp_path: Path) -> None:
    overlay(tmp_path, f"{KNOWN},2021-01-28,9,10")
    shown = CliRunner().invoke(cli, ["rules", "show", KNOWN, "--rules", str(tmp_path)]).stdout
    assert shown.index(f"{KNOWN},2021-01-28,9,10") < shown.index(f"{KNOWN},2021-01-27")
