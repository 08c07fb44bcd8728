"""Every text for the user's eyes, in Vietnamese and English: a module for each family of commands.

A module's `TEXTS` maps keys to (Vietnamese, English); no key stands in two of them.
"""

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType
from typing import Final, Literal

from extractor.reporting.words import (
    check,
    checks,
    compare,
    db,
    diff,
    export,
    localities,
    program,
    reckoned,
    records,
    rules,
    scan,
    search,
    serve,
    triage,
    views,
)

Lang = Literal["vi", "en"]
LANGUAGES: Final = ("vi", "en")

WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        **program.TEXTS,
        **scan.TEXTS,
        **check.TEXTS,
        **reckoned.TEXTS,
        **checks.TEXTS,
        **rules.TEXTS,
        **views.TEXTS,
        **db.TEXTS,
        **diff.TEXTS,
        **search.TEXTS,
        **serve.TEXTS,
        **records.TEXTS,
        **triage.TEXTS,
        **export.TEXTS,
        **localities.TEXTS,
        **compare.TEXTS,
    }
)


def printable(text: str) -> str:
    """The text without what could steer a terminal: control characters become a replacement mark."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


class _Plurals(Formatter):
    """`{count:?file|files}` is the first word where the value is 1, else the second: English alone needs it."""

    def format_field(self, value: object, format_spec: str) -> str:
        if not format_spec.startswith("?"):
            return str(super().format_field(value, format_spec))
        one, _, more = format_spec[1:].partition("|")
        return one if str(value) == "1" else more


_PLURALS: Final = _Plurals()


def say(lang: Lang, key: str, **values: object) -> str:
    """The text `key` in `lang`, its placeholders filled."""
    vi, en = WORDS[key]
    return _PLURALS.vformat(en if lang == "en" else vi, (), values)


def rule_name(lang: Lang, rule: str) -> str:
    """A rule's name with its id; the id alone for a rule of the user's own."""
    key = f"rule.{rule}"
    return f"{say(lang, key)} ({rule})" if key in WORDS else rule
