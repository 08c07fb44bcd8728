"""The words of a plan as the language pipeline cuts them.

The pipeline is loaded with the first words that are asked for: spaCy and the models of underthesea take longer to load
than many a plan to read, and a plan in which no cue is doubtful needs neither.
"""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Final

from extractor.rulebook.figures import PhraseRules
from extractor.rulebook.language import UnitRules

if TYPE_CHECKING:
    from spacy.language import Language

_COMMANDS: Final = "spacy.cli", "spacy.cli.info"


class Words:
    """Cuts pieces of text into words; made once from the rules."""

    def __init__(self, phrases: PhraseRules, units: UnitRules) -> None:
        self._phrases = phrases
        self._units = units

    @cached_property
    def _nlp(self) -> "Language":
        with _left_out(_COMMANDS):
            from extractor.language.pipeline import load_pipeline  # noqa: PLC0415

        return load_pipeline(self._phrases, self._units)

    def zone(self) -> AbstractContextManager[object]:
        """While this is held, what the pipeline keeps of the words that it meets is kept no longer than that."""
        return self._nlp.memory_zone() if "_nlp" in vars(self) else nullcontext()

    def first(self, text: str) -> str:
        """The first word of a text; "" where it is empty."""
        doc = self._nlp(text)
        return doc[0].text if len(doc) else ""

    def has_cue(self, text: str, at: int) -> bool:
        """Whether a word that is a cue begins at an offset."""
        doc = self._nlp(text)  # first: what follows would bring all of spaCy with it
        from extractor.language.pipeline import CUES  # noqa: PLC0415

        return any(span.start_char == at for span in doc.spans[CUES])


@contextmanager
def _left_out(names: tuple[str, ...]) -> Iterator[None]:
    """Inside, nothing stands for these modules where another imports them.

    spaCy gives with itself one function of its commands, and with them come an HTTP client and two makers of command
    lines: 19 MB and a third of the time that it takes to import.
    """
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = _Nothing(name)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class _Nothing(ModuleType):
    """A module of which everything is None."""

    def __getattr__(self, name: str) -> None:
        return None
