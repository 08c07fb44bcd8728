"""How far a scan is, while it runs."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from extractor.errors import FileState
from extractor.reporting.numbers import figure, rate
from extractor.reporting.words import Lang, printable, say
from extractor.scanning.results import Progress
from extractor.system import safe_path

_LINES: Final = 20  # plain lines over a whole scan


@contextmanager
def shown_progress(lang: Lang) -> Iterator[Callable[[Progress], None]]:
    """What to call with each step of a scan: a live bar on a terminal, now and then a plain line elsewhere.

    Goes to the standard error, so that the summary can be sent to a file.
    """
    console = Console(file=sys.stderr, highlight=False)
    if not console.is_terminal:
        yield _plain(lang)
        return
    with _bar(console) as bar:
        task = bar.add_task(say(lang, "progress.title"), total=None, speed="", below="")
        yield lambda step: bar.update(
            task,
            completed=step.done,
            total=step.total,
            speed=_pace(step, lang),
            below=_below(step, lang),
        )


class _TwoLines(Bar):
    """The bar, and under it the counts so far and the file in hand."""

    def get_renderables(self) -> Iterator[RenderableType]:
        yield self.make_tasks_table(self.tasks)
        for task in self.tasks:
            yield Text(task.fields["below"], style="dim", no_wrap=True, overflow="ellipsis")


def _bar(console: Console) -> Bar:
    return _TwoLines(
        TextColumn("[bold]{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}", style="cyan"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        refresh_per_second=8,
    )


def _plain(lang: Lang) -> Callable[[Progress], None]:
    shown = 0

    def step_line(step: Progress) -> None:
        nonlocal shown
        if step.done == step.total or step.done - shown >= max(1, step.total // _LINES):
            if step.done == shown:
                return
            shown = step.done
            print(
                f"{step.done}/{step.total} · {_pace(step, lang)} · {_below(step, lang)}",
                file=sys.stderr,
                flush=True,
            )

    return step_line


def _speed(step: Progress, lang: Lang) -> str:
    speed = step.done / step.seconds if step.seconds else 0.0
    return say(lang, "progress.speed", speed=rate(lang, speed))


def _pace(step: Progress, lang: Lang) -> str:
    """Files a second, and the time left where it can be told."""
    if step.left is None or step.done >= step.total:
        return _speed(step, lang)
    minutes, seconds = divmod(round(step.left), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{_speed(step, lang)} · {say(lang, 'progress.left', time=clock)}"


def _below(step: Progress, lang: Lang) -> str:
    """The counts so far and the name of the file in hand."""
    states = _states(step.states, lang) or say(lang, "progress.starting")
    current = printable(safe_path(step.current)) if step.current else ""
    return " · ".join(part for part in (states, current) if part)


def _states(states: Mapping[FileState, int], lang: Lang) -> str:
    counted = (state for state in FileState if states.get(state))
    return ", ".join(f"{say(lang, f'state.{state}')} {figure(lang, states[state])}" for state in counted)
