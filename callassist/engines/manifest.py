"""What an installed model was when it was checked: each file's size and SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from callassist.errors import ModelError

MANIFEST = ".callassist-model.json"
READ_BYTES = 1 << 20


class FileRecord(BaseModel):
    """One file of a model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """A model as it was installed; ``files`` are keyed by their path within the folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    language: str
    archive_sha256: str
    files: dict[str, FileRecord]

    @field_validator("files")
    @classmethod
    def _are_within(cls, files: dict[str, FileRecord]) -> dict[str, FileRecord]:
        for name in files:
            path = PurePosixPath(name)
            if not name.isprintable() or path.is_absolute() or ".." in path.parts or ":" in name:
                raise ValueError("a file outside the model's folder")
        return files


def file_sha256(path: Path, told: Callable[[int], None] | None = None) -> str:
    """Return a file's SHA-256 in hex; ``told`` hears the size of each piece read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(READ_BYTES):
            digest.update(piece)
            if told:
                told(len(piece))
    return digest.hexdigest()


def write_manifest(folder: Path, name: str, language: str, archive_sha256: str) -> None:
    """Record every file of a freshly unpacked model."""
    files = {
        path.relative_to(folder).as_posix(): FileRecord(
            bytes=path.stat().st_size, sha256=file_sha256(path)
        )
        for path in _files(folder)
    }
    manifest = Manifest(name=name, language=language, archive_sha256=archive_sha256, files=files)
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """Return an installed model's manifest, or ``None`` where it was put by hand.

    Raises:
        ModelError: If the manifest cannot be read.
    """
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ValidationError):
        raise ModelError(f"{path} is damaged; run: callassist models install") from None


def check_sizes(folder: Path) -> None:
    """Check quickly that an installed model is whole; one put by hand passes.

    Raises:
        ModelError: If a file is missing or has another size.
    """
    manifest = read_manifest(folder)
    for name, record in manifest.files.items() if manifest else ():
        try:
            whole = (folder / name).stat().st_size == record.bytes
        except OSError:
            whole = False
        if not whole:
            raise ModelError(
                f"{folder} is damaged: {name} is not whole; run: callassist models install"
            )


def verify_files(folder: Path, told: Callable[[int], None] | None = None) -> list[str]:
    """Re-check every file of an installed model.

    Args:
        folder: An installed model.
        told: Hears the size of each piece read, for a progress bar.

    Returns:
        What is wrong, one line a file; nothing where all is well.

    Raises:
        ModelError: If the folder has no manifest, or a damaged one.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise ModelError(f"{folder} was not installed by callassist: nothing to check it against")
    problems = []
    for name, record in manifest.files.items():
        path = folder / name
        try:
            if not path.is_file():
                problems.append(f"{name} is missing")
            elif path.stat().st_size != record.bytes:
                problems.append(f"{name} has {path.stat().st_size} bytes instead of {record.bytes}")
            elif file_sha256(path, told) != record.sha256:
                problems.append(f"{name} has changed")
        except OSError as error:
            problems.append(f"{name} cannot be read ({error.strerror})")
    here = {path.relative_to(folder).as_posix() for path in _files(folder)}
    problems += [f"{name} does not belong here" for name in sorted(here - set(manifest.files))]
    return problems


def _files(folder: Path) -> Iterator[Path]:
    paths = sorted(folder.rglob("*"))
    return (path for path in paths if path.is_file() and path != folder / MANIFEST)
