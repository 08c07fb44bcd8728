"""Every shipped rule reads its examples, and no other rule of its kind does."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.explain.examples import Tried, try_examples
from extractor.extraction.citations import CitationFinder
from extractor.extraction.quantities import Kind, Quantity, QuantityReader, Unreadable
from extractor.language.figures import find_figures
from extractor.language.text import canonical
from extractor.rulebook import load_rulebook
from extractor.rulebook.language import DocumentType
from extractor.rulebook.sources import Node

RULES = load_rulebook()
CITATIONS = CitationFinder(RULES.citations)
QUANTITIES = QuantityReader(RULES.units)
COUNTS = [(Kind.COUNT, unit) for unit in (*RULES.units.counts, *RULES.units.measures)]
DURATIONS = [(Kind.DURATION, unit) for unit in RULES.units.durations]


def quantities(text: str) -> list[Quantity | Unreadable]:
    lowered = canonical(text)
    return list(QUANTITIES.read(lowered, list(find_figures(lowered)), len(lowered)))


def first(text: str) -> Quantity:
    quantity = quantities(text)[0]
    assert isinstance(quantity, Quantity)
    return quantity


TRIED = list(try_examples(RULES))


@pytest.mark.parametrize("tried", [pytest.param(t, id=f"{t.entry.id}-{t.example}") for t in TRIED])
def test_the_rule_reads_its_example_and_no_other_does(tried: Tried) -> None:
    assert tried.passed, tried.fault().en


def test_every_kind_of_rule_that_gives_examples_is_tried() -> None:
    assert {t.entry.id for t in TRIED} == {entry.id for entry in RULES.entries if entry.examples}


@pytest.mark.parametrize(
    ("rule", "example", "read"),
    [
        pytest.param("indicators.gifts", "trồng 5 ha quế", ("other",), id="read-by-another"),
        pytest.param(
            "citations.types.Nghị định", "Quyết định số 90/QĐ-TTg", ("Quyết định",), id="another-type"
        ),
        pytest.param("citations.types.Nghị định", "nghị định", (), id="read-by-none"),
        pytest.param("units.counts.bed", "5 hộ", ("household",), id="another-unit"),
        pytest.param("units.money.đồng", "5 tỷ đồng", ("tỷ đồng",), id="another-scale"),
        pytest.param("funding.sources.local", "vốn vay 5 triệu đồng", ("credit",), id="another-source"),
        pytest.param("headings.labels.age", "hỗ trợ 5 hộ", ("count",), id="no-label"),
    ],
)
def test_an_example_that_its_rule_does_not_read_fails(rule: str, example: str, read: tuple[str, ...]) -> None:
    (entry,) = [entry for entry in RULES.entries if entry.id == rule]
    key = "examples" if entry.node.child("examples") else "example"
    node = Node({**entry.node.value, key: Node(example, entry.node.place, 1)}, entry.node.place, 1)
    if key == "examples":
        node.value[key] = Node([node.value[key]], entry.node.place, 1)
    (tried,) = try_examples(RULES, [replace(entry, node=node)])
    assert (tried.read, tried.passed) == (read, False)
    assert tried.fault().place == entry.node.place


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


@pytest.mark.parametrize(
    ("word", "scale"), [pytest.param(w, unit.scale, id=w) for unit in RULES.units.money for w in unit.words]
)
def test_money_word(word: str, scale: Decimal) -> None:
    quantity = first(f"7 {word}")
    assert (quantity.kind, quantity.value, quantity.unit_text) == (Kind.MONEY, 7 * scale, word)


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


def test_every_indicator_but_other_has_examples_and_a_way_to_be_read() -> None:
    without = [n for n, i in RULES.indicators.root.items() if not i.examples or not (i.pattern or i.after)]
    assert set(without) <= {"other"}


def test_a_rate_of_a_count_is_an_indicator() -> None:
    root = RULES.indicators.root
    rates = {indicator.rate for indicator in root.values()} - {None}
    assert rates <= root.keys()
    assert {root[str(rate)].unit for rate in rates} == {"percent"}


def test_cue_words_are_canonical() -> None:
    words = [*RULES.phrases.cues, *RULES.phrases.set_terms]
    assert [word for word in words if word != canonical(word)] == []
