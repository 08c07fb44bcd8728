"""The sentences of the checks: what each rule of rules/checks.yaml says, and which figures its words may name."""

from collections.abc import Callable
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from extractor.rulebook.loading import RuleModel


class Wording(RuleModel):
    """One sentence in both languages, with names of figures in braces."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


def _fields(template: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise PydanticCustomError(
            "bad_brace",
            "a brace is not closed or stands alone in {template}",
            {"template": repr(template), "vi": f"ngoặc nhọn không đóng hoặc đứng lẻ trong {template!r}"},
        ) from error


def uses(*names: str) -> AfterValidator:
    """A wording that may use these names and no others."""
    return AfterValidator(_only(frozenset(names)))


def _only(names: frozenset[str]) -> Callable[[Wording], Wording]:
    def check(wording: Wording) -> Wording:
        for language, template in (("vi", wording.vi), ("en", wording.en)):
            if unknown := _fields(template) - names:
                raise _unknown_name(min(unknown), names, language)
        return wording

    return check


def _unknown_name(name: str, names: frozenset[str], language: str) -> PydanticCustomError:
    known = ", ".join(f"{{{known}}}" for known in sorted(names))
    return PydanticCustomError(
        "unknown_name",
        "unknown name {shown}; known here: {known}",
        {
            "shown": f"{{{name}}}",
            "known": known or "none",
            "vi": f"tên {{{name}}} không dùng được ở đây; dùng được: {known or 'không có tên nào'}",
            "inside": language,
        },
    )


Plain = Annotated[Wording, uses()]


class UnitScaleTexts(RuleModel):
    total: Annotated[Wording, uses("text", "sum", "expected")]
    part: Annotated[Wording, uses("text", "sum", "expected")]
    shift: Annotated[Wording, uses("text", "sum", "expected")]
    half_dong: Annotated[Wording, uses("text")]
    marks: Annotated[Wording, uses("text")]
    alone: Annotated[Wording, uses("text", "expected")]
    tiny: Annotated[Wording, uses("text", "expected")]
    heading: Annotated[Wording, uses("text", "total", "other", "expected")]
    cost: Annotated[Wording, uses("text", "expected", "product")]
    norm: Annotated[Wording, uses("text", "expected")]


class SumTexts(RuleModel):
    whole: Annotated[Wording, uses("text", "sum", "gap")]
    some: Annotated[Wording, uses("text", "sum", "gap")]
    shared: Annotated[Wording, uses("text", "expected", "count", "sums")]
    one_digit: Annotated[Wording, uses("text", "expected")]
    swapped: Annotated[Wording, uses("text", "expected")]
    left_out: Annotated[Wording, uses("part")]
    twice: Annotated[Wording, uses("part")]
    exchanged: Annotated[Wording, uses("text", "expected")]
    subtotal: Annotated[Wording, uses("part")]
    product: Annotated[Wording, uses("text", "product", "gap")]
    times: Annotated[Wording, uses("text", "product", "gap")]
    balance: Annotated[Wording, uses("text", "sum", "gap")]
    count_in_table: Annotated[Wording, uses("text", "other", "gap")]
    in_table: Annotated[Wording, uses("text", "other", "gap")]
    cut: Plain


class RoundingTexts(RuleModel):
    near: Annotated[Wording, uses("text", "sum", "gap")]
    exacting: Annotated[Wording, uses("text", "sum", "gap")]
    product: Annotated[Wording, uses("text", "product", "gap")]


class RatioTexts(RuleModel):
    ratio: Annotated[Wording, uses("count", "whole", "stated", "expected")]
    cut: Annotated[Wording, uses("count", "whole", "stated", "expected")]


class RateTexts(RuleModel):
    populations: Annotated[Wording, uses("pairs", "locality")]
    changes: Annotated[Wording, uses("tolerance")]
    cut: Plain


class ImpossibleRateTexts(RuleModel):
    no_count: Annotated[Wording, uses("text", "population", "nearest")]


class AmountInWordsTexts(RuleModel):
    differ: Annotated[Wording, uses("text", "words", "expected", "gap")]


class UnitMissingTexts(RuleModel):
    sum: Annotated[Wording, uses("text")]
    count: Annotated[Wording, uses("text", "indicator")]
    table: Annotated[Wording, uses("text", "count")]


class PercentTexts(RuleModel):
    plain: Annotated[Wording, uses("text", "expected")]
    proved: Annotated[Wording, uses("text", "expected", "count", "whole")]


class YearTexts(RuleModel):
    mismatch: Annotated[Wording, uses("cited", "year", "text", "expected")]


class IncompleteTexts(RuleModel):
    no_year: Annotated[Wording, uses("type", "text")]
    in_full_elsewhere: Annotated[Wording, uses("type", "text", "expected")]
    no_number: Annotated[Wording, uses("type", "text")]


class DeadlineTexts(RuleModel):
    early: Annotated[Wording, uses("due", "issued", "task")]


class HeaderTexts(RuleModel):
    blank: Annotated[Wording, uses("text")]
    absent: Annotated[Wording, uses("type", "expected")]


class GapTexts(RuleModel):
    start: Annotated[Wording, uses("heading", "marker", "missing", "parent")]
    between: Annotated[Wording, uses("heading", "before", "marker", "missing")]


class DuplicateTexts(RuleModel):
    repeated: Annotated[Wording, uses("heading", "marker", "expected")]


class ImpossibleDateTexts(RuleModel):
    no_such_day: Annotated[Wording, uses("text")]
    later: Annotated[Wording, uses("cited", "date", "issued")]
    no_day: Annotated[Wording, uses("text")]


class ConflictTexts(RuleModel):
    dates: Annotated[Wording, uses("cited", "dates")]
    issuers: Annotated[Wording, uses("cited", "issuers")]
    registry: Annotated[Wording, uses("cited", "date", "support")]
    support: Annotated[Wording, uses("agreed", "count", "expected")]
    corpus: Annotated[Wording, uses("cited", "date", "agreed", "count", "expected")]


class RollUpTexts(RuleModel):
    total: Annotated[Wording, uses("label", "text", "count", "sum", "gap", "units")]
    unit: Annotated[Wording, uses("unit", "listed", "told")]


class CopyTexts(RuleModel):
    copied: Annotated[Wording, uses("other", "path", "words", "shared", "own", "figures", "longest")]
    undated: Annotated[Wording, uses()]


class GrowthTexts(RuleModel):
    change: Annotated[Wording, uses("text", "before", "after", "tried")]


class TwoValuesTexts(RuleModel):
    two_values: Annotated[Wording, uses("indicator", "year", "text", "other")]
    two_levels: Annotated[Wording, uses("indicator", "year", "text", "other")]


class ShareSumTexts(RuleModel):
    sum: Annotated[Wording, uses("sum")]


class PlanYearTexts(RuleModel):
    heading: Annotated[Wording, uses("text", "year", "plan_year")]
    period: Annotated[Wording, uses("text", "year", "plan_year")]
    goal: Annotated[Wording, uses("text", "year", "plan_year")]


class PeriodTexts(RuleModel):
    early: Annotated[Wording, uses("text", "year", "issued")]
    day: Annotated[Wording, uses("text", "issued")]


class LocalityTexts(RuleModel):
    spelling: Annotated[Wording, uses("text", "own")]
    another: Annotated[Wording, uses("text", "own")]


class BracketTexts(RuleModel):
    unclosed: Annotated[Wording, uses("text")]
    unopened: Annotated[Wording, uses("text")]
    quotation: Annotated[Wording, uses("text")]


class AppendixTexts(RuleModel):
    absent: Annotated[Wording, uses("text")]


class TypoTexts(RuleModel):
    slip: Annotated[Wording, uses("text", "expected")]
    doubled: Annotated[Wording, uses("text", "expected")]
    joined: Annotated[Wording, uses("text", "expected")]


class FormatTexts(RuleModel):
    two_ways: Annotated[Wording, uses("text", "other")]
    malformed: Annotated[Wording, uses("text")]
    doubtful: Annotated[Wording, uses("text")]


class ShareTexts(RuleModel):
    over: Annotated[Wording, uses("text", "indicator")]
    under: Annotated[Wording, uses("text", "indicator")]
