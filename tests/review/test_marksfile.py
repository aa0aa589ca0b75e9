"""Comments beside a call file: kept at once, refused where they cannot be read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from callassist.errors import CallStoreError
from callassist.review.marksfile import MarksFile


def test_what_is_made_is_there_again(tmp_path: Path) -> None:
    call = tmp_path / "monday.call.json"
    marks = MarksFile(call, "Ines")
    later = marks.add("practice", 20.0, end_s=25.0)
    first = marks.add("comment", 5.0, "übel “here”")
    again = MarksFile(call)
    assert again.all() == [first, later]
    assert first.author == "Ines"
    assert (tmp_path / "monday.marks.json").exists()


def test_change_remove_and_back_again(tmp_path: Path) -> None:
    call = tmp_path / "monday.call.json"
    marks = MarksFile(call)
    mark = marks.add("comment", 5.0, "before")
    marks.change(replace(mark, text="after"))
    assert MarksFile(call).all()[0].text == "after"
    marks.remove(mark.id)
    assert MarksFile(call).all() == []
    marks.change(mark)
    assert MarksFile(call).all() == [mark]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "other", "marks": []}',
     json.dumps({"schema": "callassist.marks/1", "marks": [{"id": 1}]}),
     json.dumps({"schema": "callassist.marks/1",
                 "marks": [{"id": 1, "kind": "joke", "at_s": 1.0}]})],
)  # fmt: skip
def test_a_file_of_something_else_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "monday.marks.json"
    path.write_text(text)
    with pytest.raises(CallStoreError) as caught:
        MarksFile(tmp_path / "monday.call.json")
    assert "\n" not in str(caught.value)
    assert path.read_text() == text


def test_what_cannot_be_written_is_told_and_not_shown(tmp_path: Path) -> None:
    marks = MarksFile(tmp_path / "gone" / "monday.call.json")
    with pytest.raises(CallStoreError, match="cannot write"):
        marks.add("comment", 1.0, "lost")
    assert marks.all() == []
