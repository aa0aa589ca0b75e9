import subprocess
import sys

import pytest
from click.testing import CliRunner

from callassist.cli.models import models as group
from callassist.errors import ModelError
from tests.engines.conftest import MODEL, cataloged, models, site  # noqa: F401 (fixtures)


def run(*words, code=0):
    result = CliRunner().invoke(group, words)
    if code == 0:
        assert result.exit_code == 0, result.output
    return result


def failed(match, *words):
    """The main command prints a ModelError as one line and exits with 1."""
    result = CliRunner().invoke(group, words)
    assert isinstance(result.exception, ModelError), result.output
    assert match in str(result.exception)
    assert "\n" not in str(result.exception)
    return result


def test_help_teaches():
    assert "callassist models install" in run("--help").stdout
    assert "--from vosk-model-small-en-us-0.15.zip" in run("install", "--help").stdout


def test_list_shows_what_is_known_and_what_is_there(models):  # noqa: F811
    output = run("list").stdout
    assert "vosk-model-small-en-us-0.15" in output
    assert "not installed" in output
    assert "inside its package" in output


def test_install_list_verify_and_path_of_a_model(site, models):  # noqa: F811
    assert run("install").stdout == f"Installed in {models / MODEL}\n"
    assert "installed" in run("list").stdout
    assert run("verify").stdout == f"{MODEL}: whole\n"
    assert run("path", MODEL).stdout == f"{models / MODEL}\n"
    assert run("path").stdout == f"{models}\n"
    again = run("install", MODEL)
    assert "installed already" in again.stderr
    (models / MODEL / "conf" / "mfcc.conf").write_text("changed")
    assert "damaged" in run("list").stdout
    result = failed("repair it", "verify", MODEL)
    assert f"{MODEL}: conf/mfcc.conf has 7 bytes" in result.stdout
    run("install")
    run("verify")


def test_install_from_a_file_and_from_a_mirror(site, models, cataloged, tmp_path):  # noqa: F811
    archive = tmp_path / "x.zip"
    archive.write_bytes(site.body)
    cataloged(site.body, "https://models.invalid/x.zip")
    run("install", "--from", str(archive))
    assert site.asked == []
    (models / MODEL / "am" / "final.mdl").unlink()
    run("install", "--address", site.address)
    assert len(site.asked) == 1
    run("verify")


def test_what_goes_wrong_is_one_line(site, models, tmp_path):  # noqa: F811
    failed("no model is installed", "verify")
    failed("did you mean", "install", MODEL[:-1])
    failed("is not installed", "path", MODEL)
    failed("cannot be read", "install", "--from", str(tmp_path / "gone.zip"))
    result = run("install", "--from", "x.zip", "--address", "https://x.invalid", code=2)
    assert result.exit_code == 2


@pytest.mark.parametrize(("words", "code"), [(["path"], 0), (["path", "nothing"], 1)])
def test_the_real_program_exits_as_promised(words, code):
    command = [sys.executable, "-m", "callassist", "models", *words]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == code
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == code
