"""What words a pattern cannot do without: where none of them stands, the pattern matches nowhere.

The answer may ask for less than the pattern does, never for more: what is not understood asks for
nothing. Words are runs of letters in lower case; what stands between them (digits, marks) is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extractor import regex

_WORDS: Final = regex.compile(r"\p{L}+")
_FLAGS: Final = regex.compile(r"\(\?(?P<flags>[aiLmsuwfbpre]*)(?:-[ims]+)?(?P<end>[:)])")
_NAMED: Final = regex.compile(r"\(\?P?<(?![=!])\w+>")
_AROUND: Final = regex.compile(r"\(\?<?[=!]")
_REPEAT: Final = regex.compile(r"(?:(?P<sign>[*+?])|\{(?P<least>\d*)(?P<most>,\d*)?\})(?P<way>[+?]?)")
_ESCAPE: Final = regex.compile(r"\\(?:[pP](?:\{[^}]*\}|\w)|L<\w+>|(?P<letter>.))", regex.DOTALL)
_CLASS: Final = regex.compile(r"\[\^?\]?(?:\\.|[^\]\\\[])*\]", regex.DOTALL)
_EDGES: Final = frozenset("bBAZmM")
_MOST_WORDS: Final = 24
_KINDS: Final = frozenset("dDwWsShHRX")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other; the first and the last may be parts of longer ones."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All of these are needed."""

    parts: tuple["Need", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these is needed."""

    parts: tuple["Need", ...]


Need = Phrase | Every | Either


class _Unknown(Exception):
    """A piece of syntax that is not looked into."""


def needed_words(pattern: str) -> Need | None:
    """What a text must hold for the pattern to match in it; None where that cannot be told."""
    try:
        parser = _Parser(pattern)
        need = parser.alternatives()
    except _Unknown:
        return None
    return need if parser.at == len(pattern) else None


def phrase(words: str) -> Need | None:
    """The need for these words; None where there is no letter among them."""
    found = tuple(_WORDS.findall(words.lower()))
    return Phrase(found) if found else None


def either(needs: Iterable[Need | None]) -> Need | None:
    """The need for one of several; None where one of them is unknown or there are none."""
    parts = tuple(dict.fromkeys(needs))
    if not parts or None in parts:
        return None
    known = tuple(part for part in parts if part is not None)
    return known[0] if len(known) == 1 else Either(known)


def literals(need: Need | None) -> frozenset[str]:
    """Every phrase of a need, its words joined by single spaces."""
    if need is None:
        return frozenset()
    if isinstance(need, Phrase):
        return frozenset({" ".join(need.words)})
    return frozenset().union(*(literals(part) for part in need.parts))


def one_needed(pattern: str) -> tuple[str, ...]:
    """Words of which a text in lower case must hold one for the pattern to match in it; none where that
    cannot be told, or where looking for so many would be no quicker than the pattern itself."""
    words = _one_of(needed_words(pattern))
    return words if len(words) <= _MOST_WORDS else ()


def one_stands(needed: Iterable[str], words: str) -> bool:
    """Whether one of the needed words stands in a text in lower case."""
    for word in needed:  # noqa: SIM110 — a generator takes as long as the pattern
        if word in words:
            return True
    return False


def _one_of(need: Need | None) -> tuple[str, ...]:
    """The choice of words that says most: of a phrase its longest, of several needs the rarest."""
    if need is None:
        return ()
    if isinstance(need, Phrase):
        return (max(need.words, key=len),)
    choices = [_one_of(part) for part in need.parts]
    if isinstance(need, Every):
        return max(choices, key=lambda words: (min(map(len, words)), -len(words)))
    return tuple(dict.fromkeys(word for words in choices for word in words))


class _Parser:
    """One pass over a pattern of the `regex` module."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.at = 0

    def alternatives(self) -> Need | None:
        """Up to the closing parenthesis or the end."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        return either(branches)

    def _sequence(self) -> Need | None:
        needs: list[Need | None] = []
        run = ""
        while (letter := self._peek()) not in {"", "|", ")"}:
            piece, need, edge = self._piece(letter)
            if edge:
                continue
            least = self._least()
            if piece and least is None:
                run += piece
                continue
            needs.append(phrase(run + piece if least else run))  # repeated: nothing joins on behind
            run = ""
            needs.append(need if least is None or least > 0 else None)
        needs.append(phrase(run))
        known = tuple(dict.fromkeys(need for need in needs if need is not None))
        return known[0] if len(known) == 1 else Every(known) if known else None

    def _piece(self, letter: str) -> tuple[str, Need | None, bool]:
        """One atom: its letter, or what it needs, or that it has no width."""
        if letter == "(":
            return self._group()
        if letter == "[":
            return self._take(_CLASS), None, False
        if letter == "\\":
            return self._escaped()
        self.at += 1
        if letter in "^$":
            return "", None, True
        return ("" if letter == "." else letter), None, False

    def _take(self, form: "regex.Pattern[str]") -> str:
        match = form.match(self._pattern, self.at)
        if match is None:
            raise _Unknown
        self.at = match.end()
        return ""

    def _escaped(self) -> tuple[str, Need | None, bool]:
        match = _ESCAPE.match(self._pattern, self.at)
        if match is None:
            raise _Unknown
        self.at = match.end()
        letter = match["letter"]
        if letter is None or letter in _KINDS:
            return "", None, False
        if letter in _EDGES:
            return "", None, True
        if letter.isalnum():
            raise _Unknown
        return letter, None, False

    def _group(self) -> tuple[str, Need | None, bool]:
        around = _AROUND.match(self._pattern, self.at)
        opened = around or _NAMED.match(self._pattern, self.at) or _FLAGS.match(self._pattern, self.at)
        if opened is None and self._pattern.startswith(("(?>", "(?:"), self.at):
            self.at += 3
        elif opened is None and self._pattern.startswith("(?", self.at):
            raise _Unknown
        elif opened is None:
            self.at += 1
        else:
            self.at = opened.end()
            if opened[0].endswith(")"):
                return "", None, True
        need = self.alternatives()
        if self._peek() != ")":
            raise _Unknown
        self.at += 1
        if around is not None:
            return "", None, self._least() is None
        return "", need, False

    def _least(self) -> int | None:
        """How often the atom before must stand at least; None where nothing is said of it."""
        match = _REPEAT.match(self._pattern, self.at)
        if match is None:
            if self._peek() == "{":  # fuzzy matching
                raise _Unknown
            return None
        self.at = match.end()
        if match["sign"] is not None:
            return 1 if match["sign"] == "+" else 0
        return int(match["least"] or 0)

    def _peek(self) -> str:
        return self._pattern[self.at : self.at + 1]
