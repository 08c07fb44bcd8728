"""The heading tree: numbered parts and their paths, and the outline that lists follow."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from extractor import regex
from extractor.parsers.markers import BULLETS, read_marker
from extractor.plan import Section
from extractor.plantext import Block, BlockKind, PlanText
from extractor.values import dataclass

# How far out a marker stands: the smaller, the further out.
RANKS = {
    "part": 0,
    "appendix": 0,
    "chapter": 10,
    "division": 15,
    "letter": 20,
    "roman": 30,
    "article": 40,
    "arabic": 50,
    "decimal2": 60,
    "decimal3": 70,
    "decimal4": 75,
    "small": 80,
    "small_dotted": 90,
    "enclosed": 100,
    "dash": 120,
    "plus": 130,
    "star": 140,
}
LEAF_RANK = 200
TITLE_LENGTH = 160
VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_CAPTION = regex.compile(r"(?i)\W*(?:biểu|bảng)\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Outlined:
    """A block's place in the outline: rank of its marker, number, nearest section, outline parents.

    `section` is an index into the sections or None; `parents` are block indices, outermost first.
    """

    block: int
    form: str | None
    rank: int
    number: int | None
    section: int | None
    parents: tuple[int, ...]


@dataclass(frozen=True)
class Outline:
    sections: tuple[Section, ...]
    blocks: tuple[Outlined, ...]


def marker_number(form: str, marker: str) -> int | None:
    """The place in its row that a marker stands for: `IV.` is 4, `đ)` is 5, `2.3.` is 3."""
    core = mended(form, marker).strip(" .)/:(-–").lower()
    if form in {"part", "chapter", "division", "appendix", "article"}:
        words = core.replace("số", " ").split()
        last = words[-1] if words else ""
        if last in _ORDINALS and form == "part":
            return _ORDINALS[last]
        core = last
    if core.isdigit():
        return int(core)
    if form in {"decimal2", "decimal3", "decimal4", "small_dotted"}:
        tail = core.replace(" ", "").rsplit(".", 1)[-1].lstrip("abcdđeghiklmnopqrstuvxy")
        return int(tail) if tail.isdigit() else None
    if form in {"small", "letter"}:
        return VIETNAMESE_LETTERS.index(core) + 1 if len(core) == 1 and core in VIETNAMESE_LETTERS else None
    if core and all(c in _ROMAN for c in core):
        return _roman(core)
    return None


def mended(form: str | None, marker: str) -> str:
    """A marker with the l of a scan as the I it was printed as: `Il.` is `II.`."""
    return marker.replace("l", "I") if form == "roman" else marker


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def outline(text: PlanText, unnumbered: Mapping[int, int] = MappingProxyType({})) -> Outline:
    """Sections and list structure of a plan; table cells belong to the section they stand in.

    `unnumbered` gives the rank of each block that is a heading without a number.
    """
    sections: list[Section] = []
    blocks: list[Outlined] = []
    stack: list[tuple[int, int, int | None]] = []  # rank, block, section
    left: list[tuple[int, int, int | None]] = []  # the stack that captions of tables broke off
    captions: list[int] = []  # the sections of those captions
    asides: set[int] = set()  # captions behind which the row went on
    letters: dict[int, int] = {}
    section: int | None = None
    parents: tuple[int, ...] = ()
    for index, block in enumerate(text.blocks):
        form, number = _marker_of(text, block, stack, letters, sections)
        rank = RANKS[form] if form else unnumbered.get(index, LEAF_RANK)
        if rank >= LEAF_RANK:
            blocks.append(Outlined(index, form, rank, number, section, parents))
            continue
        if form == "appendix" and _CAPTION.match(block.marker or ""):
            if any(kept[0] != rank for kept in stack):
                left, captions = [*stack], []
            captions.append(len(sections))
        elif rank == RANKS["appendix"]:
            left, captions = [], []
        elif left and _goes_on(left, stack, rank, number, sections):
            asides.update(captions)
            stack, left, captions = left, [], []
        while stack and stack[-1][0] >= rank:
            stack.pop()
        section, parents = _top(stack)
        own = None
        if form not in BULLETS:
            own = len(sections)
            sections.append(_section(text, index, (form, rank, number), section, sections))
        blocks.append(Outlined(index, form, rank, number, own if own is not None else section, parents))
        stack.append((rank, index, own))
        section, parents = _top(stack)
    return Outline(_closed(sections, asides, len(text.text)), tuple(blocks))


def _goes_on(
    left: Sequence[tuple[int, int, int | None]],
    stack: Sequence[tuple[int, int, int | None]],
    rank: int,
    number: int | None,
    sections: Sequence[Section],
) -> bool:
    """Whether a heading takes up the row that «Biểu 1. …» broke off, and none that was begun below the caption."""
    before = (
        {sections[own].number for at, _, own in entries if at == rank and own is not None}
        for entries in (left, stack)
    )
    broken, below = before
    return number is not None and number - 1 in broken and number - 1 not in below


def _top(stack: Sequence[tuple[int, int, int | None]]) -> tuple[int | None, tuple[int, ...]]:
    """The nearest section of those that are open, and the blocks that opened them."""
    section = next((own for _, _, own in reversed(stack) if own is not None), None)
    return section, tuple(block for _, block, _ in stack)


def marker_form(text: PlanText, block: Block) -> str | None:
    """The form of a block's marker; None for a block without one and for a table cell."""
    if block.marker is None or block.kind is BlockKind.TABLE_CELL:
        return None
    form = _form_of(block.marker)
    if form is not None:
        return form
    read = read_marker(text.words(block))
    return read.form if read is not None else None


