#!/usr/bin/env python3
"""Write the examples of answers that the description of the API shows: of three sample plans, cut short.

.venv/bin/python docs/make_api_examples.py     (writes extractor/web/api_examples.json)
"""

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from fastapi.testclient import TestClient

from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web.api_examples import EXAMPLES
from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER
from extractor.web.settings import Served
from extractor.web.uploads import uploads_of

ROOT: Final = Path(__file__).resolve().parent.parent
UPLOADED: Final = "con-ngang-2025.txt"
SAMPLES: Final = ("loc-cua-2026.txt", "dak-poi-2024.docx", "cam-trang-2022.pdf")
MOST: Final = 2  # of a list, and of what is found by its name
LONGEST: Final = 160  # characters of a text
SHOWN_FOLDER: Final = "/ke-hoach"
WHEN: Final = "2026-01-15T08:30:00+00:00"
SECONDS: Final = 4.2
_TIMES: Final = ("at", "started", "ended", "updated", "changed", "modified")
_ONE_OF_EACH: Final = "records"
_ENTRY: Final = "0123456789abcdef0123456789abcdef"  # of a log
_UPLOAD: Final = "2026-01-15-083000-0a1b2c3d"


def main() -> int:
    """Asks each way of the API over the samples."""
    with tempfile.TemporaryDirectory() as folder:
        plans, db = Path(folder) / "plans", Path(folder) / "kho.db"
        plans.mkdir()
        for name in SAMPLES:
            shutil.copy(ROOT / "corpora" / "samples" / "plans" / name, plans)
        scan([plans], db, limits=Limits(jobs=1, timeout=60.0))
        served = Served(db)
        with TestClient(create_app(served), base_url="http://localhost") as client:
            client.headers[TOKEN_HEADER] = served.token
            told = examples(client, str(plans)) | uploaded(client, uploads_of(db))
    EXAMPLES.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(told)} examples, {EXAMPLES.stat().st_size} bytes")
    return 0


def examples(client: TestClient, folder: str) -> dict[str, Any]:
    """An answer of each way, by its path."""
    listed = client.get("/api/findings").json()["findings"]
    mark = listed[0]["fingerprint"]
    cited = client.get("/api/citations").json()["citations"][0]["number"]
    order = {"action": "confirm", "marks": [mark], "reviewer": "Nguyễn Lan", "note": "đã đối chiếu bản gốc"}
    client.post("/api/findings", json=order).raise_for_status()
    kept = client.post("/search/saved?q=hộ+nghèo&year=2024", data={"name": "hộ nghèo năm 2024"})
    kept.raise_for_status()
    frozen = client.post("/search/saved?q=vay+vốn", data={"name": "vay vốn", "frozen": "true"})
    frozen.raise_for_status()
    asked = {
        "/api/overview": "", "/api/runs": "", "/api/files": "", "/api/plans": "", "/api/plans/{file}": "/1",
        "/api/plans/{file}/earlier": "/1/earlier?start=0&end=9",
        "/api/findings": "?limit=1", "/api/findings/{mark}/history": f"/{mark}/history", "/api/citations": "",
        "/api/citations/plans": f"?number={cited}", "/api/rules": "", "/api/rules/{rule}": "/sum-mismatch",
        "/api/assignments": "", "/api/deadlines": "?month=2022-12", "/api/requests": "", "/api/searches": "",
        "/api/searches/{number}": f"/{frozen.headers['HX-Redirect'].rpartition('/')[2]}",
        "/api/search": "?q=hộ nghèo&limit=1", "/api/indicators": "",
        "/api/compare": "?indicator=poverty_rate", "/api/components": "",
    }  # fmt: skip
    return {path: shortened(_answer(client, path, rest), folder) for path, rest in asked.items()}


def uploaded(client: TestClient, folder: Path) -> dict[str, Any]:
    """The answers about an upload that is done."""
    content = (ROOT / "corpora" / "samples" / "plans" / UPLOADED).read_bytes()
    client.post("/upload", files=[("files", (UPLOADED, content))]).raise_for_status()
    [name] = (one.name for one in folder.iterdir())
    while (answer := client.get(f"/api/uploads/{name}").json())["state"] in {"waiting", "scanning"}:
        time.sleep(0.1)
    shown = shortened(answer, str(folder / name)) | {"name": _UPLOAD}
    return {"/api/uploads": [], "/api/uploads/{name}": shown}


def _answer(client: TestClient, path: str, rest: str) -> Any:
    answer = client.get(path.partition("/{")[0] + rest)
    answer.raise_for_status()
    return answer.json()


def shortened(value: Any, folder: str, name: str = "") -> Any:
    """The same with short lists and texts, without what only this machine knows."""
    match value:
        case dict():
            few = list(value.items()) if not _is_counted(value) else list(value.items())[:MOST]
            return {key: shortened(one, folder, key) for key, one in few}
        case list() if name == _ONE_OF_EACH:
            kinds = {one["record"]: one for one in reversed(value)}
            return [shortened(one, folder) for one in reversed(kinds.values())]
        case list():
            return [shortened(one, folder, name) for one in value[: max(MOST, _ends(value))]]
        case str() if name in _TIMES:
            return WHEN
        case str() if name == "entry" and value:
            return _ENTRY
        case str():
            text = value.replace(folder, SHOWN_FOLDER)
            return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        case float() if name == "seconds":
            return SECONDS
    return value


def _is_counted(value: dict[str, Any]) -> bool:
    """Whether the names of an object are data, such as years: all its values are numbers."""
    return len(value) > MOST and all(isinstance(one, int) for one in value.values())


def _ends(value: list[Any]) -> int:
    """A span has its two ends whatever lists are cut to."""
    return 2 if all(isinstance(one, int) for one in value) else 0


if __name__ == "__main__":
    sys.exit(main())
