"""An example of every answer in the description of the API."""

import json
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

EXAMPLES: Final = Path(__file__).with_name("api_examples.json")


def described(app: FastAPI) -> dict[str, Any]:
    """The application's OpenAPI with the examples, by their paths, that stand in `EXAMPLES`; made once."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        for path, example in json.loads(EXAMPLES.read_text(encoding="utf-8")).items():
            answer = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
            answer["example"] = example
        app.openapi_schema = document
    return app.openapi_schema
