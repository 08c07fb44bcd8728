"""The corpus: what is stored, stored again, killed while storing, counted and listed."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.corpus import Corpus, FileResult, SearchQuery
from extractor.corpus.names import TABLES
from extractor.corpus.rows import dong, innermost
from extractor.errors import FileState
from extractor.plan import Audit, Plan, Section
from extractor.plantext import Block, BlockKind, PlanText
from extractor.records import (
    Assignment,
    Budget,
    Check,
    Citation,
    Deadline,
    Document,
    Evidence,
    Finding,
    LinkedUnit,
    Reference,
    Target,
    Term,
    Unread,
)

CODE = Path(extractor.__file__).parent.parent
RULES = "rules-1"
LINES = (
    "KẾ HOẠCH Giảm nghèo xã An Thử năm 2024",
    "I. MỤC TIÊU",
    "Tỷ lệ hộ nghèo giảm 3%/năm; thuỷ lợi được đầu tư.",
    "II. KINH PHÍ",
    "Tổng kinh phí 2.621,5 triệu đồng, theo Nghị định số 07/2021/NĐ-CP.",
)


def blocks_over(lines: tuple[str, ...]) -> tuple[Block, ...]:
    blocks, start = [], 0
    for line in lines:
        kind = BlockKind.HEADING if line.isupper() else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, start + len(line), start, page=1))
        start += len(line) + 1
    return tuple(blocks)


def audit_of(lines: tuple[str, ...] = LINES, doc: str = "a.txt", **found: Any) -> Audit:
    """An audit of a plan with these lines; every heading line opens a section. `found`: Plan's and
    Audit's fields, and `document` for fields of the document."""
    blocks = blocks_over(lines)
    text = "\n".join(lines)
    heads = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    ends = [*(blocks[i].start for i in heads[1:]), len(text)][: len(heads)]
    sections = tuple(
        Section((lines[i].split()[0],), lines[i], 1, lines[i].split()[0], n, None, i, blocks[i].start, end)
        for n, (i, end) in enumerate(zip(heads, ends, strict=True))
    )
    about = {"title": lines[0], "number": "12/KH-UBND", "issuer": "UBND xã An Thử", "issued_on": "2023-12-20"}
    document = Document(
        doc=doc, text=lines[0], span=(0, len(lines[0])), rule_id="head", **about | found.pop("document", {})
    )
    judged = {name: found.pop(name) for name in ("checks", "findings", "programmes") if name in found}
    return Audit(Plan(PlanText(doc, "txt", text, blocks), document, sections, **found), **judged)


def result_of(path: str = "a.txt", **changed: Any) -> FileResult:
    given: dict[str, Any] = {
        "path": path,
        "sha256": f"hash of {path}",
        "size": 10,
        "state": FileState.OK,
        "reason_vi": "",
        "reason_en": "",
        "seconds": 0.25,
        "rules_version": RULES,
        "format": "txt",
    }
    return FileResult(**given | changed)


def finding(rule: str = "sum-mismatch", **changed: Any) -> Finding:
    given: dict[str, Any] = {
        "doc": "a.txt",
        "text": "2.621,5 triệu đồng",
        "span": (100, 118),
        "rule_id": "check",
        "section": ("II",),
        "rule": rule,
        "category": "figures",
        "severity": "error",
        "certainty": "certain",
        "message": "Tổng không khớp.",
        "message_en": "The total does not agree.",
    }
    return Finding(**given | changed)


def record(model: type, **fields: Any) -> Any:
    return model(**{"doc": "a.txt", "text": "chữ", "span": (3, 6), "page": 2, "rule_id": "r", **fields})


