"""Plans of all 63 old provinces for the benchmarks of the corpus, made as audits without being read from files.

A plan has about 18,800 characters as `plans.py` has it, in the name of a commune, district or province that
there is; every figure, number and date in it is invented. Each figure's record points at its words, so that
what is stored and what a search shows is what a scan would have stored.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from extractor.corpus import FileResult
from extractor.errors import FileState
from extractor.plan import Audit, Plan, Section
from extractor.plantext import Block, BlockKind, PlanText, Span
from extractor.records import (
    Budget,
    Check,
    Citation,
    Deadline,
    Document,
    Evidence,
    Finding,
    Target,
    Term,
)
from plans import CHARACTERS, HEADINGS, PROSE_FILE, ROMAN

RULES_VERSION: Final = "benchmark+1"
_PER_PAGE: Final = 1_600  # characters
_TABLE_ROWS: Final = 12

# (indicator, population, unit, status, direction, words before the figure, words after it)
TARGETS: Final = (
    ("poverty_rate_reduction", None, "percent", "target", "decrease", "Giảm tỷ lệ hộ nghèo ", "% trong năm."),
    ("poverty_rate", None, "percent", "baseline", None, "Tỷ lệ hộ nghèo đầu năm là ", "% tổng số hộ."),
    ("poverty_rate", None, "percent", "actual", None, "Kết quả rà soát, tỷ lệ hộ nghèo còn ", "%."),
    ("poor_households", "hộ nghèo", "household", "actual", None, "Toàn địa bàn còn ", " hộ nghèo."),
    ("trained_workers_rate", None, "percent", "target", "reach", "Tỷ lệ lao động qua đào tạo đạt ", "%."),
    ("clean_water_rate", None, "percent", "target", "reach", "Hộ dân dùng nước hợp vệ sinh đạt ", "%."),
    ("jobs_created", "lao động", "person", "target", "reach", "Giải quyết việc làm cho ", " lao động."),
    (
        "houses_supported",
        "hộ nghèo",
        "house",
        "target",
        "reach",
        "Xóa nhà tạm, nhà dột nát cho hộ nghèo: ",
        " căn nhà.",
    ),
)
# (type, code, year in the number, issuer)
CITED: Final = (
    ("Nghị định", "NĐ-CP", True, "Chính phủ"),
    ("Thông tư", "TT-BTC", True, "Bộ Tài chính"),
    ("Quyết định", "QĐ-TTg", False, "Thủ tướng Chính phủ"),
    ("Nghị quyết", "NQ-HĐND", True, "Hội đồng nhân dân tỉnh"),
    ("Kế hoạch", "KH-UBND", False, "UBND tỉnh"),
)
KNOWN: Final = ("Nghị định", "07/2021/NĐ-CP", "2021-01-27", "Chính phủ")
PROGRAMMES: Final = (
    ("poverty", "giảm nghèo bền vững"),
    ("countryside", "xây dựng nông thôn mới"),
    ("ethnic", "phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"),
)
RULES: Final = (
    ("sum-mismatch", "error"),
    ("rate-inconsistent", "warning"),
    ("citation-incomplete", "warning"),
    ("number-missing", "info"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """An old unit: its commune and district are None where it is larger than these."""

    province: str
    district: str | None
    commune: str | None

    @property
    def level(self) -> str:
        return "commune" if self.commune else "district" if self.district else "province"

    @property
    def ranked(self) -> str:
        """Its own name with the rank word, in lower case: «xã Lam Khê»."""
        name = self.commune or self.district or self.province
        rank, _, rest = name.partition(" ")
        two = rest.partition(" ")
        if rank in {"Thành", "Thị"}:
            return f"{rank.lower()} {two[0]} {two[2]}"
        return f"{rank.lower()} {rest}"


def bare(name: str | None) -> str | None:
    """A unit's name without its rank word."""
    for rank in ("Thành phố ", "Thị xã ", "Thị trấn ", "Tỉnh ", "Huyện ", "Quận ", "Xã ", "Phường "):
        if name is not None and name.startswith(rank):
            return name.removeprefix(rank)
    return name


