"""Calls on their way into the store: begun, finished, and taken up again after a crash."""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy import Connection, insert, select, update

from callassist.errors import CallStoreError
from callassist.store.erasing import erase_file
from callassist.store.listing import WORDS_PART
from callassist.store.packing import pack_events
from callassist.store.peaks import pack_peaks
from callassist.store.schema import calls, facts, parts
from callassist.store.sealing import Sealer, SealError, new_key
from callassist.store.search import answer_name
from callassist.store.sound import SOUND_FILE
from callassist.store.summary import LOCK_NAME, CallHeader, CallSummary, KeptCall, OpenCall, figures
from callassist.store.tapes import TAPE_PART
from callassist.store.vault import (
    CallRow,
    Head,
    Vault,
    about,
    curve_bytes,
    folder_of,
    head_of,
    header_of,
    prompts_text,
    seal_head,
)
from callassist.store.words import Part, document_lines, pack_lines, words_of

EVENTS_A_PIECE = 512
ID_BYTES = 5
Pieces = list[tuple[str, int, bytes]]
"""Part, number and sealed bytes."""


def new_id_bytes() -> bytes:
    """Return what a new call's id is made of."""
    return os.urandom(ID_BYTES)


class InUseError(CallStoreError):
    """Another program is writing the call."""


class Writing:
    """Begins and finishes calls; knows which of them this program holds."""

    def __init__(self, vault: Vault, folders: Path) -> None:
        """Use an open store and the folder of its calls' folders."""
        self._vault = vault
        self._folders = folders
        self._held: dict[str, OpenCall] = {}

    def begin(self, header: CallHeader) -> OpenCall:
        """Make a call's folder, take its lock, and keep its row.

        Raises:
            CallStoreError: If it cannot be made; nothing is left behind.
        """
        if header.started_at.tzinfo is None:
            raise ValueError("a call's started_at needs a zone")
        call_id = base64.b32encode(new_id_bytes()).decode("ascii").lower()
        folder = self._folders / call_id
        key = new_key()
        lock = self._made_and_locked(folder)
        call = OpenCall(call_id, folder, Sealer(key), header, lock)
        try:
            self._vault.database.write(lambda connection: self._insert(connection, call, key))
        except BaseException:
            call.release()
            erase_file(folder / LOCK_NAME)
            folder.rmdir()
            raise
        self._held[call_id] = call
        return call

    def finish(self, call_id: str, kept: KeptCall) -> CallSummary:
        """Keep a finished call in one transaction, then drop its journal.

        Raises:
            CallStoreError: If another program writes it, or it cannot be kept; what was
                recorded is then as it was.
        """
        call = self._held.get(call_id)
        if call is None:
            raise CallStoreError(
                f"call {call_id} is not being recorded by this program; open it again"
            )
        pieces = _pieces(call, kept)
        row = self._vault.database.write(
            lambda connection: self._keep(connection, call, kept, pieces)
        )
        for path in call.folder.iterdir():
            if path.name not in (SOUND_FILE, LOCK_NAME):
                erase_file(path)
        self.let_go(call)
        return self._vault.summary(row)

    def unfinished(self) -> list[OpenCall]:
        """Return the calls whose writer is gone, each now held by this program."""
        recording = select(calls).where(calls.c.state == "recording").order_by(calls.c.number)
        with self._vault.database.reading() as connection:
            rows = connection.execute(recording).all()
        return [call for call in map(self._taken_up, rows) if call is not None]

    def holds(self, call_id: str) -> bool:
        """Return whether this program is writing a call."""
        return call_id in self._held

    def check_free(self, row: CallRow) -> None:
        """Let go of a call that is to be deleted, if this program holds it.

        Raises:
            InUseError: If another program is recording it, or may be.
        """
        held = self._held.pop(row.id, None)
        if held is not None:
            # Its file stays: should deleting fail, the next start knows by it what is unfinished.
            held.release()
        elif row.state == "recording":
            folder = folder_of(self._folders, row.id)
            if folder.is_dir():
                self._made_and_locked(folder).release()
            elif not self._vault.database.is_sqlite:
                raise InUseError(
                    f"call {row.id} is being recorded on another computer; delete it there"
                )

    def let_go(self, call: OpenCall) -> None:
        """Give up the lock of a call that is done with."""
        self._held.pop(call.id, None)
        call.release()
        (call.folder / LOCK_NAME).unlink(missing_ok=True)

    def close(self) -> None:
        """Release what is still held, so that it can be recovered."""
        for call in list(self._held.values()):
            call.release()
        self._held.clear()

    def _taken_up(self, row: CallRow) -> OpenCall | None:
        """Hold a call whose writer is gone; ``None`` if it is not, or its key is damaged."""
        folder = folder_of(self._folders, row.id)
        elsewhere = not folder.is_dir() and not self._vault.database.is_sqlite
        if row.id in self._held or elsewhere:
            return None
        try:
            sealer = self._vault.sealer(row)
            header = header_of(row, self._vault.head(row))
            lock = self._made_and_locked(folder)
        except (InUseError, SealError):
            return None
        call = OpenCall(row.id, folder, sealer, header, lock)
        if not self._is_unfinished(row):  # its writer was done just before we got the lock
            self.let_go(call)
            return None
        self._held[row.id] = call
        return call

    def _is_unfinished(self, row: CallRow) -> bool:
        state = select(calls.c.state).where(calls.c.number == row.number, calls.c.id == row.id)
        with self._vault.database.reading() as connection:
            return connection.execute(state).scalar() == "recording"

    def _made_and_locked(self, folder: Path) -> FileLock:
        try:
            self._folders.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.mkdir(exist_ok=True, mode=0o700)
            # The thread that began a call need not be the one that ends it.
            lock = FileLock(folder / LOCK_NAME, mode=0o600, thread_local=False)
            lock.acquire(blocking=False)
        except Timeout as error:
            raise InUseError(
                f"call {folder.name} is being recorded right now; end the recording first"
            ) from error
        except OSError as error:
            raise CallStoreError(
                f"cannot write to {folder}: {error.strerror or error}; "
                "choose another folder with the variable CALLASSIST_CALLS"
            ) from error
        return lock

    def _insert(self, connection: Connection, call: OpenCall, key: bytes) -> None:
        header = call.header
        head = head_of(header)
        zone = header.started_at.utcoffset()
        recording = self._vault.index.name("recording", header.sha256) if header.sha256 else None
        values = {
            "id": call.id,
            "state": "recording",
            "source": header.source,
            "started_at": header.started_at.timestamp(),
            "zone_s": int(zone.total_seconds()) if zone is not None else 0,
            "rate_hz": header.rate_hz,
            "recording": recording,
            "key": self._vault.wrap_key(call.id, key),
            "sealed": seal_head(call.sealer, call.id, head),
        }
        connection.execute(insert(calls).values(values))
        number = self._vault.row(connection, call.id).number
        self._vault.index_text(connection, number, Part.HEAD, self._vault.head_tokens(head))

    def _keep(
        self, connection: Connection, call: OpenCall, kept: KeptCall, pieces: Pieces
    ) -> CallRow:
        row = self._vault.row(connection, call.id)
        if row.state != "recording":
            raise CallStoreError(f"call {call.id} is finished already; nothing was changed")
        head = msgspec.structs.replace(self._vault.head(row), notices=tuple(kept.notices))
        values = _figures_values(kept) | _sound_values(call.folder / SOUND_FILE)
        values |= {"state": kept.state, "sealed": seal_head(call.sealer, call.id, head)}
        connection.execute(update(calls).where(calls.c.number == row.number).values(values))
        for part, number, sealed in pieces:
            piece = {"call": row.number, "part": part, "number": number, "sealed": sealed}
            connection.execute(insert(parts).values(piece))
        rows = [fact | {"call": row.number} for fact in _facts(kept.document)]
        if rows:
            connection.execute(insert(facts), rows)
        lines = [words_of(line) for line in document_lines(kept.document)]
        found = self._vault.index.lines(lines)
        self._vault.index_text(connection, row.number, Part.DOCUMENT, found)
        return self._vault.row(connection, call.id)

    def change_head(self, call_id: str, **changes: str) -> None:
        """Change the title or the agent of a call, and find it by that from now on."""

        def work(connection: Connection) -> None:
            row = self._vault.row(connection, call_id)
            head: Head = msgspec.structs.replace(self._vault.head(row), **changes)
            sealed = seal_head(self._vault.sealer(row), call_id, head)
            changed = update(calls).where(calls.c.number == row.number).values(sealed=sealed)
            connection.execute(changed)
            found = self._vault.head_tokens(head)
            self._vault.index_text(connection, row.number, Part.HEAD, found)

        self._vault.database.write(work)


