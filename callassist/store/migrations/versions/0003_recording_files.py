"""Which recording's files became a call, so that they need not be read again to know it.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    call = sa.ForeignKey("calls.number", ondelete="CASCADE")
    op.create_table(
        "recording_files",
        sa.Column("token", sa.BigInteger, primary_key=True),
        sa.Column("call", sa.Integer, call, nullable=False, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_recording_files_call", "recording_files", ["call"])
