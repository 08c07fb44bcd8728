"""Rates in tables: `ratio-mismatch` where two columns make them, `rate-impossible` where only the whole is known.

Which columns a rate is made of is told by the rows themselves: two columns that make it in most rows
make it in all; a row that fits no such pair stands out against the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import permutations

from extractor import regex
from extractor.checker import granularity, intervals
from extractor.checker.cells import MONEY, Cell
from extractor.checker.ratio_texts import ratio_finding
from extractor.checker.report import Place, Verdicts, checked
from extractor.checker.wording import number
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Check, Finding, Verdict
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_NEAR = 7  # columns on the left of a rate that it may be made of
_SAMPLE = 8  # rows that tell whether two columns are worth trying on all
_LEAST_ROWS = 3
_MEAN = regex.compile(
    r"\W*(?:bình quân|trung bình|bq|tb)(?: (?:chung|năm|các năm|hằng năm|hàng năm|mỗi năm|\d năm|giai đoạn))*\W*$"
)
# Heads that tell what a rate beside them is made of, where two rows are all there are.
_PLANNED = regex.compile(r"\W*(?:kế hoạch|kh|chỉ tiêu|dự toán|vốn giao|số giao)\b")
_DONE = regex.compile(r"\W*(?:(?:kết quả )?thực hiện|th|kết quả|đã thực hiện|(?:đã )?giải ngân|đạt được)\b")
_OF_PLAN = regex.compile(
    r"\W*(?:(?:tỷ lệ|tl|mức độ|kết quả|so sánh|so với|so|đạt|hoàn thành|thực hiện|th|giải ngân|được|kế hoạch|kh"
    r"|chỉ tiêu|dự toán|giao|năm|20\d\d|phần trăm)\b\W*)*"
)
_HEADED_ROWS = 2
_UNCOUNTED = frozenset({None, "percent"})
_SAY_NOTHING = (0, 100)  # rates that any figure makes of itself

Row = Mapping[int, Cell]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Judged:
    """One rate with the part and the whole that it should follow from."""

    part: Cell
    whole: Cell
    rate: Cell
    verdict: Verdict
    reason: str | None = None


def judge_table_rates(plan: Plan, rules: CheckRules, tables: Iterable[Sequence[Row]]) -> Verdicts:
    """One check for every rate whose columns are known, and the rates that do not follow; tables by their rows."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for rows in tables:
        judged: list[_Judged] = []
        for column in _rate_columns(rows):
            made = _follow(rules, rows, column)
            judged += made
            if not made:
                possible = _of_wholes(rules, rows, column)
                checks += [granularity.check(plan, g) for g in possible]
                findings += [granularity.finding_of(plan, rules, g) for g in possible if g.is_fault]
        judged += _across(rules, rows, {j.rate.quantity.span for j in judged})
        checks += [_check(plan, j) for j in judged]
        findings += [_finding(plan, rules, j) for j in judged if j.verdict == "disagrees"]
    return Verdicts(tuple(checks), tuple(findings))


def _follow(rules: CheckRules, rows: Sequence[Row], column: int) -> list[_Judged]:
    """The rates of a column that other columns make."""
    pairs = _made_of(rows, column)
    return [j for row in rows if (j := _judge(rules, row, column, pairs)) is not None] if pairs else []


def _across(rules: CheckRules, rows: Sequence[Row], judged: Collection[Span]) -> Iterator[_Judged]:
    """The rates that other rows make, where places or years are the columns; those judged already are left out."""
    turned: dict[int, dict[int, Cell]] = defaultdict(dict)
    for place, row in enumerate(rows):
        for column, cell in row.items():
            turned[column][place] = cell
    columns = list(turned.values())
    for place in _rate_columns(columns):
        yield from (j for j in _follow(rules, columns, place) if j.rate.quantity.span not in judged)


def _rate_columns(rows: Sequence[Row]) -> Iterator[int]:
    columns = sorted({column for row in rows for column, cell in row.items() if cell.unit == "percent"})
    for column in columns:
        if sum(column in row and row[column].unit == "percent" for row in rows) >= _HEADED_ROWS:
            yield column


def _made_of(rows: Sequence[Row], rate: int) -> list[Pair]:
    """The pairs of columns, part and whole, that make the rate in most rows; the best first."""
    near = sorted({column for row in rows for column in row if column < rate})[-_NEAR:]
    scored: list[tuple[int, Pair]] = []
    for pair in permutations(near, 2):
        tried = [fit for row in rows[:_SAMPLE] if (fit := _fits(row, rate, pair)) is not None]
        if 2 * sum(tried) < len(tried) or not tried:
            continue
        fits = [(fit, row[rate]) for row in rows if (fit := _fits(row, rate, pair)) is not None]
        good = sum(fit for fit, _ in fits)
        telling = sum(fit and cell.quantity.value not in _SAY_NOTHING for fit, cell in fits)
        coarse = all(cell.quantity.decimals == 0 for _, cell in fits)
        most = len(fits) >= _LEAST_ROWS and good >= 2 * (len(fits) - good) and telling >= 2 + coarse
        headed = len(fits) == _HEADED_ROWS and telling and _is_headed(rows, (*pair, rate))
        if most or headed:
            scored.append((good, pair))
    return [pair for _, pair in sorted(scored, key=lambda item: (-item[0], item[1]))]


