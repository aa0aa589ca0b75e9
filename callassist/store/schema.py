"""The tables of the call store.

Numbers, dates and ids are plain, so that lists can be sorted and filtered; whatever
people said, wrote or are called is sealed (columns ``sealed`` and ``key``), and words
are found through keyed tokens only. The tables are made by ``migrations``; a test
holds the two to each other.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

REVISION = "0003"
"""The migration that makes the tables as they are here."""
VERSION_TABLE = "callassist_version"

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})


def _of_call(*, primary_key: bool = False) -> Column[int]:
    """Return a column that names a call; its row goes with the call's."""
    number = ForeignKey("calls.number", ondelete="CASCADE")
    return Column("call", Integer, number, nullable=False, primary_key=primary_key)


store_key = Table(
    "store_key",
    metadata,
    Column("store_id", String(16), primary_key=True),
    Column("kind", String(16), nullable=False),  # what wraps it: "keyring" or "passphrase"
    Column("salt", LargeBinary, nullable=False),  # of the passphrase
    Column("cost", Integer, nullable=False),  # scrypt's N, of the passphrase
    Column("wrapped", LargeBinary, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(8), nullable=False, unique=True),
    Column("state", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    Column("started_at", Double, nullable=False),  # seconds since 1970 UTC
    Column("zone_s", Integer, nullable=False),  # east of UTC
    Column("rate_hz", Integer, nullable=False),
    Column("duration_s", Double, nullable=False, default=0.0),
    Column("score", Integer),
    Column("peak_frustration", Double),
    Column("curve", LargeBinary, nullable=False, default=b""),  # a byte a level
    Column("prompts", Text, nullable=False, default="{}"),  # JSON, id to count
    Column("followed", Integer, nullable=False, default=0),
    Column("good_moments", Integer, nullable=False, default=0),
    Column("marks", Integer, nullable=False, default=0),
    Column("marks_made", Integer, nullable=False, default=0),
    Column("has_sound", Boolean, nullable=False, default=False),
    Column("sound_bytes", BigInteger, nullable=False, default=0),
    Column("redactions", Integer, nullable=False, default=0),
    Column("recording", BigInteger),  # keyed token of an imported recording's SHA-256
    Column("key", LargeBinary, nullable=False),  # the call's own, sealed under the store's
    Column("sealed", LargeBinary, nullable=False),  # title, agent, notices, engine, pack
    Index(None, "started_at"),
    Index(None, "recording"),
)

parts = Table(
    "parts",
    metadata,
    _of_call(primary_key=True),
    Column("part", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("kind", String(16), primary_key=True),  # "prompt", "outcome", "answer" or "finding"
    Column("name", Text, primary_key=True),
    _of_call(primary_key=True),
    Column("count", Integer, nullable=False),
    Index(None, "call"),
    sqlite_with_rowid=False,
)

tokens = Table(
    "tokens",
    metadata,
    Column("token", BigInteger, primary_key=True),
    _of_call(primary_key=True),
    Column("part", SmallInteger, primary_key=True),  # see words.Part
    Index(None, "call", "part"),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    _of_call(primary_key=True),
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

practice_results = Table(
    "practice_results",
    metadata,
    Column("number", Integer, primary_key=True),
    _of_call(),
    Column("trainee", BigInteger, nullable=False),  # keyed token
    Column("sealed", LargeBinary, nullable=False),
    Index(None, "call"),
    Index(None, "trainee"),
)

practice_sets = Table(
    "practice_sets",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("token", BigInteger, nullable=False, unique=True),  # of its name
    Column("sealed", LargeBinary, nullable=False),
)

practice_set_marks = Table(
    "practice_set_marks",
    metadata,
    Column(
        "practice_set", ForeignKey("practice_sets.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("place", Integer, primary_key=True),
    _of_call(),
    Column("mark", Integer, nullable=False),
    Index(None, "call"),
)

recording_files = Table(
    "recording_files",
    metadata,
    Column("token", BigInteger, primary_key=True),  # keyed, of a file's name, size and time
    _of_call(primary_key=True),
    Index(None, "call"),
    sqlite_with_rowid=False,
)

consents = Table(
    "consents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("token", BigInteger, nullable=False, unique=True),  # of the agent's name
    Column("sealed", LargeBinary, nullable=False),
)
