"""How the handbook's window looks around the page."""

from __future__ import annotations

from collections.abc import Mapping


def handbook_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of the handbook's window in the colours of a theme."""
    c = dict(theme)
    return f"""
QWidget#handbook {{ background: {c["sheet"]}; }}
QWidget#handbookHead {{ background: {c["sheet"]}; border-bottom: 1px solid {c["hairline"]}; }}
QWidget#handbookBar {{ background: {c["head"]}; border-top: 1px solid {c["hairline"]}; }}
QTextBrowser#handbookPage {{ background: {c["sheet"]}; color: {c["ink"]}; border: none;
    selection-background-color: {c["accent"]}; selection-color: {c["on_accent"]}; }}
QWidget#handbookLeft {{ background: {c["head"]}; }}
QLabel#handbookEmpty {{ color: {c["muted"]}; padding: 14px 14px; }}
#handbookSide {{ background: {c["head"]}; color: {c["ink"]}; border: none; outline: none; padding: 6px 4px; }}
QTreeWidget#handbookSide::item {{ padding: 4px 4px; border: none; }}
QTreeWidget#handbookSide::item:hover {{ color: {c["accent"]}; }}
QTreeWidget#handbookSide::item:selected {{ background: {c["selected"]}; color: {c["on_selected"]}; }}
QTreeWidget#handbookSide:focus::item:selected {{ border: 1px solid {c["accent"]}; }}
QWidget#handbook QLineEdit {{ border: 1px solid {c["outline"]}; border-radius: 4px; background: {c["sheet"]}; color: {c["ink"]};
    padding: 4px 8px; placeholder-text-color: {c["muted"]}; }}
QWidget#handbook QLineEdit:focus {{ border: 2px solid {c["accent"]}; padding: 3px 7px; }}
QWidget#handbook QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 4px; color: {c["ink"]};
    padding: 4px 8px; min-width: 14px; }}
QWidget#handbook QToolButton:hover {{ border-color: {c["outline"]}; }}
QWidget#handbook QToolButton:focus {{ border: 2px solid {c["accent"]}; padding: 3px 7px; }}
QWidget#handbook QToolButton:checked {{ background: {c["selected"]}; color: {c["on_selected"]};
    border-color: {c["outline"] if c["selected"] == c["sheet"] else c["selected"]}; }}
QWidget#handbook QToolButton:disabled {{ color: {c["disabled"]}; }}
QWidget#handbook QToolButton::menu-indicator {{ image: none; }}
"""
