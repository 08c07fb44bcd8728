"""What the first reading of a page left out: lone figures, which are read from their pictures, and places that are
told by a sign; and the figures that stamps and strokes of the pen lie over."""

from collections.abc import Sequence

from extractor.parsers.ocr.engine import Picture, Word
from extractor.parsers.ocr.figures import FIGURE, around, is_figure, looks_like_figure
from extractor.parsers.ocr.picture import ink
from extractor.parsers.ocr.readings import (
    LEAST_SURE,
    MIXED,
    SECOND,
    Cut,
    Reading,
    Seen,
    Settled,
    core,
    in_doubt,
    read_again,
)
from extractor.parsers.ocr.ruled import Ruled, area
from extractor.parsers.ocr.unread import (
    UNREAD,
    foreign,
    letter_height,
    lone_signs,
    touches,
    unread_places,
    with_edges,
    without_words,
)

_SURE = 0.6


def with_missed(
    ruled: Ruled,
    read: Sequence[Word],
    stamp: Picture | None,
    scale: float,
    seen: Sequence[Seen],
    settled: Sequence[Settled],
) -> tuple[list[Settled], list[Seen]]:
    """What was settled of the words seen, in doubt the figures under stamps and strokes of the pen and those that a
    side of the picture cuts off; behind it what was left out, which is given as seen too. `read` are all words of the
    first reading, specks among them."""
    words = [one.word for one in seen]
    height = letter_height([word for word in words if len(word.text) > 1])
    if not height:
        return list(settled), []
    printed = ink(ruled.picture)
    strokes = with_edges(foreign(printed, height, stamp), printed)
    crossed = [
        in_doubt(one.text, one.confidence, one.readings)
        if not one.doubtful and is_figure(one.text) and touches(word, strokes)
        else one
        for word, one in zip(words, settled, strict=True)
    ]
    for grid in ruled.grids:
        printed[area(grid, scale, margin=1)] = 0
    alone = lone_signs(words, without_words(printed, words, height), height)  # specks may be figures misread
    signs = [word for word in alone if not touches(word, strokes)]
    cuts = [around(ruled.picture, word) for word in signs]
    figures = [(word, found) for word, found in zip(signs, _figures(cuts), strict=True) if found is not None]
    left = without_words(printed, [*words, *read, *(word for word, _ in figures)], height)
    places = [(word, in_doubt(UNREAD, 0.0, [])) for word in unread_places(words, left, height)]
    missed = [*figures, *places]
    return [*crossed, *(found for _, found in missed)], [Seen(word) for word, _ in missed]


def _figures(cuts: Sequence[Picture]) -> list[Settled | None]:
    """The figure that each picture shows, in doubt where two readings differ; None where it shows none."""
    open_ones = [Cut(cut, "", 0.0) for cut in cuts]
    pairs = zip(read_again(open_ones, MIXED, whole=True), read_again(open_ones, SECOND), strict=True)
    return [_figure(mixed, plain) for mixed, plain in pairs]


def _figure(mixed: Reading, plain: Reading) -> Settled | None:
    """What a reading of all signs and one of digits alone come to."""
    (text, sure), (digits, digits_sure) = mixed, plain
    figure = text if looks_like_figure(text) and is_figure(text) and sure >= LEAST_SURE else ""
    other = digits if FIGURE.fullmatch(digits) and digits_sure >= LEAST_SURE else ""
    if figure and core(figure) == other and max(sure, digits_sure) >= _SURE:
        return Settled(figure, max(sure, digits_sure))
    if figure:
        return in_doubt(figure, sure, [other])
    return (
        in_doubt(other, digits_sure, [text] if is_figure(text) else [])
        if digits_sure >= _SURE and other
        else None
    )
