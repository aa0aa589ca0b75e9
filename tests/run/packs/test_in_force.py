"""The pack in force: layers, a team's folder, locks; and nothing broken takes it down."""

from __future__ import annotations

import threading

import pytest

from callassist import paths
from callassist.detect.judge import Judge
from callassist.errors import PromptPackError
from callassist.prompts.pack import default_pack
from callassist.prompts.sealing import seal
from callassist.run.packs import in_force, team
from callassist.run.packs.in_force import current_pack
from callassist.run.packs.team import resolve_folder
from callassist.settings.policy import Policy, rules
from callassist.settings.user import PromptSettings, UserSettings
from callassist.store.signing import make_key


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    path = tmp_path / "config" / "prompts.toml"
    path.parent.mkdir()
    monkeypatch.setattr(paths, "user_pack_path", lambda: path)
    monkeypatch.setattr(paths, "kept_packs_dir", lambda: tmp_path / "kept")
    return path


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "share"
    path.mkdir()
    return path


@pytest.fixture
def key(tmp_path):
    return make_key(tmp_path / "team.key")


def team_text(version: int, say: str = "Hush", more: str = "") -> str:
    return (
        f'schema = 2\nid = "acme"\nversion = {version}\n{more}\n'
        f'[[prompt]]\nid = "listen"\nsay = "{say}"\n'
    )


def publish(folder, version, key=None, say="Hush", more="", name=None):
    path = folder / (name or f"acme-{version}.pack.toml")
    path.write_text(seal(team_text(version, say, more), key), "utf-8")
    return path


def load(*policies, **prompts):
    settings = UserSettings(prompts=PromptSettings(**prompts))
    laws = tuple(
        Policy.model_validate({"schema": 1, "company": "ACME", "prompts": p}) for p in policies
    )
    return current_pack(settings, rules(settings, laws))


def says(loaded) -> str:
    return loaded.pack.rule("listen").say


# --- One's own file ------------------------------------------------------------------------


def test_with_nothing_else_it_is_the_default():
    loaded = load()
    assert loaded.pack == default_pack()
    assert (loaded.sources, loaded.problems) == (("the default pack, version 1",), ())


def test_ones_own_file_lies_on_top(own):
    own.write_text('[[prompt]]\nid = "listen"\nsay = "Let her finish"\n')
    loaded = load()
    assert (says(loaded), loaded.pack.id, loaded.problems) == (
        "Let her finish", "default+local", (),
    )  # fmt: skip
    assert loaded.sources[-1] == f"your own {own}"


def test_a_broken_one_leaves_the_last_good_one_in_use(own):
    own.write_text('[[prompt]]\nid = "listen"\nsay = "Let her finish"\n')
    load()
    own.write_text('[[prompt]]\nid = "listen"\nsya = "x"\nshow_s = 99\n')
    loaded = load()
    assert says(loaded) == "Let her finish"
    (problem,) = loaded.problems
    assert problem.startswith("prompts.toml:3: [[prompt]] 'listen': unknown key 'sya'")
    assert problem.endswith("its last good version is used")
    own.unlink()
    assert says(load()) == "Let them finish"  # gone on purpose: no ghost of it stays


@pytest.mark.parametrize(
    "data", [b"\xff", b"say = ", b"a = " + b"[" * 9999, b'[[prompt]]\nid = "zz"\n', b"x" * 600_000]
)
def test_a_broken_one_without_a_former_is_left_out(own, data):
    own.write_bytes(data)
    loaded = load()
    assert loaded.pack == default_pack()
    (problem,) = loaded.problems
    assert "it is left out until that is mended" in problem
    assert len(problem.splitlines()) == 1


def test_a_named_file_that_is_not_there_is_told(tmp_path):
    loaded = load(pack=tmp_path / "none.toml")
    assert loaded.pack == default_pack()
    assert "cannot read the prompt pack" in loaded.problems[0]


def test_where_nothing_can_be_kept_it_still_works(own, tmp_path):
    (tmp_path / "kept").write_text("a file in the way")
    own.write_text('[[prompt]]\nid = "listen"\nsay = "Hm"\n')
    assert (says(load()), load().problems) == ("Hm", ())


def test_a_damaged_installation_is_told(monkeypatch, tmp_path):
    def broken():
        raise PromptPackError("default.toml:1: damaged", ("x",))

    monkeypatch.setattr(in_force, "default_pack", broken)
    with pytest.raises(PromptPackError, match="damaged"):
        load()


# --- Profiles ------------------------------------------------------------------------------


