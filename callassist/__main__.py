"""``python -m callassist``, and where the packaged program begins."""

import os
import sys
from multiprocessing import freeze_support

from callassist.cli.main import main

if getattr(sys, "frozen", False) and sys.platform.startswith("linux"):
    # The packaged program finds its own libraries first; programs that it starts, such as
    # ffmpeg, must find the system's.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before

freeze_support()  # a packaged program starts itself for each worker process
main()
