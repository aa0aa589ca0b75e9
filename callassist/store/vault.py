"""An open store's database and keys, and how a call's row is read with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Row,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
)

from callassist.errors import CallStoreError
from callassist.store.database import Database
from callassist.store.keys import StoreKeys
from callassist.store.schema import calls, tokens
from callassist.store.sealing import Sealer, SealError
from callassist.store.summary import CallHeader, CallSummary
from callassist.store.troubles import DamagedError
from callassist.store.words import BlindIndex, Part, words_of

CallRow = Row[Any]
MAX_KNOWN_HEADS = 20_000
_ID = re.compile(r"[a-z0-9]{1,16}")
_LEVEL_STEPS = 255


class NoCallError(CallStoreError):
    """There is no such call (any more)."""


class Head(msgspec.Struct, frozen=True):
    """What is sealed in a call's row: its names and what readers must know."""

    title: str
    agent: str
    notices: tuple[str, ...] = ()
    engine: dict[str, str] = {}
    pack: dict[str, Any] = {}


class Vault:
    """Reads and writes rows of calls; the parts of the store share one.

    Attributes:
        database: Where the rows are.
        keys: The store's.
        index: Makes tokens.
    """

    def __init__(self, database: Database, keys: StoreKeys) -> None:
        """Use an open database and its keys."""
        self.database = database
        self.keys = keys
        self.index = BlindIndex(keys.index_key)
        self._heads: dict[str, tuple[bytes, Head]] = {}  # what was sealed, and is open

    def row(self, connection: Connection, call_id: str) -> CallRow:
        """Return the row of a call.

        Raises:
            NoCallError: If there is none.
        """
        found = connection.execute(select(calls).where(calls.c.id == call_id)).first()
        if found is None:
            raise NoCallError(f"there is no call {call_id}; `callassist calls list` shows them")
        return found

    def wrap_key(self, call_id: str, key: bytes) -> bytes:
        """Return a call's own key as its row holds it."""
        return self.keys.sealer.seal(key, _about_key(call_id))

    def sealer(self, row: CallRow) -> Sealer:
        """Return what seals the things of a call.

        Raises:
            SealError: If its key is damaged.
        """
        try:
            return Sealer(self.keys.sealer.open(row.key, _about_key(row.id)))
        except SealError as error:
            raise SealError(
                f"the key of call {row.id} is damaged: put a copy of the store back, "
                f"or delete the call: callassist calls delete {row.id}"
            ) from error

    def head(self, row: CallRow) -> Head:
        """Return the sealed names of a call.

        Raises:
            SealError: If they are damaged.
        """
        known = self._heads.get(row.id)
        if known is not None and known[0] == row.sealed:
            return known[1]
        plain = self.sealer(row).open(row.sealed, about(row.id, "head"))
        head = msgspec.msgpack.decode(plain, type=Head)
        if len(self._heads) >= MAX_KNOWN_HEADS:
            self._heads.clear()
        self._heads[row.id] = (row.sealed, head)
        return head

    def forget(self, call_id: str) -> None:
        """Keep nothing of a deleted call in memory."""
        self._heads.pop(call_id, None)

    def summary(self, row: CallRow) -> CallSummary:
        """Return a row as lists show it; one that is damaged says so."""
        try:
            head = self.head(row)
        except (SealError, msgspec.MsgspecError) as error:
            head = Head("(damaged)", "", (str(error),))
        try:
            return summary_of(row, head)
        except (ArithmeticError, LookupError, OSError, TypeError, ValueError):
            return _damaged(row)

    def index_text(
        self, connection: Connection, number: int, part: Part, found: Iterable[int]
    ) -> None:
        """Put the tokens of a part of a call in the place of those it had."""
        connection.execute(delete(tokens).where(tokens.c.call == number, tokens.c.part == part))
        ordered = sorted(set(found))
        if not ordered:
            return
        if self.database.is_sqlite:
            rows = [{"token": token, "call": number, "part": part} for token in ordered]
            connection.execute(insert(tokens), rows)
            return
        # One statement: PostgreSQL's driver would go to the server and back for each row.
        every = func.unnest(cast(literal(ordered, ARRAY(BigInteger)), ARRAY(BigInteger)))
        chosen = select(every, literal(number), literal(int(part)))
        connection.execute(insert(tokens).from_select(["token", "call", "part"], chosen))

    def head_tokens(self, head: Head) -> set[int]:
        """Return the tokens of a call's names."""
        agent = words_of(head.agent)
        lines = [words_of(head.title), agent]
        return self.index.lines(lines) | {self.index.agent(word) for word in agent}


