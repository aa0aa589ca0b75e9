"""The face of callassist: the overlay, its tray icon, and the bridge to a session.

Nothing here is imported by the rooms below, and nothing here knows sound.
"""
