"""Documents of localities that plans cite, and appendices that they promise, which the corpus does not hold."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.corpus.judgements import State
from extractor.corpus.outgoing import PlanHead, findings, records
from extractor.corpus.selection import Selection
from extractor.language.text import canonical, fold
from extractor.plantext import Span
from extractor.rulebook.export import RequestRules
from extractor.rulebook.registry import bare_number


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


def requested(conn: sqlite3.Connection, chosen: Selection, rules: RequestRules) -> list[Requested]:
    """By how many plans want them, then by number; the appendices of the plans come last."""
    held = _held(conn)
    cited: dict[tuple[str, str, str], list[tuple[dict[str, str | None], Mention]]] = defaultdict(list)
    for plan, fields in records(conn, "citations", chosen):
        number = fields["number_normalised"]
        if number and _is_local(number, fields["cited_issuer"], rules) and not _is_held(plan, fields, held):
            place = Mention(plan, fields["section"], fields["page"], _span(fields), fields["text"])
            # One number and day is one document within a province, whether its issuer is told or left out.
            key = bare_number(number), fields["cited_on"] or "", fold(plan.province or "")
            cited[key].append((fields, place))
    asked = [_request(found) for found in cited.values()]
    asked.sort(
        key=lambda one: (-len({m.plan.path for m in one.mentions}), one.number or "", one.issued_on or "")
    )
    return [*asked, *_appendices(conn, chosen, rules)]


def _request(found: list[tuple[dict[str, str | None], Mention]]) -> Requested:
    fields = found[0][0]
    issuer = next((f["cited_issuer"] for f, _ in found if f["cited_issuer"]), None)
    return Requested(
        fields["cited_type"] or "",
        fields["number_normalised"],
        fields["cited_on"],
        issuer,
        tuple(place for _, place in found),
    )


def _span(fields: dict[str, int]) -> Span:
    return fields["span_start"], fields["span_end"]


def _is_local(number: str, issuer: str | None, rules: RequestRules) -> bool:
    said = canonical(issuer or "")
    if any(said.startswith(canonical(name)) for name in rules.never):
        return False
    return any(pattern.search(number) for pattern in rules.numbers) or any(
        said.startswith(canonical(name)) for name in rules.issuers
    )


def _held(conn: sqlite3.Connection) -> dict[str, list[tuple[str | None, str | None]]]:
    """Day and issuer of the documents that are stored, by number."""
    held: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for number, issued_on, issuer in conn.execute(
        "SELECT number, issued_on, issuer FROM documents WHERE number IS NOT NULL"
    ):
        held[bare_number(number)].append((issued_on, issuer))
    return held


def _is_held(
    plan: PlanHead, fields: dict[str, str | None], held: dict[str, list[tuple[str | None, str | None]]]
) -> bool:
    """One of that number and day; where a day is not known, of a body that may be the one cited."""
    day, issuer = fields["cited_on"], fields["cited_issuer"]
    for issued_on, own in held.get(bare_number(fields["number_normalised"] or ""), ()):
        if day and issued_on and len(day) == len(issued_on) == len("2024-01-01"):
            if day == issued_on:
                return True
        elif issuer and own and canonical(own).startswith(canonical(issuer)):
            return True
    return False


def _appendices(conn: sqlite3.Connection, chosen: Selection, rules: RequestRules) -> Iterator[Requested]:
    wanted = Selection(
        paths=chosen.paths,
        rules=rules.appendices,
        states=(State.NEW, State.CONFIRMED),
        places=chosen.places,
        levels=chosen.levels,
        years=chosen.years,
    )
    for one in findings(conn, wanted):
        place = Mention(one.plan, one.section, one.page, one.span, one.text)
        yield Requested("Phụ lục", None, None, one.plan.issuer, (place,))
