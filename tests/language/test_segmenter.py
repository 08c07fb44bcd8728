"""underthesea's cutting of words without the rest of the package, and the pipeline loaded when words are asked for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.language.segmenter import brought

ROOT = Path(__file__).parents[2]


def printed(script: str) -> object:
    """What a process of its own prints, as JSON."""
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    found: object = json.loads(ended.stdout)
    return found


def test_the_other_tools_stay_out_and_can_be_had_afterwards() -> None:
    script = """
import json, sys
from extractor.language.segmenter import segmenter
cut = segmenter()
others = {"underthesea", "underthesea.pipeline.ner"}
alone = cut("Phấn đấu giảm hộ nghèo"), sorted(others & set(sys.modules))
import underthesea
whole = underthesea.word_tokenize("Phấn đấu giảm hộ nghèo", use_token_normalize=False)
print(json.dumps([*alone, whole, segmenter()("hộ nghèo"), callable(underthesea.ner)]))
"""
    words = ["Phấn đấu", "giảm", "hộ", "nghèo"]
    assert printed(script) == [words, [], words, ["hộ", "nghèo"], True]


@pytest.mark.parametrize(
    ("lines", "loaded"),
    [
        pytest.param("KẾ HOẠCH\\n1. Hỗ trợ 12 hộ.", [], id="no doubtful cue"),
        pytest.param("KẾ HOẠCH\\n1. Phấn đấu giảm 5% hộ nghèo.", ["spacy"], id="a cue of one syllable"),
    ],
)
def test_the_pipeline_is_loaded_where_a_cue_is_doubtful(lines: str, loaded: list[str]) -> None:
    script = f"""
import json, sys
from extractor.audit import audit_bytes
from extractor.rulebook import load_rulebook
audit_bytes("{lines}".encode(), "plan.txt", "plan.txt", load_rulebook())
print(json.dumps([name for name in ("spacy", "underthesea") if name in sys.modules]))
"""
    assert printed(script) == loaded


def test_the_commands_of_spacy_stay_out_and_can_be_had_afterwards() -> None:
    script = """
import json, sys
from extractor.language.words import Words
from extractor.rulebook import load_rulebook
rules = load_rulebook()
first = Words(rules.phrases, rules.units).first("giảm nghèo bền vững")
alone = sorted({"requests", "typer", "spacy.cli", "spacy.cli.info"} & set(sys.modules))
import spacy.cli
print(json.dumps([first, alone, callable(spacy.cli.info)]))
"""
    assert printed(script) == ["giảm nghèo", [], True]


def test_a_file_of_the_package_is_found_without_importing_it() -> None:
    assert brought("corpus/data/Viet74K.txt").is_file()
