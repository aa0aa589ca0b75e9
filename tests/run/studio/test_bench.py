"""The workbench: text and form as one, undo, mistakes, locks, saving."""

from __future__ import annotations

import datetime
import tomllib

import pytest

from callassist.errors import PromptPackError
from callassist.prompts.writing import PackChangedError
from callassist.run.studio.pack_text import words_of
from tests.run.studio.conftest import OWN

SAY = ("prompt", "listen", "say")
WHEN = ("prompt", "listen", "when")


def test_a_file_that_is_not_there_begins_empty(tmp_path, make_bench, own):
    own.unlink()
    bench = make_bench()
    assert bench.text == ""
    assert bench.pack.rule("listen") is not None
    bench.set_key(SAY, "Let her finish")
    bench.save()
    assert tomllib.loads(own.read_text())["prompt"] == [{"id": "listen", "say": "Let her finish"}]


def test_a_key_is_written_and_read_back(bench):
    bench.set_key(SAY, "Let her finish")
    assert bench.pack.rule("listen").say == "Let her finish"
    assert bench.own(SAY)
    assert bench.is_changed


def test_a_key_that_says_what_holds_anyway_leaves_the_file(bench):
    before = bench.pack.rule("listen").say
    bench.set_key(SAY, "Let her finish")
    bench.set_key(SAY, before)
    assert not bench.own(SAY)
    assert tomllib.loads(bench.text) == tomllib.loads(OWN)


def test_only_what_differs_of_a_condition_is_written(bench):
    bench.set_key(WHEN, {"finding": "interruption", "channel": "agent", "min_score": 0.8})
    assert tomllib.loads(bench.text)["prompt"][1]["when"] == {"min_score": 0.8}
    when = bench.pack.rule("listen").when[0]
    assert (when.channel, when.min_score) == ("agent", 0.8)
    bench.set_key(WHEN, {"finding": "interruption", "min_score": 0.8})  # of either side now
    assert bench.pack.rule("listen").when[0].channel is None


def test_mistakes_are_told_with_their_lines_and_the_last_good_pack_stays(bench):
    bench.set_key(SAY, "Let her finish")
    good = bench.pack
    bench.set_text(bench.text + "prioritty = 3\n")
    assert not bench.is_good
    assert bench.pack is good
    (trouble,) = bench.troubles
    assert bench.text.split("\n")[trouble.line - 1] == "prioritty = 3"
    assert "did you mean 'priority'" in trouble.text
    assert "acme.toml" not in trouble.text


def test_a_text_that_is_no_toml_rests_the_form(bench):
    bench.set_text("id = ")
    assert not bench.is_toml
    with pytest.raises(PromptPackError, match="mend the mistake"):
        bench.set_key(SAY, "Let her finish")


def test_undo_and_redo(bench):
    bench.set_key(SAY, "One")
    bench.set_key(SAY, "Two")  # of one drag
    bench.end_joining()
    bench.set_key(SAY, "Three")
    assert bench.undo_label == "listen say"
    bench.undo()
    assert bench.pack.rule("listen").say == "Two"
    bench.undo()
    assert bench.text == OWN
    assert not bench.undo_label
    bench.redo()
    bench.redo()
    assert bench.pack.rule("listen").say == "Three"
    assert not bench.redo_label


def test_locked_keys_cannot_be_set_and_are_told_in_the_text(make_bench):
    bench = make_bench("listen.*", "budget.max_per_min")
    assert bench.is_locked(SAY)
    assert bench.is_locked(("budget", "max_per_min"))
    assert not bench.is_locked(("prompt", "restate", "say"))
    with pytest.raises(PromptPackError, match="locked by the policy of Acme"):
        bench.set_key(SAY, "Let her finish")
    say = bench.pack.rule("listen").say
    bench.set_text(OWN + '\n[[prompt]]\nid = "listen"\nsay = "Mine"\n')
    assert bench.is_good
    assert bench.pack.rule("listen").say == say
    assert bench.troubles[0].locked
    assert bench.troubles[0].line == 10


