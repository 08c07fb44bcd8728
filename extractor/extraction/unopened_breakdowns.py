"""Breakdowns that no word opens: brackets, shares of all, lists right under a sum, sums that add up to one before."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.results_of_plans import of_one_kind, with_plans
from extractor.extraction.sections import LEAF_RANK
from extractor.extraction.sum_facts import LOOK_BACK, SumFacts
from extractor.extraction.sums import Sum
from extractor.extraction.whole_or_some import kind_of, natures_differ, nearly_all
from extractor.plan import SumKind, SumRelation

_SHARE = regex.compile(
    r"(?<![\d,])(?P<share>\d{1,2}(?:,\d{1,2})?) ?%,? (?:\(?tương (?:ứng|đương)|là|bằng)(?: với)?:? ?$"
)
_ALL_SHARES = 100
_SHARE_REACH = 40
# «… triệu đồng (vốn sự nghiệp: …)», «… triệu đồng, chiếm 86% tổng nhu cầu (vốn sự nghiệp …; …)».
_BRACKET = regex.compile(
    r"(?:,? (?:chiếm|bằng|đạt|tương (?:ứng|đương))\b[^;.()\d]{0,20}\d{1,3}(?:,\d{1,2})? ?%[^;.()\d]{0,40}?)? ?\("
)
# «Theo loại vốn: …», «Chia theo nguồn vốn: …»: each such item parts the whole anew.
_ANEW = regex.compile(
    r"(?:phân |chia |tính )?theo (?:từng |các )?(?:loại|nguồn|cơ cấu|tính chất|nhóm|nội dung|lĩnh vực|chương trình"
    r"|dự án|năm|cấp|đơn vị|địa bàn|mục đích|hình thức)\b[^:;.\d]{0,40}: ?"
)
# «Tiểu dự án 1: …; Tiểu dự án 3: …. Cộng Dự án 4: …», «…, cả hai khoản là …»: behind the last part, up to the total.
_CLOSING = regex.compile(
    r" ?(?:[,;:.–-] ?|và )(?:tổng cộng|tổng(?: số)?|cộng(?: chung)?|cả(?= (?:hai|ba|bốn)))(?: cả)?"
    r"(?: (?:các|hai|ba|bốn|năm))?(?: (?:tiền|vốn|kinh phí|khoản|nguồn|nội dung|dự án|tiểu dự án|mục|phần|việc|mô hình"
    r"|chi phí)){0,2}(?: \d{1,2})?(?: (?:này|trên|là|bằng|hết|cần|được|vốn))*:? ?"
)
_LEAST_CLOSED = 2


class UnopenedBreakdowns:
    """The sum relations of one plan that the place of the sums, their names or their arithmetic tell."""

    def __init__(self, facts: SumFacts) -> None:
        self._facts, self._contexts, self._sums = facts, facts.contexts, facts.sums
        self._list, self._of = facts.listing, facts.of

    def parenthesised(self, index: int, claimed: set[int]) -> Iterator[SumRelation]:
        """«900 triệu đồng (vốn sự nghiệp: 900 triệu đồng)» without a word that opens it."""
        context = self._contexts[index]
        for total in self._of[index]:
            item = self._sums[total]
            opens = _BRACKET.match(context.lowered, max(item.tail, item.quantity.stop), context.block.end)
            if not opens:
                continue
            close = context.closing(opens.end())
            parts = [
                s
                for s in self._facts.between(index, opens.end(), close)
                if self._sums[s].depth == item.depth + 1
                and self._sums[s].each == item.each
                and not self._facts.compares(s)
                and s not in claimed
            ]
            if parts and (len(parts) > 1 or self._facts.nature_of(self._sums[parts[0]])):
                kind = SumKind.WHOLE if nearly_all(self._facts, total, parts) else SumKind.SOME
                yield SumRelation(total, tuple(parts), kind_of(self._facts, kind, parts), certain=False)

    def shared(self, index: int) -> Iterator[SumRelation]:
        """«… 118 tỷ đồng; ngân sách tỉnh bảo đảm 70% tương ứng 83 tỷ đồng, huyện 30% tương ứng …»: shares of all."""
        lowered, own = self._contexts[index].lowered, self._of[index]
        gaps = [(self._sums[p].quantity.stop, self._facts.at(s)) for p, s in pairwise(own)]
        shares = [_SHARE.search(lowered, max(start, end - _SHARE_REACH), end) for start, end in gaps]
        for at, total in enumerate(own[:-2]):
            added = Decimal(0)
            for count, match in enumerate(shares[at:], start=1):
                if match is None or added >= _ALL_SHARES:
                    break
                added += Decimal(match["share"].replace(",", "."))
                if count > 1 and added == _ALL_SHARES:
                    yield SumRelation(
                        total, tuple(own[at + 1 : at + 1 + count]), SumKind.WHOLE, certain=False
                    )

    def implicit(self, totals: set[int]) -> Iterator[SumRelation]:
        """A sum with a list of sums right under it and no word that says so."""
        for index in range(len(self._contexts)):
            head = self._list.head(index) if self._of[index] else None
            if head is None or head in totals or len(self._of[index]) > 2:
                continue
            items = self._list.items_under(index)
            below = [*filter(self.parts_anew, items)]
            if below and not self._lies_outside(index, below[0], head):
                yield from self._each_anew(head, items)
                continue
            told = [self._facts.told_in(item) for item in items]
            every = with_plans(self._facts, [part for own in told for part in own])
            parts = tuple(of_one_kind(self._facts, head, every))
            if len(parts) > 1 and all(told) and self._looks_total(head, parts):
                yield SumRelation(head, parts, SumKind.WHOLE, certain=False)

    def _lies_outside(self, index: int, item: int, head: int) -> bool:
        """Whether a plain paragraph stands behind the last bullet of a list, whose whole it parts."""
        plain = self._contexts[item].outlined.rank == LEAF_RANK != self._contexts[index].outlined.rank
        return plain and not self._facts.is_total(head)

    def parts_anew(self, item: int) -> bool:
        """Whether a list item says what it parts the whole by: «Theo nguồn vốn: …»."""
        block = self._contexts[item].block
        return _ANEW.match(self._contexts[item].lowered, block.body, block.end) is not None

    def _each_anew(self, head: int, items: Sequence[int]) -> Iterator[SumRelation]:
        """«Theo loại vốn: …; …» and «Theo nguồn vốn: …; …» in a list under one sum: each is all of it."""
        for item in filter(self.parts_anew, items):
            context = self._contexts[item]
            opening = next((o.start for o in self._facts.openings(context)), context.block.end)
            start = context.block.body
            if opening == start:
                continue  # «Chia theo nguồn vốn» is read where it opens
            end = (
                min(opening, context.sentence(self._facts.at(self._of[item][0]))[1])
                if self._of[item]
                else start
            )
            own = [
                s
                for s in self._facts.between(item, start, end)
                if not (self._sums[s].depth or self._sums[s].each)
            ]
            parts = tuple(one_each(context, own, self._sums) if ";" in context.lowered[start:end] else own)
            if len(parts) > 1 and not any(self._is_loose(p) for p in parts):
                yield SumRelation(head, parts, kind_of(self._facts, SumKind.WHOLE, parts), certain=False)

    def beside(self, totals: set[int], claimed: set[int]) -> Iterator[SumRelation]:
        """«1. Tổng vốn của Dự án 4: …», «2. Tiểu dự án 1: …», «3. Tiểu dự án 2: …»: the parts beside their total."""
        for group in self._list.siblings(claimed):
            head, parts = group[0], tuple(group[1:])
            if head in totals or len(parts) < 2 or not self._facts.is_total(head):
                continue
            itemised = all(self._is_sub_item(p) for p in parts) and not self._is_sub_item(head)
            whole = sum(self._sums[p].value for p in parts) == self._sums[head].value
            if itemised or whole:
                yield SumRelation(head, parts, SumKind.WHOLE, certain=False)

    def _is_sub_item(self, index: int) -> bool:
        """Whether the block of a sum names an item inside another one before the sum."""
        item = self._sums[index]
        context = self._contexts[item.context]
        return (
            self._facts.words.sub_item.search(context.lowered, context.block.body, item.quantity.start)
            is not None
        )

    def _looks_total(self, head: int, parts: Sequence[int]) -> bool:
        """By arithmetic, by its name, or because its parts name every source or project; loans only by arithmetic."""
        if sum(self._sums[p].value for p in parts) == self._sums[head].value:
            return True
        if self._facts.nature_of(self._sums[head]) == "credit":
            return False
        itemised = all(self._facts.words.itemised.search(self._facts.label(p)) for p in parts)
        return self._facts.is_total(head) or itemised or natures_differ(self._facts, parts)

    def fitting(self, claimed: set[int]) -> Iterator[SumRelation]:
        """Sums side by side that add up exactly to one before them: another breakdown of it."""
        for group in (*self._list.sentences(claimed), *self._list.siblings(claimed)):
            whole = sum(self._sums[s].value for s in group)
            near = range(max(0, group[0] - LOOK_BACK), group[0])
            total = next((s for s in reversed(near) if self._sums[s].value == whole and s not in group), None)
            aside = self._sums[group[0]].depth and total != group[0] - 1
            if aside and not natures_differ(self._facts, group):
                continue
            if total is not None and whole and not any(self._is_loose(s) for s in (total, *group)):
                yield SumRelation(total, tuple(group), SumKind.WHOLE, certain=False)

    def closed(self, claimed: set[int]) -> Iterator[SumRelation]:
        """Sums told one behind the other that the last one of their paragraph, called a total, adds up exactly."""
        for index, own in enumerate(self._of):
            context = self._contexts[index]
            for last, total in pairwise(own):
                gap = (self._sums[last].quantity.stop, self._facts.at(total))
                if _CLOSING.fullmatch(context.lowered, *gap) is not None:
                    parts = self._added(own[: own.index(total)], total, claimed)
                    if parts:
                        yield SumRelation(total, parts, SumKind.WHOLE, certain=False)

    def _added(self, before: Sequence[int], total: int, claimed: set[int]) -> tuple[int, ...]:
        """The last of the sums before a total that make it up; none where one of them is no sum of its own."""
        parts, added = list[int](), Decimal(0)
        for s in reversed(before):
            item = self._sums[s]
            if item.depth > self._sums[total].depth:
                continue
            if item.each or s in claimed or self._is_loose(s):
                return ()
            parts.insert(0, s)
            added += item.value
            if len(parts) >= _LEAST_CLOSED and added == self._sums[total].value:
                return tuple(parts)
        return ()

    def _is_loose(self, index: int) -> bool:
        """A sum that only bounds or compares, which makes up nothing."""
        limits = self._sums[index].quantity.bound or self._facts.words.limit.search(self._facts.label(index))
        return limits is not None or self._facts.compares(index)


def one_each(context: BlockContext, sums: Sequence[int], all_sums: Sequence[Sum]) -> list[int]:
    """The first sum of each item of a list parted by semicolons."""
    kept: list[int] = []
    for index in sums:
        start = all_sums[index].quantity.start
        if not kept or ";" in context.lowered[all_sums[kept[-1]].quantity.stop : start]:
            kept.append(index)
    return kept
