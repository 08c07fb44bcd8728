"""What is kept of the figures when a plan is stored answers a comparison as its records would."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from test_compare import PLANS, commune

from extractor.audit import audit_bytes
from extractor.comparison.values import Later, Timing
from extractor.corpus import Corpus, FileResult
from extractor.corpus.compare import Wanted, gather_read
from extractor.corpus.compare_kept import gather
from extractor.corpus.told_facts import plans_by_indicator
from extractor.corpus.told_stamp import told_is_current
from extractor.errors import CorpusError, FileState
from extractor.rulebook import load_rulebook
from extractor.rulebook.comparison import load_comparison

RULES = load_rulebook()
INDICATORS = ("poor_households", "poverty_rate", "poverty_rate_reduction")
# A table that names the plan's own commune beside its villages: one place in two ways. Several values for one thing.
NAMED = commune(
    "Rạch Gốc",
    36,
    "4,1",
    more="Phấn đấu giảm tỷ lệ hộ nghèo 4,4%.\n\nSTT\tĐơn vị\tTỷ lệ hộ nghèo giảm năm 2023 (%)\n"
    "1\tXã Rạch Gốc\t4,1\n2\tẤp Chánh\t3,5\n3\tẤp Đông\t5,5",
)
RANGED = commune("Kênh Tư", 37, "3 - 4", more="Giảm tỷ lệ hộ nghèo 3,3%, riêng dân tộc thiểu số 5%.")
SEVERAL = commune(
    "Xẻo Môn", 38, "4,2", more="Phấn đấu giảm tỷ lệ hộ nghèo 4,7%, rồi giảm tỷ lệ hộ nghèo 5,2%."
)
TEXTS = {**PLANS, "rach-goc.txt": NAMED, "kenh-tu.txt": RANGED, "xeo-mon.txt": SEVERAL}


def stored(corpus: Corpus, name: str, text: str) -> None:
    data = text.encode()
    result = FileResult(name, f"{hash(text)}", len(data), FileState.OK, "", "", 0.1, "rules")
    corpus.store(result, audit_bytes(data, name, name, RULES))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "kho.db"
    with Corpus.open(path) as corpus:
        for name, text in TEXTS.items():
            stored(corpus, name, text)
    return path


@pytest.fixture
def copied(database: Path, tmp_path: Path) -> Path:
    with closing(sqlite3.connect(database)) as conn, closing(sqlite3.connect(tmp_path / "kho.db")) as copy:
        conn.backup(copy)
    return tmp_path / "kho.db"


def both(path: Path, indicators: tuple[str, ...] = INDICATORS, **asked: Any) -> tuple[Any, Any]:
    """What is gathered from what is kept, and from the records."""
    rules, wanted = load_comparison(), Wanted(**asked)
    with Corpus.open(path, create=False) as corpus:
        assert told_is_current(corpus._conn)
        return gather(corpus._conn, indicators, wanted, rules), gather_read(
            corpus._conn, indicators, wanted, rules
        )


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({}, id="all"),
        pytest.param({"indicators": ("poverty_rate_reduction",)}, id="one-indicator"),
        pytest.param({"indicators": ()}, id="no-indicator"),
        pytest.param({"years": (2022, 2023)}, id="years"),
        pytest.param({"statuses": ("target",)}, id="status"),
        pytest.param({"levels": ("village",)}, id="villages"),
        pytest.param({"levels": ("commune",), "province": "Nơi khác"}, id="another-province"),
        pytest.param({"place": "Bàu Đưng"}, id="place"),
        pytest.param({"documents": (2, 3, 9)}, id="documents"),
    ],
)
def test_what_is_kept_answers_as_the_records(database: Path, asked: dict[str, Any]) -> None:
    kept, read = both(database, **asked)
    assert kept == read


def test_the_plans_show_what_makes_facts_hard(database: Path) -> None:
    kept, _ = both(database)
    assert kept.older_versions
    assert {type(value.others) for value in kept.values if value.others} == {tuple, Later}
    assert any(value.timing == "range" for value in kept.values)
    assert any(value.assigned for value in kept.values)
    assert not any(value.assigned for value in kept.values if value.source.path == "rach-goc.txt")


def test_the_indicators_are_counted_from_what_is_kept_as_from_the_records(copied: Path) -> None:
    with Corpus.open(copied, create=False) as corpus:
        plans = {one.indicator: one.plans for one in corpus.indicator_counts()}
        assert len(plans) > 1
        assert plans_by_indicator(corpus._conn) == corpus.plans_by_indicator() == plans
        assert list(corpus.plans_by_indicator().values()) == sorted(plans.values(), reverse=True)
        corpus._conn.execute("UPDATE told_by SET stamp = 'older' WHERE document = 1")
        corpus._conn.execute("DELETE FROM told_facts WHERE document = 1")
        assert plans_by_indicator(corpus._conn) is None
        assert corpus.plans_by_indicator() == plans


def changed_unit(corpus: Corpus) -> None:
    corpus.link_by_hand("go-may.txt", "before/12/huyen-tam-duong")


def changed_plan(corpus: Corpus) -> None:
    stored(corpus, "go-may.txt", commune("Gò Mây", 32, "7,5"))


def removed_newer(corpus: Corpus) -> None:
    corpus.forget("vam-cui.txt")


def compared_plans(corpus: Corpus) -> None:
    """Of the district's plan, a finding over the corpus speaks of the words that its table gives for a commune."""
    with closing(sqlite3.connect(corpus._path)) as conn, conn:
        conn.execute(
            "INSERT INTO corpus_findings(document, text, span_start, span_end, section, fingerprint, rule, category,"
            " severity, certainty, message, message_en, evidence) SELECT document, text, span_start, span_end, section,"
            " 'ff', 'roll-up-mismatch', 'figures', 'error', 'certain', 'm', 'm', '[]' FROM targets"
        )


