"""PlanText → Plan: header, sections, citations, budgets, targets, tables."""

from functools import lru_cache

from extractor.extraction.extractor import Extractor
from extractor.plan import Plan
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook

__all__ = ["Extractor", "extract"]


def extract(text: PlanText, rules: Rulebook) -> Plan:
    """All records of one plan under these rules; the same text gives the same Plan."""
    return _extractor(rules).extract(text)


@lru_cache(maxsize=2)
def _extractor(rules: Rulebook) -> Extractor:
    """Patterns and pipeline are made once for a rulebook."""
    return Extractor(rules)
