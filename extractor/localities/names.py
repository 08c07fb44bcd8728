"""Names of places as they are written: rank and name apart, keys that forgive spelling."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from extractor import regex
from extractor.language.text import canonical, fold, has_marks, unmarked
from extractor.localities.units import Level

RANKS: Final[dict[str, tuple[Level, ...]]] = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "huyện": ("district",),
    "quận": ("district",),
    "thị xã": ("district",),
    "xã": ("commune",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
    "đặc khu": ("commune",),
}
_SHORT: Final = {
    "t": "tỉnh",
    "tp": "thành phố",
    "h": "huyện",
    "q": "quận",
    "tx": "thị xã",
    "x": "xã",
    "p": "phường",
    "tt": "thị trấn",
    "đk": "đặc khu",
}
_BY_FOLDED: Final = {written: rank for rank in RANKS for written in (fold(rank), fold(rank).replace(" ", ""))}
ALSO_NAMES: Final = frozenset({"quận", "tỉnh", "xã"})  # Quan Hóa, Tĩnh Gia
_WRITTEN_OUT: Final = regex.compile(
    "(?:"
    + "|".join(rank.replace(" ", r"\s*") for rank in sorted(map(fold, RANKS), key=len, reverse=True))
    + r")(?=\s*\S)"
)
_SHORTENED: Final = regex.compile(rf"({'|'.join(sorted(_SHORT, key=len, reverse=True))})(?:\.\s*|\s+(?=\S))")
_GLUED: Final = str.maketrans("yk", "ic", " '’-–.")
_TOKEN: Final = regex.compile(r"[a-z0-9]+")
_MISREAD: Final = regex.compile(r"[01568](?=[a-z])")  # what a scan has taken for digits
_LETTERS: Final = {"0": "o", "1": "l", "5": "s", "6": "g", "8": "b"}


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What spellings of one name share: no case, marks, spaces and hyphens; i for y, c for k.

    «Đắk Lắk», «ĐĂKLĂK», «Dac Lac» are `daclac`, «Quy Nhơn», «Qui Nhơn» `quinhon`, «Phường 01» is `1`.
    """
    return next(keys([name]))


def keys(names: Iterable[str]) -> Iterator[str]:
    """The keys of many names, worked out at once: the gazetteer has thousands."""
    bare = unmarked(unicodedata.normalize("NFC", "\n".join(" ".join(n.split()) for n in names)).lower())
    for words in bare.split("\n"):
        glued = words.translate(_GLUED)
        if not glued.isalpha():
            glued = "".join(map(_token, _TOKEN.findall(words))).translate(_GLUED)
        yield glued.replace("rn", "m")  # no Vietnamese word has rn: a scan has made it of m


def _token(token: str) -> str:
    if token.isdigit():
        return token.lstrip("0") or token
    return str(_MISREAD.sub(lambda digit: _LETTERS[digit[0]], token))


def rank_of(written: str) -> str:
    """The rank that is written in lower case: in full, without marks or spaces, or short («tp»)."""
    return _SHORT.get(written) or _BY_FOLDED[fold(" ".join(written.split()))]


@lru_cache(maxsize=4096)
def split_rank(words: str) -> tuple[str | None, str]:
    """Rank and name of a place: («huyện», «Tam Đường»); no rank where none is written.

    Ranks may be short («TP. Lai Châu», «H.Tam Đường»), without marks, or glued to the name.
    """
    words = " ".join(words.split()).strip(" ,.;:-–")
    lowered, folded = canonical(words), fold(words)
    short = _SHORTENED.match(lowered)
    if short is not None:
        return _SHORT[short[1]], words[short.end() :]
    match = _WRITTEN_OUT.match(folded) if len(folded) == len(words) else None
    if match is None or not _begins_name(words, match.end()):
        return None, words
    rank = rank_of(match[0])
    if rank in ALSO_NAMES and has_marks(words) and not lowered.startswith(rank):
        return None, words
    return rank, words[match.end() :].strip()


def _begins_name(words: str, at: int) -> bool:
    """A name begins behind the rank: a space, or a capital or a digit glued to it («huyệnTam Đường»)."""
    return words[at].isspace() or words[at].isdigit() or (words[at].isupper() and words[at - 1].islower())


def likeness(written: str, name: str) -> float:
    """How well a written name whose key is that of `name` is it: 1 as spelled, less where marks differ.

    Without any marks 0.98, with other marks 0.93.
    """
    if _spelled(written) == _spelled(name):
        return 1.0
    return 0.93 if has_marks(written) else 0.98


@lru_cache(maxsize=4096)
def _spelled(name: str) -> str:
    """Spelling without what two orthographies write in two ways: Đắk and Đăk, y and i, hyphens."""
    words = "".join(c if c.isalnum() else " " for c in canonical(name)).split()
    return " ".join(_HIGHLAND.get(word, word) for word in words).translate(_Y)


_HIGHLAND: Final = dict.fromkeys(("đăk", "đak", "đắc", "đác", "dak", "dăk", "dắk"), "đắk") | dict.fromkeys(
    ("lăk", "lắc", "lak"), "lắk"
)
_Y: Final = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
