"""Which programmes a plan carries out."""

import pytest

from extractor.checker.programmes import programmes_of
from extractor.plan import Plan
from extractor.plantext import PlanText
from extractor.records import Citation, Document
from extractor.rulebook import Rulebook, load_rulebook


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def cited(number: str, issued_on: str | None = None) -> Citation:
    return Citation(
        doc="a", text=number, span=(0, 1), rule_id="r", cited_type="Quyết định", number=number, issued_on=issued_on,
        role="basis",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "citations", "expected"),
    [
        pytest.param("Giảm nghèo bền vững năm 2024", (), ("poverty",), id="title"),
        pytest.param(
            "Xây dựng nông thôn mới gắn với giảm nghèo", (), ("poverty", "countryside"), id="two-in-a-title"
        ),
        pytest.param("Kế hoạch năm 2024", (cited("90/QĐ-TTg", "2022-01-18"),), ("poverty",), id="cited"),
        pytest.param("Kế hoạch năm 2024", (cited("90/QĐ-TTg"),), ("poverty",), id="cited-without-a-date"),
        pytest.param(
            "Kế hoạch năm 2024", (cited("90/QĐ-TTg", "2019-01-18"),), (), id="number-of-another-year"
        ),
        pytest.param(
            "Kế hoạch năm 2024", (cited("0120/2020/qh14"),), ("ethnic",), id="number-written-otherwise"
        ),
        pytest.param(
            "Kế hoạch năm 2024", (cited("90/QĐ-TTg"), cited("263/QĐ-TTg")), (), id="cites-two-programmes"
        ),
        pytest.param("Giảm nghèo", (cited("263/QĐ-TTg"),), ("poverty",), id="title-before-citations"),
        pytest.param("Kế hoạch năm 2024", (), (), id="none"),
    ],
)
def test_programmes(
    rules: Rulebook, title: str, citations: tuple[Citation, ...], expected: tuple[str, ...]
) -> None:
    document = Document(doc="a", text=title, span=(0, 1), rule_id="r", title=title)
    plan = Plan(PlanText("a", "txt", title, ()), document, citations=citations)
    assert programmes_of(plan, rules.checks.corpus) == expected
