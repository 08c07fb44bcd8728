"""Numbers that fields of a .docx print (AUTONUM, AUTONUMLGL, AUTONUMOUT, LISTNUM): Word stores none of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.parsers.docx_inline import Fragment
from extractor.parsers.docx_numbering import Numbering, number_words
from extractor.parsers.docx_styles import ParagraphStyle
from extractor.parsers.docx_xml import Node, integer

_ARGUMENT = re.compile(r'"([^"]*)"|(\S+)')
_DEEPEST, _BODY = 9, 10  # heading levels count from 1; paragraphs that are no headings stand below them all
_FORMS = {
    "alphabetic": "lowerLetter", "ALPHABETIC": "upperLetter", "roman": "lowerRoman", "ROMAN": "upperRoman",
    "cardtext": "cardinalText", "ordtext": "ordinalText",
}  # fmt: skip
_LETTERED = tuple(
    (form, around.format(f"%{3 * row + column + 1}"))
    for row, around in enumerate(("{})", "({})", "{}."))
    for column, form in enumerate(("decimal", "lowerLetter", "lowerRoman"))
)
_OUTLINE = (
    ("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3."), ("lowerLetter", "%4)"),
    ("decimal", "(%5)"), ("lowerLetter", "(%6)"), ("lowerRoman", "(%7)"), ("lowerLetter", "(%8)"),
    ("lowerRoman", "(%9)"),
)  # fmt: skip
_LEGAL = tuple(("decimal", "".join(f"%{n}." for n in range(1, deep + 1))) for deep in range(1, _DEEPEST + 1))
_BUILT_IN = {"numberdefault": _LETTERED, "outlinedefault": _OUTLINE, "legaldefault": _LEGAL}
_DEFAULT = "numberdefault"


class FieldNumbers:
    """The counters of one file's number fields; paragraphs must be asked about in document order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._automatic: dict[int, int] = {}  # by heading level, of the three kinds together
        self._last = (_DEFAULT, 0)  # list and level of the last LISTNUM
        for name, patterns in _BUILT_IN.items():
            numbering.add(name, "LISTNUM", patterns)

    def fill(
        self, fragments: Iterable[Fragment], style: ParagraphStyle, numbers: Node | None
    ) -> list[Fragment]:
        """The words of a paragraph with the numbers of its fields, once its own number has been counted.

        `numbers` is the paragraph's own `w:numPr`. Counts on.
        """
        fragments = list(fragments)
        if not any(fragment.number for fragment in fragments):
            return fragments
        return list(self._filled(fragments, style, self._numbering.place(numbers, style)))

    def _filled(
        self, fragments: Iterable[Fragment], style: ParagraphStyle, place: tuple[str, int] | None
    ) -> Iterator[Fragment]:
        below = None if place is None else (place[0], place[1] + 1)  # what a LISTNUM without a level is
        at_head = True
        for fragment in fragments:
            words = fragment.text
            if fragment.number:
                kind, *arguments = _arguments(fragment.number)
                if kind.upper() == "LISTNUM":
                    words = self._listed(arguments, below)
                    number, level = self._last
                    below = (number, level + 1) if at_head and place is None else self._last
                else:
                    words = self._counted(kind.upper(), arguments, style.level or _BODY)
            at_head = at_head and not words.strip()
            yield replace(fragment, text=words, number="")

    def _listed(self, arguments: list[str], below: tuple[str, int] | None) -> str:
        """A LISTNUM: of the list and level that it names, else those of its paragraph, else of the last one."""
        number, level = below or self._last
        if arguments and not arguments[0].startswith("\\"):
            named = self._list(arguments[0])
            number, level = named, level if named == number else 0
        stated, start = _switch(arguments, "l"), _switch(arguments, "s")
        if stated is not None:
            level = integer(stated, 1) - 1
        level = min(max(level, 0), _DEEPEST - 1)
        begun = None if start is None else integer(start, 1)
        self._last = (number, level)
        return self._numbering.next_words(number, level, begun)

    def _list(self, name: str) -> str:
        known = name.lower()
        if known in _BUILT_IN:
            return known
        number = self._numbering.list_named(name)
        if number is None:  # Word makes a list of that name
            number = f"LISTNUM {known}"
            self._numbering.add(number, number, _LETTERED)
        return number

    def _counted(self, kind: str, arguments: list[str], level: int) -> str:
        """An AUTONUM of one of the three kinds in a heading, or in a paragraph of text (level 10)."""
        counts = self._automatic
        counts[level] = counts.get(level, 0) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        mark = _switch(arguments, "s")
        mark = "." if mark is None else mark[:1]
        if kind == "AUTONUMLGL":
            for above in range(1, level if level < _BODY else 1):
                counts.setdefault(above, 1)
            end = "" if "\\e" in (argument.lower() for argument in arguments) else mark
            return mark.join(str(counts[of]) for of in sorted(counts)) + end
        if kind == "AUTONUMOUT" and level < _BODY:
            form, pattern = _OUTLINE[level - 1]
            return pattern.replace(f"%{level}", number_words(counts[level], form))
        return number_words(counts[level], _form(arguments)) + mark


def _arguments(instruction: str) -> list[str]:
    """The name of a field and what follows it; an argument in quotes is one."""
    return [match[1] if match[1] is not None else match[2] for match in _ARGUMENT.finditer(instruction)]


def _switch(arguments: list[str], letter: str) -> str | None:
    """What stands behind a switch (`\\l 2`); None without the switch."""
    for at, argument in enumerate(arguments[:-1]):
        if argument.lower() == f"\\{letter}":
            return arguments[at + 1]
    return None


def _form(arguments: list[str]) -> str:
    named = _switch(arguments, "*") or ""
    return _FORMS.get(named) or _FORMS.get(named.lower()) or "decimal"
