"""Sealed packs: whole again after a trip, and never taken once anything was touched."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.errors import PromptPackError
from callassist.prompts.pack import default_document, default_path, parse_pack
from callassist.prompts.sealing import is_sealed, seal, unseal
from callassist.store.signing import SigningKey, make_key, verify

TEXT = 'schema = 2\nid = "acme"  # ours\nversion = 3\n\n[budget]\nmax_per_10_min = 6\n'


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> SigningKey:
    return make_key(tmp_path_factory.mktemp("keys") / "team.key")


@pytest.fixture(scope="module")
def other_key(tmp_path_factory) -> SigningKey:
    return make_key(tmp_path_factory.mktemp("keys") / "other.key")


def refused(text: str, trusted: str = "") -> str:
    with pytest.raises(PromptPackError) as caught:
        unseal(text, "a.pack.toml", verify, trusted)
    message = str(caught.value)
    assert message.startswith("a.pack.toml ")
    assert message.isprintable()
    return message


def test_a_sealed_pack_is_still_a_pack(key):
    for sealed in (seal(TEXT), seal(TEXT, key)):
        assert is_sealed(sealed)
        assert parse_pack(sealed, "x", default_document()).version == 3
        assert tomllib.loads(sealed) == tomllib.loads(TEXT)
    assert not is_sealed(TEXT)


@given(st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(text):
    opened = unseal(seal(text), "x", verify)
    assert opened.text == text.removeprefix("\ufeff")
    assert opened.signed_by == ""


def test_a_signature_says_who(key, other_key):
    sealed = seal(TEXT, key)
    assert unseal(sealed, "x", verify).signed_by == key.public
    assert unseal(sealed, "x", verify, key.public).whole == sealed
    assert "not the trusted one" in refused(sealed, other_key.public)
    assert "is not signed" in refused(seal(TEXT), key.public)


def test_windows_line_ends_do_not_break_a_seal(key):
    moved = "\ufeff" + seal(TEXT, key).replace("\n", "\r\n")
    assert unseal(moved, "x", verify, key.public).text == TEXT


@settings(max_examples=300)
@given(data=st.data())
def test_whatever_is_touched_is_noticed(key, other_key, data):
    """Any other letter anywhere: refused, or a seal that says the very same."""
    sealed = seal(TEXT, key)
    at = data.draw(st.integers(0, len(sealed) - 1))
    letter = data.draw(st.sampled_from("aZ09 \n#:=é\0"))
    cut = data.draw(st.integers(0, 2))
    touched = sealed[:at] + letter + sealed[at + cut :]
    if touched.replace("\r\n", "\n") == sealed:
        return
    refused(touched, key.public)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda s: s.replace("max_per_10_min = 6", "max_per_10_min = 60"), "was changed"),
        (lambda s: s.split("# ---\n")[1], "is not sealed"),
        (lambda s: s.replace("# ---\n", ""), "is not sealed"),
        (lambda s: "\n".join(x for x in s.split("\n") if "# signature" not in x), "half a"),
        (lambda s: s.replace("# sha256", "# sha512"), "cannot be read"),
        (lambda s: s.replace("# sha256:", "# sha256: 00\n# sha256:", 1), "cannot be read"),
    ],
)
def test_each_sort_of_tampering_is_named(key, change, problem):
    assert problem in refused(change(seal(TEXT, key)), key.public)


def test_a_signature_of_one_pack_is_none_of_another(key):
    mine, yours = seal(TEXT, key), seal(TEXT.replace("6", "7"), key)
    line = next(x for x in yours.split("\n") if "signature" in x)
    swapped = "\n".join(line if "signature:" in x else x for x in mine.split("\n"))
    assert "does not hold" in refused(swapped, key.public)


def test_the_key_of_another_with_its_own_signature_is_not_ours(key, other_key):
    forged = seal(TEXT, other_key).replace(other_key.public, key.public)
    assert "does not hold" in refused(forged, key.public)


def test_the_default_pack_can_be_sealed(key):
    text = default_path().read_text("utf-8")
    assert unseal(seal(text, key), "x", verify, key.public).text == text
