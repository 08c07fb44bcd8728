"""The commands of an expert who keeps the rules: `rules list|show|test|lint` and `explain`."""
# ruff: noqa: PLC0415

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.commands.options import PATH, form_option, option, print_json, rules_option
from extractor.errors import ExtractorError
from extractor.reporting.worded import WordedCommand, WordedGroup, complain
from extractor.reporting.words import WORDS, Lang, say

if TYPE_CHECKING:
    from extractor.rulebook import Rulebook
    from extractor.rulebook.entries import Entry


@click.group("rules", cls=WordedGroup, help="help.rules_group")
def rules_group(lang: str | None) -> None:
    """The rules as an expert's tool; its --lang is found through the context."""


@rules_group.command("list", cls=WordedCommand, help="help.rules_list")
@rules_option
@option("--kind", help="help.kind")
@form_option("table", "json")
def list_rules(rules: Path | None, kind: str | None, form: str, lang: Lang) -> None:
    from extractor.reporting.rules import entry_json, entry_sheet
    from extractor.reporting.screen import show
    from extractor.rulebook import load_rulebook

    listed = load_rulebook(rules).entries
    if kind is not None:
        listed = _of_kind(listed, kind)
    if form == "json":
        print_json([entry_json(entry, rules, lang) for entry in listed])
    else:
        show([entry_sheet(listed, rules, lang)])


def _of_kind(listed: "tuple[Entry, ...]", kind: str) -> "tuple[Entry, ...]":
    found = tuple(entry for entry in listed if entry.kind == kind)
    if not found:
        kinds = ", ".join(dict.fromkeys(entry.kind for entry in listed))
        vi, en = WORDS["rules.no_kind"]
        raise ExtractorError(vi.format(kind=kind, kinds=kinds), en.format(kind=kind, kinds=kinds))
    return found


@rules_group.command("show", cls=WordedCommand, help="help.rules_show")
@click.argument("name", metavar="ID")
@rules_option
def show_rule(name: str, rules: Path | None, lang: Lang) -> None:
    from extractor.reporting.rules import entry_lines
    from extractor.reporting.screen import show
    from extractor.rulebook import load_rulebook

    rulebook = load_rulebook(rules)
    listed = rulebook.entries
    found = [entry for entry in listed if entry.id == name or entry.id.endswith(f".{name}")]
    found = found or [entry for entry in listed if name.casefold() in entry.id.casefold()]
    if not found:
        vi, en = WORDS["rules.no_rule"]
        raise ExtractorError(vi.format(name=name), en.format(name=name))
    for entry in found:
        if entry.kind == "check":
            _show_page(entry.name, rulebook, lang)
        show(entry_lines(entry, rules, lang))


def _show_page(rule: str, rulebook: "Rulebook", lang: Lang) -> None:
    from extractor.reporting.pages import page_lines
    from extractor.reporting.screen import show
    from extractor.rulebook.pages import load_pages

    page = load_pages().rules.get(rule)
    if page is not None:
        show(page_lines(rule, rulebook.checks.rule(rule), page, lang))


@rules_group.command("test", cls=WordedCommand, help="help.rules_test")
@click.argument("files", nargs=-1, type=PATH)
@rules_option
@option("--text", "sentence", help="help.sentence")
def test_rules(files: tuple[Path, ...], rules: Path | None, sentence: str | None, lang: Lang) -> None:
    from extractor.explain.examples import try_examples
    from extractor.reporting.rules import example_items
    from extractor.reporting.screen import show
    from extractor.rulebook import FILES, MODELS, load_rulebook

    rulebook = load_rulebook(rules)
    if sentence is not None:
        _read_sentence(sentence, rulebook, lang)
        return
    unknown = [path for path in files if path.stem not in MODELS]
    if unknown:
        vi, en = WORDS["rules.no_file"]
        names = ", ".join(FILES.values())
        raise ExtractorError(*(text.format(file=unknown[0], names=names) for text in (vi, en)))
    chosen = {path.stem for path in files} or set(MODELS)
    tried = list(try_examples(rulebook, [entry for entry in rulebook.entries if entry.file in chosen]))
    show(example_items(tried, lang))
    sys.exit(any(not one.passed for one in tried))


def _read_sentence(sentence: str, rulebook: object, lang: Lang) -> None:
    """What the rules read out of one sentence, as a table of records."""
    from extractor.audit import audit_bytes
    from extractor.reporting.records import audit_tables
    from extractor.reporting.screen import show
    from extractor.rulebook import Rulebook

    assert isinstance(rulebook, Rulebook)
    audit = audit_bytes(
        sentence.encode("utf-8", "replace"), "text.txt", say(lang, "rules.sentence"), rulebook
    )
    show(audit_tables(audit, lang))


@rules_group.command("lint", cls=WordedCommand, help="help.rules_lint")
@rules_option
def lint_rules(rules: Path | None, lang: Lang) -> None:
    from extractor.explain.lint import lint

    found = lint(rules)
    for fault in found:
        click.echo(f"{fault.place.path}:{fault.place.line}: {fault.en if lang == 'en' else fault.vi}")
    if not found:
        click.echo(say(lang, "rules.sound"))
    sys.exit(bool(found))


@click.command(cls=WordedCommand, help="help.explain")
@click.argument("file", type=PATH)
@option("--at", "offset", type=click.IntRange(min=0), required=True, help="help.at")
@option("--length", type=click.IntRange(min=1), default=1, show_default=True, help="help.length")
@rules_option
@form_option("text", "json")
def explain(file: Path, offset: int, length: int, rules: Path | None, form: str, lang: Lang) -> None:
    from extractor.explain.why import explain as explain_words
    from extractor.reporting.screen import show
    from extractor.reporting.why import explanation_json, explanation_lines
    from extractor.rulebook import load_rulebook
    from extractor.scanning.reading import Ending
    from extractor.scanning.single import single_files

    rulebook = load_rulebook(rules)
    with single_files() as single:
        read = single.text(file)
    if isinstance(read, Ending):
        complain(f"{file}: {read.reason(lang)}")
        sys.exit(2)
    if offset >= len(read.text):
        told = {"file": file, "length": len(read.text)}
        raise ExtractorError(say("vi", "explain.beyond", **told), say("en", "explain.beyond", **told))
    found = explain_words(read, offset, offset + length, rulebook)
    if form == "json":
        print_json(explanation_json(found, lang))
    else:
        show(explanation_lines(found, lang))
