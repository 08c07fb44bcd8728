"""Plans of measured size for the benchmark, made up from sentences, written as .txt, .docx and .pdf.

A plan has about 18,800 characters and a third of them in sentences with figures, as the plans that
communes send in have on average; every place, number and sum in it is invented.
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

TARGETS = (
    "Giảm tỷ lệ hộ nghèo từ {p}% đầu năm xuống còn {q}% vào cuối năm {year}.",
    "Phấn đấu {p}% hộ nghèo có nhu cầu được vay vốn tín dụng ưu đãi.",
    "Hỗ trợ {n} hộ nghèo và {m} hộ cận nghèo phát triển sản xuất.",
    "Đào tạo nghề cho {n} lao động thuộc hộ nghèo, hộ cận nghèo.",
    "Tỷ lệ hộ dân được sử dụng nước hợp vệ sinh đạt {p}%.",
    "{p}% người thuộc hộ nghèo được cấp thẻ bảo hiểm y tế.",
    "Xây mới {m} căn nhà cho hộ nghèo có khó khăn về nhà ở.",
    "Tỷ lệ lao động qua đào tạo đạt {p}%, giải quyết việc làm cho {n} lao động.",
)
BUDGETS = (
    "Tổng kinh phí thực hiện: {total} triệu đồng, trong đó: ngân sách trung ương {part} triệu đồng, "
    "ngân sách địa phương {rest} triệu đồng.",
    "Kinh phí thực hiện Dự án {k}: {part} triệu đồng từ nguồn ngân sách trung ương.",
    "Kinh phí hỗ trợ sửa chữa công trình nước: {rest} triệu đồng.",
)
CITATIONS = (
    "Nội dung hỗ trợ thực hiện theo Nghị định số {n}/{year}/NĐ-CP ngày {day}/{month}/{year} của Chính phủ.",
    "Định mức áp dụng theo Thông tư số {m}/{year}/TT-BTC ngày {day}/{month}/{year} của Bộ Tài chính.",
    "Danh mục dự án theo Quyết định số {n}/QĐ-UBND ngày {day}/{month}/{year} của UBND huyện Hòa Bắc.",
    "Báo cáo kết quả về Ủy ban nhân dân huyện trước ngày {day}/{month}/{next}.",
)
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
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")


@dataclass(frozen=True)
class MadePlan:
    """The lines of a plan in reading order, and a ruled table after line `table_after`."""

    lines: Sequence[str]
    table: Sequence[Row]
    table_after: int


def _vietnamese(tenths: int) -> str:
    """26215 tenths as `2.621,5`."""
    whole = f"{tenths // 10:,}".replace(",", ".")
    return f"{whole},{tenths % 10}" if tenths % 10 else whole


def _fill(template: str, rng: random.Random) -> str:
    part, rest = rng.randrange(500, 40_000), rng.randrange(200, 9_000)
    high = rng.randrange(300, 990)
    year = rng.choice((2021, 2022, 2023))
    return template.format(
        p=_vietnamese(high),
        q=_vietnamese(high - rng.randrange(5, 250)),
        n=rng.randrange(30, 900),
        m=rng.randrange(3, 29),
        k=rng.randrange(1, 8),
        part=_vietnamese(part),
        rest=_vietnamese(rest),
        total=_vietnamese(part + rest),
        day=f"{rng.randrange(1, 29):02}",
        month=f"{rng.randrange(1, 13):02}",
        year=year,
        next=year + 1,
    )


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


def _section(number: str, title: str, prose: Sequence[str], rng: random.Random) -> Iterator[str]:
    yield f"{number}. {title.upper()}"
    for index in range(1, 4):
        yield f"{index}. {rng.choice(HEADINGS)}"
        yield " ".join(rng.sample(prose, 3))
        yield from (f"- {_fill(template, rng)}" for template in rng.sample(TARGETS, 2))
        yield f"- {rng.choice(prose)}"
    yield _fill(rng.choice(BUDGETS), rng)
    yield _fill(rng.choice(CITATIONS), rng)


def _table(rng: random.Random) -> list[Row]:
    head = ("STT", "Nội dung", "Tổng số", "Ngân sách trung ương", "Ngân sách địa phương", "Ghi chú")
    rows = []
    for index in range(1, 13):
        part, rest = rng.randrange(500, 9_000), rng.randrange(100, 900)
        figures = tuple(map(_vietnamese, (part + rest, part, rest)))
        rows.append((str(index), f"Hạng mục {rng.choice(HEADINGS).lower()}", *figures, ""))
    return [head, *rows]


def make_plan(seed: int) -> MadePlan:
    """A plan of about CHARACTERS characters; the same seed gives the same plan."""
    rng = random.Random(seed)
    prose = PROSE_FILE.read_text(encoding="utf-8").splitlines()
    lines = _header(rng)
    titles = cycle(HEADINGS)
    table = _table(rng)
    wanted = CHARACTERS - sum(len("\t".join(row)) + 1 for row in table)
    for number in ROMAN:
        if sum(len(line) + 1 for line in lines) >= wanted - 1000:
            break
        lines += _section(number, next(titles), prose, rng)
    return MadePlan(lines, table, table_after=len(lines) // 2)


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
    return [*plan.lines[: plan.table_after], *rows, *plan.lines[plan.table_after :]]


def _write_txt(plan: MadePlan, path: Path) -> None:
    path.write_text("\n".join(plain_lines(plan)) + "\n", encoding="utf-8")


def _write_docx(plan: MadePlan, path: Path) -> None:
    document = Document()
    for line in plan.lines[: plan.table_after]:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(plan.table[0]))
    for row in plan.table:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for line in plan.lines[plan.table_after :]:
        document.add_paragraph(line)
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
    flow.insert(plan.table_after, table)
    margins = {"leftMargin": 3 * cm, "rightMargin": 2 * cm, "topMargin": 2 * cm, "bottomMargin": 2 * cm}
    SimpleDocTemplate(str(path), pagesize=A4, **margins).build(flow)


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
