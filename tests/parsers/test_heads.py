"""Heads and feet of invented documents of every kind and level, from the file to the document record."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml
from pdf_making import drawn, font, lines, together
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from wordml import cell, package, para, row, table

from extractor.extraction import extract
from extractor.parsers import parse_bytes
from extractor.rulebook import Rulebook, load_rulebook

FIELDS = (
    "doc_type",
    "number",
    "issued_on",
    "place",
    "issuer",
    "issuer_level",
    "commune",
    "district",
    "province",
    "title",
    "plan_year",
    "period",
    "signatory",
    "signatory_role",
)
CASES = yaml.safe_load((Path(__file__).parent / "heads.yaml").read_text(encoding="utf-8"))
COLUMNS = "||"
LEFT, RIGHT, CENTRE = 60.0, 290.0, A4[0] / 2


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    return load_rulebook()


def rows_of(words: str) -> Iterator[tuple[bool, list[list[str]]]]:
    """Runs of lines that stand in one column or in two, each line as its columns."""
    split = [[part.strip() for part in line.split(COLUMNS)] for line in words.splitlines()]
    for two, run in groupby(split, key=lambda columns: len(columns) > 1):
        yield two, list(run)


def as_docx(words: str) -> bytes:
    """Paragraphs, and tables without borders where two columns stand."""
    body = ""
    for two, run in rows_of(escape(words)):
        if two:
            sides = ("".join(para(line[side]) for line in run) for side in (0, 1))
            body += table(row(*(cell("", inside=side) for side in sides)))
        else:
            body += "".join(para(line[0]) for line in run)
    return package(body)


def as_pdf(words: str) -> bytes:
    """One page: two columns, centred lines for the head, text from the left margin for the rest."""
    parts, top = [], 60.0
    for two, run in rows_of(words):
        for line in run:
            if two:
                parts += [lines(line[0], x=LEFT, top=top), lines(line[1], x=RIGHT, top=top)]
            else:
                width = pdfmetrics.stringWidth(line[0], font(), 11)
                left = CENTRE - width / 2 if width < 380 and line[0].isupper() else LEFT
                parts.append(lines(line[0], x=left, top=top))
            top += 17
        top += 10

    def page(canvas: Any) -> None:
        canvas.setFont(font(), 11)
        together(*parts)(canvas)

    return drawn(page)


def data_of(case: dict[str, Any]) -> tuple[bytes, str]:
    if "txt" in case:
        return case["txt"].encode(), "plan.txt"
    if "docx" in case:
        return as_docx(case["docx"]), "plan.docx"
    return as_pdf(case["pdf"]), "plan.pdf"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_a_person_reads_in_head_and_foot(case: dict[str, Any]) -> None:
    data, name = data_of(case)
    read = extract(parse_bytes(data, name, name), rules()).document.model_dump()
    if read["period"] is not None:
        read["period"] = list(read["period"])
    wanted = {field: str(v) if field == "issued_on" else v for field, v in case["want"].items()}
    assert {f: read[f] for f in FIELDS} == {f: wanted.get(f) for f in FIELDS}


def test_every_case_has_a_name_of_its_own_and_wants_known_fields() -> None:
    names = [case["id"] for case in CASES]
    assert len(set(names)) == len(names)
    assert {field for case in CASES for field in case["want"]} <= set(FIELDS)
