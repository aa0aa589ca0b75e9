"""A company's own findings, words and changelog in a pack: read, refused, handed on."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.errors import PromptPackError
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_document, default_pack, merged_pack, parse_pack
from callassist.prompts.profiles import profile_names, profile_path
from callassist.settings.custom import NO_ADDITIONS, OPEN_CATEGORIES
from callassist.types import Finding

PACK = """\
schema = 2
id = "acme"
author = "Dana"

[[finding]]
id = "custom.jargon"
meaning = "words of the back office"
side = "agent"
any_of = ["backend ticket", "as per (the)? sla"]
follows = { any_of = ["when"], within_s = 20 }
not_followed_by = { any_of = ["that means"] }
count = { times = 2, within_s = 60 }

[[finding]]
id = "custom.explained"
side = "agent"
any_of = ["that means"]
credits_agent = true

[[words]]
company = ["Acme"]
products = ["Zento (box)?"]
greetings = ["welcome to acme"]
closings = ["stay connected"]
phrases = { apology = ["my bad"] }

[[changelog]]
version = 3
date = 2026-11-02
author = "Dana"
text = "Fewer interruption prompts"

[[prompt]]
id = "jargon"
when = { finding = "custom.jargon", channel = "agent" }
say = "Plain words"
clears = { finding = "custom.explained" }
"""
LOWER = default_document()


def read(text, lower=LOWER):
    return parse_pack(text, "acme.toml", lower)


def problems_of(text, lower=LOWER):
    with pytest.raises(PromptPackError) as caught:
        read(text, lower)
    return caught.value.problems


def test_all_of_it_is_read_and_handed_on():
    pack = read(PACK)
    assert (pack.author, pack.changelog[0].date) == ("Dana", datetime.date(2026, 11, 2))
    added = pack.additions()
    jargon, explained = added.findings
    assert (jargon.kind, jargon.side, jargon.times, jargon.times_within_s) == (
        "custom.jargon", "agent", 2, 60.0,
    )  # fmt: skip
    assert (jargon.follows.side, jargon.follows.within_s) == ("customer", 20.0)
    assert (jargon.not_followed_by.side, jargon.not_followed_by.within_s) == ("agent", 10.0)
    assert explained.follows is None
    phrases = added.categories()
    assert phrases["product"] == ["Zento (box)?"]
    assert phrases["closing_hard"] == ["stay connected", "!welcome to acme"]
    assert phrases["apology"] == ["my bad"]
    assert phrases["custom.jargon follows"] == ["when"]


def test_what_is_of_another_language_or_off_is_not_handed_on():
    text = PACK.replace(
        'side = "agent"\nany_of = ["that means"]',
        """\
