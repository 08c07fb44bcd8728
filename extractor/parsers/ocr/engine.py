"""Tesseract through pytesseract: pictures in, words with confidence and boxes out."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from extractor.parsers.ocr.enabling import LANGUAGE, languages

Picture = NDArray[np.uint8]
DPI = 300
_SECONDS = 120.0  # the limit of a file ends it long before
_LATIN = "eng"
_PR_SET_PDEATHSIG = 1
_WORD_LEVEL = 5


class Word(NamedTuple):
    """A word as recognised: its box in pixels, confidence from 0 to 1, the number of its line."""

    text: str
    confidence: float
    x0: int
    top: int
    x1: int
    bottom: int
    line: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How pictures are read: tesseract's page segmentation mode, the scale they are brought to.

    `latin` reads with the English data, whose digits are the better ones, where the machine has them;
    `signs` are the only ones looked for, all where empty.
    """

    psm: int
    scale: float = 1.0
    latin: bool = False
    signs: str = ""

    @property
    def options(self) -> str:
        return f"--psm {self.psm} --dpi {DPI}" + (
            f" -c tessedit_char_whitelist={self.signs}" if self.signs else ""
        )

    @property
    def language(self) -> str:
        return _LATIN if self.latin and _LATIN in languages() else LANGUAGE


class TesseractFailed(Exception):
    """Tesseract ended with an error or took too long over a picture."""


def read_pictures(pictures: Sequence[Picture], manner: Manner) -> list[list[Word]]:
    """The words of each picture, all in one run of tesseract.

    Raises TesseractFailed where it fails or takes over two minutes.
    """
    if not pictures:
        return []
    found: list[list[Word]] = [[] for _ in pictures]
    with _written([scaled(picture, manner.scale) for picture in pictures]) as given, _bound_to_this_process():
        try:
            data = pytesseract.image_to_data(
                str(given),
                lang=manner.language,
                config=manner.options,
                timeout=_SECONDS,
                output_type=pytesseract.Output.STRING,
            )
        except (RuntimeError, OSError) as error:
            raise TesseractFailed(str(error)) from error
    for number, word in _words(data, manner.scale):
        found[number].append(word)
    return found


def turn_of(picture: Picture) -> int:
    """The quarter turns to the right that set the picture upright; 0 where tesseract cannot tell."""
    with _written([picture]) as given, _bound_to_this_process():
        try:
            data = pytesseract.image_to_osd(
                str(given),
                config=f"--psm 0 --dpi {DPI}",
                timeout=_SECONDS,
                output_type=pytesseract.Output.DICT,
            )
        except (RuntimeError, OSError):  # too few letters, or no data for telling
            return 0
    sure = float(data.get("orientation_conf", 0)) >= 1.0
    return int(data.get("rotate", 0)) // 90 % 4 if sure else 0


@contextmanager
def _written(pictures: Sequence[Picture]) -> Iterator[Path]:
    """The pictures as files: the path of the only one, or of a list of them."""
    with TemporaryDirectory(prefix="plan-ocr-") as folder:
        paths = [Path(folder) / f"{number}.pgm" for number in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            path.write_bytes(cv2.imencode(".pgm", picture)[1].tobytes())
        if len(paths) == 1:
            yield paths[0]
            return
        listed = Path(folder) / "list.txt"
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        yield listed


def scaled(picture: Picture, scale: float) -> Picture:
    """The picture that many times as large."""
    if scale == 1.0:
        return picture
    by = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=by), np.uint8)


def _words(data: str, scale: float) -> Iterator[tuple[int, Word]]:
    """Words out of tesseract's table, each with the index of its picture, in its unscaled dots."""
    for row in data.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != str(_WORD_LEVEL) or not cells[11].strip():
            continue
        page, block, paragraph, line, _, left, top, width, height = map(int, cells[1:10])
        sides = (left, top, left + width, top + height)
        x0, y0, x1, y1 = (round(side / scale) for side in sides)
        yield (
            page - 1,
            Word(cells[11].strip(), float(cells[10]) / 100, x0, y0, x1, y1, (block, paragraph, line)),
        )


@contextmanager
def _bound_to_this_process() -> Iterator[None]:
    """Programs that pytesseract starts use one thread and, on Linux, die with this process."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    inner = pytesseract.pytesseract
    usual = inner.subprocess_args

    def bound(include_stdout: bool = True) -> dict[str, Any]:
        return {**usual(include_stdout), "preexec_fn": _die_with(os.getpid())}

    if sys.platform != "linux":
        yield
        return
    inner.subprocess_args = bound
    try:
        yield
    finally:
        inner.subprocess_args = usual


def _die_with(parent: int) -> Callable[[], None]:
    """What a child does before it becomes tesseract: asks the kernel to be killed when its parent ends."""
    kernel = ctypes.CDLL(None)

    def ask() -> None:
        kernel.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before it was asked
            os._exit(1)

    return ask
