"""Whatever a pack file says: it gives a pack or clean problems."""

from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.errors import PromptPackError
from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.pack import Pack, default_path, parse_pack
from callassist.prompts.schema import LIMITS
from tests.prompts.calls import DEFAULT, prompt_problems


def load(text: str) -> Pack | tuple[str, ...]:
    """Lay ``text`` over the default pack's document: a pack, or problems of one line each."""
    try:
        return parse_pack(text, "prompts.toml", DEFAULT)
    except PromptPackError as error:
        refused = error
    assert refused.problems
    for problem in (*refused.problems, str(refused)):
        assert problem.startswith("prompts.toml")
        assert problem.isprintable()
    return refused.problems


@given(st.text())
def test_any_text_gives_a_pack_or_clean_problems(text):
    load(text)


scalars = st.one_of(
    st.none().map(lambda _: "{}"),
    st.integers().map(str),
    st.floats().map(lambda number: repr(number)),
    st.sampled_from(["true", "[]", "[[]]", "07:32:00", "'agent'", "'interruption'", "[{}]"]),
    st.text(alphabet="ab {}“\u202e", max_size=20).map(lambda text: f"'{text}'"),
    st.sampled_from(["{ finding = 'stuck' }", "{ finding = 3 }", "[{ finding = 'stuck' }, 1]"]),
)
known_keys = st.sampled_from(
    [*LIMITS, "id", "say", "why", "when", "unless", "clears", "instead", "enabled", "severity",
     "say_plain", "schema", "budget", "prompt", "finding", "x", "'a b'"]
)  # fmt: skip
headers = st.sampled_from(
    ["[budget]", "[[prompt]]", "[prompt]", "[prompt.when]", "[[prompt.clears]]", "[x]", ""]
)
pack_lines = st.one_of(
    headers, st.builds(lambda key, value: f"{key} = {value}", known_keys, scalars)
)


@settings(max_examples=300)
@given(st.lists(pack_lines, max_size=12))
def test_any_keys_and_values_give_a_pack_or_clean_problems(rows):
    load("\n".join(rows))


@given(st.data())
def test_a_wrong_key_is_found_on_its_line_wherever_it_stands(data):
    rows = default_path().read_text("utf-8").split("\n")
    places = [at for at, row in enumerate(rows) if row.startswith(("say =", "min_gap_s", "id ="))]
    at = data.draw(st.sampled_from(places))
    rows.insert(at, "bogus = 1")
    (problem,) = load("\n".join(rows))
    assert problem.startswith(f"prompts.toml:{at + 1}: ")
    assert "unknown key 'bogus'" in problem


@given(st.sampled_from(sorted(FINDING_KINDS)), st.data())
def test_a_slip_in_a_finding_is_understood(kind, data):
    at = data.draw(st.integers(0, len(kind) - 1))
    slip = kind[:at] + "7" + kind[at + 1 :]
    (found,) = prompt_problems(f'clears = {{ finding = "{slip}" }}')
    assert f"unknown finding '{slip}'" in found
    assert "did you mean" in found
