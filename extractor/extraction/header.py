"""Head and foot of a document after Decree 30/2020/NĐ-CP: number, date, issuer, title, signature."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.extraction.cited import CitedDocument
from extractor.extraction.places import BODY, PlaceReader, title_case
from extractor.extraction.sections import Outline
from extractor.language.dates import find_dates
from extractor.language.text import canonical
from extractor.plantext import Block, BlockKind, PlanText, Span
from extractor.records import Document, IssuerLevel
from extractor.rulebook.figures import HeaderRules

HEAD_BLOCKS = 40
_NUMBER_LINE = regex.compile(
    r"^\W*(?:Số|SỐ|số)\s*:?\s*(?P<number>\d{0,5}[A-Za-z]?\s?(?:/\s?(?:19|20)\d{2})?\s?[/-]\s?"
    r"(?P<code>\p{Lu}[\p{L}&]*(?:\s?[-–/]\s?\p{Lu}[\p{L}&]*)*))"
)
_DATELINE = regex.compile(
    r"^(?P<place>\p{Lu}[\p{L}\s.'’-]{1,40}?),?\s*"
    r"(?P<date>ngày\s*[\d\s.…_/]*\s*tháng\s*[\d\s.…_/]*\s*năm\s*(?:\d{4}|[\s.…_]*))[\s.*;]*$"
)
_NO_PLACE = regex.compile(r"(?i)^\W*(?:căn cứ|thực hiện|theo|xét|luật|đến|từ|trước)\b")
_NATIONAL = regex.compile(r"(?i)cộng\s*h[òo]a\s*xã\s*hội|độc\s*lập\s*[-–]\s*tự\s*do|^\W*$")
_TITLE_END = regex.compile(
    r"(?i)^\s*(?:căn cứ|thực hiện (?:công văn|kế hoạch số|quyết định|nghị quyết"
    r"|chỉ thị|thông báo|chương trình số|hướng dẫn|văn bản|luật)"
    r"|xét|kính gửi|theo|triển khai thực hiện|thi hành|để |nhằm |ngày )"
)
_YEAR = regex.compile(
    r"(?<!đến )(?<!hết )(?<!từ )năm\s+(?P<year>20\d{2}|19\d{2})(?!\s*[-–đ]\s*\d)(?!\d)", regex.IGNORECASE
)
_PERIOD = regex.compile(r"(?P<a>(?:19|20)\d{2})\s*(?:[-–—]|đến(?: năm)?)\s*(?P<b>(?:19|20)\d{2})")
_MAKES_PLAN = regex.compile(r"(?:xây dựng|ban hành) kế hoạch")
_SIGN_OPEN = regex.compile(r"^\W*(?:TM|KT|TL|TUQ|Q)\s*\.")
_NAME = regex.compile(r"^(?:(?:Ths|TS|ThS|BS|GS|PGS)\.?\s*)?\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){1,5}$")
_UPPER_NAME = regex.compile(r"^\p{Lu}+(?:\s+\p{Lu}+){1,4}$")
RECIPIENTS = regex.compile(r"(?i)^\W*nơi\s+nhận")
_OFFICE = regex.compile(r"(?i)^(?:chủ tịch|giám đốc|bộ trưởng|thủ tướng|chính phủ|trưởng ban)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A place named by rank and name: («district», «Lâm Khê»)."""

    level: str
    rank: str
    name: str


@dataclass(frozen=True, slots=True)
class _Issuer:
    name: str | None
    level: IssuerLevel | None
    places: dict[str, str]


