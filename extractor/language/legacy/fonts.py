"""What a font's name says of the codes of its letters. It proves nothing: the words decide."""

from functools import lru_cache
from typing import NamedTuple

from extractor import regex

PICTURES = "pictures"
_SUBSET = regex.compile(r"^[A-Z]{6}\+")
_FAMILIES = (
    (
        regex.compile(r"(?i)\.vn|vn(?:time|arial|times|courier|helvet|avant|book|souther|black|clarendon)"),
        "tcvn3",
    ),
    (regex.compile(r"(?i)vni[-_ ]|vni(?:times|helve|arial|aptima|bodon|centur|univer|palatin)"), "vni"),
    (regex.compile(r"(?i)vps[-_ ]"), "vps"),
    (regex.compile(r"(?i)(?:open)?symbol|wingdings|webdings|zapf|marlett|mt ?extra"), PICTURES),
)
_STYLE = regex.compile(r"(?i)(?:[,-]?[ ]?(?:bold|italic|oblique|regular|mt))+$")
_CAPITALS = regex.compile(r"[a-z\d]H$|^[^a-z]{5,}H$")


class Claim(NamedTuple):
    """The encoding that a font was made for (a key, None for Unicode), and whether it has capitals only.

    `PICTURES` is the key of fonts of signs, whose codes are no letters in any encoding.
    """

    key: str | None = None
    capitals: bool = False


_NONE = Claim()


@lru_cache(maxsize=1024)
def claim_of(font: str | None) -> Claim:
    """The claim of a font's name: «.VnTimeH» are TCVN3 letters that print as capitals, «VNI-Times» is VNI."""
    name = _SUBSET.sub("", font or "")
    for family, key in _FAMILIES:
        if family.match(name):
            return Claim(key, _CAPITALS.search(_STYLE.sub("", name)) is not None)
    return _NONE
