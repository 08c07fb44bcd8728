"""Mentions of other documents: type, number, date, issuer, the part cited."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from extractor.language.dates import find_dates, iso_date
from extractor.language.text import any_of, canonical
from extractor.rulebook.language import CitationRules, DocumentType

_YEAR = r"(?:19|20)\d{2}"
_CODE = r"\p{Lu}[\p{L}&]*\d{0,2}"
_SPACED_CODE = r"(?:TTg|CTr|TTr|\p{Lu}{2,}[\p{L}&]*\d{0,2})"
_SUFFIX = (
    rf"(?: ?[/-] ?{_CODE})"
    rf"(?:[-–./]{_CODE}| [-–/]{_SPACED_CODE}| [-–] (?:TTg|CP)(?!\p{{L}})|[-–/] {_SPACED_CODE})*"
)
_BASE = r"\d{1,6}[A-Za-z]?(?:\.\d{1,3})?"
_NUMBER = regex.compile(
    rf"(?P<number>(?P<base>{_BASE})(?: ?/ ?(?P<year>{_YEAR})(?![\p{{L}}\d]))?(?P<suffix>{_SUFFIX})?)(?![\p{{L}}\d%])"
)
_JOINED = regex.compile(r"(?:,|;| và| và các)(?: số)? (?=\d)")
_GLUE_DATE = regex.compile(r"[ ,]{0,2}(?:\(?(?:ban hành|ký|đã ký) )?(?=(?:ngày|tháng|\d))")
_YEAR_ONLY = regex.compile(rf",? năm (?P<year>{_YEAR})(?!\d)")
_LEVEL = r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|Tỉnh|Thành phố|Huyện|Thị xã|Xã)"
_LEVEL_AFTER = regex.compile(rf",? (?P<level>{_LEVEL}(?:(?: \p{{Lu}}[\p{{L}}'’-]*){{1,5}})?)(?![\p{{L}}])")
_OWN_CODE = regex.compile(r"-(?P<body>HĐND|UBND)$")
_PART_BEFORE = regex.compile(
    r"(?:điểm (?P<point>[a-zđ](?:\.?\d{1,2})?),? )?(?:khoản (?P<clause>\d{1,3}[a-z]?),? )?"
    r"điều (?P<article>\d{1,3}[a-z]?),?(?: của)? $"
)
_WORD = regex.compile(r"[^\s,;:.()“”\"«»\[\]]+|\.(?=\p{L})")
_ISSUED_BEFORE = regex.compile(
    r"(?P<issuer>(?:UBND|HĐND|[ỦU][ỷy] ban nhân dân|Hội đồng nhân dân|(?:Thủ tướng )?Chính phủ|Tỉnh ủy|Huyện ủy"
    r"|Đảng ủy|Thành ủy|Bộ \p{Lu}[\p{L} ,-]{2,60}?)(?: [\p{L}]+){0,5}?)(?: đã)?(?: tham mưu)? ban hành (?:các )?$"
)
_DIGITS_OCR = str.maketrans({"–": "-", "−": "-"})
_CODE_MENDED = {
    "ND": "NĐ",
    "QD": "QĐ",
    "HDND": "HĐND",
    "DA": "ĐA",
    "CD": "CĐ",
    "DU": "ĐU",
    "BLDTBXH": "BLĐTBXH",
}
_PLAIN_TYPES = frozenset({"Nghị định", "Quyết định", "Thông tư", "Nghị quyết", "Chỉ thị", "Luật", "Kế hoạch"})
_MAX_NAME_WORDS = 16
_LISTED = regex.compile(r" ?(?:[,;]| và)?(?: và)?(?: các)?(?: số)? ?")
_AMENDING = regex.compile(
    r" sửa đổi,? bổ sung (?:một số điều )?(?:của )?[^;:.()\d]{5,200}?(?= số \d| ngày \d|[;:.(]|$)"
)
_HAS_DIGIT = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A citation as read: offsets of its words, what it cites, offsets of its date words if any."""

    start: int
    end: int
    cited_type: str
    number: str | None
    year: int | None
    issuer: str | None
    issued_on: str | None
    article: str | None = None
    clause: str | None = None
    point: str | None = None


