"""Files that are uploaded: kept safely, scanned, told."""

import io
import os
import re
import shutil
import threading
import time
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from extractor.corpus import Corpus
from extractor.errors import ExtractorError, FileState
from extractor.scanning.results import ScanResult
from extractor.web import uploads
from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER
from extractor.web.settings import Served
from extractor.web.upload_names import opened_below, safe_parts


@pytest.fixture
def kept(tmp_path: Path) -> Served:
    db = tmp_path / "kho.db"
    Corpus.open(db).close()
    return Served(db, token="token-of-the-test")


def sent(client: TestClient, *files: tuple[str, bytes]) -> str:
    """The address under which the upload of these files is told."""
    answer = client.post("/upload", files=[("files", one) for one in files])
    assert answer.status_code == 200, answer.text
    found = re.search(r'hx-get="(/upload/[^"]+)"', answer.text)
    assert found
    return found[1]


def ended(client: TestClient, address: str) -> str:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        html = client.get(address).text
        if "hx-get" not in html:
            return html
        time.sleep(0.1)
    raise AssertionError("the scan did not end")


def test_how_far_an_upload_is_stands_in_the_api(writer: TestClient, checkout: Path) -> None:
    content = (checkout / "corpora" / "samples" / "plans" / "cam-trang-2022.pdf").read_bytes()
    name = sent(writer, ("kế hoạch <b>.pdf", content), ("hỏng.docx", b"x")).removeprefix("/upload/")
    told = writer.get(f"/api/uploads/{name}").json()
    assert (told["name"], told["files"], told["problem"]) == (name, 2, None)
    assert [one["name"] for one in writer.get("/api/uploads").json()] in ([name], []), "it may be done by now"
    ended(writer, f"/upload/{name}")
    done = writer.get(f"/api/uploads/{name}").json()
    assert (done["state"], done["progress"]["done"], done["progress"]["total"]) == ("done", 2, 2)
    assert Counter(one["state"] for one in done["results"]) == done["progress"]["states"]
    assert len(done["results"]) == 2
    assert writer.get("/api/uploads").json() == []
    assert writer.get("/api/uploads/none").status_code == 404


def test_real_files_are_scanned_and_lead_to_their_plans(
    writer: TestClient, kept: Served, checkout: Path
) -> None:
    plan = (checkout / "corpora" / "samples" / "plans" / "loc-cua-2026.txt").read_bytes()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("ke-hoach.txt", b"0" * (101 << 20))
    hostile = "..\\../../<img src=x onerror=alert(1)>/con.txt"
    address = sent(
        writer, ("xã/kế hoạch.txt", plan), ("bom.zip", bomb.getvalue()), (hostile, b"khong phai ke hoach")
    )
    html = ended(writer, address)
    assert "<img" not in html
    assert re.search(r'href="/plans/\d+"', html)
    with Corpus.open(kept.db, create=False) as corpus:
        states = {file.path: file.state for file in corpus.files()}
    folder = Path(f"{kept.db}.uploads")
    assert all(Path(path).is_relative_to(folder.absolute()) for path in states)
    assert FileState.OK in states.values()
    assert FileState.REFUSED in states.values()
    assert {path.name for path in kept.db.parent.iterdir()} <= {
        "kho.db", "kho.db-wal", "kho.db-shm", "kho.db.uploads"
    }  # fmt: skip


