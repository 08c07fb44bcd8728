"""Seeded mutations: of bytes, of text, of the parts of a zipped document, of the objects of a PDF."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

Mutation = Callable[[bytes, random.Random], bytes]
_EDGES: Final = (0, 1, 0x7F, 0x80, 0xFF)
_NUMBERS: Final = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"1e309",
    b"0.0000001",
    b"NaN",
    b"",
)
_NUMBER: Final = re.compile(rb"-?\d+(?:\.\d+)?")
_TAG: Final = re.compile(rb"<[^<>]{1,400}>")
_ATTRIBUTE: Final = re.compile(rb'="([^"]{0,80})"')
_PDF_WORDS: Final = re.compile(rb"/[A-Za-z0-9]+|\d+ \d+ R|\b[A-Za-z*']{1,3}\b")
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_LIES: Final = (
    b"\x00\xd8",
    b"\xef\xbf\xbf",
    b"\xf4\x8f\xbf\xbf",
    b"\xcc\x81" * 40,
    b"\xe2\x80\xae",
    b"\xc2\xad",
)
_RUNS: Final = (1, 2, 7, 40)


def of_bytes(data: bytes, rng: random.Random) -> bytes:
    """One to six changes: bytes set or inserted, stretches deleted, doubled, moved, the end cut off."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        _change_bytes(changed, rng)
    return bytes(changed)


def _change_bytes(data: bytearray, rng: random.Random) -> None:
    at = rng.randint(0, len(data))
    end = min(len(data), at + rng.choice((1, 2, 8, 100)))
    match rng.randrange(7):
        case 0:
            data[at:end] = rng.randbytes(end - at)
        case 1:
            data[at : at + 1] = bytes([rng.choice(_EDGES)])
        case 2:
            del data[at:end]
        case 3:
            data[at:at] = data[at:end] * rng.choice(_RUNS)
        case 4:
            other = rng.randint(0, len(data))
            data[other:other] = data[at:end]
        case 5:
            data[at:at] = rng.choice(_LIES)
        case 6:
            if rng.random() < 0.2:
                del data[at:]


def with_words(words: Sequence[str]) -> Mutation:
    """Changes of a text in UTF-8: `words` put in or in place of others, letters doubled, parts moved."""

    def mutate(data: bytes, rng: random.Random) -> bytes:
        letters = list(data.decode("utf-8", "replace"))
        for _ in range(rng.randint(1, 8)):
            _change_letters(letters, rng, words)
        return "".join(letters).encode("utf-8", "surrogatepass")

    return mutate


def _change_letters(letters: list[str], rng: random.Random, words: Sequence[str]) -> None:
    at = rng.randint(0, len(letters))
    end = min(len(letters), at + rng.choice((1, 3, 12)))
    match rng.randrange(6):
        case 0:
            letters[at:at] = rng.choice(words)
        case 1:
            letters[at:end] = rng.choice(words)
        case 2:
            del letters[at:end]
        case 3:
            letters[at:at] = letters[at:end] * rng.choice(_RUNS)
        case 4:
            letters[at:at] = rng.choice("0123456789.,;:/-–()%\u00a0\u200b\u0301\u0323\ufeff\t\n|lIO½²٣９㊿")
        case 5:
            letters[at:end] = chr(rng.choice((rng.randrange(0x20, 0x250), rng.randrange(0x1E00, 0x2100))))


@dataclass(frozen=True)
class Parts:
    """The members of a zipped document, by name."""

    members: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> "Parts":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def packed(self, method: int = zipfile.ZIP_DEFLATED) -> bytes:
        """The document; the same members give the same bytes."""
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as archive:
            for name, data in self.members.items():
                archive.writestr(zipfile.ZipInfo(name), data, method)
        return memory.getvalue()


