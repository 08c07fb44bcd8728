"""Who issues a document: the People's Committee or Council, a Party body, an agency, a ministry."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor import regex
from extractor.extraction.cited import CitedDocument
from extractor.extraction.head_lines import is_dateline, is_number_line
from extractor.extraction.places import BODY, Place, PlaceReader
from extractor.language.text import any_of, canonical
from extractor.plantext import PlanText
from extractor.records import IssuerLevel
from extractor.rulebook.figures import HeaderRules

_BASIS = ("căn cứ", "xét ", "thực hiện", "theo đề nghị")
_COUNCIL = ("hội đồng nhân dân", "hđnd")
_LONGEST = 90
_ACRONYM = regex.compile(r"[BCDĐGHKLMNPQRSTVX&]{2,}")
_PLACE_CODES = frozenset({"UBND", "UB", "HĐND"})
_CODE_JOINTS = regex.compile(r"[-–/]")
_LETTER = regex.compile(r"\p{L}")
_OPENING_LETTER = regex.compile(r"(?<=^|\bvà |- )\p{Ll}")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing body as a record names it, its level, and the names of the places over it by level."""

    name: str | None = None
    level: IssuerLevel | None = None
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that a head names: `name` without its place, and the place, where it has one."""

    name: str
    place: Place | None
    central: bool = False


class IssuerReader:
    """Reads the issuer; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        self._places = PlaceReader(rules)
        self._agency = regex.compile(rf"(?:{_either(rules.agencies)})(?![\p{{L}}])")
        self._central = regex.compile(
            rf"(?:bộ trưởng (?=bộ ))?(?P<name>(?:{_either(rules.central)})(?![\p{{L}}]).*)"
        )
        self._party = regex.compile(
            rf"(?P<organ>ban (?:thường vụ|chấp hành) )?(?P<word>{any_of(rules.party)})(?![\p{{L}}])\s*(?P<rest>.*)"
        )
        self._party_ranks = rules.party
        self._openings = {canonical(name): name for name in (*rules.agencies, *rules.central)}

    def read(
        self,
        text: PlanText,
        title: str | None,
        head: Sequence[str],
        lines: Sequence[str],
        code: str | None,
        cited: Sequence[CitedDocument],
        kind: str,
    ) -> Issuer:
        """The issuer by the lines over the title (`head`), else by all `lines` of the opening."""
        bodies = self._bodies(text, head)
        ranked = [place for line in head if (place := self._places.ranked(line)) is not None]
        headed = self._places.headed([*head, *_stating(lines[len(head) :])])
        own = self._own(bodies, headed, code)
        central = own if own is not None and own.central else None
        if own is None and not headed:
            central = self._stated_central(text, lines[len(head) :])
        if central is not None:
            return Issuer(central.name, "central")
        place = (own.place if own is not None else None) or self._lowest(headed)
        place = self._places.spelled(text, place) if place else self._places.own(text, title, lines)
        if place is None:
            return Issuer(own.name if own is not None else None)
        titled = self._places.told_behind(title, place)
        name = own.name if own is not None else "HĐND" if _is_council(lines, code, kind) else "UBND"
        if own is not None and canonical(name).endswith(canonical(place.name)):
            return Issuer(
                name,
                place.level,
                self._names(text, cited, place, [*headed, *_places(bodies), *ranked, *titled]),
            )
        return Issuer(
            f"{name} {place.rank} {place.name}",
            place.level,
            self._names(text, cited, place, [*headed, *_places(bodies), *ranked, *titled]),
        )

    def _names(
        self, text: PlanText, cited: Sequence[CitedDocument], own: Place, headed: Sequence[Place]
    ) -> tuple[tuple[str, str], ...]:
        names: dict[str, str] = {own.level: own.name}
        for place in (*self._places.over(headed, own), *self._places.above(text, cited, own)):
            names.setdefault(place.level, place.name)
        return tuple(names.items())

    @staticmethod
    def _lowest(headed: Sequence[Place]) -> Place | None:
        return min(headed, key=lambda place: place.depth, default=None)

    @staticmethod
    def _own(bodies: Sequence[_Body], headed: Sequence[Place], code: str | None) -> _Body | None:
        """The body named last, unless the number is that of a People's Committee or Council."""
        parts = frozenset(_CODE_JOINTS.split(code)) if code is not None else frozenset()
        if not bodies or (headed and parts & _PLACE_CODES and not bodies[-1].central):
            return None
        return bodies[-1]

    def _bodies(self, text: PlanText, head: Sequence[str]) -> list[_Body]:
        """Party bodies, agencies and ministries over the title, in order; their names may go over lines."""
        bodies: list[_Body] = []
        index = 0
        while index < len(head):
            end = self._end_of_body(head, index)
            words = " ".join(head[index:end])
            body = self._body(text, words, head[end] if end < len(head) else "") if end > index else None
            if body is not None:
                bodies.append(body)
            index = max(end, index + 1)
        return _with_places(bodies, self._places.headed(head))

    def _end_of_body(self, head: Sequence[str], start: int) -> int:
        """Where the name of a body ends that begins at a line; the line itself where none begins."""
        if not self._opens(head[start]):
            return start
        end = start + 1
        while end < len(head) and self._goes_on(head[end]):
            end += 1
        return end

    def _opens(self, line: str) -> bool:
        words = canonical(line)
        return (
            line.isupper()
            and len(line) < _LONGEST
            and (BODY.match(line) is None)
            and any(p.match(words) is not None for p in (self._agency, self._central, self._party))
        )

    def _goes_on(self, line: str) -> bool:
        """A further line of a name: capitals that begin nothing else."""
        return (
            line.isupper()
            and BODY.match(line) is None
            and not (self._opens(line) or is_number_line(line) or is_dateline(line))
            and self._places.ranked(line) is None
            and _LETTER.match(line) is not None
            and not line.startswith(("DỰ THẢO", "SỐ", "V/V"))
        )

    def _body(self, text: PlanText, words: str, following: str) -> _Body | None:
        party = self._party.match(canonical(words))
        if party is not None:
            return self._party_body(words, party, following)
        central = self._central.match(canonical(words))
        if central is not None:
            return _Body(self._as_written(text, words[central.start("name") :]), None, central=True)
        if canonical(words) == "ban thường trực":
            return None
        name, place = self._places.split(words)
        return _Body(self._as_written(text, name), place or self._places.ranked(following))

    def _party_body(self, words: str, match: "regex.Match[str]", following: str) -> _Body | None:
        rank = self._party_ranks[match["word"]]
        rest = words[match.start("rest") :]
        place = self._places.ranked(f"{rank} {rest}" if rank else rest) or self._places.ranked(following)
        organ = (
            " ".join(("Ban", match["organ"].split(maxsplit=1)[1].strip().capitalize()))
            if match["organ"]
            else ""
        )
        name = f"{organ} {match['word'].capitalize()}".strip()
        if place is None:
            return None
        if rank:
            return _Body(f"{name} {place.name}", place)
        return _Body(name, place)

    def _as_written(self, text: PlanText, capitals: str) -> str:
        """A name in capitals as the text writes it elsewhere, else as such names are written."""
        spaced = r"\s+".join(regex.escape(word) for word in capitals.split())
        for match in regex.finditer(rf"(?i)(?<!\p{{L}}){spaced}(?!\p{{L}})", text.text):
            words = " ".join(match[0].split())
            if not words.isupper() and words[:1].isupper() and not words[1:].islower():
                return words
        lowered = canonical(capitals)
        opening = max(
            (o for o in self._openings if regex.match(rf"{o}(?!\p{{L}})", lowered)), key=len, default=""
        )
        return _spelled(capitals, self._openings.get(opening, ""))

    def _stated_central(self, text: PlanText, lines: Sequence[str]) -> _Body | None:
        """«Bộ trưởng Bộ …», «Thủ tướng Chính phủ» on a line of its own before the bases."""
        for line in _stating(lines):
            match = self._central.fullmatch(canonical(line))
            if match is not None and len(line) < _LONGEST and line[-1:].isalpha():
                return _Body(self._as_written(text, line[match.start("name") :]), None, central=True)
        return None


