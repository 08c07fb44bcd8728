"""Every text for the user's eyes, in Vietnamese and English: a module for each family of commands.

A module's `TEXTS` maps keys to (Vietnamese, English); no key stands in two of them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from extractor.reporting.words import (
    check,
    checks,
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
        **search.TEXTS,
        **serve.TEXTS,
        **records.TEXTS,
        **triage.TEXTS,
    }
)


def printable(text: str) -> str:
    """The text without what could steer a terminal: control characters become a replacement mark."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def say(lang: Lang, key: str, **values: object) -> str:
    """The text `key` in `lang`, its placeholders filled."""
    vi, en = WORDS[key]
    return (en if lang == "en" else vi).format(**values)


def rule_name(lang: Lang, rule: str) -> str:
    """A rule's name with its id; the id alone for a rule of the user's own."""
    key = f"rule.{rule}"
    return f"{say(lang, key)} ({rule})" if key in WORDS else rule
