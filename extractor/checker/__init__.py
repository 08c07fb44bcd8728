"""Plan → findings: one module a family of rules, interval arithmetic beside them."""

from extractor.checker.judge import check

__all__ = ["check"]
