"""The years that headings name beside the plan's own: `plan-year-mismatch`, `period-not-elapsed`."""

from collections.abc import Iterator
from datetime import date, timedelta

from extractor import regex
from extractor.checker.dates import first_day, format_date, last_day
from extractor.checker.plan_words import words_at
from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.wording import same
from extractor.language.dates import find_dates
from extractor.language.text import canonical
from extractor.plan import Plan, Section
from extractor.plantext import Span
from extractor.records import Finding
from extractor.rulebook.checks import CheckRules

_PLAN = "Kế hoạch"
_SENTENCE_END = regex.compile(r"[.;](?=\s|$)")
_RANGE = regex.compile(r"20\d\d ?[-–] ?20\d\d|giai đoạn|20\d\d (?:đến|và|,) (?:năm )?20\d\d|các năm")
_QUARTER = regex.compile(
    r"\b(?:quý (?P<quarter>iv|i{1,3}|[1-4])|(?P<months>0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một)"
    r" tháng(?: đầu(?: năm)?)?)"
    r",?(?:/| (?:của )?(?:năm )?)(?P<year>20\d\d)\b"
)
_LAST_MONTHS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_WORDED = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
}  # fmt: skip
_FULL_DATE = len("2024-11-30")
_WHOLE_MONTH = regex.compile(r"\b(?:hết|cuối) ?$")
_MOST_OF_A_MONTH = timedelta(days=21)
_UNTIL = regex.compile(r"\b(?:đến|tới|tầm nhìn) năm 20\d\d$")


def judge_periods(plan: Plan, rules: CheckRules) -> Verdicts:
    """Headings of a one-year plan that plan for another year, and results told before their year is over."""
    return Verdicts(
        findings=(
            *_other_years(plan, rules),
            *_other_periods(plan, rules),
            *_early_results(plan, rules),
            *_early_dates(plan, rules),
        )
    )


