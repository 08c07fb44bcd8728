"""Rule files: YAML checked against a pydantic model, errors with file, line and reason."""

from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from extractor import regex
from extractor.rulebook.overlay import lay_over
from extractor.rulebook.reasons import reason
from extractor.rulebook.sources import Fault, Node, read_rules

M = TypeVar("M", bound=BaseModel)
_SHIPPED: Final = "shipped"


class RuleModel(BaseModel):
    """Base of every rule: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


def load_yaml(path: Path, model: type[M], overlay: Path | None = None) -> M:
    """The rules of one file, those of `overlay` laid over them (`extractor.rulebook.overlay` says how).

    Raises RuleError naming file, line and reason: no such file, bad YAML, unknown key, bad pattern.
    """
    return validated(read_layers(path, overlay), model)


def read_layers(path: Path, overlay: Path | None = None) -> Node:
    """The values of one file with those of `overlay` laid over them, each with its file and line."""
    shipped = read_rules(path, shipped=True)
    if overlay is None or not overlay.is_file():
        return shipped
    return lay_over(shipped, read_rules(overlay))


def validated(root: Node, model: type[M], *, shipped: bool = False) -> M:
    """The rules that these values are; raises RuleError for the first fault.

    Patterns of the `shipped` files, which the tests hold, are compiled with their first search: a plan asks for half.
    """
    try:
        return model.model_validate(root.plain(), context={_SHIPPED: shipped})
    except ValidationError as error:
        raise faults_of(error, root, model)[0].error() from error


def faults_of(error: ValidationError, root: Node, model: type[BaseModel]) -> list[Fault]:
    """Everything that is wrong with these values, in the order of the file's model."""
    return [
        Fault(root.nearest((*detail["loc"], *_inside(detail.get("ctx", {})))), *reason(detail, model))
        for detail in error.errors()
    ]


def _inside(context: dict[str, object]) -> tuple[object, ...]:
    return (context["inside"],) if "inside" in context else ()


def compile_pattern(pattern: str) -> "regex.Pattern[str]":
    """A pattern of a rule file; raises ValueError with the reason where it does not compile."""
    try:
        return regex.compile_now(pattern)
    except regex.error as error:
        at = f"{error.msg}, {error.pos}"
        raise PydanticCustomError(
            "bad_pattern",
            "bad pattern {pattern}: {reason}",
            {
                "pattern": repr(pattern),
                "reason": f"{error.msg} at position {error.pos}",
                "vi": f"mẫu tìm {pattern!r} viết sai ở ký tự thứ {(error.pos or 0) + 1} ({at})",
            },
        ) from error
    except TypeError as error:
        raise PydanticCustomError(
            "bad_pattern",
            "a pattern must be text, not {pattern}",
            {"pattern": repr(pattern), "vi": f"mẫu tìm phải là chữ, không phải {pattern!r}"},
        ) from error


def checked_pattern(pattern: str, info: ValidationInfo) -> str:
    """A pattern as it is written; raises ValueError where it does not compile, unless its file is a shipped one."""
    if not (info.context and info.context[_SHIPPED]):
        compile_pattern(pattern)
    return pattern


def _field(pattern: str, info: ValidationInfo) -> "regex.Pattern[str]":
    return regex.compile(checked_pattern(pattern, info))


Pattern = Annotated[regex.Pattern[str], PlainValidator(_field)]  # a field of a rule
