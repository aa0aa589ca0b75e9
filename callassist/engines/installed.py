"""The speech models on this computer: which there are, and whether they are whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from callassist import paths
from callassist.engines.catalogue import load_catalogue
from callassist.engines.manifest import check_sizes, read_manifest, verify_files
from callassist.engines.vosk_folder import (
    check_model_folder,
    language_from_name,
    looks_like_vosk,
)
from callassist.errors import ModelError


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A Vosk model in the models folder, installed by callassist or put there by hand."""

    name: str
    folder: Path
    language: str | None


def installed_models() -> list[InstalledModel]:
    """Return the Vosk models in the models folder, those of the catalogue first.

    A damaged one is among them: opening it says what is wrong.
    """
    order = {entry.name: at for at, entry in enumerate(load_catalogue())}
    languages = {entry.name: entry.language for entry in load_catalogue()}
    try:
        folders = [path for path in paths.models_dir().iterdir() if not path.name.startswith(".")]
    except OSError:
        return []
    found = [
        InstalledModel(
            folder.name, folder, languages.get(folder.name) or language_from_name(folder)
        )
        for folder in folders
        if folder.name in order or looks_like_vosk(folder)
    ]
    return sorted(found, key=lambda model: (order.get(model.name, len(order)), model.name))


def is_whole(folder: Path) -> bool:
    """Return whether a model is there with every file, by their sizes."""
    try:
        check_model_folder(folder)
        check_sizes(folder)
    except ModelError:
        return False
    return True


def is_intact(folder: Path) -> bool:
    """Return whether a model is there unchanged; one put there by hand need only be whole."""
    try:
        check_model_folder(folder)
        return read_manifest(folder) is None or not verify_files(folder)
    except ModelError:
        return False


def model_language(folder: Path) -> str | None:
    """Return a model folder's language, from its manifest, the catalogue or its name."""
    manifest = read_manifest(folder)
    if manifest:
        return manifest.language
    known = {entry.name: entry.language for entry in load_catalogue()}
    return known.get(folder.name) or language_from_name(folder)
