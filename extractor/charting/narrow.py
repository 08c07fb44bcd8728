"""A chart for a phone: the same words and marks on a picture that is as wide as the window."""

from typing import Any, Final

WIDTH: Final = 180  # of what is drawn between the axes; the names beside it take up to as much again
_STEP, _NAME = 110, 110
_LETTERS: Final = {"text": 32, "subtitle": 48}  # of a line


def narrowed(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification of a chart with narrower panels one below the other, shorter names, titles of more lines."""
    found: dict[str, Any] = _narrow(spec)
    if "concat" in found:
        found["columns"] = 1
    title = found.get("title")
    if isinstance(title, dict):
        found["title"] = {
            **title,
            **{key: _lines(title[key], most) for key, most in _LETTERS.items() if key in title},
        }
    return found


def _narrow(part: Any) -> Any:
    if isinstance(part, list):
        return [_narrow(one) for one in part]
    if not isinstance(part, dict):
        return part
    found = {key: value if key == "data" else _narrow(value) for key, value in part.items()}
    match found.get("width"):
        case int() | float() as width:
            found["width"] = min(width, WIDTH)
        case {"step": int() | float() as step}:
            found["width"] = {"step": min(step, _STEP)}
    if "labelLimit" in found:
        found["labelLimit"] = min(found["labelLimit"], _NAME)
    return found


def _lines(told: list[str], most: int) -> list[str]:
    """The lines broken again, between words."""
    lines: list[str] = []
    for line in told:
        lines.append("")
        for word in line.split():
            if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