def test_a_profile_lies_below_ones_own(own):
    own.write_text('[[prompt]]\nid = "restate"\nmax_per_call = 3\n')
    loaded = load(profile="sales")
    assert loaded.pack.id == "sales+local"
    assert loaded.pack.budget.max_per_10_min == 6
    assert loaded.pack.rule("restate").max_per_call == 3
    assert loaded.sources[1] == "the profile sales"
    assert Judge(additions=loaded.pack.additions())._custom


def test_an_unknown_profile_is_told_and_passed_over():
    loaded = load(profile="sale")
    assert loaded.pack == default_pack()
    assert loaded.problems == (
        "there is no profile 'sale' — did you mean 'sales'?; no profile is used",
    )


def test_the_eu_mode_brings_its_profile():
    settings = UserSettings(eu_mode=True, prompts=PromptSettings(profile="support"))
    loaded = current_pack(settings, rules(settings))
    assert not loaded.pack.rule("slow_down").enabled
    assert loaded.sources[1:] == ("the profile eu", "the profile support")


def test_a_policy_fixes_the_profile():
    assert load({"profile": "support"}, profile="sales").pack.id == "support"


def test_a_profile_of_ones_choice_cannot_change_what_is_locked():
    loaded = load({"locked": ["budget.*"]}, profile="sales")
    assert loaded.pack.budget == default_pack().budget
    assert any("'max_per_10_min' is locked" in line for line in loaded.problems)
    fixed = load({"locked": ["budget.*"], "profile": "sales"})
    assert fixed.pack.budget.max_per_10_min == 6


# --- A team's folder -----------------------------------------------------------------------


def test_the_newest_pack_that_verifies_is_taken(folder, key):
    publish(folder, 9, key, "Nine")
    publish(folder, 10, key, "Ten")
    publish(folder, 2, key, "Two")
    (folder / "notes.txt").write_text("no pack")
    loaded = load({"team_folder": str(folder), "trusted_key": key.public})
    assert (says(loaded), loaded.pack.id, loaded.pack.version) == ("Ten", "acme", 10)
    assert loaded.problems == ()
    assert loaded.sources[-1] == "your team's pack acme 10 (acme-10.pack.toml, signed)"


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda text, _: text.replace("Eleven", "Evil"), "was changed or damaged"),
        (lambda text, _: seal(team_text(11, "Evil")), "is not signed"),
        (lambda text, other: seal(team_text(11, "Evil"), other), "not the trusted one"),
        (lambda text, _: team_text(11, "Evil"), "is not sealed"),
        (lambda text, _: text[:-20], "was changed or damaged"),
        (lambda text, _: text[:200], "is not sealed"),
        (lambda text, _: "", "is not sealed"),
    ],
)
def test_a_spoiled_one_is_refused_and_the_last_good_one_stays(
    folder, key, tmp_path, spoil, problem
):
    law = {"team_folder": str(folder), "trusted_key": key.public}
    publish(folder, 10, key, "Ten")
    load(law)
    path = publish(folder, 11, key, "Eleven")
    path.write_text(spoil(path.read_text("utf-8"), make_key(tmp_path / "evil.key")), "utf-8")
    (folder / "acme-10.pack.toml").unlink()
    loaded = load(law)
    assert says(loaded) == "Ten"
    (line,) = loaded.problems
    assert problem in line
    assert line.endswith("acme 10 stays in use")
    assert len(line.splitlines()) == 1


def test_an_approved_one_with_mistakes_is_passed_over(folder, key):
    publish(folder, 10, key, "Ten")
    publish(folder, 11, key, "Eleven", more="from_the_future = 1")
    loaded = load({"team_folder": str(folder), "trusted_key": key.public})
    assert says(loaded) == "Ten"
    (problem,) = loaded.problems
    assert "unknown key 'from_the_future'" in problem


def test_an_older_one_never_comes_back(folder, key):
    law = {"team_folder": str(folder), "trusted_key": key.public}
    publish(folder, 10, key, "Ten")
    load(law)
    (folder / "acme-10.pack.toml").unlink()
    publish(folder, 9, key, "Nine")
    assert says(load(law)) == "Ten"
    publish(folder, 12, key, "Nine again")
    assert says(load(law)) == "Nine again"


def test_a_folder_that_is_gone_leaves_the_last_good_one(folder, key):
    law = {"team_folder": str(folder), "trusted_key": key.public}
    publish(folder, 10, key, "Ten")
    load(law)
    folder.rename(folder.with_name("elsewhere"))
    loaded = load(law)
    assert says(loaded) == "Ten"
    (problem,) = loaded.problems
    assert "cannot be read" in problem
    assert problem.endswith("acme 10 stays in use")


