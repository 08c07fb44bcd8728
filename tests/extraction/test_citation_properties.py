"""Any citation in any of its forms reads back to its parts; any text at all is read without an error.

The forms are made up from lists of types, codes, bodies, dates, issuers and parts, and written as plans
write them: with and without «số», with stray spaces and line breaks, as a scan misreads them.
"""

import datetime
import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_making import rules

from extractor.extraction.citations import CitationFinder
from extractor.extraction.cited import CitedDocument
from extractor.extraction.cited_lists import shared_issuers
from extractor.extraction.references import Antecedents, OwnDocument, ReferenceFinder
from extractor.language.text import canonical

FINDER = CitationFinder(rules().citations)
REFERENCES = ReferenceFinder(rules().citations)
MANY = settings(max_examples=100, deadline=None)

# A type, the code in its numbers, the bodies whose code follows, and whether a year stands between.
STATE = [
    ("Nghị định", "NĐ", ("CP",), True),
    ("Nghị quyết", "NQ", ("CP", "HĐND", "UBTVQH15"), False),
    ("Nghị quyết", "NQ", ("HĐND",), True),
    ("Quyết định", "QĐ", ("TTg", "UBND", "BTC", "BNN-KHCN", "LĐTBXH", "UBND-HC"), False),
    ("Quyết định", "QĐ", ("TTg", "UBND", "BGDĐT"), True),
    ("Thông tư", "TT", ("BTC", "BLĐTBXH", "BNNPTNT", "BVHTTDL", "UBDT"), True),
    ("Thông tư liên tịch", "TTLT", ("BTC-BKHĐT", "BLĐTBXH-BTC"), True),
    ("Chỉ thị", "CT", ("TTg", "UBND"), False),
    ("Kế hoạch", "KH", ("UBND", "BCĐ", "SLĐTBXH", "MTTQ-BTT"), False),
    ("Báo cáo", "BC", ("UBND", "SLĐTBXH", "HĐND"), False),
    ("Tờ trình", "TTr", ("UBND", "STC", "SNN-KHTC"), False),
    ("Thông báo", "TB", ("VPCP", "UBND"), False),
    ("Hướng dẫn", "HD", ("SNN", "STC-SLĐTBXH"), False),
    ("Công điện", "CĐ", ("TTg",), False),
    ("Biên bản", "BB", ("UBND", "HĐND"), False),
    ("Phương án", "PA", ("UBND",), False),
    ("Quy chế", "QC", ("UBND",), False),
]
PARTY = [
    ("Nghị quyết", "NQ"),
    ("Chỉ thị", "CT"),
    ("Kết luận", "KL"),
    ("Kế hoạch", "KH"),
    ("Chương trình", "CTr"),
    ("Đề án", "ĐA"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
]
LETTERS = ["UBND-VX", "SLĐTBXH-BTXH", "STC-HCSN", "LĐTBXH-VPQGGN", "SNN-KHTC", "UBND-KT"]
ISSUERS = [
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Bộ Tài chính",
    "Bộ trưởng Bộ Lao động - Thương binh và Xã hội",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Sở Kế hoạch và Đầu tư",
    "UBND tỉnh Tam Hà",
    "Ủy ban nhân dân huyện Lâm Khê",
    "HĐND xã Phú An",
    "Hội đồng nhân dân tỉnh",
    "Ban Chấp hành Đảng bộ tỉnh",
    "Ban Thường vụ Huyện ủy",
    "Đảng ủy xã Đắk Nang",
    "Phòng Tài chính - Kế hoạch huyện",
    "Chủ tịch UBND huyện",
]
ABOUT = [
    "",
    ".",
    ";",
    ", các thôn rà soát.",
    " về việc giao vốn",
    " phê duyệt kế hoạch",
    ") và văn bản liên quan",
]
OPENINGS = ["", "Căn cứ ", "Thực hiện ", "theo ", "(", "- ", "thực hiện các nội dung của "]
SHORT = {"Quyết định": "QĐ", "Nghị định": "NĐ", "Nghị quyết": "NQ", "Thông tư": "TT", "Kế hoạch": "KH"}
MISREAD = {"0": "O", "1": "l"}
PLAIN_CODES = {"NĐ": "ND", "QĐ": "QD", "HĐND": "HDND", "ĐA": "DA", "CĐ": "CD", "ĐU": "DU"}


@dataclass(frozen=True)
class Written:
    """A citation as written, and what it says."""

    text: str
    kind: str
    number: str
    year: int | None
    on: str | None
    issuer: str | None
    part: tuple[str | None, str | None, str | None]


def read(text: str) -> list[CitedDocument]:
    return shared_issuers(list(FINDER.find(text, canonical(text), 0, len(text))), text)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str, int | None]:
    """A type, a number of it, the year inside."""
    serial = draw(st.one_of(st.integers(1, 99).map("{:02d}".format), st.integers(1, 9999).map(str)))
    form = draw(st.integers(0, 5))
    if form == 0:
        kind, code = draw(st.sampled_from(PARTY))
        body = draw(st.sampled_from(["TW", "TU", "HU", "ĐU", "ĐUK"]))
        return kind, f"{serial}-{code}/{body}", None
    if form == 1:
        kind = draw(st.sampled_from(["Công văn", "Văn bản"]))
        return kind, f"{serial}/{draw(st.sampled_from(LETTERS))}", None
    kind, code, bodies, yearly = draw(st.sampled_from(STATE))
    year = draw(st.integers(1998, 2026)) if yearly else None
    letter = draw(st.sampled_from(["", "", "", "a", "b"]))
    middle = f"/{year}" if year else ""
    return kind, f"{serial}{letter}{middle}/{code}-{draw(st.sampled_from(bodies))}", year