@lru_cache(maxsize=1)
def units() -> tuple[Unit, ...]:
    """Every old unit of the country, communes, districts and provinces mixed; the order is always the same."""
    spec = find_spec("underthesea")
    assert spec is not None
    assert spec.origin is not None
    data = Path(spec.origin).parent / "address" / "data" / "mapping.json"
    wards = json.loads(data.read_text(encoding="utf-8"))["ward_mapping"]
    found: dict[Unit, None] = {}
    for ward in wards:
        province, district, commune = ward["old_province"], ward["old_district"], ward["old_ward"]
        for unit in (
            Unit(province, None, None),
            Unit(province, district, None),
            Unit(province, district, commune),
        ):
            found[unit] = None
    listed = list(found)
    random.Random(63).shuffle(listed)
    return tuple(listed)


def _vietnamese(tenths: int) -> str:
    whole = f"{tenths // 10:,}".replace(",", ".")
    return f"{whole},{tenths % 10}" if tenths % 10 else whole


@dataclass
class _Writing:
    """A plan while it is written: lines, their blocks, records over them."""

    doc: str
    rng: random.Random
    year: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    heads: list[tuple[tuple[str, ...], str, int, int, int]] = field(default_factory=list)
    path: tuple[str, ...] = ()
    records: dict[type, list[Any]] = field(default_factory=dict)

    def line(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, **cell: Any) -> int:
        """Writes a block; where it starts."""
        start = self.length
        page = 1 + start // _PER_PAGE
        self.blocks.append(Block(kind, start, start + len(text), start, page=page, **cell))
        self.parts.append(text)
        self.length += len(text) + 1
        return start

    def heading(self, marker: str, text: str, rank: int) -> None:
        self.path = (*self.path[: rank - 1], marker)
        whole = f"{marker}. {text}"
        self.heads.append((self.path, text, rank, len(self.blocks), self.length))
        self.line(whole, BlockKind.HEADING, marker=f"{marker}.")

    def add(self, model: type, start: int, text: str, **fields: Any) -> None:
        span = (start, start + len(text))
        page = 1 + start // _PER_PAGE
        given = {
            "doc": self.doc,
            "text": text,
            "span": span,
            "page": page,
            "section": self.path,
            "rule_id": "made",
        }
        self.records.setdefault(model, []).append(model(**given, **fields))

    def sections(self) -> Iterator[Section]:
        """The headings as parts, each up to the next of its rank or above."""
        for index, (path, title, rank, block, start) in enumerate(self.heads):
            later = self.heads[index + 1 :]
            end = next((at for _, _, other, _, at in later if other <= rank), self.length)
            above = (i for i in range(index - 1, -1, -1) if self.heads[i][2] < rank)
            parent = next(above, None)
            yield Section(path, title, rank, path[-1], index, parent, block, start, end)


def _target(w: _Writing, kind: int) -> None:
    indicator, population, unit, status, direction, before, after = TARGETS[kind]
    tenths = w.rng.randrange(11, 990) if unit == "percent" else w.rng.randrange(20, 900) * 10
    figure = _vietnamese(tenths)
    text = f"{before}{figure}{after}"
    start = w.line(f"- {text}", BlockKind.LIST_ITEM, marker="-") + 2
    at = (start + len(before), start + len(before) + len(figure))
    w.add(
        Target, start, text, figure=at, indicator=indicator, indicator_text=before.strip(),
        value=Decimal(tenths) / 10, unit=unit, direction=direction, status=status, year=w.year, population=population,
    )  # fmt: skip


