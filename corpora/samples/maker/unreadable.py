"""Files that cannot be read as plans, each for one reason."""

from collections.abc import Callable, Iterator

from maker import render_docx, render_pdf
from maker.model import Sample

PASSWORD = "mat-khau-mau"
_HTML = (
    "<html><head><meta charset='utf-8'><title>Kế hoạch</title></head><body><p>Trang đăng nhập đã hết hạn, "
    "đề nghị tải lại tệp.</p></body></html>\n"
)


def files(sample: Sample) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """File names and what makes their bytes, from one readable sample."""
    yield "empty.docx", lambda: b""
    yield "truncated.docx", lambda: _half(render_docx.render(sample))
    yield "truncated.pdf", lambda: _half(render_pdf.render(sample))
    yield "html.docx", _HTML.encode
    yield "password.pdf", lambda: render_pdf.render(sample, encrypt=PASSWORD)
    yield "noise.txt", lambda: bytes(range(256)) * 16


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]