@st.composite
def stray(draw: st.DrawFn, number: str) -> str:
    """The number with spaces, line breaks, other dashes and misread letters, as scans and web pages have it."""
    pieces: list[str] = []
    serial = True
    for index, sign in enumerate(number):
        gap = draw(st.sampled_from(["", "", "", "", " ", "\n"])) if sign in "/-" else ""
        if sign in "/-":
            ahead = number[index + 1 :]
            joins_words = sign == "-" and not serial and not ahead[:2].isupper()
            after = "" if joins_words else draw(st.sampled_from(["", "", "", " ", "\n"]))
            lone = gap and after and number[:index].rpartition("/")[2] not in CODES
            mark = draw(st.sampled_from(["-", "-", "–", "‑", "−"])) if sign == "-" else sign
            pieces.append(("" if lone else gap) + mark + after)
            serial = serial and ahead[:1].isdigit()
        elif serial and sign in MISREAD and draw(st.integers(0, 9)) == 0:
            pieces.append(MISREAD[sign])
        else:
            pieces.append(draw(st.sampled_from(["Đ", "Đ", "Đ", "Ð"])) if sign == "Đ" else sign)
    return "".join(pieces)


CODES = {code for _, code, _, _ in STATE} | {code for _, code in PARTY}


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, str | None]:
    """A date as written behind a number, and its ISO form; or none."""
    day = draw(st.dates(datetime.date(1998, 1, 1), datetime.date(2026, 12, 31)))
    d, m, y = day.day, day.month, day.year
    mark = draw(st.sampled_from(["/", "/", "/", ".", "-"]))
    glue = draw(st.sampled_from([" ", " ", ", ", " ban hành ", " ký "]))
    two = draw(st.booleans())
    dd, mm = (f"{d:02d}", f"{m:02d}") if two else (str(d), str(m))
    return draw(
        st.sampled_from(
            [
                ("", None),
                (f"{glue}ngày {dd}{mark}{mm}{mark}{y}", day.isoformat()),
                (f"{glue}ngày {dd}{mark} {mm}{mark}{y}", day.isoformat()),
                (f" (ngày {dd}{mark}{mm}{mark}{y})", day.isoformat()),
                (f" {dd}/{mm}/{y}", day.isoformat()),
                (f"{glue}ngày {dd} tháng {mm} năm {y}", day.isoformat()),
                (f"{glue}ngày{dd}tháng {mm} năm {y}", day.isoformat()),
                (f"{glue}ngày\n{dd} tháng {mm}\nnăm {y}", day.isoformat()),
                (f"{glue}ngày {dd.replace('0', 'O').replace('1', 'l')}/{mm}/{y}", day.isoformat()),
                (f"{glue}ngày     tháng {mm} năm {y}", f"{y}-{m:02d}"),
                (f"{glue}ngày … tháng … năm {y}", f"{y}"),
                (f"{glue}ngày     /{mm}/{y}", f"{y}-{m:02d}"),
                (f" tháng {m} năm {y}", f"{y}-{m:02d}"),
                (f" tháng {m}/{y}", f"{y}-{m:02d}"),
                (f" năm {y}", f"{y}"),
                (f" (năm {y})", f"{y}"),
            ]
        )
    )


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, tuple[str | None, str | None, str | None]]:
    """Words before a document, and article, clause, point that they name."""
    a, b, c = draw(st.integers(1, 99)), draw(st.integers(1, 20)), draw(st.integers(1, 20))
    x, y = draw(st.sampled_from("abcdđeghi")), draw(st.sampled_from("klmnopq"))
    of = draw(st.sampled_from([" ", " của ", ", "]))
    sep = draw(st.sampled_from([" ", ", "]))
    word = draw(st.sampled_from(["Điều", "điều"]))
    return draw(
        st.sampled_from(
            [
                ("", (None, None, None)),
                (f"{word} {a}{of}", (f"{a}", None, None)),
                (f"khoản {b}{sep}{word} {a}{of}", (f"{a}", f"{b}", None)),
                (f"điểm {x}{sep}khoản {b}{sep}{word} {a}{of}", (f"{a}", f"{b}", x)),
                (f"điểm {x}, {y} khoản {b} {word} {a}{of}", (f"{a}", f"{b}", f"{x}, {y}")),
                (f"điểm {x} và điểm {y} khoản {b} {word} {a}{of}", (f"{a}", f"{b}", f"{x}, {y}")),
                (f"khoản {b}, khoản {c} {word} {a}{of}", (f"{a}", f"{b}, {c}", None)),
                (f"khoản {b} và {c} {word} {a}{of}", (f"{a}", f"{b}, {c}", None)),
                (f"các {word} {b}, {c} và {a}{of}", (f"{b}, {c}, {a}", None, None)),
                (f"từ {word} {b} đến {word} {a}{of}", (f"{b}-{a}", None, None)),
                (f"khoản {b} Mục II{of}", (None, f"{b}", None)),
            ]
        )
    )


