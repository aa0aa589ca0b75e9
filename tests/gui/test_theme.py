"""Contrast, sizes and fonts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QMenu

from callassist.gui.style import menu_style
from callassist.gui.theme import DARK, LIGHT, MAX_WIDTH_PX, Theme, blend, contrast
from callassist.settings.user import MIN_OPACITY

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
GLYPHS = [
    "hears", "alert", "nudge", "warn", "praise", "calm", "uneasy", "upset", "furious", "muted",
]  # fmt: skip


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@PALETTES
@pytest.mark.parametrize("ground", ["background", "raised"])
@pytest.mark.parametrize("token", ["text", "muted"])
def test_text_has_four_and_a_half_to_one(palette, token, ground):
    assert contrast(getattr(palette, token), getattr(palette, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize("token", GLYPHS)
def test_glyphs_have_three_to_one(palette, token):
    assert contrast(getattr(palette, token), palette.background) >= 3.0


@PALETTES
@pytest.mark.parametrize("token", ["nudge", "warn", "praise"])
def test_an_icon_on_its_disc_has_three_to_one(palette, token):
    accent = getattr(palette, token)
    assert contrast(accent, blend(accent, palette.background, 0.16)) >= 3.0


@PALETTES
@pytest.mark.parametrize("token", ["calm", "uneasy", "upset", "furious"])
def test_the_gauge_fill_stands_out_from_its_track(palette, token):
    assert contrast(getattr(palette, token), palette.track) >= 2.0


@PALETTES
@pytest.mark.parametrize("page", ["#000000", "#ffffff"])
def test_the_most_transparent_bar_can_be_read_over_any_page(palette, page):
    ground = blend(palette.background, page, MIN_OPACITY)
    assert contrast(palette.text, ground) >= 4.5
    assert contrast(palette.muted, ground) >= 4.5
    for token in ("hears", "alert"):
        assert contrast(getattr(palette, token), ground) >= 3.0


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_say_is_sixteen_to_eighteen_points_times_the_scale(qapp, scale):
    theme = Theme.make(dark=False, text_scale=scale)
    assert 16 * scale <= theme.font("say").pointSizeF() <= 18 * scale
    assert theme.font("say").weight() >= theme.font("say").Weight.DemiBold


def test_sizes_follow_the_text(qapp):
    one, two = (Theme.make(dark=False, text_scale=scale) for scale in (1.0, 2.0))
    assert two.em_px == pytest.approx(2 * one.em_px, abs=1.5)
    assert two.px(1.0) == pytest.approx(QFontInfo(two.body_font).pixelSize(), abs=1)
    assert one.width_px <= MAX_WIDTH_PX < two.width_px


def test_a_larger_system_font_makes_everything_larger(qapp):
    before = qapp.font()
    usual = Theme.make(dark=False)
    font = qapp.font()
    font.setPointSizeF(20.0)
    qapp.setFont(font)
    try:
        assert Theme.make(dark=False).em_px > usual.em_px * 1.8
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("high_contrast", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_menus_show_what_is_not_chosen_and_what_cannot_be_used(qapp, dark, high_contrast):
    theme = Theme.make(dark=dark, high_contrast=high_contrast)
    menu = QMenu()
    menu.setPalette(theme.qt_palette())
    menu.setStyleSheet(menu_style(theme))
    usable, chosen, other = (menu.addAction("Notes") for _ in range(3))
    for action in (chosen, other):
        action.setCheckable(True)
    chosen.setChecked(True)
    menu.addAction("Notes").setEnabled(False)
    unusable = menu.actions()[-1]
    menu.ensurePolished()
    menu.adjustSize()
    image = menu.grab().toImage()
    places = [menu.actionGeometry(each) for each in (usable, chosen, other, unusable)]
    mark_px = theme.px(1.6)

    def inks(place: QRect, start: int, end: int) -> list[float]:
        """Return the contrast of each pixel with the ground."""
        return [
            contrast(image.pixelColor(x, y), theme.palette.background)
            for x in range(start, end)
            for y in range(place.top() + 1, place.bottom())
        ]

    plain, marked, unmarked, _ = (inks(place, place.left() + 2, mark_px) for place in places)
    assert max(plain) < 1.1, "no mark stands there"
    assert max(unmarked) >= 3.0, "an empty box is seen"
    full, empty = (sum(ink >= 3.0 for ink in each) for each in (marked, unmarked))
    assert full > 1.3 * empty, "a chosen one is full, whatever its color"
    words = [max(inks(place, mark_px, place.right())) for place in (places[0], places[3])]
    assert words[0] > words[1] >= 3.0
    menu.deleteLater()
