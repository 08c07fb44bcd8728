"""Sheet 03 over made-up plans: what it ranks, marks and leaves out, chosen, masked."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.audit import audit_file
from extractor.corpus import Corpus, FileResult
from extractor.corpus.selection import EVERYTHING, Selection
from extractor.errors import FileState
from extractor.exporting.compared_sheet import compared_table
from extractor.exporting.masking import Masked
from extractor.exporting.tables import FileLink, Table
from extractor.rulebook import load_rulebook
from extractor.rulebook.comparison import load_comparison
from extractor.system import file_hash

NAMES = {"poverty_rate": "tỷ lệ hộ nghèo", "poor_households": "số hộ nghèo"}
PLAN = """ỦY BAN NHÂN DÂN
XÃ {place}
Số: {number}/KH-UBND

{place}, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
Thực hiện công tác giảm nghèo trên địa bàn xã {place} năm 2024

I. MỤC TIÊU
Phấn đấu đến cuối năm 2024 tỷ lệ hộ nghèo còn {rate}%.
Ông Lò Văn Tấm, điện thoại 0912345678: tỷ lệ hộ cận nghèo năm 2024 là 4%.

II. KINH PHÍ
1. Tổng kinh phí thực hiện kế hoạch năm 2024: 300 triệu đồng, trong đó:
- Vốn ngân sách trung ương: 200 triệu đồng;
- Vốn đối ứng của địa phương: 100 triệu đồng.
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    rulebook = load_rulebook()
    with Corpus.open(folder / "kho.db") as corpus:
        for number, (place, rate) in enumerate((("SUỐI VÀNG", "9"), ("KHE LỤA", "5"), ("BẾN MƠ", "2")), 1):
            path = folder / f"{number}.txt"
            path.write_text(PLAN.format(place=place, number=number, rate=rate), encoding="utf-8")
            told = FileResult(str(path), file_hash(path), 1, FileState.OK, "", "", 0.1, "rules", "txt")
            corpus.store(told, audit_file(path, rulebook))
    return folder / "kho.db"


def sheet(database: Path, chosen: Selection = EVERYTHING, *, mask: bool = False) -> Table:
    names = {name: NAMES.get(name, name) for name in load_comparison().workbook}
    with Corpus.open(database, create=False) as corpus, corpus.outgoing() as whole:
        out = Masked(whole) if mask else whole
        table = compared_table(out.compared(load_comparison(), chosen), names)
        return replace(table, rows=list(table.rows), foot=list(table.foot))


def told(table: Table) -> list[dict[str, object]]:
    return [dict(zip((c.key for c in table.columns), row, strict=True)) for row in table.rows]


def test_places_are_ranked_within_their_group_beside_its_median(database: Path) -> None:
    rates = [row for row in told(sheet(database)) if row["indicator"] == "tỷ lệ hộ nghèo"]
    assert [(row["value"], row["rank"], row["count"], row["median"]) for row in rates] == [
        (9, 1, 3, 5),
        (5, 2, 3, 5),
        (2, 3, 3, 5),
    ]
    assert all(row["unit"] == "%" and row["year"] == 2024 and row["status"] == "chỉ tiêu" for row in rates)
    assert all("còn" in str(row["quotation"]) and isinstance(row["file"], FileLink) for row in rates)


def test_money_stands_behind_the_indicators_by_source_and_as_a_whole(database: Path) -> None:
    listed = told(sheet(database))
    names = list(dict.fromkeys(str(row["indicator"]) for row in listed))
    assert names.index("tỷ lệ hộ nghèo") < names.index("near_poverty_rate") < names.index("kinh phí")
    whole = [row for row in listed if row["indicator"] == "kinh phí"]
    assert [(str(row["value"]), row["unit"]) for row in whole] == [("300", "triệu đồng")] * 3
    assert sum(name.startswith("kinh phí · ") for name in names) >= 2


def test_ranks_are_those_among_the_plans_chosen(database: Path) -> None:
    listed = told(sheet(database, Selection(places=("Khe Lụa",))))
    assert {str(row["place"]).casefold() for row in listed} == {"khe lụa"}
    assert all(row["rank"] is None and row["median"] is None for row in listed)
    assert [row["no"] for row in listed] == list(range(1, len(listed) + 1))


def test_people_are_masked_in_the_quotations(database: Path) -> None:
    assert "0912345678" in str(told(sheet(database)))
    assert "0912345678" not in str(told(sheet(database, mask=True)))


def test_every_indicator_of_the_workbook_is_one_of_the_rules() -> None:
    known = load_rulebook().indicators
    rules = load_comparison().workbook
    assert len(set(rules)) == len(rules)
    assert set(known.root) >= set(rules)
