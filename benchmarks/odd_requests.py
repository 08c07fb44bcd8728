"""Ask the workbench for whatever its descriptions allow and much that they do not, and tell what it cannot answer.

    .venv/bin/python benchmarks/odd_requests.py [--requests 100000] [--seed 1] [--db DATABASE] [--check]

Schemathesis draws the requests, from the OpenAPI of `/api` and from one made of the pages in the same way. A fault
is an answer of 500 or more, an answer without the guard's headers, and under `/api` one whose status, type or
content the OpenAPI does not tell. `--check` exits 1 where there is a fault. Without `--db` three samples are scanned.
"""

import argparse
import math
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import schemathesis
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from extractor.corpus import Corpus
from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web import asking, compare_address
from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER
from extractor.web.pages import ROUTERS
from extractor.web.settings import Served

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLES: Final = ("loc-cua-2026.txt", "dak-poi-2024.docx", "cam-trang-2022.pdf")
HOST: Final = "http://127.0.0.1:8765"
_LEFT_OUT: Final = frozenset({"/upload"})  # a scan each
_DEAR: Final = ("export", "coverage", "compare.", ".csv", "/pages/")  # a file or a picture is made for each
_DEAR_SHARE: Final = 0.05  # of an even share
_PATIENCE: Final = 300  # seconds, on a machine that does much else
_CHECKS: Final = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip


@dataclass
class Told:
    """How the requests of one address were answered, and the first fault of each kind."""

    asked: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)


def run(
    app: FastAPI,
    served: Served,
    requests: int,
    number: int,
    within: str = "",
    tell: Callable[[str, Told], object] = lambda name, told: None,
) -> dict[str, Told]:
    """Makes so many requests, evenly over the addresses that hold `within`; how each was answered, by its name, and to
    `tell` as soon as it is done."""
    asking: list[tuple[Any, _Asking]] = []
    known = _known(served)
    for document, checks in ((app.openapi(), _CHECKS), (_of_pages(), _CHECKS[:1])):
        schema = schemathesis.openapi.from_dict(document)
        ask = _Asking(app, served, checks)
        found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
        asking += [(operation, ask) for operation in found if within in operation.path]
    names = [f"{operation.method.upper()} {operation.path}" for operation, _ in asking]
    share = requests / math.fsum(map(_dearness, names))
    told = {name: Told() for name in names}
    for name, (operation, ask) in zip(names, asking, strict=True):
        _ask(operation, told[name], ask, round(share * _dearness(name)) or 1, number, known)
        tell(name, told[name])
    return told


def _dearness(name: str) -> float:
    return _DEAR_SHARE if any(part in name for part in _DEAR) else 1.0


@dataclass(frozen=True)
class _Asking:
    app: FastAPI
    served: Served
    checks: list[Any]

    def __call__(self, case: Case[Any], told: Told) -> None:
        told.asked += 1
        headers = {TOKEN_HEADER: self.served.token}
        try:
            answer = case.call(
                base_url=HOST, app=self.app, headers=headers, allow_redirects=False, timeout=_PATIENCE
            )
            told.statuses[answer.status_code] += 1
            if "content-security-policy" not in answer.headers:
                told.faults.setdefault("no safe headers", case.as_curl_command())
            case.validate_response(answer, self.checks)
        except FailureGroup as group:
            for fault in group.exceptions:
                told.faults.setdefault(type(fault).__name__, f"{fault}\n{case.as_curl_command()}")
        except Exception as error:
            told.faults.setdefault(type(error).__name__, f"{error!r}\n{case.as_curl_command()}")


