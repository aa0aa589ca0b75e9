"""The first tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _of_call(*, primary_key: bool = False) -> sa.Column[int]:
    number = sa.ForeignKey("calls.number", ondelete="CASCADE")
    return sa.Column("call", sa.Integer, number, nullable=False, primary_key=primary_key)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "store_key",
        sa.Column("store_id", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("cost", sa.Integer, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "calls",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(8), nullable=False, unique=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("started_at", sa.Double, nullable=False),
        sa.Column("zone_s", sa.Integer, nullable=False),
        sa.Column("rate_hz", sa.Integer, nullable=False),
        sa.Column("duration_s", sa.Double, nullable=False),
        sa.Column("score", sa.Integer),
        sa.Column("peak_frustration", sa.Double),
        sa.Column("curve", sa.LargeBinary, nullable=False),
        sa.Column("prompts", sa.Text, nullable=False),
        sa.Column("followed", sa.Integer, nullable=False),
        sa.Column("good_moments", sa.Integer, nullable=False),
        sa.Column("marks", sa.Integer, nullable=False),
        sa.Column("marks_made", sa.Integer, nullable=False),
        sa.Column("has_sound", sa.Boolean, nullable=False),
        sa.Column("sound_bytes", sa.BigInteger, nullable=False),
        sa.Column("redactions", sa.Integer, nullable=False),
        sa.Column("recording", sa.BigInteger),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_calls_started_at", "calls", ["started_at"])
    op.create_index("ix_calls_recording", "calls", ["recording"])
    op.create_table(
        "parts",
        _of_call(primary_key=True),
        sa.Column("part", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        _of_call(primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_facts_call", "facts", ["call"])
    op.create_table(
        "tokens",
        sa.Column("token", sa.BigInteger, primary_key=True),
        _of_call(primary_key=True),
        sa.Column("part", sa.SmallInteger, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tokens_call_part", "tokens", ["call", "part"])
    op.create_table(
        "marks",
        _of_call(primary_key=True),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "practice_results",
        sa.Column("number", sa.Integer, primary_key=True),
        _of_call(),
        sa.Column("trainee", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_practice_results_call", "practice_results", ["call"])
    op.create_index("ix_practice_results_trainee", "practice_results", ["trainee"])
    op.create_table(
        "practice_sets",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("token", sa.BigInteger, nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    practice_set = sa.ForeignKey("practice_sets.number", ondelete="CASCADE")
    op.create_table(
        "practice_set_marks",
        sa.Column("practice_set", sa.Integer, practice_set, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        _of_call(),
        sa.Column("mark", sa.Integer, nullable=False),
    )
    op.create_index("ix_practice_set_marks_call", "practice_set_marks", ["call"])
