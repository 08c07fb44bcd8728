"""Costs of one and sums of all, as sentences give them: which figures are multiplied."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TypeGuard

from extractor import regex
from extractor.checker import products
from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import words_at
from extractor.checker.products import Product
from extractor.checker.quantities import MEASURED_WORDS, Quantity, Reading, of_budget, of_target
from extractor.checker.report import Place, Verdicts, filled, finding
from extractor.checker.wording import UNITS, money, same
from extractor.language.figures import read_figure
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, Target
from extractor.rulebook.checks import CheckRules, CostRule

_MOST_REPEATED, _MOST_OTHERS = 2, 6  # factors besides, and figures looked at
_SENTENCE = regex.compile(r"[.](?=\s)")
_EACH_BEHIND = regex.compile(
    r"\s?(?i:(?:tỷ|triệu|nghìn|ngàn)?\s?(?:đồng|đ)|trđ)\s?/\s?(?P<unit>\p{L}+)(?: (?P<second>\p{L}+))?(?!\p{L})"
)


_SHARE = regex.compile(r"(?<![\d.,])(?P<share>\d{1,2}(?:,\d{1,2})?) ?%")
_ALL = 100
_MAKES = ("=", "thành tiền", "số tiền", "là")
_EACH_GETS = regex.compile(r"\b(?:mỗi|từng|một) (?P<unit>\p{L}+)(?: \p{L}+){0,3} $")
# «0,16 triệu đồng/trẻ/tháng»: a cost by the time, whether or not what it is for is a unit of the records.
_BY_TIME = regex.compile(
    r"[^/;.\d]{0,16}/\s?(?:\p{L}+ ?){1,3}/\s?(?:ngày|buổi|tuần|tháng|quý|năm|đợt|lần|lớp|khóa|khoá|kỳ)(?!\p{L})"
)


@dataclass(frozen=True, slots=True)
class _Lasting:
    """How long something is paid for («trong 3 tháng»), which is no record of its own; `unit` as in `Budget.per`."""

    figure: Span
    unit: str
    quantity: Quantity


_Figure = Budget | Target | _Lasting


def judge_costs(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every sum in prose that tells its factors, and those that are not their product."""
    if not any(budget.role == "unit_cost" and budget.row is None for budget in plan.budgets):
        return Verdicts()
    found = judged(plan, rules, _in_prose(plan, rules.costs))
    told = {evidence.span for one in found.findings for evidence in one.evidence}
    norms = _norms(plan, rules, told)
    return Verdicts(found.checks, (*found.findings, *norms), found.corrections)


def _norms(plan: Plan, rules: CheckRules, told: Collection[Span]) -> Iterator[Finding]:
    """Costs of one that no such thing can cost («70 tỷ đồng/hộ»), beside no sum that proves them wrong."""
    rule = rules.costs
    for budget in plan.budgets:
        most = rule.most.get(budget.per or "")
        if budget.role != "unit_cost" or budget.row is not None or most is None:
            continue
        cost = of_budget(plan, budget)
        smaller = next(
            (u for u in UNITS if cost.exponent is not None and u.exponent == cost.exponent - 3), None
        )
        beyond = cost.value > most * rule.absurd and cost.span not in told
        if smaller is None or not beyond or rule.earned.search(_before(plan, rule, budget)):
            continue
        expected = money(cost.value.scaleb(-3), smaller)
        fields = {"text": same(cost.text), "expected": expected}
        yield finding(
            plan,
            rules,
            "unit-scale",
            Place(cost.span, budget.section),
            filled(rules.rules.unit_scale.messages.norm, fields),
            expected=expected.vi,
            evidence=[cost.span],
            severity="warning",
            certainty="likely",
        )


