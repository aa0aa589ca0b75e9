"""The page: whole by itself, honest, and safe whatever was said."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.review.behaviors import BEHAVIORS
from callassist.review.page import report_page, sound
from callassist.review.page.curves import curve, outline
from callassist.review.page.drawing import row_length_s
from callassist.review.peaks import peaks_of
from callassist.types import Peaks
from tests.review.calls import call, good_call, prompt, reason, turn
from tests.review.review_calls import (
    REDACTIONS,
    Hum,
    call_of_texts,
    marks,
    review_call,
)
from tests.review.texts import any_text

VOID = {"meta", "img", "input", "br", "link"}


class Tree(HTMLParser):
    """Reads a page strictly: every element is closed in its place."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.raw: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("style", "script"):
            self.raw[self.open[-1]] = self.raw.get(self.open[-1], "") + data
        else:
            self.texts.append(data)

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def tree(*calls, **options) -> Tree:
    return Tree(report_page(calls or [review_call(marks=marks())], **options))


def assert_stands_alone(page: Tree) -> None:
    """The page names nothing but places in itself and data that it brings along."""
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    for name in ("href", "aria-labelledby"):
        for target in page.attributes(name):
            assert set(target.removeprefix("#").split()) <= set(ids), target
            assert name != "href" or target.startswith("#")
    for name in ("fill", "stroke"):
        for paint in page.attributes(name):
            assert re.fullmatch(r"url\(#([\w-]+)\)", paint)[1] in ids
    assert all(source.startswith("data:") for source in page.attributes("src"))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"link", "iframe", "object", "embed", "form", "base", "style:import"}
    events = {name for _, attrs in page.elements for name in attrs if name.startswith("on")}
    assert not events
    assert not page.attributes("style")  # the policy would forbid it


def test_it_stands_alone() -> None:
    assert_stands_alone(tree())
    assert_stands_alone(tree(review_call(marks=marks()), review_call(good_call())))


