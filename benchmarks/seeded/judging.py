"""Whether a planted fault is found: the file is made, read and checked, its findings set beside the clean plan's."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.audit import audit_bytes
from extractor.plan import Audit
from extractor.records import Finding
from extractor.rulebook import Rulebook, load_rulebook
from maker.model import Sample
from seeded.clean import clean_plan, render
from seeded.edits import Edit, Fault, planted, words_at

# Rules that name the same fault, and why: a fault counts as found where one of them tells it.
EQUIVALENT: dict[str, dict[str, str]] = {
    "unit-scale": {
        "sum-mismatch": "checking.md: unit-scale only on one exact fit; else the sum is what is wrong"
    },
    "sum-mismatch": {
        "unit-scale": "a slip that shifts the figure by a power of ten is that rule's",
        "number-format": "a digit that leaves a figure no value is told by its form",
    },
    "ratio-mismatch": {
        "sum-mismatch": "records.md: one fault, one finding; a figure that breaks its sum as well is told there"
    },
    "rate-inconsistent": {
        "ratio-mismatch": "records.md: one fault, one finding; where the whole is told as well it decides"
    },
    "percent-missing": {"unit-missing": "records.md: a quantity without its unit; % is the unit of a rate"},
    "citation-year-mismatch": {
        "citation-date-impossible": "a date after the plan's own is wrong in its year too"
    },
    "citation-conflict": {"citation-year-mismatch": "records.md: one fault, one finding; the number decides"},
    "numbering-gap": {"numbering-duplicate": "1, 2, 4 with a 4 behind it can be read as either"},
    "numbering-duplicate": {"numbering-gap": "1, 2, 2, 4: the number 3 is missing where 2 stands twice"},
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one planted fault."""

    plan: str
    format: str
    rule: str
    kind: str
    within: bool
    found: bool
    error: bool
    collateral: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding in a clean plan."""

    plan: str
    format: str
    rule: str
    severity: str
    text: str


@lru_cache(maxsize=1)
def _rules() -> Rulebook:
    return load_rulebook()


def _audit(sample: Sample, suffix: str) -> Audit:
    name = f"{sample.stem}.{suffix}"
    return audit_bytes(render(sample, suffix), name, name, _rules())


def alarms(plan: str, suffix: str) -> list[Alarm]:
    """The findings in a clean plan: none is right.

    What a sample does not say of its programme is no fault planted in it: its own annotations hold those findings.
    """
    found = _audit(clean_plan(plan), suffix).findings
    return [Alarm(plan, suffix, f.rule, f.severity, f.text) for f in found if f.category != "programme"]


def judge(plan: str, suffix: str, faults: Sequence[Fault]) -> list[Outcome]:
    """The outcome of each fault planted alone in that plan in that format."""
    sample = clean_plan(plan)
    clean = _audit(sample, suffix)
    return [_outcome(sample, suffix, clean, fault) for fault in faults]


def _outcome(sample: Sample, suffix: str, clean: Audit, fault: Fault) -> Outcome:
    audit = _audit(planted(sample, fault.edits), suffix)
    known = Counter(_identity(f) for f in clean.findings)
    new = [f for f in audit.findings if not _take(known, _identity(f))]
    where = _region(sample, clean.plan.text.text, audit.plan.text.text, fault)
    rules = {fault.rule, *EQUIVALENT.get(fault.rule, {})}
    own = [f for f in new if f.rule in rules and (fault.anywhere or _touches(f, where))]
    return Outcome(
        plan=sample.stem,
        format=suffix,
        rule=fault.rule,
        kind=fault.kind,
        within=fault.within,
        found=bool(own),
        error=any(f.severity == "error" and _touches(f, where) for f in new),
        collateral=tuple(f"{f.rule} «{f.text[:60]}»" for f in new if f not in own),
        told=f"{fault.told} for «{_old(sample, fault.edits[0])}»",
    )


def _old(sample: Sample, edit: Edit) -> str:
    return "" if edit.drop or edit.insert else words_at(sample, edit.place)


def _identity(finding: Finding) -> tuple[str, str]:
    return finding.rule, "".join(finding.text.split())


def _take(known: Counter[tuple[str, str]], identity: tuple[str, str]) -> bool:
    if known[identity] <= 0:
        return False
    known[identity] -= 1
    return True


def _touches(finding: Finding, where: tuple[int, int]) -> bool:
    spans = (finding.span, *(evidence.span for evidence in finding.evidence))
    return any(start < where[1] and where[0] < end for start, end in spans)


def _region(sample: Sample, clean: str, faulty: str, fault: Fault) -> tuple[int, int]:
    """Where the fault stands in the text read: from the first letter that differs, as long as its words.

    Spaces and line ends are left out of account, as every format breaks lines elsewhere, but where a space
    is the fault. A letter on either side belongs to it: what was taken out has no other place.
    """
    edit = fault.edits[0]
    was = sample.blocks[edit.place.block].source if edit.drop else _old(sample, edit)
    spaced = "".join(was.split()) == "".join(edit.new.split())
    old, new = _squeezed(was, spaced=spaced), _squeezed(edit.insert or edit.new, spaced=spaced)
    before, _ = _letters(clean, spaced=spaced)
    after, offsets = _letters(faulty, spaced=spaced)
    first = _common(before, after) - min(_common(old, new), len(new))
    if not new:  # what was taken out may begin as what comes behind it does
        first = next(
            (at for at in range(first, max(-1, first - len(old)), -1) if before.startswith(old, at)), first
        )
    start = max(0, first - 1)
    end = min(len(offsets) - 1, first + len(new) + fault.reach + 1)
    return offsets[start], offsets[end] + 1


def _squeezed(words: str, *, spaced: bool) -> str:
    return (" " if spaced else "").join(re.sub(r"\*\*|\[\^\d+\]", "", words).split())


def _letters(text: str, *, spaced: bool) -> tuple[str, list[int]]:
    """The letters without spaces, or with one for each run of them, and where each stands."""
    pattern = r"\S|\s+" if spaced else r"\S"
    found = list(re.finditer(pattern, text))
    return "".join(" " if m[0].isspace() else m[0] for m in found), [m.start() for m in found]


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
