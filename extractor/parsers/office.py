"""Office files of other kinds turned into .docx or .xlsx by LibreOffice, where it is installed.

Each conversion has a profile folder of its own, in which macros, links and the network are off; it is
bounded in time, and its processes are children of the one that asks and die with it.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from functools import partial
from pathlib import Path
from typing import Final

import psutil

from extractor.allowance import time_limit
from extractor.errors import FileState, UnreadableFile
from extractor.parsers.office_profile import PROFILE
from extractor.system import own_folder, remove_leavings

PROGRAM: Final = "EXTRACTOR_SOFFICE"  # names the program where it lies elsewhere; `off` forbids it
_SECONDS: Final = 50.0  # where nothing limits the time of a file
_SHARE: Final = 5 / 6  # of that limit, so that a conversion ends before its worker is ended
MAX_BYTES: Final = 100 * 1024**2
_TEXTS = ("docx", "MS Word 2007 XML")
_SHEETS = ("xlsx", "Calc MS Excel 2007 XML")
TARGETS: Final = {
    "doc": _TEXTS, "odt": _TEXTS, "rtf": _TEXTS, "xml": _TEXTS, "html": _TEXTS, "mhtml": _TEXTS,
    "xls": _SHEETS, "ods": _SHEETS,
}  # fmt: skip
_IMPORTS = {"html": "HTML (StarWriter)"}  # else it opens as a web page, which knows no .docx
_ON_PATH = ("soffice", "libreoffice")
_ELSEWHERE = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
_RESTART = frozenset({79, 81})  # how it ends when it wants to be started again with its new profile
_STARTS = 3
_PREFIX = "extractor-office-"
_PR_SET_PDEATHSIG = 1
_CHARSET = re.compile(r"""charset\s*=\s*["']?[\w-]+""", re.IGNORECASE)
_DELETES = re.compile(rb"(</?)del(?=[\s>])", re.IGNORECASE)
_HIDES = re.compile(rb"""(style\s*=\s*["'][^"'<>]{0,400}?)display\s*:\s*none""", re.IGNORECASE)
_SIGKILL = 9


def convert(data: bytes, kind: str) -> tuple[bytes, str]:
    """The file as .docx or .xlsx, and which of the two; `kind` is one of TARGETS.

    It may take most of the time that the file may.

    Raises UnreadableFile: `unsupported` without LibreOffice, `refused` over MAX_BYTES, `timeout`, and
    `crashed` where it makes nothing of the file.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            FileState.REFUSED,
            f"tệp .{kind} vượt giới hạn: {len(data) >> 20} MB, tối đa {MAX_BYTES >> 20} MB",
            f"the .{kind} is over a limit: {len(data) >> 20} MB, at most {MAX_BYTES >> 20} MB",
        )
    program = find_program()
    if program is None:
        raise _missing(kind)
    remove_leavings(_PREFIX)
    if kind == "mhtml":
        data, kind = _page_of(data), "html"
    with _folder() as folder:
        return _converted(program, data, kind, folder, time.monotonic() + _seconds()), TARGETS[kind][0]


def _seconds() -> float:
    limit = time_limit()
    return _SECONDS if limit is None else limit * _SHARE


def find_program() -> Path | None:
    """LibreOffice's program: what EXTRACTOR_SOFFICE names, else the one on the PATH or in its usual places."""
    named = os.environ.get(PROGRAM)
    if named:
        found = shutil.which(named)
        return Path(found) if found else None
    on_path = (shutil.which(name) for name in _ON_PATH)
    elsewhere = (place for place in _ELSEWHERE if os.access(place, os.X_OK))
    found = next((place for place in (*on_path, *elsewhere) if place), None)
    return None if found is None else _core(Path(found))


def _core(program: Path) -> Path:
    """On Linux the program itself instead of the script and the splash screen that start it."""
    core = Path(os.path.realpath(program)).with_name("soffice.bin")
    return core if sys.platform == "linux" and os.access(core, os.X_OK) else program


