"""What a plan tells of each indicator, as rows made where there is no database: a Parquet corpus holds them too."""

from operator import itemgetter
from typing import Any, Final

from extractor.corpus.compare import TARGET_COLUMNS
from extractor.corpus.compare_marks import GivenMarks
from extractor.corpus.compare_places import Plan
from extractor.corpus.plan_rows import TableRows
from extractor.corpus.rows import Row
from extractor.corpus.told_facts import told_of
from extractor.corpus.told_stamp import stamp_of_today

TOLD_FACTS: Final = "told_facts"
TOLD_BY: Final = "told_by"
TOLD: Final = (TOLD_FACTS, TOLD_BY)
_columns: Final = itemgetter(*(name.strip() for name in TARGET_COLUMNS.split(",")))
_of_finding: Final = itemgetter(
    "document", "rule", "severity", "fingerprint", "span_start", "span_end", "evidence"
)


def told_rows(rows: TableRows) -> TableRows:
    """The rows of `told_facts` (`others` as it is, not packed) and `told_by` of the plan that `rows` are of, as
    `keep_told` would keep them."""
    documents, targets = rows.get("documents", []), rows.get("targets", [])
    if not documents:
        return {}
    told: list[Row] = []
    if targets and documents[0]["is_plan"]:
        marks = GivenMarks(map(_of_finding, rows.get("findings", [])))
        by_year = sorted(targets, key=_year)
        found = told_of(_plan(documents[0]), map(_columns, by_year), marks)
        told = [dict(zip(("indicator", "facts", "others"), one, strict=True)) for one in found]
    return {TOLD_FACTS: told, TOLD_BY: [{"stamp": stamp_of_today()}]}


def _year(row: Row) -> tuple[bool, Any]:
    """As SQLite sorts: those without one first."""
    return row["year"] is not None, row["year"] or 0


def _plan(document: Row) -> Plan:
    """The plan as far as what it tells hangs on it: its years."""
    year: Any = document["plan_year"]
    start: Any = document["period_start"]
    end: Any = document["period_end"]
    period = None if start is None else (start, end)
    return Plan(0, "", None, None, None, None, None, None, None, year, period)
