"""A percentage and the two figures it is made of, told in words in any order: wrong and true."""

import pytest
from whole_plans import table, told

WRONG = {
    "the whole behind": ("Hộ nghèo người Dao có 176 hộ, chiếm 64% trên tổng số 236 hộ nghèo.", "64%"),
    "of a number": ("Có 88 học viên tìm được việc, bằng 70% số 110 học viên đã học.", "70%"),
    "the plan in a bracket": (
        "Tìm việc cho 196 lao động, đạt 112% kế hoạch (kế hoạch 160 lao động).",
        "112%",
    ),
    "the target in a bracket": ("Trồng cây cho 45 hộ, đạt 80% chỉ tiêu (chỉ tiêu giao 50 hộ).", "80%"),
    "the people in a bracket": (
        "Số người có thẻ khám bệnh 4.320 người, đạt 75% dân số (dân số toàn xã 4.800 người).",
        "75%",
    ),
    "in a bracket alone": ("Tiêm đủ mũi cho 132 trẻ trong tổng số 165 trẻ dưới 1 tuổi (88%).", "88%"),
    "the whole first": ("Trong 20 nhóm có 16 nhóm hoạt động tốt và vượt mức (70%).", "70%"),
    "the whole first, named": (
        "Trong tổng số 85 hộ đăng ký có 68 hộ được vay, đạt tỷ lệ 70%.",
        "70%",
    ),
    "planned and done": ("Kế hoạch dạy nghề 120 lao động, thực hiện 132 lao động, đạt 112%.", "112%"),
    "done out of the plan": ("Đã dạy nghề cho 135 người trên kế hoạch 180 người, đạt 57% kế hoạch.", "57%"),
    "done beyond the target": (
        "Tìm việc cho 198 lao động trên chỉ tiêu 165 lao động được giao, bằng 112% chỉ tiêu.",
        "112%",
    ),
    "sums, and a day between": (
        "Tổng vốn giao năm 2023 là 2.450 triệu đồng, đến 31/12/2023 đã giải ngân 2.205 triệu đồng, đạt 97%.",
        "97%",
    ),
    "sums, planned and done": (
        "Vốn sự nghiệp: kế hoạch 1.600 triệu đồng, thực hiện 1.312 triệu đồng, tỷ lệ giải ngân 92%.",
        "92%",
    ),
}
TRUE = {
    "the whole behind": "Hộ nghèo người Dao có 176 hộ, chiếm 74,6% trên tổng số 236 hộ nghèo.",
    "another unit behind": "Có 176 hộ, chiếm 64% trên tổng số 236 khẩu vùng cao.",
    "the plan in a bracket": "Tìm việc cho 196 lao động, đạt 122,5% kế hoạch (kế hoạch 160 lao động).",
    "the plan of another kind": "Tìm việc cho 196 lao động, đạt 112% kế hoạch (kế hoạch 6 tháng 90 lao động).",
    "part of the plan": "Trong 214 hộ nghèo có 35 hộ được vay, đạt 70% kế hoạch.",
    "of the others": "Trong 214 hộ nghèo có 35 hộ già yếu, đạt 12% số hộ đơn thân.",
    "a rise": "Trong 20 nhóm có 16 nhóm hoạt động tốt, tăng 5%.",
    "planned and done": "Kế hoạch dạy nghề 120 lao động, thực hiện 132 lao động, đạt 110%.",
    "made to add up": "Trong số 119 hộ có 97 hộ thiếu vốn (chiếm 81,52%) và 22 hộ thiếu người làm (chiếm 18,48%).",
    "done out of the plan": "Đã dạy nghề cho 135 người trên kế hoạch 180 người, đạt 75% kế hoạch.",
    "done out of the plan of a period": (
        "Đã dạy nghề cho 135 người trên kế hoạch 180 người, đạt 31% kế hoạch giai đoạn."
    ),
    "of the same time a year before": (
        "Kế hoạch dạy nghề 120 lao động, thực hiện 132 lao động, bằng 88% so với cùng kỳ."
    ),
    "of the plan of a period": (
        "Kế hoạch dạy nghề 120 lao động, thực hiện 132 lao động, đạt 44% kế hoạch giai đoạn."
    ),
    "of another year": "Kế hoạch 120 lao động, thực hiện 132 lao động, bằng 105% năm 2022.",
    "of all workers": "Có 46 trên tổng số 69 hộ đăng ký được vay vốn, chiếm 8,2% lao động của xã.",
    "the rate that a few more lead to": (
        "Hỗ trợ thêm 45 hộ vay vốn, đến nay tỷ lệ hộ được vay đạt 64% trên tổng số 275 hộ nghèo."
    ),
    "the number that a few more lead to": (
        "Trong năm cho 45 hộ vay vốn, nâng số hộ được vay lên, đạt 64% trên tổng số 275 hộ nghèo."
    ),
    "a rate of their own": (
        "Trong 69 hộ đăng ký có 46 hộ được vay, tỷ lệ hộ dùng vốn đúng mục đích đạt 100%."
    ),
    "of a year": "Kế hoạch vốn 1.600 triệu đồng, thực hiện 1.312 triệu đồng, đạt 82%.",
    "of two plans": (
        "Kế hoạch vốn 1.600 triệu đồng, vốn năm 2022 chuyển sang 400 triệu đồng, đã giải ngân 1.700 triệu đồng, "
        "đạt 85%."
    ),
    "a count in a whole": "Hộ nghèo chiếm 12,9% (159 hộ trong 1.235 hộ), hộ cận nghèo chiếm 8,2% (101 hộ).",
    "what changed, twice": (
        "Thu nhập bình quân đầu người đạt 34 triệu đồng, tăng 4 triệu đồng so với năm 2022, tăng 9 triệu đồng so với "
        "năm 2021 (25 triệu đồng)."
    ),
    "marks at school": "Tỷ lệ trẻ đi học đạt 98,6%; điểm trung bình tốt nghiệp đạt 6,4.",
    "one sign for two": "Tỷ lệ hộ nghèo, hộ cận nghèo lần lượt là 12,4 và 8,1%.",
    "a column of what was reached": table(
        "TT|Chỉ tiêu|Kế hoạch 2023|Thực hiện 2023|% đạt", "1|Lao động có việc làm mới|160|196|122,5"
    ),
}


