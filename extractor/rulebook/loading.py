"""Rule files: YAML checked against a pydantic model, errors with file, line and reason."""

from pathlib import Path
from typing import Any, TypeVar

import regex
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import RuleError

M = TypeVar("M", bound=BaseModel)


class RuleModel(BaseModel):
    """Base of every rule: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def load_yaml(path: Path, model: type[M], overlay: Path | None = None) -> M:
    """The rules of one file, those of `overlay` laid over them key by key.

    Raises RuleError naming file, line and reason: no such file, bad YAML, unknown key, bad pattern.
    """
    data, lines = _read(path)
    source = path
    if overlay is not None and overlay.is_file():
        above, above_lines = _read(overlay)
        data, lines, source = _laid_over(data, above), {**lines, **above_lines}, overlay
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        line = _nearest(lines, tuple(str(part) for part in first["loc"]))
        where = ".".join(str(part) for part in first["loc"])
        raise _rule_error(source, line, f"{where}: {first['msg']}") from error


def compile_pattern(pattern: str) -> "regex.Pattern[str]":
    """A pattern of a rule file; raises ValueError with the reason where it does not compile."""
    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise ValueError(f"bad pattern {pattern!r}: {error}") from error


def _rule_error(path: Path, line: int, reason: str) -> RuleError:
    return RuleError(
        f"tệp quy tắc {path}, dòng {line}: {reason}",
        f"rule file {path}, line {line}: {reason}",
    )


def _read(path: Path) -> tuple[Any, dict[tuple[str, ...], int]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _rule_error(path, 1, str(error)) from error
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _rule_error(path, mark.line + 1 if mark else 1, error.problem or "bad YAML") from error
    except yaml.YAMLError as error:
        raise _rule_error(path, 1, str(error)) from error
    lines: dict[tuple[str, ...], int] = {}
    if node is not None:
        _collect_lines(node, (), lines)
    return data if data is not None else {}, lines


def _collect_lines(node: yaml.Node, at: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> None:
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            path = (*at, str(key.value))
            lines[path] = key.start_mark.line + 1
            _collect_lines(value, path, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _collect_lines(value, (*at, str(index)), lines)


def _nearest(lines: dict[tuple[str, ...], int], at: tuple[str, ...]) -> int:
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at, 1)


def _laid_over(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: _laid_over(below.get(key), value) for key, value in above.items()}}
    return above
