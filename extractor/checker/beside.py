"""Whether an appendix that the plan's file does not hold lies beside it, told from the names of the files."""

from collections.abc import Iterable
from pathlib import PurePath

from extractor import regex
from extractor.language.text import fold
from extractor.rulebook.checks import AppendixRule

_SEPARATORS = regex.compile(r"[^\p{L}\d]+")
_TABLES = frozenset({".xlsx", ".xls", ".ods", ".csv", ".zip", ".rar"})
_PLANS = frozenset({".docx", ".doc", ".pdf", ".txt"})
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def lies_beside(own: str, files: Iterable[str], number: str, rule: AppendixRule) -> bool:
    """Whether one of `files` is the appendix `number` («» for any) of the plan called `own`.

    A file is the plan's where its name says «phụ lục» and names no other plan, or where it is a table with
    the plan's own name. An appendix without a number holds them all.
    """
    names = [name for name in files if not name.startswith((".", "~$"))]
    numbers = {_number(name, rule) for name in names if _belongs(name, own, names, rule)}
    return bool(numbers) and (not number or None in numbers or bare_number(number) in numbers)


def _belongs(name: str, own: str, names: list[str], rule: AppendixRule) -> bool:
    stem, words = _words(name), set(_words(name).split())
    plan = set(_words(own).split()) - rule.idle_names
    is_namesake = stem == _words(own) or bool(plan and plan <= words)
    if is_namesake and PurePath(name).suffix.lower() in _TABLES:
        return True
    if rule.beside.search(stem) is None:
        return False
    rest = set(rule.beside.sub(" ", stem).split()) - rule.idle_names
    return rest <= plan or is_namesake or not _has_other_plan(own, names, rule)


def _has_other_plan(own: str, names: list[str], rule: AppendixRule) -> bool:
    stems = (_words(name) for name in names if PurePath(name).suffix.lower() in _PLANS)
    return any(stem != _words(own) and rule.beside.search(stem) is None for stem in stems)


def _number(name: str, rule: AppendixRule) -> str | None:
    match = rule.beside.search(_words(name))
    return bare_number(match["number"]) if match and match["number"] else None


def bare_number(number: str) -> str:
    """`01` and `I` as `1`."""
    lowered = number.lower()
    return str(_ROMANS.get(lowered, lowered.lstrip("0")))


def _words(name: str) -> str:
    """The name of a file without its suffix: words without marks, single spaces between them."""
    return " ".join(_SEPARATORS.sub(" ", fold(PurePath(name).stem)).split())
