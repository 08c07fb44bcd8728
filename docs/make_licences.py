#!/usr/bin/env python3
"""Write docs/licences.md: every pinned distribution and the licence its own metadata states.

    .venv/bin/python docs/make_licences.py            (in an environment with [dev] and the extras)

Exits 1, writing nothing, where a licence is missing or asks for more than this project can give.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, files, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "licences.md"
REFUSED = re.compile(r"\b(?:AGPL|Affero|GPL|(?<!Lesser )General Public)", re.IGNORECASE)

HEAD = """# Licences of the dependencies

Every distribution that constraints.txt pins, as its own metadata states it; written by
docs/make_licences.py. Permissive licences, MPL and LGPL may be depended on, GPL and AGPL may not.

| distribution | licence |
|---|---|
"""


def pinned(constraints: str) -> Iterator[str]:
    """Names of the distributions in a constraints file."""
    for line in constraints.splitlines():
        if name := re.match(r"[\w.-]+(?===)", line):
            yield name.group()


def licence(stated: PackageMetadata) -> str:
    """The licence in one line: the expression, the classifier or the free text; "" where none is."""
    for value in stated.get_all("License-Expression") or ():
        return str(value)
    classified = [c for c in stated.get_all("Classifier") or () if c.startswith("License :: ")]
    if classified:
        return " / ".join(str(c).rsplit(" :: ", 1)[-1] for c in classified)
    return str(stated.get_all("License", [""])[0]).partition("\n")[0]


def shipped_licence(name: str) -> str:
    """The title of the licence file that a distribution ships; "" where it ships none."""
    for file in files(name) or ():
        if file.name.upper().startswith("LICEN"):
            lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
            return ", ".join([line for line in lines if line][:2])
    return ""


def refused(licence_text: str) -> bool:
    """Whether a licence is missing or is a GPL or AGPL (the LGPL is neither)."""
    return not licence_text or REFUSED.search(licence_text) is not None


def main() -> int:
    names = pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    found = {name: licence(metadata(name)) or shipped_licence(name) for name in names}
    bad = {name: text for name, text in found.items() if refused(text)}
    for name, text in bad.items():
        print(f"{name}: {text or 'no licence stated'}", file=sys.stderr)
    if bad:
        return 1
    TABLE.write_text(HEAD + "".join(f"| {n} | {t} |\n" for n, t in found.items()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
