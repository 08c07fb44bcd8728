"""Which plans a change of the rules can touch, told from the rules alone.

Conservative: a plan that is not touched reads the same under both; one that is may read the same too. An
entry that is not known here, or whose pattern does not say what words it needs, touches every plan.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.rulebook.entries import Entry
from extractor.rulebook.literals import Need, needed_words, phrase
from extractor.rulebook.registry import COLUMNS, bare_number

Contents = Mapping[str, Any]

_SAID_ONLY: Final = frozenset({"example", "examples", "source"})  # read by people and tests, by no plan
_CHANGE: Final = "_reduction"
_BY_LABEL: Final = frozenset({"unit-missing", "count-by-label"})
_CORRECTS: Final = "unit-scale"


@dataclass(frozen=True)
class Touch:
    """A plan is touched that holds one of `needs`, or a record or finding named here; or every plan.

    `indicators` are those of its targets, `rules` the ids of the rules that read its targets, `findings`
    the checks that found something in it, `numbers` those of documents that it cites (`bare_number`).
    """

    every: bool = False
    needs: frozenset[Need] = frozenset()
    indicators: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def __or__(self, other: "Touch") -> "Touch":
        return Touch(
            self.every or other.every,
            self.needs | other.needs,
            self.indicators | other.indicators,
            self.rules | other.rules,
            self.findings | other.findings,
            self.numbers | other.numbers,
        )

    @property
    def none(self) -> bool:
        """Whether no plan at all is touched."""
        return self == Touch()


EVERY: Final = Touch(every=True)


def touch(old: Contents, new: Contents) -> Touch:
    """What the change from `old` to `new` (entries by id, in order) touches."""
    kept = [entry for entry in old if entry in new]
    if kept != [entry for entry in new if entry in old]:
        return EVERY
    found = Touch()
    for entry in {**old, **new}:
        before, after = _bare(old.get(entry)), _bare(new.get(entry))
        if before != after:
            found |= _touched_by(entry, before, after)
    names = _indicator_names(found.indicators, (old, new))
    return found | Touch(indicators=names)


def _bare(content: Any) -> Any:
    """What a plan's reading hangs on; None for an entry that is not there."""
    if isinstance(content, dict):
        return {key: value for key, value in content.items() if key not in _SAID_ONLY}
    return content


def _touched_by(entry: str, before: Any, after: Any) -> Touch:
    for opening, judge, lost in _JUDGES:
        if entry == opening or (opening.endswith(".") and entry.startswith(opening)):
            return EVERY if lost(before, after) else judge(entry, before, after)
    return EVERY


def contents_of(listed: Iterable[Entry]) -> dict[str, Any]:
    """Entries as `touch` compares them; of several with one id each is told apart."""
    found: dict[str, Any] = {}
    for entry in listed:
        name, count = entry.id, 2
        while name in found:
            name, count = f"{entry.id}#{count}", count + 1
        found[name] = entry.content
    return found


def _words(entry: str, before: Any, after: Any) -> Touch:
    """Lists of words: those that came or went; all of them where only their order changed."""
    old, new = set(before or ()), set(after or ())
    return _needs(phrase(str(word)) for word in (old ^ new or old))


def _mapped_words(entry: str, before: Any, after: Any) -> Touch:
    """Words with a value each: those whose value changed."""
    old, new = before or {}, after or {}
    return _needs(phrase(word) for word in {**old, **new} if old.get(word) != new.get(word))


def _mapped_patterns(entry: str, before: Any, after: Any) -> Touch:
    old, new = before or {}, after or {}
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return _patterns(pattern for side in (old, new) for name in changed if (pattern := side.get(name)))


def _type(entry: str, before: Any, after: Any) -> Touch:
    sides = [side for side in (before, after) if side]
    return _needs(
        phrase(word) for side in sides for word in (side["name"], *(side.get("abbreviations") or ()))
    )


def _unit(entry: str, before: Any, after: Any) -> Touch:
    """Its words, or those that came or went; and figures whose unit is told by a label."""
    old, new = (list(side["words"]) if side else [] for side in (before, after))
    only_words = before and after and {**before, "words": 0} == {**after, "words": 0} and old[0] == new[0]
    words = set(old) ^ set(new) if only_words and set(old) != set(new) else {*old, *new}
    return _needs(phrase(str(word)) for word in words) | Touch(rules=_BY_LABEL)


def _cue(entry: str, before: Any, after: Any) -> Touch:
    return _patterns(side["pattern"] for side in (before, after) if side)


def _pattern(entry: str, before: Any, after: Any) -> Touch:
    return _patterns(side for side in (before, after) if side)


