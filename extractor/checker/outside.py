"""What a plan is judged by beyond its own words: known documents, the files that lie beside it."""

from dataclasses import dataclass, field

from extractor.rulebook.programmes import ProgrammeRules
from extractor.rulebook.registry import LegalDocuments


@dataclass(frozen=True)
class Outside:
    """`documents` are those of rules/legal_documents.csv, `own` is the name of the plan's file and `files` those
    of the other files in its folder, `programmes` is what rules/programmes.yaml knows."""

    documents: LegalDocuments = field(default_factory=lambda: LegalDocuments({}))
    own: str = ""
    files: tuple[str, ...] = ()
    programmes: ProgrammeRules = field(default_factory=ProgrammeRules)
