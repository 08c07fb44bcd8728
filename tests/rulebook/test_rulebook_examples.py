"""Every shipped rule reads its examples, and no other rule of its kind does."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from extractor.extraction import extract
from extractor.extraction.citations import CitationFinder
from extractor.extraction.funding import SourceWords
from extractor.extraction.quantities import Kind, Quantity, QuantityReader, Unreadable
from extractor.language.figures import find_figures
from extractor.language.text import canonical
from extractor.parsers.assemble import assemble
from extractor.parsers.flow import Paragraph
from extractor.plan import Plan
from extractor.rulebook import load_rulebook
from extractor.rulebook.language import CountUnit, Cue, DocumentType, MoneyUnit

RULES = load_rulebook()
CITATIONS = CitationFinder(RULES.citations)
QUANTITIES = QuantityReader(RULES.units)
SOURCES = SourceWords(RULES.funding, RULES.headings)
COUNTS = [(Kind.COUNT, unit) for unit in (*RULES.units.counts, *RULES.units.measures)]
DURATIONS = [(Kind.DURATION, unit) for unit in RULES.units.durations]


def quantities(text: str) -> list[Quantity | Unreadable]:
    lowered = canonical(text)
    return list(QUANTITIES.read(lowered, list(find_figures(lowered)), len(lowered)))


def first(text: str) -> Quantity:
    quantity = quantities(text)[0]
    assert isinstance(quantity, Quantity)
    return quantity


def plan(*paragraphs: str) -> Plan:
    return extract(assemble("t", "txt", [Paragraph(words) for words in paragraphs]), RULES)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.name) for kind in RULES.citations.types])
def test_document_type(kind: DocumentType) -> None:
    cited = list(CITATIONS.find(kind.example, canonical(kind.example), 0, len(kind.example)))
    assert [c.cited_type for c in cited] == [kind.name]
    assert (cited[0].start, cited[0].end) == (0, len(kind.example))


@pytest.mark.parametrize(
    ("kind", "short"),
    [pytest.param(k, short, id=short) for k in RULES.citations.types for short in k.abbreviations],
)
def test_abbreviation_of_a_type(kind: DocumentType, short: str) -> None:
    written = f"{short} 27/2022/{short}-CP"
    cited = list(CITATIONS.find(written, canonical(written), 0, len(written)))
    assert [(c.cited_type, c.number) for c in cited] == [(kind.name, f"27/2022/{short}-CP")]
    alone = f"theo {short} mới ban hành 27 hộ"
    assert list(CITATIONS.find(alone, canonical(alone), 0, len(alone))) == []


@pytest.mark.parametrize("unit", [pytest.param(unit, id=unit.words[0]) for unit in RULES.units.money])
def test_money_unit(unit: MoneyUnit) -> None:
    (quantity,) = quantities(unit.example)
    assert isinstance(quantity, Quantity)
    assert (quantity.kind, quantity.unit, quantity.stop) == (Kind.MONEY, "VND", len(unit.example))
    assert quantity.unit_text in unit.words


@pytest.mark.parametrize(
    ("word", "scale"), [pytest.param(w, unit.scale, id=w) for unit in RULES.units.money for w in unit.words]
)
def test_money_word(word: str, scale: Decimal) -> None:
    quantity = first(f"7 {word}")
    assert (quantity.kind, quantity.value, quantity.unit_text) == (Kind.MONEY, 7 * scale, word)


@pytest.mark.parametrize(
    ("kind", "unit"), [pytest.param(kind, unit, id=unit.id) for kind, unit in (*COUNTS, *DURATIONS)]
)
def test_unit(kind: Kind, unit: CountUnit) -> None:
    quantity = next(q for q in quantities(unit.example) if isinstance(q, Quantity))
    assert (quantity.kind, quantity.unit) == (kind, unit.id)


def unit_words() -> Iterator[tuple[Kind, str, str]]:
    for kind, unit in (*COUNTS, *DURATIONS):
        for word in unit.words:
            yield kind, unit.id, word


# Read as the unit that stands behind «lượt».
SHADOWED = {"lượt hộ", "lượt bệnh nhân"}


@pytest.mark.parametrize(
    ("kind", "unit", "word"),
    [pytest.param(*case, id=case[2]) for case in unit_words() if case[2] not in SHADOWED],
)
def test_unit_word(kind: Kind, unit: str, word: str) -> None:
    quantity = first(f"7 {word}")
    assert (quantity.kind, quantity.unit, quantity.unit_text) == (kind, unit, word)


def test_no_word_stands_for_two_units() -> None:
    words = [word for _, _, word in unit_words()] + [w for unit in RULES.units.money for w in unit.words]
    assert len(words) == len(set(words))
    assert all(word == canonical(word) for word in words)


@pytest.mark.parametrize("word", RULES.units.per)
def test_what_a_sum_is_for(word: str) -> None:
    assert first(f"7 triệu đồng/{word}").per == RULES.units.per[word]


@pytest.mark.parametrize("word", RULES.units.scales)
def test_scale_word(word: str) -> None:
    quantity = first(f"3 {word} người")
    assert (quantity.kind, quantity.unit, quantity.value) == (
        Kind.COUNT,
        "person",
        3 * RULES.units.scales[word],
    )


def examples(cues: tuple[Cue, ...]) -> list[object]:
    return [
        pytest.param(cue.id, example, id=f"{cue.id}-{example}") for cue in cues for example in cue.examples
    ]


def readers(cues: tuple[Cue, ...], example: str) -> list[str]:
    return [cue.id for cue in cues if cue.compiled.search(canonical(example))]


@pytest.mark.parametrize(("source", "example"), examples(RULES.funding.sources))
def test_funding_source(source: str, example: str) -> None:
    assert SOURCES.last(canonical(example)) == source
    assert readers(RULES.funding.sources, example) == [source]


@pytest.mark.parametrize(("source", "example"), examples(RULES.funding.sources))
def test_funding_source_of_a_sum(source: str, example: str) -> None:
    (budget,) = plan(f"- {example}").budgets
    assert budget.source == source


@pytest.mark.parametrize(("capital", "example"), examples(RULES.funding.capital))
def test_capital(capital: str, example: str) -> None:
    assert readers(RULES.funding.capital, example) == [capital]
    (budget,) = plan(f"- {example}").budgets
    assert budget.capital == capital


@pytest.mark.parametrize(("status", "example"), examples(RULES.headings.status))
def test_status_of_a_heading(status: str, example: str) -> None:
    assert readers(RULES.headings.status, example)[0] == status
    (target,) = plan(f"I. {example}", "- Hỗ trợ 20 con bò.").targets
    assert target.status == status


@pytest.mark.parametrize(("component", "example"), examples(RULES.headings.components))
def test_component(component: str, example: str) -> None:
    assert readers(RULES.headings.components, example) == [component]
    assert SOURCES.component([example]) == canonical_component(component, example)


def canonical_component(component: str, example: str) -> str:
    return f"{component} {int(next(iter(find_figures(example))).text)}"


@pytest.mark.parametrize(("label", "example"), examples(RULES.headings.labels))
def test_names_with_a_number_count_nothing(label: str, example: str) -> None:
    cue = next(cue for cue in RULES.headings.labels if cue.id == label)
    match = cue.compiled.search(canonical(example))
    assert match is not None
    read = plan(f"Rà soát {example}")
    assert (read.budgets, read.targets, read.unread) == ((), (), ())


INDICATORS = [
    pytest.param(name, example, id=f"{name}-{example}")
    for name, indicator in RULES.indicators.root.items()
    for example in indicator.examples
]


@pytest.mark.parametrize(("indicator", "example"), INDICATORS)
def test_indicator(indicator: str, example: str) -> None:
    """The example's figures measure this; a count of which it is the rate may stand before it."""
    root = RULES.indicators.root
    named = [target.indicator for target in plan(example).targets]
    assert [name for name in named if root[name].rate != indicator] == [indicator]


def test_every_indicator_but_other_has_examples_and_a_way_to_be_read() -> None:
    without = [n for n, i in RULES.indicators.root.items() if not i.examples or not (i.pattern or i.after)]
    assert set(without) <= {"other"}


def test_a_rate_of_a_count_is_an_indicator() -> None:
    root = RULES.indicators.root
    rates = {indicator.rate for indicator in root.values()} - {None}
    assert rates <= root.keys()
    assert {root[str(rate)].unit for rate in rates} == {"percent"}


@pytest.mark.parametrize("example", RULES.phrases.zero.examples)
def test_goal_in_words(example: str) -> None:
    (target,) = plan(example).targets
    assert (target.rule_id, target.value, target.unit) == ("zero-goal", 0, "household")


def test_cue_words_are_canonical() -> None:
    words = [*RULES.phrases.cues, *RULES.phrases.set_terms]
    assert [word for word in words if word != canonical(word)] == []
