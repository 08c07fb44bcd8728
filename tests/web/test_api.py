"""The API: what the pages show, as JSON."""

import json
import random
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from extractor.corpus import Corpus
from extractor.records import Record
from extractor.web import api as api_routes
from extractor.web import api_duties, api_search, api_uploads
from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER
from extractor.web.settings import Served


def found(client: TestClient, path: str, **asked: Any) -> Any:
    answer = client.get(f"/api{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_overview_counts_what_the_page_counts(client: TestClient) -> None:
    told = found(client, "/overview")
    assert told["plans"] == 3
    assert {one["value"]: one["count"] for one in told["states"]}["ok"] == 3
    assert any(rule["rule"] == "sum-mismatch" for rule in told["rules"])
    assert found(client, "/runs")[0]["read"] == 4
    worst = [one["errors"] for one in told["worst"]]
    assert len(worst) == 3
    assert worst == sorted(worst, reverse=True)
    assert [told["last_scan"][name] for name in ("files", "read", "unchanged")] == [4, 4, 0]
    new = {one["doc"] for one in told["last_scan"]["plans"]}
    assert new == {one["doc"] for one in found(client, "/plans")["files"]}


def test_files_and_plans_come_page_by_page(client: TestClient) -> None:
    assert found(client, "/files")["total"] == 4
    plans = found(client, "/plans")
    assert plans["total"] == 3
    one = found(client, "/plans", offset=1, limit=1)
    assert one["files"] == plans["files"][1:2]
    assert found(client, "/files", state=["ok"])["total"] == 3


def test_a_plan_is_told_by_the_record_contract(client: TestClient, served: Served) -> None:
    [file] = [one for one in found(client, "/plans")["files"] if one["doc"].endswith("dak-poi-2024.docx")]
    plan = found(client, f"/plans/{file['file']}")
    assert plan["file"] == file
    records = TypeAdapter(list[Record]).validate_python(plan["records"])
    with Corpus.open(served.db, create=False) as corpus:
        assert records == corpus.stored_plan(file["file"])
    fingerprints = {one["fingerprint"] for one in found(client, "/findings", form=True, limit=500)["findings"]
                    if one["file"] == file["file"]}  # fmt: skip
    assert set(plan["findings"]) == fingerprints
    assert any(block["table"] is not None for block in plan["blocks"])


@pytest.mark.parametrize("path", ["/plans/999", "/rules/x", "/searches/1", f"/findings/{'0' * 32}/history"])
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    answer = client.get(f"/api{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")


def test_findings_are_filtered_as_on_the_page(client: TestClient) -> None:
    every = found(client, "/findings", form=True)
    substance = found(client, "/findings")
    assert every["total"] > substance["total"]
    assert all(one["category"] != "form" for one in substance["findings"])
    errors = found(client, "/findings", severity="error")
    assert {one["severity"] for one in errors["findings"]} == {"error"}
    assert errors["total"] == substance["severities"]["error"]


def test_citations_and_the_plans_that_cite(client: TestClient) -> None:
    told = found(client, "/citations", limit=5)
    assert len(told["citations"]) == min(5, told["total"])
    number = told["citations"][0]["number"]
    assert all(one["span"][0] < one["span"][1] for one in found(client, "/citations/plans", number=number))


def test_rules_search_and_compare_answer(client: TestClient) -> None:
    assert found(client, "/rules/sum-mismatch") in found(client, "/rules")
    assert found(client, "/search", q="hộ nghèo")["total"] == 3
    [first, *_] = found(client, "/indicators")
    compared = found(client, "/compare", indicator=first["indicator"])
    assert compared["groups"]
    assert isinstance(found(client, "/components"), list)
    assert client.get("/api/compare", params={"indicator": "nothing"}).status_code == 422


def test_a_finding_is_judged_through_the_api(writer: TestClient) -> None:
    mark = found(writer, "/findings")["findings"][0]["fingerprint"]
    order = {"action": "dismiss", "marks": [mark], "reason": "misread", "note": "x", "reviewer": " Lan "}
    answer = writer.post("/api/findings", json=order)
    assert answer.json()["states"][mark]["who"] == "Lan"
    assert found(writer, "/findings", state="dismissed")["findings"][0]["fingerprint"] == mark
    assert [one["note"] for one in found(writer, f"/findings/{mark}/history")] == ["x"]


def test_a_finding_is_told_with_its_calculation(client: TestClient) -> None:
    listed = found(client, "/findings", rule="sum-mismatch")["findings"]
    told, calculation = next(
        (one, c) for one in listed for c in one["calculations"] if c["relation"] == "sum"
    )
    assert calculation["verdict"] == "disagrees"
    assert "=" in calculation["text"]
    plan = found(client, f"/plans/{told['file']}")
    assert plan["calculations"][told["fingerprint"]] == told["calculations"]
    assert plan["calculations"].keys() == plan["findings"].keys()


def test_what_a_reader_has_not_seen_is_not_judged_over(writer: TestClient) -> None:
    first, second = found(writer, "/findings")["findings"][:2]
    mark, other = first["fingerprint"], second["fingerprint"]
    assert first["review"]["entry"] == ""
    order = {"action": "confirm", "marks": [mark], "reviewer": "Lan", "seen": {mark: ""}}
    seen = writer.post("/api/findings", json=order).json()["states"][mark]["entry"]
    late = {**order, "marks": [mark, other], "reviewer": "Minh", "seen": {mark: "", other: ""}}
    answer = writer.post("/api/findings", json=late)
    assert answer.status_code == 409
    assert "Lan" in answer.json()["detail"]
    [missed] = answer.json()["entries"]
    assert (missed["who"], missed["state"], missed["fingerprint"]) == ("Lan", "confirmed", mark)
    assert (missed["entry"], bool(missed["at"])) == (seen, True)
    assert found(writer, f"/findings/{other}/history") == [], "nothing of the order is kept"
    again = writer.post("/api/findings", json={**late, "seen": {mark: seen, other: ""}})
    assert again.status_code == 200
    assert [one["who"] for one in found(writer, f"/findings/{mark}/history")] == ["Lan", "Minh"]


def test_what_stood_at_a_place_before_is_told(served: Served, client: TestClient) -> None:
    assert found(client, "/plans/1/earlier", start=0, end=9) == {"replaced": None, "text": None}
    assert client.get("/api/plans/999999/earlier?start=0&end=9").status_code == 404
    assert client.get("/api/plans/1/earlier?start=-1&end=9").status_code == 422


def test_a_note_alone_leaves_a_finding_new(writer: TestClient) -> None:
    mark = found(writer, "/findings")["findings"][0]["fingerprint"]
    order = {"action": "note", "marks": [mark], "note": "hỏi lại", "reviewer": "Lan"}
    assert writer.post("/api/findings", json=order).json()["states"][mark]["state"] == "new"
    assert [one["note"] for one in found(writer, f"/findings/{mark}/history")] == ["hỏi lại"]


@pytest.mark.parametrize(
    "changed",
    [
        {"reviewer": ""},
        {"reason": ""},
        {"action": "note", "note": " ", "reason": ""},
        {"marks": ["0" * 32]},
        {"marks": []},
        {"note": "\ud800"},
        {"note": float("nan")},
        {"more": 1},
        {"seen": {"x": ""}},
    ],
    ids=[
        "nobody",
        "no reason",
        "no words",
        "no finding",
        "none",
        "half a letter",
        "no number",
        "unknown",
        "no mark",
    ],
)
def test_what_is_not_whole_is_refused(writer: TestClient, changed: dict[str, Any]) -> None:
    mark = found(writer, "/findings")["findings"][0]["fingerprint"]
    order = {"action": "dismiss", "marks": [mark], "reason": "misread", "reviewer": "Lan", **changed}
    answer = writer.post(
        "/api/findings", content=json.dumps(order), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert found(writer, "/findings", state="dismissed")["total"] == 0


def test_the_api_is_written_to_by_the_workbench_alone(served: Served, client: TestClient) -> None:
    assert client.post("/api/findings", json={}).status_code == 403
    with TestClient(create_app(replace(served, read_only=True)), base_url="http://localhost") as shown:
        shown.headers[TOKEN_HEADER] = served.token
        assert shown.post("/api/findings", json={}).status_code == 403


def test_openapi_describes_every_way_with_examples(client: TestClient) -> None:
    told = found(client, "/openapi.json")
    assert all(path.startswith("/api/") for path in told["paths"])
    assert {"Citation", "Budget", "Target", "Check", "Finding"} <= set(told["components"]["schemas"])
    for path, ways in told["paths"].items():
        for way in ways.values():
            assert way["description"], path
    assert told["components"]["schemas"]["TriageOrder"]["example"]["action"] == "dismiss"


def test_every_answer_has_an_example_that_it_could_be(served: Served, client: TestClient) -> None:
    routes = [
        route for api in (api_routes, api_duties, api_search, api_uploads) for route in api.router.routes
    ]
    models = {route.path: route.response_model for route in routes if "GET" in route.methods}
    for path, ways in found(client, "/openapi.json")["paths"].items():
        if "get" not in ways:
            continue
        content = ways["get"]["responses"]["200"]["content"]["application/json"]
        model = TypeAdapter(models[path])
        told = model.dump_python(model.validate_python(content["example"]), mode="json")
        assert told == content["example"], path
        assert "/tmp" not in json.dumps(told), path


_PATHS = (
    "/",
    "/findings",
    "/citations",
    "/citations/plans",
    "/citations/requests",
    "/tasks",
    "/tasks/calendar",
    "/components",
    "/compare",
    "/search",
    "/plans",
    "/plans/1",
    "/plans/1/records/x",
    "/rules/x",
)
_API = (
    "overview",
    "files",
    "plans",
    "plans/1",
    "findings",
    "citations",
    "citations/plans",
    "rules",
    "search",
    "assignments",
    "searches/1",
    "deadlines",
    "requests",
)
_NAMES = ("q", "offset", "limit", "page", "year", "state", "severity", "place", "number", "path", "form", "agreed",
          "indicator", "value_from", "money_to", "level", "lang", "rule", "exact", "cites",
          "month", "file", "unit", "role", "component", "ratio", "chart", "sort", "province")  # fmt: skip
_ODD = ("", "0", "-1", "1", "9" * 400, "1e999", "nan", "\x00", "a\x00b", "%", '"', "'", "\\", "*", "(", "AND",
        "NEAR(", "2021", "07/2021", "hộ nghèo", "\u202e", "\U0001f9ff", "x" * 300, "../..", "true", "[", "{{7*7}}",
        "\ud800", "²", "new", "error", "commune", "NULL", "\ufdd0", "1_0", " 7 ", "+5", "٣", "0x10", ":1")  # fmt: skip


def test_odd_addresses_break_nothing(own: TestClient) -> None:
    chance = random.Random(7)
    for _ in range(600):
        path = chance.choice(
            (*_PATHS, *(f"/api/{one}" for one in (*_API, "compare", "indicators", "components")))
        )
        if chance.random() < 0.3:
            path = path.replace("1", quote(chance.choice(_ODD), errors="surrogatepass", safe=""))
        asked = "&".join(
            f"{chance.choice(_NAMES)}={quote(chance.choice(_ODD), errors='surrogatepass')}"
            for _ in range(chance.randrange(4))
        )
        if chance.random() < 0.1:
            asked += "&" + "".join(f"%{chance.randrange(256):02x}" for _ in range(8))
        answer = own.get(f"{path}?{asked}", follow_redirects=False)
        assert answer.status_code < 500, (path, asked, answer.text[:300])


def test_assignments_deadlines_requests_and_searches_are_told(client: TestClient) -> None:
    told = found(client, "/assignments", limit=500)
    assert told["total"] == len(told["assignments"]) > 0
    led = found(client, "/assignments", role="leads")
    assert all(one["leads"] is True for one in led["assignments"])
    assert 0 < led["total"] < told["total"]
    [month, *_] = [one["value"] for one in found(client, "/deadlines", month="2024-01")["months"]]
    assert found(client, "/deadlines", month=month)["deadlines"]
    assert client.get("/api/deadlines").status_code == 422
    asked = found(client, "/requests")
    assert asked["total"] == len(asked["requests"]) > 0
    assert [
        found(client, "/requests", offset=at, limit=1)["requests"][0] for at in range(asked["total"])
    ] == (asked["requests"])
    assert found(client, "/searches") == []


def test_a_snapshot_is_told_with_what_became_of_its_plans(writer: TestClient) -> None:
    writer.post("/search/saved?q=hộ+nghèo", data={"name": "nghèo"}).raise_for_status()
    frozen = writer.post("/search/saved?q=hộ+nghèo", data={"name": "nay", "frozen": "true"})
    number = frozen.headers["HX-Redirect"].rpartition("/")[2]
    told = found(writer, f"/searches/{number}")
    assert told["search"] == found(writer, "/searches")[0]
    assert told["search"]["total"] == len(told["plans"]) == 3
    assert {plan["since"] for plan in told["plans"]} == {"same"}
    for plan in told["plans"]:
        hit = plan["hits"][0]
        start, end = hit["matches"][0]
        assert hit["snippet"][start:end].casefold() in ("hộ nghèo", "hộ", "nghèo")
        assert found(writer, f"/plans/{plan['file']}")["file"]["doc"] == plan["doc"]
    assert writer.get(f"/api/searches/{int(number) - 1}").status_code == 404, "nothing was frozen under it"
