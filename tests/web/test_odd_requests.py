"""Requests that nobody makes, each answered as it is described; `make soak` makes a hundred thousand of them."""

import sys
from pathlib import Path

import pytest
from fastapi import APIRouter

from extractor.web.app import create_app
from extractor.web.settings import Served

pytest.importorskip("schemathesis", reason="Schemathesis draws the requests; it is not here")
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from odd_requests import run


def test_odd_requests_are_answered_as_described(kept: Served) -> None:
    told = run(create_app(kept), kept, 400, number=1)
    assert {name: one.faults for name, one in told.items() if one.faults} == {}
    assert sum(one.asked for one in told.values()) >= 300
    assert all(one.asked for one in told.values())
    assert len([name for name in told if " /api/" in name]) > 15
    answered = sum(one.statuses[200] for one in told.values())
    assert answered > 100, "most of them miss what is there"


def test_what_is_not_answered_as_described_is_told(kept: Served) -> None:
    app, router = create_app(kept), APIRouter()

    @router.get("/api/odd/broken")
    def broken() -> int:
        raise ZeroDivisionError

    @router.get("/api/odd/other", response_model=None)
    def other() -> dict[str, int]:
        return {"not": 1}

    app.include_router(router)
    described = app.openapi()["paths"]["/api/odd/other"]["get"]["responses"]["200"]["content"]
    described["application/json"]["schema"] = {"type": "array"}
    told = run(app, kept, 2, number=1, within="/odd/")
    assert set(told) == {"GET /api/odd/broken", "GET /api/odd/other"}
    assert all(one.faults for one in told.values())
