"""Households at the start of a year, those who left and those who came, and those at its end (`sum-mismatch`).

«Đầu năm 312 hộ; thoát nghèo 60 hộ; phát sinh 4 hộ; cuối năm 256 hộ», in a paragraph that tells just these four or in
the columns of a table, where the other rows must show that the columns are all there are.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from operator import itemgetter

from extractor import regex
from extractor.checker.cells import Cell, rows_of, tables_of
from extractor.checker.growth import stated_changes
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, number, same
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.records import Check, Finding, Target
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_KINDS = {
    "start": regex.compile(r"\b(?:đầu (?:năm|kỳ))\b"),
    "left": regex.compile(r"\b(?:thoát|giảm|chuyển đi|cắt)\b"),
    "came": regex.compile(r"\b(?:phát sinh|tái nghèo|nghèo mới|tăng|chuyển đến)\b"),
    "end": regex.compile(r"\b(?:cuối (?:năm|kỳ)|còn lại|còn)\b"),
}
_SOME = regex.compile(r"\b(?:trong (?:số )?đó|cận|tỷ lệ|so với|kế hoạch|lũy kế|luỹ kế|dtts|dân tộc)\b|%")
# A figure that is told again by its parts: «phát sinh 4 hộ (tái nghèo 1 hộ, nghèo mới 3 hộ)».
_PARTS = regex.compile(r"\d hộ[^;.,\d]{0,20}[(:][^;)]{0,60}?\d hộ|\d hộ[^;.\d]{0,20},? (?:bao )?gồm\b")
# «từ 210 hộ đầu năm còn 185 hộ cuối năm»: two clauses
_CLAUSE = regex.compile(
    r"[,;.:()](?=\s|$)|\(|(?<=\bđầu (?:năm|kỳ))(?= (?:giảm )?(?:xuống )?còn (?:lại )?(?:\d|$))"
)
_LEAST = 2
_TERMS = 4
_HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class _Balance:
    """The figures by what they tell."""

    start: Quantity
    left: tuple[Quantity, ...]
    came: tuple[Quantity, ...]
    end: Quantity
    section: tuple[str, ...]

    @property
    def made(self) -> Decimal:
        out, new = (sum((q.value for q in side), Decimal(0)) for side in (self.left, self.came))
        return self.start.value - out + new

    @property
    def agrees(self) -> bool:
        return self.made == self.end.value

    @property
    def tells_net(self) -> bool:
        """Whether one of the changes is the net one, told besides: «còn 256 hộ, giảm 56 hộ»."""
        net = abs(self.end.value - self.start.value)
        return not self.agrees and any(q.value == net for q in (*self.left, *self.came))

    @property
    def terms(self) -> tuple[Quantity, ...]:
        return (self.end, self.start, *self.left, *self.came)


def judge_balances(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every start and end with all that lies between, and those that do not follow."""
    changes = stated_changes(
        plan, rules.growth
    )  # a start and an end that are held against their change already
    done = {plan.targets[change.after].figure for change in changes}
    prose = [b for b in _in_prose(plan) if b.end.span not in done and not b.tells_net]
    tables = [found for cells in tables_of(plan).values() for found in _in_table(rows_of(cells))]
    wrong = [*(b for b in prose if not b.agrees), *tables]
    return Verdicts(
        tuple(_check(plan, balance) for balance in (*prose, *tables)),
        tuple(_finding(plan, rules, balance) for balance in wrong),
    )


def _in_prose(plan: Plan) -> Iterator[_Balance]:
    """The paragraphs all of whose households are told as one of the four, each once but for those who left or came."""
    told: dict[int, list[Target]] = defaultdict(list)
    for target in plan.targets:
        if target.unit == _HOUSEHOLD and target.row is None:
            told[plan.text.block_at(target.figure[0])].append(target)
    for at, targets in told.items():
        block = plan.text.blocks[at]
        words = words_at(plan, block.body, block.end)
        if len(targets) < _TERMS or _SOME.search(words) or _PARTS.search(words):
            continue
        if not all(t.comparator == "=" and t.denominator is None and t.locality is None for t in targets):
            continue
        named = takewhile(itemgetter(0), ((_kind(_clause(plan, target)), target) for target in targets))
        figures = [(kind, of_target(plan, target)) for kind, target in named]
        if len(figures) == len(targets) and (found := _balance(figures, targets[0])):
            yield found


