"""The calls that are kept: one object for every window and command."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec
from sqlalchemy import select

from callassist.errors import CallStoreError
from callassist.store.activity import Action, ActivityLog
from callassist.store.consents import Consents
from callassist.store.database import Database
from callassist.store.forgetting import Forgetting
from callassist.store.inflating import inflated
from callassist.store.listing import Listing
from callassist.store.many import Many
from callassist.store.marks import StoreMarks
from callassist.store.opening import (
    default_address,
    folders_of,
    key_kind,
    move_key,
    open_vault,
)
from callassist.store.packing import unpack_events
from callassist.store.peaks import unpack_peaks
from callassist.store.practice import Practice, PracticeResult
from callassist.store.recording_files import RecordingFiles
from callassist.store.reserve import Reserve
from callassist.store.schema import calls, parts
from callassist.store.sealing import SealError
from callassist.store.sound import SOUND_FILE, SoundFile
from callassist.store.summary import CallHeader, CallSummary, KeptCall, OpenCall
from callassist.store.tapes import Tapes
from callassist.store.troubles import FullError
from callassist.store.unlock import Keeper, Unlock
from callassist.store.vault import Vault, about, folder_of
from callassist.store.writing import Writing
from callassist.types import CallEvent, Mark, MarkKind, Peaks, Redaction

_FormT = TypeVar("_FormT")


class CallStore:
    """Keeps calls sealed, finds them, and forgets them for good.

    Every method may be called from any thread, and several programs may have the same
    store open. Whatever cannot be done raises :class:`CallStoreError` with one line.

    Attributes:
        name: The file or the server's address, for people.
        folder: Where the folders of the calls are.
        activity: What was done, without content.
        consents: Who agreed to be named at the figures of the team.
        recording_files: Which files became which call.
    """

    def __init__(self, vault: Vault, folders: Path) -> None:
        """Use an opened vault; see :meth:`open`."""
        self.name = vault.database.name
        self.folder = folders
        self.activity = ActivityLog(folders.parent)
        self._vault = vault
        self._listing = Listing(vault)
        self._writing = Writing(vault, folders)
        self._forgetting = Forgetting(vault, folders, self._writing)
        self._practice = Practice(vault)
        self._many = Many(vault)
        self.consents = Consents(vault)
        self.recording_files = RecordingFiles(vault)
        self._tapes = Tapes(vault)

    @classmethod
    def open(cls, address: str | None = None, *, unlock: Unlock, create: bool = True) -> CallStore:
        """Open the store, and make it where there is none.

        Args:
            address: ``sqlite:///FILE`` or ``postgresql+pg8000://…``; by default what
                ``CALLASSIST_STORE`` names, else a file in :func:`callassist.paths.calls_dir`.
            unlock: Where its key comes from.
            create: Whether to make it where there is none.

        Raises:
            NoStoreError: If there is none and ``create`` is false.
            NoKeyError: If there is no key, or a wrong one.
            CallStoreError: If it cannot be opened; it is not touched then.
        """
        try:
            return cls._opened(address, unlock, create=create)
        except FullError:
            file = Database(address or default_address()).path
            if file is None or not Reserve(file).release():
                raise
            return cls._opened(address, unlock, create=create)

    @classmethod
    def _opened(cls, address: str | None, unlock: Unlock, *, create: bool) -> CallStore:
        vault = open_vault(address, unlock, create=create)
        try:
            store = cls(vault, folders_of(vault))
            store._forgetting.erase_leftovers()
        except BaseException:
            vault.database.close()
            raise
        store._forgetting.keep_reserve()
        return store

    def close(self) -> None:
        """Close it; calls that are still open may be recovered by another program."""
        try:
            self._forgetting.close()
        finally:
            self._writing.close()
            self._vault.database.close()

    def __enter__(self) -> CallStore:
        """Return the store, to be closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    # Finding

    def calls(
        self,
        query: str = "",
        *,
        sort: str = "started_at",
        descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[CallSummary]:
        """Return the calls that a query finds (:mod:`callassist.store.query`).

        Args:
            query: What people type; empty for all.
            sort: A field of :class:`CallSummary`.
            descending: The latest, longest, highest first.
            limit: How many at most.
            offset: How many to pass over.
        """
        return self._listing.calls(
            query, sort=sort, descending=descending, limit=limit, offset=offset
        )

    def count(self, query: str = "") -> int:
        """Return how many calls a query finds."""
        return self._listing.count(query)

    def find(self, ref: str) -> CallSummary:
        """Return the call with this id, or the only one whose id begins so."""
        return self._listing.find(ref)

    def imported(self, sha256: str) -> CallSummary | None:
        """Return the call that was imported from a recording, if it is kept."""
        return self._listing.by_recording(sha256)

    # Reading

    def document(self, call_id: str) -> dict[str, Any]:
        """Return a finished call's document; see ``docs/call.schema.json``."""
        text = inflated(self._part(call_id, "document"))
        document: dict[str, Any] = json.loads(text)
        return document

    def documents(
        self, ids: Sequence[str], form: type[_FormT]
    ) -> Iterator[tuple[str, _FormT | None]]:
        """Yield the documents of many calls, read a hundred at a time.

        Args:
            ids: The calls.
            form: A msgspec type with the fields that are wanted; the others are passed over.

        Yields:
            Each call's id with its document; ``None`` where it has none (yet) or it is damaged.
        """
        return self._many.documents(ids, form)

    def events(self, call_id: str) -> Iterator[CallEvent]:
        """Yield what the screen was told during a call, in order."""
        for number in self._numbers_of(call_id, "events"):
            yield from unpack_events(self._part(call_id, "events", number))

    def sound(self, call_id: str) -> SoundFile:
        """Return a call's sound; close it after use."""
        with self._vault.database.reading() as connection:
            sealer = self._vault.sealer(self._vault.row(connection, call_id))
        path = folder_of(self.folder, call_id) / SOUND_FILE
        if not path.is_file():
            raise CallStoreError(
                f"call {call_id} has no sound here; everything else of it can be read"
            )
        return SoundFile(path, sealer)

    def peaks(self, call_id: str) -> Peaks | None:
        """Return the outline of a call's sound, if it has any."""
        if not self._numbers_of(call_id, "peaks"):
            return None
        return unpack_peaks(self._part(call_id, "peaks"))

    def redactions(self, call_id: str) -> list[Redaction]:
        """Return what was left out of a call."""
        return msgspec.msgpack.decode(self._part(call_id, "redactions"), type=list[Redaction])

    def marks(self, call_id: str, author: str = "") -> StoreMarks:
        """Return a call's comments and bookmarks; ``author`` makes the new ones."""
        return StoreMarks(self._vault, call_id, author)

    def tape(self, call_id: str) -> bytes | None:
        """Return what a what-if needs of a call, if it was kept; see :mod:`.tapes`."""
        return self._tapes.tape(call_id)

    def keep_tape(self, call_id: str, packed: bytes) -> None:
        """Keep what a what-if needs of a call."""
        self._tapes.keep_tape(call_id, packed)

    def marks_of(self, ids: Sequence[str], kind: MarkKind) -> Iterator[tuple[str, Mark]]:
        """Yield the marks of a kind that some calls have; damaged ones are left out."""
        return self._many.marks(ids, kind)

    # Writing

    def begin(self, header: CallHeader) -> OpenCall:
        """Begin a call: from now on it is in the list, as being recorded."""
        call = self._writing.begin(header)
        self.activity.note("record" if header.source == "live" else "import", call.id)
        return call

    def finish(self, call_id: str, kept: KeptCall) -> CallSummary:
        """Keep a finished call whole, and let go of it."""
        summary = self._writing.finish(call_id, kept)
        action: Action = "recover" if kept.state == "recovered" else "finish"
        self.activity.note(action, call_id, sound_bytes=summary.sound_bytes)
        return summary

    def unfinished(self) -> list[OpenCall]:
        """Return the calls whose writer is gone; each is now held by this program."""
        return self._writing.unfinished()

    def rename(self, call_id: str, title: str) -> None:
        """Give a call another title."""
        title = " ".join(title.split())
        if not title:
            raise CallStoreError("a call needs a title; give it one")
        self._writing.change_head(call_id, title=title)
        self.activity.note("rename", call_id)

    def set_agent(self, call_id: str, name: str) -> None:
        """Say who took a call."""
        self._writing.change_head(call_id, agent=" ".join(name.split()))
        self.activity.note("rename", call_id)

    # Forgetting

    def delete(self, call_id: str) -> None:
        """Delete everything of a call, for good."""
        if self._forgetting.delete([call_id]):
            raise CallStoreError(f"call {call_id} is being recorded right now; end that first")
        self.activity.note("delete", call_id)

    def older_than(self, age: timedelta) -> list[CallSummary]:
        """Return the calls that began longer ago than ``age``, oldest first."""
        begun_before = (datetime.now(UTC) - age).timestamp()
        old = select(calls).where(calls.c.started_at < begun_before)
        with self._vault.database.reading() as connection:
            rows = connection.execute(old.order_by(calls.c.started_at)).all()
        return [self._vault.summary(row) for row in rows]

    def purge(self, older_than: timedelta) -> list[CallSummary]:
        """Delete the calls that began longer ago; return them.

        A call that is being recorded or imported stays.
        """
        # An old recording may be on its way into the store right now.
        old = [c for c in self.older_than(older_than) if not self._writing.holds(c.id)]
        staying = set(self._forgetting.delete([call.id for call in old]))
        gone = [call for call in old if call.id not in staying]
        if gone:
            self.activity.note("purge", calls=len(gone))
        return gone

    # Practice

    def add_practice_result(self, result: PracticeResult) -> None:
        """Keep a trainee's answer; it goes with its call."""
        self._practice.add(result)

    def practice_results(
        self, trainee: str | None = None, call_id: str | None = None
    ) -> list[PracticeResult]:
        """Return results by time, of one trainee or all, of one call or all."""
        return self._practice.results(trainee, call_id)

    def practice_sets(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return every set by name: its moments in order, each a call's id and a mark's."""
        return self._practice.sets()

    def keep_practice_set(self, name: str, moments: Sequence[tuple[str, int]]) -> None:
        """Keep a set of moments under a name, in the place of one that has it."""
        self._practice.keep_set(name, moments)

    def drop_practice_set(self, name: str) -> None:
        """Forget a set."""
        self._practice.drop_set(name)

    # The key

    @property
    def key_kind(self) -> Keeper:
        """What wraps the store's key."""
        return key_kind(self._vault)

    def move_key(self, to: Keeper, unlock: Unlock) -> None:
        """Wrap the store's key by a new passphrase, or by the keyring."""
        move_key(self._vault, to, unlock)
        self.activity.note("key")

    def _part(self, call_id: str, part: str, number: int = 0) -> bytes:
        """Return one piece of a call, opened."""
        with self._vault.database.reading() as connection:
            row = self._vault.row(connection, call_id)
            of_call = parts.c.call == row.number, parts.c.part == part, parts.c.number == number
            sealed = connection.execute(select(parts.c.sealed).where(*of_call)).scalar()
            sealer = self._vault.sealer(row)
        if sealed is None:
            raise CallStoreError(
                f"call {call_id} is still being recorded; open it when that has ended"
            )
        try:
            return sealer.open(sealed, about(call_id, part, number))
        except SealError as error:
            raise SealError(
                f"the {part} of call {call_id} is damaged: put a copy of the store back, "
                "or analyze its recording again; other calls are not touched by it"
            ) from error

    def _numbers_of(self, call_id: str, part: str) -> list[int]:
        with self._vault.database.reading() as connection:
            row = self._vault.row(connection, call_id)
            of_call = parts.c.call == row.number, parts.c.part == part
            numbers = select(parts.c.number).where(*of_call).order_by(parts.c.number)
            return list(connection.execute(numbers).scalars())
