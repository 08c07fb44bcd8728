"""Linking documents: heads with noise in their names, namesakes, dates, places that there are not."""

import pytest
from noisy_heads import HEADS, Head

from extractor.audit import audit_bytes
from extractor.localities import LIKELY, Link, link
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
