"""The places a document speaks of: its issuer's own, and those above it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from extractor import regex
from extractor.extraction.cited import CitedDocument
from extractor.language.text import any_of, canonical, canonical_text, fold
from extractor.plantext import PlanText
from extractor.records import IssuerLevel
from extractor.rulebook.figures import HeaderRules

LEVELS: tuple[IssuerLevel, ...] = ("commune", "district", "province")
BODY = regex.compile(r"(?i)(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd|hội\s+đồng\s+nhân\s+dân|hđnd")
NAME = r"(?P<name>\p{Lu}[\p{Ll}'’]*(?:[ -]\p{Lu}[\p{Ll}'’]*){0,4}|\d{1,2}\b(?![.,/]\d))"
# Over the end of a line or a cell no name goes on in small letters: «Ngân sách tỉnh», «Ngân sách huyện» in two cells.
_SPACE = r"(?: +|\s+(?!\p{Lu}\p{Ll}+ \p{Ll}))"
# The same words in capitals that a scan has robbed of marks.
_FOLDED_BODY = regex.compile(r"uy\s+ban\s+nhan\s+dan|hoi\s+dong\s+nhan\s+dan")
JOINT = regex.compile(r"(?i)(?:và\s+)?(?:ủy|uỷ)\s+ban|(?:và\s+)?(?:ubmttq|mặt trận)")
_NAMED = regex.compile(r"\p{Lu}[\p{L}'’]*(?:(?:\s|\s?[-–]\s?)(?:\p{Lu}[\p{L}'’]*|\d{1,2})){0,5}|\d{1,2}")
_SMALL_NAME = regex.compile(r"\p{Ll}+(?:(?:\s|\s?-\s?)\p{Ll}+){0,3}")
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
_WORDS_WITH_A_RANK = frozenset({"hội", "trực thuộc trung ương"})  # «xã hội» is no commune
_NUMBERED = frozenset({"phường", "quận"})
_HEAD_LENGTH = 90
_NAME_LENGTH = 50
_NAME_WORDS = 6
_SHORT_CITY = regex.compile(r"^(?i:tp)(?:\.\s?|\s)(?=\p{Lu})")
_OPENING = 6000
_CLOSING = 3000
_WORD = regex.compile(r"[\p{L}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place named by rank and name: («district», «huyện», «Yên Sơn»)."""

    level: IssuerLevel
    rank: str
    name: str

    @property
    def depth(self) -> int:
        """0 for a commune, more for a place that holds others."""
        return LEVELS.index(self.level)


