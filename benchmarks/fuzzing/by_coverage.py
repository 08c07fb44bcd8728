"""A target run by atheris, which keeps the inputs that reach new lines and goes on from them."""

import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

_ITEMS: Final = 200
_RAN: Final = re.compile(r"(?:Done |stat::number_of_executed_units: )(\d+)")
_HERE: Final = Path(__file__).resolve().parent


def run(target: str, seconds: int, seed: int, save: Path) -> int:
    """Runs a target in a process of its own, its inputs at fault saved; 1 where there was one."""
    from fuzzing.targets import TARGETS  # noqa: PLC0415  (the child imports it under atheris' eye)

    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for place, data in enumerate(TARGETS[target].seeds()[:_ITEMS]):
            (Path(folder) / str(place)).write_bytes(data)
        command = [sys.executable, "-m", "fuzzing.by_coverage", target, folder, f"-seed={seed}"]
        command += [f"-max_total_time={seconds}", f"-artifact_prefix={save}/{target}-"]
        command += ["-timeout=10", "-rss_limit_mb=1024", "-max_len=200000", "-print_final_stats=1"]
        done = subprocess.run(command, cwd=_HERE.parent, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    ran = _RAN.findall(told)
    print(f"{target:10} {ran[-1] if ran else 'no'} inputs chosen by coverage in {seconds} s", flush=True)
    if done.returncode:
        print(f"FAULT: {told[-2000:]}")
    return int(done.returncode != 0)


def _main() -> None:
    import atheris  # noqa: PLC0415  (Linux)

    with atheris.instrument_imports(include=["extractor"]):
        from fuzzing.targets import TARGETS  # noqa: PLC0415

        target = TARGETS[sys.argv[1]]
        target.outcome(target.seeds()[0])  # imports its reader

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        try:
            return target.mutate(data, rng)[:most]
        except Exception:  # no longer an archive: its bytes alone are left to change
            return bytes(atheris.Mutate(data, most))

    atheris.Setup([sys.argv[0], *sys.argv[2:]], target.outcome_of_any, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    _main()
