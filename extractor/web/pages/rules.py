"""A rule's page: what it says, why it matters, a right and a wrong example."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse

from extractor.reporting.pages import in_language
from extractor.rulebook.pages import load_pages
from extractor.web.access import Rules, ServedRun, Shown
from extractor.web.rendering import language

router = APIRouter()


@router.get("/rules/{rule}", response_class=HTMLResponse, include_in_schema=False)
def rule_page(request: Request, rule: str, run: ServedRun, rules: Rules, pages: Shown) -> HTMLResponse:
    """One rule of the checker."""
    page = load_pages().rules.get(rule)
    if page is None:
        raise HTTPException(404)
    about = rules.checks.rule(rule)
    lang = language(request, run)
    values = {
        "rule": rule,
        "about": about,
        "says": in_language(lang, page.says),
        "why": in_language(lang, page.why),
        "page": page,
    }
    return pages.show(request, "rule.html", values)
