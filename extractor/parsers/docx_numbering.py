"""Automatic numbering of a .docx rendered as the words that Word prints before a paragraph."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.parsers.docx_styles import ParagraphStyle, StyleSheet
from extractor.parsers.docx_xml import MC, VAL, Node, W, integer, is_on, value

_ENCLOSED = {"decimalEnclosedParen": "({})", "decimalEnclosedFullstop": "{}.", "numberInDash": "- {} -"}
_PLACE = re.compile(r"%([1-9])")
_LONGEST_PATTERN = 100
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf", "marlett", "opensymbol")
_DASHES = "-–—−\uf02d"
_PLUS = "+\uf02b"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ORDINALS = {1: "nhất", 4: "tư"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `restart` is the 1-based level that restarts it, 0 never, None any higher."""

    start: int
    form: str
    pattern: str
    restart: int | None
    legal: bool
    suffix: str
    style: str | None
    symbols: bool


@dataclass(frozen=True, slots=True)
class _List:
    """A list (`w:num`): lists of one `key` count on together but where `starts` begins anew."""

    key: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)


class Numbering:
    """The counters of one file; paragraphs must be asked about in document order."""

    def __init__(self, root: Node | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._nums = _by_id(root, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, numbers: Node | None, style: ParagraphStyle) -> str:
        """The number or bullet of the next paragraph, with the space after it; "" where it has none.

        `numbers` is the paragraph's own `w:numPr`. Counts on.
        """
        place = self.place(numbers, style)
        if place is None:
            return ""
        words = self.next_words(*place)
        found = self._list(place[0])
        spaced = found is not None and found.levels[place[1]].suffix != "nothing"
        return words + " " if words and spaced else words

    def place(self, numbers: Node | None, style: ParagraphStyle) -> tuple[str, int] | None:
        """The list (`w:numId`) and the level, 0 the outermost, of a paragraph; None where it is in no list."""
        num_id = style.num_id if numbers is None else value(numbers, "numId") or style.num_id
        found = None if num_id is None else self._list(num_id)
        if num_id is None or found is None:
            return None
        index = _level_index(numbers, style, found)
        return (num_id, index) if index in found.levels else None

    def next_words(self, num_id: str, index: int, start: int | None = None) -> str:
        """Counts on at a level of a list, or from `start`, and gives the number; "" where there is no such level."""
        found = self._list(num_id)
        if found is None or index not in found.levels:
            return ""
        self._count(num_id, found, index)
        if start is not None:
            self._counters[found.key][index] = start
        return self._words(found, found.levels[index])

    def list_named(self, name: str) -> str | None:
        """The list (`w:numId`) whose definition has this name; None where none has."""
        for num_id, num in self._nums.items():
            key = self._abstract_of(num)
            if key is not None and (value(self._abstract[key], "name") or "").lower() == name.lower():
                return num_id
        return None

    def add(self, num_id: str, key: str, patterns: Iterable[tuple[str, str]]) -> None:
        """Adds a list that the file does not define, unless it has been added: form and pattern of each level.

        Lists of one `key` count on together.
        """
        if num_id in self._lists:
            return
        levels = {
            index: Level(1, form, pattern, None, legal=False, suffix="nothing", style=None, symbols=False)
            for index, (form, pattern) in enumerate(patterns)
        }
        self._lists[num_id] = _List(key, levels, {})

    def _count(self, num_id: str, used: _List, index: int) -> None:
        counters = self._counters.setdefault(used.key, {})
        for skipped in range(index):  # a level that is passed over counts as begun, as in Word
            counters.setdefault(skipped, used.start(skipped))
        anew = index in used.starts and (num_id, index) not in self._begun
        self._begun.add((num_id, index))
        counters[index] = used.start(index) if anew or index not in counters else counters[index] + 1
        for deeper in [n for n in counters if n > index]:
            restart = used.levels[deeper].restart if deeper in used.levels else None
            if restart is None or index < restart:
                del counters[deeper]

    def _words(self, used: _List, level: Level) -> str:
        if level.form == "bullet":
            return _bullet(level)
        counters = self._counters[used.key]

        def count(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            form = used.levels[index].form if index in used.levels else "decimal"
            return number_words(counters.get(index, used.start(index)), "decimal" if level.legal else form)

        return _PLACE.sub(count, level.pattern).strip()

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        key = self._abstract_of(num)
        if num is None or key is None:
            return None
        levels = {i: _level(n) for n in self._abstract[key].findall(f"{W}lvl") if (i := _index(n)) >= 0}
        starts: dict[int, int] = {}
        for override in num.findall(f"{W}lvlOverride"):
            replaced, start = override.find(f"{W}lvl"), value(override, "startOverride")
            if replaced is not None:
                levels[_index(override)] = _level(replaced)
            if start is not None:
                starts[_index(override)] = integer(start, 1)
        return _List(key, levels, starts)

    def _abstract_of(self, num: Node | None) -> str | None:
        """Id of the definition behind a `w:num`, followed through numbering styles."""
        seen: set[str] = set()
        while (key := value(num, "abstractNumId")) in self._abstract and key is not None and key not in seen:
            seen.add(key)
            linked = value(self._abstract[key], "numStyleLink")
            if linked is None:
                return key
            num = self._nums.get(self._styles.list_of_style(linked) or "")
        return None


def _by_id(root: Node | None, tag: str, attribute: str) -> dict[str, Node]:
    nodes = [] if root is None else root.findall(W + tag)
    return {node.get(W + attribute) or "": node for node in nodes}


def _index(node: Node) -> int:
    return integer(node.get(f"{W}ilvl"), -1)


def _level(node: Node) -> Level:
    legal, fonts, restart = node.find(f"{W}isLgl"), node.find(f"{W}rPr/{W}rFonts"), value(node, "lvlRestart")
    font = "" if fonts is None else (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    return Level(
        start=integer(value(node, "start"), 0),
        form=_form(node),
        pattern=(value(node, "lvlText") or "")[:_LONGEST_PATTERN],
        restart=None if restart is None else integer(restart, 0),
        legal=legal is not None and is_on(legal),
        suffix=value(node, "suff") or "tab",
        style=value(node, "pStyle"),
        symbols=font.lower().startswith(_SYMBOL_FONTS),
    )


def _form(level: Node) -> str:
    """The number form of a level; noughts in front («001, 002») are «0», «00»… in front of «decimal»."""
    node = level.find(f"{W}numFmt")
    if node is None:
        node = level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if node is None:
        return "decimal"
    own = re.match(r"(0{1,5})1\b", node.get(f"{W}format") or "")
    return own[1] + "decimal" if own else node.get(VAL) or "decimal"


def _level_index(numbers: Node | None, style: ParagraphStyle, used: _List) -> int:
    own = value(numbers, "ilvl")
    if own is not None:
        return integer(own, 0)
    if value(numbers, "numId") is not None:
        return 0
    linked = (i for i, level in used.levels.items() if level.style == style.list_style)
    return next(linked, style.list_level or 0)


def _bullet(level: Level) -> str:
    """The bullet in plain characters: «+», «*» and words stay, every drawn sign is «-»."""
    sign = level.pattern.strip()
    if sign and sign in _PLUS:
        return "+"
    if len(sign) == 1 and sign in _DASHES:
        return "-"
    plain = not level.symbols and all(0x20 < ord(c) < 0xE000 for c in sign.replace(" ", ""))
    return sign if plain and (sign == "*" or len(sign) > 1) else "-"


def number_words(number: int, form: str) -> str:
    """A count in one of Word's number forms; decimal where the form is none of Europe's.

    Forms in words are written as a Vietnamese document has them.

    >>> number_words(4, "upperRoman"), number_words(27, "lowerLetter"), number_words(4, "ordinalText")
    ('IV', 'aa', 'thứ tư')
    """
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form.startswith("0"):
        return str(number).zfill(form.count("0") + 1)
    if form in _ENCLOSED:
        return _ENCLOSED[form].format(number)
    if form == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 780:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("vietnameseCounting", "cardinalText", "ordinalText") and 0 < number < 100:
        words = _in_words(number)
        if form == "ordinalText":
            return f"thứ {_ORDINALS.get(number, words)}"
        return words.capitalize() if form == "cardinalText" else words
    return str(number)


def _in_words(number: int) -> str:
    """A number from 1 to 99 as it is said: 15 «mười lăm», 21 «hai mươi mốt»."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _ONES[ones]
    said = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    last = {1: "một" if tens == 1 else "mốt", 4: "bốn" if tens == 1 else "tư", 5: "lăm"}.get(
        ones, _ONES[ones]
    )
    return f"{said} {last}".rstrip()


def _roman(number: int) -> str:
    words = ""
    for size, letters in _ROMAN:
        words += letters * (number // size)
        number %= size
    return words
