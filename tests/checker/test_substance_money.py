"""What a plan must say of its money: a sum where it speaks of funds, a total for all, whose capital it is."""

import pytest
from substance_plans import POVERTY, audit, told, verdicts

HEADINGS = [
    "III. KINH PHÍ THỰC HIỆN",
    "III. NGUỒN KINH PHÍ",
    "III. DỰ KIẾN KINH PHÍ THỰC HIỆN",
    "III. NHU CẦU VỐN VÀ NGUỒN VỐN",
    "III. ĐỀ XUẤT KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH NĂM 2024",
    "III. VỐN VÀ NGUỒN VỐN THỰC HIỆN",
]
WITHOUT_SUM = [
    "Từ nguồn vốn Chương trình mục tiêu quốc gia và huy động hợp pháp khác.",
    "- Ngân sách trung ương hỗ trợ.\n- Nguồn vận động xã hội hóa.",
    "Ngân sách nhà nước phân bổ cho chương trình trên địa bàn xã.",
    "Lồng ghép từ các chương trình, dự án trên địa bàn.",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_part_on_money_without_a_sum(heading: str) -> None:
    assert told("budget-unstated", f"{heading}\n{WITHOUT_SUM[0]}") == [heading]


@pytest.mark.parametrize("words", WITHOUT_SUM)
def test_words_that_name_no_sum(words: str) -> None:
    assert told("budget-unstated", f"III. KINH PHÍ THỰC HIỆN\n{words}") == ["III. KINH PHÍ THỰC HIỆN"]


@pytest.mark.parametrize(
    "body",
    [
        "III. KINH PHÍ THỰC HIỆN\nTừ ngân sách trung ương 1.450 triệu đồng.",
        "III. KINH PHÍ THỰC HIỆN\n1. Tổng vốn: 2,4 tỷ đồng.\n2. Nguồn: ngân sách huyện.",
        "II. NỘI DUNG\nMua giống cho dân: 320 triệu đồng.\nIII. KINH PHÍ THỰC HIỆN\nTừ ngân sách huyện.",
        "III. KINH PHÍ THỰC HIỆN\nSố tiền chi tiết tại Phụ lục 1 kèm theo.",
        "III. KINH PHÍ THỰC HIỆN\nSử dụng trong dự toán ngân sách đã giao đầu năm cho các đơn vị.",
        "III. KINH PHÍ THỰC HIỆN\nKế hoạch này không bố trí kinh phí riêng.",
        "III. KINH PHÍ THỰC HIỆN\nCác ban, ngành tự cân đối kinh phí hoạt động.",
        "I. KẾT QUẢ NĂM 2023\n1. Kinh phí thực hiện\nHuyện cấp đủ theo nhu cầu của xã.",
        "III. GIẢI PHÁP\nHuy động nguồn lực của toàn xã hội cho công tác giảm nghèo.",
        "V. TỔ CHỨC THỰC HIỆN\n1. Kế toán xã: bố trí kinh phí thực hiện kế hoạch từ ngân sách.",
    ],
)
def test_a_part_that_names_its_sum_or_says_why_not(body: str) -> None:
    assert told("budget-unstated", body) == []


def test_a_plan_of_no_programme_is_paid_from_what_is_assigned() -> None:
    body = f"III. KINH PHÍ THỰC HIỆN\n{WITHOUT_SUM[2]}"
    assert told("budget-unstated", body, title="Tổ chức hội thi tuyên truyền viên giỏi năm 2024") == []


def test_a_plan_cut_off_is_not_said_to_lack_anything() -> None:
    assert told("budget-unstated", f"III. KINH PHÍ THỰC HIỆN\n{WITHOUT_SUM[0]}", title=POVERTY, end="") == []


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Ngân sách huyện 40 triệu đồng.", "agrees"),
        ("Ngân sách huyện cấp.", "disagrees"),
        ("Theo Phụ lục 2 kèm theo.", "not-checkable"),
    ],
)
def test_each_part_on_money_has_its_check(words: str, verdict: str) -> None:
    assert verdicts("budget-stated", f"III. KINH PHÍ THỰC HIỆN\n{words}") == [verdict]


