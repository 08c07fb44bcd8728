"""Sentences of the genre, one by one: what each figure measures, which way it goes and when it holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from plan_making import plan

from extractor.records import Target, decimal_text

SENTENCES = Path(__file__).with_name("target_sentences.yaml")
DIRECTIONS = {"d": "decrease", "i": "increase", "m": "maintain", "r": "reach", "-": None}
STATUSES = {"t": "target", "a": "actual", "e": "estimate", "b": "baseline"}


def cases() -> Iterator[Any]:
    data = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    for group in data["under"]:
        setting = (*data["heads"][group["head"]], *group["headings"])
        for case in group["sentences"]:
            yield pytest.param(setting, case["words"], case["targets"], id=case["id"])


def spelled(target: Target, like: str) -> str:
    """A target in the spelling of what is expected of it, as far as that goes."""
    direction = next(letter for letter, word in DIRECTIONS.items() if word == target.direction)
    status = next(letter for letter, word in STATUSES.items() if word == target.status)
    words = (
        *(decimal_text(target.value), target.unit, target.indicator, direction, status),
        *(target.comparator, target.year),
    )
    return " ".join(str(word) for word in words[: len(like.split())])


@pytest.mark.parametrize(("setting", "sentence", "expected"), list(cases()))
def test_targets_of_a_sentence(setting: tuple[str, ...], sentence: str, expected: list[str]) -> None:
    headed = len(plan(*setting, "Xong.").targets)
    read = plan(*setting, sentence).targets[headed:]
    assert len(read) == len(expected)
    assert [spelled(t, like) for t, like in zip(read, expected, strict=True)] == expected
