"""What changed between two versions of a plan."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from extractor.between import Change, Changes, FieldChange
from extractor.records import Budget, Citation, Finding, Target
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened, shown_place
from extractor.reporting.screen import SEVERITY_STYLE, Item, Line, Sheet, Style, line
from extractor.reporting.words import WORDS, Lang, say

_WIDTH: Final = 60
_FIGURES: Final = frozenset({"value", "value_corrected", "denominator"})
_SIGNS: Final[dict[str, Style]] = {"+": "green", "-": "red", "~": "yellow"}

Listed = Sequence[Change[Target]] | Sequence[Change[Budget]] | Sequence[Change[Citation]]


def changes_items(found: Changes, old: str, new: str, lang: Lang) -> Iterator[Item]:
    """The two versions, then what changed: the document, targets, sums, citations; findings fixed and new."""
    yield line(f"- {old}", "red")
    yield line(f"+ {new}", "green")
    if not found:
        yield line(say(lang, "diff.none"))
        return
    if found.document:
        yield _document(found.document, lang)
    kinds: tuple[tuple[str, Listed], ...] = (
        ("target", found.targets),
        ("budget", found.budgets),
        ("citation", found.citations),
    )
    for kind, listed in kinds:
        if listed:
            yield _sheet(kind, listed, lang)
    yield from _findings("diff.fixed", "-", found.fixed, lang)
    yield from _findings("diff.came_up", "+", found.came_up, lang)
    yield line(say(lang, "diff.stays", findings=found.stays, records=found.unchanged), "dim")


def _document(fields: Sequence[FieldChange], lang: Lang) -> Sheet:
    heads = tuple(say(lang, f"diff.{name}") for name in ("field", "was", "is"))
    rows = tuple((_name(one, lang), one.old or "", one.new or "") for one in fields)
    return Sheet(say(lang, "kind.document"), heads, rows)


def _sheet(kind: str, listed: Listed, lang: Lang) -> Sheet:
    heads = ("", *(say(lang, f"diff.{name}") for name in ("words", "change", "place")))
    return Sheet(say(lang, f"kind.{kind}"), heads, tuple(_row(change, lang) for change in listed))


def _row(change: Change[Any], lang: Lang) -> tuple[str, ...]:
    record: Any = change.old if change.new is None else change.new
    sign = "-" if change.new is None else "+" if change.old is None else "~"
    told = "; ".join(
        f"{_name(one, lang)}: {_value(one, one.old, lang)} → {_value(one, one.new, lang)}"
        for one in change.fields
    )
    labels = " › ".join((*(getattr(record, "row", None) or ()), *(getattr(record, "column", None) or ())))
    words = shortened(f"{labels}: {record.text}" if labels else record.text, _WIDTH)
    return sign, words, told, shown_place(lang, record.section, record.page)


def _value(change: FieldChange, value: str | None, lang: Lang) -> str:
    """What a field holds, its figures as they are written here."""
    if not value:
        return "–"
    return figure(lang, Decimal(value)) if change.name in _FIGURES else value


def _name(change: FieldChange, lang: Lang) -> str:
    key = f"field.{change.name}"
    return say(lang, key) if key in WORDS else change.name


def _findings(title: str, sign: str, found: Sequence[Finding], lang: Lang) -> Iterator[Line]:
    if not found:
        return
    yield line()
    yield line(say(lang, title, count=len(found)), "bold")
    for one in found:
        said = one.message_en if lang == "en" else one.message
        rule, place = say(lang, f"severity.{one.severity}"), shown_place(lang, one.section, one.page)
        yield Line(
            ((f"{sign} ", _SIGNS[sign]), (f"{rule} {one.rule}", SEVERITY_STYLE[one.severity])), indent=2
        )
        yield line(said, indent=4)
        yield line(f"«{shortened(one.text)}» {place}".rstrip(), "dim", indent=4)


def changes_json(found: Changes, old: str, new: str) -> dict[str, Any]:
    """The same for another program to read; records as in the contract."""
    return {
        "old": old,
        "new": new,
        "document": [_field(one) for one in found.document],
        "targets": [_change(one) for one in found.targets],
        "budgets": [_change(one) for one in found.budgets],
        "citations": [_change(one) for one in found.citations],
        "fixed": [one.model_dump(mode="json") for one in found.fixed],
        "came_up": [one.model_dump(mode="json") for one in found.came_up],
        "stays": found.stays,
        "unchanged": found.unchanged,
    }


def _change(change: Change[Any]) -> dict[str, Any]:
    return {
        "old": None if change.old is None else change.old.model_dump(mode="json"),
        "new": None if change.new is None else change.new.model_dump(mode="json"),
        "fields": [_field(one) for one in change.fields],
    }


def _field(one: FieldChange) -> dict[str, str | None]:
    return {"name": one.name, "old": one.old, "new": one.new}
