"""Goals stated in words: «phấn đấu không còn hộ nghèo» is a target of 0 households."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from extractor import regex
from extractor.extraction.candidates import OTHER
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.naming import IndicatorNamer
from extractor.extraction.quantities import Kind, Quantity
from extractor.extraction.timing import Timing
from extractor.records import Direction, Target, TargetStatus
from extractor.rulebook.figures import ZeroGoal

_SUBJECT_REACH = 120
_REACH = 400
_OPENS = regex.compile(r"(?:[:,(–] ?|\bvà )$")  # where a goal begins
_CONDITION = regex.compile(r"\b(?:thì|nếu|trường hợp|khi|nơi|đối với)\b")
_COUNTS_ON = regex.compile(r"\d (?:lượt )?hộ [^,;:.()\d]{2,60}(?:, ?(?:và )?| và )$")
_FIGURE = regex.compile(r"\d")
_HOUSEHOLD = "household"
_ANOTHER = regex.compile(r", (?:kéo |phấn đấu |giảm |tỷ lệ |số )")


class ZeroGoals:
    """Reads the goals of nought of one plan."""

    def __init__(
        self,
        setting: Setting,
        goal: ZeroGoal,
        counts: Mapping[str, str],
        namer: IndicatorNamer,
        timing: Timing,
    ) -> None:
        self._setting = setting
        self._goal = goal
        self._counts = counts
        self._namer = namer
        self._timing = timing

    def read(self, context: BlockContext) -> tuple[Sequence[Target], frozenset[int]]:
        """The goals of one block, in order, and the offsets of their words, whose figures count nothing more."""
        block = context.block
        if not self._goal.may_stand_in(context.lowered[block.body : block.end]):
            return (), frozenset()
        matches = list(self._goal.compiled.finditer(context.lowered, block.body, block.end))
        found = [(match.span(), self._target(context, match)) for match in matches]
        said = frozenset(at for span, goal in found if goal for at in range(*span))
        return [goal for _, goal in found if goal], said

    def _target(self, context: BlockContext, match: "regex.Match[str]") -> Target | None:
        """The goal, unless a condition is set; a state that a clause of its own tells is one reached."""
        status = self._timing.status(context, match.start())
        threshold = any(letter.isdigit() for letter in match["what"])
        span = self._words(context, match)
        start = context.clause(match.start())[0]
        told = threshold or start >= match.start() - 1 or self._counted_on(context, start, match.start())
        if span is None or (status != "target" and not told):
            return None
        start, end = span
        what = match.start("what")
        unit = self._unit(match["what"])
        quantity = Quantity(Kind.COUNT, match.start(), what, what, Decimal(0), unit)
        subject = context.lowered[what : min(end, what + _SUBJECT_REACH)]
        named = self._namer.first_named(self._namer.candidates(quantity), subject, quantity)
        cue = context.cue("direction", start, match.start())
        return Target(
            doc=context.text.doc,
            text=context.text.quote(start, end),
            span=(start, end),
            page=context.block.page,
            section=self._setting.section_path(context.outlined),
            rule_id="zero-goal",
            figure=(match.start(), what - 1),
            indicator=named[0] if named else OTHER,
            indicator_text=context.text.quote(what, end),
            value=Decimal(0),
            unit=unit,
            direction=cast(Direction, cue.value) if cue else ("reach" if status == "target" else None),
            year=self._timing.year(context, match.start(), status),
            status=cast(TargetStatus, status),
        )

    @staticmethod
    def _counted_on(context: BlockContext, start: int, at: int) -> bool:
        """«có 52 hộ thoát nghèo, 4 hộ phát sinh, không có hộ tái nghèo»: the last of counts side by side."""
        return _COUNTS_ON.search(context.lowered, max(start, at - _REACH), at) is not None

    def _unit(self, what: str) -> str:
        """What there is to be none of, by its first word or two; hộ where they count nothing."""
        words = what.split(" ")
        counted = self._counts.get(" ".join(words[:2])) or self._counts.get(words[0])
        return counted or _HOUSEHOLD

    def _words(self, context: BlockContext, match: "regex.Match[str]") -> tuple[int, int] | None:
        """The clause of a goal, from its word of wanting or from «không»; None for a state or a condition."""
        lowered, at = context.lowered, match.start()
        start, end = context.clause(at)
        end = min(end, context.block.end)
        goal, left = self._goal.compiled_goal, at - _REACH
        sentence = max(context.sentence(at)[0], left)
        wanted = goal.search(lowered, max(start, left), at) or goal.search(lowered, sentence, at)
        opens = not lowered[max(start, left) : at].strip(" –+-") or _OPENS.search(
            lowered, max(start, at - 4), at
        )
        if not (wanted or opens) or _CONDITION.search(lowered, max(start, left), min(end, at + _REACH)):
            return None
        behind = _ANOTHER.search(lowered, match.end(), end)
        words = lowered[at : behind.start() if behind else end].rstrip(" .;,)")
        leads = (
            wanted is not None and wanted.start() >= start and not _FIGURE.search(lowered, wanted.end(), at)
        )
        return (wanted.start() if wanted and leads else at), at + len(words)
