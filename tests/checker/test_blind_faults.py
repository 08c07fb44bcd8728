"""Faults as people make them, in words that no sample has, and the true statements beside each."""

import pytest
from whole_plans import audit, finding, table, told

GROUPS = table(
    "TT | Việc giúp hộ | Quý I (hộ) | Quý II (hộ) | Quý III (hộ) | Quý IV (hộ) | Cả năm (hộ)",
    "1 | Cho mượn dê giống | 7 | 9 | 4 | 6 | 26",
    "2 | Sửa bếp | 11 | 3 | 8 | 5 | 27",
    "3 | Cấp bồn nước | 14 | 16 | 12 | 10 | {}",
)
STAGES = table(
    "Thôn | Số hộ dân | Hộ nghèo năm 2023 | Kế hoạch hộ nghèo cuối năm 2024",
    "Thôn Lũng Vài | 212 | 31 | 22",
    "Thôn Khe Sặt | 187 | 27 | 19",
    "Thôn Bó Ngàn | 164 | 18 | 14",
    "Toàn xã | 563 | 76 | {}",
)
CAUSES = (
    "Cơ cấu hộ nghèo theo nguyên nhân như sau:\n"
    "- Thiếu đất: 31,5%;\n- Thiếu sức lao động: 24,0%;\n- Ốm đau kéo dài: 22,5%;\n- Nguyên nhân khác: {}%."
)

HOUSES = (
    "Dựng mới được {} nhà cho hộ nghèo (chi tiết theo Phụ lục 1).\nNơi nhận: các thôn.\n"
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Ún\n"
    "PHỤ LỤC 1\nKẾT QUẢ DỰNG NHÀ NĂM 2023\n"
) + table(
    "Bản | Số nhà dựng mới năm 2023 | Số nhà sửa chữa năm 2023",
    "Nà Cọ | 9 | 4",
    "Phiêng Ớt | 14 | 6",
    "Huổi Sâu | 8 | 5",
    "Tổng cộng | 31 | 15",
)

DONE = table(
    "TT | Chỉ tiêu | ĐVT | Kế hoạch 2023 | Thực hiện 2023 | TH/KH (%)",
    "1 | Số nhà được sửa | Nhà | 20 | 23 | 115,0",
    "2 | Số lớp dạy nghề | Lớp | 8 | 9 | 112,5",
    "3 | Lao động có việc làm | Người | 150 | 156 | {}",
    "4 | Cây ăn quả trồng mới | Cây | 1.200 | 1.500 | 125,0",
    "5 | Tỷ lệ hộ có đèn ngõ | % | 60,0 | 66,0 | {}",
)
PLACES = table(
    "Chỉ tiêu | ĐVT | Bản Chiềng | Nà Pheo | Khe Sặt | Bó Ngàn",
    "Số hộ | Hộ | 160 | 240 | 125 | 310",
    "Số hộ nghèo | Hộ | 24 | 54 | 13 | 40",
    "Tỷ lệ hộ nghèo | % | 15,0 | 22,5 | {} | 12,9",
)
ONE_WRONG_ROW = table(
    "Nội dung | Tổng số (triệu đồng) | Cấp xã (triệu đồng) | Cấp thôn (triệu đồng) | Năm 2022 (triệu đồng) | So (%)",
    "Sửa đường | 430 | 300 | 130 | 400 | 107,5",
    "Đào giếng | 275 | 200 | 75 | 250 | {}",
    "Dựng kè | 352 | 252 | 110 | 320 | 110,0",
    "Mua giống | 189 | 100 | 89 | 180 | 105,0",
    "Tổng cộng | 1.256 | 852 | 404 | 1.150 | 109,2",
)
HEADED = (
    "TT   Nội dung                Số hộ    Kinh phí (triệu đồng)\n"
    "1    Cấp dê giống            20       400\n"
    "2    Hỗ trợ nhà ở\n"
    "     a) Dựng mới             15       600\n"
    "     b) Chữa mái             12       150\n"
    "3    Mở lớp dạy nghề         16       40\n"
    "     Cộng                    63       {}\n"
)
LENT = table(
    "Nội dung | Năm 2021 | Năm 2022 | Năm 2023 | Cả giai đoạn",
    "Vốn sửa đường (triệu đồng) | 700 | 900 | 1.000 | {}",
    "Vốn dạy nghề (triệu đồng) | 120 | 130 | 140 | 390",
    "Dư nợ cho hộ nghèo vay (triệu đồng) | 1.150 | 1.400 | 1.850 | {}",
)
WORKS = table(
    "Công trình | Tổng mức đầu tư (triệu đồng) | Năm 2022 (triệu đồng) | Năm 2023 (triệu đồng) | Năm 2024 (triệu đồng)",
    "Đập Khe Sặt | 3.300 | 1.100 | 1.100 | 1.100",
    "Cầu Bó Ngàn | 2.700 | 900 | 900 | 900",
    "Kênh Lũng Vài | 4.800 | 0 | 1.200 | {}",
)
WORKS_BY_LEVEL = table(
    "Công trình | Tổng mức đầu tư (triệu đồng) | Ngân sách trung ương (triệu đồng) | Ngân sách xã (triệu đồng)",
    "Đập Khe Sặt | 3.300 | 3.000 | 300",
    "Cầu Bó Ngàn | 2.700 | 2.500 | 200",
    "Kênh Lũng Vài | {} | 4.600 | 400",
)
ITEMS = (
    "Tổng kinh phí 960 triệu đồng. Chia theo dự án:\n- Dự án 1: 410 triệu đồng.\n"
    "- Dự án 2: 240 triệu đồng, gồm tập huấn 90 triệu đồng; giống 150 triệu đồng.\n"
    "- Dự án 3: 120 triệu đồng; Dự án 4: {} triệu đồng; Dự án 5: 80 triệu đồng."
)

NAMED = (
    "II. DỰ TOÁN CHI NĂM 2024\n- Chi sửa đường thôn 430 triệu đồng;\n- Chi khoan giếng {} triệu đồng;\n"
    "- Chi mua giống cây 189 triệu đồng.\nChi tiết tại Phụ lục 1.\nNơi nhận:\n- Lưu: VT.\n"
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Ún\nPHỤ LỤC 1\nDỰ KIẾN CHI\nĐơn vị tính: triệu đồng\n"
) + table(
    "Nội dung chi | Tổng số | Cấp xã | Cấp thôn",
    "Sửa đường thôn | 430 | 300 | 130",
    "Khoan giếng | 275 | 200 | 75",
    "Mua giống cây | 189 | 100 | 89",
)

