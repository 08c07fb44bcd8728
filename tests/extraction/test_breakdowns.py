"""Which sums are the parts of which total."""

from time import process_time

import pytest
from plan_making import plan

from extractor.plan import SumKind

WHOLE, SOME = SumKind.WHOLE, SumKind.SOME


def relations(*paragraphs: str) -> list[tuple[str, list[str], SumKind, bool]]:
    read = plan(*paragraphs)
    value = [str(int(b.value)) for b in read.budgets]
    return [(value[r.total], [value[p] for p in r.parts], r.kind, r.certain) for r in read.sums]


@pytest.mark.parametrize(
    ("words", "total", "parts", "kind", "certain"),
    [
        pytest.param(
            "Tổng kinh phí 900 triệu đồng, gồm: vốn vay 600 triệu đồng, huy động 300 triệu đồng.",
            "900", ["600", "300"], WHOLE, True, id="gồm",
        ),
        pytest.param(
            "Tổng kinh phí: 900 triệu đồng, bao gồm nhà ở 500 triệu đồng; nước 400 triệu đồng.",
            "900", ["500", "400"], WHOLE, True, id="bao gồm, over a semicolon",
        ),
        pytest.param(
            "Tổng kinh phí 900 triệu đồng, trong đó nhà ở 500 triệu đồng.",
            "900", ["500"], SOME, True, id="trong đó alone",
        ),
        pytest.param(
            "Tổng kinh phí 900 triệu đồng, trong đó: NSTW 600 triệu đồng, ngân sách tỉnh 300 triệu đồng.",
            "900", ["600", "300"], WHOLE, True, id="trong đó with every source",
        ),
        pytest.param(
            "Tổng kinh phí 900 triệu đồng (trong đó vốn vay 600 triệu đồng), xong trong năm 2024.",
            "900", ["600"], SOME, True, id="trong đó in parentheses",
        ),
        pytest.param(
            "Kinh phí 900 triệu đồng (nhà ở 600 triệu đồng, nước 300 triệu đồng).",
            "900", ["600", "300"], SOME, False, id="parentheses alone",
        ),
        pytest.param(
            "Tổng vốn 900 triệu đồng, chia ra: đợt đầu 600 triệu đồng, đợt sau 300 triệu đồng.",
            "900", ["600", "300"], WHOLE, True, id="chia ra",
        ),
    ],
)  # fmt: skip
def test_a_breakdown_in_a_sentence(
    words: str, total: str, parts: list[str], kind: SumKind, certain: bool
) -> None:
    (relation,) = relations(words)
    assert relation == (total, parts, kind, certain)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            ("Tổng vốn: 900 triệu đồng, trong đó:", "- Nhà ở: 600 triệu đồng;", "- Nước: 200 triệu đồng."),
            [("900", ["600", "200"], SOME, True)],
            id="list under «trong đó»",
        ),
        pytest.param(
            ("Tổng vốn: 900 triệu đồng, gồm:", "- Nhà ở: 600 triệu đồng;", "- Nước: 300 triệu đồng."),
            [("900", ["600", "300"], WHOLE, True)],
            id="list under «gồm»",
        ),
        pytest.param(
            ("Tổng vốn: 900 triệu đồng.", "Trong đó: nhà ở 600 triệu đồng."),
            [("900", ["600"], SOME, True)],
            id="«Trong đó» opens the next paragraph",
        ),
        pytest.param(
            ("Tổng vốn: 900 triệu đồng:", "- Nhà ở: 600 triệu đồng;", "- Nước: 300 triệu đồng."),
            [("900", ["600", "300"], WHOLE, False)],
            id="list under a total, no word",
        ),
        pytest.param(
            (
                "Tổng vốn: 900 triệu đồng, gồm:",
                "a) Ngân sách trung ương: 600 triệu đồng, gồm:",
                "- Đầu tư: 400 triệu đồng;",
                "- Sự nghiệp: 200 triệu đồng.",
                "b) Ngân sách xã: 300 triệu đồng.",
            ),
            [("900", ["600", "300"], WHOLE, True), ("600", ["400", "200"], WHOLE, True)],
            id="list in a list",
        ),
        pytest.param(
            (
                "Tổng vốn: 900 triệu đồng, gồm:",
                "- Nhà ở: 600 triệu đồng (hỗ trợ 500 triệu đồng, vay 100 triệu đồng);",
                "- Nước: 300 triệu đồng.",
            ),
            [("900", ["600", "300"], WHOLE, True), ("600", ["500", "100"], SOME, False)],
            id="parentheses in a list",
        ),
        pytest.param(("- Nhà ở: 600 triệu đồng;", "- Nước: 300 triệu đồng."), [], id="a list without total"),
        pytest.param(("Nhà ở 600 triệu đồng, nước 300 triệu đồng.",), [], id="two sums"),
        pytest.param(
            ("Hỗ trợ 60 triệu đồng/nhà, trong đó vay 25 triệu đồng.",), [], id="a unit cost is no total"
        ),
        pytest.param(
            (
                "Tổng vốn: 900 triệu đồng.",
                "II. VIỆC KHÁC",
                "- Nhà ở: 70 triệu đồng;",
                "- Nước: 30 triệu đồng.",
            ),
            [],
            id="a heading parts them",
        ),
    ],
)
def test_breakdowns_over_paragraphs(
    paragraphs: tuple[str, ...], expected: list[tuple[str, list[str], SumKind, bool]]
) -> None:
    assert relations(*paragraphs) == expected


def test_a_nested_breakdown_in_one_sentence() -> None:
    words = (
        "Tổng vốn 900 triệu đồng, gồm: ngân sách trung ương 600 triệu đồng (trong đó sự nghiệp 200 triệu đồng),"
        " ngân sách xã 300 triệu đồng."
    )
    assert relations(words) == [
        ("900", ["600", "300"], WHOLE, True),
        ("600", ["200"], SOME, True),
    ]


def test_unit_costs_are_no_parts() -> None:
    words = "Tổng vốn 900 triệu đồng, gồm: 10 nhà mới 60 triệu đồng/nhà thành 600 triệu đồng, sửa nhà 300 triệu đồng."
    assert relations(words) == [("900", ["600", "300"], WHOLE, True)]
    assert [b.role for b in plan(words).budgets] == ["total", "unit_cost", "part", "part"]


def test_a_paragraph_of_many_breakdowns_takes_time_in_step_with_its_length() -> None:
    sentence = (
        "nhà ở 1.200 triệu đồng, ngân sách tỉnh 300 triệu đồng (trong đó vốn sự nghiệp 100 triệu đồng), "
    )
    plan(sentence)
    taken = []
    for times in (60, 480):
        start = process_time()
        plan("Tổng kinh phí " + sentence * times)
        taken.append(process_time() - start)
    assert taken[1] < 20 * taken[0]
