"""The rules of `rules/`, validated when loaded; a folder of the user's own may lie over them."""

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from extractor.collecting import collector_held_off
from extractor.errors import RuleError
from extractor.resources import resource_dir
from extractor.rulebook.assignments import AssignmentRules
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.choice import EVERYTHING, Choice, edited, version_with
from extractor.rulebook.comparison import ComparisonRules
from extractor.rulebook.entries import Entry, entries
from extractor.rulebook.figures import HeaderRules, HeadingRules, IndicatorRules, PhraseRules
from extractor.rulebook.language import CitationRules, FundingRules, UnitRules
from extractor.rulebook.loading import read_layers, validated
from extractor.rulebook.programmes import ProgrammeRules
from extractor.rulebook.registry import LegalDocuments, read_registry
from extractor.rulebook.sources import Fault, Node, Place

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "citations": CitationRules,
    "units": UnitRules,
    "funding": FundingRules,
    "phrases": PhraseRules,
    "headings": HeadingRules,
    "header": HeaderRules,
    "indicators": IndicatorRules,
    "assignments": AssignmentRules,
    "checks": CheckRules,
    "legal_documents": LegalDocuments,
    "comparison": ComparisonRules,
    "programmes": ProgrammeRules,
}
_TABLE: Final = "legal_documents"  # a table of documents; all other files are YAML
FILES: Final[Mapping[str, str]] = {name: f"{name}.{'csv' if name == _TABLE else 'yaml'}" for name in MODELS}


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Every rule, the version that a change of any rule changes, and the rules entry by entry."""

    version: str
    entries: tuple[Entry, ...]
    citations: CitationRules
    units: UnitRules
    funding: FundingRules
    phrases: PhraseRules
    headings: HeadingRules
    header: HeaderRules
    indicators: IndicatorRules
    assignments: AssignmentRules
    checks: CheckRules
    legal_documents: LegalDocuments
    comparison: ComparisonRules
    programmes: ProgrammeRules


def load_rulebook(overlay: Path | None = None, choice: Choice = EVERYTHING) -> Rulebook:
    """The shipped rules with those of the folder `overlay` laid over them, their checks as in `choice`.

    Raises RuleError (file, line, reason) and UnknownCheckError before any plan is read.
    """
    with collector_held_off():
        layers = read_all(overlay)
        shipped = {name for name in MODELS if overlay is None or not (overlay / FILES[name]).is_file()}
        loaded: dict[str, Any] = {
            name: validated(layers[name], model, shipped=name in shipped) for name, model in MODELS.items()
        }
        version = _version(resource_dir("rules"), overlay)
        if edits := choice.edits(loaded["checks"]):
            layers["checks"] = edited(layers["checks"], edits)
            loaded["checks"] = validated(layers["checks"], CheckRules, shipped="checks" in shipped)
        return Rulebook(version=version_with(version, edits), entries=tuple(_entries(layers)), **loaded)


def read_all(overlay: Path | None = None) -> dict[str, Node]:
    """The values of every rule file by its name, those of the folder `overlay` laid over the shipped ones.

    Raises RuleError for a folder or a file that cannot be used; what the values are is not looked at.
    """
    return {name: read_file(name, overlay) for name in rule_files(overlay)}


def rule_files(overlay: Path | None = None) -> tuple[str, ...]:
    """The names of the rule files; raises RuleError where the folder `overlay` holds another."""
    if overlay is not None and not overlay.is_dir():
        raise RuleError(f"{overlay}: không phải thư mục quy tắc", f"{overlay}: not a folder of rules")
    for path in sorted(overlay.iterdir()) if overlay is not None else ():
        if path.suffix in {".yaml", ".yml", ".csv"} and path.name not in FILES.values():
            raise _unknown_file(path).error()
    return tuple(MODELS)


def read_file(name: str, overlay: Path | None = None) -> Node:
    """The values of one rule file, with those of the folder `overlay` over them; raises RuleError."""
    read = read_registry if name == _TABLE else read_layers
    return read(resource_dir("rules") / FILES[name], overlay / FILES[name] if overlay is not None else None)


def _entries(layers: Mapping[str, Node]) -> Iterator[Entry]:
    for name, root in layers.items():
        yield from entries(name, root)


def _unknown_file(path: Path) -> Fault:
    near = FILES[(difflib.get_close_matches(path.stem, MODELS, 1) or [next(iter(MODELS))])[0]]
    known = ", ".join(FILES.values())
    return Fault(
        Place(path, 1),
        f"không có tệp quy tắc tên này, có phải {near}? Các tên dùng được: {known}",
        f"no rule file has this name, did you mean {near}? Names known: {known}",
    )


def _version(*folders: Path | None) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.csv"))) if folder else ():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
