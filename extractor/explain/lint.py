"""What is wrong with the rules, or will be: read without a plan, each fault with its file and line."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from extractor import regex
from extractor.errors import RuleError
from extractor.explain.examples import try_examples
from extractor.language.text import canonical
from extractor.resources import resource_dir
from extractor.rulebook import MODELS, Rulebook, load_rulebook, read_file, rule_files
from extractor.rulebook.entries import Entry, entries
from extractor.rulebook.literals import literals, needed_words
from extractor.rulebook.loading import faults_of
from extractor.rulebook.sources import Fault, Node, fault_of

_PATTERN_KEYS: Final = frozenset({"pattern", "after", "require", "unless", "goal_words"})
_SYNTAX: Final = regex.compile(r"\\[bdpwsB]|\(\?|\[[^\]]+\][*+?{]|[)\w]\?(?!\s|$)")
_BARE_PATTERNS: Final = frozenset(
    f"funding.{name}" for name in ("total_words", "sum_labels", "comparison_words", "itemised")
)
_TEXT_KEYS: Final = frozenset({"vi", "en", "messages", "example", "examples", "reasons"})
_IN_NUMBERS: Final = frozenset(
    {"citations.bodies"}
)  # letters of documents' numbers, read as they are written
_IN_CANONICAL: Final = frozenset({"units", "funding", "phrases", "headings", "indicators"})
_NO_EXAMPLE: Final = frozenset({"other"})
_PROBE: Final = 1200  # characters: more than a pattern is ever given of a paragraph
_SECONDS: Final = 0.25
_PROBED_WORDS: Final = 12


def lint(overlay: Path | None = None) -> list[Fault]:
    """Every fault of the shipped rules with those of `overlay` over them, by file and line."""
    try:
        names = rule_files(overlay)
    except RuleError as error:
        return [fault_of(error)]
    found: list[Fault] = []
    for name in names:
        found += _file_faults(name, overlay)
    if not found:
        rules = load_rulebook(overlay)
        broken = list(_patterns(rules))  # a pattern that matches everywhere spoils every other's examples
        found += [*broken, *_words(rules), *_references(rules), *(_examples(rules) if not broken else ())]
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda fault: (str(fault.place.path), fault.place.line))


def _file_faults(name: str, overlay: Path | None) -> list[Fault]:
    """What keeps one file from being used: YAML, keys, types, patterns, braces, ids that stand twice."""
    try:
        root = read_file(name, overlay)
    except RuleError as error:
        return [fault_of(error)]
    found = list(_twice(entries(name, root)))
    try:
        MODELS[name].model_validate(root.plain())
    except ValidationError as error:
        found += faults_of(error, root, MODELS[name])
    return found


def _twice(listed: Iterable[Entry]) -> Iterator[Fault]:
    seen: dict[str, Entry] = {}
    shipped = resource_dir("rules")
    for entry in listed:
        first = seen.setdefault(entry.id, entry)
        if first is entry:
            continue
        own, other = (first, entry) if entry.node.place.path.parent == shipped else (entry, first)
        where = f"{other.node.place.path.name}:{other.node.place.line}"
        yield Fault(
            own.node.place,
            f"{entry.id}: mục này đã có ở {where}; muốn sửa thì dùng change",
            f"{entry.id}: this entry stands already in {where}; to alter it use change",
        )


def _patterns(rules: Rulebook) -> Iterator[Fault]:
    for entry in rules.entries:
        for node in _pattern_nodes(entry.node, "pattern" if entry.id in _BARE_PATTERNS else ""):
            yield from _pattern_faults(entry, node)


def _pattern_nodes(node: Node, key: str) -> Iterator[Node]:
    """The values of an entry that are patterns."""
    if isinstance(node.value, dict):
        for name, item in node.value.items():
            if name not in _TEXT_KEYS:
                yield from _pattern_nodes(item, name)
    elif isinstance(node.value, str) and (key in _PATTERN_KEYS or _SYNTAX.search(node.value)):
        yield node


def _pattern_faults(entry: Entry, node: Node) -> Iterator[Fault]:
    pattern = regex.compile(node.value)
    place = node.place
    if pattern.fullmatch("") is not None:
        yield Fault(
            place,
            f"{entry.id}: mẫu tìm khớp cả chuỗi rỗng, tức là khớp ở mọi chỗ",
            f"{entry.id}: the pattern matches the empty text, so it matches everywhere",
        )
    elif _is_slow(pattern):
        yield Fault(
            place,
            f"{entry.id}: mẫu tìm chạy quá lâu trên một đoạn dài; tránh lặp lồng nhau như (a+)+",
            f"{entry.id}: the pattern takes too long on a long text; avoid nested repeats such as (a+)+",
        )
    needed = literals(needed_words(node.value))
    odd = sorted(word for word in needed if canonical(word) != word and canonical(word) not in needed)
    odd += sorted(_capitals(node.value)) if entry.file in _IN_CANONICAL else []
    for word in odd:
        yield _spelling(entry, node, word)


def _capitals(pattern: str) -> set[str]:
    """Words with capitals, which text in lower case never holds; names of groups and properties aside."""
    if "(?i" in pattern:
        return set()
    bare = regex.sub(r"\\[pP]\{[^}]*\}|\\.|\(\?P?<\w+>", " ", pattern)
    return {word for word in regex.findall(r"\p{L}+", bare) if word != word.lower()}


def _spelling(entry: Entry, node: Node, word: str) -> Fault:
    right = canonical(word)
    return Fault(
        node.place,
        f"{entry.id}: «{word}» không bao giờ khớp, vì văn bản được đọc ở dạng chữ thường, viết «{right}»",
        f"{entry.id}: «{word}» can never match: plans are read in lower case and one spelling, «{right}»",
    )


def _is_slow(pattern: "regex.Pattern[str]") -> bool:
    """Whether a search of a long paragraph made of the pattern's own words takes more than its time."""
    words = sorted(literals(needed_words(pattern.pattern)))[:_PROBED_WORDS] or ["hộ"]
    probes = ("a", "1", "1.", " ", "hộ nghèo ", f"{' '.join(words)} ", *(f"{word} " for word in words))
    return any(_takes_long(pattern, (probe * _PROBE)[:_PROBE] + "!") for probe in probes)


