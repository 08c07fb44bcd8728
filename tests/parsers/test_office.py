"""Files that LibreOffice turns into .docx or .xlsx: by stand-ins for the program, and by itself."""

import http.server
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import docx
import psutil
import pytest
from wordml import refused

from extractor.allowance import granted_by
from extractor.audit import audit_bytes
from extractor.errors import FileState
from extractor.parsers import office, parse_bytes
from extractor.rulebook import load_rulebook

LIBRE = office.find_program()
needs_libreoffice = pytest.mark.skipif(LIBRE is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")
RTF = rb"{\rtf1\ansi Ke hoach giam ngheo\par}"


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Puts a shell script in the place of the program; `$out` is the folder it is to write to."""

    def put(script: str) -> None:
        program = tmp_path / "stand-in"
        find = 'while [ "$1" != --outdir ]; do shift; done; out=$2; given=$3\n'
        program.write_text(f"#!/bin/sh\n{find}{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv(office.PROGRAM, str(program))
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    return put


def leavings(folder: Path) -> list[Path]:
    return list(folder.glob("extractor-office-*"))


@pytest.mark.parametrize(("kind", "target"), [("doc", ".docx"), ("ods", ".xlsx")])
def test_without_libreoffice_the_reason_tells_what_to_do(monkeypatch, kind, target):
    monkeypatch.setenv(office.PROGRAM, "off")
    with refused(FileState.UNSUPPORTED, "install LibreOffice") as caught:
        office.convert(RTF, kind)
    assert caught.value.vi.endswith(f"lưu tệp lại thành {target}")


@posix
def test_what_the_program_writes_is_given_back_and_nothing_stays(stand_in, tmp_path):
    stand_in('mkdir "$out"; cp "$given" "$out/in.docx"')
    assert office.convert(RTF, "rtf") == (RTF, "docx")
    assert leavings(tmp_path) == []


@posix
def test_a_program_that_wants_to_start_again_is_started_again(stand_in):
    stand_in('mkdir "$out" || { cp "$given" "$out/in.docx"; exit 0; }; exit 81')
    assert office.convert(RTF, "rtf") == (RTF, "docx")


@posix
@pytest.mark.parametrize("script", ["exit 0", "exit 81", "kill -9 $$"], ids=["silent", "restarts", "dies"])
def test_a_file_that_the_program_makes_nothing_of(stand_in, tmp_path, script):
    stand_in(script)
    with refused(FileState.CRASHED, "LibreOffice cannot open the .rtf"):
        office.convert(RTF, "rtf")
    assert leavings(tmp_path) == []


@posix
def test_a_program_that_hangs_is_ended_with_its_children(stand_in, tmp_path):
    stand_in(f'sleep 60 & echo $! > "{tmp_path}/child"; trap "" TERM; sleep 60')
    began = time.monotonic()
    with granted_by(print, 1.2), refused(FileState.TIMEOUT, "too long"):
        office.convert(RTF, "rtf")
    assert time.monotonic() - began < 8
    wait_for(lambda: not is_running(int((tmp_path / "child").read_text())), 5)  # of 60 it would sleep
    assert leavings(tmp_path) == []


@pytest.mark.parametrize(("limit", "seconds"), [(None, 50), (60, 50), (600, 500)])
def test_a_conversion_may_take_most_of_the_time_of_its_file(stand_in, monkeypatch, limit, seconds):
    stand_in('mkdir "$out"; cp "$given" "$out/in.docx"')
    until = []
    monkeypatch.setattr(office, "_run", lambda command, folder, end: until.append(end - time.monotonic()))
    with granted_by(print, limit), refused(FileState.CRASHED, "cannot open"):
        office.convert(RTF, "rtf")
    assert until[0] == pytest.approx(seconds, abs=1)


def is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_the_program_dies_with_the_process_that_started_it(stand_in, tmp_path):
    stand_in(f'echo $$ > "{tmp_path}/pid.new"; mv "{tmp_path}/pid.new" "{tmp_path}/pid"; exec sleep 60')
    code = "from extractor.parsers import office; office.convert(b'x', 'rtf')"
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment) as worker:
        wait_for((tmp_path / "pid").exists)
        worker.kill()
    wait_for(lambda: not is_running(int((tmp_path / "pid").read_text())))
    assert len(leavings(tmp_path)) == 1
    office.remove_leavings(office._PREFIX)
    assert leavings(tmp_path) == []


def wait_for(done, seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_file_over_the_limit_is_not_given_to_the_program(stand_in, monkeypatch):
    stand_in("exit 0")
    monkeypatch.setattr(office, "MAX_BYTES", 10)
    with refused(FileState.REFUSED, "over a limit"):
        office.convert(RTF, "rtf")


@posix
def test_a_web_page_in_one_file_is_opened_as_the_page(stand_in):
    stand_in('mkdir "$out"; cp "$given" "$out/in.docx"')
    page = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b'Content-Type: text/html; charset="windows-1258"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        b'<meta charset=3D"windows-1258">=F0=F4\r\n--x--\r\n'
    )
    made, kind = office.convert(page, "mhtml")
    assert (made.decode("utf-8-sig").strip(), kind) == ('<meta charset=utf-8">đô', "docx")
    with refused(FileState.CRASHED, "mhtml"):
        office.convert(b"MIME-Version: 1.0\r\n\r\nx", "mhtml")


PLAN = "corpora/samples/plans/lung-xuyen-2021-2025.docx"


@pytest.fixture(scope="session")
def made(tmp_path_factory, checkout) -> dict[str, bytes]:
    """One sample plan as LibreOffice saves it in other formats, by suffix.

    It is given the empty paragraph that Word always puts behind a last table; LibreOffice loses that table
    from a .doc otherwise.
    """
    folder = tmp_path_factory.mktemp("office")
    plan = docx.Document(str(checkout / PLAN))
    plan.add_paragraph()
    plan.save(str(folder / "plan.docx"))
    for kind in ("doc", "odt", "rtf"):
        command = [str(LIBRE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(folder), str(folder / "plan.docx")]
        while subprocess.run(command, check=False, capture_output=True, timeout=120).returncode == 81:
            pass
    return {path.suffix[1:]: path.read_bytes() for path in folder.glob("*.*")}


@pytest.fixture(scope="session")
def rules():
    return load_rulebook(None)


def said(data: bytes, name: str, rules):
    """The text of a plan, and every record and finding, offsets included."""
    audit = audit_bytes(data, name, "plan", rules)
    plan = audit.plan
    records = (plan.document, *plan.citations, *plan.references, *plan.budgets, *plan.targets)
    judged = (*records, *audit.checks, *audit.findings)
    return plan.text, [record.model_dump(exclude={"notes"}) for record in judged]


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_a_plan_says_the_same_in_each_format(made, rules, kind):
    text, records = said(made["docx"], "plan.docx", rules)
    converted, others = said(made[kind], f"plan.{kind}", rules)
    assert converted.format == kind
    assert f"the .{kind} was read through LibreOffice" in [en for _, en in converted.notes]
    assert converted.text == text.text
    assert others == records


LINKED = (
    '<html><head><link rel="stylesheet" href="{url}/a.css"></head><body><p>38 households'
    '<img src="{url}/b.png"></p></body></html>'
)


@needs_libreoffice
def test_nothing_is_fetched_that_a_file_links_to():
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            """The first thing that LibreOffice asks."""
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = LINKED.format(url=f"http://127.0.0.1:{server.server_port}")
        read, _ = office.convert(page.encode(), "html")
        server.shutdown()
    assert asked == []
    assert "38 households" in parse_bytes(read, "a.docx", "a").text
