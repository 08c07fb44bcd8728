"""Whom a target counts and where: its population and its locality."""

import pytest
from plan_making import plan, rules

from extractor.language.text import canonical

HEAD = ("ỦY BAN NHÂN DÂN", "HUYỆN NÀ LÒ", "KẾ HOẠCH", "Giảm nghèo bền vững năm 2024", "II. MỤC TIÊU")


def read(words: str, field: str) -> list[object]:
    return [getattr(target, field) for target in plan(*HEAD, words).targets]


@pytest.mark.parametrize(
    ("words", "populations"),
    [
        ("Tỷ lệ hộ nghèo dân tộc thiểu số giảm 3%/năm.", ["hộ nghèo dân tộc thiểu số"]),
        ("Tỷ lệ hộ nghèo giảm 3%/năm.", [None]),
        ("100% hộ nghèo, hộ cận nghèo có nhu cầu được vay vốn.", ["hộ nghèo, hộ cận nghèo"]),
        ("Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân còn 9%.", ["trẻ em dưới 5 tuổi"]),
        ("80% phụ nữ có thai được khám thai.", ["phụ nữ có thai"]),
        ("Đào tạo nghề cho 300 lao động nông thôn.", ["lao động nông thôn"]),
        ("Cấp 120 thẻ bảo hiểm y tế cho người cao tuổi.", ["người cao tuổi"]),
        ("Hỗ trợ 12 hộ nghèo, đạt 100% kế hoạch.", ["hộ nghèo", None]),
        ("Trồng mới 40 ha rừng.", [None]),
    ],
)
def test_the_population(words: str, populations: list[str | None]) -> None:
    assert read(words, "population") == populations


@pytest.mark.parametrize(
    ("words", "localities"),
    [
        (
            "Xã Nà Lủng giảm 45 hộ nghèo, thị trấn Bản Sầm giảm 12 hộ; toàn huyện giảm 57 hộ.",
            ["Xã Nà Lủng", "thị trấn Bản Sầm", None],
        ),
        (
            "Huyện Nà Lò còn 400 hộ nghèo (xã Mường Lạn 120 hộ, bản Púng 80 hộ), tỷ lệ 9%.",
            [None, "xã Mường Lạn", "bản Púng", None],
        ),
        ("Tại xã Mường Lạn và xã Púng Bánh, 60% hộ dùng nước sạch.", ["xã Mường Lạn và xã Púng Bánh"]),
        ("UBND xã Nà Lủng hỗ trợ 12 hộ nghèo.", [None]),
        ("Toàn huyện giảm 12 hộ nghèo.", [None]),
        ("BẢO HIỂM XÃ HỘI: 12 người.", [None]),
    ],
)
def test_the_locality(words: str, localities: list[str | None]) -> None:
    assert read(words, "locality") == localities


EXAMPLES = [
    pytest.param(words, example, id=f"{name}-{example}")
    for group in (rules().phrases.whom, rules().phrases.time)
    for name in type(group).model_fields
    if hasattr(words := getattr(group, name), "examples")
    for example in words.examples
]


@pytest.mark.parametrize(("words", "example"), EXAMPLES)
def test_a_word_pattern_finds_its_examples(words: object, example: str) -> None:
    assert words.compiled.search(canonical(example)) is not None  # type: ignore[attr-defined]
