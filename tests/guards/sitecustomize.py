"""Python runs this at start where the ``no_network`` fixture put it on ``PYTHONPATH``."""

import network_guard

network_guard.install(allow_loopback=False)
