"""The bundled fonts as Qt knows them. Each is read when it is first wanted: that of Chinese, Japanese and Korean is large."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from vsmstudio import resources

_OTHER_SCRIPTS = "\u0590"  # where letters begin that Inter does not hold
_FEATURES_OFF = ("calt", "liga", "clig")


@cache
def _family(face: str) -> tuple[str, bool]:
    """The family that Qt knows a bundled face by, and whether it is the bold cut. Registers the font."""
    key = QFontDatabase.addApplicationFont(str(resources.path("fonts", f"{face}.ttf")))
    families = QFontDatabase.applicationFontFamilies(key)
    if not families:
        raise RuntimeError(f"the bundled font {face} could not be read")
    return families[0], "SemiBold" in face


@cache
def font(face: str, size: float, dpi: int) -> QFont:
    """A bundled face at `size` pixels on a device of `dpi`, set as the widths were measured.

    That is without kerning, ligatures and hinting. Qt takes whole pixels only, so the size is said in points.
    """
    family, semibold = _family(face)
    found = QFont([family])
    found.setPointSizeF(size * 72 / dpi)
    found.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    found.setKerning(False)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in _FEATURES_OFF:
        found.setFeature(QFont.Tag(feature), 0)
    return found


def for_words(words: str, font: QFont) -> QFont:
    """A font that holds these words, whatever their script: bundled faces follow where Inter has no letters."""
    if not words or max(words) < _OTHER_SCRIPTS:
        return font
    from vsmstudio.notation.text import REGULAR

    found = QFont(font)
    found.setFamilies([_family(each)[0] for each in REGULAR])
    return found
