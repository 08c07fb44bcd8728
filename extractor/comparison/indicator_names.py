"""Indicators by the names that people type: the id, the Vietnamese name, words that plans use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.language.text import canonical, fold
from extractor.resources import resource_dir
from extractor.rulebook.loading import load_yaml, read_layers

_FILE: Final = "indicators.yaml"
_NEAR: Final = 50.0
_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """What an indicator is called, and the unit that its values carry."""

    id: str
    vi: str
    unit: str


def indicator_names(overlay: Path | None = None) -> dict[str, IndicatorName]:
    """The indicators by id; `overlay` as for the other rules. Only names are read, no pattern is compiled."""
    shipped = resource_dir("rules") / _FILE
    root = read_layers(shipped, overlay / _FILE if overlay is not None else None).plain()
    return {name: IndicatorName(name, entry["vi"], entry["unit"]) for name, entry in root.items()}


def named_indicator(
    asked: str, names: Mapping[str, IndicatorName], overlay: Path | None = None
) -> str | None:
    """The id of what was typed: an id, a Vietnamese name with or without its marks, or words as plans use them."""
    if asked in names:
        return asked
    folded = fold(asked).strip()
    for name in names.values():
        if folded in {fold(name.vi), name.id.replace("_", " "), name.id.replace("_", "-")}:
            return name.id
    return _by_words(asked, overlay)


def near_names(asked: str, names: Mapping[str, IndicatorName]) -> Sequence[IndicatorName]:
    """The indicators whose id or name is nearest to what was typed, at most four."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (only where a name is wrong)

    given = fold(asked.replace("_", " "))
    score = {
        name.id: max(
            fuzz.token_sort_ratio(given, told) for told in (name.id.replace("_", " "), fold(name.vi))
        )
        for name in names.values()
    }
    best = sorted((name for name in score if score[name] >= _NEAR), key=lambda name: -score[name])
    return [names[name] for name in best[:_SHOWN]]


def _by_words(asked: str, overlay: Path | None) -> str | None:
    """The first indicator whose pattern reads the words, as they would be read in a plan."""
    from extractor.rulebook.figures import IndicatorRules  # noqa: PLC0415  (patterns cost half a second)

    path = overlay / _FILE if overlay is not None else None
    rules = load_yaml(resource_dir("rules") / _FILE, IndicatorRules, path)
    words = canonical(asked)
    if " " not in words.strip():
        return None
    fitting = [name for name, rule in rules.root.items() if rule.fits(words)]
    special = (name for name in fitting if not rules.root[name].general and not rules.root[name].last)
    return next(special, next(iter(fitting), None))
