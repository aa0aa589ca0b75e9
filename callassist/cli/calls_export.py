"""Everything that is kept about a call, taken out of the store into plain files."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callassist.cli.calls_text import summary_data
from callassist.cli.kept import rules_here
from callassist.cli.output import make_folder, tell
from callassist.errors import CallAssistError, CallStoreError
from callassist.files import write_whole
from callassist.review.callfile import write_call
from callassist.review.measured import measured
from callassist.run.jsonl import event_line

if TYPE_CHECKING:
    from callassist.store.store import CallStore
    from callassist.store.summary import CallSummary

KEPT_FILES = ("call.json", "sound.flac", "comments.json", "kept.json", "events.jsonl")


def export_all(store: CallStore, call: CallSummary, out: Path) -> list[Path]:
    """Write everything about a call into a new folder of its own; return the files.

    Sound that is missing or damaged is told; everything else is written all the same.

    Raises:
        CallAssistError: If the folder cannot be made, or is not empty.
    """
    document = measured(
        store.document(call.id), rules_here().measures
    )  # first: a call without one leaves no folder behind
    folder = out / call.id
    make_folder(folder)
    if any(folder.iterdir()):
        raise CallAssistError(f"{folder} is not empty; choose another folder with --out")
    written = [folder / "call.json"]
    write_call(document, written[0])
    if call.has_sound:
        written += _export_sound(store, call.id, folder / "sound.flac")
    comments = [dataclasses.asdict(mark) for mark in store.marks(call.id).all()]
    practiced = [_plain(result) for result in store.practice_results(call_id=call.id)]
    redactions = [dataclasses.asdict(redaction) for redaction in store.redactions(call.id)]
    kept = {"summary": summary_data(call), "redactions": redactions, "practice": practiced}
    lines = (event_line(event) for event in store.events(call.id))
    texts = {
        "comments.json": _json(comments),
        "kept.json": _json(kept),
        "events.jsonl": "\n".join(line for line in lines if line is not None),
    }
    for name, text in texts.items():
        write_whole(folder / name, text + "\n")
        written.append(folder / name)
    store.activity.note("export", call.id)
    return written


def _export_sound(store: CallStore, call_id: str, path: Path) -> list[Path]:
    """Write a call's sound; return its file, or nothing where the store has none."""
    from callassist.store.sound import export_flac

    try:
        sound = store.sound(call_id)
    except CallStoreError as error:
        tell(str(error))
        return []
    try:
        export_flac(sound, path)
    finally:
        sound.close()
    if sound.problem:
        tell(sound.problem)
    return [path]


def _plain(result: Any) -> dict[str, Any]:  # noqa: ANN401  any dataclass with a made_at
    return dataclasses.asdict(result) | {"made_at": result.made_at.isoformat()}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
