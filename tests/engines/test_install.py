import functools
import io
import os
import resource
import shutil
import stat
import subprocess
import sys
import threading
import zipfile

import filelock
import pytest

from callassist.engines.install import ensure_model, install_model
from callassist.engines.installed import (
    installed_models,
    is_intact,
    is_whole,
    model_language,
)
from callassist.engines.manifest import MANIFEST, read_manifest, verify_files
from callassist.errors import ModelError
from tests.engines import site as web
from tests.engines.conftest import MODEL, MODEL_FILES, zipped


def visible(models):
    return sorted(path.name for path in models.iterdir() if not path.name.startswith("."))


def left_over(models):
    """Everything hidden but the lock and the part to resume from."""
    return [path.name for path in models.glob(".*") if path.suffix not in (".lock", ".part")]


def refused(match, **how):
    with pytest.raises(ModelError, match=match) as caught:
        install_model(**how)
    assert "\n" not in str(caught.value)


def test_a_model_is_fetched_checked_unpacked_and_recorded(site, models):
    heard = []
    folder = install_model(progress=lambda doing, done, total: heard.append((doing, done, total)))
    assert folder == models / MODEL
    assert {name: (folder / name).read_bytes() for name in MODEL_FILES} == MODEL_FILES
    assert verify_files(folder) == []
    assert read_manifest(folder).language == "xx"
    assert {doing for doing, _, _ in heard} == {"download", "unpack"}
    assert all(done <= total for _, done, total in heard)
    assert visible(models) == [MODEL]
    assert not left_over(models)
    assert not list(models.glob("*.part"))


def test_a_second_install_asks_no_site(site, models):
    install_model()
    asked = list(site.asked)
    said = []
    assert install_model(announce=said.append) == models / MODEL
    assert site.asked == asked
    assert said == [f"{MODEL} is installed already"]


def test_an_install_that_broke_off_goes_on_and_does_not_fetch_again(site, models):
    size = len(site.body)
    site.behave = functools.partial(web.serve, stop_at=size // 2)
    refused("broke off")
    assert visible(models) == []
    kept = (models / f".{MODEL}.zip.part").stat().st_size
    assert 0 < kept <= size // 2
    site.behave = web.serve
    site.asked.clear()
    install_model()
    assert site.asked == [f"bytes={kept}-"]
    assert is_intact(models / MODEL)


def test_a_wrong_file_installs_nothing(site, models):
    site.body = bytes(len(site.body))
    refused("SHA-256 differs")
    assert visible(models) == []
    assert not left_over(models)


def test_a_damaged_model_is_replaced(site, models):
    folder = install_model()
    (folder / "am/final.mdl").write_bytes(bytes(256_000))  # the size is right
    (folder / "stray").touch()
    assert is_whole(folder)
    assert not is_intact(folder)
    install_model()
    assert verify_files(folder) == []
    assert not left_over(models)


def test_a_half_unpacked_folder_is_replaced(site, models):
    (models / MODEL / "am").mkdir(parents=True)
    (models / f".{MODEL}.unpack-killed").mkdir()
    install_model()
    assert is_intact(models / MODEL)
    assert not left_over(models)


def test_verifying_names_everything_that_is_wrong(site):
    folder = install_model()
    (folder / "conf/mfcc.conf").unlink()
    (folder / "graph/Gr.fst").write_bytes(b"short")
    (folder / "graph/HCLr.fst").write_bytes(b"GRAPH" * 5000)
    (folder / "stray").touch()
    assert verify_files(folder) == [
        "conf/mfcc.conf is missing",
        "graph/Gr.fst has 5 bytes instead of 21000",
        "graph/HCLr.fst has changed",
        "stray does not belong here",
    ]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"files": 3}', "\udcff"])
def test_a_damaged_manifest_is_one_line(site, text):
    folder = install_model()
    (folder / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelError, match="is damaged") as caught:
        verify_files(folder)
    assert "\n" not in str(caught.value)
    assert not is_whole(folder)


def test_a_file_installs_without_a_site(site, models, tmp_path):
    archive = tmp_path / "downloaded by hand.zip"
    archive.write_bytes(site.body)
    assert install_model(archive=archive) == models / MODEL
    assert site.asked == []
    assert archive.exists()


def test_another_file_or_none_is_refused(site, models, tmp_path):
    archive = tmp_path / "other.zip"
    refused("cannot be read", archive=archive)
    archive.write_bytes(site.body[:-1] + b"x")
    refused("is not .* as it was published", archive=archive)
    archive.write_bytes(b"short")
    refused("is not .* as it was published", archive=archive)
    assert visible(models) == []


def test_a_mirror_must_have_the_same_file(site, models, cataloged):
    cataloged(site.body, "http://models.invalid/x.zip")
    refused("cannot be reached")
    install_model(address=site.address)
    assert is_intact(models / MODEL)


def test_names_are_explained(site):
    refused("did you mean", name=MODEL.replace("small", "smal"))
    refused("known are", name="whisper")


