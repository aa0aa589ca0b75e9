"""Calls deleted for good: their key, every row and token, and their folder.

First the folder is put aside, then the rows go in one transaction, then the database
lets go of what it held, then the folder is erased. A crash in between leaves a folder
put aside, which the next start erases. On a full disk, where the transaction itself finds no
room, the reserve and what is in the folder go first; the call is then gone, or is there without
its sound and can be deleted again.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Delete, delete

from callassist.errors import CallStoreError
from callassist.store.erasing import erase_file, erase_folder
from callassist.store.reserve import Reserve
from callassist.store.schema import calls
from callassist.store.summary import LOCK_NAME
from callassist.store.troubles import FullError
from callassist.store.vault import Vault, folder_of
from callassist.store.writing import InUseError, Writing

log = logging.getLogger(__name__)

ASIDE_SUFFIX = ".deleted"


class Forgetting:
    """Deletes calls of an open store."""

    def __init__(self, vault: Vault, folders: Path, writing: Writing) -> None:
        """Use an open store."""
        self._vault = vault
        self._folders = folders
        self._writing = writing
        self._is_settled = True
        path = vault.database.path
        self._reserve = Reserve(path) if path is not None else None

    def keep_reserve(self) -> None:
        """Take the room that deleting needs on a full disk, if it is not there."""
        if self._reserve is not None:
            self._reserve.fill()

    def delete(self, call_ids: Sequence[str]) -> list[str]:
        """Delete calls; return those that another program is recording, which stay.

        Raises:
            CallStoreError: If something of them cannot be removed; those before are gone.
        """
        staying: list[str] = []
        aside: list[Path] = []
        try:
            for call_id in call_ids:
                try:
                    aside.append(self._delete_rows(call_id))
                except InUseError:
                    staying.append(call_id)
        finally:
            if aside:
                self._settle()
            for folder in aside:
                erase_folder(folder)
        return staying

    def erase_leftovers(self) -> None:
        """Erase folders that a crash left put aside; one that resists waits for next time."""
        for folder in self._folders.glob(f"*{ASIDE_SUFFIX}"):
            with contextlib.suppress(CallStoreError):
                erase_folder(folder)

    def close(self) -> None:
        """Let the database go of deleted things that another program's reading kept."""
        if not self._is_settled:
            self._settle()

    def _settle(self) -> None:
        try:
            self._is_settled = self._vault.database.settle()
        except CallStoreError as error:  # the rows are gone; what is left is tried again
            self._is_settled = False
            log.warning("%s", error)

    def _delete_rows(self, call_id: str) -> Path:
        """Delete a call from the database; return its folder, put aside."""
        with self._vault.database.reading() as connection:
            row = self._vault.row(connection, call_id)
        self._writing.check_free(row)
        folder = folder_of(self._folders, call_id)
        aside = folder.with_name(f"{call_id}{ASIDE_SUFFIX}")
        _move(folder, aside)
        try:
            this_call = delete(calls).where(calls.c.number == row.number)
            try:
                self._vault.database.write(lambda connection: connection.execute(this_call))
            except FullError:
                self._make_room(aside)
                self._delete_at_last(call_id, this_call)
        except BaseException:
            _move(aside, folder)
            raise
        self._vault.forget(call_id)
        return aside

    def _delete_at_last(self, call_id: str, this_call: Delete) -> None:
        try:
            self._vault.database.write(lambda connection: connection.execute(this_call))
        except FullError as error:
            raise FullError(
                f"the disk is full, and call {call_id} could not be deleted whole: its sound is "
                "gone, its words are not; free some space and delete it again"
            ) from error
        self._settle()  # the next call's deletion needs the room of this one's log

    def _make_room(self, folder: Path) -> None:
        """Free what a call's deletion needs on a full disk: the reserve, and the call's sound.

        Its lock stays: should deleting still fail, the next start knows by it what is
        unfinished. What is left then is the call without its sound, to be deleted again.
        """
        if self._reserve is not None:
            self._reserve.release()
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name != LOCK_NAME:
                erase_file(path)


def _move(folder: Path, target: Path) -> None:
    try:
        folder.rename(target)
    except FileNotFoundError:
        return  # a call without sound may have no folder
    except OSError as error:
        raise CallStoreError(
            f"cannot delete {folder}: {error.strerror or error}; "
            "close what has it open and delete the call again"
        ) from error
