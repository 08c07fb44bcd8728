"""A change of rules reads again what it can touch, and the database is as if all had been read anew."""

import itertools
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from sqlite_utils import Database

from extractor.audit import audit_text
from extractor.corpus import Corpus, SearchQuery
from extractor.corpus.plan_texts import add_functions
from extractor.corpus.plan_words import PlanWords
from extractor.corpus.schema import MIGRATIONS, first_tables, migrate
from extractor.language.text import canonical
from extractor.parsers import parse_bytes, parse_file
from extractor.plan import Audit
from extractor.plantext import PlanText
from extractor.rulebook import FILES, MODELS, Rulebook, load_rulebook
from extractor.rulebook.changes import EVERY, Touch, contents_of, touch
from extractor.rulebook.literals import literals, needed_words
from extractor.scanning import scan as scanning
from extractor.scanning.pool import Limits
from extractor.scanning.reading import Outcome, read_outcome
from extractor.scanning.results import ScanResult
from extractor.scanning.sources import Source
from extractor.scanning.worker import Reading

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from bulk.stored import logical

LIMITS = Limits(jobs=2, timeout=60)
ROW = "number,issued_on,documents_that_agree,documents_that_cite"
SHIPPED = contents_of(load_rulebook().entries)

# Overlays by name, and whether they say nothing of what they touch, so that every plan is read again.
# Plans that parse fast, of all levels; those in tables and those in prose.
PLANS = (
    "ban-lien-2025.txt",
    "ea-tul-nang-2025.txt",
    "lam-khe-2022.docx",
    "nam-khoa-2023.docx",
    "phu-thanh-tay-2024.txt",
    "phuoc-khe-2022.docx",
    "tan-hoa-dong-2024.docx",
)
CHANGES = {
    "indicator added": (
        "indicators",
        "villages_online: {vi: số thôn, source: x, unit: village, pattern: sóng di động}\n",
        False,
    ),
    "indicator changed": ("indicators", "clean_water_rate:\n  pattern: 'nước sạch|nước máy'\n", False),
    "indicator removed": ("indicators", "stunting_rate: null\n", False),
    "rate of a count": ("indicators", "poor_households: {rate: near_poverty_rate}\n", False),
    "unit word added": ("units", "counts: {change: {village: {words: {add: [bản làng]}}}}\n", False),
    "unit word removed": ("units", "counts: {change: {livestock: {words: {remove: [con bò]}}}}\n", False),
    "unit removed": ("units", "counts: {remove: [gift]}\n", False),
    "scale of money": ("units", "money: {change: {đồng: {scale: '0.00001'}}}\n", False),
    "what a sum is for": ("units", "per: {thẻ: null}\n", False),
    "document type added": ("citations", "types: {add: [{name: Quy hoạch, example: Quy hoạch số 1}]}\n", False),
    "document type removed": ("citations", "types: {remove: [Thông tư]}\n", True),
    "issuer": ("citations", "issuers: {remove: [chính phủ]}\n", False),
    "stop word": ("citations", "issuer_stops: {remove: [về]}\n", False),
    "heading cue": ("headings", "status: {change: {actual: {pattern: '\\bkết quả\\b'}}}\n", False),
    "label removed": ("headings", "labels: {remove: [age]}\n", False),
    "label without words": ("headings", "labels: {remove: [period]}\n", True),
    "source": ("funding", "sources: {remove: [credit]}\n", False),
    "level": ("funding", "levels: {district: '\\bnsh\\b'}\n", False),
    "breakdown word": ("funding", "breakdown: {whole: {remove: [gồm]}}\n", False),
    "cue": ("phrases", "direction: {decrease: {remove: [giảm]}}\n", False),
    "set term": ("phrases", "set_terms: {remove: [giảm nghèo]}\n", False),
    "severity": ("checks", "rules: {sum-mismatch: {severity: info}}\n", False),
    "message": ("checks", "rules: {number-missing: {messages: {blank: {vi: 'Thiếu số: «{text}».'}}}}\n", False),
    "check switched off": ("checks", "rules: {ratio-mismatch: {enabled: false}}\n", False),
    "correcting check switched off": ("checks", "rules: {unit-scale: {enabled: false}}\n", True),
    "words of a check": ("checks", "ratio: {reach: 10}\n", True),
    "header word": ("header", "doc_types: {remove: [Báo cáo]}\n", False),
    "ranks": ("header", "ranks: {commune: {remove: [phường]}}\n", True),
    "last resort": ("indicators", "cadres_trained: {last: false}\n", False),
    "source alone": ("indicators", "gifts: {source: x}\n", False),
    "examples alone": ("indicators", "gifts: {examples: ['trao 20 suất quà']}\n", False),
    "nothing": ("units", "# lời ghi chú\n", False),
    "document changed": ("legal_documents", f"{ROW}\n55/2023/TT-BTC,2023-08-16,9,9\n", False),
    "document added": ("legal_documents", f"{ROW}\n1/2099/NĐ-CP,2099-01-04,9,9\n", False),
    "document removed": ("legal_documents", f"{ROW}\n1719/QĐ-TTg,2021,0,0\n", False),
}  # fmt: skip


