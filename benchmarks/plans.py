"""Plans of measured size for the benchmark, made up from sentences, written as .txt, .docx and .pdf.

A plan has about 18,800 characters and a third of them in sentences with figures, as the plans that
communes send in have on average, and an appendix with a ruled table; every place, number and sum in it is
invented. Hardly a sentence stands in two plans (sentences.py).
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from sentences import filled, phrases, plain

CHARACTERS = 18_800
FORMATS = ("txt", "docx", "pdf")
PROSE_FILE = Path(__file__).with_name("prose.txt")
FONT_FILES = ("DejaVuSerif.ttf", "DejaVuSans.ttf", "Times New Roman.ttf", "times.ttf")
LETTERS = "ĐđƠơƯưẠạẾếỆệỐốỘộỢợỨứỮữỶỷỹ"
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
    Path("C:/Windows/Fonts"),
)

Row = tuple[str, ...]

HEADINGS = (
    "Mục tiêu",
    "Đối tượng và phạm vi",
    "Nội dung hỗ trợ",
    "Nguồn vốn",
    "Giải pháp",
    "Tổ chức thực hiện",
    "Theo dõi, đánh giá",
    "Chế độ báo cáo",
)
ROWS = 24
APPENDIX = ("PHỤ LỤC", "Phân bổ kinh phí năm 2024", "Đơn vị tính: triệu đồng")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")


@dataclass(frozen=True)
class MadePlan:
    """The lines of a plan in reading order, the last of them the head of an appendix; its ruled table."""

    lines: Sequence[str]
    table: Sequence[Row]


def _vietnamese(tenths: int) -> str:
    """26215 tenths as `2.621,5`."""
    whole = f"{tenths // 10:,}".replace(",", ".")
    return f"{whole},{tenths % 10}" if tenths % 10 else whole


def _fill(template: str, rng: random.Random) -> str:
    part, rest = rng.randrange(500, 40_000), rng.randrange(200, 9_000)
    high = rng.randrange(300, 990)
    year = rng.choice((2021, 2022, 2023))
    figures = {
        "p": _vietnamese(high),
        "q": _vietnamese(high - rng.randrange(5, 250)),
        "n": rng.randrange(30, 900),
        "m": rng.randrange(3, 29),
        "k": rng.randrange(1, 8),
        "part": _vietnamese(part),
        "rest": _vietnamese(rest),
        "total": _vietnamese(part + rest),
        "day": f"{rng.randrange(1, 29):02}",
        "month": f"{rng.randrange(1, 13):02}",
        "year": year,
        "next": year + 1,
    }
    return filled(template, rng, figures)


def _header(rng: random.Random) -> list[str]:
    return [
        "ỦY BAN NHÂN DÂN",
        "XÃ SUỐI LAM",
        f"Số: {rng.randrange(20, 300)}/KH-UBND",
        "Suối Lam, ngày 12 tháng 01 năm 2024",
        "KẾ HOẠCH",
        "Giảm nghèo bền vững năm 2024 trên địa bàn xã Suối Lam",
        _fill(
            "Căn cứ Nghị quyết số {m}/{year}/NQ-HĐND ngày {day}/{month}/{year} của Hội đồng nhân dân tỉnh;",
            rng,
        ),
        _fill(
            "Căn cứ Quyết định số {n}/QĐ-UBND ngày {day}/{month}/{year} của Ủy ban nhân dân huyện Hòa Bắc,",
            rng,
        ),
        "Ủy ban nhân dân xã Suối Lam xây dựng kế hoạch như sau:",
    ]


def _section(number: str, title: str, rng: random.Random) -> Iterator[str]:
    known = phrases()
    yield f"{number}. {title.upper()}"
    for index in range(1, 4):
        yield f"{index}. {rng.choice(known['heading'])}"
        yield " ".join(plain(rng) for _ in range(3))
        yield from (f"- {_fill(template, rng)}" for template in rng.sample(known["target"], 2))
        yield f"- {plain(rng)}"
    yield _fill(rng.choice(known["budget"]), rng)
    yield _fill(rng.choice(known["citation"]), rng)


def _table(rng: random.Random) -> list[Row]:
    head = ("STT", "Nội dung", "Tổng số", "Ngân sách trung ương", "Ngân sách địa phương", "Ghi chú")
    rows = []
    for index in range(1, ROWS + 1):
        part, rest = rng.randrange(500, 9_000), rng.randrange(100, 900)
        figures = tuple(map(_vietnamese, (part + rest, part, rest)))
        label = filled(rng.choice(phrases()["row"]), rng, {})
        rows.append((str(index), label, *figures, ""))
    return [head, *rows]


def make_plan(seed: int) -> MadePlan:
    """A plan of about CHARACTERS characters; the same seed gives the same plan."""
    rng = random.Random(seed)
    lines = _header(rng)
    titles = cycle(HEADINGS)
    table = _table(rng)
    wanted = CHARACTERS - sum(len("\t".join(row)) + 1 for row in table)
    for number in ROMAN:
        if sum(len(line) + 1 for line in lines) >= wanted - 1000:
            break
        lines += _section(number, next(titles), rng)
    return MadePlan([*lines, *APPENDIX], table)


def find_font() -> TTFont:
    """A system font that holds Vietnamese letters; raises FileNotFoundError when there is none."""
    paths = (path for name in FONT_FILES for folder in FONT_FOLDERS for path in folder.rglob(name))
    fonts = (TTFont("PlanFont", str(path)) for path in paths)
    found = next((font for font in fonts if all(ord(c) in font.face.charToGlyph for c in LETTERS)), None)
    if found is None:
        raise FileNotFoundError(f"none of {', '.join(FONT_FILES)} is installed (Debian: fonts-dejavu-core)")
    return found


def plain_lines(plan: MadePlan) -> list[str]:
    """The plan as lines of plain text, the table's cells between tabs."""
    rows = ["\t".join(row) for row in plan.table]
    return [*plan.lines, *rows]


