"""Dates whole and cut short; days that do not exist."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.dates import date_after, find_dates, iso_date
from extractor.language.text import canonical


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        pytest.param("27/01/2021", "27/01/2021", "2021-01-27", id="slashes"),
        pytest.param("04/ 01/2024", "04/ 01/2024", "2024-01-04", id="space inside"),
        pytest.param("15 /8/ 2020", "15 /8/ 2020", "2020-08-15", id="spaces around slashes"),
        pytest.param("27-01-2021", "27-01-2021", "2021-01-27", id="hyphens"),
        pytest.param("27.1.2021", "27.1.2021", "2021-01-27", id="dots"),
        pytest.param("ngày 28/10/2021", "28/10/2021", "2021-10-28", id="the word before slashes"),
        pytest.param("ngày 28 tháng 10 năm 2021", "ngày 28 tháng 10 năm 2021", "2021-10-28", id="words"),
        pytest.param(
            "ngày 28 tháng 10 tháng 2021", "ngày 28 tháng 10 tháng 2021", "2021-10-28", id="the month twice"
        ),
        pytest.param("ngày 28 tháng10 năm 2021", "ngày 28 tháng10 năm 2021", "2021-10-28", id="glued words"),
        pytest.param("tháng 10 năm 2021", "tháng 10 năm 2021", "2021-10", id="month and year"),
        pytest.param("tháng 10/2021", "tháng 10/2021", "2021-10", id="month slash year"),
        pytest.param("ngày     tháng 10 năm 2021", "ngày     tháng 10 năm 2021", "2021-10", id="blank day"),
        pytest.param("ngày … tháng 9 năm 2022", "ngày … tháng 9 năm 2022", "2022-09", id="dots for the day"),
        pytest.param(
            "ngày ___ tháng 9 năm 2022", "ngày ___ tháng 9 năm 2022", "2022-09", id="rule for the day"
        ),
        pytest.param("ngày tháng năm 2021", "ngày tháng năm 2021", "2021", id="blank day and month"),
        pytest.param("ngày … tháng … năm 2021", "ngày … tháng … năm 2021", "2021", id="dots for both"),
        pytest.param("ngày 5/6/21", "5/6/21", "2021-06-05", id="year of two digits"),
        pytest.param("ngày 5.6.98", "5.6.98", "1998-06-05", id="year of the last century"),
        pytest.param("ngày …/…/2022", "ngày …/…/2022", "2022", id="slashes with blanks"),
        pytest.param("ngày    /3/2022", "ngày    /3/2022", "2022-03", id="slashes with a blank day"),
        pytest.param("tháng 5-2021", "tháng 5-2021", "2021-05", id="month hyphen year"),
        pytest.param("tháng 5, năm 2021", "tháng 5, năm 2021", "2021-05", id="month comma year"),
        pytest.param("29/02/2024", "29/02/2024", "2024-02-29", id="leap day"),
        pytest.param("29/02/2000", "29/02/2000", "2000-02-29", id="leap century"),
        pytest.param("29/02/2023", "29/02/2023", None, id="no leap year"),
        pytest.param("29/02/1900", "29/02/1900", None, id="no leap century"),
        pytest.param("31/02/2024", "31/02/2024", None, id="31 February"),
        pytest.param("31/4/2022", "31/4/2022", None, id="31 April"),
        pytest.param("00/01/2021", "00/01/2021", None, id="day nought"),
        pytest.param("32/12/2020", "32/12/2020", None, id="day 32"),
        pytest.param("tháng 13 năm 2022", "tháng 13 năm 2022", None, id="month 13"),
        pytest.param("ngày 30 tháng 2 năm 2022", "ngày 30 tháng 2 năm 2022", None, id="impossible in words"),
    ],
)
def test_a_date_and_its_iso_form(text: str, words: str, iso: str | None) -> None:
    assert [(text[d.start : d.end], d.iso) for d in find_dates(text)] == [(words, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "năm 2021",
        "5/2021",
        "27/01/21",
        "127/01/2021",
        "01/01/20212",
        "27/01/2021/nđ-cp",
        "1/2/2021/3",
        "1.27/01/2021",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        pytest.param(" ngày 5/6/2021 của", " ngày 5/6/2021", "2021-06-05", id="the day"),
        pytest.param(", ngày: 5/6/2021", ", ngày: 5/6/2021", "2021-06-05", id="comma and colon"),
        pytest.param(" (ký ngày 5/6/2021) về", " (ký ngày 5/6/2021)", "2021-06-05", id="parenthesis"),
        pytest.param(" ban hành ngày 5/6/2021", " ban hành ngày 5/6/2021", "2021-06-05", id="issued on"),
        pytest.param(
            " được thông qua ngày 5/6/2021", " được thông qua ngày 5/6/2021", "2021-06-05", id="passed on"
        ),
        pytest.param(" 5/6/2021", " 5/6/2021", "2021-06-05", id="without the word"),
        pytest.param(" ngày l5/O6/2O21", " ngày l5/O6/2O21", "2021-06-15", id="misread digits"),
        pytest.param(
            " ngày lo tháng l2 năm 2o21", " ngày lo tháng l2 năm 2o21", "2021-12-10", id="misread in words"
        ),
        pytest.param(" tháng 6 năm 2021", " tháng 6 năm 2021", "2021-06", id="month"),
        pytest.param(" năm 2021 của", " năm 2021", "2021", id="year"),
        pytest.param(" (năm 2021)", " (năm 2021)", "2021", id="year in parentheses"),
    ],
)
def test_the_date_that_a_document_is_of(text: str, words: str, iso: str) -> None:
    date = date_after(canonical(text), 0, len(text))
    assert date is not None
    assert (text[: date.end], date.iso) == (words, iso)


@pytest.mark.parametrize(
    "text",
    [
        " về ngày 5/6/2021",
        " năm 2021-2025",
        " năm 2021 - 2025",
        " ngày 31/02/2021",
        " có 5/6 xã",
        " ngày 5",
        "",
    ],
)
def test_no_date_of_the_document(text: str) -> None:
    assert date_after(text, 0, len(text)) is None


def test_dates_come_in_order_and_within_bounds() -> None:
    text = "từ 01/01/2021 đến 31/12/2021 và tháng 3 năm 2022"
    assert [d.iso for d in find_dates(text)] == ["2021-01-01", "2021-12-31", "2022-03"]
    assert [d.iso for d in find_dates(text, 14, 29)] == ["2021-12-31"]


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(
        [
            "{d}/{m}/{y}",
            "{d:02}/{m:02}/{y}",
            "{d}-{m}-{y}",
            "ngày {d} tháng {m} năm {y}",
            "ngày {d:02}/ {m:02}/{y}",
        ]
    ),
)
def test_every_day_reads_back(day: datetime.date, form: str) -> None:
    written = form.format(d=day.day, m=day.month, y=day.year)
    assert [d.iso for d in find_dates(f"ký {written} tại xã")] == [day.isoformat()]


@given(st.integers(1900, 2099), st.integers(-1, 14), st.integers(-1, 33))
def test_iso_date_knows_the_calendar(year: int, month: int, day: int) -> None:
    try:
        expected = datetime.date(year, month, day).isoformat()
    except ValueError:
        expected = None
    assert iso_date(year, month, day) == expected


@given(st.text(alphabet="ngàythámnăm 0123456789/.-…_"))
def test_find_dates_never_raises(text: str) -> None:
    assert all(0 <= d.start < d.end <= len(text) for d in find_dates(text))
