"""Which sums are the parts of which total: «trong đó», «gồm», parentheses, lists under a sum."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise

from extractor import regex
from extractor.extraction.breakdown_words import BreakdownWords, Opening, outside_brackets
from extractor.extraction.context import BlockContext
from extractor.extraction.listing import Listing
from extractor.extraction.sections import LEAF_RANK, RANKS
from extractor.extraction.sums import Sum
from extractor.plan import SumKind, SumRelation

_TAIL = regex.compile(r"[^;.]{0,40}[:,;.]?\s*$")
_SHARE = regex.compile(
    r"(?<![\d,])(?P<share>\d{1,2}(?:,\d{1,2})?) ?%,? (?:\(?tương (?:ứng|đương)|là|bằng)(?: với)?:? ?$"
)
_PAID = regex.compile(r"\b(?:giải ngân|thanh toán|đã chi|thực chi|quyết toán)\b[^;.()\d]{0,20}$")
_BOTH = ("plan", "actual")
_ALLOTTED = regex.compile(
    r"\b(?:kế hoạch|giao|dự toán|phân bổ|bố trí|tổng (?:số )?(?:vốn|kinh phí|nguồn vốn))\b"
)
_SPENT = regex.compile(r"\b(?:giải ngân|thanh toán|đã chi|thực hiện|quyết toán)\b")
_ALL_SHARES = 100
_SHARE_REACH = 40
_ELSEWHERE = regex.compile(r"[^;.:]{0,30}\b(?:phụ lục|biểu|kèm theo)\b")  # the parts stand there, not below
_ALLOTS = regex.compile(r"phân bổ \d")  # «- Phân bổ 9 triệu đồng cho …» tells of a sum of its own
# «đã nghiệm thu 1.200 triệu đồng, chưa nghiệm thu 300 triệu đồng»: what is done and what is not are all there is.
_DEED = regex.compile(
    r"\b(?P<done>đã|chưa)(?: được)? (?P<deed>\p{L}+(?: \p{L}+){0,3}?)(?: được)?(?: là| khoảng)?:? ?$"
)
# «… triệu đồng (vốn sự nghiệp: …)», «… triệu đồng, chiếm 86% tổng nhu cầu (vốn sự nghiệp …; …)».
_BRACKET = regex.compile(
    r"(?:,? (?:chiếm|bằng|đạt|tương (?:ứng|đương))\b[^;.()\d]{0,20}\d{1,3}(?:,\d{1,2})? ?%[^;.()\d]{0,40}?)? ?\("
)
_BY = regex.compile(r"\btheo\b")
_SOURCES = frozenset({"central", "local", "mobilised", "credit"})
_LOOKS_BACK = regex.compile(r" ?(?:[.;,]|\((?:bằng|chiếm|tương|đạt|khoảng|\d)| ?(?:bằng|chiếm) \d)")
_LEAST_LED = 2  # parts behind «Trong đó, …»: a lone sum there is one of its own
_MAX_GAP = 160
_NEARLY = Decimal("0.99")
# What is left of a sum, said in or behind the brackets: the items in them are not all of it.
_LEFT_OVER = regex.compile(r"còn lại|dự phòng|chưa (?:phân|bố trí)|\bkhác\b|…|\.\.\.|v\.v")
# What makes up the rest without a sum of its own, in the words right behind: «Số còn lại do dân góp», «Dân góp công».
_REST = regex.compile(
    r"\b(?:(?:phần|số|vốn|kinh phí|nguồn) (?:vốn |kinh phí |tiền )?(?:còn )?(?:lại|thiếu)|thiếu hụt|ngoài ra|dân góp"
    r"|đóng góp|ngày công|công lao động)\b"
)
_LEFT_REACH = 80
_LOOK_BACK = 30
_LONGEST_LIST = 200


def _opens(words: BreakdownWords, opening: Collection[int], context: BlockContext) -> bool:
    """Whether a block begins with a word that opens a breakdown; `opening` are those that may hold one."""
    if context.index not in opening:
        return False
    match = words.opening.search(context.lowered, context.block.body, context.block.end)
    return match is not None and match.start() <= context.block.body + 2


class Breakdowns:
    """The sum relations of one plan.

    `contexts` are all blocks in reading order, `sums` theirs; `nature_of` tells the funding source or the
    kind of capital that a sum's own words name (None where there is none), `names_all` whether a total's parts lack
    no source that the plan names elsewhere.
    """

    def __init__(
        self,
        words: BreakdownWords,
        contexts: Sequence[BlockContext],
        sums: Sequence[Sum],
        nature_of: Callable[[Sum], str | None],
        names_all: Callable[[int, Sequence[int]], bool] = lambda _, __: True,
    ) -> None:
        self._words, self._names_all = words, names_all
        self._contexts, self._sums, self._nature_of = contexts, sums, nature_of
        self._opening: set[int] = set()  # blocks that may hold a word that opens a breakdown
        for context in contexts[:1]:
            self._opening = {context.text.block_at(at) for at in words.may_open(context.lowered)}
        # No method of its own: a list that held it would hold the whole plan until the next look for cycles.
        self._opens = partial(_opens, words, self._opening)
        self._list = Listing(contexts, sums, self._opens)
        self._of = self._list.of
        self._compared: dict[int, bool] = {}
        self._opened_with: dict[int, int] = {}  # block that opens with «chia theo …» → its total

    def find(self) -> list[SumRelation]:
        """Relations over indices into the sums, in reading order, each once."""
        found: list[SumRelation] = []
        for index, own in enumerate(self._of):
            context = self._contexts[index]
            short = context.block.end - context.block.body < _MAX_GAP
            if own or (short and context.index in self._opening):
                found.extend(self._in_block(index))
        found.extend(self._implicit({r.total for r in found}))
        found.extend(self._beside({r.total for r in found}, {p for r in found for p in r.parts}))
        found.extend(self._fitting({p for r in found for p in r.parts}))
        found.extend(list(self._of_plans(found)))
        unique = {(r.total, r.parts): r for r in reversed(found)}
        return sorted(unique.values(), key=lambda r: (r.total, r.parts))

    def _between(self, index: int, start: int, end: int) -> Sequence[int]:
        """The sums of a block whose figures stand between two offsets."""
        own = self._of[index]
        return own[bisect_left(own, start, key=self._at) : bisect_left(own, end, key=self._at)]

    def _at(self, index: int) -> int:
        return self._sums[index].quantity.start

    def _in_block(self, index: int) -> Iterator[SumRelation]:
        openings = self._openings(self._contexts[index])
        if not openings and not self._of[index]:
            return
        totals: list[int | None] = []
        for opening in openings:
            first = max(0, len(totals) - _LOOK_BACK)
            earlier = zip(openings[first:], totals[first:], strict=False)
            totals.append(self._total_before(index, opening, list(earlier)))
        claimed: set[int] = set()
        found: list[SumRelation] = []
        for place in range(len(openings) - 1, -1, -1):
            relation = self._opened(index, openings, place, totals[place], claimed)
            if relation is not None:
                claimed.update(relation.parts)
                found.append(relation)
        yield from reversed(found)
        yield from self._parenthesised(index, claimed)
        yield from self._shared(index)

    def _openings(self, context: BlockContext) -> list[Opening]:
        lowered, start, end = context.lowered, context.block.start, context.block.end
        if context.index not in self._opening:
            return []
        return [
            Opening(m.start(), m.end(), self._words.kinds[m["word"]])
            for m in self._words.opening.finditer(lowered, start, end)
        ]

    def _opened(
        self, index: int, openings: Sequence[Opening], place: int, total: int | None, claimed: set[int]
    ) -> SumRelation | None:
        if total is None:
            return None
        opening = openings[place]
        context = self._contexts[index]
        comma = opening.kind is SumKind.SOME and _LOOKS_BACK.match(
            context.lowered, opening.end, context.block.end
        )
        if comma and not _leads_on(context, opening):
            return self._told_before(index, opening)
        at = self._sums[total].quantity.start
        sentence, _ = context.sentence(at)
        nested = self._sums[total].context == index and any(
            sentence <= before.start and before.end <= at for before in openings[:place]
        )
        parts = self._inline_parts(
            index, openings, place, claimed - {total}, nested=nested, spent=self._compares(total)
        )
        parts = self._of_own_item(total, self._of_one_kind(total, [p for p in parts if p != total]))
        behind = context.lowered[opening.end : context.block.end]
        if not parts and _TAIL.match(behind) and not _ELSEWHERE.match(behind):
            under = [i for i in self._list.items_under(index) if not self._opens(self._contexts[i])]
            told = [p for i in under for p in self._told_in(i) if p != total]
            parts = self._of_one_kind(total, self._with_plans(told))
        if len(parts) < (_LEAST_LED if comma else 1):
            return None
        total = self._over_the_list(
            index, opening, self._told_right_before(index, opening, total, parts), parts
        )
        kind = self._kind(opening.kind, parts)
        if opening.kind is not kind and (self._is_left_open(parts[-1]) or not self._names_all(total, parts)):
            kind = opening.kind
        return SumRelation(total, tuple(parts), kind, certain=True)

    def _is_left_open(self, last: int) -> bool:
        """«…, còn lại là nhân dân đóng góp», «… và các nguồn khác» behind the last part in its sentence, or the rest
        right behind that."""
        item = self._sums[last]
        context, stop = self._contexts[item.context], item.quantity.stop
        end = min(context.sentence(item.quantity.start)[1], stop + _LEFT_REACH)
        if _LEFT_OVER.search(context.lowered, stop, end) is not None:
            return True
        return _REST.search(context.lowered, stop, stop + _LEFT_REACH) is not None

    def _told_right_before(self, index: int, opening: Opening, total: int, parts: Sequence[int]) -> int:
        """«được giao 850 triệu đồng; đến nay giải ngân 701 triệu đồng, gồm …»: of the sums that the word may speak of
        the last one, where the parts make it up to the digit and the other not."""
        added = sum(self._sums[p].value for p in parts)
        if added == self._sums[total].value or self._sums[total].context != index:
            return total
        start, _ = self._contexts[index].sentence(opening.start)
        behind = self._between(index, max(start, self._sums[total].quantity.stop), opening.start)
        fits = [
            s for s in behind if self._sums[s].value == added and not self._sums[s].each and s not in parts
        ]
        return fits[-1] if fits else total

    def _over_the_list(self, index: int, opening: Opening, total: int, parts: Sequence[int]) -> int:
        """«Tổng vốn: 90 tỷ đồng», its sources in a list, then «Phân theo chương trình:»: such a line behind a list
        speaks of the last item, else of what the whole list hangs on, whichever its parts come nearer to."""
        last, added = self._sums[total].context, sum(self._sums[p].value for p in parts)
        ranks = self._contexts[last].outlined.rank, self._contexts[index].outlined.rank
        if last >= index or ranks[0] >= LEAF_RANK or ranks[1] != LEAF_RANK:
            return total
        outer = self._head_of_list(last)
        if outer is None or outer in parts:
            return total
        gaps = [abs(self._sums[whole].value - added) for whole in (total, outer)]
        behind = self._contexts[index].lowered[opening.start : opening.end + _LOOK_BACK]
        again = _BY.search(behind) is not None
        return outer if gaps[1] < gaps[0] and (again or not gaps[1]) else total

    def _head_of_list(self, item: int) -> int | None:
        """The sum that the list hangs on which a block is an item of."""
        for above in range(item - 1, max(-1, item - _LOOK_BACK), -1):
            if self._of[above] and item in self._list.items_under(above):
                return self._list.head(above)
        return None

    def _told_in(self, index: int) -> list[int]:
        """The sums of a list item: its head, and of «Dự án 3: …; Dự án 4: …» one behind each label that is told so."""
        head = self._list.head(index)
        if head is None:
            return []
        context, told = self._contexts[index], [head]
        opening = next((o.start for o in self._openings(context)), context.block.end)
        for s in self._between(index, self._sums[head].quantity.stop, opening):
            item, last = self._sums[s], self._sums[told[-1]]
            parted = ";" in context.lowered[last.quantity.stop : item.quantity.start]
            if parted and not item.each and item.depth == last.depth and self._labelled(s, last):
                told.append(s)
        return told

    def _labelled(self, index: int, like: Sum) -> bool:
        """Whether a colon stands right before a sum, and before the one that it goes on from."""
        lowered = self._contexts[like.context].lowered
        starts = (self._sums[index].quantity.start, like.quantity.start)
        return all(lowered[start - 2 : start].rstrip()[-1:] == ":" for start in starts)

    def _told_before(self, index: int, opening: Opening) -> SumRelation | None:
        """«Huy động 92 tỷ đồng, nhân dân góp 10 tỷ đồng trong số đó»: the part stands before the word, its total before
        the part."""
        context = self._contexts[index]
        own = self._between(index, context.sentence(opening.start)[0], opening.start)
        *before, part = own or [-1]
        if not before or context.lowered[self._sums[part].quantity.stop : opening.start].strip(" ,"):
            return None
        total = before[-1]
        fits = self._sums[part].value < self._sums[total].value and not self._sums[total].each
        return SumRelation(total, (part,), SumKind.SOME, certain=True) if fits else None

    def _kind(self, kind: SumKind, parts: Sequence[int]) -> SumKind:
        """A list that names two sources or kinds of capital or more, and nothing else, is the whole; so is what
        is done beside what is not."""
        whole = kind is SumKind.SOME and (self._natures_differ(parts) or self._done_and_not(parts))
        return SumKind.WHOLE if whole else kind

    def _done_and_not(self, parts: Sequence[int]) -> bool:
        told = [_DEED.search(self._label(p)) for p in parts]
        deeds = {(match["done"], match["deed"]) for match in told if match}
        return len(parts) == len(deeds) == 2 and len({deed for _, deed in deeds}) == 1

    def _natures_differ(self, parts: Sequence[int]) -> bool:
        natures = [self._nature_of(self._sums[p]) for p in parts]
        return len(parts) > 1 and all(natures) and len(set(natures)) > 1

    def _total_before(
        self, index: int, opening: Opening, earlier: Sequence[tuple[Opening, int | None]]
    ) -> int | None:
        """The sum that a word which opens a breakdown speaks of."""
        context = self._contexts[index]
        depth = context.depth(opening.start)
        own = [
            s
            for s in self._between(index, context.block.start, opening.start)[-_LONGEST_LIST:]
            if self._sums[s].depth <= depth and not self._sums[s].each
        ]
        sentence, _ = context.sentence(opening.start)
        if opening.start > sentence + 2:
            own = [s for s in own if self._at(s) >= sentence] or own
        spent = self._spent(index, opening, own) or self._paid_out(context, opening, own)
        own = spent or [s for s in own if not self._compares(s)] or own
        if not own:
            return self._total_above(index, opening)
        named = self._named_total(context, opening, own)
        if named is not None:
            return named
        again = self._broken_down_again(context, opening, earlier)
        if again is not None:
            return again
        between = outside_brackets(context.lowered[self._sums[own[-1]].quantity.stop : opening.start])
        before = [t for o, t in earlier if o.start >= sentence and context.depth(o.start) == depth]
        if ";" in between and before:
            return before[-1]
        apart = ";" in between.rstrip(" ;") or ". " in between.rstrip(" -+")[:-1]
        return None if len(between) > _MAX_GAP or apart else own[-1]

    def _spent(self, index: int, opening: Opening, own: Sequence[int]) -> list[int]:
        """«đã giải ngân 11/24 triệu đồng, trong đó Dự án 2 giải ngân 7 triệu đồng»: the parts are of what was spent."""
        context = self._contexts[index]
        following = self._between(index, opening.end, context.block.end)[:1]
        listed = not following and _TAIL.match(context.lowered[opening.end : context.block.end])
        if listed:
            following = [s for i in self._list.items_under(index)[:1] for s in self._told_in(i)[:1]]
        if not following or not own:
            return []
        if not self._compares(following[0]) and not (
            listed and self._sums[following[0]].quantity.bound == "actual"
        ):
            return []
        pair = len(own) > 1 and self._sums[own[-1]].quantity.bound == "plan"
        spent = own[-2] if pair else own[-1]
        return [spent] if self._compares(spent) else []

    def _paid_out(self, context: BlockContext, opening: Opening, own: Sequence[int]) -> list[int]:
        """«đã giải ngân 11 triệu đồng (46%), gồm …»: what was paid, with nothing but its share before the word."""
        if opening.kind is not SumKind.WHOLE or not own or not _PAID.search(self._label(own[-1])):
            return []
        between = outside_brackets(context.lowered[self._sums[own[-1]].quantity.stop : opening.start])
        return [] if between.strip(" ,:") else [own[-1]]

    def _total_above(self, index: int, opening: Opening) -> int | None:
        """The total of a block that begins with the word: of its sibling that did so too, else of what it hangs on."""
        context = self._contexts[index]
        if opening.start > context.block.body + 2 or _ALLOTS.match(context.lowered, opening.start):
            return None
        told = self._told_above(index)
        if told is not None:
            self._opened_with[index] = told
            return told
        for above in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            other = self._contexts[above]
            hangs = other.outlined.rank < context.outlined.rank or other.outlined.rank == LEAF_RANK
            if (
                context.outlined.rank < RANKS["dash"]
                and context.outlined.rank < other.outlined.rank < LEAF_RANK
            ):
                continue  # an item of the item before: «b) Thủy lợi: 600» over «2. Phân kỳ đầu tư: 3.000»
            head = self._list.head(above)
            if head is not None and (hangs or above == index - 1) and not self._opens(other):
                self._opened_with[index] = head
                return head
            if hangs and context.outlined.rank != LEAF_RANK and head is None:
                return None
        return None

    def _told_above(self, index: int) -> int | None:
        """The total of the block of the same rank above that began with such a word too: another breakdown of it."""
        rank = self._contexts[index].outlined.rank
        for above in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            other = self._contexts[above].outlined.rank
            if other == rank and above in self._opened_with:
                return self._opened_with[above]
            if other < min(rank, RANKS["dash"]):
                return None
        return None

    def _named_total(self, context: BlockContext, opening: Opening, own: Sequence[int]) -> int | None:
        """A word that opens a sentence speaks of the total named in the sentence before («Tổng …, … . Chia ra:»)."""
        start, _ = context.sentence(opening.start)
        if opening.start > start + 2:
            return None
        before, _ = context.sentence(start - 2)
        labelled = (s for s in own if self._sums[s].quantity.start >= before and self._is_total(s))
        return next(labelled, None)

    def _broken_down_again(
        self, context: BlockContext, opening: Opening, earlier: Sequence[tuple[Opening, int | None]]
    ) -> int | None:
        """«… Chia theo nguồn: …. Chia theo cấp: …»: sentence upon sentence breaks down the one total before them."""
        start, _ = context.sentence(opening.start)
        if opening.kind is not SumKind.WHOLE or not earlier or opening.start > start + 2:
            return None
        before, total = earlier[-1]
        opened, end = context.sentence(before.start)
        alike = before.kind is SumKind.WHOLE and before.start <= opened + 2 and end == start
        return total if alike else None

    def _label(self, index: int) -> str:
        item = self._sums[index]
        return self._contexts[item.context].lowered[item.label : item.quantity.start]

    def _is_total(self, index: int) -> bool:
        return self._words.total.search(self._label(index)) is not None

    def _compares(self, index: int) -> bool:
        """A sum that another one is set against: «tăng 100 triệu đồng so với …»."""
        if index not in self._compared:
            self._compared[index] = self._words.comparison.search(self._label(index)) is not None
        return self._compared[index]

    def _is_loose(self, index: int) -> bool:
        """A sum that only bounds or compares, which makes up nothing."""
        limits = self._sums[index].quantity.bound or self._words.limit.search(self._label(index))
        return limits is not None or self._compares(index)

    def _inline_parts(
        self,
        index: int,
        openings: Sequence[Opening],
        place: int,
        claimed: set[int],
        *,
        nested: bool,
        spent: bool,
    ) -> list[int]:
        """The sums behind the word: to the end of its sentence, bracket or list, or to the next such word."""
        context = self._contexts[index]
        opening = openings[place]
        depth = context.depth(opening.start)
        _, end = context.sentence(opening.start)
        if depth:
            end = min(end, context.closing(opening.start))
        for later in openings[place + 1 : place + _LOOK_BACK]:
            separate = context.lowered[max(opening.end, later.start - 2) : later.start].rstrip().endswith(";")
            if separate and context.depth(later.start) == depth:
                end = min(end, later.start)
        free = [
            s
            for s in self._between(index, opening.end, end)[:_LONGEST_LIST]
            if self._sums[s].depth == depth
            and s not in claimed
            and not self._sums[s].each
            and (spent or not self._compares(s))
        ]
        semicolon = context.lowered.find(";", opening.end, end)
        first = [s for s in free if semicolon < 0 or self._sums[s].quantity.start < semicolon]
        return first if nested or len(first) > 1 else _one_each(context, free, self._sums)

    def _of_own_item(self, total: int, parts: list[int]) -> list[int]:
        """Without what stands behind the item of the total itself: «900 triệu đồng (NSTW 700, gồm đầu tư 500 và sự
        nghiệp 200; NSĐP 200)», unless all of it makes up the total to the digit."""
        item = self._sums[total]
        context = self._contexts[item.context]
        semicolon = context.lowered.find(";", item.quantity.stop, context.block.end)
        beyond = [p for p in parts if self._sums[p].context == item.context and self._at(p) > semicolon >= 0]
        if not beyond or sum(self._sums[p].value for p in parts) == item.value:
            return parts
        own = self._nature_of(item)
        others = {self._nature_of(self._sums[p]) for p in beyond}
        apart = own in _SOURCES and others <= _SOURCES - {own}
        return [p for p in parts if p not in beyond] if apart or self._is_item(total) else parts

    def _of_one_kind(self, total: int, parts: list[int]) -> list[int]:
        """Of parts told as results of plans («giải ngân 31/32 tỷ đồng») the plans where the total is one, else the
        results."""
        bounds = [self._sums[p].quantity.bound for p in parts]
        if not {"plan", "actual"} <= set(bounds):
            return parts
        of_kind = {k: [p for p, bound in zip(parts, bounds, strict=True) if bound == k] for k in _BOTH}
        whole, told = self._sums[total], self._label(total)
        fits = [k for k, own in of_kind.items() if sum(self._sums[p].value for p in own) == whole.value]
        allotted = whole.quantity.bound is None and _ALLOTTED.search(told) and not _SPENT.search(told)
        planned = whole.quantity.bound == "plan" or allotted
        return of_kind[fits[0] if len(fits) == 1 else "plan" if planned else "actual"]

    def _with_plans(self, parts: Sequence[int]) -> list[int]:
        """Sums told as results of plans («31/32 tỷ đồng») with those plans behind them."""
        found: list[int] = []
        for part in parts:
            found.append(part)
            plan = self._plan_of(part)
            found += [plan] if plan is not None and plan not in parts else []
        return found

    def _plan_of(self, index: int) -> int | None:
        """The plan that a sum is told as the result of."""
        own, following = self._sums[index], self._sums[index + 1 : index + 2]
        paired = own.quantity.bound == "actual" and following and following[0].context == own.context
        return index + 1 if paired and following[0].quantity.bound == "plan" else None

    def _of_plans(self, relations: Sequence[SumRelation]) -> Iterator[SumRelation]:
        """«Kế hoạch 90 tỷ đồng … giải ngân 55 tỷ đồng: a) 30/40 tỷ đồng; b) 25/50 tỷ đồng»: the plans of the results
        that make up one sum make up one told before it, where they do so to the digit."""
        for relation in relations:
            plans = [plan for p in relation.parts if (plan := self._plan_of(p)) is not None]
            if len(plans) < _LEAST_LED or len(plans) < len(relation.parts):
                continue
            whole = sum(self._sums[p].value for p in plans)
            near = range(max(0, plans[0] - _LOOK_BACK), plans[0])
            total = next((s for s in reversed(near) if self._sums[s].value == whole), None)
            if total is not None and not self._sums[total].each and not self._compares(total):
                yield SumRelation(total, tuple(plans), SumKind.WHOLE, certain=False)

    def _is_item(self, index: int) -> bool:
        """Whether a sum is an item of a bracket that stands right behind another sum."""
        item = self._sums[index]
        context = self._contexts[item.context]
        outside = (
            s
            for s in reversed(self._between(item.context, context.block.start, item.quantity.start))
            if self._sums[s].depth < item.depth
        )
        before = next(outside, None)
        if before is None:
            return False
        stop = self._sums[before].quantity.stop
        opens = context.lowered[stop : stop + 2].strip() == "("
        return opens and item.quantity.start < context.closing(stop + 2)

    def _parenthesised(self, index: int, claimed: set[int]) -> Iterator[SumRelation]:
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
                for s in self._between(index, opens.end(), close)
                if self._sums[s].depth == item.depth + 1
                and self._sums[s].each == item.each
                and not self._compares(s)
                and s not in claimed
            ]
            if parts and (len(parts) > 1 or self._nature_of(self._sums[parts[0]])):
                kind = SumKind.WHOLE if self._nearly_all(total, parts) else SumKind.SOME
                yield SumRelation(total, tuple(parts), self._kind(kind, parts), certain=False)

    def _nearly_all(self, total: int, parts: Sequence[int]) -> bool:
        """Three sums or more in brackets that lack next to nothing: who leaves out an item leaves out more."""
        whole, added = self._sums[total].value, sum(self._sums[part].value for part in parts)
        item = self._sums[total]
        context, stop = self._contexts[item.context], self._sums[parts[-1]].quantity.stop
        end = min(stop + _LEFT_REACH, context.block.end)
        if _LEFT_OVER.search(context.lowered, item.quantity.stop, end) is not None:
            return False
        return len(parts) > 2 and _NEARLY * whole <= added <= whole

    def _shared(self, index: int) -> Iterator[SumRelation]:
        """«… 118 tỷ đồng; ngân sách tỉnh bảo đảm 70% tương ứng 83 tỷ đồng, huyện 30% tương ứng …»: shares of all."""
        lowered, own = self._contexts[index].lowered, self._of[index]
        gaps = [(self._sums[p].quantity.stop, self._at(s)) for p, s in pairwise(own)]
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

    def _implicit(self, totals: set[int]) -> Iterator[SumRelation]:
        """A sum with a list of sums right under it and no word that says so."""
        for index in range(len(self._contexts)):
            head = self._list.head(index) if self._of[index] else None
            if head is None or head in totals or len(self._of[index]) > 2:
                continue
            items = self._list.items_under(index)
            told = [self._told_in(item) for item in items]
            every = self._with_plans([part for own in told for part in own])
            parts = tuple(self._of_one_kind(head, every))
            if len(parts) > 1 and all(told) and self._looks_total(head, parts):
                yield SumRelation(head, parts, SumKind.WHOLE, certain=False)

    def _beside(self, totals: set[int], claimed: set[int]) -> Iterator[SumRelation]:
        """«1. Tổng vốn của Dự án 4: …», «2. Tiểu dự án 1: …», «3. Tiểu dự án 2: …»: the parts beside their total."""
        for group in self._list.siblings(claimed):
            head, parts = group[0], tuple(group[1:])
            if head in totals or len(parts) < 2 or not self._is_total(head):
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
            self._words.sub_item.search(context.lowered, context.block.body, item.quantity.start) is not None
        )

    def _looks_total(self, head: int, parts: Sequence[int]) -> bool:
        """By arithmetic, by its name, or because its parts name every source or project; loans only by arithmetic."""
        if sum(self._sums[p].value for p in parts) == self._sums[head].value:
            return True
        if self._nature_of(self._sums[head]) == "credit":
            return False
        itemised = all(self._words.itemised.search(self._label(p)) for p in parts)
        return self._is_total(head) or itemised or self._natures_differ(parts)

    def _fitting(self, claimed: set[int]) -> Iterator[SumRelation]:
        """Sums side by side that add up exactly to one before them: another breakdown of it."""
        for group in (*self._list.sentences(claimed), *self._list.siblings(claimed)):
            whole = sum(self._sums[s].value for s in group)
            near = range(max(0, group[0] - _LOOK_BACK), group[0])
            total = next((s for s in reversed(near) if self._sums[s].value == whole and s not in group), None)
            aside = self._sums[group[0]].depth and total != group[0] - 1
            if aside and not self._natures_differ(group):
                continue
            if total is not None and whole and not any(self._is_loose(s) for s in (total, *group)):
                yield SumRelation(total, tuple(group), SumKind.WHOLE, certain=False)


def _leads_on(context: BlockContext, opening: Opening) -> bool:
    """Whether parts may follow the comma behind the word: behind a mark they do («900 triệu đồng. Trong đó, …»)."""
    comma = context.lowered[opening.end : opening.end + 2].strip()[:1] == ","
    before = context.lowered[context.block.body : opening.start].rstrip()
    return comma and (not before or before[-1] in ",;.:(")


def _one_each(context: BlockContext, sums: Sequence[int], all_sums: Sequence[Sum]) -> list[int]:
    """The first sum of each item of a list parted by semicolons."""
    kept: list[int] = []
    for index in sums:
        start = all_sums[index].quantity.start
        if not kept or ";" in context.lowered[all_sums[kept[-1]].quantity.stop : start]:
            kept.append(index)
    return kept
