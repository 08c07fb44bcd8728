"""`dataclass` for values of which a plan makes hundreds: frozen to whoever checks the types, quick to make.

A frozen dataclass sets each field by a call and takes two and a half times as long to make as an open one (a block
2.9 µs, 1.1 here). mypy, strict over the whole project, sees the one of `dataclasses` and refuses to set a field;
equality and hash go by the fields, as those of a frozen one do.
"""

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, **options: Any) -> Any:
        """The decorator of `dataclasses` with these options, the class frozen only by its hash."""
        return dataclasses.dataclass(unsafe_hash=frozen, **options)
