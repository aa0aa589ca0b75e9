"""Vosk, the engine of the product: words with times and confidence, as they are said.

Alpha Cephei, https://alphacephei.com/vosk (Apache-2.0), on Kaldi: D. Povey et
al., "The Kaldi Speech Recognition Toolkit", ASRU 2011.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from callassist.engines.manifest import check_sizes
from callassist.engines.vosk_folder import check_model_folder, language_from_name, without_dither
from callassist.errors import ModelError
from callassist.types import Samples, Word

RATE_HZ = 16_000
_CHUNK_SAMPLES = RATE_HZ // 5
"""Sound goes to Vosk in pieces of just this size: where it looks for an end of speech, and so
what it hears, depends on how its sound is cut."""

_RENEWED_AFTER_SAMPLES = 20 * RATE_HZ
"""A native recognizer unfolds its model's graph as it hears, which costs most of a short stretch's
work: kept for the next ones, up to so much sound, since what is unfolded stays in memory."""

_loading = threading.Lock()


class VoskEngine:
    """A Vosk model from a local folder.

    Attributes:
        name: ``"vosk"``.
        model: The folder's name.
        language: BCP 47 code.
    """

    name = "vosk"

    def __init__(self, folder: Path, language: str | None = None) -> None:
        """Load a model; takes about a second.

        Args:
            folder: The unpacked model.
            language: BCP 47 code; without it, what the folder's name tells.

        Raises:
            ModelError: If vosk is missing, or the folder is wrong, damaged or half unpacked.
        """
        check_model_folder(folder)
        check_sizes(folder)
        try:
            # Never vosk.Model(lang=…): that fetches unchecked files and may end the program.
            import vosk
        except (ImportError, OSError) as error:
            raise ModelError(
                f"vosk is not installed ({error}); run: pip install 'callassist[vosk]', "
                "or use --engine moonshine"
            ) from error
        self.model = folder.resolve().name
        self.language = language or language_from_name(folder) or "und"
        try:
            with _native_stderr_hushed(), without_dither(folder) as lent:
                vosk.SetLogLevel(-1)
                self._model: Any = vosk.Model(str(lent))
                # Some damage shows only when the first recognizer opens its graph.
                vosk.KaldiRecognizer(self._model, RATE_HZ)
        except Exception as error:  # vosk raises plain Exception
            raise ModelError(
                f"{folder} is damaged or not a model that this Vosk can read; "
                "run: callassist models install"
            ) from error

    def recognizer(self) -> VoskRecognizer:
        """Return a recognizer of its own thread's; the model is shared."""
        if self._model is None:
            raise ModelError("this Vosk engine is closed")
        return VoskRecognizer(self._model)

    def close(self) -> None:
        """Free the model, once its last recognizer is gone."""
        self._model = None


class VoskRecognizer:
    """Hears one channel, stretch by stretch; see ``protocols.Recognizer``."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 (vosk has no types)
        """Take the shared model."""
        self._model = model
        self._native: Any = None
        self._is_open = False
        self._ended = False
        self._heard_samples = 0
        self._before_s = 0.0
        self._pending = np.empty(0, np.float32)
        self._settled: list[Word] = []

    def start(self) -> None:
        """Begin a new stretch.

        After FinalResult a native recognizer hears as a fresh one does, but its times run
        on. One that was given up, or had just ended by itself, would remember the voice.
        """
        if self._is_open or self._heard_samples >= _RENEWED_AFTER_SAMPLES:
            self._native = None
        if self._native is None:
            import vosk

            self._native = vosk.KaldiRecognizer(self._model, RATE_HZ)
            self._native.SetWords(True)
            self._native.SetPartialWords(True)
            self._heard_samples = 0
        self._is_open = True
        self._ended = False
        self._before_s = self._heard_samples / RATE_HZ
        self._pending = np.empty(0, np.float32)
        self._settled = []

    def accept(self, samples: Samples) -> None:
        """Take the next sound: float32 in ±1 at 16 kHz."""
        sound = np.concatenate([self._pending, np.asarray(samples, np.float32)])
        whole = len(sound) - len(sound) % _CHUNK_SAMPLES
        for at in range(0, whole, _CHUNK_SAMPLES):
            self._hear(sound[at : at + _CHUNK_SAMPLES])
        self._pending = sound[whole:]

    def partial(self) -> tuple[Word, ...]:
        """Return the words heard so far, up to 0.2 s back."""
        result = json.loads(self._open().PartialResult())
        return (*self._settled, *self._words(result.get("partial_result", [])))

    def finish(self) -> tuple[Word, ...]:
        """End the stretch and return its words."""
        native = self._open()
        if len(self._pending):
            self._hear(self._pending)
        words = (*self._settled, *self._words(json.loads(native.FinalResult()).get("result", [])))
        if self._ended:
            self._native = None
        self._is_open = False
        self._pending = np.empty(0, np.float32)
        self._settled = []
        return words

    def _hear(self, samples: Samples) -> None:
        native = self._open()
        pcm = np.rint(np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2")
        try:
            ended = native.AcceptWaveform(pcm.tobytes())
        except Exception as error:  # vosk raises plain Exception
            raise ModelError("Vosk failed on this sound; try --engine moonshine") from error
        self._heard_samples += len(samples)
        self._ended = bool(ended)
        if ended:  # it heard a pause: these words are done, their times count on
            self._settled += self._words(json.loads(native.Result()).get("result", []))

    def _open(self) -> Any:  # noqa: ANN401
        if not self._is_open:
            raise RuntimeError("start() comes before accept(), partial() and finish()")
        return self._native

    def _words(self, entries: list[dict[str, Any]]) -> list[Word]:
        """Return words with times since the stretch began."""
        return [
            Word(
                entry["word"],
                round(entry["start"] - self._before_s, 3),
                round(entry["end"] - self._before_s, 3),
                min(1.0, max(0.0, entry["conf"])),
            )
            for entry in entries
            if _is_word(entry["word"])
        ]


def _is_word(text: str) -> bool:
    """Return whether it is a word and no mark for noise, like ``[5]`` or ``<unk>``."""
    return bool(text) and text[0] not in "[<"


@contextlib.contextmanager
def _native_stderr_hushed() -> Iterator[None]:
    """Keep Kaldi's own complaints off the screen: the user gets one line of ours.

    SetLogLevel does not silence errors, and they bypass ``sys.stderr``.
    """
    with _loading, contextlib.ExitStack() as undo:
        try:
            kept = os.dup(2)
        except OSError:  # a windowed program may have no stderr at all
            yield
            return
        undo.callback(os.close, kept)
        sink = undo.enter_context(Path(os.devnull).open("wb"))
        os.dup2(sink.fileno(), 2)
        undo.callback(os.dup2, kept, 2)
        yield
