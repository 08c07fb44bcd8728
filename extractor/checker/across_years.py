"""Year on year: a year's result as one plan tells it against what another plan of the place says of that year.

No rule of the contract speaks of it (`target-conflict` is one plan's), so a difference is a check record
with the verdict `disagrees`, and no finding.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.checker.stored import Across, CorpusCheck, Key, StoredFigure, reason_in_words
from extractor.checker.wording import Words
from extractor.language.text import canonical
from extractor.rulebook.checks import CheckRules

RELATION = "year-on-year"
_LAST_MONTH = "-12"


def judge_years(figures: Iterable[StoredFigure], rules: CheckRules) -> Across:
    """One check for each pair of plans of one place that tell the same fact of a past year, in their order."""
    groups: dict[Key, list[StoredFigure]] = defaultdict(list)
    for figure in figures:
        fact = fact_of_past(figure)
        if fact is not None:
            groups[fact].append(figure)
    return Across(tuple(check for group in groups.values() for check in _checks(group, rules)))


def fact_of_past(figure: StoredFigure) -> Key | None:
    """What a figure tells of a past year of which place, the same for all that are compared; else None."""
    if not _tells_of_past(figure):
        return None
    return (*figure.key, figure.words, figure.year, canonical(figure.spot.plan.name or ""))


def _tells_of_past(figure: StoredFigure) -> bool:
    """A result, an estimate or a starting point of the plan's own place; never one of the year planned for
    that may stand for its beginning or its end."""
    plan = figure.spot.plan
    if figure.locality is not None or figure.year is None or plan.name is None:
        return False
    if figure.status == "baseline":
        return plan.plan_year is not None and figure.year < plan.plan_year
    return figure.status in {"actual", "estimate"}


def _checks(group: Sequence[StoredFigure], rules: CheckRules) -> Iterator[CorpusCheck]:
    by_plan: dict[str, list[StoredFigure]] = defaultdict(list)
    for figure in group:
        by_plan[figure.spot.plan.logical].append(figure)
    told = sorted(by_plan.values(), key=lambda listed: _when(listed[0]))
    for earlier, later in pairwise(told):
        if earlier[0].spot.plan.is_of_same_place(later[0].spot.plan):
            yield _check(earlier, later, rules)


def _when(figure: StoredFigure) -> tuple[str, str]:
    plan = figure.spot.plan
    return plan.issued_on or str(plan.plan_year or ""), plan.path


def _check(earlier: Sequence[StoredFigure], later: Sequence[StoredFigure], rules: CheckRules) -> CorpusCheck:
    before, after = earlier[0], later[0]
    reason = _reason(earlier, later, rules)
    if reason is not None:
        return CorpusCheck(after.spot, RELATION, "not-checkable", (before, after), reason=reason)
    meets = before.interval.meets(after.interval)
    return CorpusCheck(
        after.spot,
        RELATION,
        "agrees" if meets else "disagrees",
        (before, after),
        reported=after.interval,
        computed=before.interval,
    )


def _reason(
    earlier: Sequence[StoredFigure], later: Sequence[StoredFigure], rules: CheckRules
) -> Words | None:
    reasons = rules.corpus.reasons
    if any(len({figure.value for figure in told}) > 1 for told in (earlier, later)):
        return reason_in_words(reasons.two_values)
    if any(_is_unfinished(told[0], rules) for told in (earlier, later)):
        return reason_in_words(reasons.unfinished)
    estimated = any(told[0].status == "estimate" for told in (earlier, later))
    if estimated and not earlier[0].interval.meets(later[0].interval):
        return reason_in_words(reasons.estimate)
    return None


def _is_unfinished(figure: StoredFigure, rules: CheckRules) -> bool:
    """Told before the year's last month, or by a report on a part of a year."""
    plan = figure.spot.plan
    if figure.status != "estimate" and (plan.issued_on or "9999") < f"{figure.year}{_LAST_MONTH}":
        return True
    return rules.corpus.part_of_year.search(canonical(plan.title)) is not None
