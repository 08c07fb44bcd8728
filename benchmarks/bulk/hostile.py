"""Files made to do harm, each with the states in which it may end."""

import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MB: Final = 1 << 20
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELS: Final = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_STOPPED: Final = frozenset({"timeout", "out-of-memory", "refused", "crashed"})
_NO_PLAN: Final = frozenset({"refused", "crashed", "unsupported", "no-text"})


@dataclass(frozen=True)
class Hostile:
    """A file: its name, its bytes, the states that it or its members may end in, whether it takes long."""

    name: str
    make: Callable[[], bytes]
    states: frozenset[str]
    is_slow: bool = False


def _docx(document: bytes, level: int = 6) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", document)
    return memory.getvalue()


def _body(inside: bytes, before: bytes = b"") -> bytes:
    head = f'<w:document xmlns:w="{_W}"><w:body>'.encode()
    return b'<?xml version="1.0"?>' + before + head + inside + b"</w:body></w:document>"


def _bomb_docx() -> bytes:
    return _docx(_body(b"<w:p><w:r><w:t>" + b"a" * (90 * _MB) + b"</w:t></w:r></w:p>"), 9)


def _small_elements_docx() -> bytes:
    """Just under the limits of size and ratio: what is refused is the work, not the bytes."""
    rng = random.Random(0)
    runs = (
        b'<w:p w:rsidR="%08x"><w:r><w:t>%d</w:t></w:r></w:p>' % (rng.getrandbits(32), rng.getrandbits(20))
        for _ in range(1_400_000)
    )
    return _docx(_body(b"".join(runs)))


def _deep_docx() -> bytes:
    return _docx(_body(b"<w:sdt><w:sdtContent>" * 200_000 + b"</w:sdtContent></w:sdt>" * 200_000))


def _laughs_docx() -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    return _docx(_body(b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", b"<!DOCTYPE x [" + entities + b"]>"))


def _entity_docx() -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return _docx(_body(b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", doctype))


def _pdf(*objects: bytes) -> bytes:
    """Objects 1, 2, … with an index that is right."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, index)
    return bytes(out)


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


_PAGE: Final = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
_CATALOG: Final = b"<< /Type /Catalog /Pages 2 0 R >>"


def _flate_bomb_pdf() -> bytes:
    """A few KB that unpack to 1 GB of spaces, filter by filter."""
    packer = zlib.compressobj(1)
    once = b"".join(packer.compress(b" " * (64 * _MB)) for _ in range(16)) + packer.flush()
    thrice = zlib.compress(zlib.compress(once, 9), 9)
    head = b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    return _pdf(_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", _PAGE, _stream(head, thrice))


def _endless_tree_pdf() -> bytes:
    kids = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1999 >>"
    return _pdf(_CATALOG, b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 1999 >>", kids)


def _many_pages_pdf() -> bytes:
    kids = b"3 0 R " * 100_000
    return _pdf(_CATALOG, b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % kids, _PAGE, _stream(b"", b""))


def _endless_form_pdf() -> bytes:
    """A form that draws itself, and pages that nest it."""
    page = _PAGE.replace(b"/Contents", b"/Resources << /XObject << /X 5 0 R >> >> /Contents")
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    draw = b"/X Do " * 5000
    return _pdf(
        _CATALOG,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        _stream(b"", draw),
        _stream(form, draw),
    )


def _line_txt(megabytes: int) -> Callable[[], bytes]:
    words = "hỗ trợ 12,5 triệu đồng cho 07 hộ nghèo ".encode()
    return lambda: words * (megabytes * _MB // len(words) + 1)


def _random(seed: int, head: bytes = b"") -> Callable[[], bytes]:
    return lambda: head + random.Random(seed).randbytes(200_000)


def _zip(*members: tuple[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return memory.getvalue()


def _nested_bomb_zip() -> bytes:
    data = _zip(*((f"{n}.txt", b" " * (90 * _MB)) for n in range(2)))
    for depth in range(2):
        data = _zip(*((f"{depth}-{n}.zip", data) for n in range(8)))
    return data


def _overlapping_zip() -> bytes:
    """A thousand entries of the directory for one member: each unpacks to 9 MB."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = b" " * (9 * _MB)
    data = packed.compress(zeros) + packed.flush()
    sizes = struct.pack("<LLL", zlib.crc32(zeros), len(data), len(zeros))
    local = (
        b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 5, 0) + b"0.txt"
    )
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
    entry += struct.pack("<HHHHHLL", 5, 0, 0, 0, 0, 0, 0) + b"0.txt"
    directory = entry * 1000
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1000, 1000, len(directory), len(local + data), 0)
    return local + data + directory + end


def _climbing_zip() -> bytes:
    text = "KẾ HOẠCH\nLeo ra ngoài thư mục.\n".encode()
    return _zip(
        *((f"{'../' * n}tmp/leo-{n}.txt", text + b"%d" % n) for n in range(4)), ("/etc/leo.txt", text)
    )


HOSTILE: Final = (
    Hostile("zip-bomb.docx", _bomb_docx, frozenset({"refused"})),
    Hostile("small-elements.docx", _small_elements_docx, _STOPPED, is_slow=True),
    Hostile("deep.docx", _deep_docx, _STOPPED | _NO_PLAN),
    Hostile("doctype.docx", _laughs_docx, frozenset({"refused"})),
    Hostile("external-entity.docx", _entity_docx, frozenset({"refused"})),
    Hostile("flate-bomb.pdf", _flate_bomb_pdf, _STOPPED | _NO_PLAN, is_slow=True),
    Hostile("endless-tree.pdf", _endless_tree_pdf, _STOPPED | _NO_PLAN),
    Hostile("many-pages.pdf", _many_pages_pdf, frozenset({"refused"})),
    Hostile("endless-form.pdf", _endless_form_pdf, _STOPPED | _NO_PLAN),
    Hostile("line-60-mb.txt", _line_txt(60), frozenset({"refused"})),
    Hostile("line-20-mb.txt", _line_txt(20), _STOPPED, is_slow=True),
    Hostile("noise.pdf", _random(1, b"%PDF-1.7\n"), _NO_PLAN),
    Hostile("noise.docx", _random(2, b"PK\x03\x04"), _NO_PLAN),
    Hostile("noise.txt", _random(3), _NO_PLAN),
    Hostile("two\nlines.txt", lambda: b"", _NO_PLAN),
    Hostile("\u202etxt.nalp.pdf", lambda: b"%PDF-1.7\n", _NO_PLAN),
    Hostile("nested-bomb.zip", _nested_bomb_zip, frozenset({"container", "refused"}), is_slow=True),
    Hostile("overlapping.zip", _overlapping_zip, frozenset({"container", "duplicate"}) | _NO_PLAN | _STOPPED),
    Hostile("climbing.zip", _climbing_zip, frozenset({"container", "ok", "duplicate"})),
)


def write_hostile(folder: Path, *, slow: bool = True) -> Iterator[Hostile]:
    """Writes them, those that take long only if asked for; gives those written."""
    folder.mkdir(parents=True, exist_ok=True)
    for hostile in HOSTILE:
        if slow or not hostile.is_slow:
            try:
                (folder / hostile.name).write_bytes(hostile.make())
            except OSError:
                if os.name != "nt":  # some names are none on Windows
                    raise
                continue
            yield hostile
