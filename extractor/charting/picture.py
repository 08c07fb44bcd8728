"""A chart as a picture: Vietnamese figures, and a font that has the letters."""

from pathlib import Path
from typing import Any, Final, Literal

from PIL import ImageFont

from extractor.charting.narrow import narrowed
from extractor.drawing.fonts import vietnamese_font
from extractor.errors import ExtractorError
from extractor.reporting.words import WORDS, Lang

_SCALE: Final = 2  # of a .png, so that it can be printed
_NUMBERS: Final = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " ₫"]},
}
_USUAL: Final = "DejaVu Sans"
_INK, _FAINT = "#222222", "#DDDDDD"
_DARK: Final = {
    _INK: "#e7e9eb",
    "#333333": "#e7e9eb",
    "#555555": "#a5afb8",
    _FAINT: "#323b44",
    "white": "#1a2128",
    "#0072B2": "#56B4E9",
    "#7F7F7F": "#a5afb8",
}


class MissingExtra(ExtractorError):
    """The packages that draw charts are not installed."""


def missing_extra() -> MissingExtra:
    """The error that names the extra."""
    return MissingExtra(*WORDS["compare.no_charts"])


def picture(
    spec: dict[str, Any],
    form: Literal["svg", "png"],
    lang: Lang,
    *,
    is_dark: bool = False,
    is_narrow: bool = False,
) -> bytes:
    """The drawn chart, on white or for a dark page, with `is_narrow` as wide as a phone.

    Raises MissingExtra where the extra [charts] is not installed.
    """
    try:
        import vl_convert  # noqa: PLC0415
    except ImportError as error:
        raise missing_extra() from error
    font = vietnamese_font()
    if font is not None:
        vl_convert.register_font_directory(str(font.parent))
    drawing = _config(_family(font))
    if is_narrow:
        spec = narrowed(spec)
        drawing["legend"]["columns"] = 1
    given = {**spec, "config": drawing}
    if is_dark:
        given = _darkened(given)
    if form == "svg":
        drawn = vl_convert.vegalite_to_svg(given, format_locale=_NUMBERS[lang])
        return str(drawn).encode()
    return bytes(vl_convert.vegalite_to_png(given, scale=_SCALE, format_locale=_NUMBERS[lang]))


def _darkened(part: Any) -> Any:
    """The same with every colour as it reads on a dark page."""
    if isinstance(part, dict):
        return {key: _darkened(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_darkened(value) for value in part]
    return _DARK.get(part, part) if isinstance(part, str) else part


def _family(font: Path | None) -> str:
    if font is None:
        return f"{_USUAL}, sans-serif"
    name, _ = ImageFont.truetype(str(font), 12).getname()
    return f"{name}, {_USUAL}, Noto Sans, Arial, sans-serif"


def _config(family: str) -> dict[str, Any]:
    text = {"labelFont": family, "titleFont": family, "labelColor": _INK, "titleColor": _INK}
    return {
        "background": "white",
        "font": family,
        "view": {"stroke": None},
        "axis": {
            **text,
            "gridColor": _FAINT,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {
            **text,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "orient": "bottom",
            "labelLimit": 320,
            "columns": 4,
        },
        "header": {**text, "labelFontSize": 13, "labelFontWeight": "bold"},
        "title": {
            "color": _INK,
            "font": family,
            "subtitleFont": family,
            "fontSize": 16,
            "subtitleFontSize": 12,
            "subtitleColor": "#555555",
            "anchor": "start",
            "frame": "bounds",
            "offset": 14,
            "subtitlePadding": 5,
        },
        "text": {"font": family, "fontSize": 12},
    }
