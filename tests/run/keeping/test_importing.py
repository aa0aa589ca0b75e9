"""Recordings imported into the real store by the real engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from callassist.engines.moonshine import MoonshineEngine
from callassist.prompts.pack import default_pack
from callassist.run.keeping.importing import AlreadyKeptError, ImportFacts, import_recording
from callassist.sources.recording import open_recording
from callassist.store.store import CallStore
from tests.run.keeping.kept import SCHEMA


def test_an_import_is_the_analysis_and_comes_once(
    store: CallStore, short_call: Path, moonshine: MoonshineEngine
) -> None:
    pack = default_pack()
    summary, document = import_recording(
        open_recording(short_call), short_call, store, moonshine, pack, ImportFacts(agent="Ben")
    )
    assert (summary.title, summary.agent, summary.state) == ("short", "Ben", "whole")
    kept = store.document(summary.id)
    jsonschema.validate(kept, SCHEMA)
    for part in ("source", "turns", "prompts", "frustration", "scorecard"):
        assert kept[part] == document[part], part
    modified = datetime.fromtimestamp(short_call.stat().st_mtime, UTC)
    assert abs(summary.started_at - (modified - timedelta(seconds=24))) < timedelta(seconds=1)
    with pytest.raises(AlreadyKeptError, match=summary.id):
        import_recording(open_recording(short_call), short_call, store, moonshine, pack)
    assert store.count() == 1


def test_an_import_that_is_given_up_leaves_nothing(
    store: CallStore, short_call: Path, moonshine: MoonshineEngine
) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(done_s: float) -> None:
        if done_s > 3.0:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        import_recording(
            open_recording(short_call), short_call, store, moonshine, default_pack(),
            progress=give_up,
        )  # fmt: skip
    assert store.count() == 0
    assert not any(path.is_dir() for path in store.folder.iterdir())
