"""Whether a place that somebody asks for is the one that a plan or the gazetteer names."""

from functools import lru_cache
from typing import Final

from extractor.language.text import canonical, fold
from extractor.localities.names import RANKS, split_rank
from extractor.localities.units import Level

LEVELS: Final[tuple[Level, ...]] = ("province", "district", "commune")
_Words = tuple[tuple[str, str], ...]  # each word of a name without marks and with them


def is_called(name: str, asked: str) -> bool:
    """By the diacritics that were typed, for a name without any may have been written without its own; by the rank
    where both have one: «yen bai», «tỉnh Yên Bái» and «Yên Bái» are «Yên Bái», «Yên Bài» and «Yen Bái» are not."""
    (own_rank, own), (rank, words) = _spoken(name), _spoken(asked)
    return (not own_rank or not rank or own_rank == rank) and _same(own, words)


@lru_cache(maxsize=256)
def levels_asked(asked: str) -> frozenset[Level]:
    """The levels that the rank of a place asked for leaves: «tỉnh Yên Bái» is no commune; all where it has none."""
    rank, _ = split_rank(asked)
    return frozenset(RANKS.get(canonical(rank or ""), LEVELS))


@lru_cache(maxsize=50_000)
def _spoken(name: str) -> tuple[str, _Words]:
    """The rank of a place ("" for none), and the words of its name."""
    rank, bare = split_rank(name)
    return fold(rank or ""), tuple((fold(word), canonical(word)) for word in bare.split())


def _same(name: _Words, asked: _Words) -> bool:
    if len(name) != len(asked):
        return False
    with_marks = _is_marked(name) and _is_marked(asked)
    return all(own[with_marks] == word[with_marks] for own, word in zip(name, asked, strict=True))


def _is_marked(name: _Words) -> bool:
    """Whether a name was written with its diacritics: who writes one of them writes all."""
    return any(plain != written for plain, written in name)
