"""What is taken away from the page of findings."""

import io
import tempfile
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook


def rows(client: TestClient, query: str) -> list[tuple[object, ...]]:
    answer = client.get(f"/findings/export.xlsx?{query}")
    assert answer.status_code == 200
    assert 'filename="phat-hien-' in answer.headers["content-disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_the_findings_chosen_go_into_a_workbook(client: TestClient) -> None:
    substance = client.get("/api/findings").json()
    errors = client.get("/api/findings?severity=error").json()["total"]
    numbering = sum(substance["rules"].get(rule, 0) for rule in ("numbering-gap", "numbering-duplicate"))
    assert len(rows(client, "")) == substance["total"] - numbering
    assert len(rows(client, "severity=error&page=3")) == errors
    assert len(rows(client, "form=true")) == client.get("/api/findings?form=true").json()["total"]


def test_the_findings_chosen_go_into_a_report(client: TestClient) -> None:
    answer = client.get("/findings/export.docx?place=loc+cua")
    text = "\n".join(one.text for one in Document(io.BytesIO(answer.content)).paragraphs)
    assert text.strip()


@pytest.mark.parametrize("path", ["/findings/export.exe", "/findings/export.xlsx?year=x"])
def test_other_forms_are_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422


def test_nothing_is_left_behind(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client.get("/findings/export.docx")
    assert list(tmp_path.iterdir()) == []


def paragraphs(client: TestClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert 'filename="doi-chieu-' in answer.headers["content-disposition"]
    return [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]


def test_what_was_checked_is_taken_away_to_be_signed(client: TestClient) -> None:
    told = paragraphs(client, "/findings/coverage.docx")
    assert "KẾT QUẢ ĐỐI CHIẾU SỐ LIỆU" in told
    assert "4 tệp văn bản" in told


def test_the_page_of_a_plan_gives_its_own(client: TestClient) -> None:
    number = client.get("/api/findings").json()["findings"][0]["file"]
    page, address = client.get(f"/plans/{number}"), f"/plans/{number}/coverage.docx"
    assert address in page.text
    told = paragraphs(client, address)
    assert any(line.startswith("SHA-256: ") for line in told)
    assert client.get("/plans/999999/coverage.docx").status_code == 404