def full_audit() -> Audit:
    """One record of every kind."""
    term = Term(span=(1, 2), text="1", value=Decimal("1.50"), interval=(Decimal("1.45"), None))
    decided = {"relation": "sum", "verdict": "agrees", "terms": (term,), "reported": (Decimal(1), None)}
    return audit_of(
        document={
            "period": (2021, 2025),
            "linked_unit": LinkedUnit(province="Thử", confidence=0.5),
            "notes": ("ghi chú",),
        },
        citations=(record(Citation, cited_type="Nghị định", number="07/2021/NĐ-CP", role="basis"),),
        references=(record(Reference, points_at="07/2021/NĐ-CP"),),
        budgets=(
            record(
                Budget,
                figure=(3, 5),
                value=Decimal("0.0026215"),
                value_corrected=Decimal("2621.5"),
                role="total",
                status="plan",
                row=("II", "Thu"),
            ),
        ),
        targets=(
            record(
                Target,
                figure=(3, 5),
                indicator="other",
                indicator_text="hộ nghèo",
                value=Decimal("12.830"),
                unit="percent",
                denominator=Decimal("1E+3"),
                status="target",
            ),
        ),
        deadlines=(record(Deadline, due="--12-15", task="báo cáo"),),
        assignments=(record(Assignment, unit="Hội Nông dân", leads=False, task="mở lớp"),),
        unread=(record(Unread, reason="figure"),),
        checks=(record(Check, **decided),),
        findings=(finding(evidence=(Evidence(span=(1, 2), text="1"),)),),
    )


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    conn = sqlite3.connect(path)
    conn.row_factory = sqlite3.Row
    with conn:
        found = [dict(row) for row in conn.execute(sql)]
    conn.close()
    return found


def assert_sound(path: Path) -> None:
    """SQLite's own checks, and an index that holds the blocks stored and nothing else."""
    conn = sqlite3.connect(path, isolation_level=None)
    assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    conn.execute("INSERT INTO plan_words(plan_words) VALUES ('integrity-check')")
    conn.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'plan_words', 'instance')")
    held = {row[0] for row in conn.execute("SELECT doc FROM temp.vocabulary")}
    assert held == {row[0] for row in conn.execute("SELECT id FROM documents")}
    conn.close()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "corpus.db"


@pytest.fixture
def corpus(db: Path) -> Iterator[Corpus]:
    with Corpus.open(db) as opened:
        yield opened


def test_every_record_field_has_its_column(corpus: Corpus, db: Path) -> None:
    corpus.store(result_of(), full_audit())
    renamed = {"row": "row_labels", "column": "column_labels"}
    for kind in full_audit().records():
        columns = set(rows(db, f"SELECT * FROM {TABLES[kind.record]}")[0])
        for name in set(type(kind).model_fields) - {"record", "doc"}:
            paired = {f"{name}_start", f"{name}_end"} <= columns
            assert paired or renamed.get(name, name) in columns, (kind.record, name)


def test_figures_stay_exact(corpus: Corpus, db: Path) -> None:
    corpus.store(result_of(), full_audit())
    (budget,) = rows(db, "SELECT * FROM budgets")
    assert (budget["value"], budget["value_dong"]) == ("0.0026215", None)
    assert (budget["value_corrected"], budget["value_corrected_dong"]) == ("2621.5", 2_621_500_000)
    assert budget["row_labels"] == '["II", "Thu"]'
    (target,) = rows(db, "SELECT * FROM targets")
    assert (target["value"], target["value_number"]) == ("12.83", 12.83)
    assert (target["denominator"], target["denominator_number"]) == ("1000", 1000.0)
    (check,) = rows(db, "SELECT * FROM checks")
    assert '"interval": ["1.45", null]' in check["terms"]
    (document,) = rows(db, "SELECT * FROM documents")
    assert (document["period_start"], document["period_end"]) == (2021, 2025)


@pytest.mark.parametrize(
    ("million", "expected"),
    [
        pytest.param("0.03", 30_000, id="thirty-thousand"),
        pytest.param("0", 0, id="zero"),
        pytest.param("0.00", 0, id="zero-with-decimals"),
        pytest.param("-5", -5_000_000, id="negative"),
        pytest.param("0.0026215", None, id="half-a-dong"),
        pytest.param("0.0000001", None, id="below-a-dong"),
        pytest.param("2621.500000000", 2_621_500_000, id="idle-zeros"),
        pytest.param("9223372036854.775807", 2**63 - 1, id="largest"),
        pytest.param("9223372036854.775808", None, id="beyond-64-bits"),
        pytest.param("123456789012345678901234567890", None, id="absurd"),
        pytest.param("1E-999999", None, id="tiny"),
    ],
)
def test_dong(million: str, expected: int | None) -> None:
    assert dong(Decimal(million)) == expected


