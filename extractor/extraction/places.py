"""The places a document speaks of: its issuer's own, and those above it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.extraction.cited import CitedDocument
from extractor.language.text import canonical
from extractor.plantext import PlanText
from extractor.records import IssuerLevel
from extractor.rulebook.figures import HeaderRules

LEVELS: tuple[IssuerLevel, ...] = ("commune", "district", "province")
BODY = regex.compile(r"(?i)(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd|hội\s+đồng\s+nhân\s+dân|hđnd")
_PROPER = r"(?P<name>\p{Lu}[\p{Ll}'’]*(?:[ -]\p{Lu}[\p{Ll}'’]*){0,4}|\d{1,2}\b(?![.,/]\d))"
_NATIONAL = regex.compile(r"(?i)\s+(?:cộng\s*h[òo]a|độc\s*lập)")
# Capitalised words that follow a place and are no part of its name.
_NOT_IN_NAMES = frozenset(
    [
        "Năm",
        "Kế",
        "Giai",
        "Thực",
        "Ủy",
        "Uỷ",
        "Ban",
        "Về",
        "Và",
        "Các",
        "Trên",
        "Căn",
        "Theo",
        "Chương",
        "Nghị",
        "Quyết",
        "Phòng",
        "Trung",
        "Sở",
        "Hội",
        "Đảng",
        "Mặt",
    ]
)
_IN_NAMES_LATER = frozenset({"Trung", "Hội", "Sở", "Năm"})
_NUMBERED = frozenset({"phường", "quận"})
_HEAD_LINES = 14
_HEAD_LENGTH = 90
_NAME_LENGTH = 50
_OPENING = 6000
_CLOSING = 3000


@dataclass(frozen=True, slots=True)
class Place:
    """A place named by rank and name: («district», «huyện», «Yên Sơn»)."""

    level: IssuerLevel
    rank: str
    name: str


class PlaceReader:
    """Finds the places of a document; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        self._cities = frozenset(rules.cities)
        self._ranks: dict[str, IssuerLevel] = {"thành phố": "district"}
        for level in LEVELS:
            self._ranks.update(dict.fromkeys(rules.ranks.get(level, ()), level))
        either = "|".join(sorted(self._ranks, key=len, reverse=True))
        self._place = regex.compile(rf"(?<![\p{{L}}])(?P<rank>(?i:{either}))\s+{_PROPER}")
        self._own_rank = regex.compile(
            rf"(?i)(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|trên địa bàn)\s+(?P<rank>{either})(?![\p{{L}}])"
        )
        self._issuing = regex.compile(
            rf"(?:(?i:ubnd|ủy ban nhân dân|uỷ ban nhân dân))\s+(?P<rank>(?i:{either}))\s+{_PROPER}"
        )

    def own(self, text: PlanText, title: str | None, lines: Sequence[str]) -> Place | None:
        """The issuer's place: by the head of the document, else its title, else how it speaks of itself."""
        return self._headed(lines) or self._titled(title, lines) or self._spoken_of(text, title, lines)

    def above(self, text: PlanText, cited: Sequence[CitedDocument], own: Place | None) -> list[Place]:
        """Places over the issuer's own that it names: in what it cites, and its province in its opening."""
        if own is None:
            return []
        higher = LEVELS[LEVELS.index(own.level) + 1 :]
        issuers = (p for c in cited for p in self._places(c.issuer or "") if p.level in higher)
        opening = (
            p for p in self._places(text.text[:_OPENING]) if p.level == "province" and p.level in higher
        )
        return [*issuers, *opening]

    def _headed(self, lines: Sequence[str]) -> Place | None:
        """«ỦY BAN NHÂN DÂN / XÃ …» at the head, on one line or two; the lowest body named issues it."""
        joined = [" ".join(line.split()) for line in lines[:_HEAD_LINES]]
        found: list[Place] = []
        for index, line in enumerate(joined):
            body = BODY.match(line.lstrip("* "))
            if body is None or len(line) > _HEAD_LENGTH:
                continue
            rest = line[body.end() :].strip(" *-–")
            named = (
                self._ranked(_NATIONAL.split(words)[0]) for words in (rest, *joined[index + 1 : index + 2])
            )
            found.extend(place for place in named if place is not None)
        return min(found, key=lambda place: LEVELS.index(place.level), default=None)

    def _ranked(self, words: str) -> Place | None:
        """A line that is a rank and a name, in any case."""
        lowered = canonical(words)
        rank = next(
            (r for r in sorted(self._ranks, key=len, reverse=True) if lowered.startswith(f"{r} ")), None
        )
        if rank is None or len(words) > _NAME_LENGTH:
            return None
        name = title_case(words[len(rank) :].strip(" .-–_*"))
        return self._made(rank, name) if len(name) > 1 or name.isdigit() else None

    def _titled(self, title: str | None, lines: Sequence[str]) -> Place | None:
        sources = (title or "", *(line for line in lines if BODY.match(line)))
        return next((place for words in sources for place in self._places(words)), None)

    def _spoken_of(self, text: PlanText, title: str | None, lines: Sequence[str]) -> Place | None:
        """Where the head is lost: the name most often said with the rank that the document calls itself by."""
        said = self._own_rank.search(" ".join((title or "", *lines)))
        issuing = [p for m in self._issuing.finditer(text.text) if (p := self._of(m)) is not None]
        if said is None:
            closing = self._issuing.finditer(text.text, max(0, len(text.text) - _CLOSING))
            last = [p for m in closing if (p := self._of(m)) is not None]
            return last[-1] if last else None
        rank = said["rank"].lower()
        names = Counter(p.name for p in (*self._places(text.text), *issuing, *issuing) if p.rank == rank)
        return self._made(rank, names.most_common(1)[0][0]) if names else None

    def _places(self, words: str) -> Iterator[Place]:
        for match in self._place.finditer(words):
            place = self._of(match)
            if place is not None:
                yield place

    def _of(self, match: "regex.Match[str]") -> Place | None:
        kept: list[str] = []
        for word in match["name"].split():
            if word in _NOT_IN_NAMES and not (kept and word in _IN_NAMES_LATER):
                break
            kept.append(word)
        name = title_case(" ".join(kept))
        if name[:1].isdigit() and match["rank"].lower() not in _NUMBERED:
            return None
        return self._made(match["rank"].lower(), name) if len(name) > 1 or name.isdigit() else None

    def _made(self, rank: str, name: str) -> Place:
        city = rank == "thành phố" and name in self._cities
        return Place("province" if city else self._ranks[rank], rank, name)


def title_case(name: str) -> str:
    """«YÊN SƠN» and «yên sơn» as «Yên Sơn»; mixed case is left as it is."""
    if not (name.isupper() or name.islower()):
        return name
    return str(regex.sub(r"\p{L}+", lambda m: m[0][0].upper() + m[0][1:].lower(), name))
