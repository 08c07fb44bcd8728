"""Documents of localities that plans cite, and appendices that they promise, which the corpus does not hold."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from extractor.corpus.judgements import State
from extractor.corpus.outgoing import JOINED, PLAN, PlanHead
from extractor.corpus.selection import EVERYTHING, Selection, chosen_files, finding_condition
from extractor.language.text import canonical, fold
from extractor.plantext import Span
from extractor.rulebook.export import RequestRules
from extractor.rulebook.registry import bare_number

_NAMES: Final = "SELECT DISTINCT number_normalised, issuer FROM citations WHERE number_normalised <> ''"
_CITED: Final = """
SELECT f.id, d.file, files.path, f.span_start, f.number_normalised, f.issuer, f.issued_on, f.cited_type, d.province
FROM citations f JOIN documents d ON d.id = f.document JOIN files ON files.id = d.file
WHERE f.number_normalised IN (SELECT value FROM json_each(?))
"""
_HELD: Final = "SELECT number, issued_on, issuer FROM documents WHERE number IS NOT NULL"
_WHOLE_DAY: Final = len("2024-01-01")
_MENTION: Final = f"f.section, f.page, f.span_start, f.span_end, f.text, {PLAN}"
_MENTIONS: Final = (
    f"SELECT f.id, {_MENTION} FROM citations f {JOINED} WHERE f.id IN (SELECT value FROM json_each(?))"
)
_PROMISED: Final = (
    f"FROM findings f {JOINED} LEFT JOIN triage_states t ON t.fingerprint = f.fingerprint WHERE"
)
_IN_ORDER: Final = "ORDER BY files.path, f.document, f.span_start, f.id"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a document is cited."""

    plan: PlanHead
    section: tuple[str, ...]
    page: int | None
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Requested:
    """A document to ask for: `kind` «Kế hoạch», «Phụ lục»; its number, date and issuer as cited; where."""

    kind: str
    number: str | None
    issued_on: str | None
    issuer: str | None
    mentions: tuple[Mention, ...]


class _Cited(NamedTuple):
    """A citation of a document that is not held, without the words around it."""

    id: int
    file: int
    path: str
    start: int
    number: str
    issuer: str | None
    day: str | None
    kind: str | None
    province: str | None


def requested(conn: sqlite3.Connection, chosen: Selection, rules: RequestRules) -> list[Requested]:
    """By how many plans want them, then by number; the appendices of the plans come last."""
    cited = _cited(conn, chosen, rules)
    return [*_told(conn, cited), *_appendices(conn, chosen, rules, (0, -1))]


def requested_page(
    conn: sqlite3.Connection, rules: RequestRules, offset: int, limit: int
) -> tuple[int, list[Requested]]:
    """How many there are in the whole corpus, and some of them; only of these the words are read."""
    cited = _cited(conn, EVERYTHING, rules)
    condition, given = finding_condition(conn, _promised(EVERYTHING, rules))
    total = len(cited) + conn.execute(f"SELECT count(*) {_PROMISED} {condition}", given).fetchone()[0]
    shown = _told(conn, cited[offset : offset + limit])
    if (left := limit - len(shown)) > 0:
        shown += _appendices(conn, EVERYTHING, rules, (max(0, offset - len(cited)), left))
    return total, shown


def _cited(conn: sqlite3.Connection, chosen: Selection, rules: RequestRules) -> list[list[_Cited]]:
    """The citations of each document that is not held, in the order of the texts; the most wanted first."""
    local = {(number, issuer) for number, issuer in conn.execute(_NAMES) if _is_local(number, issuer, rules)}
    numbers = sorted({number for number, _ in local})
    files, is_held, folded = chosen_files(conn, chosen), _held(conn), cache(fold)
    found: dict[tuple[str, str, str], list[_Cited]] = defaultdict(list)
    rows = map(_Cited._make, conn.execute(_CITED, (json.dumps(numbers),)))
    for one in sorted(rows, key=lambda one: (one.path, one.start, one.id)):
        if (one.number, one.issuer) in local and (files is None or one.file in files) and not is_held(one):
            # One number and day is one document within a province, whether its issuer is told or left out.
            key = bare_number(one.number), one.day or "", folded(one.province or "")
            found[key].append(one)
    return sorted(found.values(), key=_rank)


def _rank(cited: Sequence[_Cited]) -> tuple[int, str, str]:
    return -len({one.path for one in cited}), cited[0].number, cited[0].day or ""


def _told(conn: sqlite3.Connection, cited: Iterable[Sequence[_Cited]]) -> list[Requested]:
    """The same with the words around each citation."""
    groups = list(cited)
    ids = json.dumps([one.id for group in groups for one in group])
    places = {row[0]: _mention(row[1:]) for row in conn.execute(_MENTIONS, (ids,))}
    return [
        Requested(
            group[0].kind or "",
            group[0].number,
            group[0].day,
            next((one.issuer for one in group if one.issuer), None),
            tuple(places[one.id] for one in group),
        )
        for group in groups
    ]


def _mention(row: Sequence[object]) -> Mention:
    section, page, start, end, text, *plan = row
    return Mention(PlanHead(*plan), tuple(json.loads(section)), page, (start, end), text)  # type: ignore[arg-type]


def _is_local(number: str, issuer: str | None, rules: RequestRules) -> bool:
    said = canonical(issuer or "")
    if any(said.startswith(canonical(name)) for name in rules.never):
        return False
    return any(pattern.search(number) for pattern in rules.numbers) or any(
        said.startswith(canonical(name)) for name in rules.issuers
    )


def _held(conn: sqlite3.Connection) -> Callable[[_Cited], bool]:
    """Whether a document is stored: one of that number and day; where a day is not known, of a body that may be the
    one cited."""
    held: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for number, issued_on, issuer in conn.execute(_HELD):
        held[bare_number(number)].append((issued_on, issuer))

    def is_held(one: _Cited) -> bool:
        for issued_on, own in held.get(bare_number(one.number), ()):
            if one.day and issued_on and len(one.day) == len(issued_on) == _WHOLE_DAY:
                if one.day == issued_on:
                    return True
            elif one.issuer and own and canonical(own).startswith(canonical(one.issuer)):
                return True
        return False

    return is_held


def _promised(chosen: Selection, rules: RequestRules) -> Selection:
    """The findings that tell of appendices which are not there, in the same plans."""
    return Selection(
        paths=chosen.paths,
        rules=rules.appendices,
        states=(State.NEW, State.CONFIRMED),
        places=chosen.places,
        levels=chosen.levels,
        years=chosen.years,
    )


def _appendices(
    conn: sqlite3.Connection, chosen: Selection, rules: RequestRules, part: tuple[int, int]
) -> list[Requested]:
    """The appendices from one number on, as many as asked for (-1 for all)."""
    condition, given = finding_condition(conn, _promised(chosen, rules))
    rows = conn.execute(
        f"SELECT {_MENTION} {_PROMISED} {condition} {_IN_ORDER} LIMIT :most OFFSET :first",
        {**given, "first": part[0], "most": part[1]},
    )
    places = map(_mention, rows)
    return [Requested("Phụ lục", None, None, place.plan.issuer, (place,)) for place in places]
