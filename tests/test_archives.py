"""Archives read in place: their members are files of the scan, and nothing of them touches the disk."""

import io
import os
import struct
import time
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest
from test_scanning import PLAN, states_of
from test_scanning import run as run_with

from extractor.corpus import Corpus
from extractor.scanning import archives
from extractor.scanning.archives import archive_outcome, is_archive, member_of, names_beside_member
from extractor.scanning.pool import Limits
from extractor.scanning.results import ScanResult
from extractor.scanning.scan import NOT_READ, scan
from extractor.scanning.sources import Source

LIMITS = Limits(jobs=1, timeout=30)

TEXT = PLAN.format(name="Khe Sâu").encode()


def run(folder: Path, database: Path, *, retry: bool = False) -> ScanResult:
    return run_with(folder, database, LIMITS, retry=retry)


def packed(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return memory.getvalue()


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def listed(path: Path) -> dict[str, str]:
    """Members by their name, with their state or «read»."""
    return {
        member.inside: member.ending.state.value if member.ending else "read"
        for member in archive_outcome(path).members
    }


def stored(database: Path, folder: Path) -> dict[str, str]:
    with Corpus.open(database, create=False) as corpus:
        return {file.path.removeprefix(f"{folder}/"): file.state.value for file in corpus.files()}


def test_members_are_read_where_they_lie(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    inner = packed({"deep/c.txt": TEXT + b"c"})
    write(
        plans / "a.zip", packed({"xã Đông/a.txt": TEXT, "b.txt": TEXT + b"b", "more.zip": inner, "d/": b""})
    )
    write(plans / "z.txt", TEXT)
    before = {path.name for path in plans.rglob("*")}
    result = run(plans, tmp_path / "c.db")
    assert states_of(result) == {"container": 2, "ok": 3, "duplicate": 1}
    assert result.given == 6
    assert stored(tmp_path / "c.db", plans) == {
        "a.zip": "container",
        "a.zip/b.txt": "ok",
        "a.zip/more.zip": "container",
        "a.zip/more.zip/deep/c.txt": "ok",
        "a.zip/xã Đông/a.txt": "ok",
        "z.txt": "duplicate",
    }
    assert {path.name for path in plans.rglob("*")} == before
    assert [file.path for file in result.unread] == [str(plans / "z.txt")]


def test_an_unchanged_archive_is_not_read_again(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    write(plans / "a.zip", packed({"a.txt": TEXT, "b.txt": b"RAISE", "c.txt": TEXT}))
    first, second = (run(plans, tmp_path / "c.db") for _ in range(2))
    assert states_of(first) == states_of(second) == {"container": 1, "ok": 1, "crashed": 1, "duplicate": 1}
    assert (first.read, second.read, second.unchanged) == (3, 0, 4)
    assert run(plans, tmp_path / "c.db", retry=True).read == 1


def test_a_copy_in_an_archive_that_has_gone_is_read(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    archive = write(plans / "a.zip", packed({"a.txt": TEXT}))
    write(plans / "z.txt", TEXT)
    run(plans, tmp_path / "c.db")
    archive.unlink()
    assert states_of(run(plans, tmp_path / "c.db")) == {"ok": 1}


def test_what_a_changed_archive_no_longer_holds_is_forgotten(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    inner = packed({"deep.txt": TEXT + b"deep"})
    archive = write(plans / "a.zip", packed({"a.txt": TEXT, "b.txt": TEXT + b"b", "in.zip": inner}))
    write(plans / "a.zip0.txt", TEXT + b"beside")
    run(plans, tmp_path / "c.db")
    write(archive, packed({"b.txt": TEXT + b"b", "c/new.txt": TEXT, "d.txt": TEXT + b"deep"}))
    assert states_of(run(plans, tmp_path / "c.db")) == {"container": 1, "ok": 4}
    assert stored(tmp_path / "c.db", plans) == {
        "a.zip": "container",
        "a.zip/b.txt": "ok",
        "a.zip/c/new.txt": "ok",
        "a.zip/d.txt": "ok",
        "a.zip0.txt": "ok",
    }


def test_a_copy_takes_over_what_an_archive_no_longer_holds(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    archive = write(plans / "a.zip", packed({"a.txt": TEXT, "b.txt": TEXT}))
    write(plans / "z.txt", TEXT)
    run(plans, tmp_path / "c.db")
    write(archive, packed({"other.txt": TEXT + b"x"}))
    run(plans, tmp_path / "c.db")
    assert stored(tmp_path / "c.db", plans) == {
        "a.zip": "container",
        "a.zip/other.txt": "ok",
        "z.txt": "ok",
    }
    with Corpus.open(tmp_path / "c.db", create=False) as corpus:
        assert corpus.totals().records["document"] == 2


def test_an_archive_that_becomes_a_plan_holds_no_files(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    archive = write(plans / "a.txt", packed({"a.txt": TEXT}))
    run(plans, tmp_path / "c.db")
    write(archive, TEXT)
    run(plans, tmp_path / "c.db")
    assert stored(tmp_path / "c.db", plans) == {"a.txt": "ok"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", r"\x2e\x2e/\x2e\x2e/etc/passwd.txt"),
        ("/etc/cron.txt", "etc/cron.txt"),
        ("C:\\Windows\\a.txt", "C:/Windows/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("two\nlines.txt", "two\nlines.txt"),
        ("\u202etxt.exe.txt", "\u202etxt.exe.txt"),
        ("con.txt", "con.txt"),
    ],
)
def test_names_are_only_shown(tmp_path: Path, name: str, shown: str) -> None:
    folder = tmp_path / "here" / "below"
    path = write(folder / "a.zip", packed({name: TEXT}))
    (member,) = archive_outcome(path).members
    assert member.inside == shown
    assert member_of(Source(path, member.steps, member.inside)) == TEXT
    assert states_of(run(folder, tmp_path / "c.db")) == {"container": 1, "ok": 1}
    assert [entry.name for entry in sorted(tmp_path.rglob("*")) if entry.is_file()] == ["c.db", "a.zip"]


def test_names_in_any_bytes_and_twice(tmp_path: Path) -> None:
    data = packed({"AAAA.txt": TEXT, "BBBB.txt": TEXT + b"b", "c.txt": TEXT + b"c"})
    data = data.replace(b"AAAA", b"k\xff\xfeh").replace(b"BBBB", b"k\xff\xfeh")
    path = write(tmp_path / "a.zip", data)
    assert listed(path) == {
        "k\\xff\\xfeh.txt": "read",
        "k\\xff\\xfeh (2).txt": "read",
        "c.txt": "read",
    }


def test_many_members_of_one_name_take_no_longer_than_others(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(4000):
            archive.writestr("a.txt", b"")
        archive.writestr("a (3).txt", b"")
    path = write(tmp_path / "a.zip", memory.getvalue())
    began = time.process_time()
    names = [member.inside for member in archive_outcome(path).members]
    assert time.process_time() - began < 2.5
    assert (names[:3], names[-1]) == (["a.txt", "a (2).txt", "a (3).txt"], "a (3) (2).txt")
    assert len(set(names)) == 4001


def test_a_folder_with_a_point_is_no_kind_of_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", packed({"v1.2/README": b"some words"}))
    (member,) = archive_outcome(path).members
    assert member.ending is not None
    assert "files of type README are not" in member.ending.en


def test_names_in_utf8_without_its_flag(tmp_path: Path) -> None:
    name = "kế hoạch.txt".encode()
    data = packed({"A" * len(name): TEXT}).replace(b"A" * len(name), name)
    assert listed(write(tmp_path / "a.zip", data)) == {"kế hoạch.txt": "read"}


@pytest.mark.parametrize(
    ("extra", "shown"),
    [
        pytest.param("kế hoạch.txt", "kế hoạch.txt", id="beside-the-old-name"),
        pytest.param("../kế hoạch.txt", r"\x2e\x2e/kế hoạch.txt", id="out-of-its-folder"),
        pytest.param(None, "k? ho?ch.txt", id="of-another-name"),
        pytest.param("", "k? ho?ch.txt", id="empty"),
    ],
)
def test_names_in_unicode_beside_those_in_a_code_page(tmp_path: Path, extra: str | None, shown: str) -> None:
    info = zipfile.ZipInfo("k? ho?ch.txt")
    checksum = zlib.crc32(info.filename.encode()) if extra is not None else 1
    field = struct.pack("<BL", 1, checksum) + (extra if extra is not None else "kế hoạch.txt").encode()
    info.extra = struct.pack("<HHH", 1, 2, 0) + struct.pack("<HH", 0x7075, len(field)) + field
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, TEXT)
    assert listed(tmp_path / "a.zip") == {shown: "read"}


def test_what_an_archive_holds(tmp_path: Path) -> None:
    members = {
        "a.txt": TEXT,
        "~$a.docx": b"x",
        ".hidden.txt": TEXT,
        ".git/a.txt": TEXT,
        "__MACOSX/._a.txt": b"x",
        "records.jsonl": b"{}",
        "scan.old": b"%PDF-1.4\n",
        "image.jpg": b"\xff\xd8\xff\xe0",
    }
    path = write(tmp_path / "a.zip", packed(members))
    assert listed(path) == {
        "a.txt": "read",
        "~$a.docx": "skipped",
        ".hidden.txt": "skipped",
        ".git/a.txt": "skipped",
        "__MACOSX/._a.txt": "skipped",
        "records.jsonl": "unsupported",
        "scan.old": "read",
        "image.jpg": "read",
    }


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert listed(write(tmp_path / "a.zip", memory.getvalue())) == {"link.txt": "skipped"}


def encrypted(data: bytes) -> bytes:
    """Every member marked as encrypted, in its own head and in the directory."""
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", data, at + offset)
            data = data[: at + offset] + struct.pack("<H", flags | 1) + data[at + offset + 2 :]
            at = data.find(magic, at + 4)
    return data


def test_encrypted_and_damaged_members(tmp_path: Path) -> None:
    sound = packed({"a.txt": TEXT, "b.txt": TEXT + b"b"}, method=zipfile.ZIP_STORED)
    assert listed(write(tmp_path / "a.zip", encrypted(sound))) == {"a.txt": "encrypted", "b.txt": "encrypted"}
    damaged = sound.replace(TEXT, TEXT[:-3] + b"xyz", 1)
    assert listed(write(tmp_path / "b.zip", damaged)) == {"a.txt": "crashed", "b.txt": "read"}


def test_bombs_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = packed({"zeros.txt": bytes(60 << 20)})
    large = packed({"more.txt": bytes(101 << 20)})
    path = write(
        tmp_path / "p" / "a.zip", packed({"a.txt": TEXT, "b.zip": bomb, "c.zip": large, "d.txt": TEXT + b"d"})
    )
    assert listed(path) == {
        "a.txt": "read",
        "b.zip": "container",
        "b.zip/zeros.txt": "refused",
        "c.zip": "container",
        "c.zip/more.txt": "refused",
        "d.txt": "read",
    }
    assert states_of(run(tmp_path / "p", tmp_path / "c.db")) == {"container": 3, "refused": 2, "ok": 2}


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = packed({"a.txt": TEXT})
    for number in range(5):
        data = packed({f"{number}.zip": data})
    assert listed(write(tmp_path / "a.zip", data)) == {
        "4.zip": "container",
        "4.zip/3.zip": "container",
        "4.zip/3.zip/2.zip": "refused",
    }


def test_more_members_than_any_archive_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    inner = packed({f"{number}.txt": TEXT for number in range(3)})
    outcome = archive_outcome(write(tmp_path / "a.zip", packed({"a.txt": TEXT, "b.zip": inner})))
    assert (outcome.ending.state, outcome.members) == ("refused", ())


@pytest.mark.parametrize("parts", [("[Content_Types].xml", "word/document.xml"), ("mimetype", "content.xml")])
def test_a_document_is_no_archive(tmp_path: Path, parts: tuple[str, ...]) -> None:
    path = write(tmp_path / "a.zip", packed(dict.fromkeys(parts, b"x")))
    turned = write(tmp_path / "b.zip", packed({"other.xml": b"x", **dict.fromkeys(parts, b"x")}))
    assert not is_archive(path)
    assert not is_archive(turned)


def test_an_archive_is_known_by_its_content(tmp_path: Path) -> None:
    write(tmp_path / "p" / "ke-hoach.docx", packed({"word/plan.txt": TEXT}))
    cut = write(tmp_path / "cut.zip", packed({"a.txt": TEXT})[:60])
    assert not is_archive(cut)
    assert states_of(run(tmp_path / "p", tmp_path / "c.db")) == {"container": 1, "ok": 1}


def test_what_lies_beside_a_member(tmp_path: Path) -> None:
    inner = packed({"x/plan.txt": TEXT, "x/phụ lục 1.xlsx": b"x", "other.txt": TEXT})
    path = write(
        tmp_path / "a.zip", packed({"a/plan.txt": TEXT, "a/PL 01.docx": b"x", "b.txt": TEXT, "c.zip": inner})
    )
    members = {
        member.inside: Source(path, member.steps, member.inside) for member in archive_outcome(path).members
    }
    assert names_beside_member(members["a/plan.txt"]) == ("PL 01.docx",)
    assert names_beside_member(members["c.zip/x/plan.txt"]) == ("phụ lục 1.xlsx",)
    assert members["c.zip/x/plan.txt"].name == "plan.txt"


def test_the_first_of_two_copies_hangs_on_no_clock(tmp_path: Path) -> None:
    """Whether the archive or the file behind it is read faster, the archive's member comes first."""
    plans = tmp_path / "plans"
    slow = b"SLOW " + TEXT
    write(plans / "a.zip", packed({"slow.txt": slow, "pad.txt": os.urandom(1 << 20).hex().encode()}))
    write(plans / "b.txt", slow)
    run(plans, tmp_path / "c.db")
    assert stored(tmp_path / "c.db", plans)["b.txt"] == "duplicate"


def test_real_plans_in_an_archive_read_as_on_the_disk(tmp_path: Path, checkout: Path) -> None:
    sample = checkout / "corpora/samples/plans/lam-khe-2022.docx"
    write(tmp_path / "a" / "x.zip", packed({"lam-khe-2022.docx": sample.read_bytes()}))
    write(tmp_path / "b" / "lam-khe-2022.docx", sample.read_bytes())
    found = []
    for folder in ("a", "b"):
        result = scan([tmp_path / folder], tmp_path / f"{folder}.db", limits=LIMITS)
        with Corpus.open(tmp_path / f"{folder}.db", create=False) as corpus:
            totals = corpus.totals()
            found.append((totals.records, totals.findings, totals.checks))
        assert not result.states.keys() & (NOT_READ - {"container"})
    assert found[0] == found[1]
