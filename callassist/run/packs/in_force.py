"""The prompt pack in force on this computer: what live calls, analyses and the desktop use.

From the bottom: the default pack, its words in the language of the windows, the EU profile
where its mode holds, a profile, the team's approved pack, the user's own file. A layer with
mistakes is left out, or its last good version is used, and a line says so: a broken pack
never stops a call.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from callassist import paths
from callassist.errors import PromptPackError
from callassist.files import write_whole
from callassist.prompts.hints import shown
from callassist.prompts.locks import without_locked
from callassist.prompts.merge import Document
from callassist.prompts.pack import (
    Pack,
    changeable,
    default_document,
    default_pack,
    laid_over,
    parse_document,
    read_text,
)
from callassist.prompts.profiles import language_path, profile_path
from callassist.run.packs.team import TeamPack, team_packs
from callassist.settings.languages import prompt_language
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings

EU_PROFILE = "eu"


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """The pack in force.

    Attributes:
        pack: The pack.
        sources: What it was made of, from the bottom, a line each.
        problems: What could not be used as it stands, a line each, that says what to do.
    """

    pack: Pack
    sources: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layers:
    """All that lies below the user's own file.

    Attributes:
        document: As one document.
        pack: As a pack.
        sources: What it was made of, from the bottom, a line each.
        problems: What could not be used as it stands, a line each.
    """

    document: Document
    pack: Pack
    sources: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Stack:
    """The layers laid so far."""

    document: Document
    pack: Pack
    sources: list[str]
    problems: list[str] = field(default_factory=list)

    def lay(self, text: str, file: str, upper: Document) -> None:
        """Lay a document over what is there.

        Raises:
            PromptPackError: The result has mistakes; nothing has changed.
        """
        lower = changeable(self.document)
        self.document, self.pack = laid_over(text, file, lower, upper)


def current_pack(
    settings: UserSettings, rules: Rules, *, kept_dir: Path | None = None
) -> LoadedPack:
    """Return the pack in force.

    Args:
        settings: What the user chose.
        rules: What the company's policy makes of it.
        kept_dir: Where last good packs are kept; the usual folder by default.

    Raises:
        PromptPackError: The installation is damaged: the default pack has mistakes.
    """
    kept_dir = kept_dir or paths.kept_packs_dir()
    stack = _lower(rules, kept_dir, prompt_language(settings.interface_language))
    own = settings.prompts.pack
    if own is None and paths.user_pack_path().exists():
        own = paths.user_pack_path()
    if own is not None:
        _lay_own(stack, own, kept_dir, rules.packs.locked, rules.locked_by)
    return LoadedPack(stack.pack, tuple(stack.sources), tuple(stack.problems))


def layers_below(rules: Rules, *, language: str = "en", kept_dir: Path | None = None) -> Layers:
    """Return what a user's own file lies over here.

    Args:
        rules: What the company's policy says.
        language: Of the prompts, as :func:`prompt_language` has it.
        kept_dir: Where last good packs are kept; the usual folder by default.

    Raises:
        PromptPackError: The installation is damaged: the default pack has mistakes.
    """
    stack = _lower(rules, kept_dir or paths.kept_packs_dir(), language)
    return Layers(stack.document, stack.pack, tuple(stack.sources), tuple(stack.problems))


def _lower(rules: Rules, kept_dir: Path, language: str) -> _Stack:
    """Lay the default pack, its words in a language, profiles and the team's pack."""
    default = default_pack()
    stack = _Stack(default_document(), default, [f"the default pack, version {default.version}"])
    _lay_language(stack, language)
    packs = rules.packs
    if rules.eu_mode and packs.profile != EU_PROFILE:
        _lay_profile(stack, EU_PROFILE, (), "")
    if packs.profile:
        locked = () if packs.profile_fixed else packs.locked
        _lay_profile(stack, packs.profile, locked, rules.locked_by)
    if packs.team_folder:
        _lay_team(stack, packs.team_folder, packs.trusted_key, kept_dir)
    return stack


def _lay_language(stack: _Stack, language: str) -> None:
    path = language_path(language)
    if path is None:
        return
    file = f"language {language}"
    try:
        text = read_text(path)
        stack.lay(text, file, parse_document(text, file))
    except PromptPackError as error:
        stack.problems.append(f"{error}; prompts are in English")
        return
    stack.sources.append(f"its words in {language}")


def _lay_profile(stack: _Stack, name: str, locked: tuple[str, ...], by: str) -> None:
    try:
        path = profile_path(name)
        text = read_text(path)
        file = f"profile {name}"
        upper, told = without_locked(parse_document(text, file), text, file, locked, by)
        stack.lay(text, file, upper)
    except PromptPackError as error:
        stack.problems.append(f"{error}; no profile is used")
        return
    stack.problems += told
    stack.sources.append(f"the profile {name}")


def _lay_team(stack: _Stack, address: str, trusted_key: str, kept_dir: Path) -> None:
    """Lay the newest approved pack that verifies and has no mistakes."""
    kept = _kept(kept_dir, "team", address)
    found, refused = team_packs(address, trusted_key, kept)
    problems = list(refused)
    used: TeamPack | None = None
    for pack in found:
        try:
            upper = parse_document(pack.sealed.text, pack.file)
            stack.lay(pack.sealed.text, pack.file, upper)
        except PromptPackError as error:
            problems.append(str(error))
            continue
        used = pack
        break
    if used is None:
        problems = problems or ["the team folder holds no pack yet"]
        stack.problems += [f"{line}; no pack of the team is used" for line in problems]
        return
    signed = "signed" if used.sealed.signed_by else "not signed"
    name = f"{stack.pack.id} {stack.pack.version}"
    stack.sources.append(f"your team's pack {name} ({shown(used.file)}, {signed})")
    stack.problems += [f"{line}; {name} stays in use" for line in problems]
    _keep(kept, used.sealed.whole)  # with its seal: it must verify again next time


def _lay_own(stack: _Stack, path: Path, kept_dir: Path, locked: tuple[str, ...], by: str) -> None:
    """Lay the user's own file, or its last good version."""
    kept = _kept(kept_dir, "own", str(path))
    file = shown(path.name)
    try:
        text = read_text(path)
        told = _lay_text(stack, text, file, locked, by)
    except PromptPackError as error:
        problem = str(error)
    else:
        _keep(kept, text)
        stack.problems += told
        stack.sources.append(f"your own {shown(path, 200)}")
        return
    try:
        stack.problems += _lay_text(stack, read_text(kept), file, locked, by)
    except PromptPackError:
        stack.problems.append(f"{problem}; it is left out until that is mended")
    else:
        stack.problems.append(f"{problem}; its last good version is used")
        stack.sources.append(f"the last good version of your own {shown(path, 200)}")


def _lay_text(
    stack: _Stack, text: str, file: str, locked: tuple[str, ...], by: str
) -> tuple[str, ...]:
    upper, told = without_locked(parse_document(text, file), text, file, locked, by)
    stack.lay(text, file, upper)
    return told


def _kept(folder: Path, layer: str, origin: str) -> Path:
    """Return where the last good version of what came from ``origin`` is kept."""
    mark = hashlib.sha256(origin.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return folder / f"{layer}-{mark}.toml"


def _keep(path: Path, text: str) -> None:
    """Keep a copy; where that cannot be, there is just none to fall back on."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if path.is_file() and path.read_text("utf-8") == text:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text, newline="\n")
