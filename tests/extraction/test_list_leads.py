"""What figures measure and when, where only the line or the heading over them says so."""

from plan_making import plan

HEAD = ("KẾ HOẠCH", "Giảm nghèo bền vững năm 2024", "I. THỰC TRẠNG")


def indicators(*lines: str) -> list[str]:
    return [target.indicator for target in plan(*HEAD, *lines).targets]


def test_items_below_causes_are_no_counts_of_the_poor() -> None:
    lines = (
        "Nguyên nhân dẫn đến nghèo:",
        "- Thiếu vốn: 96 hộ, chiếm 40%;",
        "- Không có đất sản xuất: 84 hộ (35%).",
    )
    assert indicators(*lines) == ["other"] * 4


def test_items_below_a_line_of_lacks_are_lacked() -> None:
    lines = (
        "Các chỉ số thiếu hụt:",
        "- Việc làm: 96 hộ, chiếm 40%;",
        "- Nguồn nước sinh hoạt: 84/240 hộ (35%).",
    )
    assert indicators(*lines) == ["deprived_employment"] * 2 + ["deprived_water"] * 2


def test_items_below_a_heading_of_lacks_are_lacked_but_not_those_that_tell_what_there_is() -> None:
    lines = (
        "1. Mức độ thiếu hụt của hộ nghèo",
        "- Bảo hiểm y tế: 96 hộ;",
        "- Tỷ lệ người dân tham gia bảo hiểm y tế đạt 93%.",
    )
    assert indicators(*lines) == ["deprived_health_insurance", "health_insurance_rate"]


def test_a_list_ends_where_another_begins() -> None:
    lines = ("Nguyên nhân nghèo:", "- Thiếu vốn: 96 hộ.", "Kết quả:", "- Hộ nghèo: 240 hộ, chiếm 12%.")
    assert indicators(*lines) == ["other", "poor_households", "poverty_rate"]


def test_the_end_of_a_year_that_is_not_over_is_a_goal() -> None:
    def status(dated: str) -> list[str]:
        body = ("II. CHỈ TIÊU", "Cuối năm 2025 còn 58 hộ nghèo; cuối năm 2026 còn 38 hộ nghèo.")
        head = ("ỦY BAN NHÂN DÂN", "XÃ HOA MAI", "Số: 12/KH-UBND", f"Hoa Mai, ngày 12 tháng {dated} năm 2025")
        return [
            t.status for t in plan(*head, "KẾ HOẠCH", "Giảm nghèo cuối năm 2025 và năm 2026", *body).targets
        ]

    assert status("8") == ["target", "target"]
    assert status("12") == ["actual", "target"]