@pytest.mark.parametrize(
    "change", [changed_unit, changed_plan, removed_newer, compared_plans], ids=lambda change: change.__name__
)
def test_it_follows_what_is_written_afterwards(copied: Path, change: Callable[[Corpus], None]) -> None:
    before, _ = both(copied)
    with Corpus.open(copied) as corpus:
        change(corpus)
    kept, read = both(copied)
    assert kept == read
    assert kept != before


def test_other_rules_are_answered_from_the_records(database: Path, tmp_path: Path) -> None:
    (tmp_path / "comparison.yaml").write_text("average: bình quân|tỷ lệ\n", encoding="utf-8")
    with Corpus.open(database, create=False) as corpus:
        shipped, own = (
            [value.timing for value in corpus.compare(["poverty_rate_reduction"], Wanted(), rules).values]
            for rules in (load_comparison(), load_comparison(tmp_path))
        )
    assert own.count(Timing.AVERAGE) > shipped.count(Timing.AVERAGE) + 5


def test_what_was_kept_by_other_rules_is_made_anew(copied: Path) -> None:
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("UPDATE told_facts SET facts = '[]'")
        conn.execute("UPDATE told_by SET stamp = 'older'")
    kept, read = both(copied)
    assert kept == read


def test_a_plan_stored_by_a_program_that_keeps_nothing_is_read(copied: Path) -> None:
    """An older program that was open when the corpus was migrated goes on storing plans without facts."""
    with Corpus.open(copied, create=False) as corpus:
        conn = corpus._conn
        conn.execute("DELETE FROM told_facts")
        conn.execute("DELETE FROM told_by WHERE document IN (SELECT max(id) FROM documents)")
        conn.execute("UPDATE told_by SET stamp = 'older'")
        wanted, rules = Wanted(), load_comparison()
        read = gather_read(conn, INDICATORS, wanted, rules)
        assert gather(conn, INDICATORS, wanted, rules) == read
        assert read.values
    kept, read = both(copied)  # kept anew with the opening
    assert kept == read


def test_a_corpus_brought_in_is_compared_too(database: Path, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "both.db") as corpus:
        stored(corpus, "xa-khac.txt", commune("Bến Đá", 40, "2"))
        corpus.merge(database)
    kept, read = both(tmp_path / "both.db")
    assert kept == read
    assert len({value.source.path for value in kept.values}) == len(TEXTS)  # one of them an older version


def test_damage_to_it_is_told_in_words(copied: Path) -> None:
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("UPDATE told_facts SET others = x'ff' WHERE others IS NOT NULL")
    with Corpus.open(copied, create=False) as corpus:
        values = corpus.compare(INDICATORS, Wanted(), load_comparison()).values
    with pytest.raises(CorpusError, match="damaged"):
        list(map(repr, values))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE told_facts SET others = x'ff' WHERE others IS NOT NULL", id="further-values"),
        pytest.param("UPDATE told_facts SET facts = substr(facts, 1, 40)", id="cut-short"),
        pytest.param("UPDATE told_facts SET facts = '[]' WHERE document = 2", id="of-one-plan"),
        pytest.param("DELETE FROM told_facts WHERE indicator = 'poverty_rate'", id="of-one-indicator"),
    ],
)
def test_damage_to_it_is_found_and_mended(copied: Path, damage: str) -> None:
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute(damage)
    with Corpus.open(copied, create=False) as corpus:
        assert {fault.kind for fault in corpus.faults()} == {"told"}
        corpus.vacuum()
        assert corpus.faults() == []
    kept, read = both(copied)
    assert kept == read
