"""Sums of money as budget records."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor import regex
from extractor.extraction.components import Components
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.funding import Funding
from extractor.extraction.manner import adjoins, bound_after, leads_on
from extractor.extraction.sums import Sum
from extractor.extraction.timing import Timing
from extractor.language.text import canonical
from extractor.plan import SumRelation
from extractor.records import Budget, BudgetStatus, Capital, Role, Source, decimal_text

Approx = Literal[">", "<", "~"]
_APPROX: dict[str, Approx] = {">=": ">", "<=": "<", "~": "~"}
_STATUS: dict[str, BudgetStatus] = {
    "target": "plan",
    "actual": "actual",
    "estimate": "estimate",
    "baseline": "actual",
}
_CUE_REACH = 16
# «từ 812 tỷ đồng lên 930 tỷ đồng»: the first level of a change is one that was.
_LED_FROM = regex.compile(r"\btừ(?: mức| khoảng| hơn| gần)* $")
_LED_ON = regex.compile(
    r"(?:/\p{Ll}+)*(?:[^;.()\d]|(?:19|20)\d{2}(?!\d)|\([^()]{0,100}\)){0,60}?\b(?<!trở )(?:xuống|còn|lên)\b"
)
_ALLOTTED = regex.compile(
    r"\b(?:vốn|kinh phí|nguồn)\b[^,;:]{0,40}\b(?:chuyển (?:nguồn )?sang|kéo dài(?: sang)?)\b(?! năm sau)"
    r"|\b(?:trung ương|tỉnh|huyện|cấp trên) giao\b|\bgiao trong năm\b"
)
_PAID_OUT = regex.compile(
    r"\b(?:giải ngân|thanh toán|đã chi|thực hiện được|quyết toán|còn lại|phải thu|hoàn trả|nộp)\b"
)
# «Thu nhập bình quân đầu người 45 triệu đồng»: what one person earns.
_A_HEAD = regex.compile(
    r"\bthu nhập\b[^;.\d]{0,24}\b(?:đầu người|một người|mỗi người|trên người|nhân khẩu)\b"
)
_HEAD_REACH = 120
_LED_REACH, _LED_ON_REACH = 16, 180


@dataclass(frozen=True)
class BudgetReader:
    """What it takes to make records of the sums of one plan."""

    setting: Setting
    contexts: Sequence[BlockContext]
    funding: Funding
    components: Components
    timing: Timing

    def read(self, sums: Sequence[Sum], relations: Sequence[SumRelation]) -> list[Budget]:
        """One record a sum, in the order of the sums."""
        sources = self.funding.sources(sums, relations)
        components = self.components.of(sums, relations)
        roles = _roles(sums, relations)
        scales = _assumed_scales(sums, relations)
        capitals = [self.funding.capital(item) for item in sums]
        for relation in relations:
            for part in relation.parts:
                capitals[part] = capitals[part] or capitals[relation.total]
        allotted = self._allotted(sums, relations)
        return [
            self._record(*of_sum)
            for of_sum in zip(sums, roles, sources, capitals, components, scales, allotted, strict=True)
        ]

    def _allotted(self, sums: Sequence[Sum], relations: Sequence[SumRelation]) -> list[bool]:
        """Which sums tell money given to be spent («vốn năm trước chuyển sang», «trung ương giao»), with the total
        that they make up and its other parts: planned, though results are told around them."""
        labels = [self.contexts[s.context].lowered[s.label : s.quantity.start] for s in sums]
        if not any(word in label for label in labels for word in ("giao", "sang", "kéo dài")):
            return [False] * len(sums)  # quick to look for: one of them stands in every such label
        spent = [_PAID_OUT.search(label) is not None for label in labels]
        found = [
            _ALLOTTED.search(label) is not None and not out for label, out in zip(labels, spent, strict=True)
        ]
        for relation in relations if any(found) else ():
            family = (relation.total, *relation.parts)
            if any(found[i] for i in family) and not any(spent[i] for i in family):
                for i in family:
                    found[i] = True
        return found

    def _record(
        self,
        item: Sum,
        role: Role,
        source: Source | None,
        capital: Capital | None,
        component: str | None,
        scale: Decimal,
        allotted: bool,
    ) -> Budget:
        context = self.contexts[item.context]
        quantity = item.quantity
        status = self.timing.status(context, quantity.start)
        if quantity.bound == "plan" or (quantity.bound == "actual" and status != "estimate"):
            status = "target" if quantity.bound == "plan" else "actual"
        if status == "target" and _is_first_level(context, quantity.start, quantity.stop):
            status = "actual"
        if status == "actual" and allotted:
            status = "target"
        start = _words_start(context, item)
        return Budget(
            doc=context.text.doc,
            text=context.text.quote(start, quantity.stop),
            span=(start, quantity.stop),
            page=context.block.page,
            section=self.setting.section_path(context.outlined),
            rule_id="money" if item.stated else "unit-missing",
            confidence=0.9 if quantity.other else (1.0 if item.stated else 0.5),
            readings=tuple(decimal_text(v) for v in quantity.other),
            figure=(quantity.start, quantity.end),
            value=quantity.value * scale,
            unit_text=self._unit_text(context, item),
            role=role,
            source=source,
            capital=capital,
            component=component,
            approx=self._approx(context, item),
            per=self._per(context, item),
            status=_STATUS[status],
            year=self.timing.year(context, quantity.start, status),
            source_level=self.funding.level(item) if source == "local" else None,
        )

    @staticmethod
    def _unit_text(context: BlockContext, item: Sum) -> str | None:
        if not item.stated:
            return None
        unit = item.quantity.unit_text or ""
        written = context.text.text[item.quantity.end : item.quantity.stop].strip()[: len(unit)]
        return written if canonical(written) == unit else unit

    @staticmethod
    def _per(context: BlockContext, item: Sum) -> str | None:
        """What a sum is for: as its unit says, and of an average income each person."""
        per = "year" if item.yearly else item.quantity.per
        clause = max(context.clause(item.quantity.start)[0], item.quantity.start - _HEAD_REACH)
        if per not in {None, "month", "year"} or not _A_HEAD.search(
            context.lowered, clause, item.quantity.start
        ):
            return per
        return f"person/{per}" if per else "person"

    @staticmethod
    def _approx(context: BlockContext, item: Sum) -> Approx | None:
        if item.quantity.bound in _APPROX:
            return _APPROX[item.quantity.bound or ""]
        behind = bound_after(context, item.quantity)
        if behind is not None:
            return _APPROX[behind]
        reach = max(item.label, item.quantity.start - _CUE_REACH)
        cue = context.cue("comparator", reach, item.quantity.start)
        if cue is None or leads_on(context, item.quantity, cue):
            return None
        return _APPROX[cue.value] if adjoins(context, cue, item.quantity.start) else None


def _is_first_level(context: BlockContext, start: int, stop: int) -> bool:
    """Whether the sum is the one that a change leads on from."""
    led = _LED_FROM.search(context.lowered, max(context.block.start, start - _LED_REACH), start)
    return led is not None and _LED_ON.match(context.lowered, stop, stop + _LED_ON_REACH) is not None


def _words_start(context: BlockContext, item: Sum) -> int:
    """Where the words of the sum begin: its label, without what joins it to the sum before."""
    start = item.label
    text = context.text.text
    while start < item.quantity.start and text[start] in " ,;.:()–-+":
        start += 1
    return start


def _roles(sums: Sequence[Sum], relations: Sequence[SumRelation]) -> list[Role]:
    totals = {r.total for r in relations}
    parts = {p for r in relations for p in r.parts}
    return [
        "amount"
        if item.yearly
        else "unit_cost"
        if item.each
        else "part"
        if i in parts
        else "total"
        if i in totals
        else "amount"
        for i, item in enumerate(sums)
    ]


def _assumed_scales(sums: Sequence[Sum], relations: Sequence[SumRelation]) -> list[Decimal]:
    """A sum without its unit is read in that of the sums it stands with, else in triệu đồng."""
    scales = [Decimal(1)] * len(sums)
    for relation in relations:
        family = (relation.total, *relation.parts)
        units = {sums[i].quantity.unit_text for i in family if sums[i].stated}
        if units == {"đồng"}:
            for i in family:
                scales[i] = scales[i] if sums[i].stated else Decimal("0.000001")
    return scales
