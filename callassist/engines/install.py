"""Installs speech models: fetched, checked, safely unpacked, put in place at once or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock

from callassist import paths
from callassist.engines.catalogue import DEFAULT, ModelEntry, find_entry, load_catalogue
from callassist.engines.download import GIVE_UP_S, Wanted, download
from callassist.engines.installed import is_intact, is_whole
from callassist.engines.manifest import file_sha256, write_manifest
from callassist.engines.unpack import unpack_zip
from callassist.engines.vosk_folder import check_model_folder
from callassist.errors import ModelError

Progress = Callable[[str, int, int], None]
"""Hears what is being done ("download", "unpack"), how many bytes of it, and of how many."""
Announce = Callable[[str], None]


def _ignore(*_: object) -> None:
    """Hear nothing."""


def ensure_model(
    name: str = DEFAULT,
    announce: Announce = _ignore,
    progress: Progress = _ignore,
    address: str | None = None,
    give_up_s: float = GIVE_UP_S,
) -> Path | None:
    """Install a model if it is not there, and go on without it if that fails.

    Args:
        name: A model of the catalogue.
        announce: Told in one line what is fetched, and why it could not be.
        progress: Hears how far it is.
        address: A mirror to fetch from.
        give_up_s: Seconds until a site that does not answer counts as away.

    Returns:
        The model's folder, or ``None`` where it could not be installed.
    """
    entry = find_entry(name)
    folder = paths.models_dir() / name
    if not entry.bundled and is_whole(folder):
        return folder
    try:
        announce(f"Installing the speech model {name} ({entry.bytes / 1e6:.0f} MB), once")
        return install_model(
            name, address=address, announce=announce, progress=progress, give_up_s=give_up_s
        )
    except ModelError as error:
        announce(f"Not installed: {error}")
        return None


def install_model(
    name: str | None = None,
    *,
    archive: Path | None = None,
    address: str | None = None,
    announce: Announce = _ignore,
    progress: Progress = _ignore,
    give_up_s: float = GIVE_UP_S,
) -> Path:
    """Install a model of the catalogue; what is there and whole stays as it is.

    Args:
        name: Its name; without it, the archive's, or the default.
        archive: A zip file to install from, instead of the network.
        address: A mirror to fetch from; the file must be the same.
        announce: Told in one line of anything worth saying.
        progress: Hears how far it is.
        give_up_s: Seconds until a site that does not answer counts as away.

    Returns:
        The installed folder.

    Raises:
        ModelError: If it cannot be fetched, is not the file it should be, is not safe to
            unpack, or cannot be written; nothing half-installed is left.
    """
    known = {entry.name for entry in load_catalogue()}
    if name is None:
        name = archive.stem if archive and archive.stem in known else DEFAULT
    entry = find_entry(name)
    if entry.bundled:
        raise ModelError(f"{entry.name} travels inside its package: there is nothing to install")
    models = paths.models_dir()
    target = models / entry.name
    with _writing_to(models), _alone(models, entry.name, announce):
        if is_intact(target):
            announce(f"{entry.name} is installed already")
            return target
        for left_over in models.glob(f".{entry.name}.unpack-*"):
            shutil.rmtree(left_over, ignore_errors=True)
        if archive:
            _check_archive(archive, entry)
            _unpack_into_place(archive, entry, target, progress)
        else:
            part = models / f".{entry.name}.zip.part"
            _check_room(models, entry.bytes - _size(part) + entry.max_unpacked_bytes // 2)
            wanted = Wanted(address or entry.address, entry.bytes, entry.sha256)
            download(wanted, part, lambda done, total: progress("download", done, total), give_up_s)
            _unpack_into_place(part, entry, target, progress)
            part.unlink()
    return target


def _check_archive(archive: Path, entry: ModelEntry) -> None:
    try:
        size, found = archive.stat().st_size, ""
        if size == entry.bytes:
            found = file_sha256(archive)
    except OSError as error:
        raise ModelError(f"{archive} cannot be read ({error.strerror})") from None
    if found != entry.sha256:
        raise ModelError(
            f"{archive} is not {entry.name} as it was published (its size or SHA-256 differs); "
            "another Vosk model can be unpacked by hand and used with --model FOLDER"
        )


def _unpack_into_place(archive: Path, entry: ModelEntry, target: Path, progress: Progress) -> None:
    staging = Path(tempfile.mkdtemp(prefix=f".{entry.name}.unpack-", dir=target.parent))
    try:
        fresh = staging / "new"
        fresh.mkdir()
        done = 0

        def told(count: int) -> None:
            nonlocal done
            done += count
            progress("unpack", done, max(done, entry.max_unpacked_bytes))

        unpack_zip(archive, fresh, entry.max_unpacked_bytes, told)
        inner = list(fresh.iterdir())
        model = inner[0] if len(inner) == 1 and inner[0].is_dir() else fresh
        check_model_folder(model)
        write_manifest(model, entry.name, entry.language, entry.sha256)
        if target.exists() or target.is_symlink():  # a damaged one: out of the way, not merged
            target.replace(staging / "old")
        model.replace(target)
        progress("unpack", done, done)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _check_room(folder: Path, needed_bytes: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextlib.contextmanager
def _writing_to(models: Path) -> Iterator[None]:
    """Make the models folder, and turn what the disk refuses into one clear line."""
    try:
        models.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            line = f"the disk of {models} is full: free some room and run it again to go on"
        else:
            line = (
                f"cannot write to {models} ({error.strerror or error}); "
                "make it writable or set CALLASSIST_MODELS to another folder"
            )
        raise ModelError(line) from error


@contextlib.contextmanager
def _alone(models: Path, name: str, announce: Announce) -> Iterator[None]:
    """Let one program at a time install a model; a second one waits, and says so."""
    lock = filelock.FileLock(models / f".{name}.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        announce(f"{name} is being installed by another program: waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
