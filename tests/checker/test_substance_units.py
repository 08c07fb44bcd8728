"""Who leads a funded component, and how sentences name components."""

import pytest
from checker_drafts import RULES
from substance_plans import audit, told, verdicts

from extractor.extraction.components_named import Component, components_in

PROJECTS = """Tổng kinh phí thực hiện kế hoạch: 1.100 triệu đồng.
II. CÁC DỰ ÁN
1. Dự án 2: Đa dạng hóa sinh kế cho hộ nghèo
Kinh phí thực hiện: 620 triệu đồng.{own}
2. Dự án 5: Hỗ trợ nhà ở cho hộ nghèo
- Đối tượng: Các cơ quan, đơn vị chủ trì và hộ nghèo.
- Kinh phí thực hiện: 480 triệu đồng.
III. TỔ CHỨC THỰC HIỆN
"""
FIVE = "1. Công chức Địa chính: Chủ trì triển khai thực hiện Dự án 5.\n"
HEADING = "1. Dự án 2: Đa dạng hóa sinh kế cho hộ nghèo"


def _plan(*lines: str, own: str = "") -> str:
    return (
        PROJECTS.format(own=own) + FIVE + "\n".join(f"{i}. {line}" for i, line in enumerate(lines, start=2))
    )


@pytest.mark.parametrize(
    "line",
    [
        "Công chức Văn hóa - Xã hội: Phối hợp thực hiện Dự án 2.",
        "Công chức Văn hóa - Xã hội\n- Phối hợp với các ngành liên quan thực hiện một số dự án: Dự án 2, Dự án 7.",
        "Hội Nông dân: Tham gia thực hiện Dự án 2.",
        "Hội Phụ nữ: Tuyên truyền, vận động hội viên; phối hợp triển khai Dự án 2.",
        "Ban Giám sát đầu tư của cộng đồng: Giám sát Dự án 2.",
        "Kế toán xã: Bố trí kinh phí cho Dự án 2.",
        "Hội Nông dân: Chủ động phối hợp thực hiện Dự án 2.",
        "Công chức Văn hóa - Xã hội: Chủ trì công tác thông tin; phối hợp thực hiện Dự án 2.",
        "Các thôn: Niêm yết danh sách hộ nghèo.",
        "Công chức Nông nghiệp: Chủ trì Dự án 7, phối hợp thực hiện Dự án 2.",
    ],
)
def test_a_funded_component_that_nobody_leads(line: str) -> None:
    (found,) = told("lead-unit-missing", _plan(line))
    assert found.startswith(HEADING)


@pytest.mark.parametrize(
    "line",
    [
        "Công chức Nông nghiệp: Chủ trì thực hiện Dự án 2.",
        "Công chức Nông nghiệp: Chủ trì, phối hợp với Hội Nông dân thực hiện Dự án 2.",
        "Công chức Nông nghiệp: chủ trì Dự án 1, Dự án 2 và Dự án 3.",
        "Công chức Nông nghiệp: chủ trì các Dự án 1, 2, 3.",
        "Công chức Nông nghiệp\n- Tổ chức thực hiện Dự án 2.\n- Theo dõi dịch bệnh.",
        "Công chức Nông nghiệp: chịu trách nhiệm triển khai Dự án 2.",
        "UBND xã là chủ đầu tư Dự án 2.",
        "Công chức Nông nghiệp: Chủ trì Tiểu dự án 1 thuộc Dự án 2.",
        "Công chức Nông nghiệp: Chủ trì thực hiện đa dạng hóa sinh kế cho hộ nghèo.",
        "Công chức Văn hóa - Xã hội: Chủ trì thực hiện tất cả các dự án của Chương trình.",
        "Hội Nông dân: phối hợp thực hiện Dự án 2.\n3. Công chức Nông nghiệp: chủ trì Dự án 2.",
        "Công chức Nông nghiệp: phụ trách Dự án 2.",
    ],
)
def test_a_funded_component_with_a_leader(line: str) -> None:
    assert told("lead-unit-missing", _plan(line)) == []


