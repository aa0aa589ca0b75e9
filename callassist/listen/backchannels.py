"""Words that leave the other side the floor."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CONTINUERS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "ah ahh aha alright absolutely certainly course dear exactly fine gosh got gotcha great ha "
        "hm hmm huh i indeed it mhm mm mmhm mm-hmm no of oh ok okay quite really right see sorry "
        "sure that true uh uhhuh uh-huh um understand wow yea yeah yep yes you".split()
    ),
}


def is_backchannel(words: Iterable[str], language: str = "en") -> bool:
    """Return whether ``words`` are no more than "uh-huh", "right", "I see", "oh dear".

    A language without a list, and no words at all, say nothing: ``False``.
    """
    known = _CONTINUERS.get(language)
    said = [re.sub(r"[^\w-]", "", word.lower()) for word in words]
    said = [word for word in said if word]
    return known is not None and bool(said) and all(word in known for word in said)
