"""`dataclass` for values of which a plan makes hundreds: frozen to whoever checks the types, quick to make.

A frozen dataclass sets each field by a call and takes two and a half times as long to make as an open one (a block
2.9 µs, 1.1 here). mypy, strict over the whole project, sees the one of `dataclasses` and refuses to set a field;
equality and hash go by the fields, as those of a frozen one do.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

__all__ = ["dataclass", "worked_out_once"]

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, **options: Any) -> Any:
        """The decorator of `dataclasses` with these options, the class frozen only by its hash."""
        return dataclasses.dataclass(unsafe_hash=frozen, **options)


class worked_out_once(Generic[T]):  # noqa: N801 — stands as a decorator, as `property` does
    """`cached_property` of `functools` without its lock, which takes longer than most of what values work out: two
    threads may work the same out twice. The class must have no `__slots__`."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, value: None, owner: type) -> Self: ...

    @overload
    def __get__(self, value: object, owner: type) -> T: ...

    def __get__(self, value: object | None, owner: type) -> "Self | T":
        if value is None:
            return self
        found = value.__dict__[self._name] = self._make(value)
        return found
