"""Mentions of other documents: type, number, date, issuer, the part cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor import regex
from extractor.extraction.cited import CitedDocument, with_part
from extractor.extraction.cited_issuers import IssuerReader
from extractor.extraction.cited_lists import ListHead, issued_by, issuing_body
from extractor.extraction.cited_numbers import CitedNumber, NumberReader, one_sign
from extractor.extraction.cited_parts import part_before
from extractor.extraction.laws import LawReader
from extractor.language.dates import date_after
from extractor.language.text import fold, unmarked
from extractor.rulebook.language import CitationRules, DocumentType

_NAMED = frozenset({"Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"})
_ALONE = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})  # cited by name without number or date
_SAID = r"(?:s[oốồổôơ] ?[:.]{0,2} ?)"
_SERIAL = r"(?=[oil]{0,4}\d|[oil]{1,4}[a-z]? ?[/-]| ?/)"  # digits, some of them misread as letters
_DIRECT = regex.compile(rf" ?:? ?(?P<said>{_SAID})?{_SERIAL}")
_WORDS = regex.compile(rf"(?P<words>(?:,? [\p{{L}}&()-]{{1,20}}){{1,14}}?) ?:? (?P<said>{_SAID})?{_SERIAL}")
_LAW_NUMBER = regex.compile(rf",? ?\(?(?:luật )?{_SAID}")
_BARE_YEAR = regex.compile(
    r" (?:\((?P<year>(?:19|20)\d{2})\)|(?P<year>(?:19|20)\d{2})(?![\d\p{L}/.-]| ?- ?\d))"
)
_JOINED = regex.compile(rf"(?:[,;](?: và)?| và| hoặc| đến)(?: các)? ?(?P<said>{_SAID})?{_SERIAL}")
_ORPHAN_BEFORE = regex.compile(r"(?:[;,:(] ?| và | hoặc | đến )$")
_LIST_AHEAD = regex.compile(r"[^.;:]{0,150}:")
_COLON = regex.compile(r" ?:")
_LAWS_AHEAD = regex.compile(r" ?: ")
_NEXT_LAW = regex.compile(r"\)?(?:[,;]| và) (?:và )?")
_ITEM_BEFORE = regex.compile(r"[:;,] ?(?:và )?$")
_PLAIN_WORD = re.compile("[a-z]+")  # which `re` lists in half the time
_YEARLIKE = regex.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _View:
    """One block's words: with one dash and stroke, in lower case, without marks; all of one length."""

    text: str
    lowered: str
    folded: str


