"""Hostile documents: good ones, changed where it hurts, one for each number that is drawn."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

import tomli_w
from hypothesis import strategies as st

DEEP: Any = 0
for _ in range(60):
    DEEP = [DEEP]

TEXTS = (
    "", " ", "\x00", "a\nb\rc", "\x1b[2J\x1b]0;x\x07", "x" * 5_000, "../../../etc/passwd",
    "/etc/passwd", "/dev/zero", "\\\\host\\share\\x", "C:\\x", "file:///etc/passwd",
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{evidence.__class__}", "{0}", "%s%n",
    "{{7*7}}", "{% raw %}", "'; DROP TABLE calls;--", "\u202egpj.exe", "\ufeff", "é" * 300,
    "(((((((((((a)))))))))))", "a " * 400, "*" * 200, "(a|b)?" * 60, "nan", "1e999", "٣",
)  # fmt: skip
NUMBERS = (
    0, 1, -1, 2, 255, 2**31 - 1, 2**31, -(2**31), 2**63 - 1, 0.0, -0.0, 1e-320, 1e9, -1e308,
    1e308, 0.1,
)  # fmt: skip
PLAIN: tuple[Any, ...] = (*TEXTS, *NUMBERS, True, False, [], {}, [[]], [{}], {"": ""}, DEEP)
JSON_ONLY: tuple[Any, ...] = (
    None, 2**64, 10**400, float("nan"), float("inf"), float("-inf"), "\ud800", {"\ud800": 1},
    ["agent"] * 50,
)  # fmt: skip
TOML_ONLY: tuple[Any, ...] = (
    datetime.datetime(1, 1, 1), datetime.date(9999, 12, 31), datetime.time(0, 0),
    float("nan"), float("inf"),
)  # fmt: skip

Path = tuple[str | int, ...]
Make = Callable[[Random], bytes]
HOWS = ("put", "put", "put", "take", "rename", "double")


def paths(document: Any, here: Path = ()) -> Iterator[Path]:
    """Yield where every value of a document lies, itself first."""
    yield here
    if isinstance(document, dict):
        for key, value in document.items():
            yield from paths(value, (*here, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from paths(value, (*here, index))


def _change(document: Any, path: Path, how: str, value: Any) -> Any:
    """Change one place of a document; what is no longer there stays as it is."""
    if not path:
        return value if how == "put" else document
    above = document
    for step in path[:-1]:
        try:
            above = above[step]
        except (KeyError, IndexError, TypeError):
            return document
    key = path[-1]
    if isinstance(above, dict) and key in above:
        if how == "put":
            above[key] = value
        elif how == "take":
            del above[key]
        elif how == "rename":
            above[str(value)[:50]] = above.pop(key)
        else:
            above[f"{key}_"] = copy.deepcopy(above[key])
    elif isinstance(above, list) and isinstance(key, int) and key < len(above):
        if how == "put":
            above[key] = value
        elif how == "take":
            del above[key]
        else:
            above.extend(copy.deepcopy(above[key]) for _ in range(3))
    return document


def changed(goods: Sequence[Any], values: Sequence[Any]) -> Callable[[Random], Any]:
    """Return what makes a document with up to four changes to a good one."""
    places = [(good, list(paths(good))[1:]) for good in goods]

    def make(chance: Random) -> Any:
        good, here = chance.choice(places)
        document = copy.deepcopy(good)
        for _ in range(chance.randint(1, 4)):
            path, how = chance.choice(here), chance.choice(HOWS)
            document = _change(document, path, how, copy.deepcopy(chance.choice(values)))
        return document

    return make


def as_json(document: Any) -> bytes:
    return json.dumps(document).encode()


def as_toml(document: Any) -> bytes:
    """Return a document as TOML; what TOML cannot hold becomes an empty file."""
    try:
        return tomli_w.dumps(document).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, AttributeError):
        return b""


def json_of(*goods: Any) -> Make:
    make = changed(goods, (*PLAIN, *JSON_ONLY))
    return lambda chance: as_json(make(chance))


def toml_of(*goods: Any) -> Make:
    make = changed(goods, (*PLAIN, *TOML_ONLY))
    return lambda chance: as_toml(make(chance))


def packed_of(pack: Callable[[Any], bytes], *goods: Any) -> Make:
    make = changed(goods, (*PLAIN, None, b"\xff" * 9, float("nan")))
    return lambda chance: pack(make(chance))


def joined(parts: Sequence[str], most: int) -> Make:
    """Return what puts up to ``most`` parts in a row."""

    def make(chance: Random) -> bytes:
        found = chance.choices(parts, k=chance.randint(0, most))
        return "".join(found).encode("utf-8", "surrogatepass")

    return make


def bytes_of(*seeds: bytes) -> Make:
    """Return what changes good bytes, cuts and doubles them."""

    def make(chance: Random) -> bytes:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(0, 6)):
            at = chance.randint(0, len(data))
            match chance.randint(0, 4):
                case 0:
                    data[at : at + 1] = bytes([chance.randint(0, 255)])
                case 1:
                    data[at : at + 4] = chance.choice([b"\xff" * 4, bytes(4), b"\x7f"])
                case 2:
                    del data[at : at + chance.randint(1, 64)]
                case 3:
                    data[at:at] = chance.randbytes(chance.randint(0, 16))
                case _:
                    data[at:at] = data[: chance.randint(0, 64)]
        return bytes(data)

    return make


def strategy_of(make: Make) -> st.SearchStrategy[bytes]:
    """Return a strategy of one draw an input: what hypothesis draws costs more than most feeds."""
    return st.integers(0, 2**64 - 1).map(lambda seed: make(Random(seed)))
