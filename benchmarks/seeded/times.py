"""Faults of dates and of the head: deadlines, years of headings, results too early, blank number or date."""

import random
import re
from collections.abc import Iterator
from datetime import date

from maker.model import Sample
from seeded.cited import issue_date
from seeded.edits import Edit, Fault, Place, prose

_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|trước khi|xong)(?: vào)?(?: ngày)? "
    r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})"
)
_PLANS = re.compile(
    r"(?:MỤC TIÊU|CHỈ TIÊU|NHIỆM VỤ|PHƯƠNG HƯỚNG|KẾ HOẠCH)[^;:]*?\bNĂM (20\d\d)\b(?! ?[-–] ?\d)",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"KẾT QUẢ[^;:]*?\bNĂM (20\d\d)\b(?! ?[-–] ?\d)", re.IGNORECASE)
_PART = re.compile(r"tháng|quý|ước|giai đoạn|đầu năm|nhiệm vụ|kế hoạch", re.IGNORECASE)
_EVERY_MONTH = 28  # the days that every month has
_GOAL = re.compile(r"đến (?:cuối|hết) năm (20\d\d)(?! ?[-–] ?\d)", re.IGNORECASE)
_SERIAL = re.compile(r"Số: (\d+)")
_DAY = re.compile(r"ngày (\d+) tháng (\d+) năm \d{4}")


def time_faults(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Every fault of this family at every place of the plan."""
    yield from _head(sample)
    issued = issue_date(sample)
    if issued is not None:
        yield from _deadlines(sample, issued)
        yield from _headings(sample, issued)


def _head(sample: Sample) -> Iterator[Fault]:
    number, dated = str(sample.head["number"]), str(sample.head["date"])
    if serial := _SERIAL.search(number):
        for kind, blank in (("blank", ""), ("spaces", "      "), ("dots", "……")):
            edit = Edit(Place(-1, *serial.span(1), head="number"), blank)
            yield Fault("number-missing", kind, (edit,), anywhere=True)
        edit = Edit(Place(-1, 0, len(number), head="number"), "")
        yield Fault("number-missing", "no line", (edit,), anywhere=True)
    if day := _DAY.search(dated):
        for kind, span in (("day", day.span(1)), ("month", day.span(2))):
            for blank in ("      ", "…"):
                edit = Edit(Place(-1, *span, head="date"), blank)
                yield Fault("date-incomplete", kind, (edit,), anywhere=True)
        edit = Edit(Place(-1, 0, len(dated), head="date"), "")
        yield Fault("date-incomplete", "no line", (edit,), anywhere=True)


def _deadlines(sample: Sample, issued: date) -> Iterator[Fault]:
    for at, block in prose(sample):
        if block.context["status"] in ("actual", "estimate") or block.kind == "basis":
            continue
        for match in _DEADLINE.finditer(block.source):
            due = date(int(match["year"]), int(match["month"]), int(match["day"]))
            for back in (1, 2):
                year = due.year - back
                if due >= issued and (year, due.month, due.day) < (issued.year, issued.month, issued.day):
                    edit = Edit(Place(at, *match.span("year")), str(year))
                    yield Fault("deadline-before-issue", f"{back} year early", (edit,))
            if due >= issued and issued.month > 1 and due.year == issued.year and due.day <= _EVERY_MONTH:
                edit = Edit(Place(at, *match.span("month")), f"{issued.month - 1:02}")
                yield Fault("deadline-before-issue", "month", (edit,))


def _headings(sample: Sample, issued: date) -> Iterator[Fault]:
    own = str(sample.document.get("plan_year", ""))
    one_year = own.isdigit() and "period" not in sample.document and sample.heading == "KẾ HOẠCH"
    for at, block in enumerate(sample.blocks):
        if block.kind in ("h0", "h1", "h2", "part"):
            plans = _PLANS.search(block.source)
            if plans and one_year and plans[1] == own and not _REPORTS.search(block.source):
                for step in (-1, 1):
                    edit = Edit(Place(at, *plans.span(1)), str(int(own) + step))
                    yield Fault("plan-year-mismatch", f"heading {step:+d}", (edit,))
            reports = _REPORTS.search(block.source)
            early = issued.month < 11 and not _PART.search(block.source)
            if reports and int(reports[1]) == issued.year - 1 and early and _has_results(sample, at):
                edit = Edit(Place(at, *reports.span(1)), str(issued.year))
                yield Fault("period-not-elapsed", "heading", (edit,))
        elif one_year and block.kind in ("dash", "p") and block.context["status"] == "target":
            for goal in _GOAL.finditer(block.source):
                if goal[1] == own and re.search(r"(?i)phấn đấu|giảm|đạt|còn", block.source) and block.targets:
                    edit = Edit(Place(at, *goal.span(1)), str(int(own) - 1))
                    yield Fault("plan-year-mismatch", "target", (edit,))


def _has_results(sample: Sample, at: int) -> bool:
    """Whether results with a whole year's figures are told under the heading: told of no part of the year."""
    rank = {"part": 0, "h0": 1, "h1": 2, "h2": 3}
    for block in sample.blocks[at + 1 :]:
        if block.kind in rank and rank[block.kind] <= rank[sample.blocks[at].kind]:
            return False
        if block.targets and block.context["status"] == "actual" and not _PART.search(block.source):
            return True
    return False
