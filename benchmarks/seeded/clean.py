"""The plans that faults are planted in: the samples without the faults planted there, and made-up plans."""

import tempfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from maker import render_docx, render_pdf, render_txt
from maker.checks import verify
from maker.expected import records
from maker.model import Sample, SourceError, load
from seeded import ROOT
from seeded.made_up import make_source

FORMATS = ("txt", "docx", "pdf")
SOURCES = ROOT / "corpora" / "samples" / "source"
_MENDS = Path(__file__).with_name("mends.yaml")
_RENDER = {"txt": render_txt.render, "docx": render_docx.render, "pdf": render_pdf.render}


def render(sample: Sample, suffix: str) -> bytes:
    """The bytes of the plan as a file of that kind."""
    return _RENDER[suffix](sample)


def sample_names() -> list[str]:
    """The samples, by name: those without planted faults, or whose mends are written."""
    return sorted(path.stem for path in SOURCES.glob("*.yaml") if path.stem in _mends() or not _faulty(path))


def _faulty(source: Path) -> bool:
    raw = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return bool(raw.get("findings")) or any(block.get("f") for block in raw["blocks"])


@lru_cache(maxsize=64)
def clean_plan(name: str) -> Sample:
    """A sample by its name, or the made-up plan `made-SEED`; raises SourceError where it is not clean."""
    source = _made(name) if name.startswith("made-") else _mended(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.yaml")
        path.write_text(source, encoding="utf-8")
        sample = load(path)
    verify(sample, records(sample))
    return sample


def _made(name: str) -> str:
    return yaml.safe_dump(make_source(int(name.removeprefix("made-"))), allow_unicode=True, width=10_000)


def _mended(name: str) -> str:
    """The source of a sample with the planted faults taken out, its list of them too."""
    text = (SOURCES / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in _mends().get(name, ()):
        if old not in text:
            raise SourceError(f"{name}: «{old}» is not in the source")
        text = text.replace(old, new)
    raw = yaml.load(text, Loader=yaml.BaseLoader)
    raw.pop("findings", None)
    for block in raw["blocks"]:
        block.pop("f", None)
    return yaml.safe_dump(raw, allow_unicode=True, width=10_000)


@lru_cache(maxsize=1)
def _mends() -> Mapping[str, list[list[str]]]:
    loaded: dict[str, list[list[str]]] = yaml.load(_MENDS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def check_lines(sample: Sample, name: str) -> Iterator[str]:
    """The lines of one entry of a source's `checks:`."""
    written: Any = sample.checks.get(name, "")
    return (line.strip() for line in written.splitlines() if line.strip())
