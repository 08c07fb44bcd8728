"""The words of the made-up plans: places, sentences with slots for figures, and prose without any."""

PLACES = (
    ("Suối Lam", "Hòa Bắc", "Lâm Thượng"), ("Nà Khoang", "Mường Vạt", "Sơn Phìn"),
    ("Đồng Trầm", "Phú Khê", "An Giao"), ("Ia Rôk", "Chư Pênh", "Kon Rây Hạ"),
    ("Thạnh Lợi Tây", "Vàm Cái", "Hậu Lộc"), ("Bản Pho", "Tà Lùng", "Hà Phong"),
)  # fmt: skip
VILLAGES = ("Nà Kham", "Bó Lếch", "Pác Ngam", "Cốc Tém", "Khuổi Sao", "Đồng Mít", "Suối Cát", "Tân Lập")
SIGNERS = ("Lò Văn Pản", "Nguyễn Thị Hòa", "Y Blơ Niê", "Trần Quốc Sỹ", "Hoàng Thị Mến")
# Numbers higher than any that these bodies give in a year: no document of the register bears one.
CITED = (
    ("Nghị định", "{n}/{y}/NĐ-CP", "Chính phủ"),
    ("Thông tư", "{n}/{y}/TT-BTC", "Bộ Tài chính"),
    ("Quyết định", "3{n}/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Nghị quyết", "{n}/{y}/NQ-HĐND", "HĐND tỉnh {province}"),
    ("Quyết định", "{n}/QĐ-UBND", "UBND huyện {district}"),
    ("Thông tư", "{n}/{y}/TT-BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
)
BASES = (
    "Căn cứ {cited} quy định về chuẩn nghèo đa chiều và cách rà soát hộ nghèo hằng năm;",
    "Căn cứ {cited} hướng dẫn quản lý, sử dụng kinh phí của Chương trình;",
    "Căn cứ {cited} về phê duyệt Chương trình giảm nghèo bền vững;",
    "Thực hiện {cited} về giao chỉ tiêu giảm nghèo cho các xã;",
)
CITING = (
    "Hồ sơ thanh toán lập theo {cited}, nộp về bộ phận tài chính của xã (01 bộ).",
    "Định mức hỗ trợ áp dụng theo {cited}; không đặt thêm điều kiện nào ngoài quy định.",
    "Việc bình xét thực hiện đúng {cited} và có biên bản của thôn.",
)
# Words around a/b, its noun, the rate that follows.
RATIOS = (
    ("Mở lớp dạy nghề cho {a}/{b} lao động, đạt {r}% kế hoạch.", "vocational_trainees", "person"),
    ("Giải quyết việc làm cho {a}/{b} lao động, đạt {r}% kế hoạch năm.", "jobs_created", "person"),
    ("Có {a}/{b} hộ nghèo được vay vốn ưu đãi, chiếm {r}%.", "credit_households", "household"),
    ("Sửa chữa được {a}/{b} căn nhà dột nát ({r}%).", "houses_supported", "house"),
    ("Đã có {a}/{b} hộ nghèo dùng nước hợp vệ sinh, tỷ lệ {r}%.", "other", "household"),
    ("Vận động {a}/{b} học sinh trở lại lớp, đạt {r}%.", "students_supported", "person"),
)
RATES = (
    ("Tỷ lệ lao động qua đào tạo đạt {p}%.", "trained_worker_rate", "{p}%"),
    ("{p}% trẻ em thuộc hộ nghèo được đi học đúng độ tuổi.", "school_attendance_rate", "{p}%"),
    ("Tỷ lệ hộ sử dụng nước hợp vệ sinh đạt {p}%.", "hygienic_water_rate", "{p}%"),
    ("Tỷ lệ người dân tham gia bảo hiểm y tế đạt {p}%.", "health_insurance_rate", "{p}%"),
)
COUNTS = (
    ("Đào tạo nghề cho {n} lao động thuộc hộ nghèo.", "vocational_trainees", "person"),
    ("Tạo việc làm cho {n} lao động ở nông thôn.", "jobs_created", "person"),
    ("Đưa {n} lao động đi làm việc ở nước ngoài.", "overseas_workers", "person"),
)
GROWTHS = (
    "Nâng tỷ lệ hộ dùng điện an toàn từ {low}% lên {high}% (tăng {change}%).",
    "Tỷ lệ hộ có nhà tiêu hợp vệ sinh tăng {change}%, từ {low}% lên {high}%.",
    "Giảm tỷ lệ trẻ em suy dinh dưỡng từ {high}% xuống còn {low}%, giảm {change}%.",
)
SHARES = (
    "Cơ cấu kinh tế của xã: nông, lâm nghiệp {a}%, tiểu thủ công nghiệp {b}%, thương mại và dịch vụ {c}%."
)
KNOWN_RATE = "Thôn {village} có {whole} hộ; tỷ lệ hộ nghèo của thôn là {rate}%."
SUMS = (
    "Tổng kinh phí hỗ trợ sản xuất: {total} triệu đồng, gồm: ngân sách trung ương {p0} triệu đồng; "
    "ngân sách tỉnh {p1} triệu đồng; người dân đối ứng {p2} triệu đồng.",
    "Kinh phí sửa chữa công trình nước là {total} triệu đồng, bao gồm ngân sách trung ương {p0} triệu đồng, "
    "ngân sách huyện {p1} triệu đồng.",
    "Nhu cầu vốn cho nhà ở {total} triệu đồng, cụ thể: ngân sách nhà nước {p0} triệu đồng, "
    "Quỹ Vì người nghèo {p1} triệu đồng, gia đình và dòng họ {p2} triệu đồng.",
    "Tổng vốn đào tạo nghề {total} triệu đồng, trong đó: ngân sách trung ương {p0} triệu đồng; "
    "ngân sách địa phương {p1} triệu đồng.",
)
WORDED = "Tổng kinh phí thực hiện kế hoạch: {total} đồng (Bằng chữ: {words})."
TASKS = (
    "Công chức Văn hóa - Xã hội chủ trì rà soát, tổng hợp số liệu của các thôn, báo cáo trước ngày {date}.",
    "Công chức Tài chính - Kế toán chủ trì phân bổ kinh phí cho các thôn, hoàn thành trước ngày {date}.",
    "Các thôn gửi danh sách hộ đăng ký thoát nghèo về UBND xã trước ngày {date}.",
    "Mặt trận và các đoàn thể giám sát việc bình xét; gửi kết quả về UBND xã chậm nhất ngày {date}.",
)
PROSE = (
    "Việc hỗ trợ phải đúng đối tượng, đúng quy định (không chia đều), gắn với trách nhiệm của từng gia đình.",
    "Đẩy mạnh tuyên truyền, nâng cao nhận thức của người dân về ý thức tự lực, vươn lên thoát nghèo.",
    "Tăng cường kiểm tra, giám sát việc sử dụng nguồn vốn; kịp thời tháo gỡ khó khăn, vướng mắc ở cơ sở.",
    "Phát động phong trào “Không để ai bị bỏ lại phía sau” và nêu gương những hộ có cách làm hay.",
    "Tổ chức thực hiện lồng ghép với xây dựng nông thôn mới (giao thông, thủy lợi, nhà văn hóa).",
    "Khuyến khích hợp tác xã liên kết với hộ nghèo trong sản xuất và tiêu thụ sản phẩm.",
    "Rà soát hộ nghèo, hộ cận nghèo phải công khai, dân chủ, minh bạch (có đại diện Mặt trận dự).",
    "Ban Chỉ đạo phân công thành viên theo dõi từng thôn, tổng hợp báo cáo kết quả hằng tháng.",
    "Hướng dẫn người lao động tiếp cận thông tin việc làm, vay vốn ưu đãi của Ngân hàng Chính sách xã hội.",
    "Đài truyền thanh xã mở chuyên mục “Nông dân làm giàu” vào buổi sáng để bà con dễ theo dõi.",
)
