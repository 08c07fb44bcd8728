"""`extractor triage`: what auditors say of findings."""
# ruff: noqa: PLC0415

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.commands.options import (
    PATH,
    db_option,
    form_option,
    mask_option,
    option,
    paging_options,
    print_json,
    reviewer_option,
    rules_option,
    selection_options,
)
from extractor.errors import ExtractorError
from extractor.reporting.worded import WordedCommand, WordedGroup
from extractor.reporting.words import WORDS, Lang, say
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.corpus import Corpus
    from extractor.corpus.judgements import Judgement, LogEntry
    from extractor.corpus.selection import Selection

_REASONS = click.Choice(("misread", "other-period", "explained", "duplicate", "immaterial"))
_marks = click.argument("marks", nargs=-1, metavar="[MÃ]…")
_note = option("--note", default="", help="help.note")


@click.group("triage", cls=WordedGroup, help="help.triage")
def triage_group(lang: str | None) -> None:
    """The log of triage; its --lang is found through the context."""


@triage_group.command("list", cls=WordedCommand, help="help.triage_list")
@_marks
@db_option
@selection_options
@paging_options
@form_option("table", "json")
def list_findings(
    marks: tuple[str, ...], db: Path, limit: int | None, page: int, form: str, lang: Lang, **asked: Any
) -> None:
    from extractor.reporting.paging import Page
    from extractor.reporting.screen import show
    from extractor.reporting.triage import triage_items, triaged_json

    with _opened(db) as corpus:
        listed = Page.of(corpus.triaged(chosen(marks=_whole(corpus, marks), **asked)), limit, page)
    if form == "json":
        print_json([triaged_json(one) for one in listed.rows])
    else:
        show(triage_items(listed, lang))


def _judging(command: Callable[..., None]) -> Callable[..., None]:
    """What every command that says something of findings takes."""
    for decorate in (reviewer_option, _note, selection_options, db_option, _marks):
        command = decorate(command)
    return command


@triage_group.command(cls=WordedCommand, help="help.triage_confirm")
@_judging
def confirm(note: str, reviewer: str | None, lang: Lang, **asked: Any) -> None:
    _judge(_judgement(reviewer, "confirmed", note), lang, **asked)


@triage_group.command(cls=WordedCommand, help="help.triage_dismiss")
@option("--reason", type=_REASONS, required=True, help="help.reason")
@_judging
def dismiss(reason: str, note: str, reviewer: str | None, lang: Lang, **asked: Any) -> None:
    _judge(_judgement(reviewer, "dismissed", note, reason), lang, **asked)


@triage_group.command(cls=WordedCommand, help="help.triage_reopen")
@_judging
def reopen(note: str, reviewer: str | None, lang: Lang, **asked: Any) -> None:
    _judge(_judgement(reviewer, "new", note), lang, bulk=False, **asked)


@triage_group.command(cls=WordedCommand, help="help.triage_note")
@_judging
def note(note: str, reviewer: str | None, lang: Lang, **asked: Any) -> None:
    if not note.strip():
        raise ExtractorError(*WORDS["triage.no_note"])
    _judge(_judgement(reviewer, None, note), lang, bulk=False, **asked)


@triage_group.command(cls=WordedCommand, help="help.triage_history")
@click.argument("mark", metavar="MÃ")
@db_option
@form_option("table", "json")
def history(mark: str, db: Path, form: str, lang: Lang) -> None:
    from extractor.reporting.screen import line, show
    from extractor.reporting.triage import history_items

    with _opened(db) as corpus:
        entries = corpus.history(_whole(corpus, [mark])[0])
    if form == "json":
        print_json([entry.model_dump(mode="json") for entry in entries])
    elif entries:
        show(history_items(entries, lang))
    else:
        show([line(say(lang, "triage.new"))])


@triage_group.command("export", cls=WordedCommand, help="help.triage_export")
@db_option
@selection_options
@option("--output", "-o", type=PATH, help="help.to_file")
@mask_option
@rules_option
def export_log(
    db: Path, output: Path | None, mask: bool, rules: Path | None, lang: Lang, **asked: Any
) -> None:
    from extractor.exporting.files import replacing
    from extractor.exporting.masking import Masked
    from extractor.reporting.numbers import figure

    with _opened(db) as corpus:
        entries = corpus.triage_log(chosen(**asked))
        plans = {file.path for file in corpus.files()}
        if mask:
            with corpus.outgoing() as out:
                entries = list(map(Masked(out, rules).entry, entries))
    lines = [entry.model_dump_json() for entry in entries]
    if output is None:
        click.echo("\n".join(lines), nl=bool(lines))
        return
    with replacing(output, plans) as beside:
        beside.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8", newline="\n")
    click.echo(say(lang, "triage.exported", count=figure(lang, len(entries)), path=safe_path(output)))


