"""A count in the text and in the table that its sentence sends the reader to: «sửa 41 nhà (chi tiết tại Phụ lục 1)».

The column is the one that the words of the count name, its cell the one in the total row; where that tells another
number, and no other cell of the row tells this one, the two contradict each other (`sum-mismatch`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor import regex
from extractor.checker.beside import bare_number
from extractor.checker.causes import slip_between
from extractor.checker.cells import Cell, rows_of, tables_of
from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import blocks_naming, words_at, words_in
from extractor.checker.quantities import COUNTED, Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import number, same
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Check, Finding, Target, decimal_text
from extractor.rulebook.checks import CheckRules

_WORD = regex.compile(r"\p{L}+")
_SENT_TO = ("phụ lục", "phụ biểu", "biểu")  # one of them stands in what `sends`
_LEAST = 2  # words of a head that tell what its column counts


@dataclass(frozen=True, slots=True)
class _Pair:
    """A count told in the text, and the cell that its sentence sends the reader to."""

    target: Target
    told: Quantity
    cell: Quantity

    @property
    def agrees(self) -> bool:
        return self.told.interval.meets(self.cell.interval)


def judge_same_counts(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every count that a table repeats where the text says so, and those that differ."""
    pairs = list(_pairs(plan, rules))
    wrong = [_finding(plan, rules, pair) for pair in pairs if not pair.agrees]
    return Verdicts(tuple(_check(plan, pair) for pair in pairs), tuple(wrong))


def _pairs(plan: Plan, rules: CheckRules) -> Iterator[_Pair]:
    by_number: Mapping[str, list[int]] | None = None
    naming = {block.start for block in blocks_naming(plan, _SENT_TO)}
    for target in plan.targets if naming else ():
        if plan.text.blocks[plan.text.block_at(target.figure[0])].start not in naming:
            continue
        if target.row is not None or target.unit not in COUNTED or target.locality is not None:
            continue
        if target.denominator is not None or target.comparator != "=":
            continue
        sentence = sentence_at(plan, target.figure[0])
        sent = rules.same_sums.sends.search(words_at(plan, target.figure[1], sentence[1]))
        if sent is None:
            continue
        by_number = appendix_tables(plan, rules) if by_number is None else by_number
        for table in by_number.get(bare_number(sent["number"]), ()):
            cell = _cell(plan, rules, table, target, sentence)
            if cell is not None:
                yield _Pair(target, of_target(plan, target), cell)
                break


def appendix_tables(plan: Plan, rules: CheckRules) -> Mapping[str, list[int]]:
    """The tables that stand under the head of each numbered appendix."""
    found: dict[str, list[int]] = {}
    current: str | None = None
    for block in plan.text.blocks:
        if block.table is None:
            match = rules.appendices.numbered.search(words_in(plan, block))
            current = bare_number(match["number"] or "") if match else current
        elif current and block.table not in found.setdefault(current, []):
            found[current].append(block.table)
    return found


def _cell(plan: Plan, rules: CheckRules, table: int, told: Target, sentence: Span) -> Quantity | None:
    """The total of the one column whose head names what is counted; None where the row tells the count anywhere."""
    totals = [row for row in rows_of(tables_of(plan).get(table, {})) if _is_total_row(row)]
    if len(totals) != 1:
        return None
    row = totals[0]
    repeated = [c.quantity for c in row.values() if c.unit == told.unit and c.quantity.value == told.value]
    if repeated:
        return repeated[0]
    said = frozenset(_WORD.findall(words_at(plan, sentence[0], sentence[1])))
    idle = rules.conflicts.idle_words | rules.conflicts.idle_heads
    fitting = [cell for cell in row.values() if _names(cell, told, said, idle)]
    return fitting[0].quantity if len(fitting) == 1 else None


def _is_total_row(row: Mapping[int, Cell]) -> bool:
    label: Sequence[str] = next((cell.record.row or () for cell in row.values()), ())
    return bool(label) and is_total(label[-1])


def _names(cell: Cell, told: Target, said: frozenset[str], idle: frozenset[str]) -> bool:
    """The same unit, year and state, and every word of the head in the sentence."""
    record = cell.record
    if not isinstance(record, Target) or cell.quantity.bound != "=":
        return False
    alike = (record.unit, record.year, record.status, record.indicator) == (
        told.unit,
        told.year,
        told.status,
        told.indicator,
    )
    words = frozenset(_WORD.findall(canonical(" ".join(record.column or ())))) - idle
    return alike and len(words) >= _LEAST and words <= said


def _finding(plan: Plan, rules: CheckRules, pair: _Pair) -> Finding:
    told, other, unit = pair.told, pair.cell, pair.target.unit_text or ""
    slip = slip_between(decimal_text(told.value), decimal_text(other.value)) is not None
    fields = {
        "text": same(told.text),
        "other": number(other.value),
        "gap": number(abs(told.value - other.value)),
    }
    return finding(
        plan,
        rules,
        "sum-mismatch",
        Place(told.span, pair.target.section),
        filled(rules.rules.sum_mismatch.messages.count_in_table, fields),
        expected=f"{number(other.value).vi} {unit}".strip(),
        evidence=[told.span, other.span],
        severity=None if slip else "warning",
        certainty="likely",
    )


def _check(plan: Plan, pair: _Pair) -> Check:
    return checked(
        plan,
        "same-fact",
        Place(pair.told.span, pair.target.section),
        "agrees" if pair.agrees else "disagrees",
        terms=(pair.told.term(), pair.cell.term()),
        reported=pair.told.interval,
        computed=pair.cell.interval,
    )
