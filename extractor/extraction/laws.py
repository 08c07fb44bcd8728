"""Laws called by their names: «Luật Đầu tư công», «Bộ luật Lao động năm 2019», «Hiến pháp năm 2013»."""

from extractor import regex
from extractor.extraction.cited_issuers import IssuerReader
from extractor.language.text import any_of
from extractor.rulebook.language import CitationRules, DocumentType

_FIRST = regex.compile(r" (?P<word>\p{L}+)")
_AMENDING = regex.compile(
    r" sửa đổi,? bổ sung (?:một số điều )?(?:của )?(?:các )?[^;:.()\d]{5,600}?(?= số \d| ngày \d| năm \d|[;:.(]|$)"
)
_STATE = regex.compile(r"(?: của)? nước (?:cộng hòa xã hội chủ nghĩa|chxhcn) việt nam|(?: của)? việt nam")
_TAIL = regex.compile(r"[^;:.()]{0,100}?(?= số \d| ngày \d| năm \d)")
_AMENDED = regex.compile(r" \(?(?:sửa đổi(?:,? bổ sung)?|bổ sung|mới)\)?(?=,? (?:số|ngày|năm) \d| ?[,;.)]|$)")
_NO_NAME = regex.compile(
    r"được|sửa đổi|quy định|hiệu lực|\btừ\b|\btại\b|\btheo\b|\bđến\b|\bnăm\b|\bvà nghị\b"
)
_WHOLE = "Hiến pháp"


class LawReader:
    """Reads where the name of a law ends; made once from the rules."""

    def __init__(self, rules: CitationRules, issuers: IssuerReader) -> None:
        self._issuers = issuers
        self._known = regex.compile(rf" (?:{any_of(rules.law_names)})(?![\p{{L}}])")
        self._stops = regex.compile(rf"(?<![\p{{L}}])(?:{any_of(rules.law_name_stops)})(?![\p{{L}}])")
        self._not_a_law = frozenset(rules.law_name_exceptions)
        self._not_before = regex.compile(rf"(?<![\p{{L}}])(?:{any_of(rules.no_law_behind)}) $")
        names = any_of({kind.name.lower() for kind in rules.types})
        self._type = regex.compile(rf"(?<![\p{{L}}])(?:{names})(?![\p{{L}}])")

    def name_end(self, text: str, lowered: str, begin: int, at: int, kind: DocumentType) -> int | None:
        """Where the name of the law ends whose type stands at `begin` to `at`; None where it is no law."""
        if self._not_before.search(lowered, max(0, begin - 20), begin):
            return None
        if kind.name == _WHOLE:
            state = _STATE.match(lowered, at)
            return state.end() if state else at
        amending = _AMENDING.match(lowered, at)
        if amending is not None:
            return amending.end() if text[begin].isupper() else None
        known = self._known.match(lowered, at)
        capital = text[at + 1 : at + 2].isupper()
        if known is not None and kind.name == "Pháp lệnh" and capital:
            known = None  # the ordinances have names of their own, which go on («Thủ đô Hà Nội»)
        if known is not None and (text[begin].isupper() or capital):
            return self._with_note(lowered, known.end())
        return self._unknown(text, lowered, begin, at, kind)

    def listed_end(self, lowered: str, at: int) -> int | None:
        """Where a name ends that stands at `at` in a list behind «các Luật:»; None where it is none that is known."""
        known = self._known.match(lowered, at - 1)
        return self._with_note(lowered, known.end()) if known else None

    def _unknown(self, text: str, lowered: str, begin: int, at: int, kind: DocumentType) -> int | None:
        """The end of a name that no list holds: capital first, up to a word that no name holds."""
        first = _FIRST.match(text, at)
        if first is None or (kind.name == "Luật" and not text[begin].isupper()):
            return None
        if not first["word"][0].isupper() or first["word"].lower() in self._not_a_law:
            return None
        stop = self._issuers.name_end(text, at + 1, self._stops)
        tail = _TAIL.match(lowered, stop)
        if tail and tail[0] and not _NO_NAME.search(tail[0]) and not self._type.search(tail[0]):
            stop = tail.end()
        return self._with_note(lowered, stop)

    @staticmethod
    def _with_note(lowered: str, stop: int) -> int:
        """«(sửa đổi)» behind a name belongs to it where a number, a date or the end follows."""
        note = _AMENDED.match(lowered, stop)
        return note.end() if note else stop
