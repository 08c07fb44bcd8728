"""Places in the source of a sample plan, and changes of the words that stand there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maker.model import Block, Sample

PROSE = frozenset({"basis", "p", "dash", "plus", "n2", "n3"})
HEAD_LINES = ("number", "date")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a source: characters `start` to `end` of a block, of a cell (row, column), or of the head.

    `block` is -1 for the head, of which `head` then names the line: `number`, `date`, `title`.
    """

    block: int
    start: int
    end: int
    cell: tuple[int, int] | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words for those at a place; a whole block is taken out or put in by `Edit.drop` and `copy`."""

    place: Place
    new: str
    drop: bool = False
    insert: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a rule: the edits that plant it, the first of which is its place.

    `within` says that rounding allows it, so that no error may come; `anywhere` that the contract
    gives it no place where it was made (a line left out of the head, an appendix taken away).
    """

    rule: str
    kind: str
    edits: tuple[Edit, ...]
    within: bool = False
    anywhere: bool = False
    formats: tuple[str, ...] = ("txt", "docx", "pdf")
    reach: int = 0

    @property
    def told(self) -> str:
        """The words that were written, for the list of misses."""
        edit = self.edits[0]
        where = edit.place.head or f"block {edit.place.block}" + (
            f" {edit.place.cell}" if edit.place.cell else ""
        )
        return f"{where}: «{edit.insert or edit.new or '(taken out)'}»"


def words_at(sample: Sample, place: Place) -> str:
    """The words that stand at a place."""
    return _holder(sample, place)[place.start : place.end]


def around(sample: Sample, place: Place) -> str:
    """All words of the block, the cell or the line that holds a place."""
    return _holder(sample, place)


def _holder(sample: Sample, place: Place) -> str:
    if place.head == "title":
        return "\n".join(sample.head["title"])
    if place.head is not None:
        return str(sample.head[place.head])
    block = sample.blocks[place.block]
    if place.cell is None:
        return block.source
    assert block.table is not None
    return block.table.rows[place.cell[0]][place.cell[1]]


def prose(sample: Sample) -> Iterator[tuple[int, Block]]:
    """The paragraphs of a plan with their indices: no headings, no tables."""
    return ((at, block) for at, block in enumerate(sample.blocks) if block.kind in PROSE)


def planted(sample: Sample, edits: Sequence[Edit]) -> Sample:
    """The sample with its words changed; edits stand in reading order and do not overlap."""
    for edit in reversed(edits):
        sample = _in_head(sample, edit) if edit.place.head else _in_block(sample, edit)
    return sample


def _in_head(sample: Sample, edit: Edit) -> Sample:
    place = edit.place
    old = _holder(sample, place)
    new = old[: place.start] + edit.new + old[place.end :]
    value: object = new.split("\n") if place.head == "title" else new
    return replace(sample, head={**sample.head, str(place.head): value})


def _in_block(sample: Sample, edit: Edit) -> Sample:
    at = edit.place.block
    before, block, after = sample.blocks[:at], sample.blocks[at], sample.blocks[at + 1 :]
    if edit.drop:
        return replace(sample, blocks=(*before, *after))
    if edit.insert is not None:
        made = replace(block, source=edit.insert, kind="p", table=None, notes={})
        return replace(sample, blocks=(*before, block, made, *after))
    return replace(sample, blocks=(*before, _changed(block, edit), *after))


def _changed(block: Block, edit: Edit) -> Block:
    place = edit.place
    if place.cell is None:
        return replace(block, source=block.source[: place.start] + edit.new + block.source[place.end :])
    assert block.table is not None
    row, column = place.cell
    rows = [list(cells) for cells in block.table.rows]
    old = rows[row][column]
    rows[row][column] = old[: place.start] + edit.new + old[place.end :]
    return replace(block, table=replace(block.table, rows=tuple(map(tuple, rows))))
