"""Columns that the columns beside them make up: a period of its years, a year of its quarters, a last «Cộng»."""

from collections.abc import Iterator, Mapping, Sequence

from extractor import regex
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical

Path = tuple[str, ...]
_PERIOD = regex.compile(
    r"^(?:(?:kế hoạch|dự kiến|nhu cầu|kinh phí|vốn|dự toán|phân kỳ)(?: vốn)? )?"
    r"(?:(?:năm )?(?P<year>(?:19|20)\d{2})|(?:quý|đợt|tháng|kỳ) (?:\d{1,2}|[ivx]{1,4})|6 tháng (?:đầu|cuối)(?: năm)?)$"
)
_WHOLE = regex.compile(
    r"^(?:tổng(?: cộng| số| vốn| kinh phí)? )?(?:(?:cả|toàn|trong|cho|của) )*"
    r"(?:giai đoạn|năm|kỳ|\d năm)(?: (?P<first>(?:19|20)\d{2}) ?[-–] ?(?P<last>(?:19|20)\d{2}))?$"
)
_TIMED = regex.compile(r"\b(?:19|20)\d{2}\b|\bl[ũu][yỹ] kế\b")
_SHORTER = regex.compile(r"\b(?:quý|tháng)\b")
# What a work may cost in all years, of which the years beside it need not make up all.
_COST = regex.compile(
    r"\btổng mức(?: đầu tư| vốn)?\b|^\W*tmđt\b"
    r"|^\W*(?:tổng )?(?:dự toán|giá trị|kinh phí|vốn|mức)(?: vốn)?(?: đã| được)* (?:phê )?duyệt\b"
    r"|^\W*giá trị (?:hợp đồng|quyết toán|dự toán)\b"
)
# What stands at a time, or is a mean: its years add up to nothing.
_STOCK = regex.compile(
    r"^\W*(?:(?:tổng|mức) )*(?:dư nợ|số dư|thu nhập|lương|đơn giá|định mức)\b"
    r"|\b(?:bình quân|trung bình|l[ũu][yỹ] kế|cuối (?:năm|kỳ)|đầu (?:năm|kỳ))\b"
)
_LEAST_PARTS = 2


def of_periods(paths: Mapping[int, Path]) -> Iterator[tuple[int, list[int]]]:
    """Each column of a whole period with the columns of its years, quarters or months under the same other heads
    («Năm 2023 > NSTW», «Năm 2024 > NSTW», «Cả giai đoạn > NSTW»); `paths` are canonical heads, outermost first."""
    wholes: dict[tuple[Path, Path], list[tuple[int, range | None]]] = {}
    parts: dict[tuple[Path, Path], list[tuple[int, int | None]]] = {}
    for column, path in paths.items():
        for level, head in enumerate(path):
            beside = path[:level], path[level + 1 :]
            period, whole = _PERIOD.match(head), _WHOLE.match(head)
            if period is not None:
                parts.setdefault(beside, []).append((column, int(period["year"]) if period["year"] else None))
                break
            if whole is not None or is_total(head):
                wholes.setdefault(beside, []).append((column, _years(whole)))
                break
    for beside, totals in wholes.items():
        for total, years in totals:
            of_it = [c for c, year in parts.get(beside, ()) if years is None or year is None or year in years]
            if len(of_it) >= _LEAST_PARTS:
                yield total, of_it


def left_of_periods(paths: Mapping[int, Path]) -> Iterator[tuple[int, list[int]]]:
    """The column right before those of two periods or more, which it may sum up under a name of its own
    («Kế hoạch vốn | Quý I | Quý II»)."""
    last: int | None = None
    run: list[int] = []
    for column in [*sorted(paths), None]:
        if column is not None and _PERIOD.match(paths[column][-1] if paths[column] else ""):
            run.append(column)
            continue
        if last is not None and len(run) >= _LEAST_PARTS:
            yield last, run
        last, run = column, []


def is_cost_of_years(paths: Mapping[int, Path], total: int, parts: Sequence[int]) -> bool:
    """Whether a column holds what works cost («Tổng mức đầu tư»), and those that it is the total of are years."""
    heads = [" ".join(paths[c]) for c in parts]
    years = [head for head in heads if _TIMED.search(head) and not _SHORTER.search(head)]
    return any(map(_COST.search, paths[total])) and 2 * len(years) >= len(heads)


def are_periods(paths: Mapping[int, Path], parts: Sequence[int]) -> bool:
    """Whether all columns are of years, quarters or months."""
    return all(any(map(_PERIOD.match, paths[c])) for c in parts)


def is_stock(label: str) -> bool:
    """Whether a row holds what stands at a time or is a mean («Dư nợ cho vay»): its years do not add up."""
    return _STOCK.search(canonical(label)) is not None


def _years(whole: "regex.Match[str] | None") -> range | None:
    if whole is None or whole["first"] is None:
        return None
    return range(int(whole["first"]), int(whole["last"]) + 1)


def closed_by_total(paths: Mapping[int, Path]) -> Iterator[tuple[int, list[int]]]:
    """A total that stands behind the columns it sums up («Xã A | Xã B | Cộng»), with those since the total before it;
    of a group that has its own total only that one."""
    since: list[int] = []
    for column in sorted(paths):
        path = paths[column]
        if len(path) != 1 or not is_total(path[0]):
            since.append(column)
            continue
        leading = [c for c in since if _leads(c, since, paths)]
        if len(leading) >= _LEAST_PARTS:
            yield column, leading
        since = []


def _leads(column: int, beside: Sequence[int], paths: Mapping[int, Path]) -> bool:
    """Whether a column is the total of its group, or its group has none."""
    group = paths[column][:-1]
    totals = [c for c in beside if group and paths[c][:-1] == group and is_total(paths[c][-1])]
    return not totals or column in totals
