"""Which place a record is for: the plan's own unit, or the one that its row names."""

from typing import Final, NamedTuple

from extractor.comparison.values import LEVELS, Level, Place
from extractor.language.text import canonical
from extractor.rulebook.comparison import ComparisonRules

_RANKED: Final[tuple[Level, ...]] = LEVELS


class Plan(NamedTuple):
    """A stored plan as far as comparing needs it."""

    id: int
    path: str
    title: str | None
    number: str | None
    issued_on: str | None
    level: Level | None
    commune: str | None
    district: str | None
    province: str | None
    plan_year: int | None
    period: tuple[int, int] | None
    unit: str | None = None
    now: str | None = None
    now_name: str | None = None

    @property
    def place(self) -> Place | None:
        """The unit whose plan it is; None where it is not known."""
        linked = (self.unit, self.now, self.now_name)
        match self.level:
            case "province" if self.province:
                return Place("province", self.province, None, None, *linked)
            case "district" if self.district:
                return Place("district", self.district, None, self.province, *linked)
            case "commune" if self.commune:
                return Place("commune", self.commune, self.district, self.province, *linked)
        return None


class Places:
    """The places of records; each name of a plan is read once."""

    def __init__(self, rules: ComparisonRules) -> None:
        self._rules = rules
        self._own: dict[int, Place | None] = {}
        self._read: dict[tuple[int, str], Place | None] = {}
        self._country = frozenset(map(canonical, rules.cities_of_the_country))

    def of(self, plan: Plan, locality: str | None) -> Place | None:
        """The plan's own place or the one named; None where that is no single place or not known."""
        if locality is None:
            return self._of_plan(plan)
        key = (plan.id, locality)
        if key not in self._read:
            own = self._of_plan(plan)
            self._read[key] = None if own is None else self._named(plan, own, locality)
        return self._read[key]

    def _of_plan(self, plan: Plan) -> Place | None:
        if plan.id not in self._own:
            self._own[plan.id] = plan.place
        return self._own[plan.id]

    def after_reform(self, plan: Plan) -> bool:
        """Whether the plan was made for units as they are since the reform."""
        if plan.issued_on:
            return plan.issued_on >= self._rules.reform.day[: len(plan.issued_on)]
        return bool(plan.plan_year and plan.plan_year > int(self._rules.reform.day[:4]))

    def _named(self, plan: Plan, own: Place, locality: str) -> Place | None:
        words = canonical(" ".join(locality.split()))
        if self._rules.groups.search(words):
            return None
        level, name = self._ranked(plan, own, words, locality)
        if level is None or not name:
            return None
        if (level, canonical(name)) == (own.level, canonical(own.name)):
            return own
        return _inside(own, level, name)

    def _ranked(self, plan: Plan, own: Place, words: str, written: str) -> tuple[Level | None, str]:
        """The level and the bare name: by the word before it, else one level under the plan's own."""
        text = " ".join(written.split())
        for level in _RANKED:
            if found := self._rules.ranks[level].match(words):
                return level, text[found.end() :]
        if found := self._rules.city.match(words):
            name = text[found.end() :].strip()
            return ("province" if canonical(name) in self._country else "district"), name
        return self._below(plan, own.level), text

    def _below(self, plan: Plan, level: Level) -> Level | None:
        """The level that a list of a plan goes through where it does not say."""
        match level:
            case "province":
                return "commune" if self.after_reform(plan) else "district"
            case "district":
                return "commune"
            case "commune":
                return "village"
        return None


def _inside(own: Place, level: Level, name: str) -> Place | None:
    """A place under the plan's own; None for one that is not under it."""
    if LEVELS.index(level) <= LEVELS.index(own.level):
        return None
    match own.level:
        case "province":
            return Place(level, name, province=own.name)
        case "district":
            return Place(level, name, district=own.name, province=own.province)
        case _:
            return Place(level, name, district=own.name, province=own.district or own.province)
