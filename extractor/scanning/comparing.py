"""What ends a scan and a merge: the plans of the corpus compared with each other by the rules at hand."""

from extractor import __version__
from extractor.corpus import Corpus
from extractor.rulebook import Rulebook


def compare_stored(corpus: Corpus, rules: Rulebook) -> bool:
    """Compares all plans with each other, where the rules at hand read some of them; whether they did.

    By other rules (`--rules`, `--select`, another version of the program) the last scan may have found other things:
    these are not replaced behind its back.
    """
    version = f"{__version__}+{rules.version}"
    if not corpus.has_read_by(version):
        return False
    corpus.judge_across(version, rules.checks, rules.legal_documents)
    return True
