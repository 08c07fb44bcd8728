"""Components as sentences name them: «Tiểu dự án 1, 2 thuộc Dự án 3», «Dự án 4 (Tiểu dự án 1)», «các Dự án 2, 5»."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from extractor import regex

_NUMBER = regex.compile(r"\d{1,2}")
_JOINS = regex.compile(r"(?:,|;)? ?(?:và )?$")
_BELONGS = regex.compile(r" ?[,(–-]? ?(?:thuộc |của |trong )?$")
_WRITTEN = regex.compile(r"(?:Dự án (?P<project>\d+))?(?: / )?(?:Tiểu dự án (?P<sub>\d+))?")
_HOLDS = regex.compile(r" ?[(:/–-] ?(?:gồm |các )?$")


@dataclass(frozen=True, slots=True)
class Component:
    """A project and the sub-project in it; None for the whole of it, or for a project not named."""

    project: int | None
    sub: int | None = None

    def covers(self, other: "Component") -> bool:
        """True where who leads this one leads the other: the whole covers its parts, and a part its whole."""
        same_project = self.project is None or other.project is None or self.project == other.project
        same_sub = self.sub is None or other.sub is None or self.sub == other.sub
        return same_project and same_sub


@dataclass(frozen=True, slots=True)
class Named:
    """A component named between two offsets of the words it was read from."""

    component: Component
    start: int
    end: int


def components_in(words: str, pattern: "regex.Pattern[str]") -> Iterator[Named]:
    """The components that words in canonical spelling name, in order; `pattern` has the groups sub and numbers."""
    matches = list(pattern.finditer(words))
    at = 0
    while at < len(matches):
        if matches[at]["sub"] is None:
            at = yield from _project(words, matches, at)
        else:
            at = yield from _subs(words, matches, at)


def _numbers(match: "regex.Match[str]") -> list[int]:
    return [int(number[0]) for number in _NUMBER.finditer(match["numbers"])]


_Matches = Sequence["regex.Match[str]"]


def _project(words: str, matches: _Matches, at: int) -> Generator[Named, None, int]:
    """A project, or the sub-projects named right behind it in brackets or behind a dash."""
    match, behind = matches[at], at + 1
    while behind < len(matches) and matches[behind]["sub"] is not None:
        gap = words[matches[behind - 1].end() : matches[behind].start()]
        if not (_HOLDS.fullmatch(gap) if behind == at + 1 else _JOINS.fullmatch(gap)):
            break
        behind += 1
    for inner in matches[at + 1 : behind]:
        for sub in _numbers(inner):
            yield Named(Component(_numbers(match)[0], sub), inner.start(), inner.end())
    if behind == at + 1:
        for project in _numbers(match):
            yield Named(Component(project), match.start(), match.end())
    return behind


def _subs(words: str, matches: _Matches, at: int) -> Generator[Named, None, int]:
    """Sub-projects up to the project named behind them."""
    behind = at + 1
    while behind < len(matches) and matches[behind]["sub"] is not None:
        if not _JOINS.fullmatch(words[matches[behind - 1].end() : matches[behind].start()]):
            break
        behind += 1
    owner = matches[behind] if behind < len(matches) and matches[behind]["sub"] is None else None
    if owner is not None and not _BELONGS.fullmatch(words[matches[behind - 1].end() : owner.start()]):
        owner = None
    project = _numbers(owner)[0] if owner else None
    for inner in matches[at:behind]:
        for sub in _numbers(inner):
            yield Named(Component(project, sub), inner.start(), inner.end())
    return behind + (owner is not None)


def written(component: Component) -> str:
    """`Dự án 4 / Tiểu dự án 1`, as the component of a sum is written."""
    project = [] if component.project is None else [f"Dự án {component.project}"]
    sub = [] if component.sub is None else [f"Tiểu dự án {component.sub}"]
    return " / ".join((*project, *sub))


def read_written(name: str) -> Component | None:
    """The component that is written so; None for other words."""
    match = _WRITTEN.fullmatch(name)
    if match is None or not name:
        return None
    return Component(*(int(match[part]) if match[part] else None for part in ("project", "sub")))