@st.composite
def written(draw: st.DrawFn) -> Written:
    kind, number, year = draw(numbers())
    said = draw(st.sampled_from([" số ", " số: ", " ", " số:", " sổ "]))
    name = draw(st.sampled_from([kind, kind, kind.lower(), kind.upper(), SHORT.get(kind, kind)]))
    date, on = draw(dates())
    issuer = draw(st.sampled_from([None, *ISSUERS]))
    before, part = draw(parts()) if name.lower() == kind.lower() else ("", (None, None, None))
    of = f" của {issuer}" if issuer else ""
    tail = date + of if draw(st.booleans()) or date.startswith((" (năm", " năm")) else of + date
    issued_by = ""
    if issuer and not before and draw(st.integers(0, 3)) == 0:
        verb = draw(st.sampled_from(["ban hành", "đã ban hành", "có", "đã phê duyệt tại"]))
        issued_by, tail = f"{issuer} {verb} ", date
    opening = draw(st.sampled_from(OPENINGS))
    about = draw(st.sampled_from(ABOUT))
    text = f"{opening}{issued_by}{before}{name}{said}{draw(stray(number))}{tail}{about}"
    return Written(text, kind, number, year, on, issuer, part)


@MANY
@given(written())
def test_a_citation_in_any_form_reads_back(case: Written) -> None:
    found = read(case.text)
    assert [(c.cited_type, c.normalised, c.year) for c in found] == [(case.kind, case.number, case.year)]
    (cited,) = found
    assert (cited.issued_on, cited.issuer) == (case.on, case.issuer)
    assert (cited.article, cited.clause, cited.point) == case.part


