"""Whom a target counts and where: its population and its locality."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.places import NAME
from extractor.extraction.timing import is_closed
from extractor.language.text import canonical
from extractor.records import Document
from extractor.rulebook.figures import Indicator, WhomWords, WordPattern

_WINDOW = 600
_LEAD = 24
_JOINED = regex.compile(r" ?(?:,|và) ?")
_POVERTY = "poverty"


class WhomReader:
    """Reads populations and localities; made once a plan."""

    def __init__(self, words: WhomWords, ranks: Iterable[str], document: Document) -> None:
        self._words = words
        either = "|".join(sorted({*ranks, *words.village_ranks}, key=len, reverse=True))
        self._place = regex.compile(rf"(?<![\p{{L}}])(?P<rank>(?i:{either}))\s+{NAME}(?![\p{{L}}])")
        own = (document.commune, document.district, document.province)
        self._own = frozenset(name.casefold() for name in own if name)
        self._block: int | None = None
        self._found: Sequence[tuple[int, int]] = ()

    def population(
        self,
        context: BlockContext,
        own: tuple[int, int],
        figure: tuple[int, int],
        indicator: Indicator | None,
    ) -> str | None:
        """Whom a figure counts: the group named right behind it, else the last one before it.

        `own` are the offsets of its own words. A poverty indicator names the poor itself, so that only a
        further group («dân tộc thiểu số») counts there.
        """
        if indicator is not None and indicator.after is not None:
            return None
        named = self._groups(indicator)
        behind = named.compiled.search(context.lowered, figure[1], max(figure[1], own[1]))
        if behind is not None and behind.start() <= figure[1] + self._words.reach:
            return context.text.quote(behind.start(), behind.end()).strip(" ,")
        before = list(named.compiled.finditer(context.lowered, own[0], figure[0]))
        return context.text.quote(before[-1].start(), before[-1].end()).strip(" ,") if before else None

    def _groups(self, indicator: Indicator | None) -> WordPattern:
        poor = indicator is not None and indicator.family == _POVERTY
        return self._words.poor if poor else self._words.group

    def population_of_labels(self, labels: Sequence[str], indicator: Indicator | None) -> str | None:
        """Whom the figures of a table cell count, by the first of its labels that names a group."""
        if indicator is not None and indicator.after is not None:
            return None
        named = self._groups(indicator)
        found = ((label, named.compiled.search(canonical(label))) for label in labels)
        told = (label[match.start() : match.end()].strip(" ,") for label, match in found if match)
        return next(told, None)

    def locality(self, context: BlockContext, offset: int) -> str | None:
        """The place named last before a figure in its clause, where it is not the plan's own."""
        places = self._places(context)
        if not places:
            return None
        start = max(context.clause(offset)[0], offset - _WINDOW)
        index = bisect_left(places, (offset, 0)) - 1
        while index >= 0 and is_closed(context.lowered, places[index][1], offset):
            index -= 1
        if index < 0 or places[index][0] < start:
            return None
        first, last = places[index]
        while index and _JOINED.fullmatch(context.lowered[places[index - 1][1] : first]):
            index -= 1
            first = places[index][0]
        if self._words.whole.compiled.search(context.lowered, last, offset) is not None:
            return None
        return context.text.quote(first, last)

    def _places(self, context: BlockContext) -> Sequence[tuple[int, int]]:
        """Offsets of the places that one block names, but for the plan's own and those that a body is called after."""
        if self._block != context.index:
            block = context.block
            found = self._place.finditer(context.text.text, block.body, block.end)
            self._found = [m.span() for m in found if not self._is_no_place(context, m)]
            self._block = context.index
        return self._found

    def _is_no_place(self, context: BlockContext, match: "regex.Match[str]") -> bool:
        lead = context.lowered[max(context.block.body, match.start() - _LEAD) : match.start()]
        return match["name"].casefold() in self._own or self._words.body.compiled.search(lead) is not None
