"""Tiles of one width in as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

from callassist.gui.flow import FlowLayout


class TileLayout(FlowLayout):
    """Lays items out in columns of equal width; the items of a row are of one height."""

    def __init__(self) -> None:
        """Make an empty grid."""
        super().__init__()
        self._least_px = 240
        self._row_gap_px = 12
        self._out_px = 0

    def set_sizes(self, least_px: int, gap_px: int, row_gap_px: int, out_px: int = 0) -> None:
        """Make no column narrower than this, and keep columns and rows so far apart.

        Args:
            least_px: Width of a column.
            gap_px: Between columns.
            row_gap_px: Between rows.
            out_px: How far the tiles reach out at both sides, so that their text, which is
                so far inside, stands in line with what is above.
        """
        self._out_px = out_px
        self._least_px = least_px
        self._row_gap_px = row_gap_px
        self.set_gap(gap_px)

    def minimumSize(self) -> QSize:
        """Return room for one column."""
        return QSize(self._least_px, 0)

    def sizeHint(self) -> QSize:
        """Return room for two columns."""
        width = 2 * self._least_px + self._gap_px
        return QSize(width, self.heightForWidth(width))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        gap = self._gap_px
        shown = [item for item in self._items if not item.isEmpty()]
        rect = rect.adjusted(-self._out_px, 0, self._out_px, 0)
        columns = max(1, (rect.width() + gap) // (self._least_px + gap))
        width = (rect.width() - gap * (columns - 1)) // columns
        y = rect.y()
        for start in range(0, len(shown), columns):
            row = shown[start : start + columns]
            height = max(self._height(item, width) for item in row)
            if place:
                for column, item in enumerate(row):
                    at = QPoint(rect.x() + column * (width + gap), y)
                    item.setGeometry(QRect(at, QSize(width, height)))
            y += height + self._row_gap_px
        return max(0, y - self._row_gap_px - rect.y())

    @staticmethod
    def _height(item: object, width: int) -> int:
        if item.hasHeightForWidth():
            return item.heightForWidth(width)
        return item.sizeHint().height()
