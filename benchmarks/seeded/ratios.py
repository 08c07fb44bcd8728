"""Faults of rates that counts stand beside: wrong ratios and populations, rates without their sign."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor.rulebook import load_rulebook
from maker.expected import of_block
from maker.model import Block, Sample
from seeded.clean import check_lines
from seeded.edits import Edit, Fault, Place, prose
from seeded.figures import FIGURE, Range, one_digit, percentage, range_of, value_of

_RATE = re.compile(rf"({FIGURE.pattern})\s?%")
_OF = re.compile(rf"({FIGURE.pattern})/({FIGURE.pattern})")
_MONEY = re.compile(r"\s*(?:tỷ|triệu|nghìn|đồng)")
_BESIDE = 60  # characters between a count and the rate that it makes
_RATIO_REACH = 90
_TOLERANCE = Fraction(20, 100)  # of `rate-inconsistent` for cuts and rises: its own, and printed by it
_TRIES = 3


def ratio_faults(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Every fault of this family at every place of the plan."""
    yield from _ratios(sample, rng)
    yield from _populations(sample, rng)
    yield from _known(sample, rng)


def _ratios(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    for line in check_lines(sample, "ratios"):
        fraction, rate = (part.strip() for part in line.split("="))
        a, b = (Decimal(n) for n in fraction.split("/"))
        for at, of, stated in _stated(sample, a, b, Decimal(rate)):
            source = sample.blocks[at].source
            exact = _MONEY.match(source, of.end()) is None
            places = [Place(at, *of.span(1)), Place(at, *of.span(2)), Place(at, *stated.span(1))]
            for position in range(3):
                written = [of[1], of[2], stated[1]]
                written[position] = one_digit(written[position], rng)
                ranges = [range_of(w, exact=exact) for w in written[:2]]
                if value_of(written[1]) == 0 or value_of(written[2]) == 100:
                    continue
                within = percentage(*ranges).meets(range_of(written[2]))
                kind = ("count", "whole", "rate")[position]
                yield Fault("ratio-mismatch", kind, (Edit(places[position], written[position]),), within)
            yield Fault("percent-missing", "ratio", (_without_sign(at, stated),))
            noun = re.compile(r" [^,;.()\d]+(?=,)").match(source, of.end())
            if noun and exact and not _names_more(source, noun.end()) and not _is_labelled(source, noun):
                edit = Edit(Place(at, noun.start(), noun.end()), "")
                yield Fault("unit-missing", "count", (edit,))


def _names_more(source: str, at: int) -> bool:
    """Whether a comma leads on to another noun of what is counted («58/64 xã, phường»): that one still tells it."""
    units = load_rulebook().units.count_unit
    behind = re.match(r", (\w+(?: \w+)?)", source[at:])
    return behind is not None and not {behind[1], behind[1].split()[0]}.isdisjoint(units)


def _is_labelled(source: str, noun: re.Match[str]) -> bool:
    """Whether the label of the item («Lao động: đưa 118/110 lao động …») tells what is counted, too."""
    label, colon, _ = source[: noun.start()].partition(":")
    return bool(colon) and " ".join(noun[0].split()[:2]).casefold() in label.casefold()


def _stated(
    sample: Sample, a: Decimal, b: Decimal, rate: Decimal
) -> Iterator[tuple[int, re.Match[str], re.Match[str]]]:
    for at, block in prose(sample):
        for of in _OF.finditer(block.source):
            if (value_of(of[1]), value_of(of[2])) != (a, b):
                continue
            stated = _RATE.search(block.source, of.end(), of.end() + _RATIO_REACH)
            if stated and value_of(stated[1]) == rate:
                yield at, of, stated


def _without_sign(at: int, rate: re.Match[str]) -> Edit:
    """The rate's figure alone; the edit holds the whole figure so that its place is never empty."""
    return Edit(Place(at, rate.start(), rate.end()), rate[1])


@dataclass(frozen=True, slots=True)
class _Pair:
    """A count and the rate it makes: where both stand, whether they tell a change, and of what time.

    The pairs of another year or state are of another population, which only the rule's tolerance binds to theirs.
    """

    count: Place
    rate: Place
    written: tuple[str, str]
    change: bool
    time: tuple[object, object]


def _population(count: str, rate: str) -> Range:
    of, out = range_of(count, exact=True), range_of(rate)
    return (
        Range(100 * of.low / out.high, 100 * of.high / out.low)
        if out.low > 0
        else Range(Fraction(0), Fraction(0))
    )


def _populations(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    for line in check_lines(sample, "population"):
        pairs: list[_Pair] = []
        for stated in line.split(";"):
            count, rate = (part.strip() for part in stated.split(":"))
            pairs.extend(_pairs(sample, Decimal(count), Decimal(rate.removesuffix("%"))))
        for pair in pairs:
            yield from _inconsistent(pair, [p for p in pairs if p is not pair], rng)
            at = pair.rate.block
            source = sample.blocks[at].source
            rate_match = _RATE.match(source, pair.rate.start)
            before = source[max(0, pair.rate.start - 12) : pair.rate.start]
            if rate_match and "tỷ lệ" in before:
                yield Fault("percent-missing", "pair", (_without_sign(at, rate_match),))


def _pairs(sample: Sample, count: Decimal, rate: Decimal) -> Iterator[_Pair]:
    """Where the plan states the pair: the count, and the rate as the next percentage behind it."""
    for at, block in prose(sample):
        for figure in FIGURE.finditer(block.source):
            stated = _RATE.search(block.source, figure.end(), figure.end() + _BESIDE)
            if value_of(figure[0]) != count or stated is None or value_of(stated[1]) != rate:
                continue
            before = block.source[max(0, figure.start() - 8) : figure.start()].casefold()
            change = re.search(r"(?:giảm|tăng) $", before) is not None
            places = Place(at, *figure.span()), Place(at, *stated.span(1))
            yield _Pair(*places, (figure[0], stated[1]), change, _time(sample, block, count))


def _time(sample: Sample, block: Block, count: Decimal) -> tuple[object, object]:
    """Year and status of a count by its annotation."""
    known = (r for r in of_block(sample, block) if r["record"] == "target" and Decimal(r["value"]) == count)
    record = next(known, {})
    return record.get("year"), record.get("status")


def _inconsistent(pair: _Pair, others: Sequence[_Pair], rng: random.Random) -> Iterator[Fault]:
    for position, kind in enumerate(("count", "rate")):
        written = list(pair.written)
        written[position] = one_digit(written[position], rng)
        place = (pair.count, pair.rate)[position]
        own = _population(written[0], written[1])
        if own.high == 0 or value_of(written[1]) > 100:
            continue
        peers = [
            (_population(*other.written), pair.change or other.change or pair.time != other.time)
            for other in others
        ]
        apart = [_is_apart(own, peer, tolerant=tolerant) for peer, tolerant in peers]
        if apart:
            within = not all(apart)
            yield Fault("rate-inconsistent", kind, (Edit(place, written[position]),), within=within)


def _is_apart(own: Range, peer: Range, *, tolerant: bool) -> bool:
    if own.meets(peer):
        return False
    low, high = sorted((own, peer), key=lambda r: r.low)
    return not tolerant or (high.low - low.high) / low.high > _TOLERANCE


def _known(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    for line in check_lines(sample, "known"):
        whole, rate = (part.strip() for part in line.split(":"))
        for at, block in prose(sample):
            found = re.search(rf"có {whole} hộ; [^\d]+({re.escape(rate)})%", block.source)
            for _ in range(_TRIES if found else 0):
                assert found is not None
                written = one_digit(rate, rng)
                edit = Edit(Place(at, *found.span(1)), written)
                if not _possible(int(whole), written) and value_of(written) <= 100:
                    within = _possible_if_cut(int(whole), written)
                    yield Fault("rate-impossible", "rate", (edit,), within=within)


def _possible(whole: int, rate: str) -> bool:
    """Whether some whole count of so many rounds to the rate."""
    stated = range_of(rate)
    return any(stated.low <= Fraction(100 * count, whole) <= stated.high for count in range(whole + 1))


def _possible_if_cut(whole: int, rate: str) -> bool:
    """Whether some whole count gives the rate once what stands behind its last digit is cut off."""
    stated = range_of(rate)
    middle = (stated.low + stated.high) / 2
    step = stated.high - stated.low
    return any(middle <= Fraction(100 * count, whole) < middle + step for count in range(whole + 1))
