"""A record field by field, as an auditor reads it: labels in words, figures as her language writes them."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from extractor.corpus.opened import OpenedRecord
from extractor.reporting.numbers import figure
from extractor.reporting.places import shown_place
from extractor.reporting.records import leads_words
from extractor.reporting.words import WORDS as SHARED
from extractor.reporting.words import Lang
from extractor.web.words import tell

_FIELDS: Final = {
    kind: tuple(names.split())
    for kind, names in {
        "citation": "cited_type number_normalised article clause point issuer issued_on role",
        "budget": "value unit_text value_corrected role source capital component per status year locality "
        "row_labels column_labels source_level",
        "target": "indicator_text indicator value unit unit_text denominator comparator direction per "
        "population status year locality row_labels column_labels",
        "deadline": "due task unit",
        "assignment": "unit leads component task",
        "unread": "reason",
        "check": "relation verdict terms reason",
        "finding": "rule severity certainty message expected",
    }.items()
}
_LABELS: Final = {("assignment", "unit"): "field.told_unit", ("deadline", "unit"): "field.told_unit"}
_DATES: Final = frozenset({"issued_on", "due"})
_FIGURES: Final = frozenset({"value", "value_corrected", "denominator"})


def fields_of(record: OpenedRecord, lang: Lang) -> Iterator[tuple[str, str]]:
    """(label, value) of whatever the record says; then where it stands, and how sure the reading is."""
    for name in _FIELDS[record.kind]:
        value = record.fields.get(name)
        if value not in (None, "", []) or name == "leads":
            yield (
                tell(lang, _LABELS.get((record.kind, name), f"field.{name}")),
                shown_value(name, value, lang),
            )
    place = shown_place(lang, record.section, record.page)
    if place:
        yield tell(lang, "field.place"), place
    yield tell(lang, "field.rule_id"), str(record.fields["rule_id"])
    if record.fields["confidence"] < 1:
        yield (
            tell(lang, "field.confidence"),
            figure(lang, Decimal(str(round(record.fields["confidence"], 2)))),
        )
    if record.fields["readings"]:
        yield tell(lang, "field.readings"), "; ".join(record.fields["readings"])


def shown_date(written: str) -> str:
    """`2025-03-14` as `14/03/2025`; what the plan leaves blank stays away (`2025-03` is `03/2025`)."""
    return "/".join(reversed(written.split("-"))) if written[:1].isdigit() else written


def shown_moment(written: str) -> str:
    """`2026-11-23T07:32:22+00:00` as the clock of this machine showed it, `23/11/2026 14:32`; what is no moment as
    it is."""
    try:
        return datetime.fromisoformat(written).astimezone().strftime("%d/%m/%Y %H:%M")
    except (ValueError, OverflowError):
        return written


def due_words(lang: Lang, due: str) -> str:
    """A deadline as `shown_date` gives it, `--12-15` as «15/12 hằng năm»."""
    if not due.startswith("--"):
        return shown_date(due)
    return f"{shown_date(due.removeprefix('--'))} {tell(lang, 'tasks.yearly')}"


def shown_value(name: str, value: Any, lang: Lang) -> str:
    """One value: figures grouped, codes in words, paths joined."""
    if name in _FIGURES:
        shown = figure(lang, Decimal(value))
        return f"{shown} {tell(lang, 'unit.million')}" if name == "value_corrected" else shown
    if name in _DATES:
        return due_words(lang, value)
    if name == "leads":
        return leads_words(value, lang)
    if name == "terms":
        return "; ".join(term["text"] for term in value)
    if isinstance(value, list):
        return " › ".join(map(str, value))
    key = f"verdict.{value}" if name == "verdict" else f"value.{value}"
    return tell(lang, key) if key in SHARED else str(value)
