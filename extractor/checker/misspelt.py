"""Slips that need no set phrase: syllables that no tongue can say, or parted by a space, or with a capital in them;
words said twice, stops before words, «so» before a number."""

from collections.abc import Collection, Iterator, Set
from unicodedata import normalize

from extractor import regex
from extractor.language.lexicon import known_pairs, known_syllables, known_words
from extractor.language.text import canonical
from extractor.plantext import PlanText, Span

# A syllable that ends in a stop bears the tone sắc or nặng: «nươc», «viêc» are none.
_TONELESS = "aăâeêioôơuưyàầằèềìòồờùừỳảẩẳẻểỉỏổởủửỷãẫẵẽễĩõỗỡũữỹ"
_STOPPED = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\d./@_-])\p{{Ll}}{{0,5}}[{_TONELESS}](?:ch|[cpt])(?![\p{{L}}\p{{M}}\d/@_-])"
)
_SHAPE = regex.compile(
    r"(?:ngh|ng|nh|ch|tr|th|ph|kh|gh|gi|qu|[bcdđghklmnpqrstvx])?(?P<vowels>[aeiouy]{1,3})(?:ch|[cpt])"
)
_SHAPED_VOWEL = regex.compile("[\u0302\u0306\u031b\u0300\u0309\u0303đ]")
_WRONG_TONES = {ord(mark): None for mark in "\u0300\u0309\u0303"}
_TONES = ("\u0301", "\u0323")
_MARKS = regex.compile(r"\p{M}+")
_VOWEL = regex.compile(r"[aeiouy]\p{M}*")
_WORD_BEFORE, _WORD_BEHIND = regex.compile(r"(\p{L}+) $"), regex.compile(r" (\p{L}+)")
_REACH = 12
# «qu y định», «c hấp thuận»: letters that are no syllable, parted from the rest of theirs.
_CONSONANTS = (*["ngh", "ng", "nh", "ch", "tr", "th", "ph", "kh", "gh", "gi", "qu"], *"bcdđghklmnpqrstvx")
_PARTED = regex.compile(
    rf"[ \n](?P<first>{'|'.join(_CONSONANTS)}) (?P<rest>\p{{Ll}}+)(?= (?P<next>\p{{Ll}}+))"
)
_LETTERED = regex.compile(  # «điểm c», «5 m»: a letter that is a name or a measure
    r"(?:\d|(?i:điểm|khoản|mục|hạng|loại|nhóm|lớp|tổ|khu|lô|tiết|bảng|phần|vitamin|gan|nhánh)) $"
)
_CAPITAL_WITHIN = regex.compile(r"(?<![\p{L}\p{M}\d@._/-])\p{Ll}+\p{Lu}\p{Ll}*(?![\p{L}\p{M}\d@_/])")
_MONTH_TWICE = regex.compile(r"(?<=\btháng\s\d{1,2}\s)tháng(?P<year>\s(?:19|20)\d{2})(?!\d)")
_PLAIN: set[str] = set()  # words of the plans before that are looked at no more: the same stand in every plan
_MOST_REMEMBERED = 65536
_TWICE_AFTER = regex.compile(  # «di động động»: the end of a word said again
    r" (?P<word>\p{Ll}{2,}) (?P=word)(?= (?P<next>\p{Ll}+)|[ ]?[,;.:)\n]|$)"
)
_OPENS_TWICE = regex.compile(  # «Căn cứ Căn cứ Kế hoạch …»: at the head of a line, where no name of an office ends
    r"(?m)^(?P<marker>[-+*• ]{0,3})(?P<first>\p{L}\p{Ll}+) (?P<second>\p{Ll}+) (?i:(?P=first) (?P=second))"
    r"(?![\p{L}\p{M}])"
)
_STOP = regex.compile(r"(?<=\p{Ll}{2} )\.(?=(\p{Ll}{2,})[ ,;\n])")
_SO = regex.compile(
    r"(?i)(?<![\p{L}])(?P<said>(?P<kind>chỉ thị|quyết định|nghị quyết|nghị định|thông tư|kế hoạch|công văn|hướng dẫn"
    r"|thông báo|báo cáo)\sso)\s(?=\d{1,5}(?:/\d{4})?[/-]\p{L})"
)
_SAID_SO = ("so", "So", "sO", "SO")


