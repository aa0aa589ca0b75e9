"""What every table of a pack is made of: ranges, mistakes that read well, lists."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Limits(NamedTuple):
    """The range of a number in a pack, both ends allowed, with its unit for people."""

    low: float
    high: float
    unit: str = ""

    def __str__(self) -> str:
        """Return e.g. ``1 to 30 seconds``."""
        return f"{self.low:.10g} to {self.high:.10g} {self.unit}".strip()


LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "version": Limits(1, 1_000_000),
        "min_gap_s": Limits(0, 120, "seconds"),
        "max_per_min": Limits(0, 10, "prompts"),
        "max_per_10_min": Limits(0, 60, "prompts"),
        "nudge_share": Limits(0, 1),
        "replace_margin": Limits(0, 100, "points"),
        "stale_s": Limits(0.5, 30, "seconds"),
        "min_score": Limits(0, 1),
        "within_s": Limits(0, 600, "seconds"),
        "priority": Limits(0, 100, "points"),
        "show_s": Limits(1, 30, "seconds"),
        "cooldown_s": Limits(0, 3600, "seconds"),
        "max_per_call": Limits(1, 100, "prompts"),
        "effect_s": Limits(1, 120, "seconds"),
        "score": Limits(0, 1),
        "times": Limits(2, 50, "times"),
    }
)
KEY_MESSAGE: Literal["pack_key"] = "pack_key"
WHOLE_MESSAGE: Literal["pack_whole"] = "pack_whole"
MAX_LINE_CHARS = 200
MAX_WITHIN_S = LIMITS["within_s"].high


def number(key: str, default: Any) -> Any:  # noqa: ANN401 - as pydantic's own Field
    """Return the field of a number with the range of ``LIMITS``; ``...`` makes it required."""
    return Field(default, ge=LIMITS[key].low, le=LIMITS[key].high)


def mistake(problem: str) -> PydanticCustomError:
    """Return a mistake that reads well after its key's name."""
    return PydanticCustomError(KEY_MESSAGE, "{problem}", {"problem": problem})


def one_line(value: str) -> str:
    """Refuse text that is empty, too long or more than a line."""
    if not value.strip():
        raise mistake("must not be empty")
    if len(value) > MAX_LINE_CHARS:
        raise mistake(f"must have at most {MAX_LINE_CHARS} characters, not {len(value)}")
    if not value.isprintable():
        raise mistake("must be one line without control characters")
    return value


def whole_mistake(problem: str) -> PydanticCustomError:
    """Return a mistake that says all by itself."""
    return PydanticCustomError(WHOLE_MESSAGE, "{problem}", {"problem": problem})


def checked(mistakes: list[str]) -> None:
    """Raise ``mistakes``, all of one key, if there are any."""
    if mistakes:
        raise mistake("; ".join(mistakes))


def as_conditions(value: object) -> object:
    """Take one table for a list of one."""
    if isinstance(value, Mapping):
        return (value,)
    if isinstance(value, list):
        return tuple(value)
    raise mistake('must be a table such as { finding = "…" }, or a list of such tables')


Line = Annotated[str, AfterValidator(one_line)]


def as_tuple(value: object) -> object:
    """Take a list for a tuple."""
    return tuple(value) if isinstance(value, list) else value


class Table(BaseModel):
    """A table of a pack: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, validate_default=True
    )
