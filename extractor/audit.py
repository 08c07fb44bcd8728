"""One plan from its file to its findings: parse, extract, check."""

from pathlib import Path
from typing import Final

from extractor.checker import check
from extractor.checker.outside import Outside
from extractor.collecting import collector_held_off, keep_for_good
from extractor.extraction import extract
from extractor.parsers import parse_bytes, parse_file
from extractor.plan import Audit
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook
from extractor.system import names_beside

# Asks for all that is loaded when it is first asked for: the gazetteer, the language pipeline, the dictionary.
_ANY_PLAN: Final = """ỦY BAN NHÂN DÂN
XÃ PHÚ AN
KẾ HOẠCH
Giảm nghèo năm 2024
1. Phấn đấu giảm 5% hộ nghèo, đạt 100% kế hoạch."""


def make_ready(rules: Rulebook) -> None:
    """Loads all that reading a plan by these rules needs, for a process that reads many; raises what reading may."""
    audit_bytes(_ANY_PLAN.encode(), "plan.txt", "plan.txt", rules)
    keep_for_good()


def audit_file(path: Path, rules: Rulebook, doc: str | None = None) -> Audit:
    """What one file holds and what the checker says of it; `doc` names it in the records.

    Raises UnreadableFile where the file cannot be read as a plan.
    """
    with collector_held_off():
        return audit_text(parse_file(path, doc), rules, path.name, names_beside(path))


def audit_bytes(
    data: bytes, name: str, doc: str, rules: Rulebook, beside: tuple[str, ...] | None = None
) -> Audit:
    """The same for the bytes of a file called `name`, that lies beside these files (None: not known)."""
    with collector_held_off():
        text = parse_bytes(data, name, doc)
        return audit_text(text, rules) if beside is None else audit_text(text, rules, name, beside)


def audit_text(text: PlanText, rules: Rulebook, own: str = "", files: tuple[str, ...] = ()) -> Audit:
    """The same for a text already parsed, read from the file `own` that lies beside `files`."""
    outside = Outside(rules.legal_documents, own, files, rules.programmes)
    return check(extract(text, rules), rules.checks, outside)
