"""What is put aside by key comes back key by key, each key's things in their order, and leaves nothing behind."""

import sqlite3
from contextlib import closing

import pytest

from extractor.corpus import spooled
from extractor.corpus.spooled import Spooled


@pytest.mark.parametrize("held", [1, 3, 1_000], ids=["each-at-once", "in-lots", "in-memory"])
def test_things_come_back_by_key(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(spooled, "_HELD", held)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        things: Spooled[tuple[str, int]] = Spooled(conn)
        for number in range(10):
            things.add("ba"[number % 2], ("thing", number))
        assert list(things.by_key()) == [
            ("a", [("thing", number) for number in range(1, 10, 2)]),
            ("b", [("thing", number) for number in range(0, 10, 2)]),
        ]
        things.close()
        assert conn.execute("SELECT count(*) FROM sqlite_temp_master").fetchone() == (0,)


def test_nothing_put_aside_is_nothing() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        assert list(Spooled[int](conn).by_key()) == []
