"""Whether the parts of a breakdown are all of its total, by what they name and by what is said to be left."""

from collections.abc import Sequence
from decimal import Decimal

from extractor import regex
from extractor.extraction.sum_facts import SumFacts
from extractor.plan import SumKind

# «đã nghiệm thu 1.200 triệu đồng, chưa nghiệm thu 300 triệu đồng»: what is done and what is not are all there is.
_DEED = regex.compile(
    r"\b(?P<done>đã|chưa)(?: được)? (?P<deed>\p{L}+(?: \p{L}+){0,3}?)(?: được)?(?: là| khoảng)?:? ?$"
)
_NEARLY = Decimal("0.99")
# What is left of a sum, said in or behind the brackets: the items in them are not all of it.
_LEFT_OVER = regex.compile(r"còn lại|dự phòng|chưa (?:phân|bố trí)|\bkhác\b|…|\.\.\.|v\.v")
# What makes up the rest without a sum of its own, in the words right behind: «Số còn lại do dân góp», «Dân góp công».
_REST = regex.compile(
    r"\b(?:(?:phần|số|vốn|kinh phí|nguồn) (?:vốn |kinh phí |tiền )?(?:còn )?(?:lại|thiếu)|thiếu hụt|ngoài ra|dân góp"
    r"|đóng góp|ngày công|công lao động)\b"
)
_LEFT_REACH = 80


def kind_of(facts: SumFacts, kind: SumKind, parts: Sequence[int]) -> SumKind:
    """A list that names two sources or kinds of capital or more, and nothing else, is the whole; so is what
    is done beside what is not."""
    whole = kind is SumKind.SOME and (natures_differ(facts, parts) or _done_and_not(facts, parts))
    return SumKind.WHOLE if whole else kind


def natures_differ(facts: SumFacts, parts: Sequence[int]) -> bool:
    """Whether every part names a funding source or a kind of capital, two or more among them."""
    natures = [facts.nature_of(facts.sums[p]) for p in parts]
    return len(parts) > 1 and all(natures) and len(set(natures)) > 1


def _done_and_not(facts: SumFacts, parts: Sequence[int]) -> bool:
    told = [_DEED.search(facts.label(p)) for p in parts]
    deeds = {(match["done"], match["deed"]) for match in told if match}
    return len(parts) == len(deeds) == 2 and len({deed for _, deed in deeds}) == 1


def is_left_open(facts: SumFacts, last: int) -> bool:
    """«…, còn lại là nhân dân đóng góp», «… và các nguồn khác» behind the last part in its sentence, or the rest
    right behind that."""
    item = facts.sums[last]
    context, stop = facts.contexts[item.context], item.quantity.stop
    end = min(context.sentence(item.quantity.start)[1], stop + _LEFT_REACH)
    if _LEFT_OVER.search(context.lowered, stop, end) is not None:
        return True
    return _REST.search(context.lowered, stop, stop + _LEFT_REACH) is not None


def nearly_all(facts: SumFacts, total: int, parts: Sequence[int]) -> bool:
    """Three sums or more in brackets that lack next to nothing: who leaves out an item leaves out more."""
    whole, added = facts.sums[total].value, sum(facts.sums[part].value for part in parts)
    item = facts.sums[total]
    context, stop = facts.contexts[item.context], facts.sums[parts[-1]].quantity.stop
    end = min(stop + _LEFT_REACH, context.block.end)
    if _LEFT_OVER.search(context.lowered, item.quantity.stop, end) is not None:
        return False
    return len(parts) > 2 and _NEARLY * whole <= added <= whole