@lru_cache
def parsed(data: bytes, suffix: str) -> PlanText:
    return parse_bytes(data, f"plan{suffix}", "")


def audit(source: Source, rules: Rulebook) -> Audit:
    """As the program does it; the same bytes are parsed once for all the tests, no rule hangs on that."""
    text = replace(parsed(source.path.read_bytes(), source.path.suffix), doc=source.doc)
    return audit_text(text, rules)


class ReadersHere:
    """Reads in this process, so that no worker has to be started for every change."""

    def __init__(self, limits: Limits, reading: Reading) -> None:
        self._rules = load_rulebook(reading.overlay, reading.choice)
        self._audit = reading.audit
        self._done: list[tuple[int, Outcome]] = []
        self._tickets = itertools.count()

    def submit(self, source: Source, more_seconds: float = 0.0) -> int:
        ticket = next(self._tickets)
        self._done.append((ticket, read_outcome(source, self._rules, self._audit)))
        return ticket

    def being_read(self) -> Iterator[int]:
        return iter(())

    def finished(self, seconds: float) -> list[tuple[int, Outcome]]:
        done, self._done = self._done, []
        return done

    def stop(self) -> None:
        pass


@pytest.fixture(autouse=True, scope="module")
def read_here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "Readers", ReadersHere)
        yield


def scanned(plans: Path, database: Path, overlay: Path | None = None) -> ScanResult:
    return scanning.scan([plans], database, limits=LIMITS, overlay=overlay, audit=audit)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> tuple[Path, Path]:
    """(plans, a database of them under the shipped rules); one plan lies there twice, one cannot be read."""
    folder = tmp_path_factory.mktemp("changed-rules")
    plans = folder / "plans"
    samples = checkout / "corpora" / "samples" / "plans"
    plans.mkdir()
    for name in PLANS:
        shutil.copy(samples / name, plans)
    first = sorted(plans.iterdir())[0]
    shutil.copy(first, plans / f"z-{first.name}")
    (plans / "empty.txt").write_bytes(b"")
    scanned(plans, folder / "before.db")
    return plans, folder / "before.db"


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_is_as_if_all_had_been_read_anew(
    tmp_path: Path, before: tuple[Path, Path], change: str
) -> None:
    plans, old = before
    name, text, everything = CHANGES[change]
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / FILES[name]).write_text(text, encoding="utf-8")
    shutil.copy(old, tmp_path / "partly.db")
    partly = scanned(plans, tmp_path / "partly.db", tmp_path / "rules")
    scanned(plans, tmp_path / "anew.db", tmp_path / "rules")
    assert logical(tmp_path / "partly.db") == logical(tmp_path / "anew.db")
    assert partly.again + partly.kept in {8, 9}  # the twin of a plan read again is not read itself
    assert partly.kept == 1 or not everything  # the empty file reads the same under all rules
    third = scanned(plans, tmp_path / "partly.db", tmp_path / "rules")
    assert (third.read, third.again, third.kept) == (0, 0, 0)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_touches_every_plan_only_where_it_says_nothing_of_itself(
    tmp_path: Path, change: str
) -> None:
    name, text, everything = CHANGES[change]
    (tmp_path / FILES[name]).write_text(text, encoding="utf-8")
    assert touch(SHIPPED, contents_of(load_rulebook(tmp_path).entries)).every is everything


@pytest.mark.parametrize("change", ["source alone", "examples alone", "nothing"])
def test_what_changes_no_reading_reads_nothing_again(
    tmp_path: Path, before: tuple[Path, Path], change: str
) -> None:
    plans, old = before
    name, text, _ = CHANGES[change]
    (tmp_path / FILES[name]).write_text(text, encoding="utf-8")
    shutil.copy(old, tmp_path / "c.db")
    result = scanned(plans, tmp_path / "c.db", tmp_path)
    assert (result.read, result.again, result.kept, result.unchanged) == (0, 0, 9, 9)


