"""Loading packs: what is read, what is refused, in which words, on which line."""

from pathlib import Path

import pytest

from callassist.errors import PromptPackError
from callassist.prompts.pack import MAX_BYTES, default_pack, load_pack, merged_pack, parse_pack
from tests.prompts.calls import WHOLE, problems_of, prompt_problems


@pytest.fixture
def write(tmp_path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "prompts.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_whole_pack_stands_alone(write):
    pack = load_pack(write(WHOLE))
    assert (pack.id, pack.version, pack.schema_version) == ("mine", 2, 1)
    rule = pack.rule("listen")
    assert rule.when[0].channel == "agent"
    assert (rule.severity, rule.priority, rule.show_s, rule.effect_s) == ("nudge", 50, 6.0, 15.0)
    assert rule.clears == ()
    assert pack.rule("nobody") is None


def test_without_a_file_the_default_pack_is_in_force():
    assert merged_pack(None) is default_pack()


def test_the_file_lies_over_the_default_key_by_key(write):
    default = default_pack()
    pack = merged_pack(
        write("""
version = 7
[budget]
max_per_10_min = 3
[[prompt]]
id = "listen"
say = "Let her finish"
when = { min_score = 0.9 }
[[prompt]]
id = "use_name"
enabled = false
[[prompt]]
id = "voucher"
when = { finding = "stuck" }
say = "Offer a voucher"
[[prompt]]
id = "wording"
instead = { "nope" = "let me see" }
[[prompt]]
id = "restate"
unless = []
clears = [{ finding = "restate.done" }, { finding = "resolution.confirmed" }]
""")
    )
    assert (pack.id, pack.version) == ("default+local", 7)
    assert pack.budget == default.budget.model_copy(update={"max_per_10_min": 3})
    listen = default.rule("listen")
    sure = listen.when[0].model_copy(update={"min_score": 0.9})
    changed = {"say": "Let her finish", "when": (sure,)}
    assert pack.rule("listen") == listen.model_copy(update=changed)
    assert not pack.rule("use_name").enabled
    assert [rule.id for rule in pack.rules[:-1]] == [rule.id for rule in default.rules]
    assert pack.rules[-1].id == "voucher"
    assert len(pack.active) == len(default.active)
    assert pack.rule("wording").instead["nope"] == "let me see"
    assert pack.rule("wording").instead["you must"] == "the quickest way is to"
    assert pack.rule("restate").unless == ()
    assert len(pack.rule("restate").clears) == 2
    assert pack.rule("dont_rush") == default.rule("dont_rush")


def test_a_condition_that_names_its_finding_replaces_the_one_below(write):
    pack = merged_pack(write('[[prompt]]\nid = "listen"\nwhen = { finding = "talk.monologue" }\n'))
    (when,) = pack.rule("listen").when
    assert (when.finding, when.channel, when.min_score) == ("talk.monologue", None, 0.0)


def test_an_empty_file_changes_nothing_but_the_name(write):
    pack = merged_pack(write(""))
    assert pack == default_pack().model_copy(update={"id": "default+local"})


def test_a_byte_order_mark_and_windows_line_ends_are_read(write):
    assert load_pack(write(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())).id == "mine"


def test_every_mistake_of_a_file_is_told_at_once_in_file_order_with_its_line(write):
    path = write("""\
schema = 1
min_gap_s = 3
[budget]
max_per_mim = 4
stale_s = "4"

[[prompt]]
id = "dont_rush"
prioritty = 4
when = { findng = "x", min_score = 2 }

[[prompt]]
id = "dont_rsh"
priority = 4
[[prompt]]
id = "listen"
clears = [
    { finding = "floor.returned" },
    { finding = "flor.returned" },
]
""")
    with pytest.raises(PromptPackError) as caught:
        merged_pack(path)
    assert caught.value.problems == (
        "prompts.toml:2: unknown key 'min_gap_s' — 'min_gap_s' belongs in [budget]",
        "prompts.toml:4: [budget]: unknown key 'max_per_mim' — did you mean 'max_per_min'?",
        "prompts.toml:5: [budget]: 'stale_s' must be a number, 0.5 to 30 seconds, not \"4\"",
        "prompts.toml:9: [[prompt]] 'dont_rush': unknown key 'prioritty' — "
        "did you mean 'priority'?",
        "prompts.toml:10: [[prompt]] 'dont_rush': when: 'min_score' must be 0 to 1, not 2",
        "prompts.toml:10: [[prompt]] 'dont_rush': when: unknown key 'findng' — "
        "did you mean 'finding'?",
        "prompts.toml:12: [[prompt]] 'dont_rsh': missing key 'when' in a new prompt — "
        "did you mean 'dont_rush'?",
        "prompts.toml:12: [[prompt]] 'dont_rsh': missing key 'say' in a new prompt — "
        "did you mean 'dont_rush'?",
        "prompts.toml:19: [[prompt]] 'listen': clears: unknown finding 'flor.returned' — "
        "did you mean 'floor.returned'?",
    )
    message = str(caught.value)
    assert message.startswith("prompts.toml:2: ")
    assert "8 more: callassist prompts check prompts.toml" in message


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ('severity = "wran"', "'severity' must be one of \"nudge\", \"warn\", \"praise\", "
         "not \"wran\" — did you mean 'warn'?"),
        ("show_s = 400", "'show_s' must be 1 to 30 seconds, not 400"),
        ("show_s = true", "'show_s' must be a number, 1 to 30 seconds, not true"),
        ("cooldown_s = nan", "'cooldown_s' must be"),
        ("cooldown_s = inf", "'cooldown_s' must be"),
        ("cooldown_s = -1.5", "'cooldown_s' must be 0 to 3600 seconds, not -1.5"),
        ("max_per_call = 2.5", "'max_per_call' must be a whole number, 1 to 100 prompts, not 2.5"),
        ("priority = 101", "'priority' must be 0 to 100 points, not 101"),
        ("priority = 1979-05-27", "'priority' must be a whole number"),
        ("enabled = 1", "'enabled' must be true or false, without quotes, not 1"),
        ("effect_s = 0", "'effect_s' must be 1 to 120 seconds, not 0"),
        ("stale_s = 0.1", "'stale_s' must be 0.5 to 30 seconds, not 0.1"),
        ("why = 3", "'why' must be text in quotes, not 3"),
        ('why = "{phrse}"', "unknown placeholder {phrse} — did you mean {phrase}?"),
        ('say_plain = "Use {phrase}"', "'say_plain' may have no placeholder"),
        ('clears = { finding = "interruption" }', "'interruption' cannot both fire and clear it"),
        ("clears = 3", "'clears' must be a table such as"),
        ("clears = [3]", "'clears' must be a table of keys, not 3"),
        ("unless = { within_s = 5.0 }", "missing key 'finding'"),
        ('unless = { finding = "argument", within_s = 601 }', "must be 0 to 600 seconds"),
        ('clears = { finding = "argument", within_s = 6 }', "'within_s' belongs in `unless`"),
        ('clears = { finding = "argument", channel = "agnet" }', "did you mean 'agent'?"),
        (
            'clears = { finding = "argument", channel = "customer" }',
            "'argument' is only ever noticed of the agent: write \"agent\"",
        ),
        ('instead = { "x" = 3 }', "'x' must be text in quotes, not 3"),
        ('instead = { "x" = "" }', "the wording for 'x': must not be empty"),
        ('"odd\\nkey" = 3', "unknown key 'odd\\nkey'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_prompt_is_told_in_these_words(key, problem):
    (found,) = prompt_problems(key)
    assert found.startswith("prompts.toml:8: [[prompt]] 'listen': ")
    assert problem in found


@pytest.mark.parametrize(
    ("say", "problem"),
    [
        ("one two three four five six seven eight nine", "may have at most 8 words, not 9"),
        ("", "must not be empty"),
        ("{evidnce}", "unknown placeholder {evidnce} — did you mean {evidence}?"),
        ("{phrase} and {phrases}", "may have one placeholder only"),
        ("Say: {phrases}", "missing key 'say_plain'"),
        ("Try: {instead}", "needs at least one wording"),
    ],
)
def test_what_is_said_is_checked(say, problem):
    text = WHOLE.replace("Let them finish", say)
    assert any(problem in found for found in problems_of(text))


def test_better_wordings_must_fit_into_what_is_said():
    text = WHOLE.replace('"Let them finish"', '"Try this: {instead}"\nsay_plain = "x"')
    assert "at most 6 words" in problems_of(text + 'instead = { "a" = "1 2 3 4 5 6 7" }')[0]
    assert parse_pack(text + 'instead = { "a" = "1 2 3 4 5 6" }', "prompts.toml")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("schema = 3\n", "prompts.toml:1: this program reads schema 1 to 2, not 3"),
        ('schema = "1"\n', 'prompts.toml:1: this program reads schema 1 to 2, not "1"'),
        ("budget = 3\n", "prompts.toml:1: 'budget' must be a table of keys, not 3"),
        ("[prompt]\nid = 'x'\n", "prompts.toml:1: prompts are written [[prompt]], in double"),
        ("prompt = [1]\n", "prompts.toml:1: [[prompt]] number 1: prompts are written [[prompt]]"),
        ("\n[[prompt]]\nsay = 'x'\n", "prompts.toml:2: [[prompt]] number 1: missing key 'id'"),
        ("[[prompt]]\nid = 3\n", "prompts.toml:2: [[prompt]] number 1: 'id' must be text"),
        ("[[prompt]]\nid = 'listen'\n[[prompt]]\nid = 'listen'\n", "prompts.toml:4: [[prompt]] "
         "number 2: the id 'listen' stands twice in the file"),
        ("id = 'Two Words'\n", "prompts.toml:1: 'id' must be small letters, digits and _"),
        ("version = 0\n", "prompts.toml:1: 'version' must be 1 to 1000000, not 0"),
        (f"version = 0x{'f' * 9000}\n", "prompts.toml:1: 'version' must be"),
    ],
)  # fmt: skip
def test_the_file_as_a_whole_is_checked(text, problem):
    lower = {"schema": 1, "id": "x", "prompt": [{"id": "listen", "say": "x", "when": []}]}
    lower["prompt"][0]["when"] = {"finding": "interruption"}
    (found,) = problems_of(text, lower)
    assert found.startswith(problem)