def test_one_file_that_was_read_leads_straight_to_its_plan(
    served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = replace(served, db=Path(shutil.copy(served.db, tmp_path)))
    with Corpus.open(kept.db, create=False) as corpus:
        path = next(file.path for file in corpus.files() if file.state is FileState.OK)
    done = ScanResult(1, {}, 1, 0, (), (), (path,), 0.1)
    monkeypatch.setattr(uploads, "scan", lambda paths, db, **more: done)
    with TestClient(create_app(kept), base_url="http://localhost") as writer:
        writer.headers[TOKEN_HEADER] = kept.token
        address = sent(writer, ("a.txt", b"a"))
        assert "/plans/" in ended(writer, address)
        assert re.fullmatch(
            r"/plans/\d+", writer.get(address, headers={"hx-request": "true"}).headers["hx-redirect"]
        )


@pytest.mark.parametrize("rebuilt", [False, True], ids=["known", "rebuilt"])
def test_uploads_stay_whatever_the_database_knows_of_them(kept: Served, *, rebuilt: bool) -> None:
    plan = Path(f"{kept.db}.uploads") / "2026-01-02-030405-0a1b2c3d" / "kế hoạch.txt"
    plan.parent.mkdir(parents=True)
    plan.write_text("kế hoạch", encoding="utf-8")
    os.utime(plan.parent, (0, 0))
    if rebuilt:
        kept.db.unlink()
    with TestClient(create_app(kept), base_url="http://localhost") as writer:
        writer.headers[TOKEN_HEADER] = kept.token
        ended(writer, sent(writer, ("a.txt", b"a")))
    assert plan.read_text(encoding="utf-8") == "kế hoạch"


def test_one_scan_at_a_time(writer: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    may_end = threading.Event()
    running: list[Path] = []

    def held(paths: list[Path], db: Path, **more: object) -> ScanResult:
        running.append(paths[0])
        assert may_end.wait(30)
        return ScanResult(1, {}, 1, 0, (), (), (), 0.1)

    monkeypatch.setattr(uploads, "scan", held)
    first = sent(writer, ("a.txt", b"a"))
    second = sent(writer, ("b.txt", b"b"))
    try:
        assert "còn 1 lượt phía trước" in writer.get(second).text
        assert len(running) <= 1
    finally:
        may_end.set()
    ended(writer, first)
    ended(writer, second)
    assert len(running) == 2


def test_what_breaks_a_scan_is_said_and_the_next_goes_on(
    writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[Exception] = [ExtractorError("đĩa đầy <b>", "disk full"), RuntimeError("?")]

    def broken(paths: list[Path], db: Path, **more: object) -> ScanResult:
        raise faults.pop(0)

    monkeypatch.setattr(uploads, "scan", broken)
    assert "đĩa đầy &lt;b&gt;" in ended(writer, sent(writer, ("a.txt", b"a")))
    assert "RuntimeError" in ended(writer, sent(writer, ("a.txt", b"a")))


def test_too_much_is_refused_before_it_is_read(writer: TestClient, kept: Served) -> None:
    answer = writer.post("/upload", content=b"", headers={"content-length": str(2 << 30)})
    assert answer.status_code == 413
    assert "1.024 MB" in answer.text
    unmeasured = writer.post("/upload", content=iter([b"x"]))
    assert unmeasured.status_code == 413
    assert not Path(f"{kept.db}.uploads").exists()


@pytest.mark.parametrize("files", [[], [("other", ("a.txt", b"a"))], [("files", ("", b"a"))]])
def test_an_upload_without_files_is_refused(writer: TestClient, files: list[tuple[str, object]]) -> None:
    headers = {} if files else {"content-type": "application/x-www-form-urlencoded"}
    assert writer.post("/upload", files=files or None, headers=headers).status_code == 422  # type: ignore[arg-type]


def test_nobody_else_uploads(kept: Served) -> None:
    files = [("files", ("a.txt", b"a"))]
    with TestClient(create_app(kept), base_url="http://localhost") as client:
        assert client.post("/upload", files=files).status_code == 403
        cross = {TOKEN_HEADER: kept.token, "sec-fetch-site": "cross-site"}
        assert client.post("/upload", files=files, headers=cross).status_code == 403
        assert client.get("/upload/nothing").status_code == 404
    with TestClient(create_app(replace(kept, read_only=True)), base_url="http://localhost") as client:
        assert client.post("/upload", files=files, headers={TOKEN_HEADER: kept.token}).status_code == 403
        assert "chỉ để xem" in client.get("/upload").text
    assert not Path(f"{kept.db}.uploads").exists()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("../../etc/passwd", ("etc", "passwd")),
        ("C:\\Windows\\con.txt", ("C_", "Windows", "_con.txt")),
        ("/a/./b .docx ", ("a", "b .docx")),
        ("..", ("tep",)),
        ("", ("tep",)),
        ("kế hoạch\x00\u202e.pdf", ("kế hoạch__.pdf",)),
        ("aux", ("_aux",)),
    ],
)
def test_a_name_stays_below_its_folder(name: str, parts: tuple[str, ...]) -> None:
    assert safe_parts(name) == parts


@given(st.text(max_size=400))
def test_any_name_is_one_that_every_system_can_keep(name: str) -> None:
    for part in safe_parts(name):
        assert part not in {"", ".", ".."}
        assert len(part.encode()) <= 200
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', part)


def test_files_of_one_name_stand_beside_each_other(tmp_path: Path) -> None:
    for parts in (("a.txt",), ("a.txt",), ("a.txt", "b.txt")):
        opened_below(tmp_path, parts).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a (2).txt", "a.txt", "a.txt_b.txt"]
