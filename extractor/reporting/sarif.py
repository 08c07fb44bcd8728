"""`check --format sarif`: SARIF 2.1.0 (OASIS), for viewers and gates that read many tools alike.

Lines, columns and offsets count in the text that `extractor text` prints, in Unicode code points.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from extractor import __version__
from extractor.baseline import Marked, Sifted
from extractor.plan import Audit
from extractor.plantext import PlanText, Span
from extractor.records import Evidence, Finding
from extractor.reporting.pages import in_language, page_help, title
from extractor.reporting.places import line_and_column
from extractor.reporting.words import LANGUAGES, Lang, say
from extractor.resources import resource_dir
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.pages import CheckPages
from extractor.scanning.reading import Ending

Json = dict[str, Any]

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOOL: Final = "Plan Extractor"
_FINGERPRINT: Final = "planFinding/v1"
_LEVELS: Final[Mapping[str, str]] = {"error": "error", "warning": "warning", "info": "note"}


@dataclass(frozen=True, slots=True)
class Report:
    """All that one call of `check` came to; `unread` are the files that could not be read, `failed` its exit code."""

    read: Sequence[Sifted]
    unread: Sequence[tuple[Path, Ending]]
    rules: CheckRules
    pages: CheckPages
    baseline: Path | None
    exit_code: int


def sarif_log(report: Report, lang: Lang) -> Json:
    """The whole log: one run; texts in `lang`, those of the rules also in the other language."""
    other: Lang = "vi" if lang == "en" else "en"
    run = {
        "tool": {"driver": _driver(report, lang)},
        "language": lang,
        "translations": [_translation(report, other)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\n"],
        "invocations": [_invocation(report, lang)],
        "artifacts": [{"location": {"uri": _uri(one.audit.plan.document.doc)}} for one in report.read],
        "results": list(_results(report, lang)),
        "properties": {"checks": _coverage(report.read), "regionsCountIn": "extractor text FILE"},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(report: Report, lang: Lang) -> Json:
    rules = []
    for rule in report.rules.ids:
        about = report.rules.rule(rule)
        configuration = {"enabled": about.enabled, "level": _LEVELS[about.severity]}
        more = {"helpUri": _page_uri(rule), "defaultConfiguration": configuration}
        rules.append(_rule(report, rule, lang) | more | {"properties": {"category": about.category}})
    return {"name": _TOOL, "version": __version__, "semanticVersion": __version__, "rules": rules}


def _translation(report: Report, lang: Lang) -> Json:
    """The texts of the rules in another language, in the order of the driver's."""
    return {
        "name": _TOOL,
        "language": lang,
        "contents": ["localizedData"],
        "isComprehensive": True,
        "associatedComponent": {"name": _TOOL},
        "rules": [_rule(report, rule, lang) for rule in report.rules.ids],
    }


def _rule(report: Report, rule: str, lang: Lang) -> Json:
    described = {"id": rule, "shortDescription": {"text": title(lang, rule)}}
    page = report.pages.rules.get(rule)
    if page is None:
        return described
    full, helping = in_language(lang, page.says), page_help(lang, rule, page)
    return described | {"fullDescription": {"text": full}, "help": {"text": helping}}


def _page_uri(rule: str) -> str:
    return (resource_dir("docs") / "rules" / f"{rule}.md").as_uri()


def _invocation(report: Report, lang: Lang) -> Json:
    notifications = [
        {"level": "error", "message": {"text": ending.reason(lang)}, "locations": [_location(str(path))]}
        for path, ending in report.unread
    ]
    return {
        "executionSuccessful": not report.unread,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": notifications,
    }


def _results(report: Report, lang: Lang) -> Iterator[Json]:
    index = {rule: at for at, rule in enumerate(report.rules.ids)}
    for sifted in report.read:
        for one in sifted.marked:
            yield _result(sifted.audit, one, lang) | {
                "ruleIndex": index[one.finding.rule],
                **_triage(one, report.baseline, lang),
            }


def _result(audit: Audit, one: Marked, lang: Lang) -> Json:
    finding, text = one.finding, audit.plan.text
    here = _location(finding.doc, text, finding.span)
    if finding.section:
        here["logicalLocations"] = [{"fullyQualifiedName": "/".join(finding.section), "kind": "section"}]
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message_en if lang == "en" else finding.message},
        "locations": [here],
        "relatedLocations": [
            _evidence(finding.doc, text, number, evidence) for number, evidence in enumerate(finding.evidence)
        ],
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
        "properties": _properties(finding),
    }


def _properties(finding: Finding) -> Json:
    messages = dict(zip(LANGUAGES, (finding.message, finding.message_en), strict=True))
    known = {"expected": finding.expected, "page": finding.page}
    present = {name: value for name, value in known.items() if value is not None}
    return {"messages": messages, "category": finding.category, "certainty": finding.certainty, **present}


def _triage(one: Marked, baseline: Path | None, lang: Lang) -> Json:
    """What is known is suppressed, and everything is told apart where there is a baseline."""
    if baseline is None:
        return {}
    if not one.known:
        return {"baselineState": "new"}
    why = say(lang, "check.in_baseline", path=baseline.name)
    suppression = {"kind": "external", "status": "accepted", "justification": why}
    return {"baselineState": "unchanged", "suppressions": [suppression]}


def _evidence(doc: str, text: PlanText, number: int, evidence: Evidence) -> Json:
    shown = {"id": number, "message": {"text": evidence.text or "…"}}
    return shown | _location(doc, text, evidence.span)


def _location(doc: str, text: PlanText | None = None, span: Span | None = None) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(doc)}}
    if text is not None and span is not None:
        physical["region"] = _region(text, span)
    return {"physicalLocation": physical}


def _region(text: PlanText, span: Span) -> Json:
    start_line, start_column = line_and_column(text.text, span[0])
    end_line, end_column = line_and_column(text.text, span[1])
    return {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span[0],
        "charLength": span[1] - span[0],
        "snippet": {"text": text.text[slice(*span)]},
    }


def _uri(doc: str) -> str:
    """A path as a URI reference: relative as given, absolute with its scheme."""
    path = Path(doc)
    return path.as_uri() if path.is_absolute() else quote(doc.replace(os.sep, "/"))


def _coverage(read: Sequence[Sifted]) -> dict[str, dict[str, int]]:
    """Relations looked at, by relation and verdict."""
    found: dict[str, Counter[str]] = {}
    for check in sorted(
        (check for one in read for check in one.audit.checks), key=lambda c: (c.relation, c.verdict)
    ):
        found.setdefault(check.relation, Counter())[check.verdict] += 1
    return {relation: dict(counts) for relation, counts in found.items()}
