"""What a what-if needs of a call is kept sealed beside it, and made again when it is lost."""

from __future__ import annotations

from sqlalchemy import update

from callassist.store.schema import parts
from callassist.store.summary import KeptCall
from tests.store import calls

TAPE = b"what the prompter was told"


def kept(store, tape=TAPE):
    call = store.begin(calls.header("Parcel", "Anna"))
    store.finish(call.id, KeptCall(calls.document([("agent", "hello")]), tape=tape))
    return call.id


def test_a_tape_comes_back(store):
    assert store.tape(kept(store)) == TAPE


def test_a_call_without_one_can_be_given_one(store):
    call_id = kept(store, tape=b"")
    assert store.tape(call_id) is None
    store.keep_tape(call_id, TAPE)
    store.keep_tape(call_id, TAPE + b" anew")
    assert store.tape(call_id) == TAPE + b" anew"


def test_a_damaged_one_is_none(store):
    call_id = kept(store)
    store._vault.database.write(
        lambda connection: connection.execute(
            update(parts).where(parts.c.part == "tape").values(sealed=b"x" * 60)
        )
    )
    assert store.tape(call_id) is None


def test_it_is_sealed(store, tmp_path):
    kept(store)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert TAPE not in path.read_bytes()
