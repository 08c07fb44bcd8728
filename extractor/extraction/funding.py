"""Where money comes from and what it is for, by the words around a sum."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from extractor import regex
from extractor.extraction.breakdown_words import outside_brackets
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.source_tree import (
    CREDIT,
    MIXED,
    PRIVATE,
    STATE,
    as_source,
    matches_others,
    mix_capital,
    mix_matched,
    spread_sources,
)
from extractor.extraction.sums import Sum
from extractor.language.text import canonical
from extractor.plan import SumKind, SumRelation
from extractor.records import Capital, Source
from extractor.rulebook.figures import HeadingRules
from extractor.rulebook.language import FundingRules
from extractor.rulebook.literals import one_needed, one_stands

SourceLevel = Literal["province", "district", "commune"]
_BEHIND = regex.compile(r" ?\((?P<words>[^()\d]{2,60})\)")
_CARRIED = regex.compile(r"^[\W\d]*(?:(?:và|năm|đợt|quý|tháng|là|ước|dự kiến)\b[\W\d]*)*$")
_PARTS = regex.compile(r"[;.]")
_JOINS = regex.compile(r"^\W*(?:(?:bao gồm|gồm|trong đó|chia ra|và)\b\W*)*")
_KINDS: tuple[Capital, ...] = ("recurrent", "investment")
_LISTED = regex.compile(r" ?(?:,|;|và|đến|[-–]) ?(?:số )?\d{1,2}\b(?!\d|[./]\d)")
_HEAD_LENGTH = 120
_WINDOW = 600
_FUND_REACH = 40
_AVERAGE = regex.compile(r"(?:,| ?\()? ?(?:bình quân|trung bình)\b[^;.:]{0,40}$")
# A bare «huy động», no «vốn huy động», «huy động đóng góp của …».
_RAISED = regex.compile(
    r"(?<!vốn )(?<!nguồn )\bhuy động(?:(?: được| thêm| tổng| nguồn lực| vốn| kinh phí| khoảng| trên| hơn| gần)* $"
    r"|(?: \p{L}+){0,4} (?:là|đạt|được)(?: khoảng| trên| hơn| gần)* $)"
)
_ALLOTS = regex.compile(r"\b(?:phân bổ|giao|phân giao|bố trí|chi tiết|sử dụng|kế hoạch|dự toán|danh mục)\b")
_PAYS = regex.compile(r"\b(?:chi(?! trả| phí)|trích|thu|tiếp nhận|vận động|còn dư|số dư|tồn quỹ)\b")


class SourceWords:
    """The words that name sources, capital and components, compiled once from the rules."""

    def __init__(self, rules: FundingRules, headings: HeadingRules) -> None:
        self.fund = regex.compile(rules.funds)
        self.said_again = regex.compile(rules.said_again)
        self._sources = [(cue.id, cue.compiled, cue.needed) for cue in rules.sources]
        self._sources.append(("mobilised", self.fund, one_needed(rules.funds)))
        self._state = regex.compile(rules.state_words)
        self.bare_level = regex.compile(rules.bare_level)
        self._levels = [(level, regex.compile(pattern)) for level, pattern in rules.levels.items()]
        self.level_names = frozenset(rules.levels)
        self._capital = [(cue.id, cue.compiled) for cue in rules.capital]
        self._alone = [(kind, regex.compile(rules.alone[kind])) for kind in _KINDS if kind in rules.alone]
        self._givers = regex.compile(rules.alone["mobilised"])
        self._components = [(cue.id, cue.compiled, cue.needed) for cue in headings.components]
        self.component_behind = regex.compile(rules.component_behind)
        self._titles = {name: regex.compile(pattern) for name, pattern in rules.titles.items()}

    def last(self, words: str) -> str | None:
        """The source named last, nearest to the sum; `state` where only the state's money at large is named."""
        if not words:
            return None
        found: tuple[int, int, str] | None = None  # of two that end together the longer one
        for name, pattern, needed in self._sources:
            if needed and not one_stands(needed, words):
                continue
            for match in pattern.finditer(words):
                if found is None or (match.end(), -match.start()) > found[:2]:
                    found = (match.end(), -match.start(), name)
        if found is None:
            return STATE if self._state.search(words) else None
        return found[2]

    def titled(self, title: str) -> str | None:
        """The one source that the title of a table or a heading names for the sums below it."""
        named = {name for name, pattern in self._titles.items() if pattern.search(title)}
        return next(iter(named)) if len(named) == 1 and self.last(title) != MIXED else None

    def level(self, words: str) -> SourceLevel | None:
        """The level of government whose budget the words name."""
        return next(
            (cast(SourceLevel, name) for name, pattern in self._levels if pattern.search(words)), None
        )

    def levels(self, words: str) -> frozenset[str]:
        """All levels of government whose budgets the words name: «ngân sách tỉnh, ngân sách huyện»."""
        return frozenset(name for name, pattern in self._levels if pattern.search(words))

    def capital(self, words: str) -> Capital | None:
        """Recurrent or investment money, where the words say so."""
        return next((cast(Capital, name) for name, pattern in self._capital if pattern.search(words)), None)

    def bare_capital(self, words: str) -> Capital | None:
        """The kind of capital that words name which are nothing else: «SN», «đầu tư»."""
        return next((kind for kind, pattern in self._alone if pattern.search(words)), None)

    def gives(self, words: str) -> bool:
        """Whether words name those who give, and nothing else: «nhân dân», «doanh nghiệp»."""
        return self._givers.search(words) is not None

    def named(self, words: str, reach: int) -> dict[str, str]:
        """Components that canonical words name within their first `reach` letters, by kind."""
        found = {}
        for kind, pattern, needed in self._components:
            match = pattern.search(words) if not needed or one_stands(needed, words) else None
            if match is not None and match.start() <= reach:
                found[kind] = f"{kind} {int(match['number'])}"
        return found

    def component_of(self, labels: Sequence[str], reach: int = 400) -> dict[str, str]:
        """Components that labels name, by kind; of each kind the innermost mention wins."""
        named: dict[str, str] = {}
        for label in labels:
            named = self.within(named, self.of_label(label, reach))
        return named

    def of_label(self, label: str, reach: int) -> Mapping[str, str]:
        """Components that one label names within its first `reach` letters, by kind."""
        return self.named(canonical(label), reach)

    def lists_components(self, words: str) -> bool:
        """Whether canonical words name several components of one kind: «Dự án 1 và Dự án 3», «Dự án 1, 2»."""
        named = (list(pattern.finditer(words)) for _, pattern, _ in self._components)
        return any(
            len({int(m["number"]) for m in found}) > 1 or any(_LISTED.match(words, m.end()) for m in found)
            for found in named
        )

    def within(self, above: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
        """What is named, inside what is named above it: «Tiểu dự án 1» under «Dự án 4 / Tiểu dự án 3»."""
        if not own:
            return dict(above)
        kinds = [kind for kind, *_ in self._components]
        outermost = min(kinds.index(kind) for kind in own)
        return {**{kind: name for kind, name in above.items() if kinds.index(kind) < outermost}, **own}

    def joined(self, named: Mapping[str, str]) -> str | None:
        """`Dự án 4 / Tiểu dự án 1`, outermost first; None where nothing is named."""
        return " / ".join(named[kind] for kind, *_ in self._components if kind in named) or None

    def component(self, labels: Sequence[str], reach: int = 400) -> str | None:
        """The components that labels name, outermost first."""
        return self.joined(self.component_of(labels, reach))


class LabelWords(SourceWords):
    """The same for the labels of tables: what one of them names is asked for every figure under or beside it."""

    def __init__(self, rules: FundingRules, headings: HeadingRules) -> None:
        super().__init__(rules, headings)
        kept = lru_cache(maxsize=512)
        self._last, self._level = kept(super().last), kept(super().level)
        self._of_label, self._lists = kept(super().of_label), kept(super().lists_components)

    def last(self, words: str) -> str | None:
        return self._last(words)

    def level(self, words: str) -> SourceLevel | None:
        return self._level(words)

    def of_label(self, label: str, reach: int) -> Mapping[str, str]:
        return self._of_label(label, reach)

    def lists_components(self, words: str) -> bool:
        return self._lists(words)


class Funding:
    """Sources and capital of the sums of one plan."""

    def __init__(self, words: SourceWords, contexts: Sequence[BlockContext], setting: Setting) -> None:
        self._words = words
        self._contexts = contexts
        self._setting = setting
        self._headed: dict[int | None, str | None] = {}
        self._by_block = {context.index: context for context in contexts}

    def own_source(self, item: Sum) -> str | None:
        """The source that the sum's own words name: before it, behind it, in its list item."""
        own = self._words.last(self._label(item)) or self._words.last(self._behind(item))
        return own or self._words.last(self._tail(item))

    def nature(self, item: Sum) -> str | None:
        """The source, else the kind of capital, that the sum's own words name."""
        return self.own_source(item) or self.capital(item)

    def sources(self, sums: Sequence[Sum], relations: Sequence[SumRelation]) -> list[Source | None]:
        """The source of every sum: its own, its parts' (`mixed` for two or more), its total's."""
        found: list[str | None] = []
        for index in range(len(sums)):
            found.append(self._near_source(sums, index) or self._said_again(sums, index, found))
        self._of_same_tail(found, sums)
        _of_same_fund(found, sums)
        self._of_averages(found, sums)
        self._raised_from_all(found, sums, relations)
        self._of_givers(found, sums, relations)
        for relation in relations:
            if found[relation.total] in PRIVATE:
                for part in relation.parts:
                    bare = self._words.bare_level.search(self._label(sums[part])) is not None
                    found[part] = None if bare else found[part]
        values = [item.value for item in sums]
        mix_matched(
            found, relations, lambda i: matches_others(self._label(sums[i])), lambda i: self.capital(sums[i])
        )
        spread_sources(found, relations, values)
        self._of_same_total(found, sums, relations)
        if self._of_headings(found, sums):
            spread_sources(found, relations, values)
        mix_capital(found, relations, lambda i: self.capital(sums[i]))
        return [as_source(name) for name in found]

    def _of_headings(self, found: list[str | None], sums: Sequence[Sum]) -> bool:
        """Give sums that name no source the one that a heading above names for all below it («Điều 1. Phân bổ vốn
        ngân sách trung ương …»); whether there were any."""
        given = False
        for index, item in enumerate(sums):
            if found[index] in {None, STATE} and not item.each:
                found[index] = self._above(self._contexts[item.context]) or found[index]
                given = given or found[index] not in {None, STATE}
        return given

    def _above(self, context: BlockContext) -> str | None:
        section = context.outlined.section
        if section not in self._headed:
            titles = (canonical(title) for title in self._setting.headings(context.outlined))
            named = (self._words.titled(title) for title in titles if _ALLOTS.search(title))
            self._headed[section] = next((name for name in named if name), None)
        return self._headed[section]

    def _of_same_tail(self, found: list[str | None], sums: Sequence[Sum]) -> None:
        """Unit costs side by side in a sentence, the source named behind the last of them."""
        for index in range(len(sums) - 2, -1, -1):
            this, following = sums[index], sums[index + 1]
            if found[index] is not None or not (this.each and following.each):
                continue
            context = self._contexts[this.context]
            between = context.lowered[this.quantity.stop : following.quantity.start]
            beside = this.context == following.context and this.depth == following.depth
            if beside and not _PARTS.search(between) and self._words.last(self._label(following)) is None:
                found[index] = self._words.last(self._tail(following))

    def _of_averages(self, found: list[str | None], sums: Sequence[Sum]) -> None:
        """«cho vay 1.170 triệu đồng (bình quân 45 triệu đồng/hộ)»: an average comes from where its sum does."""
        for index in range(1, len(sums)):
            before, item = sums[index - 1], sums[index]
            if found[index] is not None or not item.each or before.each or before.context != item.context:
                continue
            words = self._contexts[item.context].lowered[before.quantity.stop : item.quantity.start]
            if _AVERAGE.match(words):
                found[index] = found[index - 1]

    def _of_givers(
        self, found: list[str | None], sums: Sequence[Sum], relations: Sequence[SumRelation]
    ) -> None:
        """«(NSTW: 30; tỉnh: 5; dân: 1)», «(Nhà nước 46, nhân dân 20)»: who stands alone among sources gives."""
        for relation in relations:
            if not any(found[p] is not None for p in relation.parts):
                continue
            for part in relation.parts:
                if found[part] is None and self._words.gives(_JOINS.sub("", self._label(sums[part]))):
                    found[part] = "mobilised"

    def _raised_from_all(
        self, found: list[str | None], sums: Sequence[Sum], relations: Sequence[SumRelation]
    ) -> None:
        """«huy động 92 tỷ đồng, trong đó nhân dân góp 10 tỷ đồng»: what was raised of all sources names none."""
        for relation in relations:
            total, giving = relation.total, [p for p in relation.parts if found[p] == "mobilised"]
            if relation.kind is not SumKind.SOME or found[total] != "mobilised" or not giving:
                continue
            if _RAISED.search(self._label(sums[total])) and not any(
                _RAISED.search(self._label(sums[p])) for p in giving
            ):
                found[total] = None

    @staticmethod
    def _of_same_total(
        found: list[str | None], sums: Sequence[Sum], relations: Sequence[SumRelation]
    ) -> None:
        """A total told again for another breakdown comes from where it came from the first time."""
        named = {sums[r.total].value: found[r.total] for r in reversed(relations) if found[r.total]}
        for relation in relations:
            if found[relation.total] is None:
                found[relation.total] = named.get(sums[relation.total].value)

    def _near_source(self, sums: Sequence[Sum], index: int) -> str | None:
        """The own source, else the one that the words since the sum before it name; of loans, its whole clause."""
        item = sums[index]
        own = self.own_source(item)
        if own is not None:
            return own
        context = self._contexts[item.context]
        clause = max(context.clause(item.quantity.start)[0], item.quantity.start - _WINDOW)
        before = sums[index - 1] if index and sums[index - 1].context == item.context else None
        start = max(clause, before.tail) if before else clause
        carried = start > clause and (item.each or _CARRIED.match(self._label(item)) is not None)
        near = self._words.last(context.lowered[clause if carried else start : item.quantity.start])
        if near is None and self._words.last(context.lowered[clause:start]) == CREDIT:
            near = CREDIT
        near = near or (self._around_brackets(sums, index) if before or item.depth else None)
        return near or self._of_fund(item) or (CREDIT if self._under_credit(context) else None)

    def _around_brackets(self, sums: Sequence[Sum], index: int) -> str | None:
        """The source that stands before a bracket of sums, for those in it and the first behind it: «Ngân sách tỉnh
        (đầu tư 9 triệu đồng, sự nghiệp 3 triệu đồng) đã giải ngân 10 triệu đồng»."""
        item, context = sums[index], self._contexts[sums[index].context]
        at = item.quantity.start
        sentence = max(context.sentence(at)[0], at - _WINDOW)
        end = context.lowered.rfind("(", sentence, at) if item.depth else at
        start = max(sentence, context.clause(end)[0]) if end > sentence else sentence
        while start > sentence and context.depth(start):  # a semicolon inside a bracket ends no clause
            start = max(sentence, context.clause(context.lowered.rfind("(", sentence, start))[0])
        for before in reversed(sums[:index]):
            if before.context != item.context or before.quantity.start < start:
                break
            if before.quantity.start < end and before.depth <= max(0, item.depth - 1):
                start = max(start, before.tail)
                break
        named = self._words.last(outside_brackets(context.lowered[start:end])) if end > start else None
        return None if named == MIXED else named

    def _of_fund(self, item: Sum) -> str | None:
        """«Quỹ … tiếp nhận 9 triệu đồng; đã chi 5 triệu đồng»: what the fund pays that its sentence begins with."""
        context, at = self._contexts[item.context], item.quantity.start
        start = max(context.sentence(at)[0], at - _WINDOW)
        words = context.lowered[start:at]
        fund = self._words.fund.search(words) if "quỹ" in words else None
        if fund is None or self._words.last(words) != "mobilised":
            return None
        clause = max(start, context.clause(at)[0])
        leads = fund.start() <= _FUND_REACH and (clause == start or _PAYS.search(context.lowered, clause, at))
        return "mobilised" if leads else None

    def _said_again(self, sums: Sequence[Sum], index: int, found: Sequence[str | None]) -> str | None:
        """«nguồn vốn trên đã giải ngân …»: what comes from where the sum before it in its block does."""
        item = sums[index]
        before = index - 1
        while before >= 0 and sums[before].context == item.context and sums[before].depth > item.depth:
            before -= 1
        if before < 0 or sums[before].context != item.context:
            return None
        label = self._contexts[item.context].lowered[sums[before].tail : item.quantity.start]
        return found[before] if self._words.said_again.search(outside_brackets(label)) else None

    def _under_credit(self, context: BlockContext) -> bool:
        """A list item or paragraph whose own lead or heading speaks of loans."""
        above = (self._by_block.get(block) for block in (*context.outlined.parents[-2:], context.index))
        leads = (heading(c).partition(":") for c in above if c is not None)
        return any(colon and self._words.last(lead) == CREDIT for lead, colon, _ in leads)

    def level(self, item: Sum) -> SourceLevel | None:
        """The level of government whose budget the sum's own words name."""
        return self._words.level(self._label(item)) or self._words.level(self._tail(item))

    def levels(self, item: Sum) -> frozenset[str]:
        """All such levels that its own words name."""
        return self._words.levels(self._label(item)) | self._words.levels(self._tail(item))

    def capital(self, item: Sum) -> Capital | None:
        """Recurrent or investment money, where the sum's own words say so."""
        label = self._label(item)
        own = self._words.capital(label) or self._words.capital(self._behind(item))
        own = own or self._words.capital(self._tail(item))
        return own or self._words.bare_capital(_JOINS.sub("", label))

    def _label(self, item: Sum) -> str:
        return self._contexts[item.context].lowered[item.label : item.quantity.start]

    def _tail(self, item: Sum) -> str:
        """«180 triệu đồng từ ngân sách trung ương»: the words right behind the sum that say where it comes from."""
        return self._contexts[item.context].lowered[item.quantity.stop : item.tail]

    def _behind(self, item: Sum) -> str:
        context = self._contexts[item.context]
        match = _BEHIND.match(context.lowered, item.quantity.stop, context.block.end)
        return match["words"] if match else ""


def _of_same_fund(found: list[str | None], sums: Sequence[Sum]) -> None:
    """«Vốn trung ương 29 triệu đồng. Đã giải ngân 24/29 triệu đồng»: what is paid out of a fund named before."""
    named: dict[tuple[int, Decimal], str] = {}
    for index, item in enumerate(sums):
        source = found[index]
        fund = named.get((item.context, item.value)) if item.quantity.bound == "plan" else None
        if source is not None and source != STATE:
            named.setdefault((item.context, item.value), source)
        elif source is None and fund is not None:
            found[index] = fund
            paid = index and sums[index - 1].quantity.end + 1 == item.quantity.start
            if paid and found[index - 1] is None:
                found[index - 1] = fund


def heading(context: BlockContext) -> str:
    """The first canonical words of a block: of a heading all of them."""
    return context.lowered[context.block.body : min(context.block.end, context.block.body + _HEAD_LENGTH)]
