"""Vietnamese words as spaCy tokens: underthesea's segmentation, set pieces kept whole.

Figures, dates, numbers of documents and set terms («hộ cận nghèo», «triệu đồng») are one token each;
what lies between them is segmented by underthesea and aligned to the text by offset.
"""

from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractor import regex
from extractor.language.segmenter import segmenter
from extractor.language.terms import terms_pattern
from extractor.language.text import canonical

_DATE = r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:19|20)\d{2}(?!\d)"
_DOCUMENT_NUMBER = (
    r"\d{1,6}(?:\.\d{1,3})?(?:/(?:19|20)\d{2})?(?:[/-]\p{Lu}[\p{L}&]*\d{0,2})(?:[-/.]\p{Lu}[\p{L}&]*\d{0,2})*"
)
_FIGURE = r"\d+(?:[.,\u00a0]\d+)*(?: ?%)?"
_SPACE = regex.compile(r"\s+")


class PlanTokenizer:
    """Callable from text to Doc; the Doc's text is the text given, letter for letter."""

    def __init__(self, vocab: Vocab, terms: Iterable[str]) -> None:
        self.vocab = vocab
        self._terms = terms_pattern(terms)
        self._whole = regex.compile("|".join((_DATE, _DOCUMENT_NUMBER, _FIGURE)))
        self._segment = segmenter()

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in self.tokens(text):
            gap = text[start:end]
            if gap.isspace() and words and not spaces[-1] and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def tokens(self, text: str) -> Iterator[tuple[int, int]]:
        """Offsets of every token and of every run of white space, in order, without gaps."""
        position = 0
        for start, end in self._kept_whole(text):
            yield from self._segmented(text, position, start)
            yield start, end
            position = end
        yield from self._segmented(text, position, len(text))

    def _kept_whole(self, text: str) -> Iterator[tuple[int, int]]:
        position = 0
        lowered = canonical(text)
        terms = self._terms.finditer(lowered)
        term = next(terms, None)
        for match in self._whole.finditer(text):
            while term is not None and term.start() < match.start():
                if term.start() >= position and term.end() <= match.start():
                    yield term.span()
                    position = term.end()
                term = next(terms, None)
            if match.start() >= position:
                yield match.span()
                position = match.end()
        while term is not None:
            if term.start() >= position:
                yield term.span()
                position = term.end()
            term = next(terms, None)

    def _segmented(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        gap = text[start:end]
        if not gap:
            return
        if not any(c.isalpha() for c in gap):
            yield from _runs(gap, start)
            return
        position = 0
        for word in self._segment(gap):
            found = _locate(gap, word, position)
            if found is None:
                break
            yield from _runs(gap[position : found[0]], start + position)
            yield start + found[0], start + found[1]
            position = found[1]
        yield from _runs(gap[position:], start + position)


def _locate(text: str, word: str, position: int) -> tuple[int, int] | None:
    """Offsets of a segmented word (its syllables joined by single spaces) at or after a position."""
    begin = None
    for syllable in word.split(" "):
        while position < len(text) and text[position].isspace():
            position += 1
        if not text.startswith(syllable, position):
            return None
        begin = position if begin is None else begin
        position += len(syllable)
    return None if begin is None else (begin, position)


def _runs(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Runs of white space and of anything else."""
    position = 0
    for match in _SPACE.finditer(text):
        if match.start() > position:
            yield offset + position, offset + match.start()
        yield offset + match.start(), offset + match.end()
        position = match.end()
    if position < len(text):
        yield offset + position, offset + len(text)


def create_tokenizer(terms: list[str]) -> Callable[[Language], PlanTokenizer]:
    """The tokenizer that config.cfg names."""

    def create(nlp: Language) -> PlanTokenizer:
        return PlanTokenizer(nlp.vocab, terms)

    return create


registry.tokenizers.register("plan_vi.tokenizer.v1", func=create_tokenizer)
