"""Runs of numbers that should count by ones: where one ends and another begins, where one breaks."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

MOST_MISSING = 3  # a longer leap is another list, not a slip
_COUNTED_ON = 3  # items that a repeated number one is carried on by, itself included


@dataclass(frozen=True, slots=True)
class Break:
    """Where a series breaks: the item, the number it should bear, whether it repeats one."""

    at: int
    wanted: int
    repeats: bool
    sure: bool


def split_runs(numbers: Sequence[int], adjoining: Container[int] = ()) -> list[list[int]]:
    """The lists that a series is made of, as indices: a 1 begins one, inside the list before it or after.

    A number that carries on an outer list goes there; one that carries on none is a break of the last.
    1, 1, 3 is one list: its second number is a slip for 2; so it is in 1, 1 and 1, 1, 2 where the second is
    `adjoining`: nothing stands before it that may announce a list of its own.

    >>> split_runs([1, 1, 2, 2, 3])
    [[0, 3, 4], [1, 2]]
    """
    runs: list[list[int]] = []
    open_runs: list[list[int]] = []
    for i, number in enumerate(numbers):
        last = [numbers[run[-1]] for run in open_runs]
        slip = (
            number == 1
            and last[-1:] == [1]
            and (
                numbers[i + 1 : i + 2] == [3]
                or _all_one_less(numbers, i, least=1 if i in adjoining else _COUNTED_ON)
            )
        )
        if not open_runs or (number == 1 and not slip):
            open_runs.append([i])
            runs.append(open_runs[-1])
        else:
            if number - 1 in last:
                del open_runs[len(last) - last[::-1].index(number - 1) :]
            open_runs[-1].append(i)
    return runs


def _all_one_less(numbers: Sequence[int], at: int, *, least: int) -> bool:
    """True for the second of 1, 1, 2, 3 and the like, the whole series."""
    rest = list(numbers[at:])
    return at == 1 and len(rest) >= least and rest == [*range(1, len(rest) + 1)]


def find_breaks(numbers: Sequence[int]) -> list[Break]:
    """Where a run that should count by ones does not, with what goes on around it as the witness.

    >>> find_breaks([1, 2, 2, 3])
    [Break(at=2, wanted=3, repeats=True, sure=True)]
    """
    meant = list(numbers)
    found = []
    for i in range(1, len(meant)):
        before, here = meant[i - 1], meant[i]
        after = meant[i + 1] if i + 1 < len(meant) else None
        slip = _slip(meant, i, before, here, after)
        if slip is not None:
            found.append(slip)
            if after == before + 2:
                meant[i] = before + 1
    return found


def _slip(meant: Sequence[int], i: int, before: int, here: int, after: int | None) -> Break | None:
    goes_on = after in (None, here + 1)
    earlier = meant[i - 2] if i > 1 else before - 1 if before == 1 else None
    if here == before and after == before + 2:
        return Break(i, before + 1, repeats=True, sure=True)
    if here == before and goes_on and earlier == before - 1:
        return Break(i, before + 1, repeats=True, sure=after is not None)
    if here < before and after == before + 2 and here in meant[:i]:
        return Break(i, before + 1, repeats=True, sure=True)
    leap = before + 1 < here <= before + 1 + MOST_MISSING
    if leap and (after in (here + 1, before + 2) or (after is None and here == before + 2)):
        return Break(i, before + 1, repeats=here == after, sure=after is not None)
    return None
