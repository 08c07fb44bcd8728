"""The foot of a document: who signed it, and in what office."""

from collections.abc import Container, Iterable, Sequence

from extractor import regex
from extractor.extraction.places import title_case
from extractor.language.text import any_of, canonical
from extractor.plantext import BlockKind, PlanText
from extractor.rulebook.figures import HeaderRules

_RECIPIENTS = regex.compile(r"(?i)^\W*nơi\s+nhận")
_FOOT = regex.compile(
    r"^\W*(?:(?:T\s?/?\s?M|K\s?/?\s?T|T\s?/?\s?L|TUQ|T/UQ|Q)\s*(?:\.|(?<=/\p{Lu})\s)|(?i:nơi\s+nhận))"
)
_NAME = regex.compile(
    r"^(?:(?:Ths|TS|ThS|BS|GS|PGS|CN|KS)\.?\s*)*\p{Lu}[\p{Ll}'’]*(?:['’]\p{Lu}\p{Ll}*)?"
    r"(?:\s+\p{Lu}[\p{Ll}'’]*(?:['’]\p{Lu}\p{Ll}*)?){1,5}$"
)
_UPPER_NAME = regex.compile(r"^\p{Lu}+(?:\s+\p{Lu}+){1,4}$")
_NO_NAME = regex.compile(
    r"^(?:ĐÃ KÝ|THƯỜNG TRỰC|NƠI NHẬN|[ỦU][YỶ] BAN|HỘI ĐỒNG|BAN |UBND|HĐND|XÃ |PHƯỜNG |HUYỆN |TỈNH |THÀNH PHỐ )"
)
_BEHIND_THE_FOOT = regex.compile(r"^(?:PHỤ LỤC|PHỤ BIỂU|DANH (?:SÁCH|MỤC)|BIỂU|MẪU|KẾ HOẠCH|QUY )")
_OPENING_LETTERS = frozenset("TKQNn")  # of a foot
_TAIL = 8
_NAME_WITHIN = 12


class SignatureReader:
    """Finds the signature; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        roles = any_of(rules.roles)
        self._role = regex.compile(
            rf"(?<!\p{{L}})(?P<role>(?:QUYỀN |Q\. ?)?(?:{roles})(?: THƯỜNG TRỰC| PHỤ TRÁCH)?)(?!\p{{L}})"
        )
        self._lowered = frozenset(canonical(role) for role in rules.roles) | {"thủ tướng chính phủ"}

    def read(self, text: PlanText) -> tuple[str | None, str | None]:
        """The first signature of the foot: the name, and the office as printed."""
        prose = [text.words(b) for b in text.blocks if b.kind is not BlockKind.TABLE_CELL]
        found = self._signed(prose)
        return found if found[1] is not None else self._signed([text.words(b) for b in text.blocks])

    def _signed(self, lines: Sequence[str]) -> tuple[str | None, str | None]:
        role: str | None = None
        since = 0
        for line in lines[_foot_start(lines) :]:
            words = line.strip(" *.")
            office, rest = self._office(words)
            if office is not None:
                role, since, words = office, 0, rest
            since += 1
            if role is None or not words:
                continue
            if since > _NAME_WITHIN or _BEHIND_THE_FOOT.match(words):
                break
            name = _name(words)
            if name is not None:
                return name, role
        return None, role

    def _office(self, words: str) -> tuple[str | None, str]:
        """The last office in capitals that a line names, and what stands behind it."""
        last = max(self._role.finditer(words), key=lambda match: match.start(), default=None)
        if last is not None and words[: last.start()].upper() == words[: last.start()]:
            rest = words[last.end() :].strip(" *.")
            if _NO_NAME.match(rest):
                return last["role"], ""
            if not rest or _name(rest) is not None:
                return last["role"], rest
        return (words, "") if canonical(words) in self._lowered else (None, words)


def names_recipients(line: str) -> bool:
    """Whether a line begins the list of recipients: «Nơi nhận:»."""
    return _may_open(line, "Nn") and _RECIPIENTS.match(line) is not None


def foot_opening(lines: Iterable[str]) -> int | None:
    """The first line of the foot: recipients or the opening of a signature."""
    for index, line in enumerate(lines):
        if _may_open(line, _OPENING_LETTERS) and _FOOT.match(line) is not None:
            return index
    return None


def _may_open(line: str, letters: Container[str]) -> bool:
    """False where a line begins with another letter than these: quick to look for, as most do."""
    first = line[:1]
    return first in letters or not first.isalpha()


def _foot_start(lines: Sequence[str]) -> int:
    opening = foot_opening(lines)
    return max(0, len(lines) - _TAIL) if opening is None else opening


def _name(words: str) -> str | None:
    if _UPPER_NAME.match(words) and _NO_NAME.match(words) is None:
        return title_case(words)
    return words if _NAME.match(words) and not words.isupper() else None
