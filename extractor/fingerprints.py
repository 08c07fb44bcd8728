"""Fingerprints: by what a finding is known again in another scan or version (checking.md)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from extractor.language.text import canonical
from extractor.records import Document, Finding


def logical_document(document: Document, file_hash: str) -> str:
    """What stays the same over versions of a plan: issuer, number, year; else the file's hash."""
    year = (document.issued_on or "")[:4] or (document.plan_year and str(document.plan_year))
    if document.issuer and document.number and year:
        return canonical(f"{document.issuer}|{document.number}|{year}")
    return file_hash


def _evidence_words(finding: Finding) -> str:
    return evidence_words(evidence.text for evidence in finding.evidence) or evidence_words([finding.text])


def evidence_words(texts: Iterable[str]) -> str:
    """The words of evidence as fingerprints know them: canonical, single spaces."""
    return canonical(" ".join(" ".join(texts).split()))


def fingerprints(document: Document, findings: Iterable[Finding], file_hash: str) -> Iterator[str]:
    """For each finding 32 hex digits made of rule, logical document, evidence and index (checking.md)."""
    logical = logical_document(document, file_hash)
    return marks((finding.rule, logical, _evidence_words(finding)) for finding in findings)


def marks(named: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """32 hex digits for each rule, logical document and words of evidence; the index tells equal ones apart."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for name in named:
        words = "\x1f".join((*name, str(seen[name])))
        seen[name] += 1
        yield hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]
