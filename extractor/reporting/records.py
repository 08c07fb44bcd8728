"""The records of a plan as tables."""

from collections.abc import Iterator

from extractor.plan import Audit, Plan
from extractor.records import Assignment, Budget, Citation, Deadline, Reference, Target, Unread
from extractor.reporting.findings import audit_lines
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened, shown_section
from extractor.reporting.screen import Item, Sheet
from extractor.reporting.words import WORDS, Lang, say

_WIDTH = 60


def audit_tables(audit: Audit, lang: Lang) -> Iterator[Item]:
    """One plan: tables of what was read, then findings and coverage."""
    yield _document(audit.plan, lang)
    if audit.plan.citations:
        yield _citations(audit.plan.citations, lang)
    if audit.plan.references:
        yield _references(audit.plan.references, lang)
    if audit.plan.budgets:
        yield _budgets(audit.plan.budgets, lang)
    if audit.plan.targets:
        yield _targets(audit.plan.targets, lang)
    if audit.plan.deadlines:
        yield _deadlines(audit.plan.deadlines, lang)
    if audit.plan.assignments:
        yield _assignments(audit.plan.assignments, lang)
    if audit.plan.unread:
        yield _unread(audit.plan.unread, lang)
    yield from audit_lines(audit, lang)


def _document(plan: Plan, lang: Lang) -> Sheet:
    document = plan.document
    row = (document.issuer, document.number, document.issued_on, document.title)
    headers = ("column.issuer", "column.number", "column.date", "column.title")
    return _sheet("kind.document", headers, (tuple(value or "" for value in row),), lang)


def _citations(citations: tuple[Citation, ...], lang: Lang) -> Sheet:
    rows = tuple(
        (c.cited_type, c.number or "", c.issued_on or "", _value(c.role, lang), shown_section(c.section))
        for c in citations
    )
    names = ("column.type", "column.number", "column.date", "column.role", "column.section")
    return _sheet("kind.citation", names, rows, lang)


def _references(references: tuple[Reference, ...], lang: Lang) -> Sheet:
    rows = tuple((shortened(r.text, _WIDTH), r.points_at or "", shown_section(r.section)) for r in references)
    names = ("column.words", "column.points_at", "column.section")
    return _sheet("kind.reference", names, rows, lang)


def _budgets(budgets: tuple[Budget, ...], lang: Lang) -> Sheet:
    rows = tuple(
        (
            figure(lang, b.value_corrected if b.value_corrected is not None else b.value),
            _value(b.role, lang),
            _value(b.source, lang),
            str(b.year or ""),
            shown_section(b.section),
            shortened(b.text, _WIDTH),
        )
        for b in budgets
    )
    names = (
        "column.million",
        "column.role",
        "column.source",
        "column.year",
        "column.section",
        "column.words",
    )
    return _sheet("kind.budget", names, rows, lang, right=frozenset({0}))


def _targets(targets: tuple[Target, ...], lang: Lang) -> Sheet:
    rows = tuple(
        (
            shortened(t.indicator_text, _WIDTH),
            _with_comparator(t, lang),
            t.unit_text or t.unit or "",
            _value(t.status, lang),
            str(t.year or ""),
            shown_section(t.section),
        )
        for t in targets
    )
    names = (
        "column.indicator",
        "column.value",
        "column.unit",
        "column.status",
        "column.year",
        "column.section",
    )
    return _sheet("kind.target", names, rows, lang, right=frozenset({1}))


def _deadlines(deadlines: tuple[Deadline, ...], lang: Lang) -> Sheet:
    rows = tuple((d.due, shortened(d.task, _WIDTH), shown_section(d.section)) for d in deadlines)
    return _sheet("kind.deadline", ("column.due", "column.task", "column.section"), rows, lang)


def leads_words(leads: bool | None, lang: Lang) -> str:
    """«chủ trì», «phối hợp»; «thực hiện» where the plan says neither."""
    return say(lang, "leads.null" if leads is None else "leads.true" if leads else "leads.false")


def _assignments(assignments: tuple[Assignment, ...], lang: Lang) -> Sheet:
    rows = tuple(
        (
            shortened(a.unit, _WIDTH),
            leads_words(a.leads, lang),
            a.component or "",
            shortened(a.task, _WIDTH),
            shown_section(a.section),
        )
        for a in assignments
    )
    names = (
        *("column.assigned_unit", "column.leads", "column.assigned_component"),
        *("column.task", "column.section"),
    )
    return _sheet("kind.assignment", names, rows, lang)


def _unread(unread: tuple[Unread, ...], lang: Lang) -> Sheet:
    rows = tuple(
        (shortened(u.text, _WIDTH), _value(u.reason, lang), shown_section(u.section)) for u in unread
    )
    return _sheet("kind.unread", ("column.words", "column.reason", "column.section"), rows, lang)


def _with_comparator(target: Target, lang: Lang) -> str:
    whole = figure(lang, target.value)
    if target.denominator is not None:
        whole = f"{whole}/{figure(lang, target.denominator)}"
    return whole if target.comparator == "=" else f"{target.comparator} {whole}"


def _value(value: str | None, lang: Lang) -> str:
    """A value of a field in words, where words are known for it."""
    if value is None:
        return ""
    return say(lang, f"value.{value}") if f"value.{value}" in WORDS else value


def _sheet(
    title: str,
    headers: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    lang: Lang,
    right: frozenset[int] = frozenset(),
) -> Sheet:
    return Sheet(say(lang, title), tuple(say(lang, name) for name in headers), rows, right)