def _takes_long(pattern: "regex.Pattern[str]", text: str) -> bool:
    try:
        for _ in pattern.finditer(text, timeout=_SECONDS):
            pass
    except TimeoutError:
        return True
    return False


def _words(rules: Rulebook) -> Iterator[Fault]:
    """Words in a spelling that no text has, and words that stand for two things."""
    owners: dict[tuple[str, str], Entry] = {}
    for entry in rules.entries:
        group = _group(entry)
        for node in _word_nodes(entry) if group else ():
            word = str(node.value)
            if canonical(word) != word:
                yield _spelling(entry, node, word)
            first = owners.setdefault((group, word), entry)
            if first is not entry:
                yield Fault(
                    node.place,
                    f"{entry.id}: từ «{word}» đã thuộc {first.id}",
                    f"{entry.id}: the word «{word}» belongs to {first.id} already",
                )


def _group(entry: Entry) -> str:
    """Entries among which a word may stand once; "" where words are none that plans are searched for."""
    if entry.kind in {"unit", "money-unit"}:
        return "duration" if entry.section == "durations" else "unit"
    in_lists = entry.file == "phrases" or (entry.kind == "citation-words" and entry.id not in _IN_NUMBERS)
    return (entry.section or entry.name) if in_lists else ""


def _word_nodes(entry: Entry) -> list[Node]:
    listed = entry.node.child("words") if isinstance(entry.node.value, dict) else entry.node
    return list(listed.value) if listed is not None and isinstance(listed.value, list) else []


def _references(rules: Rulebook) -> Iterator[Fault]:
    """Units and indicators that an indicator names and that do not exist."""
    units = {unit.id for unit in (*rules.units.counts, *rules.units.measures, *rules.units.durations)}
    known: Mapping[str, set[str]] = {"unit": units | {"percent", "any"}, "rate": set(rules.indicators.root)}
    for entry in rules.entries:
        for key, names in known.items() if entry.kind == "indicator" else ():
            node = entry.node.child(key)
            if node is not None and node.value is not None and node.value not in names:
                yield Fault(
                    node.place,
                    f"{entry.id}.{key}: không có «{node.value}»",
                    f"{entry.id}.{key}: there is no «{node.value}»",
                )


def _examples(rules: Rulebook) -> Iterator[Fault]:
    """Examples that are missing, not read, or read by another rule."""
    for entry in rules.entries:
        if entry.kind == "indicator" and not entry.examples and entry.name not in _NO_EXAMPLE:
            yield Fault(
                entry.node.place,
                f"{entry.id}: thiếu ví dụ (examples)",
                f"{entry.id}: no example is given (examples)",
            )
    yield from (tried.fault() for tried in try_examples(rules) if not tried.passed)
