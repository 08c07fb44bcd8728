"""A corpus of a few sample plans, really scanned, and the workbench over it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER
from extractor.web.settings import Served

SAMPLES = ("loc-cua-2026.txt", "dak-poi-2024.docx", "cam-trang-2022.pdf")
LOCAL = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """Three sample plans and a file that cannot be read, whose name is an attack."""
    folder = tmp_path_factory.mktemp("plans")
    for name in SAMPLES:
        shutil.copy(checkout / "corpora" / "samples" / "plans" / name, folder)
    (folder / "<img src=x onerror=alert(1)>.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


@pytest.fixture(scope="session")
def scanned(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of those plans."""
    db = tmp_path_factory.mktemp("kho") / "kho.db"
    scan([plans], db, limits=Limits(jobs=1, timeout=60.0))
    return db


@pytest.fixture
def served(scanned: Path) -> Served:
    return Served(scanned, token="token-of-the-test")


@pytest.fixture
def client(served: Served) -> Iterator[TestClient]:
    """A browser's requests; without the token, as any page could make them."""
    with TestClient(create_app(served), base_url=LOCAL) as opened:
        yield opened


@pytest.fixture
def own(served: Served, client: TestClient) -> TestClient:
    """The same with the token that the workbench's own pages send."""
    client.headers[TOKEN_HEADER] = served.token
    return client


@pytest.fixture
def kept(served: Served, tmp_path: Path) -> Served:
    """A copy of the corpus, to be written to."""
    db = tmp_path / "kho.db"
    shutil.copy(served.db, db)
    return replace(served, db=db)


@pytest.fixture
def writer(kept: Served) -> Iterator[TestClient]:
    """A page of the workbench over the corpus that is written to, with its token."""
    with TestClient(create_app(kept), base_url="http://localhost") as opened:
        opened.headers[TOKEN_HEADER] = kept.token
        yield opened
