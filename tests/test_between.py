"""What changed between two versions of a plan: records matched by meaning; the command over files and a corpus."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_corpus import audit_of, finding, full_audit, record, result_of

from extractor.between import Changes, changes
from extractor.cli import cli
from extractor.corpus import Corpus
from extractor.plan import PlanRecord
from extractor.records import Budget, Citation, Document, Evidence, Finding, Target


def target(value: str = "3", **changed: Any) -> Target:
    given = {
        "figure": (3, 5), "indicator": "poverty_rate_reduction", "indicator_text": "giảm tỷ lệ hộ nghèo",
        "value": Decimal(value), "unit": "percent", "year": 2024, "status": "target",
        "text": f"giảm tỷ lệ hộ nghèo {value}%",
    }  # fmt: skip
    made: Target = record(Target, **given | changed)
    return made


def budget(value: str = "100", **changed: Any) -> Budget:
    given = {
        "figure": (3, 5),
        "value": Decimal(value),
        "role": "part",
        "status": "plan",
        "text": f"{value} triệu đồng",
    }
    made: Budget = record(Budget, **given | changed)
    return made


def citation(number: str = "07/2021/NĐ-CP", **changed: Any) -> Citation:
    given = {"cited_type": "Nghị định", "number": number, "number_normalised": number, "role": "basis"}
    made: Citation = record(Citation, **given | changed)
    return made


def told(found: Changes) -> list[tuple[str, ...]]:
    """Every change as its sign and the fields that changed with what they were and are."""
    listed: list[tuple[str, ...]] = []
    for change in (*found.targets, *found.budgets, *found.citations):
        sign = "-" if change.new is None else "+" if change.old is None else "~"
        listed.append((sign, *(f"{one.name} {one.old}>{one.new}" for one in change.fields)))
    return listed


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([target()], [target(span=(90, 99), page=7)], [], id="moved"),
        pytest.param([target()], [target(section=("II", "4"))], [], id="in-another-section"),
        pytest.param([target("3")], [target("3.5")], [("~", "value 3>3.5")], id="value"),
        pytest.param(
            [target("3"), target("3", population="hộ DTTS")],
            [target("3", population="hộ DTTS"), target("4")],
            [("~", "value 3>4")],
            id="other-order-and-population",
        ),
        pytest.param([target()], [target(year=2025)], [("~", "year 2024>2025")], id="year"),
        pytest.param([target()], [target(status="actual")], [("~", "status target>actual")], id="status"),
        pytest.param(
            [target()], [target(), target("5", indicator="poverty_rate", text="còn 5%")], [("+",)], id="added"
        ),
        pytest.param(
            [target(), target("5", indicator="poverty_rate", text="còn 5%")], [target()], [("-",)], id="gone"
        ),
        pytest.param(
            [target("1"), target("2"), target("3")],
            [target("2"), target("3"), target("1")],
            [],
            id="shuffled",
        ),
        pytest.param(
            [target("1"), target("2")],
            [target("2"), target("9")],
            [("~", "value 1>9")],
            id="one-of-two-alike",
        ),
        pytest.param(
            [budget(row=("1", "Dự án 1"), column=("Tổng",))],
            [budget("120", row=("2", "Dự án 1"), column=("Tổng",))],
            [("~", "value 100>120")],
            id="row-by-its-words-not-its-number",
        ),
        pytest.param(
            [budget(component="Dự án 1"), budget("7", component="Dự án 2")],
            [budget("7", component="Dự án 2"), budget("101", component="Dự án 1")],
            [("~", "value 100>101")],
            id="component",
        ),
        pytest.param(
            [budget(source="central")], [budget(source="local")], [("~", "source central>local")], id="source"
        ),
        pytest.param(
            [budget("2.6215", value_corrected=Decimal("2621.5"))],
            [budget("2621.5")],
            [("~", "value 2.6215>2621.5", "value_corrected 2621.5>None")],
            id="unit-mended",
        ),
        pytest.param([citation()], [citation(role="reference"), citation()], [], id="cited-more-often"),
        pytest.param(
            [citation(issued_on="2021-01-27")],
            [citation("7/2021/NĐ-CP", issued_on="2021-01-21")],
            [("~", "number_normalised 07/2021/NĐ-CP>7/2021/NĐ-CP", "issued_on 2021-01-27>2021-01-21")],
            id="date",
        ),
        pytest.param(
            [citation()],
            [citation("15/2022/TT-BTC", cited_type="Thông tư", text="Thông tư 15")],
            [("+",), ("-",)],
            id="another-document",
        ),
        pytest.param(
            [citation(issuer="CHÍNH PHỦ")], [citation(issuer="Chính phủ")], [], id="another-spelling"
        ),
    ],
)
def test_changes(old: list[PlanRecord], new: list[PlanRecord], expected: list[tuple[str, ...]]) -> None:
    assert sorted(told(changes(old, new))) == sorted(expected)
    assert bool(changes(old, new)) == bool(expected)


def evident(words: str, rule: str = "sum-mismatch", **changed: Any) -> Finding:
    return finding(rule, evidence=(Evidence(span=(1, 2), text=words),), **changed)


def test_findings_are_fixed_stay_or_come_up() -> None:
    old = [evident("Hoà bình"), evident("b"), evident("c")]
    new = [evident("hòa  bình", span=(900, 918)), evident("c", "unit-scale"), evident("d")]
    found = changes(old, new)
    assert [one.evidence[0].text for one in found.fixed] == ["b", "c"]
    assert [(one.rule, one.evidence[0].text) for one in found.came_up] == [
        ("unit-scale", "c"),
        ("sum-mismatch", "d"),
    ]
    assert found.stays == 1


def test_the_document_itself() -> None:
    old = record(Document, number=None, title="Kế hoạch  giảm nghèo", plan_year=2024)
    new = record(Document, number="12/KH-UBND", title="KẾ HOẠCH giảm nghèo", plan_year=2024)
    (change,) = changes([old], [new]).document
    assert (change.name, change.old, change.new) == ("number", None, "12/KH-UBND")


RECORDS = st.lists(
    st.one_of(
        st.builds(
            target,
            st.sampled_from(["1", "2", "3"]),
            year=st.sampled_from([2023, 2024]),
            population=st.sampled_from([None, "hộ DTTS"]),
        ),
        st.builds(budget, st.sampled_from(["1", "2"]), component=st.sampled_from([None, "Dự án 1"])),
        st.builds(evident, st.sampled_from(["a", "b"])),
    ),
    max_size=12,
)


@given(RECORDS, st.randoms())
def test_the_same_records_in_any_order_are_no_change(records: list[PlanRecord], random: Any) -> None:
    shuffled = random.sample(records, len(records))
    assert not changes(records, shuffled)


@given(RECORDS, RECORDS)
def test_every_record_is_told_once(old: list[PlanRecord], new: list[PlanRecord]) -> None:
    found = changes(old, new)
    listed = (*found.targets, *found.budgets)
    for side, records in (("old", old), ("new", new)):
        figures = sum(not isinstance(one, Finding) for one in records)
        assert figures == found.unchanged + sum(getattr(change, side) is not None for change in listed)
    kept = [sum(isinstance(one, Finding) for one in records) for records in (old, new)]
    assert kept == [len(found.fixed) + found.stays, len(found.came_up) + found.stays]


# ---- the command ----


def call(*arguments: object) -> Any:
    return CliRunner().invoke(cli, ["--lang", "en", *map(str, arguments)])


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "kho.db"
    with Corpus.open(path) as corpus:
        corpus.store(result_of(sha256="x"), full_audit())
        corpus.store(result_of(sha256="y"), audit_of(targets=(target("4"),)))
        corpus.store(result_of("b.txt", sha256="z"), audit_of(document={"number": "99/KH-UBND"}))
    return path


@pytest.mark.parametrize(
    ("named", "targets"),
    [
        pytest.param(("a.txt",), ["-", "+"], id="last-two"),
        pytest.param(("a.txt@1", "a.txt@2"), ["-", "+"], id="by-number"),
        pytest.param(("a.txt@2", "a.txt@1"), ["-", "+"], id="the-other-way"),
        pytest.param(("b.txt", "a.txt"), ["+"], id="two-plans"),
        pytest.param(("a.txt@1", "a.txt@1"), [], id="itself"),
    ],
)
def test_versions_of_the_corpus(db: Path, named: Sequence[str], targets: list[str]) -> None:
    result = call("diff", "--db", db, *named, "--format", "json")
    found = json.loads(result.stdout)
    assert sorted("-" if one["new"] is None else "+" for one in found["targets"]) == sorted(targets)
    assert result.exit_code == (named[0] != named[-1] or len(named) == 1)


def test_a_table_tells_what_changed(db: Path) -> None:
    printed = call("diff", "--db", db, "a.txt").stdout
    assert "- a.txt@1" in printed
    assert "1 finding is gone" in printed
    assert "+  giảm tỷ lệ hộ nghèo 4%" in printed


@pytest.mark.parametrize(
    ("named", "said"),
    [
        pytest.param(("c.txt",), "c.txt: not in", id="unknown"),
        pytest.param(("b.txt",), "holds a single version", id="single"),
        pytest.param(("a.txt@9", "a.txt"), "a.txt@9: not in", id="no-such-version"),
    ],
)
def test_versions_that_there_are_not(db: Path, named: Sequence[str], said: str) -> None:
    result = call("diff", "--db", db, *named)
    assert result.exit_code == 2
    assert said in result.stderr


def test_one_file_needs_a_corpus(tmp_path: Path) -> None:
    result = call("diff", tmp_path / "a.txt")
    assert (result.exit_code, result.stderr) == (2, "extractor: two files are needed, or --db with one\n")