def _ask(
    operation: Any,
    told: Told,
    ask: Callable[[Case[Any], Told], None],
    count: int,
    number: int,
    known: dict[str, list[Any]],
) -> None:
    """Half of what is drawn is as described, half is not; each name, as often as not, of something that is there."""
    drawn = st.one_of(*(_cases(operation, mode) for mode in GenerationMode))
    there = {name: st.none() | st.sampled_from(values) for name, values in known.items() if values}
    queried = {one["name"] for one in operation.definition.raw.get("parameters", ()) if one["in"] == "query"}

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn, st.fixed_dictionaries(there))
    def each(case: Case[Any], named: dict[str, Any]) -> None:
        for name, value in named.items():
            if value is not None and name in (case.path_parameters or {}):
                case.path_parameters[name] = value
            elif value is not None and name in queried:
                case.query[name] = value
        ask(case, told)

    each()


def _cases(operation: Any, mode: GenerationMode) -> st.SearchStrategy[Case[Any]]:
    found: st.SearchStrategy[Case[Any]] = operation.as_strategy(generation_mode=mode)
    return found


def _of_pages() -> dict[str, Any]:
    """What the pages take, described as the API is; of those that read an address themselves the names they know."""
    pages = [
        copy(route)
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and route.path not in _LEFT_OUT
    ]
    for route in pages:
        route.include_in_schema = True
    document = get_openapi(title="pages", version="1", routes=pages)
    for path, names in _READ_BY_THEMSELVES.items():
        for way in document["paths"][path].values():
            way["parameters"] = [*way.get("parameters", ()), *map(_parameter, names)]
    return document


_COMMON: Final = ("lang", "page")
_SEARCH: Final = ("q", "exact", "newest", "year", *asking.NAMES)
_COMPARE: Final = ("indicator", "ratio", "year", "level", "status", "province", "place", "sort", "chart")
_READ_BY_THEMSELVES: Final = {
    "/search": (*_SEARCH, *_COMMON),
    "/search/saved": _SEARCH,
    "/plans/{file}": (*_SEARCH, "lang"),
    "/compare": (*_COMPARE, *_COMMON),
    "/compare.{form}": (*_COMPARE, "theme", "lang", "download"),
}


def _parameter(name: str) -> dict[str, Any]:
    described = {"type": "array", "items": {"type": "string"}}
    return {"name": name, "in": "query", "required": False, "schema": described}


def _known(served: Served) -> dict[str, list[Any]]:
    with Corpus.open(served.db, create=False) as corpus:
        numbers = [corpus.file_number(file.path) for file in corpus.files()]
        marks = [str(one.finding.fingerprint) for one in corpus.triaged()][:4]
        _, cited = corpus.cited_documents("", 0, 4)
        indicators = [one.indicator for one in corpus.indicator_counts()][:4]
    return {
        "file": numbers,
        "mark": marks,
        "number": [one.number for one in cited],
        "indicator": [*indicators, *compare_address.MONEY],
        "ratio": [*compare_address.RATIOS],
        "rule": ["sum-mismatch", "unit-scale"],
        "form": ["csv", "svg", "xlsx", "png"],
        "year": ["2022", "2024"],
        "level": ["commune", "district"],
    }


def scanned(folder: Path) -> Path:
    """A database of three samples."""
    plans, db = folder / "plans", folder / "kho.db"
    plans.mkdir()
    for name in SAMPLES:
        shutil.copy(ROOT / "corpora" / "samples" / "plans" / name, plans)
    scan([plans], db, limits=Limits(jobs=2, timeout=60.0))
    return db


def show(name: str, one: Told) -> None:
    """Prints how an address was answered and every fault."""
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(one.statuses.items()))
    print(f"{one.asked:7} {name}  {statuses}", flush=True)
    for what, how in one.faults.items():
        print(f"FAULT {what}: {how}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = Path(shutil.copy(asked.db, folder)) if asked.db else scanned(Path(folder))
        served = Served(db)
        began = time.perf_counter()
        told = run(create_app(served), served, asked.requests, asked.seed, tell=show)
    faults = sum(len(one.faults) for one in told.values())
    total, took = sum(one.asked for one in told.values()), time.perf_counter() - began
    print(f"{total} requests to {len(told)} addresses in {took:.0f} s, seed {asked.seed}: {faults} faults")
    sys.exit(bool(faults) and asked.check)


if __name__ == "__main__":
    main()