def _is_headed(rows: Sequence[Row], columns: tuple[int, int, int]) -> bool:
    """Whether the heads tell the part as what was done, the whole as what was planned, the rate as no other's."""
    first = next((row for row in rows if set(columns) <= row.keys()), None)
    if first is None:
        return False
    done, planned, rate = (canonical(" ".join(first[column].record.column or ())) for column in columns)
    named = _DONE.match(done) is not None and _PLANNED.match(planned) is not None
    return named and _OF_PLAN.fullmatch(rate) is not None


def _terms(row: Row, rate: int, pair: Pair) -> tuple[Cell, Cell, Cell] | None:
    """Part, whole and rate of a row where all three are there, exact, and of kinds that go together."""
    part, whole, stated = row.get(pair[0]), row.get(pair[1]), row.get(rate)
    if part is None or whole is None or stated is None or stated.unit != "percent":
        return None
    if part.unit != whole.unit or part.unit in _UNCOUNTED or whole.quantity.value <= 0:
        return None
    plain = all(cell.quantity.bound == "=" and not _is_mean(cell) for cell in (part, whole, stated))
    return (part, whole, stated) if plain else None


def _is_mean(cell: Cell) -> bool:
    """«Bình quân»: a row or a column of means, whose counts are rounded."""
    labels = (*(cell.record.row or ())[-1:], *(cell.record.column or ())[-1:])
    return any(map(_tells_means, labels))


@lru_cache(maxsize=4096)  # a cell is asked for with every pair of columns
def _tells_means(label: str) -> bool:
    return _MEAN.match(canonical(label)) is not None


def _fits(row: Row, rate: int, pair: Pair) -> bool | None:
    """Whether the part of the whole is the rate, rounded or cut off; None where that cannot be asked."""
    terms = _terms(row, rate, pair)
    return None if terms is None else _verdict(*terms) != "disagrees"


def _verdict(part: Cell, whole: Cell, stated: Cell) -> Verdict:
    computed = intervals.percentage(part.quantity.interval, whole.quantity.interval)
    if computed.meets(stated.quantity.interval):
        return "agrees"
    return "rounding" if computed.meets_half_open(stated.quantity.cut) else "disagrees"


def _judge(rules: CheckRules, row: Row, rate: int, pairs: Sequence[Pair]) -> _Judged | None:
    """The row by the first pair that fits it, else by the best pair of the table."""
    known = [terms for pair in pairs if (terms := _terms(row, rate, pair)) is not None]
    if not known:
        return None
    fitting = next((terms for terms in known if _verdict(*terms) != "disagrees"), known[0])
    verdict = _verdict(*fitting)
    return _Judged(*fitting, verdict, rules.reasons.cut if verdict == "rounding" else None)


def _of_wholes(rules: CheckRules, rows: Sequence[Row], rate: int) -> list[granularity.Granular]:
    """The rates of a column beside «Tổng số hộ», where most rows show that they are rates of it."""
    wholes = {c for row in rows for c, cell in row.items() if _is_whole(rules, cell)}
    for column in sorted(wholes):
        both = [row for row in rows if column in row and rate in row]
        asked = [g for row in both if (g := _granular(row[column], row[rate])) is not None]
        faults = sum(g.is_fault for g in asked)
        if len(asked) >= _LEAST_ROWS and 3 * faults <= len(asked):
            return asked
    return []


def _granular(whole: Cell, rate: Cell) -> granularity.Granular | None:
    if rate.unit != "percent":
        return None
    return granularity.judge(whole.quantity, rate.quantity, rate.record.section, rate.record.year)


def _is_whole(rules: CheckRules, cell: Cell) -> bool:
    heads = cell.record.column or ()
    return bool(heads) and rules.populations.head.search(canonical(heads[-1])) is not None


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    part, whole, stated = judged.part.quantity, judged.whole.quantity, judged.rate.quantity
    scale = 0 if judged.part.unit != MONEY or part.exponent is None else -part.exponent
    return ratio_finding(
        plan,
        rules,
        stated,
        judged.rate.record.section,
        Fraction(part.value) / Fraction(whole.value),
        (number(part.value.scaleb(scale)), number(whole.value.scaleb(scale))),
        [part.span, whole.span, stated.span],
    )


def _check(plan: Plan, judged: _Judged) -> Check:
    terms = (judged.part.quantity, judged.whole.quantity, judged.rate.quantity)
    return checked(
        plan,
        "ratio",
        Place(terms[-1].span, judged.rate.record.section),
        judged.verdict,
        terms=(term.term() for term in terms),
        reported=terms[-1].interval,
        computed=intervals.percentage(terms[0].interval, terms[1].interval),
        reason=judged.reason,
    )
