"""Capitals with marks that TCVN3 has no codes for: «KÕ HO¹CH» is read as «KẾ HOẠCH»."""

from collections.abc import Sequence
from itertools import islice

from extractor import regex
from extractor.language.legacy.syllables import is_syllable

_COMMITTEE = regex.compile(r"\bủ(?=y [bB]an\b|Y BAN\b)")
_WORD = regex.compile(r"\p{L}+")
_UNKNOWN = regex.compile("[àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")


def with_capitals(text: str) -> str:
    """Text out of TCVN3 without capital fonts: its small letters with tones are capitals where their words are.

    A word whose other letters are capitals is one in capitals; one with a single other letter («Kế») goes with
    the words of its line. «ủy ban» begins with a capital in every plan.
    """
    return str(_COMMITTEE.sub("Ủ", "\n".join(_line(line) for line in text.split("\n"))))


def pieces_with_capitals(pieces: Sequence[str]) -> list[str]:
    """The same of a text in pieces, each of which keeps its length."""
    whole = with_capitals(text := "".join(pieces))
    letters = iter(whole if len(whole) == len(text) else text)
    return ["".join(islice(letters, len(piece))) for piece in pieces]


def _line(line: str) -> str:
    """One line; initials («UBND», «TN») do not tell whether it is in capitals."""
    words = [word for word in _WORD.findall(line) if is_syllable(word)]
    cases = [case for word in words if (case := _case(word)) is not None]
    shouted = True in cases and False not in cases
    return str(
        _WORD.sub(lambda word: word[0].upper() if _shouts(word[0], shouted=shouted) else word[0], line)
    )


def _shouts(word: str, *, shouted: bool) -> bool:
    case = _case(word)
    return shouted if case is None else case


def _case(word: str) -> bool | None:
    """Whether a word is in capitals, as far as its letters tell; None where they do not."""
    sure = _UNKNOWN.sub("", word)
    if not sure.isupper():
        return False if sure else None
    return True if len(sure) > 1 else None
