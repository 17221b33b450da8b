"""Dressing the application: our own palettes, the bundled font, and style sheets in the colours of a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from vsmstudio import resources
from vsmstudio.gui.fonts import font
from vsmstudio.gui.look import LARGER, THEME
from vsmstudio.gui.start.style import start_qss
from vsmstudio.notation.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TEXT = 13.0  # pixels
_SIZED = r"\b((?:font-size|(?:min-|max-)?(?:height|width)|spacing): )(\d+)px"

_QSS = """
QMainWindow, QWidget#central {{ background: {ground}; }}
QWidget#bar {{ background: {sheet}; border-bottom: 1px solid {hairline}; }}
QLabel#engagement {{ font-weight: 600; font-size: 14px; color: {ink}; }}
QLabel#saved {{ color: {muted}; }}
QLabel#saved[state="saved"] {{ color: {good}; }}
QLabel#saved[state="trouble"] {{ color: {gap}; font-weight: 600; }}
QWidget#side {{ background: {sheet}; }}
QWidget#side[edge="right"] {{ border-right: 1px solid {hairline}; }}
QWidget#side[edge="left"] {{ border-left: 1px solid {hairline}; }}
QMenuBar {{ background: {sheet}; color: {ink}; border-bottom: 1px solid {hairline}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {selected}; color: {on_selected}; }}
QMenuBar::item:disabled {{ color: {disabled}; }}
QMenu {{ background: {sheet}; color: {ink}; border: 1px solid {outline}; padding: 4px; menu-scrollable: 1; }}
QMenu::item {{ padding: 5px 28px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; color: {on_selected}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QStatusBar {{ background: {sheet}; border-top: 1px solid {hairline}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 0 8px; }}
QStatusBar QLabel#mode {{ color: {accent}; font-weight: 600; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton {{ background: {sheet}; border: 1px solid {outline}; border-radius: 4px; padding: 5px 14px; color: {ink}; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:pressed {{ background: {selected}; color: {on_selected}; }}
QPushButton:disabled {{ color: {disabled}; border-color: {hairline}; }}
QPushButton#primary {{ background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 600; }}
QPushButton#primary:hover {{ background: {accent_strong}; }}
QPushButton#primary:focus {{ border: 2px solid {ink}; }}
QPushButton#primary:disabled {{ background: {head}; border-color: {hairline}; color: {disabled}; }}
QTabBar#maps {{ background: {ground}; }}
QTabBar#maps::tab {{
    background: {ground}; border: 1px solid {hairline}; border-bottom: none; padding: 6px 14px; margin-right: 4px;
    border-top-left-radius: 4px; border-top-right-radius: 4px; color: {muted}; min-width: 90px;
}}
QTabBar#maps::tab:selected {{
    background: {canvas}; color: {ink}; font-weight: 600; border-top: 2px solid {accent}; padding-top: 5px;
}}
QTabBar#maps::tab:hover {{ color: {ink}; }}
QComboBox#colour {{ border: 1px solid {outline}; border-radius: 4px; background: {sheet}; color: {ink}; padding: 3px 8px;
    combobox-popup: 0; }}
QComboBox#colour QAbstractItemView {{ border: 1px solid {outline}; background: {sheet}; color: {ink}; outline: none;
    selection-background-color: {selected}; selection-color: {on_selected}; }}
QComboBox#colour QAbstractItemView::item {{ padding: 4px 8px; }}
QComboBox#colour:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QComboBox#colour::drop-down {{ border: none; width: 18px; }}
QWidget#parkLine QLineEdit {{ border: 1px solid {outline}; border-radius: 4px; background: {sheet}; color: {ink};
    padding: 3px 8px; placeholder-text-color: {muted}; }}
