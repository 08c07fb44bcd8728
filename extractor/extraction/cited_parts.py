"""Parts of documents: «điểm a, b khoản 2 Điều 5», «khoản 1 và khoản 2 Điều này»."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor import regex

_GLUE = r"(?:,? ?và |,? ?hoặc |, ?| đến hết | đến )"
_OF = r"(?:,? ?(?:của )?(?:các )?| và các )"
_WINDOW = 200
# A figure after «Điều 5 và» that counts something is no second article («và 10 hộ»).
_NO_COUNT = (
    r"(?! (?!của|điều|khoản|này|và|hoặc|đến|nghị|quyết|luật|thông|bộ|pháp|hiến|chỉ|quy|mục|chương|phụ)\p{L})"
)
_PART_WORDS = regex.compile(r"(?:các )?(?:điểm|khoản|điều|từ) ")


def _listed(name: str, word: str, item: str) -> str:
    """One item or several, the word repeated or not: «khoản 1, 2 và khoản 4»."""
    one = rf"{item}(?![\p{{L}}\d]|[.,/]\d| ?%)"
    return rf"{word} (?:số )?(?P<{name}>{one}(?:{_GLUE}(?:từ )?(?:(?:các )?{word} {one}|{one}{_NO_COUNT})){{0,20}})"


_POINTS = _listed("points", "điểm", r"[a-zđ](?:\.?\d{1,2})?")
_CLAUSES = _listed("clauses", "khoản", r"\d{1,3}[a-zđ]?")
_ARTICLES = _listed("articles", "điều", r"\d{1,3}[a-zđ]?")
_CHAPTER = r"(?:(?:mục|phần|chương|phụ lục|phụ biểu) (?:[ivxl]{1,6}|\d{1,3}|[a-h])(?![\p{L}\d]))"
_ONE_ARTICLE = r"điều (?:số )?(?P<articles>\d{1,3}[a-zđ]?)(?![\p{L}\d]|[.,/]\d| ?%)"
_WITHIN = rf"(?:{_OF}{_CHAPTER}){{0,3}}"
_INNER = rf"(?:{_POINTS}(?:{_OF}{_CLAUSES})?|{_CLAUSES})"
_PART = (
    rf"(?<![\p{{L}}])(?:{_INNER}{_OF}(?:{_ONE_ARTICLE}|(?P<same>điều này)|{_CHAPTER}){_WITHIN}"
    rf"|(?:{_ARTICLES}|(?P<same>điều này)){_WITHIN}|(?:{_POINTS}{_OF})?(?P<same>khoản này))"
)
_ANY_PART = regex.compile(_PART)
_BEFORE = regex.compile(rf"{_PART}(?:,? ?(?:của |tại |trong |, )?(?:các )?(?:bản )?)$")
_ITEM = regex.compile(
    r"(?P<link>đến )?(?:hết )?(?<![\p{L}\d])(?P<item>\d{1,3}[a-zđ]?|[a-zđ](?:\.?\d{1,2})?)(?![\p{L}\d])"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part stands and what it is; several are joined («1, 2»), a range is «3-5».

    `same` says that the article is the one the words stand in («Điều này»).
    """

    start: int
    end: int
    article: str | None
    clause: str | None
    point: str | None
    same: bool = False

    @property
    def named(self) -> bool:
        """Whether an article, a clause or a point is named, not a chapter alone."""
        return self.same or any((self.article, self.clause, self.point))


def part_before(lowered: str, at: int, floor: int = 0) -> Part | None:
    """The part that stands right before a document's name: «khoản 2 Điều 5 của» Nghị định."""
    match = _BEFORE.search(lowered, max(floor, at - _WINDOW), at)
    return _part(match) if match is not None else None


def parts(lowered: str, start: int, end: int) -> Iterator[Part]:
    """Every part named between two offsets, in order."""
    for match in _ANY_PART.finditer(lowered, start, end):
        part = _part(match)
        if part is not None:
            yield part


def _part(match: "regex.Match[str]") -> Part | None:
    found = Part(
        start=match.start(),
        end=match.end(),
        article=_items(match["articles"]),
        clause=_items(match["clauses"]),
        point=_items(match["points"]),
        same=match["same"] is not None,
    )
    return found if found.named else None


def _items(words: str | None) -> str | None:
    """«1, 2 và khoản 4» as `1, 2, 4`, «62 đến điều 71» as `62-71`."""
    if words is None:
        return None
    out: list[str] = []
    plain = _PART_WORDS.sub("", words)
    for match in _ITEM.finditer(plain):
        if match["link"] and out:
            out[-1] = f"{out[-1]}-{match['item']}"
        else:
            out.append(match["item"])
    return ", ".join(out)