side = "agent"\nlanguage = "de"\nany_of = ["das bedeutet"]""",
    )
    pack = read(text)
    assert [f.kind for f in pack.additions("en-GB").findings] == ["custom.jargon"]
    assert [f.kind for f in pack.additions("de").findings] == ["custom.jargon", "custom.explained"]
    assert pack.additions("de").phrases == ()
    off = read(PACK.replace("credits_agent = true", "enabled = false"))
    assert [f.kind for f in off.additions().findings] == ["custom.jargon"]
    assert default_pack().additions() is NO_ADDITIONS


def test_a_prompt_fires_on_and_is_followed_by_findings_of_ones_own():
    prompter = Prompter(read(PACK))
    (shown,) = prompter.push(Finding("custom.jargon", "agent", 1.0, 2.0, 3.0, 0.8, ("ticket",)))
    assert (shown.id, shown.say) == ("jargon", "Plain words")
    (done,) = prompter.push(Finding("custom.explained", "agent", 4.0, 5.0, 5.5, 0.8))
    assert done.outcome == "followed"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"backend ticket"', '"(backend ticket"', "acme.toml:9: [[finding]] 'custom.jargon': "
         "any_of: \"(backend ticket\" has a '(' without its ')'"),
        ('any_of = ["backend ticket", "as per (the)? sla"]', 'any_of = "x"', "acme.toml:9: "
         "[[finding]] 'custom.jargon': 'any_of' must be a list in square brackets, even for one"),
        ('any_of = ["backend ticket", "as per (the)? sla"]', 'any_of = ["!x"]',
         "'any_of' must have at least one phrase that does not begin with '!'"),
        ('any_of = ["when"]', 'any_of = []', "acme.toml:10: [[finding]] 'custom.jargon': follows: "
         "'any_of' must have at least one phrase"),
        ('side = "agent"\nany_of = ["back', 'sid = "agent"\nside = "agnt"\nany_of = ["back',
         "unknown key 'sid' — did you mean 'side'?"),
        ('side = "agent"\nany_of = ["back', 'side = "agnt"\nany_of = ["back',
         "'side' must be one of \"agent\", \"customer\", not \"agnt\" — did you mean 'agent'?"),
        ("times = 2", "times = 1", "count: 'times' must be 2 to 50 times, not 1"),
        ("within_s = 60", "within = 60",
         "count: unknown key 'within' — did you mean 'within_s'?"),
        ('id = "custom.jargon"', 'id = "jargon"', "'id' must be custom. and small letters, digits "
         "and _, such as custom.jargon, not \"jargon\""),
        ('finding = "custom.jargon"', 'finding = "custom.jargn"',
         "unknown finding 'custom.jargn' — did you mean 'custom.jargon'?"),
        ('finding = "custom.jargon"', 'finding = "custom.zzzzzzzzzz"',
         "no [[finding]] has that id"),
        ('channel = "agent"', 'channel = "customer"',
         "'custom.jargon' is only ever noticed of the agent: write \"agent\""),
        ('side = "agent"\nany_of = ["that', 'side = "customer"\nany_of = ["that',
         "what the customer says cannot credit the agent"),
        ("apology", "apologie", "acme.toml:25: [[words]] 'en': unknown category 'apologie' — did "
         "you mean 'apology'?"),
        ('["Acme"]', '["!Acme"]', "\"!Acme\" may not begin with '!' here"),
        ('["Acme"]', '["Acme", 3]', "'company' must be text in quotes, not 3"),
        ("2026-11-02", '"2026-11-02"', "'date' must be a date without quotes, such as 2026-11-02"),
        ('text = "Fewer', 'texts = "Fewer', "[[changelog]] number 1: missing key 'text'"),
        ('author = "Dana"\n\n', 'author = ""\n\n', "'author' must not be empty"),
        ("schema = 2", "schema = 1", "'finding' needs schema = 2 at the top"),
        ("[[finding]]", "[finding]", "findings are written [[finding]], in double brackets"),
        ('phrases = { apology = ["my bad"] }', 'phrases = 3', "'phrases' must be a table"),
        ('company = ["Acme"]', 'language = "english"', "must be the code of a language"),
        ('company = ["Acme"]', 'compny = ["Acme"]', "did you mean 'company'?"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_in_these_words(old, new, problem):
    text = PACK.replace(old, new, 1)
    assert text != PACK
    if new == "[finding]":
        text = text.replace("[[finding]]", "[another]")
    found = problems_of(text)
    assert any(problem in line for line in found), found
    assert all(line.startswith("acme.toml") for line in found)


def test_new_findings_need_what_all_need_and_slips_are_understood():
    lower = read(PACK) and LOWER
    found = problems_of('[[finding]]\nid = "custom.jargn"\n', lower)
    assert found == (
        "acme.toml:1: [[finding]] 'custom.jargn': missing key 'side' in a new finding",
        "acme.toml:1: [[finding]] 'custom.jargn': missing key 'any_of' in a new finding",
    )


def test_every_profile_that_ships_is_a_good_pack():
    assert set(profile_names()) >= {"eu", "sales", "support"}
    for name in profile_names():
        pack = merged_pack(profile_path(name))
        assert pack.id == name
        assert len(pack.active) > 20
    with pytest.raises(PromptPackError, match="no profile 'sale' — did you mean 'sales'"):
        profile_path("sale")


def test_open_categories_are_in_the_lexicon():
    from callassist.detect.language.phrases import phrasebook

    assert set(OPEN_CATEGORIES) <= phrasebook().categories


keys = st.sampled_from(
    ["id", "side", "any_of", "follows", "not_followed_by", "count", "language", "score", "enabled",
     "phrases", "products", "company", "greetings", "version", "date", "text", "meaning", "times"]
)  # fmt: skip
values = st.sampled_from(
    ["'agent'", "'custom.x'", "[]", "['a']", "['(']", "[1]", "[['a']]", "{ any_of = ['a'] }", "3",
     "{ times = 2 }", "{ times = 2, within_s = 1 }", "{ apology = ['x'] }", "{ apology = 3 }",
     "true", "2026-01-01", "'en'", "''", "{}", "1e400", "'de'"]
)  # fmt: skip
headers = st.sampled_from(
    ["[[finding]]", "[[words]]", "[[changelog]]", "[finding]", "[words]", "[words.phrases]",
     "[[prompt]]", "[finding.count]", "[[words.phrases.apology]]"]
)  # fmt: skip


@given(st.lists(st.one_of(headers, st.builds("{} = {}".format, keys, values)), max_size=14))
def test_any_keys_and_values_give_a_pack_or_clean_problems(rows):
    try:
        pack = read("\n".join(rows))
    except PromptPackError as error:
        refused = error
    else:
        pack.additions()
        return
    assert refused.problems
    for problem in (*refused.problems, str(refused)):
        assert problem.startswith("acme.toml")
        assert problem.isprintable()
