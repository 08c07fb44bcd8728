#!/usr/bin/env python3
"""Write docs/rules: a page for each check, and their index.

    .venv/bin/python docs/make_rule_pages.py            (writes what is new or changed, removes what is gone)
    .venv/bin/python docs/make_rule_pages.py --check    (writes nothing; exits 1 naming what is out of date)

Out of rules/checks.yaml and rules/pages/checks.yaml; the finding shown on a page is what its wrong
example gives. Exits 1 where a check has no page or its example does not give its finding.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractor.audit import audit_bytes  # noqa: E402
from extractor.checker.wording import Words  # noqa: E402
from extractor.corpus import Corpus  # noqa: E402
from extractor.reporting.pages import index_markdown, missing_pages, page_markdown  # noqa: E402
from extractor.rulebook import Rulebook, load_rulebook  # noqa: E402
from extractor.rulebook.pages import CheckPages, load_pages  # noqa: E402
from extractor.scanning.pool import Limits  # noqa: E402
from extractor.scanning.scan import scan  # noqa: E402

FOLDER = ROOT / "docs" / "rules"
INDEX = "README.md"


def told(pages: CheckPages, rule: str, rules: Rulebook, *, wrong: bool) -> list[tuple[str, Words]]:
    """Rule and message of every finding that an example of a check gives, alone or among other plans."""
    text = pages.plan(rule, wrong=wrong)
    if pages.rules[rule].beside:
        return told_across((text, *pages.rules[rule].beside))
    found = audit_bytes(text.encode(), "plan.txt", "plan.txt", rules).findings
    return [(one.rule, Words(one.message, one.message_en)) for one in found]


def told_across(plans: Sequence[str]) -> list[tuple[str, Words]]:
    """The same for plans that stand in one corpus."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(plans):
            Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
        database = Path(folder, "corpus.db")
        scan([Path(folder)], database, limits=Limits(jobs=1, timeout=60))
        with Corpus.open(database, create=False) as corpus:
            found = [*corpus.worst_findings(len(plans) * 10), *(one for one, _ in corpus.across().findings)]
    return [(one.rule, Words(one.message_vi, one.message_en)) for one in found]


def message(pages: CheckPages, rule: str, rules: Rulebook) -> Words:
    """What a check says of its wrong example; SystemExit where that gives another finding, none or several."""
    found = told(pages, rule, rules, wrong=True)
    if [name for name, _ in found] != [rule]:
        sys.exit(f"{rule}: the wrong example gives {[name for name, _ in found] or 'nothing'}")
    return found[0][1]


def written(rules: Rulebook, pages: CheckPages) -> Iterator[tuple[str, str]]:
    """Name and text of every file of the folder."""
    yield INDEX, index_markdown(rules.checks, pages)
    for rule in rules.checks.ids:
        found = message(pages, rule, rules)
        yield f"{rule}.md", page_markdown(rule, rules.checks.rule(rule), pages.rules[rule], found)


def stale(files: dict[str, str]) -> list[str]:
    """Names of the files that are missing, out of date or left over."""
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in {*files, *there} if files.get(name) != there.get(name))


def main(arguments: list[str]) -> int:
    rules, pages = load_rulebook(), load_pages()
    if missing := missing_pages(rules.checks, pages.rules):
        sys.exit(f"rules/pages/checks.yaml and rules/checks.yaml differ in: {', '.join(missing)}")
    files = dict(written(rules, pages))
    changed = stale(files)
    if "--check" in arguments:
        for name in changed:
            print(f"docs/rules/{name}: out of date, run docs/make_rule_pages.py", file=sys.stderr)
        return bool(changed)
    FOLDER.mkdir(exist_ok=True)
    for name in changed:
        if name in files:
            (FOLDER / name).write_text(files[name], encoding="utf-8", newline="\n")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
