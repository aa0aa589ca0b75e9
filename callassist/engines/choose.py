"""Picks the engine that hears a call; never fetches anything (``install`` does)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from callassist import paths
from callassist.engines.installed import InstalledModel, installed_models, model_language
from callassist.engines.moonshine import LANGUAGE as MOONSHINE_LANGUAGE
from callassist.engines.moonshine import MODEL as MOONSHINE
from callassist.engines.moonshine import MoonshineEngine, bundled_folder, looks_like_moonshine
from callassist.engines.vosk import VoskEngine
from callassist.errors import ModelError
from callassist.protocols import Engine

ENGINES = ("auto", "vosk", "moonshine")


def choose_engine(
    wanted: str = "auto",
    model: Path | None = None,
    language: str = "en",
    announce: Callable[[str], None] = lambda line: None,
) -> Engine:
    """Open an engine.

    In order: the model asked for; a Vosk model installed for the language; for
    English, where ``wanted`` is ``"auto"``, Moonshine, announced.

    Args:
        wanted: ``"auto"``, ``"vosk"`` or ``"moonshine"``.
        model: A model's folder, or the name of an installed one.
        language: BCP 47 code of what is spoken.
        announce: Told in one line of a fallback and of how to end it.

    Returns:
        The open engine.

    Raises:
        ModelError: If there is no such model, or it is damaged.
        ValueError: If ``wanted`` is none of the three.
    """
    if wanted not in ENGINES:
        raise ValueError(f"no engine {wanted!r}")
    language = language.split("-")[0].lower()
    if model is not None:
        return _open_folder(wanted, _model_folder(model), language)
    if wanted == "moonshine":
        return _open_moonshine(language)
    damaged = False
    for installed in _in_language(language):
        try:
            return VoskEngine(installed.folder, language)
        except ModelError as error:
            if wanted == "vosk" or language != MOONSHINE_LANGUAGE:
                raise
            damaged = True
            announce(str(error))
    if wanted == "vosk" or language != MOONSHINE_LANGUAGE:
        raise ModelError(_how_to_get(language))
    engine = _open_moonshine(language)
    reason = "" if damaged else ": no Vosk model is installed (callassist models install)"
    announce(f"Hearing with the fallback, Moonshine tiny English{reason}")
    return engine


def _in_language(language: str) -> list[InstalledModel]:
    return [model for model in installed_models() if model.language == language]


def _model_folder(model: Path) -> Path:
    """Return the folder meant by a path, or by the name of an installed model."""
    bundled = bundled_folder()
    if str(model) == MOONSHINE and bundled is not None and not model.exists():
        return bundled
    installed = paths.models_dir() / model
    if not model.exists() and len(model.parts) == 1 and installed.is_dir():
        return installed
    return model


def _open_folder(wanted: str, folder: Path, language: str) -> Engine:
    if looks_like_moonshine(folder) and wanted != "vosk":
        return MoonshineEngine(folder)
    if wanted == "moonshine":
        raise ModelError(f"{folder} is not a Moonshine model; leave out --engine or --model")
    if not folder.is_dir():
        raise ModelError(
            f"there is no model folder {folder}; `callassist models list` shows what is installed"
        )
    return VoskEngine(folder, model_language(folder) or language)


def _open_moonshine(language: str) -> MoonshineEngine:
    if language != MOONSHINE_LANGUAGE:
        raise ModelError(
            f"Moonshine tiny understands English only, not {language!r}; {_how_to_get(language)}"
        )
    return MoonshineEngine()


def _how_to_get(language: str) -> str:
    if language == "en":
        return "no Vosk model for English is installed; run: callassist models install"
    return (
        f"no Vosk model for {language!r} is installed: unpack one from alphacephei.com/vosk/models "
        f"into {paths.models_dir()}, or give its folder with --model"
    )
