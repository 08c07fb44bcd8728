"""What a person can do with a file of a kind that is not read, said behind the reason."""

from typing import Final

Remedy = tuple[str, str]  # in Vietnamese and in English

UNPACK: Final[Remedy] = (
    "hãy giải nén ra thư mục hoặc nén lại thành .zip",
    "unpack into a folder or pack as .zip",
)
DETACH: Final[Remedy] = ("hãy lưu tệp đính kèm ra riêng", "save what is attached as files")
PICTURE: Final[Remedy] = ("hãy lưu lại thành .jpg, .png hoặc .pdf", "save as .jpg, .png or .pdf")
PRINT: Final[Remedy] = ("hãy lưu lại thành .pdf", "save as .pdf")
_ENDS = (
    (UNPACK, "rar 7z tar gz tgz bz2 xz"),
    (DETACH, "eml msg"),
    (PICTURE, "gif bmp webp heic heif avif"),
    (PRINT, "ppt pptx pps ppsx odp vsd vsdx djvu ps xps oxps wps pages numbers html htm mht mhtml"),
)
_BY_SUFFIX: Final = {f".{end}": remedy for remedy, ends in _ENDS for end in ends.split()}


def remedy_of(suffix: str) -> Remedy | None:
    """What to do with files whose names end so (`.rar`, in any case); None where nothing is known."""
    return _BY_SUFFIX.get(suffix.lower())


def with_remedy(kind: tuple[str, str], remedy: Remedy) -> tuple[str, str]:
    """What a file is, and what to do with it."""
    return f"{kind[0]}, {remedy[0]}", f"{kind[1]}, {remedy[1]}"
