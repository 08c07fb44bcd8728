"""Places as a head and a title name them, noise and all: what a header's reading has cut short or missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor import regex
from extractor.language.text import canonical, fold, has_marks
from extractor.localities.gazetteer import Gazetteer
from extractor.localities.names import ALSO_NAMES, RANKS, key, rank_of
from extractor.localities.units import LEVELS, Level

_WORDS: Final = "|".join(
    rank.replace(" ", r"\s*") for rank in sorted((*RANKS, *map(fold, RANKS)), key=len, reverse=True)
)
_RANK: Final = regex.compile(
    rf"(?<!\p{{L}})(?:(?P<word>{_WORDS})(?P<gap>\s*)|(?P<short>tp|tx|tt|[hpq])(?:\.\s*|\s+))"
)
_NAME_ENDS: Final = regex.compile(
    r"[,;.():\n]|\s[-–]\s|\s(?:năm|giai|đến|và|về|trong|theo|nam)\b", regex.IGNORECASE
)
_BODY: Final = regex.compile(r"(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd)\s*")
_LONGEST: Final = 5  # words of a name
_HEAD_LINES, _LINE = 14, 60
_FOLLOWED: Final = 5  # times that the own name is looked at for the names behind it
_BEHIND: Final = 70
_TITLE: Final = 1000  # letters of a title that are looked through


@dataclass(frozen=True, slots=True)
class Named:
    """A place that the gazetteer knows, as the text names it."""

    level: Level
    rank: str
    name: str


def places(words: str, units: Gazetteer) -> Iterator[Named]:
    """The known places in a title or a line, in order: «… huyện Tam Đường, tỉnh Lai Châu năm 2022».

    Ranks without marks count before names without marks.
    """
    lowered = canonical(words)
    for match in _RANK.finditer(lowered):
        rank = rank_of(match["word"] or match["short"])
        found = _known(words[match.end() :], rank, units)
        if found is not None and (match["short"] or _is_rank(lowered, match, found)):
            yield found


def _is_rank(lowered: str, match: "regex.Match[str]", named: Named) -> bool:
    """A rank with its marks; without them only before a name without, and «quan», «tinh», «xa» not in a sentence."""
    if "".join(match["word"].split()) == "".join(named.rank.split()):
        return True
    opens = lowered[: match.start()].rstrip()[-1:] in {"", ","}
    return not has_marks(named.name) and (opens or named.rank not in ALSO_NAMES)


def _known(rest: str, rank: str, units: Gazetteer) -> Named | None:
    """The longest run of words that is the name of a unit of this rank."""
    end = _NAME_ENDS.search(rest)
    words = rest[: end.start() if end else len(rest)].split()[:_LONGEST]
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return None
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        levels = {unit.level for unit in units.keyed(key(name))} & set(RANKS[rank])
        if levels:
            return Named(max(levels, key=LEVELS.index), rank, name)
    return None


def own_line(text: str, title_at: int, units: Gazetteer) -> Named | None:
    """The lowest place that a line of the head above the title is made of: «HUYỆNTAM ĐƯỜNG»."""
    lines = text[:title_at].splitlines()[:_HEAD_LINES]
    found = (_whole_line(line.strip(" *_#|"), units) for line in lines if len(line) <= _LINE)
    return min((n for n in found if n is not None), key=lambda n: LEVELS.index(n.level), default=None)


def _whole_line(line: str, units: Gazetteer) -> Named | None:
    body = _BODY.match(fold(line)) if line.isupper() else None
    words = line[body.end() :] if body is not None else line
    match = _RANK.match(canonical(words))
    if match is None:
        return None
    found = _known(words[match.end() :], rank_of(match["word"] or match["short"]), units)
    return found if found is not None and match.end() + len(found.name) >= len(words.rstrip()) else None


def names_over(title: str, text: str, own: str, units: Gazetteer) -> dict[Level, str]:
    """The names of the places above, as the title has them or as they stand behind the own name."""
    chains: list[Sequence[Named]] = [list(places(title[:_TITLE], units))]
    at = text.find(own)
    for _ in range(_FOLLOWED):
        if at < 0:
            break
        behind = text[at + len(own) : at + len(own) + _BEHIND]
        if behind.lstrip()[:1] in {",", "-", "–"}:
            chains.append(list(places(" ".join(behind.split(".")[0].split()), units)))
        at = text.find(own, at + 1)
    found: dict[Level, str] = {}
    for named in (named for chain in chains for named in chain):
        found.setdefault(named.level, named.name)
    return found
