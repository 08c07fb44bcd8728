"""Head and foot of a document after Decree 30/2020/NĐ-CP: number, date, issuer, title, signature."""

from collections.abc import Sequence

from extractor import regex
from extractor.extraction.cited import CitedDocument
from extractor.extraction.head_lines import HeadLine, dateline_of, head_lines, number_of
from extractor.extraction.issuers import Issuer, IssuerReader
from extractor.extraction.passing import RESOLUTION, passed_on
from extractor.extraction.sections import Outline
from extractor.extraction.signature import SignatureReader
from extractor.extraction.titles import LETTER, Headed, TitleReader
from extractor.language.text import canonical
from extractor.plantext import PlanText
from extractor.records import Document
from extractor.rulebook.figures import HeaderRules

HEAD_BLOCKS = 40
_YEAR = regex.compile(
    r"(?<!đến )(?<!hết )(?<!từ )(?<!ngày\s\d{1,2}\s?tháng\s?\d{1,2}\s)"
    r"năm\s+(?P<year>20\d{2}|19\d{2})(?!\s*[-–đ]\s*\d)(?!\d)",
    regex.IGNORECASE,
)
_PERIOD = regex.compile(r"(?P<a>(?:19|20)\d{2})\s*(?:[-–—]|đến(?: năm)?)\s*(?P<b>(?:19|20)\d{2})")
_MAKES_PLAN = regex.compile(r"(?<!về )(?<!việc )(?:xây dựng|ban hành) kế hoạch")


class HeaderReader:
    """Reads the document record; made once from the rules."""

    def __init__(self, rules: HeaderRules) -> None:
        self._titles = TitleReader(rules)
        self._issuers = IssuerReader(rules)
        self._signatures = SignatureReader(rules)

    def read(self, text: PlanText, outline: Outline, cited: Sequence[CitedDocument]) -> Document:
        """The document record; its span is that of the title, or of the first block."""
        lines, headed, code = self._head(text, outline)
        number = number_of(lines)[0]
        place, issued = dateline_of(lines)
        if issued is None and headed.kind == RESOLUTION:
            issued = passed_on(text)
        issuer = self._issuer(text, lines, headed, code, cited)
        places = dict(issuer.places)
        period, year = _years(headed.title, [line.words for line in lines]) if headed.kind else (None, None)
        signatory, role = self._signatures.read(text)
        return Document(
            doc=text.doc,
            text=text.quote(*headed.span),
            span=headed.span,
            page=text.blocks[0].page if text.blocks else None,
            rule_id="header",
            doc_type=headed.kind,
            number=number,
            issued_on=issued,
            place=place,
            issuer=issuer.name,
            issuer_level=issuer.level,
            commune=places.get("commune"),
            district=places.get("district"),
            province=places.get("province"),
            notes=tuple(en for _, en in text.notes),
            title=headed.title,
            plan_year=year,
            period=period,
            signatory=signatory,
            signatory_role=role,
        )

    def _head(self, text: PlanText, outline: Outline) -> tuple[Sequence[HeadLine], Headed, str | None]:
        """The lines of the head, what it is headed as, the code of its number.

        The head ends where the first section begins, unless that is a stray number above the title.
        """
        body = outline.sections[0].block if outline.sections else len(text.blocks)
        near = text.blocks[: min(max(body, 1), HEAD_BLOCKS)]
        lines = head_lines(text, near)
        code = number_of(lines)[1]
        headed = self._titles.read(text, near, code)
        if headed.kind is not None or len(near) == min(len(text.blocks), HEAD_BLOCKS):
            return lines, headed, code
        far = text.blocks[:HEAD_BLOCKS]
        far_lines = head_lines(text, far)
        far_code = number_of(far_lines)[1]
        second = self._titles.read(text, far, far_code)
        if far_code is None or second.kind in {None, LETTER}:
            return lines, headed, code
        return far_lines, second, far_code

    def _issuer(
        self,
        text: PlanText,
        lines: Sequence[HeadLine],
        headed: Headed,
        code: str | None,
        cited: Sequence[CitedDocument],
    ) -> Issuer:
        if headed.kind is None:
            return Issuer()
        over = [line.words for line in lines if headed.at is None or line.block < headed.at]
        words = [line.words for line in lines]
        return self._issuers.read(text, headed.title, over, words, code, cited, headed.kind)


def _years(title: str | None, lines: Sequence[str]) -> tuple[tuple[int, int] | None, int | None]:
    """The period that title or first basis names, and the year planned for."""
    bases = (line for line in lines if canonical(line).startswith(("căn cứ", "thực hiện")))
    basis = next((line for line in bases if line.strip(" .;") not in (title or "")), "")
    own = _period(title or "")
    years = _year_names(title or "")
    if not years and own is None and title is not None:
        making = (m.end() for line in lines if (m := _MAKES_PLAN.search(canonical(line))))
        made = [line for line in lines if _MAKES_PLAN.search(canonical(line))]
        years = [y for line, end in zip(made, making, strict=True) for y in _year_names(line[end:])]
    return own or _period(basis), years[-1] if years else None


def _year_names(words: str) -> list[int]:
    return [int(m["year"]) for m in _YEAR.finditer(words)]


def _period(words: str) -> tuple[int, int] | None:
    match = _PERIOD.search(words)
    return (int(match["a"]), int(match["b"])) if match and int(match["a"]) < int(match["b"]) else None
