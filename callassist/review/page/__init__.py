"""Finished calls as one HTML page that opens anywhere, without a network."""

from callassist.review.page.page import report_page

__all__ = ["report_page"]
