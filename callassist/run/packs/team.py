"""A team's folder of approved packs: on a shared drive, never on the network by itself."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from callassist.errors import PromptPackError
from callassist.prompts.hints import shown
from callassist.prompts.pack import parse_document, read_text
from callassist.prompts.sealing import SUFFIX, Sealed, unseal

TEAM_WAIT_S = 5.0
"""A shared drive that has not answered by then is taken to be away."""
KEPT = "the copy kept on this computer"
MAX_FILES = 200  # a folder with more is not a team's
_MAX_SHORTCUT_BYTES = 4096
_CLAIMED = re.compile(r"^version\s*=\s*(\d{1,7})\s*(?:#.*)?$", re.MULTILINE)
_ResultT = TypeVar("_ResultT")


@dataclass(frozen=True, slots=True)
class TeamPack:
    """A pack of a team that verifies.

    Attributes:
        sealed: What it holds.
        version: Its version.
        file: Its file's name.
    """

    sealed: Sealed
    version: int
    file: str


def team_packs(
    address: str, trusted_key: str, kept: Path
) -> tuple[list[TeamPack], tuple[str, ...]]:
    """Return the packs of a team folder that verify, the newest first.

    The copy kept on this computer is among them: a version once taken is never given up
    for an older one, so whoever can write to the folder cannot bring old packs back.

    Args:
        address: The folder, see :func:`resolve_folder`.
        trusted_key: The public key that must have signed them; ``""`` takes unsigned ones.
        kept: The last good one's copy on this computer.

    Returns:
        The packs, and a line for each newer one that was refused.
    """
    refused: list[tuple[float, str]] = []  # by the version that each claims, if any
    found: list[TeamPack] = []
    try:
        texts = _answered(lambda: _texts(resolve_folder(address)), TEAM_WAIT_S)
    except PromptPackError as error:
        texts = []
        refused.append((math.inf, str(error)))
    for name, text in texts:
        if isinstance(text, PromptPackError):
            refused.append((math.inf, str(text)))
            continue
        try:
            found.append(_opened(text, name, trusted_key))
        except PromptPackError as error:
            claimed = _CLAIMED.search(text)
            refused.append((int(claimed[1]) if claimed else math.inf, str(error)))
    if kept.is_file():
        try:
            found.append(_opened(read_text(kept), KEPT, trusted_key))
        except PromptPackError as error:
            refused.append((0.0, str(error)))
    found.sort(key=lambda pack: -pack.version)  # stable: the folder's before the kept one
    newest = found[0].version if found else 0
    told = tuple(line for version, line in refused if not found or version >= newest)
    return found, told


def resolve_folder(address: str) -> Path:
    """Return the folder that an address names.

    Args:
        address: A whole path, a ``file://`` address, or the whole path of a file that
            holds either (as a shortcut does, in a line ``URL=…``).

    Raises:
        PromptPackError: It names something on the network, or nothing whole; one line
            says what to write.
    """
    return _resolved(address.strip(), may_point=True)


def _resolved(address: str, *, may_point: bool) -> Path:
    text = address
    if text.lower().startswith("file:"):
        try:
            parts = urlsplit(text)
        except ValueError:  # as of a bracket that is not closed
            raise _no_folder(address, "is no address") from None
        if parts.netloc not in ("", "localhost"):
            raise _no_folder(address, "names another computer: give its drive a path here")
        text = url2pathname(parts.path)
    elif "://" in text:
        raise _no_folder(address, "is on the network, which callassist does not open by itself")
    try:
        path = Path(text).expanduser()
        if not path.is_absolute() or not text.isprintable():
            raise _no_folder(address, "is no whole path")
        if not (may_point and path.is_file()):
            return path
        with path.open("rb") as file:
            lines = file.read(_MAX_SHORTCUT_BYTES).decode("utf-8", "replace").splitlines()
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise _no_folder(address, f"cannot be read ({reason})") from None
    lines = [line.strip() for line in lines]
    targets = [line[4:] for line in lines if line.upper().startswith("URL=")]
    plain = [line for line in lines if line and line[0] not in "#[;" and "=" not in line]
    for target in (*targets, *plain):
        return _resolved(target.strip(), may_point=False)
    raise _no_folder(address, "is a file that names no folder")


def _no_folder(address: str, what: str) -> PromptPackError:
    return PromptPackError(
        f"the team folder {shown(address, 120)} {what}; write a whole path or file:///…"
    )


def _texts(folder: Path) -> list[tuple[str, str | PromptPackError]]:
    """Return the text of each pack in a folder, or why it cannot be read."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except OSError as error:
        raise PromptPackError(
            f"the team folder {shown(folder, 120)} cannot be read ({error.strerror}); "
            "see that its drive is connected"
        ) from None
    if len(paths) > MAX_FILES:
        raise PromptPackError(
            f"the team folder {shown(folder, 120)} holds more than {MAX_FILES} packs; "
            "move the old ones away"
        )
    texts: list[tuple[str, str | PromptPackError]] = []
    for path in paths:
        try:
            texts.append((path.name, read_text(path)))
        except PromptPackError as error:
            texts.append((path.name, error))
    return texts


def _opened(text: str, name: str, trusted_key: str) -> TeamPack:
    """Return the pack of a sealed file.

    Raises:
        PromptPackError: It does not verify or is no TOML.
    """
    from callassist.store.signing import verify  # only packs of a team need it

    sealed = unseal(text, name, verify, trusted_key)
    version = parse_document(sealed.text, name).get("version")
    return TeamPack(sealed, version if isinstance(version, int) else 0, name)


def _answered(ask: Callable[[], _ResultT], wait_s: float) -> _ResultT:
    """Return what ``ask`` returns; a drive that is gone may let it hang for minutes.

    Raises:
        PromptPackError: There was no answer in time, or ``ask`` raised one.
    """
    answers: list[_ResultT] = []
    errors: list[PromptPackError] = []

    def work() -> None:
        try:
            answers.append(ask())
        except PromptPackError as error:
            errors.append(error)

    thread = threading.Thread(target=work, name="team folder", daemon=True)
    thread.start()
    thread.join(wait_s)
    if errors:
        raise errors[0]
    if not answers:
        raise PromptPackError(
            f"the team folder did not answer within {wait_s:g} s; see that its drive is connected"
        )
    return answers[0]
