"""Fields of a paragraph: what their instructions print where Word stores no result, what is hidden in them."""

import re
from dataclasses import dataclass, field

from extractor.parsers.docx_symbols import sign
from extractor.parsers.docx_xml import VAL, Node, W, integer, is_on, value

_KIND = f"{W}fldCharType"
_SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9a-fA-F]{1,6}|\d{1,6})(?:.*?\\f\s+"?([^"\\]+))?', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*PAGEREF\s+_?_?\w*Toc", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(?:DATE|TIME)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\s*(?:AUTONUM(?:LGL|OUT)?|LISTNUM)\b", re.IGNORECASE)
_TICKED, _EMPTY = "☒", "☐"


@dataclass(slots=True)
class _Field:
    """An open field; `running`: its instruction, not its result, is being read; `shown`: its result has words."""

    running: bool = True
    shown: bool = False
    instruction: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a field without a result prints: words, or a number, which `number` (its instruction) asks for."""

    words: str = ""
    number: str = ""


_NOTHING = Shown()


class Fields:
    """The open fields of one paragraph, the innermost last.

    `clocked`: whether what a field for the time of day or the date of today shows was put there by the
    program that converted the file, and is left out. `contents`: a page number of a table of contents was
    among them; `left_out`: such a date.
    """

    def __init__(self, *, clocked: bool = False) -> None:
        self._open: list[_Field] = []
        self._clocked = clocked
        self.contents = False
        self.left_out = False

    @property
    def silent(self) -> bool:
        """Whether what comes now is no part of the text."""
        return any(found.running for found in self._open)

    def mark(self, node: Node) -> Shown:
        """Takes note of a `w:fldChar`; gives what stands for a field without a result."""
        kind = node.get(_KIND)
        if kind == "begin":
            words = "" if self.silent else _form_words(node.find(f"{W}ffData"))
            self.begin()
            return Shown(words)
        if kind == "separate":
            self.separate()
        return self.end() if kind == "end" else _NOTHING

    def begin(self) -> None:
        """A field opens: its instruction comes."""
        self._open.append(_Field())

    def separate(self) -> None:
        """The instruction of the innermost field is whole: its result comes."""
        if not self._open:
            return
        instruction = "".join(self._open[-1].instruction)
        self._open[-1].running = self._clocked and _CLOCK.match(instruction) is not None
        self.left_out |= self._open[-1].running
        self.contents |= _CONTENTS.match(instruction) is not None

    def end(self) -> Shown:
        """The innermost field closes; gives what it prints where no result was stored."""
        if not self._open:
            return _NOTHING
        closed = self._open.pop()
        if closed.shown:
            self.show()
        if self.silent or closed.shown:
            return _NOTHING
        instruction = "".join(closed.instruction)
        return Shown(number=instruction) if _NUMBERS.match(instruction) else Shown(_symbol(instruction))

    def show(self) -> None:
        """Takes note of words of a result."""
        if self._open:
            self._open[-1].shown = True

    def instruct(self, text: str) -> None:
        """Takes note of words of an instruction."""
        if self._open:
            self._open[-1].instruction.append(text)


def _form_words(form: Node | None) -> str:
    """The box or the choice that a form field shows; text fields store a result."""
    if form is None:
        return ""
    box, choices = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return _TICKED if state is not None and is_on(state) else _EMPTY
    if choices is None:
        return ""
    chosen = integer(value(choices, "result") or value(choices, "default"), 0)
    entries = [entry.get(VAL) or "" for entry in choices.findall(f"{W}listEntry")]
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def _symbol(instruction: str) -> str:
    match = _SYMBOL.match(instruction)
    if match is None:
        return ""
    code = int(match[1], 16 if match[1].lower().startswith("0x") else 10)
    return sign(code, (match[2] or "").strip())