@MANY
@given(written(), written(), st.sampled_from(["; ", " và ", ", ", ";\n- ", ". "]))
def test_two_citations_side_by_side_read_back(first: Written, second: Written, joint: str) -> None:
    text = first.text.rstrip(").;") + joint + second.text
    found = read(text)
    assert [(c.cited_type, c.normalised) for c in found] == [
        (first.kind, first.number),
        (second.kind, second.number),
    ]
    assert [c.issued_on for c in found] == [first.on, second.on]


@MANY
@given(
    st.sampled_from(STATE),
    st.lists(st.integers(1, 9999), min_size=2, max_size=6, unique=True),
    st.sampled_from([" số ", ": số ", " "]),
    st.sampled_from([", ", "; ", ", số ", "; số ", " và số "]),
    st.sampled_from(["", " ngày 05/6/2021", " ngày 05 tháng 6 năm 2021"]),
    st.sampled_from([None, *ISSUERS]),
)
def test_a_list_under_one_type_reads_back(
    form: tuple[str, str, tuple[str, ...], bool],
    serials: list[int],
    said: str,
    joint: str,
    date: str,
    issuer: str | None,
) -> None:
    kind, code, bodies, yearly = form
    middle = "/2021" if yearly else ""
    expected = [f"{serial}{middle}/{code}-{bodies[0]}" for serial in serials]
    of = f" của {issuer}" if issuer else ""
    text = f"các {kind}{said}{joint.join(number + date for number in expected)}{of} về giảm nghèo"
    found = read(text)
    assert [(c.cited_type, c.normalised, c.issuer) for c in found] == [(kind, n, issuer) for n in expected]
    assert {c.issued_on for c in found} == {"2021-06-05" if date else None}


@MANY
@given(
    st.sampled_from(STATE),
    st.lists(st.integers(1, 9999), min_size=2, max_size=6, unique=True),
    st.sampled_from([", ", " và ", "; ", ", số "]),
)
def test_numbers_that_share_one_code_read_back(
    form: tuple[str, str, tuple[str, ...], bool], serials: list[int], joint: str
) -> None:
    kind, code, bodies, yearly = form
    rest = f"{'/2021' if yearly else ''}/{code}-{bodies[0]}"
    found = read(f"các {kind} số {joint.join(map(str, serials))}{rest} ngày 05/6/2021")
    assert [(c.cited_type, c.number) for c in found] == [(kind, f"{serial}{rest}") for serial in serials]


LAWS = [name for name in rules().citations.law_names if not name.startswith("ban hành")]


@MANY
@given(
    st.sampled_from(LAWS),
    parts(),
    st.sampled_from(
        [
            ("", None, None),
            (" năm 2019", None, "2019"),
            (" 2019", None, "2019"),
            (" (2019)", None, "2019"),
            (" ngày 13/6/2019", None, "2019-06-13"),
            (" ngày 13 tháng 6 năm 2019", None, "2019-06-13"),
            (" số 39/2019/QH14", "39/2019/QH14", None),
            (" (số 39/2019/QH14 ngày 13/6/2019)", "39/2019/QH14", "2019-06-13"),
            (" (sửa đổi) năm 2019", None, "2019"),
            (" sửa đổi, bổ sung năm 2019", None, "2019"),
        ]
    ),
    st.sampled_from(
        ["", ";", " và các văn bản hướng dẫn", " có hiệu lực", " được thực hiện", " trên địa bàn"]
    ),
    st.booleans(),
)
def test_a_law_called_by_its_name_reads_back(
    name: str,
    part: tuple[str, tuple[str | None, str | None, str | None]],
    dated: tuple[str, str | None, str | None],
    after: str,
    capital: bool,
) -> None:
    called = f"Luật {name[0].upper()}{name[1:]}" if capital else f"Luật {name}"
    date, number, on = dated
    text = f"theo {part[0]}{called}{date}{after}"
    found = read(text)
    assert [(c.cited_type, c.number, c.issued_on) for c in found] == [("Luật", number, on)]
    (law,) = found
    assert (law.article, law.clause, law.point) == part[1]
    words = part[0].removeprefix("các ").removeprefix("từ ") + called + date
    assert text[law.start : law.end].removesuffix(")") == words.removesuffix(")")


