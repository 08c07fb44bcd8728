"""Goals that nothing can be held to, progress that runs backwards, content under the wrong label."""

import pytest
from substance_plans import told, verdicts

GOALS = (
    "II. MỤC TIÊU CỤ THỂ\n- Tỷ lệ hộ dùng nước hợp vệ sinh đạt 96%.\n- Mở 02 lớp khuyến nông cho 60 người.\n"
)


@pytest.mark.parametrize(
    "goal",
    [
        "Hỗ trợ xây dựng và sửa chữa nhà ở cho hộ nghèo.",
        "Xóa nhà tạm, nhà dột nát cho gia đình khó khăn.",
        "Giải quyết việc làm cho lao động nông thôn.",
        "Tạo việc làm mới cho thanh niên.",
        "Đào tạo nghề cho lao động thuộc hộ nghèo.",
        "Giảm tỷ lệ hộ cận nghèo.",
        "Nâng tỷ lệ lao động qua đào tạo.",
        "Tăng số hộ tham gia hợp tác xã.",
        "Đưa lao động đi làm việc ở nước ngoài.",
        "Nhân rộng mô hình nuôi dê sinh sản.",
        "Tổ chức các lớp tập huấn cho cán bộ thôn.",
    ],
)
def test_a_goal_without_a_figure(goal: str) -> None:
    assert told("target-without-figure", f"{GOALS}- {goal}") == [goal]


@pytest.mark.parametrize(
    "goal",
    [
        "Hỗ trợ xây dựng 14 nhà ở cho hộ nghèo.",
        "Không để phát sinh số hộ tái nghèo.",
        "Tuyên truyền sâu rộng về công tác giảm nghèo.",
        "Giải quyết việc làm theo chỉ tiêu huyện giao.",
        "Toàn bộ số hộ nghèo được thăm hỏi dịp Tết.",
        "Duy trì tỷ lệ bao phủ bảo hiểm y tế.",
        "Nâng cao chất lượng đào tạo nghề.",
        "Mở một lớp dạy nghề may.",
        "Số hộ thoát nghèo: chi tiết tại Phụ lục 1.",
        "Đào tạo nghề:\n+ Nghề may: 25 người.\n+ Nghề mộc: 20 người.",
    ],
)
def test_a_goal_that_may_stand(goal: str) -> None:
    assert told("target-without-figure", f"{GOALS}- {goal}") == []


@pytest.mark.parametrize(
    "body",
    [
        "II. MỤC TIÊU CỤ THỂ\n- Giảm tỷ lệ hộ nghèo.\n- Tạo việc làm cho lao động.\n- Xóa 05 nhà tạm.",
        "II. NHIỆM VỤ\n- Mở 02 lớp cho 60 người.\n- Sửa 12 nhà.\n- Giải quyết việc làm cho lao động.",
        "I. KẾT QUẢ THỰC HIỆN CHỈ TIÊU\n- Mở 02 lớp cho 60 người.\n- Sửa 12 nhà.\n- Giải quyết việc làm cho lao động.",
    ],
    ids=["most have none", "tasks", "results"],
)
def test_lists_that_are_no_measure(body: str) -> None:
    assert told("target-without-figure", body) == []