@lru_cache(maxsize=1024)
def _form_of(marker: str) -> str | None:
    """The form of a marker by itself, as most blocks of a plan repeat the same few."""
    read = read_marker(marker + " X") or read_marker(marker)
    return read.form if read is not None else None


def _marker_of(
    text: PlanText,
    block: Block,
    stack: Sequence[tuple[int, int, int | None]],
    letters: dict[int, int],
    sections: Sequence[Section],
) -> tuple[str | None, int | None]:
    form = marker_form(text, block)
    if form is None or block.marker is None:
        return None, None
    if form == "roman" and _goes_on_small(block.marker, stack, sections):
        form = "small"
    if form == "roman" and len(block.marker.strip(" .)/:-–")) == 1:
        letter = marker_number("letter", block.marker)
        depth = len(stack)
        if (
            letter is not None
            and letters.get(depth) == letter - 1
            and letter > 1
            and not _after_roman(text, stack, block)
        ):
            form = "letter"
    number = marker_number(form, block.marker)
    if form == "letter" and number is not None:
        letters[len(stack)] = number
    return form, number


def _goes_on_small(
    marker: str, stack: Sequence[tuple[int, int, int | None]], sections: Sequence[Section]
) -> bool:
    """«I)» behind «h)» is the small letter of that row, begun with a capital."""
    letter = marker_number("small", marker.lower())
    if letter is None or not marker.endswith(")"):
        return False
    own = (sections[s] for rank, _, s in stack if rank == RANKS["small"] and s is not None)
    return any(section.number == letter - 1 for section in own)


def _after_roman(text: PlanText, stack: Sequence[tuple[int, int, int | None]], block: Block) -> bool:
    return any(rank == RANKS["roman"] for rank, _, _ in stack)


def _section(
    text: PlanText,
    index: int,
    marked: tuple[str | None, int, int | None],
    parent: int | None,
    sections: Sequence[Section],
) -> Section:
    """The section that a block opens; `marked` is form, rank and number of its marker."""
    block = text.blocks[index]
    form, rank, number = marked
    above = sections[parent].path if parent is not None else ()
    if block.marker is None:
        title = text.words(block).strip(" :")[:TITLE_LENGTH]
        marker, name = None, title
    else:
        title = _lead(text.body(block), heading=block.kind is BlockKind.HEADING) or _next_title(text, index)
        marker = mended(form, block.marker)
        name = marker.strip(" .):/-–").lstrip("(")
    return Section(
        path=(*above, name),
        title=title,
        rank=rank,
        marker=marker,
        number=number,
        parent=parent,
        block=index,
        start=block.start,
        end=len(text.text),
    )


def _lead(words: str, *, heading: bool) -> str:
    """The title of a numbered paragraph: all of a heading, else what stands before its colon, else nothing."""
    head, colon, _ = words[:TITLE_LENGTH].partition(":")
    if colon:
        return head.strip()
    return words[:TITLE_LENGTH].strip() if heading else ""


def _next_title(text: PlanText, index: int) -> str:
    """The title of a part whose number stands on a line of its own."""
    following = text.blocks[index + 1 : index + 2]
    if text.body(text.blocks[index]).strip():
        return ""
    if following and following[0].marker is None and len(text.words(following[0])) < 200:
        return text.words(following[0])
    return ""


def _closed(sections: Sequence[Section], asides: Collection[int], end: int) -> tuple[Section, ...]:
    """Sections with the offset where each ends: at the next one that stands as far out or further.

    `asides` are captions that end no other section, and end where the next one begins.
    """
    stops = [end] * len(sections)
    open_: list[int] = []  # the ever further in ones that nothing has ended yet
    for index, section in enumerate(sections):
        if index in asides:
            stops[index] = sections[index + 1].start
            continue
        while open_ and section.rank <= sections[open_[-1]].rank:
            stops[open_.pop()] = section.start
        open_.append(index)
    return tuple(replace(section, end=stop) for section, stop in zip(sections, stops, strict=True))
