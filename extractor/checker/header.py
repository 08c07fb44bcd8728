"""What the head of a plan leaves out: `number-missing`, `date-incomplete`."""

from collections.abc import Iterator

from extractor import regex
from extractor.checker.plan_words import words_at
from extractor.checker.report import Place, Verdicts, filled, finding
from extractor.checker.wording import same
from extractor.extraction.passing import RESOLUTION
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Document, Finding
from extractor.rulebook.check_texts import HeaderTexts
from extractor.rulebook.checks import CheckRules

_HEAD_BLOCKS = 40
_BLANK = r"[\s.…_]*"
_CODE = r"[\p{L}\d]+(?:\s?[-–]\s?[\p{L}\d]+)*"
_NUMBER_LINE = regex.compile(
    rf"\b(?:Số|SỐ)\s*:{_BLANK}(?P<serial>\d+)?(?:{_BLANK}[/-]{_BLANK}(?:\d{{4}}\s?/\s?)?(?P<code>{_CODE})?)?"
)
_DATE_LINE = regex.compile(
    r"(?:ngày(?P<day>[\s\d.…_]*))?tháng(?P<month>[\s\d.…_]*)năm(?P<year>[\s\d.…_]*)", regex.IGNORECASE
)
_FULL_DATE = len("2021-10-28")
_PLACE_LENGTH = 60
_ELLIPSIS = "…"


def judge_header(plan: Plan, rules: CheckRules) -> Verdicts:
    """The number and the date that the head of a document should carry."""
    document = plan.document
    if document.doc_type is None:
        return Verdicts()
    found: list[Finding | None] = []
    if document.number is None:
        found.append(_number(plan, rules, document.doc_type))
    # A resolution without a dateline is of the day it was passed, which its end tells: its head still leaves it out.
    undated = document.doc_type == RESOLUTION and document.place is None
    if undated or document.issued_on is None or len(document.issued_on) < _FULL_DATE:
        found.append(_date(plan, rules, document.doc_type))
    return Verdicts(findings=tuple(f for f in found if f is not None))


def _number(plan: Plan, rules: CheckRules, doc_type: str) -> Finding | None:
    """None where a number is printed: that it was not read is no fault of the plan."""
    found = next(_in_head(plan, _NUMBER_LINE), None)
    if found is not None and found[1]["serial"]:
        return None
    expected = f"Số: …/{_code(plan.document, rules, found[1]['code'] if found else None)}"
    printed = found[0] if found else None
    return _left_out(
        plan, rules, "number-missing", rules.rules.number_missing.messages, printed, doc_type, expected
    )


def _date(plan: Plan, rules: CheckRules, doc_type: str) -> Finding | None:
    """None where a whole dateline is printed."""
    found = next((line for line in _in_head(plan, _DATE_LINE) if _is_dateline(plan, line[0])), None)
    parts = [_digits(found[1][part]) if found else "" for part in ("day", "month", "year")]
    if found is not None and all(parts):
        return None
    day, month, year = (part or _ELLIPSIS for part in parts)
    place = "" if found else _place_before(plan.document)
    expected = f"{place}ngày {day} tháng {month} năm {year}"
    printed = found[0] if found else None
    return _left_out(
        plan, rules, "date-incomplete", rules.rules.date_incomplete.messages, printed, doc_type, expected
    )


def _left_out(
    plan: Plan,
    rules: CheckRules,
    rule: str,
    texts: HeaderTexts,
    printed: Span | None,
    doc_type: str,
    expected: str,
) -> Finding:
    """The finding at the blanks where such a line is `printed`, else at the name of the document's kind."""
    span = printed or type_span(plan, doc_type)
    fields = {"type": same(doc_type), "text": same(plan.words(span)), "expected": same(expected)}
    return finding(
        plan,
        rules,
        rule,
        Place(span),
        filled(texts.blank if printed else texts.absent, fields),
        expected=expected,
        evidence=[span],
        certainty="certain" if printed else "likely",
    )


def _in_head(plan: Plan, pattern: "regex.Pattern[str]") -> Iterator[tuple[Span, "regex.Match[str]"]]:
    """Matches in the first blocks of the text, with their spans trimmed."""
    for block in plan.text.blocks[:_HEAD_BLOCKS]:
        for match in pattern.finditer(plan.text.text, block.start, block.end):
            yield (match.start(), match.start() + len(match[0].rstrip())), match


def _is_dateline(plan: Plan, span: Span) -> bool:
    """True for a date that stands alone or after a place and a comma, and dates nothing that follows."""
    block = plan.text.blocks[plan.text.block_at(span[0])]
    before = plan.text.text[block.start : span[0]].rstrip()
    after = plan.text.text[span[1] : block.end].strip(" .;)")
    return not after and (not before or (before.endswith(",") and len(before) <= _PLACE_LENGTH))


def _digits(text: str | None) -> str:
    return "".join(c for c in text or "" if c.isdigit())


def _code(document: Document, rules: CheckRules, printed: str | None) -> str:
    """The letters of the number: as printed, else the kind's code and the issuer's where known."""
    if printed:
        return "".join(printed.split())
    issuer = (document.issuer or "").split(" ")[0]
    kind = rules.number_codes.get(document.doc_type or "", _ELLIPSIS)
    return f"{kind}-{issuer if issuer.isupper() else _ELLIPSIS}"


def _place_before(document: Document) -> str:
    place = document.place or document.commune or document.district or document.province
    return f"{place}, " if place else ""


def type_span(plan: Plan, doc_type: str) -> Span:
    """The words that name the kind of document at its head; its title where they stand nowhere."""
    start, end = plan.document.span
    head_end = max(end, start + len(doc_type))
    at = words_at(plan, start, head_end).find(canonical(doc_type))
    if at < 0:
        return plan.document.span
    return start + at, start + at + len(doc_type)
