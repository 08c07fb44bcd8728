"""What the first reader of a page would wait for, made before anybody asks: rules, and what is long to gather."""

import threading
from typing import Final

from extractor.corpus import Corpus
from extractor.corpus.compare import Wanted
from extractor.errors import ExtractorError
from extractor.web.compare_address import SORTS, Compared
from extractor.web.comparing import choices_of, choosable, counted, gathered, names_of
from extractor.web.keeping import requests_of
from extractor.web.settings import Served

_SLOWEST: Final = 60.0  # seconds that one look into the corpus may take
_COMMONEST: Final = 2  # indicators that are compared over all years: those that most plans tell


def warm(served: Served) -> None:
    """Gathers what is kept as long as nothing is written; what cannot be read is said by the page that needs it."""
    try:
        with Corpus.open(served.db, create=False, any_thread=True) as corpus:
            corpus.stop_after(_SLOWEST)
            requests_of(corpus, served, 0, 1)
            choosable(corpus, served)
            known = names_of(served.rules)
            told = [one.indicator for one in counted(corpus, served) if one.indicator in known]
            for indicator in told[:_COMMONEST]:
                asked = Compared((indicator,), "", Wanted(), SORTS[0], "", 1, ())
                choices_of(corpus, asked.indicators, served, lasting=True)
                gathered(corpus, asked, served, served.lang, lasting=True)
    except ExtractorError:
        return


def begin_to_warm(served: Served) -> None:
    """The same in the background."""
    threading.Thread(target=warm, args=(served,), daemon=True, name="warming").start()
