"""Text as the search index sees it: words, each in an exact and a folded form."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.language.text import canonical, fold

_WORD = re.compile(r"[^\W_]+")
_BETWEEN, _BREAK = "\x00", "\ue000"  # between two texts; the token for it in the index, which no text gives
_WORD_OR_BREAK = re.compile(rf"{_WORD.pattern}|{_BETWEEN}")
_POWERS = str.maketrans("²³", "23")
_PROBE = (
    "aàáảãạăằắẳẵặâầấẩẫậ eèéẻẽẹêềếểễệ iìíỉĩị oòóỏõọôồốổỗộơờớởỡợ uùúủũụưừứửữự yỳýỷỹỵ dđ "
    "hoà hòa hoè hòe thuỷ thủy quý quỹ tỉ tỷ tí ti ty ĐẮK Đắk m² m³ 2.621,5 07/2021/NĐ-CP"
)


class Word(NamedTuple):
    """One word of a text: `text[start:end]`, as compared with diacritics and without."""

    start: int
    end: int
    exact: str
    folded: str


@lru_cache(maxsize=8_192)
def _exact(word: str) -> str:
    form = _BREAK if word == _BETWEEN else canonical(word)
    return "tỷ" if form == "tỉ" else form


@lru_cache(maxsize=8_192)
def _folded(word: str) -> str:
    form = _BREAK if word == _BETWEEN else fold(word).translate(_POWERS)
    return "ty" if form == "ti" else form  # «tỉ» and «tỷ» are one word, typed either way


def words_of(text: str) -> Iterator[Word]:
    """The words of an NFC text in order: runs of letters and digits."""
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), _exact(match[0]), _folded(match[0]))


def index_forms(text: str) -> tuple[str, str]:
    """A text as put into the index's two columns: (exact, folded), words only."""
    return _forms(_WORD.findall(text))


def joined_forms(texts: Iterable[str]) -> tuple[str, str]:
    """The same for normal texts one behind the other; no phrase reaches from one into the next."""
    return _forms(_WORD_OR_BREAK.findall(_BETWEEN.join(texts)))


def _forms(words: Sequence[str]) -> tuple[str, str]:
    return " ".join(map(_exact, words)), " ".join(map(_folded, words))


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Every Latin letter without marks with all the letters, small and capital, that fold to it."""
    found: dict[str, str] = {}
    for letter in map(chr, (*range(0x30, 0x250), *range(0x1E00, 0x1F00))):
        if len(plain := fold(letter).translate(_POWERS)) == 1 and (letter.isalnum() or letter in "²³"):
            found[plain] = found.get(plain, "") + letter
    return found


def any_spelling(folded: str) -> str:
    """A pattern for a folded word as it may be printed: any case, any diacritics."""
    if folded == "ty":
        return f"{any_spelling('t')}[{_letters()['i']}{_letters()['y']}]"
    known = _letters()
    return "".join(f"[{known.get(c) or re.escape(c) + re.escape(c.upper())}]" for c in folded)


def index_stamp() -> str:
    """Changes whenever words are folded another way, so that an index made before is made anew."""
    return hashlib.sha256("\n".join(index_forms(_PROBE)).encode()).hexdigest()[:16]
