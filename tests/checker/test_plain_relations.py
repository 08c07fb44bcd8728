"""Relations in the plain words of a report: shares, products and changes as sentences tell them, wrong and right."""

import pytest
from whole_plans import told

SHARES = {
    "a rate before its figures": ("Tỷ lệ hộ nghèo của xã là 18,4% (368/2.100 hộ).", "18,4%", "error"),
    "a rate and what it comes to": ("Tỷ lệ hộ nghèo là 18,4%, tương ứng 368/2.100 hộ.", "18,4%", "error"),
    "all of them, but one": ("100% thôn có nhà văn hóa (8/9 thôn).", "100%", "error"),
    "its thing behind the bracket": ("Có 92% (46/52) cán bộ đạt chuẩn.", "92%", "error"),
    "people of one people": (
        "Dân số toàn xã 5.430 người, trong đó người Mông 4.120 người, chiếm 85,9%.",
        "85,9%",
        "error",
    ),
    "in a bracket": ("Cả xã có 45 thôn, trong đó thôn vùng cao 12 thôn (36,7%).", "36,7%", "error"),
    "what it is of, named": (
        "Tổng vốn 4.500 triệu đồng, trong đó ngân sách trung ương 3.000 triệu đồng, chiếm 60% tổng vốn.",
        "60%",
        "error",
    ),
    "one of several": (
        "Tổng vốn 4.500 triệu đồng, trong đó vốn trung ương 3.000 triệu đồng (66,7%), vốn tỉnh 1.000 triệu đồng "
        "(32,2%), vốn xã 500 triệu đồng (11,1%).",
        "32,2%",
        "error",
    ),
}

TRUE_SHARES = {
    "a rate before its figures": "Tỷ lệ hộ nghèo của xã là 17,5% (368/2.100 hộ).",
    "a cut before what is left": "Tỷ lệ hộ nghèo giảm 2,1% (còn 368/2.100 hộ).",
    "another rate behind": "Tỷ lệ hộ nghèo giảm 2,1%; hộ có điện 1.995/2.100 hộ, đạt 95%.",
    "part of the plan": "Số nhà làm xong đạt 75% kế hoạch năm, cao hơn năm trước (24/30 nhà).",
    "its thing behind the bracket": "Có 88,5% (46/52) cán bộ đạt chuẩn.",
    "of another whole": (
        "Hộ nghèo 312 hộ, trong đó hộ nghèo người Mông 102 hộ, chiếm 8,2% tổng số hộ toàn xã."
    ),
    "of all households, as the pair before": (
        "Hộ nghèo 312 hộ (chiếm 25,1%), trong đó hộ nghèo người Mông 102 hộ, tỷ lệ 8,2%."
    ),
    "of what was told last": (
        "Tổng số lao động 3.000 người, trong đó đã qua lớp nghề 1.200 người (40%), có chứng chỉ 600 người (50% số đã "
        "qua lớp)."
    ),
    "of a part": (
        "Xã có 312 hộ nghèo, trong đó 102 hộ già yếu, chiếm 32,7% hộ nghèo; 15 hộ neo đơn, chiếm 14,7%."
    ),
    "what fell": "Xã có 450 hộ nghèo, trong đó giảm 45 hộ, chiếm 2,1%.",
    "what was spent of each part": (
        "Đã chi 3.000 triệu đồng, gồm: vốn trung ương 2.000 triệu đồng (85%), vốn tỉnh 1.000 triệu đồng (70%)."
    ),
    "spent, of the part": (
        "Vốn giao 12.500 triệu đồng, trong đó vốn chuyển nguồn 2.500 triệu đồng (đã giải ngân 80%)."
    ),
    "of the works": (
        "Tổng kinh phí 2.000 triệu đồng, trong đó dân góp 200 triệu đồng (12% giá trị công trình)."
    ),
    "poor among the poor": (
        "Toàn xã có 1.245 hộ, trong đó hộ nghèo 102 hộ, tỷ lệ 8,2%; hộ cận nghèo 75 hộ, tỷ lệ 6,02%. Trong số hộ nghèo "
        "có 34 hộ người già, chiếm 33,3%."
    ),
}

PRODUCTS = {
    "months that no record holds": (
        "Phụ cấp cho 8 cộng tác viên: 8 người x 500.000 đồng/tháng x 12 tháng = 45.000.000 đồng.",
        "45.000.000 đồng",
        "error",
    ),
    "three factors": (
        "Giống: 45 hộ x 3 con x 1.200.000 đồng/con = 172 triệu đồng.",
        "172 triệu đồng",
        "error",
    ),
    "the second of two": (
        "Mở lớp: 2 lớp x 40 người x 50.000 đồng/người = 4 triệu đồng; in sổ 80 bộ x 30.000 đồng = 2,6 triệu đồng.",
        "2,6 triệu đồng",
        "error",
    ),
    "in brackets": (
        "Tiền ăn (150.000 đồng/người/ngày x 35 người x 20 ngày) = 150.000.000 đồng.",
        "150.000.000 đồng",
        "error",
    ),
    "what each gets, behind": (
        "Kinh phí giúp 12 hộ nuôi bò là 180 triệu đồng (mỗi hộ 20 triệu đồng).",
        "180 triệu đồng",
        "warning",
    ),
    "the mean, behind": (
        "Có 120 hộ vay vốn với dư nợ 6.000 triệu đồng, bình quân 60 triệu đồng/hộ.",
        "6.000 triệu đồng",
        "warning",
    ),
}

