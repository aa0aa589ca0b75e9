"""``callassist demo``: a bundled call through the whole program."""

from __future__ import annotations

from pathlib import Path

import click

from callassist.cli.models import model_progress
from callassist.cli.output import PromptPrinter, make_folder, tell, write_file
from callassist.engines.choose import choose_engine
from callassist.engines.install import ensure_model
from callassist.paths import resources_dir, settings_path
from callassist.prompts.pack import default_pack
from callassist.protocols import Engine
from callassist.review.call import ReviewCall
from callassist.review.callfile import CALL_SUFFIX, write_call
from callassist.review.page import report_page
from callassist.review.peaks import peaks_of
from callassist.run.batch.analyzing import analyze
from callassist.run.live import LiveSession
from callassist.settings.user import load
from callassist.sources.playback import Playback
from callassist.sources.recorded import RecordedSound
from callassist.sources.recording import Recording, open_recording
from callassist.types import CallEvent


@click.command()
@click.option("--fast", is_flag=True, help="Do not play in real time: go as fast as it can.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-out"),
    show_default=True,
    help="Where pictures and the report go when there is no screen.",
)
@click.option("--mute", is_flag=True, help="Do not play the call on the loudspeakers.")
def demo(fast: bool, out: Path, mute: bool) -> int:
    """Play a bundled two-sided call through the whole program.

    The call (a minute of a parcel that never came; synthetic voices) is heard
    as a live call would be, and the overlay says what it would say to the
    agent. Without a screen, pictures of the overlay and a report are written.
    The first run installs the speech model (41 MB); where it cannot be had it
    goes on with the one that came along.
    """
    with model_progress() as (announce, progress):
        ensure_model(announce=announce, progress=progress)
    engine = choose_engine(announce=tell)
    try:
        call = resources_dir() / "demo" / "late-parcel.flac"
        from callassist.gui.screen import screen_problem

        problem = screen_problem()
        if problem is None:
            return _on_screen(call, engine, fast=fast, mute=mute)
        tell(f"{problem}; writing pictures and a report to {out}")
        return _without_screen(open_recording(call), engine, out)
    finally:
        engine.close()


def _on_screen(call: Path, engine: Engine, *, fast: bool, mute: bool) -> int:
    """Play the call with the overlay on screen."""
    from callassist.gui.app import run_overlay
    from callassist.gui.launch import Launch

    source = open_recording(call, real_time=not fast)
    session = LiveSession(source, engine, default_pack(), in_line=fast)
    playback = None if fast or mute else Playback(call)
    session.subscribe(PromptPrinter().take)
    tell(f"playing {call.name}; watch the overlay, Ctrl-C ends it")
    if playback is not None:
        playback.start()
        if playback.problem:
            tell(playback.problem)
    try:
        return run_overlay(Launch(session, load(settings_path()), quit_when_done=True))
    finally:
        if playback is not None:
            playback.stop()


def _without_screen(source: Recording, engine: Engine, out: Path) -> int:
    """Run the call and write the overlay's pictures, the call file and a report to ``out``."""
    from callassist.gui.overlay.moments import Moments

    make_folder(out)
    moments = Moments()
    printer = PromptPrinter()

    def observe(event: CallEvent) -> None:
        printer.take(event)
        moments.take(event)

    document = analyze(source, engine, default_pack(), observe=observe)
    pictures = moments.write_pictures(out)
    stem = Path(source.info.path).stem
    write_call(document, out / f"{stem}{CALL_SUFFIX}")
    sound = RecordedSound(Path(source.info.path))
    try:
        call = ReviewCall(stem, document, peaks=peaks_of(sound))
    finally:
        sound.close()
    write_file(out / "report.html", report_page([call], pictures=pictures), option="--out")
    click.echo(f"{len(pictures)} pictures, {stem}{CALL_SUFFIX} and report.html are in {out}")
    return 0
