"""Writes a call as a web page, from the window."""

from __future__ import annotations

from pathlib import Path

from callassist.errors import CallStoreError
from callassist.files import write_whole
from callassist.gui.i18n import translate
from callassist.review.call import ReviewCall


def export_page(call: ReviewCall, path: Path) -> None:
    """Write a call as a page that opens in any browser; without its sound.

    Raises:
        CallStoreError: If it cannot be written, or may not be.
    """
    call.check_export()
    from callassist.review.page.page import report_page  # what it needs is not needed to look

    page = report_page([call])
    try:
        write_whole(path, page + "\n")
    except OSError as error:
        raise CallStoreError(
            translate("Exporting", "cannot write {path}: {value}").format(
                path=path, value=error.strerror or error
            )
        ) from error
