"""Loading prompt packs: read, merge, check; every mistake of a file at once, with its line."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from pydantic import ValidationError

from callassist import paths
from callassist.errors import PromptPackError
from callassist.prompts import problems
from callassist.prompts.hints import shown
from callassist.prompts.lines import key_lines
from callassist.prompts.merge import Document, lay_over
from callassist.prompts.schema import Budget, Condition, Pack, PromptRule, RecentCondition

MAX_BYTES = 512 * 1024
MAX_DOTS_A_LINE = 100  # a key of thousands of dotted parts takes the TOML parser minutes
CHANGED_ID = "default+local"  # of the default pack changed by a file without an id of its own

__all__ = [
    "Budget",
    "Condition",
    "Pack",
    "PromptPackError",
    "PromptRule",
    "RecentCondition",
    "default_pack",
    "default_path",
    "load_pack",
    "merged_pack",
    "parse_pack",
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
    return parse_pack(_read(path), shown(path.name))


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
    lower = _parse(default_path().read_text("utf-8"), default_path().name)
    return parse_pack(_read(user_path), shown(user_path.name), {**lower, "id": CHANGED_ID})


def parse_pack(text: str, file: str, lower: Document | None = None) -> Pack:
    """Check the text of a pack, laid over ``lower`` where that is given.

    Args:
        text: TOML.
        file: The file's name, for messages.
        lower: The document of a pack without mistakes.

    Raises:
        PromptPackError: It has mistakes; ``problems`` lists every one.
    """
    merged = lay_over(lower or {}, _parse(text, file))
    try:
        pack = Pack.model_validate(merged.document)
    except ValidationError as error:
        mistakes = error.errors(include_url=False, include_context=False)
    else:
        mistakes = []
    if mistakes or merged.problems:
        raise _refused(file, problems.of_checking(mistakes, merged, key_lines(text), file))
    return pack


def _parse(text: str, file: str) -> Document:
    """Return the document of ``text``; what is no TOML, or hostile, is refused."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_DOTS_A_LINE:
            raise _refused(file, (f"{file}:{number}: more than {MAX_DOTS_A_LINE} dots in a line",))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _refused(file, (f"{file}: brackets are nested too deeply",)) from None
    except ValueError as error:  # TOMLDecodeError, or a number too long for Python
        raise _refused(file, (problems.of_syntax(error, text, file),)) from None


def _read(path: Path) -> str:
    """Return the text of a pack's file."""
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