def test_store_and_count(corpus: Corpus) -> None:
    corpus.store(result_of(), full_audit())
    corpus.store(result_of("b.pdf", state=FileState.ENCRYPTED, reason_vi="có mật khẩu"), None)
    totals = corpus.totals()
    assert totals.files == {FileState.OK: 1, FileState.ENCRYPTED: 1}
    assert totals.records == dict.fromkeys(TABLES, 1)
    assert totals.findings == {("sum-mismatch", "error"): 1}
    assert totals.checks == {"agrees": 1}
    only = corpus.totals(["b.pdf", "no such file"])
    assert (only.files, only.records, only.findings) == ({FileState.ENCRYPTED: 1}, {}, {})
    assert corpus.totals([]).files == {}
    many = [f"no such file {n}" for n in range(1_200)]  # as many as are looked up in several goes
    many[700:700] = ["b.pdf"]
    assert corpus.totals([*many, "b.pdf"]) == corpus.totals(["b.pdf"])


def test_store_again_replaces(corpus: Corpus, db: Path) -> None:
    corpus.store(result_of(), full_audit())
    corpus.store(result_of("b.txt"), audit_of())
    corpus.store(result_of(sha256="new"), audit_of(("Văn bản khác", "Không còn gì")))
    assert corpus.totals(["a.txt"]).records == {"document": 1}
    assert found_in(corpus, "nghị định") == ["b.txt"]
    assert found_in(corpus, "khong con gi") == ["a.txt"]
    corpus.store(result_of(state=FileState.TIMEOUT), None)
    assert found_in(corpus, "khong con gi") == []
    assert len(rows(db, "SELECT blocks FROM plan_texts")) == 1
    assert_sound(db)


def test_a_failed_store_changes_nothing(corpus: Corpus, db: Path) -> None:
    corpus.store(result_of(), full_audit())
    before = list(sqlite3.connect(db).iterdump())
    broken = audit_of(findings=(finding().model_copy(update={"message": object()}),))
    with pytest.raises(Exception, match="object"):
        corpus.store(result_of(sha256="new"), broken)
    assert list(sqlite3.connect(db).iterdump()) == before
    corpus.store(result_of("b.txt"), audit_of())


def found_in(corpus: Corpus, text: str) -> list[str]:
    return sorted(plan.path for plan in corpus.search(SearchQuery(text, limit=100)).plans)


def known(corpus: Corpus, path: str, sha256: str, rules: str = RULES) -> FileState | None:
    result = corpus.known(path, sha256, rules)
    return None if result is None else result.state


def test_known_and_first_with(corpus: Corpus) -> None:
    corpus.store(result_of(sha256="x"), audit_of())
    assert known(corpus, "a.txt", "x") is FileState.OK
    assert known(corpus, "a.txt", "y") is None
    assert known(corpus, "a.txt", "x", "rules-2") is None
    assert known(corpus, "b.txt", "x") is None
    assert corpus.first_with("x", RULES) == "a.txt"
    assert corpus.first_with("x", "rules-2") is None
    corpus.store(result_of("c.pdf", sha256="z", state=FileState.CRASHED), None)
    assert known(corpus, "c.pdf", "z") is FileState.CRASHED
    assert corpus.first_with("z", RULES) is None


def duplicate(path: str, of: str) -> FileResult:
    return result_of(path, sha256="x", state=FileState.DUPLICATE, duplicate_of=of)


def test_what_is_known_is_what_was_stored(corpus: Corpus) -> None:
    stored = result_of("c.pdf", sha256="z", state=FileState.PARTIAL, reason_vi="thiếu trang 2", seconds=1.5)
    corpus.store(stored, audit_of())
    assert corpus.known("c.pdf", "z", RULES) == stored


