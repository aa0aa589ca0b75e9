"""Draws the program's icon in the sizes and forms that each system wants.

Usage: icons.py FOLDER   (for Linux: .../icons/hicolor; elsewhere: where to put the one file)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from callassist.gui.icons import app_icon

SIDES_PX = (16, 22, 24, 32, 48, 64, 128)


def main(folder: Path) -> None:
    """Write PNG files a size on Linux, ``callassist.ico`` or ``.icns`` elsewhere."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    icon = app_icon()
    if sys.platform.startswith("linux"):
        for side_px in SIDES_PX:
            path = folder / f"{side_px}x{side_px}" / "apps" / "callassist.png"
            _save(icon.pixmap(side_px, side_px).toImage(), path)
    else:
        suffix = "ico" if sys.platform == "win32" else "icns"
        _save(icon.pixmap(128, 128).toImage(), folder / f"callassist.{suffix}")
    del application


def _save(image: QImage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise SystemExit(f"callassist: {path} could not be written: this Qt cannot make it")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
