"""The rows of the report on coverage: files, counts, relations, figures, in words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from extractor.corpus.outgoing import OutCheck, PlanHead
from extractor.exporting.coverage import Coverage
from extractor.exporting.labels import (
    day_words,
    document_words,
    issuer_words,
    label,
    place_words,
    reason_words,
)
from extractor.exporting.reckoned import calculation
from extractor.plantext import Span
from extractor.reporting.findings import VERDICTS
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened, shown_path, shown_place

_LONGEST: Final = 200
_MOST_QUOTED: Final = 4
_HASH_HALF: Final = 32


def version(version: str) -> str:
    program, _, rules = version.partition("+")
    return f"Plan Extractor {program}, bộ quy tắc {rules}" if rules else version


def document(file: dict[str, Any]) -> str:
    number = f"số {file['number']}" if file["number"] else ""
    words = " ".join(part for part in (file["doc_type"], number, day_words(file["issued_on"])) if part)
    name = words or shown_path(file["path"])
    return f"{name} của {file['issuer']}" if file["issuer"] else name


def _hash(sha256: str | None) -> str:
    """In two halves, so that a narrow cell breaks it between them."""
    return f"{sha256[:_HASH_HALF]} {sha256[_HASH_HALF:]}" if sha256 else "(không tính được)"


def file_lines(file: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Tệp", shown_path(file["path"])
    yield "SHA-256", file["sha256"] or "(không tính được)"
    yield "Dung lượng", f"{figure('vi', file['size'])} byte"
    yield "Tình trạng", _state(file)


def _state(file: dict[str, Any]) -> str:
    return str(label("state", file["state"]))


def file_row(number: int, file: dict[str, Any]) -> tuple[str, ...]:
    name = f"{shown_path(file['path'])}\n{_hash(file['sha256'])}"
    return str(number), document(file), name, _state(file), figure("vi", file["checks"])


def count_rows(told: Coverage) -> Iterator[tuple[str, ...]]:
    for relation in sorted(
        {relation for relation, _ in told.counts}, key=lambda name: str(label("relation", name))
    ):
        yield _counted(label("relation", relation) or relation, [told.counts[relation, v] for v in VERDICTS])
    every = [sum(n for (_, v), n in told.counts.items() if v == verdict) for verdict in VERDICTS]
    yield _counted("Cộng", every)


def _counted(name: str, counts: Sequence[int]) -> tuple[str, ...]:
    name = name[:1].upper() + name[1:]
    return name, *(figure("vi", count) if count else "-" for count in counts), figure("vi", sum(counts))


def by_plan(
    rows: Iterable[tuple[PlanHead, tuple[str, ...]]], *, several: bool
) -> Iterator[tuple[str, ...] | str]:
    """The rows with their numbers; where there are several plans, each plan's name over its own."""
    known = None
    for number, (plan, cells) in enumerate(rows, 1):
        if several and plan != known:
            known = plan
            yield plan_words(plan)
        yield str(number), *cells


def _place(section: Sequence[str], page: int | None, span: Span) -> str:
    """Section and page; offsets where there is neither."""
    return shown_place("vi", section, page) or place_words(section, page, span)


def _named(relation: str) -> str:
    name = label("relation", relation) or relation
    return name[:1].upper() + name[1:]


def agreed(check: OutCheck) -> tuple[str, ...]:
    rounding = "" if check.verdict == "agrees" else f" ({label('verdict', check.verdict)})"
    words = calculation(check) or f"«{shortened(check.text, _LONGEST)}»"
    return _place(check.section, check.page, check.span), f"{_named(check.relation)}{rounding}", words


def unchecked(checks: Iterable[OutCheck]) -> Iterator[tuple[PlanHead, tuple[str, ...]]]:
    """A row for the relations of a plan that one reason keeps from being checked."""
    for (plan, relation, reason), some in groupby(
        checks, lambda check: (check.plan, check.relation, check.reason)
    ):
        found = list(some)
        where = dict.fromkeys(_place(check.section, check.page, check.span) for check in found)
        words = f"{_named(relation)}: {_few([check.text for check in found])}"
        yield plan, ("; ".join(where), words, reason_words(reason) or "")


def not_known(
    rows: Iterable[tuple[PlanHead, dict[str, Any]]],
) -> Iterator[tuple[PlanHead, tuple[str, ...]]]:
    """A row for the figures of one part of a plan that were not read for one reason."""

    def shared(row: tuple[PlanHead, dict[str, Any]]) -> tuple[PlanHead, str, str]:
        plan, fields = row
        span = fields["span_start"], fields["span_end"]
        return plan, _place(fields["section"], fields["page"], span), fields["reason"]

    for (plan, where, reason), some in groupby(rows, shared):
        texts = [fields["text"] for _, fields in some]
        yield plan, (where, _few(texts), label("value", reason) or "")


def _few(texts: Sequence[str]) -> str:
    """Some of the texts in quotation marks, and how many more there are."""
    shown = "; ".join(f"«{shortened(text, _LONGEST)}»" for text in texts[:_MOST_QUOTED])
    more = len(texts) - _MOST_QUOTED
    return f"{shown}; … và {more} chỗ nữa" if more > 0 else shown


def not_read(number: int, file: dict[str, Any]) -> tuple[str, ...]:
    return str(number), shown_path(file["path"]), _state(file), file["reason_vi"]


def noted(number: int, file: dict[str, Any]) -> tuple[str, ...]:
    return str(number), shown_path(file["path"]), file["reason_vi"]


def plan_words(plan: PlanHead) -> str:
    """«UBND xã Lam Khê: Kế hoạch số 12/KH-UBND ngày 20/12/2023»."""
    return f"{issuer_words(plan) or shown_path(plan.path)}: {document_words(plan)}"
