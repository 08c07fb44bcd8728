"""Counts in a sentence and the parts that they are broken down into: «186 hộ nghèo, gồm 74 …, 61 … và 51 …»."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extractor import regex
from extractor.checker.near_wholes import near_wholes
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import COUNTED
from extractor.language.text import canonical
from extractor.plan import Plan, RatePair, SumKind
from extractor.plantext import Span
from extractor.records import Target
from extractor.rulebook.checks import CheckRules, CountListRule, PopulationRule
from extractor.values import dataclass

_SENTENCE_END = regex.compile(r"[.!?…](?=\s|$)")
_BRACKETED = regex.compile(r"\([^()]*\)")
_YEARS = regex.compile(r"\b(?:năm|tháng|ngày|quý|giai đoạn) ?[\d/–-]+(?: ?[–-] ?\d+)?|\b(?:19|20)\d\d\b")
_CLOSING = regex.compile(r"(?:^|[ ,])và (?:\p{L}+ ){0,4}?$")
_DIGIT, _RATE = regex.compile(r"\d"), regex.compile(r"[\d.,]+ ?%")
_ITEM_BEGINS, _ITEM_ENDS = regex.compile(r"[,;:(]| và "), regex.compile(r"[,;:().]| và ")
_LEAST = 2
# «đường rộng 3 m, trong đó 1.200 m …»: what a thing measures across has no parts along it.
_ACROSS = regex.compile(r"\b(?:rộng|cao|sâu|dày)(?: (?:trung bình|bình quân|từ|khoảng|tối thiểu))* ?$")
# «156 hộ (Bản Lưng: 48; Nậm Cú: 37; …)»: a name, with or without its rank, right before a figure.
_NAMED = regex.compile(
    r"[;,(]\s?(?:và )?(?:(?:[Tt]hôn|[Bb]ản|[Xx]óm|[Ấấ]p|[Bb]uôn|[Ll]àng|[Xx]ã|[Pp]hường|[Hh]uyện|[Tt]ổ|[Kk]hu)\s)?"
    r"(?P<name>\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*){0,3}):?\s?$"
)
_NAME_REACH = 40
_LEAST_NAMED = 3  # places in a bracket behind the total of all that are taken for all of them
_POOR_AND_NEAR = regex.compile(
    r"\bnghèo(?:,? và|,| \+) (?:số )?(?:hộ )?cận nghèo"
    r"(?:(?: (?:toàn|của|cả|là|có|còn|hiện|cuối|đầu|xã|huyện|tỉnh|năm|20\d\d))*:? ?"
    r"|[,:]? (?:trong (?:số )?đó|gồm)\b.*)$"
)
_SOME_NAMED = regex.compile(r"\bnhất\b|\b(?:như|điển hình|tập trung|chủ yếu|nhiều|riêng)\b")
_POOR_OR_NEAR = {"nghèo", "cận nghèo"}
_DEED = regex.compile(r" \p{L}[^,;:.()\d]{2,40} ")
_CUBED = regex.compile(r"^ ?k?m[23]\b")  # its digit is none of a figure
_SEXES = frozenset({"nam", "nữ"})
MEASURED = frozenset({"ha", "km", "m", "m2", "m3", "kg", "tonne"})
_OTHER_COUNTS = frozenset({"vụ", "tổ", "đơn", "tin", "bài", "ca", "máy", "cây", "chiếc"})
_TURNS = "lượt"
_REST = regex.compile(r"\bkhác\b")
_THINGS = frozenset({"model", "class", "house", "facility", "project", "school", "enterprise"})
_CUT = "_reduction"
_CAME = regex.compile(r"\b(?:phát sinh|tái nghèo|nghèo mới|tăng mới)\b")
_AREAS = frozenset({"commune", "village"})
_HOMES = {"household", "house"}  # one house a household


@dataclass(frozen=True, slots=True)
class CountList:
    """A count, or an area, a length, a weight, and its parts: indices into the plan's targets.

    `wholes` are all counts of the sentence that may be the whole, nearest first; `kind` says whether the parts make
    it up. Of parts that may overlap (`apart` False) only each alone is known to be no larger than the whole.
    """

    wholes: tuple[int, ...]
    parts: tuple[int, ...]
    kind: SumKind
    apart: bool

    @property
    def total(self) -> int:
        return self.wholes[0]


def count_lists(plan: Plan, rule: CountListRule) -> tuple[CountList, ...]:
    """The breakdowns of counts that the plan's sentences tell, in reading order."""
    return plan.once(_count_lists, rule)


