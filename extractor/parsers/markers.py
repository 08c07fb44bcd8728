"""Numbers and bullets that open a line: Phần thứ nhất, Chương I, Điều 1, A., I., 1., 1.1., a), -, +.

Forms of Decree 30/2020/NĐ-CP (appendix I, part II) and those in use beside it.
"""

from dataclasses import dataclass

import regex

_ROMAN = r"(?=[IVXL])(?:X{0,3})(?:IX|IV|V?I{0,3}|L)"
_ORDINAL = r"(?:thứ\s+\p{Ll}+(?:\s+(?:một|hai|ba|tư|năm))?|[IVX]+|\d{1,2})"
_FORMS: tuple[tuple[str, str], ...] = (
    ("part", rf"(?i:phần)\s+(?i:{_ORDINAL})(?=[\s.:,–-]|$)[.:]?"),
    ("chapter", r"(?i:chương)\s+(?:[IVXL]+|\d{1,2})(?=[\s.:,–-]|$)[.:]?"),
    (
        "appendix",
        r"(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|BIỂU SỐ|Biểu số|PHỤ BIỂU|Phụ biểu)"
        r"(?:\s+(?:số\s+|SỐ\s+)?(?:[IVXL]+|\d{1,2}))(?=[\s.:,–-]|$)[.:]?",
    ),
    ("article", r"(?:Điều|ĐIỀU)\s+\d{1,3}\p{Ll}?(?:[.:]|(?=\s|$))"),
    ("roman", rf"{_ROMAN}\s?(?:[.):]|/(?!v\b)|[-–](?=\s))(?!\d)"),
    ("letter", r"[A-HĐ]\s?[.)/](?=\s|\p{Lu}\p{Ll})"),
    ("decimal3", r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?:[.):](?!\d)|(?=\s+\p{Lu}))"),
    ("decimal2", r"\d{1,2}\.\d{1,2}(?:[.):](?!\d)|(?=\s+\p{Lu}))"),
    ("arabic", r"\d{1,3}\s?(?:[.)](?!\d)|/(?=\s)|[-–](?=\s+\p{Lu}))"),
    ("enclosed", r"\((?:\d{1,2}|\p{Ll}|[ivx]{1,4})\)"),
    ("small_dotted", r"[a-eđgh]\.?\d{1,2}(?:[.)](?!\d)|(?=\s+\p{Lu}))"),
    ("small", r"[a-zđ]\s?[.)/](?=\s|\p{Lu}|$)"),
    ("dash", r"[-–—−](?=\s|\p{L}|\d)"),
    ("plus", r"\+(?=\s|\p{L})"),
    ("star", r"[*•▪●○♦◆➢►✓·](?=\s|\p{L})"),
)
_MARKER = regex.compile(
    r"\s*(?P<marker>" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS) + r")\s*"
)
BULLETS = frozenset({"dash", "plus", "star"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the head of a line: its form, its words as printed, where the body begins."""

    form: str
    text: str
    body: int


def read_marker(line: str) -> Marker | None:
    """The number or bullet that opens the line, or None.

    >>> read_marker("2.1. Các chỉ tiêu")
    Marker(form='decimal2', text='2.1.', body=5)
    >>> read_marker("1.240 hộ") is None
    True
    """
    match = _MARKER.match(line)
    if match is None or match.lastgroup is None:
        return None
    form = next(name for name, _ in _FORMS if match[name] is not None)
    return Marker(form, match["marker"].strip(), match.end())
