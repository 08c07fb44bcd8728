"""Where the money in a cell of a table comes from and what it is for, by heads, labels and the table's title."""

from collections.abc import Sequence

from extractor import regex
from extractor.extraction.context import Setting
from extractor.extraction.funding import SourceWords
from extractor.extraction.grids import Grid
from extractor.extraction.source_tree import (
    PRIVATE,
    STATE,
    as_source,
    matches_others,
    mix_capital,
    mix_matched,
    spread_sources,
)
from extractor.extraction.table_cells import TableCell, head_status
from extractor.extraction.unit_lines import is_unit_line
from extractor.language.text import canonical_label as canonical
from extractor.language.text import joined_labels
from extractor.plan import SumRelation
from extractor.records import Budget, Capital
from extractor.rulebook.language import FundingRules

_CENTRAL = regex.compile(r"\b(?:trung ương|tw)\b")
_SOURCES_LISTED = regex.compile(r"\bnguồn\b")
_LEFT_OVER = regex.compile(
    r"\b(?:còn lại|chưa (?:giải ngân|thanh toán|phân bổ)|chuyển (?:nguồn|sang)|kết dư|hủy)\b"
)
_BUDGETS = regex.compile(r"\b(?:ngân sách|ns|nsnn|nsđp|nstw|nguồn|đối ứng|nhà nước)\b")
_BRINGS_IN = regex.compile(r":$|\b(?:biểu|bảng|phụ lục)(?: sau| dưới đây| kèm theo| số \S+)?\W*$")
_LEAD_REACH = 3
_SPENDS = regex.compile(r"\W*(?:các )?cấp (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|cơ sở)\W*")
_WHOLE_COST = regex.compile(r"\btổng mức đầu tư\b")


class TableFunding:
    """Sources, levels, capital and components of the sums in tables; made once from the rules."""

    def __init__(self, words: SourceWords, rules: FundingRules) -> None:
        self._words = words
        self._alone = {name: regex.compile(pattern) for name, pattern in rules.alone.items()}

    def sources(self, cells: Sequence[TableCell], grid: Grid, setting: Setting) -> list[str | None]:
        """The source that each cell of one table names; the title's, where no cell of it names any."""
        spent = self._spent(cells, grid)
        found = [self._own(cell, grid, setting) or spent.get(cell.path) for cell in cells]
        if all(source in {None, STATE} for source in found):
            titled = self._words.titled(grid.title) or self._announced(grid, setting)
            return [titled or source for source in found]
        return found

    def _announced(self, grid: Grid, setting: Setting) -> str | None:
        """The one source that the sentence right over the table names, which brings it in: «… Chi tiết theo biểu:»."""
        text = setting.text
        first = text.tables[grid.table].cells[0].block
        for block in reversed(text.blocks[max(0, first - _LEAD_REACH) : first]):
            words = text.words(block).strip()
            if block.table is not None:
                return None
            if not is_unit_line(words) and not words.startswith("("):
                return self._words.titled(canonical(words)) if _BRINGS_IN.search(canonical(words)) else None
        return None

    def _own(self, cell: TableCell, grid: Grid, setting: Setting) -> str | None:
        """By the column's head, else by the row's own label, else by what the column of sources says of the row."""
        label = canonical(cell.label)
        named = self._headed(cell.heads, grid) or self._words.last(label)
        if (
            named is None
            and _SOURCES_LISTED.search(grid.label_head)
            and self._alone["mobilised"].search(label)
        ):
            return "mobilised"
        beside = grid.cells[cell.row.row][grid.source_column] if grid.source_column is not None else None
        if named is not None or beside is None:
            return named
        return self._words.last(canonical(setting.text.words(setting.text.blocks[beside])))

    def _spent(self, cells: Sequence[TableCell], grid: Grid) -> dict[tuple[str, ...], str]:
        """Columns of what is spent or left over that name no source: that of the planned money on their left,
        where its columns all name one («Vốn NSTW giao | Đã giải ngân | Còn lại»)."""
        filled = {cell.path for cell in cells if not cell.placed}
        heads = {path: self._headed(path, grid) for path in grid.columns.values() if path and path in filled}
        if not any(heads.values()) or all(heads.values()):
            return {}
        planned: list[
            tuple[str, str | None]
        ] = []  # outermost head and source of the columns since the last such
        found: dict[tuple[str, ...], str] = {}
        of_plan: set[str | None] = set()
        for path, named in heads.items():
            head = canonical(path[0])
            if _LEFT_OVER.search(canonical(" ".join(path))) or head_status(head) == "actual":
                of_plan = _of_last_group(planned) or of_plan
                planned = []
                only = next(iter(of_plan)) if len(of_plan) == 1 else None
                found |= {path: only} if named is None and only not in {None, STATE} else {}
            elif not _WHOLE_COST.search(head):
                planned.append((head, named))
        return found

    def _headed(self, path: tuple[str, ...], grid: Grid) -> str | None:
        """By the innermost head that names a source; a bare level or payer under gifts or loans tells only whose."""
        above = self._words.last(joined_labels(path[:-1]))
        leaf = canonical(path[-1]) if path else ""
        ranked = self._words.bare_level.search(leaf) is not None
        paid = self._alone["mobilised"].search(leaf) is not None
        if above in PRIVATE and (ranked or paid):
            return above
        if ranked and _SPENDS.fullmatch(leaf) and self._tells_spenders(path, grid):
            return None
        if ranked:
            return _ranked(leaf)
        own = "mobilised" if paid else self._words.last(leaf)
        if own not in {None, STATE}:
            return own
        outer = (canonical(head) for head in path[:-1])  # «TW» over «ĐT» and «SN»
        bare = next((_ranked(head) for head in outer if self._words.bare_level.search(head)), None)
        return self._words.last(joined_labels(path)) or bare

    def _tells_spenders(self, path: tuple[str, ...], grid: Grid) -> bool:
        """Whether «Cấp tỉnh | Cấp huyện» are who spends: no head over them speaks of budgets, none beside names a
        source."""
        beside = [other for other in grid.columns.values() if other[:-1] == path[:-1] and other]
        leaves = [canonical(other[-1]) for other in beside]
        told = any(
            _CENTRAL.search(leaf)
            or (not _SPENDS.fullmatch(leaf) and self._words.last(leaf) not in {None, STATE})
            for leaf in leaves
        )
        return not told and _BUDGETS.search(joined_labels(path[:-1])) is None

    def level(self, cell: TableCell) -> str | None:
        """The level of government that the column's head, innermost first, or the row's label names."""
        places = (canonical(words) for words in (*reversed(cell.heads), cell.head, cell.label))
        return next((level for words in places if (level := self._words.level(words))), None)

    def capital(self, cell: TableCell) -> Capital | None:
        """Recurrent or investment money: by the heads and labels, a bare «Đầu tư», «SN» included."""
        alone = (self._words.bare_capital(canonical(words)) for words in (*reversed(cell.heads), cell.label))
        return self._words.capital(cell.words) or next((kind for kind in alone if kind), None)

    def component(self, cell: TableCell, grid: Grid) -> str | None:
        """The components that the title, the row's labels and the column's heads name, outermost first."""
        title = () if self._words.lists_components(grid.title) else (grid.title,)
        return self._words.component((*title, *cell.row.labels, *cell.path))


