"""One target told twice: whoever is to see to it, whatever is told besides, in the text or in a table."""

import pytest
from whole_plans import table, told

GOALS = """II. MỤC TIÊU
- Giảm tỷ lệ hộ nghèo từ 11,20% xuống còn 9,15% vào cuối năm 2024.
- Số hộ nghèo còn 144 hộ.
- Phấn đấu 95% dân số tham gia bảo hiểm y tế.
III. TỔ CHỨC THỰC HIỆN
"""
CONFLICTS = [
    "Phòng Nội vụ giữ mục tiêu tỷ lệ hộ nghèo cuối năm 2024 còn 9,51% và không phát sinh hộ tái nghèo.",
    "Các hội vận động nguồn lực, giúp xã đạt mục tiêu số hộ nghèo đến cuối năm 2024 còn 141 hộ.",
    "Các đoàn thể bảo đảm số hộ nghèo cuối năm 2024 còn 141 hộ.",
    "Trưởng thôn chịu trách nhiệm về kết quả, phấn đấu cuối năm 2024 toàn xã còn 141 hộ nghèo.",
    "Đề nghị Mặt trận giám sát để cuối năm 2024 tỷ lệ hộ nghèo của xã giảm còn 9,51% như kế hoạch.",
    "Các giải pháp trên sẽ đưa tỷ lệ hộ nghèo của xã xuống 9,51% vào cuối năm 2024, góp phần phát triển kinh tế.",
    "Bảo đảm đến ngày 31/12/2024 số hộ nghèo trên địa bàn chỉ còn 141 hộ theo chỉ tiêu huyện giao.",
    "Công chức xã hội đến từng nhà, lo cho 93% dân số tham gia bảo hiểm y tế cuối năm 2024.",
    "Trạm Y tế gặp từng hộ, chăm lo để 93% dân số tham gia bảo hiểm y tế năm 2024; khám lưu động mỗi quý.",
    "Công chức văn hóa theo dõi, cùng các thôn đưa tỷ lệ hộ nghèo về mức 9,51% cuối năm 2024.",
]


@pytest.mark.parametrize("body", CONFLICTS)
def test_two_values(body: str) -> None:
    assert [rule for rule, _, _ in told(f"{GOALS}- {body}")] == ["target-conflict"]


@pytest.mark.parametrize("body", CONFLICTS)
def test_one_value_told_twice(body: str) -> None:
    assert not told(f"{GOALS}- {body.replace('9,51', '9,15').replace('141', '144').replace('93%', '95%')}")


@pytest.mark.parametrize(
    "body",
    [
        "Riêng vùng cao phấn đấu tỷ lệ hộ nghèo cuối năm 2024 còn 19,51%.",
        "Ở vùng dân tộc thiểu số, phấn đấu tỷ lệ hộ nghèo cuối năm 2024 còn 19,51%.",
        "Phấn đấu số hộ nghèo do phụ nữ làm chủ cuối năm 2024 còn 41 hộ.",
        "Mỗi thôn phấn đấu số hộ nghèo cuối năm 2024 còn 12 hộ.",
        "Hội Phụ nữ phấn đấu giúp 12 hộ nghèo thoát nghèo trong năm 2024.",
    ],
)
def test_another_target(body: str) -> None:
    assert not told(f"{GOALS}- {body}")


@pytest.mark.parametrize(("value", "found"), [("9,51", ["target-conflict"]), ("9,15", [])])
def test_a_cell_against_the_text(value: str, found: list[str]) -> None:
    rows = (
        "TT|Chỉ tiêu|Đơn vị|Kế hoạch năm 2024",
        f"1|Tỷ lệ hộ nghèo cuối năm|%|{value}",
        "2|Tỷ lệ hộ cận nghèo|%|6,5",
    )
    assert [rule for rule, _, _ in told(f"{GOALS}Các chỉ tiêu:\n{table(*rows)}")] == found


@pytest.mark.parametrize(
    ("label", "parts", "found"),
    [
        ("Toàn xã", ("80", "61"), ["target-conflict"]),
        ("Toàn xã", ("80", "64"), []),
        ("Cộng", ("80", "61"), []),
    ],
)
def test_the_row_of_the_whole_place_against_the_text(
    label: str, parts: tuple[str, str], found: list[str]
) -> None:
    total = sum(map(int, parts))
    rows = (
        "Thôn|Số hộ nghèo cuối năm 2024",
        f"Thôn Đông|{parts[0]}",
        f"Thôn Đoài|{parts[1]}",
        f"{label}|{total}",
    )
    text = GOALS.replace(
        "Số hộ nghèo còn 144 hộ.", "Đến cuối năm 2024 toàn xã còn 144 hộ nghèo, giao ở bảng."
    )
    assert [rule for rule, _, _ in told(f"{text}Giao cho các thôn:\n{table(*rows)}")] == found


