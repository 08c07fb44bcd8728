"""What changed from one version of a plan to the next, told by what records mean and not by where they stand.

Records of two versions are paired in rounds: first those that agree in everything, then those that mean the same
thing (indicator, component, row, column, year, population …) and differ in their value, then those that moved or
whose year or status changed. What is left was added or taken out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Generic, TypeVar

from extractor.language.text import canonical, fold
from extractor.plan import PlanRecord
from extractor.records import Budget, Citation, Document, Finding, Target, decimal_text
from extractor.rulebook.registry import bare_number

R = TypeVar("R", Document, Target, Budget, Citation, Finding)
Key = Callable[[R], Hashable]

_FIGURES: Final = re.compile(r"[\d.,]*\d")
_OF_DOCUMENT: Final = (
    "doc_type",
    "number",
    "issued_on",
    "issuer",
    "title",
    "plan_year",
    "period",
    "signatory",
)
_OF_TARGET: Final = (
    "value",
    "unit",
    "denominator",
    "comparator",
    "direction",
    "year",
    "status",
    "population",
    "locality",
)
_OF_BUDGET: Final = (
    "value",
    "value_corrected",
    "role",
    "source",
    "capital",
    "component",
    "per",
    "year",
    "status",
    "locality",
)
_OF_CITATION: Final = ("cited_type", "number_normalised", "article", "clause", "point", "issued_on", "issuer")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with what it was and what it is, as text; None where it was or is not stated."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """A record that was added (`old` is None), taken out (`new` is None) or whose `fields` changed."""

    old: R | None
    new: R | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed. `fixed` are findings of the old version that the new one does not show, `came_up` those of
    the new one alone, `stays` how many both show; `unchanged` counts the other records that are the same in both."""

    document: tuple[FieldChange, ...]
    targets: tuple[Change[Target], ...]
    budgets: tuple[Change[Budget], ...]
    citations: tuple[Change[Citation], ...]
    fixed: tuple[Finding, ...]
    came_up: tuple[Finding, ...]
    stays: int
    unchanged: int

    def __bool__(self) -> bool:
        """Whether anything changed."""
        records = (self.document, self.targets, self.budgets, self.citations, self.fixed, self.came_up)
        return any(records)


def changes(old: Iterable[PlanRecord], new: Iterable[PlanRecord]) -> Changes:
    """What changed between the records of two versions (of audits, or as stored)."""
    old, new = tuple(old), tuple(new)
    targets = _paired(_of(old, Target), _of(new, Target), _target_keys())
    budgets = _paired(_of(old, Budget), _of(new, Budget), _budget_keys())
    citations = _paired(_mentioned(old), _mentioned(new), _citation_keys())
    findings = _paired(_of(old, Finding), _of(new, Finding), _finding_keys())
    changed = (
        tuple(_told(targets, _OF_TARGET)),
        tuple(_told(budgets, _OF_BUDGET)),
        tuple(_told(citations, _OF_CITATION)),
    )
    return Changes(
        document=_of_document(old, new),
        targets=changed[0],
        budgets=changed[1],
        citations=changed[2],
        fixed=tuple(before for before, after in findings if before is not None and after is None),
        came_up=tuple(after for before, after in findings if before is None and after is not None),
        stays=sum(before is not None and after is not None for before, after in findings),
        unchanged=len(targets) + len(budgets) + len(citations) - sum(map(len, changed)),
    )


