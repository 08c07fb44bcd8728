"""Back references: «Nghị định này», «Quyết định nêu trên», a bare «khoản 2 Điều 5», and what they mean."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor import regex
from extractor.extraction.cited import CitedDocument
from extractor.extraction.cited_parts import Part, part_before, parts
from extractor.language.text import any_of
from extractor.plantext import Span
from extractor.rulebook.language import CitationRules, DocumentType
from extractor.rulebook.literals import one_stands

_TRIGGER = regex.compile(r"(?:này|trên|nêu|dẫn|đó|ấy)(?![\p{L}])|(?:điều|khoản) \d")
_POINTING = ("này", "trên", "nêu", "dẫn", "đó", "ấy", "điều ", "khoản ")  # of the trigger, quick to look for
_LIST = regex.compile(r"(?:,|,? và|,? hoặc) (?:các )?")
_HEADING_ARTICLE = regex.compile(r"(?i)điều (?P<article>\d{1,3}[a-zđ]?)")
_AMENDING = regex.compile(r"(?:sửa đổi|bổ sung|bãi bỏ|thay|thay thế)(?: \p{L}+){0,4} $")
_HEADING_BEFORE = regex.compile(r"(?:^|[.:;…\"”]) ?$")
_HEADING_AFTER = regex.compile(r"[.:] \p{Lu}")
_ATTACHED = regex.compile(r"(?: [\p{L}]+){0,12} (?:ban hành )?kèm theo ")
_ANY_DOCUMENT = "Văn bản"
_NEAR = 45


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A back reference: offsets, what it points at (None where nothing fits), the part.

    `same` says that the part is in the article that the words stand in («khoản 2 Điều này»).
    """

    start: int
    end: int
    points_at: str | None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """What a document says of itself: its type, its number, whether it is made of articles."""

    kind: str | None
    number: str | None
    articles: bool = False

    @property
    def name(self) -> str | None:
        """What a reference to the document itself points at."""
        return self.number or self.kind


