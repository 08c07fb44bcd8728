"""A font that has the letters of Vietnamese, out of those that are installed."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_REGULAR = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "FreeSans.ttf",
    "Roboto-Regular.ttf",
    "arial.ttf",
    "Arial.ttf",
    "tahoma.ttf",
    "Tahoma.ttf",
)
_BOLD = {
    "DejaVuSans.ttf": "DejaVuSans-Bold.ttf",
    "NotoSans-Regular.ttf": "NotoSans-Bold.ttf",
    "FreeSans.ttf": "FreeSansBold.ttf",
    "Roboto-Regular.ttf": "Roboto-Bold.ttf",
    "arial.ttf": "arialbd.ttf",
    "Arial.ttf": "Arial Bold.ttf",
    "tahoma.ttf": "tahomabd.ttf",
    "Tahoma.ttf": "Tahoma Bold.ttf",
}
_Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font at one size; `plain` where it lacks the marks of Vietnamese, which are then left off."""

    face: _Face
    size: int
    plain: bool = False

    def text(self, words: str) -> str:
        """The words as the font can write them."""
        if not self.plain:
            return words
        bare = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
        return bare.encode("ascii", "ignore").decode()

    def width(self, words: str) -> float:
        """How wide the words are, in pixels."""
        return float(self.face.getlength(self.text(words)))


@lru_cache(maxsize=32)
def typeface(size: int, *, bold: bool = False) -> Typeface:
    """The typeface of a size in pixels."""
    found = _installed()
    if found is None:
        return Typeface(ImageFont.load_default(size), size, plain=True)
    heavy = found.with_name(_BOLD[found.name])
    return Typeface(ImageFont.truetype(str(heavy if bold and heavy.exists() else found), size), size)


def vietnamese_font() -> Path | None:
    """The file of an installed font that has the letters of Vietnamese; None where there is none."""
    return _installed()


@lru_cache(maxsize=1)
def _installed() -> Path | None:
    files = {path.name: path for path in _font_files()}
    return next((files[name] for name in _REGULAR if name in files), None)


def _font_files() -> Iterator[Path]:
    wanted = frozenset(_REGULAR)
    for folder in _FOLDERS:
        for path, _, names in os.walk(Path(folder).expanduser()):
            yield from (Path(path, name) for name in names if name in wanted)
