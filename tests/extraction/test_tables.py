"""Figures of tables: header rows, total rows and columns, units, localities."""

import pytest
from plan_making import plan, table

from extractor.plan import Plan
from extractor.records import decimal_text

FUNDING = table(
    "TT | Nội dung | Tổng | Ngân sách trung ương | Ngân sách tỉnh",
    "1 | Dự án 1 | 300 | 200 | 100",
    "2 | Dự án 2 | 500 | 400 | 100",
    "  | Tổng cộng | 800 | 600 | 200",
)
DISTRICTS = table(
    "TT | Huyện | Hộ nghèo | < | Kinh phí (triệu đồng)",
    "^ | ^ | Số hộ | Tỷ lệ (%) | ^",
    "1 | Tam An | 120 | 12,5 | 300",
    "2 | Tam Bình | 80 | 8,25 | 200",
    "  | Cộng | 200 | 10,40 | 500",
)


def sums(read: Plan) -> list[tuple[str, list[str]]]:
    value = [str(b.value) for b in read.budgets]
    return sorted((value[r.total], [value[p] for p in r.parts]) for r in read.sums)


def test_rows_and_columns_of_sums() -> None:
    read = plan("Đơn vị tính: triệu đồng", FUNDING)
    first, *_, last = read.budgets
    assert (first.row, first.column, first.component) == (("Dự án 1",), ("Tổng",), "Dự án 1")
    assert (last.row, last.column, last.component) == (("Tổng cộng",), ("Ngân sách tỉnh",), None)
    assert {b.unit_text for b in read.budgets} == {"triệu đồng"}
    assert [b.source for b in read.budgets] == ["mixed", "central", "local"] * 3
    assert [b.role for b in read.budgets] == [
        "part",
        "part",
        "part",
        "part",
        "part",
        "part",
        "total",
        "part",
        "part",
    ]


def test_a_total_row_and_a_total_column_are_sums() -> None:
    assert sums(plan("Đơn vị tính: triệu đồng", FUNDING)) == [
        ("200", ["100", "100"]),
        ("300", ["200", "100"]),
        ("500", ["400", "100"]),
        ("600", ["200", "400"]),
        ("800", ["300", "500"]),
        ("800", ["600", "200"]),
    ]


def test_two_header_rows_make_paths() -> None:
    read = plan(DISTRICTS)
    assert [(t.indicator, t.column, str(t.value)) for t in read.targets[:2]] == [
        ("poor_households", ("Hộ nghèo", "Số hộ"), "120"),
        ("poverty_rate", ("Hộ nghèo", "Tỷ lệ (%)"), "12.5"),
    ]
    assert [b.column for b in read.budgets] == [("Kinh phí (triệu đồng)",)] * 3
    assert sums(read) == [("500", ["300", "200"])]


def test_places_in_the_rows() -> None:
    read = plan(DISTRICTS)
    assert [t.locality for t in read.targets[:4]] == ["Tam An", "Tam An", "Tam Bình", "Tam Bình"]


def test_the_unit_in_the_caption_scales_sums() -> None:
    rows = table(
        "Nguồn vốn | Số tiền",
        "Ngân sách tỉnh | 1.500.000.000",
        "Huy động | 500.000.000",
        "Cộng | 2.000.000.000",
    )
    for caption, value in (
        ("Đơn vị: đồng", "1500"),
        ("ĐVT: nghìn đồng", "1500000"),
        ("Đơn vị tính: tỷ đồng", "1500000000000"),
    ):
        read = plan(caption, rows)
        assert read.budgets[0].model_dump()["value"] == value
        assert [b.source for b in read.budgets] == ["local", "mobilised", "mixed"]


def test_a_column_of_units_serves_each_row() -> None:
    read = plan(
        table(
            "STT | Chỉ tiêu | ĐVT | Kế hoạch năm 2024 | Ước thực hiện năm 2024",
            "1 | Tỷ lệ hộ nghèo | % | 9,5 | 9,2",
            "2 | Số lao động được tạo việc làm | người | 500 | 520",
            "3 | Kinh phí | triệu đồng | 1.200 | 1.100",
        )
    )
    assert [(t.indicator, t.unit, str(t.value), t.status, t.direction) for t in read.targets] == [
        ("poverty_rate", "percent", "9.5", "target", "reach"),
        ("poverty_rate", "percent", "9.2", "estimate", None),
        ("jobs_created", "person", "500", "target", "reach"),
        ("jobs_created", "person", "520", "estimate", None),
    ]
    assert [(str(b.value), b.status, b.year) for b in read.budgets] == [
        ("1200", "plan", 2024),
        ("1100", "estimate", 2024),
    ]


def test_groups_of_rows_add_up_to_their_head() -> None:
    read = plan(
        "Đơn vị tính: triệu đồng",
        table(
            "TT | Nội dung | Dự toán 2026 | < | <",
            "^ | ^ | Tổng | NSTW | NSĐP",
            "I | Thu | 900 | 600 | 300",
            "1 | Thu nội địa | 500 | 400 | 100",
            "2 | Thu khác | 400 | 200 | 200",
        ),
    )
    assert read.budgets[3].row == ("Thu", "Thu nội địa")
    assert read.budgets[3].column == ("Dự toán 2026", "Tổng")
    assert {b.year for b in read.budgets} == {2026}
    assert ("900", ["500", "400"]) in sums(read)
    assert ("900", ["600", "300"]) in sums(read)


