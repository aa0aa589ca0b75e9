"""Packs as files that a team passes on: exported with a seal, imported once it is verified."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from callassist.errors import PromptPackError
from callassist.prompts.hints import shown
from callassist.prompts.pack import (
    Pack,
    changeable,
    default_document,
    parse_pack,
    read_text,
)
from callassist.prompts.sealing import SUFFIX, is_sealed, seal, unseal
from callassist.prompts.writing import read_for_change, save_pack
from callassist.store.signing import load_key, verify


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        pack: The pack, laid over the default one.
        signed_by: The public key of who signed it; ``""`` for nobody.
        former: Where the pack that it replaced is kept, if there was one.
    """

    pack: Pack
    signed_by: str
    former: Path | None = None


def export_pack(source: Path, out: Path, key: Path | None = None) -> tuple[Path, Pack]:
    """Write a pack with its seal, and signed where there is a key.

    Args:
        source: The pack's file, which lies over the default pack; its comments are kept.
        out: The file to write, or a folder, where it gets the name of its id and version.
        key: The key to sign with, see :mod:`callassist.store.signing`.

    Returns:
        The file, and the pack as it lies over the default one.

    Raises:
        CallAssistError: The pack has mistakes, or the file is there already and differs.
    """
    text = read_text(source)
    if is_sealed(text):
        text = unseal(text, source.name, verify).text
    pack = _over_default(text, shown(source.name))
    if out.is_dir():
        out = out / f"{pack.id.replace('+', '-')}-{pack.version}{SUFFIX}"
    sealed = seal(text, load_key(key) if key else None)
    there, sha256 = read_for_change(out)
    if sha256 is not None and there != sealed:
        raise PromptPackError(
            f"{shown(out, 200)} is there already and differs: raise the pack's version, or "
            "name another file"
        )
    save_pack(out, sealed, sha256)
    return out, pack


def import_pack(file: Path, own: Path, trusted_key: str = "", *, replace: bool = False) -> Imported:
    """Take a sealed pack as the user's own.

    Args:
        file: What :func:`export_pack` wrote.
        own: The user's own pack.
        trusted_key: The public key that must have signed it; ``""`` takes unsigned ones.
        replace: Whether it may take the place of another one, which is kept beside it.

    Raises:
        CallAssistError: It does not verify, has mistakes, or another pack is in its place.
    """
    sealed = unseal(read_text(file), file.name, verify, trusted_key)
    pack = _over_default(sealed.text, shown(file.name))
    there, sha256 = read_for_change(own)
    former = None
    if sha256 is not None and there != sealed.text:
        if not replace:
            raise PromptPackError(
                f"you have a pack of your own, {shown(own, 200)}, that differs; write --replace "
                "to put the new one in its place (the old one is kept)"
            )
        former = _unused(own)
        save_pack(former, there, None)
    save_pack(own, sealed.text, sha256)
    return Imported(pack, sealed.signed_by, former)


def _over_default(text: str, file: str) -> Pack:
    return parse_pack(text, file, changeable(default_document()))


def _unused(own: Path) -> Path:
    """Return a name beside ``own`` that no file has."""
    number = 1
    while os.path.lexists(own.with_name(f"{own.stem}.before-{number}{own.suffix}")):
        number += 1
    return own.with_name(f"{own.stem}.before-{number}{own.suffix}")
