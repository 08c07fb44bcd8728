"""Made-up plans stored beside each other: which of them are written off another, and which only look like it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.audit import audit_bytes
from extractor.checker.across_copies import is_telling
from extractor.checker.copied_words import Hiding, Paragraph
from extractor.checker.stored import Across
from extractor.corpus import Corpus, FileResult
from extractor.corpus import across as corpus_across
from extractor.corpus.results import AcrossResult
from extractor.corpus.schema import transaction
from extractor.errors import FileState
from extractor.language.figures import read_figure
from extractor.plan import Audit
from extractor.rulebook import load_rulebook

RULES = load_rulebook()
HEAD = """ỦY BAN NHÂN DÂN
{upper}
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{name}, {day}

KẾ HOẠCH
Giảm nghèo bền vững năm {year} trên địa bàn {area}

Căn cứ Nghị định số 97/2030/NĐ-CP ngày 12/10/2030 của Chính phủ về chuẩn nghèo;
"""
RESULT = (
    "Đầu năm {last} {place} có {a} hộ nghèo, chiếm tỷ lệ {b}%; đến cuối năm còn {c} hộ nghèo, chiếm tỷ lệ {d}%. "
    "Bà con đã trồng thêm chè trên đất dốc và nhận khoán chăm sóc rừng đầu nguồn để có việc quanh năm."
)
LOANS = (
    "Ngân hàng đã giải ngân cho {e} lượt hộ vay vốn với số tiền {f} triệu đồng, phần lớn mua bò cái sinh sản và làm "
    "chuồng trại xa nhà ở; tổ vay vốn của từng xóm họp mỗi quý để nhắc nhau trả lãi đúng hạn."
)
MONEY = (
    "Tổng kinh phí thực hiện năm {year}: {g} triệu đồng, trong đó ngân sách trung ương {h} triệu đồng, ngân sách "
    "huyện {i} triệu đồng, ưu tiên làm đường vào khu sản xuất và kéo điện về xóm xa nhất của {place}."
)
BODY = (RESULT, LOANS, MONEY)
FIGURES = {"a": "214", "b": "15,37", "c": "173", "d": "12,42", "e": "146"}
FIGURES |= {"f": "6.835", "g": "1.364", "h": "1.187", "i": "177"}
OTHERS = {"a": "188", "b": "17,02", "c": "151", "d": "13,55", "e": "129"}
OTHERS |= {"f": "5.210", "g": "1.248", "h": "1.093", "i": "155"}
REWRITTEN = (
    "Số hộ nghèo của {place} hồi đầu năm {last}: rà soát chung cho biết xã có {a} hộ nghèo, chiếm tỷ lệ {b}%; sau mười "
    "hai tháng và nhiều đợt thẩm tra của ban chỉ đạo, thống kê ghi đến cuối năm còn {c} hộ nghèo, chiếm tỷ lệ {d}%.",
    "Tín dụng chính sách tiếp tục là chỗ dựa; phòng giao dịch báo rằng đã giải ngân cho {e} lượt hộ vay vốn với số "
    "tiền {f} triệu đồng và chưa phát sinh nợ quá hạn trong cả kỳ báo cáo vừa rồi.",
    "Về nguồn lực: Tổng kinh phí thực hiện năm {year}: {g} triệu đồng, trong đó ngân sách trung ương {h} triệu đồng, "
    "ngân sách huyện {i} triệu đồng; cuối quý hai sẽ rà lại tiến độ chi và điều hòa giữa các nội dung còn chậm.",
)
MORE = (
    "Chợ phiên mở thêm một buổi giữa tuần cho bà con bán rau, măng khô và mật ong rừng ngay tại xóm.",
    "Trạm y tế cử người xuống từng xóm cân đo trẻ nhỏ, nhắc các bà mẹ cho con uống đủ nước đã đun sôi.",
)


def plan(name: str = "Bàu Đưng", body: tuple[str, ...] = BODY, figures: Any = None, **about: Any) -> str:
    kind = about.get("kind", "xã")
    district, province = about.get("district", "huyện Kiến Thành"), about.get("province", "tỉnh Lam Châu")
    year = about.get("year", 2031)
    place = f"{kind} {name}"
    over = [part for part in (district, province) if part]
    head = HEAD.format(
        upper=place.upper(),
        number=about.get("number", 31),
        name=name,
        day=about.get("day", f"ngày 20 tháng 01 năm {year}"),
        year=year,
        area=", ".join([place, *over]),
    )
    told = {"place": place, "last": year - 1, "year": year, **(figures or FIGURES)}
    parts = [f"{'I' * n}. PHẦN {n}\n{line.format(**told)}" for n, line in enumerate(body, start=1)]
    return head + "\n" + "\n\n".join(parts) + about.get("end", "")


def across(plans: dict[str, str], folder: Path) -> AcrossResult:
    with Corpus.open(folder / "c.db", create=True) as corpus:
        for name, text in plans.items():
            corpus.store(*read(name, text))
        corpus.judge_across("v", RULES.checks, RULES.legal_documents)
        return corpus.across()


def read(name: str, text: str) -> tuple[FileResult, Audit]:
    audit = audit_bytes(text.encode(), name, name, RULES)
    return FileResult(name, f"hash of {name}", 1, FileState.OK, "", "", 0.0, "v", "txt"), audit


@pytest.mark.parametrize("written", [False, True], ids=["nobody-writes", "another-writes"])
def test_others_may_write_while_plans_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, written: bool
) -> None:
    judged: list[int] = []

    def judge(*asked: Any) -> Iterator[Across]:
        judged.append(1)
        yield from judge_corpus(*asked)
        if len(judged) == 1:
            with transaction(other._conn):  # with no time to wait: raises where comparing locks others out
                pass
            if written:
                other.store(*read("later.txt", COPIED["the names alone differ"]))

    judge_corpus = corpus_across.judge_corpus
    monkeypatch.setattr(corpus_across, "judge_corpus", judge)
    path = tmp_path / "c.db"
    with Corpus.open(path) as corpus, Corpus.open(path, wait_seconds=0.0) as other:
        corpus.store(*read("earlier.txt", EARLIER))
        corpus.judge_across("v", RULES.checks, RULES.legal_documents)
        found = [one.path for one, _ in corpus.across().findings if one.rule == "copied-plan"]
        corpus.judge_across("v", RULES.checks, RULES.legal_documents)  # nothing was stored since
    assert len(judged) == 1 + written
    assert bool(found) == written


def copies(plans: dict[str, str], folder: Path) -> list[str]:
    return [found.path for found, _ in across(plans, folder).findings if found.rule == "copied-plan"]


EARLIER = plan()
LATER: dict[str, Any] = {"name": "Gò Mây", "number": 9, "day": "ngày 14 tháng 02 năm 2031"}
TABLE = (
    "\n\nPHỤ LỤC\nSố liệu hộ nghèo\n\nSTT\tXóm\tHộ nghèo đầu năm 2031 (hộ)\tKinh phí (triệu đồng)\n"
    "1\tXóm {x}\t118\t455\n2\tXóm {y}\t96\t367\n3\tXóm {z}\t87\t542\n"
)
COPIED = {
    "the names alone differ": plan(**LATER),
    "of another district": plan(**{**LATER, "district": "huyện Sông Hạ"}),
    "of another province": plan(**{**LATER, "district": "huyện Sông Hạ", "province": "tỉnh Vân Khánh"}),
    "of another year": plan(**{**LATER, "year": 2032, "day": "ngày 14 tháng 02 năm 2032"}),
    "two paragraphs of its own": plan(body=(*BODY, *MORE), **LATER),
    "in another order": plan(body=(MONEY, RESULT, LOANS), **LATER),
    "three figures changed": plan(figures={**FIGURES, "a": "221", "e": "151", "i": "181"}, **LATER),
    "the loans left out": plan(body=(RESULT, MONEY), **LATER),
    "a town": plan(**{**LATER, "kind": "thị trấn"}),
    "its own place, another year": plan(year=2032, number=9, day="ngày 14 tháng 02 năm 2032"),
    "no date": plan(**{**LATER, "day": "ngày … tháng … năm 2031"}),
    "another place of that name": plan(district="huyện Sông Hạ", number=9, day="ngày 14 tháng 02 năm 2031"),
}
OWN = {
    "other figures in the same words": plan(figures=OTHERS, **LATER),
    "the same figures in other words": plan(body=REWRITTEN, **LATER),
    "two thirds of the figures its own": plan(
        figures={**OTHERS, "a": "214", "b": "15,37", "g": "1.364"}, **LATER
    ),
    "the plan itself, signed later": plan(number=32, day="ngày 14 tháng 02 năm 2031"),
    "its own place, new figures": plan(figures=OTHERS, year=2032, number=9, day="ngày 14 tháng 02 năm 2032"),
    "its own place, some figures told again": plan(
        figures={**FIGURES, "e": "129", "f": "5.210", "g": "1.248"},
        year=2032,
        day="ngày 14 tháng 02 năm 2032",
    ),
    "of an upper level": plan(
        "Kiến Thành", kind="huyện", district=None, number=9, day="ngày 14 tháng 02 năm 2031"
    ),
    "too few figures": plan(body=(RESULT,), **LATER),
    "whole percentages": plan(figures={**OTHERS, "b": "15", "d": "12"}, **LATER),
    "bases and formulas alone": plan(body=MORE, **LATER),
    "a place of unknown level": plan(**LATER)
    .replace("XÃ GÒ MÂY", "CÔNG TY CHÈ")
    .replace("xã Gò Mây", "Công ty chè"),
    "perhaps the same place": plan(district=None, province=None, number=9, day="ngày 14 tháng 02 năm 2031"),
}


@pytest.mark.parametrize("later", COPIED.values(), ids=COPIED)
def test_a_plan_written_off_another_is_told(later: str, tmp_path: Path) -> None:
    assert copies({"a.txt": EARLIER, "b.txt": later}, tmp_path) == ["b.txt"]


@pytest.mark.parametrize("later", OWN.values(), ids=OWN)
def test_what_only_looks_like_it_is_not(later: str, tmp_path: Path) -> None:
    assert copies({"a.txt": EARLIER, "b.txt": later}, tmp_path) == []


def test_figures_of_tables_count(tmp_path: Path) -> None:
    mine, theirs = (TABLE.format(x=x, y=y, z=z) for x, y, z in ("ABC", "DEG"))
    plans = {"a.txt": plan(body=MORE, end=mine), "b.txt": plan(body=MORE, end=theirs, **LATER)}
    assert copies(plans, tmp_path) == ["b.txt"]


def test_the_evidence_shows_passages_and_figures_of_both(tmp_path: Path) -> None:
    plans = {"a.txt": EARLIER, "b.txt": plan(**LATER)}
    ((found, evidence),) = across(plans, tmp_path).findings
    quoted = [(piece.path, piece.text) for piece in evidence]
    assert {path for path, _ in quoted} == {"a.txt", "b.txt"}
    for own, other in zip(quoted[::2], quoted[1::2], strict=True):
        assert (own[0], other[0]) == ("b.txt", "a.txt")
        assert own[1].replace("Gò Mây", "Bàu Đưng") == other[1]
    assert any("nhận khoán chăm sóc rừng" in text for _, text in quoted)
    assert any("214 hộ" in text for _, text in quoted)
    assert "9/9 số liệu riêng" in found.message_vi
    assert "kế hoạch năm 2031 của Bàu Đưng (tệp a.txt)" in found.message_vi
    assert (found.severity, found.category, found.certainty) == ("warning", "programme", "likely")


def test_what_the_upper_level_hands_down_is_nobodys_own(tmp_path: Path) -> None:
    upper = plan("Kiến Thành", kind="huyện", district=None, day="ngày 02 tháng 01 năm 2031", number=2)
    plans = {"a.txt": EARLIER, "b.txt": plan(**LATER), "huyen.txt": upper}
    assert copies(plans, tmp_path) == []


def test_what_many_provinces_tell_is_nobodys_own(tmp_path: Path) -> None:
    provinces = ("tỉnh Lam Châu", "tỉnh Vân Khánh", "tỉnh Hòa Bắc", "tỉnh Sơn Đoài")
    names = ("Bàu Đưng", "Gò Mây", "Kênh Ba", "Rẫy Chín")
    plans = {
        f"{n}.txt": plan(name, province=province, number=n + 3)
        for n, (name, province) in enumerate(zip(names, provinces, strict=True))
    }
    assert copies(plans, tmp_path) == []


def test_each_later_plan_names_one_earlier(tmp_path: Path) -> None:
    names = ("Bàu Đưng", "Gò Mây", "Kênh Ba")
    plans = {
        f"{n}.txt": plan(name, number=n + 3, day=f"ngày {n + 11} tháng 01 năm 2031")
        for n, name in enumerate(names)
    }
    result = across(plans, tmp_path)
    assert [found.path for found, _ in result.findings] == ["1.txt", "2.txt"]
    assert result.counts["copied", "disagrees"] == 3


def test_a_crowd_of_copies_is_told_one_by_one(tmp_path: Path) -> None:
    syllables = [
        a + b for a in ("Bàu", "Gò", "Kênh", "Rẫy", "Suối") for b in (" Đưng", " Mây", " Ba", " Sậy", " Lau")
    ]
    plans = {
        f"{n:02}.txt": plan(
            name, number=n + 3, body=(RESULT, MONEY), day=f"ngày {n + 1:02} tháng 01 năm 2031"
        )
        for n, name in enumerate(syllables)
    }
    assert copies(plans, tmp_path) == sorted(plans)[1:]


TELLING = {"12,42": True, "214": True, "38": True, "9": False, "300": False, "2.000": False, "3,5": True}


@pytest.mark.parametrize(("written", "telling"), TELLING.items(), ids=TELLING)
def test_round_figures_tell_nothing(written: str, telling: bool) -> None:
    figure = read_figure(written)
    assert figure is not None
    assert is_telling(figure.value, "household") is telling


HIDDEN = {
    "a rank and a name": ("tại xã Gò Mây có nước", "tại @ có nước"),
    "a list of names": ("các xã Gò Mây, Kênh Ba và Rẫy Chín đã làm", "các @ đã làm"),
    "its own bare name": ("người Bàu Đưng làm chè", "người @ làm chè"),
    "a date": ("trước ngày 30 tháng 6 năm 2031 phải xong", "trước @ phải xong"),
    "years": ("giai đoạn 2026-2030, năm 2031", "giai đoạn @ năm @"),
    "a number of a document": ("theo Quyết định số 15/QĐ-UBND về chè", "theo quyết định @ về chè"),
    "figures": ("có 2.035 hộ và 12,5%", "có # hộ và #"),
    "a hamlet's number": ("ở thôn 3 và thôn Đồi", "ở @ và @"),
    "small words": ("các xã, thị trấn", "các xã thị trấn"),
}


@pytest.mark.parametrize(("text", "compared"), HIDDEN.values(), ids=HIDDEN)
def test_names_dates_and_figures_are_hidden(text: str, compared: str) -> None:
    hiding = Hiding(RULES.checks.corpus.copies, ("Bàu Đưng", None, None))
    spoken = hiding.spoken(Paragraph(100, text))
    assert " ".join(spoken.words) == compared
    assert all(100 <= start < end <= 100 + len(text) for start, end in spoken.spans)
