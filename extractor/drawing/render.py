"""One page of a plan drawn with what was read of it."""

from PIL import Image

from extractor.drawing.fonts import typeface
from extractor.drawing.marks import block_marks, doubts_on, record_marks, rulers
from extractor.drawing.painting import painted
from extractor.drawing.pdf_sheet import seen_sheet
from extractor.drawing.sheet import Sheet
from extractor.drawing.text_sheet import text_pages, text_sheet
from extractor.errors import ExtractorError
from extractor.plan import Audit
from extractor.plantext import PlanText
from extractor.records import Finding
from extractor.reporting.doubts import doubt_shown
from extractor.reporting.words import LANGUAGES, Lang, say
from extractor.scanning.reading import PageSeen


def render_page(audit: Audit, seen: PageSeen | None, page: int, dpi: int, lang: Lang) -> Image.Image:
    """The picture of a page (1-based), with blocks, records and doubtful figures as boxes.

    A .pdf or an image is drawn as it was `seen`; a file without pages as its blocks are laid out. Raises
    ExtractorError where there is no such page.
    """
    plan = audit.plan.text
    sheet = _text(plan, page, dpi, lang) if seen is None else _seen(plan, seen, page, lang)
    records, findings = record_marks(audit, sheet)
    lines = [_line(number, finding, lang) for number, finding in enumerate(findings, 1)]
    if doubts := doubts_on(plan, sheet):
        letters, shown = say(lang, "drawn.doubt"), ", ".join(doubt_shown(plan, one, lang) for one in doubts)
        lines.append(f"{letters} {shown}")
    marks = [*block_marks(plan, sheet), *records]
    return painted(sheet, marks, rulers(plan, sheet), lines, dpi, lang)


def _seen(plan: PlanText, seen: PageSeen, page: int, lang: Lang) -> Sheet:
    _check_page(page, seen.count)
    return seen_sheet(seen, plan, page, (say(lang, "drawn.as_read"),) if seen.recognised else ())


def _text(plan: PlanText, page: int, dpi: int, lang: Lang) -> Sheet:
    pages = text_pages(plan, dpi, page)
    _check_page(page, len(pages))
    notes = [say(lang, "drawn.laid_out")]
    if typeface(20).plain:
        notes.append(say(lang, "drawn.no_font"))
    return text_sheet(pages, page, dpi, notes)


def _check_page(page: int, most: int) -> None:
    if not 1 <= page <= most:
        raise ExtractorError(*(say(lang, "drawn.no_page", page=page, count=most) for lang in LANGUAGES))


def _line(number: int, finding: Finding, lang: Lang) -> str:
    letters, severity = say(lang, "drawn.finding"), say(lang, f"severity.{finding.severity}")
    message = finding.message_en if lang == "en" else finding.message
    return f"{letters}{number} [{severity}] {message}"
