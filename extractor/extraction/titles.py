"""What a document calls itself: its kind and its title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor import regex
from extractor.extraction.head_lines import is_dateline, is_motto, is_number_line
from extractor.extraction.places import BODY
from extractor.language.text import canonical, fold
from extractor.plantext import Block, BlockKind, PlanText, Span
from extractor.rulebook.figures import HeaderRules

LETTER = "Công văn"
_OPENING_BLOCKS = 6
_BASES_WITHIN = 4
_LONGEST_LINE, _LONGEST_TITLE = 220, 400
_BASIS = regex.compile(r"(?i)^\W*(?:căn cứ|xét\b|kính gửi|theo đề nghị|quyết (?:định|nghị)\s*:?$)")
_NOT_A_TITLE = regex.compile(
    r"(?i)^\s*(?:căn cứ|thực hiện (?:công văn|kế hoạch số|quyết định|nghị quyết"
    r"|chỉ thị|thông báo|chương trình số|hướng dẫn|văn bản|luật)"
    r"|xét|kính gửi|theo|triển khai thực hiện|thi hành|để |nhằm |ngày )"
)
_SPEAKS = regex.compile(r"(?i)\b(?:xây dựng|ban hành) kế hoạch\b.*|\bnhư sau\b")
_ATTACHED = regex.compile(
    r"(?i)^\W*(?:ban hành )?(?:kèm|đính kèm) theo\b|^\W*(?:theo|của) (?:quyết định|nghị quyết) số"
)
_DRAFT = regex.compile(r"(?i)^\W*dự thảo\b.{0,30}$")
_OFFICE = regex.compile(r"(?i)^(?:chủ tịch|giám đốc|bộ trưởng|thủ tướng|chính phủ|trưởng ban)\b")
_OPEN_END = regex.compile(
    r"(?i)(?:[,:(–-]|\b(?:của|và|các|cho|trên|theo|với|về|là|do|thuộc|tại|từ|đến|bởi))$"
)
_ISSUER_LINE = regex.compile(
    r"(?:ủy ban nhân dân|hội đồng nhân dân|bộ trưởng bộ|thủ tướng chính phủ|chính phủ$|bộ )"
)
_ABOUT = ("về", "ban hành", "phê duyệt", "quy định")
_GLUED = regex.compile(
    r"\s(?=Căn cứ (?:Luật|Nghị|Quyết|Thông|Kế|Hiến|Chỉ|Bộ|[Cc]ác)|Kính gửi\s*:|\(?(?:Ban hành )?[Kk]èm theo )"
)
_GLUED_ISSUER = regex.compile(
    r"\s+(?:(?:Chủ tịch )?(?:Ủy|Uỷ) ban nhân dân|Hội đồng nhân dân|Thủ tướng|Bộ trưởng)(?:\s+[\p{L}-]+){0,7}$"
)
_SUBJECT = regex.compile(r"(?i)^\W*(?:v\s?/\s?v|về việc)\b")
_MENTIONED = regex.compile(r"\s+(?:số\s+)?\d")


@dataclass(frozen=True, slots=True)
class Headed:
    """Kind, title and where they stand: `at` is the block of the kind, None where it has none."""

    kind: str | None
    at: int | None
    title: str | None
    span: Span


class TitleReader:
    """Reads kind and title; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        self._kinds = {canonical(t): t for t in sorted(rules.doc_types, key=len, reverse=True)}
        self._squeezed = {fold(t).replace(" ", ""): t for t in rules.doc_types}
        self._codes = {code.split("-")[0]: kind for kind, code in rules.number_codes.items()}

    def read(self, text: PlanText, head: Sequence[Block], code: str | None) -> Headed:
        """Kind and title of a document whose head is these blocks and whose number has this code."""
        kind, at = self._kind(text, head)
        if kind is None or at is None:
            return self._letter(text, head, code)
        title, end = self._title(text, head, at, kind)
        return Headed(kind, at, title, (head[at].start, end))

    def _kind(self, text: PlanText, head: Sequence[Block]) -> tuple[str | None, int | None]:
        """A line that is the kind's name, else one that opens with it («Nghị quyết về …»).

        The name behind the bases of a document that opens with its kind is the word that enacts it («Quyết định:»).
        """
        alone = [
            (index, name, words.isupper() or block.bold)
            for index, block in enumerate(head)
            if (name := self._named(words := text.words(block).strip(" .:*_-"))) is not None
        ]
        if alone:
            index, name, _ = min(alone, key=lambda found: (not found[2], found[0]))
            enacts = any(_BASIS.match(text.words(block).lstrip(" -+*")) for block in head[:index])
            opened = self._opened(text, head[:index]) if enacts else (None, None)
            return (name, index) if opened[0] is None else opened
        return self._opened(text, head)

    def _opened(self, text: PlanText, head: Sequence[Block]) -> tuple[str | None, int | None]:
        """The first line that opens with a kind, and that kind."""
        for index, block in enumerate(head):
            kind = self._opening(text.words(block), [text.words(b) for b in head[index + 1 :]], index)
            if kind is not None:
                return kind, index
        return None, None

    def _named(self, words: str) -> str | None:
        """The kind that a line names and nothing else; capitals may be spaced out or lack their marks."""
        name = self._kinds.get(canonical(words))
        return name or (self._squeezed.get(fold(words).replace(" ", "")) if words.isupper() else None)

    def _opening(self, line: str, following: Sequence[str], index: int) -> str | None:
        words = canonical(line)
        for form, name in self._kinds.items():
            if not words.startswith(f"{form} ") or _MENTIONED.match(line[len(form) :]) or line.endswith("?"):
                continue
            if line.isupper() and not words.startswith("chương trình mục tiêu"):
                return name
            if index >= _OPENING_BLOCKS:
                continue
            about = words[len(form) + 1 :].startswith(_ABOUT)
            if line[: len(form)].isupper() or about or (index == 0 and _has_bases(following)):
                return name
        return None

    def _title(self, text: PlanText, head: Sequence[Block], at: int, kind: str) -> tuple[str | None, int]:
        block = head[at]
        words = text.words(block).strip()
        named = self._named(words.strip(" .:*_-")) is not None
        rest = "" if named else words[len(kind) :].strip(" :.-–")
        lines, end = ([_cut(rest)] if rest else []), block.end
        for following, line in _title_lines(text, head[at + 1 :], lines):
            lines.append(line)
            end = following.end
        return _joined(lines), end

    def _letter(self, text: PlanText, head: Sequence[Block], code: str | None) -> Headed:
        """An official letter has no title word: a number, and «V/v …» under it."""
        first = text.blocks[0] if text.blocks else None
        whole = (first.start, first.end) if first else (0, 0)
        addressed = any(canonical(text.words(b)).startswith("kính gửi") for b in head)
        if code is None or not addressed or code.split("-")[0].split("/")[0] in self._codes:
            return Headed(None, None, None, whole)
        at = next((i for i, b in enumerate(head) if _SUBJECT.match(text.words(b))), None)
        if at is None:
            return Headed(LETTER, None, None, whole)
        lines, end = [text.words(head[at])], head[at].end
        for block in head[at + 1 :]:
            line = text.words(block)
            if _BASIS.match(line) or line.isupper() or is_dateline(line) or is_motto(line):
                break
            lines.append(line)
            end = block.end
        return Headed(LETTER, at, _joined(lines), (head[at].start, end))