LEAD = "Đơn vị thực hiện: Công chức Nông nghiệp chủ trì."


def _components(*sums: str, form: str = "Kinh phí thực hiện: {}.") -> str:
    names = ("Dự án 2: Đa dạng hóa sinh kế", "Dự án 5: Hỗ trợ nhà ở", "Dự án 6: Truyền thông")
    parts = (f"{i}. {names[i - 1]}\n{form.format(s)} {LEAD}" for i, s in enumerate(sums, start=1))
    return "II. CÁC DỰ ÁN\n" + "\n".join(parts)


@pytest.mark.parametrize(
    ("body", "total"),
    [
        (_components("620 triệu đồng", "480 triệu đồng"), "1.100 triệu đồng"),
        (_components("620 triệu đồng", "480 triệu đồng", "75,5 triệu đồng"), "1.175,5 triệu đồng"),
        (_components("1,2 tỷ đồng", "480 triệu đồng"), "1.680 triệu đồng"),
        (_components("620.000.000 đồng", "480.000.000 đồng"), "1.100 triệu đồng"),
        (_components("620 triệu đồng", "480 triệu đồng", form="- Tổng nhu cầu vốn: {}"), "1.100 triệu đồng"),
        (_components("620 triệu đồng", "480 triệu đồng", form="Nhu cầu vốn là {}"), "1.100 triệu đồng"),
        (
            _components("620 triệu đồng", "480 triệu đồng")
            + "\nIII. TÍN DỤNG\nTrong năm 2023 đã cho vay 4.500 triệu đồng.",
            "1.100 triệu đồng",
        ),
        (
            "II. CÁC DỰ ÁN\n1. Dự án 3: Phát triển sản xuất\na) Tiểu dự án 1: Nông nghiệp\nKinh phí: 300 triệu đồng.\n"
            "b) Tiểu dự án 2: Dinh dưỡng\nKinh phí: 90 triệu đồng.\n2. Dự án 6: Truyền thông\nKinh phí: 45 triệu đồng.",
            "435 triệu đồng",
        ),
        (
            "II. CÁC DỰ ÁN\n1. Dự án 2: Sinh kế\nTổng vốn: 500 triệu đồng, trong đó:\n- NSTW: 400 triệu đồng.\n"
            "- NSĐP: 100 triệu đồng.\n2. Dự án 5: Nhà ở\nTổng vốn: 200 triệu đồng.",
            "700 triệu đồng",
        ),
        (
            "II. CÁC DỰ ÁN\n1. Dự án 2: Sinh kế\n"
            "Tổng vốn: 640,5 đồng, gồm: NSTW 500 triệu đồng; NSĐP 140,5 triệu đồng.\n"
            "2. Dự án 5: Nhà ở\nTổng vốn: 200 triệu đồng.",
            "840,5 triệu đồng",
        ),
    ],
)
def test_components_without_a_total(body: str, total: str) -> None:
    (found,) = [f for f in audit(body).findings if f.rule == "grand-total-missing"]
    assert (found.expected, found.severity) == (total, "info")


@pytest.mark.parametrize(
    "body",
    [
        "Tổng kinh phí thực hiện kế hoạch: 1.100 triệu đồng.\n"
        + _components("620 triệu đồng", "480 triệu đồng"),
        _components("620 triệu đồng", "480 triệu đồng") + "\nIII. KINH PHÍ\nTổng cộng: 1.100 triệu đồng.",
        _components("620 triệu đồng", "480 triệu đồng")
        + "\nIII. KINH PHÍ\nTổng vốn các dự án là 1,1 tỷ đồng.",
        _components("620 triệu đồng", "480 triệu đồng") + "\nIII. KINH PHÍ\nTổng kinh phí: 1.250 triệu đồng.",
        _components("620 triệu đồng"),
        "II. CÁC DỰ ÁN\n1. Dự án 2: Sinh kế\nHỗ trợ giống cho dân.\n2. Dự án 5: Nhà ở\nSửa 12 nhà.",
        "I. KẾT QUẢ NĂM 2023\n1. Dự án 2: Sinh kế\nĐã chi 620 triệu đồng.\n2. Dự án 5: Nhà ở\nĐã chi 480 triệu đồng.",
        _components("620 triệu đồng", "480 triệu đồng")
        + "\nIII. KINH PHÍ\nNguồn vốn: 1.100 triệu đồng, gồm NSTW 1.000 triệu đồng; NSĐP 100 triệu đồng.",
        "II. NỘI DUNG\n1. Nhà ở: 480 triệu đồng.\n2. Giống, vật nuôi: 620 triệu đồng.",
        "II. CÁC DỰ ÁN\n1. Dự án 2: Sinh kế\nMỗi mô hình 60 triệu đồng.\n2. Dự án 5: Nhà ở\n"
        "Mức hỗ trợ 40 triệu đồng/hộ.",
    ],
)
def test_no_total_is_missing(body: str) -> None:
    assert told("grand-total-missing", body) == []