def test_the_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    page = tree()
    (policy,) = (
        attrs["content"]
        for tag, attrs in page.elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert "http" not in policy
    assert "unsafe" not in policy


def test_it_tells_the_story() -> None:
    text = tree().text
    for sentence in (
        "First hard moment Agent cut in 0:07 they had spoken for 5 s",
        "Calm after their first words, very upset at the end",
        "The agent cut in once 0:07 , the customer never did",
    ):  # fmt: skip
        assert sentence in text
    assert "No feelings of the agent are ever inferred." in text


def test_every_turn_prompt_and_mark_is_in_the_transcript_at_its_time() -> None:
    page = report_page([review_call(marks=marks())])
    lines = re.findall(r'<li class="line (\w+)[^>]*>.*?<a class="at"[^>]*>([\d:]+)</a>', page, re.S)
    assert lines == [
        ("turn", "0:00"), ("turn", "0:03"), ("mark", "0:03"), ("turn", "0:07"), ("prompt", "0:08"),
        ("turn", "0:10"), ("turn", "0:25"), ("mark", "0:25"), ("prompt", "0:26"), ("turn", "0:31"),
        ("turn", "0:37"), ("turn", "0:42"),
    ]  # fmt: skip
    assert "cuts in" in page
    assert "three weeks ago" in page


def test_every_missed_opportunity_can_be_opened_to_its_second() -> None:
    page = report_page([review_call()])
    parts = re.findall(r"<details.*?</details>", page, re.S)
    (missed,) = (part for part in parts if "Naming how it feels" in part)
    assert "0:31" in missed
    assert "My mother cannot leave the house" in missed
    assert "It would have taken" in missed


def test_the_sound_is_drawn_where_its_outline_is_known() -> None:
    drawn = report_page([review_call(peaks=peaks_of(Hum(47.0)))])
    assert drawn.count('class="wave agent"') == drawn.count('class="wave customer"') == 1
    assert 'class="wave' not in report_page([review_call()])


def test_several_calls_have_a_table_in_front() -> None:
    page = tree(review_call(title="One"), review_call(good_call(), title="Two", agent="Bo"))
    rows = re.findall(r"One|Two", " ".join(page.texts[: page.texts.index("Timeline")]))
    assert rows[:2] == ["One", "Two"]
    assert [attrs["id"] for tag, attrs in page.elements if tag == "article"] == ["c1", "c2"]
    levels = [tag for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count("h1") == 1


def test_one_call_has_one_first_heading() -> None:
    levels = [int(tag[1]) for tag, _ in tree().elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_call_is_no_report() -> None:
    with pytest.raises(ValueError, match="needs a call"):
        report_page([])


def test_notices_and_redactions_are_told() -> None:
    page = tree(review_call(notices=("Recovered after a crash.",), redactions=REDACTIONS))
    assert "Recovered after a crash." in page.text
    assert "Redacted 1 stretch" in page.text


@pytest.mark.parametrize(
    "document",
    [
        call(duration_s=0.0),
        call([turn("agent", 0.0, "")], duration_s=3.0),
        call([turn("customer", 1.0, "hello")], duration_s=0.5),
        call([turn("agent", 5.0, "hello", end_s=4000.0)], level=[0.2], duration_s=4000.0),
        call(prompts=[prompt("own", 3.0, None)], reasons=[reason(9.0, "x", 0.2)], duration_s=4.0),
    ],
)
def test_odd_calls_make_a_page(document) -> None:
    assert_stands_alone(tree(review_call(document)))


def test_pictures_go_into_the_prompts_cards(tmp_path: Path) -> None:
    picture = tmp_path / "listen.png"
    picture.write_bytes(b"\x89PNG")
    data = base64.b64encode(picture.read_bytes()).decode()
    page = tree(pictures={8.3: picture})
    assert page.attributes("src") == [f"data:image/png;base64,{data}"]


# Without words


SECRETS = [f"secret{letter}" for letter in "abcdefghijklmnopqrst"]


def test_without_words_nothing_that_was_said_or_written_is_left() -> None:
    call = call_of_texts(SECRETS)
    assert sum(secret in report_page([call]) for secret in SECRETS) == len(SECRETS)
    bare = report_page([call], words=False)
    # The title, the agent, the notices and the recording's name say which call it is.
    assert {secret for secret in SECRETS if secret in bare} == {
        SECRETS[9], SECRETS[10], SECRETS[11], SECRETS[12],
    }  # fmt: skip


def test_without_words_times_and_figures_stay() -> None:
    page = report_page([review_call(marks=marks())], words=False)
    assert len(re.findall(r'<li class="line ', page)) == 12
    assert "Letting them finish" in page
    assert_stands_alone(Tree(page))


def test_every_prompt_of_a_behavior_has_a_name_without_words() -> None:
    prompts = [prompt(b.prompt, float(i), None) for i, b in enumerate(BEHAVIORS)]
    page = report_page([review_call(call(prompts=prompts))], words=False)
    assert "team’s own" not in page


# Sound


def test_sound_is_brought_along_and_plays_as_long_as_the_call() -> None:
    page = tree(review_call(sound=Hum(47.0)), sound=True)
    (source,) = page.attributes("src")
    kind, data = source.split(",")
    assert kind == "data:audio/mpeg;base64"
    samples, rate_hz = soundfile.read(io.BytesIO(base64.b64decode(data)))
    assert samples.shape[1] == 2
    assert len(samples) / rate_hz == pytest.approx(47.0, abs=0.2)
    for side, tone_hz in enumerate((200, 310)):
        loudest = np.argmax(np.abs(np.fft.rfft(samples[:rate_hz, side])))
        assert loudest == pytest.approx(tone_hz, abs=2)


def test_sound_is_only_there_when_asked() -> None:
    assert tree(review_call(sound=Hum(47.0))).attributes("src") == []


def test_too_much_sound_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callassist.review.page.page.SOUND_LIMIT_BYTES", 20_000)
    told: list[str] = []
    page = tree(
        review_call(sound=Hum(2.0), title="Short"), review_call(sound=Hum(47.0), title="Long"),
        sound=True, tell=told.append,
    )  # fmt: skip
    assert len(page.attributes("src")) == 1
    assert [line.split(":")[0] for line in told] == ["Long"]
    assert "the sound is left out" in page.text


def test_a_call_without_sound_says_why() -> None:
    told: list[str] = []
    tree(review_call(sound_problem="call.flac is gone"), sound=True, tell=told.append)
    assert told == ["Ramp: call.flac is gone"]
    assert sound.encode_sound(review_call(), 1000) == (None, "this call has no sound")


# Any text


@settings(max_examples=60)
@given(st.lists(any_text, min_size=1, max_size=4))
def test_any_text_gives_a_whole_page(texts: list[str]) -> None:
    call = call_of_texts(texts)
    page = report_page([call])
    page.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", page)
    read, bare = Tree(page), tree()
    assert_stands_alone(read)
    assert {tag for tag, _ in read.elements} <= {tag for tag, _ in bare.elements}


def test_what_was_said_is_shown_as_it_was_said() -> None:
    text = "<b>5 > 4 & {{ 7*7 }} 'so' \"she\" said</b> مرحبا 👋"
    assert text in tree(call_of_texts([text])).text


# Drawing


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=300))
def test_a_curve_goes_by_every_level(levels: list[float]) -> None:
    path = curve(levels, 0.0, float(len(levels)), 100.0)
    points = np.array([pair.split() for pair in path[1:].split("L")], float)
    assert np.all(np.diff(points[:, 0]) > 0)
    drawn = np.interp(range(len(levels)), points[:, 0], 1.0 - points[:, 1] / 100.0)
    assert np.abs(drawn - levels).max() < 0.005


def test_an_outline_holds_the_loudest_of_each_column() -> None:
    high = np.zeros((2, 1000), np.int8)
    high[0, 500] = 127
    path = outline(Peaks(0.02, -high, high), 0, 0.0, 20.0, 100)
    points = re.findall(r"(\d+) (-?\d+)", path)
    assert ("50", "-100") in points
    assert ("50", "100") in points
    assert sum(y != "0" for _, y in points) == 2


@given(st.floats(0.1, 40_000.0), st.floats(0.0, 50_000.0))
def test_an_outline_never_reaches_beyond_the_sound(sound_s: float, start_s: float) -> None:
    peaks = Peaks(1.0, *np.zeros((2, 2, int(sound_s)), np.int8))
    path = outline(peaks, 1, start_s, 100.0, 50)
    columns = [int(x) for x in re.findall(r"(\d+) -?\d+", path)]
    assert all(start_s + x * 2.0 <= sound_s + 2.0 for x in columns)


@pytest.mark.parametrize(
    ("duration_s", "rows"), [(60, 1), (240, 1), (600, 5), (3600, 12), (7200, 24)]
)
def test_long_calls_are_drawn_as_a_few_rows(duration_s: float, rows: int) -> None:
    assert -(-duration_s // row_length_s(duration_s)) == rows


def test_a_day_is_still_drawn() -> None:
    assert 86_400 / row_length_s(86_400) <= 30
