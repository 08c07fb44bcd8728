"""Faults of structure: numbers of headings, the plan's own name, appendices that are not there."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from maker.model import Sample
from seeded.edits import Edit, Fault, Place, prose

_NUMBERED = ("h1", "h2", "n2", "h3", "n3")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_OFTEN_LEFT_OUT = "đ"
_RANKS = r"(?i:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)"
_MENTIONS = (
    "(chi tiết tại Phụ lục kèm theo)",
    "(có biểu chi tiết kèm theo)",
    "(cụ thể tại Phụ lục số 01 kèm theo)",
)
_VOWELS = {"a": "á", "á": "à", "à": "á", "ă": "â", "â": "ă", "e": "ê", "ê": "e", "i": "í", "o": "ô", "ô": "ơ",
           "ơ": "ô", "u": "ư", "ư": "u", "ế": "ề", "ề": "ế", "ờ": "ớ", "ạ": "ả", "ộ": "ổ", "ồ": "ố"}  # fmt: skip
_OTHERS = ("Sơn Thạch", "Bình Lương", "Yên Phú")


def shape_faults(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Every fault of this family at every place of the plan."""
    yield from _numbering(sample)
    yield from _names(sample, rng)
    yield from _appendices(sample, rng)


def _number(marker: str) -> int | None:
    if marker in _ROMAN:
        return _ROMAN.index(marker) + 1
    if marker.isdigit():
        return int(marker)
    return _LETTERS.index(marker) + 1 if len(marker) == 1 and marker in _LETTERS else None


def _marker(like: str, number: int) -> str:
    if like in _ROMAN:
        return _ROMAN[number - 1]
    return str(number) if like.isdigit() else _LETTERS[number - 1]


def _numbering(sample: Sample) -> Iterator[Fault]:
    """Each number but the first of a list: one on from there, or once more what stood before."""
    formats = ("txt", "pdf") if sample.numbering == "automatic" else ("txt", "docx", "pdf")
    for series in _series(sample):
        for at in range(1, len(series)):
            later = series[at:]
            if sample.blocks[series[at]].marker != _OFTEN_LEFT_OUT or _counts_d_elsewhere(sample, series):
                yield Fault("numbering-gap", "skipped", _renumbered(sample, later, 1), formats=formats)
            if at + 1 < len(series):
                yield Fault("numbering-duplicate", "all on", _renumbered(sample, later, -1), formats=formats)
            yield Fault("numbering-duplicate", "once", _renumbered(sample, later[:1], -1), formats=formats)


def _counts_d_elsewhere(sample: Sample, series: Sequence[int]) -> bool:
    """Whether another list of the plan counts đ: only then is a list without it no way of counting."""
    return any(block.marker == _OFTEN_LEFT_OUT and at not in series for at, block in enumerate(sample.blocks))


def _series(sample: Sample) -> list[list[int]]:
    """Blocks that are counted together, from 1 on without a break; those with numbers of several parts aside."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, block in enumerate(sample.blocks):
        number = _number(block.marker or "") if block.kind in _NUMBERED else None
        if number is not None:
            groups[block.section[:-1], block.kind[-1], _scope(sample, at)].append(at)
    return [
        group
        for group in groups.values()
        if [_number(sample.blocks[at].marker or "") for at in group] == list(range(1, len(group) + 1))
        and not any(_has_dotted(sample, at) for at in group)
    ]


def _scope(sample: Sample, at: int) -> int:
    """The last heading above that stands higher: lists under two headings of one number are two lists."""
    rank = len(sample.blocks[at].section)
    above = (
        i for i in range(at - 1, -1, -1) if sample.blocks[i].marker and len(sample.blocks[i].section) < rank
    )
    return next(above, -1)


def _has_dotted(sample: Sample, at: int) -> bool:
    marker = sample.blocks[at].marker or ""
    return any((block.marker or "").startswith(f"{marker}.") for block in sample.blocks[at : at + 12])


def _renumbered(sample: Sample, blocks: Sequence[int], step: int) -> tuple[Edit, ...]:
    edits = []
    for at in blocks:
        marker = sample.blocks[at].marker or ""
        edits.append(Edit(Place(at, 0, len(marker)), _marker(marker, (_number(marker) or 0) + step)))
    return tuple(edits)


def _names(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """The plan's own name with another mark, or another name: in the title, scope, targets, closing sentence."""
    level = str(sample.document.get("issuer_level", ""))
    own = str(sample.document.get(level, "")) or str(sample.document.get("place", ""))
    if own in ("", "null"):
        return
    pattern = re.compile(rf"{_RANKS} ({re.escape(own)})\b")
    title = "\n".join(sample.head["title"])
    for match in pattern.finditer(title):
        edit = Edit(Place(-1, *match.span(1), head="title"), _misspelled(own, rng))
        yield Fault("locality-mismatch", "title", (edit,))
    for at, block in prose(sample):
        closing = block.source.startswith("Trên đây")
        scope = re.match(r"Phạm vi|Địa bàn", block.source) is not None
        if closing or scope or (block.targets and block.kind == "dash"):
            for match in pattern.finditer(block.source):
                place = Place(at, *match.span(1))
                kind = "closing" if closing else "scope" if scope else "target"
                for _ in range(3 if closing else 1):
                    yield Fault(
                        "locality-mismatch", f"{kind}, spelling", (Edit(place, _misspelled(own, rng)),)
                    )
                if closing:
                    yield Fault("locality-mismatch", "closing, another", (Edit(place, rng.choice(_OTHERS)),))


def _misspelled(name: str, rng: random.Random) -> str:
    places = [at for at, letter in enumerate(name) if letter in _VOWELS]
    at = rng.choice(places)
    return name[:at] + _VOWELS[name[at]] + name[at + 1 :]


def _appendices(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    first = next((at for at, block in enumerate(sample.blocks) if block.kind == "appendix"), None)
    if first is not None:
        said = " ".join(block.source for block in sample.blocks[:first]).casefold()
        if re.search(r"(?:phụ lục|biểu)[^.;]{0,30}kèm theo", said):
            drops = tuple(Edit(Place(at, 0, 0), "", drop=True) for at in range(first, len(sample.blocks)))
            yield Fault("appendix-missing", "taken away", drops, anywhere=True)
        return
    ends = [at for at, block in prose(sample) if block.kind in ("p", "n2") and block.source.endswith(".")]
    for mention in _MENTIONS:
        for at in rng.sample(ends, min(2, len(ends))):
            end = len(sample.blocks[at].source)
            edit = Edit(Place(at, end - 1, end), f" {mention}.")
            yield Fault("appendix-missing", "told of", (edit,))
