"""Export and import: one checked file, nothing written over, nothing lost."""

import pytest

from callassist.errors import CallAssistError, PromptPackError
from callassist.run.packs.sharing import export_pack, import_pack
from callassist.store.signing import load_key, make_key

TEXT = (
    '# our words\nschema = 2\nid = "acme"\nversion = 3\n[[prompt]]\nid = "listen"\nsay = "Hush"\n'
)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "acme.toml"
    path.write_text(TEXT)
    return path


@pytest.fixture
def key(tmp_path):
    make_key(tmp_path / "team.key")
    return tmp_path / "team.key"


def test_a_pack_goes_round_with_its_comments(source, key, tmp_path):
    (tmp_path / "share").mkdir()
    out, pack = export_pack(source, tmp_path / "share", key)
    assert (out.name, pack.version) == ("acme-3.pack.toml", 3)
    own = tmp_path / "own" / "prompts.toml"
    taken = import_pack(out, own, load_key(key).public)
    assert own.read_text() == TEXT
    assert (taken.former, taken.signed_by) == (None, load_key(key).public)
    assert export_pack(out, tmp_path / "again.pack.toml", key)[1] == pack  # a sealed one, too
    assert (tmp_path / "again.pack.toml").read_bytes() == out.read_bytes()


def test_what_is_there_is_not_written_over(source, tmp_path):
    out, _ = export_pack(source, tmp_path / "a.pack.toml")
    assert export_pack(source, out)[0] == out  # the same again is no harm
    source.write_text(TEXT.replace("Hush", "Shh"))
    with pytest.raises(PromptPackError, match="raise the pack's version"):
        export_pack(source, out)
    assert "Hush" in out.read_text()


def test_a_pack_with_mistakes_is_neither_exported_nor_imported(source, tmp_path):
    source.write_text(TEXT.replace("say =", "sya ="))
    with pytest.raises(PromptPackError, match="did you mean 'say'"):
        export_pack(source, tmp_path / "a.pack.toml")
    assert not (tmp_path / "a.pack.toml").exists()


def test_a_changed_file_is_not_imported(source, tmp_path):
    out, _ = export_pack(source, tmp_path / "a.pack.toml")
    out.write_text(out.read_text().replace("Hush", "Evil"))
    own = tmp_path / "own.toml"
    with pytest.raises(PromptPackError, match="was changed or damaged"):
        import_pack(out, own)
    with pytest.raises(PromptPackError, match="is not sealed"):
        import_pack(source, own)
    assert not own.exists()


def test_ones_own_pack_is_kept_when_another_takes_its_place(source, tmp_path):
    out, _ = export_pack(source, tmp_path / "a.pack.toml")
    own = tmp_path / "prompts.toml"
    own.write_text("version = 9\n")
    with pytest.raises(PromptPackError, match="--replace"):
        import_pack(out, own)
    assert own.read_text() == "version = 9\n"
    taken = import_pack(out, own, replace=True)
    assert taken.former.name == "prompts.before-1.toml"
    assert (taken.former.read_text(), own.read_text()) == ("version = 9\n", TEXT)
    own.write_text("version = 10\n")
    assert import_pack(out, own, replace=True).former.name == "prompts.before-2.toml"
    assert import_pack(out, own).former is None  # the same again


def test_a_key_that_is_none_is_told(source, tmp_path):
    with pytest.raises(CallAssistError, match="callassist prompts key"):
        export_pack(source, tmp_path / "a.pack.toml", source)
