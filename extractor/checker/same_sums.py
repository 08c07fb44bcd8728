"""One sum in the text and in a table: the same component, name or whole must have the same figure in both.

Which column of which table repeats the text is told by the figures that agree; one that does not stands
out against them. A lone sum is held against a table only where its paragraph sends the reader there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from extractor import regex
from extractor.checker.beside import bare_number
from extractor.checker.causes import slip_between
from extractor.checker.cells import Cell, money_tables, rows_of
from extractor.checker.plan_words import words_at, words_in
from extractor.checker.quantities import Quantity
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.same_counts import appendix_tables
from extractor.checker.wording import money, own_unit, same
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.records import Budget, Check, Finding, decimal_text
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_WHOLE = ""  # the key of what is for the plan as a whole
_LETTERS = regex.compile(r"\p{L}+")
_REST_OF_CLAUSE = regex.compile(r"(?:\([^()]{0,120}\)|(?:phụ lục|biểu)(?: số)? \d{1,2}|[^\d.;(]){0,160}")
_LEAST = 2  # figures that agree before one that does not is told

_Column = tuple[int, int]  # table and column
_Row = Mapping[
    int, tuple[Cell, str | None]
]  # by column: a cell and the key of its sum, None where it has none


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sum in the text (its index) and the cell that should repeat it."""

    index: int
    key: str
    told: Quantity
    cell: Cell

    @property
    def agrees(self) -> bool:
        return self.told.interval.meets(self.cell.quantity.interval)


def judge_same_sums(
    plan: Plan, rules: CheckRules, quantities: Sequence[Quantity], faulty: Collection[int]
) -> Verdicts:
    """One check for every sum that a table repeats; those in `faulty` (by index) are told by other rules."""
    found = {number: rows_of(cells) for number, cells in money_tables(plan, quantities).items()}
    prose = _by_kind(plan, rules) if found else {}
    tables = {number: [_keyed(row, rules) for row in rows] for number, rows in found.items()} if prose else {}
    pairs: list[_Pair] = []
    for group in prose.values():
        columns = [*_columns(plan, tables, group, quantities)]
        pairs.extend(_believed(columns) or _referred(plan, rules, columns, tables))
    fresh = [p for p in pairs if not {p.index, p.cell.index} & set(faulty)]
    wrong = [p for p in fresh if not p.agrees]
    return Verdicts(
        tuple(_check(plan, pair) for pair in fresh), tuple(_finding(plan, rules, pair) for pair in wrong)
    )


def _by_kind(plan: Plan, rules: CheckRules) -> Mapping[tuple[object, ...], list[tuple[int, str]]]:
    """Sums in prose with their keys, those of one source, capital, status and year together."""
    groups: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)
    for index, budget in enumerate(plan.budgets):
        plain = budget.row is None and budget.per is None and budget.approx is None and budget.unit_text
        if not plain or budget.role == "unit_cost" or budget.locality is not None:
            continue
        key = budget.component or (_WHOLE if _is_whole(plan, rules, budget) else _label(plan, rules, budget))
        if key is not None:
            source = None if budget.source == "mixed" else budget.source
            groups[source, budget.capital, budget.status, budget.year].append((index, key))
    return groups


def _is_whole(plan: Plan, rules: CheckRules, budget: Budget) -> bool:
    label = words_at(plan, budget.span[0], budget.figure[0])
    return rules.same_sums.whole.search(label) is not None


def _label(plan: Plan, rules: CheckRules, budget: Budget) -> str | None:
    """What the words before a sum of no component name, as a row may: «trong đó chi sự nghiệp môi trường»."""
    return _named(rules, words_at(plan, budget.span[0], budget.figure[0]))


def _named(rules: CheckRules, words: str) -> str | None:
    """A name without the words around it that tell nothing; None for less than two words."""
    idle = rules.same_sums.idle_words
    said = _LETTERS.findall(words)
    first = next((i for i, word in enumerate(said) if word not in idle), len(said))
    last = next((i for i in range(len(said), first, -1) if said[i - 1] not in idle), first)
    return f"={' '.join(said[first:last])}" if last - first > 1 else None


