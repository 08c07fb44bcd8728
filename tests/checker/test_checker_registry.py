"""Cited dates against the registry of documents."""

import pytest
from checker_drafts import Draft

from extractor.checker.outside import Outside
from extractor.records import Finding
from extractor.rulebook.registry import LegalDocuments, year_in_number

ROWS = [
    ("17/2031/NĐ-CP", "2031-02-05", 4, 5, None),
    ("512/QĐ-TTg", "2030-05-11", 3, 3, None),
    ("18/2031/QH16", "2031-06-20", 6, 6, None),
    ("44/QĐ-UBND", "2031-01-09", 8, 8, None),
    ("45/QĐ-UBND", "2031-01-10", 8, 8, "UBND tỉnh Lam Khê"),
    ("19/2031/NĐ-CP", "2031-02-19", 1, 1, None),
]
NAMES = ("number", "issued_on", "documents_that_agree", "documents_that_cite", "issuer")
OUTSIDE = Outside(LegalDocuments.model_validate({row[0]: dict(zip(NAMES, row, strict=True)) for row in ROWS}))


def cited(*dated: tuple[str, str], kind: str = "Nghị định", issuer: str | None = None) -> list[Finding]:
    """What a plan of 2033 is told of that cites these numbers with these dates."""
    words = [f"{kind} số {number} ngày {day}" for number, day in dated]
    draft = Draft("; ".join(words), document={"issued_on": "2033-03-01"})
    for text, (number, day) in zip(words, dated, strict=True):
        year = year_in_number(number)
        draft.cite(text, kind, number, year=year, issued_on=day, issuer=issuer)
    return list(draft.findings(OUTSIDE))


@pytest.mark.parametrize(
    ("kind", "number", "day", "expected"),
    [
        pytest.param("Nghị định", "17/2031/NĐ-CP", "2031-02-06", "05/02/2031", id="a decree"),
        pytest.param("Nghị định", "017/2031/nđ-cp", "2031-02-06", "05/02/2031", id="written otherwise"),
        pytest.param("Quyết định", "512/QĐ-TTg", "2030-05-12", "11/05/2030", id="of that year"),
        pytest.param(
            "Quyết định", "512/QĐ-TTg", "2031-05-11", "11/05/2030", id="the same day of another year"
        ),
        pytest.param("Luật", "18/2031/QH16", "2031-06-21", "20/06/2031", id="a law"),
    ],
)
def test_a_date_that_many_texts_give_otherwise(kind: str, number: str, day: str, expected: str) -> None:
    (found,) = cited((number, day), kind=kind)
    assert (found.rule, found.severity, found.expected) == ("citation-conflict", "warning", expected)
    assert expected in found.message
    assert "văn bản pháp luật viện dẫn số hiệu này" in found.message


def test_the_support_is_said() -> None:
    (found,) = cited(("17/2031/NĐ-CP", "2031-02-06"))
    assert "4/5 văn bản" in found.message
    assert "4 of 5 legal texts" in found.message_en


@pytest.mark.parametrize(
    ("kind", "number", "day"),
    [
        pytest.param("Nghị định", "17/2031/NĐ-CP", "2031-02-05", id="as the registry says"),
        pytest.param("Nghị định", "17/2031/NĐ-CP", "2031-02", id="a part of the date"),
        pytest.param("Nghị định", "99/2031/NĐ-CP", "2031-02-06", id="not in the registry"),
        pytest.param("Nghị định", "19/2031/NĐ-CP", "2031-02-20", id="too little support"),
        pytest.param("Quyết định", "512/QĐ-TTg", "2032-05-13", id="that number of another year"),
        pytest.param("Quyết định", "44/QĐ-UBND", "2031-01-11", id="a number that every province gives"),
        pytest.param("Nghị quyết", "18/2031/QH16", "2031-06-21", id="a resolution with the number of a law"),
    ],
)
def test_dates_that_contradict_nothing(kind: str, number: str, day: str) -> None:
    assert cited((number, day), kind=kind) == []


@pytest.mark.parametrize(
    ("issuer", "found"), [("UBND tỉnh Lam Khê", 1), ("UBND tỉnh Kiến Trạm", 0), (None, 0)]
)
def test_a_local_document_counts_where_the_issuer_agrees(issuer: str | None, found: int) -> None:
    assert len(cited(("45/QĐ-UBND", "2031-01-12"), kind="Quyết định", issuer=issuer)) == found


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        pytest.param("2030-02-06", "citation-year-mismatch", id="another year than the number's"),
        pytest.param("2031-02-06", "citation-conflict", id="another day"),
    ],
)
def test_one_fault_is_one_finding(day: str, rule: str) -> None:
    assert [f.rule for f in cited(("17/2031/NĐ-CP", day))] == [rule]


def test_a_date_after_the_plan_is_told_once() -> None:
    draft = Draft("Nghị định 17/2031/NĐ-CP ngày 06/02/2031", document={"issued_on": "2031-01-15"})
    draft.cite(draft.text, "Nghị định", "17/2031/NĐ-CP", year=2031, issued_on="2031-02-06")
    assert [f.rule for f in draft.findings(OUTSIDE)] == ["citation-date-impossible"]


def test_two_dates_in_one_plan_are_one_finding_that_says_which_is_right() -> None:
    (found,) = cited(("17/2031/NĐ-CP", "2031-02-06"), ("17/2031/NĐ-CP", "2031-02-05"))
    assert (found.rule, found.expected, found.text[-10:]) == ("citation-conflict", "05/02/2031", "2031-02-06")
    assert "hai ngày khác nhau" in found.message
    assert "4/5" in found.message


def test_a_wrong_date_given_again_is_one_finding() -> None:
    (found,) = cited(*[("17/2031/NĐ-CP", "2031-02-06")] * 3)
    assert len({evidence.span for evidence in found.evidence}) == 1


def test_every_date_that_is_known_is_a_check() -> None:
    draft = Draft("Nghị định 17/2031/NĐ-CP; Nghị định 99/2031/NĐ-CP", document={"issued_on": "2033-03-01"})
    for number in ("17/2031/NĐ-CP", "99/2031/NĐ-CP"):
        draft.cite(f"Nghị định {number}", "Nghị định", number, year=2031, issued_on="2031-02-05")
    assert [(c.relation, c.verdict) for c in draft.audit(OUTSIDE).checks] == [("citation-date", "agrees")]
