"""Says in one line each what pydantic found wrong in a file that people write."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel


def problem_line(model: type[BaseModel], item: Mapping[str, Any]) -> str:
    """Return one line on a mistake, with the name that may have been meant.

    Args:
        model: What the file was read as.
        item: One of ``ValidationError.errors()``.
    """
    path = [str(part) for part in item["loc"]]
    name = ".".join(path)
    if item["type"] == "extra_forbidden":
        return f'unknown name "{name}"{_did_you_mean(path[-1], _names_beside(model, path))}'
    if item["type"] == "literal_error":
        choices = _choices(model, path)
        if not choices:
            return f'{name} is "{item["input"]}", not {item["ctx"]["expected"]}'
        allowed = ", ".join(f'"{choice}"' for choice in choices)
        return f'{name} is "{item["input"]}", not one of {allowed}' + _did_you_mean(
            str(item["input"]), choices
        )
    if item["type"] == "missing":
        return f"{name} is missing"
    if item["type"] == "string_pattern_mismatch":
        return f'{name} is "{item["input"]}", not a language code such as "en"'
    reason = str(item["msg"])
    return f"{name}: {reason[0].lower()}{reason[1:]}"


def _did_you_mean(wrong: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(wrong.lower(), known, n=1, cutoff=0.5)
    return f', did you mean "{near[0]}"?' if near else ""


def _group_of(model: type[BaseModel], path: list[str]) -> type[BaseModel]:
    group = model
    for part in path[:-1]:
        annotation = group.model_fields[part].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            group = annotation
    return group


def _names_beside(model: type[BaseModel], path: list[str]) -> tuple[str, ...]:
    fields = _group_of(model, path).model_fields
    return tuple(field.alias or name for name, field in fields.items())


def _choices(model: type[BaseModel], path: list[str]) -> tuple[str, ...]:
    field = _group_of(model, path).model_fields.get(path[-1])
    choices = get_args(field.annotation) if field is not None else ()
    return tuple(choice for choice in choices if isinstance(choice, str))
