"""One stored sum, one heading of a project, as they are compared: read from their words."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple

from extractor import regex
from extractor.comparison.money import Money
from extractor.comparison.values import MILLION_DONG, Mark, Place, Value
from extractor.corpus.compare import source_of
from extractor.corpus.compare_places import Plan
from extractor.corpus.compare_words import Words
from extractor.corpus.plan_texts import StoredBlock
from extractor.language.text import canonical
from extractor.rulebook.comparison import ComparisonRules

MONEY: Final = "money"
BUDGETS: Final = """
SELECT document, span_start, span_end, figure_start, figure_end, page, section, text, value, value_corrected,
    role, source, capital, component, row_labels, column_labels, approx, status, year, locality,
    source_level
FROM budgets WHERE per IS NULL AND role != 'unit_cost'
"""
IN_ORDER: Final = "ORDER BY document, span_start, id"
HEADINGS: Final = """
SELECT document, block, sections.span_end, sections.title, sections.path, plan_year, period_start, period_end
FROM sections {index} JOIN documents ON documents.id = document
WHERE (sections.title LIKE '%dự án%' OR sections.title LIKE '%Dự án%' OR sections.title LIKE '%DỰ ÁN%') {chosen}
ORDER BY document, position
"""
Stand = Literal["funded", "excused", "named"]
_MARKER: Final = regex.compile(r"^\W*(?:\w{1,3}[.)/]\W*)?")
_BOUND: Final = {">": ">=", "<": "<=", "~": "~", None: "="}


class Project(NamedTuple):
    """A heading of a project: how it stands there, and its words with their place in the plan's text."""

    component: str
    stand: Stand
    start: int
    end: int
    page: int | None
    section: str
    text: str


def project_of(row: Sequence[Any], blocks: Sequence[StoredBlock], rules: ComparisonRules) -> Project | None:
    """The project that a row of `HEADINGS` is of, in the blocks of its plan; None where it names none."""
    _, position, section_end, title, path, *_ = row
    match = rules.component.search(canonical(title))
    if match is None or match[0].startswith("tiểu"):
        return None
    block = blocks[position]
    body = _body(blocks, position, section_end)
    inside = canonical(body)
    is_whole = rules.excused.search(canonical(block.text))
    excused = is_whole or (
        rules.component.search(_MARKER.sub("", inside)) is None and rules.excused.search(inside)
    )
    text = " ".join((block.text if is_whole else f"{block.text} {body}").split())
    name = f"Dự án {match[0].rsplit(' ', 1)[-1]}"
    return Project(name, "excused" if excused else "named", block.start, block.end, block.page, path, text)


def _body(blocks: Sequence[StoredBlock], position: int, end: int) -> str:
    """The text of the block behind a heading, "" where it is the last of its section."""
    following = blocks[position + 1 : position + 2]
    return "".join(block.text for block in following if block.start < end)


def line_of(
    row: Sequence[Any],
    plan: Plan,
    place: Place,
    words: Words,
    marks: tuple[Mark, ...],
    rules: ComparisonRules,
    *,
    assigned: bool = False,
    after_reform: bool = False,
) -> Money:
    """The sum that a row of `BUDGETS` tells of this place."""
    _, start, end, first, last, page, section, text, value, corrected, role, *rest = row
    source, capital, component, in_row, column, approx, status, year, locality, level = rest
    said = words.of(" ".join(filter(None, (text, in_row, column))))
    inside = tuple(component.split(" / ")) if component else ()
    money = Value(
        indicator=MONEY,
        label=component or "",
        place=place,
        value=Decimal(corrected or value),
        unit=MILLION_DONG,
        year=year,
        status=status,
        comparator=_BOUND[approx],
        timing=words.timing(said, plan, MONEY, status, year, is_average=False),
        scope="",
        source=source_of(plan, (start, end), (first, last), page, section, text),
        assigned=assigned,
        after_reform=after_reform,
        value_written=Decimal(value) if corrected is not None else None,
        marks=marks,
    )
    is_grand = not inside and locality is None and _is_of_the_plan(text, in_row, role, rules)
    return Money(money, inside, source, capital, role, level, in_row, is_grand)


def _is_of_the_plan(text: str, row: str | None, role: str, rules: ComparisonRules) -> bool:
    """Whether a sum is one of the whole plan, by its row or its words; a sum without parts must name the plan."""
    if row is not None:
        return rules.grand_total.row.search(canonical(row)) is not None
    words = canonical(text)
    if rules.grand_total.words.search(words) is None:
        return False
    return role == "total" or rules.grand_total.of_plan.search(words) is not None
