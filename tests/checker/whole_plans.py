"""Plans written out in full for the checker's tests: parsed, extracted and judged as any file is."""

from functools import lru_cache

from extractor.audit import audit_bytes
from extractor.plan import Audit
from extractor.records import Check, Finding
from extractor.rulebook import Rulebook, load_rulebook

_HEAD = """ỦY BAN NHÂN DÂN
XÃ BẢN LÌM
Số: 15/KH-UBND
Bản Lìm, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Giảm nghèo bền vững năm 2024

I. TÌNH HÌNH THỰC HIỆN
"""


@lru_cache(maxsize=1)
def _rules() -> Rulebook:
    return load_rulebook()


def audit(body: str) -> Audit:
    """The audit of a commune's plan for 2024 whose first section holds this text."""
    return audit_bytes((_HEAD + body + "\n").encode(), "p.txt", "p.txt", _rules())


def told(body: str) -> list[tuple[str, str, str]]:
    """Rule, severity and words of each finding."""
    return [(f.rule, f.severity, f.text) for f in audit(body).findings]


def finding(body: str) -> Finding:
    """The one finding of a plan with this text."""
    (found,) = audit(body).findings
    return found


def checks(body: str, relation: str) -> list[Check]:
    """The checks of one relation."""
    return [check for check in audit(body).checks if check.relation == relation]


def table(*rows: str) -> str:
    """A table of cells parted by bars; the first row is its head."""
    lines = [f"| {' | '.join(cell.strip() for cell in row.split('|'))} |" for row in rows]
    rule = "|" + "---|" * (rows[0].count("|") + 1)
    return "\n".join([lines[0], rule, *lines[1:]])
