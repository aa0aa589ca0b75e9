"""The language of the windows: Qt's translators, and numbers as the language writes them.

English is written in the code; every other language is a file in
``resources/translations`` (see docs/translating.md). A change of the language in the
settings holds from the next start on.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QDate,
    QDateTime,
    QLibraryInfo,
    QLocale,
    QTranslator,
)

from callassist.errors import CallAssistError
from callassist.paths import resources_dir, settings_path
from callassist.settings.user import InterfaceLanguage, load

translate = QCoreApplication.translate
"""``translate(context, text)`` outside of classes that have ``self.tr``."""

SOURCE_LANGUAGE = "en"
QT_PARTS = ("qtbase",)
"""Qt's own texts that windows here show: the buttons and menus of its dialogs and fields."""
DATE_FORMS = (
    QT_TRANSLATE_NOOP("Format", "d MMM"),
    QT_TRANSLATE_NOOP("Format", "d MMM yyyy"),
    QT_TRANSLATE_NOOP("Format", "d MMM, HH:mm"),
    QT_TRANSLATE_NOOP("Format", "d MMM yyyy, HH:mm"),
    QT_TRANSLATE_NOOP("Format", "d MMMM yyyy"),
    QT_TRANSLATE_NOOP("Format", "d MMMM yyyy, HH:mm"),
    QT_TRANSLATE_NOOP("Format", "dddd, d MMMM yyyy, HH:mm"),
    QT_TRANSLATE_NOOP("Format", "ddd HH:mm"),
)
"""How windows write dates, as Qt spells their parts; languages order them their own way."""


def translations_dir() -> Path:
    """Return the folder of the translations."""
    return resources_dir() / "translations"


def languages() -> list[str]:
    """Return the codes of the languages there are, e.g. ``["de", "en"]``."""
    return sorted(path.stem.removeprefix("callassist_") for path in _files())


def locale_for(language: InterfaceLanguage) -> QLocale:
    """Return the locale of an interface language.

    ``"system"`` takes the first of the system's languages that there is a translation
    for, else English. The system's territory is kept where its language is taken, so
    that dates look as they do elsewhere on this computer.
    """
    system = QLocale.system()
    known = languages()
    if language == "system":
        wanted = [name.replace("_", "-").split("-")[0] for name in system.uiLanguages()]
        language = next((name for name in wanted if name in known), SOURCE_LANGUAGE)
    own = QLocale(language)
    return system if system.language() == own.language() else own


def install(app: QCoreApplication, language: InterfaceLanguage | None = None) -> QLocale:
    """Show the windows that are made from now on in a language; the last call holds.

    Args:
        app: The application; it keeps the translators.
        language: The user's own choice from the settings file if None.

    Returns:
        The locale, which is the default one from now on.
    """
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    locale = locale_for(language or _chosen())
    QLocale.setDefault(locale)
    qt_dir = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    folders = [(name, qt_dir) for name in QT_PARTS] + [("callassist", str(translations_dir()))]
    for name, folder in folders:
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
        else:
            translator.deleteLater()
    return locale


def number(value: float, decimals: int = 0) -> str:
    """Return a number as people write it: ``1,234`` or ``1.234``, ``0.4`` or ``0,4``."""
    return QLocale().toString(float(value), "f", decimals)


def plain_number(value: float) -> str:
    """Return a number with the decimals it has, at most two: ``7`` or ``7.5``."""
    return QLocale().toString(round(float(value), 2), "g", 6)


def date_text(at: date, form: str) -> str:
    """Return a date, or a time of a day, in one of the :data:`DATE_FORMS`."""
    form = translate("Format", form)
    if isinstance(at, datetime):
        return QLocale().toString(QDateTime(at.date(), at.time()), form)
    return QLocale().toString(QDate(at.year, at.month, at.day), form)


def percent(share: float) -> str:
    """Return a share of 1 as ``45%``."""
    return translate("Format", "{number}%").format(number=number(100.0 * share))


def capital(text: str) -> str:
    """Return a text with a capital first letter, and the rest as it is.

    The name of a file or a site stays as it is, too.
    """
    first = text.split(" ", 1)[0].rstrip(".:,;")
    return text if "." in first or "/" in first else text[:1].upper() + text[1:]


def _files() -> list[Path]:
    return sorted(translations_dir().glob("callassist_*.qm"))


def _chosen() -> InterfaceLanguage:
    try:
        return load(settings_path()).interface_language
    except CallAssistError:  # whoever needs the settings says what is wrong with them
        return "system"
