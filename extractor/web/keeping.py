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


def kept(what: object, run: Served, make: Callable[[], Any], sign: str | None = None) -> Any:
    """What was made for the same question while the database was as it is now, or where a `sign` is given, while that
    was the sign; of a few, the one that was asked for longest ago goes."""
    state = _stamp(run.db) if sign is None else (sign,)
    key = (what, run.db, run.rules, *state)
    with _LOCK:
        if key in _MADE:
            _MADE[key] = _MADE.pop(key)
            return _MADE[key]
    made = make()
    with _LOCK:
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
    wanted = kept("wanted documents", run, lambda: corpus.wanted_documents(rules), corpus.plans_sign())
    return corpus.requested_page(rules, wanted, offset, limit)
