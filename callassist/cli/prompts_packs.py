"""The commands of ``callassist prompts`` for packs that are tried, compared and shared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from callassist.detect.company.explain import Match
    from callassist.prompts.schema import Pack
    from callassist.run.packs.in_force import LoadedPack

_FILE = click.Path(path_type=Path)
_PACK = click.option(
    "--pack", type=_FILE, help="A pack to lay over the default one, instead of the one in force."
)


@click.command("try")
@click.argument("line")
@click.option(
    "--side",
    type=click.Choice(["agent", "customer"]),
    default="agent",
    show_default=True,
    help="Who says it.",
)
@click.option("--language", default="en", show_default=True, help="Of the line.")
@_PACK
def try_line(line: str, side: str, language: str, pack: Path | None) -> None:
    """Show which phrases match LINE, and why.

    \b
        callassist prompts try "I have raised a backend ticket" --pack acme.toml
    """  # noqa: D301
    from callassist.run.packs.trying import try_words

    matches = try_words(line, _pack_of(pack), "agent" if side == "agent" else "customer", language)
    if not matches:
        click.echo("nothing matches")
    for match in matches:
        click.echo(_told(match))


def _told(match: Match) -> str:
    by = ", ".join(f"[{pattern}]" for pattern in match.patterns[:2])
    more = f" and {len(match.patterns) - 2} more" if len(match.patterns) > 2 else ""
    return f"“{match.quote}”  {match.kind} {match.name}: {match.why}" + (
        f"  {by}{more}" if by else ""
    )


@click.command()
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
def diff(before: Path, after: Path) -> None:
    """Say what AFTER changes against BEFORE, each laid over the default pack.

    Write "default" for the default pack itself.
    """
    from callassist.prompts.difference import differences

    found = differences(_named_pack(before), _named_pack(after))
    for difference in found:
        click.echo(difference.text)
    if not found:
        click.echo("no difference")


@click.command()
@click.option(
    "--out", type=_FILE, required=True, help="The file to write, or a folder such as the team's."
)
@click.option("--pack", type=_FILE, help="The pack; your own by default.")
@click.option("--key", type=_FILE, help="Sign it with this key; see callassist prompts key.")
def export(out: Path, pack: Path | None, key: Path | None) -> None:
    """Write a pack as one checked file, with its checksum and, with --key, a signature.

    Put into the team folder it is what agents' programs take, if its version is the
    highest there. An existing file is never written over.
    """
    from callassist import paths
    from callassist.run.packs.sharing import export_pack

    written, loaded = export_pack(pack or paths.user_pack_path(), out, key)
    click.echo(f"wrote {written}: {loaded.id} {loaded.version}" + (", signed" if key else ""))


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--trusted-key", default="", help="Take it only if signed by this public key.")
@click.option("--replace", is_flag=True, help="Put it in the place of your own pack.")
def import_(file: Path, trusted_key: str, replace: bool) -> None:
    """Take an exported pack as your own, once its checksum and signature are verified.

    With --replace the pack that was there is kept beside it.
    """
    from callassist import paths
    from callassist.run.packs.sharing import import_pack

    taken = import_pack(file, paths.user_pack_path(), trusted_key, replace=replace)
    signed = f"signed by {taken.signed_by}" if taken.signed_by else "not signed"
    click.echo(f"{taken.pack.id} {taken.pack.version}, {signed}, is now your own pack")
    if taken.former:
        click.echo(f"the former one is {taken.former}")


@click.command()
@click.argument("file", type=_FILE)
def key(file: Path) -> None:
    """Make a key to sign packs with; FILE is private, the line printed is for the policy.

    \b
        [prompts]
        trusted_key = "ed25519:…"
    """  # noqa: D301
    from callassist.store.signing import make_key

    click.echo(make_key(file).public)


def pack_in_force() -> LoadedPack:
    """Return the pack in force on this computer; say what could not be used on stderr."""
    from callassist import paths
    from callassist.run.packs.in_force import current_pack
    from callassist.settings import policy, user

    settings = user.load(paths.settings_path())
    loaded = current_pack(settings, policy.current_rules(settings))
    for problem in loaded.problems:
        click.echo(problem, err=True)
    return loaded


def _pack_of(file: Path | None) -> Pack:
    """Return the pack that a command is about: a file over the default, or the one in force."""
    from callassist.prompts.pack import merged_pack

    return merged_pack(file) if file is not None else pack_in_force().pack


def _named_pack(file: Path) -> Pack:
    from callassist.prompts.pack import default_pack, merged_pack

    is_default = os.fspath(file) == "default" and not file.exists()
    return default_pack() if is_default else merged_pack(file)


COMMANDS = (try_line, diff, export, import_, key)
