"""Blocks as pieces under marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.corpus import Corpus
from extractor.web.marking import Mark, Piece, ShownTable, pieces, shown
from extractor.web.settings import Served


def mark(start: int, end: int, kind: str = "target") -> Mark:
    return Mark((start, end), kind, f"{kind}-{start}")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], ["giảm 3% số hộ"]),
        ([mark(15, 17)], ["giảm ", "3%", " số hộ"]),
        ([mark(10, 23), mark(15, 17)], ["giảm ", "3%", " số hộ"]),
        ([mark(0, 12), mark(21, 99)], ["gi", "ảm 3% số ", "hộ"]),
    ],
    ids=["none", "one", "one inside another", "reaching beyond the block"],
)
def test_a_text_is_cut_where_marks_begin_and_end(marks: list[Mark], expected: list[str]) -> None:
    cut = pieces("giảm 3% số hộ", 10, marks)
    assert [piece.text for piece in cut] == expected


def test_a_piece_has_every_mark_that_covers_it() -> None:
    outer, inner = mark(10, 23, "finding"), mark(15, 17)
    assert pieces("giảm 3% số hộ", 10, [outer, inner])[1] == Piece("3%", (outer, inner))


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_no_letter_is_lost_or_doubled(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [mark(min(span), max(span)) for span in spans]
    assert "".join(piece.text for piece in pieces(text, 10, marks)) == text


def test_a_plan_is_shown_whole(served: Served) -> None:
    with Corpus.open(served.db, create=False) as corpus:
        for number in range(1, 5):
            plan = corpus.opened(number)
            assert plan is not None
            drawn = [
                cell
                for one in shown(plan)
                for cell in ([c for row in one.rows for c in row] if isinstance(one, ShownTable) else [one])
            ]
            texts = {one.start: one.marker + "".join(piece.text for piece in one.pieces) for one in drawn}
            assert {start: "".join(text.split()) for start, text in texts.items()} == {
                block.start: "".join(block.text.split()) for block in plan.blocks
            }
