"""A plan that names itself or its area in two ways: `locality-mismatch`.

Looked at are the title, the scope, the plan's own targets and the closing sentence; other places may be
named anywhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor import regex
from extractor.checker.plan_words import blocks_matching
from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.wording import same
from extractor.language.text import canonical, canonical_text, fold
from extractor.plan import Plan
from extractor.plantext import BlockKind, Span
from extractor.rulebook.checks import CheckRules

_NAME = r"(?P<name>\p{Lu}[\p{L}’'-]*(?:[ -]\p{Lu}[\p{L}’'-]*){0,4})"
_LEVELS = {
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
    "district": ("huyện", "thị xã", "quận", "thành phố"),
    "province": ("tỉnh", "thành phố"),
}
_NAMED = {level: regex.compile(rf"(?i:\b(?:{'|'.join(ranks)})) {_NAME}") for level, ranks in _LEVELS.items()}
_ISSUING = {
    level: regex.compile(rf"(?i:\b(?:{'|'.join(ranks)})) (?P<name>\S.*)$") for level, ranks in _LEVELS.items()
}
_MOST_LETTERS = 2
_LONGEST_NAME = 60
_SENTENCE = regex.compile(r"^|[.;]\s+(?=\p{L})")


@dataclass(frozen=True, slots=True)
class _Named:
    """A place as named somewhere: its words and where the name stands."""

    name: str
    span: Span
    closing: bool


def judge_localities(plan: Plan, rules: CheckRules) -> Verdicts:
    """At most one finding: where the plan's own name is first written another way than by its issuer."""
    level = plan.document.issuer_level
    if level not in _LEVELS:
        return Verdicts()
    own = getattr(plan.document, level)
    if not own:
        return Verdicts()
    own = _issuing(plan.document.issuer, level) or own
    others = [n for n in _named(plan, rules, level) if _differs(n, own)]
    if not others:
        return Verdicts()
    odd = next((n for n in others if n.closing), others[0])
    fields = {"text": same(odd.name), "own": same(own)}
    texts = rules.rules.locality_mismatch.messages
    near = _spelled_alike(odd.name, own)
    found = finding(
        plan,
        rules,
        "locality-mismatch",
        Place(odd.span, section_at(plan, odd.span[0])),
        filled(texts.spelling if near else texts.another, fields),
        expected=own,
        evidence=[n.span for n in others if n.name == odd.name],
        certainty="certain" if near else "likely",
    )
    return Verdicts(findings=(found,))


def _issuing(issuer: str | None, level: str) -> str | None:
    """The name behind the issuer's rank: «UBND xã Suối Lam»."""
    match = _ISSUING[level].search(issuer or "")
    return match["name"] if match else None


def _differs(named: _Named, own: str) -> bool:
    """Another spelling of the own name anywhere looked at; another name only where the plan closes."""
    if canonical(named.name) == canonical(own):
        return False
    return _spelled_alike(named.name, own) or (named.closing and not _holds(named.name, own))


def _holds(one: str, other: str) -> bool:
    """True where one name begins with the other: what follows may be no part of it."""
    one, other = fold(one), fold(other)
    return one.startswith(other) or other.startswith(one)


def _spelled_alike(one: str, other: str) -> bool:
    """The same syllables but for diacritics or a letter or two, and not only the spelling of a tone."""
    first, second = fold(one).split(), fold(other).split()
    if len(first) != len(second) or canonical(one) == canonical(other):
        return False
    return sum(_distance(a, b) for a, b in zip(first, second, strict=True)) < _MOST_LETTERS


def _distance(one: str, other: str) -> int:
    """How many letters must be changed, added or left out."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row, before = [i], row
        for j, b in enumerate(other, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
    return row[-1]


def _named(plan: Plan, rules: CheckRules, level: str) -> Iterator[_Named]:
    for (start, end), closing in _looked_at(plan, rules):
        for match in _NAMED[level].finditer(plan.text.text, start, end):
            yield _Named(match["name"], match.span("name"), closing)


def _looked_at(plan: Plan, rules: CheckRules) -> Iterator[tuple[Span, bool]]:
    """Title, scope, own targets and closing sentence, which may stand behind another."""
    with_targets = {plan.text.block_at(t.figure[0]) for t in plan.targets if t.locality is None}
    lowered = canonical_text(plan.text.text)
    start, end = plan.document.span
    closing = {block.start for block in blocks_matching(plan, rules.localities.closing)}
    scope = {block.start for block in blocks_matching(plan, rules.localities.scope)}
    for index, block in enumerate(plan.text.blocks):
        if block.kind is BlockKind.TABLE_CELL:
            continue
        words = lowered[block.body : block.end]
        at = _closing_at(words, rules) if block.start in closing else None
        if at is not None:
            yield (block.body + at, block.end), True
            continue
        titled = block.start < end and start < block.end
        told = titled or index in with_targets
        if told or (block.start in scope and _is_scope(words, lowered[block.start : block.end], rules)):
            yield (block.body, block.end), False
        elif "địa bàn" in words:
            for match in rules.localities.area.finditer(words):
                yield (
                    (block.body + match.end(), min(block.end, block.body + match.end() + _LONGEST_NAME)),
                    False,
                )


def _is_scope(words: str, numbered: str, rules: CheckRules) -> bool:
    """Whether a paragraph tells the scope, its number or bullet left out or not."""
    scope = rules.localities.scope
    return scope.search(words) is not None or (words != numbered and scope.search(numbered) is not None)


def _closing_at(words: str, rules: CheckRules) -> int | None:
    """Where the closing sentence begins in a paragraph; None where it does not stand there."""
    if rules.localities.closing.search(words) is None:
        return None  # quick to look for
    starts = (match.end() for match in _SENTENCE.finditer(words))
    return next((at for at in starts if rules.localities.closing.match(words, at)), None)
