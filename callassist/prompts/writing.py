"""Writing packs: as text, and into a file that somebody else may be writing, too."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import tomli_w
from filelock import FileLock, Timeout

from callassist.errors import PromptPackError
from callassist.files import SHARED, write_whole
from callassist.prompts.hints import shown
from callassist.prompts.merge import Document
from callassist.prompts.schema import ADDED_IN_2, SCHEMA, Pack

LOCK_WAIT_S = 5.0


class PackChangedError(PromptPackError):
    """Somebody else saved the pack meanwhile; nothing was written.

    Attributes:
        path: The pack's file.
        yours: The text that was to be saved.
        theirs: The text that the file has now; ``None`` where it is gone.
        theirs_sha256: Its checksum: to save over it, expect this one.
    """

    def __init__(self, path: Path, yours: str, theirs: str | None) -> None:
        """Keep both texts, so that neither is lost."""
        happened = "was deleted" if theirs is None else "was changed by somebody else"
        super().__init__(
            f"{shown(path.name)} {happened} since you opened it: nothing was saved; compare "
            "both, then save yours over it or under another name"
        )
        self.path = path
        self.yours = yours
        self.theirs = theirs
        self.theirs_sha256 = None if theirs is None else text_sha256(theirs)


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a pack's text, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack_document(pack: Pack) -> Document:
    """Return a pack as a document: what differs from the format's own defaults."""
    document: Document = _plain(pack.model_dump(by_alias=True, exclude_defaults=True))
    if any(key in document for key in ADDED_IN_2):
        document["schema"] = SCHEMA
    return document


def pack_text(pack: Pack) -> str:
    """Return a whole pack as TOML that stands alone; read again, it is the same pack."""
    return tomli_w.dumps(pack_document(pack), multiline_strings=False)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a document may hold
    """Return a value with lists for tuples and without what is ``None``."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def save_pack(path: Path, text: str, expected_sha256: str | None) -> str:
    """Write a pack's text, whole or not at all, unless somebody else changed the file.

    Args:
        path: The pack's file.
        text: TOML; whether it is a good pack is not looked at, so that work can be kept.
        expected_sha256: What :func:`text_sha256` gave when the file was read or last
            saved; ``None`` where there was no file.

    Returns:
        The checksum to expect next time.

    Raises:
        PackChangedError: The file is not what was expected; both texts are in the error.
        PromptPackError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Beside the file, so that two computers on a shared drive wait for each other.
        with FileLock(path.parent / f".{path.name}.lock", timeout=LOCK_WAIT_S):
            theirs = _text_now(path)
            now_sha256 = None if theirs is None else text_sha256(theirs)
            if now_sha256 != expected_sha256:
                raise PackChangedError(path, text, theirs)
            write_whole(path, text, newline="\n", mode=_mode(path))
    except Timeout:
        raise PromptPackError(
            f"{shown(path.name)} is being saved by somebody else; try again in a moment"
        ) from None
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or "its drive knows no locks"
        raise PromptPackError(f"cannot save the prompt pack {shown(path, 200)}: {reason}") from None
    return text_sha256(text)


def read_for_change(path: Path) -> tuple[str, str | None]:
    """Return a pack's text and the checksum that :func:`save_pack` is to expect.

    Raises:
        PromptPackError: It cannot be read.
    """
    try:
        text = _text_now(path)
    except OSError as error:
        raise PromptPackError(
            f"cannot read the prompt pack {shown(path, 200)}: {error.strerror}"
        ) from None
    return ("", None) if text is None else (text, text_sha256(text))


def _text_now(path: Path) -> str | None:
    """Return what the file has now; bytes that are no UTF-8 are written out."""
    try:
        text = path.read_bytes().decode("utf-8", "backslashreplace")
    except FileNotFoundError:
        return None
    return text.removeprefix("\ufeff")


def _mode(path: Path) -> int:
    """Return the permissions that a pack keeps, or gets: a team reads it."""
    return path.stat().st_mode & 0o777 if path.exists() else SHARED
