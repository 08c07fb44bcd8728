"""Runs of a .docx in old Vietnamese fonts (.VnTime, VNI-Times) turned into Unicode before they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.language.legacy import (
    PICTURES,
    Claim,
    Encoding,
    Stretch,
    claim_of,
    conversion_notes,
    is_suspect,
    judge,
    pieces_with_capitals,
    shown,
)
from extractor.parsers.docx_package import Package
from extractor.parsers.docx_styles import StyleSheet
from extractor.parsers.docx_xml import VAL, Node, W, value
from extractor.parsers.flow import Note

_PARAGRAPH, _RUN, _TEXT, _RUN_PROPERTIES = f"{W}p", f"{W}r", f"{W}t", f"{W}rPr"
_SOFT_HYPHEN, _SYMBOL, _LEVEL_TEXT = f"{W}softHyphen", f"{W}sym", f"{W}lvlText"
_PARTING = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab", f"{W}noBreakHyphen"})
_HYPHEN = "\u00ad"  # the code of «ư» in TCVN3


@dataclass(slots=True)
class _Words:
    """Text nodes of one paragraph whose fonts stand for one encoding; None where something parts them."""

    claim: str | None
    nodes: list[Node | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    capitals: list[bool] = field(default_factory=list)

    def add(self, node: Node | None, text: str, *, capitals: bool = False) -> None:
        self.nodes.append(node)
        self.texts.append(text)
        self.capitals.append(capitals)

    def rewrite(self, encoding: Encoding) -> None:
        """Puts what the words say into their nodes; signs that stood for letters become text."""
        read = self._cased(encoding.decode_pieces(self.texts), caseless=encoding.caseless)
        for node, text, old in zip(self.nodes, read, self.texts, strict=True):
            if node is None:
                continue
            if node.tag == _LEVEL_TEXT:
                node.set(VAL, text)
            elif node.tag == _TEXT or text != old:
                node.tag = _TEXT
                node.text = text

    def _cased(self, read: Sequence[str], *, caseless: bool) -> list[str]:
        """The words with the capitals of fonts of capitals, and those that their encoding has no codes for."""
        cased = [
            text.upper() if capitals else text for text, capitals in zip(read, self.capitals, strict=True)
        ]
        return pieces_with_capitals(cased) if caseless else cased


def convert(package: Package, styles: StyleSheet) -> list[Note]:
    """Rewrites the words of a package in place where they are in an old encoding; what the user is told.

    The words decide run by run, the names of the fonts only where these are few (`language.legacy`).
    """
    parts = (package.header, package.body, package.footnotes, package.endnotes, package.comments)
    stories = [part for part in parts if part is not None]
    if not package.foreign or not any(is_suspect("".join(story.itertext(_TEXT))) for story in stories):
        return []
    words = [found for story in stories for found in _words(story, styles)]
    words += _level_texts(package.numbering)
    verdicts = judge([Stretch("".join(found.texts), found.claim) for found in words])
    for found, encoding in zip(words, verdicts.encodings, strict=True):
        if encoding is not None:
            found.rewrite(encoding)
    return conversion_notes(verdicts.encodings, doubtful=verdicts.doubtful)


def _words(root: Node, styles: StyleSheet) -> Iterator[_Words]:
    held: _Words | None = None
    paragraph: Node | None = None
    for run in root.iter(_RUN):
        around = next(run.iterancestors(_PARAGRAPH), None)
        claim = claim_of(_font(run, around, styles))
        if claim.key == PICTURES:
            continue
        if held is None or around is not paragraph or held.claim != claim.key:
            if held is not None:
                yield held
            held, paragraph = _Words(claim.key), around
        _collect(run, claim, held)
    if held is not None:
        yield held


def _font(run: Node, paragraph: Node | None, styles: StyleSheet) -> str:
    """The font of a run's letters, or of the symbol that it inserts."""
    if (symbol := run.find(_SYMBOL)) is not None:
        return symbol.get(f"{W}font") or ""
    style = styles.paragraph(None if paragraph is None else value(paragraph.find(f"{W}pPr"), "pStyle"))
    return styles.run(style, run.find(_RUN_PROPERTIES)).font


def _collect(run: Node, claim: Claim, words: _Words) -> None:
    for node in run:
        if node.tag == _TEXT:
            words.add(node, node.text or "", capitals=claim.capitals)
        elif node.tag == _SOFT_HYPHEN:
            words.add(node, _HYPHEN, capitals=claim.capitals)
        elif node.tag == _SYMBOL and (letter := _symbol_letter(node)):
            words.add(node, letter, capitals=claim.capitals)
        elif node.tag in _PARTING:
            words.add(None, "\n")


def _symbol_letter(node: Node) -> str:
    """What a `w:sym` of a legacy font shows for its code; "" for one of another font."""
    if claim_of(node.get(f"{W}font")).key in (None, PICTURES):
        return ""
    try:
        return shown(int(node.get(f"{W}char") or "", 16) & 0xFF)
    except ValueError:
        return ""


def _level_texts(numbering: Node | None) -> Iterator[_Words]:
    """Words before automatic numbers («§iÒu %1»)."""
    for node in () if numbering is None else numbering.iter(_LEVEL_TEXT):
        fonts = node.getparent().find(f"{_RUN_PROPERTIES}/{W}rFonts")
        claim = claim_of(None if fonts is None else fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii"))
        text = node.get(VAL) or ""
        if claim.key != PICTURES and len(text) > 1:
            words = _Words(claim.key)
            words.add(node, text)
            yield words
