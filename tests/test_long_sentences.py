"""One sentence of many thousand characters costs about as much as its length, and its figures are read as ever."""

import time

import pytest

from extractor.audit import audit_bytes
from extractor.rulebook import load_rulebook

HEAD = "ỦY BAN NHÂN DÂN\nXÃ ĐỨC LƯƠNG\nKẾ HOẠCH\nGiảm nghèo năm 2023\nI. NHIỆM VỤ\n"
RULES = load_rulebook()


def seconds(sentence: str) -> float:
    """Of the processor, the least of two readings."""
    data = f"{HEAD}{sentence}.\n".encode()
    taken = []
    for _ in range(2):
        began = time.process_time()
        audit_bytes(data, "plan.txt", "plan.txt", RULES)
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize(
    ("before", "repeated", "behind", "times"),
    [
        ("", "hộ nghèo ", "3", 120),
        ("Phấn đấu ", "giảm nghèo ", "5%", 120),
        ("", "giảm 3 hộ nghèo ", "", 40),
    ],
)
def test_a_sentence_eight_times_as_long_costs_no_more_than_thirty_times(
    before: str, repeated: str, behind: str, times: int
) -> None:
    short, long = (
        (before + repeated * count + f"{behind} " + repeated * count) for count in (times, 8 * times)
    )
    assert seconds(long) < 30 * max(
        seconds(short), 0.02
    )  # sixty-four and more, where each place looks at all


def test_what_stands_near_a_figure_names_it_in_a_long_sentence() -> None:
    filler = "các ban ngành của xã và các hội phối hợp chặt chẽ với nhau " * 40
    audit = audit_bytes(
        f"{HEAD}- Năm 2023, {filler}để phấn đấu giảm tỷ lệ hộ nghèo 2,5% so với đầu năm, {filler}.\n".encode(),
        "plan.txt",
        "plan.txt",
        RULES,
    )
    assert [t.indicator for t in audit.plan.targets] == ["poverty_rate_reduction"]
