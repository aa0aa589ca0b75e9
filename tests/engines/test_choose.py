from pathlib import Path

import pytest

from callassist.engines.choose import choose_engine
from callassist.engines.moonshine import bundled_folder
from callassist.errors import ModelError


def refused(match, *wanted, **how):
    with pytest.raises(ModelError, match=match) as caught:
        choose_engine(*wanted, **how)
    assert "\n" not in str(caught.value)


def put(models, model, name):
    models.mkdir(exist_ok=True)
    (models / name).symlink_to(model)


@pytest.fixture
def said():
    return []


def test_without_a_vosk_model_the_fallback_is_announced(models, said):
    engine = choose_engine(announce=said.append)
    engine.close()
    assert (engine.name, engine.language) == ("moonshine", "en")
    assert len(said) == 1
    assert "fallback" in said[0]
    assert "callassist models install" in said[0]


def test_moonshine_asked_for_is_no_fallback(models, said):
    choose_engine("moonshine", language="en-GB", announce=said.append).close()
    assert said == []


def test_an_installed_vosk_model_of_the_language_comes_first(models, korean_model, said):
    put(models, korean_model, "vosk-model-small-ko-0.22")
    engine = choose_engine(language="ko-KR", announce=said.append)
    engine.close()
    assert (engine.name, engine.language) == ("vosk", "ko")
    assert said == []


def test_a_model_of_another_language_is_not_taken(models, korean_model, said):
    put(models, korean_model, "vosk-model-small-ko-0.22")
    engine = choose_engine(announce=said.append)
    engine.close()
    assert engine.name == "moonshine"


def test_a_damaged_model_is_announced_before_the_fallback(models, said):
    (models / "vosk-model-en-us-0.22" / "am").mkdir(parents=True)
    (models / "vosk-model-en-us-0.22" / "am" / "final.mdl").touch()
    choose_engine(announce=said.append).close()
    assert "not a whole Vosk model" in said[0]
    assert "fallback" in said[1]
    refused("not a whole Vosk model", "vosk")


def test_what_is_not_there_is_one_line_that_says_what_to_do(models, tmp_path):
    refused("callassist models install", "vosk")
    refused("no Vosk model for 'fr'", "auto", language="fr")
    refused("English only", "moonshine", language="fr")
    refused("there is no model folder", model=tmp_path / "nowhere")
    refused("not a whole Vosk model", model=tmp_path)
    with pytest.raises(ValueError, match="whisper"):
        choose_engine("whisper")


def test_a_model_asked_for_by_folder_or_by_name_is_taken(models, korean_model, said):
    engine = choose_engine(model=korean_model, language="ko", announce=said.append)
    engine.close()
    assert (engine.name, engine.model, engine.language) == ("vosk", "model", "ko")
    put(models, korean_model, "vosk-model-small-ko-0.22")
    engine = choose_engine("vosk", model=Path("vosk-model-small-ko-0.22"))
    engine.close()
    assert engine.language == "ko"
    assert said == []


def test_a_folder_tells_which_engine_it_is_for(models, korean_model):
    folder = bundled_folder()
    engine = choose_engine(model=folder)
    engine.close()
    assert engine.name == "moonshine"
    refused("not a whole Vosk model", "vosk", model=folder)
    refused("not a Moonshine model", "moonshine", model=korean_model)


def test_choosing_never_reaches_for_the_network(models, said, tmp_path, monkeypatch):
    from tests.guards import network_guard

    log = tmp_path / "reached"
    monkeypatch.setenv(network_guard.LOG_VARIABLE, str(log))
    undo = network_guard.install(allow_loopback=False)
    try:
        choose_engine(announce=said.append).close()
    finally:
        undo()
    assert not log.exists()


def test_moonshine_has_a_name_as_others_have(models):
    engine = choose_engine(model=Path("moonshine-tiny-en"))
    engine.close()
    assert engine.name == "moonshine"


def test_a_folder_that_may_not_be_looked_into_is_no_model(models, monkeypatch):
    (models / "locked").mkdir(parents=True)
    is_file = Path.is_file

    def refuse(path):
        if "locked" in path.parts:
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", refuse)
    choose_engine().close()