def test_a_drive_that_hangs_is_not_waited_for(folder, key, monkeypatch):
    law = {"team_folder": str(folder), "trusted_key": key.public}
    publish(folder, 10, key, "Ten")
    load(law)
    answered = threading.Event()
    monkeypatch.setattr(team, "TEAM_WAIT_S", 0.05)
    monkeypatch.setattr(team, "_texts", lambda _folder: answered.wait(30) and [])
    loaded = load(law)
    answered.set()
    assert says(loaded) == "Ten"
    assert "did not answer" in loaded.problems[0]


def test_the_kept_copy_must_verify_too(folder, key, tmp_path):
    law = {"team_folder": str(folder), "trusted_key": key.public}
    publish(folder, 10, key, "Ten")
    load(law)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text(kept.read_text("utf-8").replace("Ten", "Evil"), "utf-8")
    (folder / "acme-10.pack.toml").unlink()
    loaded = load(law)
    assert says(loaded) == "Let them finish"
    assert "no pack of the team is used" in loaded.problems[0]
    other = make_key(tmp_path / "next.key")  # the team changes its key: the old pack is out
    publish(folder, 10, key, "Ten")
    assert says(load({**law, "trusted_key": other.public})) == "Let them finish"


def test_another_teams_copy_is_not_ours(folder, key, tmp_path):
    publish(folder, 10, key, "Ten")
    load({"team_folder": str(folder), "trusted_key": key.public})
    other = tmp_path / "other"
    other.mkdir()
    publish(other, 2, key, "Two")
    assert says(load({"team_folder": str(other), "trusted_key": key.public})) == "Two"


def test_without_a_key_a_checksum_is_enough(folder):
    publish(folder, 3, say="Three")
    loaded = load(team_folder=str(folder))
    assert says(loaded) == "Three"
    assert "not signed" in loaded.sources[-1]


def test_an_empty_folder_says_so(folder):
    assert load(team_folder=str(folder)).problems == (
        "the team folder holds no pack yet; no pack of the team is used",
    )


def test_ones_own_lies_over_the_teams_but_not_over_what_is_locked(folder, key, own):
    publish(folder, 10, key, "Ten", more="[budget]\nmax_per_10_min = 5")
    own.write_text(
        "[budget]\nmax_per_10_min = 60\nmin_gap_s = 9.0\n"
        '[[prompt]]\nid = "listen"\nsay = "Mine"\npriority = 1\n'
        '[[prompt]]\nid = "use_name"\nenabled = false\n'
    )
    law = {"team_folder": str(folder), "trusted_key": key.public,
           "locked": ["budget.max_per_10_min", "listen.*"]}  # fmt: skip
    loaded = load(law)
    assert says(loaded) == "Ten"
    assert (loaded.pack.budget.max_per_10_min, loaded.pack.budget.min_gap_s) == (5, 9.0)
    assert not loaded.pack.rule("use_name").enabled
    assert loaded.pack.rule("listen").priority == default_pack().rule("listen").priority
    assert [line.split(":")[1] for line in loaded.problems] == ["2", "6", "7"]
    assert all("locked by the policy of ACME" in line for line in loaded.problems)
    assert loaded.pack.id == "acme+local"


# --- Addresses -----------------------------------------------------------------------------


def test_a_folder_may_be_named_in_several_ways(folder, tmp_path):
    shortcut = tmp_path / "packs.url"
    shortcut.write_text(f"[InternetShortcut]\r\nURL={folder.as_uri()}\r\n")
    plain = tmp_path / "where.txt"
    plain.write_text(f"# our packs\n\n{folder}\n")
    for address in (
        str(folder),
        f" {folder}\n",
        folder.as_uri(),
        str(shortcut),
        shortcut.as_uri(),
        str(plain),
    ):
        assert resolve_folder(address) == folder


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://example.org/packs", "is on the network"),
        ("smb://server/packs", "is on the network"),
        ("file://server/packs", "names another computer"),
        ("packs", "is no whole path"),
        ("/pa\0cks", ""),
    ],
)
def test_nothing_on_the_network_is_opened(address, problem):
    with pytest.raises(PromptPackError) as caught:
        resolve_folder(address)
    assert problem in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_shortcut_leads_one_step_and_not_to_the_network(tmp_path):
    one, two = tmp_path / "one.url", tmp_path / "two.url"
    one.write_text(f"URL={two}\n")
    two.write_text(f"URL={one}\n")
    assert resolve_folder(str(one)) == two
    two.write_text("URL=http://example.org\n")
    with pytest.raises(PromptPackError, match="network"):
        resolve_folder(str(two))
    two.write_text("\n")
    with pytest.raises(PromptPackError, match="names no folder"):
        resolve_folder(str(two))
