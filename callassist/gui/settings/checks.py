"""What is wrong with settings that can be kept but cannot work: told where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from callassist import paths
from callassist.errors import CallAssistError
from callassist.gui.hotkeys import conflicts, refusal
from callassist.gui.i18n import translate
from callassist.gui.settings.kinds import PageId
from callassist.settings.user import UserSettings


def problems_on(page: PageId, settings: UserSettings) -> dict[str, str]:
    """Return one line for each setting of a page that cannot work as it is, by its key."""
    if page == "hotkeys":
        return {f"hotkeys.{one.action}": one.text for one in conflicts(settings.hotkeys)}
    if page == "prompts":
        return _prompts(settings)
    if page == "model":
        return _model(settings)
    return {}


def refused(values: dict[str, Any], settings: UserSettings) -> str:
    """Return one line on why values that are wanted are not kept at all, or nothing.

    A hotkey that cannot work would leave its action without one.
    """
    for key, value in values.items():
        group, _, action = key.partition(".")
        if group == "hotkeys" and (line := refusal(settings.hotkeys, action, value)):
            return line
    return ""


def _prompts(settings: UserSettings) -> dict[str, str]:
    prompts, found = settings.prompts, {}
    if prompts.pack is not None:
        from callassist.prompts.pack import merged_pack  # reads the default pack

        try:
            merged_pack(prompts.pack)
        except CallAssistError as error:
            found["prompts.pack"] = str(error)
    folder = prompts.team_folder
    if folder and "://" not in folder and not Path(folder).expanduser().exists():
        line = translate("Checks", "Nothing is at {folder}: check the address, or its drive")
        found["prompts.team_folder"] = line.format(folder=folder)
    if prompts.trusted_key:
        from callassist.store.signing import is_public_key  # loads the ciphers

        if not is_public_key(prompts.trusted_key):
            found["prompts.trusted_key"] = translate(
                "Checks", "This is no public key: it begins with ed25519: and has 44 letters more"
            )
    return found


def _model(settings: UserSettings) -> dict[str, str]:
    name = settings.model
    if name is None:
        return {}
    from callassist.engines.moonshine import MODEL as MOONSHINE

    there = Path(name).exists() or (paths.models_dir() / name).is_dir() or name == MOONSHINE
    line = translate("Checks", "“{model}” is not installed: choose another")
    return {} if there else {"model": line.format(model=name)}
