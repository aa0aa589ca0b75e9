"""Packs for property tests: overlays that always are good ones over the default pack."""

from typing import Any

from hypothesis import strategies as st

from callassist.prompts.pack import default_document, default_pack

NUMBERS = {
    "priority": st.integers(0, 100),
    "show_s": st.floats(1, 30),
    "cooldown_s": st.floats(0, 3600),
    "max_per_call": st.integers(1, 100),
    "enabled": st.booleans(),
    "say": st.sampled_from(["Wait", "Let her finish", "Say it back, please"]),
    "say_plain": st.just("Say it back"),
    "severity": st.sampled_from(["nudge", "warn", "praise"]),
    "unless": st.just([]),
    "why": st.sampled_from(["", "{evidence}"]),
}
BUDGET = {"max_per_min": st.integers(0, 10), "min_gap_s": st.floats(0, 120)}
PLAIN = [
    table["id"]
    for table in default_document()["prompt"]
    if "{" not in table["say"] and "say_plain" not in table
]
WORDS = st.lists(
    st.sampled_from(["zento", "acme (box)?", "blue * rose", "one two"]), min_size=1, unique=True
)


def some(table: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=table)


prompts = st.dictionaries(st.sampled_from(PLAIN), some(NUMBERS), max_size=4).map(
    lambda found: [{"id": name, **table} for name, table in found.items()]
)
new_prompts = st.dictionaries(
    st.from_regex(r"zz[a-z]{1,4}", fullmatch=True), some(NUMBERS), max_size=2
).map(
    lambda found: [
        {"id": name, "when": {"finding": "stuck"}, "say": "Offer it", **table}
        for name, table in found.items()
    ]
)
cues = st.fixed_dictionaries(
    {"any_of": WORDS},
    optional={"side": st.sampled_from(["agent", "customer"]), "within_s": st.floats(0, 600)},
)
findings = st.dictionaries(
    st.from_regex(r"custom\.[a-z]{1,4}", fullmatch=True),
    st.fixed_dictionaries(
        {"any_of": WORDS, "side": st.sampled_from(["agent", "customer"])},
        optional={
            "follows": cues,
            "not_followed_by": cues,
            "score": st.floats(0, 1),
            "language": st.just("en"),
            "count": st.fixed_dictionaries(
                {"times": st.integers(2, 50), "within_s": st.floats(0, 600)}
            ),
        },
    ),
    max_size=3,
).map(lambda found: [{"id": name, **table} for name, table in found.items()])
word_tables = st.dictionaries(
    st.sampled_from(["en", "de"]),
    some({"products": WORDS, "company": WORDS, "phrases": some({"apology": WORDS})}),
    max_size=2,
).map(lambda found: [{"language": name, **table} for name, table in found.items()])


@st.composite
def overlays(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document that can be laid over the default pack."""
    return draw(
        st.fixed_dictionaries(
            {
                "prompt": st.builds(lambda old, new: old + new, prompts, new_prompts),
                "finding": findings,
                "words": word_tables,
                "budget": some(BUDGET),
            },
            optional={"version": st.integers(1, 99), "author": st.just("Dana")},
        )
    )


DEFAULT = default_pack()