def test_a_plan_that_changed_too_is_not_read_again_for_the_rules(tmp_path: Path, checkout: Path) -> None:
    for name in ("phu-thanh-tay-2024.txt", "lam-khe-2022.docx"):
        (tmp_path / "plans").mkdir(exist_ok=True)
        shutil.copy(checkout / "corpora" / "samples" / "plans" / name, tmp_path / "plans")
    scanned(tmp_path / "plans", tmp_path / "c.db")
    with (tmp_path / "plans" / "phu-thanh-tay-2024.txt").open("ab") as changed:
        changed.write(b"\n")
    (tmp_path / "checks.yaml").write_text("ratio: {reach: 10}\n", encoding="utf-8")
    result = scanned(tmp_path / "plans", tmp_path / "c.db", tmp_path)
    assert (result.read, result.again, result.kept) == (2, 1, 0)


def test_a_database_of_the_version_before_is_migrated_and_read_again(
    tmp_path: Path, before: tuple[Path, Path]
) -> None:
    plans, old = before
    _as_first_made(old, tmp_path / "c.db")
    assert scanned(plans, tmp_path / "c.db").read == 0  # the same rules: nothing to read
    asked = SearchQuery("hộ nghèo")
    with Corpus.open(tmp_path / "c.db", create=False) as corpus, Corpus.open(old, create=False) as whole:
        then, now = corpus.totals(), whole.totals()
        assert (then.files, then.findings, then.checks) == (now.files, now.findings, now.checks)
        assert then.records == {kind: count for kind, count in now.records.items() if kind != "assignment"}
        assert then.records["document"] == 7
        assert corpus.search(asked).hits == whole.search(asked).hits


def _as_first_made(old: Path, new: Path) -> None:
    """The same rows in a database as the first migration made it."""
    conn = sqlite3.connect(new, isolation_level=None)
    migrate(conn, (first_tables,))
    add_functions(conn)
    conn.execute("ATTACH ? AS later", (str(old),))
    tables = conn.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '%block_words%'"
    )
    for (table,) in tables.fetchall():
        named = [name for _, name, *_ in conn.execute(f"PRAGMA main.table_info({table})")]
        columns = ", ".join(named[table == "blocks" :])  # rows of a view have no ids
        conn.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM later.{table}")
    conn.execute("DELETE FROM settings")
    conn.close()


def test_later_migrations_add_to_what_the_first_made(tmp_path: Path) -> None:
    conn = sqlite3.connect(tmp_path / "c.db", isolation_level=None)
    migrate(conn, (first_tables,))
    tables = set(Database(conn).table_names())
    migrate(conn, MIGRATIONS)
    later = {"rule_sets", "corpus_checks", "corpus_findings", "unit_links", "triage_log", "versions", "runs"}
    made = set(Database(conn).table_names()) - tables
    assert {name for name in made if not name.startswith("plan_words")} == later | {
        "saved_searches",
        "plan_texts",
        "assignments",
        "told_facts",
        "told_by",
        "told_places",
        "told_sums",
    }
    conn.close()


def test_rules_that_read_no_file_any_more_are_forgotten(tmp_path: Path, before: tuple[Path, Path]) -> None:
    plans, old = before
    shutil.copy(old, tmp_path / "c.db")
    for severity in ("info", "warning", "error"):
        text = f"rules: {{sum-mismatch: {{severity: {severity}}}}}\n"
        (tmp_path / "checks.yaml").write_text(text, encoding="utf-8")
        scanned(plans, tmp_path / "c.db", tmp_path)
    with sqlite3.connect(tmp_path / "c.db") as conn:
        assert conn.execute("SELECT count(*) FROM rule_sets").fetchone() == (2,)  # those before, and these


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        pytest.param("hộ nghèo", {"hộ nghèo"}, id="plain"),
        pytest.param(r"\b(?:điện|nước) sạch\b", {"điện", "nước", "sạch"}, id="alternatives"),
        pytest.param("(?:cận )?nghèo", {"nghèo"}, id="optional"),
        pytest.param("ab*c", {"a", "c"}, id="none or more"),
        pytest.param("ab+c", {"ab", "c"}, id="once or more"),
        pytest.param("a{0,3}b{2}c", {"b", "c"}, id="counted"),
        pytest.param("(?i:Khoá) X", {"khoá", "x"}, id="case"),
        pytest.param(r"a[bc]d\p{L}e", {"a", "d", "e"}, id="classes"),
        pytest.param("(?<!cận )nghèo(?! đa)", {"nghèo"}, id="around"),
        pytest.param("(?<n>một) hai", {"một", "hai"}, id="named"),
        pytest.param(r"12 tr\.đ", {"tr đ"}, id="marks and figures"),
        pytest.param("a|", set(), id="nothing will do"),
        pytest.param(r"\d{4}", set(), id="figures alone"),
        pytest.param("(?x) a b", set(), id="free spacing"),
        pytest.param("(?:nghèo){e<=1}", set(), id="fuzzy"),
        pytest.param(r"(a)\1", set(), id="back reference"),
        pytest.param("(a", set(), id="not closed"),
    ],
)  # fmt: skip
def test_words_that_a_pattern_needs(pattern: str, words: set[str]) -> None:
    assert literals(needed_words(pattern)) == words


