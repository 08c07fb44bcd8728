"""Words that a pattern cannot do without: found, never asked for in vain, and known of every shipped rule."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor.rulebook import load_rulebook
from extractor.rulebook.language import Cue
from extractor.rulebook.literals import one_needed, one_stands

RULES = load_rulebook()
CUES = (*RULES.headings.labels, *RULES.headings.components, *RULES.funding.sources, *RULES.funding.capital)
KNOWN = {
    "one word": (r"\btuổi\b", {"tuổi"}),
    "either": (r"(?:thôn|ấp) \d+", {"thôn", "ấp"}),
    "the longest of a phrase": (r"dự án \d", {"dự"}),
    "of two needs the one with fewest": (r"(?:xã|bản) \d tuổi", {"tuổi"}),
    "not what may be missing": (r"(?:xã )?\d+ hộ", {"hộ"}),
    "not what only stands beside": (r"(?<=xã )\d+(?= hộ)", set()),
    "nothing but digits": (r"\d{4}", set()),
    "one branch without words": (r"hộ|\d", set()),
    "more words than are worth it": (
        "|".join(chr(97 + n // 26) + chr(97 + n % 26) for n in range(30)),
        set(),
    ),
}


@pytest.mark.parametrize(("pattern", "words"), KNOWN.values(), ids=KNOWN)
def test_the_words_that_a_pattern_needs(pattern: str, words: set[str]) -> None:
    assert set(one_needed(pattern)) == words


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_no_example_of_a_cue_is_without_a_needed_word(cue: Cue) -> None:
    for example in cue.examples:
        if cue.compiled.search(example.lower()):
            assert not cue.needed or one_stands(cue.needed, example.lower())


PIECES = st.sampled_from(
    ["hộ", "xã", "dự án", "(?:hộ|xã)", "(?:số )?", r"\d", "[a-c]", " ", "(?:nghèo)+", "(?!x)", "x{0,2}"]
)


@given(
    st.lists(PIECES, min_size=1, max_size=5),
    st.lists(st.sampled_from(["hộ", "xã", "dự án", "số ", "1", "b", " ", "nghèo", "xx"]), max_size=8),
)
def test_where_no_needed_word_stands_nothing_matches(pieces: list[str], parts: list[str]) -> None:
    pattern, words = "".join(pieces), "".join(parts)
    needed = one_needed(pattern)
    if needed and not one_stands(needed, words):
        assert regex.search(pattern, words) is None
