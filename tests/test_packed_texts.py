"""Texts packed into one row a plan: what is put in comes out, and an older database keeps every block."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_corpus import assert_sound, result_of

from extractor.audit import audit_file
from extractor.corpus import Corpus, SearchQuery
from extractor.corpus.names import storable
from extractor.corpus.plan_texts import (
    StoredBlock,
    add_functions,
    block_texts,
    put_blocks,
    stored_blocks,
    unpacked_blocks,
)
from extractor.corpus.schema import MIGRATIONS, migrate, schema_version
from extractor.rulebook import load_rulebook

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples" / "plans"
KEPT_AS_ROWS = """
INSERT INTO blocks(document, position, section, span_start, span_end, body_start, page, kind, marker, text, box, bold,
    table_number, row_number, column_number, row_span, column_span)
SELECT document, position, section, span_start, span_end, body_start, page, kind, marker, text, box, bold,
    table_number, row_number, column_number, row_span, column_span FROM new.blocks
"""
SHOWN = """
SELECT document, position, (SELECT sections.position FROM sections WHERE id = section), span_start, span_end,
    body_start, page, kind, marker, text, box, bold, table_number, row_number, column_number, row_span, column_span
FROM blocks ORDER BY 1, 2
"""
QUERIES = ("hộ nghèo", "nghi dinh", '"ngân sách"', "07/2021", "1.500", "triệu đồng kinh phí")

PACKED = next(n for n, step in enumerate(MIGRATIONS, 1) if step.__name__ == "packed_texts")

small = st.integers(0, 40)
perhaps = st.none() | small
blocks = st.lists(
    st.tuples(
        *(small, small, small, st.text(max_size=12).map(storable), perhaps, perhaps),
        st.sampled_from(("heading", "paragraph", "table_cell")),
        st.none() | st.text(max_size=3).map(storable),
        st.none() | st.tuples(*[st.floats(0, 900)] * 4).map(list),
        st.integers(0, 1),
        *(perhaps, perhaps, perhaps, perhaps, perhaps),
    ),
    max_size=6,
)


@given(drawn=blocks)
def test_blocks_come_back_as_they_were_put_in(drawn: Sequence[tuple[object, ...]]) -> None:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE plan_texts (document INTEGER PRIMARY KEY, blocks, size, words, layout)")
    put, done = [], 0
    for gap, further, body, text, *rest in drawn:
        start = done + int(str(gap))
        done = start + len(str(text)) + int(str(further))
        put.append(StoredBlock(start, done, start + int(str(body)), str(text), *rest))  # type: ignore[arg-type]
    put_blocks(conn, 1, put)
    assert stored_blocks(conn, 1) == put
    assert block_texts(conn, 1) == [block.text for block in put]
    counted = conn.execute("SELECT blocks, size FROM plan_texts").fetchone()
    assert counted == (len(put), sum(len(block.text.encode()) + 1 for block in put))
    assert stored_blocks(conn, 2) == block_texts(conn, 2) == []


@pytest.mark.parametrize(
    ("words", "layout"),
    [
        pytest.param(b"\xff", zlib.compress(b"{}"), id="words"),
        pytest.param(zlib.compress(b"a"), b"\xff", id="layout"),
        pytest.param(zlib.compress(b"\xff"), zlib.compress(b'{"length":[1]}'), id="letters"),
    ],
)
def test_damaged_bytes_are_a_value_error(words: bytes, layout: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked_blocks(1, words, layout)


def _filled(path: Path) -> None:
    rules = load_rulebook()
    with Corpus.open(path) as corpus:
        for number, plan in enumerate(sorted(SAMPLES.iterdir())[:6]):
            corpus.store(result_of(f"{number}{plan.suffix}", sha256=str(number)), audit_file(plan, rules))


def _older(path: Path, new: Path) -> None:
    """The rows of a database in one as it was before texts were packed."""
    conn = sqlite3.connect(path, isolation_level=None)
    migrate(conn, MIGRATIONS[: PACKED - 1])
    add_functions(conn)
    conn.execute("ATTACH ? AS new", (str(new),))
    conn.execute("BEGIN")
    for (table,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        there = {row[1] for row in conn.execute(f"PRAGMA new.table_info({table})")}
        named = ", ".join(
            row[1] for row in conn.execute(f"PRAGMA main.table_info({table})") if row[1] in there
        )
        if not table.startswith(("plan_words", "blocks", "sqlite")):
            conn.execute(f"INSERT INTO main.{table} ({named}) SELECT {named} FROM new.{table}")
    conn.execute(KEPT_AS_ROWS)
    conn.execute("DELETE FROM settings")
    conn.execute("COMMIT")
    conn.close()


def _blocks(path: Path) -> list[tuple[object, ...]]:
    conn = sqlite3.connect(path)
    add_functions(conn)
    found = [tuple(row) for row in conn.execute(SHOWN)]
    conn.close()
    return [(*row[:10], row[10] and json.loads(str(row[10])), *row[11:]) for row in found]


def test_an_older_database_keeps_every_block_and_finds_the_same(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    _filled(new)
    _older(old, new)
    with sqlite3.connect(new) as conn:
        conn.execute(
            "DELETE FROM assignments"
        )  # a later table, which an older database fills as it reads again
    before = _blocks(old)
    assert {row[7] for row in before} >= {"heading", "paragraph", "table_cell"}
    with Corpus.open(old) as migrated, Corpus.open(new) as made:
        assert schema_version(migrated._conn) == len(MIGRATIONS)
        for text in QUERIES:
            assert migrated.search(SearchQuery(text)) == made.search(SearchQuery(text))
        assert migrated.search(SearchQuery(QUERIES[0])).total
        assert migrated.opened(1) == made.opened(1)
        assert migrated.stats().text == made.stats().text
        assert migrated.faults() == []
    assert _blocks(old) == before == _blocks(new)
    assert_sound(old)


def test_a_text_takes_less_room_than_it_has_letters(tmp_path: Path) -> None:
    _filled(tmp_path / "kho.db")
    with Corpus.open(tmp_path / "kho.db") as corpus:
        corpus.vacuum()
        stats = corpus.stats()
        packed, text = corpus._conn.execute(
            "SELECT sum(length(words) + length(layout)), sum(size) FROM plan_texts"
        ).fetchone()
    assert packed < text * 2 / 3
    assert stats.text == text
