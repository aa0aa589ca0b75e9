from __future__ import annotations

import re
import tomllib

import pytest

from callassist.paths import resources_dir
from callassist.prompts.pack import default_pack
from callassist.prompts.profiles import language_path
from callassist.run.packs.in_force import current_pack, layers_below
from callassist.settings.languages import prompt_language
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings

FILES = sorted((resources_dir() / "prompts" / "languages").glob("*.toml"))
_HOLE = re.compile(r"\{\w+\}")
WORDS = {"say", "say_plain", "instead"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_says_every_prompt_and_changes_words_only(path):
    upper = tomllib.loads(path.read_text(encoding="utf-8"))
    assert upper.keys() == {"schema", "id", "version", "prompt"}
    said = {table["id"]: table for table in upper["prompt"]}
    rules = {rule.id: rule for rule in default_pack().rules}
    assert list(said) == list(rules)
    for name, table in said.items():
        assert table.keys() - {"id"} <= WORDS
        for key in ("say", "say_plain"):
            ours, theirs = getattr(rules[name], key), table.get(key)
            if ours is None or _HOLE.fullmatch(ours):
                assert theirs is None, name
            else:
                assert _HOLE.findall(theirs) == _HOLE.findall(ours), name
                assert theirs != ours, name
        assert table.get("instead", {}).keys() <= rules[name].instead.keys()


def test_german_prompts_lie_over_the_default_ones_alone():
    settings = UserSettings(interface_language="de")
    loaded = current_pack(settings, Rules())
    assert loaded.sources == ("the default pack, version 1", "its words in de")
    assert loaded.problems == ()
    german, english = loaded.pack, default_pack()
    assert (german.id, german.version) == (english.id, english.version)
    listen = german.rule("listen")
    assert listen.say == "Ausreden lassen"
    for rule, before in zip(german.rules, english.rules, strict=True):
        fields = before.model_dump() | {key: getattr(rule, key) for key in WORDS}
        assert rule.model_dump() == fields


def test_what_lies_above_keeps_its_words(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        'schema = 1\n[[prompt]]\nid = "listen"\nsay = "Let her finish"\n', encoding="utf-8"
    )
    settings = UserSettings(interface_language="de")
    settings.prompts.pack = own
    pack = current_pack(settings, Rules()).pack
    assert pack.rule("listen").say == "Let her finish"
    assert pack.rule("slow_down").say == "Etwas langsamer"


def test_the_studio_edits_what_lies_below_in_its_language(tmp_path):
    below = layers_below(Rules(), language="de", kept_dir=tmp_path)
    assert below.pack.rule("slow_down").say == "Etwas langsamer"
    assert layers_below(Rules(), kept_dir=tmp_path).pack == default_pack()


def test_a_language_without_a_file_is_english():
    assert language_path("fr") is None
    assert language_path("../default") is None


@pytest.mark.parametrize(
    ("choice", "variables", "expected"),
    [
        ("de", {"LC_ALL": "en_US.UTF-8"}, "de"),
        ("en", {"LC_ALL": "de_DE.UTF-8"}, "en"),
        ("system", {"LC_ALL": "de_DE.UTF-8"}, "de"),
        ("system", {"LANG": "de_AT@euro"}, "de"),
        ("system", {"LC_ALL": "", "LC_MESSAGES": "de", "LANG": "en_US"}, "de"),
        ("system", {"LC_ALL": "C.UTF-8", "LANG": "de_DE"}, "en"),
        ("system", {"LANG": "POSIX"}, "en"),
    ],
)
def test_which_language_is_wanted(monkeypatch, choice, variables, expected):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert prompt_language(choice) == expected