TRUE_PRODUCTS = {
    "months that no record holds": (
        "Phụ cấp cho 8 cộng tác viên: 8 người x 500.000 đồng/tháng x 12 tháng = 48.000.000 đồng."
    ),
    "several": (
        "Mở lớp: 2 lớp x 40 người x 50.000 đồng/người = 4 triệu đồng; in sổ 80 bộ x 30.000 đồng = 2,4 triệu đồng."
    ),
    "of a length": "Đường 1,2 km x 2.500 triệu đồng/km = 3.000 triệu đồng.",
    "what each gets, behind": "Kinh phí giúp 12 hộ nuôi bò là 180 triệu đồng (mỗi hộ 15 triệu đồng).",
    "a mean, rounded": "Có 120 hộ vay vốn với dư nợ 6.150 triệu đồng, bình quân 51,3 triệu đồng/hộ.",
    "at most": "Cho vay 120 hộ, số tiền 6.000 triệu đồng, mức vay tối đa 100 triệu đồng/hộ.",
    "by the month": "Trợ cấp cho 35 đối tượng, kinh phí 210 triệu đồng (500.000 đồng/người/tháng).",
    "of two kinds of households": (
        "Sửa nhà cho 10 hộ nghèo và 5 hộ cận nghèo, kinh phí 450 triệu đồng, mức 30 triệu đồng/hộ."
    ),
}

CHANGES = {
    "the cut named": ("Tỷ lệ hộ nghèo từ 10,9% đầu năm còn 8,2%, mức giảm là 3,7%.", "3,7%"),
    "the cut reached": ("Tỷ lệ hộ cận nghèo từ 12,45% còn 9,30%, tỷ lệ giảm đạt 2,15%.", "2,15%"),
    "from the year's start to its end": ("Hộ nghèo đầu năm 245 hộ, cuối năm 198 hộ, giảm 57 hộ.", "57"),
    "year by year": ("Năm 2021 toàn xã có 200 hộ nghèo; năm 2022 còn 150 hộ nghèo, giảm 40 hộ.", "40"),
    "in percent": ("Số hộ nghèo năm 2021 là 200 hộ, năm 2022 là 150 hộ, giảm 30%.", "30%"),
    "rates": ("Tỷ lệ hộ nghèo đầu kỳ 12,5%, cuối kỳ 9,8%, giảm 3,7%.", "3,7%"),
    "income": (
        "Thu nhập bình quân đầu người năm 2021 là 34,5 triệu đồng, năm 2022 đạt 38,5 triệu đồng, tăng 5 triệu đồng.",
        "5 triệu đồng",
    ),
    "the change between its levels": (
        "Hộ nghèo đầu năm 550 hộ; trong năm giảm 120 hộ; cuối năm còn 420 hộ.",
        "120",
    ),
    "a rate between its levels": (
        "Tỷ lệ hộ nghèo đầu năm 12,4%, trong năm giảm 3,5%, cuối năm còn 9,9%.",
        "3,5%",
    ),
    "trained": ("Năm 2021 đào tạo 120 người, năm 2022 đào tạo 150 người, tăng 20%.", "20%"),
}

TRUE_CHANGES = {
    "the cut named": "Tỷ lệ hộ nghèo từ 10,9% đầu năm còn 8,2%, mức giảm là 2,7%.",
    "the cut of the plan": "Tỷ lệ hộ nghèo từ 10,9% còn 8,2%, mức giảm đạt 108% kế hoạch.",
    "the cut reached": "Tỷ lệ hộ cận nghèo từ 12,45% còn 9,30%, tỷ lệ giảm đạt 3,15%.",
    "from the year's start to its end": "Hộ nghèo đầu năm 245 hộ, cuối năm 198 hộ, giảm 47 hộ.",
    "in percent": "Số hộ nghèo năm 2021 là 200 hộ, năm 2022 là 150 hộ, giảm 25%.",
    "gross, not net": "Năm 2021: 200 hộ nghèo; năm 2022: 150 hộ nghèo, trong đó giảm 70 hộ, phát sinh 20 hộ.",
    "the change between its levels": "Hộ nghèo đầu năm 550 hộ; trong năm giảm 120 hộ; cuối năm còn 430 hộ.",
    "of more than one change": (
        "Hộ nghèo đầu năm 550 hộ; trong năm giảm 120 hộ, phát sinh 10 hộ; cuối năm còn 440 hộ."
    ),
    "left of others": "Xã đầu năm có 1.200 hộ; trong năm giảm 120 hộ nghèo, còn 430 hộ nghèo.",
    "of two kinds": "Số hộ cận nghèo đầu năm 120 hộ, số hộ nghèo cuối năm 150 hộ, giảm 20 hộ.",
    "of another thing": "Năm 2021 xã có 200 hộ nghèo, năm 2022 xã có 40 lượt hộ được vay vốn, tăng 10 hộ.",
    "against the plan": "Hộ nghèo đầu năm 245 hộ, cuối năm 198 hộ, giảm 12 hộ so với kế hoạch.",
    "cut after cut": "Năm 2020 giảm 45 hộ, năm 2021 giảm 50 hộ, năm 2022 giảm 60 hộ.",
}


