"""The page of documents to ask for."""

import csv
import io

from fastapi.testclient import TestClient


def test_what_is_cited_and_missing_is_listed_with_its_place(client: TestClient) -> None:
    assert 'href="/citations/requests"' in client.get("/citations").text
    page = client.get("/citations/requests")
    assert page.status_code == 200
    answer = client.get("/citations/requests.csv")
    assert 'filename="de-nghi-cung-cap-' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    numbers = [row["number"] for row in rows if row.get("number")]
    assert all(number in page.text for number in numbers[:20])
    assert "#at=" in page.text
