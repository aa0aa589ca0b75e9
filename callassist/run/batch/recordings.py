"""Which recordings a command means: files, folders with all that is in them, patterns, URLs."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from callassist.errors import RecordingError
from callassist.run.batch.fetching import is_url, matching, name_of

SUFFIXES = frozenset(
    ".aac .aif .aiff .amr .au .caf .flac .m4a .mka .mkv .mov .mp3 .mp4 .oga .ogg .opus .wav .wave "
    ".webm .wma".split()
)
"""What counts as a recording in a folder; a file that is named itself is always tried."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recording that was found.

    Attributes:
        path: Its file; of a URL, its name only.
        below: Its place below the folder that was given; just its name otherwise.
        url: Where it is fetched from, if it is named by a URL.
    """

    path: Path
    below: Path
    url: str = ""


def find_recordings(names: Iterable[str]) -> list[Found]:
    """Return the recordings that ``names`` stand for, each once, in the order of the names.

    Args:
        names: Paths, folders, patterns (``*``, ``?``, ``[...]`` and ``**``), and URLs with the
            same.

    Raises:
        RecordingError: If a pattern or a folder holds none.
    """
    found: dict[str, Found] = {}
    for name in names:
        for one in _urls(name) if is_url(name) else _files(name):
            found.setdefault(one.url or os.path.abspath(one.path), one)  # noqa: PTH100
    return list(found.values())


def _files(name: str) -> Iterator[Found]:
    path = Path(name)
    if path.is_dir():
        inside = [*_inside(path)]
        if not inside:
            raise RecordingError(f"{path} holds no recordings: name a folder with sound files")
        yield from inside
    elif path.exists() or not glob.has_magic(name):
        yield Found(path, Path(path.name))
    else:
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  keeps ./ and the like
        if not matches:
            raise RecordingError(f"{name} matches no file: check the pattern")
        for match in map(Path, matches):
            if match.is_file():
                yield Found(match, Path(match.name))


def _inside(folder: Path) -> Iterator[Found]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(where, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield Found(path, path.relative_to(folder))


def _urls(pattern: str) -> Iterator[Found]:
    urls = matching(pattern)
    if urls == [pattern]:
        yield Found(Path(name_of(pattern)), Path(name_of(pattern)), pattern)
        return
    is_folder = not any(sign in pattern for sign in "*?[")
    base = pattern.rstrip("/")
    found = []
    for url in urls:
        name = name_of(url)
        below = url[len(base) + 1 :] if is_folder and url.startswith(f"{base}/") else name
        hidden = any(part.startswith(".") for part in below.split("/"))
        if PurePosixPath(name).suffix.lower() in SUFFIXES and not hidden:
            found.append(Found(Path(name), Path(below), url))
    if not found:
        raise RecordingError(f"{pattern} holds no recordings: check the address")
    yield from found