class CitationFinder:
    """Finds the documents that a text cites; made once from the rules."""

    def __init__(self, rules: CitationRules) -> None:
        self._types: dict[str, DocumentType] = {}
        for kind in rules.types:
            self._types[canonical(kind.name)] = kind
            for short in kind.abbreviations:
                self._types.setdefault(canonical(short), kind)
        names = any_of(self._types)
        self._type = regex.compile(rf"(?<![\p{{L}}/-])(?P<type>{names})(?![\p{{L}}/])")
        self._number_ahead = regex.compile(r"(?P<words>(?: [\p{L}&-]+){0,9}?)(?: (?:số|sổ|so) ?:?)? ?(?=\d)")
        issuers = any_of(rules.issuers)
        self._issuer = regex.compile(rf",? ?(?:do |của |của các )(?P<issuer>(?:{issuers})\b)")
        self._bare_issuer = regex.compile(
            r",? (?P<issuer>(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|thủ tướng chính phủ|chính phủ)\b)"
        )
        self._stops = regex.compile(rf"(?:{any_of(rules.issuer_stops)})(?![\p{{L}}])")
        self._law_stops = regex.compile(rf"(?:{any_of(rules.law_name_stops)})(?![\p{{L}}])")
        self._not_a_law = frozenset(rules.law_name_exceptions)
        self._law_tail = regex.compile(r"[^;:.()]{0,100}?(?= số \d| ngày \d)")
        self._amends = regex.compile(r"được|sửa đổi|quy định|hiệu lực|\btừ\b|\btại\b|\btheo\b")

    def find(self, text: str, lowered: str, start: int, end: int) -> Iterator[CitedDocument]:
        """Citations between two offsets; `lowered` is the canonical text of the same length."""
        position = start
        while (match := self._type.search(lowered, position, end)) is not None:
            found = self._read(text, lowered, match, end)
            yield from found
            position = found[-1].end if found else match.end()

    def _read(self, text: str, lowered: str, match: "regex.Match[str]", end: int) -> list[CitedDocument]:
        kind = self._types[match["type"]]
        begin, position = match.span()
        if kind.name in {"Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"}:
            named = self._law(text, lowered, begin, position, end, kind)
            if named is not None:
                return [named]
        ahead = self._number_ahead.match(lowered, position, end)
        if ahead is None:
            return []
        words = ahead["words"]
        if words and (self._type.search(words) or not ahead[0].rstrip().endswith(("số", "số:"))):
            return []
        if match["type"] in {canonical(s) for s in kind.abbreviations} and words:
            return []
        number = _NUMBER.match(text, ahead.end(), end)
        if number is None:
            return []
        if number["suffix"] is None and not self._plain_number(lowered, number, end, kind, said=ahead[0]):
            return []
        return self._listed(text, lowered, begin, number, end, kind)

    def _plain_number(
        self, lowered: str, number: "regex.Match[str]", end: int, kind: DocumentType, *, said: str
    ) -> bool:
        """«Quyết định 210 của Thủ tướng Chính phủ», «Kế hoạch số 15 ngày 12/3/2021»: no code, still a number."""
        if kind.name not in _PLAIN_TYPES:
            return False
        after = number.end()
        if number["year"] is not None or self._issuer.match(lowered, after, end):
            return True
        return "số" in said and self._date(lowered, after, end) is not None

    def _listed(
        self, text: str, lowered: str, begin: int, number: "regex.Match[str]", end: int, kind: DocumentType
    ) -> list[CitedDocument]:
        """The citation of this number and of those that follow it under the same type."""
        found = [self._tail(text, lowered, begin, number, end, kind)]
        while (joint := _JOINED.match(lowered, found[-1].end, end)) is not None:
            following = _NUMBER.match(text, joint.end(), end)
            if following is None or following["suffix"] is None:
                break
            found.append(self._tail(text, lowered, joint.end(), following, end, kind))
        return found

    def _tail(
        self, text: str, lowered: str, begin: int, number: "regex.Match[str]", end: int, kind: DocumentType
    ) -> CitedDocument:
        position, issued, issuer = number.end(), None, None
        compact = number["number"].replace(" ", "").translate(_DIGITS_OCR)
        own = _OWN_CODE.search(compact)
        if own and (level := _LEVEL_AFTER.match(text, position, end)):
            issuer, position = f"{own['body']} {level['level']}", level.end()
        for _ in range(2):
            if issued is None and (dated := self._date(lowered, position, end)):
                position, issued = dated
            if issuer is None and (named := self._issuer_at(text, lowered, position, end)):
                position, issuer = named
        if issuer is None and (before := _ISSUED_BEFORE.search(text, max(0, begin - 90), begin)):
            issuer = before["issuer"].strip()
        part = _PART_BEFORE.search(lowered, max(0, begin - 50), begin)
        return CitedDocument(
            start=part.start() if part else begin,
            end=position,
            cited_type=kind.name,
            number=compact,
            year=int(number["year"]) if number["year"] else None,
            issuer=issuer,
            issued_on=issued,
            article=part["article"] if part else None,
            clause=part["clause"] if part else None,
            point=part["point"] if part else None,
        )

    def _date(self, lowered: str, position: int, end: int) -> tuple[int, str] | None:
        glue = _GLUE_DATE.match(lowered, position, end)
        if glue is not None:
            date = next(find_dates(lowered, glue.end(), min(end, glue.end() + 60)), None)
            between = lowered[glue.end() : date.start] if date else ""
            if date is not None and between in {"", "ngày ", "ngày"} and date.iso is not None:
                return date.end, date.iso
        year = _YEAR_ONLY.match(lowered, position, end)
        if year is not None:
            return year.end(), str(iso_date(int(year["year"])))
        return None

    def _issuer_at(self, text: str, lowered: str, position: int, end: int) -> tuple[int, str] | None:
        match = self._issuer.match(lowered, position, end) or self._bare_issuer.match(lowered, position, end)
        if match is None:
            return None
        begin = match.start("issuer")
        stop = self._name_end(text, begin, end, self._stops)
        name = text[begin:stop].strip(" -–")
        return (stop, name) if name else None

    def _name_end(self, text: str, begin: int, end: int, stops: "regex.Pattern[str]") -> int:
        """Where a name of words ends: at a stop word, a mark, another document, or after enough words."""
        last = begin
        for count, word in enumerate(_WORD.finditer(text, begin, end)):
            gap = text[last : word.start()]
            if count and (gap not in {" ", "", ", "} or count >= _MAX_NAME_WORDS):
                break
            if gap == ", " and not self._continues_name(text, begin, word.start(), end):
                break
            if count and (stops.match(text, word.start(), end) or _HAS_DIGIT.search(word[0])):
                break
            rest = text[word.start() : word.start() + 24].lower()
            if count and (
                self._type.match(rest) and text[word.start()].isupper() and text[last - 2 : last] != "Bộ"
            ):
                break
            last = word.end()
        kept = text[begin:last]
        for tail in (" và", " cùng", " -", " –", " của"):
            kept = kept.removesuffix(tail)
        return begin + len(kept)

    @staticmethod
    def _continues_name(text: str, begin: int, at: int, end: int) -> bool:
        """A comma inside «Bộ Văn hóa, Thể thao và Du lịch» goes on: a capital after it, «và» soon."""
        listed = text[begin:at].startswith(("Bộ ", "Sở ", "bộ ", "sở "))
        return (
            listed
            and text[at : at + 1].isupper()
            and regex.match(r"[\p{L} ]{2,30} và \p{Lu}", text[at:end]) is not None
        )

    def _law(
        self, text: str, lowered: str, begin: int, position: int, end: int, kind: DocumentType
    ) -> CitedDocument | None:
        """«Luật Đầu tư công (số …, ngày …)»: a law called by its name."""
        if kind.name == "Luật" and not text[begin].isupper():
            return None
        after = text[position : position + 1]
        first = regex.compile(r" (?P<word>\p{Lu}?[\p{L}]+)").match(text, position, end)
        if after != " " or first is None:
            return None
        dated = self._date(lowered, position, end)
        if kind.name == "Hiến pháp" and dated is not None:
            return CitedDocument(begin, dated[0], kind.name, None, None, None, dated[1])
        amending = _AMENDING.match(lowered, position, end)
        if amending is None and (not first["word"][0].isupper() or first["word"].lower() in self._not_a_law):
            return None
        stop = amending.end() if amending else self._name_end(text, position + 1, end, self._law_stops)
        tail = self._law_tail.match(lowered, stop, end)
        if tail and tail[0] and not self._amends.search(tail[0]) and not self._type.search(tail[0]):
            stop = tail.end()
        number = regex.compile(r",? \(?(?:luật )?số:? ").match(lowered, stop, end)
        read = _NUMBER.match(text, number.end(), end) if number else None
        if read is not None:
            return self._tail(text, lowered, begin, read, end, kind)
        dated = self._date(lowered, stop, end)
        issued, last = (dated[1], dated[0]) if dated else (None, stop)
        part = _PART_BEFORE.search(lowered, max(0, begin - 50), begin)
        return CitedDocument(
            start=part.start() if part else begin,
            end=last,
            cited_type=kind.name,
            number=None,
            year=None,
            issuer=None,
            issued_on=issued,
            article=part["article"] if part else None,
            clause=part["clause"] if part else None,
            point=part["point"] if part else None,
        )


def normalised_number(number: str) -> str:
    """The number with the usual misreadings mended: `31/ND-CP` → `31/NĐ-CP`."""
    return str(regex.sub(r"\p{Lu}+", lambda code: _CODE_MENDED.get(code[0], code[0]), number))


def _code(number: str | None) -> str:
    """What a number says of its issuer: `27/2017/NQ-HĐND` → `HĐND`, `88/2019/QH14` → `QH14`."""
    return str(regex.split(r"[-/]", number or "")[-1])


def shared_issuers(found: list[CitedDocument], text: str) -> list[CitedDocument]:
    """In a list of numbers, the issuer named at its end serves all («Nghị quyết a, Nghị quyết b tỉnh»)."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, following = result[index], result[index + 1]
        listed = _LISTED.fullmatch(text[here.end : following.start]) is not None
        same_code = _code(here.number) == _code(following.number)
        if (
            listed
            and here.issuer is None
            and following.issuer
            and here.cited_type == following.cited_type
            and same_code
        ):
            result[index] = replace(here, issuer=following.issuer)
    return result
