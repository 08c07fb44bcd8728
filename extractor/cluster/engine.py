"""Ray, started on this machine or joined; a function run over many orders with Ray Data.

Nothing is reported to anybody: no usage statistics, no dashboard; a cluster that is started here listens on the
loopback address alone, and its logs (names of files, never words of plans) go when it ends.
"""

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from extractor.cluster import extras
from extractor.cluster.orders import ClusterError, packed, unpacked
from extractor.errors import ExtractorError

_SILENT: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DISABLE_USAGE_STATS_PROMPT": "1",
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # announced on the screen where it is set: `_unheard`
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_LOG_TO_DRIVER_EVENT_LEVEL": "FATAL",
}
_ALONE: Final = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"
}  # Ray then takes the loopback address, on Linux too
_OBJECTS: Final = 128 * 1024**2  # bytes of memory that are shared: orders and answers are small
_LOST: Final = -1  # any number of parts may be lost: those left go on, the next scan reads what is missing
_FOLDER: Final = "plans-"  # short: sockets lie below it, and their paths may not be long


class Cluster:
    """A running cluster."""

    def __init__(self, ray: Any, workers: int) -> None:
        self._ray = ray
        self.workers = workers

    def each(self, orders: Iterable[object], function: Callable[..., Any], *given: object) -> Iterator[Any]:
        """What the function answers to each order, as the answers come; each is a batch of one row of its own."""
        listed = [packed(order) for order in orders]
        if listed:
            data = self._ray.data.from_items(listed, override_num_blocks=len(listed))
            yield from self._answers(data.map_batches(function, batch_size=1, fn_args=given, num_cpus=1))

    def each_by_actors(self, orders: Iterable[object], maker: type, *given: object) -> Iterator[Any]:
        """The same by objects that are made once in each worker; a worker that is lost is made anew."""
        listed = [packed(order) for order in orders]
        if listed:
            data = self._ray.data.from_items(listed, override_num_blocks=len(listed))
            size = min(self.workers, len(listed))
            actors = self._ray.data.ActorPoolStrategy(size=size, max_tasks_in_flight_per_actor=2)
            made = data.map_batches(
                maker,
                batch_size=1,
                compute=actors,
                fn_constructor_args=given,
                num_cpus=1,
            )
            yield from self._answers(made)

    def _answers(self, data: Any) -> Iterator[Any]:
        try:
            yield from map(unpacked, data.iter_rows())
        except self._ray.exceptions.RayError as error:
            raise _fault(error) from error


@contextmanager
def cluster(address: str | None, workers: int | None) -> Iterator[Cluster]:
    """The cluster at an address (`auto`: the one that this machine is part of), the one that this process has
    joined already, or a new one on this machine alone.

    `workers` read at once, by default as many as there are processors. Raises MissingExtra and ClusterError.
    """
    os.environ.update(_SILENT if address else _SILENT | _ALONE)
    ray = extras.ray()
    if ray.is_initialized():
        yield Cluster(ray, workers or _processors(ray))
        return
    folder = None if address else tempfile.mkdtemp(prefix=_FOLDER, dir=_short_folder())
    try:
        _start(ray, address, workers, folder)
        _settle(ray)
        yield Cluster(ray, workers or _processors(ray))
    finally:
        ray.shutdown()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _start(ray: Any, address: str | None, workers: int | None, folder: str | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    own = {
        "num_cpus": workers or os.cpu_count() or 1,
        "include_dashboard": False,
        "object_store_memory": _OBJECTS,
        "_temp_dir": folder,
    }
    try:
        if address:
            with _unheard():
                ray.init(address=address, **quiet)
        else:
            with _unheard():
                ray.init(**quiet, **own)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        where = address or "Ray"
        raise ClusterError(
            f"{where}: không khởi động hoặc không nối được cụm máy ({type(error).__name__})",
            f"{where}: the cluster cannot be started or reached ({type(error).__name__})",
        ) from error


def _settle(ray: Any) -> None:
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = _LOST
    context.execution_options.preserve_order = False


def _processors(ray: Any) -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


@contextmanager
def _unheard() -> Iterator[None]:
    """What native code says on the screen goes nowhere."""
    sys.stderr.flush()
    before, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


def _short_folder() -> str | None:
    """Where the sockets of Ray find a path that is short enough; None for the usual place."""
    return "/tmp" if sys.platform != "win32" and os.access("/tmp", os.W_OK) else None


def _fault(error: BaseException) -> ExtractorError:
    """What one of ours said on a worker, or that the cluster is gone."""
    cause: BaseException | None = error
    while cause is not None:
        inner = getattr(cause, "cause", None)
        if isinstance(cause, ExtractorError):
            return cause
        cause = inner if isinstance(inner, BaseException) else cause.__cause__
    name = type(error).__name__
    return ClusterError(
        f"cụm máy dừng giữa chừng ({name}), chạy lại lệnh để đọc tiếp",
        f"the cluster stopped ({name}); run the command again to go on",
    )