@pytest.mark.parametrize(
    "own",
    [
        "\n- Đơn vị thực hiện: Công chức Nông nghiệp.",
        "\n- Cơ quan chủ trì: Phòng Kinh tế.",
        " Công chức Nông nghiệp chủ trì.",
        "\n- Chủ đầu tư: UBND xã.",
        "\n- Giao Hội Nông dân xã thực hiện.",
        "\n- Phân công: Công chức Nông nghiệp.",
    ],
)
def test_a_leader_in_the_components_own_part(own: str) -> None:
    assert told("lead-unit-missing", _plan("Các thôn: Niêm yết danh sách.", own=own)) == []


@pytest.mark.parametrize(
    "body",
    [
        PROJECTS.format(own="") + "1. Các ngành căn cứ nhiệm vụ tổ chức thực hiện.",
        "II. CÁC DỰ ÁN\n1. Dự án 2: Sinh kế\nHỗ trợ giống.\nIII. TỔ CHỨC THỰC HIỆN\n" + FIVE,
        "II. CÁC DỰ ÁN\n1. Dự án 2: Sinh kế (không thực hiện do xã không thuộc đối tượng).\nIII. TỔ CHỨC THỰC HIỆN\n"
        + FIVE,
    ],
    ids=["nothing shared out by component", "no money", "excused"],
)
def test_plans_that_are_not_judged(body: str) -> None:
    assert told("lead-unit-missing", body) == []


def test_each_funded_component_has_its_check() -> None:
    body = _plan("Hội Nông dân: phối hợp thực hiện Dự án 2.")
    assert verdicts("lead-unit", body) == ["disagrees", "agrees"]


def test_the_message_quotes_who_only_takes_part() -> None:
    body = _plan("Hội Nông dân: phối hợp thực hiện Dự án 2.")
    (found,) = [f for f in audit(body).findings if f.rule == "lead-unit-missing"]
    assert "«Hội Nông dân: phối hợp thực hiện Dự án 2.»" in found.message
    assert (found.severity, found.category) == ("warning", "programme")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("dự án 2", [(2, None)]),
        ("dự án 2, dự án 4 và dự án 7", [(2, None), (4, None), (7, None)]),
        ("các dự án 2, 4 và 7", [(2, None), (4, None), (7, None)]),
        ("tiểu dự án 1 thuộc dự án 3", [(3, 1)]),
        ("tiểu dự án 1 dự án 6", [(6, 1)]),
        ("tiểu dự án 1, 2 của dự án 4", [(4, 1), (4, 2)]),
        ("tiểu dự án 1 và tiểu dự án 3 thuộc dự án 4", [(4, 1), (4, 3)]),
        ("dự án 4 (tiểu dự án 1, 3)", [(4, 1), (4, 3)]),
        ("dự án 4 - tiểu dự án 2", [(4, 2)]),
        ("dự án số 5", [(5, None)]),
        ("dự án thành phần số 3", [(3, None)]),
        ("tiểu dự án 2 thuộc dự án 3, tiểu dự án 1 thuộc dự án 4", [(3, 2), (4, 1)]),
        ("tiểu dự án 2", [(None, 2)]),
        ("dự án 500 triệu đồng", []),
        ("các dự án giảm nghèo", []),
        ("dự án 2 triệu đồng mỗi hộ", []),
    ],
)
def test_components_as_sentences_name_them(words: str, named: list[tuple[int | None, int | None]]) -> None:
    read = [one.component for one in components_in(words, RULES.leading.component)]
    assert [(one.project, one.sub) for one in read] == named


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        (Component(4), Component(4, 1), True),
        (Component(4, 1), Component(4), True),
        (Component(4, 1), Component(4, 2), False),
        (Component(4), Component(5), False),
        (Component(None, 2), Component(3, 2), True),
        (Component(None, 2), Component(3, 1), False),
    ],
)
def test_who_leads_the_whole_leads_its_parts(one: Component, other: Component, covers: bool) -> None:
    assert one.covers(other) is covers