QWidget#parkLine QLineEdit:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QTabWidget#lower::pane {{ border: none; border-top: 1px solid {hairline}; background: {sheet}; }}
QTabWidget#lower {{ background: {sheet}; }}
QTabWidget#lower > QTabBar {{ background: {sheet}; }}
QTabWidget#lower QTabBar::tab {{
    background: transparent; border: none; padding: 7px 14px; color: {muted}; border-bottom: 2px solid transparent;
}}
QTabWidget#lower QTabBar::tab:selected {{ color: {ink}; font-weight: 600; border-bottom: 2px solid {accent}; }}
QTabWidget#lower QTabBar::tab:hover {{ color: {ink}; }}
QWidget#lowerHost {{ background: {sheet}; border-top: 1px solid {hairline}; }}
QSplitter::handle {{ background: {hairline}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QFrame#notice {{ background: {ink}; border-radius: 6px; }}
QFrame#notice QLabel {{ color: {sheet}; }}
QFrame#notice QPushButton {{ background: transparent; border: none; color: {accent_on_ink}; font-weight: 600; padding: 2px 8px; }}
QCheckBox, QRadioButton {{ color: {ink}; }}
QCheckBox::indicator {{ width: 13px; height: 13px; border: 1px solid {outline}; border-radius: 3px; background: {sheet}; }}
QCheckBox::indicator:hover {{ border-color: {accent}; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 11px; height: 11px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{check}"); }}
QCheckBox::indicator:checked:focus {{ border-color: {ink}; }}
QCheckBox::indicator:disabled {{ border-color: {hairline}; background: {head}; }}
QCheckBox:disabled {{ color: {disabled}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {outline}; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover {{ background: {line}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit#nameEditor {{ background: {sheet}; border: 2px solid {accent}; border-radius: 3px; padding: 0 4px; }}
QToolTip {{ background: {ink}; color: {sheet}; border: 1px solid {outline}; padding: 4px 6px; }}
"""


def dress(app: QApplication, name: str = "light", larger: float = 1.0, first: bool = False) -> None:
    """Give the application its font, palette and style sheet; what the `first` sight does not show is left out."""
    app.setProperty(THEME, name)
    app.setProperty(LARGER, larger)
    dpi = round(app.primaryScreen().logicalDotsPerInchY())
    font("Inter-SemiBold", TEXT, dpi)  # Qt must know both cuts before it looks for one
    app.setFont(font("Inter-Regular", round(TEXT * larger), dpi))
    app.setPalette(_palette(THEMES[name]))
    app.setStyleSheet(style_sheet(name, larger, first))


def style_sheet(name: str, larger: float = 1.0, first: bool = False) -> str:
    """The style sheet of a theme, its words and what holds them `larger` times as large."""
    held = THEMES[name]
    check = "check-white.png" if name == "light" else "check-black.png"
    qss = _QSS.format(**held, check=resources.path("icons", check).as_posix())
    sheet = qss + start_qss(held) + ("" if first else "".join(make(held) for make in _sheets()))
    if larger == 1:
        return sheet
    import re

    return re.sub(_SIZED, lambda m: f"{m[1]}{round(int(m[2]) * larger)}px", sheet)


def _sheets() -> tuple[Callable[[Mapping[str, str]], str], ...]:
    """The style sheets of all that the first sight does not show."""
    from vsmstudio.gui.deliver.style import deliver_qss
    from vsmstudio.gui.dialogs.style import dialogs_qss
    from vsmstudio.gui.handbook.style import handbook_qss
    from vsmstudio.gui.importing.page_style import pages_qss
    from vsmstudio.gui.importing.style import importing_qss
    from vsmstudio.gui.map_style import overview_qss
    from vsmstudio.gui.pages.style import sheets_qss
    from vsmstudio.gui.panels.style import panels_qss

    return dialogs_qss, deliver_qss, panels_qss, importing_qss, overview_qss, pages_qss, sheets_qss, handbook_qss


def _palette(held: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    of = QPalette.ColorRole
    roles = {
        of.Window: "sheet", of.WindowText: "ink", of.Base: "sheet", of.AlternateBase: "head", of.Text: "ink",
        of.Button: "sheet", of.ButtonText: "ink", of.BrightText: "critical", of.Highlight: "accent",
        of.HighlightedText: "on_accent", of.PlaceholderText: "muted", of.ToolTipBase: "ink", of.ToolTipText: "sheet",
        of.Link: "accent", of.LinkVisited: "accent", of.Accent: "accent", of.Midlight: "head", of.Mid: "hairline",
        of.Dark: "outline", of.Light: "sheet", of.Shadow: "outline",
    }  # fmt: skip
    for role, name in roles.items():
        palette.setColor(role, QColor(held[name]))
    for role in (of.Text, of.ButtonText, of.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(held["disabled"]))
    return palette
