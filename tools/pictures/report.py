"""Pictures of the report for the docs: ``python -m tools.pictures.report FOLDER``.

The bundled call is heard by Moonshine, whose weights travel in its package, so that the
same pictures come out everywhere; Chromium takes them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from callassist.paths import resources_dir
from callassist.review.page import report_page
from callassist.review.peaks import peaks_of
from callassist.run.batch.jobs import Setup
from callassist.run.opening import open_call
from tests.browser.chromium import Chromium, Page, installed

WIDTH_PX, HEIGHT_PX = 1280, 1180


def main(folder: Path) -> None:
    """Write ``report-light.png`` and ``report-dark.png`` into ``folder``."""
    program = installed()
    if program is None:
        sys.exit("Chromium is not installed: install it and try again")
    call = open_call(resources_dir() / "demo" / "late-parcel.flac", setup=Setup("moonshine"))
    assert call.sound is not None
    call.peaks, call.title = peaks_of(call.sound), "The late parcel"
    call.sound.close()
    with TemporaryDirectory() as work:
        path = Path(work) / "report.html"
        path.write_text(report_page([call]), encoding="utf-8")
        browser = Chromium(program, Path(work) / "profile")
        try:
            for scheme in ("light", "dark"):
                page = Page(browser, path, width=WIDTH_PX, scheme=scheme)
                page.screenshot(folder / f"report-{scheme}.png", HEIGHT_PX)
                page.close()
        finally:
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
