"""Finished calls as files for other programs: subtitles, a spreadsheet, data."""

from callassist.review.export.csv import call_csv
from callassist.review.export.json import call_json
from callassist.review.export.vtt import call_vtt

__all__ = ["call_csv", "call_json", "call_vtt"]
