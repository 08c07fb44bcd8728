"""What this room needs and the core does not: said in one line where it is missing."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from extractor.errors import ExtractorError

_CLUSTER: Final = "plan-extractor[cluster]"
_PARQUET: Final = "plan-extractor[parquet]"


class MissingExtra(ExtractorError):
    """A library of an extra is not installed."""


def arrow() -> Any:
    """pyarrow with its Parquet module; raises MissingExtra."""
    _needed("pyarrow.parquet", _PARQUET)
    return _needed("pyarrow", _PARQUET)


def duckdb() -> Any:
    """duckdb; raises MissingExtra."""
    return _needed("duckdb", _PARQUET)


def needed_for_cluster() -> None:
    """Raises MissingExtra where a scan on a cluster could not come to its end; Ray is not loaded yet."""
    arrow()
    duckdb()
    if not _is_there("ray"):
        raise _missing("ray", _CLUSTER)


def ray() -> Any:
    """Ray with its data library; raises MissingExtra."""
    arrow()
    _needed("ray.data", _CLUSTER)
    return _needed("ray", _CLUSTER)


def _needed(module: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise _missing(module.partition(".")[0], extra) from error


def _missing(name: str, extra: str) -> MissingExtra:
    return MissingExtra(
        f"cần thêm {name}, hãy chạy: pip install '{extra}'",
        f"{name} is needed; run: pip install '{extra}'",
    )


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ValueError:  # marked as missing
        return False
