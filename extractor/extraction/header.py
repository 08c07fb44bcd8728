"""Head and foot of a document after Decree 30/2020/NĐ-CP: number, date, issuer, title, signature."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.extraction.citations import CitedDocument
from extractor.extraction.sections import Outline
from extractor.language.dates import find_dates
from extractor.language.text import canonical
from extractor.plantext import Block, BlockKind, PlanText, Span
from extractor.records import Document, IssuerLevel
from extractor.rulebook.figures import HeaderRules

HEAD_BLOCKS = 40
_NUMBER_LINE = regex.compile(
    r"^\W*(?:Số|SỐ|số)\s*:?\s*(?P<number>\d{0,5}[A-Za-z]?\s?(?:/\s?(?:19|20)\d{2})?\s?[/-]\s?(?P<code>\p{Lu}[\p{L}&]*(?:\s?[-–]\s?\p{Lu}[\p{L}&]*)*))"
)
_DATELINE = regex.compile(
    r"^(?P<place>\p{Lu}[\p{L}\s.'’-]{1,40}?),?\s*(?P<date>ngày\s*[\d\s.…_/]*\s*tháng\s*[\d\s.…_/]*\s*năm\s*(?:\d{4}|[\s.…_]*))[\s.*;]*$"
)
_NO_PLACE = regex.compile(r"(?i)^\W*(?:căn cứ|thực hiện|theo|xét|luật|đến|từ|trước)\b")
_NATIONAL = regex.compile(r"(?i)cộng\s*h[òo]a\s*xã\s*hội|độc\s*lập\s*[-–]\s*tự\s*do|^\W*$")
_TITLE_END = regex.compile(r"(?i)^\s*(?:căn cứ|thực hiện (?:công văn|kế hoạch số|quyết định|nghị quyết|chỉ thị|thông báo|chương trình số|hướng dẫn|văn bản|luật)|xét|kính gửi|theo|triển khai thực hiện|thi hành|để |nhằm |ngày )")
_YEAR = regex.compile(r"(?<!đến )(?<!hết )(?<!từ )năm\s+(?P<year>20\d{2}|19\d{2})(?!\s*[-–đ]\s*\d)(?!\d)", regex.IGNORECASE)
_PERIOD = regex.compile(r"(?P<a>(?:19|20)\d{2})\s*(?:[-–—]|đến(?: năm)?)\s*(?P<b>(?:19|20)\d{2})")
_SIGN_OPEN = regex.compile(r"^\W*(?:TM|KT|TL|TUQ|Q)\s*\.")
_NAME = regex.compile(r"^(?:(?:Ths|TS|ThS|BS|GS|PGS)\.?\s*)?\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){1,5}$")
_UPPER_NAME = regex.compile(r"^\p{Lu}+(?:\s+\p{Lu}+){1,4}$")
RECIPIENTS = regex.compile(r"(?i)^\W*nơi\s+nhận")
_BODY = regex.compile(r"(?i)(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd|hội\s+đồng\s+nhân\s+dân|hđnd")
_OFFICE = regex.compile(r"(?i)^(?:chủ tịch|giám đốc|bộ trưởng|thủ tướng|chính phủ|trưởng ban)\b")
_PROPER = r"(?P<name>\p{Lu}[\p{Ll}'’]*(?:[ -]\p{Lu}[\p{Ll}'’]*){0,4}|(?:số )?\d{1,2}\b)"
_CAPITALISED = frozenset("Năm Kế Giai Thực Ủy Uỷ Ban Về Và Các Trên Căn Theo Chương Nghị Quyết Phòng Trung Sở Hội Đảng Mặt".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place named by rank and name: («district», «Tam Đường»)."""

    level: str
    rank: str
    name: str


