"""Headings without a number: heading styles, bold or capital lines that speak as headings do."""

from bisect import bisect_right

from extractor import regex
from extractor.extraction.head_lines import is_dateline, is_motto, is_number_line
from extractor.extraction.sections import RANKS, marker_form, marker_number
from extractor.extraction.signature import foot_opening
from extractor.language.text import canonical
from extractor.plantext import Block, BlockKind, PlanText
from extractor.rulebook.figures import HeaderRules, HeadingRules

HEAD_BLOCKS = 40
_LONGEST = 20
_UNDER_NUMBERS = RANKS["enclosed"] + 10
_CAPITALS, _BOLD = 2, 4  # their depth, where a heading style would state it
_BASIS = ("căn cứ", "thực hiện", "xét ", "theo ", "kính gửi", "triển khai")
APPENDIX_LINE = regex.compile(r"\W*(?:phụ lục|phụ biểu|biểu số)(?: số)?(?: [\divx]{1,5}[a-z]?)?\W*$")
_SENTENCE = regex.compile(r"^S?TT\b|[.;,…]$|:\s*\S|\d\s*%|\d\s*(?i:triệu|tỷ|đồng|hộ\b|người)")


class UnnumberedHeadings:
    """Finds them; made once from the rules."""

    def __init__(self, headings: HeadingRules, header: HeaderRules) -> None:
        self._speaks = [cue.compiled for cue in headings.status]
        self._kinds = frozenset(canonical(kind) for kind in header.doc_types)

    def find(self, text: PlanText, lowered: str) -> dict[int, int]:
        """Block index → rank in the outline of each heading without a number, in the body of the plan.

        `lowered` is the plan's canonical text.
        """
        blocks = text.blocks
        numbers = _Numbers(text)
        begin = self._body(text, lowered, numbers.first)
        found: dict[int, int] = {}
        for index in range(begin, _body_end(text, lowered, begin)):
            depth = self._depth(text, blocks[index])
            if depth is not None and not _titles_a_number(text, index, numbers):
                found[index] = _rank(depth, index, numbers)
        return found

    def _depth(self, text: PlanText, block: Block) -> int | None:
        """How deep a heading is, 1 the outermost; None for what is none."""
        if block.marker is not None or block.kind is BlockKind.TABLE_CELL:
            return None
        words = text.words(block).strip(" *:")
        if block.level is None and not (block.bold or words.isupper()):
            return None
        if (
            canonical(words) in self._kinds
            or not 1 < len(words.split()) <= _LONGEST
            or _SENTENCE.search(words)
        ):
            return None
        if block.level is not None:
            return block.level
        if not any(pattern.search(words.lower()) for pattern in self._speaks):
            return None
        return _CAPITALS if words.isupper() else _BOLD

    def _body(self, text: PlanText, lowered: str, first_number: int | None) -> int:
        """Where the body begins: behind the bases, else behind the title, or at the first number."""
        head = [lowered[block.start : block.end] for block in text.blocks[:HEAD_BLOCKS]]
        first = len(text.blocks) if first_number is None else first_number
        kind = next((i for i, words in enumerate(head) if words.strip(" .:*") in self._kinds), None)
        if kind is None:
            return max(
                (i + 1 for i, line in enumerate(head[:first]) if _is_of_a_head(text, i, line)), default=0
            )
        bases = [
            i for i in range(kind + 2, min(first, len(head))) if head[i].lstrip("-* ").startswith(_BASIS)
        ]
        if bases:
            return bases[-1] + 1
        opened = (i for i in range(kind + 2, min(first, len(head))) if _is_prose(text, text.blocks[i]))
        return next(opened, first)


def _body_end(text: PlanText, lowered: str, begin: int) -> int:
    """Where the foot or the first appendix begins, whichever stands first."""
    blocks = text.blocks
    foot = foot_opening(map(text.words, blocks))
    end = len(blocks) if foot is None else foot
    return next(
        (i for i in range(begin, end) if APPENDIX_LINE.match(lowered, blocks[i].start, blocks[i].end)), end
    )


def _is_of_a_head(text: PlanText, index: int, words: str) -> bool:
    line = text.words(text.blocks[index])
    return words.startswith("kính gửi") or is_number_line(line) or is_dateline(line) or is_motto(line)


def _is_prose(text: PlanText, block: Block) -> bool:
    return not (block.bold or text.words(block).isupper() or block.level is not None)


class _Numbers:
    """Form and number of every block that bears one, and which comes behind a block."""

    def __init__(self, text: PlanText) -> None:
        self.of: dict[int, tuple[str, int]] = {}
        self._first_of: dict[str, int] = {}
        for index, block in enumerate(text.blocks):
            form = marker_form(text, block)
            number = marker_number(form, block.marker or "") if form is not None else None
            if form is not None and number is not None:
                self.of[index] = (form, number)
                self._first_of.setdefault(form, index)
        self._order = list(self.of)

    @property
    def first(self) -> int | None:
        return self._order[0] if self._order else None

    def begun_behind(self, index: int) -> str | None:
        """The form that is counted from one behind a block, where it is not the first below other numbers."""
        at = bisect_right(self._order, index)
        if at == len(self._order):
            return None
        form, number = self.of[self._order[at]]
        return form if number == 1 and (at == 0 or self._first_of[form] < index) else None


def _titles_a_number(text: PlanText, index: int, numbers: _Numbers) -> bool:
    """Whether a line is the title of the number on the line before."""
    return index - 1 in numbers.of and not text.body(text.blocks[index - 1]).strip()


def _rank(depth: int, index: int, numbers: _Numbers) -> int:
    """Just above the numbers that begin anew behind it, else under all numbers."""
    form = numbers.begun_behind(index)
    return _UNDER_NUMBERS + depth if form is None else RANKS[form] - 10 + depth
