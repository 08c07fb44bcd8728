"""Plans for the checks that need rules/programmes.yaml, and their tables of cases: one YAML file a rule.

A case has an `id`, a `body` (names in braces are pieces of `parts`), what differs from the usual head (`level`,
`date`, `title`, `year`, `unit`, lines `over` it) and foot (`end`), and what is `told`: words of each finding's message
or text. Without `told` it is a trap that must stay silent. The plan is a .txt, or a .docx with `format: docx`.
"""

import json
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import yaml

from extractor.audit import audit_bytes
from extractor.plan import Audit
from extractor.rulebook import Rulebook, load_rulebook

_FOLDER = Path(__file__).parent / "knowledge"
_HEAD = """ỦY BAN NHÂN DÂN
{unit}
Số: 15/{type}-UBND
{place}, ngày {day} tháng {month} năm {year}
{heading}
{title}

"""
_END = """
Trên đây là Kế hoạch của UBND {place}./.

Nơi nhận:
{recipients}
- Lưu: VT.
"""
_UNITS = {"commune": "XÃ BẢN LÌM", "district": "HUYỆN NẬM PỒNG", "province": "TỈNH LÂM KHÊ"}


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    """The shipped rules."""
    return load_rulebook()


def cases(rule: str) -> list[dict[str, Any]]:
    """The cases of a rule's table, their bodies filled."""
    table = yaml.safe_load((_FOLDER / f"{rule}.yaml").read_text(encoding="utf-8"))
    parts = table.get("parts", {})
    written = [{**table.get("head", {}), **case} for case in table["cases"]]
    return [{**case, "body": case["body"].format(**parts)} for case in written]


def audit(case: dict[str, Any]) -> Audit:
    """The audit of the plan of a case."""
    return _audited(json.dumps(case))


@lru_cache(maxsize=512)
def _audited(written: str) -> Audit:
    case: dict[str, Any] = json.loads(written)
    level = case.get("level", "district")
    year, month, day = str(case.get("date", "2024-01-15")).split("-")
    unit = case.get("unit", _UNITS[level])
    kind = case.get("type", "KẾ HOẠCH")
    head = _HEAD.format(
        unit=unit,
        type={"KẾ HOẠCH": "KH", "BÁO CÁO": "BC"}[kind],
        place=unit.split(" ", 1)[1].title(),
        year=year,
        month=month,
        day=day,
        heading=kind,
        title=case.get("title", f"Thực hiện công tác giảm nghèo bền vững năm {case.get('year', 2024)}"),
    )
    end = _END.format(place=unit.lower(), recipients=case.get("recipients", "- Các phòng, ban;"))
    over = f"{case['over']}\n" if "over" in case else ""
    text = over + head + case["body"].strip() + "\n" + case.get("end", end)
    if case.get("format") == "docx":
        return audit_bytes(_docx(text), "p.docx", "p.docx", rules())
    return audit_bytes(text.encode(), "p.txt", "p.txt", rules())


def _docx(text: str) -> bytes:
    """The same lines as paragraphs of a .docx."""
    made, file = docx.Document(), BytesIO()
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save(file)
    return file.getvalue()


def found(case: dict[str, Any], rule: str) -> list[tuple[str, str]]:
    """(text, message) of each finding of a rule."""
    return [(f.text, f.message) for f in audit(case).findings if f.rule == rule]


def rules_with(folder: Path, programmes: str) -> Rulebook:
    """The shipped rules with these of one's own laid over their programmes."""
    (folder / "programmes.yaml").write_text(programmes, encoding="utf-8")
    return load_rulebook(folder)
