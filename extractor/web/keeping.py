"""What takes long to gather from the corpus, kept as long as nothing is written to it."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, Final

from extractor.corpus import Corpus
from extractor.corpus.requested import Requested
from extractor.rulebook.export import load_requests
from extractor.web.settings import Served

_MOST_MADE: Final = 8
_MADE: Final[dict[object, Any]] = {}
_LOCK: Final = Lock()


def kept(what: object, run: Served, make: Callable[[], Any]) -> Any:
    """What was made for the same question while the database was as it is now; the oldest of a few goes."""
    key = (what, run.db, run.rules, *_stamp(run.db))
    with _LOCK:
        if key in _MADE:
            return _MADE[key]
    made = make()
    with _LOCK:
        _MADE[key] = made
        while len(_MADE) > _MOST_MADE:
            del _MADE[next(iter(_MADE))]
    return made


def _stamp(db: Path) -> tuple[int, ...]:
    """Changes whenever something is written to the database."""
    files = (path for path in (db, db.with_name(f"{db.name}-wal")) if path.exists())
    return tuple(number for path in files for number in (path.stat().st_mtime_ns, path.stat().st_size))


def requests_of(corpus: Corpus, run: Served, offset: int, limit: int) -> tuple[int, list[Requested]]:
    """How many documents are wanted that the corpus does not hold, and some of them."""
    rules = load_requests(run.rules)
    wanted = kept("wanted documents", run, lambda: corpus.wanted_documents(rules))
    return corpus.requested_page(rules, wanted, offset, limit)
