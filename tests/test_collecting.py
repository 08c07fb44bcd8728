"""The collector of cyclic garbage is off while a plan is read and afterwards as it was before; what is kept for good
it leaves alone."""

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from extractor.collecting import collector_held_off, keep_for_good, look_seldom


@pytest.fixture(autouse=True)
def _restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("extractor.collecting._HOLDS.is_kept_for_good", False)
    was_on, threshold = gc.isenabled(), gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("on", [pytest.param(True, id="on before"), pytest.param(False, id="off before")])
def test_state_is_restored(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    with collector_held_off():
        assert not gc.isenabled()
        with collector_held_off():
            pass
        assert not gc.isenabled()
    assert gc.isenabled() is on


def test_the_last_of_two_that_overlap_restores_it() -> None:
    gc.enable()
    first, second = collector_held_off(), collector_held_off()
    with first:
        second.__enter__()
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_state_is_restored_after_an_error() -> None:
    gc.enable()
    with pytest.raises(KeyError), collector_held_off():
        raise KeyError
    assert gc.isenabled()


def test_what_is_kept_for_good_is_left_out_of_later_looks() -> None:
    kept = [[index] for index in range(1000)]
    gc.unfreeze()
    keep_for_good()
    try:
        assert gc.get_freeze_count() > len(kept)
        assert len(gc.get_objects()) < len(kept)
    finally:
        gc.unfreeze()


def test_looks_come_seldom_once_told_so() -> None:
    gc.enable()
    gc.set_threshold(700)
    look_seldom()
    before = gc.get_stats()[0]["collections"]
    kept = [[index] for index in range(10_000)]
    assert gc.get_stats()[0]["collections"] == before
    assert len(kept) == 10_000


@pytest.mark.parametrize("left", [True, False])
def test_a_process_that_ends_looks_for_no_cycles(left: bool) -> None:
    told = (
        "from extractor.collecting import leave_as_it_is\n"
        "class Told:\n    def __del__(self): print('looked through')\n"
        "told = Told()\ntold.itself = told\ndel told\n"
    )
    command = [sys.executable, "-c", told + ("leave_as_it_is()\n" if left else "")]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ended.stdout == ("" if left else "looked through\n")


def test_the_command_line_looks_seldom_and_leaves_all_as_it_is() -> None:
    told = (
        "import gc\nfrom extractor.cli import main\n"
        "try: main()\nfinally: print(gc.get_threshold()[0], gc.get_freeze_count() > 0)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", told, "--version"], check=True, capture_output=True, text=True
    )
    assert ended.stdout.splitlines()[-1] == "100000 True"


def test_what_lasts_behind_a_hold_is_not_looked_through_as_new() -> None:
    gc.enable()
    look_seldom()
    with collector_held_off(lasting=True):
        made = [[index] for index in range(1000)]
    assert gc.get_freeze_count() == 0
    assert len(gc.get_objects(generation=0)) < len(made) < len(gc.get_objects(generation=2))
