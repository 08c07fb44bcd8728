"""Who issued a cited document: «của UBND tỉnh», «UBND tỉnh ban hành …», `12/QĐ-UBND tỉnh`."""

from extractor import regex
from extractor.language.text import any_of
from extractor.rulebook.language import CitationRules

_LEVEL = (
    r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|Tỉnh|Thành phố|Huyện|Thị xã|Xã|Phường)"
)
_LEVEL_AFTER = regex.compile(
    rf",? (?:của )?(?P<level>{_LEVEL}(?:(?: \p{{Lu}}[\p{{L}}'’-]*){{1,5}})?)(?![\p{{L}}])"
)
_OWN_CODE = regex.compile(r"[-/](?P<body>HĐND|UBND)$")
_WORD = regex.compile(r"[^\s,;:.()“”\"«»\[\]]+|\.(?=\p{L})")
_HAS_DIGIT = regex.compile(r"\d")
_OFFICE = regex.compile(r"(?i)(?:bộ trưởng|tổng thanh tra|thống đốc|chánh án|viện trưởng|tổng kiểm toán)$")
_OFFICE_NAMES = ("giao dịch",)  # «Phòng giao dịch Ngân hàng …», whose first word ends other names
_LISTED_NAME = regex.compile(r"[\p{L} ]{2,30} và \p{Lu}")
_MAX_NAME_WORDS = 16
_WINDOW = 120


class IssuerReader:
    """Reads the issuer of a citation; made once from the rules."""

    def __init__(self, rules: CitationRules) -> None:
        issuers = any_of(rules.issuers)
        self._said = regex.compile(rf",? ?\(?(?:do |của |của các )(?P<issuer>(?:{issuers})\b)")
        bare = any_of(rules.bare_issuers)
        self._bare = regex.compile(rf",? (?P<issuer>(?:{bare})\b)")
        self._start = regex.compile(rf"(?<![\p{{L}}])(?:{issuers})(?![\p{{L}}])")
        verbs = any_of(rules.issuing_words)
        self._issuing = regex.compile(
            rf" (?:(?:đã|mới|vừa|cũng) )?(?:(?:tham mưu|xây dựng|ký|trình) )?(?:{verbs})(?: tại)? "
            r"(?:(?:các|một số|những) )?$"
        )
        self._stops = regex.compile(rf"(?<![\p{{L}}])(?:{any_of(rules.issuer_stops)})(?![\p{{L}}])")
        names = any_of({kind.name.lower() for kind in rules.types})
        short = any_of({short.lower() for kind in rules.types for short in kind.abbreviations})
        self._type = regex.compile(rf"(?:{names})(?![\p{{L}}])|(?:{short})(?= (?:s[ốổo] ?:? ?)?[\doil])")

    def after(self, text: str, lowered: str, at: int) -> tuple[int, str] | None:
        """«của UBND tỉnh …» behind an offset: where the name ends, and the name as written."""
        match = self._said.match(lowered, at) or self._bare.match(lowered, at)
        if match is None:
            return None
        begin = match.start("issuer")
        stop = self.name_end(text, begin, self._stops)
        name = text[begin:stop].strip(" -")
        return (stop, name) if name else None

    def level(self, text: str, at: int, number: str) -> tuple[int, str] | None:
        """«tỉnh» behind the number of a council or a committee: `12/QĐ-UBND` tỉnh is of «UBND tỉnh»."""
        own = _OWN_CODE.search(number)
        found = _LEVEL_AFTER.match(text, at) if own else None
        return (found.end(), f"{own['body']} {found['level']}") if own and found else None

    def before(self, text: str, lowered: str, at: int) -> str | None:
        """Who issues it in «UBND tỉnh đã ban hành Kế hoạch …», as written."""
        floor = max(0, at - _WINDOW)
        issuing = self._issuing.search(lowered, floor, at)
        if issuing is None:
            return None
        end = issuing.start()
        for start in self._start.finditer(lowered, floor, end):
            capital = text[start.start()].isupper()
            if capital and self.name_end(text, start.start(), self._stops, end) == end:
                return text[start.start() : end]
        return None

    def name_end(self, text: str, begin: int, stops: "regex.Pattern[str]", end: int | None = None) -> int:
        """Where a name of words ends: at a stop word, a mark, another document, or after enough words."""
        last, end = begin, len(text) if end is None else end
        for count, word in enumerate(_WORD.finditer(text, begin, end)):
            if count and self._leaves(text, begin, last, word, stops, count):
                break
            last = word.end()
        kept = text[begin:last]
        for tail in (" và", " cùng", " -", " của"):
            kept = kept.removesuffix(tail)
        return begin + len(kept)

    def _leaves(
        self,
        text: str,
        begin: int,
        last: int,
        word: "regex.Match[str]",
        stops: "regex.Pattern[str]",
        count: int,
    ) -> bool:
        """Whether a word stands behind the end of the name that begins at `begin`."""
        gap, at = text[last : word.start()], word.start()
        if gap not in {" ", "", ", "} or count >= _MAX_NAME_WORDS or _HAS_DIGIT.search(word[0]):
            return True
        if gap == ", " and not _continues(text, begin, at):
            return True
        capitals = text[begin:last].isupper()
        coming = text[at : at + 24]
        if stops.match(coming.lower() if capitals and last > begin + 8 else coming):
            return not coming.lower().startswith(_OFFICE_NAMES)
        return text[at].isupper() and self._names_document(text, last, coming.lower())

    def _names_document(self, text: str, last: int, coming: str) -> bool:
        """Another document begins here; «Kế hoạch» in the name of a ministry or an office is none."""
        found = self._type.match(coming)
        if found is None or text[max(0, last - 2) : last].lower() in {"bộ", "sở"}:
            return False
        return text[last - 1] != "-" or coming[found.end() :].startswith(" số")


def _continues(text: str, begin: int, at: int) -> bool:
    """A comma inside «Bộ Văn hóa, Thể thao và Du lịch» goes on, and one behind «Bộ trưởng»."""
    if not text[at : at + 1].isupper():
        return False
    name = text[begin : at - 2]
    if _OFFICE.match(name):
        return True
    return name.lower().startswith(("bộ ", "sở ")) and _LISTED_NAME.match(text, at) is not None
