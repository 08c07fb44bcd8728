"""A formula of a .docx on one line: fractions with a stroke, powers with «^», roots with «√»."""

from extractor.parsers.docx_xml import M, Node

_VALUE = f"{M}val"
_DELETED = ("}del", "}moveFrom")


def math_words(node: Node) -> str:
    """The words of an `m:oMath` or any part of it: (a+b)/c, 10^6, √(x+1)."""
    tag = node.tag
    if not isinstance(tag, str) or tag.endswith("Pr") or tag.endswith(_DELETED):
        return ""
    if tag == f"{M}t":
        return node.text or ""
    write = _FORMS.get(tag)
    return write(node) if write is not None else "".join(map(math_words, node))


def _part(node: Node, name: str) -> str:
    found = node.find(M + name)
    return "" if found is None else math_words(found)


def _whole(words: str) -> str:
    """The words as one operand: in brackets where they are more than a name or a figure."""
    simple = words.replace(",", "").replace(".", "").isalnum() or (words[:1] == "(" and words[-1:] == ")")
    return words if simple or len(words) < 2 else f"({words})"


def _fraction(node: Node) -> str:
    return f"{_whole(_part(node, 'num'))}/{_whole(_part(node, 'den'))}"


def _power(node: Node) -> str:
    return f"{_whole(_part(node, 'e'))}{_part(node, 'sub')}^{_whole(_part(node, 'sup'))}"


def _root(node: Node) -> str:
    return f"{_part(node, 'deg')}√{_whole(_part(node, 'e'))}"


def _brackets(node: Node) -> str:
    signs = [node.find(f"{M}dPr/{M}{name}") for name in ("begChr", "endChr")]
    opening, closing = (
        plain if found is None else found.get(_VALUE) or "" for found, plain in zip(signs, "()", strict=True)
    )
    return opening + ";".join(map(math_words, node.findall(f"{M}e"))) + closing


def _operator(node: Node) -> str:
    found = node.find(f"{M}naryPr/{M}chr")
    sign = "∫" if found is None else found.get(_VALUE) or ""
    return sign + _whole(_part(node, "e"))


def _rows(node: Node) -> str:
    return "; ".join(math_words(row) for row in node if row.tag in (f"{M}e", f"{M}mr"))


_FORMS = {
    f"{M}f": _fraction,
    f"{M}sSup": _power,
    f"{M}sSubSup": _power,
    f"{M}rad": _root,
    f"{M}d": _brackets,
    f"{M}nary": _operator,
    f"{M}eqArr": _rows,
    f"{M}m": _rows,
}
