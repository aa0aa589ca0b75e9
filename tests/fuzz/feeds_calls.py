"""Feeds what reads call files, comments, marks and what batches leave behind."""

from __future__ import annotations

import json
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tests.fuzz.feeds_store import bomb
from tests.fuzz.hostile import Make, packed_of
from tests.review.review_calls import review_call

NESTED = b"[" * 100_000
DEEP_OBJECTS = b'{"a":' * 50_000
HUGE_NUMBER = b'{"schema": ' + b"9" * 5_000 + b"}"


def good_call() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(review_call().document))
    document["holds"] = [{"start_s": 30.0, "end_s": 35.0}]
    document["gaps"] = [{"channel": "agent", "start_s": 40.0, "end_s": 42.0, "reason": "unplugged"}]
    return document


def feed_call_file(data: bytes, folder: Path) -> None:
    """Do all that the program does with a call file that somebody sent."""
    from callassist.review.export.csv import call_csv
    from callassist.review.export.vtt import call_vtt
    from callassist.review.page.page import report_page
    from callassist.review.scorecard_text import scorecard_text
    from callassist.run.opening import open_call_file

    path = folder / "x.call.json"
    path.write_bytes(data)
    call = open_call_file(path)
    assert call_csv(call).encode()
    assert call_vtt(call).encode()
    assert report_page([call]).encode()
    assert scorecard_text(call.title, call.document["scorecard"])


def feed_tape_of_call_file(data: bytes, folder: Path) -> None:
    from callassist.run.whatif.packed import unpack_tape
    from callassist.run.whatif.sources import read_tape

    path = folder / "x.call.json"
    path.write_bytes(data)
    unpack_tape(read_tape(path))


def feed_comments(data: bytes, folder: Path) -> None:
    from callassist.review.marksfile import MarksFile

    call = folder / "x.call.json"
    (folder / "x.marks.json").write_bytes(data)
    marks = MarksFile(call)
    for mark in marks.all():
        assert mark.text.encode("utf-8", "replace") is not None
    marks.add("comment", 1.0, "mine")
    assert len(MarksFile(call).all()) == len(marks.all())


def feed_prompt_marks(ending: str) -> Any:
    def feed(data: bytes, folder: Path) -> None:
        from callassist.review.prompt_marks import read_marks

        path = folder / f"marks{ending}"
        path.write_bytes(data)
        read_marks(path)

    return feed


def feed_done(data: bytes, folder: Path) -> None:
    from callassist.run.batch.done import DONE_FILE, CallFiles

    (folder / DONE_FILE).write_bytes(data)
    CallFiles(folder)


def feed_packed_tape(data: bytes, folder: Path) -> None:
    from callassist.run.whatif.packed import pack_tape, unpack_tape

    tape = unpack_tape(data)
    pack_tape(tape)


def feed_team_document(data: bytes, folder: Path) -> None:
    from callassist.run.team_view import files_report
    from callassist.settings.measures import ALL_MEASURES

    (folder / "x.call.json").write_bytes(data)
    files_report([folder], weeks=4, measures=ALL_MEASURES, titles={})


COMMENTS = {
    "schema": "callassist.marks/1",
    "marks": [
        {
            "id": 1, "kind": "comment", "at_s": 3.5, "end_s": None, "text": "good",
            "author": "kim", "made_at": "2026-11-20T14:03:00+01:00",
        },
        {
            "id": 2, "kind": "practice", "at_s": 9.0, "end_s": 12.0, "text": "",
            "author": "", "made_at": "2026-11-20T14:04:00+01:00",
        },
    ],
}  # fmt: skip
MARKS = {
    "mark": [
        {"call": "a", "at_s": 3.5, "prompt": "listen", "verdict": "right"},
        {"call": "b", "at_s": 9.0, "prompt": "empathize", "verdict": "wrong", "marker": "kim"},
    ]
}
DONE = {"recording": "a.wav", "state": "1-2", "sha256": "0" * 64, "made_with": "x", "call": "a"}


@cache
def packed_tapes() -> tuple[bytes, ...]:
    from callassist.run.whatif.packed import pack_tape
    from callassist.run.whatif.tape import tape_of_document

    good = pack_tape(tape_of_document(good_call()))
    return (good, b"\x01" + bomb())


def tapes() -> Make:
    body = msgspec.msgpack.decode(zlib.decompress(packed_tapes()[0][1:]))

    def pack(tree: Any) -> bytes:
        return b"\x01" + zlib.compress(msgspec.msgpack.encode(tree))

    return packed_of(pack, body)
