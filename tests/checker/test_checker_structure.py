"""The numbers of headings."""

from dataclasses import replace

import pytest
from checker_drafts import RULES, numbered
from whole_plans import told

from extractor.checker import check
from extractor.checker.numbering import marker_for, taken_apart
from extractor.checker.runs import split_runs

SOUND = {
    "plain": "I. Một\nII. Hai\nIII. Ba",
    "nested": "I. Một\n1. A\n2. B\nII. Hai\n1. C\n2. D",
    "articles through chapters": "Điều 1. A\nĐiều 2. B\nI. X\nĐiều 3. C\nĐiều 4. D",
    "roman goes on in the next part": "Phần thứ nhất\nI. A\nII. B\nPhần thứ hai\nIII. C\nIV. D",
    "letters with đ": "1. Mục\na) A\nb) B\nc) C\nd) D\nđ) Đ\ne) E",
    "letters without đ": "1. Mục\na) A\nb) B\nc) C\nd) D\ne) E\ng) G",
    "starts again": "I. Một\n1. A\n2. B\nĐoạn khác\n1. C\n2. D",
    "one item lists": "I. Một\n1. A\nĐoạn khác\n1. C\n2. D",
    "lonely second": "I. Một\n2. B",
    "number inside the paragraph": "I. Một: 1. Nhiệm vụ chung\n2. B\n3. C",
    "missing one inside": "1. A\n2. B: gồm 3. C và\n4. D\n5. E",
    "a long leap is another list": "1. A\n2. B\n15. C\n16. D",
    "appendices lie elsewhere": "Phụ lục 2 X\nPhụ lục 5 Y",
    "a list inside a list of the same form": "1. Thủ\n1. A\n2. B\n2. Tục\n1. C\n2. D\n3. Hết",
    "a broken line": "I. A\nII. B: theo Phụ lục\nII.\nIII. C",
    "an article cited at the start of a line": "Điều 1. A\nĐiều 2. Theo\nĐiều 2 của Nghị định\nĐiều 3. C",
    "letters of a short list without đ": "1. Mục\na) A\nb) B\nc) C\nd) D\ne) E",
    "capitals without đ": "A. X\nB. Y\nC. Z\nD. V\nE. W",
    "an appendix goes its own way": "Phần thứ hai\nI. A\nII. B\nPHỤ LỤC\nII. C\nIII. D",
    "an appendix in small letters": "Phần thứ hai\nI. A\nII. B\nPhụ lục\nII. C\nIII. D",
    "an appendix with its document": "Phần thứ hai\nI. A\nII. B\nPHỤ LỤC (kèm theo Kế hoạch)\nIII. C\nIV. D",
    "a form": "I. A\nII. B\nBIỂU TỔNG HỢP\nII. C\nIII. D",
    "a quotation": "I. A\nTrích: “\n3. C\n4. D\n”\nII. B",
    "a quotation in the middle": "1. A\n2. B: “\n5. C\n”\n3. D",
    "an amended document": "Điều 1. Sửa đổi điểm a, c khoản 2 Điều 3 như sau\na) A\nc) C\nd) D",
    "article one inside a paragraph": "Quyết định: Điều 1. Duyệt\nI. A\nII. B\nĐiều 2. C\nĐiều 3. D",
    "back to a lower list": "1. A\n2. B\n3. C\n2. D\n3. E",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_numbering_is_silent(text: str) -> None:
    assert [f.message for f in numbered(text).findings()] == []


GAP, TWICE = "numbering-gap", "numbering-duplicate"
FAULTS = {
    "part starts with II": (
        "Phần thứ nhất\nI. A\nII. B\nIII. C\nPhần thứ hai\nII. MỤC TIÊU\nIII. D",
        GAP,
        "II. MỤC TIÊU",
        "I",
    ),
    "lonely II in a part": ("Phần thứ hai\nII. MỤC TIÊU", GAP, "II. MỤC TIÊU", "I"),
    "starts with 2": ("I. Một\n2. B\n3. C\n4. D", GAP, "2. B", "1"),
    "roman": ("I. A\nII. B\nIV. D\nV. E", GAP, "IV. D", "III"),
    "two missing": ("1. A\n2. B\n5. E\n6. F", GAP, "5. E", "3, 4"),
    "a date is no marker": ("1. A\n2. B đến 05/3/2023\n4. D\n5. E", GAP, "4. D", "3"),
    "a project is no marker": ("1. A\n2. Dự án 3 - B\n4. D\n5. E", GAP, "4. D", "3"),
    "last skips": ("1. A\n2. B\n4. D", GAP, "4. D", "3"),
    "letters": ("1. Mục\na) A\nb) B\nd) D\nđ) Đ", GAP, "d) D", "c"),
    "letters without titles": ("1. Mục\na) A;\nb) B;\nd) D;\nđ) Đ.", GAP, "d) D;", "c"),
    "letters without đ": ("1. Mục\na) A\nb) B\nc) C\ne) E\ng) G", GAP, "e) E", "d"),
    "letter repeated": ("1. Mục\na) A;\nb) B;\nb) C;\nc) D.", TWICE, "b) C;", "c"),
    "last capital": ("A. X\nB. Y\nC. Z\nE. W", GAP, "E. W", "D"),
    "inside an appendix": ("I. A\nPHỤ LỤC\nI. C\nII. D\nIV. E\nV. F", GAP, "IV. E", "III"),
    "after a mark never closed": ("1. A “mở\n2. B\n4. C\n5. D", GAP, "4. C", "3"),
    "praise is no form": ("I. A\nBiểu dương các thôn\nII. B\nIV. D\nV. E", GAP, "IV. D", "III"),
    "articles": ("Điều 1. A\nĐiều 3. C\nĐiều 4. D", GAP, "Điều 3. C", "Điều 2"),
    "enclosed": ("1. Mục\n(1) A\n(3) C\n(4) D", GAP, "(3) C", "(2)"),
    "typed wrong": ("1. A\n2. B\n5. C\n4. D\n5. E", GAP, "5. C", "3, 4"),
    "inserted": ("1. A\n2. B\n2. C\n3. D", TWICE, "2. C", "3"),
    "slip forward": ("I. A\nII. B\nII. C\nIV. D", TWICE, "II. C", "III"),
    "slip of the first": ("1. A\n3. B\n3. C\n4. D", TWICE, "3. B", "2"),
    "slip back to one": ("1. A\n1. B\n3. C\n4. D", TWICE, "1. B", "2"),
    "repeated at the end": ("1. A\n2. B\n2. C", TWICE, "2. C", "3"),
    "an earlier number": ("1. A\n2. B\n3. C\n2. D\n5. E", TWICE, "2. D", "4"),
    "parts": (
        "Phần thứ nhất\nX\nPhần thứ hai\nY\nPhần thứ hai\nZ\nPhần thứ tư\nW",
        TWICE,
        "Phần thứ hai",
        "Phần thứ ba",
    ),
}


@pytest.mark.parametrize(("text", "rule", "heading", "expected"), FAULTS.values(), ids=FAULTS)
def test_one_break_is_one_finding(text: str, rule: str, heading: str, expected: str) -> None:
    findings = [f for f in numbered(text).findings() if f.category == "structure"]
    assert [(f.rule, f.text, f.expected, f.severity) for f in findings] == [
        (rule, heading, expected, "warning")
    ]


def test_the_message_names_the_part() -> None:
    (finding,) = numbered("Phần thứ hai\nII. MỤC TIÊU\nIII. KINH PHÍ").findings()
    assert finding.message == "Phần thứ hai bắt đầu bằng mục II («II. MỤC TIÊU»), thiếu mục I."
    assert finding.section == ("Phần thứ hai", "II.")


@pytest.mark.parametrize(
    ("marker", "own", "number", "other"),
    [
        ("1.2.", 2, 4, "1.4"),
        ("III.", 3, 9, "IX"),
        ("iv)", 4, 5, "v"),
        ("đ)", 5, 6, "e"),
        ("(2)", 2, 3, "(3)"),
        ("Điều 07.", 7, 8, "Điều 8"),
        ("PHẦN THỨ HAI", 2, 3, "PHẦN THỨ BA"),
        ("x)", 2, 3, None),
    ],
)
def test_marker_for(marker: str, own: int, number: int, other: str | None) -> None:
    like = taken_apart(marker)
    assert like is not None
    assert marker_for(like, number, own) == other


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([1, 2, 3], [[0, 1, 2]]),
        ([1, 2, 1, 2], [[0, 1], [2, 3]]),
        ([1, 1, 2], [[0], [1, 2]]),
        ([1, 1, 2, 2, 1, 2, 3], [[0, 3], [1, 2], [4, 5, 6]]),
        ([1, 1, 3], [[0, 1, 2]]),
        ([1, 1, 2, 3], [[0, 1, 2, 3]]),
        ([1, 1, 2, 3, 2], [[0, 4], [1, 2, 3]]),
        ([1, 2, 2, 3], [[0, 1, 2, 3]]),
        ([2], [[0]]),
    ],
)
def test_split_runs(numbers: list[int], runs: list[list[int]]) -> None:
    assert split_runs(numbers) == runs


