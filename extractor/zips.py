"""What a damaged ZIP archive raises, whoever unpacks it: documents are archives too."""

import lzma
import struct
import zipfile
import zlib
from typing import Final

BROKEN_ZIP: Final = (  # a way of packing that is not known is a RuntimeError too
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
    struct.error,
)
