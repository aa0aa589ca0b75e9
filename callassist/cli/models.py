"""``callassist models``: install and check speech models."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from callassist.engines.catalogue import ModelEntry
    from callassist.engines.installed import InstalledModel

_PLAIN_WIDTH = 120  # of the table where the output is no terminal


@click.group()
def models() -> None:
    """Install and check the speech models that turn a call into words.

    Nothing is ever fetched unless you say so here. Once a model is installed,
    callassist works without a network.

    \b
        callassist models install     fetch the default, 41 MB, once
        callassist models list        what there is, and what is installed

    A Vosk model for another language works too: unpack it into the folder that
    `callassist models path` prints, or give its folder with --model.
    """  # noqa: D301 (click reads the control character)


@models.command("list")
def list_() -> None:
    """List the models known and the models installed."""
    import sys

    from rich.console import Console
    from rich.table import Table

    from callassist.engines.catalogue import load_catalogue
    from callassist.engines.installed import installed_models

    installed = {model.name: model for model in installed_models()}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("model", "language", "size", "license", "state"):
        table.add_column(title, overflow="fold")
    for entry in load_catalogue():
        size = f"{entry.bytes / 1e6:.0f} MB" if entry.bytes else ""
        state = _state(entry, installed.pop(entry.name, None))
        table.add_row(entry.name, entry.language, size, entry.licence, state)
    for model in installed.values():
        table.add_row(model.name, model.language or "?", "", "", _folder_state(model.folder))
    width = None if sys.stdout.isatty() else _PLAIN_WIDTH
    Console(width=width).print(table)


@models.command()
@click.argument("name", required=False)
@click.option(
    "--from", "archive", type=click.Path(path_type=Path), metavar="FILE.zip",
    help="Install from this zip file instead of the network.",
)  # fmt: skip
@click.option("--address", metavar="URL", help="Fetch from a mirror; the file must be the same.")
def install(name: str | None, archive: Path | None, address: str | None) -> None:
    """Install NAME, by default the English Vosk model.

    What arrives is checked against a known SHA-256 before anything is unpacked.
    A download that breaks off, or that you stop with Ctrl-C, goes on where it was.

    \b
        callassist models install
        callassist models install --from vosk-model-small-en-us-0.15.zip
        callassist models install --address https://mirror.example/small-en.zip
    """  # noqa: D301 (click reads the control character)
    from callassist.engines.install import install_model

    if archive and address:
        raise click.UsageError("--from and --address exclude each other.")
    with model_progress() as (announce, progress):
        folder = install_model(
            name, archive=archive, address=address, announce=announce, progress=progress
        )
    click.echo(f"Installed in {folder}")


@models.command()
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    """Check every file of NAME, or of all installed models, against its SHA-256.

    Exits with 1 if anything is missing or has changed.
    """
    from callassist.engines.installed import installed_models
    from callassist.errors import ModelError

    found = [_find(name)] if name else installed_models()
    if not found:
        raise ModelError("no model is installed; run: callassist models install")
    damaged = False
    for model in found:
        problems = _problems(model, asked_for=name is not None)
        damaged = damaged or bool(problems)
        for problem in problems or ["whole"]:
            click.echo(f"{model.name}: {problem}")
    if damaged:
        raise ModelError("a model is damaged; repair it with: callassist models install")


@models.command()
@click.argument("name", required=False)
def path(name: str | None) -> None:
    """Print the folder of NAME, or the folder that holds all models."""
    from callassist import paths

    click.echo(_find(name).folder if name else paths.models_dir())


@contextlib.contextmanager
def model_progress() -> Iterator[tuple[Callable[[str], None], Callable[[str, int, int], None]]]:
    """Show on stderr how an installation goes.

    Yields:
        What ``install_model`` takes as ``announce`` and as ``progress``.
    """
    from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TimeRemainingColumn

    from callassist.cli.output import progress_bars

    tasks: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description:>8}"), BarColumn(), DownloadColumn())
    bars, announce = progress_bars(*columns, TimeRemainingColumn())
    with bars:

        def progress(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing, total=total)
            bars.update(tasks[doing], completed=done, total=total)

        yield announce, progress


def _state(entry: ModelEntry, model: InstalledModel | None) -> str:
    if entry.bundled:
        from callassist.engines.moonshine import bundled_folder

        return "inside its package" if bundled_folder() else "its package is not installed"
    return _folder_state(model.folder) if model else "not installed"


def _folder_state(folder: Path) -> str:
    from callassist.engines.installed import is_whole

    return "installed" if is_whole(folder) else "damaged: callassist models install"


def _find(name: str) -> InstalledModel:
    from callassist.engines.catalogue import find_entry
    from callassist.engines.installed import InstalledModel, installed_models
    from callassist.engines.moonshine import bundled_folder
    from callassist.errors import ModelError

    for model in installed_models():
        if model.name == name:
            return model
    entry = find_entry(name)
    folder = bundled_folder() if entry.bundled else None
    if folder is None:
        raise ModelError(f"{name} is not installed; run: callassist models install {name}")
    return InstalledModel(name, folder, entry.language)


def _problems(model: InstalledModel, *, asked_for: bool) -> list[str]:
    """Return what is wrong with a model; one put there by hand is only looked through."""
    from callassist.engines.manifest import read_manifest, verify_files
    from callassist.engines.moonshine import looks_like_moonshine
    from callassist.engines.vosk_folder import check_model_folder
    from callassist.errors import ModelError

    try:
        if looks_like_moonshine(model.folder):
            return []
        check_model_folder(model.folder)
        if read_manifest(model.folder) is None and not asked_for:
            return []
        return verify_files(model.folder)
    except ModelError as error:
        return [str(error)]
