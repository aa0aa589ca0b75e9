"""Opens a finished call for review, wherever it lies: a call file, a recording, or the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from callassist.errors import CallAssistError, CallStoreError, RecordingError
from callassist.paths import settings_path
from callassist.prompts.hints import shown
from callassist.review.call import ReviewCall
from callassist.review.callfile import CALL_SUFFIX, read_call
from callassist.review.document import problem_of
from callassist.review.marksfile import MarksFile
from callassist.review.measured import measured
from callassist.review.scorecard import scorecard
from callassist.settings.policy import current_rules
from callassist.settings.user import load
from callassist.sources.recorded import RecordedSound, recording_paths
from callassist.sources.recording import open_recording
from callassist.types import CHANNELS

if TYPE_CHECKING:
    from callassist.run.batch.jobs import Setup
    from callassist.store.store import CallStore

PROBED_TURNS = 12
"""So many of a side's turns tell which channel is whose."""
PROBED_S = 1.5

Progress = Callable[[float], None]


def open_call(
    ref: str | Path,
    *,
    store: CallStore | None = None,
    open_store: Callable[[], CallStore] | None = None,
    setup: Setup | None = None,
    announce: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> ReviewCall:
    """Open a call for review.

    Args:
        ref: A ``.call.json`` file, a recording (it is analyzed first, and nothing is kept), or
            the id of a kept call or its unique beginning.
        store: The store to look in for an id.
        open_store: Opens it, where it is not open yet.
        setup: Engine and prompt pack for a recording.
        announce: Told a line on what is worth knowing while a recording is analyzed.
        progress: Told the share of a recording that is analyzed, 0 to 1.

    Raises:
        CallAssistError: If there is no such call, or it cannot be read.
    """
    path = Path(ref)
    if path.name.endswith(CALL_SUFFIX) or path.exists():
        if path.name.endswith(CALL_SUFFIX):
            return open_call_file(path)
        return open_analyzed(path, setup, announce or _quiet, progress)
    if path.suffix or len(path.parts) > 1:
        raise RecordingError(f"{path} is not there: check the path")
    if store is None and open_store is not None:
        store = open_store()
    if store is None:
        raise CallStoreError(f"{ref} is no file, and no kept calls are at hand to look for it in")
    return open_kept(store, str(ref))


def open_call_file(path: Path) -> ReviewCall:
    """Open a ``.call.json`` file, with the sound of its recording if that is still there.

    Raises:
        CallStoreError: If it is no call file, or its comments cannot be read.
    """
    document = read_call(path)
    check_document(document, str(path))
    document = measured(_scored(document), current_rules(load(settings_path())).measures)
    call = ReviewCall(
        path.name.removesuffix(CALL_SUFFIX), document, marks=MarksFile(path, _user_name())
    )
    beside = path.with_name(Path(document["source"]["path"]).name)
    written = document["source"]["path"]
    named = () if _is_elsewhere(written) else recording_paths(written)
    found = named if named and all(file.is_file() for file in named) else (beside,)
    attach_recording(call, *found)
    return call


def _scored(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with its scorecard, which is made from the rest of it where it lacks."""
    return document if "scorecard" in document else {**document, "scorecard": scorecard(document)}


def _is_elsewhere(path: str) -> bool:
    r"""Return whether a path may lead to another computer, or is none.

    A call file may come from anybody. To look for ``\\host\share`` is enough for Windows to
    sign in there, so such a recording is opened only by whoever chooses it.
    """
    return path.startswith(("\\\\", "//")) or "\0" in path


def attach_recording(call: ReviewCall, *paths: Path) -> None:
    """Give a call its sound; if that does not go, ``sound_problem`` says why."""
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        call.sound_problem = f"{missing.name} is not where it was: choose “Find the recording…”"
        return
    try:
        sound = RecordedSound(*paths)
        if len(paths) == 1 and _sides_are_swapped(sound, call.document):
            sound.close()
            sound = RecordedSound(*paths, agent_channel=1)
    except CallAssistError as error:
        call.sound_problem = str(error)
        return
    if abs(sound.duration_s - call.duration_s) > max(2.0, 0.02 * call.duration_s):
        call.sound_problem = (
            f"{paths[0].name} is {sound.duration_s:.0f} s long and this call {call.duration_s:.0f}"
            " s: it is another recording"
        )
        sound.close()
        return
    if call.sound is not None:
        call.sound.close()
    call.sound, call.peaks, call.sound_problem = sound, None, ""


def open_analyzed(
    path: Path,
    setup: Setup | None,
    announce: Callable[[str], None],
    progress: Progress | None = None,
) -> ReviewCall:
    """Analyze a recording and open what came of it; nothing is kept.

    Raises:
        CallAssistError: If it cannot be read, there is no engine, or settings or policy have
            mistakes.
    """
    # Whoever opens a finished call shall not wait for what only an analysis needs.
    from callassist.prompts.pack import merged_pack
    from callassist.run.batch.analyzing import analyze
    from callassist.run.batch.jobs import Setup

    measures = current_rules(load(settings_path())).measures
    setup = setup or Setup()
    source = open_recording(path)
    length_s = max(source.duration_s, 1e-9)

    def share(done_s: float) -> None:
        if progress is not None:
            progress(min(1.0, done_s / length_s))

    try:
        engine = setup.open_engine(announce)
    except BaseException:
        source.close()
        raise
    try:
        document = analyze(
            source, engine, merged_pack(setup.pack), progress=share, measures=measures
        )
    finally:
        engine.close()
    call = ReviewCall(path.stem, document, notices=source.warnings)
    attach_recording(call, path)
    return call


def open_kept(store: CallStore, ref: str) -> ReviewCall:
    """Open a kept call.

    Raises:
        CallStoreError: If there is no such call, or it cannot be read.
        CallAssistError: If settings or policy have mistakes.
    """
    summary = store.find(ref)
    rules = current_rules(load(settings_path()))
    document = store.document(summary.id)
    check_document(document, summary.id)
    call = ReviewCall(
        summary.title,
        measured(_scored(document), rules.measures),
        peaks=store.peaks(summary.id),
        marks=store.marks(summary.id, _user_name()),
        call_id=summary.id,
        agent=summary.agent,
        started_at=summary.started_at.isoformat(),
        notices=tuple(summary.notices),
        redactions=tuple(store.redactions(summary.id)),
        export_forbidden=rules.export_forbidden,
    )
    try:
        call.sound = store.sound(summary.id)
    except CallStoreError as error:
        call.sound_problem = str(error)
    return call


def check_document(document: dict[str, Any], name: str) -> None:
    """Refuse a call document that lacks what a review is made of.

    Raises:
        CallStoreError: If parts are missing or of the wrong kind.
    """
    kinds = {
        "source": dict, "turns": list, "overlaps": list, "frustration": dict, "findings": list,
        "prompts": list,
    }  # fmt: skip
    for part, kind in kinds.items():
        if not isinstance(document.get(part), kind):
            raise CallStoreError(f'{name} has no "{part}": analyze its recording again')
    length_s = document["source"].get("duration_s")
    hop_s = document["frustration"].get("hop_s")
    if not isinstance(length_s, int | float) or not 0.0 <= length_s < 1e7 or not hop_s:
        raise CallStoreError(f"{name} does not say how long it is: analyze its recording again")
    if problem := problem_of(document):
        raise CallStoreError(
            f"{name} is damaged ({shown(problem, 120)}): analyze its recording again"
        )


def _sides_are_swapped(sound: RecordedSound, document: dict[str, Any]) -> bool:
    """Return whether each side's turns are heard on the other channel (``--agent-channel 1``)."""
    own, others = 0.0, 0.0
    for row, side in enumerate(CHANNELS):
        turns = [turn for turn in document["turns"] if turn["channel"] == side][:PROBED_TURNS]
        for turn in turns:
            samples = sound.read(turn["start_s"], min(PROBED_S, turn["end_s"] - turn["start_s"]))
            if len(samples):
                levels = np.sqrt(np.mean(np.square(samples), axis=0))
                own, others = own + float(levels[row]), others + float(levels[1 - row])
    return others > 2.0 * own


def _user_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such entry, or no such module on this system
        return ""


def _quiet(_line: str) -> None:
    """Say nothing."""
