import threading

import numpy as np
import pytest

from callassist.engines.moonshine import CONFIDENCE, MoonshineEngine
from callassist.errors import ModelError

RATE_HZ = 16_000


@pytest.fixture(scope="module")
def engine():
    engine = MoonshineEngine()
    yield engine
    engine.close()


def hear(recognizer, sound, block=RATE_HZ):
    recognizer.start()
    for at in range(0, len(sound), block):
        recognizer.accept(sound[at : at + block])
    return recognizer.finish()


def letters(text):
    return [
        "".join(filter(str.isalpha, word)).replace("okay", "ok").replace("neighbours", "neighbors")
        for word in text.lower().split()
    ]


def errors(said, heard):
    """Return the word errors: substituted, left out and put in."""
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, 1):
        last, row[0] = row[0], at
        for to, other in enumerate(heard, 1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (word != other))
    return row[-1]


def test_real_english_is_understood(engine, turns):
    wrong = said = 0
    for text, sound in turns:
        words = hear(engine.recognizer(), sound)
        wrong += errors(letters(text), letters(" ".join(word.text for word in words)))
        said += len(letters(text))
    assert said > 100
    assert wrong / said < 0.10


def test_words_lie_in_order_within_the_sound(engine, turns):
    _, sound = turns[2]
    words = hear(engine.recognizer(), sound)
    times = [time for word in words for time in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert times[0] >= 0.0
    assert times[-1] <= len(sound) / RATE_HZ
    assert {word.confidence for word in words} == {CONFIDENCE}


def test_words_do_not_depend_on_how_sound_is_cut(engine, turns):
    recognizer = engine.recognizer()
    long = np.concatenate([sound for _, sound in turns])[: 24 * RATE_HZ]
    assert hear(recognizer, long, block=len(long)) == hear(recognizer, long, block=7777)


def test_a_long_stretch_is_heard_to_its_end(engine, turns):
    long = np.concatenate([sound for _, sound in turns[:6]])
    assert len(long) > 21 * RATE_HZ
    words = hear(engine.recognizer(), long)
    assert words[-1].end_s > len(long) / RATE_HZ - 1.5
    said = letters(" ".join(text for text, _ in turns[:6]))
    assert errors(said, letters(" ".join(word.text for word in words))) / len(said) < 0.2


def test_partial_words_do_not_change_the_end(engine, turns):
    _, sound = turns[2]
    recognizer = engine.recognizer()
    recognizer.start()
    recognizer.accept(sound[: 3 * RATE_HZ])
    partial = recognizer.partial()
    recognizer.accept(sound[3 * RATE_HZ :])
    final = recognizer.finish()
    assert 0 < len(partial) < len(final)
    assert partial[0].text == final[0].text


def test_quiet_speech_is_heard_as_well_as_loud(engine, turns):
    _, sound = turns[0]
    loud = hear(engine.recognizer(), sound)
    quiet = hear(engine.recognizer(), sound / np.float32(16))  # exact in float32
    assert [word.text for word in quiet] == [word.text for word in loud]


def test_two_threads_hear_what_one_after_the_other_hears(engine, turns):
    sounds = [turns[0][1], turns[3][1]]
    expected = [hear(engine.recognizer(), sound) for sound in sounds]
    heard = [[], []]

    def work(at):
        heard[at] += [hear(engine.recognizer(), sounds[at]) for _ in range(4)]

    threads = [threading.Thread(target=work, args=(at,)) for at in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == [[words] * 4 for words in expected]


@pytest.mark.parametrize("count", [0, 1, 300, 800, 1500])
def test_next_to_nothing_gives_no_words_and_no_complaint(engine, capfd, count):
    noise = np.random.default_rng(0).normal(0, 0.1, count).astype(np.float32)
    assert len(hear(engine.recognizer(), noise)) <= 1
    assert capfd.readouterr() == ("", "")


def test_silence_gives_no_words(engine):
    assert hear(engine.recognizer(), np.zeros(2 * RATE_HZ, np.float32)) == ()


def test_a_closed_engine_says_so(turns):
    engine = MoonshineEngine()
    recognizer = engine.recognizer()
    engine.close()
    engine.close()
    with pytest.raises(ModelError, match="closed"):
        hear(recognizer, turns[0][1])


def test_wrong_weights_are_one_line(tmp_path, capfd):
    with pytest.raises(ModelError, match="not a whole Moonshine model"):
        MoonshineEngine(tmp_path)
    for name in ("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin"):
        (tmp_path / name).write_bytes(b"no weights")
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        MoonshineEngine(tmp_path)
    assert "\n" not in str(caught.value)
