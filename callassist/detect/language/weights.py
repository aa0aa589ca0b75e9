"""Opens the weights that ``tools/`` have trained."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile

from callassist.errors import ModelError


@contextmanager
def stored_weights(path: Path) -> Iterator[NpzFile]:
    """Open a file of arrays; close it after the ``with``.

    Raises:
        ModelError: The file is missing, damaged, or lacks what is read from it.
    """
    try:
        with path.open("rb") as file, np.load(file) as stored:
            yield stored
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
        raise ModelError(f"text weights {path} cannot be read; reinstall callassist") from error
