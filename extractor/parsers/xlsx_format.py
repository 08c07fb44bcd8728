"""Numbers of a workbook as their cells show them, written as Vietnamese figures: 1.234,5 and 31/12/2025."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

GENERAL: Final = "General"
_SHORT_DATE = 14  # the builtin form that follows the country's own
_TOKEN = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|E[+-]0+|[0#?.,]+|.', re.DOTALL)
_CORE = re.compile(r"[0#?.,]+$")
_CURRENCY = re.compile(r"\[\$([^\]-]*)")
_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_SHOWN_DIGITS = 11  # of a number without a form of its own
_STORED_DIGITS = 15
_MOST_DIGITS = 40
_STORED = Context(prec=_STORED_DIGITS, rounding=ROUND_HALF_UP)  # what a workbook holds of a number, and shows
_WIDE = Context(prec=4 * _MOST_DIGITS)
_CONDITION = re.compile(r"\[\s*[<>=]")  # «[>=1000]#,##0»: such a number is shown plainly
_ELAPSED = re.compile(r"\[(h+|m+|s+)\](.*)", re.DOTALL)  # «[h]:mm»: hours on end, not of a day
_UNITS = {"h": 3600, "m": 60, "s": 1}
_LAST_DAY = 2_958_465  # 31/12/9999
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class _Form:
    """One section of a number format: words before and after the digits, and how many digits."""

    before: str = ""
    after: str = ""
    whole: int = 0  # digits at least
    decimals: tuple[int, int] = (0, 0)  # at least, at most
    grouped: bool = False
    percents: int = 0
    thousands: int = 0  # how many times a thousand the number is shown smaller
    digits: bool = True  # False: words alone
    general: bool = False


def builtin_format(number: int) -> str:
    """The code of a format that every workbook knows by its number."""
    if number == _SHORT_DATE:
        return "d/m/yyyy"
    return str(BUILTIN_FORMATS.get(number, GENERAL))


def shown(stored: str, code: str, *, from_1904: bool = False) -> str:
    """A stored number as the cell with this format shows it; as stored where it is no number.

    >>> shown("1234567.5", "#,##0.0"), shown("0.0825", "0.00%"), shown("45657", "dd/mm/yyyy")
    ('1.234.567,5', '8,25%', '31/12/2024')
    """
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return stored
    number = _STORED.plus(number)
    if is_date_format(code):
        return _date(number, code.lower(), from_1904=from_1904) or _general(number)
    return _general(number) if _CONDITION.search(code) else _written(number, code)


def _written(number: Decimal, code: str) -> str:
    forms = _forms(code)
    signed = number < 0 and len(forms) == 1  # a second section says itself how it shows a minus
    at = 1 if number < 0 else 2 if number == 0 else 0
    form = forms[at] if at < len(forms) else forms[0]
    if form.general:
        return _general_form(number, form)
    if not form.digits:
        return form.before.strip()
    size = abs(number).scaleb(2 * form.percents - 3 * form.thousands)
    figure = _figure(size, form)
    minus = "-" if signed or (number < 0 and _is_negative(form)) else ""
    minus = minus if any(c in "123456789" for c in figure) else ""
    before, after = (words.replace("(", "").replace(")", "") for words in (form.before, form.after))
    return (before.replace("-", "", 1) if minus else before).lstrip() + minus + figure + after.rstrip()


def _general_form(number: Decimal, form: _Form) -> str:
    """A number without digits of a form; a minus once, whether brackets, a minus or nothing say it."""
    if number >= 0:
        return form.before + _general(number) + form.after
    before, after = form.before.replace("(", "").replace("-", "", 1), form.after.replace(")", "")
    return before + "-" + _general(-number) + after


def _is_negative(form: _Form) -> bool:
    """A section for numbers below nought: brackets and a minus both say so."""
    return True if "(" in form.before or "-" in form.before else not form.before.strip()


def _figure(size: Decimal, form: _Form) -> str:
    least, most = form.decimals
    rounded = size.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP, context=_WIDE)
    whole, _, decimals = f"{rounded:f}".partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    whole = whole.rjust(max(form.whole, 1), "0")
    if form.grouped:
        whole = f"{int(whole):,}".replace(",", ".").rjust(form.whole, "0")
    return whole + ("," + decimals if decimals else "")


def _general(number: Decimal) -> str:
    """A number without a form: whole, or rounded to the digits that a cell shows."""
    whole = number.to_integral_value()
    places = min(_SHOWN_DIGITS, _STORED_DIGITS) - max(1, len(f"{abs(whole):f}"))
    rounded = number.quantize(Decimal(1).scaleb(-max(0, places)), rounding=ROUND_HALF_UP, context=_WIDE)
    words = f"{rounded:f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return "0" if words in ("-0", "") else words.replace(".", ",")


@lru_cache(maxsize=512)
def _forms(code: str) -> tuple[_Form, ...]:
    return tuple(_form(section) for section in _SECTIONS.split(code)[:3]) or (_Form(general=True),)


def _form(section: str) -> _Form:
    before, after, core, percents = "", "", "", 0
    for token in _TOKEN.findall(section):
        if _CORE.match(token) and not after.strip():
            core += token
        elif token == "%":
            percents += 1
            after += token
        elif core:
            after += _literal(token)
        else:
            before += _literal(token)
    if GENERAL.lower() in before.lower():
        start = before.lower().index(GENERAL.lower())
        return _Form(before[:start], before[start + len(GENERAL) :], general=True)
    if re.search(r"[0#?/]|E[+-]", after) or "@" in before:
        return _Form(general=True)
    if not any(c in "0#" for c in core):  # `"-"??` pads a dash
        return _Form(before, after, digits=False)
    return _of_digits(core, before, after, percents)


def _of_digits(core: str, before: str, after: str, percents: int) -> _Form:
    digits = core.rstrip(",")
    whole, _, decimals = digits.partition(".")
    thousands = len(core) - len(digits) + len(whole) - len(whole.rstrip(","))
    whole = whole.rstrip(",")
    return _Form(
        before,
        after,
        whole=min(whole.count("0"), _MOST_DIGITS),
        decimals=(decimals.count("0"), min(len(decimals.replace(",", "")), _MOST_DIGITS)),
        grouped="," in whole,
        percents=percents,
        thousands=thousands,
    )


def _literal(token: str) -> str:
    """The words that a token of a format prints; colours, conditions and padding print none."""
    if token.startswith("["):
        match = _CURRENCY.match(token)
        return match[1] if match else ""
    if token[0] in "_*":
        return ""
    return token.strip('"') if token[0] == '"' else token.removeprefix("\\")


def _date(number: Decimal, code: str, *, from_1904: bool) -> str:
    """Day, month and year in the order of Vietnam, as far as the format shows them; "" beyond the calendar."""
    if not 0 <= number < _LAST_DAY - 1462:
        return ""
    code = _SECTIONS.split(re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]', "", code))[0]
    seconds = int((number * 86400).to_integral_value(ROUND_HALF_UP))
    if elapsed := _ELAPSED.search(code):
        return _duration(seconds, elapsed[1], elapsed[2])
    moment = _EPOCHS[from_1904] + timedelta(seconds=seconds)
    timed = "h" in code or "s" in code
    dated = "y" in code or "d" in code or ("m" in code and not timed)
    day = "%d/" if "dd" in code else f"{moment.day}/"
    month = "%m" if "mm" in code else f"{moment.month}"
    words = ""
    if dated:
        words = (day if "d" in code else "") + (month if "m" in code.partition("h")[0] else "")
        words += ("/" if words and not words.endswith("/") else "") + ("%Y" if "y" in code else "")
    words = words.strip("/") + (" " if dated and timed else "") + ("%H:%M" if timed else "")
    return moment.strftime(words)


def _duration(seconds: int, largest: str, smaller: str) -> str:
    """Time on end in the unit that stands in brackets, and in the smaller ones behind it."""
    whole, rest = divmod(seconds, _UNITS[largest[0]])
    words = str(whole).rjust(len(largest), "0")
    if largest[0] == "h" and "m" in smaller:
        words += f":{rest // 60:02}"
    return words + (f":{rest % 60:02}" if largest[0] != "s" and "s" in smaller else "")
