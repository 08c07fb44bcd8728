"""The numbers of headings: `numbering-gap`, `numbering-duplicate`.

A list that starts again, letters that leave out đ, an appendix beside the file: none of these is a
fault. A break counts only where the numbers around it go on as if it were not there.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor import regex
from extractor.checker.numbering import Marked, counted_without_d, marker_for, taken_apart
from extractor.checker.plan_words import words_in
from extractor.checker.report import Place, Verdicts, filled, finding
from extractor.checker.runs import MOST_MISSING, find_breaks, split_runs
from extractor.checker.wording import Words, same
from extractor.checker.worlds import Worlds, worlds_of
from extractor.language.text import canonical
from extractor.plan import Plan, Section
from extractor.plantext import BlockKind, Span
from extractor.records import Certainty, Finding
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_HEADING_CHARS = 160
_PARAGRAPH = 40  # letters at least of a paragraph that its number opens
_PART = "phần"
_D = "đ"
_SENTENCE_ENDS = regex.compile(r"[.;]\W{0,3}$")
_COUNTING = regex.compile(r"\d+(?:[.,]\d+)* ?%? \p{L}")  # «3. 80% hộ nông thôn …» opens with what it counts
# A number that may be a marker: no part of a date or a figure, nor of the name «Dự án 2».
_BEFORE_MARKER = r"(?<![\p{L}\d.,/])(?<!(?i:dự án) )"
_AFTER_MARKER = r"(?:\s?[.):]|[/–-])(?!\d|\s\d+[.,/]\d)"
# Numbers of two levels and more («2.1 Đào tạo nghề») often lack the closing point where they open a line.
_OPENS_LINE = r"(?m)^\s*{}\s+\p{{Lu}}"
_OPENS_LINE_WITH_DASH = r"(?m)^\s*{}\s+[–-]\s*\p{{L}}"
_OWN = (0, 0)  # the world of the plan's own headings

World = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered heading of a series."""

    section: Section
    marked: Marked
    number: int


def judge_structure(plan: Plan, rules: CheckRules) -> Verdicts:
    """Where the numbers of headings skip or repeat."""
    found: list[Finding] = []
    worlds = worlds_of(plan, rules.numbering.appendix_heading)
    with_d = _counting_d(plan, worlds)
    for world, series in _series(plan, worlds, rules.numbering.amends):
        adjoining = {i for i, item in enumerate(series) if _adjoins(plan, item)}
        split = split_runs([item.number for item in series], adjoining)
        runs = [[series[i] for i in run] for run in split]
        if world == _OWN:
            found += _start(plan, rules, _counted(runs[0]))
        for run in runs:
            as_written = _breaks(plan, rules, run) if world in with_d and run[0].marked.core.islower() else ()
            found += [*as_written] or [*_breaks(plan, rules, _counted(run))]
    return Verdicts(findings=tuple(found))


def _adjoins(plan: Plan, item: Item) -> bool:
    """True where the paragraph before ends its sentence: it is no heading and announces no list."""
    block = item.section.block
    return block > 0 and _SENTENCE_ENDS.search(plan.text.words(plan.text.blocks[block - 1])) is not None


def _counting_d(plan: Plan, worlds: Worlds) -> set[World]:
    """The plan itself, or the appendix, in which some list counts đ: there a list without it lacks it."""
    return {worlds.of(item.section.start) for item in _items(plan) if item.marked.core == _D}


def _counted(run: Sequence[Item]) -> list[Item]:
    numbers = counted_without_d([(item.marked, item.number) for item in run])
    return [
        item if item.number == number else replace(item, number=number)
        for item, number in zip(run, numbers, strict=True)
    ]


def _items(plan: Plan) -> Sequence[Item]:
    """The plan's numbered headings."""
    return plan.once(_numbered)


def _numbered(plan: Plan) -> tuple[Item, ...]:
    return tuple(_each_numbered(plan))


