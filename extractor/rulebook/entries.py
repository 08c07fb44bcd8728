"""The rules entry by entry: what each is called, where it stands, what it says.

An entry is one thing that an expert adds, changes or takes out: a document type, a unit, an indicator, a
list of words, a check. Its id is `FILE.SECTION.NAME`, such as `units.counts.household`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extractor.rulebook.overlay import entry_name
from extractor.rulebook.sources import Node

KINDS: Final[Mapping[str, str]] = {
    "citations.types": "document-type",
    "citations": "citation-words",
    "units.money": "money-unit",
    "units.counts": "unit",
    "units.measures": "unit",
    "units.durations": "unit",
    "units": "unit-words",
    "funding.sources": "source",
    "funding.capital": "capital",
    "funding": "funding-words",
    "headings.status": "heading",
    "headings.components": "component",
    "headings.labels": "label",
    "phrases.time": "time-words",
    "phrases": "phrase",
    "indicators": "indicator",
    "header": "header",
    "assignments": "assignment-words",
    "checks.rules": "check",
    "checks": "check-words",
    "legal_documents": "legal-document",
    "comparison": "comparison",
    "programmes": "programme",
}


@dataclass(frozen=True)
class Entry:
    """One rule as it holds: `section` is the key of the file that it stands under, "" at the top."""

    file: str
    section: str
    name: str
    node: Node

    @property
    def id(self) -> str:
        """`FILE.SECTION.NAME`."""
        return ".".join(part for part in (self.file, self.section, self.name) if part)

    @property
    def kind(self) -> str:
        """What sort of rule it is; the name of its file where no sort is known."""
        return KINDS.get(f"{self.file}.{self.section}") or KINDS.get(self.file, self.file)

    @property
    def content(self) -> Any:
        """Its values, without lines."""
        return self.node.plain()

    @property
    def examples(self) -> tuple[str, ...]:
        """The examples it gives."""
        content = self.content
        if not isinstance(content, dict):
            return ()
        single = (content["example"],) if content.get("example") else ()
        return (*single, *(content.get("examples") or ()))

    def example_node(self, example: str) -> Node:
        """Where one of its examples stands."""
        listed = self.node.child("examples")
        found = [n for n in (listed.value if listed else ()) if isinstance(n, Node) and n.value == example]
        return found[0] if found else self.node.child("example") or self.node

    @property
    def layers(self) -> tuple[Node, ...]:
        """As written, the uppermost first: in a folder of one's own, then in the shipped file."""
        found: list[Node] = []
        node: Node | None = self.node
        while node is not None:
            if node.place not in [known.place for known in found]:
                found.append(node)
            node = node.under
        return tuple(found)


def entries(name: str, root: Node) -> Iterator[Entry]:
    """The entries of the rule file `name`, in its order."""
    for key, node in _items(root):
        if name not in {"indicators", "legal_documents"} and _is_group(node):
            for inner, item in _items(node):
                yield Entry(name, key, inner, item)
        else:
            yield Entry(name, "", key, node)


def written(node: Node) -> str:
    """The lines of a rule file that a node covers, as they stand there."""
    lines = node.place.path.read_text(encoding="utf-8-sig").splitlines()
    return "\n".join(lines[node.place.line - 1 : node.last]).rstrip()


def stands_in(entry: Entry, folder: Path) -> bool:
    """Whether any part of an entry comes from a file of this folder."""
    return any(path.parent == folder for path in _paths(entry.node))


def _paths(node: Node) -> Iterator[Path]:
    yield node.place.path
    for _, item in _items(node):
        yield from _paths(item)


def _items(node: Node) -> list[tuple[str, Node]]:
    if isinstance(node.value, dict):
        return list(node.value.items())
    if isinstance(node.value, list):
        return [(entry_name(item), item) for item in node.value]
    return []


def _is_group(node: Node) -> bool:
    """A list of mappings, or a mapping of nothing but mappings or nothing but lists."""
    kinds = {type(item.value) for _, item in _items(node)}
    return kinds == {dict} or (isinstance(node.value, dict) and kinds == {list})
