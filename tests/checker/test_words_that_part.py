"""Figures that words part or multiply without a list: years, what is left, months, classes, factors; wrong and true."""

import pytest
from whole_plans import table, told

WRONG = {
    "each year of a period": (
        "Giai đoạn 2024-2026 giảm 120 hộ nghèo: năm 2024 giảm 45 hộ, năm 2025 giảm 40 hộ, năm 2026 giảm 25 hộ.",
        "sum-mismatch",
        "120",
    ),
    "each year, in percent": (
        "Giai đoạn 2024-2026 giảm 9% tỷ lệ hộ nghèo, trong đó năm 2024 giảm 3,5%, năm 2025 giảm 3,5%, năm 2026 giảm "
        "3,0%.",
        "sum-mismatch",
        "9%",
    ),
    "some out of all": (
        "Trong tổng số 310 lao động được dạy nghề có 320 lao động là người Dao.",
        "sum-mismatch",
        "310",
    ),
    "what is left": (
        "Giao 500 triệu đồng, đã giải ngân 300 triệu đồng, còn lại 150 triệu đồng chưa giải ngân.",
        "sum-mismatch",
        "500 triệu đồng",
    ),
    "what is left, with its rate": (
        "Kế hoạch vốn 800 triệu đồng, đến 31/12/2023 đã giải ngân 600 triệu đồng, đạt 75%, số vốn còn lại 100 "
        "triệu đồng.",
        "sum-mismatch",
        "800 triệu đồng",
    ),
    "houses left": ("Kế hoạch sửa 40 nhà, đã sửa 35 nhà, còn lại 15 nhà.", "sum-mismatch", "40"),
    "nine months and a quarter": (
        "9 tháng đầu năm giải ngân 780 triệu đồng, quý IV giải ngân 320 triệu đồng, cả năm giải ngân 1.050 triệu đồng.",
        "sum-mismatch",
        "1.050 triệu đồng",
    ),
    "classes": ("Mở 5 lớp nghề cho 185 lao động (35 người/lớp).", "sum-mismatch", "185"),
    "each class": ("Mở 4 lớp tập huấn cho 150 học viên, mỗi lớp 40 học viên.", "sum-mismatch", "150"),
    "rice": ("Cấp gạo: 96 hộ x 15 kg = 1.640 kg.", "sum-mismatch", "1.640"),
    "a sum written out": (
        "Mua 24 con bò x 15 triệu đồng/con = 380 triệu đồng.",
        "sum-mismatch",
        "380 triệu đồng",
    ),
    "groups": (
        "Giúp 3 nhóm cùng làm, mỗi nhóm 250 triệu đồng, tổng số tiền 850 triệu đồng.",
        "sum-mismatch",
        "850 triệu đồng",
    ),
    "a mean behind the sum": (
        "Cho 60 hộ vay với số tiền 2.400 triệu đồng, bình quân mỗi hộ vay 50 triệu đồng.",
        "sum-mismatch",
        "2.400 triệu đồng",
    ),
    "two figures of each part": (
        "Mở 14 lớp tập huấn với 560 lượt người: 6 lớp cho cán bộ thôn với 240 lượt người; 8 lớp cho nông dân với 280 "
        "lượt người.",
        "sum-mismatch",
        "560",
    ),
    "a sum and a count of each part": (
        "Cho 154 hộ vay 7.700 triệu đồng, trong đó hộ nghèo 70 hộ vay 3.500 triệu đồng, hộ cận nghèo 50 hộ vay "
        "2.500 triệu "
        "đồng, hộ mới thoát nghèo 34 hộ vay 1.600 triệu đồng.",
        "sum-mismatch",
        "7.700 triệu đồng",
    ),
    "two figures of each item": (
        "Cho 154 hộ vay 7.700 triệu đồng:\n- Hộ nghèo: 70 hộ, 3.500 triệu đồng.\n- Hộ cận nghèo: 50 hộ, 2.500 triệu "
        "đồng.\n- Hộ mới thoát nghèo: 34 hộ, 1.600 triệu đồng.",
        "sum-mismatch",
        "7.700 triệu đồng",
    ),
    "kinds": (
        "Rà soát 1.420 hộ, phân loại: 214 hộ nghèo; 166 hộ cận nghèo; 960 hộ có mức sống trung bình trở lên.",
        "sum-mismatch",
        "1.420",
    ),
    "models": (
        "Xã có 24 mô hình: 10 mô hình chăn nuôi, 8 mô hình trồng trọt, 4 mô hình dịch vụ.",
        "sum-mismatch",
        "24",
    ),
    "names with colons": ("Giúp 85 hộ về nhà ở (xây mới: 52 hộ, sửa chữa: 43 hộ).", "sum-mismatch", "85"),
    "payers": (
        "Nhu cầu vốn là 2.310 triệu đồng, được bố trí từ ngân sách trung ương 1.500 triệu đồng, ngân sách tỉnh "
        "450 triệu "
        "đồng, ngân sách huyện 160 triệu đồng và nhân dân đóng góp 250 triệu đồng.",
        "sum-mismatch",
        "2.310 triệu đồng",
    ),
    "the total under a list": (
        "1. Ngân sách trung ương: 1.000 triệu đồng\n2. Ngân sách tỉnh: 256 triệu đồng\n3. Vốn huy động: 100 "
        "triệu đồng\n"
        "Tổng cộng ba nguồn: 1.365 triệu đồng.",
        "sum-mismatch",
        "1.365 triệu đồng",
    ),
    "shares behind a colon": (
        "Toàn xã có 180 hộ nghèo: 110 hộ vùng trong (chiếm 61,1%), 70 hộ vùng ngoài (chiếm 28,9%).",
        "ratio-mismatch",
        "28,9%",
    ),
    "of all households, told far away": (
        "Xã có 1.680 hộ dân với 7.240 nhân khẩu.\nII. KẾT QUẢ\nCuối năm 2023 có 210 hộ nghèo, chiếm 15,2% tổng số hộ.",
        "ratio-mismatch",
        "15,2%",
    ),
    "from the start of a year to its end": (
        "Đầu năm 2023 có 265 hộ nghèo; trong năm có 71 hộ thoát nghèo, 8 hộ phát sinh, 2 hộ chuyển đi; cuối năm còn "
        "210 hộ nghèo.",
        "sum-mismatch",
        "210",
    ),
    "from the start of a year to its end, in columns": (
        table(
            "Thôn|Hộ nghèo đầu năm 2023|Hộ thoát nghèo|Hộ nghèo phát sinh|Hộ nghèo cuối năm 2023",
            "Nà Lìm|60|12|2|50",
            "Khe Bon|55|10|1|64",
            "Pá Lau|40|5|1|36",
            "Tổng|155|27|4|150",
        ),
        "sum-mismatch",
        "64",
    ),
    "all of several classes": ("Tập huấn 6 lớp, mỗi lớp 45 người, tổng số 250 người.", "sum-mismatch", "250"),
    "from so many payers": (
        "Đã huy động 860 triệu đồng từ các nguồn: ngân sách 500 triệu đồng, doanh nghiệp 210 triệu đồng, nhân dân 130 "
        "triệu đồng.",
        "sum-mismatch",
        "860 triệu đồng",
    ),
    "for so many hamlets": (
        "Phân bổ 1.120 triệu đồng cho các thôn: thôn Nà Lìm 380 triệu đồng, thôn Khe Bon 340 triệu đồng, thôn "
        "Pá Lau 300 "
        "triệu đồng.",
        "sum-mismatch",
        "1.120 triệu đồng",
    ),
    "levels behind their change": (
        "So với đầu năm, số hộ nghèo giảm 58 hộ (đầu năm 312 hộ, cuối năm 264 hộ).",
        "growth-mismatch",
        "58",
    ),
    "livestock": ("Đàn trâu tăng thêm 120 con, từ 860 con lên 1.080 con.", "growth-mismatch", "120"),
}
TRUE = {
    "each year of a period": (
        "Giai đoạn 2024-2026 giảm 120 hộ nghèo: năm 2024 giảm 45 hộ, năm 2025 giảm 40 hộ, năm 2026 giảm 35 hộ."
    ),
    "two of three years": "Giai đoạn 2024-2026 giảm 120 hộ nghèo: năm 2024 giảm 45 hộ, năm 2025 giảm 40 hộ.",
    "levels": (
        "Giai đoạn 2024-2026 phấn đấu tỷ lệ hộ nghèo còn 9%: năm 2024 còn 15%, năm 2025 còn 12%, năm 2026 còn 9%."
    ),
    "a mean": (
        "Giai đoạn 2024-2026 giảm bình quân 3%/năm: năm 2024 giảm 3,5%, năm 2025 giảm 3,5%, năm 2026 giảm 2%."
    ),
    "some out of all": "Trong tổng số 310 lao động được dạy nghề có 290 lao động là người Dao.",
    "people of households": "Trong số 45 hộ nghèo có 168 khẩu là người Dao.",
    "what is left": "Giao 500 triệu đồng, đã giải ngân 300 triệu đồng, còn lại 200 triệu đồng.",
    "given back": (
        "Giao 500 triệu đồng, đã giải ngân 300 triệu đồng, nộp trả 50 triệu đồng, còn lại 150 triệu đồng."
    ),
    "still to be paid": "Giao 500 triệu đồng, đã giải ngân 300 triệu đồng, còn thiếu 250 triệu đồng.",
    "rounded": "Giao 1,25 tỷ đồng, đã giải ngân 0,9 tỷ đồng, còn lại 354 triệu đồng.",
    "more came": "Kế hoạch sửa 40 nhà, đã sửa 35 nhà, còn lại 5 nhà chuyển sang năm 2024.",
    "run on": "6 tháng giải ngân 180 triệu đồng, 9 tháng 320 triệu đồng, cả năm 400 triệu đồng.",
    "halves": (
        "6 tháng đầu năm chi 180 triệu đồng, 6 tháng cuối năm chi 220 triệu đồng, cả năm chi 400 triệu đồng."
    ),
    "classes": "Mở 5 lớp nghề cho 175 lao động (35 người/lớp).",
    "a rounded mean": "Mở 5 lớp nghề cho 178 lao động (bình quân 35 người/lớp).",
    "at most": "Mở 5 lớp nghề cho 150 lao động (không quá 35 người/lớp).",
    "rice": "Cấp gạo: 96 hộ x 15 kg = 1.440 kg. Cấp gạo: 40 hộ x 15 kg x 3 tháng = 1.800 kg.",
    "a sum written out": "Mua 24 con bò x 15 triệu đồng/con = 360 triệu đồng.",
    "a mean behind the sum": "Cho 60 hộ vay với số tiền 2.450 triệu đồng, bình quân mỗi hộ vay 40,8 triệu đồng.",
    "two figures of each part": (
        "Mở 14 lớp tập huấn với 560 lượt người: 6 lớp cho cán bộ thôn với 240 lượt người; 8 lớp cho nông dân với 320 "
        "lượt người."
    ),
    "two figures of some parts": (
        "Cho 154 hộ vay 7.700 triệu đồng, trong đó hộ nghèo 70 hộ vay 3.500 triệu đồng, hộ cận nghèo 50 hộ vay "
        "2.500 triệu "
        "đồng."
    ),
    "three of four kinds": (
        "Xã có 24 mô hình, trong đó 10 mô hình chăn nuôi, 8 mô hình trồng trọt, 4 mô hình dịch vụ."
    ),
    "what households lack": "Xã có 96 hộ nghèo: 52 hộ thiếu nhà ở, 40 hộ thiếu nước sạch, 63 hộ thiếu thông tin.",
    "who left and who came": "Năm 2023 giảm 19 hộ nghèo (22 hộ thoát nghèo, 3 hộ phát sinh).",
    "payers": (
        "Nhu cầu vốn là 2.310 triệu đồng, được bố trí từ ngân sách trung ương 1.500 triệu đồng, ngân sách tỉnh "
        "450 triệu "
        "đồng và các nguồn khác."
    ),
    "the total under a list": (
        "1. Ngân sách trung ương: 1.000 triệu đồng\n2. Ngân sách tỉnh: 256 triệu đồng\n3. Vốn huy động: 100 "
        "triệu đồng\n"
        "Tổng cộng ba nguồn: 1.356 triệu đồng."
    ),
    "rates of hamlets": "Xã có 217 hộ nghèo: thôn Nà Lìm 84 hộ (18,2%), thôn Khe Bon 72 hộ (15%), thôn Pá Lau "
    "61 hộ (21,4%).",
    "of all households, a little more of them": (
        "Xã có 1.680 hộ dân với 7.240 nhân khẩu.\nII. KẾT QUẢ\nCuối năm 2023 có 210 hộ nghèo, chiếm 12,6% tổng số hộ."
    ),
    "from the start of a year to its end": (
        "Đầu năm 2023 có 265 hộ nghèo; trong năm có 71 hộ thoát nghèo, 8 hộ phát sinh, 2 hộ chuyển đi; cuối năm còn "
        "200 hộ nghèo."
    ),
    "columns that leave out who moved": table(
        "Thôn|Hộ nghèo đầu năm 2023|Hộ thoát nghèo|Hộ nghèo phát sinh|Hộ nghèo cuối năm 2023",
        "Nà Lìm|60|12|2|48",
        "Khe Bon|55|10|1|40",
        "Pá Lau|40|5|1|36",
        "Tổng|155|27|4|124",
    ),
    "those who came, behind": "Hộ nghèo giảm 60 hộ (đầu năm 312 hộ, cuối năm 256 hộ, trong đó phát sinh 4 hộ).",
    "hamlets of two ways": "Xã có 9 thôn: 4 thôn vùng cao, 5 thôn vùng thấp, 3 thôn đặc biệt khó khăn.",
    "other capital left": (
        "Giao 500 triệu đồng vốn sự nghiệp, đã giải ngân 300 triệu đồng, còn lại vốn đầu tư 700 triệu đồng chưa giao."
    ),
    "rates of each hamlet": "Tỷ lệ hộ nghèo các thôn: Nà Lìm 52 hộ (28%), Khe Bon 36 hộ (23%), Pá Lau 41 hộ (20%).",
    "levels behind their change": "Số hộ nghèo giảm 48 hộ (đầu năm 312 hộ, cuối năm 264 hộ).",
    "livestock": "Đàn trâu tăng thêm 220 con, từ 860 con lên 1.080 con.",
    "at least so many a class": "Mở 3 lớp dạy nghề cho 95 học viên, mỗi lớp có 30 học viên trở lên.",
    "households, and people of each": "Lập 5 tổ tự quản với 25 hộ tham gia, mỗi tổ 15 người.",
    "the same people each time": "Tập huấn 6 buổi cho 30 học viên, mỗi buổi có 30 học viên dự.",
    "a decimal factor first": "Thức ăn: 1,5 kg x 20 con x 30 ngày = 900 kg. Rào: 0,5 ha x 10 hộ x 3 cây = 15 cây.",
    "a bracketless sum first": "Người học: 5 + 3 lớp x 30 người = 240 người.",
    "factors in another measure": "Mặt đường: 3 km x 4 m = 12.000 m2. Phân bón: 50 túi x 200 g = 10 kg.",
    "people, whatever the days": "Tập huấn: 12 người x 3 lớp x 2 ngày = 36 người.",
    "months, and the plan of the year": (
        "9 tháng đầu năm giải ngân 780 triệu đồng, quý IV dự kiến giải ngân 320 triệu đồng, kế hoạch vốn cả năm là "
        "1.300 triệu đồng."
    ),
    "work done and not yet paid": (
        "Kế hoạch vốn giao 500 triệu đồng, khối lượng thực hiện 450 triệu đồng, chưa thanh toán 120 triệu đồng."
    ),
    "spent of one part": (
        "Tổng kinh phí giao 2.000 triệu đồng, trong đó vốn sự nghiệp đã giải ngân 600 triệu đồng, còn lại 200 triệu "
        "đồng."
    ),
    "the greatest alone": (
        "Đã phân bổ 900 triệu đồng cho các thôn: nhiều nhất là thôn Khe Bon 300 triệu đồng, thôn Pá Lau 250 triệu đồng."
    ),
    "two of six": "Bố trí 900 triệu đồng cho 6 thôn: thôn Khe Bon 300 triệu đồng, thôn Pá Lau 250 triệu đồng.",
    "the main payers": (
        "Kinh phí 900 triệu đồng được huy động từ các nguồn: chủ yếu là ngân sách huyện 500 triệu đồng, ngân sách xã "
        "100 triệu đồng."
    ),
    "the same households each year": (
        "Giai đoạn 2022-2024 hỗ trợ tiền điện cho 150 hộ: năm 2022 hỗ trợ 150 hộ, năm 2023 hỗ trợ 140 hộ, năm 2024 hỗ "
        "trợ 120 hộ."
    ),
    "some that still wait": "Nhu cầu vay vốn 200 hộ, đã giải ngân cho 150 hộ, còn 30 hộ đang hoàn thiện hồ sơ.",
    "the net change besides": (
        "Đầu năm có 312 hộ nghèo; thoát nghèo 60 hộ; phát sinh 4 hộ; cuối năm còn 256 hộ nghèo, giảm 56 hộ."
    ),
    "those who came, by kind": (
        "Đầu năm có 312 hộ nghèo; thoát nghèo 60 hộ; phát sinh 4 hộ (tái nghèo 1 hộ, nghèo mới 3 hộ); cuối năm còn 256 "
        "hộ nghèo."
    ),
    "those who left, by kind": (
        "Đầu năm có 312 hộ nghèo, giảm 65 hộ, gồm: thoát nghèo 60 hộ, chuyển đi 5 hộ; phát sinh 4 hộ; cuối năm còn 251 "
        "hộ nghèo."
    ),
}


@pytest.mark.parametrize(("body", "rule", "text"), WRONG.values(), ids=WRONG)
def test_what_the_words_contradict(body: str, rule: str, text: str) -> None:
    assert (rule, text) in [(found, words) for found, _, words in told(body)]


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_what_holds(body: str) -> None:
    assert not [f for f in told(body) if f[1] != "info"]
