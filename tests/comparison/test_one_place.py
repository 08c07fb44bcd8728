"""Whether values are of one place, as far as what plans say of their places tells."""

import pytest

from extractor.comparison.places import is_one_place, told_apart
from extractor.comparison.values import Place

NAMED = Place("commune", "Phú An", "Hòa Lạc", "Gia Mơ")
SHORT = Place("commune", "Phú An")
OTHER = Place("commune", "Phú An", "Sơn Trà", "Gia Mơ")
RENAMED = Place("commune", "An Lạc", "Hòa Lạc", "Gia Mơ", unit="7", now="9")
MERGED = Place("commune", "Phú An", "Hòa Lạc", "Gia Mơ", unit="8", now="9")
DISTRICT = Place("district", "Hòa Lạc", None, "Gia Mơ", unit="3", now="9")


@pytest.mark.parametrize(
    ("places", "sets"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([NAMED, NAMED], 1, id="told twice"),
        pytest.param([NAMED, SHORT], 1, id="named in short"),
        pytest.param([NAMED, OTHER], 2, id="of other districts"),
        pytest.param([NAMED, OTHER, SHORT], 3, id="short for either"),
        pytest.param([RENAMED, MERGED], 1, id="one unit of today"),
        pytest.param([RENAMED, NAMED], 2, id="another name"),
        pytest.param([RENAMED, NAMED, MERGED], 1, id="joined by a third"),
        pytest.param([MERGED, DISTRICT], 2, id="a district is not its commune"),
    ],
)
def test_places_that_may_be_one_are_together(places: list[Place], sets: int) -> None:
    assert len(told_apart(places)) == sets
    assert is_one_place(places) is (sets == 1)
    assert len(told_apart(list(reversed(places)))) == sets
