"""What is fuzzed: a reader, what it is given, how that is changed; anything but a declared error is a fault."""

import random
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final
from unittest import mock

from extractor.errors import ExtractorError, UnreadableFile
from extractor.extraction.citations import CitationFinder
from extractor.language import dates, figures, number_words
from extractor.language.text import canonical, normal
from extractor.parsers.assemble import assemble
from extractor.parsers.detect import detect
from extractor.parsers.flow import Read
from extractor.rulebook import load_rulebook
from extractor.scanning import archives
from extractor.scanning.sources import Source
from fuzzing import mutations, seeds

_NAMES: Final = ("a.docx", "a.pdf", "a.txt", "a.doc", "a")
_FIGURES: Final = (
    "1.250,5", "1 250 000", "2O triệu", "l.250 đồng", "12 .500.000", "2. 621,5", "ngày", "tháng", "năm", "17/05/2023",
    "ngày 31 tháng 02 năm 2024", "…/…/2023", "một nghìn", "hai trăm linh năm", "tỷ", "mươi lăm", "rưỡi", "phẩy",
    "99999999999999999999999999", "0,000000001", "%", "Nghị quyết số", "Quyết định số 12/2024/QĐ-UBND",
    "Nghị định 07/NĐ-CP", "Luật", "các số 1, 2 và 3/TTr", "số: /KH-UBND", "(ký", ", và", "+", "-1",
)  # fmt: skip
_IN_FILES: Final = (
    *_FIGURES,
    "| a | b |",
    "|---|---|",
    "\n\n",
    "\f",
    "    ",
    "I.",
    "1.1.",
    "a)",
    "TT\tNội dung\t1",
)


@dataclass(frozen=True)
class Target:
    """`read` takes an input and names how it ended; `share` is its part of a run in thousandths."""

    name: str
    read: Callable[[bytes], str]
    seeds: Callable[[], tuple[bytes, ...]]
    mutate: mutations.Mutation
    share: int

    def input(self, seed: int, number: int) -> bytes:
        """The input of a number; the same for the same seed."""
        rng = random.Random(f"{seed}/{self.name}/{number}")
        return self.mutate(rng.choice(self.seeds()), rng)

    def outcome(self, data: bytes) -> str:
        """`ok`, or the state that is declared; raises whatever is not declared."""
        try:
            return self.read(data)
        except UnreadableFile as error:
            return error.state.value
        except ExtractorError as error:
            return type(error).__name__

    def outcome_of_any(self, data: bytes) -> None:
        """As `outcome`, for a caller that looks at exceptions alone."""
        self.outcome(data)


def _assembled(format: str, read: Read) -> str:
    plan = assemble("a", format, read.flow, read.notes, partial=read.partial)
    for block in plan.blocks:
        assert 0 <= block.start <= block.body <= block.end <= len(plan.text)
    return "ok"


def _read_txt(data: bytes) -> str:
    from extractor.parsers.txt import read_txt  # noqa: PLC0415

    return _assembled("txt", Read(*read_txt(data)))


def _read_docx(data: bytes) -> str:
    from extractor.parsers.docx import read_docx  # noqa: PLC0415

    return _assembled("docx", read_docx(data))


def _read_xlsx(data: bytes) -> str:
    from extractor.parsers.xlsx import read_xlsx  # noqa: PLC0415

    return _assembled("xlsx", read_xlsx(data))


def _read_pdf(data: bytes) -> str:
    """Without the recognition of pictures, which is another program's."""
    from extractor.parsers import pdf  # noqa: PLC0415

    with mock.patch.object(pdf, "hindrance", return_value=("", "")):
        return _assembled("pdf", pdf.read_pdf(data))


def _read_detect(data: bytes) -> str:
    return detect(data, _NAMES[zlib.crc32(data) % len(_NAMES)])


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-")) / "a.zip"


def _read_archive(data: bytes) -> str:
    path = _scratch()
    path.write_bytes(data)
    if not archives.is_archive(path):
        return "no archive"
    outcome = archives.archive_outcome(path)
    for member in outcome.members:
        if member.ending is None:
            source = Source(path, member.steps, member.inside)
            archives.member_of(source)
            archives.names_beside_member(source)
    return outcome.ending.state.value


@cache
def _finder() -> CitationFinder:
    return CitationFinder(load_rulebook().citations)


def _read_figures(data: bytes) -> str:
    text = normal(data.decode("utf-8", "replace"))
    lowered = canonical(text)
    found = list(figures.find_figures(lowered))
    before_t = partial(lowered.startswith, " t")
    joined = figures.join_broken(lowered, found, 0, before_t, before_t)
    mended = figures.mend_misread(lowered, joined, (0, len(lowered)), lambda at: True)
    words = [(one.start, one.end) for one in number_words.find_number_words(lowered)]
    days = [(one.start, one.end) for one in dates.find_dates(lowered)]
    for start, end in (*((one.start, one.end) for one in (*found, *joined, *mended)), *words, *days):
        assert 0 <= start < end <= len(lowered)
    figures.read_figure(text[:60])
    number_words.read_number_words(lowered)
    for at in range(0, len(lowered), 9):
        dates.date_after(lowered, at, len(lowered))
    return "ok"


def _read_citations(data: bytes) -> str:
    text = normal(data.decode("utf-8", "replace"))
    for cited in _finder().find(text, canonical(text), 0, len(text)):
        assert 0 <= cited.start < cited.end <= len(text)
    return "ok"


TARGETS: Final = {
    target.name: target
    for target in (
        Target("figures", _read_figures, seeds.sentences, mutations.with_words(_FIGURES), 400),
        Target("citations", _read_citations, seeds.sentences, mutations.with_words(_FIGURES), 250),
        Target("detect", _read_detect, seeds.of_all_kinds, mutations.of_bytes, 150),
        Target("ole", _read_detect, seeds.containers, mutations.of_bytes, 80),
        Target("archive", _read_archive, seeds.archives, mutations.of_bytes, 50),
        Target("text", _read_txt, seeds.texts, mutations.with_words(_IN_FILES), 20),
        Target("codes", _read_txt, seeds.encoded, mutations.of_bytes, 20),
        Target("docx", _read_docx, seeds.documents, mutations.of_zipped, 12),
        Target("xlsx", _read_xlsx, seeds.workbooks, mutations.of_zipped, 10),
        Target("pdf", _read_pdf, seeds.pdfs, mutations.of_pdf, 8),
    )
}
