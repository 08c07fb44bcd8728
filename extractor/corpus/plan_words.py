"""The words of a stored plan, asked whether a rule's pattern could match somewhere in them.

A reader looks at slices of the plan's text, at slices put together without the figure between them, and
at headings and the labels of a table set one after the other. So words count as standing together where
only figures, marks or line breaks lie between them, or where the first ones end a line.
"""

from collections.abc import Iterable
from functools import cached_property

from extractor import regex
from extractor.language.text import canonical
from extractor.rulebook.literals import Every, Need, Phrase

_WORDS = regex.compile(r"\p{L}+")
_LINE = regex.compile(r"[\n:]")
_FIGURE = regex.compile(r"[\d.,%/]+")
_TITLE = 160  # a longer heading is cut, and another text may follow it


class PlanWords:
    """Made of the texts of a plan's blocks in order, each with whether it is a heading."""

    def __init__(self, blocks: Iterable[tuple[str, bool]]) -> None:
        listed = list(blocks)
        self._text = "\n".join(text for text, _ in listed)
        self._loose = any(heading and len(text) > _TITLE for text, heading in listed)

    def hold(self, need: Need) -> bool:
        """Whether what is needed may stand in a text that a reader looks at; never False by mistake."""
        if isinstance(need, Phrase):
            return self._together(need.words)
        found = (self.hold(part) for part in need.parts)
        return all(found) if isinstance(need, Every) else any(found)

    def _together(self, words: tuple[str, ...]) -> bool:
        if any(" ".join(words) in stream for stream in self._streams):
            return True
        if len(words) == 1:
            return False
        if self._loose:
            return all(self._together((word,)) for word in words)
        return any(
            f"{' '.join(words[:cut])}\n" in self._lines and self._together(words[cut:])
            for cut in range(1, len(words))
        )

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        """As the readers see it: in canonical spelling, and in lower case alone."""
        return tuple(dict.fromkeys((canonical(self._text), self._text.lower())))

    @cached_property
    def _streams(self) -> tuple[str, ...]:
        glued = (_FIGURE.sub("", text) for text in self._spellings)  # «12ha/vụ» without its figure
        return tuple(dict.fromkeys(" ".join(_WORDS.findall(text)) for text in (*self._spellings, *glued)))

    @cached_property
    def _lines(self) -> str:
        """Every line's words, each line ended by a break; a colon ends a line too."""
        lines = (line for text in self._spellings for line in _LINE.split(text))
        return "".join(" ".join(_WORDS.findall(line)) + "\n" for line in lines)
