"""What the citations of one list lend to each other: issuer, date, type."""

from dataclasses import dataclass, replace

from extractor import regex
from extractor.extraction.cited import CitedDocument
from extractor.rulebook.language import DocumentType

_SEVERAL = regex.compile(r"(?<![\p{L}])(?:các|những|hai|ba|bốn) $", regex.IGNORECASE)
_SAME_DAY = regex.compile(r"\b(?:cùng|đều) (?:\p{L}+ ){0,3}ngày\b", regex.IGNORECASE)
_CODED = regex.compile(r"\d ?[/-]")
_CODE_JOINTS = regex.compile(r"[-/]")
_LISTED = regex.compile(r" ?(?:[,;]| và| đến)?(?: và)?(?: các)?(?: số)? ?")


@dataclass(frozen=True, slots=True)
class ListHead:
    """What the last type word of a block lends to the numbers listed after it: the issuer to those of one
    body (`TTg`, `HĐND`; None for any)."""

    kind: DocumentType
    issuer: str | None = None
    body: str | None = None


def issued_by(found: list[CitedDocument], head: ListHead) -> list[CitedDocument]:
    """The citations of an item, with the issuer at the head of the list where the item names none."""
    alike = all(c.issuer is None and head.body in {None, issuing_body(c.normalised)} for c in found)
    return [replace(cited, issuer=head.issuer) for cited in found] if head.issuer and alike else found


def issuing_body(number: str | None) -> str:
    """What a number says of its issuer: `27/2017/NQ-HĐND` → `HĐND`, `88/2019/QH14` → `QH14`."""
    return str(_CODE_JOINTS.split(number or "")[-1])


def shared_issuers(found: list[CitedDocument], text: str) -> list[CitedDocument]:
    """In a list of numbers, the issuer named at its end serves all («Nghị quyết a, Nghị quyết b tỉnh»)."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, following = result[index], result[index + 1]
        listed = _LISTED.fullmatch(text[here.end : following.start]) is not None
        same_code = issuing_body(here.normalised) == issuing_body(following.normalised)
        if (
            listed
            and here.issuer is None
            and following.issuer
            and here.cited_type == following.cited_type
            and same_code
        ):
            result[index] = replace(here, issuer=following.issuer)
    return result


def shared_dates(found: list[CitedDocument], text: str) -> list[CitedDocument]:
    """The date at the end of a list serves those before it where the words say that it is of them all.

    They do by one code for all («số 1, 2 và 3/QĐ-UBND ngày …»), by «các» before the type, by «cùng ngày».
    A number that carries another year keeps to itself.
    """
    result = list(found)
    several = _in_plural(found, text)
    for index in range(len(result) - 2, -1, -1):
        here, following = result[index], result[index + 1]
        issued = following.issued_on
        if issued is None or here.issued_on is not None or here.cited_type != following.cited_type:
            continue
        listed = _LISTED.fullmatch(text[here.end : following.start]) is not None
        of_all = (
            several[index]
            or _CODED.search(text[here.start : here.end]) is None
            or _SAME_DAY.search(text[following.start : following.end]) is not None
        )
        if listed and of_all and here.number and (here.year is None or issued.startswith(str(here.year))):
            result[index] = replace(here, issued_on=issued)
    return result


def _in_plural(found: list[CitedDocument], text: str) -> list[bool]:
    """Of each citation, whether it stands in a list that «các» opens."""
    several: list[bool] = []
    for index, cited in enumerate(found):
        opened = _SEVERAL.search(text, max(0, cited.start - 8), cited.start) is not None
        goes_on = index > 0 and _LISTED.fullmatch(text[found[index - 1].end : cited.start]) is not None
        several.append(opened or (goes_on and several[-1]))
    return several