def test_prompts_of_its_own_come_and_go(bench):
    name = bench.add_prompt()
    assert bench.is_good
    assert bench.is_own_prompt(name)
    assert bench.line_of_prompt(name) == 8
    bench.remove("prompt", name)
    assert bench.pack.rule(name) is None


def test_a_finding_from_phrases(bench):
    bench.add_finding("custom.jargon", "agent", "backend ticket(s)?")
    bench.set_key(("prompt", "listen", "when"), {"finding": "custom.jargon"})
    assert bench.is_good, bench.troubles
    assert bench.pack.rule("listen").when[0].finding == "custom.jargon"


def test_saving_is_undone_by_no_other(bench, own):
    bench.set_key(SAY, "Mine")
    own.write_text(OWN + "# theirs\n", encoding="utf-8")
    with pytest.raises(PackChangedError) as caught:
        bench.save()
    assert own.read_text(encoding="utf-8").endswith("# theirs\n")
    assert "Mine" in bench.text
    bench.keep_mine(caught.value)
    assert "Mine" in own.read_text(encoding="utf-8")
    assert not bench.is_changed


def test_what_is_saved_over_theirs_has_a_version_above(bench, own):
    bench.set_key(SAY, "Mine")
    bench.note_change(bench.next_version(), "Ana", "mine", datetime.date(2026, 11, 2))
    own.write_text(OWN.replace("version = 2", "version = 7"), encoding="utf-8")
    with pytest.raises(PackChangedError) as caught:
        bench.save()
    bench.keep_mine(caught.value)
    assert bench.is_good, bench.troubles
    assert bench.pack.version == 8
    assert [(entry.version, entry.text) for entry in bench.pack.changelog[-1:]] == [(8, "mine")]


def test_theirs_may_be_taken_and_undone(bench, own):
    bench.set_key(SAY, "Mine")
    own.write_text(OWN + "# theirs\n", encoding="utf-8")
    with pytest.raises(PackChangedError) as caught:
        bench.save()
    bench.take_theirs(caught.value)
    assert bench.text.endswith("# theirs\n")
    assert not bench.is_changed
    bench.undo()
    assert "Mine" in bench.text


def test_a_version_with_its_entry(bench, own):
    bench.set_key(SAY, "Let her finish")
    assert bench.next_version() == 3
    bench.note_change(3, "Ana", "say it kindly", datetime.date(2026, 11, 2))
    bench.save()
    assert bench.pack.version == 3
    assert bench.pack.changelog[-1].text == "say it kindly"
    assert bench.next_version() == 4
    assert bench.is_good, bench.troubles


def test_a_companys_words_and_a_findings_sequence(bench):
    bench.set_text(f'schema = 1\n{OWN}\n[[words]]\nproducts = ["Zento"]\n')
    bench.set_key(("words", "en", "company"), ["Acme", "Acme Telecom"])
    assert words_of(bench.text, "en") == {
        "company": ["Acme", "Acme Telecom"],
        "products": ["Zento"],
    }
    assert bench.text.count("[[words]]") == 1
    for key in ("company", "products"):
        bench.set_key(("words", "en", key), [])
    assert "[[words]]" not in bench.text
    bench.add_finding("custom.jargon", "agent", "backend ticket")
    cue = {"any_of": ["that means"], "within_s": 12.0}
    bench.set_key(("finding", "custom.jargon", "not_followed_by"), cue)
    bench.set_key(("finding", "custom.jargon", "count"), {"times": 2, "within_s": 60.0})
    assert bench.is_good, bench.troubles
    (finding,) = bench.pack.findings
    assert finding.not_followed_by.within_s == 12.0
    assert finding.count.times == 2
    bench.set_key(("finding", "custom.jargon", "not_followed_by"), None)
    assert "not_followed_by" not in bench.text


def test_a_policy_locks_words(make_bench):
    bench = make_bench("words.company")
    assert bench.is_locked(("words", "en", "company"))
    assert not bench.is_locked(("words", "en", "products"))