def of_zipped(data: bytes, rng: random.Random) -> bytes:
    """Changes in the XML of a zipped document; one time in eight of the archive's own bytes."""
    if rng.random() < 1 / 8:
        return of_bytes(data, rng)
    members = Parts.of(data).members
    for _ in range(rng.randint(1, 3)):
        _change_part(members, rng)
    return Parts(members).packed(rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def _change_part(members: dict[str, bytes], rng: random.Random) -> None:
    if not members:
        return
    main = [name for name in members if name.endswith(("document.xml", "sheet1.xml"))]
    name = rng.choice(main if main and rng.random() < 0.6 else list(members))
    chance = rng.random()
    if chance < 0.03:
        del members[name]
    elif chance < 0.06:
        members[rng.choice(list(members))] = members[name]
    elif chance < 0.12:
        members[name] = of_bytes(members[name], rng)
    else:
        members[name] = of_xml(members[name], rng)


def of_xml(data: bytes, rng: random.Random) -> bytes:
    """One to five elements changed and the part still well-formed; one time in ten its tags as they are written."""
    try:
        root = None if rng.random() < 0.1 else etree.fromstring(data)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return _with_broken_tags(data, rng)
    for _ in range(rng.randint(1, 5)):
        _change_element(root, rng)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _change_element(root: "etree._Element", rng: random.Random) -> None:
    nodes = [node for node in root.iter("*") if node is not root]
    if not nodes:
        return
    node, other = rng.choice(nodes), rng.choice(nodes)
    above = node.getparent()
    match rng.randrange(7):
        case 0:
            above.remove(node)
        case 1:
            for _ in range(rng.choice(_RUNS) if len(node) < 30 else 1):
                node.addnext(deepcopy(node))
        case 2:
            other.append(deepcopy(node))
        case 3:
            node.tag = other.tag
        case 4:
            node.attrib.update(dict(other.attrib))
        case 5:
            node.text = rng.choice(
                ("", "1.250,5", "\u0301" * 40, "\u202e", "-1", "0", "1e309", "a" * 300, other.text)
            )
        case _ if node.attrib:
            name = rng.choice(list(node.attrib))
            theirs = list(other.attrib.values())
            node.set(name, rng.choice((*(number.decode() for number in _NUMBERS), *theirs, "Đ", "x" * 300)))
        case _:
            for child in node:
                node.remove(child)


def _with_broken_tags(data: bytes, rng: random.Random) -> bytes:
    """As `of_xml`, of the tags without regard to where they end."""
    for _ in range(rng.randint(1, 5)):
        tags = list(_TAG.finditer(data))
        if not tags:
            return of_bytes(data, rng)
        data = _change_tag(data, rng, tags)
    return data


def _change_tag(data: bytes, rng: random.Random, tags: Sequence["re.Match[bytes]"]) -> bytes:
    tag, other = rng.choice(tags), rng.choice(tags)
    first, last = sorted((tag.start(), min(other.end(), tag.start() + 3000)))
    whole = _element(data, tag)
    match rng.randrange(7):
        case 0:
            return data[: tag.start()] + data[tag.end() :]
        case 1:
            return data[: tag.start()] + other[0] + data[tag.end() :]
        case 2:
            return data.replace(whole, b"", 1) if len(whole) < len(data) / 2 else data
        case 3:
            run = rng.choice(_RUNS) if len(whole) < 5000 else 1
            return data[: other.start()] + whole * run + data[other.start() :]
        case 4:
            return data[:first] + data[last:]
        case 5:
            return data[: tag.start()] + _with_other_value(tag[0], rng, other[0]) + data[tag.end() :]
        case _:
            return (
                data[: tag.end()]
                + rng.choice((*_LIES, b"1.250,5", b"&#0;", b"&lt;", b" "))
                + data[tag.end() :]
            )


def _element(data: bytes, tag: "re.Match[bytes]") -> bytes:
    """The element that a tag opens up to the next end of its name; the tag alone where there is none."""
    name = re.match(rb"<([\w:]+)", tag[0])
    if name is None or tag[0].endswith(b"/>"):
        return tag[0]
    closing = b"</" + name[1] + b">"
    end = data.find(closing, tag.end())
    return tag[0] if end < 0 else data[tag.start() : end + len(closing)]


def _with_other_value(tag: bytes, rng: random.Random, other: bytes) -> bytes:
    values = list(_ATTRIBUTE.finditer(tag))
    if not values:
        return tag
    value, theirs = rng.choice(values), _ATTRIBUTE.findall(other)
    new = rng.choice((*_NUMBERS, *theirs, b"\xc4\x90", b"x" * 300))
    return bytes(tag[: value.start(1)] + new + tag[value.end(1) :])


@dataclass(frozen=True)
class Objects:
    """The objects of a PDF by number, and the trailer's entries."""

    objects: dict[int, bytes]
    trailer: bytes

    @classmethod
    def of(cls, data: bytes) -> "Objects":
        at = data.rfind(b"trailer")
        trailer = data[at + 7 : data.rfind(b"startxref")].strip() if at >= 0 else b"<< >>"
        return cls({int(number): body for number, body in _OBJECT.findall(data)}, trailer)

    def written(self) -> bytes:
        """The file with a table of its objects that is right."""
        out, places = bytearray(b"%PDF-1.4\n"), {}
        for number, body in self.objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start, most = len(out), max(self.objects, default=0) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % most
        for number in range(1, most):
            out += b"%010d %05d %b \n" % (places.get(number, 0), 0, b"n" if number in places else b"f")
        return bytes(out + b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (self.trailer, start))


def of_pdf(data: bytes, rng: random.Random) -> bytes:
    """Changes in objects and streams of a PDF; one time in six of the file's bytes."""
    if rng.random() < 1 / 6:
        return of_bytes(data, rng)
    read = Objects.of(data)
    objects = dict(read.objects)
    if not objects:
        return of_bytes(data, rng)
    trailer = read.trailer
    for _ in range(rng.randint(1, 3)):
        if rng.random() < 0.05:
            trailer = _with_other_words(trailer, rng)
        else:
            _change_object(objects, rng)
    return Objects(objects, trailer).written()


def _change_object(objects: dict[int, bytes], rng: random.Random) -> None:
    number = rng.choice(list(objects))
    other = rng.choice(list(objects))
    body = objects[number]
    match rng.randrange(8):
        case 0 if len(objects) > 2:
            del objects[number]
        case 1:
            objects[number] = objects[other]
        case 2:
            objects[number] = of_bytes(body, rng)
        case 3:
            numbers = list(_NUMBER.finditer(body[:20_000]))
            if numbers:
                found = rng.choice(numbers)
                objects[number] = body[: found.start()] + rng.choice(_NUMBERS) + body[found.end() :]
        case 4:
            objects[number] = re.sub(rb"\d+ 0 R", b"%d 0 R" % other, body, count=1)
        case _:
            objects[number] = _with_other_words(body, rng)


def _with_other_words(body: bytes, rng: random.Random) -> bytes:
    """A name, a reference or an operator in place of another of the same object; a stretch of it doubled."""
    words = list(_PDF_WORDS.finditer(body[:20_000]))
    if not words:
        return of_bytes(body, rng)
    one, other = rng.choice(words), rng.choice(words)
    if rng.random() < 0.3:
        stretch = body[one.start() : one.start() + rng.choice((20, 200))]
        return bytes(body[: other.start()] + stretch * rng.choice(_RUNS) + body[other.start() :])
    return bytes(body[: one.start()] + other[0] + body[one.end() :])
