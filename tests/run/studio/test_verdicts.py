"""Marks are kept in a file, one of a marker at a place, and scored."""

from __future__ import annotations

import pytest

from callassist.review.prompt_marks import MarksError, read_marks
from callassist.run.studio.verdicts import Verdicts
from callassist.run.whatif import CallAnswer
from callassist.run.whatif.tape import Saying


def answer(before: list[float], after: list[float]) -> CallAnswer:
    def said(times: list[float]) -> tuple[Saying, ...]:
        return tuple(Saying("listen", at, at + 5.0, None) for at in times)

    return CallAnswer("one", 60.0, said(before), said(after))


def test_a_mark_is_kept_changed_and_taken_back(tmp_path):
    verdicts = Verdicts(tmp_path / "acme.marks.toml", "ana")
    verdicts.mark("one", "listen", 10.0, "right")
    verdicts.mark("one", "listen", 11.0, "wrong")  # the same place: the last word counts
    (mark,) = read_marks(verdicts.path)
    assert (mark.verdict, mark.marker) == ("wrong", "ana")
    assert verdicts.verdict("one", "listen", 12.0) == "wrong"
    assert verdicts.verdict("one", "restate", 12.0) is None
    verdicts.mark("one", "listen", 10.0, None)
    assert read_marks(verdicts.path) == []


def test_markers_do_not_overwrite_each_other(tmp_path):
    Verdicts(tmp_path / "m.marks.toml", "ana").mark("one", "listen", 10.0, "right")
    ben = Verdicts(tmp_path / "m.marks.toml", "ben")
    ben.mark("one", "listen", 10.0, "wrong")
    assert ben.verdict("one", "listen", 10.0) == "wrong"
    assert [mark.marker for mark in ben.others("one", "listen", 10.0)] == ["ana"]
    assert len(read_marks(ben.path)) == 2


def test_precision_recall_and_kappa(tmp_path):
    path = tmp_path / "m.marks.toml"
    for marker, at_20 in (("ana", "wrong"), ("ben", "right")):
        verdicts = Verdicts(path, marker)
        verdicts.mark("one", "listen", 10.0, "right")
        verdicts.mark("one", "listen", 20.0, at_20)
        verdicts.mark("one", "listen", 40.0, "missing")
        verdicts.mark("one", "listen", 50.0, "wrong")
    score = verdicts.score([answer([10.0, 50.0], [10.0, 40.0])])
    assert score.before.precision == 0.5
    assert score.before.recall == 0.5
    assert score.after.precision == 1.0
    assert score.after.recall == 1.0
    (agreement,) = score.agreements
    assert agreement.n == 4
    assert agreement.agreed == 3
    assert agreement.kappa == pytest.approx(0.5)


def test_marks_of_another_form_are_read_and_kept_beside(tmp_path):
    table = tmp_path / "marks.csv"
    table.write_text("call,prompt,at_s,verdict,marker\none,listen,10,right,ben\n")
    verdicts = Verdicts(table, "ana")
    verdicts.mark("one", "listen", 10.0, "wrong")
    assert verdicts.path.name == "marks.marks.toml"
    assert len(read_marks(verdicts.path)) == 2
    assert table.read_text().count("\n") == 2


def test_a_file_that_cannot_be_written_changes_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    verdicts = Verdicts(tmp_path / "file" / "m.marks.toml", "ana")
    with pytest.raises(MarksError, match="cannot write the marks"):
        verdicts.mark("one", "listen", 10.0, "right")
    assert len(verdicts) == 0