@pytest.mark.parametrize(("body", "text"), WRONG.values(), ids=WRONG)
def test_what_the_figures_do_not_make(body: str, text: str) -> None:
    assert ("ratio-mismatch", text) in [(rule, words) for rule, _, words in told(body)]


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_what_they_make_or_are_not_of(body: str) -> None:
    assert not [f for f in told(body) if f[1] != "info"]


@pytest.mark.parametrize(
    ("head", "rows", "found"),
    [
        (
            "Chỉ tiêu|Kế hoạch|Thực hiện|Tỷ lệ (%)",
            ("Thôn mới (thôn)|60|51|75", "Nhà sửa (nhà)|40|34|85"),
            "75",
        ),
        (
            "Nội dung|KH năm|TH năm|% so với kế hoạch",
            ("Hộ được vay (hộ)|16|12|75", "Người học nghề (người)|50|46|82"),
            "82",
        ),
        (
            "Chỉ tiêu|Kế hoạch|Thực hiện|Tỷ lệ (%)",
            ("Thôn mới (thôn)|60|51|85", "Nhà sửa (nhà)|40|34|85"),
            None,
        ),
        ("Chỉ tiêu|Số đầu năm|Số cuối năm|Tỷ lệ (%)", ("Thôn (thôn)|60|51|75", "Nhà (nhà)|40|34|85"), None),
        (
            "Chỉ tiêu|Kế hoạch|Thực hiện|So với cùng kỳ (%)",
            ("Thôn (thôn)|60|51|85", "Nhà (nhà)|40|34|131"),
            None,
        ),
        ("Chỉ tiêu|Kế hoạch|Thực hiện|Tỷ lệ dân (%)", ("Thôn (thôn)|60|51|15", "Nhà (nhà)|40|34|9,5"), None),
    ],
    ids=[
        "a bare rate",
        "of the plan",
        "true",
        "other heads",
        "of the year before",
        "rates of something else",
    ],
)
def test_two_rows_planned_and_done(head: str, rows: tuple[str, ...], found: str | None) -> None:
    wrong = [words for rule, _, words in told(table(head, *rows)) if rule == "ratio-mismatch"]
    assert wrong == ([] if found is None else [found])
