"""Figures that no rule could read are told, names with a number are not figures."""

import pytest
from plan_making import plan, table


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param("Kinh phí 5.378.7000.000 đồng.", "malformed number", id="groups of no size"),
        pytest.param("Chiếu phim 02 lần.", "no known unit", id="times"),
        pytest.param("Xem 1.2.345.6.", "malformed number", id="no heading number"),
    ],
)
def test_what_cannot_be_read_is_told(words: str, reason: str) -> None:
    (unread,) = plan(words).unread
    assert (unread.reason, unread.text) == (reason, words)


@pytest.mark.parametrize(
    "words",
    [
        "Theo mục 1.2.1.10 của quy chuẩn.",
        "1.1.2.3 Nhà trẻ, trường mẫu giáo",
        "Phủ sóng mạng 4G, 5G toàn xã.",
        "Nhà A1, A2 và B2.1 thuộc cấp II.",
        "Trường hợp 2: hồ sơ chưa đủ.",
        "Mẫu TP-TVPL-09 kèm theo.",
        "Thời gian thi 120 phút.",
        "Trong 06-10 ngày làm việc.",
        "Đoạn từ Km41+00 đến Km63+500.",
        "Theo QCVN 06:2022/BXD.",
        "Xem danh mục 02 và mục 3.",
        "1. Phát triển chăn nuôi (07 mục tiêu)",
        "Biên bản lập thành 03 bản, mỗi bên giữ 01 bản.",
        "Hộ dân nộp 02 (hai) bộ hồ sơ tại xã.",
        "Thành phần, số lượng hồ sơ: 01 bộ hồ sơ gồm:",
        "Số lượng hồ sơ mỗi cấp: 01 hồ sơ giấy và 01 hồ sơ điện tử.",
    ],
)
def test_names_with_a_number_are_no_figures(words: str) -> None:
    read = plan(words)
    assert (read.unread, read.targets, read.budgets) == ((), (), ())


@pytest.mark.parametrize(
    ("words", "values"),
    [
        pytest.param("Mức 2 triệu đồng.", [2], id="a rate of pay"),
        pytest.param("Hỗ trợ đối tượng 3 người.", [3], id="persons"),
        pytest.param("Mạng 5G cho 20 hộ.", [20], id="a count behind a code"),
        pytest.param("Tầng 2, 30 hộ.", [30], id="a count behind a step"),
        pytest.param("Ban hành danh mục 06 thủ tục.", [6], id="a list of so many"),
        pytest.param("Đã hoàn thành (07 mục tiêu)", [7], id="goals met"),
        pytest.param("Tiếp nhận 8 hồ sơ, lập 5 hồ sơ xử lý.", [8, 5], id="files that were handled"),
        pytest.param("Hỗ trợ 02 bản vùng cao, nối đường tới 3 bản.", [2, 3], id="hamlets"),
        pytest.param("Mua máy tính, số lượng: 5 bộ.", [5], id="sets"),
        pytest.param("Có 12,5 m2 và 30 m3.", ["12.5", 30], id="squares and cubes"),
    ],
)
def test_figures_beside_names_are_still_read(words: str, values: list[object]) -> None:
    read = plan(words)
    assert [str(r.value) for r in (*read.budgets, *read.targets)] == [str(v) for v in values]
    assert read.unread == ()


def test_cells_that_no_rule_reads_are_told() -> None:
    rows = table(
        "TT | Thông số | Tần suất | Ghi chú",
        "(1) | (2) | (3) | (4)",
        "1 | Độ mặn | 2 lần/vụ | Năm 2025",
        "2 | Độ kiềm | 3 đến 4 | 2025",
    )
    told = plan("QUAN TRẮC", rows).unread
    assert [(u.text, u.reason) for u in told] == [
        ("2 lần/vụ", "no known unit"),
        ("3 đến 4", "no known unit"),
        ("3 đến 4", "no known unit"),
    ]


def test_cells_that_were_read_are_not_told() -> None:
    rows = table("TT | Nội dung | Kinh phí (triệu đồng)", "1 | Nhà ở | 60", "2 | Nước sạch | 40")
    read = plan("KINH PHÍ", rows)
    assert (len(read.budgets), read.unread) == (2, ())


@pytest.mark.parametrize(
    "opening", ["(Kèm theo Kế hoạch số 7/KH-UBND)", "(Ban hành kèm theo Quyết định)", "Chương I"]
)
def test_what_is_attached_behind_the_recipients_is_read(opening: str) -> None:
    read = plan("Đã hỗ trợ 5 hộ.", "Nơi nhận:", "- Lưu: VT, 02 bản.", opening, "Hỗ trợ 20 con bò.")
    assert [int(t.value) for t in read.targets] == [5, 20]


def test_the_mark_of_a_note_under_the_table_is_no_figure() -> None:
    cells = table(
        "TT | Nội dung | Kinh phí (triệu đồng) (1)", "1 | Nhà ở (2) | 800", "2 | Dạy nghề (3) | 300"
    )
    read = plan(cells, "(1) Gồm ngân sách tỉnh và huyện.", "(3) Do Trung tâm dạy nghề làm.")
    assert [unread.text for unread in read.unread] == ["Nhà ở (2)"]