@pytest.mark.parametrize("text", ["1. Mục\na) A\nb) B\nb) C\nc) D", "1. Mục\na) A\nb) B\nd) D\nđ) Đ"])
def test_letters_of_a_list_whose_items_have_no_titles(text: str) -> None:
    draft = numbered(text)
    draft.sections[1:] = [replace(section, title="") for section in draft.sections[1:]]
    plan = draft.plan()
    blocks = tuple(replace(block, body=block.start + 3) for block in plan.text.blocks)
    listed = replace(plan, text=replace(plan.text, blocks=blocks))
    assert len(check(listed, RULES).findings) == 1
    bare = replace(plan, text=replace(plan.text, blocks=tuple(replace(b, body=b.end) for b in blocks)))
    assert check(bare, RULES).findings == ()


@pytest.mark.parametrize(
    ("opening", "rules"),
    [("Trường hợp", []), ("trường hợp", [GAP])],
    ids=["opens its paragraph", "goes on in small letters"],
)
def test_a_number_of_two_levels_needs_no_closing_point(opening: str, rules: list[str]) -> None:
    body = (
        "4. Nguồn vốn của kế hoạch\n"
        f"4.1 {opening} chi từ ngân sách của xã thì kế toán lập dự toán.\n"
        "4.2. Trường hợp định mức do hội đồng quyết nghị thì xã lập bảng.\n"
        "4.3. Trường hợp thanh toán sau nghiệm thu thì xã lập hồ sơ gửi kho bạc."
    )
    assert [rule for rule, _, text in told(body) if text.startswith("4.2.")] == rules
