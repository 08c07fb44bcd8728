"""What rules/export may say: which cited documents are asked for, what counts as a person's own data.

Read only where something is exported: reading a plan needs none of it.
"""

from pathlib import Path

from pydantic import Field

from extractor.resources import resource_dir
from extractor.rulebook.loading import Pattern, RuleModel, load_yaml


class RequestRules(RuleModel):
    """Which cited documents are those of localities, by number or by issuer; which findings tell of appendices."""

    numbers: tuple[Pattern, ...]
    issuers: tuple[str, ...]
    never: tuple[str, ...] = Field(default=(), alias="not")
    appendices: tuple[str, ...]


def load_requests() -> RequestRules:
    """The rules that are shipped; raises RuleError naming file, line and reason."""
    return load_yaml(_folder() / "requests.yaml", RequestRules)


def _folder() -> Path:
    return resource_dir("rules") / "export"