@contextmanager
def _folder() -> Iterator[Path]:
    folder = own_folder(_PREFIX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _converted(program: Path, data: bytes, kind: str, folder: Path, until: float) -> bytes:
    suffix, export = TARGETS[kind]
    given, made = folder / f"in.{kind}", folder / "out" / f"in.{suffix}"
    given.write_bytes(_crossed_out(data) if kind == "html" else data)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        *([f"--infilter={_IMPORTS[kind]}"] if kind in _IMPORTS else []),
        *("--convert-to", f"{suffix}:{export}", "--outdir", str(made.parent), str(given)),
    ]
    for _ in range(_STARTS):
        if _run(command, folder, until) not in _RESTART:
            break
    if not made.is_file():
        raise _unconverted(kind)
    return made.read_bytes()


def _run(command: list[str], folder: Path, until: float) -> int:
    """Exit code of one start; the process and all its children are gone when this returns."""
    process = psutil.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=partial(_bound, os.getpid(), until - time.monotonic()) if os.name == "posix" else None,
    )
    try:
        return int(process.wait(timeout=max(0.0, until - time.monotonic())))
    except psutil.TimeoutExpired as error:
        raise UnreadableFile(
            FileState.TIMEOUT, "LibreOffice chuyển tệp quá lâu", "LibreOffice took too long over the file"
        ) from error
    except OSError:
        return 1
    finally:
        _end(process)


def _end(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        for child in (*process.children(recursive=True), process):
            with suppress(psutil.NoSuchProcess):
                child.kill()
    with suppress(psutil.TimeoutExpired, psutil.NoSuchProcess):
        process.wait(timeout=5)


def _environment(folder: Path) -> dict[str, str]:
    """The surroundings of the process, its home and temporary files in the folder, the network shut."""
    dead_end = "http://127.0.0.1:9"
    own = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder))
    shut = {f"{name}_proxy": dead_end for name in ("http", "https", "ftp", "all")} | {"no_proxy": ""}
    kept = {name: words for name, words in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return kept | own | shut | {"SAL_USE_VCLPLUGIN": "svp", "SAL_NON_APPLICATION_FONT_USE": "allow"}


def _bound(parent: int, seconds: float) -> None:
    """In the new process: it ends with its parent, and neither spins nor writes without end.

    The worker's own limit of address space is lifted for it, since it maps far more than it uses; what it
    uses is watched with the worker's.
    """
    import resource  # noqa: PLC0415  (POSIX alone has it)

    hardest = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hardest, hardest))
    for limit, most in ((resource.RLIMIT_CPU, int(seconds) + 5), (resource.RLIMIT_FSIZE, 4 * MAX_BYTES)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL)
        if os.getppid() != parent:  # it went before the signal was asked for
            os._exit(1)


def _page_of(data: bytes) -> bytes:
    """The page itself of a web page in one file, in UTF-8."""
    pages = (part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    if page is None:
        raise _unconverted("mhtml")
    words = page.get_payload(decode=True)
    charset = page.get_content_charset("utf-8")
    try:
        text = words.decode(charset, "replace") if isinstance(words, bytes) else str(words)
    except LookupError as error:
        raise _unconverted("mhtml") from error
    return b"\xef\xbb\xbf" + _CHARSET.sub("charset=utf-8", text).encode("utf-8", "replace")


def _crossed_out(page: bytes) -> bytes:
    """A web page whose deletions and hidden words are marked as crossed out, which LibreOffice keeps and readers
    of .docx leave out; the marks of deletions and of hiding it drops, and their words would be read.
    """
    return _HIDES.sub(rb"\1text-decoration:line-through", _DELETES.sub(rb"\1s", page))


def _missing(kind: str) -> UnreadableFile:
    return UnreadableFile(
        FileState.UNSUPPORTED,
        f"tệp .{kind}: cần LibreOffice để đọc; hãy cài LibreOffice (hoặc chỉ chỗ của nó bằng biến môi trường "
        f"{PROGRAM}), hay lưu tệp lại thành .{TARGETS[kind][0]}",
        f"a .{kind} file: reading it needs LibreOffice; install LibreOffice (or name its program in the "
        f"environment variable {PROGRAM}), or save the file as .{TARGETS[kind][0]}",
    )


def _unconverted(kind: str) -> UnreadableFile:
    return UnreadableFile(
        FileState.CRASHED,
        f"LibreOffice không mở được tệp .{kind}, có thể tệp bị hỏng",
        f"LibreOffice cannot open the .{kind}, it may be damaged",
    )