@pytest.mark.parametrize(
    ("files", "top", "match"),
    [
        ({"readme": b"hello"}, MODEL + "/", "not a whole Vosk model"),
        ({**MODEL_FILES, "am/final.mdl": b""}, MODEL + "/", "final.mdl is empty"),
        ({**MODEL_FILES, "../evil": b"1"}, MODEL + "/../", "not safe to unpack"),
        ({**MODEL_FILES, "graph/G": bytes(3_000_000)}, MODEL + "/", "would unpack to more"),
    ],
)
def test_a_bad_archive_leaves_nothing(site, models, cataloged, files, top, match):
    site.body = zipped(files, top)
    cataloged(site.body, site.address)
    refused(match)
    assert visible(models) == []
    assert not left_over(models)


def test_a_link_in_the_archive_is_refused(site, models, cataloged):
    body = io.BytesIO(zipped(MODEL_FILES))
    link = zipfile.ZipInfo(MODEL + "/am/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(body, "a") as opened:
        opened.writestr(link, "/etc")
    site.body = cataloged(body.getvalue(), site.address)
    refused("is a link")
    assert not left_over(models)


def test_an_archive_without_a_top_folder_installs(site, models, cataloged):
    site.body = cataloged(zipped(MODEL_FILES, ""), site.address)
    install_model()
    assert is_intact(models / MODEL)


def test_ctrl_c_keeps_the_part_and_nothing_else(site, models):
    def stop(doing, done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install_model(progress=stop)
    assert visible(models) == []
    assert not left_over(models)
    install_model()
    assert site.asked[0] == ""
    assert site.asked[1].startswith("bytes=")


def test_ctrl_c_while_unpacking_leaves_nothing_half(site, models):
    def stop(doing, done, total):
        if doing == "unpack":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install_model(progress=stop)
    assert visible(models) == []
    assert not left_over(models)
    site.asked.clear()
    install_model()
    assert site.asked == []  # the checked archive was kept


def test_a_folder_that_cannot_be_written_is_one_line(site, models):
    models.parent.joinpath("models").write_text("a file is in the way")
    refused("cannot write to .*CALLASSIST_MODELS")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder_is_one_line(site, models):
    models.mkdir(mode=0o500)
    refused("cannot write to .*CALLASSIST_MODELS")


def test_a_disk_that_fills_up_is_one_line_and_the_part_is_kept(site, models):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    limit = 3 * (1 << 14)
    assert limit < len(site.body)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        refused("the disk of .* is full")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (models / f".{MODEL}.zip.part").stat().st_size > 0
    install_model()
    assert site.asked[-1].startswith("bytes=")
    assert is_intact(models / MODEL)


def test_too_little_room_is_found_before_anything_is_fetched(site, models, monkeypatch):
    usage = shutil.disk_usage(models.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    refused("the disk of .* is full")
    assert site.asked == []


def test_two_installs_at_once_fetch_once(site, models):
    started, go_on = threading.Event(), threading.Event()

    def waits(site, handler):
        started.set()
        go_on.wait(30)
        web.serve(site, handler)

    site.behave = waits
    said, found = [], []

    def announce(line):
        said.append(line)
        if "another program" in line:
            go_on.set()

    def work():
        found.append(install_model(announce=announce))

    threads = [threading.Thread(target=work) for _ in range(2)]
    threads[0].start()
    assert started.wait(30)
    threads[1].start()
    for thread in threads:
        thread.join()
    assert found == [models / MODEL] * 2
    assert len(site.asked) == 1
    assert f"{MODEL} is being installed by another program: waiting for it" in said


def test_another_process_is_waited_for(site, models):
    models.mkdir()
    code = (
        "import filelock, sys; lock = filelock.FileLock(sys.argv[1]); lock.acquire(); "
        "print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(models / f".{MODEL}.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(filelock.Timeout):
        filelock.FileLock(models / f".{MODEL}.lock").acquire(timeout=0)
    install_model(announce=lambda line: "waiting" in line and holder.stdin.close())
    holder.wait()
    holder.stdout.close()
    assert is_intact(models / MODEL)


def test_ensuring_installs_once_and_then_asks_nothing(site, models):
    said = []
    assert ensure_model(MODEL, said.append) == models / MODEL
    asked = list(site.asked)
    assert ensure_model(MODEL, said.append) == models / MODEL
    assert site.asked == asked
    assert len(said) == 1
    assert "Installing" in said[0]


def test_ensuring_goes_on_without_a_site_that_never_answers(site, models):
    site.behave = lambda site, handler: site.closing.wait(30)
    said = []
    assert ensure_model(MODEL, said.append, give_up_s=0.2) is None
    assert "did not answer within 0.2 s" in said[-1]


def test_installed_models_are_listed_with_their_language(site, models):
    assert installed_models() == []
    install_model()
    for name in ("vosk-model-fr-0.22", "mine"):
        shutil.copytree(models / MODEL, models / name)
        (models / name / MANIFEST).unlink()
    (models / "no model").mkdir()
    found = [(model.name, model.language) for model in installed_models()]
    assert found == [(MODEL, "xx"), ("mine", None), ("vosk-model-fr-0.22", "fr")]
    assert model_language(models / MODEL) == "xx"