def _clause(plan: Plan, target: Target) -> str:
    block = plan.text.blocks[plan.text.block_at(target.figure[0])]
    before = _CLAUSE.split(words_at(plan, block.body, target.figure[0]))[-1]
    return f"{before} {_CLAUSE.split(words_at(plan, target.figure[1], block.end))[0]}"


def _kind(words: str) -> str | None:
    """What the words make of a figure; None where they name two of the four, or none."""
    named = [kind for kind, pattern in _KINDS.items() if pattern.search(words)]
    return named[0] if len(named) == 1 else None


def _balance(figures: Sequence[tuple[str | None, Quantity]], record: Target) -> _Balance | None:
    by_kind: dict[str | None, list[Quantity]] = defaultdict(list)
    for kind, quantity in figures:
        by_kind[kind].append(quantity)
    one_each = len(by_kind["start"]) == len(by_kind["end"]) == 1
    if None in by_kind or not one_each or not by_kind["left"] or not by_kind["came"]:
        return None
    left, came = tuple(by_kind["left"]), tuple(by_kind["came"])
    return _Balance(by_kind["start"][0], left, came, by_kind["end"][0], record.section)


def _in_table(rows: Sequence[Mapping[int, Cell]]) -> Iterator[_Balance]:
    """The few rows that do not follow where the others do, and all of them once the columns are proved."""
    kinds = _columns(rows)
    if kinds is None:
        return
    found = [(row, balance) for row in rows if (balance := _of_row(row, kinds)) is not None]
    own = [(row, balance) for row, balance in found if not _is_total(row)]
    holding = sum(balance.agrees for _, balance in own)
    wrong = [balance for _, balance in own if not balance.agrees]
    if holding >= _LEAST and holding >= _LEAST * len(wrong):
        yield from wrong or (balance for _, balance in found if not balance.agrees)


def _is_total(row: Mapping[int, Cell]) -> bool:
    label = next((cell.record.row for cell in row.values() if cell.record.row), ("",))
    return is_total(label[-1])


def _columns(rows: Sequence[Mapping[int, Cell]]) -> Mapping[int, str] | None:
    """The four kinds of columns of households; None where a head is of two, or two are of the start or the end."""
    heads = {
        column: canonical(" ".join(cell.record.column or ()))
        for row in rows
        for column, cell in row.items()
        if cell.unit == _HOUSEHOLD
    }
    kinds = {column: _kind(head) for column, head in heads.items() if not _SOME.search(head)}
    told = {column: kind for column, kind in kinds.items() if kind is not None}
    names = [*told.values()]
    if names.count("start") != 1 or names.count("end") != 1 or not {"left", "came"} <= {*names}:
        return None
    unclear = any(_KINDS["left"].search(head) and _KINDS["came"].search(head) for head in heads.values())
    return None if unclear else told


def _of_row(row: Mapping[int, Cell], kinds: Mapping[int, str]) -> _Balance | None:
    if not kinds.keys() <= row.keys():
        return None
    figures = [(kind, row[column].quantity) for column, kind in kinds.items()]
    record = next(row[column].record for column in kinds)
    return _balance(figures, record) if isinstance(record, Target) else None


def _finding(plan: Plan, rules: CheckRules, balance: _Balance) -> Finding:
    made = number(balance.made)
    signed = [*((" − ", q) for q in balance.left), *((" + ", q) for q in balance.came)]
    written = "".join(
        (number(balance.start.value).vi, *(f"{sign}{number(q.value).vi}" for sign, q in signed))
    )
    gap = number(abs(balance.end.value - balance.made))
    fields = {
        "text": same(balance.end.text),
        "sum": Words(f"{written} = {made.vi} hộ", f"{written} = {made.en} households"),
        "gap": Words(f"{gap.vi} hộ", f"{gap.en} households"),
    }
    return finding(
        plan,
        rules,
        "sum-mismatch",
        Place(balance.end.span, balance.section),
        filled(rules.rules.sum_mismatch.messages.balance, fields),
        expected=f"{made.vi} hộ",
        evidence=[term.span for term in balance.terms],
        severity="warning",
        certainty="likely",
    )


def _check(plan: Plan, balance: _Balance) -> Check:
    return checked(
        plan,
        "sum",
        Place(balance.end.span, balance.section),
        "agrees" if balance.agrees else "disagrees",
        terms=(term.term() for term in balance.terms),
        reported=balance.end.interval,
    )