@pytest.mark.parametrize(("body", "text", "severity"), SHARES.values(), ids=SHARES)
def test_shares_that_do_not_follow(body: str, text: str, severity: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == [("ratio-mismatch", severity, text)]


@pytest.mark.parametrize(("body", "text", "severity"), PRODUCTS.values(), ids=PRODUCTS)
def test_sums_that_are_not_their_product(body: str, text: str, severity: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == [("sum-mismatch", severity, text)]


@pytest.mark.parametrize(("body", "text"), CHANGES.values(), ids=CHANGES)
def test_changes_that_do_not_follow(body: str, text: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == [("growth-mismatch", "warning", text)]


PARTS = {
    "poor, nearly poor, no longer poor": (
        "Cho 100 hộ vay vốn, trong đó: hộ nghèo 60 hộ, hộ cận nghèo 30 hộ, hộ mới thoát nghèo 20 hộ.",
        ("sum-mismatch", "error", "100"),
    ),
    "peoples": (
        "Xã có 245 hộ nghèo, trong đó dân tộc Tày 100 hộ, dân tộc Mông 150 hộ.",
        ("sum-mismatch", "error", "245"),
    ),
    "zones": (
        "Toàn huyện có 12 xã, trong đó: 5 xã khu vực I, 4 xã khu vực II, 5 xã khu vực III.",
        ("sum-mismatch", "error", "12"),
    ),
    "two rates of one": (
        "Tổng tỷ lệ nghèo đa chiều 18,5%, trong đó tỷ lệ hộ nghèo 10,2%, tỷ lệ hộ cận nghèo 7,3%.",
        ("sum-mismatch", "error", "18,5%"),
    ),
    "two rates in a bracket": (
        "Tỷ lệ hộ nghèo, hộ cận nghèo là 25% (trong đó hộ nghèo 15%, hộ cận nghèo 12%).",
        ("sum-mismatch", "error", "25%"),
    ),
    "shares of sources": (
        "Nguồn vốn: Ngân sách trung ương 70%, ngân sách tỉnh 20%, ngân sách huyện 15%.",
        ("share-sum", "warning", "70%, ngân sách tỉnh 20%, ngân sách huyện 15%"),
    ),
    "given; spent": (
        "Vốn đã giao 4.500 triệu đồng; đã giải ngân 3.000 triệu đồng, đạt 76,7% kế hoạch vốn giao.",
        ("ratio-mismatch", "error", "76,7%"),
    ),
    "a sum without its million": (
        "Thu nhập bình quân đầu người đạt 38 đồng/người/năm; kinh phí dạy nghề 200 triệu đồng.",
        ("unit-scale", "warning", "38 đồng"),
    ),
}

TRUE_PARTS = {
    "groups that lie over each other": (
        "Cho 100 hộ vay vốn, trong đó: hộ nghèo 60 hộ, hộ cận nghèo 30 hộ, hộ có người già 20 hộ."
    ),
    "some peoples": "Xã có 245 hộ nghèo, trong đó: dân tộc Tày 100 hộ, dân tộc Mông 120 hộ.",
    "two rates of one": ("Tổng tỷ lệ nghèo đa chiều 18,5%; trong đó: hộ nghèo 10,21%, hộ cận nghèo 8,26%."),
    "a rate of others": (
        "Tỷ lệ hộ nghèo đa chiều giảm còn 10,2%; tỷ lệ hộ nghèo người Mông 15%, hộ cận nghèo 8%."
    ),
    "sources but for the rest": (
        "Nguồn vốn: Ngân sách trung ương 70%, ngân sách tỉnh 20%, ngân sách huyện 5%, còn lại dân góp."
    ),
    "a price": "Cấp giống ngô giá 650 đồng/cây; kinh phí 200 triệu đồng.",
    "what each đồng brings": "Cứ 1 đồng ngân sách huy động được 15 đồng của dân; kinh phí 200 triệu đồng.",
}


@pytest.mark.parametrize(("body", "found"), PARTS.values(), ids=PARTS)
def test_parts_that_make_no_whole(body: str, found: tuple[str, str, str]) -> None:
    assert [f for f in told(body) if f[1] != "info"] == [found]


TRUE = [*TRUE_PARTS.values(), *TRUE_SHARES.values(), *TRUE_PRODUCTS.values(), *TRUE_CHANGES.values()]


@pytest.mark.parametrize("body", TRUE)
def test_what_holds_is_not_told(body: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == []
