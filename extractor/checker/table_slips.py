"""Lone sums of the text against the totals of a table: a slip of the pen, or a whole table under a wrong unit.

`same_sums` tells which column repeats the text by the figures that agree. A single sum (one project, one source)
has no such company: it is told where it and the one cell of the same scope differ by a slip alone. A table whose
total has the digits of a sum told elsewhere, a thousand times off, stands under a wrong unit line (`unit-scale`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from extractor import regex
from extractor.checker.causes import Cause, slip_between
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity
from extractor.checker.repairs import usual_unit
from extractor.checker.report import Place, Verdicts, checked, filled, finding, section_at
from extractor.checker.same_sums import is_general
from extractor.checker.wording import UNITS, money, own_unit, same
from extractor.extraction.grid_rows import is_total
from extractor.extraction.table_units import UNIT_LEAD
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, decimal_text
from extractor.rulebook.checks import CheckRules

_SWAPS = frozenset({Cause.SWAPPED, Cause.EXCHANGED})
_DIGITS_SWAPPED, _DIGITS_CHANGED = 3, 4  # figures so long do not come out alike by chance
_SHIFTS = (-6, -3, 3, 6)
_UNIT_LINE = regex.compile(rf"{UNIT_LEAD}[ :]+(?:1\.000 )?[\p{{L}}]+(?: (?:đồng|đ))?\b")
_LINE_BLOCKS = 3  # paragraphs over a table in which its unit may stand


def judge_table_slips(
    plan: Plan,
    rules: CheckRules,
    quantities: Sequence[Quantity],
    told: Collection[Span],
    faulty: Collection[int],
) -> Verdicts:
    """Lone sums that a table tells with a slip, and unit lines of tables; `told` are spans found wrong already."""
    cells = [i for i, b in enumerate(plan.budgets) if b.row is not None and b.per is None and i not in faulty]
    wrong_units, shifted = _unit_lines(plan, rules, quantities, cells)
    sound = [i for i in cells if i not in shifted]
    pairs = list(_slips(plan, rules, quantities, sound, told, faulty)) if sound else []
    slips = [_slip(plan, rules, *pair) for pair in pairs]
    checks = [_check(plan, Place(said.span, b.section), said, cell) for b, said, cell in pairs]
    for wrong, total, other in wrong_units:
        checks.append(_check(plan, Place(wrong.span, wrong.section), total, other))
    return Verdicts(tuple(checks), (*(wrong for wrong, _, _ in wrong_units), *slips))


def _check(plan: Plan, place: Place, told: Quantity, other: Quantity) -> Check:
    return checked(
        plan,
        "same-fact",
        place,
        "disagrees",
        terms=(told.term(), other.term()),
        reported=told.interval,
        computed=other.interval,
    )


def _slips(
    plan: Plan,
    rules: CheckRules,
    quantities: Sequence[Quantity],
    cells: Sequence[int],
    told: Collection[Span],
    faulty: Collection[int],
) -> Iterator[tuple[Budget, Quantity, Quantity]]:
    """The sums of the text with a slip, each with the figure that the table gives."""
    values = {quantities[i].value for i in cells}
    by_scope = _by_scope(plan, cells)
    # «Chăn nuôi 21.196 triệu đồng, gồm: ngân sách tỉnh 8.868 …»: what a whole that no table tells is made of.
    parts = {part for r in plan.sums if quantities[r.total].value not in values for part in r.parts}
    for index, budget in enumerate(plan.budgets):
        quantity = quantities[index]
        if budget.row is not None or index in faulty or quantity.span in told or quantity.value in values:
            continue
        if not _is_scoped(plan, rules, budget) or quantity.bound != "=":
            continue
        others = by_scope.get(_scope(budget), [])
        if budget.component is None:
            if index in parts:
                continue
            others = [i for i in others if _is_of_all(plan, rules, budget, plan.budgets[i])]
        meant = {quantities[i].value for i in others}
        if len(meant) != 1 or quantity.interval.meets(quantities[others[0]].interval):
            continue
        if _is_slip(quantity.value, *meant):
            yield budget, quantity, quantities[others[0]]


def _is_scoped(plan: Plan, rules: CheckRules, budget: Budget) -> bool:
    """A sum of a project, a source or a kind of capital, or one that is called the total."""
    if budget.per or budget.approx or not budget.unit_text or budget.locality or budget.role == "unit_cost":
        return False
    if budget.component or budget.capital or budget.source not in (None, "mixed"):
        return True
    label = words_at(plan, budget.span[0], budget.figure[0])
    return rules.same_sums.whole.search(label) is not None


def _by_scope(plan: Plan, cells: Iterable[int]) -> dict[tuple[object, ...], list[int]]:
    """The cells of the whole plan by what they are for: a sum of no project is repeated in a row of totals alone."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in cells:
        cell = plan.budgets[index]
        if cell.locality is None and cell.row:
            found[_scope(cell)].append(index)
    return found


