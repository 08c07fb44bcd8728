"""Columns worked out from records so that they can be filtered by: names and numbers as they are compared."""

from collections.abc import Collection, Iterable

from extractor.corpus.names import storable
from extractor.language.text import fold
from extractor.records import Document
from extractor.rulebook.registry import bare_number

_RANKS = (
    "thi xa",
    "thi tran",
    "thanh pho",
    "dac khu",
    "tinh",
    "huyen",
    "quan",
    "xa",
    "phuong",
    "tp",
    "tx",
    "tt",
)
_SEPARATOR = "|"


def place_key(name: str | None) -> str | None:
    """A place as names are compared, without case, diacritics and rank word: «Xã Đắk Thử» as `dak thu`."""
    if name is None:
        return None
    words = " ".join(fold(storable(name)).replace(".", " ").split())
    rank = next((rank for rank in _RANKS if words.startswith(f"{rank} ")), "")
    bare = words.removeprefix(rank).strip()
    return bare if any(letter.isalpha() for letter in bare) else words  # «Quận 3» is not «3»


def is_for(years: Collection[int], year: int | None, first: int | None, last: int | None) -> bool:
    """Whether a plan of this year, else of this period, is for one of these years."""
    if year is not None or first is None or last is None:
        return year in years
    return any(first <= wanted <= last for wanted in years)


def number_key(number: str | None) -> str | None:
    """The number of a document as numbers are looked up: «07/2021/NĐ-CP» as `7/2021/nd-cp`."""
    return None if number is None else fold(bare_number(storable(number)))


def programme_text(programmes: Iterable[str]) -> str | None:
    """The ids of programmes as one column, in order, with spaces between; None for none."""
    return " ".join(sorted(programmes)) or None


def series_key(document: Document, programme: str | None) -> str | None:
    """What all versions of a plan share: kind of document, place, programme and year; where one is unknown,
    issuer, number and year of issue; None where these are unknown too."""
    places = (place_key(document.province), place_key(document.district), place_key(document.commune))
    years = _years(document)
    if programme and years and document.issuer_level and any(places):
        named = (document.doc_type or "", document.issuer_level, *(place or "" for place in places))
        return _SEPARATOR.join((fold(named[0]), *named[1:], programme, years))
    year = (document.issued_on or "")[:4] or str(document.plan_year or "")
    if document.issuer and document.number and year:
        return _SEPARATOR.join((fold(storable(document.issuer)), number_key(document.number) or "", year))
    return None


def _years(document: Document) -> str:
    if document.plan_year is not None:
        return str(document.plan_year)
    return "" if document.period is None else f"{document.period[0]}-{document.period[1]}"