def seal_head(sealer: Sealer, call_id: str, head: Head) -> bytes:
    """Return the names of a call as its row holds them."""
    return sealer.seal(msgspec.msgpack.encode(head), about(call_id, "head"))


def about(call_id: str, part: str, number: int = 0) -> str:
    """Return what a sealed piece of a call is sealed about, so that it fits nowhere else."""
    return f"{call_id}:{part}:{number}"


def _about_key(call_id: str) -> str:
    return f"key of call {call_id}"


def summary_of(row: CallRow, head: Head) -> CallSummary:
    """Return a row and its names as lists show it.

    Raises:
        ArithmeticError, LookupError, OSError, TypeError, ValueError: If it was tampered with:
            SQLite takes any value in any column.
    """
    fields = {
        "id": row.id,
        "title": head.title,
        "agent": head.agent,
        "started_at": started_at(row),
        "duration_s": row.duration_s,
        "state": row.state,
        "score": row.score,
        "peak_frustration": row.peak_frustration,
        "curve": [level / _LEVEL_STEPS for level in row.curve],
        "prompts": json.loads(row.prompts),
        "followed": row.followed,
        "good_moments": row.good_moments,
        "marks": row.marks,
        "has_sound": row.has_sound,
        "sound_bytes": row.sound_bytes,
        "redactions": row.redactions,
        "notices": head.notices,
    }
    return msgspec.convert(fields, CallSummary)


def _damaged(row: CallRow) -> CallSummary:
    """Return what is shown of a row whose numbers are none."""
    notice = "its row in the database is damaged: put a copy of the store back, or delete the call"
    begun = datetime.fromtimestamp(0, UTC)
    return CallSummary(str(row.id), "(damaged)", "", begun, 0.0, "recovered", notices=(notice,))


def folder_of(folders: Path, call_id: str) -> Path:
    """Return the folder of a call, which is one of ``folders`` whatever a database says.

    Raises:
        DamagedError: If that is no call's id.
    """
    if not _ID.fullmatch(call_id):
        raise DamagedError(
            f"the store has a call named {call_id}, as no callassist names one: it was tampered "
            "with; put a copy of it back"
        )
    return folders / call_id


def header_of(row: CallRow, head: Head) -> CallHeader:
    """Return what was known of a call when it began; the recording's SHA-256 is not kept."""
    return CallHeader(
        title=head.title,
        agent=head.agent,
        started_at=started_at(row),
        rate_hz=row.rate_hz,
        source=row.source,
        engine=head.engine,
        pack=head.pack,
    )


def head_of(header: CallHeader) -> Head:
    """Return the names of a call that begins."""
    return Head(header.title, header.agent, (), dict(header.engine), dict(header.pack))


def started_at(row: CallRow) -> datetime:
    """Return when a call began, in the zone where it was kept."""
    return datetime.fromtimestamp(row.started_at, timezone(timedelta(seconds=row.zone_s)))


def curve_bytes(curve: Sequence[float]) -> bytes:
    """Return levels of 0 to 1 as a byte each."""
    return bytes(round(min(1.0, max(0.0, level)) * _LEVEL_STEPS) for level in curve)


def prompts_text(prompts: Mapping[str, int]) -> str:
    """Return counts of prompts as a row holds them."""
    return json.dumps(prompts, sort_keys=True)
