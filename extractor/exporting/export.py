"""One export from the selection to the file: which findings, which tables, which form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from extractor.comparison.indicator_names import indicator_names
from extractor.corpus import Corpus
from extractor.corpus.exits import Outgoing
from extractor.corpus.judgements import State
from extractor.corpus.outgoing import OutFinding
from extractor.corpus.selection import Selection
from extractor.errors import ExtractorError
from extractor.exporting.compared_sheet import compared_table
from extractor.exporting.corpus_sheets import checks_table, files_table, requests_table
from extractor.exporting.coverage import gathered
from extractor.exporting.coverage_report import write_coverage
from extractor.exporting.data_files import write_csv, write_jsonl, write_parquet
from extractor.exporting.files import replacing
from extractor.exporting.finding_sheets import figures_table, findings_table
from extractor.exporting.masking import Masked
from extractor.exporting.matrix import matrix_table
from extractor.exporting.paper import BLANK, Letterhead
from extractor.exporting.record_tables import (
    Data,
    check_data,
    file_data,
    finding_data,
    record_data,
    record_sheet,
    request_data,
)
from extractor.exporting.report import verdicts_of, write_report
from extractor.exporting.sheets import About, write_workbook
from extractor.exporting.tables import FileLink, Table
from extractor.reporting.words import WORDS
from extractor.rulebook.comparison import ComparisonRules, load_comparison
from extractor.rulebook.export import load_requests
from extractor.rulebook.programmes import load_programmes
from extractor.system import safe_path

Report = Literal["findings", "coverage"]
SHEETS: Final = ("documents", "targets", "budgets", "citations", "assignments", "deadlines")
TABLES: Final = ("findings", *SHEETS, "components", "checks", "files", "requests")
FORMS: Final = (".xlsx", ".csv", ".jsonl", ".parquet", ".docx")
_FORM: Final = "form"  # the category of findings on layout and spelling
_NUMBERING: Final = frozenset({"numbering-gap", "numbering-duplicate"})  # of form too, in a report's eyes


Missing = Literal["files", "findings"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is exported: the selection, further sheets or the tables, what else than usual, how it is shown."""

    chosen: Selection
    tables: tuple[str, ...] = ()
    with_dismissed: bool = False
    with_form: bool = False
    words: str = ""  # the selection, as it stands in the margins of print-outs
    head: Letterhead = BLANK
    mask: bool = False
    report: Report = "findings"  # which of the reports a .docx is
    rules: Path | None = None  # a folder of the user's own, laid over those shipped

    def takes(self, one: OutFinding) -> bool:
        """Whether a finding belongs: dismissed ones and those of form only where they are asked for."""
        if one.state is State.DISMISSED and not (
            self.with_dismissed or State.DISMISSED in self.chosen.states
        ):
            return False
        of_form = one.category == _FORM or one.rule in _NUMBERING
        return not of_form or self.with_form or one.rule in self.chosen.rules


def export(corpus: Corpus, database: Path, path: Path, wish: Wish) -> Missing | None:
    """Writes the file in the form that its ending names, whole or not at all; tells what there was none of.

    Raises ExtractorError for an unknown ending, tables that the form cannot hold, a file that must not be written
    over, one that cannot be written.
    """
    form = path.suffix.lower()
    _check(path, form, wish)
    plans = frozenset(file.path for file in corpus.files())
    with replacing(path, plans) as beside, corpus.outgoing() as whole:
        out = Masked(whole, wish.rules) if wish.mask else whole
        if form == ".xlsx":
            title = f"Kho văn bản {safe_path(database.name)}"
            write_workbook(beside, _sheets(out, wish), About(title, wish.words))
        elif form == ".docx":
            _write_report(beside, out, wish, safe_path(database.name))
        else:
            _write_data(beside, form, _tables(out, wish))
        return _missing(whole, wish)


def _missing(out: Outgoing, wish: Wish) -> Missing | None:
    """What a reader of the file would look for in vain: any file of the choice, or any finding where these matter."""
    if next(out.files(_of_plans(wish.chosen)), None) is None:
        return "files"
    if wish.tables and "findings" not in wish.tables:
        return None
    found = any(map(wish.takes, out.findings(wish.chosen)))
    return None if found else "findings"