def _funded(total: str, capital: str, *parts: str) -> str:
    listed = "\n".join(f"+ {part}." for part in parts)
    return f"II. KINH PHÍ\nTổng nhu cầu vốn thực hiện: {total} ({capital}), trong đó:\n{listed}"


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        (
            _funded(
                "900 triệu đồng", f"{capital}: 900 triệu đồng", "Ngân sách trung ương: 700 triệu đồng", given
            ),
            f"{capital}: 900 triệu đồng",
            "700 triệu đồng",
        )
        for capital in ("vốn sự nghiệp", "kinh phí sự nghiệp", "vốn đầu tư phát triển")
        for given in (
            "Vốn huy động hợp pháp khác: 200 triệu đồng",
            "Nhân dân đóng góp: 200 triệu đồng",
            "Nguồn xã hội hóa: 200 triệu đồng",
        )
    ]
    + [
        (
            _funded(
                "1,5 tỷ đồng",
                "vốn sự nghiệp: 1,5 tỷ đồng",
                "Ngân sách huyện: 1,2 tỷ đồng",
                "Huy động: 0,3 tỷ đồng",
            ),
            "vốn sự nghiệp: 1,5 tỷ đồng",
            "1,2 tỷ đồng",
        )
    ],
)
def test_state_capital_with_mobilised_money(body: str, text: str, expected: str) -> None:
    (found,) = [f for f in audit(body).findings if f.rule == "capital-mixed"]
    assert (found.text, found.expected, found.severity) == (text, expected, "warning")


@pytest.mark.parametrize(
    "body",
    [
        _funded(
            "900 triệu đồng",
            "vốn sự nghiệp: 700 triệu đồng",
            "NSTW: 700 triệu đồng",
            "Huy động: 200 triệu đồng",
        ),
        _funded(
            "900 triệu đồng", "vốn sự nghiệp: 900 triệu đồng", "NSTW: 700 triệu đồng", "NSĐP: 200 triệu đồng"
        ),
        _funded(
            "900 triệu đồng",
            "vốn sự nghiệp",
            "Ngân sách trung ương: 800 triệu đồng",
            "Ngân sách xã: 100 triệu đồng",
        ),
        "II. KINH PHÍ\nTổng vốn đầu tư: 900 triệu đồng, gồm: ngân sách 700 triệu đồng; dân góp 200 triệu đồng.",
        "II. KINH PHÍ\nTổng kinh phí: 900 triệu đồng, gồm: NSTW 700 triệu đồng; nhân dân đóng góp 200 triệu đồng.",
        "II. KINH PHÍ\nVốn sự nghiệp và huy động: 900 triệu đồng, gồm: NSTW 700 triệu đồng; huy động 200 triệu đồng.",
        "II. KINH PHÍ\nVốn sự nghiệp: 700 triệu đồng. Huy động trong dân: 200 triệu đồng.",
        "II. KINH PHÍ\nTổng vốn: 900 triệu đồng, trong đó vốn sự nghiệp 700 triệu đồng, huy động 200 triệu đồng.",
        "II. KINH PHÍ\nVốn sự nghiệp: 900 triệu đồng, gồm: NSTW 700 triệu đồng; ngân sách tỉnh 200 triệu đồng.",
        "II. KINH PHÍ\nHuy động trong nhân dân: 200 triệu đồng.",
    ],
)
def test_state_capital_alone(body: str) -> None:
    assert told("capital-mixed", body) == []