def misspelt(text: PlanText, everyday: Collection[str]) -> Iterator[tuple[Span, str]]:
    """Each such slip and what it should be; of two syllables that one may be, the one that `everyday` holds."""
    words = text.text
    apart = set(words.split())
    stopped, capital = _oddities(apart)
    for match in _STOPPED.finditer(words) if stopped else ():
        meant = _meant(words, match.span(), everyday)
        if meant is not None:
            yield match.span(), meant
    for match in _STOP.finditer(words) if " ." in words else ():
        if canonical(match[1]) in known_syllables():  # and no ending of a file's name
            yield (match.start(), match.end(1)), match[1]
    if not apart.isdisjoint(_CONSONANTS):
        yield from _parted(words)
    if capital:
        yield from _capitals(words)
    for match in _MONTH_TWICE.finditer(words):
        yield match.span(), f"năm{match['year']}"
    for match in _SO.finditer(words) if not apart.isdisjoint(_SAID_SO) else ():
        yield match.span("said"), f"{match['kind']} số"


def twice(
    text: PlanText, ends: Collection[str], beside: Collection[tuple[str, str]]
) -> Iterator[tuple[Span, str]]:
    """Words that stand twice where no other could begin: the span of both, and the words once.

    `ends` are the syllables that seldom open a word behind the one that they end; `beside` tells which of them
    stand twice side by side in the text, in canonical spelling.
    """
    words, known = text.text, known_words()
    is_any_twice = any((end, end) in beside for end in ends)
    for match in _TWICE_AFTER.finditer(words) if is_any_twice else ():
        word, at = canonical(match["word"]), match.start("word")
        before = _WORD_BEFORE.search(words, max(0, at - _REACH), at) if word in ends else None
        goes_on = match["next"] is not None and (word, canonical(match["next"])) in known_pairs()
        if before is not None and (canonical(before[1]), word) in known and not goes_on:
            yield (at, match.end()), match["word"]
    for match in _OPENS_TWICE.finditer(words):
        first, second = canonical(match["first"]), canonical(match["second"])
        if first != second and (first, second) in known:
            yield (match.start("first"), match.end()), f"{match['first']} {match['second']}"


def _oddities(apart: Set[str]) -> tuple[bool, bool]:
    """Whether in any of these words may be a stop that lacks its tone, and in any a capital within."""
    new = apart - _PLAIN
    joined = f" {' '.join(new)} "
    stopped, capital = (
        {
            joined[joined.rfind(" ", 0, m.start()) + 1 : joined.find(" ", m.end())]
            for m in odd.finditer(joined)
        }
        for odd in (_STOPPED, _CAPITAL_WITHIN)
    )
    if len(_PLAIN) > _MOST_REMEMBERED:
        _PLAIN.clear()
    _PLAIN.update(new - stopped - capital)
    return bool(stopped), bool(capital)


def _parted(words: str) -> Iterator[tuple[Span, str]]:
    known = known_words()
    for match in _PARTED.finditer(words):
        rest, following = canonical(match["rest"]), canonical(match["next"])
        joined = canonical(match["first"] + match["rest"])
        if (joined, following) in known and (rest, following) not in known:
            start = match.start("first")
            if _LETTERED.search(words, max(0, start - _REACH), start) is None:
                yield (start, match.end("rest")), match["first"] + match["rest"]


def _capitals(words: str) -> Iterator[tuple[Span, str]]:
    for match in _CAPITAL_WITHIN.finditer(words):
        lowered = match[0].lower()
        if not lowered.isascii() and canonical(lowered) in known_syllables():
            yield match.span(), lowered


def _meant(text: str, span: Span, everyday: Collection[str]) -> str | None:
    """The syllable with the tone that it lacks; None where it may be said, is foreign, or may be two."""
    written = normalize("NFD", text[slice(*span)])
    bare = _MARKS.sub("", written)
    known = known_syllables()
    if (
        _SHAPED_VOWEL.search(written) is None
        or _SHAPE.fullmatch(bare) is None
        or canonical(text[slice(*span)]) in known
    ):
        return None
    toneless = written.translate(_WRONG_TONES)
    at = max(match.end() for match in _VOWEL.finditer(toneless))
    meant = [canonical(normalize("NFC", toneless[:at] + tone + toneless[at:])) for tone in _TONES]
    likely = [syllable for syllable in meant if syllable in known]
    if len(likely) > 1:
        likely = [s for s in likely if s in everyday or _makes_a_word(text, span, s)]
    return likely[0] if len(likely) == 1 else None


def _makes_a_word(text: str, span: Span, syllable: str) -> bool:
    """Whether a syllable and a word beside its place are a word of the dictionary."""
    before = _WORD_BEFORE.search(text, max(0, span[0] - _REACH), span[0])
    behind = _WORD_BEHIND.match(text, span[1])
    pairs = [(canonical(before[1]), syllable)] if before else []
    pairs += [(syllable, canonical(behind[1]))] if behind else []
    return not known_pairs().isdisjoint(pairs)
