"""What rules/checks.yaml says of checks that look beyond one plan: the registry of documents."""

from typing import Annotated

import regex
from pydantic import BeforeValidator, Field

from extractor.rulebook.loading import RuleModel, compile_pattern

Pattern = Annotated["regex.Pattern[str]", BeforeValidator(compile_pattern)]


class RegistryRule(RuleModel):
    """Which rows of rules/legal_documents.csv a cited date is held against.

    `national` are numbers that one body of the whole country gives; of those in `laws` only citations of
    `law_types` count. `least_agreeing` texts must give the date.
    """

    national: Pattern
    laws: Pattern
    law_types: frozenset[str]
    least_agreeing: int = Field(ge=1, le=1000)