def _other_years(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """Goals of an earlier year than the plan's; those of a later one look ahead, where some are of its own."""
    own = plan.document.plan_year
    if own is None or plan.document.doc_type != _PLAN or _is_of_years(plan, own):
        return
    yield from _other_goals(plan, rules, own)
    planning = [(section, match) for section in plan.sections if (match := _plans(plan, rules, section))]
    ahead = any(int(match["year"]) == own for _, match in planning)
    for section, match in planning:
        later = int(match["year"]) > own
        if int(match["year"]) == own or (later and (ahead or _UNTIL.search(match[0]))):
            continue
        span = _title_span(plan, section)
        fields = {
            "text": same(plan.words(span)),
            "year": same(match["year"]),
            "plan_year": same(str(own)),
        }
        message = filled(rules.rules.plan_year_mismatch.messages.heading, fields)
        place = Place(span, section.path)
        yield finding(plan, rules, "plan-year-mismatch", place, message, evidence=[span], certainty="likely")


def _other_periods(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """Headings over goals of years that were over before the plan's first: «MỤC TIÊU GIAI ĐOẠN 2011-2015»."""
    document = plan.document
    first = document.period[0] if document.period else document.plan_year
    if first is None or document.doc_type != _PLAN:
        return
    goals = [target.figure[0] for target in plan.targets if target.status == "target"]
    for section in plan.sections:
        match = rules.periods.plans_period.search(canonical(section.title))
        if match is None or int(match["last"]) >= first or _tells_past(plan, rules, section):
            continue
        if not any(section.start <= at < section.end for at in goals):
            continue
        span = _title_span(plan, section)
        own = str(document.plan_year) if document.period is None else "-".join(map(str, document.period))
        fields = {"text": same(plan.words(span)), "year": same(f"{match['first']}-{match['last']}")}
        message = filled(rules.rules.plan_year_mismatch.messages.period, fields | {"plan_year": same(own)})
        place = Place(span, section.path)
        yield finding(plan, rules, "plan-year-mismatch", place, message, evidence=[span], certainty="likely")


def _tells_past(plan: Plan, rules: CheckRules, section: Section | None) -> bool:
    """True under a heading that looks back, where the goals of years gone by are told beside what came of them."""
    while section is not None:
        if rules.periods.looks_back.search(canonical(section.title)) is not None:
            return True
        section = None if section.parent is None else plan.sections[section.parent]
    return False


def misdated_parts(plan: Plan, rules: CheckRules) -> tuple[tuple[Span, int], ...]:
    """Where headings plan for a year before the plan's, and that year: what is set there is of the plan's own year."""
    own = plan.document.plan_year
    if own is None or plan.document.doc_type != _PLAN or _is_of_years(plan, own):
        return ()
    planning = ((section, _plans(plan, rules, section)) for section in plan.sections)
    years = ((section, int(match["year"])) for section, match in planning if match is not None)
    return tuple(((section.start, section.end), year) for section, year in years if year < own)


def _is_of_years(plan: Plan, own: int) -> bool:
    """True for a plan of several years; one whose title names a single year may cite a programme of a period."""
    title = canonical(plan.document.title or "")
    return plan.document.period is not None and (str(own) not in title or _RANGE.search(title) is not None)


def _other_goals(plan: Plan, rules: CheckRules, own: int) -> Iterator[Finding]:
    """Sentences that set a goal for a year before the plan's, where nothing above them reports."""
    planned = sorted({plan.text.block_at(t.figure[0]) for t in plan.targets if t.status == "target"})
    for index in planned:
        block = plan.text.blocks[index]
        if block.table is not None:
            continue
        match = rules.periods.goal.search(words_at(plan, block.body, block.end))
        above = [s for s in plan.sections if s.start <= block.start < s.end]
        if match is None or int(match["year"]) >= own or (above and _reports(plan, rules, above[-1])):
            continue
        span = block.body + match.start("year"), block.body + match.end("year")
        fields = {
            "text": same(plan.words((block.body, span[1]))),
            "year": same(match["year"]),
            "plan_year": same(str(own)),
        }
        message = filled(rules.rules.plan_year_mismatch.messages.goal, fields)
        place = Place(span, above[-1].path if above else ())
        yield finding(plan, rules, "plan-year-mismatch", place, message, evidence=[span], certainty="likely")


def _plans(plan: Plan, rules: CheckRules, section: Section) -> "regex.Match[str] | None":
    """The year that a heading plans for, where no heading above it reports."""
    match = rules.periods.plans.search(canonical(section.title))
    return None if match is None or _reports(plan, rules, section) else match


def _reports(plan: Plan, rules: CheckRules, section: Section) -> bool:
    """True under a heading that reports, where the goals of a past year are told beside its results."""
    while True:
        if rules.periods.reports.search(canonical(section.title)) is not None:
            return True
        if section.parent is None:
            return False
        section = plan.sections[section.parent]


def _early_results(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    issued = plan.document.issued_on
    if issued is None:
        return
    rule = rules.periods
    for section in plan.sections:
        title = canonical(section.title)
        match = rule.reports.search(title)
        if match is None or rule.part_of_year.search(title) or rule.estimate.search(title):
            continue
        end = date(int(match["year"]), 12, 31) - timedelta(days=rule.grace_days)
        told = [t for t in plan.targets if section.start <= t.span[0] < section.end and t.status == "actual"]
        whole = [t for t in told if rule.part_of_year.search(_clause(plan, t.span)) is None]
        if last_day(issued) >= end or not whole or rule.part_of_year.search(_opening(plan, section)):
            continue
        span = _title_span(plan, section)
        fields = {
            "text": same(plan.words(span)),
            "year": same(match["year"]),
            "issued": same(format_date(issued)),
        }
        message = filled(rules.rules.period_not_elapsed.messages.early, fields)
        yield finding(
            plan,
            rules,
            "period-not-elapsed",
            Place(span, section.path),
            message,
            evidence=[span, whole[0].span],
            certainty="likely",
        )


def _early_dates(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """«lũy kế đến ngày 15/12/2024 đã giải ngân …» in a document of November: done by a day that had not come."""
    issued = plan.document.issued_on
    done = [t.figure for t in plan.targets if t.status == "actual" and t.row is None]
    done += [b.figure for b in plan.budgets if b.status == "actual" and b.row is None]
    for index in sorted({plan.text.block_at(start) for start, _ in done}) if issued else ():
        block = plan.text.blocks[index]
        words = words_at(plan, block.body, block.end)
        for at, stop, iso in _ends(words):
            if not issued or (first_day(iso) <= last_day(issued) and not _is_begun(words[:at], iso, issued)):
                continue
            start, end = _sentence(words, at)
            before = words[start:at].strip()
            opens = not before or rules.periods.within.search(before)
            reached = rules.periods.reached.search(words[start:at]) or (opens and _is_far(rules, iso, issued))
            told = rules.periods.done.search(words[stop:end]) and not rules.periods.ahead.search(
                words[start:end]
            )
            figures = [f for f in done if block.body + stop <= f[0] < block.body + end]
            if reached and told and figures:
                yield _early_date(plan, rules, (block.body + at, block.body + stop), figures[0])


def _ends(words: str) -> Iterator[tuple[int, int, str]]:
    """Days and months that canonical words name, and the last months of quarters and half years, in ISO form."""
    for day in find_dates(words):
        if day.iso is not None:
            yield day.start, day.end, day.iso
    for match in _QUARTER.finditer(words):
        months = match["months"] or "0"
        month = _LAST_MONTHS.get(match["quarter"] or "") or _WORDED.get(months) or int(months)
        yield match.start(), match.end(), f"{match['year']}-{month:02d}"


def _is_begun(before: str, ending: str, issued: str) -> bool:
    """«đến hết tháng 5/2024» in a document of the first days of May: months are reported some days before their end,
    never from their first days on."""
    whole = _WHOLE_MONTH.search(before) is not None and len(ending) < _FULL_DATE == len(issued)
    return whole and last_day(ending) - last_day(issued) >= _MOST_OF_A_MONTH


def _is_far(rules: CheckRules, ending: str, issued: str) -> bool:
    """Whether a quarter or a run of months ends longer after the plan's date than reports come out before."""
    return len(ending) < _FULL_DATE and last_day(ending) - timedelta(
        days=rules.periods.grace_days
    ) > last_day(issued)


def _early_date(plan: Plan, rules: CheckRules, span: Span, figure: Span) -> Finding:
    issued = plan.document.issued_on or ""
    fields = {"text": same(plan.words(span)), "issued": same(format_date(issued))}
    return finding(
        plan,
        rules,
        "period-not-elapsed",
        Place(span, section_at(plan, span[0])),
        filled(rules.rules.period_not_elapsed.messages.day, fields),
        evidence=[span, figure],
        certainty="likely",
    )


def _sentence(words: str, at: int) -> Span:
    """Where the sentence around an offset begins and ends."""
    ends = [m.end() for m in _SENTENCE_END.finditer(words)]
    return max((e for e in ends if e <= at), default=0), min((e for e in ends if e > at), default=len(words))


def _clause(plan: Plan, span: Span) -> str:
    """The paragraph in which a record stands, up to its end."""
    block = plan.text.blocks[plan.text.block_at(span[0])]
    return words_at(plan, block.body, span[1])


def _opening(plan: Plan, section: Section) -> str:
    """The first paragraph under a heading, which may say how far the year had gone."""
    blocks = plan.text.blocks[section.block + 1 : section.block + 2]
    return canonical(" ".join(plan.text.words(block) for block in blocks if block.start < section.end))


def _title_span(plan: Plan, section: Section) -> Span:
    """The title, which may stand on the line below its number, on several lines."""
    block = plan.text.blocks[section.block]
    at = plan.text.text.find(section.title, block.start, block.end)
    if at >= 0:
        return at, at + len(section.title)
    below = plan.text.blocks[section.block + 1 : section.block + 2]
    titled = [b for b in below if plan.words((b.start, b.end)) == section.title]
    return block.start, (titled[0] if titled else block).end
