"""Installs a speech model beside a window: with progress, and stopped at any byte."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from callassist import paths
from callassist.engines.install import install_model
from callassist.errors import CallAssistError

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
Ended = Callable[[str, bool], None]


class _StoppedError(Exception):
    """The person pressed Stop; what has arrived is kept."""


class Installation:
    """One model being installed on a thread of its own, by the code of ``models install``."""

    def __init__(
        self,
        progress: Progress,
        ended: Ended,
        *,
        name: str | None = None,
        archive: Path | None = None,
        address: str | None = None,
    ) -> None:
        """Begin.

        Args:
            progress: Hears what is done ("download", "unpack"), bytes so far and in all.
            ended: Hears one line on what went wrong, or nothing, and whether it was stopped.
            name: A model of the catalogue; the default one without it.
            archive: A zip file to install from, instead of the network.
            address: A mirror.

        All are called on the installation's thread.
        """
        self._progress = progress
        self._ended = ended
        self._stop = threading.Event()
        self._wanted = (name, archive, address)
        # A daemon: a site that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="installs a model", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop soon; what has arrived is kept, and the next one goes on from there."""
        self._stop.set()

    def join(self, timeout_s: float | None = None) -> bool:
        """Wait for the end; return whether it has come."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        name, archive, address = self._wanted
        try:
            install_model(name, archive=archive, address=address, progress=self._step)
        except _StoppedError:
            self._ended("", True)
        except CallAssistError as error:
            self._ended(str(error), False)
        except Exception as error:  # a fault of ours must not leave a window waiting
            log.info("this was not foreseen", exc_info=True)
            text = " ".join(f"{type(error).__name__} {error}".split())
            self._ended(f"callassist made a mistake: {text}", False)
        else:
            self._ended("", False)

    def _step(self, doing: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
        self._progress(doing, done, total)


def arrived_bytes(name: str) -> int:
    """Return how much of a model has arrived in an installation that was stopped."""
    part = paths.models_dir() / f".{name}.zip.part"
    try:
        return part.stat().st_size
    except OSError:
        return 0
