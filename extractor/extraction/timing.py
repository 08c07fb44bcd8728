"""When a figure holds: planned, reached, estimated or at the start, and for which year."""

import regex

from extractor.extraction.context import BlockContext, Setting
from extractor.language.cues import Cue
from extractor.rulebook.figures import HeadingRules

_YEAR_CUE = regex.compile(r"\bnăm (?P<year>(?:19|20)\d{2})(?!\d| ?[-–] ?\d)")
_FROM = regex.compile(r"\b(?:từ|so với|giai đoạn|tại|theo|căn cứ)[\p{L} ]*$")
_WINDOW = 600
_COMPARED = "so với "
_PLANNED, _ASSIGNED = "target", "assigned"
_RESULT_TYPES = frozenset({"Báo cáo"})
_PAST = frozenset({"actual", "estimate", "baseline"})


class Timing:
    """Reads status and year of figures; made once a plan."""

    def __init__(self, setting: Setting, headings: HeadingRules) -> None:
        self._setting = setting
        self._status = [(cue.id, cue.compiled) for cue in headings.status]
        self._by_section: dict[int | None, str] = {}

    def status(self, context: BlockContext, offset: int) -> str:
        """`target`, `actual`, `estimate` or `baseline` for the figure at `offset`.

        The last cue before it in its sentence decides, else the headings above, else the kind of document.
        """
        start = max(context.sentence(offset)[0], offset - _WINDOW)
        cue = context.cue("status", start, offset)
        above = self._above(context)
        if cue is not None and self._decides(context, cue, above):
            return _PLANNED if cue.value == _ASSIGNED else cue.value
        if above == _PLANNED and cue is None and self._is_past(context, start, offset):
            return "actual"
        return above

    @staticmethod
    def _decides(context: BlockContext, cue: Cue, above: str) -> bool:
        """A goal among results is one already met; «so với đầu năm» only compares."""
        compared = context.lowered[max(0, cue.start - len(_COMPARED)) : cue.start] == _COMPARED
        return not compared and not (cue.value == _PLANNED and above == "actual")

    def _is_past(self, context: BlockContext, start: int, offset: int) -> bool:
        """A year before the one planned for, named last before the figure, in no span that leads on."""
        first = self._setting.plan_year or (self._setting.period[0] if self._setting.period else None)
        named = list(_YEAR_CUE.finditer(context.lowered, start, offset))
        if first is None or not named:
            return False
        return (
            int(named[-1]["year"]) < first and _FROM.search(context.lowered, start, named[-1].start()) is None
        )

    def _above(self, context: BlockContext) -> str:
        section = context.outlined.section
        if section not in self._by_section:
            self._by_section[section] = self._of_headings(self._setting.headings(context.outlined))
        return self._by_section[section]

    def _of_headings(self, titles: tuple[str, ...]) -> str:
        for title in titles:
            lowered = title.lower()
            for status, pattern in self._status:
                if pattern.search(lowered):
                    return status
        return "actual" if self._setting.doc_type in _RESULT_TYPES else "target"

    def year(self, context: BlockContext, offset: int, status: str) -> int | None:
        """The year named last before the figure in its sentence, else by the headings, else by status."""
        start = max(context.sentence(offset)[0], offset - _WINDOW)
        named = [int(m["year"]) for m in _YEAR_CUE.finditer(context.lowered, start, offset)]
        if named:
            return named[-1]
        for title in self._setting.headings(context.outlined):
            years = [int(m["year"]) for m in _YEAR_CUE.finditer(title.lower())]
            if years:
                return years[-1]
        plan_year = self._setting.plan_year
        if plan_year is None:
            return None
        past = status in _PAST and self._setting.doc_type not in _RESULT_TYPES
        return plan_year - 1 if past else plan_year
