"""Which checks run and how much each weighs: what the user selects, ignores and weighs anew.

A check is named by its id, or with all of its category.
"""

import difflib
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor.errors import ExtractorError
from extractor.records import Severity
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.sources import Node

Edits = Mapping[str, Mapping[str, str | bool]]


class Named(NamedTuple):
    """An id of a check or a category, and the option or key that it was said in."""

    name: str
    said_in: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose: only `select` where there is any, never `ignore`, `severity` instead of the rule's.

    What the rules switch off stays off under its category and runs where `select` names it by its id.
    """

    select: tuple[Named, ...] = ()
    ignore: tuple[Named, ...] = ()
    severity: tuple[tuple[Named, Severity], ...] = ()

    def edits(self, rules: CheckRules) -> Edits:
        """What changes in the rules, by id; raises UnknownCheckError for a name that is none."""
        ids = dict.fromkeys(rules.ids)
        categories = {rules.rule(rule).category for rule in ids}
        _refuse_unknown((*self.select, *self.ignore), {*ids, *categories})
        _refuse_unknown((named for named, _ in self.severity), ids)
        weights = {named.name: weight for named, weight in self.severity}
        found: dict[str, dict[str, str | bool]] = {rule: {} for rule in ids}
        for rule in ids:
            if self._runs(rules, rule) != rules.rule(rule).enabled:
                found[rule]["enabled"] = self._runs(rules, rule)
            if weights.get(rule, rules.rule(rule).severity) != rules.rule(rule).severity:
                found[rule]["severity"] = weights[rule]
        return {rule: changes for rule, changes in found.items() if changes}

    def _runs(self, rules: CheckRules, rule: str) -> bool:
        about = rules.rule(rule)
        if {rule, about.category} & _names(self.ignore):
            return False
        if rule in _names(self.select):
            return True
        return about.enabled and (not self.select or about.category in _names(self.select))


EVERYTHING = Choice()


class UnknownCheckError(ExtractorError):
    """A name that is neither a check's nor a category's."""


def edited(checks: Node, edits: Edits) -> Node:
    """The values of checks.yaml with those of some checks changed."""
    rules = checks.child("rules")
    assert rules is not None, "the values have been validated"
    changed = {
        rule: _with(node, edits[rule]) if rule in edits else node for rule, node in rules.value.items()
    }
    return replace(checks, value={**checks.value, "rules": replace(rules, value=changed)})


def version_with(version: str, edits: Edits) -> str:
    """The version of the rules with these changes; the same where there are none."""
    if not edits:
        return version
    said = json.dumps(edits, sort_keys=True)
    return hashlib.sha256(f"{version}\0{said}".encode()).hexdigest()[:12]


def _with(rule: Node, changes: Mapping[str, str | bool]) -> Node:
    values = {key: Node(value, rule.place, rule.last) for key, value in changes.items()}
    return replace(rule, value={**rule.value, **values})


def _names(listed: Iterable[Named]) -> set[str]:
    return {named.name for named in listed}


def _refuse_unknown(listed: Iterable[Named], known: Collection[str]) -> None:
    for name, said_in in listed:
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, 1)
        meant = f"; có phải «{near[0]}»?" if near else "; xem extractor rules list --kind check"
        meant_en = f"; did you mean '{near[0]}'?" if near else "; see extractor rules list --kind check"
        raise UnknownCheckError(
            f"{said_in}: không có phép kiểm tra hay nhóm «{name}»{meant}",
            f"{said_in}: there is no check or category '{name}'{meant_en}",
        )