PIECES = [
    *("Quyết định", "Nghị định", "Luật", "luật", "Kế hoạch", "QĐ", "các", "số", "số:", "của", "Chính phủ"),
    *(
        "UBND tỉnh",
        "ban hành",
        "ngày",
        "tháng",
        "năm",
        "2021",
        "5/6/2021",
        "12",
        "1O",
        "/",
        "-",
        "–",
        "QĐ-UBND",
    ),
    *(
        "NĐ-CP",
        "Ð",
        "TTg",
        "khoản",
        "điểm",
        "Điều",
        "a",
        "2",
        ",",
        ";",
        ".",
        "(",
        ")",
        "…",
        "\n",
        "và",
        "đến",
    ),
    *("này", "nêu trên", "Đầu tư công", "sửa đổi, bổ sung", "Bộ", "Văn hóa, Thể thao và Du lịch", "ỦY BAN"),
]


@MANY
@given(
    st.one_of(
        st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
        st.text(max_size=60),
    )
)
def test_no_text_raises_and_citations_stand_in_order(text: str) -> None:
    lowered = canonical(text)
    found = list(FINDER.find(text, lowered, 0, len(text)))
    spans = [(c.start, c.end) for c in found]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    cited = Antecedents(found, REFERENCES.articled)
    back = REFERENCES.find(text, lowered, (0, len(text)), cited, OwnDocument("Kế hoạch", None))
    assert all(0 <= r.start < r.end <= len(text) for r in back)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join), st.integers(0, 30))
def test_what_stands_around_a_block_changes_nothing(text: str, shift: int) -> None:
    alone = read(text)
    lowered = canonical("x" * shift + text + " số 1/QĐ-UBND")
    moved = FINDER.find("x" * shift + text + " số 1/QĐ-UBND", lowered, shift, shift + len(text))
    assert [(c.start - shift, c.normalised, c.issuer) for c in moved] == [
        (c.start, c.normalised, c.issuer) for c in FINDER.find(text, canonical(text), 0, len(text))
    ]
    assert len(alone) == len(list(FINDER.find(text, canonical(text), 0, len(text))))


NEAR = [
    *("Quyết định số ", "các Nghị định của Chính phủ: ", "Luật ", "Luật sửa đổi, bổ sung một số điều của "),
    *("khoản 1, 2, 3 ", "điểm a, b, c khoản ", "Điều 4, Điều 5 và ", "ngày … tháng … ", "số 12, 13, 14, "),
    *("UBND tỉnh ban hành ", "của Bộ Văn hóa, Thể thao ", "12/QĐ - ", "Kế hoạch này, ", "1 2 3 4 5 "),
]


def seconds(text: str) -> float:
    """Processor time to read a text once, the best of three."""
    lowered, best = canonical(text), float("inf")
    for _ in range(3):
        begun = time.process_time()
        found = list(FINDER.find(text, lowered, 0, len(text)))
        cited = Antecedents(found, REFERENCES.articled)
        REFERENCES.find(text, lowered, (0, len(text)), cited, OwnDocument("Kế hoạch", None))
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize(
    "pieces", [NEAR, *([piece] for piece in NEAR)], ids=lambda p: p[0][:20] if len(p) == 1 else "all"
)
def test_an_eight_times_longer_paragraph_takes_no_more_than_its_share(pieces: list[str]) -> None:
    paragraph = "".join(pieces)
    short, long = (paragraph * (size // len(paragraph)) for size in (10_000, 80_000))
    assert seconds(long) < 12 * seconds(short) + 0.05