def test_a_whole_pack_needs_schema_and_id():
    assert problems_of("") == (
        "prompts.toml: missing key 'schema'",
        "prompts.toml: missing key 'id'",
    )


def test_a_new_id_of_ones_own_needs_a_shape():
    (found,) = problems_of(WHOLE.replace('"listen"', '"Not This"'))
    assert 'not "Not This"' in found


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("schema = 1\nsay = Let them\n", 2, 'write text in quotes: say = "…"'),
        ("schema = 1\nid = “mine”\n", 2, 'write straight quotes: "'),
        ("enabled = True\n", 1, "write true or false"),
        ("\nschema: 1\n", 2, "write = between a key and its value"),
        ("show_s = 1,5\n", 1, "write a decimal point, not a comma"),
        ("a = 1\na = 2\n", 2, "this key or table stands twice"),
        ("[budget]\n[budget]\n", 2, "this key or table stands twice"),
        (
            "when = { finding = 'x',\n channel = 'agent' }\n",
            1,
            "on the line where it begins",
        ),
        ("a = [1,\n2\n", 3, ""),
        ('a = "x', 1, ""),
    ],
)
def test_what_is_no_toml_has_a_line_and_a_hint(text, line, hint):
    (problem,) = problems_of(text)
    assert problem.startswith(f"prompts.toml:{line}: not valid TOML: ")
    assert problem.endswith(hint)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a = '\xff'", "prompts.toml:1: not UTF-8 text; save the file as UTF-8"),
        ("schema = 1".encode("utf-16"), "prompts.toml:1: not UTF-8 text"),
        (b"# " + b"x" * MAX_BYTES, "prompts.toml: too large for a prompt pack"),
        (b"a = " + b"[" * 100_000, "prompts.toml: brackets are nested too deeply"),
        (b"a = " + b"{a=" * 50_000, "prompts.toml: brackets are nested too deeply"),
        (b"a = 1" + b"0" * 100_000, "prompts.toml: not valid TOML: a number has thousands"),
        (b"\na" + b".a" * 100_000 + b" = 1", "prompts.toml:2: more than 100 dots in a line"),
    ],
    ids=["latin", "utf-16", "large", "brackets", "braces", "digits", "dots"],
)
def test_hostile_files_are_refused_in_one_line(write, data, problem):
    with pytest.raises(PromptPackError) as caught:
        merged_pack(write(data))
    assert caught.value.problems[0].startswith(problem)
    assert len(str(caught.value).splitlines()) == 1


def test_what_cannot_be_read_is_told(tmp_path):
    for path in (tmp_path / "none.toml", tmp_path, Path("nul\0l.toml")):
        with pytest.raises(PromptPackError, match="cannot read the prompt pack") as caught:
            load_pack(path)
        assert caught.value.problems == ()
        assert len(str(caught.value).splitlines()) == 1


def test_a_thousand_mistakes_are_cut_short():
    found = problems_of(WHOLE + "".join(f"key{number} = 1\n" for number in range(1000)))
    assert len(found) == 101
    assert found[-1] == "prompts.toml: and 900 more problems"
