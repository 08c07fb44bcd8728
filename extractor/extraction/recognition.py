"""How sure the words of a record are where they were recognised from the image of a page."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from extractor.plan import Plan
from extractor.plantext import Doubt, PlanText, Span
from extractor.records import Assignment, Budget, Citation, Deadline, Document, Reference, Target, Unread

_MOST = 0.99  # nothing recognised is certain
_Read = TypeVar("_Read", Citation, Reference, Budget, Target, Deadline, Assignment, Unread)


def with_confidence(plan: Plan) -> Plan:
    """The plan with the confidence of its records below 1 where their words were recognised.

    The other readings of a record's doubtful figures are its `readings`; the document's notes list them all.
    """
    text = plan.text
    if not text.recognised:
        return plan
    notes = (*plan.document.notes, *_listed(text))
    return replace(
        plan,
        document=plan.document.model_copy(update={**_sure(text, plan.document), "notes": notes}),
        citations=_each(text, plan.citations),
        references=_each(text, plan.references),
        budgets=_each(text, plan.budgets),
        targets=_each(text, plan.targets),
        deadlines=_each(text, plan.deadlines),
        assignments=_each(text, plan.assignments),
        unread=_each(text, plan.unread),
    )


def _each(text: PlanText, records: Iterable[_Read]) -> tuple[_Read, ...]:
    return tuple(record.model_copy(update=_sure(text, record)) for record in records)


def _sure(
    text: PlanText, record: Citation | Reference | Budget | Target | Deadline | Assignment | Unread | Document
) -> dict[str, object]:
    """Confidence and readings of a record; its own where no page of it was recognised."""
    spans: list[Span] = [record.span]
    if isinstance(record, Budget | Target):
        spans.append(record.figure)
    sure = text.recognition_at(*spans)
    if sure is None:
        return {}
    found: dict[int, Doubt] = {doubt.start: doubt for span in spans for doubt in text.doubts_in(*span)}
    doubts = list(found.values())
    least = min([record.confidence, min(sure, _MOST), *(doubt.confidence for doubt in doubts)])
    others = [reading for doubt in doubts for reading in doubt.readings]
    return {"confidence": round(least, 3), "readings": tuple(dict.fromkeys([*record.readings, *others]))}


def _listed(text: PlanText) -> Iterable[str]:
    """The doubtful figures page by page, for a person to look at."""
    for page, doubts in groupby(text.doubts, key=lambda doubt: text.page_at(doubt.start)):
        figures = ", ".join(_figure(text, doubt) for doubt in doubts)
        yield f"page {page}: figures to compare with the image: {figures}"


def _figure(text: PlanText, doubt: Doubt) -> str:
    read = f"«{text.quote(doubt.start, doubt.end)}»"
    return f"{read} (or {', '.join(f'«{other}»' for other in doubt.readings)})" if doubt.readings else read
