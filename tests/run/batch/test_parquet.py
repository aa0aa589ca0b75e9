"""The Parquet data set: whole, without doubles, and as documented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from callassist.errors import CallAssistError, CallStoreError
from callassist.run.batch.done import Done
from callassist.run.batch.parquet import JOURNAL, DataSet
from callassist.run.batch.tables import TABLES, call_id
from callassist.types import CallEvent

parquet = pytest.importorskip("pyarrow.parquet")

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def document(analyzed: tuple[dict[str, Any], list[CallEvent]]) -> dict[str, Any]:
    return analyzed[0]


def call(number: int, sha256: str = "00", made: str = "m") -> Done:
    return Done(f"/calls/{number}.wav", "1-1", sha256, made)


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return parquet.read_table(folder / table).to_pylist()


def test_all_of_a_call_is_in_its_tables(tmp_path: Path, document: dict[str, Any]) -> None:
    with DataSet(tmp_path / "data") as data:
        data.add(call(1), document)
    (row,) = rows(tmp_path / "data", "calls")
    assert row["call_id"] == call_id(call(1))
    assert row["duration_s"] == document["source"]["duration_s"]
    assert row["prompts_shown"] == document["scorecard"]["prompts"]["shown"]
    for table in ("turns", "overlaps", "findings", "prompts"):
        found = rows(tmp_path / "data", table)
        assert len(found) == len(document[table]) > 0
        assert {one["call_id"] for one in found} == {row["call_id"]}
    turns = rows(tmp_path / "data", "turns")
    assert [turn["words"] for turn in turns] == [turn["words"] for turn in document["turns"]]
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == sorted([".lock", *TABLES])


def test_a_call_without_anything_in_it_has_a_row(tmp_path: Path, document: dict[str, Any]) -> None:
    empty = {**document, "turns": [], "overlaps": [], "findings": [], "prompts": []}
    with DataSet(tmp_path) as data:
        data.add(call(1), empty)
    assert len(rows(tmp_path, "calls")) == 1
    assert rows(tmp_path, "turns") == []
    assert parquet.read_schema(tmp_path / "turns" / "part-000001.parquet").names == [
        column.name for column in TABLES["turns"]
    ]


def test_a_part_holds_so_many_calls(tmp_path: Path, document: dict[str, Any]) -> None:
    with DataSet(tmp_path, part_calls=2) as data:
        for number in range(5):
            data.add(call(number), document)
    parts = sorted(path.name for path in (tmp_path / "calls").iterdir())
    assert parts == [f"part-{number:06d}.parquet" for number in (1, 2, 3)]
    assert len(rows(tmp_path, "calls")) == 5


def test_what_is_done_anew_takes_the_place_of_what_was(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    with DataSet(tmp_path) as data:
        for number in (1, 2):
            data.add(call(number), document)
    with DataSet(tmp_path) as data:
        data.add(call(1, "11", "m"), document)
        data.add(call(1, "11", "n"), document)
    found = {row["recording"]: row["made_with"] for row in rows(tmp_path, "calls")}
    assert found == {"/calls/1.wav": "n", "/calls/2.wav": "m"}
    ids = [row["call_id"] for row in rows(tmp_path, "calls")]
    assert len(ids) == 2
    for table in ("turns", "findings"):
        assert len(rows(tmp_path, table)) == 2 * len(document[table])
        assert {row["call_id"] for row in rows(tmp_path, table)} == set(ids)
    with DataSet(tmp_path) as data:
        data.add(call(2, made="n"), document)
    assert not (tmp_path / "calls" / "part-000001.parquet").exists()


def test_what_stood_in_the_journal_at_a_crash_is_not_lost(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    data = DataSet(tmp_path)
    data.add(call(1), document)
    data.add(call(2), document)
    data._lock.release()  # as the system does when a process dies
    journal = tmp_path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-9])
    with DataSet(tmp_path) as after:
        assert list(after._done) == ["/calls/1.wav"]
        after.add(call(3), document)
    assert [row["recording"] for row in rows(tmp_path, "calls")] == ["/calls/1.wav", "/calls/3.wav"]
    assert not journal.exists()


def test_half_a_part_is_cleared_away(tmp_path: Path, document: dict[str, Any]) -> None:
    with DataSet(tmp_path, part_calls=1) as data:
        data.add(call(1), document)
        data.add(call(2), document)
    (tmp_path / "calls" / "part-000002.parquet").unlink()  # it is written last
    (tmp_path / "turns" / ".part-000003.parquet.part").write_bytes(b"x")
    DataSet(tmp_path).close()
    for table in TABLES:
        assert [path.name for path in (tmp_path / table).iterdir()] == ["part-000001.parquet"]


def test_two_writers_are_one_too_many(tmp_path: Path) -> None:
    with DataSet(tmp_path), pytest.raises(CallStoreError, match="another callassist is writing"):
        DataSet(tmp_path)
    DataSet(tmp_path).close()


def test_another_folder_is_not_taken_for_a_data_set(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "part-000001.parquet").write_bytes(b"no parquet")
    with pytest.raises(CallAssistError, match=r"^[^\n]+--parquet$"):
        DataSet(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CallStoreError, match=r"^[^\n]+--parquet$"):
        DataSet(tmp_path / "file" / "data")


def test_the_page_tells_of_every_column(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "dataset.md").read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        start = page.index(f"## `{table}`")
        end = page.find("\n## ", start + 1)
        told = [
            line.split("|")[1].strip().strip("`")
            for line in page[start:end].splitlines()
            if line.startswith("| `")
        ]
        assert told == [column.name for column in columns], table


def test_the_journal_is_one_line_a_call(tmp_path: Path, document: dict[str, Any]) -> None:
    data = DataSet(tmp_path)
    data.add(call(1), document)
    (line,) = (tmp_path / JOURNAL).read_text("utf-8").splitlines()
    assert json.loads(line)[0]["recording"] == "/calls/1.wav"
    data.close()