def judged(plan: Plan, rules: CheckRules, found: Iterable[Product]) -> Verdicts:
    """Checks and findings of products, and what the sums and costs of a wrong unit must be."""
    checks: list[Check] = []
    findings: list[Finding] = []
    values: dict[int, Decimal] = {}
    for product in found:
        verdict, reason = products.verdict_of(rules, product)
        checks.append(products.check(plan, product, verdict, reason))
        if verdict == "disagrees" or (verdict == "rounding" and product.certain):
            findings.append(products.finding_of(plan, rules, product, verdict))
        if verdict == "disagrees":
            values |= products.corrected(rules, product)
    starts = {budget.figure[0]: index for index, budget in enumerate(plan.budgets)} if values else {}
    corrections = {starts[start]: value for start, value in values.items() if start in starts}
    return Verdicts(tuple(checks), tuple(findings), corrections)


def _in_prose(plan: Plan, rule: CostRule) -> Iterator[Product]:
    for recorded in _sentences(plan):
        if any(is_unit_cost(f) for f in recorded):
            figures = _with_times(plan, rule, recorded)
            written = _written_out(plan, rule, figures)
            several = sum(is_unit_cost(f) for f in figures) > 1
            groups = _clauses(plan, figures) if several else [figures]
            told = [] if written else [p for group in groups for p in _told(plan, rule, group)]
            yield from (*written, *told)


def is_unit_cost(figure: _Figure) -> bool:
    """Whether a figure is what one of something costs."""
    return isinstance(figure, Budget) and figure.role == "unit_cost"


def _with_times(plan: Plan, rule: CostRule, figures: Sequence[_Figure]) -> list[_Figure]:
    """The figures of a sentence and, where a cost is one «/người/tháng», for how many months it is paid."""
    wanted = {_time_of(f) for f in figures} - {None}
    if not wanted:
        return [*figures]
    start = min(f.figure[0] for f in figures)
    block = plan.text.blocks[plan.text.block_at(start)]
    known = {at for f in figures for at in range(*f.figure)}
    words = words_at(plan, block.body, block.end)
    first = max((m.end() for m in _SENTENCE.finditer(words, 0, start - block.body)), default=0)
    behind = _SENTENCE.search(words, figures[-1].figure[1] - block.body)
    found: list[_Figure] = [*figures]
    for match in rule.lasting.finditer(words, first, behind.start() if behind else len(words)):
        span = block.body + match.start("count"), block.body + match.end("count")
        unit = rule.times_of[match["unit"]]
        if unit in wanted and span[0] not in known:
            found.append(_Lasting(span, unit, _counted_times(plan, span)))
    return sorted(found, key=lambda f: f.figure)


def _time_of(figure: _Figure) -> str | None:
    """`month` of a cost for one person and month."""
    per = figure.per if isinstance(figure, Budget) and figure.role == "unit_cost" else None
    return per.partition("/")[2] or None if per else None


def _counted_times(plan: Plan, span: Span) -> Quantity:
    written = plan.words(span)
    figure = read_figure(written)
    value = figure.value if figure is not None else Decimal(written)
    return Quantity(span, written, Reading(value, Decimal(0)), "=", 0, 0, written)


def _clauses(plan: Plan, figures: Sequence[_Figure]) -> list[list[_Figure]]:
    """The figures between the semicolons of a sentence, each of which tells a cost of its own."""
    clauses = [[figures[0]]]
    for before, after in pairwise(figures):
        if ";" in plan.text.text[before.figure[1] : after.figure[0]]:
            clauses.append([])
        clauses[-1].append(after)
    return clauses


def _sentences(plan: Plan) -> Iterator[list[_Figure]]:
    """The figures of each sentence in prose, in order."""
    blocks: dict[int, list[_Figure]] = defaultdict(list)
    costs = {plan.text.block_at(b.figure[0]) for b in plan.budgets if b.role == "unit_cost" and b.row is None}
    records: list[_Figure] = [*plan.budgets, *plan.targets]
    for record in sorted(records, key=lambda r: r.figure):
        block = plan.text.block_at(record.figure[0])
        if block in costs and not isinstance(record, _Lasting) and record.row is None:
            blocks[block].append(record)
    for figures in blocks.values():
        sentence = [figures[0]]
        for before, after in pairwise(figures):
            if _SENTENCE.search(plan.text.text, before.figure[1], after.figure[0]):
                yield sentence
                sentence = []
            sentence.append(after)
        yield sentence


