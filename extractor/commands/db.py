"""`extractor db`: the database looked after, put together with another, opened in Datasette."""
# ruff: noqa: PLC0415

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import click

from extractor.commands.options import PATH, db_option, form_option, option, print_json, rules_option
from extractor.errors import ExtractorError
from extractor.reporting.worded import WordedCommand, WordedGroup
from extractor.reporting.words import WORDS, Lang, say
from extractor.system import safe_path

_PLUGINS: Final = Path(__file__).with_name("datasette_plugins")


@click.group("db", cls=WordedGroup, help="help.db_group")
def db_group(lang: str | None) -> None:
    """The database as a thing to look after; its --lang is found through the context."""


@db_group.command("stats", cls=WordedCommand, help="help.db_stats")
@db_option
@form_option("table", "json")
def stats(db: Path, form: str, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.screen import show
    from extractor.reporting.upkeep import stats_items, stats_json

    with Corpus.open(db, create=False) as corpus:
        counted, runs = corpus.stats(), corpus.runs()
    if form == "json":
        print_json(stats_json(counted, runs))
    else:
        show(stats_items(counted, runs, db, lang))


@db_group.command("check", cls=WordedCommand, help="help.db_check")
@db_option
@form_option("table", "json")
def check(db: Path, form: str, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.screen import show
    from extractor.reporting.upkeep import fault_lines, faults_json

    with Corpus.open(db, create=False) as corpus:
        found = corpus.faults()
    if form == "json":
        print_json(faults_json(found))
    else:
        show(fault_lines(found, db, lang))
    sys.exit(bool(found))


@db_group.command("vacuum", cls=WordedCommand, help="help.db_vacuum")
@db_option
def vacuum(db: Path, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.upkeep import megabytes

    with Corpus.open(db, create=False) as corpus:
        before, after = (megabytes(size, lang) for size in corpus.vacuum())
    click.echo(say(lang, "db.vacuumed", db=safe_path(db), before=before, after=after))


@db_group.command("migrate", cls=WordedCommand, help="help.db_migrate")
@db_option
def migrate(db: Path, lang: Lang) -> None:
    from extractor.corpus import Corpus

    with Corpus.open(db, create=False) as corpus:
        version = corpus.stats().version
    click.echo(say(lang, "db.migrated", db=safe_path(db), version=version))


@db_group.command("merge", cls=WordedCommand, help="help.db_merge")
@click.argument("other", type=PATH)
@option("--province", "provinces", multiple=True, metavar="NAME", help="help.merge_province")
@option("--year", "years", type=click.IntRange(1990, 2100), multiple=True, help="help.merge_year")
@db_option
@rules_option
def merge(
    other: Path,
    provinces: tuple[str, ...],
    years: tuple[int, ...],
    db: Path,
    rules: Path | None,
    lang: Lang,
) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.screen import show
    from extractor.reporting.upkeep import brought_lines
    from extractor.rulebook import load_rulebook
    from extractor.scanning.comparing import compare_stored

    book = load_rulebook(rules)  # what is wrong with them is told before anything is written
    if other.is_dir():
        from extractor.cluster.bringing import bring
        from extractor.cluster.stored import Wish

        brought, compared = bring(other, db, Wish(provinces, years), book)
    elif provinces or years:
        raise ExtractorError(*WORDS["merge.only_parquet"])
    else:
        with Corpus.open(db) as corpus:
            brought = corpus.merge(other)
            compared = compare_stored(corpus, book)
    show(brought_lines(brought, other, db, lang))
    if not compared:
        click.echo(say(lang, "merge.not_compared", other=safe_path(other), db=safe_path(db)))


@db_group.command("datasette", cls=WordedCommand, help="help.db_datasette")
@db_option
@option("--open", "opened", is_flag=True, help="help.db_open")
def datasette(db: Path, opened: bool, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.corpus.views import metadata

    with Corpus.open(db, create=False):  # migrated, its views made
        pass
    described = db.with_name(f"{db.stem}.datasette.json")
    called = ["datasette", str(db), "-m", str(described), "--plugins-dir", str(_PLUGINS)]
    if opened and not _has_datasette():
        raise ExtractorError(*WORDS["db.no_datasette"])
    try:
        written = json.dumps(metadata(db.stem, lang), ensure_ascii=False, indent=1)
        described.write_text(written + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        vi, en = WORDS["db.no_metadata"]
        raise ExtractorError(vi.format(path=described), en.format(path=described)) from error
    click.echo(safe_path(shlex.join(called)))
    if opened:
        sys.stdout.flush()
        sys.exit(subprocess.call([sys.executable, "-m", *called, "--open"]))


def _has_datasette() -> bool:
    from importlib.util import find_spec

    return find_spec("datasette") is not None