ESCAPED = "PHỤ LỤC 1\nSỐ HỘ NGHÈO ĐẦU NĂM VÀ CUỐI NĂM 2024\n" + table(
    "TT | Thôn | Tổng số hộ | Hộ nghèo đầu năm | Thoát nghèo | Phát sinh | Hộ nghèo cuối năm",
    "1 | Thôn Khe Sặt | 142 | 51 | 9 | 1 | 43",
    "2 | Thôn Bó Ngàn | 156 | 48 | 8 | 2 | 42",
    "3 | Thôn Lũng Vài | 203 | 57 | 9 | 1 | 49",
    " | Toàn xã | 501 | 156 | {} | 4 | 134",
)
YEARS = table(
    "Năm | Vốn trung ương (triệu đồng) | Vốn xã (triệu đồng) | Cộng (triệu đồng)",
    "2021 | 280 | 20 | 300",
    "2022 | 260 | 45 | 305",
    "2023 | 231 | 31 | {}",
    "Bình quân năm | 257 | 32 | 289",
)
GAVE = (
    "Có {} hộ hiến 2.415 m2 đất mở ngõ, gồm thôn Khe Sặt 23 hộ, thôn Bó Ngàn 31 hộ, thôn Lũng Vài 19 hộ và thôn Nà Cọ "
    "15 hộ."
)
NEXT_ITEM = (
    "II. VỐN\n(ĐVT: triệu đồng)\n1. Tổng nhu cầu: 3.000, trong đó:\na) Đường: 2.400.\n"
    "b) Kênh mương: 600 (NSTW: 400; NSĐP: 120; bà con: {}).\n2. Phân kỳ đầu tư: 3.000."
)
HOMES = (
    "II. MỤC TIÊU NĂM 2024\n1. Nhà ở\na) Dựng mới 40 nhà:\n- Hộ nghèo: {} hộ;\n- Hộ cận nghèo: 15 hộ.\n"
    "b) Chữa mái 20 nhà:\n- Hộ nghèo: 12 hộ;\n- Hộ cận nghèo: 8 hộ."
)

PAID = (
    "Tổng vốn đã giải ngân năm 2023 là 1.260 triệu đồng, trong đó {}.\n"
    "Năm 2024 cần 900 triệu đồng, gồm: ngân sách trung ương 500 triệu đồng; ngân sách tỉnh 200 triệu đồng; ngân sách "
    "huyện 150 triệu đồng; nhân dân đóng góp 50 triệu đồng."
)
LENT_OUT = "Kết quả như sau:\n{}\n" + table(
    "STT | Bản | Kinh phí giao | Giải ngân",
    "1 | Nà Cọ | 1.135 | 912",
    "2 | Khe Sặt | 762 | 608",
    " | Cộng | {} | 1.520",
)

DUTY = (
    "Kết quả rà soát ở dưới.\nII. CHỈ TIÊU NĂM 2024\n1. Giảm 62 hộ nghèo, cuối năm 2024 còn 240 hộ nghèo.\n"
    "III. PHÂN CÔNG\n1. {}."
)

TRAINED = "Rà soát xong.\nII. CHỈ TIÊU NĂM 2024\n1. Dạy nghề cho 68{} người. Giao các bản như sau:\n" + table(
    "TT | Bản | Học nghề (người)", "1 | Nà Cọ | 310", "2 | Khe Sặt | 375", " | Toàn xã | 685"
)

