"""Plans made by hand for the checker's tests: a text, and the records that extraction would read from it."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.checker import check
from extractor.checker.outside import Outside
from extractor.language.figures import read_figure
from extractor.parsers.markers import read_marker
from extractor.plan import Audit, Plan, RatePair, Section, SumKind, SumRelation
from extractor.plantext import Block, BlockKind, PlanText, Span
from extractor.records import Budget, Citation, Deadline, Document, Finding, Target
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.loading import load_yaml

RULES = load_yaml(Path(__file__).parents[2] / "rules" / "checks.yaml", CheckRules)
_SCALES = {
    "đồng": Decimal("0.000001"),
    "nghìn đồng": Decimal("0.001"),
    "triệu đồng": Decimal(1),
    "tỷ đồng": Decimal(1000),
    None: Decimal(1),
}


@dataclass
class Draft:
    """A plan in the making; each line of the text is a block."""

    text: str
    budgets: list[Budget] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    sums: list[SumRelation] = field(default_factory=list)
    rates: list[RatePair] = field(default_factory=list)
    document: dict[str, Any] = field(default_factory=dict)

    def span(self, words: str, at: int = 0) -> Span:
        """Where the words first stand from offset `at` on."""
        start = self.text.index(words, at)
        return start, start + len(words)

    def budget(self, figure: str, unit: str | None = "triệu đồng", at: int = 0, **fields: Any) -> int:
        span = self.span(figure, at)
        read = read_figure(figure)
        value = fields.pop("value", None) or (read.value if read else Decimal(0)) * _SCALES[unit]
        given: dict[str, Any] = {
            "text": figure,
            "span": span,
            "figure": span,
            "value": value,
            "unit_text": unit,
        }
        defaults: dict[str, Any] = {"role": "amount", "status": "plan", "rule_id": "money"}
        self.budgets.append(Budget(doc="p.txt", **{**given, **defaults, **fields}))
        return len(self.budgets) - 1

    def target(self, figure: str, unit: str | None, at: int = 0, **fields: Any) -> int:
        span = self.span(figure, at)
        value, _, below = figure.partition("/")
        read, whole = read_figure(value), read_figure(below) if below else None
        assert read is not None
        given: dict[str, Any] = {
            "text": figure,
            "span": span,
            "figure": span,
            "value": read.value,
            "unit": unit,
        }
        given["denominator"] = whole.value if whole else None
        defaults: dict[str, Any] = {"indicator": "other", "indicator_text": "chỉ tiêu", "status": "target"}
        defaults["rule_id"] = "figure"
        self.targets.append(Target(doc="p.txt", **{**given, **defaults, **fields}))
        return len(self.targets) - 1

    def cite(self, words: str, cited_type: str, number: str | None, **fields: Any) -> None:
        span = self.span(words)
        given: dict[str, Any] = {"text": words, "span": span, "rule_id": "cited", "role": "reference"}
        given |= {"cited_type": cited_type, "number": number, "number_normalised": number}
        self.citations.append(Citation(doc="p.txt", **{**given, **fields}))

    def deadline(self, words: str, due: str) -> None:
        span = self.span(words)
        self.deadlines.append(
            Deadline(doc="p.txt", text=words, span=span, rule_id="due", due=due, task="báo cáo kết quả")
        )

    def sum(self, total: int, *parts: int, kind: SumKind = SumKind.WHOLE, certain: bool = True) -> None:
        self.sums.append(SumRelation(total, parts, kind, certain))

    def pair(self, count: int, rate: int) -> None:
        self.rates.append(RatePair(count, rate))

    def plan(self, *, is_plan: bool = True) -> Plan:
        known = {"number": "1/KH-UBND", "issued_on": "2024-01-15", "doc_type": "Kế hoạch", **self.document}
        start = max(0, self.text.find("KẾ HOẠCH"))
        document = Document(
            doc="p.txt", text="", span=(start, start + len("KẾ HOẠCH")), rule_id="header", **known
        )
        return Plan(
            text=PlanText("p.txt", "txt", self.text, blocks_of(self.text)),
            document=document,
            budgets=tuple(self.budgets),
            targets=tuple(self.targets),
            citations=tuple(self.citations),
            deadlines=tuple(self.deadlines),
            sections=tuple(self.sections),
            sums=tuple(self.sums),
            rates=tuple(self.rates),
            is_plan=is_plan,
        )

    def audit(self, outside: Outside | None = None, *, is_plan: bool = True) -> Audit:
        return check(self.plan(is_plan=is_plan), RULES, outside)

    def findings(self, outside: Outside | None = None) -> tuple[Finding, ...]:
        return self.audit(outside).findings


def blocks_of(text: str) -> tuple[Block, ...]:
    """One block a line that is not empty."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line), at))
        at += len(line) + 1
    return tuple(blocks)


_RANKS = {
    "part": 0,
    "article": 1,
    "letter": 1,
    "roman": 2,
    "arabic": 3,
    "small": 4,
    "enclosed": 5,
    "appendix": 0,
}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMANS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
_WORDS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}


def numbered(text: str) -> Draft:
    """A draft whose lines that open with a marker are its sections, nested by the form of the marker."""
    draft = Draft(text)
    open_at: dict[int, int] = {}
    for index, block in enumerate(blocks_of(text)):
        line = text[block.start : block.end]
        marker = read_marker(line)
        if marker is None or marker.form not in _RANKS:
            continue
        rank = _RANKS[marker.form]
        open_at = {r: i for r, i in open_at.items() if r < rank}
        parent = open_at[max(open_at)] if open_at else None
        above = draft.sections[parent].path if parent is not None else ()
        draft.sections.append(
            Section(
                path=(*above, marker.text),
                title=line[marker.body :],
                rank=rank,
                marker=marker.text,
                number=_number(marker.text),
                parent=parent,
                block=index,
                start=block.start,
                end=len(text),
            )
        )
        open_at[rank] = len(draft.sections) - 1
    return draft


def _number(marker: str) -> int:
    core = marker.strip(" .)(:/").split()[-1]
    if core.isdigit():
        return int(core)
    return _WORDS.get(core) or _ROMANS.get(core) or _LETTERS.index(core.lower()) + 1
