"""Counts that a sentence breaks down, and rates told behind such a list."""

import pytest
from whole_plans import checks, told


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Xã có 186 hộ nghèo, gồm 74 hộ vùng trên, 61 hộ vùng giữa và 49 hộ vùng dưới.", "186"),
        ("Có 186 hộ nghèo, bao gồm: 74 hộ thiếu vốn; 61 hộ thiếu đất; 49 hộ ốm đau.", "186"),
        ("Hỗ trợ nhà ở cho 45 hộ nghèo, trong đó xây mới 28 nhà, sửa chữa 15 nhà.", "45"),
        ("Xã có 2.345 nhân khẩu, trong đó: nam 1.205 người, nữ 1.240 người.", "2.345"),
        ("Mở lớp nghề cho 120 lao động (70 lao động nông nghiệp, 60 lao động phi nông nghiệp).", "120"),
        ("Tổng số hộ nghèo là 186 hộ: thôn Đoài 74 hộ, thôn Đông 61 hộ, thôn Thượng 49 hộ.", "186"),
        ("Làm mới 12,5 km đường, gồm: thôn Đoài 4,2 km, thôn Đông 5,1 km và thôn Thượng 2,3 km.", "12,5"),
        ("Trồng 46 ha quế: thôn Đoài 14,2 ha; thôn Đông 24,1 ha; thôn Thượng 10,6 ha.", "46"),
        ("Có 120 lao động học nghề, trong đó 180 lao động nữ.", "120"),
        ("Tư vấn 95 vụ việc, trong đó: dân sự 42 vụ, hôn nhân gia đình 33 vụ, hành chính 28 vụ.", "95"),
        ("Có 610 lượt hộ vay; trong đó: hộ nghèo 240 lượt, cận nghèo 215 lượt, hộ khác 175 lượt.", "610"),
        ("Có 64 hộ nghèo; trong đó 71 hộ dân tộc Tày.", "64"),
    ],
)
def test_parts_that_do_not_make_up_their_whole(body: str, text: str) -> None:
    assert told(body) == [("sum-mismatch", "error", text)]


@pytest.mark.parametrize(
    "body",
    [
        "Xã có 184 hộ nghèo, gồm 74 hộ vùng trên, 61 hộ vùng giữa và 49 hộ vùng dưới.",
        "Có 120 lao động học nghề, trong đó 70 lao động nữ, 30 lao động là người khuyết tật.",
        "Có 120 lao động học nghề, trong đó 90 lao động nữ, 60 lao động là người dân tộc Thái.",
        "Có 186 hộ nghèo, gồm 74 hộ thiếu vốn, 61 hộ thiếu đất và một số hộ khác.",
        "Có 100 hộ nghèo và 86 hộ cận nghèo, gồm 125 hộ vùng trên và 61 hộ vùng dưới.",
        "Làm mới 12,5 km đường, gồm: thôn Đoài 4,2 km, thôn Đông 5,1 km và thôn Thượng 3,2 km.",
        "Trồng 46 ha quế: thôn Đoài 14,2 ha; thôn Đông 21,4 ha; thôn Thượng 10,6 ha.",
        "Trồng 46 ha quế, trong đó 12,5 ha trồng mới.",
        "Tư vấn 95 vụ việc, trong đó: dân sự 42 vụ, hôn nhân gia đình 33 vụ, hành chính 12 vụ.",
        "Tư vấn 95 vụ việc, trong đó: dân sự 60 vụ, cho phụ nữ 30 vụ, cho hộ nghèo 25 vụ.",
        "Có 610 lượt người dự; trong đó: hộ nghèo 340 lượt, phụ nữ 315 lượt, dân tộc Dao 175 lượt.",
        "Có 38 hộ được giúp; trong đó: vay vốn 20 hộ, học nghề 15 hộ, hỗ trợ khác 10 hộ.",
        "Có 25 hộ thoát nghèo, 12 hộ cận nghèo; trong đó 20 hộ được vay vốn.",
        "Có 186 hộ nghèo (năm trước 240 hộ, năm trước nữa 310 hộ).",
    ],
)
def test_parts_that_may_stand(body: str) -> None:
    assert not told(body)


def test_each_list_has_its_check() -> None:
    body = "Xã có 184 hộ nghèo, gồm 74 hộ vùng trên, 61 hộ vùng giữa và 49 hộ vùng dưới."
    assert [c.verdict for c in checks(body, "sum")] == ["agrees"]


@pytest.mark.parametrize(
    "head",
    [
        "Phường có 186 hộ nghèo, gồm 74 hộ ở khu trên, 63 hộ ở khu giữa và 49 hộ ở khu dưới; hộ nghèo chiếm 2,98%.",
        "Phường có 186 hộ nghèo, trong đó 49 hộ ở khu dưới, tỷ lệ hộ nghèo 2,98%.",
    ],
)
def test_a_rate_named_anew_is_none_of_the_last_part(head: str) -> None:
    assert not told(f"{head} Hộ cận nghèo 231 hộ, chiếm 3,70%.")


def test_parts_of_a_planned_count_are_no_conflict() -> None:
    assert not told("II. MỤC TIÊU\n186 hộ nghèo, gồm 74 hộ vùng trên, 61 hộ vùng giữa, 51 hộ vùng dưới.")
