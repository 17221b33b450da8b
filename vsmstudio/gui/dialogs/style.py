"""How the quiet bars and the dialogs look, beyond what the palette says."""

from __future__ import annotations

from collections.abc import Mapping


def dialogs_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of bars and dialogs in the colours of a theme."""
    c = dict(theme)
    return f"""
QFrame#quietBar {{ background: {c["accent_soft"]}; border: none; border-bottom: 1px solid {c["hairline"]}; }}
QFrame#quietBar[state="gap"] {{ background: {c["gap_soft"]}; border-bottom-color: {c["gap_line"]}; }}
QFrame#quietBar QLabel {{ color: {c["ink"]}; }}
QFrame#quietBar QLabel#mark {{ color: {c["accent"]}; }}
QFrame#quietBar[state="gap"] QLabel#mark {{ color: {c["gap"]}; }}
QFrame#quietBar QLabel#count {{ color: {c["muted"]}; }}
QFrame#quietBar QPushButton {{ padding: 3px 12px; }}
QFrame#quietBar QPushButton:focus {{ padding: 2px 11px; }}
QFrame#quietBar QPushButton#first {{ color: {c["accent"]}; font-weight: 600; }}
QFrame#quietBar QToolButton#small {{ color: {c["accent"]}; }}
QFrame#quietBar QToolButton#small:disabled {{ color: {c["disabled"]}; }}
#panel QScrollArea#sentences {{ border: 1px solid transparent; border-radius: 4px; }}
#panel QScrollArea#sentences[state="framed"] {{ border-color: {c["hairline"]}; }}
#panel QScrollArea#sentences:focus {{ border-color: {c["accent"]}; }}
QTreeView#versions, #panel QTableView#clashes {{
    background: {c["sheet"]}; border: 1px solid {c["hairline"]}; border-radius: 4px; color: {c["ink"]}; font-size: 12px;
    outline: none;
}}
QDialog#panel QListWidget#parts {{
    background: {c["sheet"]}; border: 1px solid {c["hairline"]}; border-radius: 4px; color: {c["ink"]}; outline: none;
}}
QDialog#panel QListWidget#parts:focus {{ border-color: {c["accent"]}; }}
QDialog#panel QListWidget#parts::item {{ padding: 5px 8px; border: none; color: {c["ink"]}; }}
QDialog#panel QListWidget#parts::item:selected {{ background: {c["selected"]}; color: {c["on_selected"]}; }}
QTreeView#versions:focus, #panel QTableView#clashes:focus {{ border-color: {c["accent"]}; }}
QTreeView#versions::item {{ padding: 6px 8px; border: none; color: {c["ink"]}; }}
QTreeView#versions::item:selected {{ background: {c["selected"]}; color: {c["on_selected"]}; }}
QTreeView#versions QHeaderView::section, #panel QTableView#clashes QHeaderView::section {{
    background: {c["sheet"]}; color: {c["muted"]}; border: none; border-bottom: 1px solid {c["hairline"]};
    font-size: 11px; padding: 6px 11px;
}}
"""
