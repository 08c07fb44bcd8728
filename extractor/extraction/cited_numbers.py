"""Numbers of documents as plans write them: `07/2021/NĐ-CP`, `95 - KH/ĐU`, `l05/QÐ–UBND`, `12, 13/QĐ-UBND`."""

from dataclasses import dataclass

from extractor import regex
from extractor.language.text import any_of
from extractor.rulebook.language import CitationRules

_DIGIT = r"[\dOolI]"
_YEAR = r"(?:[1l]9|2 ?[0Oo]) ?[\dOol] ?[\dOol](?![\p{L}\d])"
_CODE = r"(?:(?:UBTV)?QH ?\d{1,2}|\p{Lu}[\p{Lu}&]*(?:[a-zđ]{1,3}\p{Lu}*)?\d{0,2})"
_SPACED = r"(?:TTg|CTr|TTr|[A-ZĐƯ]{2,}[\p{L}&]*\d{0,2})"
_MORE = (
    rf"(?:[-/]{_CODE}|\.(?:[A-ZĐƯ]{{2,8}}|TTr|TTg|CTr)| [-/]{_SPACED}|[-/] {_SPACED}| - (?:TTg|CP)(?!\p{{L}})"
    r"| - B[A-ZĐƯ]{1,8}(?=(?:[-/]B[A-ZĐƯ]+)*,? ngày \d)|\. (?:UBND|HĐND)(?= ngày \d))(?!\p{Ll})"
)
_END = r"(?![\p{L}\d%])"
_BARE = regex.compile(r"(?P<base>\d{1,5}[a-z]?)(?![\p{L}\d%]| ?[/-] ?[\p{L}\d]|[.,]\d)")
_LINK = r"(?:,(?: và)?|;| và| hoặc| đến| ?-)(?: s[oốồổ] ?[:.]?)? ?"
_FIGURES = str.maketrans("OolI", "0011")
_ODD_SPACE = regex.compile(r" ?([-/.]) ?")
_STROKES = regex.compile(r"//+|--+")
_RUN = regex.compile(r"[\p{L}&]+")
_SHORTEST_PART = 4
_YEARLY = ("NĐ", "ND", "TT", "NQ-HĐ")  # codes behind the year, where a plan may put it last: «07/NĐ-CP/2021»
# Every sign that stands for another in scans and in foreign keyboards, letter for letter.
_SIGNS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2044\u2215\uff0f", "/")
    | dict.fromkeys("\u00a0\n\r\t\f\v", " ")
    | {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
)
_ANY_SIGN = regex.compile(f"[{regex.escape(''.join(map(chr, _SIGNS)))}]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
_SESSION_SPACE = regex.compile(r"(?<=QH) (?=\d)")


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A number with its offsets: as written (spaces removed, one dash), mended, its year and first code.

    `code` is None for a number without letters («Quyết định 210»).
    """

    start: int
    end: int
    written: str
    normalised: str
    year: int | None
    code: str | None
    base: str

    @property
    def rest(self) -> str:
        """What follows the serial number: `/2021/NĐ-CP`."""
        return self.written[len(self.base) :]


def one_sign(text: str) -> str:
    """The text with one dash, one stroke, Đ for the Icelandic eth and plain spaces; same length."""
    return text.translate(_SIGNS) if _ANY_SIGN.search(text) is not None else text


class NumberReader:
    """Reads numbers at given offsets; made once from the rules."""

    def __init__(self, rules: CitationRules) -> None:
        self._mended = {wrong.upper(): right for wrong, right in rules.mended_codes.items()}
        self._parts = {w: r for w, r in self._mended.items() if len(w) >= _SHORTEST_PART}
        self._part = regex.compile(any_of(self._parts))
        codes = {code for kind in rules.types for code in (*kind.abbreviations, *kind.codes)}
        codes |= {wrong for wrong, right in rules.mended_codes.items() if right in codes}
        first, body = any_of(codes), any_of(rules.bodies)
        lower = rf"(?i: ?[/-] ?(?:{first}) ?[-/] ?(?:{body}|[bs][a-zđ&]{{2,10}}))"
        led = rf"(?:{first})(?: ?[-/] ?{_SPACED}(?!\p{{Ll}})| (?:{body})(?!\p{{L}}))"
        suffix = rf"(?:(?: ?[/-]{{1,2}} ?| (?=(?:{first})/))(?:{led}|{_CODE})(?:{_MORE})*|{lower})"
        tail = rf"(?: ?[/-]{{1,2}} ?(?P<year>{_YEAR}))?(?P<suffix>{suffix})(?:/(?P<late>{_YEAR}))?{_END}"
        base = rf"{_DIGIT}{{1,6}}[A-Za-z]?(?:\.\d{{1,3}})?"
        self._tight = regex.compile(rf"(?P<base>{base}){tail}")
        self._loose = regex.compile(rf"(?P<base>{_DIGIT}(?: ?{_DIGIT}){{0,5}}){tail}")
        self._dated = regex.compile(rf"(?P<base>\d{{1,5}}) ?/ ?(?P<year>(?:19|20)\d\d){_END}(?!/)")
        self._listed = regex.compile(rf"(?P<base>\d{{1,6}}[a-z]?){_LINK}(?=\d)")

    def coded(self, text: str, at: int, *, said: bool) -> CitedNumber | None:
        """A number with its letters at an offset; after «số» (`said`) its digits may stand apart."""
        match = self._tight.match(text, at) or (self._loose.match(text, at) if said else None)
        if match is None:
            return None
        base = match["base"].replace(" ", "")
        written = match[0].replace(" ", "").translate(_DASHES)
        year = match["year"] or match["late"]
        return CitedNumber(
            start=at,
            end=match.end(),
            written=written,
            normalised=self._normalised(match),
            year=int(_digits(year)) if year else None,
            code=self._first_code(match["suffix"]),
            base=base,
        )

    def plain(self, text: str, at: int) -> CitedNumber | None:
        """A number without letters: «210», «30a», «15/2021»."""
        match = self._dated.match(text, at) or _BARE.match(text, at)
        if match is None:
            return None
        written = match[0].replace(" ", "")
        year = int(match["year"]) if "/" in written else None
        return CitedNumber(at, match.end(), written, written, year, None, match["base"])

    def sharing(self, text: str, at: int) -> list[CitedNumber]:
        """Numbers that end in one code: «12, 13 và 14/QĐ-UBND»; empty where there is no such list."""
        bases: list[tuple[int, str]] = []
        position = at
        while (match := self._listed.match(text, position)) is not None:
            bases.append((position, match["base"]))
            position = match.end()
        last = self.coded(text, position, said=False) if bases else None
        if last is None:
            return []
        mended = last.normalised.removeprefix(_digits(last.base))
        firsts = [
            CitedNumber(start, start + len(base), base + last.rest, base + mended, last.year, last.code, base)
            for start, base in bases
        ]
        return [*firsts, last]

    def normalised(self, number: str) -> str:
        """A number with the usual misreadings mended: `31/ND-CP` → `31/NĐ-CP`."""
        number = one_sign(number)
        match = self._tight.fullmatch(number) or self._loose.fullmatch(number)
        return self._normalised(match) if match else self._codes(number)

    def _normalised(self, match: "regex.Match[str]") -> str:
        base = match["base"].replace(" ", "")
        yearly = match["suffix"].lstrip("/- ").startswith(_YEARLY)
        written = match["year"] or (match["late"] if yearly else None)
        year = f"/{_digits(written)}" if written else ""
        suffix = _STROKES.sub(lambda m: m[0][0], _ODD_SPACE.sub(r"\1", match["suffix"]))
        lead = "" if suffix[0] in "/-" else "-"
        suffix = _SESSION_SPACE.sub("", lead + suffix.strip()).replace(" ", "-")
        return _digits(base) + year + self._codes(suffix)

    def _codes(self, suffix: str) -> str:
        return str(_RUN.sub(lambda run: self._code(run[0]), suffix))

    def _code(self, code: str) -> str:
        upper = code.upper() if code == code.lower() and len(code) > 1 else code
        mended = self._mended.get(code.upper())
        if mended is not None or not self._parts:
            return mended or upper
        return str(self._part.sub(lambda part: self._parts[part[0]], upper))

    def _first_code(self, suffix: str) -> str | None:
        run = _RUN.search(suffix)
        return self._code(run[0]) if run else None


def _digits(figures: str) -> str:
    """`2O22` → `2022`: O and l read as 0 and 1, spaces removed; other letters stay («22a»)."""
    return figures.replace(" ", "").translate(_FIGURES)