FALSE = {
    "a circular of two ministries": (
        "Chi theo Thông tư số 62/2022/TT-BTC ngày 06/10/2022 của Bộ Tài chính; quyết toán theo Thông tư số "
        "62/2022/TT-BTC ngày 06/10/2022 của Bộ Nội vụ.",
        "citation-conflict",
        "Thông tư số 62/2022/TT-BTC ngày 06/10/2022 của Bộ Nội vụ",
        None,
    ),
    "communes that leave hardship": (
        "II. MỤC TIÊU\n1. Đến năm 2025 có 14 xã ra khỏi diện đặc biệt khó khăn.\nIII. TỔ CHỨC THỰC HIỆN\n"
        "1. Ban Dân tộc chủ trì đôn đốc để đến năm 2025 có 41 xã ra khỏi diện đặc biệt khó khăn.",
        "target-conflict",
        "Ban Dân tộc chủ trì đôn đốc để đến năm 2025 có 41 xã ra khỏi diện đặc biệt khó khăn",
        None,
    ),
    "a sum of the same name in a table": (
        NAMED.format(257),
        "sum-mismatch",
        "257 triệu đồng",
        "275 triệu đồng",
    ),
    "nearly all in brackets": (
        "Thu từ hộ kinh doanh 684,0 triệu đồng (thuế giá trị gia tăng 512 triệu đồng, thuế môn bài 130,2 triệu đồng, "
        "lệ phí 35,5 triệu đồng).",
        "sum-mismatch",
        "684,0 triệu đồng",
        "677,7 triệu đồng",
    ),
    "more than was planned": (DONE.format("140,0", "110,0"), "ratio-mismatch", "140,0", "104,0%"),
    "rates of places across": (PLACES.format("14,0"), "ratio-mismatch", "14,0", "10,4%"),
    "items that share a line": (ITEMS.format(130), "sum-mismatch", "960 triệu đồng", "980 triệu đồng"),
    "more since a level": (
        "Thu nhập bình quân đạt 52,5 triệu đồng, tăng 9,0% so với mức 50 triệu đồng của năm 2022.",
        "growth-mismatch",
        "9,0%",
        "5,0%",
    ),
    "a sum more since a level": (
        "Dư nợ 90 tỷ đồng, tăng 20 tỷ đồng so với năm 2022 (75 tỷ đồng).",
        "growth-mismatch",
        "20 tỷ đồng",
        "15 tỷ đồng",
    ),
    "times a level": (
        "Thu nhập bình quân 45 triệu đồng/năm, gấp 2,5 lần mức 15 triệu đồng của năm 2015.",
        "growth-mismatch",
        "2,5",
        "3,0",
    ),
    "times a count": (
        "Có 90 người đi làm xa, gấp 2,0 lần năm 2021 (30 người).",
        "growth-mismatch",
        "2,0",
        "3,0",
    ),
    "a count out of a whole": (
        "Xã có 9 trên tổng số 40 xóm chưa có nhà cộng đồng, chiếm 25,5%.",
        "ratio-mismatch",
        "25,5%",
        "22,5%",
    ),
    "a share in a cell": (
        table("Chỉ tiêu | ĐVT | Kế hoạch 2024", "Tỷ lệ hộ có đèn ngõ | % | 108,0"),
        "percent-range",
        "108,0",
        None,
    ),
    "a count beside its appendix": (HOUSES.format(37), "sum-mismatch", "37", "31 nhà"),
    "quarters behind «trong đó»": (
        "Giải ngân cả năm 780 triệu đồng, trong đó quý I 120 triệu đồng, quý II 210 triệu đồng, quý III 260 triệu "
        "đồng, quý IV 180 triệu đồng.",
        "sum-mismatch",
        "780 triệu đồng",
        "770 triệu đồng",
    ),
    "men and women": ("Đào tạo 180 người, gồm 95 nam và 95 nữ.", "sum-mismatch", "180", "190 người"),
    "given besides": (
        "Nhà nước hỗ trợ 300 triệu đồng, bà con góp thêm 85.",
        "unit-missing",
        "85",
        "85 triệu đồng",
    ),
    "the last of the quarters": (GROUPS.format(62), "sum-mismatch", "62", "52 hộ"),
    "a planned column": (STAGES.format(65), "sum-mismatch", "65", "55 hộ"),
    "shares item by item": (CAUSES.format("19,0"), "share-sum", "31,5", None),
    "four digits behind a point": ("Tập huấn cho 12.4500 lượt người.", "number-format", "12.4500", None),
    "four digits before a point": ("Thăm hỏi 2150.300 hộ.", "number-format", "2150.300", None),
    "a sum with four digits behind a point": (
        "Sửa trường hết 3.4500 triệu đồng; làm đường hết 2,5 tỷ đồng.",
        "number-format",
        "3.4500",
        None,
    ),
    "the unit of a norm": (
        "Làm mới 14 căn với định mức 50 tỷ đồng/căn, tổng 700 triệu đồng; sửa 9 căn, mỗi căn 20 triệu đồng, "
        "tổng 180 triệu đồng.",
        "unit-scale",
        "50 tỷ đồng",
        "50 triệu đồng",
    ),
    "a norm alone": ("Mức hỗ trợ làm nhà là 44 tỷ đồng/hộ.", "unit-scale", "44 tỷ đồng", "44 triệu đồng"),
    "words in brackets": (
        "Tổng kinh phí là 2.415 triệu đồng (hai tỷ, bốn trăm mười lăm nghìn đồng).",
        "amount-in-words-mismatch",
        "(hai tỷ, bốn trăm mười lăm nghìn đồng)",
        "2.000,415 triệu đồng",
    ),
    "a share of those households": (
        "Thôn Nà Pheo đón 43 hộ dời lũ, 27,0% số hộ này chưa có bếp.",
        "rate-impossible",
        "27,0%",
        "25,6% / 27,9%",
    ),
    "the poor of a place": (
        "Cụm dân cư Bến Gỗ có 61 hộ, hộ nghèo chiếm 12,2%, đất hẹp, nhà sát mé sông.",
        "rate-impossible",
        "12,2%",
        "11,5% / 13,1%",
    ),
    "half a year too early": (
        "Trong sáu tháng đầu năm 2024, tổ tiết kiệm đã cho vay 31 hộ.",
        "period-not-elapsed",
        "sáu tháng đầu năm 2024",
        None,
    ),
    "nine months too early": (
        "Xã làm sớm. Chín tháng đầu năm 2024, các thôn đã sửa 18 nhà.",
        "period-not-elapsed",
        "Chín tháng đầu năm 2024",
        None,
    ),
    "its own area": (
        "Kế hoạch được thực hiện trên địa bàn xã Bản Lỉm; ưu tiên hộ đơn thân.\n"
        "Trên đây là Kế hoạch năm 2024 của xã Bản Lìm.",
        "locality-mismatch",
        "Bản Lỉm",
        "Bản Lìm",
    ),
    "given to so many": ("Hỗ trợ làm giếng khoan cho 38; dựng 12 nhà.", "unit-missing", "38", None),
    "what a fund raised": (
        "Quỹ khuyến học của xã vận động được 215, gửi vào sổ chung.",
        "unit-missing",
        "215",
        None,
    ),
    "spent on a work": ("Xã bố trí 320 sửa trạm bơm Khe Sặt.", "unit-missing", "320", None),
    "paid out besides": (
        "Trong quý tới giải ngân thêm 2.400, nâng mức thực hiện của xã.",
        "unit-missing",
        "2.400",
        None,
    ),
    "done and not done": (
        "Khối lượng 1.640 triệu đồng (đã nghiệm thu 1.220 triệu đồng, chưa nghiệm thu 240 triệu đồng).",
        "sum-mismatch",
        "1.640 triệu đồng",
        "1.460 triệu đồng",
    ),
    "paid out of all": (
        "Phấn đấu nâng tỷ lệ giải ngân của dự án lên trên 192%.",
        "percent-range",
        "192",
        None,
    ),
    "kinds of capital behind a share": (
        "Vốn trung ương: 1.640 triệu đồng, chiếm 82,0% tổng nhu cầu (vốn đầu tư 1.220 triệu đồng; vốn sự nghiệp "
        "240 triệu đồng).",
        "sum-mismatch",
        "1.640 triệu đồng",
        "1.460 triệu đồng",
    ),
    "handed on": (
        "Dự kiến cho vay 12.000 triệu đồng, ngân sách huyện ủy thác sang quỹ tín dụng 1.350.",
        "unit-missing",
        "1.350",
        "1.350 triệu đồng",
    ),
    "a total before its list": (
        "Tổng nhu cầu vốn giai đoạn 2021 - 2025 dự kiến 1.842,5, chia theo nguồn như sau:",
        "unit-missing",
        "1.842,5",
        None,
    ),
    "a rate right behind its name": (
        "Duy trì tỷ lệ nợ quá hạn dưới 0,1.",
        "percent-missing",
        "0,1",
        "0,1%",
    ),
    "left of a sum": (
        "Kinh phí được giao 900 triệu đồng, phần còn lại 140 đã chuyển sang năm sau.",
        "unit-missing",
        "140",
        "140 triệu đồng",
    ),
    "less than nothing": (
        "Đến cuối năm, tỷ lệ học sinh bỏ học còn -0,7%.",
        "percent-range",
        "-0,7",
        None,
    ),
    "items of one place each beyond their whole": (
        "Giúp 8 hộ tại 2 bản, gồm: Nà Cọ 05, Khe Sặt 04.",
        "sum-mismatch",
        "8",
        "9 hộ",
    ),
    "a bare rate of the poor": (
        "Xã đã kéo tỷ lệ hộ nghèo đa chiều xuống mức 6,5.",
        "percent-missing",
        "6,5",
        "6,5%",
    ),
    "a cost by the month": (
        "Giúp 18 người, mức 0,4 triệu đồng/người/tháng, trong 5 tháng, kinh phí 72 triệu đồng.",
        "sum-mismatch",
        "72 triệu đồng",
        "36 triệu đồng",
    ),
    "a cost of one beside classes": (
        "Mở 2 lớp cho 50 người, mức 0,4 triệu đồng/người, kinh phí 28 triệu đồng.",
        "sum-mismatch",
        "28 triệu đồng",
        "20 triệu đồng",
    ),
    "the head of another ministry": (
        "Theo Thông tư số 71/2022/TT-BTC ngày 04/3/2022 của Bộ Tài chính; thực hiện Thông tư số 71/2022/TT-BTC ngày "
        "04/3/2022 của Bộ trưởng Bộ Nội vụ.",
        "citation-conflict",
        "Thông tư số 71/2022/TT-BTC ngày 04/3/2022 của Bộ trưởng Bộ Nội vụ",
        None,
    ),
    "times a level of no other time": (
        "Thu nhập đạt 45 triệu đồng/người/năm, gấp 2 lần mức 15 triệu đồng/người của năm 2015.",
        "growth-mismatch",
        "2",
        "3",
    ),
    "two values of one period": (
        "II. MỤC TIÊU NĂM 2024\nGiai đoạn 2021 - 2025 phấn đấu tạo việc làm mới cho 600 lao động.\n"
        "Phấn đấu giai đoạn 2021-2025 tạo việc làm mới cho 650 lao động.",
        "target-conflict",
        "Phấn đấu giai đoạn 2021-2025 tạo việc làm mới cho 650 lao động",
        None,
    ),
    "a share of all under a bare head": (
        table(
            "Thôn | Tổng số hộ | Hộ nghèo | Tỷ lệ hộ nghèo (%)",
            "Thôn Khe Sặt | 100 | 12 | 112,0",
            "Thôn Bó Ngàn | 80 | 20 | 25,0",
        ),
        "percent-range",
        "112,0",
        None,
    ),
    "a total over a heading without a figure": (
        HEADED.format("1.290"),
        "sum-mismatch",
        "1.290",
        "1.190 triệu đồng",
    ),
    "a sum over years beside what is lent": (
        LENT.format("2.700", "1.850"),
        "sum-mismatch",
        "2.700",
        "2.600 triệu đồng",
    ),
    "what a work costs beside its capital": (
        WORKS_BY_LEVEL.format("5.100"),
        "sum-mismatch",
        "5.100",
        "5.000 triệu đồng",
    ),
    "two goals, one behind who sees to it at home": (
        "II. MỤC TIÊU\nĐến cuối năm 2024 tỷ lệ hộ nghèo của xã còn 6,05%.\nIII. TỔ CHỨC THỰC HIỆN\n"
        "Hội Nông dân nhận đỡ đầu từng hộ trong danh sách, góp phần hạ tỷ lệ hộ nghèo của xã cuối năm 2024 xuống còn "
        "6,5%.",
        "target-conflict",
        "Hội Nông dân nhận đỡ đầu từng hộ trong danh sách, góp phần hạ tỷ lệ hộ nghèo của xã cuối năm 2024 xuống còn "
        "6,5%",
        None,
    ),
    "bad debt without its sign": (
        "Dư nợ 12.500 triệu đồng, nợ xấu ở mức 0,4.",
        "percent-missing",
        "0,4",
        "0,4%",
    ),
    "the poor of a far place": (
        "Xóm Khe Sặt, nơi duy nhất có người Pu Péo, chỉ có 64 hộ, tỷ lệ hộ nghèo lên tới 58,3%; đường đi lại khó.",
        "rate-impossible",
        "58,3%",
        "57,8% / 59,4%",
    ),
    "a rate between rates": (
        "Trẻ ra lớp: mẫu giáo 98%, tiểu học trên 97, trung học cơ sở trên 95%.",
        "percent-missing",
        "97",
        "97%",
    ),
    "a mean of what is given": (
        "Giao xuồng máy, máy may cho 78 hộ, bình quân 15/hộ; hộ tự chọn món.",
        "unit-missing",
        "15",
        None,
    ),
    "a crop beside areas": (
        "Trồng xen 140 ha sầu riêng, tái canh 85 cà phê già cỗi, trồng 60 ha dâu.",
        "unit-missing",
        "85",
        None,
    ),
    "what is saved": (
        "Chi khác hết 90 triệu đồng. Các phòng tiết kiệm 10% chi thường xuyên (trừ lương) là 5.840 để cải cách lương.",
        "unit-missing",
        "5.840",
        "5.840 triệu đồng",
    ),
    "columns of who left poverty": (ESCAPED.format(62), "sum-mismatch", "62", "26 hộ"),
    "a row of words under years": (YEARS.format(292), "sum-mismatch", "292", "262 triệu đồng"),
    "what those counted gave": (GAVE.format(87), "sum-mismatch", "87", "88 hộ"),
    "paid by the end of a time to come": (
        "Tính đến hết thời gian chỉnh lý ngày 31/3/2024, xã đã thanh toán 1.793 triệu đồng.",
        "period-not-elapsed",
        "31/3/2024",
        None,
    ),
    "times more than a level": (
        "Thu nhập 45 triệu đồng/năm, tăng gấp 2,0 lần mức 18 triệu đồng của năm 2016.",
        "growth-mismatch",
        "2,0",
        "2,5",
    ),
    "children by the month, the digits turned": (
        "Nấu ăn cho 60 trẻ, mức 0,16 triệu đồng/trẻ/tháng, trong 9 tháng, kinh phí 68,4 triệu đồng.",
        "sum-mismatch",
        "68,4 triệu đồng",
        "86,4 triệu đồng",
    ),
    "two rates behind one merger": (
        "Sau khi sáp nhập, xã còn 138 hộ nghèo (2,43%) và 214 hộ cận nghèo (4,01%).",
        "rate-inconsistent",
        "214 hộ cận nghèo (4,01%",
        "3,76%–3,78%",
    ),
    "sources of the last item of a list": (NEXT_ITEM.format(90), "sum-mismatch", "600", "610 triệu đồng"),
    "goals in lists of two sections": (
        "II. MỤC TIÊU NĂM 2024\n1. Chỉ tiêu\n- Cuối năm 2024 còn 97 hộ nghèo.\nIII. GIẢI PHÁP\n1. Rà soát\n"
        "- Phấn đấu cuối năm 2024 còn 79 hộ nghèo.",
        "target-conflict",
        "Phấn đấu cuối năm 2024 còn 79 hộ nghèo",
        None,
    ),
    "given to each of so many": (
        "Giúp 46 hộ nuôi dê, mỗi hộ 4 con, giá 2,5 triệu đồng/con, tổng 640 triệu đồng.",
        "sum-mismatch",
        "640 triệu đồng",
        "460 triệu đồng",
    ),
    "a total broken down again": (
        "Tổng vốn 12.400 triệu đồng. Chia theo nguồn: trung ương 9.800 triệu đồng, tỉnh 1.600 triệu đồng, huyện 1.000 "
        "triệu đồng. Chia theo tính chất: đầu tư 7.150 triệu đồng, sự nghiệp 5.520 triệu đồng.",
        "sum-mismatch",
        "12.400 triệu đồng",
        "12.670 triệu đồng",
    ),
    "results of plans of kinds of capital": (
        "Giải ngân 46.207/49.000 triệu đồng, đạt 94,3%; trong đó vốn đầu tư 31.400/33.000 triệu đồng, vốn sự nghiệp "
        "14.807/17.000 triệu đồng.",
        "sum-mismatch",
        "49.000 triệu đồng",
        "50.000 triệu đồng",
    ),
    "parts that are more than a total of other sources too": (
        PAID.format("ngân sách trung ương 700 triệu đồng, ngân sách huyện 640 triệu đồng"),
        "sum-mismatch",
        "1.260 triệu đồng",
        "1.340 triệu đồng",
    ),
    "every level that the plan names": (
        "Kinh phí năm 2024 là 1.260 triệu đồng, trong đó trung ương 700 triệu đồng, tỉnh 300 triệu đồng.",
        "sum-mismatch",
        "1.260 triệu đồng",
        "1.000 triệu đồng",
    ),
    "the unit of money over a table": (
        LENT_OUT.format("Đơn vị tính tiền: triệu đồng", "1.987"),
        "sum-mismatch",
        "1.987",
        "1.897 triệu đồng",
    ),
    "a result broken down behind its plan": (
        "Xã được giao 1.850 triệu đồng, gồm vốn đầu tư 1.100 triệu đồng và vốn sự nghiệp 750 triệu đồng; đã giải ngân "
        "1.710 triệu đồng, gồm vốn đầu tư 1.100 triệu đồng và vốn sự nghiệp 601 triệu đồng.",
        "sum-mismatch",
        "1.710 triệu đồng",
        "1.701 triệu đồng",
    ),
    "a level behind a duty of each quarter": (
        DUTY.format("Ban giảm nghèo mỗi quý rà lại danh sách, bảo đảm cuối năm 2024 còn 204 hộ nghèo"),
        "target-conflict",
        "Ban giảm nghèo mỗi quý rà lại danh sách, bảo đảm cuối năm 2024 còn 204 hộ nghèo",
        None,
    ),
    "results of months to come": (
        "Kết quả 9 tháng năm 2024: đã bàn giao 14 căn nhà.",
        "period-not-elapsed",
        "9 tháng năm 2024",
        None,
    ),
    "how far a quarter to come has got": (
        "- Tình hình thực hiện trong quý III/2024, xã đã giải ngân 214 triệu đồng.",
        "period-not-elapsed",
        "quý III/2024",
        None,
    ),
    "points since the year before": (
        "Tỷ lệ lao động qua đào tạo tăng từ 41,2% lên 44,9%, tăng 4,7 điểm phần trăm so với cuối năm 2022.",
        "growth-mismatch",
        "4,7",
        "3,7",
    ),
    "a rate behind a sentence on the poor": (
        "Nghèo nhất vẫn là cụm ven suối. Cụm Bến Gỗ có 64 hộ, tỷ lệ hộ nghèo 18,2%.",
        "rate-impossible",
        "18,2%",
        "17,2% / 18,8%",
    ),
    "counts in a list with bullets": (
        "1. Giúp 24 hộ có nhà, gồm:\n- Làm mới 15 hộ, trong đó Nà Cọ 9 hộ, Khe Sặt 6 hộ; định mức 40 triệu đồng/hộ;\n"
        "- Chữa mái 11 hộ, định mức 20 triệu đồng/hộ.\n2. Việc khác theo lịch.",
        "sum-mismatch",
        "24",
        "26 hộ",
    ),
    "counts in a list with letters": (
        "1. Tạo việc làm cho 100 lao động, cụ thể như sau:\na) Trong tỉnh: 55 lao động;\nb) Ngoài tỉnh: 35 lao động;\n"
        "c) Nước ngoài: 20 lao động.",
        "sum-mismatch",
        "100",
        "110 lao động",
    ),
    "kinds that part a whole, item by item": (
        "Có 90 người học nghề, trong đó:\n- Nghề nông nghiệp: 40 người;\n- Nghề phi nông nghiệp: 60 người.",
        "sum-mismatch",
        "90",
        "100 người",
    ),
    "a sum without its unit, given to some": (
        "Hỗ trợ kinh phí 138 cho 23 hộ đóng thuyền, mỗi hộ 6 triệu đồng.",
        "unit-missing",
        "138",
        "138 triệu đồng",
    ),
    "a sum without its unit, spent in a year": (
        "Giúp 23 hộ đóng thuyền với số tiền 138 trong năm.",
        "unit-missing",
        "138",
        None,
    ),
    "who are taught, and others who learn": (TRAINED.format(8), "target-conflict", "685", None),
}


