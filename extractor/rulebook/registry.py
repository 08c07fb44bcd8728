"""rules/legal_documents.csv: numbers and dates of documents, as many public texts cite them.

A row is one document. A file of the user's own lies over the shipped one row by row: a document that both
hold is changed, a new one added, one with the support 0 taken out.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, Field, RootModel, field_validator, model_validator
from pydantic_core import PydanticCustomError

from extractor import regex
from extractor.rulebook.loading import RuleModel
from extractor.rulebook.sources import Fault, Node, Place, read_text

COLUMNS: Final = ("number", "issued_on", "documents_that_agree", "documents_that_cite")
_MORE: Final = ("issuer",)
_COMMENT: Final = "#"
_YEAR_PART: Final = regex.compile(r"^\d{1,5}\p{L}?(?:\.\d{1,3})?[/-](?P<year>(?:19|20)\d{2})[/-]")
_NUMBER: Final = regex.compile(r"\d[\d.]{0,8}\p{L}?(?:[/-][\p{L}\d&-]{1,40}){1,4}")
_ISO: Final = regex.compile(r"\d{4}-\d{2}-\d{2}")


def year_in_number(number: str | None) -> int | None:
    """The year that is a part of the number; `2006/QĐ-UBND` has none.

    >>> year_in_number("07/2021/NĐ-CP")
    2021
    """
    match = _YEAR_PART.match(number or "")
    return int(match["year"]) if match else None


def bare_number(number: str) -> str:
    """A number as numbers are compared: without spaces, case and zeros in front.

    >>> bare_number("07/2021/NĐ-CP")
    '7/2021/nđ-cp'
    """
    return "".join(number.split()).casefold().lstrip("0")


def _is_day(day: str) -> str:
    try:
        if _ISO.fullmatch(day):
            date.fromisoformat(day)
            return day
    except ValueError:
        pass
    raise _refused(
        f"ngày phải viết theo dạng 2021-01-27; ở đây là «{day}»",
        f"a date must be written as 2021-01-27; here it is «{day}»",
    )


Day = Annotated[str, AfterValidator(_is_day)]


class LegalDocument(RuleModel):
    """A document: of `cited` texts that give it a whole date, `agreed` give this one.

    `issuer` says whose number it is, where another body may have given the same one.
    """

    number: str
    issued_on: Day
    agreed: int = Field(alias="documents_that_agree", ge=1)
    cited: int = Field(alias="documents_that_cite")
    issuer: str | None = None

    @field_validator("number")
    @classmethod
    def _is_number(cls, number: str) -> str:
        if _NUMBER.fullmatch(number) is None:
            raise _refused(
                f"«{number}» không phải số hiệu văn bản", f"«{number}» is not the number of a document"
            )
        return number

    @model_validator(mode="after")
    def _holds(self) -> "LegalDocument":
        year = year_in_number(self.number)
        if year is not None and int(self.issued_on[:4]) != year:
            raise _refused(
                f"ngày {self.issued_on} không thuộc năm {year} ghi trong số hiệu",
                f"the date {self.issued_on} is not of the year {year} in the number",
            )
        if self.agreed > self.cited:
            raise _refused(
                f"số văn bản thống nhất ({self.agreed}) lớn hơn số văn bản viện dẫn ({self.cited})",
                f"more documents agree ({self.agreed}) than cite it ({self.cited})",
            )
        return self

    @property
    def year(self) -> int:
        """The year of its date."""
        return int(self.issued_on[:4])


class LegalDocuments(RootModel[dict[str, LegalDocument]]):
    """All documents of the file by what their rows go by."""

    @cached_property
    def _by_number(self) -> dict[str, tuple[LegalDocument, ...]]:
        found: dict[str, tuple[LegalDocument, ...]] = {}
        for document in self.root.values():
            key = bare_number(document.number)
            found[key] = (*found.get(key, ()), document)
        return found

    def numbered(self, number: str) -> tuple[LegalDocument, ...]:
        """The documents of this number; several only where it holds no year."""
        return self._by_number.get(bare_number(number), ())


def _refused(vi: str, en: str) -> PydanticCustomError:
    return PydanticCustomError("bad_document", "{en}", {"en": en, "vi": vi})


def read_registry(path: Path, overlay: Path | None = None) -> Node:
    """The rows of one file with those of `overlay` over them, each with its file and line.

    Raises RuleError naming file, line and reason: no such file, other columns, a row twice.
    """
    shipped = _read(path)
    if overlay is None or not overlay.is_file():
        return shipped
    above = _read(overlay)
    rows: dict[str, Node] = dict(shipped.value)
    new: dict[str, Node] = {}
    for name, row in above.value.items():
        below = rows.get(name)
        if _is_gone(row):
            if rows.pop(name, None) is None:
                raise _no_such(row.place, name).error()
        elif below is not None:
            rows[name] = Node(row.value, row.place, row.last, under=below)
        else:
            new[name] = row
    return Node({**new, **rows}, above.place, above.last, under=shipped)


def _is_gone(row: Node) -> bool:
    support = row.child("documents_that_agree")
    return support is not None and support.value == 0


def _no_such(place: Place, name: str) -> Fault:
    return Fault(place, f"không có văn bản «{name}» để bỏ", f"there is no document «{name}» to take out")


def _read(path: Path) -> Node:
    rows: dict[str, Node] = {}
    head: Sequence[str] | None = None
    for line, cells in _lines(path, read_text(path)):
        place = Place(path, line)
        if head is None:
            head = _checked_head(place, cells)
            continue
        row = _row(place, head, cells)
        name = _name(row)
        if name in rows:
            raise _twice(place, name, rows[name].place.line).error()
        rows[name] = row
    if head is None:
        raise _bad_head(Place(path, 1)).error()
    return Node(rows, Place(path, 1), max((row.last for row in rows.values()), default=1))


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row; empty lines and those that begin with «#» are for readers alone."""
    for line, written in enumerate(text.splitlines(), 1):
        if not written.strip() or written.startswith(_COMMENT):
            continue
        try:
            cells = next(csv.reader([written], strict=True))
        except csv.Error as error:
            place = Place(path, line)
            raise Fault(
                place, f"dòng CSV viết sai ({error})", f"not a row of CSV: {error}"
            ).error() from error
        yield line, [cell.strip() for cell in cells]


