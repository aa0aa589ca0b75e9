"""Keys change in a pack's text, and nothing else does."""

from __future__ import annotations

import datetime
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.run.studio.pack_text import changed, with_entry, without_table
from tests.run.studio.conftest import OWN


def test_a_value_is_set_and_comments_stay():
    text = changed(OWN, ("prompt", "use_name", "say"), "Say their name")
    assert "# our customers prefer it so" in text
    assert "# ours" in text
    assert tomllib.loads(text)["prompt"][0]["say"] == "Say their name"


def test_a_new_table_goes_to_the_end_and_reads_well():
    text = changed(OWN, ("prompt", "listen", "when"), {"finding": "stuck", "min_score": 0.7})
    assert text.startswith(OWN.rstrip())
    assert text.endswith(
        '\n\n[[prompt]]\nid = "listen"\nwhen = { finding = "stuck", min_score = 0.7 }\n'
    )


def test_a_table_left_with_its_name_alone_goes():
    text = changed(OWN, ("prompt", "use_name", "enabled"), None)
    assert "prompt" not in tomllib.loads(text)


def test_tables_that_stand_apart_are_changed_all_the_same():
    text = OWN + "\n[budget]\nmin_gap_s = 9.0\n\n[[prompt]]\nid = 'listen'\npriority = 90\n"
    changed_text = changed(text, ("prompt", "listen", "priority"), 91)
    wanted = tomllib.loads(text)
    wanted["prompt"][1]["priority"] = 91
    assert tomllib.loads(changed_text) == wanted


def test_prompts_written_as_a_list_are_changed_all_the_same():
    text = 'prompt = [{ id = "listen", priority = 90 }]\n'
    assert tomllib.loads(changed(text, ("prompt", "restate", "priority"), 5))["prompt"] == [
        {"id": "listen", "priority": 90},
        {"id": "restate", "priority": 5},
    ]


def test_a_table_is_taken_away_whole():
    text = changed(OWN, ("prompt", "use_name", "say"), "Their name")
    assert "prompt" not in tomllib.loads(without_table(text, "prompt", "use_name"))
    assert without_table(OWN, "prompt", "listen") == OWN


def test_a_version_is_noted():
    text = with_entry("schema = 1\n" + OWN, 3, "Ana", "fewer", datetime.date(2026, 11, 2))
    read = tomllib.loads(text)
    assert read["version"] == 3
    assert read["schema"] == 2
    assert read["changelog"] == [
        {"version": 3, "date": datetime.date(2026, 11, 2), "author": "Ana", "text": "fewer"}
    ]


def test_what_is_no_toml_is_refused():
    with pytest.raises(ValueError, match="Invalid value"):
        changed("id = ", ("version",), 3)


NAMES = st.sampled_from(["listen", "restate", "use_name", "own_it"])
VALUES = st.one_of(
    st.integers(0, 99),
    st.booleans(),
    st.text(max_size=12),
    st.floats(0, 9, allow_nan=False),
    st.fixed_dictionaries({"finding": st.text(max_size=5)}),
    st.lists(st.fixed_dictionaries({"finding": st.text(max_size=5)}), max_size=4),
    st.none(),
)
PLACES = st.one_of(
    st.tuples(st.just("prompt"), NAMES, st.sampled_from(["say", "when", "priority"])),
    st.tuples(st.just("budget"), st.sampled_from(["min_gap_s", "stale_s"])),
    st.tuples(st.sampled_from(["version", "author"])),
)


@given(st.lists(st.tuples(PLACES, VALUES), max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_changes_in_any_order_give_what_was_asked(changes):
    text = OWN
    for place, value in changes:
        text = changed(text, place, value)
        here = tomllib.loads(text)
        if len(place) == 3:
            tables = [t for t in here.get("prompt", []) if t["id"] == place[1]]
            assert len(tables) <= 1
            here = tables[0] if tables else {}
        elif len(place) == 2:
            here = here.get("budget", {})
        assert here.get(place[-1]) == value
    assert tomllib.loads(text)["id"] == "acme"
