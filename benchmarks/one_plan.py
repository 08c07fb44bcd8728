#!/usr/bin/env python3
"""Write each sample plan in every form that offices save, read all of them, and tell which say something else.

    one_plan.py [SAMPLE ...] [--list] [--check]

The forms: .txt in UTF-8, UTF-16, decomposed, TCVN3, VNI and windows-1258 (tables as rows of pipes), .docx, .docx
set in .VnTime, .pdf as reportlab draws it (but for plans with footnotes, which it leaves out), .pdf as LibreOffice
prints the .docx (where it is installed). A form says the same where every record and finding is that of the .docx, but
for what tells where it stands and how surely it was read; a text in an old encoding is held against the same text in
UTF-8, without the signs that the encoding lacks («≥»), TCVN3 without case, as it has no toned capitals. --check exits 1
where one says something else.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.audit import audit_bytes
from extractor.rulebook import Rulebook, load_rulebook
from legacy_codes import BYTES, in_vntime

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples"
sys.path.insert(0, str(SAMPLES))

from maker import render_docx, render_pdf, render_txt  # noqa: E402
from maker.model import Sample, load  # noqa: E402

_DRAWN, _PRINTED = "pdf by reportlab", "pdf by LibreOffice"
_EIGHT_BITS = frozenset({"tcvn3", "vni", "windows-1258"})
_PLACED = frozenset(
    {"doc", "span", "figure", "page", "evidence", "confidence", "certainty", "readings", "notes"}
)
_SECONDS = 180
_PORTRAIT, _LANDSCAPE = 16.2, 24.9  # centimetres between the margins of a .docx
Said = Counter[str]


@cache
def rules() -> Rulebook:
    return load_rulebook()


def said(data: bytes, name: str, *, cases: bool = True) -> Said:
    """Every record and finding but the checks, without what tells where it stands."""
    found: Said = Counter()
    for record in audit_bytes(data, name, "", rules()).records():
        fields = json.loads(record.model_dump_json())
        if fields["record"] != "check":
            told = {key: value for key, value in fields.items() if key not in _PLACED}
            line = json.dumps(told, ensure_ascii=False, sort_keys=True)
            found[line if cases else line.casefold()] += 1
    return found


def encodable(text: str, encoding: str) -> str:
    """The text without the signs that an encoding of eight bits has no code for."""
    if encoding not in _EIGHT_BITS:
        return text
    lost = {sign for sign in set(text) if sign != "?" and BYTES[encoding](sign) == b"?"}
    return "".join("?" if sign in lost else sign for sign in text)


def fitting(sample: Sample) -> Sample:
    """The sample with tables that are wider than the paper of a .docx made to fit: what is off it is not printed."""
    blocks, room = [], _PORTRAIT
    for block in sample.blocks:
        room = _LANDSCAPE if block.kind == "appendix" else room
        if block.table is not None and (width := sum(block.table.widths)) > room:
            widths = tuple(one * room / width for one in block.table.widths)
            blocks.append(replace(block, table=replace(block.table, widths=widths)))
        else:
            blocks.append(block)
    return replace(sample, blocks=tuple(blocks))


def _in_order(lines: Sequence[str], sample: Sample) -> list[str]:
    """The lines with recipients and signature before the first appendix, where the .docx has them."""
    first = next((block for block in sample.blocks if block.kind == "appendix"), None)
    if first is None:
        return list(lines)
    opened = lines.index(" ".join(first.source.splitlines()[0].split()))
    foot = lines.index("Nơi nhận:", opened)
    return [*lines[:opened], *lines[foot:], *lines[opened:foot], ""]


def forms(sample: Sample, printed: Callable[[bytes], bytes] | None) -> Iterator[tuple[str, Said, Said]]:
    """(form, what it says, what it is to say)."""
    sample = fitting(sample)
    document = render_docx.render(sample)
    wanted = said(document, "plan.docx")
    text = "\n".join(_in_order(render_txt.render(replace(sample, txt="plain")).decode().splitlines(), sample))
    yield "txt", said(text.encode(), "plan.txt"), wanted
    for encoding, encode in BYTES.items():
        kept, cases = encodable(text, encoding), encoding != "tcvn3"
        yield (
            f"txt in {encoding}",
            said(encode(kept), "plan.txt", cases=cases),
            said(kept.encode(), "plan.txt", cases=cases),
        )
    yield "docx in .VnTime", said(in_vntime(document), "plan.docx"), wanted
    if not any(block.notes for block in sample.blocks):  # it draws no footnotes
        yield _DRAWN, said(render_pdf.render(sample), "plan.pdf"), wanted
    if printed is not None:
        yield _PRINTED, said(printed(document), "plan.pdf"), wanted


def printed_by(office: str, folder: Path) -> Callable[[bytes], bytes]:
    """What LibreOffice prints of a .docx as .pdf."""

    def printed(document: bytes) -> bytes:
        source = folder / "plan.docx"
        source.write_bytes(document)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        return (folder / "plan.pdf").read_bytes()

    return printed


def compared(sample: Sample, printed: Callable[[bytes], bytes] | None, *, listing: bool) -> dict[str, bool]:
    """By form, whether it says the same; prints those that do not."""
    same = {}
    for form, found, wanted in forms(sample, printed):
        same[form] = found == wanted
        if not same[form]:
            lost, gained = wanted - found, found - wanted
            print(f"{sample.stem}: {form}: {lost.total()} of {wanted.total()} lost, {gained.total()} gained")
            for sign, lines in (("-", lost), ("+", gained)) if listing else ():
                for line in sorted(lines.elements()):
                    print(f"    {sign} {line}")
    return same


def report(results: Mapping[str, Mapping[str, bool]]) -> None:
    """How many plans say the same, by form."""
    for form in dict.fromkeys(form for one in results.values() for form in one):
        asked = [one[form] for one in results.values() if form in one]
        print(f"{form}: {sum(asked)} of {len(asked)} plans say the same")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("samples", nargs="*")
    parser.add_argument("--list", action="store_true", help="print the records that differ")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    sources = [load(path) for path in sorted((SAMPLES / "source").glob("*.yaml"))]
    asked = [one for one in sources if not options.samples or one.stem in options.samples]
    office = shutil.which("soffice")
    with TemporaryDirectory() as folder:
        printed = printed_by(office, Path(folder)) if office else None
        results = {one.stem: compared(one, printed, listing=options.list) for one in asked}
    report(results)
    return int(options.check and not all(all(one.values()) for one in results.values()))


if __name__ == "__main__":
    sys.exit(main())
