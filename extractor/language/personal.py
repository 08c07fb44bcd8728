"""What texts tell of people: numbers of papers, telephone numbers, names beside them, names in lists.

Names of those who sign or hold an office, told with the office, are no one's own data.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from extractor import regex
from extractor.language.text import any_of, canonical
from extractor.rulebook.export import NumberRules, PersonalRules

MASK: Final = "•"
_HEAD_ROWS: Final = 4
_MOST_WORDS: Final = 6
_NAME: Final = r"(?<![\p{L}\d])(?:%s)(?: ?\p{Lu}[\p{L}']*){1,4}(?![\p{L}\d])"
_FAR: Final = 4  # words that may stand between a name and its office
_SHOWN: Final = regex.compile(r"[\p{L}\p{M}\d]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ListCell:
    """A cell of a table: its table, row and column, its words."""

    table: int
    row: int
    column: int
    text: str


class People:
    """Finds what is told of people, by the rules."""

    def __init__(self, rules: PersonalRules) -> None:
        self._rules = rules
        self._ids = _numbers(rules.ids)
        self._phones = _numbers(rules.phones)
        self._name = regex.compile(_NAME % any_of(rules.surnames))
        office = any_of(rules.offices)
        self._before = regex.compile(rf"(?i:{office})(?:[ ,:-]+\p{{L}}[\p{{L}}.]*){{0,{_FAR}}}[ ,:.-]*$")
        self._after = regex.compile(rf"^[ ,(:–-]*(?i:{office})")

    def numbers(self, text: str) -> list[Span]:
        """Numbers of papers and telephones, in order."""
        if sum(map(str.isdigit, text)) < 9:  # the shortest has nine digits
            return []
        found = {
            match.span("number") for pattern in (self._ids, self._phones) for match in pattern.finditer(text)
        }
        return sorted(found)

    def names(self, text: str) -> list[Span]:
        """Names of people that stand beside such a number, without those that stand beside an office."""
        spans = self.numbers(text)
        if not spans:
            return []
        named = [
            match.span() for match in self._name.finditer(text) if not self._holds_office(text, match.span())
        ]
        return [name for name in named if any(self._beside(text, name, number) for number in spans)]

    def _beside(self, text: str, name: Span, number: Span) -> bool:
        between = text[name[1] : number[0]] if name[1] <= number[0] else text[number[1] : name[0]]
        return len(between) <= self._rules.reach and not set(between) & set(";\n")

    def _holds_office(self, text: str, name: Span) -> bool:
        start = max(0, name[0] - 60)
        return bool(
            self._before.search(text[start : name[0]]) or self._after.search(text[name[1] : name[1] + 40])
        )

    def listed(self, cells: Iterable[ListCell]) -> Iterator[str]:
        """Names, and numbers in whatever form, out of the columns of lists of people."""
        tables: dict[int, list[ListCell]] = defaultdict(list)
        for cell in cells:
            tables[cell.table].append(cell)
        for table in tables.values():
            yield from self._in_table(table)

    def _in_table(self, cells: Sequence[ListCell]) -> Iterator[str]:
        heads = [cell for cell in cells if cell.row < _HEAD_ROWS]
        named = {cell.column: cell.row for cell in heads if _is_head(cell, self._heads["names"])}
        numbered = {cell.column: cell.row for cell in heads if _is_head(cell, self._heads["numbers"])}
        if any(_is_head(cell, self._heads["excused"]) for cell in heads):
            named = {}
        for cell in cells:
            text = " ".join(cell.text.split())
            of_name = cell.column in named and cell.row > named[cell.column] and _may_name(text)
            of_number = (
                cell.column in numbered and cell.row > numbered[cell.column] and any(map(str.isdigit, text))
            )
            if of_name or of_number:
                yield text

    @cached_property
    def _heads(self) -> dict[str, frozenset[str]]:
        lists = self._rules.lists
        heads = {"names": lists.names, "numbers": (*lists.ids, *lists.phones), "excused": lists.excused}
        return {kind: frozenset(map(canonical, words)) for kind, words in heads.items()}


def _numbers(rules: NumberRules) -> "regex.Pattern[str]":
    cue = rf"(?<!\p{{L}})(?i:{any_of(rules.cues)})(?!\p{{L}})"
    cued = rf"{cue}[^\d;\n]{{0,20}}?(?<!\d)(?P<number>{rules.numbers.pattern})"
    return regex.compile(rf"{cued}|(?P<number>{rules.bare.pattern})")


def _is_head(cell: ListCell, heads: frozenset[str]) -> bool:
    return canonical(" ".join(cell.text.split())).strip(" :.*") in heads


def _may_name(text: str) -> bool:
    """Two to six words, each with a great letter, no digit: `A Nhưn`, `Giàng A Páo`."""
    words = text.split()
    return (
        2 <= len(words) <= _MOST_WORDS
        and all(word[:1].isupper() for word in words)
        and not any(map(str.isdigit, text))
    )


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with the letters and digits of these spans hidden; every offset stays as it was."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _SHOWN.sub(MASK, text[start:end])
    return "".join(letters)
