"""Rules of one's own that are written while the workbench serves by them: the pages say so."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.web.app import create_app
from extractor.web.settings import Served

CHANGED = "Quy tắc riêng đã thay đổi"


def written(rules: Path) -> None:
    (rules / "indicators.yaml").write_text("indicators: []\n# another line\n", encoding="utf-8")


def added(rules: Path) -> None:
    (rules / "more.yaml").write_text("{}\n", encoding="utf-8")


def taken_away(rules: Path) -> None:
    (rules / "indicators.yaml").unlink()


@pytest.mark.parametrize("change", [written, added, taken_away])
def test_pages_say_that_own_rules_have_changed(
    served: Served, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    (tmp_path / "indicators.yaml").write_text("indicators: []\n", encoding="utf-8")
    with TestClient(create_app(replace(served, rules=tmp_path)), base_url="http://localhost") as client:
        assert CHANGED not in client.get("/").text
        change(tmp_path)
        assert CHANGED in client.get("/").text
        assert "Your own rules have changed" in client.get("/search?q=hộ&lang=en").text


def test_the_shipped_rules_do_not_change(client: TestClient) -> None:
    assert CHANGED not in client.get("/").text