def _check(path: Path, form: str, wish: Wish) -> None:
    if form not in FORMS:
        vi, en = WORDS["export.kind"]
        raise ExtractorError(vi.format(path=path), en.format(path=path))
    if form in {".csv", ".parquet"} and len(wish.tables) > 1:
        raise ExtractorError(*WORDS["export.one_table"])
    if form != ".docx" and wish.report != "findings":
        raise ExtractorError(*WORDS["export.report_docx"])
    if form == ".docx" and wish.tables:
        raise ExtractorError(*WORDS["export.no_table"])


def _sheets(out: Outgoing, wish: Wish) -> Iterator[Table]:
    chosen = _of_plans(wish.chosen)
    every = list(out.findings(wish.chosen))
    found = [one for one in every if wish.takes(one)]
    yield findings_table(found, _left_out(len(every) - len(found)))
    yield figures_table(out.records("budgets", chosen), out.records("targets", chosen), found)
    rules = load_comparison(wish.rules)
    yield compared_table(out.compared(rules, chosen), _indicator_names(rules, wish.rules))
    yield files_table(out.files(chosen))
    yield requests_table(out.requested(load_requests(wish.rules), chosen))
    yield checks_table(out.checks(chosen))
    for name in SHEETS:
        if name in wish.tables:
            yield record_sheet(name, out.records(name, chosen))
    if "components" in wish.tables:
        named = out.named_components(rules, chosen)
        yield matrix_table(named, load_programmes(wish.rules), "vi", "compare.sheet.components")


def _indicator_names(rules: ComparisonRules, folder: Path | None) -> dict[str, str]:
    """What the indicators of a workbook are called, by their ids, in its order."""
    known = indicator_names(folder)
    return {name: known[name].vi if name in known else name for name in rules.workbook}


def _write_report(path: Path, out: Outgoing, wish: Wish, corpus: str) -> None:
    if wish.report == "coverage":
        write_coverage(
            path, gathered(out, wish.chosen, _of_plans(wish.chosen)), wish.head, (corpus, wish.words)
        )
        return
    every = list(out.findings(wish.chosen))
    found = [one for one in every if wish.takes(one)]
    verdicts = verdicts_of(out.checks(_of_plans(wish.chosen)))
    write_report(path, found, verdicts, wish.head, len(every) - len(found))


def _left_out(count: int) -> str:
    return f"Không kể {count} phát hiện không ghi nhận hoặc về thể thức." if count else ""


def _of_plans(chosen: Selection) -> Selection:
    """The same plans, whatever is asked of their findings; where findings are named, the plans stay all."""
    return replace(chosen, marks=(), rules=(), severities=(), certainties=(), categories=(), states=())


def _tables(out: Outgoing, wish: Wish) -> Mapping[str, Data]:
    chosen = _of_plans(wish.chosen)
    made = {
        "findings": lambda: finding_data(one for one in out.findings(wish.chosen) if wish.takes(one)),
        "checks": lambda: check_data(out.checks(chosen)),
        "files": lambda: file_data(out.files(chosen)),
        "components": lambda: _components(out, chosen, wish.rules),
        "requests": lambda: request_data(out.requested(load_requests(wish.rules), chosen)),
    }
    names: Sequence[str] = wish.tables or ("findings",)
    return {
        name: made[name]() if name in made else record_data(name, out.records(name, chosen)) for name in names
    }


def _components(out: Outgoing, chosen: Selection, folder: Path | None) -> Data:
    named = out.named_components(load_comparison(folder), chosen)
    table = matrix_table(named, load_programmes(folder), "vi")
    rows = (tuple(cell.path if isinstance(cell, FileLink) else cell for cell in row) for row in table.rows)
    return Data(table.columns, rows)


def _write_data(path: Path, form: str, tables: Mapping[str, Data]) -> None:
    (first, *_) = tables.values()
    if form == ".csv":
        write_csv(path, first)
    elif form == ".jsonl":
        write_jsonl(path, tables)
    else:
        try:
            write_parquet(path, first)
        except ImportError as error:
            raise ExtractorError(*WORDS["export.no_parquet"]) from error
