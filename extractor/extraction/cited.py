"""A citation as read, and what the citations of one list lend to each other."""

from dataclasses import dataclass, replace

import regex

from extractor.extraction.cited_parts import Part

_LISTED = regex.compile(r" ?(?:[,;]| và| đến)?(?: và)?(?: các)?(?: số)? ?")
_CODE_JOINTS = regex.compile(r"[-/]")


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


def _code(number: str | None) -> str:
    """What a number says of its issuer: `27/2017/NQ-HĐND` → `HĐND`, `88/2019/QH14` → `QH14`."""
    return str(_CODE_JOINTS.split(number or "")[-1])


def shared_issuers(found: list[CitedDocument], text: str) -> list[CitedDocument]:
    """In a list of numbers, the issuer named at its end serves all («Nghị quyết a, Nghị quyết b tỉnh»)."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, following = result[index], result[index + 1]
        listed = _LISTED.fullmatch(text[here.end : following.start]) is not None
        same_code = _code(here.normalised) == _code(following.normalised)
        if (
            listed
            and here.issuer is None
            and following.issuer
            and here.cited_type == following.cited_type
            and same_code
        ):
            result[index] = replace(here, issuer=following.issuer)
    return result
