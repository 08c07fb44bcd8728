"""Who is told to do what, and what only looks like it."""

import pytest
from plan_making import plan, table

from extractor.records import Assignment

PART = "KẾ HOẠCH\nGiảm nghèo năm 2024\nII. TỔ CHỨC THỰC HIỆN\n"
LEADS, HELPS, TOLD = True, False, None
Told = tuple[str, bool | None, str | None]


def read(words: str, rows: tuple[str, ...] = ()) -> tuple[Assignment, ...]:
    """The assignments of a plan of these lines and this table; each one's words are those of its span."""
    made = plan(*words.splitlines(), *([table(*rows)] if rows else []))
    assert all(made.words(one.span) == one.text for one in made.assignments)
    return made.assignments


def told(words: str, rows: tuple[str, ...] = ()) -> list[Told]:
    return [(one.unit, one.leads, one.component) for one in read(words, rows)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Phòng Dân tộc: Chủ trì Dự án 1.", [("Phòng Dân tộc", LEADS, "Dự án 1")]),
        ("Giao Phòng Dân tộc chủ trì thực hiện Dự án 1.", [("Phòng Dân tộc", LEADS, "Dự án 1")]),
        ("Phòng Dân tộc phối hợp thực hiện Dự án 1.", [("Phòng Dân tộc", HELPS, "Dự án 1")]),
        (
            "Trạm Y tế xã: chủ trì Tiểu dự án 2 thuộc Dự án 3; phối hợp thực hiện Dự án 6.",
            [("Trạm Y tế xã", LEADS, "Dự án 3 / Tiểu dự án 2"), ("Trạm Y tế xã", HELPS, "Dự án 6")],
        ),
        (
            "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính hướng dẫn thủ tục làm nhà.",
            [("Sở Xây dựng", LEADS, None), ("Sở Tài chính", HELPS, None)],
        ),
        (
            "Sở Xây dựng chủ trì, phối hợp với các ngành có liên quan hướng dẫn thủ tục làm nhà.",
            [("Sở Xây dựng", LEADS, None)],
        ),
        (
            "Phòng Nội vụ, Phòng Tư pháp hướng dẫn các xã lập hồ sơ.",
            [("Phòng Nội vụ", TOLD, None), ("Phòng Tư pháp", TOLD, None)],
        ),
        ("Hội Nông dân xã chịu trách nhiệm về danh sách tổ vay vốn.", [("Hội Nông dân xã", LEADS, None)]),
        ("Công chức tài chính - kế toán là đầu mối tổng hợp.", [("Công chức tài chính - kế toán", LEADS, None)]),
        ("Phòng Nội vụ - Lao động và Xã hội: Rà soát hộ.", [("Phòng Nội vụ - Lao động và Xã hội", TOLD, None)]),
        ("Ban Quản lý dự án huyện làm chủ đầu tư Dự án 4.", [("Ban Quản lý dự án huyện", LEADS, "Dự án 4")]),
        ("Trung tâm Y tế huyện tham gia thực hiện Dự án 3.", [("Trung tâm Y tế huyện", HELPS, "Dự án 3")]),
        ("UBND các xã, thị trấn công khai danh sách hộ.", [("UBND các xã, thị trấn", TOLD, None)]),
        (
            "Đề nghị Ủy ban Mặt trận Tổ quốc xã và các đoàn thể vận động hội viên góp công.",
            [("Ủy ban Mặt trận Tổ quốc xã", TOLD, None), ("các đoàn thể", TOLD, None)],
        ),
        (
            "Sở Y tế chủ trì phần dinh dưỡng, Sở Nội vụ chủ trì phần việc làm.",
            [("Sở Y tế", LEADS, None), ("Sở Nội vụ", LEADS, None)],
        ),
        (
            "Phòng Kinh tế chủ trì Dự án 2, Trạm Y tế phối hợp.",
            [("Phòng Kinh tế", LEADS, "Dự án 2"), ("Trạm Y tế", HELPS, "Dự án 2")],
        ),
        (
            "Phòng Y tế chủ trì Dự án 3, phối hợp thực hiện Dự án 7.",
            [("Phòng Y tế", LEADS, "Dự án 3"), ("Phòng Y tế", HELPS, "Dự án 7")],
        ),
        ("Văn phòng HĐND và UBND xã theo dõi tiến độ.", [("Văn phòng HĐND và UBND xã", TOLD, None)]),
        ("Thủ trưởng các cơ quan chịu trách nhiệm triển khai.", [("Thủ trưởng các cơ quan", LEADS, None)]),
        ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên mở lớp.",
         [("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", TOLD, None)]),
        ("Phòng Kế hoạch (cơ quan thường trực): Tổng hợp báo cáo.", [("Phòng Kế hoạch", TOLD, None)]),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_who_is_told_in_a_line(line: str, found: list[Told]) -> None:
    assert told(PART + "1. " + line) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            "1. Phòng Dân tộc\n- Chủ trì Dự án 1.\n- Phối hợp thực hiện Dự án 6.",
            [("Phòng Dân tộc", LEADS, "Dự án 1"), ("Phòng Dân tộc", HELPS, "Dự án 6")],
        ),
        (
            "1. Địa chính – Nông nghiệp:\n- Chủ trì việc cấp nước.\n2. Trạm y tế:\nTổ chức khám cho hộ nghèo.",
            [("Địa chính – Nông nghiệp", LEADS, None), ("Trạm y tế", TOLD, None)],
        ),
        (
            "1. Phòng Tư pháp:\n- Khuyến khích các tổ chức xã hội tham gia trợ giúp pháp lý.",
            [("Phòng Tư pháp", TOLD, None)],
        ),
        (
            "1. UBND các xã:\n- Phân công cán bộ giúp đỡ từng hộ.",
            [("UBND các xã", TOLD, None)],
        ),
        (
            "1. Giao Ủy ban nhân dân huyện:\na) Tổ chức thực hiện Kế hoạch;\nb) Hằng năm báo cáo kết quả.",
            [("Ủy ban nhân dân huyện", TOLD, None)] * 2,
        ),
        (
            "1. Hội Phụ nữ, Đoàn Thanh niên\n- Vận động hội viên.",
            [("Hội Phụ nữ", TOLD, None), ("Đoàn Thanh niên", TOLD, None)],
        ),
    ],
    ids=["items", "fields", "asks-others", "sends-its-people", "letters", "two"],
)  # fmt: skip
def test_who_is_told_under_a_heading(lines: str, found: list[Told]) -> None:
    assert told(PART + lines) == found