def _written_out(plan: Plan, rule: CostRule, figures: Sequence[_Figure]) -> list[Product]:
    """«a × b × c = d»: factors joined by signs of multiplication, held by records or not, and their sum."""
    starts = {f.figure[0]: f for f in figures}
    found = []
    for total in figures:
        if isinstance(total, Budget) and (factors := list(_factors(plan, rule, total, starts))):
            product = _product(plan, total, factors, certain=True)
            found += [product] if product is not None else []
    return found


def _factors(plan: Plan, rule: CostRule, total: Budget, starts: Mapping[int, _Figure]) -> Iterator[_Figure]:
    """What is multiplied before the equals sign, or the name of a product, that stands before a sum."""
    start, end = sentence_at(plan, total.figure[0])[0], total.figure[0]
    words = words_at(plan, start, end)
    match = rule.factor.search(words) if words.rstrip(" :").endswith(_MAKES) else None
    if match is None:
        return
    for at, factor in zip(match.starts("factor"), match.captures("factor"), strict=True):
        record = starts.get(start + at)
        span = start + at, start + at + len(factor)
        yield record if record is not None else _Lasting(span, "", _counted_times(plan, span))


def _product(plan: Plan, total: Budget, factors: Sequence[_Figure], *, certain: bool) -> Product | None:
    """The product where exactly one factor is money."""
    costs = [f for f in factors if isinstance(f, Budget)]
    counts = [f for f in factors if _is_number(f)]
    if len(costs) != 1 or len(costs) + len(counts) != len(factors) or not counts:
        return None
    numbers = tuple(f.quantity if isinstance(f, _Lasting) else _counted(plan, f) for f in counts)
    cost = costs[0]
    return Product(of_budget(plan, total), of_budget(plan, cost), numbers, total.section, certain, cost.per)


def _counted(plan: Plan, count: Target) -> Quantity:
    """«3 nhóm cộng đồng»: a whole number of things of any kind is exact, unless they are measured."""
    quantity = of_target(plan, count)
    named = canonical(count.unit_text or "").partition(" ")[0]
    if count.unit != "other" or quantity.decimals or not named or named in MEASURED_WORDS:
        return quantity
    return replace(quantity, reading=Reading(quantity.value, Decimal(0)))


def _is_number(figure: _Figure) -> TypeGuard[Target | _Lasting]:
    if isinstance(figure, Target):
        return figure.denominator is None and figure.unit != "percent"
    return isinstance(figure, _Lasting)


def _told(plan: Plan, rule: CostRule, figures: Sequence[_Figure]) -> Iterator[Product]:
    """«Hỗ trợ 12 hộ, mức 44 triệu đồng/hộ, kinh phí 528 triệu đồng»: one of each in the sentence."""
    costs = [f for f in figures if isinstance(f, Budget) and is_unit_cost(f)]
    sums = [f for f in figures if isinstance(f, Budget) and f.role in {"amount", "total"}]
    if len(costs) != 1 or len(sums) != 1:
        return
    cost, total = costs[0], sums[0]
    counts = [f for f in figures if isinstance(f, Target) and _is_counted(plan, rule, f, cost)]
    last = max(total.figure, cost.figure)
    if not counts or not _is_sum_of(plan, rule, total, cost) or counts[0].figure > last:
        return
    times = [f for f in figures if isinstance(f, _Lasting) and f.figure < last]
    if len(times) != (_time_of(cost) is not None):
        return
    made = [
        p
        for count in counts
        if (p := _product(plan, total, (cost, count, *times), certain=False)) is not None
    ]
    fitting = [p for p in made if p.interval.meets(p.total.interval)]
    if fitting:
        yield fitting[0]
    elif len(made) == 1:
        whole = _of_all(plan, made[0], counts[0], figures)
        if _is_share(plan, whole):
            return
        by_time = _BY_TIME.match(plan.text.text, cost.figure[1])
        yield from _repeated(plan, rule, whole, by_time=by_time)