def test_files_are_listed_by_path_and_by_state(corpus: Corpus) -> None:
    unread = result_of(
        "a.pdf", state=FileState.NO_TEXT, reason_vi="bản quét", reason_en="a scan", format=None
    )
    corpus.store(result_of("b.txt"), audit_of())
    corpus.store(unread, None)
    assert corpus.files() == [unread, result_of("b.txt")]
    assert corpus.files({FileState.NO_TEXT}) == [unread]
    assert corpus.files({FileState.CRASHED}) == []


def test_a_duplicate_takes_over_when_its_original_changes(corpus: Corpus, db: Path) -> None:
    corpus.store(result_of(sha256="x"), audit_of())
    for name in ("c.txt", "b.txt"):
        corpus.store(duplicate(name, "a.txt"), None)
    assert known(corpus, "b.txt", "x") is FileState.DUPLICATE
    assert corpus.first_with("x", RULES) == "a.txt"
    corpus.store(result_of(sha256="y"), audit_of(("Một kế hoạch khác hẳn",)))
    assert known(corpus, "b.txt", "x") is FileState.OK
    assert corpus.first_with("x", RULES) == "b.txt"
    assert found_in(corpus, "07/2021/NĐ-CP") == ["b.txt"]
    assert rows(db, "SELECT duplicate_of FROM files WHERE path = 'c.txt'") == [{"duplicate_of": "b.txt"}]
    assert corpus.totals().records["document"] == 2
    assert_sound(db)


def test_a_duplicate_without_its_original_is_not_known(corpus: Corpus) -> None:
    corpus.store(result_of(sha256="x"), audit_of())
    corpus.store(duplicate("b.txt", "a.txt"), None)
    corpus.store(result_of(sha256="x", state=FileState.CRASHED), None)
    assert known(corpus, "b.txt", "x") is None


def test_worst_findings_come_first(corpus: Corpus) -> None:
    graded = [
        finding("c", severity="warning"),
        finding("e", severity="info"),
        finding("b", certainty="likely"),
        finding("d", severity="warning", certainty="possible"),
        finding("a", expected="2.621,5 triệu đồng"),
    ]
    corpus.store(result_of(), audit_of(findings=tuple(graded)))
    corpus.store(result_of("z.txt"), audit_of(findings=(finding("a"),)))
    assert [found.rule for found in corpus.worst_findings()] == ["a", "a", "b", "c", "d", "e"]
    assert [found.path for found in corpus.worst_findings(paths=["z.txt"])] == ["z.txt"]
    assert corpus.worst_findings(0) == []
    (worst,) = corpus.worst_findings(1)
    assert (worst.path, worst.section, worst.span) == ("a.txt", ("II",), (100, 118))
    assert (worst.text, worst.expected) == ("2.621,5 triệu đồng", "2.621,5 triệu đồng")
    assert (worst.message_vi, worst.message_en) == ("Tổng không khớp.", "The total does not agree.")


def marks(corpus: Corpus, path: str, sha256: str, *findings: Finding, **about: Any) -> list[str]:
    corpus.store(result_of(path, sha256=sha256), audit_of(document=about, findings=findings))
    found = corpus.worst_findings(100, [path])
    return [stored.fingerprint for stored in sorted(found, key=lambda stored: stored.span)]


def test_a_fingerprint_survives_a_new_version_of_the_file(corpus: Corpus) -> None:
    shown = finding(evidence=(Evidence(span=(1, 9), text="Hoà  Bình"),))
    moved = finding(span=(200, 218), evidence=(Evidence(span=(7, 15), text="hòa bình"),))
    first = marks(corpus, "a.txt", "x", shown)
    assert marks(corpus, "a.txt", "y", moved) == first
    assert marks(corpus, "b.txt", "z", moved) == first
    assert marks(corpus, "a.txt", "x", shown, number="13/KH-UBND") != first
    assert marks(corpus, "a.txt", "x", shown, issued_on="2022-12-20") != first
    unknown = marks(corpus, "a.txt", "x", shown, number=None)
    assert marks(corpus, "b.txt", "x", shown, number=None) == unknown
    assert marks(corpus, "a.txt", "y", shown, number=None) != unknown


