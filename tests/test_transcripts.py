"""benchmarks/transcripts.py: how much of proof-read transcripts the program reads of files in old fonts."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "corpus" / "real"
SCRIPT = ROOT / "benchmarks" / "transcripts.py"
SENTENCE = "Ủy ban nhân dân xã giao 1.250,5 triệu đồng cho 36 hộ nghèo của 04 thôn bản vùng cao"


def measured(real: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), str(real)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def made(folder: Path, read: str, transcript: str) -> Path:
    for name, text in (("files", read), ("transcripts", transcript)):
        (folder / name).mkdir()
        (folder / name / "plan.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("read", "code", "said"),
    [
        pytest.param(SENTENCE, 0, "1.0000  plan.txt", id="all of it"),
        pytest.param(SENTENCE.replace("1.250,5", "1.250,6"), 1, "0.98", id="one wrong digit"),
        pytest.param(SENTENCE[:-4], 1, "0.95", id="a word is missing"),
        pytest.param(SENTENCE + SENTENCE, 1, "0.5000", id="told twice"),
    ],
)
def test_the_share_counts_what_is_wrong_missing_or_too_much(
    tmp_path: Path, read: str, code: int, said: str
) -> None:
    run = measured(made(tmp_path, read, SENTENCE.upper().replace(" ", "\n")))
    assert run.returncode == code
    assert said in run.stdout


@pytest.mark.skipif(not REAL.exists(), reason="the real documents lie beside the checkout, and do not")
def test_real_files_in_old_fonts_give_their_transcripts() -> None:
    run = measured(REAL)
    lines = [line.rsplit(maxsplit=1) for line in run.stdout.splitlines()]
    shares = {name: share.strip() for share, name in lines if share.strip() != "not read"}
    assert run.returncode == 0, run.stdout + run.stderr
    assert any(name.startswith("tcvn3") for name in shares)
    assert min(float(share) for share in shares.values()) >= 0.995
