"""Patterns that wait for their first search: each of every module is one, and they are as the module's own."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import extractor
from extractor import regex

_OPTIONAL = ("extractor.web", "extractor.charting", "extractor.cluster")


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if not found.name.startswith(_OPTIONAL) and not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def test_every_pattern_of_the_modules_compiles() -> None:
    waiting = type(regex.compile(""))
    patterns = [
        thing for module in _modules() for thing in vars(module).values() if isinstance(thing, waiting)
    ]
    assert len(patterns) > 500
    for pattern in patterns:
        pattern.search("không có gì")  # raises where it does not compile


def test_a_fault_waits_for_the_first_search() -> None:
    pattern = regex.compile("(")
    with pytest.raises(regex.error):
        pattern.search("hộ")


def test_flags_and_words_count() -> None:
    assert regex.compile("hộ", regex.IGNORECASE).search("HỘ nghèo")
    assert regex.compile("hộ").search("HỘ nghèo") is None
    assert regex.compile(r"\b\L<words>\b", words=["hộ", "khẩu"]).findall("12 hộ, 40 khẩu") == ["hộ", "khẩu"]


def test_a_pattern_is_compiled_once() -> None:
    pattern = regex.compile("mẫu tìm một lần")
    assert pattern.search is pattern.search
    assert pattern.pattern == "mẫu tìm một lần"


def test_what_is_no_pattern_is_told_at_once_where_asked() -> None:
    with pytest.raises(regex.error):
        regex.compile_now("[")
