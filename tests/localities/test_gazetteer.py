"""The units of rules/localities: how many, what became of them, how they are found."""

import csv
from pathlib import Path

import pytest

from extractor.localities import Gazetteer, gazetteer, province_of, units_named
from extractor.localities.names import key, likeness, split_rank
from extractor.localities.units import slug


@pytest.fixture(scope="module")
def units() -> Gazetteer:
    return gazetteer()


def test_counts_are_those_of_the_reform(units: Gazetteer) -> None:
    counts: dict[tuple[str, str], int] = {}
    for unit in (unit for unit in units.units() if unit.heir is None):
        counts[unit.era, unit.level] = counts.get((unit.era, unit.level), 0) + 1
    assert counts == {
        ("before", "province"): 63,
        ("before", "district"): 696,
        ("before", "commune"): 10_035,
        ("after", "province"): 34,
        ("after", "commune"): 3_321,
    }


def test_every_unit_of_before_lies_in_one_of_today(units: Gazetteer) -> None:
    for unit in units.units():
        assert unit.now.era == "after"
        assert province_of(unit) is unit.province.now
        assert unit.within(unit.now)


def test_a_district_that_ended_before_the_reform_has_an_heir() -> None:
    (district,) = units_named("huyện Thông Nông")
    assert district.heir is not None
    assert (district.heir.full_name, district.now.path) == ("huyện Hà Quảng", "tỉnh Cao Bằng")


def test_ids_lead_back_to_their_units(units: Gazetteer) -> None:
    listed = list(units.units())
    assert len({unit.id for unit in listed}) == len(listed)
    assert all(units.unit(unit.id) is unit for unit in listed[::29])
    assert all(unit.id.isascii() for unit in listed)


@pytest.mark.parametrize(
    "wrong", ["", "before", "before/99", "after/12/xa-khong-co", "before/12/huyen-tam-duong/x"]
)
def test_an_unknown_id_is_none(units: Gazetteer, wrong: str) -> None:
    assert units.unit(wrong) is None


@pytest.mark.parametrize(
    ("named", "path", "now"),
    [
        pytest.param(
            "huyện Tam Đường, Lai Châu", "huyện Tam Đường, tỉnh Lai Châu", "tỉnh Lai Châu", id="district"
        ),
        pytest.param(
            "huyện Hồng Ngự, Đồng Tháp", "huyện Hồng Ngự, tỉnh Đồng Tháp", "tỉnh Đồng Tháp", id="not-the-city"
        ),
        pytest.param(
            "xã Đắk Tờ Re, Kon Rẫy, Kon Tum",
            "xã Đăk Tờ Re, huyện Kon Rẫy, tỉnh Kon Tum",
            "xã Kon Braih, tỉnh Quảng Ngãi",
            id="commune",
        ),
        pytest.param(
            "Phường Xuân Khánh, TP. Cần Thơ",
            "phường Xuân Khánh, quận Ninh Kiều, thành phố Cần Thơ",
            "phường Ninh Kiều, thành phố Cần Thơ",
            id="ward",
        ),
        pytest.param("tỉnh Bắc Cạn", "tỉnh Bắc Kạn", "tỉnh Thái Nguyên", id="province-in-old-spelling"),
        pytest.param("Thừa Thiên - Huế", "thành phố Huế", "thành phố Huế", id="province-of-old"),
        pytest.param("Quan Hoa", "huyện Quan Hóa, tỉnh Thanh Hóa", "tỉnh Thanh Hóa", id="a-rank-for-a-name"),
        pytest.param(
            "Côn Đảo, BR-VT",
            "huyện Côn Đảo, tỉnh Bà Rịa - Vũng Tàu",
            "đặc khu Côn Đảo, thành phố Hồ Chí Minh",
            id="island",
        ),
    ],
)
def test_a_name_finds_its_unit(named: str, path: str, now: str) -> None:
    found = [unit for unit in units_named(named) if unit.era == "before"]
    assert [unit.path for unit in found][:1] == [path]
    assert found[0].now.path == now


def test_no_unit_stands_twice_under_a_name(units: Gazetteer) -> None:
    names = {unit.key for unit in units.units()} | {key("Thừa Thiên Huế"), key("TPHCM"), key("BR-VT")}
    assert all(len(set(units.keyed(name))) == len(units.keyed(name)) > 0 for name in names)


def test_a_district_knows_what_its_communes_became() -> None:
    (district,) = units_named("huyện Kon Rẫy, Kon Tum", "district")
    assert {unit.name for unit in district.became} >= {"Kon Braih", "Đăk Kôi", "Đăk Rve"}
    (island,) = units_named("huyện Lý Sơn", "district")
    assert (island.children, island.now.full_name) == ([], "đặc khu Lý Sơn")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đắk Lắk", "ĐĂKLĂK"),
        ("Quy Nhơn", "Qui  Nhơn"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa–Vũng Tàu"),
        ("Hoà Bình", "Hòa Bình"),
        ("Bắc Kạn", "BAC CAN"),
        ("M'Đrắk", "M’Drăk"),
        ("1", "01"),
        ("Lai Châu", "1ai Châu"),
        ("Long Phú 1", "Long Phú 1"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_numbers_stay_apart() -> None:
    assert len({key("1"), key("10"), key("Long Phú 1"), key("Long Phú")}) == 4


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("huyện Tam Đường", ("huyện", "Tam Đường")),
        ("HUYEN TAM DUONG", ("huyện", "TAM DUONG")),
        ("huyệnTam Đường", ("huyện", "Tam Đường")),
        ("TP. Lai Châu", ("thành phố", "Lai Châu")),
        ("TX.Sa Pa,", ("thị xã", "Sa Pa")),
        ("P. 1", ("phường", "1")),
        ("Thị trấn Đăk Rve", ("thị trấn", "Đăk Rve")),
        ("Tam Đường", (None, "Tam Đường")),
        ("Quan Hóa", (None, "Quan Hóa")),
        ("huyện Quan Hóa", ("huyện", "Quan Hóa")),
        ("", (None, "")),
    ],
)
def test_rank_and_name(words: str, parts: tuple[str | None, str]) -> None:
    assert split_rank(words) == parts


@pytest.mark.parametrize(
    ("written", "name", "least", "most"),
    [
        ("Đắk Tờ Re", "Đăk Tờ Re", 1, 1),
        ("Hoà An", "Hòa An", 1, 1),
        ("Tam Duong", "Tam Đường", 0.97, 0.99),
        ("Tam Dường", "Tam Đường", 0.9, 0.95),
    ],
)
def test_likeness(written: str, name: str, least: float, most: float) -> None:
    assert least <= likeness(written, name) <= most


def test_slugs_of_names_alike_differ() -> None:
    assert slug("xã Hoằng Thành") == slug("xã Hoằng Thanh") == "xa-hoang-thanh"
    assert slug("xã Hoằng Thành", marked=True) != slug("xã Hoằng Thanh", marked=True)


def test_codes_are_two_digits_and_each_stands_once_an_era(checkout: Path) -> None:
    with (checkout / "rules" / "localities" / "provinces.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = [(row["era"], row["code"]) for row in rows]
    assert len(set(named)) == len(named) == 63 + 34
    assert all(len(code) == 2 and code.isdigit() for _, code in named)
    after = {row["code"] for row in rows if row["era"] == "after"}
    assert {row["now"] for row in rows} == after
