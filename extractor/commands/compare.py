"""`extractor compare`: indicators and money across places and years."""
# ruff: noqa: PLC0415

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from extractor.commands.options import PATH, db_option, option, print_json, rules_option
from extractor.comparison.ratio_names import OF_MONEY, RATIOS
from extractor.errors import ExtractorError
from extractor.reporting.worded import WordedCommand
from extractor.reporting.words import WORDS, Lang

if TYPE_CHECKING:
    from extractor.commands.comparing import View
    from extractor.comparison.indicator_names import IndicatorName
    from extractor.comparison.money import Part

_FORMS: Final = ("table", "json", "csv", "xlsx", "svg", "png")
_PICTURES: Final = frozenset({"svg", "png"})
_ENDINGS: Final = {".txt": "table", **{f".{form}": form for form in _FORMS[1:]}}
_LEVELS: Final = click.Choice(["province", "district", "commune", "village"])
_STATUSES: Final = click.Choice(["target", "actual", "estimate", "baseline"])
_CHARTS: Final = click.Choice(["dots", "series", "scatter", "multiples", "slopes", "stacks"])
_PARTS: Final[tuple["Part", ...]] = ("component", "source", "capital")


@click.command(cls=WordedCommand, help="help.compare")
@click.argument("indicators", nargs=-1, metavar="[INDICATOR]...")
@option("--list", "listed", is_flag=True, help="help.compare_list")
@option("--year", "years", type=click.IntRange(1990, 2100), multiple=True, help="help.compare_year")
@option("--level", "levels", type=_LEVELS, multiple=True, help="help.compare_level")
@option("--status", "statuses", type=_STATUSES, multiple=True, help="help.compare_status")
@option("--province", metavar="NAME", help="help.compare_province")
@option("--district", metavar="NAME", help="help.compare_district")
@option("--place", metavar="NAME", help="help.compare_place")
@option("--series", is_flag=True, help="help.compare_series")
@option("--beside", type=click.Choice(["last-year", "upper"]), help="help.compare_beside")
@option("--budgets", metavar="PART,…", help="help.compare_budgets")
@option("--components", "--matrix", "matrix", is_flag=True, help="help.compare_matrix")
@option("--ratio", type=click.Choice(RATIOS), help="help.compare_ratio")
@option("--chart", type=_CHARTS, help="help.compare_chart")
@option("--format", "form", type=click.Choice(_FORMS), help="help.format")
@option("--output", "-o", type=PATH, help="help.compare_output")
@option("--from", "parquet", type=PATH, metavar="PARQUET", help="help.compare_from")
@db_option
@rules_option
def compare(
    *,
    indicators: tuple[str, ...],
    listed: bool,
    budgets: str | None,
    matrix: bool,
    form: str | None,
    output: Path | None,
    parquet: Path | None,
    db: Path,
    rules: Path | None,
    lang: Lang,
    **asked: Any,
) -> None:
    from extractor.commands.comparing import Request, Target, show_comparison
    from extractor.comparison.indicator_names import indicator_names
    from extractor.corpus.compare import Wanted
    from extractor.rulebook.comparison import load_comparison

    names = indicator_names(rules)
    shown = _form(form, output)
    if asked["chart"] and shown not in _PICTURES:
        raise _fault("compare.chart_form", chart=asked["chart"])
    if listed:
        _list(parquet or db, names, shown, lang, parquet=parquet is not None)
        return
    money = _parts(budgets)
    _check(indicators, money, asked, matrix=matrix)
    chosen = {name: names[name].vi for name in _resolved(indicators, names, rules)}
    wanted = Wanted(
        asked["years"],
        asked["statuses"],
        asked["levels"],
        asked["province"],
        asked["district"],
        asked["place"],
    )
    view: View = "matrix" if matrix else "series" if asked["series"] else asked["beside"] or "table"
    known = load_comparison(rules)
    request = Request(chosen, wanted, known, money, asked["ratio"], view, asked["chart"], rules)
    show_comparison(request, Target(shown, output, parquet or db, lang, parquet is not None))


def _form(form: str | None, output: Path | None) -> str:
    """The form asked for, or that of the file's ending."""
    if form is not None:
        return form
    if output is None:
        return "table"
    found = _ENDINGS.get(output.suffix.lower())
    if found is None:
        raise _fault("compare.wrong_ending", path=output)
    return found


def _fault(key: str, **values: object) -> ExtractorError:
    return ExtractorError(*(text.format(**values) for text in WORDS[key]))


def _parts(budgets: str | None) -> "tuple[Part, ...] | None":
    """The parts that money is broken down by; None where it is not asked for."""
    if budgets is None:
        return None
    given = [part.strip() for part in budgets.split(",") if part.strip()]
    for part in given:
        if part not in (*_PARTS, "all"):
            raise _fault("compare.unknown_part", part=part)
    return tuple(part for part in _PARTS if part in given)


def _check(
    indicators: tuple[str, ...], money: "tuple[Part, ...] | None", asked: Mapping[str, Any], *, matrix: bool
) -> None:
    """Whether what was asked for fits together; raises ExtractorError with one line where it does not."""
    of_money = money is not None or matrix or asked["ratio"] in OF_MONEY
    if not indicators and not of_money:
        raise _fault("compare.no_indicator")
    if indicators and of_money:
        raise _fault("compare.one_or_other")
    if asked["series"] and asked["place"] is None:
        raise _fault("compare.no_place")
    if asked["ratio"] == "reduction-baseline" and not indicators:
        raise _fault("compare.needs_indicator", option="--ratio reduction-baseline")
    if asked["beside"] and of_money:
        raise _fault("compare.needs_indicator", option="--beside")
    if sum(map(bool, (asked["series"], asked["beside"], matrix, asked["ratio"]))) > 1:
        raise _fault("compare.one_view")


def _list(db: Path, names: "Mapping[str, IndicatorName]", form: str, lang: Lang, *, parquet: bool) -> None:
    from extractor.commands.compared import compared_corpus
    from extractor.reporting.compare import indicator_items
    from extractor.reporting.compare_json import indicators_json
    from extractor.reporting.screen import show

    if form not in {"table", "json"}:
        raise _fault("compare.list_forms")
    with compared_corpus(db, parquet=parquet) as corpus:
        counts = corpus.indicator_counts()
    if form == "json":
        print_json(indicators_json(counts, names))
    else:
        show(indicator_items(counts, names, db, lang))


def _resolved(asked: Iterable[str], names: "Mapping[str, IndicatorName]", rules: Path | None) -> list[str]:
    """The ids of what was typed, each once; raises ExtractorError with what is near."""
    from extractor.comparison.indicator_names import named_indicator, near_names

    found: list[str] = []
    for typed in asked:
        name = named_indicator(typed, names, rules)
        if name is None:
            raise _unknown(typed, [f"{one.vi} ({one.id})" for one in near_names(typed, names)])
        found.append(name)
    return list(dict.fromkeys(found))


def _unknown(typed: str, near: list[str]) -> ExtractorError:
    hints = (text.format(names=", ".join(near)) if near else "" for text in WORDS["compare.near"])
    pairs = zip(WORDS["compare.unknown"], hints, strict=True)
    return ExtractorError(*(text.format(asked=typed, near=hint) for text, hint in pairs))
