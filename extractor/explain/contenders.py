"""Which rules decided a field of a record, and which others tried and lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor import regex
from extractor.explain.reading import Decision, Loser, PlanRead
from extractor.extraction.context import BlockContext
from extractor.language.text import canonical
from extractor.records import Budget, Target
from extractor.rulebook.entries import Entry
from extractor.rulebook.figures import Indicator
from extractor.rulebook.language import Cue

_NEAR = (
    ("ở những chữ của chính số liệu", "in the figure's own words"),
    ("trong cùng vế câu", "in its clause"),
    ("trong cùng câu", "in its sentence"),
    ("ở đề mục phía trên", "in the heading above"),
)


@dataclass(frozen=True)
class Zones:
    """The words around a figure, from its own ones out to the heading, and what follows it."""

    near: tuple[str, ...]
    after: str

    def first(self, indicator: Indicator) -> tuple[int, str] | None:
        """(how far out, the words) where the indicator's pattern is first found."""
        if indicator.compiled_after is not None and (match := indicator.compiled_after.match(self.after)):
            return 0, match[0].strip()
        for distance, words in enumerate(self.near):
            if indicator.compiled is not None and (found := indicator.compiled.search(words)):
                return distance, found[0].strip()
        return None


def zones(read: PlanRead, context: BlockContext, record: Budget | Target) -> Zones:
    """Around the figure of a record; for a cell of a table its labels stand for the words."""
    start, end = record.figure
    labels = canonical(" ".join((*(record.row or ()), *(record.column or ()))))
    own = f"{context.lowered[record.span[0] : max(record.span[1], end)]} {labels}".strip()
    clause, sentence = context.clause(start), context.sentence(start)
    heading = " ".join(read.headings(context)[:1]).lower()
    near = (own, context.lowered[slice(*clause)], context.lowered[slice(*sentence)], heading)
    return Zones(near, context.lowered[end : context.block.end])


def indicator_decision(read: PlanRead, around: Zones, target: Target) -> Decision:
    """The indicator that was taken and the words that named it."""
    found = read.rules.indicators.root.get(target.indicator)
    at = around.first(found) if found else None
    entry = read.entries.get(f"indicators.{target.indicator}")
    return Decision("indicator", target.indicator, at[1] if at else "", entry)


def indicator_losers(read: PlanRead, around: Zones, target: Target) -> Iterator[Loser]:
    """The other indicators whose words stand there."""
    root = read.rules.indicators.root
    order = list(root)
    chosen = root.get(target.indicator)
    at = around.first(chosen) if chosen else None
    for name, indicator in root.items():
        found = around.first(indicator) if name != target.indicator else None
        if found is None:
            continue
        why = _unfit(indicator, target, around, found[0]) or (
            _outdone(found[0], at[0] if at else 0, target.indicator, indicator)
            or _order(order.index(name), order.index(target.indicator) if chosen else 0, target.indicator)
        )
        yield Loser(read.entries[f"indicators.{name}"], *why)


def _unfit(indicator: Indicator, target: Target, around: Zones, distance: int) -> tuple[str, str] | None:
    """What the indicator asks for and does not find."""
    units = indicator.units or (indicator.unit,)
    if target.unit not in units and "any" not in units:
        wanted = ", ".join(units)
        return (
            f"đơn vị khác: cần {wanted}, ở đây là {target.unit}",
            f"unit differs: {wanted} wanted, here {target.unit}",
        )
    words = around.near[distance]
    if indicator.compiled_unless is not None and (match := indicator.compiled_unless.search(words)):
        return f"có từ loại trừ (unless) «{match[0]}»", f"excluded by «{match[0]}» (unless)"
    if indicator.compiled_require is not None and indicator.compiled_require.search(words) is None:
        return (
            f"thiếu từ bắt buộc (require) «{indicator.require}»",
            f"required words absent: «{indicator.require}»",
        )
    wanted = indicator.require_unit_word or ""
    if wanted not in (target.unit_text or ""):
        return f"đơn vị phải viết là «{wanted}»", f"the unit must be written «{wanted}»"
    return None


def _outdone(distance: int, best: int, chosen: str, indicator: Indicator) -> tuple[str, str] | None:
    if distance > best:
        vi, en = _NEAR[distance]
        return f"chỉ thấy {vi}; {chosen} đứng gần số liệu hơn", f"found only {en}; {chosen} stands nearer"
    if indicator.general:
        return f"quy tắc chung (general) nhường cho {chosen}", f"a general rule; it yields to {chosen}"
    return None


def _order(index: int, chosen_index: int, chosen: str) -> tuple[str, str]:
    if index > chosen_index:
        return f"{chosen} đứng trước trong tệp quy tắc nên được lấy", f"{chosen} stands above it in the file"
    return f"từ của {chosen} đứng gần số liệu hơn", f"the words of {chosen} stand nearer to the figure"


