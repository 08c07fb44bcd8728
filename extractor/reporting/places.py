"""Where something stands, in words: file, section, page."""

import os
from collections.abc import Sequence
from pathlib import Path

from extractor.reporting.words import Lang, say


def shown_path(path: str) -> str:
    """A path under the working directory as relative to it, any other as it is."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if relative.startswith("..") or not os.path.isabs(path) else str(Path(relative))


def shown_section(section: Sequence[str]) -> str:
    """`Phần thứ hai › III › 3`: the heading path on one line."""
    return " › ".join(section)


def shown_place(lang: Lang, section: Sequence[str], page: int | None) -> str:
    """Section and page, whichever there is."""
    paging = say(lang, "finding.page", page=page) if page is not None else ""
    return " · ".join(part for part in (shown_section(section), paging) if part)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def shortened(text: str, width: int = 160) -> str:
    """The text on one line, cut between two words."""
    folded = " ".join(text.split())
    if len(folded) <= width:
        return folded
    return folded[:width].rsplit(" ", 1)[0] + " …"
