"""Moonshine tiny English, the fallback: its weights travel inside its package.

N. Jeffries et al., "Moonshine: Speech Recognition for Live Transcription and
Voice Commands", 2024, https://arxiv.org/abs/2410.15608 (MIT).
It hears a whole stretch at once and gives no word times, so partial answers
recognize the open stretch again and times are spread over the voiced sound.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from callassist.engines.native_memory import release_mapped
from callassist.engines.native_threads import PoolThreads
from callassist.engines.transcript import clean_words
from callassist.engines.word_times import Span, spread_words, voiced_spans
from callassist.errors import ModelError
from callassist.types import Samples, Word

RATE_HZ = 16_000
LANGUAGE = "en"
MODEL = "moonshine-tiny-en"
CONFIDENCE = 0.6
"""What every word gets: the model says nothing of its own, and the times are guesses."""

_MODEL_FILES = ("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin")
_OPTIONS = {
    "vad_threshold": 0.0,  # our own voice detector alone decides what is speech
    "return_audio_data": "false",  # else each answer carries the sound back as a list
}
_WINDOW_SAMPLES = 512
"""The library drops what does not fill its last window: sound is padded to whole ones."""
_PIECE_SAMPLES = 20 * RATE_HZ
"""A longer stretch is recognized in pieces: its time and memory grow with the square."""
_LEVEL_WINDOW_SAMPLES = RATE_HZ // 4
_SHORTEST_VOICED_S = 0.09
_SILENT_PEAK = 1e-3
_GOOD_PEAK = 0.5
_MAX_GAIN = 100.0


def bundled_folder() -> Path | None:
    """Return the folder of the weights inside the package, or ``None`` without it."""
    spec = importlib.util.find_spec("moonshine_voice")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "assets" / "tiny-en"
    return folder if looks_like_moonshine(folder) else None


def looks_like_moonshine(folder: Path) -> bool:
    """Return whether a folder holds every file of a Moonshine model, none of them empty."""
    files = [folder / name for name in _MODEL_FILES]
    return all(path.is_file() and path.stat().st_size > 0 for path in files)


@contextmanager
def _bare_package() -> Iterator[None]:
    """Import modules of the package inside the ``with`` block without its own beginning.

    That begins with its downloader, and with it a client for the web: 180 modules and 15 MB
    that nothing offline needs. Whoever imports the package later gets all of it.
    """
    name = "moonshine_voice"
    spec = importlib.util.find_spec(name)
    if name in sys.modules or spec is None:
        yield
        return
    sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        yield
    finally:
        sys.modules.pop(name, None)


class MoonshineEngine:
    """The one transcriber that all channels share.

    Attributes:
        name: ``"moonshine"``.
        model: ``"moonshine-tiny-en"``.
        language: ``"en"``.
    """

    name = "moonshine"
    model = MODEL
    language = LANGUAGE

    def __init__(self, folder: Path | None = None) -> None:
        """Load the model; takes about a third of a second and 150 MB.

        Args:
            folder: Another folder of tiny English weights; without it, those in the package.

        Raises:
            ModelError: If the package is missing or its model cannot be loaded.
        """
        folder = folder or bundled_folder()
        if folder is None:
            raise ModelError(
                "Moonshine is not installed; run: pip install 'callassist[moonshine]', "
                "or use Vosk: callassist models install"
            )
        if not looks_like_moonshine(folder):
            raise ModelError(
                f"{folder} is not a whole Moonshine model: it needs {', '.join(_MODEL_FILES)}"
            )
        try:
            with _bare_package():
                from moonshine_voice.moonshine_api import ModelArch
                from moonshine_voice.transcriber import Transcriber

            self._pool = PoolThreads()
            with self._pool.found_while():
                self._transcriber: Any = Transcriber(folder, ModelArch.TINY, options=_OPTIONS)
            release_mapped(folder)
        except Exception as error:  # the library's own errors, and the loader's
            raise ModelError(
                "Moonshine cannot be loaded; run: "
                "pip install --force-reinstall 'callassist[moonshine]'"
            ) from error
        self._lock = threading.Lock()

    def recognizer(self) -> MoonshineRecognizer:
        """Return a recognizer of its own thread's; the model is shared."""
        return MoonshineRecognizer(self)

    def transcribe(self, samples: Samples) -> str:
        """Return what was said in float32[n] at 16 kHz, unchecked, on one line.

        Safe from any thread; one at a time, since the native transcriber hands out
        a buffer of its own that the next call overwrites.

        Raises:
            ModelError: If the engine is closed or the native model fails.
        """
        padded = np.pad(samples, (0, -len(samples) % _WINDOW_SAMPLES))
        with self._lock:
            if self._transcriber is None:
                raise ModelError("this Moonshine engine is closed")
            self._pool.follow()
            try:
                lines = self._transcriber.transcribe_without_streaming(
                    padded.tolist(), RATE_HZ
                ).lines
            except Exception as error:
                raise ModelError("Moonshine failed on this sound; try --engine vosk") from error
        return " ".join(" ".join(line.text for line in lines).split())

    def close(self) -> None:
        """Free the model; a recognition under way ends first."""
        with self._lock:
            if self._transcriber is not None:
                self._transcriber.close()
                self._transcriber = None


