"""What the digits of a block are: document numbers, dates, names with a number, and figures."""

from extractor import regex
from extractor.extraction.citations import CitationFinder
from extractor.extraction.cited import CitedDocument
from extractor.extraction.cited_lists import shared_dates, shared_issuers
from extractor.language.dates import FoundDate, find_dates
from extractor.language.figures import FoundFigure, find_figures
from extractor.rulebook.figures import HeadingRules
from extractor.rulebook.gates import Gate, numbers
from extractor.rulebook.literals import one_stands
from extractor.values import dataclass

_NAMED_THINGS = frozenset({"component", "ordinal", "place", "programme"})
_COUNTED = regex.compile(
    r" ?(?:%|(?:triệu|tỷ|nghìn|ngàn|đồng|tr\.?đ|hộ|người|lao động|học sinh|khẩu|trường|lớp|nhà|căn|thẻ|suất|lượt|tấn|kg"
    r"|ha|km|mô hình|em|cháu)(?![\p{L}]))"
)
_LETTER = regex.compile(r"[\p{L}/]")
_DIGITS = regex.compile(r"\d+")
# Documents that may be called by name alone; all others have a number.
_LAWS = ("luật", "hiến pháp", "pháp lệnh")
_DIGIT = regex.compile(r"\d")
_CUT = regex.compile(r"\d|[.,]\d")


@dataclass(frozen=True, slots=True)
class Label:
    """Digits that count nothing: «Dự án 4», «khoản 2», «dưới 5 tuổi», «năm 2022»."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """The digits of one block, sorted out; offsets are those of the plan's text."""

    citations: tuple[CitedDocument, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    labels: tuple[Label, ...] = ()
    figures: tuple[FoundFigure, ...] = ()


_NONE = Mentions()


class MentionFinder:
    """Sorts out the digits of a block; made once from the rules."""

    def __init__(self, citations: CitationFinder, headings: HeadingRules) -> None:
        self._citations = citations
        self._labels = [(cue.id, cue.compiled) for cue in headings.labels]
        self._gate = Gate(cue.needed for cue in headings.labels)

    def find(self, text: str, lowered: str, start: int, end: int) -> Mentions:
        """Citations, then dates, then names with a number, then the figures that are left."""
        digits = _DIGIT.search(text, start, end) is not None
        if not digits and not one_stands(_LAWS, lowered[start:end]):
            return _NONE
        if digits and _LETTER.search(text, start, end) is None:
            return Mentions(figures=tuple(find_figures(text, start, end)))
        found = list(self._citations.find(text, lowered, start, end))
        cited = shared_dates(shared_issuers(found, text), text)
        if not digits:
            return Mentions(citations=tuple(cited))
        taken = _Taken(start, end)
        for citation in cited:
            taken.take(citation.start, citation.end)
        dates = [d for d in find_dates(lowered, start, end) if taken.take(d.start, d.end)]
        labels = self._labelled(text, lowered, (start, end), taken)
        figures = [f for f in find_figures(text, start, end) if taken.free(f.start, f.end)]
        return Mentions(tuple(cited), tuple(dates), tuple(sorted(labels, key=_start)), tuple(figures))

    def _labelled(self, text: str, lowered: str, bounds: tuple[int, int], taken: "_Taken") -> list[Label]:
        """Names with a number, kind by kind, until no digit is left."""
        labels: list[Label] = []
        left = [m.span() for m in _DIGITS.finditer(text, *bounds) if taken.free(*m.span())]
        for number in numbers(self._gate.open(lowered[slice(*bounds)])):
            if not left:
                break
            name, pattern = self._labels[number]
            before = len(labels)
            for match in pattern.finditer(lowered, *bounds):
                if _is_whole(text, lowered, match, name) and taken.take(match.start(), match.end()):
                    labels.append(Label(match.start(), match.end(), name))
            if len(labels) > before:
                left = [span for span in left if taken.free(*span)]
        return labels


class _Taken:
    """Which letters of a block are spoken for."""

    def __init__(self, start: int, end: int) -> None:
        self._start = start
        self._mask = bytearray(end - start)

    def free(self, start: int, end: int) -> bool:
        begin, stop = start - self._start, end - self._start
        return self._mask.find(1, begin if begin > 0 else 0, stop if stop > 0 else 0) < 0

    def take(self, start: int, end: int) -> bool:
        """Take the letters if they are free; whether they were."""
        if not self.free(start, end):
            return False
        begin, stop = max(0, start - self._start), min(len(self._mask), end - self._start)
        self._mask[begin:stop] = b"\x01" * max(0, stop - begin)
        return True


def _is_whole(text: str, lowered: str, match: "regex.Match[str]", name: str) -> bool:
    """A name with a number that cuts no figure in two and is no sum or count («dự án 500 triệu đồng»)."""
    digit = _DIGIT.search(text, match.start(), match.end())
    if digit is None or _CUT.match(text, match.end()) is not None:
        return False
    before = text[max(0, digit.start() - 2) : digit.start()]
    if len(before) == 2 and before[0].isdigit() and before[1] in ".,":
        return False
    return name not in _NAMED_THINGS or _COUNTED.match(lowered, match.end()) is None


def _start(label: Label) -> int:
    return label.start