@pytest.mark.parametrize(("body", "rule", "text", "expected"), FALSE.values(), ids=FALSE)
def test_the_fault_is_told_at_its_figure(body: str, rule: str, text: str, expected: str | None) -> None:
    found = finding(body)
    assert (found.rule, found.expected) == (rule, expected)
    assert found.text == text or (rule == "share-sum" and found.text.startswith(text))


TRUE = {
    "a ministry written in two ways": (
        "Theo Thông tư số 09/2022/TT-BLĐTBXH ngày 25/5/2022 của Bộ Lao động - Thương binh và Xã hội; áp dụng Thông tư "
        "số 09/2022/TT-BLĐTBXH ngày 25/5/2022 của Bộ LĐTBXH."
    ),
    "communes that leave hardship, and some of them": (
        "II. MỤC TIÊU\n1. Đến năm 2025 có 14 xã ra khỏi diện đặc biệt khó khăn.\nIII. TỔ CHỨC THỰC HIỆN\n"
        "1. Ban Dân tộc theo dõi huyện Bản Mo để đến năm 2025 có 4 xã ra khỏi diện đặc biệt khó khăn."
    ),
    "a sum of the same name in a table": NAMED.format(275),
    "some in brackets": "Thu từ hộ kinh doanh 684 triệu đồng (thuế khoán 412 triệu đồng, thuế môn bài 135 triệu đồng).",
    "more than was planned": DONE.format("104,0", "110,0"),
    "rates of places across": PLACES.format("10,4"),
    "items that share a line": ITEMS.format(110),
    "more since a level": "Thu nhập đạt 52,5 triệu đồng, tăng 5,0% so với mức 50 triệu đồng của năm 2022.",
    "more since two levels": "Thu nhập đạt 52,5 triệu đồng, tăng khoảng 6% so với mức 50 triệu đồng của năm 2022.",
    "times a level": "Thu nhập 45 triệu đồng/năm, gấp 3 lần mức 15 triệu đồng của năm 2015.",
    "more than so many times": "Thu nhập 45 triệu đồng/năm, gấp hơn 2 lần mức 15 triệu đồng của năm 2015.",
    "times another thing": "Có 90 người đi làm xa, gấp 2 lần số đăng ký; 30 người đã về.",
    "a count out of a whole": "Xã có 9 trên tổng số 40 xóm chưa có nhà cộng đồng, chiếm 22,5%.",
    "a plan surpassed in a cell": table(
        "Chỉ tiêu | ĐVT | Tỷ lệ đạt kế hoạch", "Tỷ lệ hộ có đèn ngõ so với kế hoạch | % | 108,0"
    ),
    "a count beside its appendix": HOUSES.format(31),
    "men and women": "Đào tạo 180 người, gồm 95 nam và 85 nữ.",
    "the poor in a list of hamlets": "Hộ nghèo như sau:\n- Bản Chiềng có 48 hộ, tỷ lệ hộ nghèo 25,3%.",
    "quarters": GROUPS.format(52),
    "a planned column": STAGES.format(55),
    "shares item by item": CAUSES.format("22,0"),
    "rates item by item": (
        "Tỷ lệ hộ nghèo theo nguyên nhân, phân theo thôn như sau:\n- Thôn Lũng Vài: 14,6%;\n- Thôn Khe Sặt: 14,4%;\n"
        "- Thôn Bó Ngàn: 11,0%."
    ),
    "a mean with decimals": "Năng suất 12,4512 tấn/ha; bình quân 1,25 người mỗi hộ.",
    "millions of visits": "Phát 1,1425 triệu lượt tin.",
    "a norm": "Làm mới 14 căn với định mức 50 triệu đồng/căn, tổng 700 triệu đồng.",
    "a turnover": "Doanh thu của hộ nuôi tôm là 12 tỷ đồng/hộ.",
    "words in brackets": "Tổng kinh phí là 2.415 triệu đồng (hai tỷ, bốn trăm mười lăm triệu đồng).",
    "another sum in brackets": "Hỗ trợ 3 hộ hết 60 triệu đồng (mỗi hộ hai mươi triệu đồng).",
    "a share of those households": "Thôn Nà Pheo đón 43 hộ dời lũ, 27,9% số hộ này chưa có bếp.",
    "the poor of a place": "Cụm dân cư Bến Gỗ có 61 hộ, hộ nghèo chiếm 13,1%.",
    "months that are over": "Trong sáu tháng đầu năm 2023, tổ tiết kiệm đã cho vay 31 hộ.",
    "months to come": "Trong sáu tháng đầu năm 2024 phấn đấu cho vay 31 hộ.",
    "a neighbour of nearly the same name": "Đưa bà con tham quan mô hình trồng gừng trên địa bàn xã Bản Lỉm.",
    "another commune": "Học hỏi cách làm trên địa bàn xã Suối Cát; giao lưu hai bên.",
    "given to so many": "Hỗ trợ làm giếng khoan cho 38 hộ; dựng 12 nhà.",
    "a year": "Lập dự toán hỗ trợ cho 2025; rà soát lại.",
    "works counted": "Xã bố trí 3 tổ sửa trạm bơm Khe Sặt.",
    "what is left counted": "Còn lại 14 hộ đã đăng ký, số còn lại 6 hộ do già yếu.",
    "done and not done": (
        "Khối lượng 1.640 triệu đồng (đã nghiệm thu 1.220 triệu đồng, chưa nghiệm thu 420 triệu đồng)."
    ),
    "kinds of capital behind a share": (
        "Vốn trung ương: 1.640 triệu đồng, chiếm 82,0% tổng nhu cầu (vốn đầu tư 1.220 triệu đồng; vốn sự nghiệp "
        "420 triệu đồng)."
    ),
    "two years' households": (
        "Cuối năm 2022 xã có 210 hộ nghèo, chiếm 21,00%.\nCuối năm 2023 xã có 180 hộ nghèo, chiếm 16,60%."
    ),
    "paid out of a plan": "Tỷ lệ giải ngân đạt 102% kế hoạch.",
    "a loss of growth": "Tốc độ tăng trưởng đàn trâu đạt -2,5%.",
    "a range": "Tỷ lệ hộ nghèo giảm còn 4,0 -5,0%.",
    "places that what is built lies in": "Xây 12 nhà ở 2 bản: Nà Cọ 5, Khe Sặt 7.",
    "metres of a road, and how broad it is": "Làm 3 km đường rộng 3 m, trong đó 1.200 m qua bản Nà Cọ.",
    "places of households": "Giúp 8 hộ tại 2 bản, gồm: Nà Cọ 05, Khe Sặt 03.",
    "places of workers, the unit said last": (
        "Thu hút 25 lao động của 3 thôn: Nà Cọ 10, Khe Sặt 9, Bó Ngàn 6 lao động."
    ),
    "places of days of work on a road": "Huy động 500 ngày công làm 2 km đường tại 2 bản: Nà Cọ 300, Khe Sặt 200.",
    "places that nothing is counted for": "Rà soát lại ở 2 bản: Nà Cọ 15, Khe Sặt 17.",
    "a bullet right against its rate": "Kết quả:\n-95% hộ dùng nước sạch, tỷ lệ hộ có tivi đạt\n-97% ở vùng thấp.",
    "ratios that are no percentage": (
        "Tỷ lệ giới tính khi sinh 1,12; tỷ lệ chọi vào trường nội trú 1,5 và tỷ lệ lao động phụ thuộc 0,6.\n"
        "Dùng vữa có tỷ lệ pha trộn 2,5."
    ),
    "two times of one cost": (
        "Giúp 20 học sinh, mức 0,5 triệu đồng/học sinh/tháng, mỗi năm 9 tháng, trong 2 năm, kinh phí 180 triệu đồng.\n"
        "Mời 40 học viên, mức 0,03 triệu đồng/người/ngày, 2 đợt, mỗi đợt 5 ngày, kinh phí 12 triệu đồng."
    ),
    "persons of each class": (
        "Dạy 2 lớp, mỗi lớp 30 người, mức 0,1 triệu đồng/người/ngày, 3 ngày một lớp, kinh phí 18 triệu đồng."
    ),
    "children by the month": (
        "Nấu ăn cho 60 trẻ, mức 0,16 triệu đồng/trẻ/tháng, 9 tháng/năm học, kinh phí 86,4 triệu đồng."
    ),
    "a ministry and its head": (
        "Theo Thông tư số 71/2022/TT-BTC ngày 04/3/2022 của Bộ Tài chính; thực hiện Thông tư số 71/2022/TT-BTC ngày "
        "04/3/2022 của Bộ trưởng Bộ Tài chính."
    ),
    "what is left of a sum in brackets": (
        "Tổng kinh phí là 2.000 triệu đồng (làm bếp 1.200 triệu đồng, dạy nghề 500 triệu đồng, loa đài 290 triệu "
        "đồng), còn lại là dự phòng."
    ),
    "times a level of another time": (
        "Thu nhập đạt 3,3 triệu đồng/người/tháng, gấp 2,4 lần mức 16,5 triệu đồng/người/năm của năm 2020."
    ),
    "villages of a year and of its period": (
        "II. MỤC TIÊU NĂM 2024\nNăm 2024 phấn đấu có 02 bản thoát khỏi diện đặc biệt khó khăn.\n"
        "Giai đoạn 2021 - 2025 phấn đấu có 06 bản thoát khỏi diện đặc biệt khó khăn."
    ),
    "jobs of a year and of its period": (
        "II. MỤC TIÊU NĂM 2024\nNăm 2024 phấn đấu tạo việc làm mới cho 120 lao động.\n"
        "Phấn đấu tạo việc làm mới cho 600 lao động trong giai đoạn 2021-2025."
    ),
    "a rate of the plan under a bare head": table(
        "Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ %",
        "Số hộ thoát nghèo | Hộ | 40 | 46 | 115",
        "Lao động có việc làm | Người | 150 | 156 | 104",
        "Tỷ lệ hộ dân dùng nước hợp vệ sinh | % | 80 | 84,0 | 105",
    ),
    "a list under a heading without a figure": HEADED.format("1.190"),
    "what is lent, over years": LENT.format("2.600", "1.850"),
    "what a work costs beside some of its years": WORKS.format("1.500"),
    "shares of the poor are no rates of poverty": (
        "Xã có 2.600 hộ, có 290 hộ nghèo, chiếm 11,15%, trong đó 58 hộ thuộc diện bảo trợ xã hội, chiếm 20%, 29 hộ "
        "thiếu đất ở, chiếm 10%."
    ),
    "the poor of a far place": (
        "Xóm Khe Sặt, nơi duy nhất có người Pu Péo, chỉ có 64 hộ, tỷ lệ hộ nghèo lên tới 59,4%; đường đi lại khó."
    ),
    "figures between rates": (
        "Trẻ ra lớp: mẫu giáo 98%, học sinh lớp 97, trung học cơ sở trên 95%.\n"
        "Hộ dùng điện 98%, xếp thứ 25, hộ có tivi 95%; hộ có đường vào 90 hộ, hộ có nước 85%."
    ),
    "a mean of what is given": (
        "Giao xuồng máy cho 78 hộ, bình quân 15 triệu đồng/hộ; vườn bình quân 12 sào/hộ, đàn gà bình quân 30 con/hộ."
    ),
    "a mean of what is had": "Số khẩu bình quân 14/hộ.",
    "crops beside areas": (
        "Trồng xen 140 ha sầu riêng, tái canh 85 ha cà phê, trồng 60.000 cây keo; trồng 2 vụ lúa trên 30 ha."
    ),
    "what is saved": "Các đơn vị tiết kiệm 10% chi thường xuyên (trừ lương) là 5.840 triệu đồng để cải cách lương.",
    "columns of who left poverty": ESCAPED.format(26),
    "a row of words under years": YEARS.format(262),
    "what those counted gave": GAVE.format(88),
    "what those counted keep": "Có 87 hộ nuôi 240 con dê, gồm thôn Khe Sặt 120 con, thôn Bó Ngàn 120 con.",
    "paid by the end of a time gone by": (
        "Tính đến hết thời gian chỉnh lý ngày 31/12/2023, xã đã thanh toán 1.793 triệu đồng.\n"
        "Hết thời gian chỉnh lý ngày 31/3/2024, vốn đã bố trí 200 triệu đồng mà không chi hết thì nộp trả."
    ),
    "so many times more": (
        "Thu nhập 45 triệu đồng/năm, tăng gấp 1,5 lần mức 18 triệu đồng của năm 2016.\n"
        "Có 36 tổ hợp tác, tăng gấp 1,8 lần năm 2020 (20 tổ hợp tác)."
    ),
    "children by the month, for some months": (
        "Nấu ăn cho 60 trẻ, mức 0,16 triệu đồng/trẻ/tháng, trong 9 tháng, kinh phí 86,4 triệu đồng."
    ),
    "before a merger and behind it": (
        "Năm 2022, trước khi sáp nhập, xã có 120 hộ nghèo, chiếm 10%; sau khi sáp nhập có 300 hộ nghèo, chiếm 12%.\n"
        "Bản Chiềng có 64 hộ, 21 hộ nghèo (32,81%); sau khi nhập với bản Pheo có 31 hộ nghèo (27,68%)."
    ),
    "the next item of a higher level": NEXT_ITEM.format(80),
    "parts of two wholes": HOMES.format(25),
    "given to each of so many": (
        "Giúp 46 hộ nuôi dê, mỗi hộ 4 con, giá 2,5 triệu đồng/con, tổng 460 triệu đồng.\n"
        "Dạy nghề 3 lớp, mỗi lớp 25 học viên, định mức 3,2 triệu đồng/học viên, kinh phí 240 triệu đồng."
    ),
    "a total broken down again": (
        "Tổng vốn 12.400 triệu đồng. Chia theo nguồn: trung ương 9.800 triệu đồng, tỉnh 1.600 triệu đồng, huyện 1.000 "
        "triệu đồng. Chia theo tính chất: đầu tư 7.150 triệu đồng, sự nghiệp 5.250 triệu đồng. Chia theo cấp: phòng, "
        "ban của huyện 2.900 triệu đồng; các xã 9.500 triệu đồng."
    ),
    "results of plans of kinds of capital": (
        "Giải ngân 46.207/49.000 triệu đồng, đạt 94,3%; trong đó vốn đầu tư 31.400/32.000 triệu đồng, vốn sự nghiệp "
        "14.807/17.000 triệu đồng."
    ),
    "what a sum includes": (
        "Vốn 18.600 triệu đồng (đã bao gồm 1.240 triệu đồng kéo dài), trong đó vốn giao mới 17.360 triệu đồng.\n"
        "Chi 900 triệu đồng, gồm cả 40 triệu đồng quà Tết; chưa bao gồm 60 triệu đồng tiền điện."
    ),
    "rates of two wholes": (
        "Vùng cao có 402 hộ, 101 hộ nghèo (25,12%); vùng thấp có 510 hộ, 36 hộ nghèo (7,06%).\n"
        "Toàn xã có 137 hộ nghèo (15,02%), 98 hộ cận nghèo (10,75%)."
    ),
    "means under years": table(
        "Năm | Kế hoạch giảm (hộ) | Thực hiện (hộ) | Đạt (%)",
        "2021 | 150 | 162 | 108,0",
        "2022 | 160 | 158 | 98,8",
        "2023 | 160 | 170 | 106,3",
        "Bình quân | 157 | 163 | 104,3",
    ),
    "parts of counts in sentences": (
        "II. MỤC TIÊU NĂM 2024\n1. Dựng mới 40 nhà, trong đó 25 hộ nghèo, 15 hộ cận nghèo.\n"
        "2. Chữa mái 20 nhà, trong đó 12 hộ nghèo, 8 hộ cận nghèo."
    ),
    "some sources of a total, others named elsewhere": PAID.format(
        "ngân sách trung ương 700 triệu đồng, ngân sách huyện 320 triệu đồng"
    ),
    "the central budget and the people's share, others named elsewhere": PAID.format(
        "trung ương hỗ trợ 700 triệu đồng và nhân dân đóng góp 320 triệu đồng"
    ),
    "the budget of a district without the province's": (
        "Đã giải ngân 1.260 triệu đồng, trong đó: NSTW 700 triệu đồng; ngân sách huyện 320 triệu đồng."
    ),
    "a source picked out of all": (
        "Đã giải ngân 1.260 triệu đồng, trong đó riêng ngân sách trung ương 700 triệu đồng, ngân sách địa phương để "
        "làm đường 320 triệu đồng."
    ),
    "sources and a rest without a figure": (
        "Đã giải ngân 1.260 triệu đồng, trong đó ngân sách trung ương 700 triệu đồng, ngân sách tỉnh 320 triệu đồng, "
        "còn lại là dân góp."
    ),
    "sources and others": (
        "Đã giải ngân 1.260 triệu đồng, trong đó NSTW 700 triệu đồng, ngân sách tỉnh 320 triệu đồng và các nguồn khác."
    ),
    "the unit of money": LENT_OUT.format("Đơn vị tính tiền: triệu đồng", "1.897"),
    "the unit of costs": LENT_OUT.format("(Đơn vị tính kinh phí: 1.000 đồng)", "1.897"),
    "the unit of money in brackets": LENT_OUT.format("ĐVT (số tiền): tr.đồng", "1.897"),
    "the unit that sums are reckoned in": LENT_OUT.format("Đơn vị tiền tệ: nghìn đồng", "1.897"),
    "a result broken down behind its plan": (
        "Xã được giao 1.850 triệu đồng, gồm vốn đầu tư 1.100 triệu đồng và vốn sự nghiệp 750 triệu đồng; đã giải ngân "
        "1.701 triệu đồng (91,9%), gồm vốn đầu tư 1.100 triệu đồng và vốn sự nghiệp 601 triệu đồng (80,1%)."
    ),
    "shares of plans of their own": (
        "Thu ngân sách 84.600 triệu đồng, đạt 112,8% dự toán (75.000 triệu đồng), trong đó: thu tiền sử dụng đất "
        "31.500 triệu đồng, đạt 126% dự toán; thu phí 53.100 triệu đồng, đạt 106,2% dự toán."
    ),
    "counts in brackets of their own": (
        "Người thuộc hộ nghèo (702 người), hộ cận nghèo (1.015 người) có thẻ, cộng 1.717 người."
    ),
    "a cut of each quarter": DUTY.format("Ban giảm nghèo lo để mỗi quý giảm 12 hộ nghèo, báo cáo xã"),
    "a level of each hamlet": DUTY.format("Mỗi thôn, mỗi bản bảo đảm cuối năm 2024 còn 24 hộ nghèo"),
    "results that are to be told": (
        "Báo cáo kết quả 6 tháng đầu năm 2024 trước ngày 15/6/2024; năm 2023 đã giải ngân 214 triệu đồng."
    ),
    "results of months that are over": "Kết quả 9 tháng năm 2023: đã bàn giao 14 căn nhà.",
    "points since an older year": "Tỷ lệ hộ nghèo giảm từ 11,8% xuống 8,3%, giảm 7,5 điểm phần trăm so với năm 2019.",
    "points of the last of some years": (
        "Giai đoạn 2021-2023 tỷ lệ hộ nghèo giảm từ 14,8% xuống 8,3%, giảm 2,1 điểm phần trăm so với năm 2022."
    ),
    "more since the year before": "Thu nhập tăng từ 20 triệu đồng lên 25 triệu đồng, tăng 25% so với năm trước.",
    "the poor, told a sentence before": (
        "Hộ nghèo tập trung ở vùng cao. Thôn Lũng Vài có 48 hộ, tỷ lệ hộ nghèo 25,3%."
    ),
    "counts in a list": "1. Giúp 24 hộ có nhà, gồm:\n- Làm mới 15 hộ;\n- Chữa mái 9 hộ.",
    "groups that lie over each other": "Giúp 100 hộ, trong đó:\n- Hộ nghèo: 60 hộ;\n- Hộ đông con: 70 hộ.",
    "an item without a figure": "Giúp 100 hộ, gồm:\n- Hộ nghèo: 60 hộ;\n- Hộ cận nghèo và những nhà khác.",
    "two parts in an item": "Giúp 40 hộ, gồm:\n- Bản Nà Cọ 20 hộ, bản Khe Sặt 12 hộ;\n- Bản Bó Ngàn 8 hộ.",
    "what is done for all of them": "Giúp 100 hộ, gồm:\n- Cấp dê: 30 hộ;\n- Tập huấn: 100 hộ.",
    "a net change": "Năm 2023 giảm 40 hộ nghèo, cụ thể:\n- Thoát nghèo 48 hộ;\n- Phát sinh mới 8 hộ.",
    "classes of so many": "Dạy nghề cho 120 người, cụ thể:\n- Mở 3 lớp, mỗi lớp 40 người;\n- Dạy ở 3 bản.",
    "money of a year": "Giao kinh phí 2024 cho các xã; lập dự toán kinh phí 2025 trong quý IV.",
    "things given to some": "Mua 45 bồn nước, bổ sung 12 cho các hộ ở bản Nà Cọ.",
    "who are taught and who learn": TRAINED.format(5),
    "causes, of which a household may have two": (
        "Tổng số 320 hộ nghèo, cụ thể:\n- Thiếu vốn: 120 hộ;\n- Thiếu đất: 150 hộ;\n- Thiếu lao động: 110 hộ."
    ),
    "wants of some": (
        "Trong 320 hộ nghèo, cụ thể như sau:\n- Thiếu hụt về việc làm: 90 hộ;\n- Thiếu hụt về nước sạch: 115 hộ."
    ),
    "kinds of aid": "Giúp 140 hộ, cụ thể:\n- Cấp giống: 100 hộ;\n- Cấp phân bón: 80 hộ.",
    "those left behind a list": "Giúp 75 hộ, gồm:\n- Nuôi dê: 25 hộ;\n- Trồng quế: 30 hộ.\nCòn lại 20 hộ nuôi gà.",
    "so many of each": "Tổ rà soát 21 người, gồm:\n- Bản Bến 3 người;\n- Bản Gỗ 3 người;\n- Các bản khác 3 người/bản.",
    "money whose rest is told behind": (
        "Tổng kinh phí 900 triệu đồng, trong đó ngân sách trung ương 500 triệu đồng, địa phương 200 triệu đồng. "
        "Số còn lại do dân góp."
    ),
    "money whose rest is still to be found": (
        "Tổng kinh phí 900 triệu đồng, trong đó ngân sách trung ương 500 triệu đồng, ngân sách tỉnh 200 triệu đồng; "
        "số còn thiếu tiếp tục vận động."
    ),
    "a source without a sum": (
        "Kinh phí là 900 triệu đồng, trong đó:\n- Ngân sách trung ương: 500 triệu đồng;\n"
        "- Ngân sách địa phương: 200 triệu đồng;\n- Dân góp công lao động."
    ),
    "sources of one of the years": (
        "Tổng vốn giai đoạn 2021-2025 là 900 triệu đồng, trong đó năm 2024 ngân sách trung ương 200 triệu đồng, "
        "ngân sách địa phương 100 triệu đồng."
    ),
    "sources that gave before": (
        "Tổng nhu cầu 900 triệu đồng, trong đó đã có ngân sách trung ương 500 triệu đồng, "
        "ngân sách địa phương 200 triệu đồng."
    ),
    "money named by the number of its programme": (
        "Phân bổ vốn sự nghiệp 135 cho các xã. Giải ngân vốn vay 167 cho các hộ nghèo về nhà ở đạt 95%."
    ),
    "points of a year beside a longer fall": (
        "Tỷ lệ hộ nghèo giảm từ 14,8% đầu nhiệm kỳ xuống 8,3%, giảm 2,1% so với năm trước."
    ),
}


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_what_is_true_is_not_told(body: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == []


def test_a_wrong_row_excuses_no_rate_of_another() -> None:
    assert [f[:1] + f[2:] for f in told(ONE_WRONG_ROW.format("130,0"))] == [
        ("ratio-mismatch", "130,0"),
        ("sum-mismatch", "352"),
    ]


def test_the_cost_gets_its_corrected_value() -> None:
    body = "Làm mới 14 căn với định mức 50 tỷ đồng/căn, tổng 700 triệu đồng."
    assert [str(b.value_corrected) for b in audit(body).plan.budgets if b.role == "unit_cost"] == ["50"]


def test_a_count_that_is_no_pair_of_its_rate_tells_no_other_population() -> None:
    body = (
        "Toàn xã có 1.250 hộ, hộ nghèo 75 hộ, tỷ lệ 6,00%; hộ cận nghèo 50 hộ, tỷ lệ 4,00%.\n"
        "Cụm dân cư Bến Gỗ có 61 hộ, hộ nghèo chiếm 13,1%."
    )
    assert [f for f in told(body) if f[0] == "rate-inconsistent"] == []


def test_households_do_not_double_in_a_year() -> None:
    found = finding(
        "Cuối năm 2022 xã có 120 hộ nghèo, chiếm 21,00%.\nCuối năm 2023 xã có 180 hộ nghèo, chiếm 12,10%."
    )
    assert (found.rule, found.severity) == ("rate-inconsistent", "warning")
