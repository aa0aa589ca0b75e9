"""Stores of other versions."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from callassist.errors import CallStoreError
from callassist.store import migrating, schema
from callassist.store.store import CallStore
from tests.store.calls import document, keep
from tests.store.conftest import OpenStore, unlock

NEXT = "9001"
NEXT_STEP = f"""
import sqlalchemy as sa
from alembic import op
revision = "{NEXT}"
down_revision = "{schema.REVISION}"
def upgrade():
    op.add_column("calls", sa.Column("mood", sa.Text))
"""
FAILS = NEXT_STEP + '    op.execute("UPDATE no_such_table SET x = 1")\n'


@pytest.fixture
def file(calls_folder: Path) -> Path:
    """A closed store with one call."""
    with CallStore.open(unlock=unlock()) as store:
        keep(store)
    return calls_folder / "calls.sqlite"


def next_version(patch: pytest.MonkeyPatch, folder: Path, step: str) -> None:
    """Become a callassist with one more migration."""
    scripts = folder / "migrations"
    shutil.copytree(Path(schema.__file__).parent / "migrations", scripts)
    (scripts / "versions" / f"{NEXT}_next.py").write_text(step)
    patch.setattr(migrating, "SCRIPTS", str(scripts))
    patch.setattr(migrating, "REVISION", NEXT)


def version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        (found,) = connection.execute(f"SELECT version_num FROM {schema.VERSION_TABLE}").fetchone()
    return str(found)


def test_the_migrations_make_the_tables_that_the_code_knows(
    open_store: OpenStore, address: str
) -> None:
    open_store().close()
    engine = create_engine(address)
    with engine.connect() as connection:
        options = {"version_table": schema.VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_the_code_knows() -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert scripts.get_current_head() == schema.REVISION


@pytest.mark.parametrize("found", [NEXT, "9999", "a1b2", ""])
def test_a_store_of_a_newer_version_is_not_touched(file: Path, found: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"UPDATE {schema.VERSION_TABLE} SET version_num = ?", [found])
        connection.commit()
    before = file.read_bytes()
    with pytest.raises(CallStoreError, match=r"newer callassist.*update callassist; nothing was"):
        CallStore.open(unlock=unlock())
    assert file.read_bytes() == before


def test_a_teams_store_of_a_newer_version_is_not_touched(
    new_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    CallStore.open(new_postgres, unlock=unlock()).close()
    monkeypatch.setattr(migrating, "REVISION", "0000")
    with pytest.raises(CallStoreError, match="newer callassist"):
        CallStore.open(new_postgres, unlock=unlock())


def test_an_older_store_is_migrated_and_its_copy_erased(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: list[bool] = []
    upgrade = migrating._upgrade

    def watched(*args: object) -> None:
        copies.append(Path(f"{file}{migrating.COPY_SUFFIX}").exists())
        upgrade(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(migrating, "_upgrade", watched)
    next_version(monkeypatch, tmp_path, NEXT_STEP)
    with CallStore.open(unlock=unlock()) as store:
        assert store.document(store.calls()[0].id) == document()
    assert version(file) == NEXT
    assert copies == [True]
    left = {path.name for path in file.parent.iterdir()}
    assert left == {"calls.sqlite", "activity.log", "reserve"} | ({"calls"} & left)


def test_a_migration_that_fails_leaves_the_store_as_it_was_and_a_copy(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        next_version(patch, tmp_path, FAILS)
        with pytest.raises(CallStoreError, match="put a copy of it back"):
            CallStore.open(unlock=unlock())
    copy = Path(f"{file}{migrating.COPY_SUFFIX}")
    assert version(copy) == version(file) == schema.REVISION
    with CallStore.open(unlock=unlock()) as store:
        assert store.document(store.calls()[0].id) == document()
    assert not copy.exists()  # what is deleted later must not live on in it
