"""What takes long to gather from the corpus, kept as long as nothing is written to it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

from extractor.corpus import Corpus
from extractor.corpus.requested import Requested
from extractor.rulebook.export import load_requests
from extractor.web.settings import Served

_MOST_MADE: Final = 8
_MADE: Final[dict[object, Any]] = {}
_LASTING: Final[dict[object, tuple[tuple[object, ...], Any]]] = {}  # with the state of the database
_LOCK: Final = Lock()


def kept(
    what: object, run: Served, make: Callable[[], Any], sign: str | None = None, *, lasting: bool = False
) -> Any:
    """What was made for the same question while the database was as it is now, or where a `sign` is given, while that
    was the sign. Of a few the one that was asked for longest ago goes, but for what is `lasting`: the answers to
    questions that are asked again and again, and of which there are few."""
    state: tuple[object, ...] = _stamp(run.db) if sign is None else (sign,)
    question = (what, run.db, run.rules)
    key = (*question, *state)
    with _LOCK:
        if question in _LASTING:
            if _LASTING[question][0] == state:
                return _LASTING[question][1]
            del _LASTING[question]
        if key in _MADE:
            _MADE[key] = _MADE.pop(key)
            return _MADE[key]
    made = make()
    with _LOCK:
        if lasting:
            _LASTING[question] = (state, made)
            return made
        _MADE[key] = made
        while len(_MADE) > _MOST_MADE:
            del _MADE[next(iter(_MADE))]
    return made


def _stamp(db: Path) -> tuple[int, ...]:
    """Changes whenever something is written to the database; an empty journal comes and goes with each who reads."""
    files = (path.stat() for path in (db, db.with_name(f"{db.name}-wal")) if path.exists())
    return tuple(number for file in files if file.st_size for number in (file.st_mtime_ns, file.st_size))


def requests_of(corpus: Corpus, run: Served, offset: int, limit: int) -> tuple[int, list[Requested]]:
    """How many documents are wanted that the corpus does not hold, and some of them."""
    rules = load_requests(run.rules)
    wanted = kept(
        "wanted documents", run, partial(corpus.wanted_documents, rules), corpus.plans_sign(), lasting=True
    )
    return corpus.requested_page(rules, wanted, offset, limit)