def _count_lists(plan: Plan, rule: CountListRule) -> tuple[CountList, ...]:
    return tuple(
        found
        for sentence, indices in sentences_told(plan).items()
        if len(indices) >= _LEAST
        for found in _in_sentence(plan, rule, sentence, indices)
    )


def sentences_told(plan: Plan) -> Mapping[Span, list[int]]:
    """All figures of targets in prose, sentence by sentence: indices in reading order."""
    return plan.once(_sentences)


def _sentences(plan: Plan) -> Mapping[Span, list[int]]:
    found: dict[Span, list[int]] = defaultdict(list)
    for index in sorted(range(len(plan.targets)), key=lambda i: plan.targets[i].figure):
        target = plan.targets[index]
        if target.row is None:
            found[sentence_at(plan, target.figure[0])].append(index)
    return found


def sentence_at(plan: Plan, offset: int) -> Span:
    """Where the sentence around an offset begins and ends, within its paragraph."""
    known, index = plan.once(_bounds_found), plan.text.block_at(offset)
    if index not in known:
        known[index] = _sentence_bounds(plan, index)
    bounds = known[index]
    at = bisect_right(bounds, offset, lo=1, hi=len(bounds) - 1)
    return bounds[at - 1], bounds[at]


def _bounds_found(_: Plan) -> dict[int, list[int]]:
    """The bounds of the sentences of the blocks that were asked for already."""
    return {}


def _sentence_bounds(plan: Plan, index: int) -> list[int]:
    """Where the sentences of a block begin, and where the last one ends."""
    block = plan.text.blocks[index]
    ends = (m.end() for m in _SENTENCE_END.finditer(plan.text.text, block.body, block.end))
    return [block.body, *ends, block.end]


def _in_sentence(
    plan: Plan, rule: CountListRule, sentence: Span, indices: Sequence[int]
) -> Iterator[CountList]:
    targets = plan.targets
    for at, (before, first) in enumerate(pairwise(indices)):
        if not is_count(targets[first]):
            continue
        gap = _CUBED.sub(" m", words_at(plan, targets[before].figure[1], targets[first].figure[0]))
        opening = rule.opening.search(gap)
        if opening is None or rule.ends.search(gap, opening.end("open")):
            continue
        if opening["mark"] == "(" and ")" in gap[: opening.start("mark")]:
            continue  # «hộ nghèo (702 người), hộ cận nghèo (1.015 người)»: each in a bracket of its own
        wholes = [i for i in reversed(indices[: at + 1]) if is_like(targets[i], targets[first])]
        parts, closed = _parts(plan, rule, sentence, targets[before], indices[at + 1 :])
        # «8 hộ tại 2 bản, gồm Nà Mạ 5, Pu Lùng 3»: the households are the whole.
        aside = at and (
            _is_their_places(targets[before], targets[first], len(parts))
            or _is_their_deed(plan, indices[at - 1], before, parts)
        )
        told_of = indices[at - 1] if aside else before
        if not wholes or wholes[0] != told_of or (len(parts) < _LEAST and opening["some"] is None):
            continue
        if _ACROSS.search(words_at(plan, sentence[0], targets[told_of].figure[0])):
            continue
        places = len(parts) >= _LEAST and (
            all(targets[i].locality is not None for i in parts) or _are_named(plan, parts)
        )
        least = (
            _LEAST if opening["open"] == ":" else _LEAST_NAMED if opening["open"] == "(" else len(parts) + 1
        )
        listed = (
            places
            and len(parts) >= least
            and _SOME_NAMED.search(gap) is None
            and rule.total.search(canonical(_before(plan, sentence, before))) is not None
        )
        if targets[told_of].indicator.endswith(_CUT) and _CAME.search(
            words_at(plan, targets[first].figure[1], sentence[1])
        ):
            continue  # «giảm 19 hộ nghèo (22 hộ thoát nghèo, 3 hộ phát sinh)»
        listed = listed or (opening["open"] == ":" and _are_things(plan, told_of, parts))
        whole = closed and len(parts) >= _LEAST
        if opening["some"] is not None or (opening["mark"] is not None and not listed):
            told = [_words(plan, sentence, i) for i in parts]
            lead = words_at(plan, sentence[0], targets[told_of].figure[0])
            whole = whole and (is_partition(rule, told) or _are_poor_and_near(rule, (lead, gap), told))
        kind = SumKind.WHOLE if whole else SumKind.SOME
        alone = opening["mark"] is not None and not places
        if kind is SumKind.SOME and alone and targets[first].unit in MEASURED:
            continue  # what is weighed or measured behind a mark alone is often another thing
        told = [_words(plan, sentence, i) for i in parts]
        apart = whole or places or are_kinds(rule, told) or _are_cases(targets[told_of], told)
        yield CountList(tuple(wholes), tuple(parts), kind, apart)


