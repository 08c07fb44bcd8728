"""The examples of the rules, run both ways: a rule reads its examples, and no other of its kind does."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from extractor.extraction import extract
from extractor.extraction.citations import CitationFinder
from extractor.extraction.funding import SourceWords
from extractor.extraction.quantities import Quantity, QuantityReader
from extractor.language.figures import find_figures
from extractor.language.text import canonical
from extractor.parsers.assemble import assemble
from extractor.parsers.flow import Paragraph
from extractor.plan import Plan
from extractor.rulebook import Rulebook
from extractor.rulebook.entries import Entry
from extractor.rulebook.language import Cue
from extractor.rulebook.sources import Fault

Names = Iterable[str | None]


@dataclass(frozen=True)
class Tried:
    """One example, and the rules of its kind that read it."""

    entry: Entry
    example: str
    read: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Read by the rule that it stands under, and by no other."""
        return self.read == (_expected(self.entry),)

    def fault(self) -> Fault:
        """What a failed example says."""
        others = ", ".join(name for name in self.read if name != _expected(self.entry))
        vi = f"quy tắc {others} đọc thay" if others else "không quy tắc nào đọc"
        en = f"read by {others}" if others else "read by no rule"
        return Fault(
            self.entry.example_node(self.example).place,
            f"{self.entry.id}: ví dụ «{self.example}» phải do quy tắc này đọc, nhưng {vi}",
            f"{self.entry.id}: the example «{self.example}» must be read by this rule, but is {en}",
        )


def _expected(entry: Entry) -> str:
    content = entry.content
    return str(content["words"][0]) if entry.kind == "money-unit" else entry.name


def try_examples(rules: Rulebook, listed: Iterable[Entry] | None = None) -> Iterator[Tried]:
    """Every example of the rules (or of the entries given), in the order of the files."""
    reader = _Reader(rules)
    for entry in rules.entries if listed is None else listed:
        read = reader.ways.get(entry.kind)
        for example in entry.examples if read else ():
            assert read is not None
            names = dict.fromkeys(name for name in read(entry, example) if name)
            yield Tried(entry, example, tuple(names))


def plan_of(rules: Rulebook, *paragraphs: str) -> Plan:
    """The records of a few paragraphs that stand for a plan."""
    return extract(assemble("", "txt", [Paragraph(words) for words in paragraphs]), rules)


class _Reader:
    """Reads examples by one set of rules, kind by kind."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._citations = CitationFinder(rules.citations)
        self._quantities = QuantityReader(rules.units)
        self._sources = SourceWords(rules.funding, rules.headings)
        self.ways: Final[Mapping[str, Callable[[Entry, str], Names]]] = {
            "document-type": self._types,
            "money-unit": self._money,
            "unit": self._units,
            "source": self._source,
            "capital": self._capital,
            "heading": self._heading,
            "component": self._component,
            "label": self._label,
            "time-words": self._time,
            "phrase": self._zero,
            "indicator": self._indicator,
        }

    def _types(self, entry: Entry, example: str) -> Names:
        cited = self._citations.find(example, canonical(example), 0, len(example))
        return [
            c.cited_type if (c.start, c.end) == (0, len(example)) else f"{c.cited_type} (…)" for c in cited
        ]

    def _read(self, example: str) -> list[Quantity]:
        lowered = canonical(example)
        read = self._quantities.read(lowered, list(find_figures(lowered)), len(lowered))
        return [item for item in read if isinstance(item, Quantity)]

    def _money(self, entry: Entry, example: str) -> Names:
        first = {word: unit.words[0] for unit in self._rules.units.money for word in unit.words}
        return [first.get(q.unit_text or "") for q in self._read(example) if q.unit == "VND"]

    def _units(self, entry: Entry, example: str) -> Names:
        return [quantity.unit for quantity in self._read(example)][:1]

    def _source(self, entry: Entry, example: str) -> Names:
        sums = plan_of(self._rules, f"- {example}").budgets
        return [self._sources.last(canonical(example)), *(budget.source for budget in sums)]

    def _capital(self, entry: Entry, example: str) -> Names:
        sums = plan_of(self._rules, f"- {example}").budgets
        return [*_fitting(self._rules.funding.capital, example), *(budget.capital for budget in sums)]

    def _heading(self, entry: Entry, example: str) -> Names:
        under = plan_of(self._rules, f"I. {example}", "- Hỗ trợ 20 con bò.").targets
        return [*_fitting(self._rules.headings.status, example)[:1], *(target.status for target in under)]

    def _component(self, entry: Entry, example: str) -> Names:
        named = self._sources.component([example]) or ""
        return [*_fitting(self._rules.headings.components, example), named.rpartition(" ")[0]]

    def _label(self, entry: Entry, example: str) -> Names:
        """Its pattern fits, and the number in it counts nothing."""
        cue = next(cue for cue in self._rules.headings.labels if cue.id == entry.name)
        plan = plan_of(self._rules, f"Rà soát {example}")
        records = (*plan.budgets, *plan.targets, *plan.unread)
        fits = cue.compiled.search(canonical(example)) is not None
        return [entry.name if fits else None, *(record.rule_id for record in records)]

    def _time(self, entry: Entry, example: str) -> Names:
        words = canonical(example)
        return [name for name, said in self._rules.phrases.time if said.compiled.search(words)]

    def _zero(self, entry: Entry, example: str) -> Names:
        found = plan_of(self._rules, example).targets
        return [entry.name if t.rule_id == "zero-goal" else t.indicator for t in found]

    def _indicator(self, entry: Entry, example: str) -> Names:
        """What its figures measure; a count of which it is the rate may stand before it."""
        root = self._rules.indicators.root
        named = [target.indicator for target in plan_of(self._rules, example).targets]
        return [name for name in named if name not in root or root[name].rate != entry.name]


def _fitting(cues: Iterable[Cue], example: str) -> list[str]:
    words = canonical(example)
    return [cue.id for cue in cues if cue.compiled.search(words)]
