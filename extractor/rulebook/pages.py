"""What rules/pages/checks.yaml may say: for every check what it tells, why it matters, and two examples.

Read only where a page is shown: reading a plan needs none of it.
"""

from typing import Final

from pydantic import Field, field_validator, model_validator

from extractor.resources import resource_dir
from extractor.rulebook.check_texts import Wording
from extractor.rulebook.loading import RuleModel, load_yaml

_BODY: Final = "{body}"


class CheckPage(RuleModel):
    """The page of one check; `wrong` and `right` are plans, or with `whole` unset what stands in the frame.

    `beside` are further plans of the corpus, where the check is one between plans.
    """

    says: Wording
    why: Wording
    wrong: str = Field(min_length=1)
    right: str = Field(min_length=1)
    whole: bool = False
    beside: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _differ(self) -> "CheckPage":
        if self.wrong == self.right:
            raise ValueError("the wrong example is the right one")
        return self


class CheckPages(RuleModel):
    """The pages by the ids of their checks, and the plan that their examples stand in."""

    frame: str
    rules: dict[str, CheckPage]

    @field_validator("frame")
    @classmethod
    def _has_room(cls, frame: str) -> str:
        if frame.count(_BODY) != 1:
            raise ValueError(f"the frame must hold {_BODY} once")
        return frame

    def plan(self, rule: str, *, wrong: bool) -> str:
        """The text of a whole plan that holds the wrong or the right example of a check; KeyError for none."""
        page = self.rules[rule]
        example = page.wrong if wrong else page.right
        return example if page.whole else self.frame.replace(_BODY, example)


def load_pages() -> CheckPages:
    """The pages that are shipped; raises RuleError naming file, line and reason."""
    return load_yaml(resource_dir("rules") / "pages" / "checks.yaml", CheckPages)
