"""The collector of cyclic garbage is off while a plan is read and afterwards as it was before; what is kept for good
it leaves alone."""

import gc
from collections.abc import Iterator

import pytest

from extractor.collecting import collector_held_off, keep_for_good


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
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
