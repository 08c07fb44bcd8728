"""Counts told as shares of a whole that the text tells before, behind or elsewhere."""

import pytest
from whole_plans import checks, told

WRONG = {
    "of the whole that opens the sentence": (
        "Trong 64 hộ thoát nghèo có 24 hộ người Mông, chiếm 37,5%; 16 hộ do nữ làm chủ, chiếm {}.",
        "25,0%",
        "52,0%",
        "error",
    ),
    "of all the poor, told before": (
        "Xã còn 240 hộ nghèo. Hộ nghèo không còn sức lao động 36 hộ, chiếm {} tổng số hộ nghèo.",
        "15,0%",
        "51,0%",
        "error",
    ),
    "of what one of two shares proves": (
        "Tìm việc cho 412/400 lao động; nữ 189 người, chiếm 45,9%; người Dao 131 người, chiếm {}.",
        "31,8%",
        "38,1%",
        "warning",
    ),
    "in brackets": (
        "Dạy nghề cho 72 người, có 54 người nhận việc (chiếm 75,0%), 27 người mở xưởng (chiếm {}).",
        "37,5%",
        "57,3%",
        "warning",
    ),
}


@pytest.mark.parametrize(("body", "right", "wrong", "severity"), WRONG.values(), ids=WRONG)
def test_a_share_that_no_whole_makes(body: str, right: str, wrong: str, severity: str) -> None:
    assert told(body.format(wrong)) == [("ratio-mismatch", severity, wrong)]
    assert not told(body.format(right))
    assert "agrees" in [check.verdict for check in checks(body.format(right), "ratio")]


@pytest.mark.parametrize(
    "body",
    [
        "Trong 64 hộ thoát nghèo có 24 hộ người Mông, chiếm 37,5%; trong đó 9 hộ do nữ làm chủ, chiếm 37,5%.",
        "Đầu năm có 320 hộ nghèo, cuối năm còn 240 hộ nghèo. Hộ nghèo người Mông 208 hộ, chiếm 65,0% tổng số hộ nghèo.",
        "Xã còn 240 hộ nghèo; bản Cút có 12 hộ nghèo, chiếm 40,0% tổng số hộ nghèo của bản.",
        "Tìm việc cho 412 lao động; nữ 189 người, chiếm 45,9%; học nghề 60 người, chiếm 20% số người đăng ký.",
        "Tìm việc cho 412 lao động; nữ 189 người, chiếm khoảng 46%; người Dao 131 người, chiếm khoảng 30%.",
        "Rừng có 420 ha, chiếm 61,2% diện tích tự nhiên; ruộng 58 ha, chiếm 8,5%.",
        "Trong 20 xóm có 5 xóm nghèo nhất, chiếm 25%; 120 hộ ở đó chưa có nước, chiếm 40%.",
    ],
    ids=[
        "a part of a part",
        "of another year",
        "of one hamlet",
        "of others, named behind",
        "about",
        "of what is nowhere told",
        "of other things",
    ],
)
def test_a_share_of_another_whole(body: str) -> None:
    assert not told(body)