def _checked_head(place: Place, cells: Sequence[str]) -> Sequence[str]:
    if tuple(cells) not in {COLUMNS, (*COLUMNS, *_MORE)}:
        raise _bad_head(place).error()
    return cells


def _bad_head(place: Place) -> Fault:
    listed = ",".join(COLUMNS)
    return Fault(
        place,
        f"dòng đầu phải ghi tên cột, cách nhau bằng dấu phẩy: {listed} (thêm ,issuer nếu cần)",
        f"the first row must name the columns, commas between them: {listed} (and ,issuer where needed)",
    )


def _row(place: Place, head: Sequence[str], cells: Sequence[str]) -> Node:
    if len(cells) != len(head):
        count = len(cells)
        raise Fault(
            place,
            f"dòng phải có {len(head)} ô, ở đây có {count}",
            f"a row must have {len(head)} cells, here it has {count}",
        ).error()
    values = {name: _value(place, name, cell) for name, cell in zip(head, cells, strict=True)}
    return Node({name: Node(value, place, place.line) for name, value in values.items()}, place, place.line)


def _value(place: Place, name: str, cell: str) -> str | int | None:
    if not name.startswith("documents_"):
        return "".join(cell.split()) if name == "number" else cell or None
    if not (cell.isascii() and cell.isdigit()):
        raise Fault(
            place,
            f"{name}: phải là số nguyên; ở đây là «{cell}»",
            f"{name}: must be a whole number; here it is «{cell}»",
        ).error()
    return int(cell)


def _name(row: Node) -> str:
    """What a row goes by: the number, and the year where the number may be given anew each year."""
    values = row.plain()
    number, day = str(values["number"]), str(values["issued_on"] or "")
    return number if year_in_number(number) is not None else f"{number},{day[:4]}"


def _twice(place: Place, name: str, first: int) -> Fault:
    return Fault(
        place,
        f"văn bản «{name}» viết hai lần (lần đầu ở dòng {first})",
        f"the document «{name}» stands twice (first in line {first})",
    )
