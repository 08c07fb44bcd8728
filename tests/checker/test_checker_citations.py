"""Citations, deadlines and the head of a plan."""

from typing import Any

import pytest
from checker_drafts import Draft

from extractor.checker.dates import is_early
from extractor.records import Finding
from extractor.rulebook.registry import year_in_number


def cited(
    text: str, number: str | None, issued_on: str | None = None, kind: str = "Nghị định"
) -> list[Finding]:
    draft = Draft(text)
    draft.cite(text, kind, number, year=year_in_number(number), issued_on=issued_on)
    return list(draft.findings())


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("07/2021/NĐ-CP", 2021),
        ("83/2015/QH13", 2015),
        ("135/1998/QĐ-TTg", 1998),
        ("2006/QĐ-UBND", None),
        ("3204/UBND-KTN", None),
        ("105/NĐ-CP", None),
        (None, None),
    ],
)
def test_year_in_number(number: str | None, year: int | None) -> None:
    assert year_in_number(number) == year


@pytest.mark.parametrize(
    ("words", "iso", "text", "expected"),
    [
        ("ngày 27/01/2012", "2012-01-27", "27/01/2012", "27/01/2021"),
        ("ngày 27/ 01/2012", "2012-01-27", "27/ 01/2012", "27/ 01/2021"),
        (
            "ngày 27 tháng 01 năm 2012",
            "2012-01-27",
            "ngày 27 tháng 01 năm 2012",
            "ngày 27 tháng 01 năm 2021",
        ),
    ],
)
def test_citation_year_mismatch(words: str, iso: str, text: str, expected: str) -> None:
    citation = f"Nghị định 07/2021/NĐ-CP {words} của Chính phủ"
    (finding,) = cited(citation, "07/2021/NĐ-CP", iso)
    assert (finding.rule, finding.severity) == ("citation-year-mismatch", "error")
    assert (finding.text, finding.expected) == (text, expected)
    assert [e.text for e in finding.evidence] == [citation]


@pytest.mark.parametrize(
    ("text", "number", "issued_on", "kind"),
    [
        ("Nghị định 07/2021/NĐ-CP ngày 27/01/2021", "07/2021/NĐ-CP", "2021-01-27", "Nghị định"),
        ("Nghị định 07/2021/NĐ-CP", "07/2021/NĐ-CP", None, "Nghị định"),
        ("Quyết định 2006/QĐ-UBND ngày 27/01/2021", "2006/QĐ-UBND", "2021-01-27", "Quyết định"),
        ("Nghị định 06/CP ngày 29/01/1997", "06/CP", "1997-01-29", "Nghị định"),
        ("Nghị định 12/NĐ-CP ngày 29/01/1996", "12/NĐ-CP", "1996-01-29", "Nghị định"),
        ("Luật Ngân sách nhà nước", None, None, "Luật"),
        ("Quyết định 110/QĐ-UBND", "110/QĐ-UBND", None, "Quyết định"),
    ],
)
def test_sound_citations(text: str, number: str | None, issued_on: str | None, kind: str) -> None:
    assert cited(text, number, issued_on, kind) == []


@pytest.mark.parametrize(
    ("text", "number", "issued_on", "kind", "expected"),
    [
        ("Nghị định 105/NĐ-CP", "105/NĐ-CP", None, "Nghị định", "Nghị định 105/…/NĐ-CP"),
        (
            "Nghị định 105/NĐ-CP ngày 08/9/2020",
            "105/NĐ-CP",
            "2020-09-08",
            "Nghị định",
            "Nghị định 105/2020/NĐ-CP",
        ),
        ("Thông tư 09/TT-BTC", "09/TT-BTC", None, "Thông tư", "Thông tư 09/…/TT-BTC"),
        (
            "Thông tư liên tịch 10/TTLT-BTC-BNV",
            "10/TTLT-BTC-BNV",
            None,
            "Thông tư liên tịch",
            "Thông tư liên tịch 10/…/TTLT-BTC-BNV",
        ),
        ("Nghị định ngày 08/9/2020", None, "2020-09-08", "Nghị định", None),
    ],
)
def test_citation_incomplete(
    text: str, number: str | None, issued_on: str | None, kind: str, expected: str | None
) -> None:
    (finding,) = cited(text, number, issued_on, kind)
    assert (finding.rule, finding.severity, finding.text) == ("citation-incomplete", "warning", text)
    assert finding.expected == expected


@pytest.mark.parametrize(
    ("others", "severity", "expected"),
    [
        (["57/2017/NĐ-CP"], "info", "Nghị định 57/2017/NĐ-CP"),
        (["57/2017/NĐ-CP", "57/2019/NĐ-CP"], "warning", "Nghị định 57/…/NĐ-CP"),
        (["157/2017/NĐ-CP"], "warning", "Nghị định 57/…/NĐ-CP"),
    ],
)
def test_a_number_given_in_full_elsewhere(others: list[str], severity: str, expected: str) -> None:
    draft = Draft("; ".join([*others, "Nghị định 57/NĐ-CP"]))
    for other in others:
        draft.cite(other, "Nghị định", other, year=year_in_number(other))
    draft.cite("Nghị định 57/NĐ-CP", "Nghị định", "57/NĐ-CP")
    assert [(f.rule, f.severity, f.expected) for f in draft.findings()] == [
        ("citation-incomplete", severity, expected)
    ]


