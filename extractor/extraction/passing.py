"""The day that a people's council passed its resolution, where no dateline gives one."""

from extractor import regex
from extractor.language.dates import find_dates
from extractor.language.text import canonical
from extractor.plantext import PlanText

RESOLUTION = "Nghị quyết"
_LAST_BLOCKS = 40  # recipients and signature may stand behind the words
_WORDS, _DAY = canonical(RESOLUTION), "ngày "
_PASSED = regex.compile(
    r"^\W*nghị quyết(?: này)?(?: đã)? được (?:hội đồng nhân dân|hđnd)\b[^.;:]{0,160}?\bthông qua,? (?:vào )?(?=ngày \d)"
)


def passed_on(text: PlanText) -> str | None:
    """The date of «Nghị quyết này đã được Hội đồng nhân dân … thông qua ngày …» at the end of a text."""
    for block in reversed(text.blocks[-_LAST_BLOCKS:]):
        words = canonical(text.words(block))
        passed = _PASSED.match(words) if _WORDS in words else None
        date = next(find_dates(words, passed.end()), None) if passed is not None else None
        if date is not None and passed is not None and date.start - passed.end() <= len(_DAY):
            return date.iso
    return None
