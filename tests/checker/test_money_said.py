"""Shares and changes told of two sums in a sentence."""

import pytest
from whole_plans import checks, told

SHARES = [
    "Giải ngân 3.214/3.560 triệu đồng, đạt {} kế hoạch.",
    "Giải ngân 3.214 triệu đồng/3.560 triệu đồng (đạt {}).",
    "Vốn đầu tư giải ngân được 3.214 triệu đồng trên 3.560 triệu đồng kế hoạch vốn, bằng {}.",
    "Tổng vốn giao 3.560 triệu đồng, đã giải ngân 3.214 triệu đồng, đạt {} kế hoạch vốn.",
    "Kết quả giải ngân: 3.214/3.560 triệu đồng, tỷ lệ {}.",
]
PART_SHARES = [  # each of a part of 90
    "Tổng vốn 90 tỷ đồng, gồm: trung ương 60 tỷ đồng, chiếm 66,7%; tỉnh 20 tỷ đồng, chiếm {}; dân góp 10 tỷ đồng.",
    "Tổng vốn 90 tỷ đồng, gồm: trung ương 70 tỷ đồng; tỉnh 20 tỷ đồng (chiếm {}).",
    "Tổng kinh phí 90 tỷ đồng, trong đó vốn huy động 20 tỷ đồng, chiếm {} tổng vốn.",
]
CHANGES = [
    ("Thu nhập tăng từ 28,5 triệu đồng/năm lên 42 triệu đồng/năm, tăng {}.", "47,4%", "57,4%"),
    ("Dư nợ tăng từ 12,4 tỷ đồng lên 14,1 tỷ đồng (tăng {}).", "1,7 tỷ đồng", "1,9 tỷ đồng"),
    ("Thu nhập từ 1.500.000 đồng/tháng lên 1.800.000 đồng/tháng, tăng {}.", "300.000 đồng", "330.000 đồng"),
    ("Nợ quá hạn giảm từ 120 triệu đồng xuống còn 84 triệu đồng, giảm {}.", "30%", "36%"),
]


@pytest.mark.parametrize("sentence", SHARES)
def test_a_share_of_money(sentence: str) -> None:
    assert [(r, s) for r, s, _ in told(sentence.format("92,3%"))] == [("ratio-mismatch", "error")]
    assert not told(sentence.format("90,3%"))
    assert [c.verdict for c in checks(sentence.format("90,3%"), "ratio")] == ["agrees"]


@pytest.mark.parametrize("sentence", PART_SHARES)
def test_the_share_of_a_part(sentence: str) -> None:
    assert [(r, s) for r, s, _ in told(sentence.format("32,2%"))] == [("ratio-mismatch", "error")]
    assert not told(sentence.format("22,2%"))
    assert {c.verdict for c in checks(sentence.format("22,2%"), "ratio")} == {"agrees"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổng vốn 90 tỷ đồng, gồm: trung ương 60 tỷ đồng, trong đó vốn đầu tư 45 tỷ đồng, chiếm 75%; tỉnh 30 tỷ đồng.",
        "Tổng vốn 90 tỷ đồng, gồm: trung ương 60 tỷ đồng (vốn đầu tư 45 tỷ đồng, chiếm 50% tổng vốn); tỉnh 30 tỷ đồng.",
        "Tổng vốn 90 tỷ đồng, trong đó vốn đầu tư 60 tỷ đồng, chiếm 12% dự toán chi của tỉnh.",
        "Tổng vốn 90 tỷ đồng, trong đó vốn đầu tư 60 tỷ đồng; tỷ lệ hộ nghèo chiếm 12%.",
        "Tổng vốn khoảng 90 tỷ đồng, gồm: trung ương 60 tỷ đồng, chiếm khoảng 69%; tỉnh 30 tỷ đồng.",
    ],
)
def test_a_share_of_something_else(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổng vốn giao 3.560 triệu đồng, vốn kéo dài 240 triệu đồng, đã giải ngân 3.214 triệu đồng, đạt 84,6%.",
        "Giải ngân khoảng 3.214/3.560 triệu đồng, đạt 92,3%.",
        "Giải ngân 3.214/3.560 triệu đồng; tỷ lệ hộ nghèo còn 9,2%.",
    ],
)
def test_another_share(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize(("sentence", "right", "wrong"), CHANGES)
def test_a_change_of_money(sentence: str, right: str, wrong: str) -> None:
    assert not told(sentence.format(right))
    assert [(r, s) for r, s, _ in told(sentence.format(wrong))] == [("growth-mismatch", "warning")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Phân theo nguyên nhân chính, hộ nghèo có 24,5% thiếu đất, 31,5% thiếu vốn, 22% thiếu lao động, {} ốm đau.",
        "Nguyên nhân nghèo: thiếu vốn 31,5%, thiếu đất 24,5%, thiếu lao động 22%, ốm đau {}.",
        "Thành phần dân tộc: dân tộc Thái chiếm 54%, dân tộc Mông chiếm 24%, dân tộc Kinh chiếm {}.",
    ],
)
def test_shares_by_kind(sentence: str) -> None:
    assert not told(sentence.format("22%"))
    assert [(r, s) for r, s, _ in told(sentence.format("17%"))] == [("share-sum", "warning")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các chiều thiếu hụt: nhà ở 31,5%, nước sạch 24,5%, nhà tiêu 22%, thông tin 12%.",
        "Phân theo vùng, tỷ lệ hộ nghèo vùng cao 45%, vùng giữa 32%, vùng thấp 20%.",
    ],
)
def test_rates_of_kinds_are_no_shares(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổ dân phố số 9: cả tổ 86 hộ, tỷ lệ hộ nghèo {}.",
        "Xã có 86 hộ, tỷ lệ hộ nghèo {}.",
        "Bản Pa có 86 hộ với 410 nhân khẩu, tỷ lệ hộ nghèo của bản là {}.",
        "Thôn Hạ: tổng số 86 hộ; tỷ lệ hộ nghèo {}.",
    ],
)
def test_a_rate_beside_its_households(sentence: str) -> None:
    assert not told(sentence.format("15,1%"))
    assert [(r, s) for r, s, _ in told(sentence.format("14,7%"))] == [("rate-impossible", "warning")]
