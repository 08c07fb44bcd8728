"""Which findings are new: a baseline holds the fingerprints of those that are known."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import ExtractorError
from extractor.fingerprints import fingerprints
from extractor.plan import Audit
from extractor.records import Finding
from extractor.system import os_reason

NOTHING_KNOWN: Final[frozenset[str]] = frozenset()


class BaselineError(ExtractorError):
    """A baseline that cannot be read or written: the sentence names file and reason."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Model):
    """A known finding; what stands beside the fingerprint is for people."""

    fingerprint: str
    rule: str
    doc: str
    text: str


class Baseline(_Model):
    """The file: known findings in the order in which they were found."""

    version: Literal[1] = 1
    findings: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding with its fingerprint; `known` where the baseline holds it."""

    finding: Finding
    fingerprint: str
    known: bool


@dataclass(frozen=True, slots=True)
class Sifted:
    """An audit, its findings told apart."""

    audit: Audit
    marked: tuple[Marked, ...]

    @property
    def new(self) -> tuple[Marked, ...]:
        """What the baseline does not hold."""
        return tuple(one for one in self.marked if not one.known)

    @property
    def known(self) -> tuple[Marked, ...]:
        """What it holds."""
        return tuple(one for one in self.marked if one.known)


def sifted(audit: Audit, file_hash: str, known: frozenset[str] = NOTHING_KNOWN) -> Sifted:
    """The findings of an audit, each with whether it is among those `known`."""
    marks = fingerprints(audit.plan.document, audit.findings, file_hash)
    pairs = zip(audit.findings, marks, strict=True)
    return Sifted(audit, tuple(Marked(finding, mark, mark in known) for finding, mark in pairs))


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline; raises BaselineError."""
    try:
        baseline = Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _fault(path, *os_reason(error)) from error
    except ValidationError as error:
        raise _fault(
            path, "không phải tệp do --write-baseline ghi ra", "not a file that --write-baseline wrote"
        ) from error
    return frozenset(entry.fingerprint for entry in baseline.findings)


def write_baseline(path: Path, audits: Iterable[Sifted]) -> int:
    """Writes every finding of the audits as known; how many there are.

    Raises BaselineError, also before writing over a file that is no baseline: it may be the plan itself.
    """
    if path.is_file() and path.stat().st_size:
        read_baseline(path)
    entries = [_entry(one) for audit in audits for one in audit.marked]
    written = Baseline(findings=tuple(entries)).model_dump(mode="json")
    try:
        path.write_text(
            json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
    except OSError as error:
        raise _fault(path, *os_reason(error)) from error
    return len(entries)


def _entry(one: Marked) -> Entry:
    finding = one.finding
    return Entry(fingerprint=one.fingerprint, rule=finding.rule, doc=finding.doc, text=finding.text)


def _fault(path: Path, vi: str, en: str) -> BaselineError:
    return BaselineError(f"{path}: {vi}", f"{path}: {en}")
