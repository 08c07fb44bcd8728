"""The `regex` module, its patterns compiled with their first search: import it in place of the module.

A plan is read with about half of the patterns that its modules bring; compiling all of them as the modules are imported
would take a sixth of the processor's time of a fresh process that reads one plan.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, cast

from regex import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    V1,
    Match,
    Pattern,
    error,
    escape,
    findall,
    finditer,
    match,
    search,
    split,
    sub,
)
from regex import compile as _compile

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "V1",
    "Match",
    "Pattern",
    "compile",
    "compile_now",
    "error",
    "escape",
    "findall",
    "finditer",
    "match",
    "search",
    "split",
    "sub",
]

_REMEMBERED: Final = 2048  # regex itself remembers fewer than there are

_compiled = lru_cache(maxsize=_REMEMBERED)(_compile)


class _Waiting:
    """A pattern that is compiled with its first search; from then on its methods are its own, and no slower."""

    def __init__(self, pattern: str, flags: int, words: dict[str, tuple[str, ...]]) -> None:
        self.pattern = pattern
        self._flags = flags
        self._words = words

    def __getattr__(self, name: str) -> Any:
        found = getattr(_compiled(self.pattern, self._flags, **self._words), name)
        setattr(self, name, found)
        return found


def compile(pattern: str, flags: int = 0, **words: Iterable[str]) -> "Pattern[str]":
    """The pattern of this text, compiled with its first search, which raises what the module's `compile` raises."""
    return cast(
        "Pattern[str]", _Waiting(pattern, flags, {name: tuple(listed) for name, listed in words.items()})
    )


def compile_now(pattern: str) -> "Pattern[str]":
    """The compiled pattern; raises `error` where this is none."""
    return cast("Pattern[str]", _compiled(pattern, 0))