def _pieces(call: OpenCall, kept: KeptCall) -> Pieces:
    """Seal everything of a call that is not its sound."""
    text = json.dumps(kept.document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    lines = [words_of(line) for line in document_lines(kept.document)]
    plain = [
        ("document", 0, zlib.compress(text.encode())),
        (WORDS_PART, 0, pack_lines(lines)),
        ("redactions", 0, msgspec.msgpack.encode(list(kept.redactions))),
    ]
    if kept.peaks is not None:
        plain.append(("peaks", 0, pack_peaks(kept.peaks)))
    if kept.tape:
        plain.append((TAPE_PART, 0, kept.tape))
    for number, events in enumerate(_batches(kept.events)):
        plain.append(("events", number, pack_events(events)))
    return [
        (part, number, call.sealer.seal(piece, about(call.id, part, number)))
        for part, number, piece in plain
    ]


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while batch := list(islice(iterator, EVENTS_A_PIECE)):
        yield batch


def _figures_values(kept: KeptCall) -> dict[str, Any]:
    numbers = figures(kept.document)
    return {
        "duration_s": numbers.duration_s,
        "score": numbers.score,
        "peak_frustration": numbers.peak_frustration,
        "curve": curve_bytes(numbers.curve),
        "prompts": prompts_text(numbers.prompts),
        "followed": numbers.followed,
        "redactions": len(kept.redactions),
    }


def _sound_values(path: Path) -> dict[str, Any]:
    size = path.stat().st_size if path.is_file() else 0
    return {"has_sound": size > 0, "sound_bytes": size}


def _facts(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what queries ask of a call: prompts, outcomes and findings, counted."""
    found = Counter(("finding", finding["kind"].lower()) for finding in document["findings"])
    for prompt in document["prompts"]:
        name, outcome = prompt["id"].lower(), prompt["outcome"]
        found["prompt", name] += 1
        if outcome:
            found["outcome", outcome] += 1
            found["answer", answer_name(name, outcome)] += 1
    return [{"kind": kind, "name": name, "count": n} for (kind, name), n in found.items()]