def _indicator(entry: str, before: Any, after: Any) -> Touch:
    """Where its words stand, and where its name is given without them: as the rate of a count and the like."""
    sides = [side for side in (before, after) if side]
    patterns = [side[key] for side in sides for key in ("pattern", "after") if side.get(key)]
    rates = {side["rate"] for side in sides if side.get("rate")}
    return _patterns(patterns) | Touch(indicators=frozenset({entry.removeprefix("indicators."), *rates}))


def _check(entry: str, before: Any, after: Any) -> Touch:
    """Its findings; every plan where it is switched on, for nobody knows what it would have found."""
    name = entry.removeprefix("checks.rules.")
    switched = bool(before and before.get("enabled", True)) != bool(after and after.get("enabled", True))
    if switched and (name == _CORRECTS or (after and after.get("enabled", True))):
        return EVERY
    return Touch(findings=frozenset({name}))


def _document(entry: str, before: Any, after: Any) -> Touch:
    return Touch(numbers=frozenset(bare_number(side["number"]) for side in (before, after) if side))


def _nothing(entry: str, before: Any, after: Any) -> Touch:
    """No plan is read by it."""
    return Touch()


def _needs(needs: Iterable[Need | None]) -> Touch:
    found = list(needs)
    return EVERY if None in found else Touch(needs=frozenset(need for need in found if need is not None))


def _patterns(patterns: Iterable[str]) -> Touch:
    return _needs(needed_words(pattern) for pattern in patterns)


def _indicator_names(named: frozenset[str], sides: tuple[Contents, ...]) -> frozenset[str]:
    """With each indicator the level that it cuts or the cut of its level, and what counts make its rate."""
    family = set(named)
    for name in named:
        level = name.removesuffix(_CHANGE)
        family |= {level, level + _CHANGE}
    rates = {
        entry.removeprefix("indicators.")
        for side in sides
        for entry, content in side.items()
        if entry.startswith("indicators.") and content.get("rate") in family
    }
    return frozenset(family | rates) if named else named


def _unlooked(*keys: str) -> Callable[[Any, Any], bool]:
    """Whether an entry has a key that its judge does not look at."""
    known = frozenset(keys)
    return lambda before, after: any(side and not known.issuperset(side) for side in (before, after))


def _never(before: Any, after: Any) -> bool:
    return False


_Judge = Callable[[str, Any, Any], Touch]
_INDICATOR: Final = _unlooked(
    *("vi", "unit", "units", "family", "rate", "pattern", "after", "require", "unless", "general"),
    *("require_unit_word", "standard", "last"),
)
_UNIT: Final = _unlooked("id", "words", "scale")
_CUE: Final = _unlooked("id", "pattern")
_CHECK: Final = _unlooked("category", "severity", "enabled", "messages")
# What an id begins with, who judges a change of it, and when that judge does not know enough.
_JUDGES: Final[tuple[tuple[str, _Judge, Callable[[Any, Any], bool]], ...]] = (
    ("citations.types.", _type, _unlooked("name", "abbreviations")),
    *((f"citations.{name}", _words, _never) for name in ("issuers", "issuer_stops", "basis_openings")),
    *((f"citations.{name}", _words, _never) for name in ("law_name_stops", "law_name_exceptions")),
    *((f"units.{name}.", _unit, _UNIT) for name in ("money", "counts", "measures", "durations")),
    *((f"units.{name}", _mapped_words, _never) for name in ("scales", "per")),
    *((f"funding.{name}.", _cue, _CUE) for name in ("sources", "capital")),
    ("funding.levels", _mapped_patterns, _never),
    *((f"funding.breakdown.{name}", _words, _never) for name in ("whole", "some")),
    *((f"funding.{name}", _pattern, _never) for name in ("total_words", "sum_labels")),
    *((f"funding.{name}", _pattern, _never) for name in ("comparison_words", "itemised")),
    *((f"headings.{name}.", _cue, _CUE) for name in ("status", "components", "labels")),
    ("phrases.zero", _cue, _unlooked("pattern", "goal_words")),
    *((f"phrases.{name}.", _words, _never) for name in ("direction", "comparator", "status")),
    ("phrases.set_terms", _words, _never),
    *((f"header.{name}", _words, _never) for name in ("doc_types", "roles")),
    ("indicators.", _indicator, _INDICATOR),
    ("checks.rules.", _check, _CHECK),
    ("comparison.", _nothing, _never),
    ("legal_documents.", _document, _unlooked(*COLUMNS, "issuer")),
)
