"""Back references: what points back, at which document, at which part; and what does not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_making import plan

from extractor.records import Reference

PLAN = ("Số: 12/KH-UBND", "KẾ HOẠCH", "Giảm nghèo bền vững năm 2024", "I. MỤC TIÊU")
DECISION = (
    "Số: 45/QĐ-UBND",
    "QUYẾT ĐỊNH",
    "Về việc ban hành Quy chế",
    "Căn cứ Luật Đầu tư công ngày 13/6/2019;",
    "Căn cứ Nghị định số 40/2020/NĐ-CP của Chính phủ;",
    "Điều 1. Phạm vi",
    "Theo quy định của cơ quan có thẩm quyền.",
    "Điều 7. Hiệu lực",
)
DECREE = "Nghị định số 07/2021/NĐ-CP"


def references(*paragraphs: str) -> list[Reference]:
    return list(plan(*paragraphs).references)


def stated(found: Reference) -> tuple[str, str | None, tuple[str | None, str | None, str | None]]:
    return found.text, found.points_at, (found.article, found.clause, found.point)


WHOLE = (None, None, None)


@pytest.mark.parametrize(
    ("words", "text", "points_at", "part"),
    [
        pytest.param(
            "Căn cứ Kế hoạch này, các thôn rà soát.", "Kế hoạch này", "12/KH-UBND", WHOLE, id="itself"
        ),
        pytest.param(
            "Chi cho kế hoạch này là 5 hộ.", "kế hoạch này", "12/KH-UBND", WHOLE, id="small letters"
        ),
        pytest.param(
            f"Theo {DECREE}; hộ nghèo theo Nghị định này.",
            "Nghị định này",
            "07/2021/NĐ-CP",
            WHOLE,
            id="cited",
        ),
        pytest.param(
            f"Theo {DECREE}; {DECREE.replace('07', '09')}. Theo Nghị định nêu trên.",
            "Nghị định nêu trên",
            "09/2021/NĐ-CP",
            WHOLE,
            id="the last one cited",
        ),
        pytest.param(
            "Theo Quyết định số 5/QĐ-UBND và Công văn số 6/UBND-VX. Quyết định nói trên giao vốn.",
            "Quyết định nói trên",
            "5/QĐ-UBND",
            WHOLE,
            id="the type decides",
        ),
        pytest.param(
            "Theo Công văn số 6/UBND-VX; văn bản nêu trên.",
            "văn bản nêu trên",
            "6/UBND-VX",
            WHOLE,
            id="any type",
        ),
        pytest.param(
            "Theo Luật Việc làm; Luật này quy định.", "Luật này", "Luật Việc làm", WHOLE, id="a law by name"
        ),
        pytest.param(
            "Theo Quyết định số 5/QD-UBND; Quyết định của UBND huyện nêu trên.",
            "Quyết định của UBND huyện nêu trên",
            "5/QĐ-UBND",
            WHOLE,
            id="the number mended, the issuer between",
        ),
        pytest.param("Theo Thông tư trên.", "Thông tư trên", None, WHOLE, id="nothing fits"),
        pytest.param(
            f"Theo {DECREE}; tại điểm a khoản 2 Điều 5 Nghị định này.",
            "điểm a khoản 2 Điều 5 Nghị định này",
            "07/2021/NĐ-CP",
            ("5", "2", "a"),
            id="with its part",
        ),
        pytest.param(
            f"Theo {DECREE}, hộ nghèo tại khoản 2 Điều 5.",
            "khoản 2 Điều 5",
            "07/2021/NĐ-CP",
            ("5", "2", None),
            id="a bare part",
        ),
        pytest.param(
            f"Theo {DECREE} và Công văn số 6/UBND-VX, tại Điều 5.",
            "Điều 5",
            "07/2021/NĐ-CP",
            ("5", None, None),
            id="letters have no articles",
        ),
        pytest.param(
            f"Theo khoản 3 Điều 4, khoản 1 Điều 6 {DECREE}.",
            "khoản 3 Điều 4",
            "07/2021/NĐ-CP",
            ("4", "3", None),
            id="listed before a citation",
        ),
        pytest.param(
            f"Theo {DECREE}, tại Điều 5 của Quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND.",
            "Điều 5",
            "5/QĐ-UBND",
            ("5", None, None),
            id="of what is attached to a citation",
        ),
        pytest.param(
            f"Theo {DECREE} và Quyết định số 5/QĐ-UBND, khoản 2 Điều 5 Nghị định cho phép.",
            "khoản 2 Điều 5",
            "07/2021/NĐ-CP",
            ("5", "2", None),
            id="the type named alone",
        ),
        pytest.param("Tại khoản 2 Điều 5.", "khoản 2 Điều 5", None, ("5", "2", None), id="a part of nothing"),
    ],
)
def test_one_reference_in_a_plan(
    words: str, text: str, points_at: str | None, part: tuple[str | None, str | None, str | None]
) -> None:
    found = references(*PLAN, words)
    assert [stated(r) for r in found] == [(text, points_at, part)]
    assert (found[0].section, found[0].rule_id) == (("I",), "back-reference")


@pytest.mark.parametrize(
    ("words", "text", "points_at", "part"),
    [
        pytest.param("Quyết định này thay thế.", "Quyết định này", "45/QĐ-UBND", WHOLE, id="itself"),
        pytest.param(
            "Như khoản 1 Điều 3.", "khoản 1 Điều 3", "45/QĐ-UBND", ("3", "1", None), id="its own article"
        ),
        pytest.param(
            "Như khoản 1 Điều này.",
            "khoản 1 Điều này",
            "45/QĐ-UBND",
            ("7", "1", None),
            id="the article around",
        ),
        pytest.param(
            "Điểm b khoản này.", "Điểm b khoản này", "45/QĐ-UBND", ("7", None, "b"), id="the clause around"
        ),
        pytest.param(
            "Sửa đổi khoản 1 Điều 3 như sau:",
            "khoản 1 Điều 3",
            "40/2020/NĐ-CP",
            ("3", "1", None),
            id="what is amended is another document's",
        ),
        pytest.param(
            "Theo Điều 2, Điều 3 và Điều 4 Nghị định này.",
            "Điều 2, Điều 3 và Điều 4 Nghị định này",
            "40/2020/NĐ-CP",
            ("2, 3, 4", None, None),
            id="several articles of one cited before",
        ),
    ],
)
def test_one_reference_in_a_document_with_articles(
    words: str, text: str, points_at: str, part: tuple[str | None, str | None, str | None]
) -> None:
    assert [stated(r) for r in references(*DECISION, words)] == [(text, points_at, part)]


@pytest.mark.parametrize(
    "words",
    [
        "Quyết định trên địa bàn xã.",
        "Chương trình này đã giảm nghèo cho các hộ.",
        "Hướng dẫn đó giúp người dân.",
        "Điều kiện này, điều đó, khoản vay 5 triệu đồng, các khoản 1.200 triệu đồng.",
        "Theo khoản 2 Điều 5 Nghị định số 07/2021/NĐ-CP.",
        "Xây dựng kế hoạch trên cơ sở rà soát.",
    ],
)
def test_what_is_no_reference(words: str) -> None:
    assert references(*PLAN, words) == []


def test_the_heading_of_an_article_is_no_reference() -> None:
    assert references(*DECISION) == []
    assert references(*PLAN, "QUYẾT ĐỊNH: Điều 1. Giao vốn cho các thôn. Điều 2. Hiệu lực") == []


def test_a_plan_without_a_number_is_pointed_at_by_its_type() -> None:
    assert [r.points_at for r in references("KẾ HOẠCH", "Giảm nghèo", "Kế hoạch này thay thế.")] == [
        "Kế hoạch"
    ]


def test_references_leave_the_citations_alone() -> None:
    words = f"Theo {DECREE}; khoản 2 Điều 5 Nghị định này; Kế hoạch này."
    read = plan(*PLAN, words)
    assert [c.text for c in read.citations] == [DECREE]
    assert [r.text for r in read.references] == ["khoản 2 Điều 5 Nghị định này", "Kế hoạch này"]


PIECES = [
    *("Nghị định", "Quyết định", "Kế hoạch", "Luật Việc làm", "văn bản", "này", "nêu trên", "trên", "đó"),
    *(
        "khoản",
        "điểm",
        "Điều",
        "Điều này",
        "khoản này",
        "a",
        "b",
        "1",
        "2",
        "5",
        ",",
        "và",
        "của",
        ".",
        ";",
        "đến",
    ),
    *(DECREE, "số 5/QĐ-UBND", "Mục II", "sửa đổi", "\n"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_references_and_citations_never_overlap(text: str) -> None:
    read = plan(*PLAN, *(line for line in text.split("\n") if line.strip()))
    spans = sorted(r.span for r in (*read.citations, *read.references))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(read.words(r.span) == r.text for r in read.references)
