"""Keys that work in every program: what may be a key, who holds it, and what it does.

``keys`` reads and judges them, ``manager`` binds them, and one module a system asks it
for them: ``x11``, ``portal`` (Wayland), ``windows``, ``macos``.
"""

from callassist.gui.hotkeys.keys import Chord, Problem, conflicts, refusal
from callassist.gui.hotkeys.manager import GlobalHotkeys

__all__ = ["Chord", "GlobalHotkeys", "Problem", "conflicts", "refusal"]
