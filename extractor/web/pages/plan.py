"""A plan: its text with the records marked in place, its findings beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse

from extractor.corpus import Hit
from extractor.corpus.judgements import Reason
from extractor.corpus.opened import OpenedPlan, OpenedRecord
from extractor.exporting.reckoned import calculation
from extractor.records import Span
from extractor.reporting.words import Lang
from extractor.web.access import Opened, ServedRun, Shown
from extractor.web.asking import AskedFor, place_of
from extractor.web.fields import fields_of
from extractor.web.judging import reviews_of
from extractor.web.marking import HIT, Mark, record_name, shown
from extractor.web.rendering import language
from extractor.web.stored_files import file_on_disk

router = APIRouter()

_SEVERITIES: Final = ("error", "warning", "info")
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_DEEPEST: Final = 4
_LARGEST: Final = 2**63 - 1  # number of a file
_KINDS: Final = ("citation", "budget", "target", "deadline", "assignment", "unread", "check", "finding")


@router.get("/plans", response_class=RedirectResponse, include_in_schema=False)
def plan_by_path(path: str, corpus: Opened) -> RedirectResponse:
    """The page of a file by its path."""
    number = corpus.file_number(path)
    if number is None:
        raise HTTPException(404)
    return RedirectResponse(f"/plans/{number}", 302)


@router.get("/plans/{file}", response_class=HTMLResponse, include_in_schema=False)
def plan_page(
    request: Request,
    file: int,
    corpus: Opened,
    pages: Shown,
    run: ServedRun,
    asked: AskedFor,
    agreed: Annotated[bool, Query(description="also what was checked and agreed")] = False,
) -> HTMLResponse:
    """The whole plan; `#at=START-END` in the address brings a span into view."""
    plan = _opened(corpus, file)
    hits = corpus.hits_in(file, asked.query) if asked.in_plan else ()
    findings = sorted(plan.of_kind("finding"), key=_gravity)
    checks = plan.of_kind("check")
    across = corpus.across_findings(plan.document["id"]) if plan.document else ()
    marks = [finding.fields["fingerprint"] for finding in findings]
    values = {
        "plan": plan,
        "blocks": list(shown(plan, agreed=agreed, hits=_hit_marks(hits))),
        "asked": asked,
        "hits": [place_of(hit) for hit in hits],
        "substance": [f for f in findings if f.fields["category"] != "form"],
        "form": [f for f in findings if f.fields["category"] == "form"],
        "across": across,
        "outline": [section for section in plan.sections if section.title],
        "depth": _depths(plan),
        "counts": {kind: len(plan.of_kind(kind)) for kind in _KINDS},
        "verdicts": _verdicts(checks),
        "agreed": agreed,
        "reviews": reviews_of(corpus, [*marks, *(one.fingerprint for one in across)]),
        "reasons": tuple(Reason),
        "name": record_name,
        "quotes": _quotes,
        "sums": _sums(corpus, plan, findings, language(request, run)),
        "pictured": file_on_disk(plan.file) is not None,
    }
    return pages.show(request, "plan.html", values)


@router.get("/plans/{file}/records/{name}", response_class=HTMLResponse, include_in_schema=False)
def record_card(
    request: Request, file: int, name: str, corpus: Opened, run: ServedRun, pages: Shown
) -> HTMLResponse:
    """One record, field by field."""
    kind, _, number = name.rpartition("-")
    if kind not in _KINDS or not _NUMBER.fullmatch(number) or not 0 < file <= _LARGEST:
        raise HTTPException(404)
    record = corpus.stored_record(file, kind, int(number))
    if record is None:
        raise HTTPException(404)
    fields = list(fields_of(record, language(request, run)))
    return pages.show(request, "record.html", {"record": record, "fields": fields})


def _hit_marks(hits: Sequence[Hit]) -> Iterator[Mark]:
    """The words that a search found, by the number of their passage."""
    for number, hit in enumerate(hits):
        for start, end in hit.matches:
            yield Mark((hit.span[0] + start, hit.span[0] + end), HIT, str(number))


def _opened(corpus: Opened, file: int) -> OpenedPlan:
    plan = corpus.opened(file) if 0 < file <= _LARGEST else None
    if plan is None:
        raise HTTPException(404)
    return plan


def _gravity(finding: OpenedRecord) -> tuple[int, Span]:
    return _SEVERITIES.index(finding.fields["severity"]), finding.span


def _quotes(finding: OpenedRecord) -> list[dict[str, Any]]:
    """The words that show a fault, each once; its own where no others are told."""
    evidence = finding.fields["evidence"] or [{"span": finding.span, "text": finding.text}]
    return list({tuple(one["span"]): one for one in evidence}.values())


def _sums(
    corpus: Opened, plan: OpenedPlan, findings: Sequence[OpenedRecord], lang: Lang
) -> dict[int, list[str]]:
    """The calculations that findings rest on, in words."""
    if plan.document is None:
        return {}
    shown = {
        finding.id: [finding.span, *(tuple(one["span"]) for one in finding.fields["evidence"])]
        for finding in findings
    }
    resting = corpus.deciding(plan.document["id"], shown)
    name = "message_en" if lang == "en" else "message"
    return {
        finding.id: list(
            _untold((calculation(check, lang) for check in resting[finding.id]), finding.fields[name])
        )
        for finding in findings
    }


def _untold(sums: Iterable[str], message: str) -> Iterator[str]:
    """Each calculation once, but for those that the message of the finding tells already."""
    for told in dict.fromkeys(sums):
        if told and told.partition(";")[0] not in message:
            yield told


def _depths(plan: OpenedPlan) -> dict[int, int]:
    """How far in each rank of heading stands: the ranks that the plan uses, counted from 1, at most 4."""
    ranks = sorted({section.rank for section in plan.sections})
    return {rank: min(place, _DEEPEST) for place, rank in enumerate(ranks, start=1)}


def _verdicts(checks: list[OpenedRecord]) -> dict[str, int]:
    ordered = sorted(str(check.fields["verdict"]) for check in checks)
    return {verdict: len(list(some)) for verdict, some in groupby(ordered)}
