"""Items of lists and the item that they break down: «a) Xây mới 40 nhà: - Hộ nghèo: 25; - Hộ cận nghèo: 15»."""

from functools import lru_cache

from extractor.parsers.markers import read_marker
from extractor.plan import Plan
from extractor.plantext import Block
from extractor.records import Target

_LONGEST_LIST = 20  # items looked back over
_HOMES = {"household", "house"}  # one house a household


def item_of_whole(plan: Plan, target: Target) -> int | None:
    """The block right over the list that a target is an item of, where it counts no fewer of the same: its whole."""
    index = plan.text.block_at(target.figure[0])
    form = _form(plan.text.blocks[index])
    if form is None or target.row is not None:
        return None
    above = range(index - 1, max(-1, index - 1 - _LONGEST_LIST), -1)
    head = next((at for at in above if _form(plan.text.blocks[at]) != form), None)
    counts = plan.once(_counts).get(head, ()) if head is not None else ()
    whole = any(
        (count.unit == target.unit or {count.unit, target.unit} == _HOMES) and count.value >= target.value
        for count in counts
    )
    return head if whole else None


def _form(block: Block) -> str | None:
    """The form of a block's number or bullet: `small` for «a)», `dash` for «-»."""
    return _form_of(block.marker) if block.marker and block.table is None else None


@lru_cache(maxsize=1024)  # the same numbers and bullets head the items of every list
def _form_of(written: str) -> str | None:
    marker = read_marker(f"{written} X")
    return marker.form if marker else None


def _counts(plan: Plan) -> dict[int, list[Target]]:
    """The counts of each block of prose."""
    found: dict[int, list[Target]] = {}
    for target in plan.targets:
        if target.row is None and target.unit not in {None, "percent"} and target.denominator is None:
            found.setdefault(plan.text.block_at(target.figure[0]), []).append(target)
    return found