def test_fingerprints_tell_repeated_and_different_faults_apart(corpus: Corpus) -> None:
    same = (finding(), finding(span=(200, 218)), finding("unit-scale", span=(300, 318)))
    other = finding(text="2.621,6 triệu đồng", span=(400, 418))
    assert len(set(marks(corpus, "a.txt", "x", *same, other))) == 4


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        pytest.param("thư mục/kế hoạch.docx", "thư mục/kế hoạch.docx", id="vietnamese"),
        pytest.param("k\udce9.txt", "k\\xe9.txt", id="name-that-is-no-utf-8"),
        pytest.param('it\'s "odd" % ; --.txt', 'it\'s "odd" % ; --.txt', id="quotes"),
    ],
)
def test_paths(corpus: Corpus, name: str, stored: str) -> None:
    corpus.store(result_of(name, sha256="x"), audit_of())
    assert known(corpus, name, "x") is FileState.OK
    assert corpus.totals([name]).files == {FileState.OK: 1}
    assert found_in(corpus, "kinh phí") == [stored]


def test_odd_characters_and_numbers_are_stored(corpus: Corpus, db: Path) -> None:
    odd = audit_of(("I. ĐẦU", "nửa \ud835 chữ \x00 và 😀 hộ nghèo"), document={"plan_year": 10**30})
    corpus.store(result_of(), odd)
    (hit,) = corpus.search(SearchQuery("hộ nghèo")).hits
    assert hit.text == "nửa ? chữ \x00 và 😀 hộ nghèo"
    assert hit.matches == ((17, 25),)
    assert_sound(db)


def test_blocks_lie_in_their_innermost_section() -> None:
    def section(start: int, end: int) -> Section:
        return Section(("x",), "", 1, None, None, None, 0, start, end)

    blocks = [Block(BlockKind.PARAGRAPH, at, at + 1, at) for at in (0, 10, 12, 25, 30, 45, 60)]
    nested = [section(10, 50), section(12, 30), section(20, 30), section(55, 99)]
    assert list(innermost(blocks, nested)) == [None, 0, 1, 2, 0, 0, 3]
    assert list(innermost(blocks, nested[::-1])) == [None, 3, 2, 1, 3, 3, 0]


_WRITER = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from test_corpus import audit_of, finding, result_of
from extractor.corpus import Corpus
audit = audit_of(tuple(f"Hộ nghèo thứ {{n}} của xã" for n in range({lines})), findings=(finding(),) * 5)
with Corpus.open(Path(sys.argv[1])) as corpus:
    for n in range(100_000):
        corpus.store(result_of(f"{{n % 7}}.txt", sha256=str(n)), audit)
        print(n, flush=True)
"""


@pytest.mark.parametrize("after", [pytest.param((k, 0.003 + 0.011 * k), id=f"{k}-files") for k in (1, 5, 9)])
def test_a_killed_writer_leaves_whole_documents(db: Path, after: tuple[int, float]) -> None:
    lines = 1_500  # one document takes long enough that the kill falls inside a transaction
    code = _WRITER.format(paths=[str(Path(__file__).parent), str(CODE)], lines=lines)
    writer = subprocess.Popen([sys.executable, "-c", code, str(db)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for _ in range(after[0]):
        assert writer.stdout.readline()
    time.sleep(after[1])
    writer.kill()
    last = max(int(n) for n in (after[0] - 1, *writer.stdout.read().split()))
    writer.wait()
    writer.stdout.close()
    with Corpus.open(db) as corpus:
        files = corpus.totals().files[FileState.OK]
        assert files == min(last + 1, 7) or files == min(last + 2, 7)
        assert corpus.totals().findings == {("sum-mismatch", "error"): 5 * files}
        assert known(corpus, f"{last % 7}.txt", str(last)) is FileState.OK
        assert len(found_in(corpus, "ho ngheo thu 7 cua xa")) == files
    counts = rows(db, "SELECT blocks AS n FROM plan_texts")
    assert [row["n"] for row in counts] == [lines] * files
    assert_sound(db)
