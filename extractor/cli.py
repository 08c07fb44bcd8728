"""The command line: one thin function a command.

What a command needs is imported when it runs, so that no command pays for another.
"""
# ruff: noqa: PLC0415

import signal
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor import __version__
from extractor.collecting import leave_as_it_is, look_seldom
from extractor.commands.check import audits_of, check
from extractor.commands.compare import compare
from extractor.commands.db import db_group
from extractor.commands.diff import diff
from extractor.commands.expert import explain, rules_group
from extractor.commands.export import export
from extractor.commands.localities import localities_group
from extractor.commands.options import (
    files_argument,
    form_option,
    print_json,
    rules_option,
)
from extractor.commands.requests import requests
from extractor.commands.scan import files, retry, scan
from extractor.commands.search import search
from extractor.commands.serve import serve
from extractor.commands.triage import triage_group
from extractor.commands.view import render, text
from extractor.reporting.worded import WordedCommand, WordedGroup, WordedOption
from extractor.reporting.words import Lang

if TYPE_CHECKING:
    from extractor.scanning.reading import Ending


@click.group(cls=WordedGroup, help="help.extractor")
@click.version_option(__version__, prog_name="extractor", cls=WordedOption, help="help.version")
def cli(lang: str | None) -> None:
    """The program; its --lang is found through the context."""


cli.add_command(scan)


@cli.command(cls=WordedCommand, help="help.extract")
@files_argument
@form_option("jsonl", "json", "table")
@rules_option
def extract(files: tuple[Path, ...], form: str, rules: Path | None, lang: Lang) -> None:
    from extractor.rulebook import load_rulebook

    unread: list[tuple[Path, Ending]] = []
    audits = (audit for _, audit in audits_of(files, load_rulebook(rules), lang, unread))
    if form == "table":
        from extractor.reporting.records import audit_tables
        from extractor.reporting.screen import show

        for audit in audits:
            show(audit_tables(audit, lang))
    elif form == "jsonl":
        for audit in audits:
            click.echo("\n".join(record.model_dump_json() for record in audit.records()))
    else:
        print_json([record.model_dump(mode="json") for audit in audits for record in audit.records()])
    if unread:
        sys.exit(2)


cli.add_command(check)


cli.add_command(text)
cli.add_command(render)


cli.add_command(search)
cli.add_command(compare)
cli.add_command(db_group)
cli.add_command(diff)
cli.add_command(files)
cli.add_command(retry)
cli.add_command(triage_group)
cli.add_command(export)
cli.add_command(requests)


@cli.command(cls=WordedCommand, help="help.schema")
def schema(lang: Lang) -> None:
    from extractor.records import contract_schema

    print_json(contract_schema())


cli.add_command(rules_group)
cli.add_command(explain)
cli.add_command(serve)
cli.add_command(localities_group)


def main() -> None:
    """The entry point: UTF-8 whatever the terminal's code page, lines that end alike everywhere.

    A Ctrl-C that comes when all is done and the interpreter is leaving changes neither the work nor its code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    look_seldom()
    try:
        cli(prog_name="extractor")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        leave_as_it_is()
