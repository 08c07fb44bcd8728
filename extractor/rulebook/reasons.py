"""Why a rule file is refused, in the words of an expert: what pydantic reports, said in two languages."""

import difflib
import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

_SHORT: Final = 60
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "string_type": ("phải là chữ (đặt trong nháy đơn '…')", "must be text (in single quotes '…')"),
    "tuple_type": ("phải là một danh sách [...]", "must be a list [...]"),
    "list_type": ("phải là một danh sách [...]", "must be a list [...]"),
    "dict_type": ("phải có dạng «khóa: giá trị»", "must be of the form 'key: value'"),
    "model_type": ("phải có dạng «khóa: giá trị»", "must be of the form 'key: value'"),
    "model_attributes_type": ("phải có dạng «khóa: giá trị»", "must be of the form 'key: value'"),
    "bool_type": ("phải là true hoặc false", "must be true or false"),
    "bool_parsing": ("phải là true hoặc false", "must be true or false"),
    "int_type": ("phải là số nguyên", "must be a whole number"),
    "int_parsing": ("phải là số nguyên", "must be a whole number"),
    "int_from_float": ("phải là số nguyên", "must be a whole number"),
    "decimal_type": ("phải là số, ví dụ '0.001'", "must be a number such as '0.001'"),
    "decimal_parsing": ("phải là số, ví dụ '0.001'", "must be a number such as '0.001'"),
    "too_short": ("danh sách không được để trống", "the list must not be empty"),
    "string_too_short": ("không được để trống", "must not be empty"),
    "missing": ("thiếu khóa bắt buộc này", "this key is required and missing"),
}


def reason(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """(Vietnamese, English): which key is wrong, and how."""
    where = ".".join(str(part) for part in error["loc"])
    vi, en = _said(error, model)
    return (f"{where}: {vi}", f"{where}: {en}") if where else (vi, en)


def _said(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(error, model)
    if kind in _KINDS:
        vi, en = _KINDS[kind]
        shown = "" if kind in {"missing", "too_short", "string_too_short"} else _shown(given)
        return f"{vi}{shown and f'; ở đây là {shown}'}", f"{en}{shown and f'; here it is {shown}'}"
    if kind in {"literal_error", "enum"}:
        expected = str(context.get("expected", "")).replace(" or ", ", ")
        return (
            f"phải là một trong: {expected}; ở đây là {_shown(given)}",
            f"must be one of: {expected}; here it is {_shown(given)}",
        )
    if kind in {"greater_than_equal", "less_than_equal"}:
        sign, bound = ("≥", context["ge"]) if "ge" in context else ("≤", context["le"])
        return (
            f"phải {sign} {bound}; ở đây là {_shown(given)}",
            f"must be {sign} {bound}; here it is {_shown(given)}",
        )
    if "vi" in context:
        return str(context["vi"]), str(error["msg"])
    return f"giá trị không hợp lệ ({error['msg']})", error["msg"]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _unknown_key(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    known = keys_at(model, error["loc"][:-1])
    near = difflib.get_close_matches(str(error["loc"][-1]), known, 1)
    if near:
        return f"khóa lạ; có phải «{near[0]}»?", f"unknown key; did you mean '{near[0]}'?"
    listed = ", ".join(known)
    return f"khóa lạ; các khóa dùng được: {listed}", f"unknown key; keys known here: {listed}"


def keys_at(model: type[BaseModel], keys: tuple[int | str, ...]) -> list[str]:
    """The keys that a mapping at this place of a rule file may have; empty where any may."""
    at: Any = model
    for key in keys:
        at = _under(at, key)
    fields = _fields(at)
    return list(fields)


def _fields(at: Any) -> dict[str, Any]:
    if isinstance(at, type) and issubclass(at, BaseModel) and not issubclass(at, RootModel):
        return {info.alias or name: info.annotation for name, info in at.model_fields.items()}
    return {}


def _under(at: Any, key: int | str) -> Any:
    if isinstance(at, type) and issubclass(at, RootModel):
        at = at.model_fields["root"].annotation
    steps: dict[Any, Callable[[tuple[Any, ...]], Any]] = {
        dict: lambda arguments: arguments[1],
        tuple: lambda arguments: arguments[0],
        Annotated: lambda arguments: _under(arguments[0], key),
        Union: lambda arguments: _under(arguments[0], key),
        types.UnionType: lambda arguments: _under(arguments[0], key),
    }
    step = steps.get(get_origin(at))
    found = step(get_args(at)) if step else _fields(at).get(str(key))
    return get_args(found)[0] if get_origin(found) is Annotated else found
