"""Where money comes from and what it is for, by the words around a sum."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, cast

import regex

from extractor.extraction.context import BlockContext
from extractor.extraction.sums import Sum
from extractor.language.text import canonical
from extractor.plan import SumKind, SumRelation
from extractor.records import Capital, Source
from extractor.rulebook.figures import HeadingRules
from extractor.rulebook.language import FundingRules

SourceLevel = Literal["province", "district", "commune"]
_BEHIND = regex.compile(r" ?\((?P<words>[^()\d]{2,60})\)")
_FROM = regex.compile(
    r" (?:được |để )?(?:từ|do|bằng|trích|thuộc|lấy|cho(?= vay))(?: (?:từ|nguồn))? [^,;.()\d]{2,80}"
)
CREDIT = "credit"
_HEADING_REACH = 60


class SourceWords:
    """The words that name sources, capital and components, compiled once from the rules."""

    def __init__(self, rules: FundingRules, headings: HeadingRules) -> None:
        self._sources = [(cue.id, cue.compiled) for cue in rules.sources]
        self._levels = [(level, regex.compile(pattern)) for level, pattern in rules.levels.items()]
        self._capital = [(cue.id, cue.compiled) for cue in rules.capital]
        self._components = [(cue.id, cue.compiled) for cue in headings.components]

    def last(self, words: str) -> str | None:
        """The source named last, nearest to the sum."""
        found: tuple[int, str] | None = None
        for name, pattern in self._sources:
            for match in pattern.finditer(words):
                if found is None or match.end() > found[0]:
                    found = (match.end(), name)
        return found[1] if found else None

    def level(self, words: str) -> SourceLevel | None:
        """The level of government whose budget the words name."""
        return next(
            (cast(SourceLevel, name) for name, pattern in self._levels if pattern.search(words)), None
        )

    def capital(self, words: str) -> Capital | None:
        """Recurrent or investment money, where the words say so."""
        return next((cast(Capital, name) for name, pattern in self._capital if pattern.search(words)), None)

    def named(self, words: str, reach: int) -> dict[str, str]:
        """Components that canonical words name within their first `reach` letters, by kind."""
        found = {}
        for kind, pattern in self._components:
            match = pattern.search(words)
            if match is not None and match.start() <= reach:
                found[kind] = f"{kind} {int(match['number'])}"
        return found

    def component(self, labels: Sequence[str], reach: int = 400) -> str | None:
        """`Dự án 4 / Tiểu dự án 1` out of labels, outermost first; the innermost mention of a kind wins."""
        named: dict[str, str] = {}
        for label in labels:
            named.update(self.named(canonical(label), reach))
        return " / ".join(named[kind] for kind, _ in self._components if kind in named) or None


class Funding:
    """Sources, capital and components of the sums of one plan."""

    def __init__(self, words: SourceWords, contexts: Sequence[BlockContext]) -> None:
        self._words = words
        self._contexts = contexts
        self._by_block = {context.index: context for context in contexts}

    def own_source(self, item: Sum) -> str | None:
        """The source that the sum's own words name: before it, behind it, in its list item."""
        return self._words.last(self._label(item)) or self._words.last(self._behind(item)) or self._from(item)

    def nature(self, item: Sum) -> str | None:
        """The source, else the kind of capital, that the sum's own words name."""
        return self.own_source(item) or self.capital(item)

    def near_source(self, item: Sum) -> str | None:
        """The own source, else the one that its clause names."""
        own = self.own_source(item)
        if own is not None:
            return own
        context = self._contexts[item.context]
        start, _ = context.clause(item.quantity.start)
        near = self._words.last(context.lowered[start : item.quantity.start])
        return near or (CREDIT if self._under_credit(context) else None)

    def _under_credit(self, context: BlockContext) -> bool:
        """A list item or paragraph whose own lead or heading speaks of loans."""
        above = (self._by_block.get(block) for block in (*context.outlined.parents[-2:], context.index))
        leads = (_head(c).partition(":") for c in above if c is not None)
        return any(colon and self._words.last(lead) == CREDIT for lead, colon, _ in leads)

    def sources(self, sums: Sequence[Sum], relations: Sequence[SumRelation]) -> list[Source | None]:
        """The source of every sum: its own, its parts' (`mixed` for two or more), its total's."""
        found: list[str | None] = [self.near_source(item) for item in sums]
        spread_sources(found, relations, [item.value for item in sums])
        return cast(list[Source | None], found)

    def level(self, item: Sum) -> SourceLevel | None:
        """The level of government whose budget the sum's own words name."""
        return self._words.level(self._label(item))

    def capital(self, item: Sum) -> Capital | None:
        """Recurrent or investment money, where the sum's own words say so."""
        return self._words.capital(self._label(item)) or self._words.capital(self._behind(item))

    def component(self, item: Sum) -> str | None:
        """`Dự án 4 / Tiểu dự án 1`: named by the sum's own words or by the headings above it."""
        own = self._words.component([self._label(item)])
        if own:
            return own
        context = self._contexts[item.context]
        above = (self._by_block.get(block) for block in (*context.outlined.parents, context.index))
        return self._words.component([_head(c) for c in above if c is not None], _HEADING_REACH)

    def _label(self, item: Sum) -> str:
        return self._contexts[item.context].lowered[item.label : item.quantity.start]

    def _from(self, item: Sum) -> str | None:
        """«180 triệu đồng từ ngân sách trung ương»: the source named right behind the sum."""
        context = self._contexts[item.context]
        _, end = context.clause(item.quantity.start)
        match = _FROM.match(context.lowered, item.quantity.stop, end)
        return self._words.last(match[0]) if match else None

    def _behind(self, item: Sum) -> str:
        context = self._contexts[item.context]
        match = _BEHIND.match(context.lowered, item.quantity.stop, context.block.end)
        return match["words"] if match else ""


def spread_sources(
    found: list[str | None], relations: Sequence[SumRelation], values: Sequence[Decimal]
) -> None:
    """Fill in sources along the relations: a total has its parts' (`mixed` for two or more), a part its total's."""
    below: dict[int, set[str | None]] = {}
    for relation in sorted(relations, key=lambda r: -r.total):
        sources = {found[p] for p in relation.parts} - {None}
        full = (
            relation.kind is SumKind.WHOLE or sum(values[p] for p in relation.parts) == values[relation.total]
        )
        known = below.setdefault(relation.total, set())
        known |= sources if full or len(sources) > 1 else set()
        if len(known) > 1:
            found[relation.total] = "mixed"
        elif known and found[relation.total] is None:
            found[relation.total] = next(iter(known))
    for relation in relations:
        above = found[relation.total]
        for part in relation.parts:
            whole = values[part] == values[relation.total]
            if found[part] is None and (above != "mixed" or whole):
                found[part] = above


def _head(context: BlockContext) -> str:
    return context.lowered[
        context.block.body : min(context.block.end, context.block.body + 2 * _HEADING_REACH)
    ]