def _of(records: Iterable[PlanRecord], kind: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def _mentioned(records: Iterable[PlanRecord]) -> list[Citation]:
    """Each document cited once for each part and date of it, however often it is named."""
    found: dict[Hashable, Citation] = {}
    for citation in _of(records, Citation):
        found.setdefault((_cited(citation), _part(citation), citation.issued_on, citation.issuer), citation)
    return list(found.values())


def _paired(
    old: Sequence[R], new: Sequence[R], keys: Sequence[tuple[Key[R], bool]]
) -> list[tuple[R | None, R | None]]:
    """Pairs in the order of the new version, what was taken out at the end. A key comes with whether it must be
    alone on both sides."""
    before: dict[int, R] = dict(enumerate(old))
    after: dict[int, R] = dict(enumerate(new))
    pairs: dict[int, int] = {}
    for key, alone in keys:
        for there, here in _meeting(before, after, key, alone):
            pairs[here] = there
            del before[there], after[here]
    matched: list[tuple[R | None, R | None]] = []
    for at, record in enumerate(new):
        matched.append((old[pairs[at]] if at in pairs else None, record))
    for record in before.values():
        matched.append((record, None))
    return matched


def _meeting(
    before: dict[int, R], after: dict[int, R], key: Key[R], alone: bool
) -> Iterator[tuple[int, int]]:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for at, record in after.items():
        waiting[key(record)].append(at)
    counts = Counter(map(key, before.values())) if alone else Counter()
    for at, record in list(before.items()):
        name = key(record)
        here = waiting.get(name)
        if here and not (alone and (counts[name] > 1 or len(here) > 1)):
            yield at, here.pop(0)


def _told(pairs: Iterable[tuple[R | None, R | None]], names: Sequence[str]) -> Iterator[Change[R]]:
    for old, new in pairs:
        if old is None or new is None:
            yield Change(old, new)
        elif fields := _fields(old, new, names):
            yield Change(old, new, fields)


def _fields(old: R, new: R, names: Sequence[str]) -> tuple[FieldChange, ...]:
    pairs = ((name, _text(getattr(old, name)), _text(getattr(new, name))) for name in names)
    return tuple(FieldChange(*pair) for pair in pairs if _plain(pair[1]) != _plain(pair[2]))


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return decimal_text(value)
    return "-".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _plain(text: str | None) -> str | None:
    """Another spelling or case of the same words is no change."""
    return None if text is None else canonical(" ".join(text.split()))


def _of_document(old: Iterable[PlanRecord], new: Iterable[PlanRecord]) -> tuple[FieldChange, ...]:
    before, after = _of(old, Document), _of(new, Document)
    return _fields(before[0], after[0], _OF_DOCUMENT) if before and after else ()


def _words(text: str | None) -> str:
    """Words alone, however they are spelled, without their figures."""
    return " ".join(fold(_FIGURES.sub(" ", text or "")).split())


def _labels(record: Target | Budget) -> Hashable:
    return tuple(map(_words, record.row or ())), tuple(map(_words, record.column or ()))


def _measured(target: Target) -> tuple[Hashable, ...]:
    """What a target measures, and of whom."""
    named = _words(target.indicator_text) if target.indicator == "other" else target.indicator
    return named, target.unit, _words(target.population), _words(target.locality), target.per


def _target_keys() -> list[tuple[Key[Target], bool]]:
    def meant(target: Target) -> tuple[Hashable, ...]:
        return (*_measured(target), target.year, target.status, target.comparator)

    return [
        (lambda t: (*meant(t), _labels(t), t.value, t.denominator, t.section), False),
        (lambda t: (*meant(t), _labels(t), t.value, t.denominator), False),
        (lambda t: (*meant(t), t.value, t.denominator), False),
        (lambda t: (*meant(t), _labels(t), t.section, _words(t.text)), False),
        (lambda t: (*meant(t), _labels(t), _words(t.text)), False),
        (lambda t: (*meant(t), _labels(t)), True),
        (lambda t: (*_measured(t), _labels(t), t.value, _words(t.text)), True),
        (lambda t: (*_measured(t), _labels(t), _words(t.text)), True),
        (lambda t: (_labels(t), _words(t.indicator_text), _words(t.text)), True),
    ]


def _spent(budget: Budget) -> tuple[Hashable, ...]:
    """What a sum is for."""
    return _words(budget.component), budget.per, _words(budget.locality), _words(budget.text)


def _budget_keys() -> list[tuple[Key[Budget], bool]]:
    def meant(budget: Budget) -> tuple[Hashable, ...]:
        kinds = (budget.role, budget.source, budget.capital, budget.year, budget.status, budget.approx)
        return (*_spent(budget), *kinds)

    return [
        (lambda b: (*meant(b), _labels(b), b.value, b.section), False),
        (lambda b: (*meant(b), _labels(b), b.value), False),
        (lambda b: (*meant(b), b.value), False),
        (lambda b: (*meant(b), _labels(b), b.section), False),
        (lambda b: (*meant(b), _labels(b)), True),
        (lambda b: (*_spent(b), b.value), True),
        (lambda b: (*_spent(b), _labels(b), b.section), True),
    ]


def _cited(citation: Citation) -> Hashable:
    number = citation.number_normalised or citation.number
    return fold(bare_number(number)) if number else _words(citation.text)


def _part(citation: Citation) -> tuple[str | None, ...]:
    return citation.article, citation.clause, citation.point


def _citation_keys() -> list[tuple[Key[Citation], bool]]:
    return [
        (lambda c: (_cited(c), _part(c), c.issued_on, c.issuer), False),
        (lambda c: (_cited(c), _part(c), c.issued_on), False),
        (lambda c: (_cited(c), _part(c)), False),
        (lambda c: (_cited(c), c.issued_on), True),
        (lambda c: (fold(c.cited_type), _words(c.text), c.issued_on, _part(c)), True),
    ]


def _finding_keys() -> list[tuple[Key[Finding], bool]]:
    def shown(finding: Finding) -> tuple[str, ...]:
        texts = [evidence.text for evidence in finding.evidence] or [finding.text]
        return tuple(canonical(" ".join(text.split())) for text in texts)

    return [
        (lambda f: (f.rule, shown(f), f.section), False),
        (lambda f: (f.rule, shown(f)), False),
    ]
