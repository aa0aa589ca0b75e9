"""Feeds what reads the store: its database, its sealed pieces, searches, and data sets."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from contextlib import closing
from functools import cache
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from tests.fuzz.hostile import TEXTS, Make, joined, packed_of

PASSPHRASE = "correct horse battery"
KEY = bytes(range(32))
MEGABYTES = 1 << 20


def bomb() -> bytes:
    """Return a few hundred kilobytes that unpack to 300 megabytes, made in no time."""
    packing = zlib.compressobj()
    first, again = (
        packing.compress(bytes(MEGABYTES)) + packing.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return first + 299 * again


def feed_events(data: bytes, folder: Path) -> None:
    from callassist.store.packing import pack_events, unpack_events

    pack_events(unpack_events(data))


def feed_peaks(data: bytes, folder: Path) -> None:
    from callassist.store.peaks import pack_peaks, unpack_peaks

    pack_peaks(unpack_peaks(data))


def feed_query(data: bytes, folder: Path) -> None:
    from callassist.store.query import parse_query

    parse_query(data.decode("utf-8", "replace"))


def feed_sealed(data: bytes, folder: Path) -> None:
    from callassist.store.sealing import Sealer

    Sealer(KEY).open(data, "x")


def feed_sound(data: bytes, folder: Path) -> None:
    """Read a call's sealed sound, end to end as far as that is sensible."""
    from callassist.store.sealing import Sealer
    from callassist.store.sound import SoundFile

    path = folder / "sound"
    path.write_bytes(data)
    sound = SoundFile(path, Sealer(KEY))
    try:
        for start_s in (0.0, sound.duration_s / 2, sound.duration_s - 1.0):
            assert len(sound.read(start_s, 2.0)) <= 2 * sound.rate_hz + 1
    finally:
        sound.close()


def feed_journal(data: bytes, folder: Path) -> None:
    """Repair what a crash left of a call that was being recorded."""
    from callassist.store.journal import EVENTS_FILE, PendingFolder, repair, settled_events
    from callassist.store.sealing import Sealer

    (folder / EVENTS_FILE).write_bytes(data)
    (folder / "pending-000000").write_bytes(data)
    repair(folder, Sealer(KEY))
    for _ in settled_events(folder, Sealer(KEY)):
        pass
    pending = PendingFolder(folder, Sealer(KEY))
    for path in pending.paths():
        pending.read(path)


def feed_frames(data: bytes, folder: Path) -> None:
    from callassist.store.framing import read_index

    path = folder / "frames"
    path.write_bytes(data)
    with FileIO(path) as file:
        index = read_index(file)
    assert index.garbage_bytes >= 0
    assert index.end <= len(data)


def feed_activity(data: bytes, folder: Path) -> None:
    from callassist.store.activity import LOG_NAME, ActivityLog

    (folder / LOG_NAME).write_bytes(data)
    log = ActivityLog(folder)
    list(log.entries())
    log.note("record", "abc")


def feed_signing_key(data: bytes, folder: Path) -> None:
    from callassist.store.signing import is_public_key, load_key

    path = folder / "key.pem"
    path.write_bytes(data)
    is_public_key(data.decode("utf-8", "replace"))
    load_key(path)


def feed_database(data: bytes, folder: Path) -> None:
    """Open a store somebody tampered with, list it, search it, read a call, delete it."""
    from callassist.errors import CallStoreError
    from callassist.store.store import CallStore
    from callassist.store.unlock import Unlock

    kept = folder / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    file = kept / "calls.sqlite"
    file.write_bytes(data)
    unlock = Unlock(lambda _asking: PASSPHRASE, use_keyring=False, environment={})
    with CallStore.open(f"sqlite:///{file}", unlock=unlock) as store:
        for call in store.calls():
            try:
                store.document(call.id)
                list(store.events(call.id))
            except CallStoreError:
                continue
        store.calls("parcel score<90")
        if zlib.crc32(data) % 8 == 0:  # to delete is slow: the file is cleared of it
            for call in store.calls():
                store.delete(call.id)


def feed_data_set(data: bytes, folder: Path) -> None:
    from callassist.run.batch.parquet import DataSet

    out = folder / "data"
    shutil.rmtree(out, ignore_errors=True)
    (out / "calls").mkdir(parents=True)
    (out / "calls" / "part-000001.parquet").write_bytes(data)
    DataSet(out).close()


def feed_data_journal(data: bytes, folder: Path) -> None:
    from callassist.run.batch.parquet import JOURNAL, DataSet

    out = folder / "data"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    (out / JOURNAL).write_bytes(data)
    DataSet(out).close()


# Good ones to begin with.


@cache
def packed_events() -> tuple[bytes, ...]:
    from callassist.store.packing import pack_events
    from tests.store import calls

    return (pack_events([*calls.utterances(), calls.features()]), b"\x01" + bomb())


def event_trees() -> Make:
    tree = msgspec.msgpack.decode(zlib.decompress(packed_events()[0][1:]))
    return packed_of(lambda it: b"\x01" + zlib.compress(msgspec.msgpack.encode(it)), tree)


