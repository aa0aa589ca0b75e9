import pytest

from callassist import paths
from callassist.engines import catalogue
from callassist.engines.catalogue import DEFAULT, find_entry, load_catalogue
from callassist.errors import ModelError


def test_the_default_is_the_official_model():
    entry = find_entry(DEFAULT)
    assert load_catalogue()[0] == entry
    assert (entry.engine, entry.language, entry.bytes) == ("vosk", "en", 41_205_931)
    assert entry.sha256 == "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498"
    assert entry.address.startswith("https://alphacephei.com/")


def test_names_are_unique_and_addresses_safe():
    entries = load_catalogue()
    assert len({entry.name for entry in entries}) == len(entries)
    assert all(entry.bundled or entry.address.startswith("https://") for entry in entries)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("schema = 1\nmodel = 3", "has a mistake"),
        ("schema = 2\nmodel = []", "has a mistake"),
        ("no toml", "has a mistake"),
        (
            'schema = 1\n[[model]]\nname = "../x"\nengine = "vosk"\nlanguage = "en"\n'
            'about = ""\nlicence = ""\nbundled = true',
            "has a mistake",
        ),
        (
            'schema = 1\n[[model]]\nname = "x"\nengine = "vosk"\nlanguage = "en"\n'
            'about = ""\nlicence = ""\naddress = "https://x"',
            "give address, sha256",
        ),
    ],
)
def test_a_mistake_is_one_line(tmp_path, monkeypatch, text, match):
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "catalogue_path", lambda: path)
    catalogue.load_catalogue.cache_clear()
    try:
        with pytest.raises(ModelError, match=match) as caught:
            load_catalogue()
        assert "\n" not in str(caught.value)
        path.unlink()
        with pytest.raises(ModelError, match="cannot be read"):
            load_catalogue()
    finally:
        catalogue.load_catalogue.cache_clear()