PROJECT = "KẾ HOẠCH\nGiảm nghèo năm 2024\nII. NỘI DUNG\n1. Dự án 3: Phát triển sản xuất\na) Tiểu dự án 2: Dinh dưỡng\n"
SUB = "Dự án 3 / Tiểu dự án 2"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("- Đơn vị thực hiện: Trạm Y tế.", [("Trạm Y tế", LEADS, SUB)]),
        (
            "- Đơn vị thực hiện: Phòng Y tế chủ trì, phối hợp với Hội Phụ nữ và các ngành liên quan.",
            [("Phòng Y tế", LEADS, SUB), ("Hội Phụ nữ", HELPS, SUB)],
        ),
        (
            "- Đơn vị chủ trì: Phòng Y tế. Đơn vị phối hợp: Hội Phụ nữ.",
            [("Phòng Y tế", LEADS, SUB), ("Hội Phụ nữ", HELPS, SUB)],
        ),
        ("- Cơ quan phối hợp: Sở Tài chính; Sở Nội vụ.", [("Sở Tài chính", HELPS, SUB), ("Sở Nội vụ", HELPS, SUB)]),
        ("- Khám cho trẻ em. Đơn vị thực hiện: Trạm Y tế.", [("Trạm Y tế", LEADS, SUB)]),
        ("- Đơn vị thực hiện: Văn hóa - Xã hội.", [("Văn hóa - Xã hội", LEADS, SUB)]),
        ("Chủ đầu tư: Ban Quản lý dự án huyện.", [("Ban Quản lý dự án huyện", LEADS, SUB)]),
        ("Phòng Y tế chủ trì.", [("Phòng Y tế", LEADS, SUB)]),
        ("Giao Hội Phụ nữ chủ trì nấu bữa ăn mẫu.", [("Hội Phụ nữ", LEADS, SUB)]),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_who_is_told_in_the_part_of_a_component(line: str, found: list[Told]) -> None:
    assert told(PROJECT + line) == found