class PlaceReader:
    """Finds the places of a document; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        self._cities = frozenset(rules.cities)
        self._ranks: dict[str, IssuerLevel] = {"thành phố": "district"}
        for level in LEVELS:
            self._ranks.update(dict.fromkeys(rules.ranks.get(level, ()), level))
        self._longest_first = sorted(self._ranks, key=len, reverse=True)
        either = any_of(self._ranks)
        self._place = regex.compile(rf"(?<![\p{{L}}])(?P<rank>(?i:{either})){_SPACE}{NAME}")
        self._subject = regex.compile(
            rf"(?i)^\W*(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+(?P<rank>{either})(?![\p{{L}}])"
        )
        self._own_rank = regex.compile(
            rf"(?i)(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|trên địa bàn)\s+(?P<rank>{either})(?![\p{{L}}])"
        )
        self._issuing = regex.compile(
            rf"(?:(?i:ubnd|ủy ban nhân dân|uỷ ban nhân dân))\s+(?P<rank>(?i:{either}))\s+{NAME}"
        )
        self._holding = regex.compile(
            rf"\s*(?:[,–—-]|thuộc)\s*(?P<place>(?:{either})\s[^,;–—()\d-]{{2,40}}?)"
            r"(?=\s*(?:[,;.(–—-]|$)|\s(?:năm|giai đoạn|đến|trong|và|theo|thực hiện)(?!\p{L}))"
        )
        self._party_ranks = {word: rank for word, rank in rules.party.items() if rank}
        self._party = regex.compile(rf"(?<![\p{{L}}])(?P<word>(?i:{any_of(self._party_ranks)}))\s+{NAME}")

    def spelled(self, text: PlanText, place: Place) -> Place:
        """A place from a head in capitals as the text spells it, where a scan has changed the capitals' marks."""
        bare = fold(place.name)
        names: Counter[str] = Counter()
        for named in self._places(text.text):
            if named.rank != place.rank:
                continue
            if named.name == place.name:
                return place
            if fold(named.name) == bare:
                names[named.name] += 1
        return self._made(place.rank, names.most_common(1)[0][0]) if names else place

    def own(self, text: PlanText, title: str | None, lines: Sequence[str]) -> Place | None:
        """The issuer's place where the head names none: by the title, else how the document speaks of itself."""
        return self._titled(title, lines) or self._spoken_of(text, title, lines)

    def above(self, text: PlanText, cited: Sequence[CitedDocument], own: Place) -> list[Place]:
        """Places over the issuer's own that it names: in what it cites, and its province in its opening."""
        issuers = (p for c in cited for p in self._places(c.issuer or ""))
        opening = (p for p in self._places(text.text[:_OPENING]) if p.level == "province")
        return self.over([*issuers, *opening], own)

    def told_behind(self, title: str | None, own: Place) -> Iterator[Place]:
        """«… trên địa bàn xã Yên Sơn, huyện Tam Khê»: the places that a title names right behind the issuer's own."""
        words = " ".join((title or "").split())
        lowered, name = canonical_text(words), canonical(f"{own.rank} {own.name}")
        at = lowered.find(name)
        holding = self._holding.match(lowered, at + len(name)) if at >= 0 else None
        while holding is not None:
            place = self.ranked(words[slice(*holding.span("place"))])
            if place is not None:
                yield place
            holding = self._holding.match(lowered, holding.end("place"))

    @staticmethod
    def over(places: Iterable[Place], own: Place) -> list[Place]:
        """Those of the places that stand over the issuer's own."""
        return [place for place in places if place.depth > own.depth]

    def headed(self, lines: Sequence[str]) -> list[Place]:
        """«ỦY BAN NHÂN DÂN / XÃ …» at the head, on one line or two, in order."""
        joined = [" ".join(line.split()) for line in lines]
        found: list[Place] = []
        for index, line in enumerate(joined):
            rest = _behind_body(line)
            if rest is None:
                continue
            named = self.ranked(rest) or self._opening_place(rest)
            if named is None and (not rest or JOINT.match(rest)):
                named = next(
                    (p for words in joined[index + 1 : index + 2] if (p := self.ranked(words))), None
                )
            found.extend([named] if named is not None else [])
        return found

    def ranked(self, words: str) -> Place | None:
        """A line that is a rank and a name: in capitals, in small letters, or with the name's own capitals."""
        words = _SHORT_CITY.sub("Thành phố ", words)
        lowered = canonical(words)
        rank = next((r for r in self._longest_first if lowered.startswith(f"{r} ")), None)
        if rank is None or len(words) > _NAME_LENGTH or words.rstrip().endswith((":", ";", ",")):
            return None
        name = words[len(rank) :].strip(" .-–_*")
        if len(name.split()) > _NAME_WORDS:
            return None
        if not (name.isupper() or name.istitle() or _NAMED.fullmatch(name) or _SMALL_NAME.fullmatch(name)):
            return None
        name = title_case(name)
        named = len(name) > 1 and canonical(name) not in _WORDS_WITH_A_RANK
        return self._made(rank, name) if named or name.isdigit() else None

    def split(self, words: str) -> tuple[str, Place | None]:
        """The name of an agency in capitals and the place at its end: «SỞ Y TẾ» and «TỈNH YÊN SƠN»."""
        lowered = canonical(words)
        for rank in self._longest_first:
            at = lowered.rfind(f" {rank} ")
            place = self.ranked(words[at + 1 :]) if at > 0 else None
            if place is not None:
                return words[:at].strip(), place
        return words, None

    def _opening_place(self, words: str) -> Place | None:
        """The place that a sentence begins with: «xã Yên Sơn xây dựng kế hoạch …»."""
        match = self._place.match(words)
        return self._of(match) if match is not None and not words.isupper() else None

    def _titled(self, title: str | None, lines: Sequence[str]) -> Place | None:
        sources = (title or "", *(line for line in lines if BODY.match(line)))
        return next((place for words in sources for place in self._places(words)), None)

    def _spoken_of(self, text: PlanText, title: str | None, lines: Sequence[str]) -> Place | None:
        """Where the head is lost: the name most often said with the rank that the document calls itself by."""
        subject = next((m for line in lines if (m := self._subject.match(line))), None)
        said = subject or self._own_rank.search(" ".join((title or "", *lines)))
        issuing = [p for m in self._issuing.finditer(text.text) if (p := self._of(m)) is not None]
        if said is None:
            closing = self._issuing.finditer(text.text, max(0, len(text.text) - _CLOSING))
            last = [p for m in closing if (p := self._of(m)) is not None]
            return last[-1] if last else None
        rank = said["rank"].lower()
        names = Counter(p.name for p in (*self._places(text.text), *issuing, *issuing) if p.rank == rank)
        return self._made(rank, names.most_common(1)[0][0]) if names else None

    def _places(self, words: str) -> Iterator[Place]:
        ways = [self._place.finditer(words)]
        lowered = words.lower()
        if any(word in lowered for word in self._party_ranks):  # quick to look for, and seldom there
            ways.append(self._party.finditer(words))
        for match in merge(*ways, key=lambda m: m.start()):
            place = self._of(match)
            if place is not None:
                yield place

    def _of(self, match: "regex.Match[str]") -> Place | None:
        groups = match.groupdict()
        rank = groups.get("rank") or self._party_ranks[canonical(groups["word"])]
        kept: list[str] = []
        for word in match["name"].split():
            if word in _NOT_IN_NAMES and not (kept and word in _IN_NAMES_LATER):
                break
            kept.append(word)
        name = title_case(" ".join(kept))
        if name[:1].isdigit() and rank.lower() not in _NUMBERED:
            return None
        return self._made(rank.lower(), name) if len(name) > 1 or name.isdigit() else None

    def _made(self, rank: str, name: str) -> Place:
        city = rank == "thành phố" and name in self._cities
        return Place("province" if city else self._ranks[rank], rank, name)


def _behind_body(line: str) -> str | None:
    """What follows «ỦY BAN NHÂN DÂN» at the opening of a short line; None where no such body opens it."""
    if len(line) > _HEAD_LENGTH:
        return None
    words = line.lstrip("* ")
    body = BODY.match(words) or (_FOLDED_BODY.match(fold(words)) if words.isupper() else None)
    return words[body.end() :].strip(" *-–") if body is not None else None


def title_case(name: str) -> str:
    """«YÊN SƠN» and «yên sơn» as «Yên Sơn»; mixed case is left as it is."""
    if not (name.isupper() or name.islower()):
        return name
    return str(_WORD.sub(lambda m: m[0][0].upper() + m[0][1:].lower(), name))
