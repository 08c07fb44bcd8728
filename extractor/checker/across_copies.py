"""A plan against one it may be written off: `copied-plan`, by its own figures in the same words and by its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checker.copied_words import Hiding, Paragraph, Stretch, shared_percent, stretches, substance
from extractor.checker.report import filled, sentences
from extractor.checker.stored import Across, CorpusCheck, CorpusFinding, Spot, StoredPlan, reason_in_words
from extractor.checker.wording import Words, same
from extractor.language.text import canonical
from extractor.records import Verdict
from extractor.rulebook.across import CopyRule
from extractor.rulebook.checks import CheckRules

RELATION = "copied"
_PASSAGES, _FIGURES, _NAMED = 3, 5, 3
_DISTINCT_DIGITS = 2
_PERCENT = "percent"
_WHOLE_DATE = len("2031-01-20")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two plans that tell the same figures: those of the later plan (`own` how many), and the earlier's beside."""

    later: StoredPlan
    earlier: StoredPlan
    own: int
    shared: Sequence[tuple[Spot, Spot]]


def is_telling(value: Decimal, unit: str | None) -> bool:
    """Whether a figure can be known again: two digits that are not zeros behind, and no whole percentage."""
    digits = value.normalize().as_tuple().digits
    return len(digits) >= _DISTINCT_DIGITS and not (unit == _PERCENT and value == value.to_integral_value())


def may_copy(later: StoredPlan, earlier: StoredPlan) -> bool:
    """Whether one can be written off the other: plans of one level and of two places, or of one place and two years.

    Files of one plan are not, nor where it cannot be told whether their places are one.
    """
    if later.logical == earlier.logical or later.level is None or later.level != earlier.level:
        return False
    if later.name is None or earlier.name is None:
        return False
    if later.is_of_same_place(earlier):
        return _years_differ(later, earlier) and later.doc_type == earlier.doc_type
    return canonical(later.name) != canonical(earlier.name) or _over_differs(later, earlier)


def _years_differ(later: StoredPlan, earlier: StoredPlan) -> bool:
    years = later.plan_year, earlier.plan_year
    return None not in years and years[0] != years[1]


def _over_differs(later: StoredPlan, earlier: StoredPlan) -> bool:
    mine, theirs = dict(later.above), dict(earlier.above)
    return any(mine[rank] != theirs[rank] for rank in mine.keys() & theirs.keys())


def enough_figures(found: Likeness, rule: CopyRule) -> bool:
    """Whether the figures alone make a copy likely."""
    of_one_place = found.later.is_of_same_place(found.earlier)
    percent = rule.same_place_percent if of_one_place else rule.figures_percent
    return len(found.shared) >= rule.least_figures and 100 * len(found.shared) >= percent * found.own


def order(plan: StoredPlan) -> tuple[str, int, str]:
    """Plans in the order that they came: by their date, their year, their path; a date told in part comes late."""
    return (plan.issued_on or "").ljust(_WHOLE_DATE, "9"), plan.plan_year or 9999, plan.path


def judge_copy(found: Likeness, paragraphs: Mapping[int, Sequence[Paragraph]], rules: CheckRules) -> Across:
    """One check for two plans whose figures are the same, and a finding in the later where their words are too."""
    rule = rules.corpus.copies
    own, other = (
        substance(paragraphs[plan.id], hiding_of(plan, rule), rule) for plan in (found.later, found.earlier)
    )
    percent = shared_percent(own, other, rule)
    spot = found.shared[0][0]
    if percent < rule.words_percent:
        reason = reason_in_words(rules.corpus.reasons.same_words)
        return Across((_check(spot, "not-checkable", reason),))
    passages = stretches(own, other, rule, _PASSAGES)
    finding = _finding(found, percent, passages, rules)
    return Across((_check(finding.spot, "disagrees", None),), (finding,))


def hiding_of(plan: StoredPlan, rule: CopyRule) -> Hiding:
    """What is hidden of a plan's words."""
    return Hiding(rule, (plan.commune, plan.district, plan.province))


def _check(spot: Spot, verdict: Verdict, reason: Words | None) -> CorpusCheck:
    return CorpusCheck(spot, RELATION, verdict, reason=reason)


def _finding(found: Likeness, percent: int, passages: Sequence[Stretch], rules: CheckRules) -> CorpusFinding:
    later, earlier = found.later, found.earlier
    texts = rules.rules.copied_plan.messages
    fields = {
        "other": _named(earlier),
        "path": same(earlier.path.rsplit("/", 1)[-1]),
        "words": same(f"{percent}%"),
        "shared": same(str(len(found.shared))),
        "own": same(str(found.own)),
        "figures": same(", ".join(f"«{spot.text}»" for spot, _ in found.shared[:_NAMED])),
        "longest": same(str(passages[0].length if passages else 0)),
    }
    message = filled(texts.copied, fields)
    if not all(len(plan.issued_on or "") == _WHOLE_DATE for plan in (later, earlier)):
        message = sentences((message, filled(texts.undated, {})))
    told = [pair for passage in passages for pair in _quoted(passage, later, earlier)]
    told += [spot for pair in found.shared[:_FIGURES] for spot in pair]
    return CorpusFinding(told[0], "copied-plan", message, None, told)


def _quoted(passage: Stretch, later: StoredPlan, earlier: StoredPlan) -> tuple[Spot, Spot]:
    return _spot(later, *passage.own), _spot(earlier, *passage.other)


def _spot(plan: StoredPlan, paragraph: Paragraph, span: tuple[int, int]) -> Spot:
    start, end = (offset - paragraph.start for offset in span)
    text = " ".join(paragraph.text[start:end].split())
    return Spot(plan, span, text, paragraph.section, paragraph.page)


def _named(plan: StoredPlan) -> Words:
    kind, name = plan.doc_type or "văn bản", plan.name or ""
    if plan.plan_year is None:
        return Words(f"{kind.lower()} của {name}", f"the plan of {name}")
    return Words(f"{kind.lower()} năm {plan.plan_year} của {name}", f"{name}'s plan of {plan.plan_year}")
