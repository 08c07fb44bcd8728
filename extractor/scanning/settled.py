"""What is stored of a file whose reading has ended."""

from extractor.corpus import FileResult
from extractor.scanning.reading import Outcome
from extractor.scanning.sources import Source


def file_result(
    source: Source,
    sha256: str | None,
    outcome: Outcome,
    version: str,
    *,
    size: int,
    modified: str | None,
    twin_of: str | None = None,
) -> FileResult:
    """The row of a file: its bytes' hash (None: not read) and size, how it ended, under which rules' version.

    `modified` is when it was last written to (UTC, ISO 8601), `twin_of` the stored name of the file whose
    bytes it repeats.
    """
    audit, ending = outcome.audit, outcome.ending
    return FileResult(
        path=source.stored,
        sha256=sha256,
        size=size,
        state=ending.state,
        reason_vi=ending.vi,
        reason_en=ending.en,
        seconds=outcome.seconds,
        rules_version=version,
        format=audit.plan.text.format if audit else None,
        duplicate_of=twin_of,
        modified=modified,
    )
