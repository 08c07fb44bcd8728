"""What rules/export may say: which cited documents are asked for, what counts as a person's own data.

Read only where something is exported: reading a plan needs none of it.
"""

from pathlib import Path
from typing import Final, TypeVar

from pydantic import Field

from extractor.resources import resource_dir
from extractor.rulebook.loading import Pattern, RuleModel, load_yaml

M = TypeVar("M", bound=RuleModel)
_FOLDER: Final = "export"


class RequestRules(RuleModel):
    """Which cited documents are those of localities, by number or by issuer; which findings tell of appendices."""

    numbers: tuple[Pattern, ...]
    issuers: tuple[str, ...]
    never: tuple[str, ...] = Field(default=(), alias="not")
    appendices: tuple[str, ...]


def load_requests(overlay: Path | None = None) -> RequestRules:
    """The shipped rules with those of the folder `overlay` laid over them; raises RuleError."""
    return _loaded("requests.yaml", RequestRules, overlay)


def _loaded(name: str, model: type[M], overlay: Path | None) -> M:
    laid_over = None if overlay is None else overlay / _FOLDER / name
    return load_yaml(resource_dir("rules") / _FOLDER / name, model, laid_over)


class NumberRules(RuleModel):
    """Numbers that are a person's own: by the words before them, or by a form that nothing else has."""

    cues: tuple[str, ...]
    numbers: Pattern
    bare: Pattern


class ListRules(RuleModel):
    """Heads of the columns of lists of people."""

    names: tuple[str, ...]
    ids: tuple[str, ...]
    phones: tuple[str, ...]
    excused: tuple[str, ...]


class PersonalRules(RuleModel):
    """What is told of people that is nobody else's business, and what is because they hold an office."""

    surnames: tuple[str, ...]
    reach: int = Field(ge=0, le=200)
    ids: NumberRules
    phones: NumberRules
    offices: tuple[str, ...]
    lists: ListRules


def load_personal(overlay: Path | None = None) -> PersonalRules:
    """The shipped rules with those of the folder `overlay` laid over them; raises RuleError."""
    return _loaded("personal.yaml", PersonalRules, overlay)
