"""`extractor serve` as a process: it listens, and ends in order."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import cli
from extractor.web import server
from extractor.web.settings import Served


def answered(address: str) -> bool:
    try:
        with urllib.request.urlopen(address) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no Ctrl-C to one process")
def test_ctrl_c_ends_it_in_order(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "extractor",
        "serve",
        "--db",
        str(tmp_path / "kho.db"),
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 90
        while not answered(f"http://127.0.0.1:{port}/"):
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, "")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "kho"])
def test_other_machines_are_served_with_a_password_alone(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Served] = []
    monkeypatch.setattr(server, "serve", lambda served, **_: begun.append(served))
    command = ["serve", "--db", str(tmp_path / "kho.db"), "--host", host]
    for lang, words in (("vi", "mật khẩu"), ("en", "password")):
        refused = CliRunner(env={"EXTRACTOR_PASSWORD": "", "EXTRACTOR_LANG": lang}).invoke(cli, command)
        assert (refused.exit_code, begun) == (2, [])
        assert words in refused.stderr
        assert "EXTRACTOR_PASSWORD" in refused.stderr
    assert CliRunner(env={"EXTRACTOR_PASSWORD": "ba bốn năm"}).invoke(cli, command).exit_code == 0
    [served] = begun
    assert served.password is not None
    assert served.password.fits("ba bốn năm")
    assert "ba bốn năm" not in repr(served)
