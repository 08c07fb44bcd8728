"""What a plan is judged by beyond its own words: known documents, the files that lie beside it."""

from dataclasses import dataclass, field

from extractor.rulebook.registry import LegalDocuments


@dataclass(frozen=True)
class Outside:
    """`documents` are those of rules/legal_documents.csv; `files` the names of the files in the plan's folder,
    its own left out."""

    documents: LegalDocuments = field(default_factory=lambda: LegalDocuments({}))
    files: tuple[str, ...] = ()
