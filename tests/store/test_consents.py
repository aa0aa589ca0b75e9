"""Whose name may be shown is the agent's own word, sealed, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from callassist.errors import CallStoreError
from callassist.store.consents import NameConsent
from tests.store.conftest import OpenStore

NOW = datetime(2026, 11, 5, 10, tzinfo=UTC)


def test_a_consent_stays_until_it_is_withdrawn(open_store: OpenStore) -> None:
    store = open_store()
    assert store.consents.all() == []
    given = NameConsent("Zoë Quillfeather", NOW, "zoe", "PC-7")
    store.consents.give(given)
    store.consents.give(NameConsent("Anna Berg", NOW))
    assert [each.agent for each in store.consents.all()] == ["Anna Berg", "Zoë Quillfeather"]
    assert store.consents.all()[1] == given
    assert store.consents.withdraw("  zoë quillfeather ")
    assert not store.consents.withdraw("Zoë Quillfeather")
    assert [each.agent for each in store.consents.all()] == ["Anna Berg"]


def test_giving_it_again_keeps_one(open_store: OpenStore) -> None:
    store = open_store()
    store.consents.give(NameConsent("Anna  Berg ", NOW))
    store.consents.give(NameConsent("anna berg", NOW, computer="PC-8"))
    (only,) = store.consents.all()
    assert (only.agent, only.computer) == ("anna berg", "PC-8")


def test_nobody_cannot_consent(open_store: OpenStore) -> None:
    with pytest.raises(CallStoreError, match=r"recording\.agent_name"):
        open_store().consents.give(NameConsent(" ", NOW))


def test_no_name_stands_plain_on_the_disk(open_store: OpenStore, tmp_path: Path) -> None:
    store = open_store()
    store.consents.give(NameConsent("Zoë Quillfeather", NOW))
    store.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"Quillfeather" not in path.read_bytes(), path
