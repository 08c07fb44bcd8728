"""The records that reading a sample must give, from the annotations beside its words."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from maker.model import Block, Sample, SourceError
from maker.tables import SCALES, cells, figures, plain_number

Record = dict[str, Any]
SEVERITY = {
    "unit-scale": "error", "unit-missing": "error", "sum-mismatch": "error", "ratio-mismatch": "error",
    "percent-missing": "warning", "citation-year-mismatch": "error", "citation-incomplete": "warning",
    "lead-unit-missing": "warning", "component-unaddressed": "warning", "body-nonexistent": "info",
    "deadline-before-issue": "error", "number-missing": "info", "date-incomplete": "info",
    "numbering-gap": "warning", "numbering-duplicate": "warning", "rate-inconsistent": "warning",
    "typo-suspected": "info", "rate-impossible": "warning", "share-sum": "warning", "growth-mismatch": "warning",
    "target-conflict": "error", "percent-range": "error", "citation-date-impossible": "error",
    "citation-conflict": "warning", "plan-year-mismatch": "warning", "locality-mismatch": "warning",
    "bracket-unbalanced": "info", "appendix-missing": "info", "number-format": "info",
    "amount-in-words-mismatch": "error", "period-not-elapsed": "error",
    "rounding-difference": "info",
}  # fmt: skip
_TARGET_OPTIONS = {"status", "year", "den", "cmp", "per", "name", "population", "unit_text"}
_BUDGET_OPTIONS = {"status", "year", "unit", "corrected", "capital", "component", "approx", "per", "level"}
_CITATION_OPTIONS = {"norm", "article", "clause", "point", "role"}
_COMPARATORS = {"ge": ">=", "le": "<=", "about": "~"}
_YEAR_IN_NUMBER = re.compile(r"/(\d{4})/|^(?:\d+)/(\d{4})")


def records(sample: Sample) -> list[Record]:
    """All expected records in reading order, findings last."""
    head = [_document(sample)]
    body = [r for block in sample.blocks for r in of_block(sample, block)]
    faults = [_finding(sample, f, ()) for f in sample.findings]
    faults += [_finding(sample, f, block.section) for block in sample.blocks for f in block.findings]
    return head + body + faults


def _common(sample: Sample, kind: str, text: str, section: tuple[str, ...]) -> Record:
    return {"record": kind, "doc": sample.file_name, "text": text, "section": list(section)}


def _document(sample: Sample) -> Record:
    fields = {k: None if v == "null" else v for k, v in sample.document.items()}
    year, period = fields.get("plan_year"), fields.get("period")
    fields["plan_year"] = int(year) if year else None
    fields["period"] = [int(y) for y in period.split("-")] if period else None
    title = " ".join(sample.head["title"])
    common = _common(sample, "document", f"{sample.heading} {title}", ())
    return {**common, "doc_type": "Kế hoạch", "title": title, **fields}


def of_block(sample: Sample, block: Block) -> Iterator[Record]:
    found = [_target(sample, block, f) for f in block.targets]
    found += [_budget(sample, block, f) for f in block.budgets]
    found += [_citation(sample, block, f) for f in block.citations]
    whole = " ".join((block.plain, *block.notes.values()))
    yield from sorted(found, key=lambda r: _place(whole, r["text"], sample))
    if block.table:
        year = _year(sample, block.context["year"])
        for fields in cells(block.table, year):
            yield {**_common(sample, fields["record"], fields["text"], block.section), **fields}


def _place(whole: str, text: str, sample: Sample) -> tuple[int, int]:
    at = whole.find(text)
    if at < 0:
        raise SourceError(f"{sample.stem}: «{text}» is not in «{whole}»")
    return at, at + len(text)


def _options(fields: tuple[str, ...], known: set[str]) -> dict[str, str | None]:
    pairs = dict(part.split("=", 1) for field in fields for part in field.split(";") if part.strip())
    pairs = {k.strip(): v.strip() for k, v in pairs.items()}
    if not set(pairs) <= known:
        raise SourceError(f"unknown options {sorted(set(pairs) - known)}")
    return {k: None if v == "null" else v for k, v in pairs.items()}


def _year(sample: Sample, *choices: str | None) -> int | None:
    chosen = next((c for c in choices if c), sample.document.get("plan_year"))
    return int(chosen) if chosen and chosen != "null" else None


_MILLIARDS = re.compile(r"(\d+) tỷ (\d+) triệu(?: (\d+) nghìn)?")


def _written(text: str, value: Decimal, scale: Decimal = Decimal(1)) -> None:
    if value in (
        1000 * Decimal(a) + Decimal(b) + Decimal(c or 0) / 1000 for a, b, c in _MILLIARDS.findall(text)
    ):
        return
    if not any(figure * scale == value for figure in figures(text)) and value != 0:
        raise SourceError(f"{value} is not written in «{text}»")


def _target(sample: Sample, block: Block, fields: tuple[str, ...]) -> Record:
    text, indicator, measure, direction, *rest = fields
    options = _options(tuple(rest), _TARGET_OPTIONS)
    value, unit = measure.split()
    _written(text, Decimal(value))
    return {
        **_common(sample, "target", text, block.section),
        "indicator": indicator,
        "indicator_text": options.get("name") or text,
        "value": plain_number(Decimal(value)),
        "unit": unit,
        "unit_text": options.get("unit_text"),
        "denominator": options.get("den"),
        "direction": None if direction == "-" else direction,
        "comparator": _COMPARATORS.get(options.get("cmp") or "", "="),
        "per": options.get("per"),
        "year": _year(sample, options.get("year"), block.context["year"]),
        "status": options.get("status") or block.context["status"] or "target",
        "population": options.get("population"),
    }


def _budget(sample: Sample, block: Block, fields: tuple[str, ...]) -> Record:
    text, value, role, source, *rest = fields
    options = _options(tuple(rest), _BUDGET_OPTIONS)
    unit = options.get("unit", "triệu đồng")
    scale = SCALES[unit or "triệu đồng"]
    _written(text, Decimal(value), scale)
    status = options.get("status") or block.context["status"] or "plan"
    return {
        **_common(sample, "budget", text, block.section),
        "value": plain_number(Decimal(value)),
        "unit_text": unit,
        "value_corrected": options.get("corrected"),
        "role": role,
        "source": None if source == "-" else source,
        "capital": options.get("capital"),
        "component": options.get("component", block.context["component"]),
        "row": None,
        "column": None,
        "approx": options.get("approx"),
        "per": options.get("per"),
        "status": "plan" if status == "target" else status,
        "year": _year(sample, options.get("year"), block.context["year"]),
        "locality": None,
        "source_level": options.get("level"),
    }


def _citation(sample: Sample, block: Block, fields: tuple[str, ...]) -> Record:
    text, cited_type, number, issuer, issued_on, *rest = fields
    options = _options(tuple(rest), _CITATION_OPTIONS)
    year = _YEAR_IN_NUMBER.search(number)
    return {
        **_common(sample, "citation", text, block.section),
        "cited_type": cited_type,
        "number": None if number == "-" else number,
        "number_normalised": options.get("norm") or (None if number == "-" else number),
        **{part: options[part] for part in ("article", "clause", "point") if part in options},
        "year": int(year[1] or year[2]) if year else None,
        "issuer": None if issuer == "-" else issuer,
        "issued_on": None if issued_on == "-" else issued_on,
        "role": options.get("role") or ("basis" if block.kind == "basis" else "reference"),
    }


def _finding(sample: Sample, fault: Mapping[str, str], section: tuple[str, ...]) -> Record:
    expected = fault.get("expected")
    return {
        "record": "finding",
        "rule": fault["rule"],
        "severity": fault.get("severity", SEVERITY[fault["rule"]]),
        "text": fault["text"],
        "expected": None if expected in (None, "null") else expected,
        "message": fault["vi"],
        "message_en": fault["en"],
        "section": list(section),
        "doc": sample.file_name,
        "confidence": fault.get("certainty", "certain"),
    }
