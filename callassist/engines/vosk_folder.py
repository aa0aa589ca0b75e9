"""Readies a Vosk model's folder for native code, and refuses a wrong or half-unpacked one.

The native library answers an empty file with a crash or with endless memory, so
every file that it reads is looked at first. The layouts are those of vosk-api's
``Model::ConfigureV1`` and ``ConfigureV2``.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from callassist.errors import ModelError

_NEW_LAYOUT = ("am/final.mdl", "conf/model.conf")
_NEW_FEATURES = ("conf/mfcc.conf", "conf/fbank.conf")
_OLD_LAYOUT = ("final.mdl", "mfcc.conf", "word_boundary.int")
_IVECTOR = ("final.dubm", "final.mat", "global_cmvn.stats", "online_cmvn.conf", "splice.conf")
_NAME = re.compile(r"vosk-model(?:-small|-big)?-([a-z]{2,3})(?=[-.]|$)")


def check_model_folder(folder: Path) -> None:
    """Check that a folder holds a whole Vosk model.

    Raises:
        ModelError: If it does not; one line that names the first thing missing.
    """
    try:
        problem = _first_problem(folder)
    except OSError as error:
        problem = f"it cannot be read ({error.strerror})"
    if problem:
        raise ModelError(
            f"{folder} is not a whole Vosk model: {problem}; unpack it again, "
            "or run: callassist models install"
        )


def looks_like_vosk(folder: Path) -> bool:
    """Return whether a folder holds at least the acoustic model of a Vosk model."""
    try:
        return (folder / "am" / "final.mdl").is_file() or (folder / "final.mdl").is_file()
    except OSError:  # a folder that may not be looked into
        return False


def language_from_name(folder: Path) -> str | None:
    """Return the language that a Vosk model's folder name tells, e.g. ``"en"``.

    Names go ``vosk-model[-small]-LANGUAGE[-COUNTRY]-VERSION``.
    """
    match = _NAME.match(folder.name.lower())
    return match[1] if match else None


@contextlib.contextmanager
def without_dither(folder: Path) -> Iterator[Path]:
    """Lend a model as a folder of links in which dither is off, while it is being loaded.

    Kaldi adds random noise to all sound unless a model's settings say otherwise, so
    the same call would give other times, confidences and at times words on every run.

    Yields:
        The folder to load; the model's own where links cannot be made (Windows
        without the right to).
    """
    settings = [
        path
        for name in (*_NEW_FEATURES, "mfcc.conf")
        if (path := folder / name).is_file() and "--dither" not in path.read_text("utf-8")
    ]
    with tempfile.TemporaryDirectory(prefix="callassist-") as temporary:
        lent = Path(temporary) / folder.name
        try:
            _link_all(folder.resolve(), lent, {path.relative_to(folder) for path in settings})
        except OSError:
            lent = folder
        yield lent


def _link_all(folder: Path, lent: Path, changed: set[Path]) -> None:
    """Link what is in ``folder``, but copy the settings to change and switch dither off."""
    parents = {parent for path in changed for parent in path.parents}
    lent.mkdir()
    for path in folder.iterdir():
        name = path.relative_to(folder)
        if name in changed:
            shutil.copyfile(path, lent / name)
            with (lent / name).open("a", encoding="utf-8") as file:
                file.write("\n--dither=0.0\n")
        elif name in parents:
            below = {inner.relative_to(name) for inner in changed if name in inner.parents}
            _link_all(path, lent / name, below)
        else:
            (lent / name).symlink_to(path)


def _first_problem(folder: Path) -> str | None:
    if not folder.is_dir():
        return "there is no such folder"
    if (folder / "final.mdl").is_file():
        graph, needed = folder, [folder / name for name in _OLD_LAYOUT]
    elif (folder / "am").is_dir() or (folder / "conf").is_dir() or (folder / "graph").is_dir():
        graph, needed = folder / "graph", [folder / name for name in _NEW_LAYOUT]
        features = [folder / name for name in _NEW_FEATURES if (folder / name).exists()]
        needed += features or [folder / _NEW_FEATURES[0]]
        needed.append(graph / "phones" / "word_boundary.int")
    else:
        inner = next((path for path in sorted(folder.glob("*")) if looks_like_vosk(path)), None)
        return f"did you mean {inner}?" if inner else "it has neither am/final.mdl nor final.mdl"
    if (graph / "HCLG.fst").exists():
        needed += [graph / "HCLG.fst", graph / "words.txt"]
    else:
        needed += [graph / "HCLr.fst", graph / "Gr.fst", graph / "disambig_tid.int"]
    ivector = folder / "ivector"
    if ivector.is_dir():
        needed += [ivector / name for name in ("final.ie", *_IVECTOR)]
    for path in needed:
        name = path.relative_to(folder).as_posix()
        if not path.is_file():
            return f"{name} is missing"
        if path.stat().st_size == 0:
            return f"{name} is empty"
    return None
