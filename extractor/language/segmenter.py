"""underthesea's cutting of words, and the files that it brings, without the rest of the package.

`import underthesea` loads the dictionaries of its other tools three times over: 58 MB and a third of a second in
every process, for a tool of which nothing else is used.
"""

import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, Final

PACKAGE: Final = "underthesea"

Segmenter = Callable[[str], list[str]]


def segmenter() -> Segmenter:
    """underthesea's `word_tokenize`, warmed up; spelling is left as written."""
    with _parts_alone():
        import_module(f"{PACKAGE}.pipeline.text_normalize")  # before what it imports in a circle
        word_tokenize = import_module(f"{PACKAGE}.pipeline.word_tokenize").word_tokenize

        def words(text: str) -> list[str]:
            found: list[str] = word_tokenize(text, use_token_normalize=False)
            return found

        words("hộ nghèo")  # the model is loaded with the first words
    return words


def brought(path: str) -> Path:
    """A file of the package."""
    spec = find_spec(PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError(PACKAGE)
    return Path(folders[0]) / path


@contextmanager
def _parts_alone() -> Iterator[None]:
    """Inside, modules of the package are imported while the package itself stays as it is: not run.

    Its dictionaries are plain pickles: they are read as such, in a quarter of the time that joblib takes, which takes
    as long again to import.
    """
    spec = find_spec(PACKAGE)
    if PACKAGE in sys.modules or spec is None:
        yield
        return
    stood_in: dict[str, ModuleType] = {PACKAGE: module_from_spec(spec)}
    if "joblib" not in sys.modules:
        stood_in["joblib"] = _Pickles("joblib")
    sys.modules.update(stood_in)
    try:
        yield
    finally:
        for name in stood_in:
            del sys.modules[name]


class _Pickles(ModuleType):
    """Stands for joblib where nothing but its `load` is called."""

    @staticmethod
    def load(file: str | BinaryIO) -> object:
        """What a file of the package holds, by its path or open."""
        if isinstance(file, str):
            with open(file, "rb") as opened:
                return pickle.load(opened)
        return pickle.load(file)