@pytest.mark.parametrize(
    "cut",
    [
        "Phấn đấu giảm tỷ lệ hộ nghèo 3% trong năm 2024.",
        "Giảm tỷ lệ hộ nghèo bình quân 1,5%/năm.",
        "Năm 2024 giảm 38 hộ nghèo.",
        "Tỷ lệ hộ nghèo giảm từ 1,0 đến 1,5%/năm.",
        "Số hộ nghèo giảm trong năm là 24 hộ.",
        "Toàn xã giảm 12 hộ nghèo, tương ứng giảm 0,9%.",
        "Giảm tỷ lệ hộ nghèo theo chuẩn đa chiều 4%.",
        "Mỗi năm giảm tỷ lệ hộ nghèo 2%; tạo việc làm cho 60 lao động.",
        "Phấn đấu có 25 hộ thoát nghèo, giảm tỷ lệ hộ nghèo 1,8%.",
        "- Giảm tỷ lệ hộ nghèo 2,2%.\n- Giảm tỷ lệ hộ cận nghèo 1,1%.",
    ],
)
def test_a_cut_from_no_level(cut: str) -> None:
    assert len(told("baseline-missing", f"I. MỤC TIÊU\n{cut}")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "I. MỤC TIÊU\nGiảm tỷ lệ hộ nghèo 3%, từ 12,4% xuống còn 9,4%.",
        "I. TÌNH HÌNH\nCuối năm 2023 xã còn 186 hộ nghèo.\nII. MỤC TIÊU\nGiảm 38 hộ nghèo.",
        "I. TÌNH HÌNH\nTỷ lệ hộ nghèo đầu năm là 12,4%.\nII. MỤC TIÊU\nGiảm tỷ lệ hộ nghèo 3%.",
        "I. MỤC TIÊU\nGiảm 38 hộ nghèo, số hộ nghèo còn lại 148 hộ.",
        "I. MỤC TIÊU\nGiảm tỷ lệ hộ nghèo 3% (chi tiết tại Phụ lục kèm theo).",
        "I. MỤC TIÊU\nTỷ lệ hộ nghèo còn 9,4%.",
        "I. KẾT QUẢ NĂM 2023\nĐã giảm tỷ lệ hộ nghèo 3%.",
        "I. TÌNH HÌNH\nXã có 186 hộ nghèo, chiếm 12,4%.\nII. MỤC TIÊU\nGiảm tỷ lệ hộ nghèo 3%.",
        "I. MỤC TIÊU\nGiảm tỷ lệ trẻ em suy dinh dưỡng 0,5%.",
        "I. MỤC TIÊU\nGiảm nghèo nhanh và bền vững; nâng cao đời sống Nhân dân.",
    ],
)
def test_a_cut_whose_start_is_told(body: str) -> None:
    assert told("baseline-missing", body) == []


def test_the_start_is_looked_for_in_the_appendix_first() -> None:
    assert verdicts("baseline", "I. MỤC TIÊU\nGiảm 38 hộ nghèo (có phụ lục kèm theo).") == ["not-checkable"]


@pytest.mark.parametrize(
    "words",
    [
        "Giảm tỷ lệ trẻ nhỏ suy dinh dưỡng thể thấp còi 14,5%.",
        "Giảm tỷ lệ trẻ em suy dinh dưỡng thể thấp còi 21,7%.",
        "Giảm tỷ lệ suy dinh dưỡng thể thấp còi ở trẻ em dưới 5 tuổi 19%.",
        "Phấn đấu giảm tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi 22%.",
        "Giảm tỷ lệ trẻ nhỏ suy dinh dưỡng thể thấp còi 12,1%; thể thấp còi 20,3%.",
        "Thực hiện giảm tỷ lệ trẻ suy dinh dưỡng thể nhẹ cân 11%.",
        "Tập trung giảm tỷ lệ suy dinh dưỡng thể nhẹ cân 10,8%.",
        "- Giảm tỷ lệ suy dinh dưỡng thể thấp còi 24,6%;",
        "Giảm tỷ lệ suy dinh dưỡng thể nhẹ cân của trẻ em 15,2%.",
        "Góp phần giảm tỷ lệ trẻ em suy dinh dưỡng thể thấp còi 23,4%.",
    ],
)
def test_a_figure_that_may_be_level_or_cut(words: str) -> None:
    assert len(told("direction-ambiguous", f"II. MỤC TIÊU\n{words}")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Giảm tỷ lệ trẻ em suy dinh dưỡng thể nhẹ cân xuống còn 14,5%.",
        "Giảm tỷ lệ trẻ em suy dinh dưỡng thể nhẹ cân còn 14,5%.",
        "Giảm tỷ lệ trẻ em suy dinh dưỡng thể nhẹ cân xuống dưới 14%.",
        "Giảm tỷ lệ hộ nghèo 3%.",
        "Giảm tỷ lệ hộ cận nghèo 1,5%.",
        "Giảm tỷ lệ suy dinh dưỡng thể thấp còi từ 24% xuống 22%.",
        "Tỷ lệ trẻ em suy dinh dưỡng thể nhẹ cân 14,5%.",
        "Giảm tỷ lệ suy dinh dưỡng thể nhẹ cân bình quân 0,5%/năm.",
        "Nâng tỷ lệ lao động qua đào tạo 55%.",
        "Duy trì tỷ lệ suy dinh dưỡng thể nhẹ cân ở mức 9%.",
    ],
)
def test_a_figure_that_is_plain(words: str) -> None:
    assert told("direction-ambiguous", f"II. MỤC TIÊU\n{words}") == []


