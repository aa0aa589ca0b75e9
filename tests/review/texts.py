"""Texts that break what is careless."""

from __future__ import annotations

from hypothesis import strategies as st

NASTY = (
    "-->", "<script>alert(1)</script>", "</style></script>", "\x00", "\ud800", "\udfff", "]]>",
    "=1+1", "@SUM(A1)", "+1", "-1", "\uff1d1", "\t=1", '","', '"', "'", "{{ 7*7 }}", "{% raw %}",
    "\u202eright to left", "مرحبا", "👩\u200d👩\u200d👧", "&amp;&#0;&lt;",
    "\u2028", "\r\n\r\n", "\n\nNOTE x",
    "WEBVTT", "STYLE", "00:01.000 --> 00:02.000", "<v Agent>", "</v>", "\x1b[31m", "\ufeff",
    "\uffff", "\U0001ffff", "\x85", "\x0b", "", " ", "javascript:alert(1)",
    "http://example.com/x.png",
)  # fmt: skip

any_text = st.lists(
    st.sampled_from(NASTY)
    | st.text(st.characters(exclude_categories=()), max_size=12)
    | st.sampled_from("yes no please listen. Wait, really?".split()),
    max_size=8,
).map(" ".join)