class Antecedents:
    """The citations of a document by what may point back at them; built once, asked by offset."""

    def __init__(self, cited: Sequence[CitedDocument], articled: frozenset[str]) -> None:
        self.cited = cited
        self._starts = [c.start for c in cited]
        self._by_type: dict[str, list[tuple[int, str]]] = {}
        self._with_articles: list[tuple[int, str]] = []
        for c in cited:
            entry = (c.start, _title(c))
            self._by_type.setdefault(c.cited_type, []).append(entry)
            if c.cited_type in articled:
                self._with_articles.append(entry)

    def of_type(self, name: str, at: int) -> str | None:
        """What was cited last before an offset as a «Nghị định»; a «Văn bản» is of any type."""
        if name == _ANY_DOCUMENT:
            index = bisect_left(self._starts, at)
            return _title(self.cited[index - 1]) if index else None
        return _last(self._by_type.get(name, ()), at)

    def with_articles(self, at: int) -> str | None:
        """The last document before an offset that is made of articles."""
        return _last(self._with_articles, at)

    def within(self, start: int, end: int) -> Sequence[CitedDocument]:
        """The citations that begin between two offsets."""
        return self.cited[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def cover(self, at: int) -> bool:
        """Whether an offset lies inside a citation."""
        index = bisect_left(self._starts, at + 1)
        return index > 0 and at < self.cited[index - 1].end


class ReferenceFinder:
    """Finds the back references of a text; made once from the rules."""

    def __init__(self, rules: CitationRules) -> None:
        self._kinds = {name.lower(): kind for kind in rules.types for name in (kind.name, *kind.also)}
        self.articled = frozenset(kind.name for kind in rules.types if kind.articles)
        names, this, back = any_of(self._kinds), any_of(rules.this_words), any_of(rules.back_words)
        points = (
            rf" (?:(?P<this>{this})|(?P<back>{back}))(?![\p{{L}}])(?!(?<=trên) (?:địa bàn|cơ sở|toàn|đất|\d))"
        )
        self._points = regex.compile(points)
        self._called = regex.compile(rf"(?:,? của)? (?P<type>{names})(?![\p{{L}}])")
        self._named = regex.compile(
            rf"(?<![\p{{L}}])(?P<type>{names})(?: của(?: \p{{L}}+){{1,5}}(?= (?:nêu|nói|kể|dẫn|đã) ))?{points}"
        )

    def find(
        self,
        text: str,
        lowered: str,
        block: Span,
        cited: Antecedents,
        own: OwnDocument,
        article: str | None = None,
    ) -> list[FoundReference]:
        """The back references of one block; `article` is the own article that the block stands in."""
        if not one_stands(_POINTING, lowered[slice(*block)]) or _TRIGGER.search(lowered, *block) is None:
            return []
        named = list(self._documents(lowered, block, cited, own))
        bare = self._parts(text, lowered, block, cited, named, own)
        here = [_placed(found, article) for found in bare]
        return sorted([*named, *here], key=lambda found: found.start)

    def _documents(
        self, lowered: str, block: Span, cited: Antecedents, own: OwnDocument
    ) -> Iterator[FoundReference]:
        """«Nghị định này», «Quyết định nêu trên», with the part before them."""
        if self._points.search(lowered, *block) is None:
            return  # quicker than trying the name of every type at every word
        floor = block[0]
        for match in self._named.finditer(lowered, *block):
            kind = self._kinds[match["type"]]
            at = self._pointed(kind, cited, match.start(), own, this=match["this"] is not None)
            if cited.cover(match.start()) or (at is None and kind.everyday):
                continue
            part = part_before(lowered, match.start(), floor)
            floor = match.end()
            yield _reference(match.start(), match.end(), at, part)

    @staticmethod
    def _pointed(
        kind: DocumentType, cited: Antecedents, at: int, own: OwnDocument, *, this: bool
    ) -> str | None:
        """«này» means the document itself where it is of the type, «nêu trên» one cited before."""
        is_own = kind.name == own.kind
        if this and is_own:
            return own.name
        return cited.of_type(kind.name, at) or (own.name if is_own else None)

    def _parts(
        self,
        text: str,
        lowered: str,
        block: Span,
        cited: Antecedents,
        named: Iterable[FoundReference],
        own: OwnDocument,
    ) -> Iterator[FoundReference]:
        """A bare «khoản 2 Điều 5»: of the document listed after it, of this one, or of one cited before."""
        known: list[tuple[int, int, str | None]] = [
            *((c.start, c.end, _title(c)) for c in cited.within(*block)),
            *((r.start, r.end, r.points_at) for r in named),
        ]
        known.sort(key=lambda k: k[:2])
        starts = [start for start, _, _ in known]
        following: tuple[int, str | None] | None = None
        for part in reversed(list(parts(lowered, *block))):
            index = bisect_left(starts, part.end)
            if index and known[index - 1][1] > part.start:
                continue
            if index < len(known) and (following is None or starts[index] < following[0]):
                following = (starts[index], known[index][2])
            if _is_heading(text, block[0], part):
                continue
            listed = following is not None and _LIST.fullmatch(lowered, part.end, following[0])
            at = following[1] if listed and following else self._holder(lowered, part, cited, own, following)
            following = (part.start, at)
            yield _reference(part.start, part.end, at, part)

    def _holder(
        self,
        lowered: str,
        part: Part,
        cited: Antecedents,
        own: OwnDocument,
        following: tuple[int, str | None] | None,
    ) -> str | None:
        """The document that a bare part is of: one called by its type alone, this one, one cited before."""
        called = self._called.match(lowered, part.end)
        if called is not None and not part.same:
            if following and _ATTACHED.fullmatch(lowered, called.end(), following[0]):
                return following[1]
            return self._pointed(self._kinds[called["type"]], cited, part.start, own, this=False)
        amends = _AMENDING.search(lowered, max(0, part.start - _NEAR), part.start) is not None
        if own.articles and not (amends and not part.same):
            return own.name
        return None if part.same else cited.with_articles(part.start)


def _is_heading(text: str, start: int, part: Part) -> bool:
    """«Điều 5. Kinh phí» heads an article, also inside a paragraph of web text."""
    if part.clause or part.point or part.same or _HEADING_AFTER.match(text, part.end) is None:
        return False
    return _HEADING_BEFORE.search(text, max(start, part.start - 2), part.start) is not None


def _last(entries: Sequence[tuple[int, str]], at: int) -> str | None:
    index = bisect_left(entries, (at,))
    return entries[index - 1][1] if index else None


def _title(cited: CitedDocument) -> str:
    return cited.normalised or cited.number or cited.name or cited.cited_type


def _reference(start: int, end: int, at: str | None, part: Part | None) -> FoundReference:
    if part is None:
        return FoundReference(start, end, at)
    first = min(start, part.start)
    return FoundReference(first, end, at, part.article, part.clause, part.point, part.same)


def _placed(found: FoundReference, article: str | None) -> FoundReference:
    """«Điều này» is the article that the words stand in."""
    return replace(found, article=article) if found.same and found.article is None else found


@lru_cache(maxsize=64)  # asked for every block of a section
def own_article(path: tuple[str, ...]) -> str | None:
    """The article in a heading path: `("Chương I", "Điều 5")` → `5`."""
    found = (_HEADING_ARTICLE.match(marker) for marker in reversed(path))
    return next((match["article"] for match in found if match), None)
