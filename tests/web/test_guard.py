"""Who may ask for what: hosts, origins, tokens, passwords."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER, host_name
from extractor.web.sessions import Sessions
from extractor.web.settings import Password, Served, is_loopback


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("localhost:8765", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]:8765", "::1"),
        ("LOCALHOST", "localhost"),
        ("evil.example:80@localhost", None),
        ("localhost:99999999", None),
        ("local host", None),
        ("", None),
    ],
)
def test_the_name_in_a_host_header(given: str, name: str | None) -> None:
    assert host_name(given) == name


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_this_machine_may_look(client: TestClient, host: str, method: str) -> None:
    assert client.request(method, "/", headers={"host": host}).status_code == (
        200 if method == "GET" else 405
    )


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7", "[::2]", "localhost."]
)
@pytest.mark.parametrize(
    "path",
    ["/", "/static/workbench.css", "/no-such-page", "/api/overview", "/api/openapi.json", "/upload"],
)
def test_a_foreign_host_is_refused_before_routing(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 403
    assert "x-content-type-options" in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {TOKEN_HEADER: "another"},
        {TOKEN_HEADER: "token-of-the-test", "origin": "http://evil.example"},
        {TOKEN_HEADER: "token-of-the-test", "origin": "null"},
        {TOKEN_HEADER: "token-of-the-test", "sec-fetch-site": "cross-site"},
        {TOKEN_HEADER: "token-of-the-test", "sec-fetch-site": "same-site"},
    ],
    ids=["no token", "wrong token", "foreign origin", "no origin", "cross-site", "same-site"],
)
@pytest.mark.parametrize("path", ["/reviewer", "/findings", "/api/findings", "/upload", "/no-such-page"])
def test_a_write_that_no_page_of_the_workbench_made_is_refused(
    client: TestClient, headers: dict[str, str], path: str
) -> None:
    assert client.post(path, data={"name": "Lan"}, headers=headers).status_code == 403


def test_a_write_of_its_own_page_is_done(own: TestClient) -> None:
    answer = own.post(
        "/reviewer", data={"name": "  Nguyễn  Lan "}, headers={"origin": "http://127.0.0.1:8765"}
    )
    assert answer.status_code == 204
    assert bytes.fromhex(answer.cookies["reviewer"]).decode() == "Nguyễn Lan"


def test_nothing_is_written_where_it_is_read_only(served: Served) -> None:
    with TestClient(create_app(replace(served, read_only=True)), base_url="http://localhost") as client:
        headers = {TOKEN_HEADER: served.token}
        assert client.post("/reviewer", data={"name": "Lan"}, headers=headers).status_code == 403
        assert client.get("/").status_code == 200


def test_every_answer_forbids_inline_scripts_and_framing(client: TestClient) -> None:
    for path in ("/", "/static/htmx.min.js", "/no-such-page"):
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_a_password_is_asked_for_and_kept_hashed(served: Served) -> None:
    password = Password.of("mật khẩu thử")
    assert b"khau" not in password.digest
    with TestClient(
        create_app(replace(served, host="0.0.0.0", password=password)), base_url="http://192.0.2.7:8765"
    ) as client:
        assert client.get("/", follow_redirects=False).headers["location"] == "/login"
        for path in ("/api/overview", "/api/openapi.json"):
            assert client.get(path).status_code == 401
        for path in ("/upload", "/findings/export.xlsx", "/plans/1/pages/1.png"):
            assert client.get(path, follow_redirects=False).headers["location"] == "/login"
        assert client.post("/login", data={"password": "sai"}).status_code == 403
        assert client.post("/login", data={"password": "mật khẩu thử"}).status_code == 200
        assert client.get("/", follow_redirects=False).status_code == 200


def test_wrong_passwords_are_counted(served: Served) -> None:
    with TestClient(
        create_app(replace(served, password=Password.of("đúng"))), base_url="http://localhost"
    ) as client:
        tries = [client.post("/login", data={"password": "sai"}).status_code for _ in range(12)]
        assert tries == [403] * 10 + [429] * 2
        assert client.post("/login", data={"password": "đúng"}).status_code == 429


def test_of_many_tries_at_once_no_more_are_made_than_one_after_another() -> None:
    sessions = Sessions()
    with ThreadPoolExecutor(20) as many:
        assert sum(many.map(lambda _: sessions.may_try(), range(40))) == 10
    sessions.fitted()
    assert [sessions.may_try(), sessions.may_try()] == [True, False]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/static/nothing.css"), ("OPTIONS", "/login"), ("GET", "/login"), ("GET", "/loginx")],
)
def test_the_token_is_for_those_who_gave_the_password(served: Served, method: str, path: str) -> None:
    locked = replace(served, password=Password.of("đúng"))
    with TestClient(create_app(locked), base_url="http://localhost") as client:
        assert served.token not in client.request(method, path).text
        client.post("/login", data={"password": "đúng"})
        assert served.token in client.get("/").text


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("0.0.0.0", False), ("kho", False)],
)
def test_which_addresses_are_this_machine_alone(host: str, own: bool) -> None:
    assert is_loopback(host) is own
