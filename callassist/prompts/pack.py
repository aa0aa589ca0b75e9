"""Loading prompt packs: read, merge, check; every mistake of a file at once, with its line."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from pydantic import ValidationError

from callassist import paths
from callassist.errors import PromptPackError
from callassist.prompts import problems
from callassist.prompts.findings import FINDING_KINDS, FindingKind
from callassist.prompts.hints import shown
from callassist.prompts.lines import key_lines
from callassist.prompts.merge import Document, lay_over
from callassist.prompts.schema import (
    ADDED_IN_2,
    Budget,
    Condition,
    Pack,
    PromptRule,
    RecentCondition,
)
from callassist.types import CHANNELS

MAX_BYTES = 512 * 1024
MAX_DOTS_A_LINE = 100  # a key of thousands of dotted parts takes the TOML parser minutes
LOCAL = "+local"  # ends the id of a pack changed by a file without an id of its own
MAX_ID = 40

__all__ = [
    "Budget",
    "Condition",
    "Pack",
    "PromptPackError",
    "PromptRule",
    "RecentCondition",
    "changeable",
    "default_document",
    "default_pack",
    "default_path",
    "laid_over",
    "load_pack",
    "merged_pack",
    "parse_document",
    "parse_pack",
    "read_text",
]


def default_path() -> Path:
    """Return the file of the pack that comes with the program."""
    return paths.resources_dir() / "prompts" / "default.toml"


def load_pack(path: Path) -> Pack:
    """Read a complete pack, which stands alone.

    Raises:
        PromptPackError: It has mistakes, every one in ``problems``; or it cannot be read,
            and ``problems`` is empty.
    """
    return parse_pack(read_text(path), shown(path.name))


@functools.cache
def default_pack() -> Pack:
    """Return the pack that comes with the program.

    Raises:
        PromptPackError: The installation is damaged.
    """
    return load_pack(default_path())


def merged_pack(user_path: Path | None = None) -> Pack:
    """Return the default pack with the user's file laid over it, key by key.

    Tables are merged key by key and ``[[prompt]]`` tables by their ``id``; a prompt
    with a new id is added, ``enabled = false`` switches one off.

    Raises:
        PromptPackError: As :func:`load_pack`.
    """
    if user_path is None:
        return default_pack()
    return parse_pack(read_text(user_path), shown(user_path.name), changeable(default_document()))


def default_document() -> Document:
    """Return the document of the pack that comes with the program."""
    return parse_document(default_path().read_text("utf-8"), default_path().name)


def changeable(lower: Document) -> Document:
    """Return a pack's document, named as changed for a file without an id of its own."""
    name = str(lower["id"])
    return lower if name.endswith(LOCAL) else {**lower, "id": name[: MAX_ID - len(LOCAL)] + LOCAL}


def parse_pack(text: str, file: str, lower: Document | None = None) -> Pack:
    """Check the text of a pack, laid over ``lower`` where that is given.

    Args:
        text: TOML.
        file: The file's name, for messages.
        lower: The document of a pack without mistakes.

    Raises:
        PromptPackError: It has mistakes; ``problems`` lists every one.
    """
    return laid_over(text, file, lower or {}, parse_document(text, file))[1]


def laid_over(text: str, file: str, lower: Document, upper: Document) -> tuple[Document, Pack]:
    """Lay a document over a lower one; return both as one document, and as a pack.

    Args:
        text: What ``upper`` was read from, for the lines of mistakes.
        file: The file's name, for messages.
        lower: The document of a pack without mistakes, or nothing.
        upper: The document, or a part of it.

    Raises:
        PromptPackError: The result has mistakes; ``problems`` lists every one.
    """
    merged = lay_over(lower, upper)
    if upper.get("schema") == 1:
        newer = (key for key in ADDED_IN_2 if key in upper)
        told = "needs schema = 2 at the top: older programs do not know it"
        merged.problems.extend(((key,), f"'{key}' {told}") for key in newer)
    try:
        pack = Pack.model_validate(merged.document, context={"kinds": _kinds(merged.document)})
    except ValidationError as error:
        mistakes = error.errors(include_url=False, include_context=False)
    else:
        mistakes = []
    if mistakes or merged.problems:
        raise _refused(file, problems.of_checking(mistakes, merged, key_lines(text), file))
    return merged.document, pack


def _kinds(document: Document) -> dict[str, FindingKind]:
    """Return every kind of finding that a pack may name: the program's and its own."""
    own = {}
    for table in document.get("finding", []):
        kind, side = table["id"], table.get("side")
        sides = tuple(channel for channel in CHANNELS if channel == side) or CHANNELS
        own[kind] = FindingKind(kind, sides)
    return {**FINDING_KINDS, **own}


def parse_document(text: str, file: str) -> Document:
    """Return the document of ``text``.

    Raises:
        PromptPackError: It is no TOML, or hostile.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_DOTS_A_LINE:
            raise _refused(file, (f"{file}:{number}: more than {MAX_DOTS_A_LINE} dots in a line",))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _refused(file, (f"{file}: brackets are nested too deeply",)) from None
    except ValueError as error:  # TOMLDecodeError, or a number too long for Python
        raise _refused(file, (problems.of_syntax(error, text, file),)) from None


def read_text(path: Path) -> str:
    """Return the text of a pack's file.

    Raises:
        PromptPackError: It cannot be read, is too large or is not UTF-8.
    """
    name = shown(path.name)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name has a null character"
        raise PromptPackError(f"cannot read the prompt pack {shown(path, 200)}: {reason}") from None
    if len(data) > MAX_BYTES:
        message = f"{name}: too large for a prompt pack, at most {MAX_BYTES // 1024} kB"
        raise _refused(name, (message,))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{name}:{line}: not UTF-8 text; save the file as UTF-8"
        raise _refused(name, (message,)) from None


def _refused(file: str, found: tuple[str, ...]) -> PromptPackError:
    if len(found) == 1:
        return PromptPackError(found[0], found)
    more = f"{found[0]} (and {len(found) - 1} more: callassist prompts check {file})"
    return PromptPackError(more, found)