@pytest.mark.parametrize(
    "words",
    [
        "Trong 9 tháng đã giải quyết việc làm cho 320 lao động, ước cả năm giải quyết việc làm cho 300 lao động.",
        "Đến hết tháng 9 đã giải quyết việc làm cho 1.240 lao động; ước cả năm giải quyết việc làm cho 1.204 lao động.",
        "6 tháng đầu năm đã giải quyết việc làm cho 150 lao động, dự kiến cả năm giải quyết việc làm cho 140 lao động.",
        "9 tháng đào tạo nghề cho 65 người, ước hết năm đào tạo nghề cho 56 người.",
        "Kết quả 9 tháng đạt 66,5% kế hoạch; ước cả năm đạt 65,5% kế hoạch.",
        "Tính đến tháng 10 đã cho 96 hộ nghèo vay vốn, ước cả năm cho 69 hộ nghèo vay vốn.",
        "Trong 11 tháng giải quyết việc làm cho 88 lao động, ước đến cuối năm giải quyết việc làm cho 80 lao động.",
        "Trong 9 tháng đạt 82% kế hoạch, ước cả năm đạt 80% kế hoạch.",
        "9 tháng đã đào tạo nghề cho 145 lao động, ước thực hiện cả năm đào tạo nghề cho 120 lao động.",
        "10 tháng đạt 96,5% kế hoạch giao, dự kiến cả năm đạt 95% kế hoạch giao.",
    ],
)
def test_an_estimate_below_its_months(words: str) -> None:
    assert len(told("estimate-below-actual", f"I. KẾT QUẢ THỰC HIỆN NĂM 2023\n{words}")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Trong 9 tháng đã giải quyết việc làm cho 320 lao động, ước cả năm giải quyết việc làm cho 400 lao động.",
        "Trong 9 tháng đã giải quyết việc làm cho 320 lao động, ước cả năm giải quyết việc làm cho 320 lao động.",
        "Trong 9 tháng đã giải quyết việc làm cho 320 lao động, ước cả năm giải quyết việc làm cho hơn 300 lao động.",
        "Đến hết tháng 9 còn 186 hộ nghèo, ước cả năm còn 160 hộ nghèo.",
        "Tỷ lệ hộ nghèo 9 tháng còn 12,4%, ước cả năm còn 11%.",
        "Năm 2022 đào tạo nghề cho 65 người; ước cả năm 2023 đào tạo nghề cho 56 người.",
        "9 tháng đã giải quyết việc làm cho 320 lao động; ước cả năm đào tạo nghề cho 120 lao động.",
        "Ước cả năm giải quyết việc làm cho 300 lao động.",
        "9 tháng đạt 66,5% kế hoạch; ước cả năm đạt 98% kế hoạch.",
        "9 tháng giải quyết việc làm cho 32 lao động. Quý IV ước giải quyết việc làm cho 12 lao động.",
    ],
)
def test_an_estimate_that_may_stand(words: str) -> None:
    assert told("estimate-below-actual", f"I. KẾT QUẢ THỰC HIỆN NĂM 2023\n{words}") == []


def _years(done: str, planned: str) -> str:
    return f"I. KẾT QUẢ NĂM 2023\n{done}\nII. MỤC TIÊU NĂM 2024\n{planned}"


@pytest.mark.parametrize(
    ("done", "planned"),
    [
        ("Đã giải quyết việc làm cho 340 lao động.", "Giải quyết việc làm cho 200 lao động."),
        ("Đào tạo nghề cho 96 người.", "Đào tạo nghề cho 80 người."),
        ("Tỷ lệ lao động qua đào tạo đạt 61,5%.", "Tỷ lệ lao động qua đào tạo đạt 60%."),
        ("Tỷ lệ hộ dùng nước hợp vệ sinh đạt 97,2%.", "Tỷ lệ hộ dùng nước hợp vệ sinh đạt 95%."),
        ("Tỷ lệ bao phủ bảo hiểm y tế đạt 96,4%.", "Tỷ lệ bao phủ bảo hiểm y tế đạt 95%."),
        ("Đã giải quyết việc làm cho 1.250 lao động.", "Phấn đấu giải quyết việc làm cho 1.200 lao động."),
        ("Tỷ lệ hộ có nhà tiêu hợp vệ sinh đạt 88%.", "Tỷ lệ hộ có nhà tiêu hợp vệ sinh đạt 85%."),
        ("Tỷ lệ hộ sử dụng điện lưới đạt 99,8%.", "Tỷ lệ hộ sử dụng điện lưới đạt 99%."),
        ("Ước giải quyết việc làm cho 340 lao động.", "Tạo việc làm cho 300 lao động."),
        ("Có 12 lao động đi làm việc ở nước ngoài.", "Có 10 lao động đi làm việc ở nước ngoài."),
    ],
)
def test_a_target_below_the_last_result(done: str, planned: str) -> None:
    assert len(told("target-below-actual", _years(done, planned))) == 1


