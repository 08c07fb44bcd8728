"""Linking documents: heads with noise in their names, namesakes, dates, places that there are not."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from noisy_heads import HEADS, Head

from extractor.audit import audit_bytes
from extractor.language.text import fold
from extractor.localities import LIKELY, Link, Unit, gazetteer, link
from extractor.localities.names import key
from extractor.records import Document, IssuerLevel
from extractor.rulebook import Rulebook, load_rulebook


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def document(
    level: IssuerLevel, rank: str, name: str, *over: str, on: str | None = "2023-03-15", **fields: str
) -> Document:
    """A plan of a place, with the names of those above it (`district=Kon Rẫy`)."""
    names = {level: name, **dict(part.split("=") for part in over)}
    return Document(
        doc="t",
        text="",
        span=(0, 0),
        rule_id="header",
        doc_type="Kế hoạch",
        issuer=f"UBND {rank} {name}",
        issuer_level=level,
        issued_on=on,
        **names,
        **fields,
    )


def unit_path(found: Link | None) -> str | None:
    return None if found is None else found.unit.path


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.id)
def test_a_head_links_to_its_unit(head: Head, rules: Rulebook) -> None:
    plan = audit_bytes(head.text.encode(), "a.txt", "a.txt", rules).plan
    assert unit_path(link(plan.document, plan.text.text)) == head.unit
    linked = plan.document.linked_unit
    assert linked is not None
    assert linked.province is not None
    assert head.unit.endswith(linked.province)


@pytest.mark.parametrize(
    ("text", "unit", "sure"),
    [
        pytest.param("", None, False, id="nothing-tells"),
        pytest.param(
            "Các xã Đăk Kôi, Đăk Pne và Đăk Tờ Re của huyện Kon Rẫy.",
            "xã Tân Lập, huyện Kon Rẫy, tỉnh Kon Tum",
            True,
            id="communes-beside-it",
        ),
        pytest.param(
            "Theo chỉ đạo của huyện Bắc Quang, tỉnh Hà Giang.",
            "xã Tân Lập, huyện Bắc Quang, tỉnh Hà Giang",
            True,
            id="district-and-province",
        ),
        pytest.param("Học tập xã Bình Minh và xã Đông Hà.", None, False, id="places-anywhere"),
    ],
)
def test_namesakes_are_told_apart_by_what_the_text_speaks_of(text: str, unit: str | None, sure: bool) -> None:
    found = link(document("commune", "xã", "Tân Lập"), text)
    assert unit_path(found) == unit
    assert (found is not None and found.confidence >= LIKELY) == sure


@pytest.mark.parametrize(
    ("on", "path"),
    [
        ("2025-06-30", "tỉnh Quảng Ngãi"),
        ("2025-07-01", "tỉnh Quảng Ngãi"),
        ("2025", "tỉnh Quảng Ngãi"),
    ],
)
def test_the_era_is_that_of_the_date(on: str, path: str) -> None:
    found = link(document("province", "tỉnh", "Quảng Ngãi", on=on))
    assert found is not None
    assert found.unit.path == path
    assert found.unit.era == ("after" if on == "2025-07-01" else "before")


def test_a_unit_that_is_gone_is_found_less_surely_after_the_reform() -> None:
    found = link(document("district", "huyện", "Kon Rẫy", "province=Kon Tum", on="2025-08-01"))
    assert found is not None
    assert (found.unit.path, found.unit.now.path) == ("huyện Kon Rẫy, tỉnh Kon Tum", "tỉnh Quảng Ngãi")
    assert found.confidence < LIKELY


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(
            document("commune", "xã", "Suối Ngàn", "district=Nà Lũng", "province=Sơn Thượng"), id="all"
        ),
        pytest.param(
            document("commune", "xã", "Tân Lập", "district=Nà Lũng"), id="real-name-invented-district"
        ),
        pytest.param(document("district", "huyện", "Kon Rẫy", "province=Sơn Thượng"), id="invented-province"),
        pytest.param(document("district", "huyện", "Kon Rẫy", "province=Lai Châu"), id="another-province"),
        pytest.param(document("province", "tỉnh", "Hoàng Giang"), id="province"),
        pytest.param(document("commune", "xã", "Đăk Kôi", "district=Tam Đường"), id="another-district"),
    ],
)
def test_a_place_that_there_is_not_is_not_linked(given: Document) -> None:
    found = link(given)
    assert found is None or found.confidence < 0.5
    assert found is None or found.unit.level != given.issuer_level


def test_a_commune_that_is_not_listed_is_known_to_lie_in_its_district() -> None:
    found = link(document("commune", "xã", "Hòa Vọng", "district=Kon Rẫy", "province=Kon Tum"))
    assert found is not None
    assert (found.unit.path, found.confidence) == ("huyện Kon Rẫy, tỉnh Kon Tum", 0.4)


def test_a_name_made_of_other_syllables_is_no_sure_slip() -> None:
    found = link(document("commune", "xã", "Tân Lạc", "district=Kon Rẫy", "province=Kon Tum"))
    assert found is None or found.confidence < LIKELY


def _told(unit: Unit, name: str) -> Document:
    """A plan of a unit under this name, with the names above it."""
    over = {"province": unit.province} | ({"district": unit.district} if unit.level == "commune" else {})
    names = [
        f"{level}={above.name}" for level, above in over.items() if above is not None and above is not unit
    ]
    return document(
        unit.level, unit.rank, name, *names, on="2023-05-01" if unit.era == "before" else "2025-09-01"
    )


def _twins(unit: Unit) -> bool:
    beside = unit.parent.children if unit.parent is not None else []
    return any(other.key == unit.key for other in beside if other is not unit)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda name: name, id="as-it-is"),
        pytest.param(str.upper, id="capitals"),
        pytest.param(lambda name: fold(name).title(), id="no-marks"),
        pytest.param(lambda name: name.replace(" ", ""), id="glued"),
    ],
)
def test_every_unit_is_found_under_its_name(written: Callable[[str], str]) -> None:
    for unit in list(gazetteer().units())[::7]:
        if not _twins(unit):
            found = link(_told(unit, written(unit.name)))
            assert found is not None
            assert (found.unit, found.confidence >= LIKELY) == (unit, True)


@given(st.integers(0, 14_000), st.integers(0, 14_000))
def test_a_commune_is_never_surely_found_where_it_is_not(one: int, other: int) -> None:
    units = [unit for unit in gazetteer().units() if unit.level == "commune" and unit.era == "before"]
    named, place = units[one % len(units)], units[other % len(units)]
    found = link(_told(place, named.name))
    assert found is None or found.confidence < LIKELY or key(found.unit.name) == key(named.name)


_ANY = st.text(max_size=30) | st.sampled_from(["Tân Lập", "Kon Tum", "huyện", "xã ", "TP.", "1", "Đắk 0"])


@given(
    level=st.sampled_from(["commune", "district", "province"]),
    names=st.dictionaries(st.sampled_from(["commune", "district", "province", "place", "title"]), _ANY),
    issuer=_ANY | st.none(),
    on=st.sampled_from([None, "2024", "2025", "2025-07", "2025-06-30"]),
    text=st.text(max_size=200) | st.lists(_ANY).map("\n".join),
)
def test_any_words_do_no_harm(
    level: IssuerLevel, names: dict[str, str], issuer: str | None, on: str | None, text: str
) -> None:
    given = Document(
        doc="t",
        text="",
        span=(min(50, len(text)), min(50, len(text))),
        rule_id="header",
        doc_type="Kế hoạch",
        issuer=issuer,
        issuer_level=level,
        issued_on=on,
        **names,
    )
    found = link(given, text)
    assert found is None or 0 < found.confidence <= 1


def test_a_province_of_another_rank_is_not_surely_the_same() -> None:
    before = link(document("province", "tỉnh", "Cần Thơ"))
    hue = link(document("province", "tỉnh", "Thừa Thiên Huế"))
    assert before is not None
    assert hue is not None
    assert before.confidence < LIKELY <= hue.confidence


def test_the_record_names_the_unit_without_ranks() -> None:
    found = link(document("commune", "xã", "Đắk Tờ Re", "district=Kon Rẫy", "province=Kon Tum"))
    assert found is not None
    assert found.record().model_dump() == {
        "province": "Kon Tum",
        "district": "Kon Rẫy",
        "commune": "Đăk Tờ Re",
        "unit_now": "xã Kon Braih, tỉnh Quảng Ngãi",
        "confidence": 0.99,
    }


def test_central_bodies_and_articles_are_of_no_unit() -> None:
    body = {"doc_type": "Quyết định", "issuer": "Bộ Tài chính", "issuer_level": "central"}
    assert link(Document(doc="t", text="", span=(0, 0), rule_id="header", **body)) is None
    assert link(Document(doc="t", text="", span=(0, 0), rule_id="header")) is None
