"""One fault put into true figures: found once, by the right rule and, where it is plain, with its cause."""

from collections.abc import Callable
from random import Random

import pytest
from checker_drafts import Draft

from extractor.checker.wording import format_vi
from extractor.records import Finding

Figures = tuple[list[int], int]  # the parts and the total
Mutation = Callable[[Random, list[int], int], Figures | None]


def _parts(random: Random) -> list[int]:
    return [random.randint(1_000, 90_000) for _ in range(random.randint(3, 5))]


def _one_digit(random: Random, parts: list[int], total: int) -> Figures:
    digits = [*str(total)]
    place = random.randrange(len(digits) - 2)  # the last two may be rounding
    digits[place] = random.choice([d for d in "123456789" if d != digits[place]])
    return parts, int("".join(digits))


def _swapped(random: Random, parts: list[int], total: int) -> Figures | None:
    digits = [*str(total)]
    places = [i for i in range(len(digits) - 2) if digits[i] != digits[i + 1] and digits[i + 1] != "0"]
    if not places:
        return None
    i = random.choice(places)
    digits[i], digits[i + 1] = digits[i + 1], digits[i]
    return parts, int("".join(digits))


def _left_out(random: Random, parts: list[int], total: int) -> Figures:
    return parts, total - random.choice(parts)


def _twice(random: Random, parts: list[int], total: int) -> Figures:
    return parts, total + random.choice(parts)


def _sign(random: Random, parts: list[int], total: int) -> Figures:
    return parts, total - 2 * min(parts)


# How often the cause must be named: a slip is where no other digit of the sum would mend it as well.
MUTATIONS: dict[str, tuple[Mutation, str, float]] = {
    "one digit": (_one_digit, "đúng một chữ số", 0.35),
    "two digits swapped": (_swapped, "đảo hai chữ số", 0.5),
    "an addend left out": (_left_out, "chưa được cộng", 0.98),
    "an addend counted twice": (_twice, "cộng hai lần", 0.98),
    "a sign": (_sign, "chênh lệch", 1),
}


def _found(parts: list[int], total: int, units: dict[int, str] | None = None) -> list[Finding]:
    """The findings of one sum; `units` gives the terms (0 the total) another unit than triệu đồng."""
    draft = Draft("; ".join(f"({i}) {format_vi(value)} đồng" for i, value in enumerate((total, *parts))))
    terms = [
        draft.budget(format_vi(value), (units or {}).get(i, "triệu đồng"), at=draft.text.index(f"({i})"))
        for i, value in enumerate((total, *parts))
    ]
    draft.sum(*terms)
    return [*draft.findings()]


@pytest.mark.parametrize(("mutation", "said", "often"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_mutation_is_found_once_with_its_cause(mutation: Mutation, said: str, often: float) -> None:
    random = Random(11)
    told = named = made = 0
    while made < 200:
        parts = _parts(random)
        mutated = mutation(random, parts, sum(parts))
        if mutated is None or mutated[1] == sum(parts):
            continue
        made += 1
        found = _found(*mutated)
        assert [(f.rule, f.severity) for f in found] == [("sum-mismatch", "error")], mutated
        assert found[0].expected == f"{format_vi(sum(parts))} triệu đồng"
        told += "chênh lệch" in found[0].message
        named += said in found[0].message
    assert told == made
    assert named >= often * made


@pytest.mark.parametrize("unit", ["đồng", "nghìn đồng", "tỷ đồng"])
def test_a_wrong_unit_is_found_once(unit: str) -> None:
    random = Random(5)
    for _ in range(100):
        parts = _parts(random)
        place = random.randint(0, len(parts))
        found = _found(parts, sum(parts), {place: unit})
        assert [f.rule for f in found] == ["unit-scale"]
        value = (sum(parts), *parts)[place]
        assert (found[0].severity, found[0].expected) == ("error", f"{format_vi(value)} triệu đồng")
