"""Signs of picture fonts (Symbol, Wingdings) as plain characters: comparisons, ticked boxes, bullets."""

import re
from typing import Final

_SYMBOL = {
    0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xC5: "⊕", 0xD7: "·", 0xDE: "⇒",
    0xE5: "∑",
}  # fmt: skip
_DRAWN_BULLETS = dict.fromkeys((0x6C, 0x6E, 0x71, 0x74, 0x75, 0x76, 0x77, 0x9F, 0xA7, 0xD8, 0xB7), "•")
_WINGDINGS = _DRAWN_BULLETS | {
    0x6F: "☐", 0x70: "☐", 0x72: "☐", 0xA8: "☐", 0x78: "☒", 0xFD: "☒", 0xFE: "☑", 0xFB: "✗", 0xFC: "✓",
    0xE0: "→", 0xE8: "→", 0xF0: "⇒",
}  # fmt: skip
_WINGDINGS_2 = {0x30: "☐", 0xA3: "☐", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗", 0x97: "•"}
_FONTS: Final = (
    ("wingdings 2", _WINGDINGS_2),
    ("wingdings", _WINGDINGS),
    ("webdings", {0x61: "✓", 0x63: "☐", 0x72: "✗", 0x3D: "•", 0x34: "•"}),
    ("symbol", _SYMBOL),
)
_PRIVATE = range(0xF000, 0xF100)  # where Word keeps the codes of such fonts
_PRIVATE_SIGN = re.compile("[\uf000-\uf0ff]")
_UNCERTAIN = _SYMBOL | {0xA7: "•", 0xD8: "•", 0xFC: "✓"}  # their font is not named
_LONGEST = 2


def sign(code: int, font: str) -> str:
    """The sign of a `w:sym`; a space for a picture that says nothing."""
    table = _table(font)
    if code not in _PRIVATE and table is None:
        return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return (_UNCERTAIN if table is None else table).get(code & 0xFF, " ")


def plain(text: str, font: str) -> str:
    """The words of a run with the signs of picture fonts in plain characters.

    In such a font only one or two characters are taken for signs: Word shows longer words in another font.
    Letters and digits without a sign stay.
    """
    table = _table(font) if font and len(text.strip()) <= _LONGEST else None
    if table is not None:
        return "".join(table.get(ord(c) & 0xFF, " " if ord(c) in _PRIVATE else c) for c in text)
    if text.isascii() or _PRIVATE_SIGN.search(text) is None:
        return text
    return _PRIVATE_SIGN.sub(lambda match: _UNCERTAIN.get(ord(match[0]) & 0xFF, match[0]), text)


def _table(font: str) -> dict[int, str] | None:
    name = font.lower()
    return next((table for start, table in _FONTS if name.startswith(start)), None)
