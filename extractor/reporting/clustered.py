"""What a scan on a cluster did, and what can be done with it."""

from collections.abc import Iterator
from pathlib import Path

from extractor.reporting.screen import Item, line
from extractor.reporting.summary import files_summary
from extractor.reporting.words import Lang, say
from extractor.scanning.results import ScanResult
from extractor.system import safe_path


def clustered_items(result: ScanResult, out: Path, lang: Lang) -> Iterator[Item]:
    """The files by state, those that were not read, the commands that lead on."""
    yield from files_summary(result, out, lang)
    yield line(say(lang, "cluster.next", out=safe_path(out)))
