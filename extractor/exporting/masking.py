"""What goes out of the corpus with people's own data hidden letter by letter: every offset stays true."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from extractor import regex
from extractor.comparison.money import Cell
from extractor.comparison.values import Value
from extractor.corpus.compare import Gathered
from extractor.corpus.compare_money import Named
from extractor.corpus.exits import Outgoing
from extractor.corpus.judgements import LogEntry
from extractor.corpus.outgoing import OutCheck, OutFinding, PlanHead
from extractor.corpus.requested import Requested
from extractor.corpus.selection import EVERYTHING, Selection
from extractor.language.personal import ListCell, People, masked
from extractor.language.text import any_of
from extractor.rulebook.comparison import ComparisonRules
from extractor.rulebook.export import RequestRules, load_personal

_NEVER: Final = regex.compile(r"(?!)")
# Ids, dates and states hold nothing of people; masking them would break what they name.
_FIGURES: Final = (
    "value",
    "value_corrected",
    "denominator",
    "unit",
    "comparator",
    "direction",
    "per",
    "status",
)
_NAMED: Final = (
    "indicator",
    "role",
    "source",
    "capital",
    "cited_type",
    "cited_number",
    "number_normalised",
    "cited_on",
)
_CODES: Final = frozenset((*_FIGURES, *_NAMED, "signatory", "signatory_role"))


class Masked(Outgoing):
    """The same as `Outgoing`, each text without what it tells of people: numbers of papers and telephones, names
    beside them, and names that stand in a list of people anywhere in the same plan."""

    def __init__(self, out: Outgoing, rules: Path | None = None) -> None:
        """`rules` is a folder of the user's own, laid over those shipped."""
        self._out = out
        self._people = People(load_personal(rules))
        self._names = lru_cache(maxsize=64)(self._names_of)

    def text(self, path: str, text: str) -> str:
        """A text about the plan of this path."""
        people = self._people
        spans = [*people.numbers(text), *people.names(text)]
        spans += [match.span() for match in self._names(path).finditer(text)]
        return masked(text, spans)

    def _names_of(self, path: str) -> "regex.Pattern[str]":
        """The names and numbers of people in a plan, wherever they are written again."""
        blocks = self._out.blocks(path)
        known = {text[start:end] for text, *_ in blocks for start, end in self._people.names(text)}
        cells = (
            ListCell(table, row, column, text)
            for text, table, row, column in blocks
            if table is not None and row is not None and column is not None
        )
        known.update(self._people.listed(cells))
        return regex.compile(rf"(?<![\p{{L}}\d])(?:{any_of(known)})(?![\p{{L}}\d])") if known else _NEVER

    def findings(self, chosen: Selection = EVERYTHING) -> Iterator[OutFinding]:
        for one in self._out.findings(chosen):
            path = one.plan.path
            evidence = tuple(replace(e, text=self.text(e.path, e.text)) for e in one.evidence)
            yield replace(
                one,
                plan=self._plan(one.plan),
                section=self._each(path, one.section),
                text=self.text(path, one.text),
                message=self.text(path, one.message),
                message_en=self.text(path, one.message_en),
                expected=None if one.expected is None else self.text(path, one.expected),
                note=self.text(path, one.note),
                evidence=evidence,
                checks=tuple(map(self._check, one.checks)),
            )

    def checks(self, chosen: Selection = EVERYTHING) -> Iterator[OutCheck]:
        return map(self._check, self._out.checks(chosen))

    def across_checks(self, chosen: Selection = EVERYTHING) -> Iterator[OutCheck]:
        return map(self._check, self._out.across_checks(chosen))

    def _check(self, one: OutCheck) -> OutCheck:
        path = one.plan.path
        return replace(
            one,
            plan=self._plan(one.plan),
            section=self._each(path, one.section),
            text=self.text(path, one.text),
            terms=tuple(replace(term, text=self.text(path, term.text)) for term in one.terms),
        )

    def records(self, kind: str, chosen: Selection = EVERYTHING) -> Iterator[tuple[PlanHead, dict[str, Any]]]:
        for plan, fields in self._out.records(kind, chosen):
            yield (
                self._plan(plan),
                {name: self._field(plan.path, name, value) for name, value in fields.items()},
            )

    def _field(self, path: str, name: str, value: Any) -> Any:
        if name in _CODES:
            return value
        if isinstance(value, tuple):
            return self._each(path, value) if all(isinstance(piece, str) for piece in value) else value
        return self.text(path, value) if isinstance(value, str) else value

    def compared(
        self, rules: ComparisonRules, chosen: Selection = EVERYTHING
    ) -> Iterator[tuple[Cell | None, Gathered]]:
        for cell, found in self._out.compared(rules, chosen):
            yield cell, self._gathered(found)

    def _gathered(self, found: Gathered) -> Gathered:
        return replace(found, values=tuple(map(self._value, found.values)))

    def _value(self, value: Value) -> Value:
        source, path = value.source, value.source.path
        hidden = source._replace(
            title=None if source.title is None else self.text(path, source.title),
            text=self.text(path, source.text),
        )
        return value._replace(source=hidden, scope=self.text(path, value.scope))

    def files(self, chosen: Selection = EVERYTHING) -> Iterator[dict[str, Any]]:
        for one in self._out.files(chosen):
            title = one["title"]
            yield {**one, "title": None if title is None else self.text(one["path"], title)}

    def named_components(self, rules: ComparisonRules, chosen: Selection = EVERYTHING) -> list[Named]:
        return [self._named(one) for one in self._out.named_components(rules, chosen)]

    def _named(self, one: Named) -> Named:
        source = one.source._replace(text=self.text(one.source.path, one.source.text))
        return replace(one, source=source, values=tuple(map(self._value, one.values)))

    def requested(self, rules: RequestRules, chosen: Selection = EVERYTHING) -> list[Requested]:
        asked = self._out.requested(rules, chosen)
        return [
            replace(
                one,
                mentions=tuple(replace(m, text=self.text(m.plan.path, m.text)) for m in one.mentions),
            )
            for one in asked
        ]

    def entry(self, one: LogEntry) -> LogEntry:
        """An entry of the log of triage."""
        texts: Mapping[str, str | None] = {
            "note": one.note,
            "text": one.text,
            "message": one.message,
            "message_en": one.message_en,
        }
        hidden = {name: self.text(one.path, text) for name, text in texts.items() if text is not None}
        return one.model_copy(update=hidden)

    def _plan(self, plan: PlanHead) -> PlanHead:
        return plan if plan.title is None else replace(plan, title=self.text(plan.path, plan.title))

    def _each(self, path: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.text(path, text) for text in texts)
