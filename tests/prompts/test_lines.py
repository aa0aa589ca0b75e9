"""The place of each key in a TOML file."""

import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from callassist.prompts.lines import key_lines, line_of

DOCUMENT = '''# a comment with = and [brackets]
top = 1
"quoted \\u006bey" = """
two = "lines"
[not.a.table]
"""

[budget] # why
min_gap_s = 8.0
a.b . 'c d' = 2

[[prompt]]
id = "one"
when = { finding = "x", deep = { er = [1, 2] } }
clears = [
  { finding = "y" },  # ] not yet
  # }
  { finding = "z" },
]

[[prompt]]
id = 'two'
  [prompt.when]
  finding = \'\'\'
it''s "x"\'\'\'
  at = 1979-05-27 07:32:00 # a date with a space
[prompt.instead]
"a # b" = "c"
'''


def test_every_key_has_its_line():
    tomllib.loads(DOCUMENT)
    lines = key_lines(DOCUMENT)
    rows = DOCUMENT.split("\n")

    def row(*path):
        return rows[lines[path] - 1].strip()

    assert row("top") == "top = 1"
    assert row("quoted key").startswith('"quoted')
    assert row("budget") == "[budget] # why"
    assert row("budget", "a", "b", "c d").startswith("a.b")
    assert row("prompt", 0) == "[[prompt]]"
    assert row("prompt", 0, "id") == 'id = "one"'
    assert row("prompt", 0, "when", "deep", "er", 1).startswith("when =")
    assert row("prompt", 0, "clears", 0, "finding").startswith('{ finding = "y"')
    assert row("prompt", 0, "clears", 1, "finding").startswith('{ finding = "z"')
    assert row("prompt", 1, "id") == "id = 'two'"
    assert row("prompt", 1, "when") == "[prompt.when]"
    assert row("prompt", 1, "when", "at").startswith("at = 1979")
    assert row("prompt", 1, "instead", "a # b").startswith('"a # b"')
    assert lines["prompt", 0] < lines["prompt", 1]


def test_windows_line_ends_count_once():
    assert key_lines("a = 1\r\n\r\n[b]\r\nc = 2\r\n")["b", "c"] == 4


def test_the_nearest_place_stands_for_what_the_file_lacks():
    lines = key_lines("[[prompt]]\nwhen = { finding = 'x' }\n")
    assert line_of(lines, ("prompt", 0, "say")) == 1
    assert line_of(lines, ("prompt", 0, "when", 0, "finding")) == 2
    assert line_of(lines, ("nowhere",)) is None


keys = st.one_of(
    st.sampled_from(["a", "b-c", "1", "with space", 'q"uote', "é", "#", "", "a.b"]),
    st.text(max_size=5),
)
leaves = st.one_of(
    st.integers(-9, 9), st.floats(allow_nan=False), st.booleans(), st.datetimes(), st.text()
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


def paths_of(value, path=()):
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in inside:
        yield (*path, key)
        if isinstance(inner, dict | list) and len(path) < 7:
            yield from paths_of(inner, (*path, key))


@given(st.dictionaries(keys, values, max_size=5), st.booleans())
def test_every_key_of_any_document_is_found(document, multiline):
    text = tomli_w.dumps(document, multiline_strings=multiline)
    lines = key_lines(text)
    rows = text.split("\n")
    for path in paths_of(tomllib.loads(text)):
        assert path in lines
        if isinstance(path[-1], str) and path[-1].isalpha() and path[-1].isascii():
            assert path[-1] in rows[lines[path] - 1]


@given(st.text())
def test_text_that_is_no_toml_is_survived(text):
    key_lines(text)


@given(st.text(alphabet="[]{}=,.\"'#\\\n ab1"))
def test_brackets_and_quotes_in_any_order_are_survived(text):
    lines = key_lines(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


@pytest.mark.parametrize("value", ["[" * 300 + "]" * 300, "{a=" * 200 + "1" + "}" * 200])
def test_deep_values_are_passed_over(value):
    assert key_lines(f"a = {value}\nb = 1\n")["b",] == 2
