"""The outline of invented plans of every way of numbering, from the file to the sections."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.extraction import extract
from extractor.parsers import parse_bytes
from extractor.rulebook import Rulebook, load_rulebook

CASES = yaml.safe_load((Path(__file__).parent / "outlines.yaml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_paths_and_titles_that_a_person_reads(case: dict[str, Any]) -> None:
    read = extract(parse_bytes(case["txt"].encode(), "plan.txt", "plan.txt"), rules())
    assert [["/".join(s.path), s.title] for s in read.sections] == [
        [str(path), title] for path, title in case["want"]
    ]


def test_headings_without_numbers_say_what_holds_of_a_figure() -> None:
    words = "**KẾT QUẢ**\n\nGiảm 12 hộ nghèo.\n\n**MỤC TIÊU**\n\nGiảm 10 hộ nghèo.\n\n"
    read = extract(parse_bytes(words.encode(), "plan.txt", "plan.txt"), rules())
    assert [(t.value, t.status, t.section) for t in read.targets] == [
        (12, "actual", ("KẾT QUẢ",)),
        (10, "target", ("MỤC TIÊU",)),
    ]