@pytest.mark.parametrize(
    ("blocks", "pattern", "held"),
    [
        pytest.param(["hỗ trợ tiền điện"], "tiền điện", True, id="as it stands"),
        pytest.param(["TIỀN ĐIỆN"], "tiền điện", True, id="capitals"),
        pytest.param(["nước hoà tan"], "hòa tan", True, id="tone"),
        pytest.param(["nước hoà tan"], "hoà tan", True, id="tone as written"),
        pytest.param(["tiền 40% điện"], "tiền điện", True, id="a figure between"),
        pytest.param(["tiền\nđiện"], "tiền điện", True, id="a line break between"),
        pytest.param(["Số tiền", "Khác", "điện"], "tiền điện", True, id="labels put together"),
        pytest.param(["Số tiền: 40", "điện"], "tiền điện", True, id="heading up to its colon"),
        pytest.param(["tiền mặt và điện"], "tiền điện", False, id="apart"),
        pytest.param(["điện và tiền mặt"], "tiền điện", False, id="other order"),
        pytest.param(["hộ nghèo"], "nghèo|khá", True, id="one of two"),
        pytest.param(["hộ nghèo"], "hộ (?:nghèo )?khá", False, id="one of both"),
    ],
)  # fmt: skip
def test_whether_a_plan_holds_the_words(blocks: list[str], pattern: str, held: bool) -> None:
    need = needed_words(pattern)
    assert need is not None
    assert PlanWords((block, False) for block in blocks).hold(need) is held


def test_a_long_heading_that_is_cut_may_end_anywhere() -> None:
    need = needed_words("tiền điện")
    assert need is not None
    assert PlanWords([("Tiền mặt " * 20, True), ("điện", False)]).hold(need)


def test_a_pattern_that_matches_a_block_is_never_said_to_be_missing(checkout: Path) -> None:
    """Every pattern of the shipped rules over every line of the samples."""
    rules = load_rulebook()
    patterns = [p for i in rules.indicators.root.values() for p in (i.compiled, i.compiled_after) if p]
    patterns += [cue.compiled for cue in (*rules.headings.labels, *rules.funding.sources)]
    text = parse_file(min((checkout / "corpora" / "samples" / "plans").glob("*.docx")))
    words = PlanWords((text.words(block), False) for block in text.blocks)
    matched = [p for p in patterns if any(p.search(canonical(text.words(b))) for b in text.blocks)]
    assert len(matched) > 10
    for pattern in matched:
        need = needed_words(pattern.pattern)
        assert need is None or words.hold(need), pattern.pattern


def test_no_change_touches_nothing_and_an_unknown_one_everything() -> None:
    assert touch(SHIPPED, SHIPPED) == Touch()
    assert touch(SHIPPED, {**SHIPPED, "units.new_section.x": ["a"]}) == EVERY
    odd = {**SHIPPED["indicators.gifts"], "new_key": "a"}
    assert touch(SHIPPED, {**SHIPPED, "indicators.gifts": odd}) == EVERY
    assert touch(SHIPPED, dict(reversed(SHIPPED.items()))) == EVERY


def test_every_entry_of_the_rules_is_compared() -> None:
    assert {entry.partition(".")[0] for entry in SHIPPED} == set(MODELS)
    for entry in SHIPPED:
        without = {name: content for name, content in SHIPPED.items() if name != entry}
        of_no_reading = entry.startswith("comparison.")  # what stands in no record
        assert touch(SHIPPED, without).none is of_no_reading, entry