class MoonshineRecognizer:
    """Hears one channel, stretch by stretch; see ``protocols.Recognizer``."""

    def __init__(self, engine: MoonshineEngine) -> None:
        """Take the shared model."""
        self._engine = engine
        self._open = np.empty(0, np.float32)
        self._settled: list[Word] = []
        self._settled_samples = 0

    def start(self) -> None:
        """Begin a new stretch."""
        self._open = np.empty(0, np.float32)
        self._settled = []
        self._settled_samples = 0

    def accept(self, samples: Samples) -> None:
        """Take the next sound: float32 in ±1 at 16 kHz."""
        self._open = np.concatenate([self._open, np.asarray(samples, np.float32)])
        while len(self._open) >= _PIECE_SAMPLES:
            cut = _quietest(self._open[:_PIECE_SAMPLES])
            self._settled += self._recognize(self._open[:cut])
            self._open = self._open[cut:]
            self._settled_samples += cut

    def partial(self) -> tuple[Word, ...]:
        """Recognize all that was heard so far: dear, about 5 % of its length."""
        return (*self._settled, *self._recognize(self._open))

    def finish(self) -> tuple[Word, ...]:
        """End the stretch and return its words."""
        words = self.partial()
        self.start()
        return words

    def _recognize(self, samples: Samples) -> list[Word]:
        peak = float(np.abs(samples).max(initial=0.0))
        if peak < _SILENT_PEAK:
            return []
        spans = voiced_spans(samples, RATE_HZ)
        voiced_s = sum(span.end_s - span.start_s for span in spans)
        if voiced_s < _SHORTEST_VOICED_S:
            return []
        # Quiet speech costs the model every tenth word: 11.3 % wrong at 1/50, 6.9 % raised.
        gain = min(max(_GOOD_PEAK / peak, 1.0), _MAX_GAIN)
        text = self._engine.transcribe(samples * np.float32(gain))
        at_s = self._settled_samples / RATE_HZ
        spans = [Span(at_s + span.start_s, at_s + span.end_s) for span in spans]
        words = clean_words(text, spans[-1].end_s - spans[0].start_s)
        return spread_words(words, spans, CONFIDENCE)


def _quietest(samples: Samples) -> int:
    """Return where to cut: the middle of the quietest quarter second of the last half."""
    half = len(samples) // 2
    energy = np.cumsum(np.square(samples[half:], dtype=float))
    windows = energy[_LEVEL_WINDOW_SAMPLES:] - energy[:-_LEVEL_WINDOW_SAMPLES]
    return half + int(np.argmin(windows)) + _LEVEL_WINDOW_SAMPLES // 2