def test_cells_of_places_are_others() -> None:
    rows = (
        "Thôn|Số hộ nghèo năm 2024|Tỷ lệ hộ nghèo năm 2024 (%)",
        "Thôn Đoài|12|12,00",
        "Thôn Đông|10|12,50",
    )
    assert not told(f"{GOALS}Theo thôn:\n{table(*rows)}")


@pytest.mark.parametrize(
    ("head", "found"),
    [("Kế hoạch năm 2024", ["percent-range"]), ("Mục tiêu", ["percent-range"]), ("So với kế hoạch (%)", [])],
)
def test_the_head_of_a_column_excuses_only_a_comparison(head: str, found: list[str]) -> None:
    rows = (
        f"TT|Chỉ tiêu|Đơn vị|{head}",
        "1|Tỷ lệ hộ dùng nước sạch|%|107",
        "2|Tỷ lệ người có thẻ bảo hiểm y tế|%|95",
    )
    assert [rule for rule, _, _ in told(f"Các chỉ tiêu:\n{table(*rows)}")] == found


SHARES = """II. MỤC TIÊU
- Tỷ lệ lao động qua đào tạo đạt 46,5%.
- Tỷ lệ hộ sử dụng điện lưới quốc gia đạt 97,2%.
III. GIẢI PHÁP
"""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Mở thêm lớp tại bản, nâng tỷ lệ lao động qua đào tạo lên {} vào cuối năm 2024.", "64,5%"),
        ("Công chức xã hội đôn đốc các bản đưa tỷ lệ lao động qua đào tạo năm 2024 đạt {}.", "64,5%"),
        ("Kéo dây về bản Cút, đưa tỷ lệ hộ dùng điện lưới quốc gia lên {} năm 2024.", "92,7%"),
    ],
)
def test_two_shares_of_the_whole_place(body: str, found: str) -> None:
    said = "46,5%" if found == "64,5%" else "97,2%"
    assert [rule for rule, _, _ in told(f"{SHARES}- {body.format(found)}")] == ["target-conflict"]
    assert not told(f"{SHARES}- {body.format(said)}")


@pytest.mark.parametrize(
    "body",
    [
        "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ đạt 21,5%.",
        "Tỷ lệ lao động nữ qua đào tạo đạt 41,5%.",
        "Đến năm 2025 tỷ lệ lao động qua đào tạo đạt 52%.",
        "Tỷ lệ lao động qua đào tạo tăng 4% so với năm 2023.",
        "Riêng bản Cút tỷ lệ hộ dùng điện lưới quốc gia đạt 71%.",
    ],
)
def test_a_share_of_others(body: str) -> None:
    assert not told(f"{SHARES}- {body}")


@pytest.mark.parametrize(
    "body",
    [
        "Hộ nghèo và hộ cận nghèo: 780/3.750 hộ, chiếm 20,8%. Trong đó: hộ nghèo 480 hộ, chiếm 12,8%; hộ cận nghèo "
        "300 hộ, chiếm 8,0%.",
        "Tỷ lệ hộ nghèo, hộ cận nghèo còn 20,8%; tỷ lệ hộ cận nghèo còn 8,0%.",
    ],
)
def test_the_two_kinds_together_are_neither_of_them(body: str) -> None:
    assert [f for f in told(f"II. MỤC TIÊU\n{body}") if f[1] == "error"] == []


@pytest.mark.parametrize(
    ("goals", "found"),
    [
        ("Giải quyết việc làm 6 tháng cuối năm: 974 lao động; cả năm 2.100 lao động.", []),
        ("Phấn đấu quý IV năm 2024 giải quyết việc làm cho 300 lao động.", []),
        ("Phấn đấu trong năm 2024 giải quyết việc làm cho 2.010 lao động.", ["target-conflict"]),
    ],
)
def test_a_part_of_the_year_is_not_the_year(goals: str, found: list[str]) -> None:
    year = "II. MỤC TIÊU\n- Giải quyết việc làm cho 2.100 lao động.\n"
    assert [rule for rule, _, _ in told(f"{year}- {goals}")] == found