@pytest.mark.parametrize(
    ("due", "issued", "early"),
    [
        ("2021-10-01", "2021-10-28", True),
        ("2021-09", "2021-10", True),
        ("2020", "2021-01-01", True),
        ("2021-10-28", "2021-10-28", False),
        ("2021-10-01", "2021-10", False),
        ("2021", "2021-10-28", False),
        ("2024-02", "2024-02-29", False),
        ("2024-02", "2024-03-01", True),
    ],
)
def test_deadline_before_issue(due: str, issued: str, early: bool) -> None:
    assert is_early(due, issued) is early
    draft = Draft("Gửi báo cáo trước hạn đã nêu.", document={"issued_on": issued})
    draft.deadline("trước hạn đã nêu", due)
    rules = [f.rule for f in draft.findings() if f.rule == "deadline-before-issue"]
    assert rules == (["deadline-before-issue"] if early else [])
    assert [c.verdict for c in draft.audit().checks] == ["disagrees" if early else "agrees"]


def test_a_deadline_of_every_year_is_never_early() -> None:
    draft = Draft("Báo cáo trước ngày 15/11 hằng năm.")
    draft.deadline("ngày 15/11 hằng năm", "--11-15")
    audit = draft.audit()
    assert (audit.findings, audit.checks) == ((), ())


HEAD = """ỦY BAN NHÂN DÂN
XÃ AN MẪU
{number}
{date}
KẾ HOẠCH
Giảm nghèo năm 2024
Căn cứ Quyết định số: 9/QĐ-UBND ngày 3 tháng 2 năm 2023 của UBND huyện;"""


def header(number_line: str, date_line: str, **document: Any) -> list[tuple[str, str, str | None, str]]:
    draft = Draft(HEAD.format(number=number_line, date=date_line), document=document)
    return [(f.rule, f.text, f.expected, f.certainty) for f in draft.findings() if f.severity == "info"]


@pytest.mark.parametrize(
    ("printed", "text", "expected", "certainty"),
    [
        ("Số: /KH-UBND", "Số: /KH-UBND", "Số: …/KH-UBND", "certain"),
        ("Số: …./KH-UBND", "Số: …./KH-UBND", "Số: …/KH-UBND", "certain"),
        ("Số:      /2024/KH-UBND", "Số: /2024/KH-UBND", "Số: …/KH-UBND", "certain"),
        ("", "KẾ HOẠCH", "Số: …/KH-UBND", "likely"),
    ],
)
def test_number_missing(printed: str, text: str, expected: str, certainty: str) -> None:
    found = header(printed, "", number=None, issuer="UBND xã An Mẫu")
    assert found == [("number-missing", text, expected, certainty)]


def test_a_number_that_is_printed_but_was_not_read() -> None:
    assert header("Số: 12 /KH-UBND", "", number=None) == []


@pytest.mark.parametrize(
    ("printed", "issued_on", "text", "expected", "certainty"),
    [
        (
            "An Mẫu, ngày tháng 10 năm 2021",
            "2021-10",
            "ngày tháng 10 năm 2021",
            "ngày … tháng 10 năm 2021",
            "certain",
        ),
        (
            "An Mẫu, ngày … tháng … năm 2021",
            "2021",
            "ngày … tháng … năm 2021",
            "ngày … tháng … năm 2021",
            "certain",
        ),
        ("An Mẫu, tháng 10 năm 2021", "2021-10", "tháng 10 năm 2021", "ngày … tháng 10 năm 2021", "certain"),
        ("", None, "KẾ HOẠCH", "An Mẫu, ngày … tháng … năm …", "likely"),
    ],
)
def test_date_incomplete(
    printed: str, issued_on: str | None, text: str, expected: str, certainty: str
) -> None:
    found = header("Số: 7/KH-UBND", printed, issued_on=issued_on, commune="An Mẫu")
    assert found == [("date-incomplete", text, expected, certainty)]


def test_a_resolution_of_the_day_it_was_passed_has_no_dateline() -> None:
    passed = {"doc_type": "Nghị quyết", "issued_on": "2021-12-08"}
    found = header("Số: 7/NQ-HĐND", "", number="7/NQ-HĐND", **passed)
    assert [rule for rule, *_ in found] == ["date-incomplete"]
    assert (
        header(
            "Số: 7/NQ-HĐND", "An Mẫu, ngày 8 tháng 12 năm 2021", number="7/NQ-HĐND", place="An Mẫu", **passed
        )
        == []
    )


def test_a_date_that_is_printed_but_was_not_read() -> None:
    assert header("Số: 7/KH-UBND", "An Mẫu, ngày 5 tháng 10 năm 2021", issued_on=None) == []


def test_a_whole_header_is_silent() -> None:
    assert header("Số: 7/KH-UBND", "An Mẫu, ngày 5 tháng 10 năm 2021", issued_on="2021-10-05") == []


def test_what_is_no_plan_is_not_judged() -> None:
    draft = Draft("KẾ HOẠCH", document={"number": None, "issued_on": None})
    assert draft.audit(is_plan=False).findings == ()
    assert len(draft.audit().findings) == 2
    unknown = Draft("KẾ HOẠCH", document={"number": None, "issued_on": None, "doc_type": None})
    assert unknown.findings() == ()