def _cited(w: _Writing, known: bool, role: str) -> tuple[str, str]:
    """Words that cite a document, and its number; `known` for the one that many plans cite."""
    rng = w.rng
    if known:
        cited_type, number, day, issuer = KNOWN
        year: int | None = 2021
    else:
        cited_type, code, dated, issuer = rng.choice(CITED)
        told = rng.choice((2021, 2022, 2023, 2024))
        year = told if dated else None
        number = f"{rng.randrange(1, 2000):02}/{f'{told}/' if dated else ''}{code}"
        day = f"{told}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    words = f"{cited_type} số {number} ngày {day[8:]}/{day[5:7]}/{day[:4]} của {issuer}"
    fields = {"cited_type": cited_type, "number": number, "number_normalised": number, "year": year}
    before = "Căn cứ " if role == "basis" else "Nội dung, định mức hỗ trợ thực hiện theo "
    start = w.line(f"{before}{words};") + len(before)
    w.add(Citation, start, words, **fields, issuer=issuer, issued_on=day, role=role)
    return words, number


def _sum(w: _Writing) -> None:
    part, rest = w.rng.randrange(500, 40_000), w.rng.randrange(200, 9_000)
    pieces = (
        ("Tổng kinh phí thực hiện: ", part + rest, "total", None),
        (" triệu đồng, trong đó: ngân sách trung ương ", part, "part", "central"),
        (" triệu đồng, ngân sách địa phương ", rest, "part", "local"),
    )
    text = "".join(f"{before}{_vietnamese(tenths)}" for before, tenths, _, _ in pieces) + " triệu đồng."
    start = w.line(text)
    at = start
    terms = []
    for before, tenths, role, source in pieces:
        at += len(before)
        figure = _vietnamese(tenths)
        words, value = f"{figure} triệu đồng", Decimal(tenths) / 10
        w.add(
            Budget, at, words, figure=(at, at + len(figure)), value=value, unit_text="triệu đồng",
            role=role, source=source, status="plan", year=w.year,
        )  # fmt: skip
        terms.append(Term(span=(at, at + len(words)), text=words, value=value, interval=(value, value)))
        at += len(figure)
    w.add(
        Check, start, text, relation="sum", verdict="agrees", terms=tuple(terms),
        reported=(terms[0].value,) * 2, computed=(terms[0].value,) * 2,
    )  # fmt: skip


def _table(w: _Writing) -> None:
    heads = ("STT", "Nội dung", "Tổng số", "Ngân sách trung ương", "Ngân sách địa phương")
    for column, head in enumerate(heads):
        w.line(head, BlockKind.TABLE_CELL, table=0, row=0, column=column)
    for row in range(1, _TABLE_ROWS + 1):
        label = f"Dự án {row}: {w.rng.choice(HEADINGS).lower()}"
        w.line(str(row), BlockKind.TABLE_CELL, table=0, row=row, column=0)
        w.line(label, BlockKind.TABLE_CELL, table=0, row=row, column=1)
        part, rest = w.rng.randrange(500, 9_000), w.rng.randrange(100, 900)
        for column, tenths in enumerate((part + rest, part, rest), start=2):
            figure = _vietnamese(tenths)
            start = w.line(figure, BlockKind.TABLE_CELL, table=0, row=row, column=column)
            w.add(
                Budget, start, figure, figure=(start, start + len(figure)), value=Decimal(tenths) / 10,
                unit_text="triệu đồng", role="total" if column == 2 else "part",
                source=(None, "central", "local")[column - 2], component=f"Dự án {row}",
                row=(str(row), label), column=(heads[column],), status="plan", year=w.year,
            )  # fmt: skip


def _finding(w: _Writing, rule: str, severity: str) -> None:
    budget = w.rng.choice(w.records[Budget])
    said = ("Tổng không bằng các phần cộng lại.", "The total is not the sum of its parts.")
    w.records.setdefault(Finding, []).append(
        Finding(
            doc=w.doc,
            text=budget.text,
            span=budget.span,
            page=budget.page,
            section=budget.section,
            rule_id="made",
            rule=rule,
            category="figures",
            severity=severity,
            certainty="likely",
            message=said[0],
            message_en=said[1],
            evidence=(Evidence(span=budget.span, text=budget.text),),
        )
    )


