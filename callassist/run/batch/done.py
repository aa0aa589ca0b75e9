"""What of a batch is finished, so that a second run does only the rest.

A recording is done if it was analyzed before with the same sound (its SHA-256), engine,
model, program, form of call files, and pack. Its file's size and time stand for the sound
where they are as they were; only where they differ is it read to see.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

import callassist
from callassist.errors import CallAssistError, CallStoreError
from callassist.prompts.pack import default_path, read_text
from callassist.review.callfile import SCHEMA
from callassist.run.batch.fetching import state_of
from callassist.run.batch.job import Job, Setup

DONE_FILE = "done.jsonl"
MARK_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Done:
    """A finished recording.

    Attributes:
        recording: Its full name (:attr:`Job.recording`).
        state: Its files' sizes and times, or what a URL's server says instead.
        sha256: Of its sound files.
        made_with: What it was analyzed with, as :func:`made_with` tells it.
    """

    recording: str
    state: str
    sha256: str
    made_with: str

    def covers(self, job: Job, made: str) -> bool:
        """Return whether ``job`` need not be done again."""
        if self.made_with != made:
            return False
        now = state_now(job)
        if now and now == self.state:
            return True
        return not job.url and self.sha256 == _sha256(job)


def made_with(setup: Setup, engine: Mapping[str, str], agent_channel: int) -> str:
    """Return a short mark of all that decides what comes of a recording.

    Args:
        setup: The pack, and whose voice is measured.
        engine: ``name`` and ``model``.
        agent_channel: Which channel of a stereo file is the agent.

    Raises:
        PromptPackError: If the pack cannot be read.
    """
    pack = default_path().read_text("utf-8")
    if setup.pack is not None:
        pack += setup.pack_text if setup.pack_text is not None else read_text(setup.pack)
    facts = {
        "program": callassist.__version__,
        "schema": SCHEMA,
        "engine": dict(engine),
        "pack": hashlib.sha256(pack.encode()).hexdigest(),
        "agent_channel": agent_channel,
        "measures": asdict(setup.measures),
    }
    text = json.dumps(facts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:MARK_CHARACTERS]


def state_now(job: Job) -> str:
    """Return what changes when a recording does, without reading it; empty if unknown."""
    if job.url:
        return state_of(job.url)
    try:
        seen = [path.stat() for path in job.paths]
    except OSError:
        return ""
    return " ".join(f"{one.st_size}-{one.st_mtime_ns}" for one in seen)


def _sha256(job: Job) -> str:
    try:
        source = job.open()
    except CallAssistError:
        return ""
    try:
        return source.info.sha256
    except CallAssistError:
        return ""
    finally:
        source.close()


class _Line(msgspec.Struct):
    recording: str
    state: str
    sha256: str
    made_with: str
    call: str


_LINES = msgspec.json.Decoder(_Line)


class CallFiles:
    """Which call files of a folder are finished: lines of ``done.jsonl``, the last one holds."""

    def __init__(self, folder: Path) -> None:
        """Read what is finished; a line that was cut short by a crash counts for nothing."""
        self.folder = folder
        self._path = folder / DONE_FILE
        self._done = {(one.recording, call): one for one, call in _read_lines(self._path)}

    def has(self, job: Job, made: str) -> bool:
        """Return whether the call file of ``job`` is there and as it would be made."""
        if job.out is None:
            return True
        done = self._done.get((job.recording, self._name(job.out)))
        return done is not None and job.out.is_file() and done.covers(job, made)

    def sha256(self, job: Job) -> str:
        """Return the checksum that a finished recording had; empty where it is not finished."""
        done = self._done.get((job.recording, self._name(job.out))) if job.out is not None else None
        return done.sha256 if done is not None else ""

    def add(self, job: Job, done: Done) -> None:
        """Note that the call file of ``job`` is written.

        Raises:
            CallStoreError: If that cannot be written.
        """
        if job.out is None:
            return
        call = self._name(job.out)
        try:
            append_line(self._path, json.dumps({**asdict(done), "call": call}))
        except OSError as error:
            raise CallStoreError(f"cannot write {self._path}: {error.strerror or error}") from error
        self._done[done.recording, call] = done

    def _name(self, out: Path) -> str:
        return out.relative_to(self.folder).as_posix()


def append_line(path: Path, line: str) -> None:
    """Write a line at the end of a file, which only the user can read; it is made.

    In one write, so that two runs do not mix their lines; on a line of its own where a crash
    has left half of one.
    """
    with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "ab+", 0) as file:
        text = f"{line}\n"
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                text = f"\n{text}"
        file.write(text.encode())


def _read_lines(path: Path) -> Iterable[tuple[Done, str]]:
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return
    except OSError as error:
        raise CallStoreError(f"cannot read {path}: {error.strerror or error}") from error
    for line in lines:
        try:
            done = _LINES.decode(line)
        except (ValueError, msgspec.MsgspecError, RecursionError):
            continue
        yield Done(done.recording, done.state, done.sha256, done.made_with), done.call
