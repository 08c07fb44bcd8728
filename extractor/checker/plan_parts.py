"""Parts that a plan must have by decree or by the guidance of its programme: `plan-part-missing`."""

from collections.abc import Iterator, Sequence

from extractor.checker.header import type_span
from extractor.checker.outline import earliest_day, heading_words, is_finished
from extractor.checker.outside import Outside
from extractor.checker.plan_words import words_in
from extractor.checker.programmes import programmes_of
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, same
from extractor.extraction.header import HEAD_BLOCKS
from extractor.plan import Plan
from extractor.plantext import Block, BlockKind
from extractor.records import Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.programmes import PlanPart

_RELATION = "plan-part"
_KIND = "Kế hoạch"
_OPENING = 100  # letters of a paragraph in which it names what it is about
_PLAIN = "txt"


def judge_plan_parts(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One check for every part that is looked for, and the parts that are not there.

    Only a plan of its own is judged, whose text is there from head to foot: no excerpt, annex, decision or report.
    Appendices may follow its foot, so that this is looked for in all that stands behind the head.
    """
    if plan.document.doc_type != _KIND or not is_finished(plan, rules.outline) or plan.text.partial:
        return Verdicts()
    head = _head(plan)
    if any(rules.plan_parts.dependent.search(words_in(plan, block)) for block in head):
        return Verdicts()
    behind = plan.text.blocks[len(head) :][::-1]  # the foot is near the end
    zones = {"head": head, "foot": behind, "body": ()}
    checks: list[Check] = []
    found: list[Finding] = []
    for part in outside.programmes.parts.values():
        if not _holds(plan, rules, part):
            continue
        check, beside = _checked(plan, rules, part, zones[part.zone])
        checks.append(check)
        if check.verdict == "disagrees":
            found.append(_finding(plan, rules, part, beside))
    return Verdicts((*checks, *_contents(plan, rules, outside)), tuple(found))


def _head(plan: Plan) -> Sequence[Block]:
    """The blocks down to the first section, those of the title included."""
    blocks = plan.text.blocks[:HEAD_BLOCKS]
    return blocks[: plan.sections[0].block] if plan.sections else blocks


def _holds(plan: Plan, rules: CheckRules, part: PlanPart) -> bool:
    """Whether the part is demanded of this plan, at its day and level."""
    day, level = earliest_day(plan), plan.document.issuer_level
    if day is None or day < part.since or (part.until is not None and day >= part.until):
        return False
    if part.levels and level not in part.levels:
        return False
    if part.zone != "body":
        return True
    return plan.document.plan_year is not None and not part.kinds.isdisjoint(
        programmes_of(plan, rules.corpus)
    )


def _checked(
    plan: Plan, rules: CheckRules, part: PlanPart, zone: Sequence[Block]
) -> tuple[Check, Block | None]:
    """The check, and the block that shows the head or the foot to be there."""
    place, reasons = Place(type_span(plan, _KIND)), rules.reasons
    if any(part.words.search(words) for words in _looked_at(plan, part, zone)):
        return checked(plan, _RELATION, place, "agrees"), None
    if part.beside is None:
        return checked(plan, _RELATION, place, "disagrees"), None
    beside = next((block for block in zone if part.beside.search(words_in(plan, block))), None)
    if part.zone == "head" and plan.text.format == _PLAIN:
        return checked(plan, _RELATION, place, "not-checkable", reason=reasons.plain_text), None
    if beside is None:
        return checked(plan, _RELATION, place, "not-checkable", reason=reasons.zone_absent), None
    return checked(plan, _RELATION, place, "disagrees"), beside


def _looked_at(plan: Plan, part: PlanPart, zone: Sequence[Block]) -> Iterator[str]:
    if part.zone != "body":
        yield from (words_in(plan, block) for block in zone)
        return
    yield from (heading_words(plan, section) for section in plan.sections)
    for block in plan.text.blocks:
        if block.kind is not BlockKind.TABLE_CELL:
            yield words_in(plan, block)[:_OPENING]


def _contents(plan: Plan, rules: CheckRules, outside: Outside) -> Iterator[Check]:
    """That the contents of a programme's annual plan are not judged, where no rule lists any."""
    kinds = programmes_of(plan, rules.corpus)
    if plan.document.plan_year is None or not kinds:
        return
    listed = (part for part in outside.programmes.parts.values() if part.zone == "body")
    if not any(_holds(plan, rules, part) for part in listed):
        place, reason = Place(type_span(plan, _KIND)), rules.reasons.no_contents
        yield checked(plan, _RELATION, place, "not-checkable", reason=reason)


def _finding(plan: Plan, rules: CheckRules, part: PlanPart, beside: Block | None) -> Finding:
    place = Place(type_span(plan, _KIND))
    fields = {"part": Words(part.name.vi, part.name.en), "source": same(part.source)}
    return finding(
        plan,
        rules,
        "plan-part-missing",
        place,
        filled(rules.rules.plan_part_missing.messages.absent, fields),
        expected=part.name.vi,
        evidence=[place.span, *([] if beside is None else [(beside.start, beside.end)])],
        certainty="likely",
    )
