"""What differs between two packs, and writing packs so that nothing is lost on the way."""

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.prompts.difference import differences
from callassist.prompts.pack import (
    Pack,
    changeable,
    default_document,
    default_pack,
    laid_over,
    parse_pack,
)
from callassist.prompts.writing import pack_text

from .generated import overlays

LOWER = changeable(default_document())


def over(upper: dict, lower=LOWER) -> Pack:
    return laid_over(tomli_w.dumps(upper), "x.toml", lower, upper)[1]


def texts(before: Pack, after: Pack) -> list[str]:
    return [each.text for each in differences(before, after)]


def test_it_speaks_in_peoples_words():
    text = """
schema = 2
id = "acme"
version = 4
[budget]
max_per_10_min = 6
[[prompt]]
id = "listen"
say = "Let her finish"
priority = 90
show_s = 7.5
[[prompt]]
id = "use_name"
enabled = false
[[prompt]]
id = "dont_rush"
when = { min_score = 0.7 }
unless = []
[[prompt]]
id = "voucher"
when = [{ finding = "stuck" }, { finding = "custom.vip", min_score = 0.2 }]
say = "Offer a voucher"
[[prompt]]
id = "wording"
instead = { "nope" = "let me see" }
[[finding]]
id = "custom.vip"
side = "customer"
any_of = ["gold card", "vip"]
[[words]]
products = ["Zento"]
[[changelog]]
version = 4
text = "Calmer"
"""
    assert texts(default_pack(), parse_pack(text, "x", LOWER)) == [
        "id default → acme",
        "version 1 → 4",
        "budget: most in ten minutes 8 → 6 prompts",
        "listen: says “Let her finish” instead of “Let them finish”",
        "listen: priority 95 → 90 points",
        "listen: stays 5 → 7.5 seconds",
        "dont_rush: fires on closing.rushed of the agent from 0.5 → "
        "closing.rushed of the agent from 0.7",
        "dont_rush: stays silent after resolution.confirmed within 10 s → nothing",
        "wording: instead: + “nope = let me see”",
        "use_name: switched off",
        "voucher: new prompt, says “Offer a voucher” on stuck or custom.vip from 0.2",
        "custom.vip: new finding, when the customer says “gold card”, “vip”",
        "words en: products: + “Zento”",
        "changelog: 4: Calmer",
    ]


def test_what_was_taken_away_is_told():
    before = parse_pack('[[finding]]\nid = "custom.a"\nside = "agent"\nany_of = ["a", "b"]\n'
                        'follows = { any_of = ["c"] }\n', "x", LOWER)  # fmt: skip
    (lost,) = differences(before, over({}))
    assert (lost.kind, lost.place, lost.text) == (
        "removed", "finding custom.a", "custom.a: finding removed",
    )  # fmt: skip
    fewer = parse_pack('[[finding]]\nid = "custom.a"\nside = "agent"\nany_of = ["b", "d"]\n',
                       "x", LOWER)  # fmt: skip
    assert texts(before, fewer) == [
        "custom.a: phrases: + “d”; - “a”",
        "custom.a: only after “c” within 10 s → none",
    ]


@settings(max_examples=60)
@given(overlays())
def test_a_pack_written_and_read_again_is_the_same(upper):
    pack = over(upper)
    again = parse_pack(pack_text(pack), "x.toml")
    assert differences(pack, again) == ()
    assert again.model_copy(update={"schema_version": 1}) == pack.model_copy(
        update={"schema_version": 1}
    )


@settings(max_examples=60)
@given(overlays())
def test_nothing_differs_but_what_was_laid_over(upper):
    lower, pack = over({}), over(upper)
    assert differences(pack, pack) == ()
    named = {
        *(f"prompt {table['id']}" for table in upper["prompt"]),
        *(f"finding {table['id']}" for table in upper["finding"]),
        *(f"words {table['language']}" for table in upper["words"]),
        "budget",
        "",
    }
    found = differences(lower, pack)
    assert {each.place for each in found} <= named
    for each in found:
        (back,) = [
            b for b in differences(pack, lower) if (b.place, b.key) == (each.place, each.key)
        ]
        opposite = {"added": "removed", "removed": "added", "changed": "changed"}
        assert back.kind == opposite[each.kind]
        assert each.text.isprintable()


@settings(max_examples=40)
@given(overlays(), overlays())
def test_laying_twice_changes_nothing_more_and_layers_add_up(first, second):
    document, pack = laid_over("", "x", LOWER, first)
    assert over(first, document) == pack
    both_document, both = laid_over("", "x", document, second)
    assert over(second, both_document) == both
    for table in second["prompt"]:
        for key in ("priority", "say", "enabled"):
            if key in table:
                assert getattr(both.rule(table["id"]), key) == table[key]
    for words in first["words"]:
        (mine,) = [each for each in both.words if each.language == words["language"]]
        assert set(words.get("products", ())) <= set(mine.products)


@given(st.data())
def test_a_key_that_is_changed_is_named(data):
    rule = data.draw(st.sampled_from(default_pack().rules))
    priority = data.draw(st.integers(0, 100).filter(lambda each: each != rule.priority))
    pack = over({"prompt": [{"id": rule.id, "priority": priority}]})
    (only,) = differences(over({}), pack)
    assert (only.place, only.key) == (f"prompt {rule.id}", "priority")
    assert only.text == f"{rule.id}: priority {rule.priority} → {priority} points"
