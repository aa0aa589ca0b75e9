"""The page for a meeting in a real Chromium: quiet, readable, whole on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from callassist.review.team import team_report
from callassist.review.team.page import team_page
from callassist.review.team.report import GoodMoment
from callassist.review.team.tally import Tally
from tests.browser.conftest import Opener
from tests.browser.test_report import WORST_CONTRAST
from tests.review.team.test_report import MONDAY, tally_of

ATTACK = "</style><script>document.title = 'owned'</script><img src=http://example.com/x.png>"


def written(folder: Path, **options) -> Path:
    moment = GoodMoment(
        "7kd2abcd", "Mrs. Miller's ramp", MONDAY.date(), 44.0, "An offer at once " + "x" * 90,
        (("customer", ATTACK), ("agent", "I can drive it over at eight.")),
    )  # fmt: skip
    report = team_report(
        tally_of(400), agreed={"ana lima"}, today=MONDAY.date(), moments=[moment],
        moments_in_all=1, titles={"listen": ATTACK}, notices=[ATTACK],
    )  # fmt: skip
    path = folder / "team.html"
    path.write_text(team_page(report, **options), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_quietly_and_fits(tmp_path: Path, opened: Opener, scheme: str, width: int) -> None:
    page = opened(written(tmp_path), width=width, scheme=scheme)
    assert page.run("document.documentElement.scrollWidth") <= width
    ratio, where = page.run(WORST_CONTRAST)
    assert ratio >= 4.5, where
    ground = page.run("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(252, 252, 253)", "dark": "rgb(28, 32, 37)"}[scheme]
    assert page.run("document.querySelectorAll('svg.trend').length") >= 8
    assert (page.requests(), page.complaints()) == ([], [])


def test_nothing_that_was_said_runs_or_is_fetched(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path))
    assert page.run("document.title") != "owned"
    assert page.run("document.scripts.length + document.images.length") == 0
    assert (page.requests(), page.complaints()) == ([], [])


def test_the_policy_stops_what_would_get_in(tmp_path: Path, opened: Opener) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("</main>", f"{ATTACK}</main>"),
                    encoding="utf-8")  # fmt: skip
    page = opened(path)
    assert page.run("document.title") != "owned"
    assert len(page.complaints()) >= 2  # so the other tests would hear of it


def test_every_bar_is_as_long_as_its_counts(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path))
    rows = page.run(
        "[...document.querySelectorAll('td.barred')].map((cell) => ["
        "[...cell.querySelectorAll('rect')].reduce((sum, r) => sum"
        " + r.getBoundingClientRect().width, 0),"
        "Number(cell.nextElementSibling.querySelector('small').textContent.split(' of ')[1]"
        ".replace(',', ''))])"
    )
    assert len(rows) > 8
    longest = max(count for _, count in rows)
    widest = max(width for width, _ in rows)
    for width, count in rows:
        assert width / widest == pytest.approx(count / longest, abs=0.01)


def test_titles_of_calls_stay_where_they_are(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path))
    text = page.run("document.body.textContent")
    assert "An offer at once" in text
    assert "Miller" not in text
    assert "7kd2" not in text
    bare = opened(written(tmp_path, words=False)).run("document.body.textContent")
    assert "An offer at once" not in bare
    assert "drive it over" not in bare


def test_paper_is_a4_and_has_the_bands(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path), media="print", scheme="dark")
    assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(252, 252, 253)"
    assert page.run("getComputedStyle(document.querySelector('.band')).printColorAdjust") == "exact"
    assert b"/MediaBox [0 0 594.95996 841.91998]" in page.pdf()


def test_no_calls_is_a_page_that_says_so(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "none.html"
    path.write_text(team_page(team_report(Tally())), encoding="utf-8")
    page = opened(path)
    assert "There is no call to show figures of." in page.run("document.body.textContent")
    assert page.complaints() == []
