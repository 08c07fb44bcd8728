"""One module a page (or a family of them): reads the corpus, hands a template what it shows."""

from extractor.web.pages import overview, plan, preferences, rules

ROUTERS = (overview.router, plan.router, rules.router, preferences.router)