@triage_group.command("import", cls=WordedCommand, help="help.triage_import")
@click.argument("files", nargs=-1, required=True, type=PATH)
@db_option
def import_log(files: tuple[Path, ...], db: Path, lang: Lang) -> None:
    from extractor.corpus.triage import together
    from extractor.reporting.screen import show
    from extractor.reporting.triage import merged_items

    logs = [list(_read_log(path)) for path in files]
    with _opened(db) as corpus:
        merged = together(corpus.merge_triage(brought) for brought in logs)
    show(merged_items(merged, lang))


@triage_group.command(cls=WordedCommand, help="help.triage_stats")
@db_option
@form_option("table", "json")
def stats(db: Path, form: str, lang: Lang) -> None:
    from extractor.reporting.screen import show
    from extractor.reporting.triage import tally_json, tally_sheet

    with _opened(db) as corpus:
        tallies = corpus.tallies()
    if form == "json":
        print_json([tally_json(one) for one in tallies])
    else:
        show([tally_sheet(tallies, lang)])


@contextmanager
def _opened(db: Path) -> "Iterator[Corpus]":
    from extractor.corpus import Corpus

    with Corpus.open(db, create=False) as corpus:
        yield corpus


def chosen(
    *,
    paths: tuple[str, ...],
    rule_ids: tuple[str, ...],
    severities: tuple[str, ...],
    states: tuple[str, ...],
    places: tuple[str, ...],
    levels: tuple[str, ...],
    years: tuple[int, ...],
    marks: Sequence[str] = (),
) -> "Selection":
    """What the options of `selection_options` ask for."""
    from extractor.corpus.judgements import State
    from extractor.corpus.selection import Selection

    return Selection(
        marks=tuple(marks),
        paths=paths,
        rules=rule_ids,
        severities=severities,
        states=tuple(map(State, states)),
        places=places,
        levels=levels,
        years=years,
    )


def _judgement(reviewer: str | None, state: str | None, note: str, reason: str | None = None) -> "Judgement":
    from extractor.corpus.judgements import Judgement, Reason, State
    from extractor.settings import reviewer as settled

    return Judgement(
        settled(reviewer),
        None if state is None else State(state),
        None if reason is None else Reason(reason),
        note.strip(),
    )


def _judge(
    judgement: "Judgement", lang: Lang, *, marks: tuple[str, ...], db: Path, bulk: bool = True, **asked: Any
) -> None:
    """Says so of the findings named, or of those chosen: with `bulk`, of these only where nobody judged them yet."""
    from extractor.reporting.numbers import figure
    from extractor.reporting.triage import state_words

    if not marks and not chosen(**asked):
        raise ExtractorError(*WORDS["triage.which"])
    if marks and chosen(**asked):
        raise ExtractorError(*WORDS["triage.marks_or_filters"])
    if bulk and not asked["states"]:
        asked["states"] = ("new",)
    with _opened(db) as corpus:
        named = _whole(corpus, marks) or [one.finding.fingerprint for one in corpus.triaged(chosen(**asked))]
        count = corpus.judge(named, judgement)
    state = judgement.state
    what = say(lang, "triage.noted") if state is None else state_words(state, judgement.reason, lang)
    click.echo(say(lang, "triage.done", count=figure(lang, count), what=what))


def _whole(corpus: "Corpus", marks: Sequence[str]) -> list[str]:
    """The fingerprints that these begin; raises ExtractorError where one begins none or several."""
    from extractor.reporting.triage import MARK

    whole = []
    for mark in marks:
        found = corpus.marks(mark)
        if len(found) != 1:
            shown = ", ".join(one[: max(MARK, len(mark) + 2)] for one in found[:5])
            key = "triage.many_marks" if found else "triage.no_mark"
            given = {"mark": mark, "count": len(found), "marks": shown}
            raise ExtractorError(say("vi", key, **given), say("en", key, **given))
        whole += found
    return whole


def _read_log(path: Path) -> "Iterator[LogEntry]":
    """The entries of a file; raises ExtractorError naming file, line and reason."""
    from pydantic import ValidationError

    from extractor.corpus.judgements import LogEntry
    from extractor.rulebook.reasons import reason
    from extractor.system import os_reason

    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
    except OSError as error:
        vi, en = os_reason(error)
        raise ExtractorError(f"{path}: {vi}", f"{path}: {en}") from error
    for number, written in enumerate(lines, 1):
        if not written.strip():
            continue
        try:
            yield LogEntry.model_validate_json(written)
        except ValidationError as error:
            first = error.errors()[0]
            said = WORDS["triage.not_json"] if first["type"] == "json_invalid" else reason(first, LogEntry)
            vi, en = WORDS["triage.bad_line"]
            raise ExtractorError(
                vi.format(path=path, line=number, reason=said[0]),
                en.format(path=path, line=number, reason=said[1]),
            ) from error