class CitationFinder:
    """Finds the documents that a text cites; made once from the rules."""

    def __init__(self, rules: CitationRules) -> None:
        self._kinds: dict[str, DocumentType] = {}
        self._short: set[str] = set()
        self._by_code: dict[str, DocumentType] = {}
        for kind in rules.types:
            self._add(kind)
        self._numbers = NumberReader(rules)
        self._issuers = IssuerReader(rules)
        self._laws = LawReader(rules, self._issuers)
        folded = {fold(name): kind for name, kind in reversed(self._kinds.items())}
        self._folded = folded
        self._head = regex.compile(
            r"\b(?<!\d)(?:(?P<type>\L<names>)(?![\p{L}/])|(?P<orphan>so)(?= ?[:.]{0,2} ?[\doil]))",
            names=list(folded),
        )
        self._opening_words = {word for name in folded for word in _PLAIN_WORD.findall(name)[:1]}
        self._name = regex.compile(r"(?<![\p{L}])\L<names>(?![\p{L}])", names=list(self._kinds))
        stops = "|".join(regex.escape(word) for word in rules.plain_number_stops)
        self._plain_end = regex.compile(rf" ?(?:[,;.:)\]”\"]|$)| (?:{stops})(?![\p{{L}}])")

    def _add(self, kind: DocumentType) -> None:
        for name in (kind.name, *kind.also):
            self._kinds[name.lower()] = kind
        for short in kind.abbreviations:
            self._kinds.setdefault(short.lower(), kind)
            self._short.add(short.lower())
        for code in (*kind.abbreviations, *kind.codes):
            self._by_code.setdefault(code, kind)

    def normalised(self, number: str) -> str:
        """A number with the usual misreadings mended: `31/ND-CP` → `31/NĐ-CP`."""
        return self._numbers.normalised(number)

    def find(self, text: str, lowered: str, start: int, end: int) -> Iterator[CitedDocument]:
        """Citations between two offsets; `lowered` is the canonical text of the same length."""
        words = one_sign(lowered[start:end])
        folded = unmarked(words)
        if len(folded) != len(words):
            folded = words
        if self._opening_words.isdisjoint(_PLAIN_WORD.findall(folded)):
            return  # quicker than trying the name of every type at every word
        view = _View(one_sign(text[start:end]), words, folded)
        head: ListHead | None = None
        position = 0
        while (match := self._head.search(view.folded, position)) is not None:
            if match["orphan"] is not None:
                found = self._orphan(view, match, head) if head else []
            else:
                found, head = self._read(view, match, position, head)
            for cited in found:
                yield replace(cited, start=cited.start + start, end=cited.end + start)
            position = found[-1].end if found else match.end()

    def _read(
        self, view: _View, match: "regex.Match[str]", floor: int, head: ListHead | None
    ) -> tuple[list[CitedDocument], ListHead | None]:
        """The citations that a type word heads, and what it lends to the numbers after them."""
        begin, at = match.span()
        written = view.lowered[begin:at]
        kind = self._kinds.get(written)
        if kind is None or written in self._short:
            found = self._abbreviated(view, begin, at, self._folded[match["type"]], floor)
            return found, ListHead(self._folded[match["type"]]) if found else head
        if kind.name in _NAMED and (law := self._law(view, begin, at, kind, floor)) is not None:
            return [law], ListHead(kind) if law.number else head
        if kind.name in _NAMED and (laws := self._listed_laws(view, at, kind)):
            return laws, head
        direct = _DIRECT.match(view.lowered, at)
        if direct is not None:
            found = self._numbered(view, begin, direct.end(), kind, floor, said=direct["said"] is not None)
            if head and head.kind is kind and _ITEM_BEFORE.search(view.lowered, max(0, begin - 5), begin):
                found = issued_by(found, head)
            return found, self._next(head, ListHead(kind))
        found, following = self._behind_words(view, begin, at, kind, floor)
        if head and not found and kind.everyday and not _LIST_AHEAD.match(view.lowered, at):
            return found, head  # «phê duyệt Chương trình …» inside an item heads no list of its own
        return found, self._next(head, following)

    @staticmethod
    def _next(head: ListHead | None, following: ListHead) -> ListHead:
        """A list keeps the issuer that stands at its head while the type stays."""
        kept = head is not None and head.kind is following.kind and following.issuer is None
        return head if head is not None and kept else following

    def _abbreviated(
        self, view: _View, begin: int, at: int, kind: DocumentType, floor: int
    ) -> list[CitedDocument]:
        """«QĐ 90/QĐ-TTg», «Quyet dinh 90/QD-TTg»: read only where a number with its code follows."""
        exact = view.lowered[begin:at] in self._kinds
        if begin and view.text[begin - 1] in "/-" and exact:
            return []
        direct = _DIRECT.match(view.lowered, at)
        if direct is None:
            return []
        said = direct["said"] is not None
        number = self._numbers.coded(view.text, direct.end(), said=said)
        if number is None or not (exact or self._agrees(number, kind)):
            shared = self._numbers.sharing(view.text, direct.end()) if exact else []
            return self._shared(view, begin, shared, kind, floor)
        return self._listed(view, begin, number, kind, floor)

    def _numbered(
        self, view: _View, begin: int, at: int, kind: DocumentType, floor: int, *, said: bool
    ) -> list[CitedDocument]:
        """The citations of the numbers that begin right behind the type."""
        number = self._numbers.coded(view.text, at, said=said)
        if number is not None:
            return self._listed(view, begin, number, kind, floor)
        shared = self._numbers.sharing(view.text, at)
        if shared:
            return self._shared(view, begin, shared, kind, floor)
        plain = self._numbers.plain(view.text, at)
        if plain is None or not self._plain(view, begin, plain, kind, said=said):
            return []
        return [self._cited(view, begin, plain, kind, floor)]

    def _behind_words(
        self, view: _View, begin: int, at: int, kind: DocumentType, floor: int
    ) -> tuple[list[CitedDocument], ListHead]:
        """«Báo cáo của UBND huyện số 15/BC-UBND»: words between the type and the number."""
        ahead = _WORDS.match(view.lowered, at)
        of = self._issuers.after(view.text, view.lowered, at)
        if ahead is None or self._name.search(ahead["words"]):
            lists = of is not None and _COLON.match(view.lowered, of[0]) is not None
            return [], ListHead(kind, of[1] if of and lists else None)
        number = self._numbers.coded(view.text, ahead.end(), said=ahead["said"] is not None)
        issuer = of[1] if of and of[0] >= ahead.end("words") - 1 else None
        head = ListHead(kind, issuer, issuing_body(number.normalised) if number else None)
        if number is None or not self._fits(number, kind, ahead):
            return [], head
        found = self._listed(view, begin, number, kind, floor)
        if found[0].issuer is None:
            found[0] = replace(found[0], issuer=issuer)
        return found, head

    def _fits(self, number: CitedNumber, kind: DocumentType, ahead: "regex.Match[str]") -> bool:
        """Without «số», and behind a comma, a number is of the type that its code says."""
        if self._agrees(number, kind):
            return True
        plainly = ahead["said"] is not None and not set(ahead["words"]) & set(",()")
        return plainly and number.code not in self._by_code

    def _agrees(self, number: CitedNumber, kind: DocumentType) -> bool:
        return number.code is not None and number.code in (*kind.abbreviations, *kind.codes)

    def _orphan(self, view: _View, match: "regex.Match[str]", head: ListHead) -> list[CitedDocument]:
        """«các Nghị định: số …; số …»: a number after another of the same type, with its own «số»."""
        begin = match.start()
        if _ORPHAN_BEFORE.search(view.lowered, max(0, begin - 6), begin) is None:
            return []
        direct = _DIRECT.match(view.lowered, begin)
        number = self._numbers.coded(view.text, direct.end(), said=True) if direct else None
        if number is None:
            return []
        found = self._listed(view, begin, number, self._kind_of(number, head.kind), begin)
        return issued_by(found, head)

    def _kind_of(self, number: CitedNumber, kind: DocumentType) -> DocumentType:
        """The type that a listed number is of: the one named before, unless its code is another's."""
        free = kind.everyday or not (kind.abbreviations or kind.codes or kind.name in _NAMED)
        if number.code is None or self._agrees(number, kind) or free:
            return kind
        return self._by_code.get(number.code, kind)

    def _plain(self, view: _View, begin: int, number: CitedNumber, kind: DocumentType, *, said: bool) -> bool:
        """«Quyết định 210 của Thủ tướng Chính phủ», «Kế hoạch số 15 ngày 12/3/2021»: no code, still a number."""
        after = number.end
        issued = self._issuers.after(view.text, view.lowered, after) is not None
        dated = date_after(view.lowered, after, len(view.text)) is not None
        if said and (dated or issued):
            return kind.plain or kind.name in {"Kế hoạch", "Luật", "Công văn", "Tờ trình"}
        if not kind.plain:
            return kind.everyday and issued and said
        if number.year is not None or issued or dated:
            return True
        sure = said or (view.text[begin].isupper() and not _YEARLIKE.fullmatch(number.written))
        return sure and self._plain_end.match(view.lowered, after) is not None

    def _shared(
        self, view: _View, begin: int, numbers: list[CitedNumber], kind: DocumentType, floor: int
    ) -> list[CitedDocument]:
        """«các Quyết định số 1, 2, 3/QĐ-UBND»: the last number lends its code, the last citation its date."""
        if not numbers:
            return []
        firsts = [self._base(n, begin if i == 0 else n.start, kind) for i, n in enumerate(numbers[:-1])]
        part = part_before(view.lowered, begin, floor)
        if part is not None:
            firsts[0] = with_part(firsts[0], part)
        return [*firsts, *self._listed(view, numbers[-1].start, numbers[-1], kind, numbers[-1].start)]

    def _listed(
        self, view: _View, begin: int, number: CitedNumber, kind: DocumentType, floor: int
    ) -> list[CitedDocument]:
        """The citation of this number and of those that follow it under the same type."""
        found = [self._cited(view, begin, number, kind, floor)]
        while (joint := _JOINED.match(view.lowered, found[-1].end)) is not None:
            following = self._numbers.coded(view.text, joint.end(), said=joint["said"] is not None)
            if following is None:
                break
            start = joint.start("said") if joint["said"] else joint.end()
            kind = self._kind_of(following, kind)
            found.append(self._cited(view, start, following, kind, start))
        return found

    @staticmethod
    def _base(number: CitedNumber, begin: int, kind: DocumentType) -> CitedDocument:
        return CitedDocument(
            start=begin,
            end=number.end,
            cited_type=kind.name,
            number=number.written,
            year=number.year,
            issuer=None,
            issued_on=None,
            normalised=number.normalised,
        )

    def _cited(
        self, view: _View, begin: int, number: CitedNumber, kind: DocumentType, floor: int
    ) -> CitedDocument:
        """One citation: the number, then its date and issuer in any order, then what stands before."""
        position, issued, issuer = number.end, None, None
        level = self._issuers.level(view.text, position, number.normalised)
        if level is not None:
            position, issuer = level
        for _ in range(2):
            if issued is None and (date := date_after(view.lowered, position, len(view.text))):
                position, issued = date.end, date.iso
            if issuer is None and (named := self._issuers.after(view.text, view.lowered, position)):
                position, issuer = named
        if issuer is None:
            issuer = self._issuers.before(view.text, view.lowered, begin)
        cited = replace(self._base(number, begin, kind), end=position, issuer=issuer, issued_on=issued)
        part = part_before(view.lowered, begin, floor)
        return with_part(cited, part) if part else cited

    def _law(self, view: _View, begin: int, at: int, kind: DocumentType, floor: int) -> CitedDocument | None:
        """«Luật Đầu tư công (số …, ngày …)»: a law called by its name."""
        stop = self._laws.name_end(view.text, view.lowered, begin, at, kind)
        if stop is None:
            return None
        return self._law_named(view, begin, stop, kind, floor, alone=kind.name in _ALONE and stop != at)

    def _law_named(
        self, view: _View, begin: int, stop: int, kind: DocumentType, floor: int, *, alone: bool
    ) -> CitedDocument | None:
        """The law whose name ends at `stop`, with number or date; without either only where `alone`."""
        said = _LAW_NUMBER.match(view.lowered, stop)
        number = self._numbers.coded(view.text, said.end(), said=True) if said else None
        if number is not None:
            return self._cited(view, begin, number, kind, floor)
        date = date_after(view.lowered, stop, len(view.text))
        year = _BARE_YEAR.match(view.lowered, stop) if date is None else None
        if date is None and year is None and not alone:
            return None
        issued = date.iso if date else year["year"] if year else None
        end = date.end if date else year.end() if year else stop
        law = CitedDocument(begin, end, kind.name, None, None, None, issued, name=view.text[begin:stop])
        part = part_before(view.lowered, begin, floor)
        return with_part(law, part) if part else law

    def _listed_laws(self, view: _View, at: int, kind: DocumentType) -> list[CitedDocument]:
        """«các Luật: Đầu tư công năm 2024, Đất đai; Việc làm»: known laws by their names behind one «Luật»."""
        found: list[CitedDocument] = []
        joint = _LAWS_AHEAD.match(view.lowered, at)
        while joint is not None and (stop := self._laws.listed_end(view.lowered, joint.end())) is not None:
            begin = joint.end()
            law = self._law_named(view, begin, stop, kind, begin, alone=True)
            if law is None:
                break
            found.append(replace(law, name=f"{kind.name} {view.text[begin:stop]}"))
            joint = _NEXT_LAW.match(view.lowered, law.end)
        return found
