"""Made-up plans of one province, scanned into a real database and compared over places and years."""

import csv
import io
import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.corpus import Corpus

HEAD = """{over}ỦY BAN NHÂN DÂN
{unit}
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{seat}, ngày {day} tháng 01 năm {year}

KẾ HOẠCH
Giảm nghèo bền vững năm {year} trên địa bàn {place}

"""
COMMUNE = """I. KẾT QUẢ NĂM {before}
Cuối năm {before}, tỷ lệ hộ nghèo là {start}%.

II. MỤC TIÊU
Đầu năm {year}, toàn xã có {count} hộ nghèo, tỷ lệ {start}%.
Trong năm {year} giảm tỷ lệ hộ nghèo {cut}%.
{more}

III. KINH PHÍ
{money}
"""
MONEY = """Tổng kinh phí thực hiện năm {year}: {total} triệu đồng, gồm:
- Ngân sách trung ương: {central} triệu đồng;
- Ngân sách huyện: {local} triệu đồng."""


def commune(
    name: str, number: int, cut: str, start: str = "20,5", count: int = 100, year: int = 2023, **told: Any
) -> str:
    head = HEAD.format(
        unit=f"XÃ {name.upper()}",
        over="HUYỆN KIẾN THÀNH\n",
        number=number,
        seat=name,
        day=told.get("day", "20"),
        year=year,
        place=f"xã {name}, huyện Kiến Thành",
    )
    money = MONEY.format(year=year, **told.get("money", {"total": 500, "central": 400, "local": 100}))
    body = COMMUNE.format(
        year=year, before=year - 1, cut=cut, start=start, count=count, more=told.get("more", ""), money=money
    )
    return head + body


DISTRICT = (
    HEAD.format(
        unit="HUYỆN KIẾN THÀNH",
        over="",
        number=5,
        seat="Kiến Thành",
        day="10",
        year=2023,
        place="huyện Kiến Thành",
    )
    + """I. MỤC TIÊU
Trong năm 2023 giảm tỷ lệ hộ nghèo 3%.

PHỤ LỤC
Chỉ tiêu giảm nghèo năm 2023

STT\tĐơn vị\tTỷ lệ hộ nghèo giảm năm 2023 (%)
1\tXã Bàu Đưng\t4,5
2\tXã Hang Cua\t2,5
"""
)
PLANS = {
    "huyen.txt": DISTRICT,
    "bau-dung.txt": commune("Bàu Đưng", 31, "4"),
    "bau-dung-2024.txt": commune("Bàu Đưng", 9, "3", start="16,5", year=2024),
    "go-may.txt": commune("Gò Mây", 32, "3"),
    "kenh-ba.txt": commune("Kênh Ba", 33, "3,2"),
    "lung-dua.txt": commune("Lung Dừa", 34, "2,8", more="Giảm tỷ lệ hộ nghèo bình quân 2,5%/năm."),
    "vam-cui.txt": commune("Vàm Củi", 35, "19", money={"total": 900, "central": 400, "local": 100}),
    "vam-cui-cu.txt": commune("Vàm Củi", 35, "18", day="05"),
}


