"""Why the words at an offset were read as they were, or were not read."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.explain.contenders import (
    cue_fields,
    indicator_decision,
    indicator_losers,
    status_decision,
    type_losers,
    unit_decision,
    unit_losers,
    word_decisions,
    zones,
)
from extractor.explain.reading import Decision, Loser, PlanRead
from extractor.extraction.context import BlockContext
from extractor.extraction.header import HEAD_BLOCKS
from extractor.extraction.quantities import Kind, Quantity
from extractor.extraction.signature import names_recipients
from extractor.plan import PlanRecord
from extractor.plantext import PlanText, Span
from extractor.records import Budget, Check, Citation, Document, Finding, Target
from extractor.rulebook import Rulebook
from extractor.rulebook.entries import Entry


@dataclass(frozen=True)
class Reading:
    """A record that covers the words asked about: what decided its fields, and what tried and lost."""

    record: PlanRecord
    decided: tuple[Decision, ...] = ()
    lost: tuple[Loser, ...] = ()


@dataclass(frozen=True)
class Note:
    """What words are that no record covers, in Vietnamese and English, and the rule that says so."""

    vi: str
    en: str
    entry: Entry | None = None


@dataclass(frozen=True)
class Explanation:
    """The words asked about, where they stand, and how they were read; `headings` innermost first."""

    doc: str
    span: Span
    words: str
    block: Span
    kind: str
    page: int | None
    section: tuple[str, ...]
    headings: tuple[str, ...]
    readings: tuple[Reading, ...]
    notes: tuple[Note, ...]


def explain(text: PlanText, start: int, end: int, rules: Rulebook) -> Explanation:
    """Which rules read `text.text[start:end]`, which others tried, and why they lost."""
    read = PlanRead(text, rules)
    context = read.context(start)
    block = context.block
    readings = tuple(_reading(read, context, record) for record in _covering(read, start, end))
    return Explanation(
        doc=text.doc,
        span=(start, min(end, len(text.text))),
        words=_whole_words(text, start, end),
        block=(block.start, block.end),
        kind=block.kind.value,
        page=block.page,
        section=read.setting.section_path(context.outlined),
        headings=read.headings(context),
        readings=readings,
        notes=() if readings else tuple(_notes(read, context, start, end)),
    )


def _whole_words(text: PlanText, start: int, end: int) -> str:
    """The words that the letters asked about belong to."""
    while start > 0 and not text.text[start - 1].isspace():
        start -= 1
    while end < len(text.text) and not text.text[end - 1].isspace() and not text.text[end].isspace():
        end += 1
    return text.quote(start, end)


def _covering(read: PlanRead, start: int, end: int) -> list[PlanRecord]:
    """Records over the words; where figures are meant, those whose own figure it is, not their neighbours."""
    found: list[PlanRecord] = [
        record
        for record in read.audit.records()
        if not isinstance(record, Document | Check) and _meet(record.span, start, end)
    ]
    of_figure = [r for r in found if isinstance(r, Budget | Target) and _meet(r.figure, start, end)]
    if not of_figure:
        return found
    return [*of_figure, *(r for r in found if not isinstance(r, Budget | Target))]


def _meet(span: Span, start: int, end: int) -> bool:
    return span[0] < end and start < span[1]


def _reading(read: PlanRead, asked: BlockContext, record: PlanRecord) -> Reading:
    context = read.context(record.span[0]) if record.span[0] < asked.block.start else asked
    match record:
        case Target():
            return _of_target(read, context, record)
        case Budget():
            return _of_budget(read, context, record)
        case Citation():
            entry = read.entries.get(f"citations.types.{record.cited_type}")
            decided = [Decision("cited_type", record.cited_type, entry=entry)]
            if record.role == "basis":
                decided.append(Decision("role", "basis", entry=read.entries.get("citations.basis_openings")))
            return Reading(record, tuple(decided), tuple(type_losers(read, record.text, record.cited_type)))
        case Finding():
            found = Decision("finding", record.rule, entry=read.entries.get(f"checks.rules.{record.rule}"))
            return Reading(record, (found,))
    return Reading(record)


def _of_target(read: PlanRead, context: BlockContext, target: Target) -> Reading:
    around = zones(read, context, target)
    unit = unit_decision(read, context, target)
    decided = (
        *((unit,) if unit else ()),
        indicator_decision(read, around, target),
        status_decision(read, context, target),
        *word_decisions(read, context, target),
    )
    lost = (*unit_losers(read, context, target), *indicator_losers(read, around, target))
    return Reading(target, decided, lost)


def _of_budget(read: PlanRead, context: BlockContext, budget: Budget) -> Reading:
    unit = unit_decision(read, context, budget)
    decided, lost = cue_fields(read, context, budget)
    fields = (*((unit,) if unit else ()), *decided, status_decision(read, context, budget))
    return Reading(budget, fields, (*unit_losers(read, context, budget), *lost))


def _notes(read: PlanRead, context: BlockContext, start: int, end: int) -> Iterator[Note]:
    """What the words are instead: a number of a heading, a date, a name with a number, plain words."""
    if start < context.block.body:
        yield Note(
            "số thứ tự hoặc dấu đầu mục, không phải số liệu", "the number or bullet of its item, no figure"
        )
        return
    found = [*_mentioned(read, context, start, end), *_figures(read, context, start, end)]
    yield from found
    yield from _cues(read, context, start, end)
    yield from _heading_cues(read, context)
    if not found:
        yield Note(
            "lời văn: ở đây không có số liệu hay viện dẫn nào", "plain words: no figure and no citation here"
        )


def _mentioned(read: PlanRead, context: BlockContext, start: int, end: int) -> Iterator[Note]:
    """Digits that were taken before any figure was looked for."""
    quote = read.text.quote
    for label in context.mentions.labels:
        if _meet((label.start, label.end), start, end):
            words = quote(label.start, label.end)
            yield Note(
                f"«{words}» là tên gọi có số, không đếm gì: các quy tắc số liệu không xét tới",
                f"«{words}» is a name with a number and counts nothing: no rule of figures looks at it",
                read.entries.get(f"headings.labels.{label.id}"),
            )
    for date in context.mentions.dates:
        if _meet((date.start, date.end), start, end):
            words = quote(date.start, date.end)
            yield Note(f"«{words}» là ngày tháng", f"«{words}» is a date")
    for cited in context.mentions.citations:
        if _meet((cited.start, cited.end), start, end):
            words = quote(cited.start, cited.end)
            yield Note(
                f"«{words}» là số hiệu của chính văn bản này, không phải viện dẫn",
                f"«{words}» is the document's own number, no citation",
                read.entries.get(f"citations.types.{cited.cited_type}"),
            )


def _figures(read: PlanRead, context: BlockContext, start: int, end: int) -> Iterator[Note]:
    """Figures that gave no record."""
    for item in read.quantities(context):
        if not _meet((item.start, item.end), start, end):
            continue
        words = read.text.quote(item.start, item.end)
        if _in_foot(read, context):
            yield Note(
                f"«{words}» nằm ở phần nơi nhận, chữ ký", f"«{words}» stands among recipients and signatures"
            )
        elif isinstance(item, Quantity) and item.kind is Kind.DURATION:
            yield Note(
                f"«{words} {item.unit_text}» là khoảng thời gian, không phải mức phải đạt",
                f"«{words} {item.unit_text}» is a span of time, not a level to be reached",
            )
        else:
            yield Note(
                f"«{words}» không có đơn vị hay chỉ số nào mà quy tắc biết",
                f"«{words}» has no unit and no indicator that the rules know",
            )


def _in_head(read: PlanRead, context: BlockContext) -> bool:
    sections = read.setting.outline.sections
    return context.index < min(sections[0].block if sections else HEAD_BLOCKS, HEAD_BLOCKS)


def _in_foot(read: PlanRead, context: BlockContext) -> bool:
    above = read.text.blocks[: context.index + 1]
    return any(names_recipients(read.text.words(block)) for block in above)


def _cues(read: PlanRead, context: BlockContext, start: int, end: int) -> Iterator[Note]:
    """Words that decide how the figures behind them are meant."""
    for kind in ("direction", "comparator", "status"):
        for cue in context.cues(kind, context.block.body, context.block.end):
            if _meet((cue.start, cue.end), start, end):
                words = read.text.quote(cue.start, cue.end)
                yield Note(
                    f"«{words}» định nghĩa của số liệu đứng sau ({kind}: {cue.value})",
                    f"«{words}» says how the figure behind it is meant ({kind}: {cue.value})",
                    read.entries.get(f"phrases.{kind}.{cue.value}"),
                )


def _heading_cues(read: PlanRead, context: BlockContext) -> Iterator[Note]:
    """What a heading says of all figures under it."""
    section = context.outlined.section
    if section is None or read.setting.outline.sections[section].block != context.index:
        return
    title = read.setting.outline.sections[section].title.lower()
    for cue in read.rules.headings.status:
        if (match := cue.compiled.search(title)) is not None:
            yield Note(
                f"đề mục này («{match[0]}») cho các số bên dưới là «{cue.id}»",
                f"this heading («{match[0]}») makes the figures under it «{cue.id}»",
                read.entries.get(f"headings.status.{cue.id}"),
            )
            return
