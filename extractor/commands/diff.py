"""`extractor diff`: what changed between two versions of a plan."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.commands.options import PATH, form_option, option, print_json, rules_option
from extractor.errors import ExtractorError
from extractor.reporting.worded import WordedCommand
from extractor.reporting.words import WORDS, Lang
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.corpus import Corpus
    from extractor.plan import PlanRecord

    Side = tuple[str, Sequence[PlanRecord]]


@click.command("diff", cls=WordedCommand, help="help.diff")
@click.argument("old", type=PATH)
@click.argument("new", type=PATH, required=False)
@option("--db", type=PATH, help="help.diff_db")
@form_option("table", "json")
@rules_option
def diff(old: Path, new: Path | None, db: Path | None, form: str, rules: Path | None, lang: Lang) -> None:
    from extractor.between import changes
    from extractor.reporting.changes import changes_items, changes_json
    from extractor.reporting.screen import show

    if db is None and new is None:
        raise ExtractorError(*WORDS["diff.two"])
    before, after = _stored(db, old, new) if db is not None else _read(old, new or old, rules, lang)
    found = changes(before[1], after[1])
    if form == "json":
        print_json(changes_json(found, before[0], after[0]))
    else:
        show(changes_items(found, before[0], after[0], lang))
    sys.exit(bool(found))


def _read(old: Path, new: Path, rules: Path | None, lang: Lang) -> "tuple[Side, Side]":
    """Two files, read now."""
    from extractor.commands.check import audits_of
    from extractor.rulebook import load_rulebook

    found = [
        (safe_path(path), tuple(a.records()))
        for path, a in audits_of([old, new], load_rulebook(rules), lang, [])
    ]
    if len(found) < 2:
        sys.exit(2)  # what could not be read has been told
    return found[0], found[1]


def _stored(db: Path, old: Path, new: Path | None) -> "tuple[Side, Side]":
    """Two versions as stored: of two plans, or the last two of one."""
    from extractor.corpus import Corpus

    with Corpus.open(db, create=False) as corpus:
        if new is not None:
            return _version(corpus, old, db), _version(corpus, new, db)
        name = _called(corpus, safe_path(old))
        known = corpus.versions(name)
        if len(known) < 2:
            raise _none("diff.one_version" if known else "diff.no_version", name, db)
        before, after = ((_shown(known, at), corpus.records(known[at])) for at in (-2, -1))
        return before, after


def _version(corpus: "Corpus", path: Path, db: Path) -> "Side":
    """`PATH` as it is stored, or `PATH@N`, the N-th version of its plan, counted from 1, the oldest."""
    name = _called(corpus, safe_path(path))
    known = corpus.versions(name)
    of_file = [at for at, version in enumerate(known) if version.path == name]
    if of_file:
        return _shown(known, of_file[-1]), corpus.records(known[of_file[-1]])
    bare, _, number = name.rpartition("@")
    bare = _called(corpus, bare)
    known = corpus.versions(bare) if bare and number.isdecimal() and len(number) < 6 else []
    if not known or not 1 <= int(number) <= len(known):
        raise _none("diff.no_version", name, db)
    return _shown(known, int(number) - 1), corpus.records(known[int(number) - 1])


def _called(corpus: "Corpus", name: str) -> str:
    """The path of the only file that is called so, where none has it for its whole path; else the name."""
    if not name or corpus.versions(name):
        return name
    paths = {file.path for file in corpus.files() if file.path.endswith(f"/{name}")}
    return paths.pop() if len(paths) == 1 else name


def _shown(known: "Sequence[object]", at: int) -> str:
    from extractor.corpus.versions import Version

    version = known[at]
    assert isinstance(version, Version)
    number = at % len(known) + 1
    told = (version.number, version.issued_on, version.replaced and f"→ {version.replaced}")
    return " · ".join((f"{version.path}@{number}", *(part for part in told if part)))


def _none(key: str, name: str, db: Path) -> ExtractorError:
    vi, en = WORDS[key]
    return ExtractorError(vi.format(path=name, db=db), en.format(path=name, db=db))
