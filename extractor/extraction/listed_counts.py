"""Lists of places or times behind a count: figures that leave its unit out, and parts that measure what it does.

«Nà Mạ 17 tiêu chí, Pu Lùng 16», «làm nhà cho 12 hộ (Nà Mạ 05, Pu Lùng 07)», «giảm 36 hộ nghèo. Chia ra: quý I 16 hộ,
quý II 20 hộ», «dựng 12 nhà tại Nà Mạ (05), Pu Lùng (04), Tả Phìn (03)», and brackets whose bare figures make up the
count before them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor import regex
from extractor.extraction.candidates import OTHER
from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Kind, Quantity
from extractor.records import Target

_WORD = r"\p{Lu}\p{Ll}*(?:['’-]\p{L}+)*"
_RANK = r"(?i:xã|phường|thị trấn|tt\.?|huyện|thôn|bản|ấp|buôn|làng|khóm|xóm|khu|tổ)"
_PLACE = rf"(?:{_RANK} (?:{_WORD}|\d{{1,2}})|{_WORD} {_WORD})(?: {_WORD})*"
_ITEM = regex.compile(rf"[^\p{{L}}\d.]{{0,4}}(?:và |(?:gồm|trong đó|cụ thể)(?: có)?:? )?{_PLACE}:? ?")
_OPENS = regex.compile(r"^[ ,]*(?:gồm|trong đó|cụ thể)?(?: có)? ?[(:]")
# «131 hộ nghèo (Nà Cọ: 48; …)»: words of the count before the bracket.
_COUNTED = regex.compile(r"(?: (?!còn\b|giảm\b|tăng\b|gồm\b|trong\b)\p{Ll}+){1,4} ?(?=\()")
_NAMED = regex.compile(rf"(?:^|[\s(]){_PLACE}:? ?$")
_ENDS = regex.compile(r" ?(?:[,;.)](?!\d)|$| và )")
_BRACKET = regex.compile(r"[^\d.;:()]{0,40}\((?:(?:trong đó|gồm|cụ thể)(?: có)?:? )?")
_CALLED = regex.compile(r"[,;]? ?(?:và |(?:nghề|lớp) )?\p{L}[\p{L} /-]{1,40}[:]? ")
_ITEM_REACH, _NAME_REACH = 60, 40
_IN_BRACKET = rf"(?:(?i:thị xã|thành phố|quận|tp\.?) ?)?{_PLACE} ?\("
_FIRST_BRACKET = regex.compile(rf"(?:^|[\s:,;]){_IN_BRACKET}$")
_NEXT_BRACKET = regex.compile(rf"\)[,;]? ?(?:và )?{_IN_BRACKET}")
_LEAST_BRACKETS = 3
_AREAS = regex.compile(rf"{_RANK}(?: bản| dân cư| dân phố| phố| đội| khu)?")
_SENTENCE_END = regex.compile(r"[.!?…;](?=\s|$)")
_LEAST = 2  # items of a list, parts of a whole
# What a part is called by: a time, or a few words without a verb of change.
_PART = regex.compile(
    r"(?:(?:chia ra|trong đó|cụ thể|bao gồm|gồm|phân ra|chia theo \p{L}+)\W+)*(?:và |riêng |có )?"
    r"(?:(?:quý (?:[1-4]|i{1,3}|iv)|tháng \d{1,2}|\d tháng \p{L}+ năm|(?:trong )?năm (?:19|20)\d{2}|đợt \d)"
    r"|(?:(?!(?:giảm|tăng|còn|đạt|nâng|xuống|lên|thêm|mới)\b)[\p{L}'’-]+\.?(?: |(?=:)|$)){0,5})[: ]*(?:có )?"
)
_MOST_PARTS, _BETWEEN = 40, 3
# «cho 246 lượt hộ vay, chia ra: hộ nghèo 98 hộ, hộ cận nghèo 148 hộ»: whom a part of them is, and no count of the poor.
_WHOM = regex.compile(
    r"(?:(?:chia ra|trong đó|cụ thể|bao gồm|gồm|phân ra)\W+)*"
    r"(?:và )?hộ (?:(?:cận|mới thoát|thoát) )?nghèo[: ]*(?:có |là )?"
)
_NEXT_POOR = regex.compile(  # from such a count to the next, whose words are those of the poor
    r" ?hộ(?: (?:(?:cận|mới thoát|thoát) )?nghèo)?(?: (?!nghèo)\p{L}+){0,3}?[ ,;(:]*"
    r"(?:(?:trong đó|gồm|bao gồm):? ?)?(?:có |và )*"
)
_GETS = regex.compile(r"\b(?:cho|hỗ trợ|giúp|với|tham gia|hưởng lợi|thụ hưởng)\b[^,;.()]*$")
_POOR = "poverty"  # the family of counts of the poor


def with_units(
    context: BlockContext,
    quantities: Sequence[Quantity],
    counted: Callable[[BlockContext, Quantity], str | None],
) -> Sequence[Quantity]:
    """Bare figures behind names of places, with the unit of the count whose list they stand in: one that a place
    opens itself, or that a bracket or a colon opens behind the count.

    `counted` gives the word behind a bare figure that names what it counts."""
    if not any(quantity.kind is Kind.BARE for quantity in quantities[1:]):
        return quantities
    given = list(quantities)
    for index, found in enumerate(quantities[:-1]):
        anchor = found
        if anchor.kind is Kind.BARE and _is_named(context, anchor) and (word := counted(context, anchor)):
            stop = context.lowered.index(word, anchor.stop) + len(word)
            anchor = replace(anchor, kind=Kind.COUNT, unit=OTHER, unit_text=word, stop=stop)
        if anchor.kind is not Kind.COUNT or anchor.denominator is not None or anchor.bound:
            continue
        summed = _making_up(context, anchor, quantities[index + 1 :])
        for place, item in summed:
            at = index + 1 + place
            given[at] = replace(item, kind=Kind.COUNT, unit=anchor.unit, unit_text=anchor.unit_text)
        items = list(_items(context, anchor, quantities[index + 1 :]))
        if summed or not items or not _is_list(context, anchor, items):
            continue
        if _counts_places(anchor) and not _is_named(context, anchor):
            of_items = _spread_over(context, anchor, items, quantities[:index])
            if of_items is None:
                continue
            anchor = of_items
        for place, item in enumerate(items, index + 1):
            given[place] = replace(item, kind=Kind.COUNT, unit=anchor.unit, unit_text=anchor.unit_text)
    _give_brackets(context, given)
    return given


def _give_brackets(context: BlockContext, given: list[Quantity]) -> None:
    """Figures in brackets behind names of places, with the unit of the count of their sentence that they add up to."""
    first = 0
    while first < len(given):
        items = _bracketed(context, given[first:])
        whole = sum(item.value for item in items)
        counts = (
            count
            for count in reversed(given[:first])
            if count.kind is Kind.COUNT and count.denominator is None and count.value == whole
        )
        anchor = next(counts, None) if len(items) >= _LEAST_BRACKETS else None
        if anchor is not None and _SENTENCE_END.search(context.lowered, anchor.stop, items[0].start) is None:
            for place, item in enumerate(items, first):
                given[place] = replace(item, kind=Kind.COUNT, unit=anchor.unit, unit_text=anchor.unit_text)
        first += max(1, len(items))


def _bracketed(context: BlockContext, following: Sequence[Quantity]) -> Sequence[Quantity]:
    """The bare whole figures from the first on that stand each alone in a bracket behind the name of a place."""
    text, items = context.text.text, list[Quantity]()
    for item in following:
        whole = item.kind is Kind.BARE and item.denominator is None and item.value % 1 == 0
        if items:
            named = _NEXT_BRACKET.fullmatch(text[items[-1].stop : item.start]) is not None
        else:
            start = max(context.block.body, item.start - _NAME_REACH)
            named = _FIRST_BRACKET.search(text[start : item.start]) is not None
        if not whole or not named or text[item.stop : item.stop + 1] != ")":
            break
        items.append(item)
    return items


def _items(context: BlockContext, anchor: Quantity, following: Sequence[Quantity]) -> Iterator[Quantity]:
    """The bare whole figures right behind a count, each with the name of a place before it."""
    counted = _COUNTED.match(context.text.text, anchor.stop, context.block.end)
    if counted is not None:
        named = [*_named_items(context, counted.end(), following)]
        parts = len(named) >= _LEAST_BRACKETS and all(item.value <= anchor.value for item in named)
        yield from named if parts else ()
    else:
        yield from _named_items(context, anchor.stop, following)


def _named_items(context: BlockContext, stop: int, following: Sequence[Quantity]) -> Iterator[Quantity]:
    for item in following:
        between = context.text.text[stop : item.start]
        whole = item.kind is Kind.BARE and item.denominator is None and item.value % 1 == 0
        if not whole or len(between) > _ITEM_REACH or not _ITEM.fullmatch(between):
            return
        if not _ENDS.match(context.lowered, item.stop, context.block.end):
            return
        yield item
        stop = item.stop


def _making_up(
    context: BlockContext, anchor: Quantity, following: Sequence[Quantity]
) -> list[tuple[int, Quantity]]:
    """The bare figures of a bracket right behind a count that make it up, with what they are called by before them:
    «dạy nghề cho 62 người (nấu ăn 25, may 20, điện lạnh 17)»; none where they do not."""
    opens = _BRACKET.match(context.lowered, anchor.stop, context.block.end)
    if opens is None:
        return []
    end, stop, left = context.closing(opens.end()), opens.end(), anchor.value
    bare: list[tuple[int, Quantity]] = []
    for place, item in enumerate(following[:_MOST_PARTS]):
        if item.start >= end:
            break
        same = item.kind is Kind.BARE or (item.kind is Kind.COUNT and item.unit == anchor.unit)
        called = _CALLED.fullmatch(context.lowered, stop, item.start)
        if not same or called is None or item.denominator is not None or item.value % 1:
            return []
        if _ENDS.match(context.lowered, item.stop, context.block.end) is None:
            return []
        bare += [(place, item)] if item.kind is Kind.BARE else []
        left, stop = left - item.value, item.stop
    return bare if left == 0 and len(bare) >= _LEAST else []


def _is_list(context: BlockContext, anchor: Quantity, items: Sequence[Quantity]) -> bool:
    between = context.lowered[anchor.stop : items[0].start]
    if _OPENS.match(between) is not None or _COUNTED.match(between) is not None:
        return len(items) >= _LEAST
    return _is_named(context, anchor)


def _counts_places(count: Quantity) -> bool:
    words = (count.unit_text or "").strip().lower()
    return count.kind is Kind.COUNT and _AREAS.fullmatch(words) is not None


def _spread_over(
    context: BlockContext, areas: Quantity, items: Sequence[Quantity], before: Sequence[Quantity]
) -> Quantity | None:
    """What items behind a count of places count: «12 nhà ở 2 bản: Nà Mạ 5, Pu Lùng 7» are houses.

    The places themselves where the items add up to them («12 bản: xã Pu Đao 5, xã Nà Hỏa 7»); else the count of the
    sentence that the items add up to, or the nearest one; None where the sentence counts nothing else."""
    whole = sum(item.value for item in items)
    if areas.value == whole:
        return areas
    counts: list[Quantity] = []
    for count in reversed(before):
        if _SENTENCE_END.search(context.lowered, count.stop, areas.start):
            break
        if count.kind is Kind.COUNT and count.denominator is None and not _counts_places(count):
            counts.append(count)
    return next((count for count in counts if count.value == whole), counts[0] if counts else None)


def _is_named(context: BlockContext, anchor: Quantity) -> bool:
    """Whether the name of a place stands right before a figure."""
    start = max(context.block.body, anchor.start - _NAME_REACH)
    return _NAMED.search(context.text.text[start : anchor.start]) is not None


def with_parts(
    context: BlockContext, targets: Sequence[Target], family: Callable[[str], str | None]
) -> Sequence[Target]:
    """Counts that a few following ones make up to the last: these measure the same and go the same way.

    A part keeps the indicator that its own words name, unless it is another of the family («giảm 20 hộ nghèo: quý I
    8 hộ, quý II 12 hộ» cut both)."""
    if len(targets) <= _LEAST:
        return targets
    made = list(targets)
    for index, whole in enumerate(made):
        if whole.denominator is None and whole.indicator == OTHER:
            for place in _served(context, whole, made[index + 1 :]):
                made[index + 1 + place] = made[index + 1 + place].model_copy(update={"indicator": OTHER})
        parts = _parts(context, whole, made[index + 1 :]) if whole.denominator is None else ()
        for place in parts:
            part = made[index + 1 + place]
            own = family(part.indicator)
            alike = part.indicator == OTHER or (own is not None and own == family(whole.indicator))
            alike = alike or (own == _POOR and _WHOM.fullmatch(_called(context, part)) is not None)
            same: dict[str, object] = {"direction": whole.direction} if part.status == whole.status else {}
            if alike and whole.indicator != OTHER:
                same["indicator"] = whole.indicator
            made[index + 1 + place] = part.model_copy(update=same)
    return made


def _served(context: BlockContext, whole: Target, following: Sequence[Target]) -> Sequence[int]:
    """Which counts of the poor behind «một dự án cho 48 hộ (30 hộ nghèo, 18 hộ cận nghèo)» make up the households that
    got something: these are not all the poor."""
    clause, _ = context.clause(whole.figure[0])
    if whole.unit != "household" or _GETS.search(context.lowered, clause, whole.figure[0]) is None:
        return ()
    left, start = whole.value, whole.figure[1]
    for place, part in enumerate(following):
        between = context.lowered[start : part.figure[0]]
        if part.unit != whole.unit or _NEXT_POOR.fullmatch(between) is None:
            return ()
        left, start = left - part.value, part.figure[1]
        if left <= 0:
            return range(place + 1) if left == 0 and place else ()
    return ()


def _called(context: BlockContext, part: Target) -> str:
    return context.lowered[part.span[0] : part.figure[0]]


def _parts(context: BlockContext, whole: Target, following: Sequence[Target]) -> Sequence[int]:
    """Which of the targets behind a count make it up: the next ones of its unit, each called by a time or a name."""
    if whole.unit in {None, "percent"} or whole.value <= 1:
        return ()
    left = whole.value
    found: list[int] = []
    for place, part in enumerate(following[:_MOST_PARTS]):
        if part.unit != whole.unit or not (whole.unit_text or "").endswith(part.unit_text or ""):
            continue
        words = _called(context, part)
        if part.denominator is not None or part.value > left or not _PART.fullmatch(words):
            if found or place >= _BETWEEN:
                return ()
            continue
        left -= part.value
        found.append(place)
        if left == 0:
            return found if len(found) >= _LEAST else ()
    return ()