def _each_numbered(plan: Plan) -> Iterator[Item]:
    for section in plan.sections:
        marked = taken_apart(section.marker) if section.marker else None
        in_table = plan.text.blocks[section.block].kind is BlockKind.TABLE_CELL
        if (
            marked
            and section.number
            and not in_table
            and not marked.is_appendix
            and _has_words(plan, section, marked)
        ):
            yield Item(section, marked, section.number)


def _has_words(plan: Plan, section: Section, marked: Marked) -> bool:
    """True for what reads as a heading; «Điều 4 của Nghị định …» at the start of a line does not.

    Only a marker with a word in it (Phần thứ hai, Chương II) may stand alone. In lists without titles a
    number must open a paragraph («1. Công chức … chủ trì»): alone it is often something else.
    """
    worded = any(letter.isalpha() for letter in marked.head)
    if not section.title:
        block = plan.text.blocks[section.block]
        body = plan.text.body(block).strip()
        lettered = marked.core.isalpha() and not marked.head and marked.tail.strip() == ")"
        opening = marked.core.isdigit() and marked.tail.strip() == "." and _opens_paragraph(body)
        return worded or (lettered and bool(body)) or (opening and len(body) >= _PARAGRAPH)
    return not ((worded or marked.core.isupper()) and section.title[0].islower())


def _opens_paragraph(body: str) -> bool:
    return body[:1].isupper() or _COUNTING.match(body) is not None


def _amends(plan: Plan, section: Section, amends: "regex.Pattern[str]") -> bool:
    """True under «Sửa đổi điểm a, c như sau:»: those letters are the other document's."""
    if section.parent is None:
        return False
    heading = plan.text.blocks[plan.sections[section.parent].block]
    return amends.search(words_in(plan, heading)) is not None


def _series(plan: Plan, worlds: Worlds, amends: "regex.Pattern[str]") -> list[tuple[World, list[Item]]]:
    """Headings that are counted together: one world, one parent, one form; articles through the text."""
    groups: dict[tuple[World, object], list[Item]] = defaultdict(list)
    amended: dict[int | None, bool] = {}  # by the heading above
    for item in _items(plan):
        head = item.marked.head.strip().lower()
        parent = None if item.marked.is_global else item.section.parent
        world = worlds.of(item.section.start)
        above = item.section.parent
        if above not in amended:
            amended[above] = _amends(plan, item.section, amends)
        if not amended[above]:
            groups[world, (parent, item.section.rank, head)].append(item)
    return [(world, items) for (world, _), items in groups.items()]


def _start(plan: Plan, rules: CheckRules, run: Sequence[Item]) -> list[Finding]:
    """A first heading that is not number one and does not carry on from the part before."""
    first = run[0]
    parent = None if first.section.parent is None else plan.sections[first.section.parent]
    under_part = parent is not None and canonical(parent.marker or "").startswith(_PART)
    goes_on = len(run) > 1 and run[1].number == first.number + 1
    if first.number == 1 or first.number - 1 > MOST_MISSING or not (under_part or goes_on):
        return []
    if (first.number != 2 and not under_part) or _continues(plan, first):
        return []
    since = parent.start if parent and not first.marked.is_global else 0
    missing = [*range(1, first.number)]
    if _stands_between(plan, first, missing, since):
        return []
    fields = {
        "heading": same(_heading(plan, first)),
        "marker": same(_bare(first, first.number)),
        "missing": same(_markers(first, missing)),
        "parent": _named(parent),
    }
    message = filled(rules.rules.numbering_gap.messages.start, fields)
    return [_gap(plan, rules, first, message, missing=missing, certainty="certain")]


def _continues(plan: Plan, first: Item) -> bool:
    """True where the last heading of the same form before this one bears the number before."""
    before = [
        item
        for item in _items(plan)
        if item.section.start < first.section.start and item.section.rank == first.section.rank
    ]
    return bool(before) and before[-1].number + 1 == first.number


