"""Where callassist finds its resources and keeps its files."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP = "callassist"


def resources_dir() -> Path:
    """Return the folder of prompts, lexicons, icons and demo calls.

    In a checkout it lies beside the package; in an installed wheel inside it.
    """
    packaged = Path(__file__).parent / "resources"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "resources"


def catalogue_path() -> Path:
    """Return the catalogue of speech models."""
    packaged = Path(__file__).parent / "models" / "catalogue.toml"
    if packaged.is_file():
        return packaged
    return Path(__file__).parent.parent / "models" / "catalogue.toml"


def models_dir() -> Path:
    """Return the folder where installed speech models live (it may not exist yet).

    The environment variable ``CALLASSIST_MODELS`` names another one.
    """
    return _data_dir("models", "CALLASSIST_MODELS")


def settings_path() -> Path:
    """Return the user's settings file (it may not exist yet)."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.toml"


def calls_dir() -> Path:
    """Return the folder of the kept calls (it may not exist yet).

    The environment variable ``CALLASSIST_CALLS`` names another one.
    """
    return _data_dir("calls", "CALLASSIST_CALLS")


def user_pack_path() -> Path:
    """Return the user's own prompt pack, laid over the default (it may not exist)."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "prompts.toml"


def kept_packs_dir() -> Path:
    """Return where the last good prompt packs are kept (it may not exist yet)."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "packs"


def _data_dir(name: str, variable: str) -> Path:
    """Return the folder that an environment variable names, or one of the program's own."""
    chosen = os.environ.get(variable)
    if chosen:
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / name