def _are_things(plan: Plan, whole: int, parts: Sequence[int]) -> bool:
    """«24 mô hình: 10 mô hình chăn nuôi, 8 mô hình trồng trọt, …»: things, of which none is told twice."""
    told = [plan.targets[i] for i in (whole, *parts)]
    return len(parts) > _LEAST and all(t.unit in _THINGS and t.unit_text == told[0].unit_text for t in told)


def are_kinds(rule: CountListRule, words: Sequence[str]) -> bool:
    """«hộ nghèo 60, hộ cận nghèo 30»: each item names one kind of a way to part people, none twice."""
    for kind in rule.kinds:
        keys = [{match["key"] for match in kind.finditer(item)} for item in words]
        if all(len(key) == 1 for key in keys) and len(set().union(*keys)) == len(words):
            return True
    return False


def _are_named(plan: Plan, parts: Sequence[int]) -> bool:
    """Whether a name of its own stands right before each part."""
    starts = [plan.targets[i].figure[0] for i in parts]
    found = [_NAMED.search(plan.text.text, start - _NAME_REACH, start) for start in starts]
    return None not in found and len({match["name"] for match in found if match}) == len(parts)


def _are_poor_and_near(rule: CountListRule, around: Sequence[str], words: Sequence[str]) -> bool:
    """«176 hộ nghèo và cận nghèo, trong đó 96 hộ nghèo, 80 hộ cận nghèo»: the one and the other are all."""
    named = {match["key"] for item in words for match in rule.kinds[0].finditer(item)}
    both = named == _POOR_OR_NEAR and len(words) == len(named) and are_kinds(rule, words)
    return both and any(_POOR_AND_NEAR.search(side) for side in around)


def _are_cases(whole: Target, words: Sequence[str]) -> bool:
    """«620 lượt …, trong đó hộ nghèo 310 lượt, cận nghèo 205 lượt, khác 105 lượt»: none happens twice."""
    is_case = _counts_turns(whole) or _unit(whole) in _OTHER_COUNTS
    return is_case and len(words) > _LEAST and _REST.search(words[-1]) is not None


def is_partition(rule: CountListRule, words: Sequence[str]) -> bool:
    """«nam 12, nữ 15»: each name on one item and no item without a name."""
    return any(
        len(words) == len(names) and all(any(name.search(w) for w in words) for name in names)
        for names in rule.partitions
    )


def _before(plan: Plan, sentence: Span, index: int) -> str:
    return plan.text.text[sentence[0] : plan.targets[index].figure[0]]


def is_count(target: Target) -> bool:
    """A plain count, or an area, a length, a weight."""
    unit = _unit(target)
    counted = unit in COUNTED | MEASURED or unit in _OTHER_COUNTS
    return counted and target.denominator is None and target.comparator == "="


def _unit(target: Target) -> str | None:
    """What is counted: «95 nam và 85 nữ» are persons, «120 vụ việc» and «45 vụ» both «vụ»."""
    if target.unit != "other":
        return target.unit
    first = canonical(target.unit_text or "").partition(" ")[0]
    return "person" if target.unit_text in _SEXES else first if first in _OTHER_COUNTS else target.unit


def _counts_turns(target: Target) -> bool:
    """«586 lượt hộ», «213 lượt»: how often, whoever came."""
    return canonical(target.unit_text or "").startswith(_TURNS)


def _is_their_places(count: Target, part: Target, parts: int) -> bool:
    """Whether a count tells in how many places the parts behind it lie, each in one."""
    return (
        count.unit in _AREAS
        and count.unit != part.unit
        and count.denominator is None
        and count.value == parts >= _LEAST
    )


def _is_their_deed(plan: Plan, whole: int, done: int, parts: Sequence[int]) -> bool:
    """«87 hộ hiến 2.415 m2 đất, gồm thôn Bến 31 hộ, …»: what those counted did, told before where each of them is."""
    targets = plan.targets
    between = words_at(plan, targets[whole].figure[1], targets[done].figure[0])
    placed = len(parts) >= _LEAST and all(targets[i].locality is not None for i in parts)
    other = _unit(targets[done]) != _unit(targets[parts[0]])
    return placed and other and _DEED.fullmatch(between) is not None


def is_like(whole: Target, part: Target) -> bool:
    """Counted in one unit, at one time."""
    units = {_unit(whole), _unit(part)}
    return (
        is_count(whole)
        and (len(units) == 1 or units == _HOMES or (_counts_turns(whole) and _counts_turns(part)))
        and (whole.status, whole.year) == (part.status, part.year)
    )


