"""What rules/checks.yaml says of checks that look beyond one plan: known documents, the whole corpus."""

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from extractor.rulebook.loading import Pattern, RuleModel


class RegistryRule(RuleModel):
    """Which rows of rules/legal_documents.csv a cited date is held against.

    `national` are numbers that one body of the whole country gives; of those in `laws` only citations of
    `law_types` count. `least_agreeing` texts must give the date.
    """

    national: Pattern
    laws: Pattern
    law_types: frozenset[str]
    least_agreeing: int = Field(ge=1, le=1000)


class Reason(RuleModel):
    """Why plans could not be compared, in both languages; `{units}` stands for names of places."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @field_validator("vi", "en")
    @classmethod
    def _fills(cls, written: str) -> str:
        try:
            written.format(units="")
        except (ValueError, LookupError) as error:
            raise PydanticCustomError(
                "bad_brace",
                "only {name} may stand in braces in {written}",
                {
                    "name": "{units}",
                    "written": repr(written),
                    "vi": f"trong ngoặc nhọn chỉ dùng được {{units}}: {written!r}",
                },
            ) from error
        return written


class CorpusReasons(RuleModel):
    """Why plans could not be compared."""

    no_majority: Reason
    absent: Reason
    several: Reason
    untold: Reason
    two_values: Reason
    own_list: Reason
    unfinished: Reason
    estimate: Reason
    same_words: Reason


class CopyRule(RuleModel):
    """When a plan counts as written off another's, and what does not count in telling so.

    `names`, `dates` and `numbers` are hidden before words are compared; paragraphs that a `formula` opens (in lower
    case) are left out. `least_figures` of a plan's own figures and `figures_percent` of them must be the other's, in
    the same words, and `words_percent` of its runs of `run` words; `same_place_percent` of the figures where both are
    of one place. A figure told in more than `most_provinces` provinces is nobody's own.
    """

    names: Pattern
    dates: Pattern
    numbers: Pattern
    formula: Pattern
    run: int = Field(ge=3, le=12)
    least_figures: int = Field(ge=3, le=1000)
    figures_percent: int = Field(ge=20, le=100)
    words_percent: int = Field(ge=20, le=100)
    same_place_percent: int = Field(ge=50, le=100)
    most_provinces: int = Field(ge=1, le=1000)


class CorpusRule(RuleModel):
    """How plans of the corpus are compared with each other.

    A date is the right one where `least_agreeing` plans and `share_percent` of those that cite the number
    give it. `programmes` (by words of the title) tell which plans speak of one thing, `programme_documents` the
    same by what a plan cites (a number and the year of its date, None: any); `reports` which
    documents report only; `ranks` are the words before the name of a place, `provinces` those that say
    of themselves that it is a province, `local_body` reads the issuer
    of a local document (groups `committee` or `council`, `rank`, `name`), `groups` are rows that are no single
    place; a report of a `part_of_year` (by its title) tells no year's result; a sum with `total_words` is a
    plan's total though it has no parts; `copies` tells which plans are written off each other.
    """

    least_agreeing: int = Field(ge=2, le=1000)
    share_percent: int = Field(ge=51, le=100)
    programmes: dict[str, Pattern]
    programme_documents: dict[str, dict[str, int | None]] = Field(default_factory=dict)
    reports: frozenset[str]
    ranks: Pattern
    rank_levels: dict[str, str]
    provinces: frozenset[str]
    local_body: Pattern
    groups: Pattern
    part_of_year: Pattern
    total_words: Pattern
    copies: CopyRule
    reasons: CorpusReasons
