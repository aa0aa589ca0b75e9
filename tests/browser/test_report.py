"""The report in a real Chromium: quiet, readable, and of use with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from callassist.review.export import call_vtt
from callassist.review.page import report_page
from callassist.review.peaks import peaks_of
from tests.browser.conftest import Opener
from tests.review.calls import good_call
from tests.review.review_calls import Hum, call_of_texts, marks, review_call
from tests.review.texts import NASTY

WORST_CONTRAST = """(() => {
  const parts = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const color = parts(getComputedStyle(e).backgroundColor);
      if (color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  let worst = [99, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.getClientRects().length) continue;
    if (e.closest("script, style, title, .unseen, .skip, .flag")) continue;
    const style = getComputedStyle(e);
    const ink = parts(e instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 200)];
  }
  return worst;
})()"""


def written(folder: Path, *calls, **options) -> Path:
    calls = calls or (review_call(marks=marks(), peaks=peaks_of(Hum(47.0))),)
    path = folder / "report.html"
    path.write_text(report_page(calls, **options), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_quietly_and_fits(tmp_path: Path, opened: Opener, scheme: str, width: int) -> None:
    calls = (review_call(marks=marks(), peaks=peaks_of(Hum(47.0))), review_call(good_call()))
    page = opened(written(tmp_path, *calls), width=width, scheme=scheme)
    page.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.run("document.documentElement.scrollWidth") <= width
    ratio, where = page.run(WORST_CONTRAST)
    assert ratio >= 4.5, where
    ground = page.run("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(252, 252, 253)", "dark": "rgb(28, 32, 37)"}[scheme]
    row = page.run("document.querySelector('svg.row').getBoundingClientRect().toJSON()")
    assert row["width"] > width / 2
    assert (page.requests(), page.complaints()) == ([], [])


def test_it_can_be_read_and_filtered_without_scripts(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path), scripts=False)
    shown = (
        "[...document.querySelectorAll('.line')].filter((e) => e.getClientRects().length).length"
    )
    assert page.run("document.querySelector('.cursor')") is None
    assert page.run(shown) == 12
    page.point("[value=prompts]")
    assert page.run(shown) == 4
    page.point("[value=customer]")
    assert page.run(shown) == 4
    page.point(".part summary")
    assert page.run("document.querySelectorAll('.part[open]').length") == 1
    page.point("svg.row a:has(rect.turn.customer)")
    assert page.run("document.querySelector('.line:target').textContent").startswith("0:03")
    assert page.complaints() == []


def test_pointing_at_the_timeline_reads_it_out_and_a_click_jumps(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(written(tmp_path))
    page.point("svg.row", "move", share=27.0 / 47.0)
    readout = page.run("document.querySelector('.readout').textContent")
    assert readout.startswith("0:27  ·  frustration 60  ·  Agent: You should have called")
    page.point("svg.row", share=32.0 / 47.0)
    assert page.run("document.querySelector('.line:target').textContent").startswith("0:31")
    assert (page.requests(), page.complaints()) == ([], [])


def test_the_keyboard_reaches_every_flag_and_mark(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path))
    names = page.run(
        "[...document.querySelectorAll('svg.row a')].filter((a) => a.tabIndex === 0)"
        ".map((a) => a.getAttribute('aria-label'))"
    )
    assert [name.split(":")[0] for name in names] == [
        "Prompt 1, 0", "Prompt 2, 0", "Good moment, 0", "Comment, 0",
    ]  # fmt: skip


def test_sound_plays_from_where_one_clicks(tmp_path: Path, opened: Opener) -> None:
    call = review_call(sound=Hum(47.0))
    page = opened(written(tmp_path, call, sound=True))
    ready = "new Promise((done) => { const a = document.querySelector('audio');"
    length_s = page.run(
        f"{ready} a.onloadedmetadata = () => done(a.duration);"
        " if (a.readyState) done(a.duration); })"
    )
    assert length_s == pytest.approx(47.0, abs=0.3)
    page.point(".line:nth-child(5) > .at")
    at_s = page.run(
        f"{ready} a.seeking ? a.onseeked = () => done(a.currentTime) : done(a.currentTime); }})"
    )
    assert at_s == pytest.approx(10.0, abs=2.0)
    assert (page.requests(), page.complaints()) == ([], [])


def test_paper_shows_what_is_folded_on_screen(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path), media="print", scheme="dark")
    heights = page.run(
        "[...document.querySelectorAll('.moments li')].map((e) => e.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) > 5
    assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(252, 252, 253)"
    assert page.run("document.querySelector('.filter').getClientRects().length") == 0
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf  # A4


def test_nothing_that_was_said_runs_or_is_fetched(tmp_path: Path, opened: Opener) -> None:
    attack = (
        "</title><script>document.title = 'owned'</script>",
        "<img src=http://example.com/x.png onerror=\"document.title = 'owned'\">",
        "<style>@import 'http://example.com/x.css';</style>",
        '" onmouseover="document.title = \'owned\'" x="',
        "<svg><use href='http://example.com/x.svg#a'/></svg>",
    )
    page = opened(written(tmp_path, call_of_texts([*attack, *NASTY])))
    assert page.run("document.title") != "owned"
    assert page.run("document.images.length") == 0
    assert page.run("document.scripts.length") == 1
    assert (page.requests(), page.complaints()) == ([], [])


def test_the_policy_stops_what_would_get_in(tmp_path: Path, opened: Opener) -> None:
    path = written(tmp_path)
    page = path.read_text(encoding="utf-8")
    attack = "<script>document.title = 'owned'</script><img src='http://example.com/x.png'>"
    path.write_text(page.replace("</main>", f"{attack}</main>"), encoding="utf-8")
    broken = opened(path)
    assert broken.run("document.title") != "owned"
    assert len(broken.complaints()) >= 2  # so the other tests would hear of it


def test_subtitles_are_what_was_said(tmp_path: Path, opened: Opener) -> None:
    call = call_of_texts(["So you & I <waited> --> both", *NASTY])
    (tmp_path / "page.html").write_text(
        "<!doctype html><meta charset=utf-8><video></video>", encoding="utf-8"
    )
    page = opened(tmp_path / "page.html")
    cues = page.run(
        "new Promise((done, failed) => {"
        " const track = document.createElement('track');"
        f" track.src = 'data:text/vtt;charset=utf-8,' + encodeURIComponent({call_vtt(call)!r});"
        " track.onload = () => done([...track.track.cues].map((cue) => [cue.startTime,"
        " cue.getCueAsHTML().textContent.replaceAll('\\n', ' ')]));"
        " track.onerror = () => failed(new Error('no track'));"
        " track.track.mode = 'hidden';"
        " document.querySelector('video').append(track); })"
    )
    assert cues[0] == [0, "So you & I <waited> --> both"]
    assert len(cues) == call_vtt(call).count(" --> ")
