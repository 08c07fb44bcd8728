"""Documents of localities that plans cite, and appendices that they promise, which the corpus does not hold."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from extractor.collecting import collector_held_off
from extractor.corpus.judgements import State
from extractor.corpus.outgoing import JOINED, PLAN, PlanHead
from extractor.corpus.selection import EVERYTHING, Selection, chosen_files, finding_condition
from extractor.language.text import canonical, fold
from extractor.plantext import Span
from extractor.rulebook.export import RequestRules
from extractor.rulebook.registry import bare_number

_CITED: Final = """
SELECT id, document, span_start, number_normalised, issuer, issued_on, cited_type FROM citations
WHERE number_normalised <> ''
"""
_PLANS: Final = """
SELECT d.id, d.file, d.province FROM documents d JOIN files ON files.id = d.file ORDER BY files.path
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


class Cited(NamedTuple):
    """A citation of a document that is not held, without the words around it; `plan` is the place of its plan among
    all by their paths."""

    plan: int
    start: int
    id: int
    number: str
    issuer: str | None
    day: str | None
    kind: str | None


Wanted = tuple[tuple[Cited, ...], ...]


def requested(conn: sqlite3.Connection, chosen: Selection, rules: RequestRules) -> list[Requested]:
    """By how many plans want them, then by number; the appendices of the plans come last."""
    return [*_told(conn, cited(conn, rules, chosen)), *_appendices(conn, chosen, rules, (0, -1))]


def requested_page(
    conn: sqlite3.Connection, rules: RequestRules, wanted: Wanted, offset: int, limit: int
) -> tuple[int, list[Requested]]:
    """How many there are in the whole corpus (`wanted` as `cited` tells it), and some of them; only of these the words
    are read."""
    condition, given = finding_condition(conn, _promised(EVERYTHING, rules))
    total = len(wanted) + conn.execute(f"SELECT count(*) {_PROMISED} {condition}", given).fetchone()[0]
    shown = _told(conn, wanted[offset : offset + limit])
    if (left := limit - len(shown)) > 0:
        shown += _appendices(conn, EVERYTHING, rules, (max(0, offset - len(wanted)), left))
    return total, shown


def cited(conn: sqlite3.Connection, rules: RequestRules, chosen: Selection = EVERYTHING) -> Wanted:
    """The citations of each document that is not held, in the order of the texts; the most wanted first."""
    with collector_held_off():  # tens of thousands of citations, none of them in a cycle
        return _cited(conn, rules, chosen_files(conn, chosen))


def _cited(conn: sqlite3.Connection, rules: RequestRules, files: Collection[int] | None) -> Wanted:
    provinces = cache(fold)
    plans = {
        document: (place, provinces(province or ""))
        for place, (document, file, province) in enumerate(conn.execute(_PLANS))
        if files is None or file in files
    }
    bare_of, is_held = cache(_bare_if_local(rules)), _held(conn)
    found: dict[tuple[str, str, str], list[Cited]] = {}
    for number, document, start, name, issuer, day, kind in conn.execute(_CITED):
        bare = bare_of(name, issuer)
        if bare is None or document not in plans or is_held(bare, issuer, day):
            continue
        # One number and day is one document within a province, whether its issuer is told or left out.
        place, province = plans[document]
        one = Cited(place, start, number, name, issuer, day, kind)
        found.setdefault((bare, day or "", province), []).append(one)
    # A text and a number apart sort faster than together.
    named = sorted(map(_in_order, found.values()), key=_name)
    return tuple(sorted(named, key=_plans, reverse=True))


def _in_order(group: list[Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(group)) if len(group) > 1 else (group[0],)


def _name(group: Sequence[Cited]) -> str:
    return f"{group[0].number}\0{group[0].day or ''}"


def _plans(group: Sequence[Cited]) -> int:
    return 1 if len(group) == 1 else len({one.plan for one in group})


def _told(conn: sqlite3.Connection, wanted: Sequence[Sequence[Cited]]) -> list[Requested]:
    """The same with the words around each citation; those gone since they were looked for are left out."""
    ids = json.dumps([one.id for group in wanted for one in group])
    places = {row[0]: _mention(row[1:]) for row in conn.execute(_MENTIONS, (ids,))}
    return [
        Requested(
            group[0].kind or "",
            group[0].number,
            group[0].day,
            next((one.issuer for one in group if one.issuer), None),
            tuple(places[one.id] for one in group if one.id in places),
        )
        for group in wanted
    ]


def _mention(row: Sequence[object]) -> Mention:
    section, page, start, end, text, *plan = row
    return Mention(PlanHead(*plan), tuple(json.loads(section)), page, (start, end), text)  # type: ignore[arg-type]


def _bare_if_local(rules: RequestRules) -> Callable[[str, str | None], str | None]:
    """The bare number where it, or the issuer told with it, is of a locality; else None."""
    never, issuers = (tuple(map(canonical, names)) for names in (rules.never, rules.issuers))

    @cache
    def by_issuer(issuer: str) -> bool | None:
        said = canonical(issuer)
        return False if said.startswith(never) else said.startswith(issuers) or None

    @cache
    def by_number(number: str) -> bool:
        return any(pattern.search(number) for pattern in rules.numbers)

    def bare_if_local(number: str, issuer: str | None) -> str | None:
        told = by_issuer(issuer or "")
        return bare_number(number) if told or (told is None and by_number(number)) else None

    return bare_if_local


def _held(conn: sqlite3.Connection) -> Callable[[str, str | None, str | None], bool]:
    """Whether a document is stored, by bare number, issuer and day: one of that number and day; where a day is not
    known, of a body that may be the one cited."""
    held: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for number, issued_on, issuer in conn.execute(_HELD):
        held[bare_number(number)].append((issued_on, issuer))

    def is_held(number: str, issuer: str | None, day: str | None) -> bool:
        for issued_on, own in held.get(number, ()):
            if day and issued_on and len(day) == len(issued_on) == _WHOLE_DAY:
                if day == issued_on:
                    return True
            elif issuer and own and canonical(own).startswith(canonical(issuer)):
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
