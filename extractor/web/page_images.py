"""Pages of the stored files as pictures with boxes, drawn in a watched worker and kept for a while."""

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image

from extractor.audit import audit_text
from extractor.corpus.results import FileResult
from extractor.drawing import render_page
from extractor.drawing.looking import look_at
from extractor.plan import Audit
from extractor.reporting.words import Lang
from extractor.rulebook import Rulebook
from extractor.scanning.reading import Look, Outcome
from extractor.scanning.single import single_files
from extractor.system import file_hash, names_beside
from extractor.web.stored_files import file_on_disk

_DPI: Final = 110
_WIDEST: Final = 1_400  # pixels
_MOST_FILE: Final = 200 << 20  # bytes of a file
_MOST_KEPT: Final = 48 << 20  # bytes of pictures
_COLOURS: Final = 64
_AUDITS: Final = 2


@dataclass
class PageImages:
    """The pictures of this run; one is drawn at a time, whoever asks."""

    rules: Rulebook
    _drawing: threading.Lock = field(default_factory=threading.Lock)
    _pictures: "OrderedDict[tuple[str, int, Lang], bytes]" = field(default_factory=OrderedDict)
    _audits: "OrderedDict[str, Audit]" = field(default_factory=OrderedDict)

    def picture(self, file: FileResult, page: int, lang: Lang) -> bytes | None:
        """A page (1-based) as PNG; None where the file is gone, has changed or cannot be drawn.

        Raises ExtractorError where it has no such page.
        """
        path = file_on_disk(file)
        if path is None or path.stat().st_size > _MOST_FILE or file_hash(path) != file.sha256:
            return None
        key = (str(file.sha256), page, lang)
        with self._drawing:
            if key not in self._pictures:
                drawn = self._drawn(path, str(file.sha256), page, lang)
                if drawn is None:
                    return None
                self._keep(key, drawn)
            self._pictures.move_to_end(key)
            return self._pictures[key]

    def _drawn(self, path: Path, sha256: str, page: int, lang: Lang) -> bytes | None:
        known = self._audits[sha256].plan.text if sha256 in self._audits else None
        with single_files(look=Look(page, partial(look_at, page=page, dpi=_DPI)), known=known) as single:
            read = single.parsed(path)
        if read.text is None or read.seen is None:
            return None
        return _png(render_page(self._audit(path, sha256, read), read.seen, page, _DPI, lang))

    def _audit(self, path: Path, sha256: str, read: Outcome) -> Audit:
        """The reading of a file, kept for its next page."""
        if sha256 not in self._audits:
            assert read.text is not None
            self._audits[sha256] = audit_text(read.text, self.rules, path.name, names_beside(path))
            while len(self._audits) > _AUDITS:
                self._audits.popitem(last=False)
        self._audits.move_to_end(sha256)
        return self._audits[sha256]

    def _keep(self, key: tuple[str, int, Lang], picture: bytes) -> None:
        self._pictures[key] = picture
        while len(self._pictures) > 1 and sum(map(len, self._pictures.values())) > _MOST_KEPT:
            self._pictures.popitem(last=False)


def _png(image: Image.Image) -> bytes:
    if image.width > _WIDEST:
        image = image.resize((_WIDEST, max(1, round(image.height * _WIDEST / image.width))))
    buffer = io.BytesIO()
    image.convert("RGB").quantize(_COLOURS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
