"""Opens sound files: libsndfile first, ffmpeg for what it does not know.

Both decode as they are asked, so a file of many hours needs no more memory than
a short one, and both go by a file's content, never by its name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
import soundfile
from numpy.typing import NDArray

from callassist.errors import RecordingError
from callassist.sources.patient import PatientFile

MIN_RATE_HZ = 8_000
MAX_RATE_HZ = 384_000
"""A header that claims more is damaged."""
MAX_CHANNELS = 64
LONGEST_S = 30 * 24 * 3600.0
"""A header that claims more than a month does not know its length."""
ENDED_EARLY_S = 0.5
"""A file that lacks more of what its header claims was cut off."""
PROBING_MAY_TAKE_S = 30.0
HEADERLESS = ("aac", "ac3", "eac3", "dts", "loas")
# Only this file: a playlist must not lead elsewhere, least of all to the network.
FFMPEG_INPUT = ("-protocol_whitelist", "file,pipe", "-i")


class Decoder(Protocol):
    """An open sound file.

    Attributes:
        channels: How many it has.
        rate_hz: Samples a second.
        claimed_s: The length its header claims; 0 where it does not say.
    """

    channels: int
    rate_hz: int
    claimed_s: float

    @property
    def damage(self) -> Sequence[tuple[int, int]]:
        """(first, last) frame of each damaged stretch so far, last excluded."""
        ...

    def read(self, frames: int) -> NDArray[np.float32]:
        """Return the next float32[k, channels], k at most ``frames``; k is 0 at the end.

        A file that breaks off simply ends there; what is damaged within it is silent.
        """
        ...

    def close(self) -> None:
        """Free the file; safe to call twice."""
        ...


def open_decoder(path: Path) -> Decoder:
    """Open a sound file, whatever its name.

    Raises:
        RecordingError: If it is not there, cannot be read, or is no sound.
    """
    _check_file(path)
    try:
        decoder: Decoder = SoundFileDecoder(path)
    except soundfile.LibsndfileError:
        decoder = FfmpegDecoder(path)
    if decoder.rate_hz > MAX_RATE_HZ:
        decoder.close()
        raise RecordingError(
            f"{path} claims {decoder.rate_hz} samples a second, so it is damaged: copy it again"
        )
    if decoder.rate_hz < MIN_RATE_HZ:
        decoder.close()
        raise RecordingError(
            f"{path} has {decoder.rate_hz} samples a second: at least {MIN_RATE_HZ} are needed "
            "to hear speech; record it again at a higher rate"
        )
    return decoder


def _check_file(path: Path) -> None:
    """Say in a line what keeps ``path`` from being read as a file."""
    try:
        if path.is_dir():
            raise RecordingError(f"{path} is a folder: name a recording in it")
        if path.exists() and not path.is_file():
            raise RecordingError(f"{path} is no ordinary file: save the recording to one first")
        with path.open("rb") as file:
            empty = file.read(1) == b""
    except FileNotFoundError:
        raise RecordingError(f"{path} is not there: check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RecordingError(f"{path} cannot be read: {reason}") from error
    if empty:
        raise RecordingError(f"{path} is empty: record or copy it again")


class SoundFileDecoder:
    """Decodes with libsndfile: WAV, FLAC, MP3, Ogg Vorbis and Opus, and their kin."""

    def __init__(self, path: Path) -> None:
        """Open ``path``.

        Raises:
            soundfile.LibsndfileError: If libsndfile does not know the format.
        """
        # By descriptor: by name, soundfile would take *.raw for headerless sound.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))

        def opens() -> Any:  # noqa: ANN401  soundfile has no types
            os.lseek(descriptor, 0, os.SEEK_SET)
            return soundfile.SoundFile(descriptor, closefd=False)

        try:
            self._file = PatientFile(opens)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor: int | None = descriptor
        self._position = 0
        file = self._file.file
        self.channels = int(file.channels)
        self.rate_hz = int(file.samplerate)
        frames = max(file.frames, _frames_in_wav_header(file))
        claimed_s = frames / self.rate_hz if self.rate_hz else 0.0
        self.claimed_s = claimed_s if claimed_s < LONGEST_S else 0.0

    def read(self, frames: int) -> NDArray[np.float32]:
        """Return the next float32[k, channels]; k is 0 at the end."""
        block = self._file.read(self._position, frames)
        self._position += len(block)
        return block

    @property
    def damage(self) -> Sequence[tuple[int, int]]:
        """(first, last) frame of each damaged stretch so far, last excluded."""
        return self._file.damage

    def close(self) -> None:
        """Free the file; safe to call twice."""
        self._file.close()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _frames_in_wav_header(file: Any) -> int:  # noqa: ANN401  soundfile has no types
    """Return what a WAV header claims where the file is shorter; libsndfile only logs it."""
    shorter = re.search(r"^data : (\d+) \(should be (\d+)\)", file.extra_info, re.M)
    if shorter is None or int(shorter[2]) == 0:
        return 0
    claimed, there = int(shorter[1]), int(shorter[2])
    if claimed >= 0x7FFF_0000:  # written to a pipe: the length was not known
        return 0
    return int(file.frames * claimed / there)


class FfmpegDecoder:
    """Decodes with the program ffmpeg: M4A, WebM, AMR, the sound of a video."""

    damage: Sequence[tuple[int, int]] = ()
    """ffmpeg leaves out what is damaged, and does not say where."""

    def __init__(self, path: Path) -> None:
        """Look at ``path`` and start to decode it.

        Raises:
            RecordingError: If ffmpeg is missing or finds no sound.
        """
        ffmpeg, ffprobe = shutil.which("ffmpeg"), shutil.which("ffprobe")
        if ffmpeg is None or ffprobe is None:
            raise RecordingError(
                f"{path} is no WAV, FLAC, MP3 or Ogg file: if it is sound of another kind, "
                "install ffmpeg and try again"
            )
        source = f"file:{path.absolute()}"
        self.channels, self.rate_hz, self.claimed_s = read_probe(self._probe(ffprobe, source), path)
        # Its complaints go to a file: a full pipe that nobody reads would make it wait.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
        self._process = subprocess.Popen(
            [ffmpeg, "-v", "error", "-nostdin", *FFMPEG_INPUT, source, "-map", "0:a:0",
             "-f", "f32le", "-c:a", "pcm_f32le", "-"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._complaints,
        )  # fmt: skip

    def read(self, frames: int) -> NDArray[np.float32]:
        """Return the next float32[k, channels]; k is 0 at the end."""
        assert self._process.stdout is not None
        frame_bytes = 4 * self.channels
        try:
            raw = self._process.stdout.read(frames * frame_bytes)
        except ValueError:  # closed meanwhile
            raw = b""
        whole = len(raw) // frame_bytes * frame_bytes
        return np.frombuffer(raw[:whole], "<f4").astype(np.float32).reshape(-1, self.channels)

    def close(self) -> None:
        """End ffmpeg; safe to call twice."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._complaints.close()

    @staticmethod
    def _probe(ffprobe: str, source: str) -> bytes:
        try:
            answer = subprocess.run(
                [ffprobe, "-v", "error", *FFMPEG_INPUT, source, "-select_streams", "a:0",
                 "-show_entries", "stream=channels,sample_rate:format=duration,format_name",
                 "-of", "json"],
                capture_output=True, stdin=subprocess.DEVNULL, timeout=PROBING_MAY_TAKE_S,
                check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return b""
        return answer.stdout


class _Stream(msgspec.Struct):
    channels: int = 0
    sample_rate: int = 0


class _Container(msgspec.Struct):
    format_name: str = ""
    duration: float = 0.0


class _Probed(msgspec.Struct):
    streams: list[_Stream] = msgspec.field(default_factory=list)
    format: _Container = msgspec.field(default_factory=_Container)


_PROBED = msgspec.json.Decoder(_Probed, strict=False)  # ffprobe writes numbers in quotes


def read_probe(answer: bytes, path: Path) -> tuple[int, int, float]:
    """Return channels, samples a second and claimed seconds from what ffprobe says as JSON.

    Raises:
        RecordingError: If it says nothing of sound that can be read.
    """
    try:
        found = _PROBED.decode(answer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found = _Probed()
    stream = found.streams[0] if found.streams else _Stream()
    if not 1 <= stream.channels <= MAX_CHANNELS or stream.sample_rate < 1:
        raise RecordingError(f"{path} holds no sound that can be read: record or copy it again")
    # A raw stream has no header: ffprobe guesses its length from the bit rate.
    knows = found.format.format_name not in HEADERLESS
    known = knows and 0.0 <= found.format.duration < LONGEST_S
    return stream.channels, stream.sample_rate, found.format.duration if known else 0.0
