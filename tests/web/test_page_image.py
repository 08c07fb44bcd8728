"""The picture of a page beside its plan."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from extractor.corpus import Corpus
from extractor.plantext import PlanText
from extractor.scanning.pool import Limits
from extractor.scanning.reading import Look, PageSeen, parse_outcome
from extractor.scanning.scan import scan
from extractor.scanning.sources import Source
from extractor.web.app import create_app
from extractor.web.settings import Served


def number_of(db: Path, name: str) -> int:
    with Corpus.open(db, create=False) as corpus:
        [path] = [file.path for file in corpus.files() if file.path.endswith(name)]
        found = corpus.file_number(path)
    assert found is not None
    return found


def test_a_page_is_drawn_only_as_long_as_its_file_is_the_one_that_was_read(
    plans: Path, tmp_path: Path, served: Served
) -> None:
    pdf = Path(shutil.copy(plans / "cam-trang-2022.pdf", tmp_path))
    db = tmp_path / "kho.db"
    scan([pdf], db, limits=Limits(jobs=1, timeout=60.0))
    with TestClient(create_app(replace(served, db=db)), base_url="http://localhost") as client:
        assert 'id="picture-switch"' in client.get("/plans/1").text
        answer = client.get("/plans/1/pages/1.png")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert len(answer.content) < 1 << 20
        with Image.open(io.BytesIO(answer.content)) as image:
            assert 600 < image.width <= 1_400
        assert client.get("/plans/1/pages/1.png").content == answer.content
        assert client.get("/plans/1/pages/99.png").status_code == 404
        pdf.write_bytes(pdf.read_bytes() + b"\n")
        assert client.get("/plans/1/pages/1.png").status_code == 404
        pdf.unlink()
        assert client.get("/plans/1/pages/1.png").status_code == 404
        assert 'id="picture-switch"' not in client.get("/plans/1").text


@pytest.mark.parametrize(
    "path", ["999/pages/1", "1/pages/99999999", "1/pages/0", "1/pages/x", f"{2**70}/pages/1"]
)
def test_other_pictures_there_are_none(client: TestClient, path: str) -> None:
    assert client.get(f"/plans/{path}.png").status_code in {404, 422}


def test_a_plan_without_pages_has_no_picture(client: TestClient, served: Served) -> None:
    number = number_of(served.db, "loc-cua-2026.txt")
    assert 'id="picture-switch"' not in client.get(f"/plans/{number}").text
    assert client.get(f"/plans/{number}/pages/1.png").status_code == 404


def test_a_page_of_a_known_text_is_looked_at_without_parsing(tmp_path: Path) -> None:
    known = PlanText("a.pdf", "pdf", "Kế hoạch", ())
    outcome = parse_outcome(
        Source(tmp_path / "gone.pdf"), Look(1, lambda path, text: PageSeen(len(text.text))), known
    )
    assert outcome.text is known
    assert outcome.seen == PageSeen(8)
