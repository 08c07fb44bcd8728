"""What is typed wrongly is answered in one line, in the language asked for."""

import pytest
from click.testing import CliRunner

from extractor.cli import cli

WRONG = {
    "no such command": (("tim", "x"), "không có lệnh «tim»; xem: extractor --help"),
    "no such command of a group": (("db", "xoa"), "không có lệnh «xoa»; xem: extractor db --help"),
    "no such option": (("search", "--tinh", "x"), "không có tùy chọn --tinh; xem: extractor search --help"),
    "an option without its value": (("search", "--year"), "tùy chọn --year không nhận hoặc thiếu giá trị"),
    "no option that must be": (("export",), "thiếu --output"),
    "none of the values": (
        ("search", "--severity", "sai"),
        "giá trị của --severity không hợp lệ: chỉ nhận error, warning, info",
    ),
    "out of bounds": (
        ("compare", "poverty_rate", "--year", "1900"),
        "giá trị của --year không hợp lệ: từ 1990 trở lên, đến 2100",
    ),
    "no number": (("search", "--year", "hai"), "giá trị của --year không hợp lệ: phải là số nguyên"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_is_one_vietnamese_line(case: str) -> None:
    arguments, said = WRONG[case]
    result = CliRunner().invoke(cli, ["--lang", "vi", *arguments], prog_name="extractor")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"extractor: {said}")
    assert "Error" not in line
    assert "Usage" not in line


def test_english_is_left_as_it_is() -> None:
    result = CliRunner().invoke(cli, ["--lang", "en", "search", "--severity", "x"], prog_name="extractor")
    assert result.exit_code == 2
    assert "is not one of" in result.stderr