def unit_decision(read: PlanRead, context: BlockContext, record: Budget | Target) -> Decision | None:
    """The unit read behind the figure, by its word."""
    shown = record.unit if isinstance(record, Target) else record.unit_text
    if shown is None:
        return None
    word = canonical(record.unit_text or "")
    entry = next(
        (e for e in read.rules.entries if e.kind in {"unit", "money-unit"} and word in _words(e)), None
    )
    return Decision("unit", shown, word, entry)


def unit_losers(read: PlanRead, context: BlockContext, record: Budget | Target) -> Iterator[Loser]:
    """Units whose shorter words stand right behind the figure too."""
    taken = canonical(record.unit_text or "")
    behind = context.lowered[record.figure[1] : context.block.end].lstrip()
    for entry in read.rules.entries:
        if entry.kind not in {"unit", "money-unit"} or taken in _words(entry):
            continue
        word = next((w for w in _words(entry) if regex.match(rf"{regex.escape(w)}(?!\p{{L}})", behind)), None)
        if word is not None and word != taken:
            yield Loser(
                entry,
                f"«{word}» cũng đứng sau số liệu, nhưng từ dài hơn «{taken}» được thử trước",
                f"«{word}» stands there too, but the longer «{taken}» is tried first",
            )


def _words(entry: Entry) -> list[str]:
    return [str(word) for word in entry.content["words"]]


def cue_fields(read: PlanRead, context: BlockContext, budget: Budget) -> tuple[list[Decision], list[Loser]]:
    """Source and kind of capital of a sum, by the patterns that its words hold."""
    decided: list[Decision] = []
    lost: list[Loser] = []
    fields = (
        ("source", budget.source, read.rules.funding.sources),
        ("capital", budget.capital, read.rules.funding.capital),
    )
    labels = canonical(" ".join((*(budget.column or ()), *(budget.row or ()))))
    words = f"{labels} {context.lowered[context.clause(budget.figure[0])[0] : context.clause(budget.figure[0])[1]]}"
    for field, value, cues in fields:
        spans = {cue.id: found for cue in cues if (found := _last(cue, words)) is not None}
        section = "sources" if field == "source" else "capital"
        if value is not None:
            said = spans.get(value)
            decided.append(
                Decision(
                    field, value, said[0] if said else "", read.entries.get(f"funding.{section}.{value}")
                )
            )
        lost += [
            Loser(
                read.entries[f"funding.{section}.{name}"],
                f"«{match[0]}» cũng có trong câu, nhưng từ khác đứng gần số tiền hơn hoặc là của số khác",
                f"«{match[0]}» is in the sentence too, but other words stand nearer, or it is another sum's",
            )
            for name, match in spans.items()
            if name != value
        ]
    return decided, lost


def _last(cue: Cue, words: str) -> "regex.Match[str] | None":
    return next(reversed(list(cue.compiled.finditer(words))), None)


def status_decision(read: PlanRead, context: BlockContext, record: Budget | Target) -> Decision:
    """The cue before the figure, else the heading above it, else the kind of document."""
    status = record.status or ""
    start = context.sentence(record.figure[0])[0]
    wanted = {"target", "assigned"} if status in {"plan", "target"} else {status}
    cue = context.cue("status", start, record.figure[0])
    if cue is not None and cue.value in wanted:
        entry = read.entries.get(f"phrases.status.{cue.value}")
        return Decision("status", status, context.lowered[cue.start : cue.end], entry)
    for title in read.headings(context):
        for heading in read.rules.headings.status:
            if (match := heading.compiled.search(title.lower())) is not None:
                known = read.entries.get(f"headings.status.{heading.id}")
                return Decision("status", status, match[0], known if heading.id in wanted else None)
    return Decision("status", status)


def word_decisions(read: PlanRead, context: BlockContext, target: Target) -> Iterator[Decision]:
    """Direction and bound of a target, by the words before its figure."""
    for field, value in (("direction", target.direction), ("comparator", target.comparator)):
        if value is None or value == "=":
            continue
        cue = context.cue(field, min(target.span[0], target.figure[0]), target.figure[0])
        named = cue is not None and cue.value == value
        words = context.lowered[cue.start : cue.end] if cue is not None and named else ""
        yield Decision(field, value, words, read.entries.get(f"phrases.{field}.{value}") if named else None)


def type_losers(read: PlanRead, words: str, taken: str) -> Iterator[Loser]:
    """Document types whose names stand inside the words of a citation of another type."""
    lowered = canonical(words)
    for entry in read.rules.entries:
        name = canonical(entry.name) if entry.kind == "document-type" else ""
        if (
            name
            and entry.name != taken
            and regex.search(rf"(?<!\p{{L}}){regex.escape(name)}(?!\p{{L}})", lowered)
        ):
            yield Loser(
                entry,
                f"«{entry.name}» nằm trong những chữ của viện dẫn «{taken}» đã được đọc trước",
                f"«{entry.name}» stands inside the words of the citation «{taken}», which was read first",
            )