def _stating(lines: Sequence[str]) -> list[str]:
    """The lines before the first legal basis: there the issuer stands under the title of a decision."""
    basis = next((i for i, line in enumerate(lines) if canonical(line).startswith(_BASIS)), 0)
    return list(lines[:basis])


def _places(bodies: Sequence[_Body]) -> list[Place]:
    return [body.place for body in bodies if body.place is not None]


def _with_places(bodies: Sequence[_Body], headed: Sequence[Place]) -> list[_Body]:
    """Agencies get the place of the body above them; under a central body they are central."""
    known: Place | None = min(headed, key=lambda place: place.depth, default=None)
    central = False
    placed: list[_Body] = []
    for body in bodies:
        central = central or body.central
        known = body.place or known
        placed.append(_Body(body.name, body.place or known, central and body.place is None))
    return placed


def _either(names: Sequence[str]) -> str:
    return any_of(canonical(name) for name in names)


def _spelled(capitals: str, opening: str) -> str:
    """A name in capitals as names are written: what follows the opening, «và» and «-» has a capital."""
    rest = capitals[len(opening) :]
    small = " ".join(word if _ACRONYM.fullmatch(word) else word.lower() for word in rest.split())
    small = small.replace("việt nam", "Việt Nam")
    small = _OPENING_LETTER.sub(lambda m: m[0].upper(), small)
    return f"{opening} {small}".strip()


def _is_council(lines: Sequence[str], code: str | None, kind: str) -> bool:
    if code is not None:
        return "HĐND" in code
    return kind == "Nghị quyết" and any(canonical(line).startswith(_COUNCIL) for line in lines[:8])
