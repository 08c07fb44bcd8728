"""What goes into the corpus with a file and what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.errors import FileState
from extractor.plantext import Span


@dataclass(frozen=True, slots=True)
class FileResult:
    """How reading one file ended.

    `path` is the path as given, `sha256` None where the bytes could not be read, `size` in bytes,
    `seconds` the time it took, `rules_version` the version of the rules and the program that read
    it, `duplicate_of` the path of the file with the same bytes, `updated` when it was stored (UTC,
    ISO 8601; given by the database), `modified` when the file was last written to (the same; of two versions
    of a plan it tells the newer one). The reasons are "" where there is nothing to say.
    """

    path: str
    sha256: str | None
    size: int
    state: FileState
    reason_vi: str
    reason_en: str
    seconds: float
    rules_version: str
    format: str | None = None
    duplicate_of: str | None = None
    updated: str | None = field(default=None, compare=False)
    modified: str | None = field(default=None, compare=False)


def marked(text: str, spans: Sequence[Span], opening: str = "«", closing: str = "»") -> str:
    """The text with every span between two marks; spans are sorted and do not overlap."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [text[done:start], opening, text[start:end], closing]
        done = end
    return "".join((*parts, text[done:]))


@dataclass(frozen=True, slots=True)
class Hit:
    """A block that a search found.

    `section` is the heading path (markers, outermost in), `span` the block in the plan's text,
    `text` its words as printed, `matches` the spans of the words found inside `text`, `snippet` a
    stretch of `text` on one line around them and `snippet_matches` the spans inside that. `number`,
    `issued_on`, `year` and `locality` (smallest unit first) are the plan's own, None where unknown.
    """

    path: str
    title: str | None
    number: str | None
    issued_on: str | None
    year: int | None
    locality: str | None
    section: tuple[str, ...]
    section_title: str | None
    page: int | None
    span: Span
    text: str
    matches: tuple[Span, ...]
    snippet: str
    snippet_matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts: files by state, records by kind (`document`, `citation`, …), findings by
    (rule, severity), checks by verdict. What does not occur is absent."""

    files: Mapping[FileState, int]
    records: Mapping[str, int]
    findings: Mapping[tuple[str, str], int]
    checks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of one of the plans that a finding speaks of."""

    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class CorpusCheckRow:
    """A relation between plans that does not hold or could not be looked at; the terms are in several plans."""

    path: str
    relation: str
    verdict: str
    section: tuple[str, ...]
    page: int | None
    span: Span
    text: str
    terms: tuple[Quoted, ...]
    reason_vi: str | None
    reason_en: str | None


@dataclass(frozen=True, slots=True)
class AcrossResult:
    """What the last scan found over the whole corpus: findings with their evidence, checks counted by
    (relation, verdict), and those checks that differ without a finding or could not be made. Not current where
    something was stored since: a scan was interrupted."""

    findings: "tuple[tuple[StoredFinding, tuple[Quoted, ...]], ...]"
    counts: Mapping[tuple[str, str], int]
    differing: tuple[CorpusCheckRow, ...]
    unchecked: tuple[CorpusCheckRow, ...]
    is_current: bool


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding as stored; `span` is in the plan's text, `fingerprint` names it across scans."""

    path: str
    rule: str
    category: str
    severity: str
    certainty: str
    section: tuple[str, ...]
    page: int | None
    span: Span
    text: str
    message_vi: str
    message_en: str
    expected: str | None
    fingerprint: str
