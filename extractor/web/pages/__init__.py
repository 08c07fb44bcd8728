"""One module a page (or a family of them): reads the corpus, hands a template what it shows."""

from extractor.web.pages import (
    citations,
    compare,
    components,
    exports,
    findings,
    overview,
    page_image,
    plan,
    preferences,
    rules,
    search,
    tasks,
    upload,
)

ROUTERS = (
    overview.router,
    search.router,
    exports.router,
    findings.router,
    compare.router,
    components.router,
    tasks.router,
    citations.router,
    plan.router,
    rules.router,
    preferences.router,
    upload.router,
    page_image.router,
)