class HeaderReader:
    """Reads the document record; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        self._rules = rules
        self._types = {canonical(t): t for t in sorted(rules.doc_types, key=len, reverse=True)}
        ranks = {rank: level for level, names in rules.ranks.items() for rank in names}
        self._ranks = {**ranks, "thành phố": "district"}
        either = "|".join(sorted(self._ranks, key=len, reverse=True))
        self._place = regex.compile(rf"(?<![\p{{L}}])(?P<rank>(?i:{either}))\s+{_PROPER}")
        self._bare_rank = regex.compile(rf"(?i)(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|trên địa bàn)\s+(?P<rank>{either})(?![\p{{L}}])")
        self._closing = regex.compile(rf"(?:(?i:ubnd|ủy ban nhân dân|uỷ ban nhân dân))\s+(?P<rank>(?i:{either}))\s+{_PROPER}")
        self._roles = sorted(rules.roles, key=len, reverse=True)

    def read(self, text: PlanText, outline: Outline, cited: Sequence[CitedDocument]) -> Document:
        """The document record; its span is that of the title, or of the first block."""
        body = outline.sections[0].block if outline.sections else len(text.blocks)
        head = [b for b in text.blocks[: min(max(body, 1), HEAD_BLOCKS)]]
        kind, at = self._type(text, head)
        title, span = self._title(text, head, at, kind)
        number, code = self._number(text, head)
        place, issued = self._dateline(text, head)
        issuer, level, names = self._issuer(text, head, title, code, cited, kind) if kind else (None, None, {})
        period, year = self._years(title, text, head)
        signatory, role = self._signature(text)
        return Document(
            doc=text.doc,
            text=" ".join(text.text[span[0] : span[1]].split()),
            span=span,
            page=text.blocks[0].page if text.blocks else None,
            rule_id="header",
            doc_type=kind,
            number=number,
            issued_on=issued,
            place=place,
            issuer=issuer,
            issuer_level=level,
            commune=names.get("commune"),
            district=names.get("district"),
            province=names.get("province"),
            notes=tuple(vi for vi, _ in text.notes),
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
        for index, name, _ in sorted(alone, key=lambda found: (not found[2], found[0])):
            return name, index
        for index, block in enumerate(head[:6]):
            words = canonical(text.words(block))
            for form, name in self._types.items():
                upper = text.words(block)[: len(form)].isupper()
                about = words.startswith((f"{form} về", f"{form} ban hành", f"{form} phê duyệt", f"{form} quy định"))
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
        return len(line) > 220 or line.rstrip().endswith((";", ".", ":")) or _BODY.match(line) is not None

    @staticmethod
    def _is_office(line: str) -> bool:
        return _OFFICE.match(line) is not None

    @staticmethod
    def _issuer_line(line: str) -> bool:
        return line.isupper() and (_BODY.match(line) is not None or _OFFICE.match(line) is not None)

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
        self, text: PlanText, head: Sequence[Block], title: str | None, code: str | None,
        cited: Sequence[CitedDocument], kind: str | None,
    ) -> tuple[str | None, IssuerLevel | None, dict[str, str]]:
        """The issuing body, its level, and the names of the places the plan says it belongs to."""
        lines = [text.words(b) for b in head]
        council = self._is_council(lines, code, kind)
        own = self._headed_place(lines) or self._stated_place(text, title, lines)
        names: dict[str, str] = {}
        if own is not None:
            names[own.level] = own.name
        for place in self._cited_places(text, cited, own):
            names.setdefault(place.level, place.name)
        if own is None:
            return None, None, names
        body = "HĐND" if council else "UBND"
        rank = "tỉnh" if own.level == "province" and own.rank == "tỉnh" else own.rank
        return f"{body} {rank} {own.name}", _level(own.level), names

    def _is_council(self, lines: Sequence[str], code: str | None, kind: str | None) -> bool:
        if code is not None:
            return "HĐND" in code
        headed = [canonical(line) for line in lines[:8]]
        return kind == "Nghị quyết" and any(line.startswith(("hội đồng nhân dân", "hđnd")) for line in headed)

    def _headed_place(self, lines: Sequence[str]) -> Place | None:
        """«ỦY BAN NHÂN DÂN / XÃ …» at the head, in capitals, on one line or two."""
        joined = [" ".join(line.split()) for line in lines[:14]]
        for index, line in enumerate(joined):
            body = _BODY.match(line.lstrip("* "))
            if body is None or len(line) > 90:
                continue
            rest = line[body.end() :].strip(" *-–")
            for candidate in (rest, joined[index + 1] if index + 1 < len(joined) else ""):
                place = self._ranked(_cut_national(candidate))
                if place is not None:
                    return place
        return None

    def _ranked(self, words: str) -> Place | None:
        lowered = canonical(words)
        for rank, level in sorted(self._ranks.items(), key=lambda item: -len(item[0])):
            if lowered.startswith(f"{rank} ") and len(words) < 50:
                name = words[len(rank) :].strip(" .-–_*")
                if name and (name[0].isupper() or name[0].isdigit() or name.islower()):
                    return Place(self._level_of(rank, _title_case(name), level), rank, _title_case(name))
        return None

    def _level_of(self, rank: str, name: str, level: str) -> str:
        return "province" if rank == "thành phố" and name in self._rules.cities else level

    def _stated_place(self, text: PlanText, title: str | None, lines: Sequence[str]) -> Place | None:
        """The plan's own place where the head is lost: by the title, or by the rank it speaks of itself with."""
        for words in (title or "", *(line for line in lines if _BODY.match(line))):
            for match in self._place.finditer(words):
                place = self._place_of(match)
                if place is not None:
                    return place
        whole = text.text
        said = self._bare_rank.search(" ".join((title or "", *lines)))
        counted = Counter(
            place for m in self._closing.finditer(whole) if (place := self._place_of(m)) is not None
        )
        if said is None:
            last = [p for m in self._closing.finditer(whole, max(0, len(whole) - 3000)) if (p := self._place_of(m))]
            return last[-1] if last else None
        rank = said["rank"].lower()
        named = Counter(
            place.name for m in self._place.finditer(whole) if (place := self._place_of(m)) and place.rank == rank
        )
        counted_names = Counter({p.name: n * 2 for p, n in counted.items() if p.rank == rank}) + named
        if not counted_names:
            return None
        name = counted_names.most_common(1)[0][0]
        return Place(self._level_of(rank, name, self._ranks[rank]), rank, name)

    def _place_of(self, match: "regex.Match[str]") -> Place | None:
        rank = match["rank"].lower()
        words = match["name"].split()
        kept: list[str] = []
        for word in words:
            if word in _CAPITALISED and not (kept and word in {"Trung", "Hội", "Sở", "Năm"}):
                break
            kept.append(word)
        name = " ".join(kept)
        if not name:
            return None
        name = _title_case(name) if name.isupper() else name
        return Place(self._level_of(rank, name, self._ranks[rank]), rank, name)

    def _cited_places(self, text: PlanText, cited: Sequence[CitedDocument], own: Place | None) -> Sequence[Place]:
        """Places over the plan's own that it names in its bases."""
        order = ["commune", "district", "province"]
        above = order[order.index(own.level) + 1 :] if own and own.level in order else []
        found: list[Place] = []
        for citation in cited:
            for match in self._place.finditer(citation.issuer or ""):
                place = self._place_of(match)
                if place is not None and place.level in above:
                    found.append(place)
        first_words = text.text[:6000]
        for match in self._place.finditer(first_words):
            place = self._place_of(match)
            if place is not None and place.level in above and place.level == "province":
                found.append(place)
        return found

    def _years(
        self, title: str | None, text: PlanText, head: Sequence[Block]
    ) -> tuple[tuple[int, int] | None, int | None]:
        basis = next((text.words(b) for b in head if canonical(text.words(b)).startswith(("căn cứ", "thực hiện"))), "")
        period = _period(title or "") or _period(basis)
        years = [int(m["year"]) for m in _YEAR.finditer(title or "")]
        if years:
            return period, years[-1]
        if _period(title or "") is None and title is not None:
            named = [int(m["year"]) for b in head for m in _YEAR.finditer(text.words(b)) if "xây dựng" in text.words(b).lower() and "kế hoạch" in text.words(b).lower()]
            return period, named[-1] if named else None
        return period, None

    def _signature(self, text: PlanText) -> tuple[str | None, str | None]:
        """The last office in capitals near the end, and the name under it."""
        blocks = [b for b in text.blocks if b.kind is not BlockKind.TABLE_CELL]
        start = next((i for i, b in enumerate(blocks) if RECIPIENTS.match(text.words(b))), None)
        opened = next((i for i in range(len(blocks) - 1, -1, -1) if _SIGN_OPEN.match(text.words(blocks[i]))), None)
        begin = min((i for i in (start, opened) if i is not None), default=max(0, len(blocks) - 8))
        role: str | None = None
        for block in blocks[begin:]:
            words = text.words(block).strip(" *.")
            office = next((r for r in self._roles if words.upper() == r or words.upper().endswith(f" {r}")), None)
            if office is not None and words.isupper():
                role = office if words.upper() == office or role is None else role
                role = office
                continue
            if role is not None and _NAME.match(words) and not words.isupper():
                return words, role
            if role is not None and _UPPER_NAME.match(words) and len(words.split()) <= 4:
                return _title_case(words), role
        return None, role


def _cut_national(words: str) -> str:
    cut = regex.search(r"(?i)\s+(?:cộng\s*h[òo]a|độc\s*lập)", words)
    return words[: cut.start()] if cut else words


def _title_case(name: str) -> str:
    if not (name.isupper() or name.islower()):
        return name
    return regex.sub(r"\p{L}+", lambda m: m[0][0].upper() + m[0][1:].lower(), name)


def _period(words: str) -> tuple[int, int] | None:
    match = _PERIOD.search(words)
    return (int(match["a"]), int(match["b"])) if match and int(match["a"]) < int(match["b"]) else None


def _level(level: str) -> IssuerLevel:
    levels: dict[str, IssuerLevel] = {"commune": "commune", "district": "district", "province": "province"}
    return levels[level]