@cache
def packed_peaks() -> bytes:
    from callassist.store.peaks import pack_peaks
    from tests.store import calls

    return pack_peaks(calls.peaks())


@cache
def sound_files() -> tuple[bytes, ...]:
    """Return good sealed sound, and heads that lie about rate, length and place."""
    import numpy as np

    from callassist.store.framing import FrameWriter
    from callassist.store.sealing import Sealer
    from callassist.store.sound import SOUND_KIND, SoundWriter

    lies = [(0, 100, 0), (0, 2**32 - 1, 8000), (2**63, 2**31, 8000), (2**64 - 1, 5, 2**32 - 1)]
    made = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sound"
        writer = SoundWriter(path, Sealer(KEY), 8000)
        for second in range(2):
            writer.append(8000 * second, np.ones((8000, 2), np.int16))
        writer.close()
        made.append(path.read_bytes())
        for number, (start, holds, per_s) in enumerate(lies):
            lie = Path(folder) / str(number)
            frames = FrameWriter(lie, Sealer(KEY), SOUND_KIND, per_s)
            frames.append(start, holds, b"fLaC")
            frames.close()
            made.append(lie.read_bytes())
    return (*made, b"CAf1" * (MEGABYTES // 4))


@cache
def journals() -> tuple[bytes, ...]:
    from callassist.store.journal import EVENTS_FILE, EventsWriter, Silenced
    from callassist.store.sealing import Sealer
    from tests.store import calls

    with TemporaryDirectory() as folder:
        writer = EventsWriter(Path(folder), Sealer(KEY))
        events = calls.utterances()
        writer.append(len(events), events, Silenced(), ended=True)
        writer.close()
        return ((Path(folder) / EVENTS_FILE).read_bytes(),)


@cache
def databases() -> tuple[bytes, ...]:
    """Return a good store, and ones with a view, a trigger or a virtual table laid into it."""
    from callassist.store import keys
    from callassist.store.store import CallStore
    from callassist.store.unlock import Unlock
    from tests.store.calls import keep

    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    tricks = (
        "SELECT 1",
        f"ALTER TABLE calls RENAME TO old; CREATE VIEW calls AS {endless} SELECT old.* FROM old, n",
        "CREATE TRIGGER t AFTER DELETE ON calls BEGIN DELETE FROM store_key; END",
        f"CREATE VIEW v AS {endless} SELECT x FROM n",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "UPDATE store_key SET cost = 1073741824",
        "UPDATE store_key SET cost = -1, salt = 7, wrapped = 'x'",
        "UPDATE calls SET started_at = 1e300",
        "UPDATE calls SET zone_s = 1000000000",
        "UPDATE calls SET prompts = '{'",
        "UPDATE calls SET prompts = '[1]', curve = 7",
        "UPDATE calls SET duration_s = 'long', score = 'x'",
        "UPDATE calls SET id = '../../x'",
        "UPDATE calls SET id = '/etc'",
        "UPDATE callassist_version SET version_num = '9999'",
        "UPDATE callassist_version SET version_num = ''",
        "DELETE FROM callassist_version",
        "UPDATE parts SET sealed = 'text'",
        "UPDATE calls SET sealed = 7, key = 'x'",
    )
    cheap, keys.SCRYPT_COST = keys.SCRYPT_COST, 2
    made = []
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kept" / "calls.sqlite"
        unlock = Unlock(lambda _asking: PASSPHRASE, use_keyring=False, environment={})
        try:
            with CallStore.open(f"sqlite:///{file}", unlock=unlock) as store:
                keep(store)
        finally:
            keys.SCRYPT_COST = cheap
        good = file.read_bytes()
        for trick in tricks:
            file.write_bytes(good)
            with closing(sqlite3.connect(file)) as connection:
                connection.executescript(trick)
                connection.commit()
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            made.append(file.read_bytes())
    return tuple(made)


@cache
def parquet_files() -> tuple[bytes, ...]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = {"call_id": "a", "recording": "a.wav", "state": "1-2", "sha256": "0", "made_with": "x"}
    other: dict[str, Any] = {**row, "call_id": 7, "recording": None}
    made = []
    with TemporaryDirectory() as folder:
        for number, rows in enumerate(([row, row], [other], [{"x": 1}], [])):
            path = Path(folder) / str(number)
            pq.write_table(pa.Table.from_pylist(rows), path)
            made.append(path.read_bytes())
    return tuple(made)


def queries() -> Make:
    parts = [
        "refund", '"', "agent:", "score", "<", "<=", "60", "length>", "5m", "1h30m", "after:",
         "2026-11-01", "99999d", "0000-00-00", "9" * 30, "9999-12-31", "before:", "today", " ",
         "\t", "state:", "good:yes", "٣", "(", ")", "*", "%", "_", "é" * 20, *TEXTS[:10],
    ]  # fmt: skip
    return joined(parts, 30)
