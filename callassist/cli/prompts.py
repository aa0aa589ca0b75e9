"""``callassist prompts``: check a prompt pack, show the prompts in force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.prompts_packs import COMMANDS
from callassist.cli.prompts_whatif import whatif

if TYPE_CHECKING:
    from rich.table import Table

    from callassist.prompts.pack import Pack
    from callassist.prompts.schema import Condition

_PLAIN_WIDTH = 120  # of the table where the output is no terminal


@click.group()
def prompts() -> None:
    """Check, try, compare and share prompt packs: what is said to the agent, and when.

    A pack is a TOML file. Yours lies over the default one, key by key, so it holds
    only what you want to change. For instance, to switch off one prompt and reword
    another:

    \b
        [[prompt]]
        id = "use_name"
        enabled = false

    \b
        [[prompt]]
        id = "listen"
        say = "Let her finish"

    docs/prompt-packs.md explains every key.
    """  # noqa: D301


for _command in (*COMMANDS, whatif):
    prompts.add_command(_command)


@prompts.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check FILE as it would lie over the default pack.

    Prints every problem with its line, e.g.

    \b
        prompts.toml:12: [[prompt]] 'dont_rush': unknown key 'prioritty' — did you mean 'priority'?

    and exits with 1; or says how many prompts would be in force.
    """  # noqa: D301
    from callassist.errors import PromptPackError
    from callassist.prompts.pack import merged_pack

    try:
        pack = merged_pack(file)
    except PromptPackError as error:
        if not error.problems:
            raise click.ClickException(str(error)) from None
        for problem in error.problems:
            click.echo(problem)
        count = len(error.problems)
        raise click.ClickException(
            f"{count} {'problem' if count == 1 else 'problems'} in {file}"
        ) from None
    _check_seal(file)
    click.echo(f"ok: {len(pack.active)} prompts")


def _check_seal(file: Path) -> None:
    """Refuse a pack that claims to be sealed and was changed."""
    from callassist.errors import PromptPackError
    from callassist.prompts.pack import read_text
    from callassist.prompts.sealing import is_sealed, unseal

    text = read_text(file)
    if is_sealed(text):
        from callassist.store.signing import verify

        try:
            unseal(text, file.name, verify)
        except PromptPackError as error:
            raise click.ClickException(str(error)) from None


@prompts.command()
@click.option(
    "--pack",
    "file",
    type=click.Path(path_type=Path),
    help="A pack to lay over the default one, instead of your own.",
)
def show(file: Path | None) -> None:
    """Show the prompts in force, the most important first.

    These are the default ones with what lies over them: your profile, your team's pack,
    your own file. The last lines name all of it.
    """
    from rich.console import Console

    from callassist import paths
    from callassist.errors import PromptPackError

    try:
        pack, sources = _pack_and_sources(file)
    except PromptPackError as error:
        raise click.ClickException(str(error)) from None
    console = Console()
    if not console.is_terminal:
        console = Console(width=_PLAIN_WIDTH)
    console.print(_table(pack))
    budget = pack.budget
    console.print(
        f"At most one in {budget.min_gap_s:g} s, {budget.max_per_min} a minute "
        f"and {budget.max_per_10_min} in ten minutes.",
        highlight=False,
    )
    own = paths.user_pack_path()
    hint = "" if file or own.is_file() else f"; your own would be {own}"
    console.print(
        f"Pack {pack.id}, version {pack.version}: {', then '.join(sources)}{hint}.",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


def _pack_and_sources(file: Path | None) -> tuple[Pack, tuple[str, ...]]:
    """Return a file laid over the default pack, or the pack in force, and what it is made of."""
    from callassist.cli.prompts_packs import pack_in_force
    from callassist.prompts.pack import merged_pack

    if file is None:
        loaded = pack_in_force()
        return loaded.pack, loaded.sources
    return merged_pack(file), ("the default pack", str(file))


def _table(pack: Pack) -> Table:
    """Return the pack as a table."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", pad_edge=False)
    for heading in ("prompt", "says", "on"):
        table.add_column(heading, overflow="fold")
    table.add_column("kind")
    for heading in ("priority", "shown s", "pause s", "most"):
        table.add_column(heading, justify="right")
    for rule in sorted(pack.rules, key=lambda rule: -rule.priority):
        cells = (
            rule.id,
            rule.say,
            ", ".join(_named(condition) for condition in rule.when),
            rule.severity if rule.enabled else "off",
            str(rule.priority),
            f"{rule.show_s:g}",
            f"{rule.cooldown_s:g}",
            str(rule.max_per_call),
        )
        # As Text: square brackets in a pack are no markup.
        table.add_row(*(Text(cell) for cell in cells), style="" if rule.enabled else "dim")
    return table


def _named(condition: Condition) -> str:
    sure = f" ≥ {condition.min_score:g}" if condition.min_score else ""
    return f"{condition.finding}{sure}"
