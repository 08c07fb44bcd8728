"""What the figures of a sample must satisfy, and that exactly the planted faults break it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from maker.expected import Record
from maker.model import Sample, SourceError, Table
from maker.tables import adding, figures, label_column, row_level

_RATE = re.compile(r"(\S+) : (\S+)%")


def verify(sample: Sample, records: list[Record]) -> None:
    """Raise SourceError where words, sums, ratios or populations are not as the source says."""
    _words_stand(sample, records)
    known = {Decimal(r["value_corrected"] or r["value"]) for r in records if r["record"] == "budget"}
    known |= {Decimal(r["value"]) for r in records if r["record"] == "target"}
    known |= {Decimal(r["denominator"]) for r in records if r["record"] == "target" and r["denominator"]}
    for line in _lines(sample, "sums"):
        _sum(sample, line, known)
    for line in _lines(sample, "ratios"):
        _ratio(sample, line, known)
    for line in _lines(sample, "population"):
        _population(sample, line, known)
    broken = sum(len(list(table_faults(b.table))) for b in sample.blocks if b.table)
    planted = int(sample.checks.get("table_faults", "0"))
    if broken != planted:
        faults = [f for b in sample.blocks if b.table for f in table_faults(b.table)]
        raise SourceError(f"{sample.stem}: {planted} table faults wanted, got {faults}")


def _lines(sample: Sample, name: str) -> list[str]:
    return [line.strip() for line in sample.checks.get(name, "").splitlines() if line.strip()]


def _words_stand(sample: Sample, records: list[Record]) -> None:
    words = [" ".join(w.split()) for w in sample.words()]
    whole = " ".join(words)
    for record in records:
        text = record["text"]
        if not any(text in w for w in words) and not (record["record"] == "document" and text in whole):
            raise SourceError(f"{sample.stem}: «{text}» is not in the plan")


def _known(sample: Sample, values: list[Decimal], known: set[Decimal], line: str) -> None:
    if missing := [v for v in values if v not in known]:
        raise SourceError(f"{sample.stem}: {missing} of «{line}» is annotated nowhere")


def _sum(sample: Sample, line: str, known: set[Decimal]) -> None:
    """`5400 = 3200 + 2200`, or with `!=` for a planted fault."""
    planted = "!=" in line
    total, parts = re.split(r"!?=", line)
    terms = [Decimal(p) for p in parts.split("+")]
    _known(sample, [Decimal(total), *terms], known, line)
    if (Decimal(total) == sum(terms)) is planted:
        raise SourceError(f"{sample.stem}: the sum «{line}» does not hold: {sum(terms)}")


def _bounds(rate: str) -> tuple[Decimal, Decimal]:
    half = Decimal(1).scaleb(Decimal(rate).as_tuple().exponent) / 2  # type: ignore[arg-type]
    return Decimal(rate) - half, Decimal(rate) + half


def _ratio(sample: Sample, line: str, known: set[Decimal]) -> None:
    """`86/95 = 90.5`, or with `!=`."""
    planted = "!=" in line
    fraction, rate = (part.strip() for part in re.split(r"!?=", line))
    count, whole = (Decimal(n) for n in fraction.split("/"))
    _known(sample, [count, whole, Decimal(rate)], known, line)
    low, high = _bounds(rate)
    if (low <= 100 * count / whole <= high) is planted:
        raise SourceError(f"{sample.stem}: the ratio «{line}» does not hold: {100 * count / whole:.4f}")


def _population(sample: Sample, line: str, known: set[Decimal]) -> None:
    """`386 : 30.93%; 174 : 13.94%` of one whole number of households, or with a leading `!=`."""
    planted = line.startswith("!=")
    pairs = [(Decimal(a), b) for a, b in _RATE.findall(line)]
    _known(sample, [n for a, b in pairs for n in (a, Decimal(b))], known, line)
    floors, ceilings = [], []
    for count, rate in pairs:
        low, high = _bounds(rate)
        floors.append(100 * count / high)
        ceilings.append(100 * count / low)
    whole = int(min(ceilings)) >= max(floors)
    if whole is planted:
        bounds = f"{max(floors):.1f}-{min(ceilings):.1f}"
        raise SourceError(f"{sample.stem}: the populations of «{line}» do not meet: {bounds}")


def _amount(cell: str) -> Decimal:
    return figures(cell)[0] if figures(cell) else Decimal(0)


def table_faults(table: Table) -> Iterator[str]:
    """Sums of a table that do not hold: sources to each row's total, rows to the row above them."""
    label_at = label_column(table)
    levels = [row_level(row[0], row[label_at]) for row in table.rows]
    yield from _across(table)
    for index, column in enumerate(table.columns):
        additive = column.kind == "budget" or column.values.get("unit") in ("household", "person")
        if additive and (not table.row_values or "down" in column.values):
            yield from _down(table, levels, index)
    yield from _rates(table)


def _across(table: Table) -> Iterator[str]:
    if stated := adding(table):
        for row in table.rows:
            for total, parts in stated.items():
                if any(map(figures, (row[i] for i in (total, *parts)))) and _amount(row[total]) != sum(
                    _amount(row[i]) for i in parts
                ):
                    yield f"row {row[:2]}: {row[total]}"
        return
    sources = [i for i, c in enumerate(table.columns) if c.kind == "budget" and "source" in c.values]
    totals = [i for i, c in enumerate(table.columns) if c.kind == "budget" and "source" not in c.values]
    for row in table.rows:
        for total in totals:
            if sources and _amount(row[total]) != sum(_amount(row[i]) for i in sources):
                yield f"row {row[:2]}: {row[total]}"


def _down(table: Table, levels: list[int], index: int) -> Iterator[str]:
    for at, level in enumerate(levels):
        ends = (j for j in range(at + 1, len(levels)) if levels[j] <= level)
        below = range(at + 1, next(ends, len(levels)))
        if level == 0 and at == len(levels) - 1:
            below = range(at)
        if not below:
            continue
        next_level = min(levels[j] for j in below)
        parts = sum(_amount(table.rows[j][index]) for j in below if levels[j] == next_level)
        if _amount(table.rows[at][index]) != parts:
            yield f"column {index}, row {table.rows[at][:2]}: {table.rows[at][index]} for {parts}"


def _rates(table: Table) -> Iterator[str]:
    """A column with `of=A/B` is the percentage that column A makes of column B."""
    for index, column in enumerate(table.columns):
        if "of" not in column.values:
            continue
        count, whole = (int(i) for i in column.values["of"].split("/"))
        for row in table.rows:
            exact = 100 * _amount(row[count]) / _amount(row[whole])
            low, high = _bounds(str(_amount(row[index])))
            if not low <= exact <= high:
                yield f"rate in row {row[:2]}: {row[index]} for {exact:.3f}"
