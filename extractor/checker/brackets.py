"""Brackets and quotation marks that open or close nothing: `bracket-unbalanced`.

The bracket of an enumeration («a)», «1)») closes nothing unless it must; what opens in one paragraph may
close in one of the next, as lines are broken anywhere.
"""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.wording import same
from extractor.plan import Plan
from extractor.plantext import Block, BlockKind, Span
from extractor.records import Finding
from extractor.rulebook.check_texts import Wording
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_BRACKETS = ("(", ")")
_MARKS = regex.compile(r"[()]")
_ENUMERATOR = regex.compile(r"(?:^|[\s;:,.(–-])(?:\d{1,2}(?:\.\d{1,2})*|\p{Ll}\d?|[ivx]{1,4}|[IVX]{1,4})$")
_LETTERS = regex.compile(r"\p{L}{2}")
_QUOTATION = ("“", "”", "«", "»", "„", '"', "''")
_QUOTES = regex.compile("|".join(_QUOTATION))
_REACH = 8  # paragraphs in which what was opened may be closed
_SHOWN = 80
_BEFORE = 8


@dataclass(frozen=True, slots=True)
class _Loose:
    """A bracket without its partner: its offset and the index of its block."""

    at: int
    block: int
    opens: bool


def judge_brackets(plan: Plan, rules: CheckRules) -> Verdicts:
    """Every bracket without its partner, and the one quotation mark that is left over in a plan."""
    loose = _unpaired([bracket for index in _holding(plan, _BRACKETS) for bracket in _loose(plan, index)])
    texts = rules.rules.bracket_unbalanced.messages
    found = [
        _finding(plan, rules, _words_at(plan, bracket), texts.unclosed if bracket.opens else texts.unopened)
        for bracket in loose
    ]
    quotes = _odd_quotes(plan)
    if len(quotes) == 1:
        found.append(_finding(plan, rules, quotes[0], texts.quotation))
    return Verdicts(findings=tuple(found))


def _finding(plan: Plan, rules: CheckRules, span: Span, wording: Wording) -> Finding:
    section = section_at(plan, span[0])
    message = filled(wording, {"text": same(plan.words(span))})
    return finding(plan, rules, "bracket-unbalanced", Place(span, section), message, evidence=[span])


def _holding(plan: Plan, marks: Sequence[str]) -> list[int]:
    """The blocks in which one of these marks stands."""
    return sorted({plan.text.block_at(at) for mark in marks for at in _offsets(plan.text.text, mark)})


def _offsets(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _loose(plan: Plan, index: int) -> list[_Loose]:
    """The brackets of a block that have no partner in it, by the kindest reading of its enumerations."""
    block = plan.text.blocks[index]
    words = plan.text.text
    if _LETTERS.search(words, block.body, block.end) is None:
        return []
    marks = [(m.start(), m[0] == "(") for m in _MARKS.finditer(words, block.body, block.end)]
    sure = [mark for mark in marks if mark[1] or not _is_enumerator(words, block, mark[0])]
    left, left_strict = _stack(marks, index), _stack(sure, index)
    kind = [b for b in left if b.opens or not _is_enumerator(words, block, b.at)]
    return min(kind, left_strict, key=len)


def _is_enumerator(words: str, block: Block, at: int) -> bool:
    return _ENUMERATOR.search(words[max(block.body, at - _BEFORE) : at]) is not None


def _stack(marks: Sequence[tuple[int, bool]], block: int) -> list[_Loose]:
    opened: list[int] = []
    loose: list[_Loose] = []
    for at, opens in marks:
        if opens:
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            loose.append(_Loose(at, block, opens=False))
    return sorted([*loose, *(_Loose(at, block, opens=True) for at in opened)], key=lambda b: b.at)


def _unpaired(loose: Sequence[_Loose]) -> list[_Loose]:
    """What is left when an open bracket pairs with the next closing one a few paragraphs on."""
    left: list[_Loose] = []
    for bracket in loose:
        if left and left[-1].opens and not bracket.opens and bracket.block - left[-1].block <= _REACH:
            left.pop()
        else:
            left.append(bracket)
    return left


def _words_at(plan: Plan, bracket: _Loose) -> Span:
    """The bracket with the words it should hold, a line at most."""
    block, text = plan.text.blocks[bracket.block], plan.text.text
    if bracket.opens:
        end = min(block.end, bracket.at + _SHOWN)
        cut = text.rfind(" ", bracket.at, end) if end < block.end else end
        return bracket.at, cut if cut > bracket.at else end
    start = max(block.body, bracket.at - _SHOWN)
    cut = text.find(" ", start, bracket.at) + 1 if start > block.body else start
    return max(start, cut), bracket.at + 1


def _odd_quotes(plan: Plan) -> list[Span]:
    """Blocks with an odd number of quotation marks, each from its last mark on."""
    return list(_odd(plan))


def _odd(plan: Plan) -> Iterator[Span]:
    for index in _holding(plan, _QUOTATION):
        block = plan.text.blocks[index]
        if block.kind is BlockKind.TABLE_CELL:
            continue
        marks = list(_QUOTES.finditer(plan.text.text, block.body, block.end))
        if len(marks) % 2:
            opens = marks[-1][0] in "“«„" or marks[-1].end() < block.end
            yield _words_at(plan, _Loose(marks[-1].start(), index, opens=opens))