def test_a_single_wrong_figure_does_not_undo_a_total() -> None:
    wrong = table(
        "Xã | Tổng | NSTW | NST",
        "Tam An | 300 | 200 | 100",
        "Tam Bình | 500 | 400 | 100",
        "Tam Ca | 900 | 400 | 200",
    )
    assert ("900", ["400", "200"]) in sums(plan("Đơn vị tính: triệu đồng", wrong))


def test_columns_that_never_add_up_are_no_breakdown() -> None:
    other = table(
        "Xã | Tổng | NSTW | NST",
        "Tam An | 10 | 200 | 100",
        "Tam Bình | 20 | 400 | 100",
        "Tam Ca | 30 | 400 | 200",
    )
    assert sums(plan("Đơn vị tính: triệu đồng", other)) == []


def test_figures_without_a_unit_are_unread() -> None:
    read = plan(table("TT | Nội dung | Số lượng | Ghi chú", "1 | Bàn | 12 | mới", "2 | Ghế | 15 | cũ"))
    assert (read.budgets, read.targets) == ((), ())
    assert [(u.rule_id, u.text) for u in read.unread] == [("unread-no-unit", "12"), ("unread-no-unit", "15")]


def test_a_nought_is_a_record_and_a_dash_is_none() -> None:
    read = plan("Đơn vị tính: triệu đồng", table("Xã | NSTW | NST", "Tam An | 0 | -", "Tam Bình | 5 | "))
    assert [str(b.value) for b in read.budgets] == ["0", "5"]


def test_the_row_that_numbers_the_columns_is_no_data() -> None:
    read = plan(
        "Đơn vị tính: triệu đồng", table("TT | Nội dung | Kinh phí", "(1) | (2) | (3)", "1 | Nhà ở | 90")
    )
    assert [str(b.value) for b in read.budgets] == ["90"]


def test_the_span_of_a_cell_record_is_the_cell() -> None:
    read = plan("Tỷ lệ chung", table("Xã | Tỷ lệ hộ nghèo (%)", "Tam An | 12,5 %"))
    (target,) = read.targets
    assert target.text == read.words(target.span) == "12,5 %"
    assert read.text.text[slice(*target.figure)] == "12,5"


@pytest.mark.parametrize(
    ("head", "between", "read"),
    [
        pytest.param(
            "TT | Nội dung | Cả năm", (), ["600", "400", "200", "900", "700", "200"], id="the same head"
        ),
        pytest.param("TT | Nội dung | Số lượt", (), ["600", "400", "200"], id="another head"),
        pytest.param(
            "TT | Nội dung | Cả năm", ("Danh sách trường.",), ["600", "400", "200"], id="words between"
        ),
    ],
)
def test_a_table_right_behind_another_has_its_unit(
    head: str, between: tuple[str, ...], read: list[str]
) -> None:
    first = table("TT | Nội dung | Cả năm", " | Cộng | 600", "1 | Mở lớp | 400", "2 | In tài liệu | 200")
    second = table(head, " | Cộng | 900", "1 | Xây bể nước | 700", "2 | Sửa mương | 200")
    found = plan("Đơn vị tính: triệu đồng", first, *between, second)
    assert [decimal_text(budget.value) for budget in found.budgets] == read


@pytest.mark.parametrize(
    ("places", "read"),
    [
        (("Nà Lụm", "Pá Hiêng", "Cộng"), ["600", "400", "1000", "90", "60", "150"]),
        (("Nà Lụm", "Khe Tre", "Cộng"), ["600", "400", "1000"]),
    ],
    ids=["the same rows", "other rows"],
)
def test_the_second_half_of_a_wide_table_has_the_unit_of_the_first(
    places: tuple[str, ...], read: list[str]
) -> None:
    first = table("TT | Thôn | Tổng số", "1 | Nà Lụm | 600", "2 | Pá Hiêng | 400", " | Cộng | 1.000")
    second = table(
        "TT | Thôn | Thủy lợi",
        *(f"{n} | {p} | {v}" for n, p, v in zip(("1", "2", ""), places, (90, 60, 150), strict=True)),
    )
    found = plan("Đơn vị tính: triệu đồng", first, second)
    assert [decimal_text(budget.value) for budget in found.budgets] == read


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("#####", "SOME"),
        ("…", "SOME"),
        ("?", "SOME"),
        ("1.25O", "SOME"),
        ("-", "WHOLE"),
        ("", "WHOLE"),
        ("Lồng ghép", "WHOLE"),
    ],
)
def test_a_total_over_a_figure_that_is_lost_has_some_of_its_parts(cell: str, kind: str) -> None:
    rows = ("1 | Nà Lụm | 100", f"2 | Pá Hiêng | {cell}", "3 | Khe Tre | 200", " | Cộng | 450")
    read = plan("Đơn vị tính: triệu đồng", table("TT | Thôn | Kinh phí", *rows))
    assert [relation.kind.name for relation in read.sums] == [kind]


def test_a_figure_that_a_workbook_could_not_print_is_unread() -> None:
    rows = ("1 | Nà Lụm | 100", "2 | Pá Hiêng | #####", " | Cộng | 450")
    read = plan("Đơn vị tính: triệu đồng", table("TT | Thôn | Kinh phí", *rows))
    assert [(u.rule_id, u.text) for u in read.unread] == [("unread-cell", "#####")]
