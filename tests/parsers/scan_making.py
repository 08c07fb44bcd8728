"""Scans for the tests: pages drawn with reportlab, turned into pictures and put into PDFs again."""

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor.parsers.ocr.enabling import hindrance

needs_tesseract = pytest.mark.skipif(
    hindrance() is not None, reason="needs Tesseract with its Vietnamese data, and the extra [ocr]"
)


def pictures(pdf: bytes, dpi: int = 200, *, askew: float = 0.0, turns: int = 0) -> list[Image.Image]:
    """The pages as grey pictures, turned to the left by degrees and to the right by quarters."""
    with pdfium.PdfDocument(pdf) as document:
        return [
            page.render(scale=dpi / 72, grayscale=True)
            .to_pil()
            .convert("L")
            .rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
            .rotate(-90 * turns, expand=True)
            for page in document
        ]


def scan(images: Sequence[Image.Image], dpi: int = 200, *, format: str = "PDF") -> bytes:
    """The pictures as a file of one page each."""
    buffer = io.BytesIO()
    settings = {"resolution": dpi} if format == "PDF" else {"dpi": (dpi, dpi)}
    several = {"save_all": True, "append_images": images[1:]} if len(images) > 1 or format == "PDF" else {}
    images[0].save(buffer, format, **settings, **several)
    return buffer.getvalue()


def speckled(image: Image.Image, seed: int = 3) -> Image.Image:
    """With the noise of a scanner."""
    noise = np.random.default_rng(seed).normal(0, 10, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))
