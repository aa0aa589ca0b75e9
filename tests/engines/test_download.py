import functools
import hashlib
import random

import pytest

from callassist.engines.download import Wanted, download
from callassist.errors import ModelError
from tests.engines import site as web

CHUNK = 1 << 14
BODY = random.Random(0).randbytes(300_000)


@pytest.fixture
def site():
    with web.running(BODY) as running:
        yield running


@pytest.fixture
def part(tmp_path):
    return tmp_path / "model.zip.part"


def wanted(site, body=BODY, path=""):
    address = site.address.replace("model.zip", path) if path else site.address
    return Wanted(address, len(body), hashlib.sha256(body).hexdigest())


def fetch(site, part, told=lambda done, total: None, **changes):
    download(wanted(site, **changes), part, told, give_up_s=5.0)


def refused(site, part, match, **changes):
    with pytest.raises(ModelError, match=match) as caught:
        fetch(site, part, **changes)
    assert "\n" not in str(caught.value)


def test_a_good_site_is_asked_once_and_progress_rises_to_the_end(site, part):
    heard = []
    fetch(site, part, lambda done, total: heard.append((done, total)))
    assert part.read_bytes() == BODY
    assert site.asked == [""]
    assert heard == sorted(heard)
    assert heard[-1] == (len(BODY), len(BODY))


def test_what_is_there_whole_needs_no_site(site, part):
    part.write_bytes(BODY)
    fetch(site, part)
    assert site.asked == []


def test_a_later_run_goes_on_where_the_last_one_stopped(site, part):
    part.write_bytes(BODY[:123_456])
    fetch(site, part)
    assert site.asked == ["bytes=123456-"]
    assert part.read_bytes() == BODY


def test_a_transfer_that_breaks_off_is_resumed_at_once(site, part):
    def breaks_off_twice(site, handler):
        stop_at = {1: 6 * CHUNK, 2: 12 * CHUNK}.get(len(site.asked))
        web.serve(site, handler, stop_at)

    site.behave = breaks_off_twice
    fetch(site, part)
    assert site.asked == ["", f"bytes={6 * CHUNK}-", f"bytes={12 * CHUNK}-"]
    assert part.read_bytes() == BODY


def test_a_site_that_never_gets_further_is_left_and_what_came_is_kept(site, part):
    site.behave = functools.partial(web.serve, stop_at=6 * CHUNK)
    refused(site, part, r"broke off after 0\.1 of 0\.3 MB .*run it again")
    assert part.read_bytes() == BODY[: 6 * CHUNK]
    assert len(site.asked) == 4


def test_a_site_that_ignores_range_starts_anew(site, part):
    def ignores_range(site, handler):
        site.asked[-1] = ""
        web.serve(site, handler)

    part.write_bytes(BODY[:1000])
    site.behave = ignores_range
    fetch(site, part)
    assert part.read_bytes() == BODY


def test_a_range_that_starts_elsewhere_is_not_mixed_in(site, part):
    def starts_elsewhere(site, handler):
        if site.asked[-1]:
            site.asked[-1] = "bytes=5000-"
        web.serve(site, handler)

    part.write_bytes(BODY[:1000])
    site.behave = starts_elsewhere
    refused(site, part, "has another file there")


def test_a_range_refused_by_the_site_starts_anew(site, part):
    def refuses_range(site, handler):
        if site.asked[-1]:
            web.head(handler, 416, Content_Length=0)
        else:
            web.serve(site, handler)

    part.write_bytes(BODY[:1000])
    site.behave = refuses_range
    fetch(site, part)
    assert part.read_bytes() == BODY


@pytest.mark.parametrize("start", [b"rubbish", b"rubbish" * 100_000])
def test_a_kept_part_that_is_rubbish_costs_one_more_try(site, part, start):
    part.write_bytes(start)
    fetch(site, part)
    assert part.read_bytes() == BODY


@pytest.mark.parametrize("lie", [-1000, +1000])
def test_a_lie_about_the_length_is_found_before_anything_is_read(site, part, lie):
    def lies(site, handler):
        web.head(handler, 200, Content_Length=len(BODY) + lie)
        handler.wfile.write(BODY)

    site.behave = lies
    refused(site, part, "has another file there")
    assert not part.exists()


def test_a_length_that_matches_but_does_not_come_counts_as_broken_off(site, part):
    def sends_half(site, handler):
        web.head(handler, 200, Content_Length=len(BODY))
        handler.wfile.write(BODY[: len(BODY) // 2])

    site.behave = sends_half
    refused(site, part, "broke off")


def test_an_endless_answer_is_cut_at_the_size_expected(site, part):
    sent = []

    def never_ends(site, handler):
        web.head(handler, 200)
        try:
            while not site.closing.is_set():
                handler.wfile.write(bytes(65_536))
                sent.append(65_536)
        except OSError:
            pass

    site.behave = never_ends
    refused(site, part, "sends more than")
    assert part.stat().st_size == 0


def test_a_wrong_file_of_the_right_size_is_refused_and_removed(site, part):
    site.body = bytes(len(BODY))
    refused(site, part, "SHA-256 differs")
    assert not part.exists()


@pytest.mark.parametrize("status", [404, 403, 500, 503])
def test_an_error_of_the_site_is_one_line(site, part, status):
    site.behave = lambda site, handler: web.head(handler, status, Content_Length=0)
    refused(site, part, f"answered {status}")


def test_redirects_are_followed_but_not_for_ever(site, part):
    def redirects(site, handler):
        if site.paths[-1] == "/old.zip":
            web.head(handler, 302, Location="/model.zip", Content_Length=0)
        else:
            web.serve(site, handler)

    site.behave = redirects
    fetch(site, part, path="old.zip")
    assert part.read_bytes() == BODY
    part.unlink()
    site.behave = lambda site, handler: web.head(
        handler, 302, Location=site.address, Content_Length=0
    )
    refused(site, part, "redirects endlessly")


def test_a_site_that_never_answers_is_given_up(site, part):
    site.behave = lambda site, handler: site.closing.wait(30)
    with pytest.raises(ModelError, match=r"did not answer within 0\.2 s"):
        download(wanted(site), part, lambda done, total: None, give_up_s=0.2)
    assert not part.exists()


def test_a_site_that_stalls_midway_counts_as_broken_off(site, part, monkeypatch):
    def stalls(site, handler):
        web.head(handler, 200, Content_Length=len(BODY))
        handler.wfile.write(BODY[:1000])
        site.closing.wait(30)

    monkeypatch.setattr("callassist.engines.download.STALL_S", 0.2)
    site.behave = stalls
    refused(site, part, "nothing more came")


def test_a_closed_door_and_an_unknown_name_are_one_line(site, part):
    for address in ("http://127.0.0.1:9/x.zip", "http://nowhere.invalid/x.zip"):
        gone = Wanted(address, 10, "0" * 64)
        with pytest.raises(ModelError, match="cannot be reached") as caught:
            download(gone, part, lambda done, total: None)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["ftp://x/y.zip", "file:///etc/passwd", "model.zip", "", "http://[::", "http://"]
)
def test_only_http_addresses_are_asked(part, address):
    with pytest.raises(ModelError, match="no http"):
        download(Wanted(address, 10, "0" * 64), part, lambda done, total: None)


def test_ctrl_c_keeps_what_came(site, part):
    def stop(done, total):
        if done > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(site, part, stop)
    kept = part.read_bytes()
    assert 100_000 < len(kept) < len(BODY)
    assert BODY.startswith(kept)
    fetch(site, part)
    assert site.asked == ["", f"bytes={len(kept)}-"]
    assert part.read_bytes() == BODY
