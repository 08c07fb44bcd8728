"""Laying a user's rule file over the shipped one.

    key: value            changes one value; what is not named stays
    key: null             takes the entry out
    new_key: {…}          adds an entry; it stands before the shipped ones and is tried first
    list: [a, b]          replaces the whole list
    list: {add: […], remove: […], change: {id: {…}}}
                          adds, takes out or changes single entries of a list

An entry of a list goes by its `id`, its `name` or the first of its `words`; a bare word by itself.
"""

from extractor.rulebook.sources import Fault, Node, Place

_EDITS = ("add", "remove", "change")


def lay_over(below: Node, above: Node) -> Node:
    """`below` with `above` over it; raises RuleError where `above` names an entry that is not there."""
    if isinstance(below.value, dict) and isinstance(above.value, dict):
        return _merged(below, above)
    if isinstance(below.value, list) and isinstance(above.value, dict) and above.value:
        return _edited(below, above)
    return Node(above.value, above.place, above.last, under=below)


def entry_name(item: Node) -> str:
    """What an entry of a list goes by."""
    if not isinstance(item.value, dict):
        return str(item.value)
    for key in ("id", "name"):
        if (named := item.child(key)) is not None:
            return str(named.value)
    words = item.child("words")
    first = words.child(0) if words is not None else None
    return str(first.value) if first is not None else ""


def _merged(below: Node, above: Node) -> Node:
    gone = dict(below.gone)
    new: dict[str, Node] = {}
    kept: dict[str, Node] = dict(below.value)
    for key, node in above.value.items():
        if node.value is None:
            kept.pop(key, None)
            gone[key] = node.place
        elif key in kept:
            kept[key] = lay_over(kept[key], node)
        else:
            new[key] = node
    return Node({**new, **kept}, above.place, above.last, gone, below)


def _edited(below: Node, above: Node) -> Node:
    """A list with entries added, taken out or changed one by one."""
    for key, node in above.value.items():
        if key not in _EDITS:
            raise _fault(
                node.place,
                f"khóa lạ «{key}»: ghi cả danh sách [...] hoặc chỉ dùng add, remove, change",
                f"unknown key '{key}': write the whole list [...] or use only add, remove, change",
            )
    items: list[Node] = list(below.value)
    for name, place in _removed(above):
        del items[_index(items, name, place)]
    changed = above.child("change")
    for name, node in _mapping(changed).items() if changed else ():
        at = _index(items, name, node.place)
        items[at] = lay_over(items[at], node)
    added = above.child("add")
    more = _listed(added) if added else []
    words = all(not isinstance(item.value, dict) for item in more)
    return Node([*items, *more] if words else [*more, *items], above.place, above.last, under=below)


def _removed(above: Node) -> list[tuple[str, Place]]:
    node = above.child("remove")
    return [(str(item.value), item.place) for item in _listed(node)] if node else []


def _index(items: list[Node], name: str, place: Place) -> int:
    for index, item in enumerate(items):
        if entry_name(item) == name:
            return index
    raise _fault(place, f"không có mục «{name}» trong danh sách có sẵn", f"the list holds no entry '{name}'")


def _listed(node: Node) -> list[Node]:
    if not isinstance(node.value, list):
        raise _fault(node.place, "phải là một danh sách [...]", "must be a list [...]")
    return list(node.value)


def _mapping(node: Node) -> dict[str, Node]:
    if not isinstance(node.value, dict):
        raise _fault(node.place, "phải có dạng «tên mục: giá trị»", "must be of the form 'entry: value'")
    return dict(node.value)


def _fault(place: Place, vi: str, en: str) -> Exception:
    return Fault(place, vi, en).error()