def _is_sum_of(plan: Plan, rule: CostRule, total: Budget, cost: Budget) -> bool:
    """A sum that its words name, behind the cost; or one with the cost right behind it: «180 triệu (mỗi hộ 15)»."""
    if total.figure > cost.figure:
        return rule.sum_label.search(_before(plan, rule, total)) is not None
    return rule.each_behind.fullmatch(words_at(plan, total.figure[1], cost.figure[0])) is not None


def _is_share(plan: Plan, made: Product) -> bool:
    """«Hỗ trợ 70% giá giống, giá 30.000 đồng/cây, 2.000 cây, kinh phí 42 triệu đồng»: a told share of the product."""
    told = _SHARE.finditer(words_at(plan, *sentence_at(plan, made.cost.span[0])))
    shares = {Fraction(match["share"].replace(",", ".")) / _ALL for match in told}
    parts = {part for share in shares for part in (share, 1 - share) if 0 < part < 1}
    return any(made.interval.times(part).meets(made.total.interval) for part in parts)


def _of_all(plan: Plan, made: Product, count: Target, figures: Sequence[_Figure]) -> Product:
    """The product with how many there are where the count is what each gets («46 hộ, mỗi hộ 4 con»)."""
    start = plan.text.blocks[plan.text.block_at(count.figure[0])].body
    each = _EACH_GETS.search(words_at(plan, start, count.figure[0]))
    if each is None:
        return made
    told = [f for f in figures if isinstance(f, Target) and f.figure < count.figure]
    all_ = [t for t in told if _is_number(t) and canonical(t.unit_text or "").split()[:1] == [each["unit"]]]
    return replace(made, counts=(*made.counts, of_target(plan, all_[-1]))) if all_ else made


def _repeated(
    plan: Plan, rule: CostRule, made: Product, *, by_time: "regex.Match[str] | None"
) -> Iterator[Product]:
    """What does not multiply, or does with factors that no record holds («2 đợt, mỗi đợt 5 ngày»).

    A cost by the time with such a factor, or without its time, is not held to be wrong: it may be left out, too.
    """
    if made.interval.meets(made.total.interval):
        yield made
        return
    start, end = sentence_at(plan, made.cost.span[0])
    known = {number.span[0] for number in made.counts}
    matches = rule.repeated.finditer(words_at(plan, start, end))
    spans = [(start + m.start("count"), start + m.end("count")) for m in matches]
    others = [_counted_times(plan, span) for span in spans if span[0] not in known]
    for size in range(1, min(len(others), _MOST_REPEATED) + 1):
        for more in combinations(others[:_MOST_OTHERS], size):
            product = replace(made, counts=(*made.counts, *more))
            if product.interval.meets(product.total.interval):
                yield product
                return
    if by_time is None or (not others and len(made.counts) > 1):
        yield made


def _before(plan: Plan, rule: CostRule, record: _Figure) -> str:
    start = plan.text.blocks[plan.text.block_at(record.figure[0])].body
    return words_at(plan, max(start, record.figure[0] - rule.reach), record.figure[0])


def _is_counted(plan: Plan, rule: CostRule, count: Target, cost: Budget) -> bool:
    """Whether the cost is for one of what is counted: by its unit, or by the words «mỗi hộ» before it."""
    plain = count.denominator is None and count.comparator == "=" and count.unit not in {None, "percent"}
    if not plain:
        return False
    if cost.per is not None:
        return cost.per.partition("/")[0] == count.unit
    named = _EACH_BEHIND.match(plan.text.text, cost.figure[1])
    if named is not None:
        one = canonical(named["unit"])
        return canonical(count.unit_text or "") in {one, f"{one} {canonical(named['second'] or '')}"}
    each = rule.each.search(_before(plan, rule, cost))
    words = canonical(count.unit_text or "").split()
    return each is not None and bool(words) and words[0] == each["unit"]
