"""The rules of `rules/*.yaml`, validated when loaded; a folder of the user's own may lie over them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import RuleError
from extractor.resources import resource_dir
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.figures import HeaderRules, HeadingRules, IndicatorRules, PhraseRules
from extractor.rulebook.language import CitationRules, FundingRules, UnitRules
from extractor.rulebook.loading import M, load_yaml


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Every rule, and the version that a change of any rule changes."""

    version: str
    citations: CitationRules
    units: UnitRules
    funding: FundingRules
    phrases: PhraseRules
    headings: HeadingRules
    header: HeaderRules
    indicators: IndicatorRules
    checks: CheckRules


def load_rulebook(overlay: Path | None = None) -> Rulebook:
    """The shipped rules with those of the folder `overlay` laid over them.

    Raises RuleError (file, line, reason) before any plan is read.
    """
    folder = resource_dir("rules")
    if overlay is not None and not overlay.is_dir():
        raise RuleError(f"{overlay}: không phải thư mục quy tắc", f"{overlay}: not a folder of rules")

    def load(name: str, model: type[M]) -> M:
        return load_yaml(folder / f"{name}.yaml", model, overlay / f"{name}.yaml" if overlay else None)

    return Rulebook(
        version=_version(folder, overlay),
        citations=load("citations", CitationRules),
        units=load("units", UnitRules),
        funding=load("funding", FundingRules),
        phrases=load("phrases", PhraseRules),
        headings=load("headings", HeadingRules),
        header=load("header", HeaderRules),
        indicators=load("indicators", IndicatorRules),
        checks=load("checks", CheckRules),
    )


def _version(*folders: Path | None) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")) if folder else ():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
