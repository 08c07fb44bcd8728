#!/usr/bin/env python3
"""Make the sample plans and their expected records from source/*.yaml.

    make_samples.py            write plans/, formats/, unreadable/ and expected/
    make_samples.py --check    exit 1 unless the files there are what would be written

PDFs are compared only where the font and the reportlab that made them are installed (made-with.json).
"""

import argparse
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from maker import render_docx, render_pdf, render_txt, unreadable  # noqa: E402
from maker.checks import verify  # noqa: E402
from maker.expected import records  # noqa: E402
from maker.model import Sample, SourceError, load  # noqa: E402

MADE_WITH = "made-with.json"
KEPT = frozenset({"unreadable/password.docx"})  # encrypted once by hand: its salt is random
FOLDERS = ("plans", "formats", "unreadable", "expected")
RENDER: dict[str, Callable[[Sample], bytes]] = {
    "docx": render_docx.render,
    "pdf": render_pdf.render,
    "txt": render_txt.render,
}
Make = Callable[[], bytes]


def outputs(samples: list[Sample]) -> Iterator[tuple[str, Make]]:
    """Path under this folder and maker of every generated file."""
    for sample in samples:
        found = records(sample)
        verify(sample, found)
        lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found)
        yield f"expected/{sample.stem}.jsonl", lines.encode
        yield f"plans/{sample.file_name}", partial(RENDER[sample.format], sample)
        for form in RENDER if sample.every_format else ():
            yield f"formats/{sample.stem}.{form}", partial(RENDER[form], sample)
    shortest = min((s for s in samples if s.every_format), key=lambda s: len(s.blocks))
    for name, make in unreadable.files(shortest):
        yield f"unreadable/{name}", make


def tools() -> dict[str, str]:
    """What the bytes of a PDF depend on."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in render_pdf.fonts()))
    return {"reportlab": version("reportlab"), "font_sha256": digest.hexdigest()}


def same(path: Path, wanted: bytes) -> bool:
    """Whether the file holds the wanted bytes; a .docx also if all its members do."""
    data = path.read_bytes()
    if data == wanted:
        return True
    try:
        return path.suffix == ".docx" and members(data) == members(wanted)
    except zipfile.BadZipFile:
        return path.name == "truncated.docx"


def members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def stray(made: dict[str, Make]) -> list[str]:
    """Files in the generated folders that nothing here makes."""
    present = [f"{folder}/{path.name}" for folder in FOLDERS for path in sorted((HERE / folder).iterdir())]
    return [name for name in present if name not in made and name not in KEPT]


def write(samples: list[Sample]) -> int:
    made = dict(outputs(samples))
    for folder in FOLDERS:
        (HERE / folder).mkdir(exist_ok=True)
    for name in stray(made):
        (HERE / name).unlink()
    for name, make in made.items():
        (HERE / name).write_bytes(make())
    (HERE / MADE_WITH).write_text(json.dumps(tools(), indent=2) + "\n", encoding="utf-8")
    print(f"{len(samples)} plans, {len(made)} files written")
    return 0


def check(samples: list[Sample]) -> int:
    made = dict(outputs(samples))
    recorded = json.loads((HERE / MADE_WITH).read_text(encoding="utf-8"))
    pdf_too = recorded == _installed()
    compared = {n: make for n, make in made.items() if pdf_too or not n.endswith(".pdf")}
    missing = [name for name in made if not (HERE / name).exists()]
    wrong = [n for n, make in compared.items() if n not in missing and not same(HERE / n, make())]
    strays = stray(made)
    for label, names in (("missing", missing), ("differs", wrong), ("not made by this script", strays)):
        for name in names:
            print(f"{name}: {label}")
    left_out = "" if pdf_too else " (PDFs left out: other font or reportlab)"
    print(f"{len(compared)} of {len(made)} files compared{left_out}")
    return 1 if missing or wrong or strays else 0


def _installed() -> dict[str, str] | None:
    try:
        return tools()
    except SourceError:
        return None


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    args = parser.parse_args()
    try:
        samples = [load(path) for path in sorted((HERE / "source").glob("*.yaml"))]
        return check(samples) if args.check else write(samples)
    except SourceError as error:
        print(f"make_samples: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