def _is_of_all(plan: Plan, rules: CheckRules, said: Budget, cell: Budget) -> bool:
    """Whether a cell stands in the row of totals of a table that, by the lines over it, tells all the money."""
    if cell.row is None or not is_total(cell.row[-1]):
        return False
    table = plan.text.blocks[plan.text.block_at(cell.figure[0])].table
    since = plan.text.blocks[plan.text.block_at(said.figure[0])].start
    return table is None or is_general(plan, rules, table, since)


def _scope(budget: Budget) -> tuple[object, ...]:
    source = None if budget.source == "mixed" else budget.source
    return (budget.component, source, budget.capital, budget.status, budget.year)


def _digits(value: Decimal) -> str:
    return decimal_text(value).replace(".", "").strip("0")


def _is_slip(written: Decimal, meant: Decimal) -> bool:
    slip = slip_between(decimal_text(written), decimal_text(meant))
    least = _DIGITS_SWAPPED if slip in _SWAPS else _DIGITS_CHANGED
    return slip is not None and max(len(_digits(written)), len(_digits(meant))) >= least


def _slip(plan: Plan, rules: CheckRules, budget: Budget, told: Quantity, cell: Quantity) -> Finding:
    unit = own_unit(told.exponent)
    fields = {
        "text": same(told.text),
        "other": money(cell.value, unit),
        "gap": money(abs(told.value - cell.value), unit),
    }
    return finding(
        plan,
        rules,
        "sum-mismatch",
        Place(told.span, budget.section),
        filled(rules.rules.sum_mismatch.messages.in_table, fields),
        expected=money(cell.value, unit).vi,
        evidence=[told.span, cell.span],
        certainty="likely",
    )


def _unit_lines(
    plan: Plan, rules: CheckRules, quantities: Sequence[Quantity], cells: Sequence[int]
) -> tuple[list[tuple[Finding, Quantity, Quantity]], set[int]]:
    """The tables whose total repeats a sum told elsewhere in another unit, and their cells."""
    tables: dict[int, list[int]] = defaultdict(list)
    for index in cells:
        table = plan.text.blocks[plan.text.block_at(plan.budgets[index].figure[0])].table
        if table is not None:
            tables[table].append(index)
    findings: list[tuple[Finding, Quantity, Quantity]] = []
    shifted: set[int] = set()
    for table, inside in tables.items():
        if all(plan.budgets[i].unit_text is None for i in inside):  # it says no unit that could be wrong
            shifted.update(inside)
            continue
        own = frozenset(inside)
        others = [i for i in range(len(plan.budgets)) if i not in own]
        proof = _repeated_total(plan, quantities, inside, others)
        if proof is not None:
            total, other = (quantities[i] for i in proof)
            findings.append((_wrong_unit(plan, rules, table, total, other), total, other))
            shifted.update(inside)
    return findings, shifted


def _repeated_total(
    plan: Plan, quantities: Sequence[Quantity], inside: Sequence[int], others: Sequence[int]
) -> tuple[int, int] | None:
    """A total of the table and the sum elsewhere, in the plan's usual unit, that it repeats digit by digit."""
    usual = usual_unit(quantities[i] for i in others)
    units = {quantities[i].exponent for i in inside}
    if usual is None or len(units) != 1 or usual.exponent in units:
        return None
    elsewhere = {quantities[i].value for i in others}
    if any(quantities[i].value in elsewhere for i in inside if len(_digits(quantities[i].value)) > 1):
        return None
    for index in inside:
        row, value = plan.budgets[index].row, quantities[index].value
        if not row or not is_total(row[-1]) or len(_digits(value)) < _DIGITS_CHANGED - 1:
            continue
        moved = {value.scaleb(shift) for shift in _SHIFTS}
        same_digits = [
            i for i in others if quantities[i].exponent == usual.exponent and quantities[i].value in moved
        ]
        if same_digits:
            return index, same_digits[0]
    return None


def _wrong_unit(plan: Plan, rules: CheckRules, table: int, total: Quantity, other: Quantity) -> Finding:
    span = _unit_line(plan, table) or total.span
    unit = next((u for u in UNITS if u.exponent == other.exponent), own_unit(other.exponent))
    fields = {
        "text": same(plan.words(span)),
        "total": same(total.text),
        "other": same(other.text),
        "expected": unit.words,
    }
    return finding(
        plan,
        rules,
        "unit-scale",
        Place(span, section_at(plan, span[0])),
        filled(rules.rules.unit_scale.messages.heading, fields),
        expected=unit.words.vi,
        evidence=[span, total.span, other.span],
        certainty="likely",
    )


def _unit_line(plan: Plan, table: int) -> Span | None:
    """«Đơn vị tính: nghìn đồng» right over the table, or in its head."""
    first = plan.text.tables[table].cells[0].block
    for index in range(first, max(-1, first - _LINE_BLOCKS - 1), -1):
        block = plan.text.blocks[index]
        match = _UNIT_LINE.search(words_at(plan, block.start, block.end))
        if match is not None:
            return block.start + match.start(), block.start + match.end()
    return None