def _title_lines(
    text: PlanText, blocks: Sequence[Block], before: Sequence[str]
) -> Iterator[tuple[Block, str]]:
    """The lines of a title as far as it goes; `before` are those that stand on the line of the kind."""
    lines = list(before)
    for block in blocks:
        line = text.words(block)
        if block.marker is not None or block.kind is BlockKind.TABLE_CELL or _ATTACHED.match(line):
            return
        if is_number_line(line) or is_dateline(line) or is_motto(line) or _DRAFT.match(line):
            continue
        if not _belongs(line, lines):
            return
        line = _cut(line)
        lines.append(line)
        yield block, line


def _belongs(line: str, lines: Sequence[str]) -> bool:
    """Whether a line is part of the title whose lines stand before it."""
    goes_on = bool(lines) and _OPEN_END.search(lines[-1].rstrip()) is not None
    if line.isupper():
        return goes_on or not _is_issuer(line)
    if _BASIS.match(line) or (_OFFICE.match(line) and not goes_on):
        return False
    if not lines:
        return not line.rstrip().endswith((":", ";")) and not (
            _NOT_A_TITLE.match(line) and _SPEAKS.search(line)
        )
    if len(" ".join(lines)) > _LONGEST_TITLE:
        return False
    if line[:1].islower():
        return not _is_body(line)
    return _NOT_A_TITLE.match(line) is None and not _is_body(line) and BODY.match(line) is None


def _is_issuer(line: str) -> bool:
    return BODY.match(line) is not None or _OFFICE.match(line) is not None


def _is_body(line: str) -> bool:
    """The paragraph after the title: longer than a title line, or a sentence."""
    return len(line) > _LONGEST_LINE or line.rstrip().endswith((";", ".", ":"))


def _has_bases(following: Sequence[str]) -> bool:
    """Whether legal bases or the issuer come right behind a line, as they do behind a title."""
    near = [canonical(line).lstrip("-*+ ") for line in following[:_BASES_WITHIN]]
    return any(line.startswith(("căn cứ ", "xét ")) or _ISSUER_LINE.match(line) for line in near)


def _cut(title: str) -> str:
    """A title without the bases and the issuer that a lost line break has glued to it."""
    glued = _GLUED.search(title)
    if glued is not None:
        return str(_GLUED_ISSUER.sub("", title[: glued.start()].rstrip()))
    issuer = _GLUED_ISSUER.search(title)
    if issuer is not None and title[: issuer.start()].islower():
        return title[: issuer.start()]
    if len(title) <= _LONGEST_LINE or not title[: _LONGEST_LINE // 4].islower():
        return title
    capital = regex.search(r"\s(?=\p{Lu}\p{Ll})", title)
    return title[: capital.start()] if capital is not None else title


def _joined(lines: Sequence[str]) -> str | None:
    return " ".join(" ".join(lines).split()).strip(" .:;-–*") or None
