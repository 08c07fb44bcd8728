"""Share of the characters of proof-read transcripts that the program's text of the same files gives.

    python benchmarks/transcripts.py [FOLDER]

FOLDER holds `files/` and `transcripts/` (default: ../shared/corpus/real). Both texts are aligned letter by
letter without white space, rules of dashes and case: transcripts break lines and rule lines where they
like, and keep the case that was typed in fonts that print capitals only; their lines of page fields
(«PAGE 2») are left out. Files that LibreOffice must convert are read where it is installed.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.parsers import parse_file

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "corpus" / "real"
WANTED = 0.995
_RESIDUE = re.compile(r"^[\x00-\x08\s]*(?:PAGE[\s\x00-\x1f]*)+\d*\s*$", re.MULTILINE)
_RULES = "-_=*.…–—|"
_SECONDS = 180


def letters(text: str) -> str:
    """What is compared: raised digits as digits, without white space and rules, in small letters."""
    text = unicodedata.normalize("NFKC", _RESIDUE.sub("", text))
    return "".join(c for c in text if not c.isspace() and c not in _RULES).lower()


def share(transcript: str, read: str) -> float:
    """Share of the transcript's letters that stand in the text read, in the same order."""
    wanted, found = letters(transcript), letters(read)
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(wanted), len(found))


def readable(path: Path, folder: Path) -> Path | None:
    """The file, or its conversion to .docx; None where LibreOffice is needed and absent."""
    if path.suffix not in (".doc", ".rtf"):
        return path
    office = shutil.which("soffice")
    if office is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return folder / f"{path.stem}.docx"


def shares(real: Path = REAL) -> dict[str, float | None]:
    """The share of each file that has a transcript; None for one that cannot be read here."""
    found: dict[str, float | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        for transcript in sorted((real / "transcripts").glob("*.txt")):
            source = next((real / "files").glob(f"{transcript.stem}.*"))
            found[source.name] = _share_of(source, transcript, Path(folder))
    return found


def _share_of(source: Path, transcript: Path, folder: Path) -> float | None:
    path = readable(source, folder)
    if path is None:
        return None
    try:
        text = parse_file(path).text
    except UnreadableFile:
        return None
    return share(transcript.read_text(encoding="utf-8"), text)


def main() -> int:
    """Prints the share of each file; 1 where one that was read is under 0.995."""
    real = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    found = shares(real)
    for name, value in found.items():
        print(f"{'not read' if value is None else f'{value:.4f}':>8}  {name}")
    return int(any(value is not None and value < WANTED for value in found.values()))


if __name__ == "__main__":
    sys.exit(main())
