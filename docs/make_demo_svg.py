#!/usr/bin/env python3
"""Run the demo in a terminal of its own and draw what it prints as docs/demo.svg.

    .venv/bin/python docs/make_demo_svg.py [--transcript]     (Linux and macOS)

--transcript prints the plain lines instead, as the README shows them.
"""

import argparse
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "demo.svg"
WIDTH = 112
SHOWN = "extractor scan corpora/samples/plans --db outputs/demo.db"
# Rich's frame fetches its font and names its maker; the picture must stand alone.
FRAME = re.sub(r"\s*(?:<!--.*?-->|@font-face \{\{.*?\}\})", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
STYLED = re.compile(r"\x1b\[[\d;]*m")
STEERING = re.compile(r"\x1b\[[?\d;]*[A-Za-ln-z]|\x1b\][^\x07]*\x07")
SHOW_CURSOR = "\x1b[?25h"


def command(folder: Path) -> list[str]:
    """The demo's command, on a database that is not there yet."""
    extractor = Path(sys.executable).with_name("extractor")
    return [str(extractor), *SHOWN.split()[1:-1], str(folder / "demo.db")]


def plain(folder: Path) -> str:
    """What the demo prints where there is no terminal."""
    return subprocess.run(command(folder), cwd=ROOT, capture_output=True, text=True, check=True).stdout


def on_terminal(folder: Path) -> str:
    """What the demo prints on a terminal of WIDTH columns, once the progress bar has gone."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LINES": "60"}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(command(folder), cwd=ROOT, env=env, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = _drain(ours)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, STYLED.sub("", shown))
    return STEERING.sub("", shown.rpartition(SHOW_CURSOR)[2]).replace("\r\n", "\n").strip("\r\n")


def _drain(terminal: int) -> str:
    chunks = []
    while True:
        try:
            chunk = os.read(terminal, 65_536)
        except OSError:  # Linux says EIO where the other end has closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(terminal)
    return b"".join(chunks).decode("utf-8")


def draw(shown: str) -> str:
    """The terminal's content as SVG, without addresses."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(f"$ {SHOWN}\n{shown}"))
        return console.export_svg(title="plan-extractor", code_format=FRAME, unique_id="demo")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--transcript", action="store_true", help="print plain lines, draw nothing")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        database = str(Path(name) / "demo.db")
        if args.transcript:
            print(f"$ {SHOWN}\n{plain(Path(name)).replace(database, SHOWN.rsplit(maxsplit=1)[-1])}", end="")
        else:
            shown = on_terminal(Path(name)).replace(database, SHOWN.rsplit(maxsplit=1)[-1])
            PICTURE.write_text(draw(shown), encoding="utf-8")


if __name__ == "__main__":
    main()
