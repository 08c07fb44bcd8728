"""Things of many plans put aside by what they speak of, on the disk."""

import sqlite3
import tracemalloc

from extractor.corpus.groups import Groups


def test_groups_of_several_plans_come_in_their_order() -> None:
    with sqlite3.connect(":memory:") as conn:
        groups: Groups[str] = Groups(conn)
        for key, plan, thing in (
            (("b", frozenset({"x", "y"})), "1", "first"),
            (("a", None), "1", "alone"),
            (("a", 7), "2", "other"),
            (("b", frozenset({"y", "x"})), "2", "second"),
            (("a", None), "1", "alone again"),
            (("a", 7), "1", "another"),
        ):
            groups.add(key, plan, thing)
        assert list(groups.shared()) == [["first", "second"], ["other", "another"]]
        groups.close()
        Groups(conn).close()


def test_a_thing_of_two_plans_stands_for_a_group_of_one_value() -> None:
    with sqlite3.connect(":memory:") as conn:
        groups: Groups[int] = Groups(conn)
        for number in range(9):
            groups.add("same", str(number // 2), number, value="2024-01-01")
            groups.add("differ", str(number // 2), number, value=f"2024-01-0{number % 2 + 1}")
        assert list(groups.shared()) == [[0, 2], list(range(9))]
        groups.close()


def test_what_is_put_aside_is_not_held() -> None:
    with sqlite3.connect("") as conn:  # a database on the disk, as temporary tables are
        groups: Groups[list[int]] = Groups(conn)
        tracemalloc.start()
        for number in range(5000):
            groups.add(number // 2, str(number), list(range(1000, 1200)))
        assert sum(len(group) for group in groups.shared()) == 5000
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        groups.close()
    assert peak < 1_000_000
