"""Goals stated in words: «phấn đấu không còn hộ nghèo» is a target of 0 households."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.naming import IndicatorNamer, first_named
from extractor.extraction.quantities import Kind, Quantity
from extractor.extraction.timing import Timing
from extractor.records import Direction, Target
from extractor.rulebook.figures import ZeroGoal

_SUBJECT_REACH = 120


def zero_goals(
    context: BlockContext, setting: Setting, goal: ZeroGoal, namer: IndicatorNamer, timing: Timing
) -> Iterator[Target]:
    """The zero goals of one block, in order."""
    block = context.block
    for match in goal.compiled.finditer(context.lowered, block.body, block.end):
        start, end = context.sentence(match.start())
        wanted = goal.compiled_goal.search(context.lowered, start, match.start())
        if wanted is None or timing.status(context, match.start()) != "target":
            continue
        words = context.text.text[start : min(end, block.end)].rstrip(" .;")
        subject = match.start("what")
        unit = "house" if match["what"].startswith("nhà") else "household"
        quantity = Quantity(Kind.COUNT, match.start(), subject, subject, Decimal(0), unit)
        named = first_named(
            namer.candidates(quantity),
            context.lowered[subject : start + len(words)][:_SUBJECT_REACH],
            quantity,
        )
        cue = context.cue("direction", context.clause(match.start())[0], match.start())
        yield Target(
            doc=context.text.doc,
            text=" ".join(words.split()),
            span=(start, start + len(words)),
            page=block.page,
            section=setting.section_path(context.outlined),
            rule_id="zero-goal",
            figure=(match.start(), subject - 1),
            indicator=named[0] if named else "other",
            indicator_text=context.text.quote(subject, start + len(words)),
            value=Decimal(0),
            unit=unit,
            direction=cast(Direction, cue.value) if cue else "reach",
            year=timing.year(context, match.start(), "target"),
            status="target",
        )