def _section(w: _Writing, marker: str, title: str, prose: Sequence[str]) -> None:
    w.heading(marker, title.upper(), 1)
    for index in range(1, 4):
        w.heading(str(index), w.rng.choice(HEADINGS), 2)
        w.line(" ".join(w.rng.sample(prose, 3)))
        for kind in w.rng.sample(range(len(TARGETS)), 2):
            _target(w, kind)
        w.line(f"- {w.rng.choice(prose)}", BlockKind.LIST_ITEM, marker="-")
    _sum(w)
    _cited(w, known=w.rng.random() < 0.02, role="reference")


@lru_cache(maxsize=1)
def _prose() -> tuple[str, ...]:
    return tuple(PROSE_FILE.read_text(encoding="utf-8").splitlines())


def made_audit(number: int) -> Audit:
    """The audit of the plan `number`; the same number gives the same plan. Two of five hundred are by one unit."""
    listed = units()
    unit = listed[number % len(listed)]
    rng = random.Random(number)
    year = rng.choice((2022, 2023, 2024, 2025))
    doc = f"tỉnh/{bare(unit.province)}/{number}.docx"
    w = _Writing(doc, rng, year)
    programme, named = rng.choice(PROGRAMMES)
    own, title = (
        f"{rng.randrange(20, 900)}/KH-UBND",
        f"{named[0].upper()}{named[1:]} năm {year} trên địa bàn {unit.ranked}",
    )
    day = f"{year - 1}-12-{rng.randrange(1, 29):02}"
    w.line(f"ỦY BAN NHÂN DÂN {unit.ranked.upper()}")
    w.line(f"Số: {own}")
    w.line("KẾ HOẠCH")
    at = w.line(title)
    _cited(w, known=rng.random() < 0.3, role="basis")
    _cited(w, known=False, role="basis")
    w.line(f"Ủy ban nhân dân {unit.ranked} xây dựng kế hoạch như sau:")
    titles = cycle(HEADINGS)
    for marker in ROMAN:
        if w.length > CHARACTERS - 2_600:
            break
        _section(w, marker, next(titles), _prose())
    _table(w)
    due = "Báo cáo kết quả trước ngày 15/12."
    w.add(Deadline, w.line(due), due, due="--12-15", task="Báo cáo kết quả")
    for rule, severity in rng.sample(RULES, rng.randrange(0, 4)):
        _finding(w, rule, severity)
    document = Document(
        doc=doc, text=title, span=(at, at + len(title)), page=1, rule_id="made", doc_type="Kế hoạch", number=own,
        issued_on=day, place=bare(unit.commune or unit.district or unit.province), issuer=f"UBND {unit.ranked}",
        issuer_level=unit.level, commune=bare(unit.commune), district=bare(unit.district),
        province=bare(unit.province), title=title, plan_year=year,
    )  # fmt: skip
    read = w.records
    plan = Plan(
        PlanText(doc, "docx", "\n".join(w.parts), tuple(w.blocks)),
        document,
        tuple(w.sections()),
        citations=tuple(read.get(Citation, ())),
        budgets=tuple(read.get(Budget, ())),
        targets=tuple(read.get(Target, ())),
        deadlines=tuple(read.get(Deadline, ())),
    )
    return Audit(plan, tuple(read.get(Check, ())), tuple(read.get(Finding, ())), (programme,))


def made_result(audit: Audit) -> FileResult:
    """How reading the file of a made plan ended."""
    text = audit.plan.text
    name = f"{text.doc}".encode()
    return FileResult(
        path=text.doc,
        sha256=f"{hash_of(name):064x}",
        size=len(text.text.encode()),
        state=FileState.OK,
        reason_vi="",
        reason_en="",
        seconds=0.5,
        rules_version=RULES_VERSION,
        format="docx",
    )


def hash_of(name: bytes) -> int:
    """A number for a name, the same in every run."""
    return int.from_bytes(name, "big") % (1 << 255)


def words_at(audit: Audit, span: Span) -> str:
    """The words of a span of a made plan."""
    return audit.plan.text.quote(*span)
