import io
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.engines.unpack import MAX_ENTRIES, unpack_zip
from callassist.errors import ModelError

MAX_BYTES = 1_000_000


@pytest.fixture
def archive(tmp_path):
    return tmp_path / "model.zip"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "outer" / "model"
    folder.mkdir(parents=True)
    return folder


def write(archive, *entries, compression=zipfile.ZIP_DEFLATED):
    """Each entry is a name, or a ZipInfo, and its bytes."""
    with zipfile.ZipFile(archive, "w", compression) as opened:
        for name, data in entries:
            opened.writestr(name, data)


def refused(archive, folder, match):
    with pytest.raises(ModelError, match=match) as caught:
        unpack_zip(archive, folder, MAX_BYTES)
    assert "\n" not in str(caught.value)
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_files_and_folders_are_unpacked(archive, folder):
    write(archive, ("top/", b""), ("top/a/b.txt", b"hello"), ("top/c", b"x" * 5000))
    sizes = []
    unpack_zip(archive, folder, MAX_BYTES, sizes.append)
    assert (folder / "top/a/b.txt").read_bytes() == b"hello"
    assert (folder / "top/c").stat().st_size == 5000
    assert sum(sizes) == 5005


@pytest.mark.parametrize(
    "name",
    [
        "../x", "a/../../x", "/x", "//x", "a/..", "C:/x", "C:x", "..\\x", "a\\..\\..\\x",
        "\\\\host\\x", "x:stream",
    ],
)  # fmt: skip
def test_nothing_is_written_outside(archive, folder, name):
    write(archive, ("good", b"1"), (name, b"evil"))
    refused(archive, folder, "outside the model's folder")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(archive, folder, kind):
    link = zipfile.ZipInfo("link")
    link.create_system = 3
    link.external_attr = (kind | 0o777) << 16
    write(archive, (link, b"/etc"), ("link/passwd", b"evil"))
    refused(archive, folder, "link or a device|both a file and a folder")
    write(archive, (link, b"/etc"))
    refused(archive, folder, "link or a device")


def test_names_that_clash_are_refused(archive, folder):
    with pytest.warns(UserWarning, match="Duplicate"):
        write(archive, ("a", b"1"), ("a", b"2"))
    refused(archive, folder, "appears twice")
    for same in ("A", "./a", "a/."):
        write(archive, ("a", b"1"), (same, b"2"))
        refused(archive, folder, "appears twice")
    write(archive, ("a", b"1"), ("a/b", b"2"))
    refused(archive, folder, "both a file and a folder")
    write(archive, ("a/", b""), ("a", b"2"))
    refused(archive, folder, "appears twice|both a file and a folder")


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", "x" * 300, "ü" * 120])
def test_names_that_no_model_has_are_refused(archive, folder, name):
    write(archive, (name, b"1"))
    refused(archive, folder, "a name that no model has")


def test_a_bomb_is_refused_before_it_is_unpacked(archive, folder):
    write(archive, ("bomb", bytes(MAX_BYTES + 1)))
    assert archive.stat().st_size < 3000
    refused(archive, folder, "would unpack to more than 1 MB")
    assert not list(folder.iterdir())


def test_a_bomb_in_many_files_is_refused(archive, folder):
    write(archive, *((str(at), bytes(MAX_BYTES // 4)) for at in range(5)))
    refused(archive, folder, "would unpack to more than")
    write(archive, *((str(at), b"") for at in range(MAX_ENTRIES + 1)))
    refused(archive, folder, "would unpack to more than")


def test_a_bomb_that_lies_about_its_size_is_stopped(archive, folder):
    size = 5 * MAX_BYTES
    write(archive, ("bomb", bytes(size)))
    data = archive.read_bytes()
    lie = data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != data
    archive.write_bytes(lie)
    refused(archive, folder, "not a whole zip archive|would unpack")
    assert sum(path.stat().st_size for path in folder.rglob("*")) <= MAX_BYTES


def test_other_packings_are_refused(archive, folder):
    write(archive, ("a", b"1" * 100), compression=zipfile.ZIP_BZIP2)
    refused(archive, folder, "not supported")


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 100])
def test_what_is_no_archive_is_one_line(archive, folder, data):
    archive.write_bytes(data)
    refused(archive, folder, "not a whole zip archive")


def test_a_changed_byte_is_found(archive, folder):
    write(archive, ("a", bytes(range(256)) * 50), compression=zipfile.ZIP_STORED)
    data = bytearray(archive.read_bytes())
    data[1000] ^= 1
    archive.write_bytes(data)
    refused(archive, folder, "not a whole zip archive")


NAMES = st.one_of(
    st.sampled_from(["a", "a/", "a/b", "A", "../a", "/a", "a/../b", ".", "..", "", "a//b", "./a"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=10),
)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(NAMES, st.binary(max_size=60), st.integers(0, 0xFFFF)), max_size=5),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6),
    st.integers(0, 200),
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_any_archive_is_unpacked_inside_or_refused_in_one_line(entries, changes, cut):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data, mode in entries:
            entry = zipfile.ZipInfo(name or "x")
            entry.external_attr = mode << 16
            opened.writestr(entry, data)
    data = bytearray(packed.getvalue())
    for at, byte in changes:
        data[at % len(data)] = byte
    if changes and cut:
        del data[-cut:]
    with tempfile.TemporaryDirectory() as temporary:
        archive, outer = Path(temporary) / "x.zip", Path(temporary) / "outer"
        folder = outer / "model"
        folder.mkdir(parents=True)
        archive.write_bytes(data)
        line = ""
        try:
            unpack_zip(archive, folder, 10_000)
        except ModelError as error:
            line = str(error)
        assert "\n" not in line
        assert [path.name for path in outer.iterdir()] == ["model"]
        assert {path.name for path in Path(temporary).iterdir()} == {"x.zip", "outer"}
        assert not any(path.is_symlink() for path in folder.rglob("*"))
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) <= 11_000
