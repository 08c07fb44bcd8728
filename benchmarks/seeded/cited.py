"""Faults of citations: a year, a number, a date that cannot be; one number with two dates."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from maker.model import Sample
from seeded.edits import Edit, Fault, Place, prose

_DATE = re.compile(r"(?P<day>\d{1,2})(?P<a>/| tháng )(?P<month>\d{1,2})(?P<b>/| năm )(?P<year>\d{4})")
_WITH_YEAR = re.compile(r"(?P<serial>\d{1,4})(?P<year>/\d{4})/(?P<rest>(?:NĐ-CP|TT-\S+))")
_YEAR_INSIDE = re.compile(r"\d{1,4}[/-](\d{4})/")
_CENTRAL = ("Chính phủ", "Thủ tướng Chính phủ", "Quốc hội")
_NO_DAYS = (("30", "02"), ("31", "4"), ("31", "6"), ("31", "9"), ("31", "11"), ("32", "5"), ("12", "13"))


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation with its place, type, number and, where it has one, its date."""

    at: int
    start: int
    text: str
    kind: str
    number: str
    issuer: str
    date: re.Match[str] | None

    def place(self, start: int, end: int) -> Place:
        return Place(self.at, self.start + start, self.start + end)


def citation_faults(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Every fault of this family at every place of the plan."""
    issued = issue_date(sample)
    for cited in _citations(sample):
        if cited.date:
            yield from _years(cited, issued)
            yield from _impossible(cited, issued, rng)
            yield from _conflicts(sample, cited, issued, rng)
        yield from _incomplete(cited)


def issue_date(sample: Sample) -> date | None:
    """The plan's own date; None where it is not whole."""
    iso = str(sample.document.get("issued_on", ""))
    found = _DATE.search(str(sample.head["date"]))
    if found:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    return date.fromisoformat(iso) if re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else None


def _citations(sample: Sample) -> Iterator[_Cited]:
    for at, block in prose(sample):
        for text, kind, number, issuer, *_ in block.citations:
            start = block.source.find(text)
            if start >= 0 and number in text and block.source.count(text) == 1:
                dates = list(_DATE.finditer(text))
                yield _Cited(at, start, text, kind, number, issuer, dates[0] if len(dates) == 1 else None)


def _years(cited: _Cited, issued: date | None) -> Iterator[Fault]:
    """The year of the date, or of the number, is another."""
    inside = _YEAR_INSIDE.match(cited.number)
    if inside is None or cited.date is None or inside[1] != cited.date["year"]:
        return
    for step in (-1, 1):
        year = str(int(inside[1]) + step)
        edit = Edit(cited.place(*cited.date.span("year")), year)
        yield Fault("citation-year-mismatch", "date", (edit,))
        if issued is None or int(year) <= issued.year:
            start = cited.text.find(cited.number) + inside.start(1)
            yield Fault("citation-year-mismatch", "number", (Edit(cited.place(start, start + 4), year),))


def _impossible(cited: _Cited, issued: date | None, rng: random.Random) -> Iterator[Fault]:
    assert cited.date is not None
    day, month = rng.choice(_NO_DAYS)
    shown = cited.date
    written = f"{day}{shown['a']}{month}{shown['b']}{shown['year']}"
    yield Fault("citation-date-impossible", "no such day", (Edit(cited.place(*shown.span()), written),))
    if issued is None:
        return
    later = issued + timedelta(days=rng.randrange(20, 600))
    inside = _YEAR_INSIDE.match(cited.number)
    if inside is not None and int(inside[1]) != later.year:
        return
    written = f"{later.day:02}{shown['a']}{later.month:02}{shown['b']}{later.year}"
    edit = Edit(cited.place(*shown.span()), written)
    yield Fault("citation-date-impossible", "after the plan", (edit,))


def _incomplete(cited: _Cited) -> Iterator[Fault]:
    """A decree or a circular without the year in its number; such numbers carry one since 1998."""
    found = _WITH_YEAR.fullmatch(cited.number)
    if found and cited.kind in ("Nghị định", "Thông tư"):
        start = cited.text.find(cited.number)
        edit = Edit(cited.place(start, start + len(cited.number)), f"{found['serial']}/{found['rest']}")
        yield Fault("citation-incomplete", "no year", (edit,))
        blank = Edit(cited.place(start, start + len(found["serial"])), "…")
        yield Fault("citation-incomplete", "no serial", (blank,))


def _conflicts(sample: Sample, cited: _Cited, issued: date | None, rng: random.Random) -> Iterator[Fault]:
    """The document cited once more further on with another date, or with another issuer.

    Without a year inside it a number is of one document only in one year and of one issuer; so the
    second date is of the same year there.
    """
    assert cited.date is not None
    shown = cited.date
    behind = [at for at, block in prose(sample) if at > cited.at and block.kind in ("p", "n2", "dash")]
    if not behind or cited.issuer == "-" or cited.issuer not in cited.text:
        return
    year = int(shown["year"])
    own = date(year, int(shown["month"]), int(shown["day"]))
    other = _other_day(own, issued, rng)
    central = cited.issuer in _CENTRAL or cited.issuer.startswith("Bộ")
    if other is not None and (central or _YEAR_INSIDE.match(cited.number)):
        written = f"{other.day:02}{shown['a']}{other.month:02}{shown['b']}{year}"
        text = cited.text[: shown.start()] + written + cited.text[shown.end() :]
        yield _again(rng.choice(behind), text, "two dates")
    if _YEAR_INSIDE.match(cited.number) and cited.issuer == "Chính phủ":
        yield _again(rng.choice(behind), cited.text.replace("Chính phủ", "Quốc hội"), "two issuers")


def _other_day(own: date, issued: date | None, rng: random.Random) -> date | None:
    days = [own + timedelta(days=step) for step in (-31, -9, -1, 1, 9, 31)]
    fit = [day for day in days if day.year == own.year and (issued is None or day < issued)]
    return rng.choice(fit) if fit else None


def _again(at: int, cited: str, kind: str) -> Fault:
    words = f"Các bước thực hiện theo đúng {cited}."
    return Fault("citation-conflict", kind, (Edit(Place(at, 0, 0), "", insert=words),))