def _ranked(head: str) -> str:
    """The source that a head names which is a level of government and nothing else."""
    return "central" if _CENTRAL.search(head) else "local"


def _of_last_group(planned: Sequence[tuple[str, str | None]]) -> set[str | None]:
    """The sources of the columns under the last head that stands over several, else of all."""
    under = [source for head, source in planned if head == planned[-1][0]]
    return set(under) if len(under) > 1 else {source for _, source in planned}


def settle(
    budgets: list[Budget], relations: Sequence[SumRelation], first: int, own: Sequence[str | None]
) -> None:
    """Roles and sources as the relations of the last table have them; `own` are the sources its cells name."""
    local = [
        SumRelation(r.total - first, tuple(p - first for p in r.parts), r.kind, r.certain) for r in relations
    ]
    parts = {p for r in local for p in r.parts}
    totals = {r.total for r in local}
    before = len(budgets) - len(own)
    sources: list[str | None] = [*[b.source for b in budgets[:before]], *own]
    mix_matched(
        sources,
        local,
        lambda i: matches_others(joined_labels((*(budgets[i].row or ()), *(budgets[i].column or ())))),
        lambda i: budgets[i].capital,
    )
    spread_sources(sources, local, [b.value for b in budgets])
    mix_capital(sources, local, lambda i: budgets[i].capital)
    for index in range(before, len(budgets)):
        source = as_source(sources[index])
        role = "part" if index in parts else "total" if index in totals else budgets[index].role
        told = own[index - before] == source == "local"
        level = budgets[index].source_level if told else None
        settled = {"role": role, "source": source, "source_level": level}
        if any(getattr(budgets[index], name) != value for name, value in settled.items()):
            budgets[index] = budgets[index].model_copy(update=settled)