def _columns(
    plan: Plan,
    tables: Mapping[int, Sequence[_Row]],
    group: Sequence[tuple[int, str]],
    quantities: Sequence[Quantity],
) -> Iterator[tuple[_Column, list[_Pair]]]:
    """For each column that holds just one cell a key, the sums of the group beside their cells."""
    sample, wanted = plan.budgets[group[0][0]], {key for _, key in group}
    for number, rows in tables.items():
        by_column: dict[int, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            for column, (cell, key) in row.items():
                if key in wanted and _alike(cell, sample) and not _is_half(cell, row, sample):
                    by_column[column][key].append(cell)
        for column, cells in by_column.items():
            alone = {key: found[0] for key, found in cells.items() if len(found) == 1}
            pairs = [_Pair(i, key, quantities[i], alone[key]) for i, key in group if key in alone]
            if pairs:
                yield (number, column), _one_a_key(pairs)


def _keyed(row: Mapping[int, Cell], rules: CheckRules) -> _Row:
    return {column: (cell, _key(cell, rules)) for column, cell in row.items()}


def _key(cell: Cell, rules: CheckRules) -> str | None:
    record = cell.record
    if not isinstance(record, Budget) or record.role == "unit_cost" or not record.row:
        return None
    if is_total(record.row[-1]):
        return record.component or _WHOLE
    return record.component or _named(rules, canonical(record.row[-1]))


def _alike(cell: Cell, told: Budget) -> bool:
    record = cell.record
    if not isinstance(record, Budget):
        return False
    years = record.year is None or told.year is None or record.year == told.year
    return years and record.status == told.status and record.locality is None


def _is_half(cell: Cell, row: _Row, told: Budget) -> bool:
    """True for the capital or recurrent half of a source where the text tells the source's whole."""
    record = cell.record
    if not isinstance(record, Budget) or record.capital is None or told.capital == record.capital:
        return False
    beside = (c.record for c, _ in row.values() if isinstance(c.record, Budget))
    return any(b.source == record.source and b.capital not in (None, record.capital) for b in beside)


def _one_a_key(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Of several sums told of one component the one that agrees; where none does, it cannot be said which is meant."""
    kept: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        kept[pair.key].append(pair)
    chosen = ((next((p for p in found if p.agrees), None), found) for found in kept.values())
    return [p for agreeing, found in chosen if (p := agreeing or (found[0] if len(found) == 1 else None))]


def _believed(columns: Sequence[tuple[_Column, list[_Pair]]]) -> list[_Pair]:
    """The column that repeats the text best, where most of its figures agree."""
    scored = [(sum(p.agrees for p in pairs), pairs) for _, pairs in columns]
    good, best = max(scored, key=lambda item: item[0], default=(0, []))
    bad = len(best) - good
    elsewhere = {p.index for _, pairs in columns for p in pairs if p.agrees}
    if good >= _LEAST and good >= 2 * bad:
        return [p for p in best if p.agrees or p.index not in elsewhere]
    return [p for p in best if p.agrees]


def _referred(
    plan: Plan,
    rules: CheckRules,
    columns: Sequence[tuple[_Column, list[_Pair]]],
    tables: Mapping[int, Sequence[_Row]],
) -> list[_Pair]:
    """A sum whose paragraph leads to a table: «chi tiết như biểu sau» right before it, «(chi tiết tại Biểu 01)», «có
    phụ lục kèm theo»."""
    for (number, _), pairs in columns:
        lone = len({column for row in tables[number] for column in row}) == 1
        for pair in pairs:
            others = (p for _, found in columns for p in found if p.index == pair.index)
            if any(p.agrees for p in others):
                continue
            whole = lone and len(tables) == 1 and pair.key == _WHOLE and _is_of_all(plan, rules, pair, number)
            if _is_total_column(pair.cell) and _is_next(plan, rules, pair, number):
                return [pair]
            if whole and (_is_next(plan, rules, pair, number) or _is_sent_to(plan, rules, pair, number)):
                return [pair]
    return []


def _ahead(plan: Plan, pair: _Pair, table: int) -> int:
    """How many paragraphs behind a sum a table begins."""
    return plan.text.tables[table].cells[0].block - plan.text.block_at(plan.budgets[pair.index].figure[0])


def _is_next(plan: Plan, rules: CheckRules, pair: _Pair, table: int) -> bool:
    """Whether the paragraph of a sum leads to the table right behind it: «chi tiết như biểu sau»."""
    block = plan.text.blocks[plan.text.block_at(plan.budgets[pair.index].figure[0])]
    near = 0 < _ahead(plan, pair, table) <= rules.same_sums.blocks
    return near and rules.same_sums.refers.search(words_in(plan, block)) is not None


def _is_sent_to(plan: Plan, rules: CheckRules, pair: _Pair, table: int) -> bool:
    """Whether the clause of a sum sends the reader to the appendix of that table alone, or to the one there is."""
    end = plan.budgets[pair.index].figure[1]
    said = _REST_OF_CLAUSE.match(words_at(plan, end, plan.text.blocks[plan.text.block_at(end)].end))
    if said is None or _ahead(plan, pair, table) <= 0:
        return False
    sent, whole = rules.same_sums.sends.search(said[0]), rules.appendices.mention.search(said[0])
    if sent is not None:
        return appendix_tables(plan, rules).get(bare_number(sent["number"])) == [table]
    return whole is not None and whole["number"] is None


def _is_of_all(plan: Plan, rules: CheckRules, pair: _Pair, table: int) -> bool:
    """Whether neither the sum nor the lines over the table tell a source, a part of the money or a run of years."""
    budget = plan.budgets[pair.index]
    elsewhere = (b for b in plan.budgets if b.row is None and b.value == pair.cell.quantity.value)
    if budget.source not in (None, "mixed") or budget.capital is not None or any(elsewhere):
        return False
    block = plan.text.blocks[plan.text.block_at(budget.figure[0])]
    said = words_at(plan, block.body, budget.figure[0])
    return is_general(plan, rules, table, block.start) and rules.same_sums.partial.search(said) is None


def is_general(plan: Plan, rules: CheckRules, table: int, since: int) -> bool:
    """Whether the lines over a table, behind the paragraph that starts at `since`, name no part of the money."""
    first = plan.text.tables[table].cells[0].block
    over = plan.text.blocks[max(0, first - rules.same_sums.blocks) : first]
    lines = [words_in(plan, line) for line in over if line.start > since and line.table is None]
    heads = [at for at, line in enumerate(lines) if rules.appendices.numbered.match(line)]
    return all(map(rules.same_sums.general.fullmatch, lines[heads[-1] if heads else 0 :]))


def _is_total_column(cell: Cell) -> bool:
    heads = cell.record.column or ()
    return bool(heads) and is_total(heads[-1])


def _finding(plan: Plan, rules: CheckRules, pair: _Pair) -> Finding:
    told, other = pair.told, pair.cell.quantity
    unit = own_unit(told.exponent)
    scaled = told.value != other.value and _digits(told) == _digits(other)
    fields = {
        "text": same(told.text),
        "other": money(other.value, unit),
        "gap": money(abs(told.value - other.value), unit),
    }
    slip = slip_between(decimal_text(told.value), decimal_text(other.value)) is not None
    return finding(
        plan,
        rules,
        "unit-scale" if scaled else "sum-mismatch",
        Place(told.span, plan.budgets[pair.index].section),
        filled(rules.rules.sum_mismatch.messages.in_table, fields),
        expected=money(other.value, unit).vi,
        evidence=[told.span, other.span],
        severity=None if slip or scaled else "warning",
        certainty="likely",
    )


def _digits(term: Quantity) -> str:
    return decimal_text(term.value).replace(".", "").strip("0")


def _check(plan: Plan, pair: _Pair) -> Check:
    told, other = pair.told, pair.cell.quantity
    return checked(
        plan,
        "same-fact",
        Place(told.span, plan.budgets[pair.index].section),
        "disagrees" if not pair.agrees else "agrees" if told.value == other.value else "rounding",
        terms=(told.term(), other.term()),
        reported=told.interval,
        computed=other.interval,
    )