@pytest.mark.parametrize(
    ("done", "planned"),
    [
        ("Đã giải quyết việc làm cho 340 lao động.", "Giải quyết việc làm cho 360 lao động."),
        ("Tỷ lệ hộ nghèo còn 12,4%.", "Tỷ lệ hộ nghèo còn 10,4%."),
        ("Đã sửa 24 nhà cho hộ nghèo.", "Sửa 12 nhà cho hộ nghèo."),
        ("Đào tạo nghề cho 96 người.", "Đào tạo nghề thêm cho 40 người."),
        ("Tỷ lệ hộ dùng nước hợp vệ sinh đạt 97,2%.", "Tỷ lệ hộ dùng nước sạch đạt 60%."),
        ("Năm 2021 giải quyết việc làm cho 340 lao động.", "Giải quyết việc làm cho 300 lao động."),
        ("Cho 120 hộ vay vốn.", "Cho 90 hộ vay vốn."),
        ("Tỷ lệ lao động qua đào tạo đạt 61,5%.", "Tỷ lệ lao động qua đào tạo đạt 61,5%."),
        ("Đã giải quyết việc làm cho khoảng 340 lao động.", "Giải quyết việc làm cho 330 lao động."),
        ("Tỷ lệ suy dinh dưỡng thể nhẹ cân là 15%.", "Tỷ lệ suy dinh dưỡng thể nhẹ cân còn 14%."),
    ],
)
def test_a_target_that_may_stand(done: str, planned: str) -> None:
    assert told("target-below-actual", _years(done, planned)) == []


@pytest.mark.parametrize(
    "line",
    [
        "- Đối tượng: Nhằm nâng cao năng lực sản xuất của hộ nghèo.",
        "- Đối tượng: Nâng cao thu nhập, góp phần giảm nghèo bền vững.",
        "- Đối tượng thụ hưởng: Góp phần cải thiện dinh dưỡng cho trẻ em.",
        "- Đối tượng:\n+ Tạo việc làm cho lao động nông thôn.",
        "- Mục tiêu: Hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo trên địa bàn xã.",
        "- Mục tiêu: Người lao động thuộc hộ nghèo, hộ cận nghèo.",
        "- Kinh phí: Hộ nghèo, hộ cận nghèo có nhu cầu.",
        "- Thời gian thực hiện: Nhằm hoàn thành mục tiêu đề ra.",
        "- Đơn vị thực hiện: Ngân sách trung ương hỗ trợ.",
        "- Địa điểm: Nâng cao nhận thức cho người dân.",
    ],
)
def test_content_under_the_wrong_label(line: str) -> None:
    assert len(told("section-content-mismatch", f"II. NỘI DUNG\n{line}")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "- Đối tượng: Hộ nghèo, hộ cận nghèo trên địa bàn xã.",
        "- Đối tượng: Các cơ quan, đơn vị tham gia thực hiện Chương trình.",
        "- Đối tượng:\n+ Tổ chức, hộ gia đình có mô hình giảm nghèo.",
        "- Mục tiêu: Hỗ trợ hộ nghèo, hộ cận nghèo phát triển sản xuất.",
        "- Mục tiêu: Hộ nghèo có nhà ở an toàn, ổn định.",
        "- Mục tiêu: 100% hộ nghèo được cấp thẻ bảo hiểm y tế.",
        "- Kinh phí: Ngân sách trung ương hỗ trợ.",
        "- Thời gian thực hiện: Từ tháng 3 đến tháng 11.",
        "- Đơn vị thực hiện: Công chức Văn hóa - Xã hội chủ trì.",
        "- Địa điểm: Các thôn đặc biệt khó khăn.",
        "- Nâng cao nhận thức: Nhằm giúp người dân vươn lên.",
    ],
)
def test_content_under_its_own_label(line: str) -> None:
    assert told("section-content-mismatch", f"II. NỘI DUNG\n{line}") == []
