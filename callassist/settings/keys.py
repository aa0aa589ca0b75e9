"""The user's settings by dotted keys, e.g. ``overlay.theme``: to read, change and compare them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from callassist.errors import CallAssistError
from callassist.settings.problems import problem_line
from callassist.settings.user import UserSettings


def setting_keys(model: type[BaseModel] = UserSettings) -> tuple[str, ...]:
    """Return the key of every setting, groups taken apart, in the order of the file."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found += [f"{name}.{key}" for key in setting_keys(kind)]
        else:
            found.append(name)
    return tuple(found)


def value_of(settings: UserSettings, key: str) -> Any:  # noqa: ANN401  as many kinds as settings
    """Return what a setting is."""
    value: Any = settings
    for name in key.split("."):
        value = getattr(value, name)
    return value


def default_of(key: str) -> Any:  # noqa: ANN401
    """Return what a setting is without a settings file."""
    return value_of(UserSettings(), key)


def with_values(settings: UserSettings, values: dict[str, Any]) -> UserSettings:
    """Return a copy of ``settings`` with other values by their keys.

    Raises:
        CallAssistError: A value cannot be taken; the line says why.
    """
    changed = settings.model_copy(deep=True)
    for key, value in values.items():
        *groups, name = key.split(".")
        group: Any = changed
        for part in groups:
            group = getattr(group, part)
        try:
            setattr(group, name, value)
        except ValidationError as error:
            line = problem_line(type(group), error.errors()[0])
            raise CallAssistError(line.removeprefix(f"{name}: ")) from error
    return changed


def differing(one: UserSettings, other: UserSettings) -> tuple[str, ...]:
    """Return the keys of which the two have different values."""
    return tuple(key for key in setting_keys() if value_of(one, key) != value_of(other, key))
