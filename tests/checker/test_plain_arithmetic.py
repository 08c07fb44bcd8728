"""Plain errors of reckoning in the wordings of plans, each beside a statement that is true."""

import pytest
from whole_plans import finding, told

BY_KIND = (
    "Tổng nhu cầu vốn: 7.260 triệu đồng{}\n"
    "- Theo loại vốn: vốn đầu tư 4.300 triệu đồng; vốn sự nghiệp {} triệu đồng.\n"
    "- Theo nguồn vốn: ngân sách trung ương 6.100 triệu đồng, ngân sách huyện 1.160 triệu đồng."
)

# Body, rule, the words told.
FALSE = {
    "kinds of capital in an item, sources in the next": (
        BY_KIND.format(".", "2.690"),
        "sum-mismatch",
        "7.260 triệu đồng",
    ),
    "the same behind a word that opens the list": (
        BY_KIND.format(", gồm:", "2.690"),
        "sum-mismatch",
        "7.260 triệu đồng",
    ),
    "a deadline that no calendar has": (
        "Các thôn nộp danh sách trước ngày 31/6/2024 để xã tổng hợp.",
        "citation-date-impossible",
        "31/6/2024",
    ),
    "a day of every year that no calendar has": (
        "Báo cáo kết quả hằng năm trước ngày 31 tháng 11.",
        "citation-date-impossible",
        "31 tháng 11",
    ),
    "a day of leap years in another year": (
        "Đến ngày 29/02/2023 đã làm xong 7 nhà.",
        "citation-date-impossible",
        "29/02/2023",
    ),
    "the goal in general and in particular": (
        "1. Mục tiêu tổng quát: Phấn đấu cuối năm 2024 tỷ lệ hộ nghèo còn 7,5%.\n"
        "2. Mục tiêu cụ thể: Cuối năm 2024 tỷ lệ hộ nghèo còn 7,9%.",
        "target-conflict",
        "Mục tiêu cụ thể: Cuối năm 2024 tỷ lệ hộ nghèo còn 7,9%",
    ),
    "quarters of a year's count": (
        "Năm 2024 dạy nghề cho 260 lao động, trong đó quý I: 40 lao động, quý II: 70 lao động, quý III: 90 lao động, "
        "quý IV: 80 lao động.",
        "sum-mismatch",
        "260",
    ),
    "houses year by year": (
        "Trong 3 năm 2024 - 2026 hỗ trợ xóa 80 nhà tạm: năm 2024 xóa 30 nhà, năm 2025 xóa 25 nhà, "
        "năm 2026 xóa 35 nhà.",
        "sum-mismatch",
        "80",
    ),
    "the plan in a bracket behind its percentage": (
        "Tạo việc làm cho 154 lao động, đạt 120% kế hoạch huyện giao (140 lao động).",
        "ratio-mismatch",
        "120%",
    ),
    "the whole in a bracket behind the share": (
        "Có 18 hộ nghèo làm nhà, chiếm 25% tổng số hộ nghèo toàn xã (90 hộ).",
        "ratio-mismatch",
        "25%",
    ),
    "a part, and the rest": (
        "Kinh phí là 740 triệu đồng; trong đó mua giống 420 triệu đồng, còn lại 350 triệu đồng mua vật tư.",
        "sum-mismatch",
        "740 triệu đồng",
    ),
    "sources that give more than all": (
        "Trong tổng số 2.400 triệu đồng đã giải ngân, có 1.500 triệu đồng từ ngân sách trung ương, "
        "700 triệu đồng từ ngân sách tỉnh và 300 triệu đồng do nhân dân đóng góp.",
        "sum-mismatch",
        "2.400 triệu đồng",
    ),
    "the poor from one level to the next": (
        "Trong năm 32 hộ thoát nghèo, 3 hộ tái nghèo, 5 hộ nghèo phát sinh; số hộ nghèo từ 160 hộ đầu năm còn 146 hộ "
        "cuối năm.",
        "sum-mismatch",
        "146",
    ),
    "villages by name in a bracket": (
        "Toàn xã có 131 hộ nghèo (Nà Cọ: 48; Khe Sặt: 37; Bó Ngàn: 26; Huổi Sâu: 30).",
        "sum-mismatch",
        "131",
    ),
    "some villages by name in a bracket": (
        "Giúp 45 hộ sửa nhà (Nà Cọ 20 hộ, Khe Sặt 15 hộ, Bó Ngàn 15 hộ).",
        "sum-mismatch",
        "45",
    ),
    "the poor and the nearly poor": (
        "Tổng số hộ nghèo và hộ cận nghèo là 178 hộ (hộ nghèo 96 hộ; hộ cận nghèo 72 hộ).",
        "sum-mismatch",
        "178",
    ),
    "a total in a sentence of its own": (
        "Kinh phí Dự án 1 là 610 triệu đồng; Dự án 2 là 430 triệu đồng; Dự án 6 là 90 triệu đồng. "
        "Tổng cộng 1.230 triệu đồng.",
        "sum-mismatch",
        "1.230 triệu đồng",
    ),
    "two levels in two sentences, and their change": (
        "Đầu năm 2023 tỷ lệ hộ nghèo của xã là 17,6%. Đến cuối năm 2023 còn 13,9% (giảm 4,7%).",
        "growth-mismatch",
        "4,7%",
    ),
    "two levels in two paragraphs, and their change": (
        "Tỷ lệ hộ nghèo đầu năm 2023 là 17,6%.\nĐến cuối năm 2023, tỷ lệ hộ nghèo còn 13,9% (giảm 4,7%).",
        "growth-mismatch",
        "4,7%",
    ),
    "months of a cost, and what they come to": (
        "Chi trực trạm: 3,5 triệu đồng/tháng x 12 tháng, thành tiền 45 triệu đồng.",
        "sum-mismatch",
        "45 triệu đồng",
    ),
    "years in a bracket, without the unit of their total": (
        "Tổng kinh phí: 1.740 triệu đồng (năm 2024: 580; năm 2025: 580; năm 2026: 590).",
        "sum-mismatch",
        "1.740 triệu đồng",
    ),
    "sources in a bracket, without the unit of their total": (
        "Tổng kinh phí: 1.740 triệu đồng (NSTW: 1.100; NST: 420; NSH: 240).",
        "sum-mismatch",
        "1.740 triệu đồng",
    ),
}
TRUE = {
    "kinds of capital in an item, sources in the next": BY_KIND.format(".", "2.960"),
    "the same behind a word that opens the list": BY_KIND.format(", gồm:", "2.960"),
    "by what was planned, and what came besides": (
        "Kinh phí: 2.300 triệu đồng, gồm:\n- Theo kế hoạch vốn: 2.000 triệu đồng.\n- Vốn chuyển nguồn: 300 triệu đồng."
    ),
    "a source with its own parts in a bracket": (
        "Tổng vốn: 2.300 triệu đồng.\n"
        "- Phân theo nguồn: ngân sách trung ương 1.500 triệu đồng (đầu tư 900 triệu đồng, sự nghiệp 600 triệu đồng), "
        "ngân sách huyện 800 triệu đồng.\n"
        "- Phân theo năm: năm 2024 là 1.300 triệu đồng; năm 2025 là 1.000 triệu đồng."
    ),
    "last days of months": (
        "Nộp trước ngày 30/6/2024, ngày 31/7 và ngày 30/11 hằng năm; từ ngày 29/02/2024 đến ngày 31 tháng 10 năm 2024."
    ),
    "figures that look like a day": "Có 31/6 lớp, 30/2 tổ; tuyến đường 31.6.2023, tài khoản số 31-9-2023.",
    "the goals of two years": (
        "1. Mục tiêu tổng quát: Phấn đấu cuối năm 2024 tỷ lệ hộ nghèo còn 7,5%.\n"
        "2. Mục tiêu cụ thể: Cuối năm 2025 tỷ lệ hộ nghèo còn 6,9%."
    ),
    "quarters that tell how far each brings the year": (
        "Năm 2024 dạy nghề cho 260 lao động, trong đó quý I: 40 lao động, quý II: 110 lao động, "
        "quý III: 190 lao động, quý IV: 260 lao động."
    ),
    "who is helped again in the next quarter": (
        "Năm 2024 hỗ trợ 120 hộ vay vốn: quý I 60 hộ, quý II 40 hộ, quý III 30 hộ, quý IV 20 hộ."
    ),
    "houses year by year": (
        "Trong 3 năm 2024 - 2026 hỗ trợ xóa 80 nhà tạm: năm 2024 xóa 30 nhà, năm 2025 xóa 25 nhà, "
        "năm 2026 xóa 25 nhà."
    ),
    "the plan in a bracket behind its percentage": (
        "Tạo việc làm cho 154 lao động, đạt 110% kế hoạch huyện giao (140 lao động)."
    ),
    "what came of the plan in the bracket": (
        "Kế hoạch là 150 lao động, đạt 80% kế hoạch năm (120 lao động)."
    ),
    "all households in a bracket, and a rise": (
        "Toàn xã có 64 hộ cận nghèo, chiếm 8% tổng số hộ toàn xã (800 hộ), tăng 4 hộ."
    ),
    "another count in the bracket": (
        "Rà soát 120 hộ, chiếm 15% tổng số hộ toàn xã (có 12 hộ đăng ký thoát nghèo)."
    ),
    "a part, and the rest": (
        "Kinh phí là 740 triệu đồng; trong đó mua giống 420 triệu đồng, còn lại 320 triệu đồng mua vật tư."
    ),
    "what is left in two sums": (
        "Kinh phí là 740 triệu đồng; trong đó đã chi 420 triệu đồng, còn lại 300 triệu đồng chuyển sang năm sau, "
        "20 triệu đồng hủy dự toán."
    ),
    "two of the sources": (
        "Trong tổng số 2.400 triệu đồng đã giải ngân, có 1.500 triệu đồng từ ngân sách trung ương, "
        "700 triệu đồng từ ngân sách tỉnh."
    ),
    "the poor from one level to the next": (
        "Trong năm 32 hộ thoát nghèo, 3 hộ tái nghèo, 5 hộ nghèo phát sinh; số hộ nghèo từ 160 hộ đầu năm còn 136 hộ "
        "cuối năm."
    ),
    "villages by name in a bracket": (
        "Toàn xã có 131 hộ nghèo (Nà Cọ: 48; Khe Sặt: 37; Bó Ngàn: 26; Huổi Sâu: 20)."
    ),
    "what is held in villages, no classes": "Mở 5 lớp học nghề (Nà Cọ 35, Khe Sặt 30 học viên).",
    "the villages with most of them": (
        "Toàn xã có 131 hộ nghèo (nhiều nhất: Nà Cọ 48 hộ, Khe Sặt 37 hộ, Bó Ngàn 26 hộ)."
    ),
    "who else was helped beside the poor and the nearly poor": (
        "Tổng số hộ nghèo và cận nghèo được giúp 60 hộ, trong đó hộ nghèo 40 hộ, hộ cận nghèo 15 hộ, "
        "hộ mới thoát nghèo 5 hộ."
    ),
    "a survey that found some who are neither": (
        "Rà soát hộ nghèo, cận nghèo cho 200 hộ, trong đó có 96 hộ nghèo, 80 hộ cận nghèo."
    ),
    "a total behind what was given before": (
        "Năm 2023 giao 2.100 triệu đồng. Năm 2024: Dự án 1: 610 triệu đồng; Dự án 2: 430 triệu đồng. "
        "Tổng cộng 1.040 triệu đồng."
    ),
    "a total of what comes several times": (
        "Lớp 1: 2 đợt, 20 triệu đồng một đợt. Lớp 2: 30 triệu đồng. Tổng cộng: 70 triệu đồng."
    ),
    "a level of others in the second sentence": (
        "Đầu năm tỷ lệ hộ nghèo 17,6%. Cuối năm tỷ lệ hộ nghèo người dân tộc thiểu số còn 24,9%, giảm 3%."
    ),
    "a change since the plan, not since the start": (
        "Tỷ lệ hộ nghèo đầu năm 2023 là 17,6%.\nCuối năm 2023 tỷ lệ hộ nghèo còn 13,9% (giảm 0,4% so với kế hoạch)."
    ),
    "months of a cost, and what they come to": (
        "Chi trực trạm: 3,5 triệu đồng/tháng x 12 tháng, thành tiền 42 triệu đồng."
    ),
    "what is left of a part": (
        "Kinh phí là 740 triệu đồng, trong đó vốn kéo dài 420 triệu đồng, còn lại 150 triệu đồng chưa giải ngân."
    ),
    "a count and a rate, each with its own levels": (
        "Phấn đấu giảm 26 hộ nghèo (từ 84 hộ xuống 58 hộ), tương ứng giảm 2,5% (từ 7,7% xuống 5,2%)."
    ),
    "sources of the whole behind the last of its projects": (
        "Tổng vốn: 2.300 triệu đồng, trong đó:\n- Dự án 1: 1.100 triệu đồng;\n- Dự án 2: 900 triệu đồng;\n"
        "- Dự án 3: 300 triệu đồng.\nTheo nguồn: trung ương 1.900 triệu đồng; tỉnh 400 triệu đồng."
    ),
    "those who left and those who came behind the level": (
        "Đầu năm 2023 có 210 hộ nghèo.\nQua rà soát cuối năm 2023 còn 180 hộ nghèo (giảm 42 hộ, tăng 12 hộ)."
    ),
    "years in a bracket, without the unit of their total": (
        "Tổng kinh phí: 1.740 triệu đồng (năm 2024: 580; năm 2025: 580; năm 2026: 580)."
    ),
    "a payer's own part among the payers": (
        "Tổng vốn: 2.300 triệu đồng.\n"
        "- Theo cấp: cấp tỉnh 400 triệu đồng, trong đó Sở Y tế 150 triệu đồng; cấp huyện 1.900 triệu đồng."
    ),
}


@pytest.mark.parametrize(("body", "rule", "text"), FALSE.values(), ids=FALSE)
def test_the_error_is_told(body: str, rule: str, text: str) -> None:
    found = finding(body)
    assert (found.rule, found.text) == (rule, text)
    assert found.severity != "info"


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_the_true_neighbour_is_not_told(body: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == []
