"""What `extract` prints is what the contract says: one JSON object a line, every one valid."""

import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor.records import CONTRACT_VERSION, contract_schema

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples"
FILES = sorted((SAMPLES / "plans").iterdir())
KINDS = {
    "document",
    "citation",
    "reference",
    "budget",
    "target",
    "unread",
    "deadline",
    "assignment",
    "check",
    "finding",
}
FIGURE = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?")
DATE = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
DUE = re.compile(rf"{DATE.pattern}|--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")

Record = dict[str, Any]


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "extractor", *arguments], capture_output=True, check=False)


@lru_cache(maxsize=1)
def printed() -> tuple[Record, ...]:
    """Every line that `extract` prints of all files, read as JSON."""
    done = run("extract", *map(str, FILES), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    return tuple(json.loads(line) for line in done.stdout.decode("utf-8").splitlines())


def of_kind(kind: str) -> list[Record]:
    found = [record for record in printed() if record["record"] == kind]
    assert found
    return found


def test_every_line_is_valid_against_the_schema() -> None:
    schema = contract_schema()
    validator = jsonschema.validators.validator_for(schema)(schema)
    validator.check_schema(schema)
    assert [error.message for record in printed() for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"value": 12.5}, id="a float"),
        pytest.param({"value": None}, id="no value"),
        pytest.param({"role": "sum"}, id="an unknown role"),
        pytest.param({"span": [1]}, id="half a span"),
        pytest.param({"colour": "red"}, id="an unknown field"),
        pytest.param({"record": "sum"}, id="an unknown kind"),
    ],
)
def test_the_schema_refuses(change: Record) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**of_kind("budget")[0], **change}, contract_schema())


def test_the_schema_has_its_version_and_every_kind() -> None:
    schema = contract_schema()
    assert schema["version"] == CONTRACT_VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", CONTRACT_VERSION)
    assert schema["$schema"].endswith("2020-12/schema")
    kinds = {schema["$defs"][name]["properties"]["record"]["const"] for name in map(_name, schema["oneOf"])}
    assert kinds == KINDS


def _name(choice: dict[str, str]) -> str:
    return choice["$ref"].rsplit("/", 1)[-1]


def test_the_command_prints_the_schema() -> None:
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == json.loads(json.dumps(contract_schema()))


def test_one_document_a_file_and_it_comes_first() -> None:
    order = [record["doc"] for record in printed()]
    assert list(dict.fromkeys(order)) == [str(path) for path in FILES]
    firsts = [
        record["record"] for at, record in enumerate(printed()) if at == 0 or order[at - 1] != record["doc"]
    ]
    assert firsts == ["document"] * len(FILES)
    assert len(of_kind("document")) == len(FILES)


def test_records_stand_in_the_order_of_the_text() -> None:
    read = [r for r in printed() if r["record"] not in {"document", "check", "finding"}]
    for path in FILES:
        spans = [record["span"] for record in read if record["doc"] == str(path)]
        assert spans == sorted(spans)
        assert spans


@pytest.mark.parametrize("kind", ["budget", "target"])
def test_figures_are_strings_of_exact_decimals(kind: str) -> None:
    for record in of_kind(kind):
        assert FIGURE.fullmatch(record["value"]), record
        for optional in ("denominator", "value_corrected"):
            assert record.get(optional) is None or FIGURE.fullmatch(record[optional])
        assert record["year"] is None or isinstance(record["year"], int)


def test_intervals_are_two_figures_or_open() -> None:
    intervals = [
        i for check in of_kind("check") for i in (check["reported"], check["computed"]) if i is not None
    ]
    intervals += [term["interval"] for check in of_kind("check") for term in check["terms"]]
    assert intervals
    for interval in intervals:
        assert len(interval) == 2
        assert all(end is None or FIGURE.fullmatch(end) for end in interval), interval


def test_dates_are_iso_and_may_be_cut_short() -> None:
    issued = [record["issued_on"] for record in (*of_kind("citation"), *of_kind("document"))]
    dates = [date for date in issued if date is not None]
    assert len(dates) > len(FILES)
    assert [date for date in dates if not DATE.fullmatch(date)] == []
    assert [d["due"] for d in of_kind("deadline") if not DUE.fullmatch(d["due"])] == []


def test_every_record_carries_what_all_carry() -> None:
    common = {"record", "doc", "text", "span", "page", "section", "rule_id", "confidence", "readings"}
    for record in printed():
        assert common <= record.keys()
        assert record["rule_id"]
        assert all(isinstance(part, str) for part in record["section"])
        assert (record["page"] is not None) is record["doc"].endswith(".pdf"), record
    assert all(len(record["figure"]) == 2 for kind in ("budget", "target") for record in of_kind(kind))


def test_spans_count_in_the_text_that_the_program_prints() -> None:
    path = SAMPLES / "plans" / "ea-tul-nang-2025.txt"
    text = run("text", str(path)).stdout.decode("utf-8")
    records = [record for record in printed() if record["doc"] == str(path)]
    assert [r for r in records if " ".join(text[slice(*r["span"])].split()) != r["text"]] == []


def test_findings_name_the_rule_and_its_words_in_both_languages() -> None:
    for finding in of_kind("finding"):
        assert finding["message"]
        assert finding["message_en"]
        assert finding["message"] != finding["message_en"]
        assert "vi phạm" not in finding["message"].casefold()


def test_json_prints_the_same_records() -> None:
    path = str(SAMPLES / "plans" / "ban-lien-2025.txt")
    whole = json.loads(run("extract", path, "--format", "json").stdout)
    assert whole == [record for record in printed() if record["doc"] == path]