def call(*arguments: object, lang: str = "vi") -> Result:
    return CliRunner(env={"EXTRACTOR_LANG": lang}).invoke(
        cli, ["compare", *(str(argument) for argument in arguments)], catch_exceptions=False
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    for name, text in PLANS.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = tmp_path_factory.mktemp("db") / "corpus.db"
    done = CliRunner().invoke(cli, ["scan", str(folder), "--db", str(place), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    return place


def told(database: Path, *arguments: object) -> Any:
    result = call(*arguments, "--format", "json", "--db", database)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def group(found: Any, level: str = "commune", status: str = "target", year: int = 2023) -> Any:
    (one,) = [g for g in found["groups"] if (g["level"], g["status"], g["year"]) == (level, status, year)]
    return one


def test_places_are_ranked_with_the_outlier_named(database: Path) -> None:
    one = group(told(database, "poverty_rate_reduction"))
    ranked = {v["place"]["name"]: (v["rank"], v["value"], v["outlier"]) for v in one["values"]}
    assert ranked == {
        "Vàm Củi": (1, "19", True),
        "Bàu Đưng": (2, "4", False),
        "Kênh Ba": (3, "3.2", False),
        "Gò Mây": (4, "3", False),
        "Lung Dừa": (5, "2.8", False),
        "Hang Cua": (6, "2.5", False),
    }
    assert one["summary"]["median"] == "3.1"
    shown = call("poverty_rate_reduction", "--year", 2023, "--db", database).stdout
    assert "0,6745" in shown
    assert "vượt ngưỡng 3,5" in shown


def test_an_average_and_what_the_upper_level_says_are_shown_and_not_ranked(database: Path) -> None:
    one = group(told(database, "poverty_rate_reduction"))
    left = {(v["place"]["name"], v["value"], v["reason"]) for v in one["not_ranked"]}
    assert left == {("Bàu Đưng", "4.5", "assigned"), ("Lung Dừa", "2.5", "average")}
    hang_cua = next(v for v in one["values"] if v["place"]["name"] == "Hang Cua")
    assert hang_cua["assigned"]


def test_only_the_newest_version_of_a_plan_counts(database: Path) -> None:
    found = told(database, "poverty_rate_reduction")
    assert not [v for g in found["groups"] for v in g["values"] + g["not_ranked"] if v["value"] == "18"]
    assert found["left_out"]["older_versions"] == 1


def test_every_value_leads_to_its_words(database: Path) -> None:
    with sqlite3.connect(database) as conn:
        texts = dict(conn.execute("SELECT path, id FROM files"))
    for g in told(database, "poverty_rate", "poverty_rate_reduction", "poor_households")["groups"]:
        for one in g["values"] + g["not_ranked"]:
            source = one["source"]
            text = CliRunner().invoke(cli, ["text", source["path"]]).stdout
            figure = text[slice(*source["figure"])]
            assert Decimal(figure.replace(".", "").replace(",", ".")) == Decimal(one["value"])
            assert " ".join(text[slice(*source["span"])].split()) == source["text"]
            assert source["path"] in texts
            assert source["section"] or "PHỤ LỤC" in text


def test_a_value_with_a_finding_is_marked(database: Path) -> None:
    found = told(database, "--budgets", "all", "--place", "Vàm Củi")
    (value,) = [v for g in found["groups"] for v in g["values"]]
    assert (value["value"], value["doubtful"]) == ("900", True)
    assert [mark["rule"] for mark in value["findings"]] == ["sum-mismatch"]
    assert "sum-mismatch" in call("--budgets", "all", "--place", "Vàm Củi", "--db", database).stdout


@pytest.mark.parametrize(
    "asked",
    [
        "poverty_rate_reduction",
        "mức giảm tỷ lệ hộ nghèo",
        "muc giam ty le ho ngheo",
        "giảm tỷ lệ hộ nghèo 3%",
    ],
)
def test_indicators_go_by_their_names(database: Path, asked: str) -> None:
    (named,) = told(database, asked)["indicators"]
    assert named["id"] == "poverty_rate_reduction"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["ty le ho ngeo"], "tỷ lệ hộ nghèo (poverty_rate)", id="a name that is near"),
        pytest.param([], "extractor compare --list", id="no indicator"),
        pytest.param(["poverty_rate", "--series"], "--place", id="a series of no place"),
        pytest.param(["--budgets", "colour"], "component, source, capital", id="no such part"),
        pytest.param(["poverty_rate", "--budgets", "all"], "Chỉ chọn một", id="both"),
        pytest.param(["poverty_rate", "--format", "xlsx"], "-o", id="a workbook on the screen"),
        pytest.param(["poverty_rate", "-o", "a.doc"], ".xlsx", id="an ending that is none"),
        pytest.param(["poverty_rate", "--matrix", "--series"], "Chỉ chọn một", id="two views"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(database: Path, arguments: list[str], said: str) -> None:
    result = call(*arguments, "--db", database)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_series_goes_by_years_and_statuses(database: Path) -> None:
    (one,) = told(database, "poverty_rate", "--place", "bau dung", "--series")
    points = [(p["year"], p["status"], p["value"], p["broken_by"]) for p in one["points"]]
    assert points == [
        (2022, "actual", "20.5", []),
        (2023, "baseline", "20.5", []),
        (2023, "actual", "16.5", []),
        (2024, "baseline", "16.5", []),
    ]


def test_a_name_of_two_places_is_asked_back(database: Path) -> None:
    result = call("poverty_rate_reduction", "--place", "Kiến Thành", "--series", "--db", database)
    assert result.exit_code == 0, result.stderr
    empty = call("poverty_rate", "--place", "Không Có", "--db", database)
    assert empty.exit_code == 0
    assert "Không có số liệu" in empty.stdout


def test_a_starting_point_beside_last_years_result(database: Path) -> None:
    pairs = told(database, "poverty_rate", "--beside", "last-year", "--place", "Bàu Đưng")
    assert [(p["value"]["year"], p["gap"], p["against"]) for p in pairs] == [
        (2023, "0", "last-year"),
        (2024, "0", "last-year"),
    ]


def test_targets_beside_the_upper_level(database: Path) -> None:
    pairs = told(database, "poverty_rate_reduction", "--beside", "upper", "--year", 2023)
    found = {p["value"]["place"]["name"]: (p["against"], p["other"]["value"], p["gap"]) for p in pairs}
    assert found["Bàu Đưng"] == ("assigned", "4.5", "-0.5")
    assert found["Gò Mây"] == ("upper", "3", "0")


def test_money_by_source_and_for_each_poor_household(database: Path) -> None:
    found = told(database, "--budgets", "source", "--place", "Gò Mây")
    assert {g["indicator"]: g["values"][0]["value"] for g in found["groups"]} == {
        "money/central": "400",
        "money/local": "100",
    }
    each = told(database, "--ratio", "per-poor-household", "--place", "Gò Mây")
    (value,) = [v for g in each["groups"] for v in g["values"]]
    assert (value["value"], value["denominator"], value["unit"]) == ("5", "100", "million_dong/household")
    assert [part["value"] for part in value["parts"]] == ["500", "100"]


def test_a_reduction_over_its_baseline(database: Path) -> None:
    found = told(database, "poverty_rate_reduction", "--ratio", "reduction-baseline", "--place", "Bàu Đưng")
    ratios = {
        v["year"]: (Decimal(v["value"]).quantize(Decimal("0.01")), v["denominator"])
        for g in found["groups"]
        for v in g["values"]
    }
    assert ratios == {2023: (Decimal("19.51"), "20.5"), 2024: (Decimal("18.18"), "16.5")}


def test_a_workbook_holds_numbers_and_no_formula(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "so-sanh.xlsx"
    assert call("poverty_rate_reduction", "-o", path, "--db", database).exit_code == 0
    book = openpyxl.load_workbook(path)
    sheet = book["So sánh"]
    heads = [cell.value for cell in sheet[1]]
    values = [sheet.cell(row, heads.index("Giá trị") + 1).value for row in range(2, 10)]
    assert all(isinstance(value, int | float) for value in values)
    assert sheet.freeze_panes is not None
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_a_table_for_spreadsheets_has_a_row_for_each_value(database: Path) -> None:
    text = call("poverty_rate_reduction", "--format", "csv", "--db", database).stdout
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    found = told(database, "poverty_rate_reduction")
    assert len(rows) == sum(len(g["values"]) + len(g["not_ranked"]) for g in found["groups"])
    assert {"value", "file", "section", "span_start", "text", "findings"} <= rows[0].keys()


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        pytest.param(["poverty_rate_reduction", "--year", "2023"], "Bàu Đưng", id="dots"),
        pytest.param(["poverty_rate", "--place", "Bàu Đưng", "--series"], "đầu 2024", id="series"),
        pytest.param(["poverty_rate", "poverty_rate_reduction"], "2023", id="scatter"),
        pytest.param(["poverty_rate_reduction", "--chart", "multiples"], "Kiến Thành", id="multiples"),
        pytest.param(["--budgets", "source"], "trung ương", id="stacks"),
    ],
)
def test_charts_are_drawn_with_vietnamese_letters(
    database: Path, tmp_path: Path, arguments: list[str], shown: str
) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    path = tmp_path / "a.svg"
    result = call(*arguments, "-o", path, "--db", database)
    assert result.exit_code == 0, result.stderr
    drawn = path.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert shown in drawn


def test_a_chart_without_figures_says_why(database: Path, tmp_path: Path) -> None:
    pytest.importorskip("altair")
    result = call("jobs_created", "--chart", "slopes", "-o", tmp_path / "a.png", "--db", database)
    assert result.exit_code == 2
    assert "kế hoạch và kết quả" in result.stderr


def test_the_list_names_what_the_corpus_holds(database: Path) -> None:
    listed = {one["indicator"]: one for one in told(database, "--list")}
    assert listed["poverty_rate_reduction"]["plans"] == 8
    assert "tỷ lệ hộ nghèo" in call("--list", "--db", database).stdout


def test_the_facade_gives_the_same_twice(database: Path) -> None:
    from extractor.corpus.compare import Wanted  # noqa: PLC0415
    from extractor.rulebook.comparison import load_comparison  # noqa: PLC0415

    with Corpus.open(database, create=False) as corpus:
        first, second = (corpus.compare(["poverty_rate"], Wanted(), load_comparison()) for _ in range(2))
    assert first == second
