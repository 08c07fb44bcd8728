"""The heading tree: numbered parts and their paths, and the outline that lists follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.parsers.markers import BULLETS, read_marker
from extractor.plan import Section
from extractor.plantext import Block, BlockKind, PlanText

# How far out a marker stands: the smaller, the further out.
RANKS = {
    "part": 0,
    "appendix": 0,
    "chapter": 1,
    "letter": 2,
    "roman": 3,
    "article": 4,
    "arabic": 5,
    "decimal2": 6,
    "decimal3": 7,
    "small": 8,
    "small_dotted": 9,
    "enclosed": 10,
    "dash": 12,
    "plus": 13,
    "star": 14,
}
LEAF_RANK = 20
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
    core = marker.strip(" .)/:(-–").lower()
    if form in {"part", "chapter", "appendix", "article"}:
        words = core.replace("số", " ").split()
        last = words[-1] if words else ""
        if last in _ORDINALS and form == "part":
            return _ORDINALS[last]
        core = last
    if core.isdigit():
        return int(core)
    if form in {"decimal2", "decimal3", "small_dotted"}:
        tail = core.replace(" ", "").rsplit(".", 1)[-1].lstrip("abcdđeghiklmnopqrstuvxy")
        return int(tail) if tail.isdigit() else None
    if form in {"small", "letter"}:
        return VIETNAMESE_LETTERS.index(core) + 1 if len(core) == 1 and core in VIETNAMESE_LETTERS else None
    if core and all(c in _ROMAN for c in core):
        return _roman(core)
    return None


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def outline(text: PlanText) -> Outline:
    """Sections and list structure of a plan; table cells belong to the section they stand in."""
    sections: list[Section] = []
    blocks: list[Outlined] = []
    stack: list[tuple[int, int, int | None]] = []  # rank, block, section
    letters: dict[int, int] = {}
    for index, block in enumerate(text.blocks):
        form, number = _marker_of(text, block, stack, letters)
        rank = RANKS.get(form, LEAF_RANK) if form else LEAF_RANK
        if form is not None:
            while stack and stack[-1][0] >= rank:
                stack.pop()
        section = next((s for _, _, s in reversed(stack) if s is not None), None)
        parents = tuple(b for _, b, _ in stack)
        own = None
        if form is not None and form not in BULLETS:
            own = len(sections)
            sections.append(_section(text, index, rank, number, section, sections))
        blocks.append(Outlined(index, form, rank, number, own if own is not None else section, parents))
        if form is not None:
            stack.append((rank, index, own))
    return Outline(_closed(sections, len(text.text)), tuple(blocks))


def _marker_of(
    text: PlanText, block: Block, stack: Sequence[tuple[int, int, int | None]], letters: dict[int, int]
) -> tuple[str | None, int | None]:
    if block.marker is None or block.kind is BlockKind.TABLE_CELL:
        return None, None
    read = read_marker(block.marker + " X") or read_marker(block.marker)
    if read is None:
        return None, None
    form = read.form
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


def _after_roman(text: PlanText, stack: Sequence[tuple[int, int, int | None]], block: Block) -> bool:
    return any(rank == RANKS["roman"] for rank, _, _ in stack)


def _section(
    text: PlanText, index: int, rank: int, number: int | None, parent: int | None, sections: Sequence[Section]
) -> Section:
    block = text.blocks[index]
    marker = (block.marker or "").strip(" .):/-–").lstrip("(")
    above = sections[parent].path if parent is not None else ()
    title = _lead(text.body(block), heading=block.kind is BlockKind.HEADING) or _next_title(text, index)
    return Section(
        path=(*above, marker),
        title=title,
        rank=rank,
        marker=block.marker,
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


def _closed(sections: Sequence[Section], end: int) -> tuple[Section, ...]:
    """Sections with the offset where each ends: at the next one that stands as far out or further."""
    closed: list[Section] = []
    for index, section in enumerate(sections):
        stop = next((s.start for s in sections[index + 1 :] if s.rank <= section.rank), end)
        closed.append(
            Section(
                section.path,
                section.title,
                section.rank,
                section.marker,
                section.number,
                section.parent,
                section.block,
                section.start,
                stop,
            )
        )
    return tuple(closed)
