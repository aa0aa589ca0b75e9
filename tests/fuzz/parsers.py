"""Which parsers are fuzzed, with how many inputs each, and what good inputs are.

Structured ones get good documents changed where it hurts (hypothesis); those of bytes are
led by what they cover (atheris), where it is installed, else get good bytes changed at
random (hypothesis).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from hypothesis import strategies as st

from tests.fuzz import feeds_calls as calls
from tests.fuzz import feeds_packs as packs
from tests.fuzz import feeds_sound as sound
from tests.fuzz import feeds_store as store
from tests.fuzz.hostile import (
    Make,
    as_json,
    as_toml,
    bytes_of,
    joined,
    json_of,
    strategy_of,
    toml_of,
)

INPUTS = int(os.environ.get("CALLASSIST_FUZZ_INPUTS", "10000"))
FEW = 100
"""Of what starts a program for each input: two programs, in the case of ffmpeg."""

Feed = Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class Parser:
    """One parser.

    Attributes:
        name: What it reads.
        feed: Gives it an input, and the folder it may write to.
        seeds: Inputs, good and bad, that each run begins with.
        documents: Makes structured inputs; ``None`` for a parser of bytes.
        inputs: How many each long run has.
        starts: Whether it may start a program.
    """

    name: str
    feed: Feed
    seeds: Callable[[], tuple[bytes, ...]]
    documents: Callable[[], Make] | None = None
    inputs: int = INPUTS
    starts: bool = False

    @property
    def by(self) -> Literal["documents", "coverage"]:
        """How inputs are found."""
        return "documents" if self.documents else "coverage"

    def strategy(self) -> st.SearchStrategy[bytes]:
        """Return what makes inputs, without a look at coverage."""
        return strategy_of(self.documents() if self.documents else bytes_of(*self.small_seeds()))

    def small_seeds(self) -> tuple[bytes, ...]:
        """Return the seeds that are worth changing; the rest are large on purpose."""
        return tuple(seed for seed in self.seeds() if len(seed) < 300_000) or (b"",)


def _just(*seeds: bytes) -> Callable[[], tuple[bytes, ...]]:
    return lambda: seeds


_JSON_SEEDS = (calls.NESTED, calls.DEEP_OBJECTS, calls.HUGE_NUMBER, b"", b"null", b"\xff\xfe{}")
_TOML_SEEDS = (
    packs.DEEP_TOML, packs.DEEP_TABLES, packs.DOTTED, packs.HUGE_NUMBER, packs.LONG_PACK, b"",
    b"\xff\xfe", b"\x00",
)  # fmt: skip


@cache
def _call_seeds() -> tuple[bytes, ...]:
    return (as_json(calls.good_call()), *_JSON_SEEDS)


def _toml(document: dict[str, object]) -> Callable[[], tuple[bytes, ...]]:
    return lambda: (as_toml(document), *_TOML_SEEDS)


PARSERS = (
    Parser("recording", sound.feed_recording, sound.sounds),
    Parser("recording by ffmpeg", sound.feed_recording_to_ffmpeg, sound.sounds, inputs=FEW,
           documents=lambda: bytes_of(*sound.sounds()), starts=True),
    Parser("ffprobe's answer", sound.feed_probe_answer, _just(as_json(sound.PROBED), *_JSON_SEEDS),
           lambda: json_of(sound.PROBED)),
    Parser("call file", calls.feed_call_file, _call_seeds, lambda: json_of(calls.good_call())),
    Parser("call file as tape", calls.feed_tape_of_call_file, _call_seeds,
           lambda: json_of(calls.good_call())),
    Parser("call file in a team's view", calls.feed_team_document, _call_seeds,
           lambda: json_of(calls.good_call())),
    Parser("comments", calls.feed_comments, _just(as_json(calls.COMMENTS), *_JSON_SEEDS),
           lambda: json_of(calls.COMMENTS)),
    Parser("marks.toml", calls.feed_prompt_marks(".toml"), _toml(calls.MARKS),
           lambda: toml_of(calls.MARKS)),
    Parser("marks.json", calls.feed_prompt_marks(".json"),
           _just(as_json(calls.MARKS), *_JSON_SEEDS), lambda: json_of(calls.MARKS)),
    Parser("marks.csv", calls.feed_prompt_marks(".csv"),
           _just(b"call,prompt,at_s,verdict\na,listen,3.5,right\n", b'call,prompt,at_s\n"')),
    Parser("done.jsonl", calls.feed_done, _just(as_json(calls.DONE), *_JSON_SEEDS),
           lambda: json_of(calls.DONE)),
    Parser("replay tape", calls.feed_packed_tape, calls.packed_tapes, calls.tapes),
    Parser("prompt pack", packs.feed_pack, _toml(packs.PACK), lambda: toml_of(packs.PACK)),
    Parser("prompt pack, bytes", packs.feed_pack, _toml(packs.PACK)),
    Parser("sealed pack", packs.feed_sealed_pack, lambda: (packs.sealed_pack(), b"")),
    Parser("team's pack", packs.feed_team_packs, lambda: (packs.sealed_pack(), *_TOML_SEEDS)),
    Parser("team folder", packs.feed_team_folder, _just(b"[InternetShortcut]\nURL=file:///x", b"/"),
           lambda: joined(packs.ADDRESS_PARTS, 8)),
    Parser("phrase pattern", packs.feed_pattern, _just(b"have a (nice|great) day", b"a * b?"),
           lambda: joined(packs.PATTERN_PARTS, 60)),
    Parser("pack in the studio", packs.feed_studio_text,
           lambda: (as_toml(packs.SMALL_PACK), *_TOML_SEEDS[:4], packs.LONG_PACK[:20_000]),
           lambda: toml_of(packs.SMALL_PACK)),
    Parser("settings", packs.feed_settings, _toml(packs.SETTINGS),
           lambda: toml_of(packs.SETTINGS)),
    Parser("policy", packs.feed_policy, _toml(packs.POLICY), lambda: toml_of(packs.POLICY)),
    Parser("catalogue", packs.feed_catalogue, _toml(packs.CATALOGUE),
           lambda: toml_of(packs.CATALOGUE)),
    Parser("model manifest", packs.feed_manifest, _just(as_json(packs.MANIFEST), *_JSON_SEEDS),
           lambda: json_of(packs.MANIFEST)),
    Parser("control request", packs.feed_control_request,
           _just(as_json(packs.REQUEST), *_JSON_SEEDS), lambda: json_of(packs.REQUEST)),
    Parser("control answer", packs.feed_control_answer,
           _just(as_json(packs.ANSWER), *_JSON_SEEDS), lambda: json_of(packs.ANSWER)),
    Parser("model archive", packs.feed_archive, packs.archives),
    Parser("model archive's names", packs.feed_archive, packs.archives, packs.archive_of),
    Parser("packed events", store.feed_events, store.packed_events, store.event_trees),
    Parser("peaks", store.feed_peaks, lambda: (store.packed_peaks(), b"")),
    Parser("search", store.feed_query, _just(b'refund "not working" agent:anna score<60'),
           store.queries),
    Parser("sealed piece", store.feed_sealed, _just(bytes(40), b"")),
    Parser("frames", store.feed_frames, store.sound_files),
    Parser("sealed sound", store.feed_sound, store.sound_files),
    Parser("journal of a cut call", store.feed_journal, store.journals),
    Parser("activity log", store.feed_activity,
           _just(b'{"at": "2026-11-20T14:03:00+00:00", "action": "record", "call": "a"}\n')),
    Parser("signing key", store.feed_signing_key, _just(b"-----BEGIN PRIVATE KEY-----\n", b"")),
    Parser("store's database", store.feed_database, store.databases,
           lambda: bytes_of(*store.databases())),
    Parser("data set", store.feed_data_set, store.parquet_files),
    Parser("data set's journal", store.feed_data_journal, _just(*_JSON_SEEDS, b'[{}, {}]\n')),
)  # fmt: skip
BY_NAME = {parser.name: parser for parser in PARSERS}
