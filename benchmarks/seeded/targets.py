"""Faults of targets: `growth-mismatch`, `share-sum`, `target-conflict`, `percent-range`, rates without their sign."""

import random
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from maker.model import Block, Sample
from seeded.clean import check_lines
from seeded.edits import Edit, Fault, Place, prose
from seeded.figures import FIGURE, Range, one_digit, range_of, total, value_of

_RATE = re.compile(rf"({FIGURE.pattern})\s?%")
_SHARE = re.compile(
    r"% (?:số |tổng số )?(?:hộ|người|lao động|trẻ em|học sinh|xã|thôn|trường|dân số|phụ nữ|cán bộ)\b"
)
_WHOLE = 100
_HUNDREDS = 3  # digits: four, with or without a point, can be read as a decimal too
_RATE_WORD = re.compile(r"tỷ lệ [^,;.\d]*$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:[,;.)]|$|và |vào |so với )")
_NO_SHARE = re.compile(r"kế hoạch|chỉ tiêu|so với|tăng|giảm [\d]|vượt|dự toán|nghị quyết|tốc độ|cùng kỳ")
_TARGETS = frozenset(
    [
        "poverty_rate",
        "near_poverty_rate",
        "poor_households",
        "near_poor_households",
        "health_insurance_rate",
        "clean_water_rate",
        "hygienic_water_rate",
        "hygienic_latrine_rate",
        "jobs_created",
        "vocational_trainees",
        "overseas_workers",
    ]
)


def target_faults(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Every fault of this family at every place of the plan."""
    yield from _growths(sample, rng)
    yield from _shares(sample, rng)
    yield from _conflicts(sample, rng)
    for at, block in prose(sample):
        yield from _rates(at, block)


def _quoted(sample: Sample, text: str) -> tuple[int, int]:
    return next((at, block.source.find(text)) for at, block in prose(sample) if text in block.source)


def _figures(sample: Sample, text: str) -> list[tuple[Place, str]]:
    at, start = _quoted(sample, text)
    return [(Place(at, start + m.start(1), start + m.end(1)), m[1]) for m in _RATE.finditer(text)]


def _growths(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Changes stated beside both levels: wrong as points and as a relative change."""
    for text in check_lines(sample, "growth"):
        figures = _figures(sample, text)
        for at, (place, written) in enumerate(figures):
            other = one_digit(written, rng)
            shown = [other if i == at else w for i, (_, w) in enumerate(figures)]
            levels = _levels(text, shown)
            if max(value_of(w) for w in shown) <= 100:
                within = _leads(*levels)
                kind = "change" if written == _levels(text, [w for _, w in figures])[2] else "level"
                yield Fault("growth-mismatch", kind, (Edit(place, other),), within=within)


def _levels(text: str, shown: Sequence[str]) -> tuple[str, str, str]:
    """Before, after, change: the change stands first or last."""
    first = re.search(r"(?:tăng|giảm) \d[^(]*từ", text.casefold()) is not None
    return (shown[1], shown[2], shown[0]) if first else (shown[0], shown[1], shown[2])


def _leads(before: str, after: str, change: str) -> bool:
    one, other, stated = range_of(before), range_of(after), range_of(change)
    points = Range(other.low - one.high, other.high - one.low)
    relative = Range(
        100 * min(points.low / one.low, points.low / one.high),
        100 * max(points.high / one.low, points.high / one.high),
    )
    both = (stated, Range(-stated.high, -stated.low))
    return any(way.meets(signed) for way in (points, relative) for signed in both)


def _shares(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    for text in check_lines(sample, "shares"):
        figures = _figures(sample, text)
        for at, (place, written) in enumerate(figures):
            other = one_digit(written, rng)
            ranges = [range_of(other if i == at else w) for i, (_, w) in enumerate(figures)]
            within = total(ranges).meets(Range(Fraction(100), Fraction(100)))
            yield Fault("share-sum", "digit", (Edit(place, other),), within=within)


def _conflicts(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """The same target told once more further on, with another figure."""
    closing = [
        at for at, block in enumerate(sample.blocks) if block.kind in ("p", "n2") and not block.targets
    ]
    for at, block in prose(sample):
        if block.kind != "dash" or len(block.targets) != 1 or block.context["status"] not in ("target", None):
            continue
        _text, indicator, measure, *_ = block.targets[0]
        figure = next(
            (m for m in FIGURE.finditer(block.source) if value_of(m[0]) == Decimal(measure.split()[0])), None
        )
        later = [other for other in closing if other > at]
        if indicator not in _TARGETS or figure is None or not later or "status=" in "".join(block.targets[0]):
            continue
        other = one_digit(figure[0], rng)
        step = Decimal(1).scaleb(-len(other.partition(",")[2]))
        if abs(value_of(other) - value_of(figure[0])) > step:
            words = block.source[: figure.start()] + other + block.source[figure.end() :]
            place = Place(rng.choice(later), 0, 0)
            yield Fault("target-conflict", "twice", (Edit(place, "", insert=words.removeprefix("- ")),))


def _rates(at: int, block: Block) -> Iterator[Fault]:
    for rate in _RATE.finditer(block.source):
        before, after = block.source[: rate.start()], block.source[rate.end() :]
        named = _RATE_WORD.search(before) is not None
        if named and _GOES_ON.match(after):
            yield Fault("percent-missing", "rate", (Edit(Place(at, rate.start(), rate.end()), rate[1]),))
        share = _SHARE.match(block.source, rate.end() - 1) is not None
        clause = re.split(r"[;.] ", before)[-1][-60:] + re.split(r"[;.]", after)[0][:40]
        if (share or named) and not _NO_SHARE.search(clause.casefold()) and "/" not in clause:
            place = Place(at, *rate.span(1))
            yield Fault("percent-range", "digit more", (Edit(place, f"1{_tens(rate[1])}"),))
            joined = rate[1].replace(",", "")
            if "," in rate[1] and len(joined) == _HUNDREDS and int(joined) > _WHOLE:
                yield Fault("percent-range", "comma lost", (Edit(place, joined),))


def _tens(written: str) -> str:
    """So many digits that a 1 in front makes it more than a hundred: `7,5` as `07,5`, `100` as `10`."""
    whole, comma, rest = written.partition(",")
    whole = {1: f"0{whole}", 3: whole[:2]}.get(len(whole), whole)
    return f"{'01' if whole == '00' else whole}{comma}{rest}"