@pytest.mark.parametrize(
    "words",
    [
        "1. Phòng, chống dịch bệnh cho đàn bò.",
        "1. Ban hành quy chế phối hợp giữa các ngành.",
        "1. Tổ chức các lớp dạy nghề cho lao động.",
        "1. Trường hợp có vướng mắc, báo cáo cấp trên.",
        "1. Hội nghị triển khai họp vào tháng 3.",
        "1. Thời gian thực hiện: năm 2024.",
        "1. Công tác tuyên truyền: Đẩy mạnh thông tin.",
        "1. Bộ tiêu chí nghèo đa chiều được công khai.",
        "1. Đoàn kết giúp nhau thoát nghèo.",
        "1. Trong quá trình thực hiện, nếu có khó khăn thì báo cáo.",
        "1. Kinh phí do ngân sách huyện bảo đảm.",
        "1. Chủ trì, phối hợp với Phòng Y tế thực hiện Dự án 3.",
        "1. Phòng học của điểm trường còn thiếu.",
        "1. Vụ việc phát sinh được xử lý ngay.",
    ],
)
def test_no_unit_begins_the_line(words: str) -> None:
    assert told(PART + words) == []


@pytest.mark.parametrize(
    "words",
    [
        "II. NỘI DUNG\n1. Cơ quan, đơn vị chủ trì tiếp khách quyết định mức chi.",
        "II. NỘI DUNG\n1. Sở Tài chính chủ trì cuộc họp ngày 05/3.",
        "II. NỘI DUNG\n1. Đề án do Bộ Tư pháp chủ trì soạn thảo.",
        "II. NỘI DUNG\n- Chủ trì: Ông Lò Văn Pánh, Phó Chủ tịch.",
        "II. NỘI DUNG\n- Đối tượng: Các cơ quan chủ trì, quản lý dự án.",
        "II. NỘI DUNG\n1. Hỗ trợ cán bộ chủ trì thôn bản đi học.",
        "II. NỘI DUNG\n1. Phòng Y tế đã chủ trì khám cho 45 trẻ.",
        "I. KẾT QUẢ THỰC HIỆN\n1. Phòng Y tế chủ trì khám cho 45 trẻ.",
        "I. ĐÁNH GIÁ TÌNH HÌNH\n1. Hội Nông dân phối hợp với Trạm Khuyến nông mở 3 lớp.",
        "II. NỘI DUNG\n1. Phòng Y tế khám cho trẻ em, Trạm Y tế cấp thuốc.",
        "II. NỘI DUNG\n- Đơn vị tính: triệu đồng.",
        "II. NỘI DUNG\n- Đơn vị thực hiện: các ngành có liên quan.",
        "II. NỘI DUNG\n- Đơn vị thực hiện: theo phân công của cấp trên.",
        "II. NỘI DUNG\n1. Năng lực chủ trì của hợp tác xã còn yếu.",
        "II. TỔ CHỨC THỰC HIỆN\n1. Ủy ban nhân dân xã đề nghị các thôn nghiêm túc thực hiện.",
    ],
    ids=lambda words: words.partition("\n")[2][:40],
)
def test_nobody_is_told(words: str) -> None:
    assert told("KẾ HOẠCH\nGiảm nghèo năm 2024\n" + words) == []


def test_an_article_tells_nobody() -> None:
    assert told("Chuyện ở bản\n1. Phòng Y tế chủ trì Dự án 3.") == []


def test_what_follows_the_signature_is_told_to_nobody() -> None:
    words = (
        PART + "1. Trạm Y tế: Khám cho trẻ.\nNơi nhận:\n- Trạm Y tế;\n- Lưu: VT.\nPHỤ LỤC\nPHÂN BỔ KINH PHÍ\n"
    )
    assert told(words) == [("Trạm Y tế", TOLD, None)]