def _is_elsewhere(whole: Target, first: Target, item: Target) -> bool:
    """«Thôn Hạ có 90 hộ, trong đó 20 hộ nghèo; thôn Thượng có 110 hộ, …»: the next place, told as the one before."""
    places = {whole.locality, first.locality}
    return None not in places and len(places) == 1 and item.locality not in {None, whole.locality}


def _parts(
    plan: Plan, rule: CountListRule, sentence: Span, whole: Target, indices: Sequence[int]
) -> tuple[list[int], bool]:
    """The counts of one list, and whether it is told to its end in a way that can be added."""
    targets, parts = plan.targets, [indices[0]]
    at = targets[indices[0]].figure[1]
    marks: set[str] = set()
    for index in indices[1:]:
        target = targets[index]
        gap = words_at(plan, at, target.figure[0])
        plain = _BRACKETED.sub("", gap)
        if plain.count("(") > plain.count(")"):  # a figure in a bracket tells of the item before
            continue
        if target.unit == "percent" or not is_like(targets[parts[0]], target):
            if rule.share.search(plain) is None:
                return parts, _ends_well(plan, rule, at, sentence, marks)
            continue
        mark = rule.separator.search(plain)
        if mark is None or rule.ends.search(plain) or len(plain) > rule.reach:
            return parts, mark is not None and len(parts) >= _LEAST
        if ";" in plain and "," in marks:
            return parts, True
        if ";" in plain and _is_elsewhere(whole, targets[parts[0]], target):
            return parts, False
        if _YEARS.sub("", plain).strip(" ,;") and _DIGIT.search(_unfigured(plain)):
            return parts, False
        marks.add(";" if ";" in plain else ",")
        parts.append(index)
        at = target.figure[1]
        if _CLOSING.search(plain):
            return parts, True
    return parts, _ends_well(plan, rule, at, sentence, marks)


def _unfigured(words: str) -> str:
    return str(_YEARS.sub("", _RATE.sub("", words)))


def _ends_well(plan: Plan, rule: CountListRule, at: int, sentence: Span, marks: set[str]) -> bool:
    """No item without a figure («… và một số hộ khác»), and no figure that was not read, behind the last."""
    rest = words_at(plan, at, sentence[1])
    own = rest.split(";")[0]
    return (
        bool(marks)
        and rule.open_end.search(rule.rest.sub("", own, count=1)) is None
        and not _DIGIT.search(_unfigured(own))
    )


def _words(plan: Plan, sentence: Span, index: int) -> str:
    """The words of an item: those on either side of its figure, up to a comma."""
    start, end = plan.targets[index].figure
    before = _ITEM_BEGINS.split(words_at(plan, sentence[0], start).rstrip(" :"))[-1]
    behind = _ITEM_ENDS.split(words_at(plan, end, sentence[1]), maxsplit=1)[0]
    return f"{before}|{behind}"


def rates_with_their_counts(plan: Plan, rules: CheckRules) -> tuple[RatePair, ...]:
    """The plan's pairs; a rate that names its indicator anew behind a list of parts is that of the list's whole.

    Where the list may go on to tell of the part alone, the rate is paired with neither; nor is a rate that is a share
    of the count before it.
    """
    return plan.once(_rates_with_their_counts, rules.count_lists, rules.populations)


def _rates_with_their_counts(
    plan: Plan, rule: CountListRule, populations: PopulationRule
) -> tuple[RatePair, ...]:
    lists = count_lists(plan, rule)
    whole_of = {part: found for found in lists for part in found.parts}
    kept = []
    shares = near_wholes(plan, populations)
    for pair in plan.rates:
        if shares.get(pair.rate) == pair.count:
            continue
        found = whole_of.get(pair.count)
        if found is None or not (_is_one_indicator(plan, found) and _names_anew(plan, rule, pair)):
            kept.append(pair)
        elif found.kind is SumKind.WHOLE and pair.count == found.parts[-1]:
            kept.append(RatePair(found.total, pair.rate))
    return tuple(kept)


def _is_one_indicator(plan: Plan, found: CountList) -> bool:
    """The poor of the poor; not «2.100 hộ, trong đó 186 hộ nghèo», whose rate is that of the part."""
    return len({plan.targets[i].indicator for i in (found.total, *found.parts)}) == 1


def _names_anew(plan: Plan, rule: CountListRule, pair: RatePair) -> bool:
    count, rate = plan.targets[pair.count], plan.targets[pair.rate]
    if rate.figure[0] < count.figure[1]:
        return False
    return rule.anew.search(words_at(plan, count.figure[1], rate.figure[0])) is not None
