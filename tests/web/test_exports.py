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


def sheets(client: TestClient, address: str) -> dict[str, list[tuple[object, ...]]]:
    answer = client.get(address)
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    return {
        sheet.title: [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
        for sheet in book.worksheets
    }


def test_the_workbook_of_findings_may_hold_what_was_read(client: TestClient) -> None:
    usual = sheets(client, "/findings/export.xlsx")
    asked = "table=assignments&table=deadlines&table=components"
    more = sheets(client, f"/findings/export.xlsx?{asked}")
    assert set(more) - set(usual) == {"11 phân công", "12 thời hạn", "13 dự án theo địa phương"}
    assert more["11 phân công"]
    page = client.get("/findings").text
    for name in ("documents", "targets", "budgets", "citations", "assignments", "deadlines", "components"):
        assert f'name="table" value="{name}"' in page
    assert client.get("/findings/export.xlsx?table=x").status_code == 422


def test_a_plan_has_a_workbook_of_its_own(client: TestClient) -> None:
    number = client.get("/api/findings").json()["findings"][0]["file"]
    address = f"/plans/{number}/export.xlsx"
    assert f'href="{address}"' in client.get(f"/plans/{number}").text
    told = sheets(client, address)
    assert len(told) == 13
    assert len(told["01 phát hiện"]) == len(
        [
            one
            for one in client.get("/api/findings?form=true&limit=500").json()["findings"]
            if one["file"] == number
        ]
    )
    assert client.get("/plans/999999/export.xlsx").status_code == 404


@pytest.mark.parametrize("asked", ["", "role=leads", "unit=phong+lao+dong", "year=2024", "level=commune"])
def test_the_assignments_shown_go_into_a_workbook(client: TestClient, asked: str) -> None:
    told = sheets(client, f"/tasks/export.xlsx?{asked}")
    assert set(told) == {"11 phân công", "12 thời hạn"}
    assert len(told["11 phân công"]) == client.get(f"/api/assignments?{asked}").json()["total"]