def _write_txt(plan: MadePlan, path: Path) -> None:
    path.write_text("\n".join(plain_lines(plan)) + "\n", encoding="utf-8")


def _write_docx(plan: MadePlan, path: Path) -> None:
    document = Document()
    for line in plan.lines:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(plan.table[0]))
    for row in plan.table:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(path))


def _write_pdf(plan: MadePlan, path: Path, font: str) -> None:
    style = ParagraphStyle("body", fontName=font, fontSize=12.5, leading=20, spaceAfter=5)
    small = ParagraphStyle("cell", parent=style, fontSize=11, leading=14, spaceAfter=0)
    flow: list[Flowable] = [Paragraph(line, style) for line in plan.lines]
    table = Table(
        [[Paragraph(words, small) for words in row] for row in plan.table],
        colWidths=[1.2 * cm, 4.8 * cm, 2.4 * cm, 2.8 * cm, 2.8 * cm, 2 * cm],
        repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.5, "black")],
    )
    margins = {"leftMargin": 3 * cm, "rightMargin": 2 * cm, "topMargin": 2 * cm, "bottomMargin": 2 * cm}
    SimpleDocTemplate(str(path), pagesize=A4, **margins).build([*flow, table])


def write_plans(folder: Path, count: int) -> dict[str, list[Path]]:
    """`count` plans written in every format: the paths by format."""
    font = find_font()
    pdfmetrics.registerFont(font)
    paths: dict[str, list[Path]] = {suffix: [] for suffix in FORMATS}
    for seed in range(count):
        plan = make_plan(seed)
        for suffix in FORMATS:
            paths[suffix].append(folder / f"plan-{seed}.{suffix}")
        _write_txt(plan, paths["txt"][-1])
        _write_docx(plan, paths["docx"][-1])
        _write_pdf(plan, paths["pdf"][-1], font.fontName)
    return paths
