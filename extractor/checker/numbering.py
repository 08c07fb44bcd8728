"""The number in front of a heading: its form, and the marker of the same form for another number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor import regex

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_WITHOUT_D = _ALPHABET.replace("đ", "")
_ORDINALS = (
    "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười",
)  # fmt: skip
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_SPLIT = regex.compile(r"^(?P<head>.*?)(?P<core>\p{L}+|\d+)(?P<tail>[\s.):/–-]*)$", regex.DOTALL)
_EVERYWHERE = frozenset({"điều"})
_ELSEWHERE = frozenset({"phụ lục", "phụ biểu", "biểu", "biểu số", "phụ lục số"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A marker taken apart: `head` before the last number (`Điều `, `1.`), the number's words, the rest."""

    head: str
    core: str
    tail: str

    @property
    def is_global(self) -> bool:
        """True for articles, which are counted through the chapters."""
        return self.head.strip().lower() in _EVERYWHERE

    @property
    def is_appendix(self) -> bool:
        """True for appendices and forms, of which a file may hold any."""
        return self.head.strip().lower() in _ELSEWHERE


@lru_cache(maxsize=4096)
def taken_apart(marker: str) -> Marked | None:
    """The parts of a marker, or None where it has no number.

    >>> taken_apart("1.2.")
    Marked(head='1.', core='2', tail='.')
    """
    match = _SPLIT.match(marker.strip())
    return Marked(match["head"], match["core"], match["tail"]) if match else None


def marker_for(like: Marked, number: int, own: int) -> str | None:
    """The marker of `like`'s form for another number; `own` is the number that `like` bears.

    >>> marker_for(Marked("", "III", "."), 2, 3)
    'II'
    """
    for write in (_arabic, _roman, _letter, _plain_letter, _ordinal):
        if _matches(write(own), like.core):
            core = write(number)
            return None if core is None else _finished(like, core)
    return None


def _matches(written: str | None, core: str) -> bool:
    return written is not None and written.lower() == core.lower().lstrip("0")


def _finished(like: Marked, core: str) -> str:
    cased = core.upper() if like.core.isupper() else core.lower() if like.core.islower() else core
    closing = ")" if like.head.endswith("(") else ""
    return f"{like.head}{cased}{closing}"


def _arabic(number: int) -> str | None:
    return str(number) if number > 0 else None


def _roman(number: int) -> str | None:
    if not 0 < number < 40:
        return None
    letters = []
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def _letter(number: int) -> str | None:
    return _ALPHABET[number - 1] if 0 < number <= len(_ALPHABET) else None


def _ordinal(number: int) -> str | None:
    return _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else None


def _plain_letter(number: int) -> str | None:
    return _WITHOUT_D[number - 1] if 0 < number <= len(_WITHOUT_D) else None


def counted_without_d(items: Sequence[tuple[Marked, int]]) -> list[int]:
    """The numbers of a list as its writer counts: many leave out đ, so that e is the fifth letter.

    >>> counted_without_d([(Marked("", "d", ")"), 4), (Marked("", "e", ")"), 6)])
    [4, 5]
    """
    numbers = [number for _, number in items]
    are_letters = all(_matches(_letter(number), marked.core) for marked, number in items)
    d = _ALPHABET.index("đ") + 1
    if not are_letters or d in numbers:
        return numbers
    return [number - 1 if number > d else number for number in numbers]
