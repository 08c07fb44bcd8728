"""A gate says of many patterns at once what looking for each one's words says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rulebook import gates
from extractor.rulebook.gates import Gate, numbers
from extractor.rulebook.literals import one_stands

_WORDS = st.text("abđô", min_size=1, max_size=3)
_NEEDED = st.lists(st.lists(_WORDS, max_size=3).map(tuple), max_size=70)
_TEXT = st.text("abđô 1,(\n", max_size=40)


@given(_NEEDED, st.lists(_TEXT, max_size=3))
def test_opens_what_one_needed_word_opens(needed: list[tuple[str, ...]], texts: list[str]) -> None:
    gate = Gate(needed)
    for text in texts:
        opened = [n for n, words in enumerate(needed) if not words or one_stands(words, text)]
        assert list(numbers(gate.open(text))) == opened


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        pytest.param("", [1], id="nothing stands in no words"),
        pytest.param("ba bốn", [1], id="no needed word"),
        pytest.param("(thôn 5,", [0, 1], id="marks beside the word"),
        pytest.param("dự án thôn4", [0, 1, 2], id="a digit glued to it"),
    ],
)
def test_open(text: str, opened: list[int]) -> None:
    assert list(numbers(Gate([("thôn", "bản"), (), ("án",)]).open(text))) == opened


def test_forgets_rather_than_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "_REMEMBERED", 2)
    gate = Gate([("thôn",), ("bản",)])
    assert [gate.open(words) for words in ("thôn một", "bản hai", "thôn ba", "bản")] == [1, 2, 1, 2]
