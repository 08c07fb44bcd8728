"""Numbers multiplied that are no money: «5 lớp cho 175 lao động (35 người/lớp)», «96 hộ x 15 kg = 1.440 kg»
(`sum-mismatch`)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import prod

from extractor import regex
from extractor.checker.intervals import exact
from extractor.checker.plan_words import blocks_naming, words_at, words_in
from extractor.checker.report import Place, Verdicts, checked, filled, finding, section_at
from extractor.checker.wording import Words, joined, number, same
from extractor.language.figures import read_figure
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Check, Finding, Severity, Term
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_EACH = regex.compile(r"(?:/ ?|\bmỗi )(?:lớp|khóa|khoá|buổi|đợt|nhóm|tổ|mô hình|hội nghị)\b")
_SIGNS = (" x ", "×", " x", "*")
# What is no mean of all: at most so many, or about so many.
_BOUND = regex.compile(r"\b(?:không quá|tối đa|tối thiểu|ít nhất|khoảng|từ|dưới|trên|hơn|gần|đến|dự kiến)\b")


_BEHIND = regex.compile(r"[^;.,)\d]{0,12}\btrở (?:lên|xuống)\b")
_HOUSEHOLDS = "hộ"


@dataclass(frozen=True, slots=True)
class _Product:
    """A number and its factors; `mean` says that the last factor may be the rounded mean."""

    whole: Span
    factors: tuple[Span, ...]
    of: str
    mean: bool
    value: Decimal
    numbers: tuple[Decimal, ...]

    @property
    def made(self) -> Decimal:
        return prod(self.numbers, start=Decimal(1))

    @property
    def agrees(self) -> bool:
        """Equal, or told as a mean and less than one for each away."""
        gap = abs(self.value - self.made)
        return not gap or (self.mean and gap < self.numbers[0])


def judge_count_products(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every number told with its factors, and those that they do not make."""
    found = [*_held(plan, rules), *_written(plan, rules)]
    return Verdicts(
        tuple(_check(plan, product) for product in found),
        tuple(_finding(plan, rules, product) for product in found if not product.agrees),
    )


def _held(plan: Plan, rules: CheckRules) -> Iterator[_Product]:
    named = _EACH.finditer(words_at(plan, 0, len(plan.text.text)))
    for at in dict.fromkeys(plan.text.block_at(match.start()) for match in named):
        block = plan.text.blocks[at]
        words = words_in(plan, block) if block.table is None else ""
        told = rules.count_products
        for match in (*told.held.finditer(words), *told.summed.finditer(words)):
            if (
                _BOUND.search(match[0]) is None
                and _BEHIND.match(words, match.end()) is None
                and _of_all(match)
            ):
                yield _product(match, block.start, ["times", "each"], mean=True)


def _of_all(match: "regex.Match[str]") -> bool:
    """Whether the whole and each are of one kind, and not the same number, who come each time."""
    households = {match["of"] == _HOUSEHOLDS, match["one"] == _HOUSEHOLDS}
    return len(households) == 1 and bool(match["whole"] != match["each"])


def _written(plan: Plan, rules: CheckRules) -> Iterator[_Product]:
    for block in blocks_naming(plan, _SIGNS):
        words = words_in(plan, block) if block.table is None else ""
        for match in rules.count_products.written.finditer(words) if "=" in words else ():
            yield _product(match, block.start, ["factor"], mean=False)


def _product(match: "regex.Match[str]", at: int, names: Sequence[str], *, mean: bool) -> _Product:
    spans = [span for name in names for span in match.spans(name) if span[0] >= 0]
    return _Product(
        _moved(match.span("whole"), at),
        tuple(_moved(span, at) for span in spans),
        match["of"],
        mean,
        _value(match["whole"]),
        tuple(_value(match.string[slice(*span)]) for span in spans),
    )


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _value(written: str) -> Decimal:
    figure = read_figure(written)
    return figure.value if figure is not None else Decimal(0)


def _finding(plan: Plan, rules: CheckRules, product: _Product) -> Finding:
    made = _counted(product.made, product.of)
    factors = joined((number(value) for value in product.numbers), " × ")
    fields = {
        "text": same(plan.words(product.whole)),
        "product": joined((factors, made), " = "),
        "gap": _counted(abs(product.value - product.made), product.of),
    }
    severity: Severity | None = "warning" if product.mean else None
    return finding(
        plan,
        rules,
        "sum-mismatch",
        Place(product.whole, section_at(plan, product.whole[0])),
        filled(rules.rules.sum_mismatch.messages.times, fields),
        expected=made.vi,
        evidence=[product.whole, *product.factors],
        severity=severity,
        certainty="likely",
    )


def _counted(value: Decimal, of: str) -> Words:
    shown = number(value)
    return Words(f"{shown.vi} {of}", f"{shown.en} {of}")


def _check(plan: Plan, product: _Product) -> Check:
    told = zip((product.whole, *product.factors), (product.value, *product.numbers), strict=True)
    return checked(
        plan,
        "product",
        Place(product.whole, section_at(plan, product.whole[0])),
        "agrees" if product.agrees else "disagrees",
        terms=(Term(span=s, text=plan.words(s), value=v, interval=(v, v)) for s, v in told),
        reported=exact(product.value),
        computed=exact(product.made),
    )
