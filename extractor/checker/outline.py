"""Where a part of a plan stands: under which headings, ahead or behind, in a plan that is there to its end."""

from collections.abc import Iterator

from extractor.checker.dates import first_day
from extractor.checker.plan_words import words_in
from extractor.extraction.signature import names_recipients
from extractor.plan import Plan, Section
from extractor.plantext import Block, BlockKind, Span
from extractor.rulebook.substance import OutlineRule

_LAST_BLOCKS = 60  # of a plan, in which its closing words stand; behind them an appendix may follow


def heading_words(plan: Plan, section: Section) -> str:
    """The block that the heading stands in, number and all, in canonical spelling."""
    return words_in(plan, plan.text.blocks[section.block])


def and_above(plan: Plan, section: Section) -> Iterator[Section]:
    """A section and those that hold it, from the innermost out."""
    yield section
    while section.parent is not None:
        section = plan.sections[section.parent]
        yield section


def is_ahead(plan: Plan, section: Section, rule: OutlineRule) -> bool:
    """True for what is planned: no heading from it out reports on what was done."""
    return id(section) not in plan.once(_under_reports, rule)


def _under_reports(plan: Plan, rule: OutlineRule) -> frozenset[int]:
    """The sections, by their ids, whose own heading or one that holds them reports on what was done."""
    found: set[int] = set()
    for section in plan.sections:
        above = None if section.parent is None else plan.sections[section.parent]
        if id(above) in found or rule.report.search(heading_words(plan, section)):
            found.add(id(section))
    return frozenset(found)


def reports(plan: Plan, rule: OutlineRule) -> tuple[Span, ...]:
    """The parts headed as a report on what was done."""
    return tuple(
        (section.start, section.end)
        for section in plan.sections
        if rule.report.search(heading_words(plan, section))
    )


def blocks_of(plan: Plan, section: Section) -> tuple[Block, ...]:
    """The blocks of a section behind that of its heading, those of its subsections included."""
    first, text = section.block + 1, plan.text
    last = text.block_at(max(section.start, section.end - 1))
    return text.blocks[first : last + 1] if section.end > section.start else ()


def is_finished(plan: Plan, rule: OutlineRule) -> bool:
    """True for a plan that is there to its end: only of such a one can it be said what it does not hold."""
    return plan.once(_is_finished, rule)


def _is_finished(plan: Plan, rule: OutlineRule) -> bool:
    if plan.document.signatory is not None:
        return True
    outside = [b for b in plan.text.blocks if b.kind is not BlockKind.TABLE_CELL][-_LAST_BLOCKS:]
    return any(names_recipients(plan.text.words(b)) or rule.closes.search(words_in(plan, b)) for b in outside)


def earliest_day(plan: Plan) -> str | None:
    """The earliest day that the plan can be of: of an undated one, well before its year begins."""
    document = plan.document
    if document.issued_on is not None:
        return str(first_day(document.issued_on))
    return None if document.plan_year is None else f"{document.plan_year - 1}-07-01"
