"""Signing packs: only the key's owner can, everybody can verify."""

import os
import stat

import pytest

from callassist.errors import CallAssistError
from callassist.store.signing import is_public_key, load_key, make_key, verify


def test_a_key_signs_and_is_read_again(tmp_path):
    key = make_key(tmp_path / "new" / "team.key")
    signature = key.sign(b"pack")
    assert verify(key.public, signature, b"pack")
    assert not verify(key.public, signature, b"pack!")
    assert not verify(make_key(tmp_path / "other.key").public, signature, b"pack")
    assert load_key(tmp_path / "new" / "team.key").public == key.public


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_key_is_its_owners_alone(tmp_path):
    make_key(tmp_path / "team.key")
    assert stat.S_IMODE((tmp_path / "team.key").stat().st_mode) == 0o600


def test_a_key_is_never_written_over(tmp_path):
    first = make_key(tmp_path / "team.key")
    with pytest.raises(CallAssistError, match="is there already"):
        make_key(tmp_path / "team.key")
    assert load_key(tmp_path / "team.key").public == first.public


@pytest.mark.parametrize(
    "text", ["", "ed25519:", "ed25519:AAAA", "rsa:AAAA", "ed25519:é", "x" * 99]
)
def test_what_is_no_public_key_verifies_nothing(text):
    assert not is_public_key(text)
    assert not verify(text, b"\0" * 64, b"pack")


def test_what_is_no_key_is_refused_in_one_line(tmp_path):
    path = tmp_path / "no.key"
    for data in (b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"):
        path.write_bytes(data)
        with pytest.raises(CallAssistError, match="callassist prompts key"):
            load_key(path)
    with pytest.raises(CallAssistError, match="cannot read the key"):
        load_key(tmp_path / "none.key")
    with pytest.raises(CallAssistError, match="cannot write the key"):
        make_key(path / "x")
