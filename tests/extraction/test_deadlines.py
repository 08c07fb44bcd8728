"""Dates by which something is to be done."""

import pytest
from plan_making import plan


@pytest.mark.parametrize(
    ("words", "due", "text"),
    [
        ("Báo cáo trước ngày 15/12/2025.", "2025-12-15", "trước ngày 15/12/2025"),
        (
            "Hoàn thành trước ngày 30 tháng 6 năm 2025.",
            "2025-06-30",
            "Hoàn thành trước ngày 30 tháng 6 năm 2025",
        ),
        ("Gửi hồ sơ chậm nhất ngày 05/01/2026.", "2026-01-05", "chậm nhất ngày 05/01/2026"),
        ("Việc này xong trước tháng 10 năm 2025.", "2025-10", "xong trước tháng 10 năm 2025"),
        ("Gửi báo cáo trước ngày 10/6 hằng năm.", "--06-10", "trước ngày 10/6"),
        ("Báo cáo trước ngày 15 tháng 12 hằng năm.", "--12-15", "trước ngày 15 tháng 12"),
        ("Hàng năm, trước ngày 30 tháng 11, các xã báo cáo.", "--11-30", "trước ngày 30 tháng 11"),
        ("Trước 31 tháng 12 hàng năm công bố kết quả.", "--12-31", "Trước 31 tháng 12"),
        ("Gửi số liệu chậm nhất là ngày 05/12 hằng năm.", "--12-05", "chậm nhất là ngày 05/12"),
        ("Hoàn thành trong quý III/2025.", "2025-09", "Hoàn thành trong quý III/2025"),
        ("Rà soát xong trong quý 4 năm 2025.", "2025-12", "xong trong quý 4 năm 2025"),
        ("Các thôn báo tên học viên trước ngày 15/9/2025.", "2025-09-15", "trước ngày 15/9/2025"),
        ("Chuyển tiền về thôn không muộn hơn ngày 15/9/2025.", "2025-09-15", "không muộn hơn ngày 15/9/2025"),
        ("Mở lớp xong trong tháng 9/2025.", "2025-09", "xong trong tháng 9/2025"),
        ("Cấp thẻ cho hộ nghèo; thời hạn: 15/9/2025.", "2025-09-15", "thời hạn: 15/9/2025"),
        ("Kết thúc đợt xét trước ngày 15/9/2025.", "2025-09-15", "Kết thúc đợt xét trước ngày 15/9/2025"),
        (
            "Thời hạn nhận đơn vay vốn: đến hết ngày 15/9/2025.",
            "2025-09-15",
            "Thời hạn nhận đơn vay vốn: đến hết ngày 15/9/2025",
        ),
        ("Hạn gửi phiếu về xã là ngày 15/9/2025.", "2025-09-15", "Hạn gửi phiếu về xã là ngày 15/9/2025"),
        ("Hạn chót báo cáo: hết ngày 15/9/2025.", "2025-09-15", "Hạn chót báo cáo: hết ngày 15/9/2025"),
        ("Niêm yết ở nhà văn hóa muộn nhất là ngày 15/9/2025.", "2025-09-15", "muộn nhất là ngày 15/9/2025"),
    ],
)
def test_a_deadline(words: str, due: str, text: str) -> None:
    read = plan(words)
    assert [(d.due, d.text) for d in read.deadlines] == [(due, text)]
    assert read.words(read.deadlines[0].span) == text


@pytest.mark.parametrize(
    "words",
    [
        "Báo cáo trước ngày 05/6 và 05/12 hằng năm.",
        "Báo cáo trước ngày 05 tháng 6 và trước ngày 05 tháng 12 hằng năm.",
        "Gửi báo cáo chậm nhất ngày 05 tháng 6 (6 tháng) và ngày 05 tháng 12 (cả năm) hằng năm.",
        "Gửi báo cáo 6 tháng trước ngày 05/6, báo cáo năm trước ngày 05/12.",
    ],
)
def test_two_days_of_every_year(words: str) -> None:
    read = plan(words)
    assert [d.due for d in read.deadlines] == ["--06-05", "--12-05"]
    assert not read.targets
    assert not read.unread


def test_the_task_stands_before() -> None:
    (deadline,) = plan("Đã xong. Các thôn gửi danh sách trước ngày 15/12/2025.").deadlines
    assert deadline.task == "Các thôn gửi danh sách"


@pytest.mark.parametrize(
    "words",
    [
        "Ban hành ngày 15/12/2025.",
        "Quyết định số 5/QĐ-UBND ngày 15/12/2025.",
        "Từ ngày 01/01/2025 đến 31/12/2025.",
        "Trong quý III đã làm.",
        "Gửi trước ngày 45/6.",
        "Gửi trước ngày 30 tháng 2 hằng năm.",
        "Hộ đã cư trú trước ngày 15 tháng 12 thì được xét.",
        "Báo cáo trước ngày 20 hằng tháng.",
        "Hộ có đất ở trước ngày 01/7/2014 thì được xét.",
        "Người vay vốn trước ngày 01/7/2025 thì theo mức cũ.",
        "Đã chuyển tiền về thôn trước ngày 15/9/2025.",
        "Đơn nhận trước ngày 15/9/2025 giải quyết theo mức cũ.",
        "Công trình phê duyệt trước ngày 15/9/2025 tiếp tục thực hiện theo hồ sơ đã duyệt.",
        "Mô hình triển khai trước ngày 15/9/2025 không thuộc kế hoạch này.",
        "Số hộ lấy theo kết quả rà soát trước ngày 15/9/2025.",
        "Số hộ nghèo tính theo kết quả rà soát giữa năm, công nhận trước ngày 15/9/2025.",
        "Số khẩu xác định theo danh sách của thôn, được phê duyệt trước ngày 15/9/2025.",
        "Tỷ lệ hộ nghèo thống kê theo số liệu rà soát (công bố trước ngày 15/9/2025).",
        "Số thẻ lấy theo danh sách hộ nghèo của xã được phê duyệt trước ngày 15/9/2025.",
        "Mức hỗ trợ tính theo kết quả rà soát của từng thôn, xác nhận trước ngày 15/9/2025.",
        "Nhà xây dựng trước ngày 15/9/2025 nay dột nát.",
        "Năm trước thời hạn nộp hồ sơ là ngày 15/9/2025.",
        "Thời hạn sử dụng thẻ khám bệnh đến hết ngày 15/9/2025.",
    ],
)
def test_other_dates_are_no_deadlines(words: str) -> None:
    assert plan(words).deadlines == ()


@pytest.mark.parametrize(
    "words",
    [
        "Các thôn họp xét theo hồ sơ, UBND xã phê duyệt trước ngày 15/9/2025.",
        "Tổng hợp theo kết quả rà soát của thôn, phê duyệt trước ngày 15/9/2025.",
        "Xã thẩm định theo danh sách thôn gửi lên, công bố trước ngày 15/9/2025.",
        "Hoàn thành rà soát, công nhận hộ thoát nghèo trước ngày 15/9/2025.",
        "Báo cáo theo mẫu, gửi trước ngày 15/9/2025.",
    ],
)
def test_what_is_to_be_acknowledged_by_a_day(words: str) -> None:
    assert [d.due for d in plan(words).deadlines] == ["2025-09-15"]
