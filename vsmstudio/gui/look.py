"""How the window looks: Fusion with our own palette and the bundled font. Colours come from the theme's roles."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from vsmstudio.gui.dialogs.style import dialogs_qss
from vsmstudio.gui.painter import font
from vsmstudio.notation.theme import LIGHT

_QSS = """
QMainWindow, QWidget#central {{ background: {ground}; }}
QWidget#bar {{ background: {sheet}; border-bottom: 1px solid {hairline}; }}
QLabel#engagement {{ font-weight: 600; font-size: 14px; color: {ink}; }}
QLabel#saved {{ color: {muted}; }}
QLabel#saved[state="saved"] {{ color: {good}; }}
QWidget#side {{ background: {sheet}; }}
QWidget#side[edge="right"] {{ border-right: 1px solid {hairline}; }}
QWidget#side[edge="left"] {{ border-left: 1px solid {hairline}; }}
QMenuBar {{ background: {sheet}; border-bottom: 1px solid {hairline}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {accent_soft}; }}
QMenu {{ background: {sheet}; border: 1px solid {hairline}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {ink}; }}
QMenu::item:disabled {{ color: {outline}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QStatusBar {{ background: {sheet}; border-top: 1px solid {hairline}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 0 8px; }}
QStatusBar QLabel#mode {{ color: {accent}; font-weight: 600; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton {{ background: {sheet}; border: 1px solid {hairline}; border-radius: 4px; padding: 5px 14px; color: {ink}; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:pressed {{ background: {accent_soft}; }}
QPushButton:disabled {{ color: {outline}; }}
QPushButton#primary {{ background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 600; }}
QPushButton#primary:hover {{ background: #094F8A; }}
QPushButton#primary:focus {{ border: 2px solid {ink}; }}
QPushButton#primary:disabled {{ background: {outline}; border-color: {outline}; }}
QTabBar#maps {{ background: {ground}; }}
QTabBar#maps::tab {{
    background: {ground}; border: 1px solid {hairline}; border-bottom: none; padding: 6px 14px; margin-right: 4px;
    border-top-left-radius: 4px; border-top-right-radius: 4px; color: {muted}; min-width: 90px;
}}
QTabBar#maps::tab:selected {{ background: {canvas}; color: {ink}; font-weight: 600; }}
QTabBar#maps::tab:hover {{ color: {ink}; }}
QComboBox#colour {{ border: 1px solid {hairline}; border-radius: 4px; background: {sheet}; color: {ink}; padding: 3px 8px; }}
QComboBox#colour:focus {{ border-color: {accent}; }}
QComboBox#colour::drop-down {{ border: none; width: 18px; }}
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
QFrame#notice QPushButton {{ background: transparent; border: none; color: #9CCBF5; font-weight: 600; padding: 2px 8px; }}
QLineEdit#nameEditor {{ background: {sheet}; border: 2px solid {accent}; border-radius: 3px; padding: 0 4px; }}
QToolTip {{ background: {ink}; color: {sheet}; border: none; padding: 4px 6px; }}
"""


def dress(app: QApplication, theme: Mapping[str, str] = LIGHT, more: str = "") -> None:
    """Give the application its style, font, palette and style sheet."""
    style = QStyleFactory.create("Fusion")
    if style is not None:
        app.setStyle(style)
    dpi = round(app.primaryScreen().logicalDotsPerInchY())
    font("Inter-SemiBold", 13.0, dpi)  # Qt must know both cuts before it looks for one
    app.setFont(font("Inter-Regular", 13.0, dpi))
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "sheet",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "sheet",
        QPalette.ColorRole.AlternateBase: "head",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "sheet",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.ToolTipBase: "ink",
        QPalette.ColorRole.ToolTipText: "sheet",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "hairline",
        QPalette.ColorRole.Dark: "outline",
        QPalette.ColorRole.Light: "sheet",
    }
    for role, name in roles.items():
        palette.setColor(role, QColor(theme[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme["outline"]))
    app.setPalette(palette)
    app.setStyleSheet(_QSS.format(**theme) + dialogs_qss(theme) + more)
