"""Values of the corpus in the words of whoever reads the workbook: always Vietnamese."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from extractor.corpus.judgements import Reason, State
from extractor.corpus.outgoing import PlanHead
from extractor.exporting.tables import FileLink
from extractor.plantext import Span
from extractor.reporting.places import shown_path, shown_place
from extractor.reporting.triage import local_moment, state_words, who_words
from extractor.reporting.words import WORDS
from extractor.resources import resource_dir
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.loading import load_yaml
from extractor.rulebook.pages import CheckPages, load_pages

_VI: Final = 0


def label(kind: str, value: str | None) -> str | None:
    """`label("severity", "error")` is «sai sót»; the value itself where it has no name."""
    if value is None:
        return None
    return WORDS[key][_VI] if (key := f"{kind}.{value}") in WORDS else value


def document_words(plan: PlanHead) -> str:
    """«Kế hoạch số 12/KH-UBND ngày 20/12/2023»."""
    number = f"số {plan.number}" if plan.number else "(không ghi số)"
    return " ".join(part for part in (plan.doc_type or "Văn bản", number, day_words(plan.issued_on)) if part)


def day_words(day: str | None) -> str:
    """`2023-12-20` as «ngày 20/12/2023», `2021-10` as «tháng 10/2021»."""
    if not day:
        return ""
    kind = ("năm", "tháng", "ngày")[min(day.count("-"), 2)]
    return f"{kind} {'/'.join(reversed(day.split('-')))}"


def issuer_words(plan: PlanHead) -> str | None:
    """The body that issued the plan, else the smallest place that it names."""
    return plan.issuer or plan.commune or plan.district or plan.province


def place_words(section: Sequence[str], page: int | None, span: Span) -> str:
    """«III › 2 · trang 4 · ký tự 1200–1218»: page and section, and the offsets that `extractor explain` takes."""
    where = shown_place("vi", section, page)
    return " · ".join(part for part in (where, f"ký tự {span[0]}–{span[1]}") if part)


def file_link(path: str) -> FileLink:
    """The file by its name alone: a link is one line."""
    return FileLink(path, path.rpartition("/")[2])


def file_words(plan: PlanHead) -> str:
    """The file and below it its SHA-256."""
    shown = shown_path(plan.path)
    return f"{shown}\nSHA-256: {plan.sha256}" if plan.sha256 else shown


def triage_words(state: State, reason: Reason | None) -> str:
    """«không ghi nhận (trùng)»."""
    return state_words(state, reason, "vi")


def reviewer_words(who: str | None, at: str | None) -> str | None:
    """«Lan, 31/03/2026 15:15»; None where nobody judged it."""
    return None if who is None or at is None else f"{who_words(who, 'vi')}, {local_moment(at)}"


@cache
def _reasons() -> Mapping[str, str]:
    """Keys of the words for why a relation could not be checked, by the reasons that checks carry."""
    reasons = load_yaml(resource_dir("rules") / "checks.yaml", CheckRules).reasons
    return {text: f"reading.{name}" for name, text in reasons.model_dump().items()}


def reason_words(reason: str | None) -> str | None:
    """Why a relation could not be checked, or how it was read; as it is where it has no name."""
    if reason is None:
        return None
    key = _reasons().get(reason, "")
    return WORDS[key][_VI] if key in WORDS else reason


@cache
def _pages() -> CheckPages:
    return load_pages()


def criterion(rule: str) -> str:
    """The rule's ground: its name and the first sentence of what it tells."""
    name = label("rule", rule) or rule
    page = _pages().rules.get(rule)
    return (
        name[:1].upper() + name[1:]
        if page is None
        else f"{name[:1].upper()}{name[1:]}. {_sentence(page.says.vi)}"
    )


def _sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def quoted(texts: Sequence[str]) -> str:
    """Each text once, between quotation marks, a line each."""
    return "\n".join(f"«{text}»" for text in dict.fromkeys(texts))