def test_the_task_is_what_is_to_be_done() -> None:
    (one,) = read(PART + "1. Sở Y tế chủ trì, phối hợp với các ngành liên quan hướng dẫn bữa ăn học đường.")
    assert one.task == "hướng dẫn bữa ăn học đường"
    assert one.section == ("II", "1")


def test_the_task_of_a_label_is_what_it_stands_under() -> None:
    (one,) = read(PROJECT + "- Đơn vị thực hiện: Trạm Y tế.")
    assert one.task == "Tiểu dự án 2: Dinh dưỡng"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            (
                "TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp",
                "1 | Rà soát hộ nghèo | Phòng Lao động | UBND các xã; Hội Phụ nữ",
                "2 | Mở lớp theo Dự án 4 | Trung tâm Dạy nghề | -",
            ),
            [
                ("Phòng Lao động", LEADS, None),
                ("UBND các xã", HELPS, None),
                ("Hội Phụ nữ", HELPS, None),
                ("Trung tâm Dạy nghề", LEADS, "Dự án 4"),
            ],
        ),
        (
            (
                "TT | Nhiệm vụ | Đơn vị thực hiện",
                "1 | Cấp nước | Phòng Kinh tế chủ trì, phối hợp với Hội Nông dân",
            ),
            [("Phòng Kinh tế", LEADS, None), ("Hội Nông dân", HELPS, None)],
        ),
        (("TT | Nhiệm vụ | Đơn vị thực hiện", "1 | Cấp nước | Các ngành liên quan"), []),
        (("TT | Nhiệm vụ | Đơn vị thực hiện", "1 | Cấp nước | Quý II/2024"), []),
        (("TT | Tên xã | Đơn vị tính", "1 | Nà Lằm thứ hai | hộ"), []),
        (("TT | Nội dung | Số tiền", "1 | Phòng Y tế chủ trì | 45"), []),
    ],
    ids=["leads-and-supports", "one-column", "vague", "a-date", "no-units", "no-column"],
)
def test_who_is_told_in_a_table(rows: tuple[str, ...], found: list[Told]) -> None:
    assert told("KẾ HOẠCH\nGiảm nghèo năm 2024\nPHỤ LỤC", rows) == found


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("1. Phòng Tài chính: Phân bổ vốn xong trước ngày 15/3/2024.", "Phòng Tài chính"),
        ("1. UBND các xã\n- Báo cáo kết quả trước ngày 20/11 hằng năm.", "UBND các xã"),
        ("1. Sở Y tế chủ trì, phối hợp với Sở Tài chính báo cáo trước ngày 05/6/2024.", "Sở Y tế"),
        ("1. Hội Phụ nữ phối hợp mở lớp, hoàn thành trước ngày 05/6/2024.", "Hội Phụ nữ"),
        ("1. Báo cáo kết quả trước ngày 05/6/2024.", None),
        ("1. Phòng Y tế: Khám cho trẻ em.\n2. Hồ sơ gửi trước ngày 05/6/2024.", None),
    ],
    ids=["own-line", "under-a-heading", "leader-alone", "helper", "nobody", "another-line"],
)
def test_whose_deadline_it_is(line: str, unit: str | None) -> None:
    (deadline,) = plan(*(PART + line).splitlines()).deadlines
    assert deadline.unit == unit


def test_a_long_line_of_units_takes_no_long() -> None:
    words = PART + "1. " + "Phòng Y tế, Trạm Y tế và " * 4000 + "Hội Phụ nữ"
    assert told(words) == []


def test_the_title_of_an_appendix_is_no_task_of_the_unit_before_it() -> None:
    lines = "3. UBND các xã, thị trấn công khai danh sách hộ.\nPHỤ LỤC\nTỔNG HỢP KINH PHÍ NĂM 2024\n"
    assert told(PART + lines) == [("UBND các xã, thị trấn", TOLD, None)]
    assert told(PART + lines + "III. TỔ CHỨC THỰC HIỆN\nPhòng Dân tộc: Chủ trì Dự án 1.")[1:] == [
        ("Phòng Dân tộc", LEADS, "Dự án 1")
    ]
