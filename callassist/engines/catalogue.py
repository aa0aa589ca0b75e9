"""The speech models that callassist knows: ``models/catalogue.toml``."""

from __future__ import annotations

import difflib
import functools
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from callassist import paths
from callassist.errors import ModelError
from callassist.prompts.hints import shown
from callassist.settings.toml import parse_toml

DEFAULT = "vosk-model-small-en-us-0.15"


class ModelEntry(BaseModel):
    """One model of the catalogue; ``models/README.md`` explains the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    engine: Literal["vosk", "moonshine"]
    language: str
    about: str
    licence: str
    bundled: bool = False
    address: str = ""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    bytes: int = 0
    max_unpacked_bytes: int = 0

    @model_validator(mode="after")
    def _is_installable_or_bundled(self) -> Self:
        download = (self.address, self.sha256, self.bytes, self.max_unpacked_bytes)
        if self.bundled == any(download) or not (self.bundled or all(download)):
            raise ValueError(
                f"{self.name}: give address, sha256, bytes and max_unpacked_bytes, or bundled"
            )
        return self


class _Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    schema_: Literal[1] = Field(alias="schema")
    model: list[ModelEntry]


@functools.cache
def load_catalogue() -> tuple[ModelEntry, ...]:
    """Return every model known, the default first.

    Raises:
        ModelError: If the catalogue is missing or wrong.
    """
    return read_catalogue(paths.catalogue_path())


def read_catalogue(path: Path) -> tuple[ModelEntry, ...]:
    """Return every model of a catalogue, in its order.

    Raises:
        ModelError: If it is missing or wrong.
    """
    try:
        data = parse_toml(path.read_text(encoding="utf-8"))
        return tuple(_Catalogue.model_validate(data).model)
    except OSError as error:
        raise ModelError(
            f"{path} cannot be read ({error.strerror}): reinstall callassist"
        ) from None
    except ValueError as error:  # pydantic's are, too
        line = shown(" ".join(str(error).split()), 300)
        raise ModelError(f"{path} has a mistake: {line}") from None


def find_entry(name: str) -> ModelEntry:
    """Return a model by its name.

    Raises:
        ModelError: If there is none; the line says what was likely meant.
    """
    entries = {entry.name: entry for entry in load_catalogue()}
    if name in entries:
        return entries[name]
    close = difflib.get_close_matches(name, entries, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(entries)}"
    raise ModelError(f"there is no model {name!r}; {hint}")
