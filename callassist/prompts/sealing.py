"""Packs as one checked file: the text below a few comment lines that vouch for it.

::

    # A callassist prompt pack. Any change by hand breaks its seal; export it anew instead.
    # sha256: 30f2…
    # signed by: ed25519:AbC…
    # signature: 9xY…
    # ---
    schema = 2
    …

It is still a pack that every command reads. The checksum covers what stands below the
line, with the line ends of Unix (a drive or a mail program may have changed them); the
signature covers the same bytes. Who signs and verifies is given, for ciphers are the
business of another room.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from callassist.errors import PromptPackError
from callassist.prompts.hints import shown
from callassist.prompts.writing import text_sha256

SUFFIX = ".pack.toml"
_TITLE = "# A callassist prompt pack. Any change by hand breaks its seal; export it anew instead."
_END = "# ---"
_LINE = re.compile(r"# (sha256|signed by|signature): (\S+)")
_DOMAIN = b"callassist.pack/1\n"  # so that a signature of a pack is one of nothing else
_MAX_HEAD_LINES = 6

Verify = Callable[[str, bytes, bytes], bool]
"""Takes a public key, a signature and what was signed; says whether it holds."""


class Signer(Protocol):
    """Signs with a key that only its owner has.

    Attributes:
        public: The key by which others verify, e.g. ``"ed25519:…"``.
    """

    public: str

    def sign(self, content: bytes) -> bytes:
        """Return a signature of ``content``."""
        ...


@dataclass(frozen=True, slots=True)
class Sealed:
    """A checked pack file.

    Attributes:
        text: The pack's TOML, which its checksum fits.
        whole: The same with its seal.
        sha256: That checksum.
        signed_by: The public key of who signed it, verified; ``""`` for nobody.
    """

    text: str
    whole: str
    sha256: str
    signed_by: str = ""


def seal(text: str, signer: Signer | None = None) -> str:
    """Return ``text`` with its checksum and, with a signer, a signature above it."""
    body = _lines_alike(text)
    head = [_TITLE, f"# sha256: {text_sha256(body)}"]
    if signer is not None:
        signature = base64.b64encode(signer.sign(_signed(body))).decode()
        head += [f"# signed by: {signer.public}", f"# signature: {signature}"]
    return "\n".join([*head, _END, body])


def unseal(text: str, file: str, verify: Verify, trusted_key: str = "") -> Sealed:
    """Return what a sealed file holds, if all that it claims is so.

    Args:
        text: What :func:`seal` made.
        file: The file's name, for messages.
        verify: Verifies signatures.
        trusted_key: The public key by which it must be signed; ``""`` takes unsigned ones.

    Raises:
        PromptPackError: It was changed, its signature is wrong, or not the trusted one;
            one line says which.
    """
    head, body = _parted(_lines_alike(text), file)
    known = text_sha256(body)
    if head.get("sha256") != known:
        raise _broken(file, "was changed or damaged since it was exported")
    public, signature = head.get("signed by", ""), head.get("signature", "")
    if bool(public) != bool(signature):
        raise _broken(file, "has half a signature")
    if public and not verify(public, _decoded(signature), _signed(body)):
        raise _broken(file, "has a signature that does not hold")
    if trusted_key and not public:
        raise _broken(file, "is not signed")
    if trusted_key and public != trusted_key:
        raise _broken(file, "is signed by a key that is not the trusted one")
    return Sealed(body, text, known, public)


def is_sealed(text: str) -> bool:
    """Return whether a file claims to be sealed."""
    return _lines_alike(text).startswith(_TITLE)


def _signed(body: str) -> bytes:
    return _DOMAIN + body.encode()


def _decoded(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _lines_alike(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _parted(text: str, file: str) -> tuple[dict[str, str], str]:
    """Return what the lines at the top claim, and what stands below them."""
    lines = text.split("\n", _MAX_HEAD_LINES)
    if lines[0] != _TITLE or _END not in lines[:_MAX_HEAD_LINES]:
        raise _broken(file, "is not sealed")
    end = lines.index(_END)
    head: dict[str, str] = {}
    for line in lines[1:end]:
        match = _LINE.fullmatch(line)
        if match is None or match[1] in head:
            raise _broken(file, "has a seal that cannot be read")
        head[match[1]] = match[2]
    return head, "\n".join(lines[end + 1 :])


def _broken(file: str, what: str) -> PromptPackError:
    advice = "ask for it anew, or make it with: callassist prompts export"
    return PromptPackError(f"{shown(file)} {what}; {advice}")
