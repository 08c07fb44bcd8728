"""A rule file as written: its values, and for each the file and line it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from extractor.errors import RuleError

_QUICK_LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A line (counted from 1) of a rule file."""

    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the rules, and where, in Vietnamese and English."""

    place: Place
    vi: str
    en: str

    def error(self) -> RuleError:
        """The fault as the error that stops a command."""
        at = self.place
        return RuleError(
            f"tệp quy tắc {at.path}, dòng {at.line}: {self.vi}",
            f"rule file {at.path}, line {at.line}: {self.en}",
            (str(at.path), at.line, self.vi, self.en),
        )


def fault_of(error: RuleError) -> Fault:
    """The fault that an error was made of; raises the error itself where no one line is at fault."""
    if error.at is None:
        raise error
    path, line, vi, en = error.at
    return Fault(Place(Path(path), line), vi, en)


@dataclass(frozen=True)
class Node:
    """A value of a rule file: a mapping or a list of nodes, or a scalar.

    `place` is the line of its key (of its first letter in a list), `last` the last line it covers in that
    file. `gone` says where the keys stood that an overlay takes out, `under` the node that it was laid over.
    """

    value: Any
    place: Place
    last: int
    gone: Mapping[str, Place] = field(default_factory=dict)
    under: "Node | None" = None

    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def child(self, key: object) -> "Node | None":
        """The node under a key or an index, or None."""
        if isinstance(self.value, dict):
            found = self.value.get(key)
            return found if isinstance(found, Node) else None
        if isinstance(self.value, list) and isinstance(key, int) and key < len(self.value):
            item = self.value[key]
            assert isinstance(item, Node)
            return item
        return None

    def nearest(self, keys: tuple[object, ...]) -> Place:
        """Where the value under these keys stands, or the last of them that is there."""
        at = self
        for key in keys:
            following = at.child(key)
            if following is None:
                return at.gone.get(str(key), at.place)
            at = following
        return at.place


def read_rules(path: Path, *, shipped: bool = False) -> Node:
    """The values of one file; raises RuleError where it is absent, no UTF-8 or no YAML.

    A `shipped` file is read by libyaml where that is there: eight times as quick, but what is nested without end
    brings the process down.
    """
    return _Reader(path, _QUICK_LOADER if shipped else yaml.SafeLoader).read(read_text(path))


def read_text(path: Path) -> str:
    """A file of rules as text; raises RuleError where it is absent or no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise Fault(Place(path, 1), f"không đọc được tệp ({cause})", cause).error() from error
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error).error() from error


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Fault:
    line = error.object[: error.start].count(b"\n") + 1
    return Fault(Place(path, line), "tệp không ở mã UTF-8", "the file is not UTF-8")


class _Reader:
    """YAML into nodes."""

    def __init__(self, path: Path, loader: type[yaml.SafeLoader]) -> None:
        self._path = path
        self._loader = loader

    def read(self, text: str) -> Node:
        loader: yaml.SafeLoader | None = None
        try:
            loader = self._loader(text)
            root = loader.get_single_node()
            if root is None:
                return Node({}, Place(self._path, 1), 1)
            return self._node(loader, root, self._line(root), 0)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._bad_yaml(mark.line + 1 if mark else 1, error.problem or "").error() from error
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, int(error.position)) + 1
            raise self._bad_yaml(line, str(error.reason)).error() from error
        except RecursionError as error:
            raise self._bad_yaml(1, "nested too deeply").error() from error
        finally:
            if loader is not None:
                loader.dispose()

    def _node(self, loader: yaml.SafeLoader, node: yaml.Node, line: int, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self._bad_yaml(line, "nested too deeply").error()
        place, last = Place(self._path, line), self._last(node)
        if isinstance(node, yaml.MappingNode):
            loader.flatten_mapping(node)
            return Node(self._mapping(loader, node, depth), place, last)
        if isinstance(node, yaml.SequenceNode):
            items = [self._node(loader, item, self._line(item), depth + 1) for item in node.value]
            return Node(items, place, last)
        try:
            return Node(loader.construct_object(node), place, last)
        except ValueError as error:  # «2021-13-45» is no date
            raise self._bad_yaml(line, str(error)).error() from error

    def _mapping(self, loader: yaml.SafeLoader, node: yaml.MappingNode, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in node.value:
            name, line = str(key.value), self._line(key)
            if name in found:
                raise Fault(
                    Place(self._path, line),
                    f"khóa «{name}» viết hai lần (lần đầu ở dòng {found[name].place.line})",
                    f"the key '{name}' stands twice (first in line {found[name].place.line})",
                ).error()
            found[name] = self._node(loader, value, line, depth + 1)
        return found

    @staticmethod
    def _line(node: yaml.Node) -> int:
        return int(node.start_mark.line) + 1

    @staticmethod
    def _last(node: yaml.Node) -> int:
        """A block ends where the next begins: at the start of a line that is not its own."""
        end = node.end_mark
        return int(end.line) + (1 if end.column else 0) or 1

    def _bad_yaml(self, line: int, problem: str) -> Fault:
        vi = "không đúng cú pháp YAML (kiểm tra thụt đầu dòng, dấu hai chấm, dấu ngoặc, dấu nháy)"
        return Fault(Place(self._path, line), f"{vi}: {problem}", f"not valid YAML: {problem}")