class HeaderReader:
    """Reads the document record; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        self._types = {canonical(t): t for t in sorted(rules.doc_types, key=len, reverse=True)}
        self._places = PlaceReader(rules)
        self._roles = sorted(rules.roles, key=len, reverse=True)

    def read(self, text: PlanText, outline: Outline, cited: Sequence[CitedDocument]) -> Document:
        """The document record; its span is that of the title, or of the first block."""
        body = outline.sections[0].block if outline.sections else len(text.blocks)
        head = text.blocks[: min(max(body, 1), HEAD_BLOCKS)]
        kind, at = self._type(text, head)
        title, span = self._title(text, head, at, kind)
        number, code = self._number(text, head)
        place, issued = self._dateline(text, head)
        lines = [text.words(b) for b in head]
        issuer = self._issuer(text, lines, title, code, cited, kind) if kind else _Issuer(None, None, {})
        period, year = self._years(title, lines)
        signatory, role = self._signature(text)
        return Document(
            doc=text.doc,
            text=text.quote(*span),
            span=span,
            page=text.blocks[0].page if text.blocks else None,
            rule_id="header",
            doc_type=kind,
            number=number,
            issued_on=issued,
            place=place,
            issuer=issuer.name,
            issuer_level=issuer.level,
            commune=issuer.places.get("commune"),
            district=issuer.places.get("district"),
            province=issuer.places.get("province"),
            notes=tuple(en for _, en in text.notes),
            title=title,
            plan_year=year,
            period=period,
            signatory=signatory,
            signatory_role=role,
        )

    def _type(self, text: PlanText, head: Sequence[Block]) -> tuple[str | None, int | None]:
        """The document's kind: a line that is its name in capitals, or that opens with it («Nghị quyết về …»)."""
        alone = [
            (index, name, text.words(block).strip(" .:*").isupper() or block.bold)
            for index, block in enumerate(head)
            if (name := self._types.get(canonical(text.words(block).strip(" .:*")))) is not None
        ]
        if alone:
            index, name, _ = min(alone, key=lambda found: (not found[2], found[0]))
            return name, index
        for index, block in enumerate(head[:6]):
            words = canonical(text.words(block))
            for form, name in self._types.items():
                upper = text.words(block)[: len(form)].isupper()
                about = words.startswith(
                    (f"{form} về", f"{form} ban hành", f"{form} phê duyệt", f"{form} quy định")
                )
                if words.startswith(f"{form} ") and (upper or about) and not self._is_mention(words):
                    return name, index
        return None, None

    @staticmethod
    def _is_mention(words: str) -> bool:
        return regex.match(r"[\p{L} ]+? số \d", words) is not None

    def _title(
        self, text: PlanText, head: Sequence[Block], at: int | None, kind: str | None
    ) -> tuple[str | None, Span]:
        if at is None or kind is None:
            first = text.blocks[0] if text.blocks else None
            return None, (first.start, first.end) if first else (0, 0)
        block = head[at]
        words = text.words(block).strip()
        rest = words[len(kind) :].strip(" :.-–") if len(words) > len(kind) + 2 else ""
        lines, end = ([rest] if rest else []), block.end
        for following in head[at + 1 :]:
            line = text.words(following)
            capitals = line.isupper() and not self._issuer_line(line)
            if following.marker is not None or following.kind is BlockKind.TABLE_CELL:
                break
            if not capitals and (_TITLE_END.match(line) or self._is_office(line)):
                break
            if lines and not capitals and (len(" ".join(lines)) > 400 or self._is_body(line, lines)):
                break
            if _NUMBER_LINE.match(line) or _DATELINE.match(line) or _NATIONAL.search(line):
                continue
            if self._issuer_line(line):
                break
            lines.append(line)
            end = following.end
        title = " ".join(" ".join(lines).split()).strip(" .:;-–") or None
        return title, (block.start, end)

    @staticmethod
    def _is_body(line: str, lines: Sequence[str]) -> bool:
        """The paragraph after the title: longer than a title line, or a sentence."""
        return len(line) > 220 or line.rstrip().endswith((";", ".", ":")) or BODY.match(line) is not None

    @staticmethod
    def _is_office(line: str) -> bool:
        return _OFFICE.match(line) is not None

    @staticmethod
    def _issuer_line(line: str) -> bool:
        return line.isupper() and (BODY.match(line) is not None or _OFFICE.match(line) is not None)

    def _number(self, text: PlanText, head: Sequence[Block]) -> tuple[str | None, str | None]:
        for index, block in enumerate(head):
            words = text.words(block)
            match = _NUMBER_LINE.match(words)
            if match is None and words.strip().lower().rstrip(": ") == "số" and index + 1 < len(head):
                match = _NUMBER_LINE.match(f"Số: {text.words(head[index + 1])}")
            if match is not None:
                number = "".join(match["number"].split()).replace("–", "-")
                code = "".join(match["code"].split()).replace("–", "-")
                return (number if number[0].isdigit() else None), code
        return None, None

    def _dateline(self, text: PlanText, head: Sequence[Block]) -> tuple[str | None, str | None]:
        for block in head:
            words = text.words(block)
            number = _NUMBER_LINE.match(words)
            match = _DATELINE.match(words[number.end() :].lstrip() if number else words)
            if match is not None and _NO_PLACE.match(words) is None:
                date = next(find_dates(canonical(match["date"])), None)
                place = " ".join(match["place"].split()).strip(" ,")
                return place, date.iso if date else None
        return None, None

    def _issuer(
        self,
        text: PlanText,
        lines: Sequence[str],
        title: str | None,
        code: str | None,
        cited: Sequence[CitedDocument],
        kind: str,
    ) -> _Issuer:
        """The issuing body, its level, and the names of the places the document says it belongs to."""
        own = self._places.own(text, title, lines)
        if own is None:
            return _Issuer(None, None, {})
        names: dict[str, str] = {own.level: own.name}
        for place in self._places.above(text, cited, own):
            names.setdefault(place.level, place.name)
        body = "HĐND" if self._is_council(lines, code, kind) else "UBND"
        return _Issuer(f"{body} {own.rank} {own.name}", own.level, names)

    @staticmethod
    def _is_council(lines: Sequence[str], code: str | None, kind: str) -> bool:
        if code is not None:
            return "HĐND" in code
        headed = [canonical(line) for line in lines[:8]]
        return kind == "Nghị quyết" and any(line.startswith(("hội đồng nhân dân", "hđnd")) for line in headed)

    @staticmethod
    def _years(title: str | None, lines: Sequence[str]) -> tuple[tuple[int, int] | None, int | None]:
        """The period that title or first basis names, and the year planned for."""
        bases = (line for line in lines if canonical(line).startswith(("căn cứ", "thực hiện")))
        basis = next((line for line in bases if line.strip(" .;") not in (title or "")), "")
        own = _period(title or "")
        years = _year_names(title or "")
        if not years and own is None and title is not None:
            years = [y for line in lines if _MAKES_PLAN.search(canonical(line)) for y in _year_names(line)]
        return own or _period(basis), years[-1] if years else None

    def _signature(self, text: PlanText) -> tuple[str | None, str | None]:
        """The last office in capitals near the end, and the name under it."""
        blocks = [b for b in text.blocks if b.kind is not BlockKind.TABLE_CELL]
        start = next((i for i, b in enumerate(blocks) if RECIPIENTS.match(text.words(b))), None)
        opened = next(
            (i for i in range(len(blocks) - 1, -1, -1) if _SIGN_OPEN.match(text.words(blocks[i]))), None
        )
        begin = min((i for i in (start, opened) if i is not None), default=max(0, len(blocks) - 8))
        role: str | None = None
        for block in blocks[begin:]:
            words = text.words(block).strip(" *.")
            office = next(
                (r for r in self._roles if words.upper() == r or words.upper().endswith(f" {r}")), None
            )
            if office is not None and words.isupper():
                role = office
            elif role is not None and _NAME.match(words) and not words.isupper():
                return words, role
            elif role is not None and _UPPER_NAME.match(words) and len(words.split()) <= 4:
                return title_case(words), role
        return None, role


def is_number_line(words: str) -> bool:
    """The line «Số: …/KH-UBND» at the head of a document."""
    return _NUMBER_LINE.match(words) is not None


def _year_names(words: str) -> list[int]:
    return [int(m["year"]) for m in _YEAR.finditer(words)]


def _period(words: str) -> tuple[int, int] | None:
    match = _PERIOD.search(words)
    return (int(match["a"]), int(match["b"])) if match and int(match["a"]) < int(match["b"]) else None