def _breaks(plan: Plan, rules: CheckRules, run: Sequence[Item]) -> Iterator[Finding]:
    for slip in find_breaks([item.number for item in run]):
        item, before = run[slip.at], run[slip.at - 1]
        certainty: Certainty = "certain" if slip.sure else "likely"
        if slip.repeats:
            yield _duplicate(plan, rules, item, before, wanted=slip.wanted, certainty=certainty)
            continue
        missing = [*range(slip.wanted, item.number)]
        if not _stands_between(plan, item, missing, before.section.start):
            fields = {
                "heading": same(_heading(plan, item)),
                "before": same(_bare(before, before.number)),
                "marker": same(_bare(item, item.number)),
                "missing": same(_markers(item, missing)),
            }
            message = filled(rules.rules.numbering_gap.messages.between, fields)
            yield _gap(plan, rules, item, message, missing=missing, certainty=certainty)


def _gap(
    plan: Plan, rules: CheckRules, item: Item, message: Words, *, missing: Sequence[int], certainty: Certainty
) -> Finding:
    span = _heading_span(plan, item)
    return finding(
        plan,
        rules,
        "numbering-gap",
        Place(span, item.section.path),
        message,
        expected=_markers(item, missing),
        evidence=[span],
        certainty=certainty,
    )


def _duplicate(
    plan: Plan, rules: CheckRules, item: Item, before: Item, *, wanted: int, certainty: Certainty
) -> Finding:
    span = _heading_span(plan, item)
    expected = _bare(item, wanted)
    fields = {
        "heading": same(_heading(plan, item)),
        "marker": same(_bare(item, item.number)),
        "expected": same(expected),
    }
    return finding(
        plan,
        rules,
        "numbering-duplicate",
        Place(span, item.section.path),
        filled(rules.rules.numbering_duplicate.messages.repeated, fields),
        expected=expected,
        evidence=[_heading_span(plan, before), span],
        certainty=certainty,
    )


def _stands_between(plan: Plan, item: Item, missing: Sequence[int], since: int) -> bool:
    """True where a missing number stands in the text before the heading, only not as a heading."""
    text = plan.text.text[since : item.section.start]
    for number in missing:
        bare = _bare(item, number).rstrip(")")
        if bare not in text:
            continue  # quick to look for
        marker = regex.escape(bare)
        if regex.search(f"{_BEFORE_MARKER}{marker}{_AFTER_MARKER}", text):
            return True
        if regex.search(_OPENS_LINE_WITH_DASH.format(marker), text):
            return True
        if "." in item.marked.head and regex.search(_OPENS_LINE.format(marker), text):
            return True
    return False


def _bare(item: Item, number: int) -> str:
    """The marker without its closing mark, for that number."""
    return marker_for(item.marked, number, item.number) or str(number)


def _markers(item: Item, numbers: Sequence[int]) -> str:
    return ", ".join(_bare(item, number) for number in numbers)


def _heading(plan: Plan, item: Item) -> str:
    return plan.words(_heading_span(plan, item))


def _heading_span(plan: Plan, item: Item) -> Span:
    """Marker and title; of a title that opens a paragraph, no more than a line."""
    block = plan.text.blocks[item.section.block]
    start = max(item.section.start, block.start)
    at = plan.text.text.find(item.section.title, start, block.end) if item.section.title else -1
    end = at + len(item.section.title) if at >= 0 else block.end
    return start, _shortened(plan, start, end)


def _shortened(plan: Plan, start: int, end: int) -> int:
    if end - start <= _HEADING_CHARS:
        return end
    cut = plan.text.text.rfind(" ", start, start + _HEADING_CHARS)
    return cut if cut > start else start + _HEADING_CHARS


def _named(parent: Section | None) -> Words:
    if parent is None:
        return Words("Văn bản", "The document")
    name = (parent.marker or parent.title).rstrip(".):/ ")
    worded = len(name.split()) > 1
    return same(name) if worded else Words(f"Mục {name}", f"Section {name}")
