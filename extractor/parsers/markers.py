"""Numbers and bullets that open a line: Phần thứ nhất, Chương I, Điều 1, A., I., 1., 1.1., a), -, +.

Forms of Decree 30/2020/NĐ-CP (appendix I, part II) and those in use beside it.
"""

from extractor import regex
from extractor.values import dataclass

_ROMAN = r"(?=[IVXL])(?:X{0,3})(?:IX|IV|V?I{0,3}|L)"
_MISREAD = r"(?=[IVX]{0,3}l)(?:[Il]{2,3}|[Il][VX]|V[Il]{1,3}|X[Il]{1,3})"  # I read as l by a scanner
# What follows a number that is a heading's: a title or nothing. «Điều 3 của Luật …» is a mention.
_TITLED = r"(?=\s*$|\s*[–-]|\s+(?!Luật|Nghị|Thông|Quyết|Bộ luật|Hiến)[\p{Lu}“\"(])"
_ORDINAL = r"(?:thứ\s+\p{Ll}+(?:\s+(?:một|hai|ba|tư|năm))?|[IVX]+|\d{1,2})"
_FORMS: tuple[tuple[str, str], ...] = (
    ("part", rf"(?i:phần)\s+(?i:{_ORDINAL})(?:[.:]|{_TITLED})"),
    ("chapter", rf"(?i:chương)\s+(?:[IVXL]+|\d{{1,2}})(?:[.:]|{_TITLED})"),
    ("division", r"(?:MỤC|Mục)\s+(?:[IVXL]+|\d{1,2})(?:[.:]|(?=\s*$))"),
    (
        "appendix",
        r"(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|BIỂU SỐ|Biểu số|PHỤ BIỂU|Phụ biểu)"
        r"(?:\s+(?:số\s+|SỐ\s+)?(?:[IVXL]+|\d{1,2}))(?=[\s.:,–-]|$)[.:]?",
    ),
    ("article", rf"(?:Điều|ĐIỀU)\s+\d{{1,3}}\p{{Ll}}?(?:[.:]|{_TITLED})"),
    (
        "roman",
        rf"(?:{_ROMAN}\s?(?:[.):]|/(?!v\b)|[-–](?=\s))(?!\d)|{_MISREAD}[.)/](?=\s*\p{{Lu}})"
        rf"|(?:I{{1,3}}|I?V|VI{{2,3}}|IX)(?=\s+\p{{Lu}}{{2}}[^\p{{Ll}}\d]{{4,120}}$))",
    ),
    ("letter", r"[A-HĐ]\s?[.)/](?=\s|\p{Lu}\p{Ll})"),
    ("decimal4", r"\d{1,2}(?:\.\d{1,2}){3}(?:[.):](?!\d)|(?=\s+\p{Lu}))"),
    ("decimal3", r"\d{1,2}(?:\.\d{1,2}){2}(?:[.):](?!\d)|(?=\s+\p{Lu}))"),
    ("decimal2", r"\d{1,2}\.\d{1,2}(?:[.):](?!\d)|(?=\s+\p{Lu}))"),
    ("arabic", r"\d{1,3}\s?(?:[.)](?!\d)|/(?=\s)|[-–](?=\s+\p{Lu}))"),
    ("enclosed", r"\((?:\d{1,2}|\p{Ll}|[ivx]{1,4})\)"),
    ("small_dotted", r"[a-eđgh]\.?\d{1,2}(?:[.)](?!\d)|(?=\s+\p{Lu}))"),
    ("small", r"[a-zđ]\s?[.)/](?=\s|\p{Lu}|$)"),
    ("dash", r"[-–—−](?=\s|\p{L}|\d)"),
    ("plus", r"\+(?=\s|\p{L})"),
    ("star", r"[*•▪●○♦◆➢►✓✔■□▫→⇒·\uf0a7\uf0b7\uf0d8\uf0fc](?=\s|\p{L})|o(?=\s+\p{Lu})"),
)
_MARKER = regex.compile(r"\s*(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS) + r")\s*")
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
    form = match.lastgroup
    return Marker(form, match[form].strip(), match.end())
