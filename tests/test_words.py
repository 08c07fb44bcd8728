"""The user's texts: each key in one module, each module in use."""

import importlib
import pkgutil
from collections import Counter

from extractor.reporting import words


def test_no_key_stands_in_two_modules_and_no_module_is_left_out() -> None:
    modules = [
        importlib.import_module(f"{words.__name__}.{module.name}")
        for module in pkgutil.iter_modules(words.__path__)
    ]
    keys = Counter(key for module in modules for key in module.TEXTS)

    assert [key for key, times in keys.items() if times > 1] == []
    assert set(keys) == set(words.WORDS)
