"""A citation as read."""

from dataclasses import dataclass, replace

from extractor.extraction.cited_parts import Part


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A citation as read: offsets of its words, what it cites; `normalised` is its
    number mended, `name` what a law is called by."""

    start: int
    end: int
    cited_type: str
    number: str | None
    year: int | None
    issuer: str | None
    issued_on: str | None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    normalised: str | None = None
    name: str | None = None


def with_part(cited: CitedDocument, part: Part) -> CitedDocument:
    """The citation with the part that stands before it."""
    return replace(cited, start=part.start, article=part.article, clause=part.clause, point=part.point)
