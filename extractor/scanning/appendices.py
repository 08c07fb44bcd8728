"""Plans that miss an appendix which by now lies beside them: their bytes are the same, what is told is not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.corpus import Corpus
from extractor.rulebook.checks import CheckRules
from extractor.system import names_beside

_RULE = "appendix-missing"


@dataclass(frozen=True)
class Lacking:
    """The words of the findings of `appendix-missing` by the path of their file."""

    words: Mapping[str, Sequence[str]]
    rules: CheckRules

    @classmethod
    def of(cls, corpus: Corpus, rules: CheckRules) -> "Lacking":
        """Those that the database holds."""
        return cls(corpus.words_found(_RULE), rules)

    def came(self, name: str, path: Path) -> bool:
        """Whether an appendix that the plan stored as `name` missed has been put beside it."""
        listed = self.words.get(name)
        if listed is None:
            return False
        from extractor.checker.appendices import fewer_lack_now  # noqa: PLC0415  (few scans need the checker)

        files = names_beside(path)
        missed = Counter(listed).items()
        return any(fewer_lack_now(words, told, path.name, files, self.rules) for words, told in missed)
