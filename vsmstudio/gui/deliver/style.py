"""How the Deliver dialog looks, beyond what dialogs and panels say."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio import resources


def deliver_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of the dialog in the colours of a theme."""
    c = dict(theme)
    is_light = int(c["on_accent"][1:3], 16) > 127  # what stands on the accent, as the tick does
    check = resources.path("icons", "check-white.png" if is_light else "check-black.png").as_posix()
    gap_edge = "dashed" if c["gap_soft"] == c["sheet"] else "solid"
    return f"""
#panel QListView#thumbnails, #panel QScrollArea#largePage {{
    background: {c["ground"]}; border: 1px solid {c["hairline"]}; border-radius: 4px;
}}
#panel QListView#thumbnails:focus, #panel QScrollArea#largePage:focus {{ border-color: {c["accent"]}; }}
QScrollArea#largePage > QWidget > QWidget {{ background: {c["ground"]}; }}
#panel QLabel#waiting {{
    background: {c["ground"]}; border: 1px solid {c["hairline"]}; border-radius: 4px; color: {c["muted"]}; font-size: 13px;
}}
#panel QTreeWidget#sections {{
    background: {c["sheet"]}; border: 1px solid {c["outline"]}; border-radius: 4px; outline: none; font-size: 12px;
    color: {c["ink"]};
}}
#panel QTreeWidget#sections:focus {{ border-color: {c["accent"]}; }}
#panel QTreeWidget#sections::item {{ padding: 3px 2px; border: none; color: {c["ink"]}; }}
#panel QTreeWidget#sections::item:selected {{ background: {c["selected"]}; color: {c["on_selected"]}; }}
#panel QTreeWidget#sections::branch {{ background: {c["sheet"]}; }}
#panel QTreeWidget#sections::indicator {{
    width: 13px; height: 13px; border: 1px solid {c["outline"]}; border-radius: 3px; background: {c["sheet"]};
}}
#panel QTreeWidget#sections::indicator:checked {{
    background: {c["accent"]}; border-color: {c["accent"]}; image: url("{check}");
}}
#panel QTreeWidget#sections::indicator:indeterminate {{ background: {c["accent_soft"]}; border: 2px solid {c["accent"]};
    width: 11px; height: 11px; }}
#panel QTreeWidget#sections:disabled, #panel QTreeWidget#sections::item:disabled {{ color: {c["disabled"]}; }}
#panel QTreeWidget#sections::indicator:checked:disabled, #panel QCheckBox::indicator:checked:disabled {{
    background: {c["disabled"]}; border-color: {c["disabled"]}; image: url("{check}");
}}
#panel QComboBox:disabled, #panel QLineEdit:disabled, #panel QPlainTextEdit:disabled {{
    color: {c["disabled"]}; border-color: {c["hairline"]};
}}
#panel QPushButton#preset {{ font-size: 12px; padding: 3px 10px; }}
#panel QPushButton#preset:focus {{ padding: 2px 9px; }}
#panel QLabel#logo {{ border: 1px solid {c["hairline"]}; }}
QFrame#outcome {{ background: {c["accent_soft"]}; border: 1px solid {c["hairline"]}; border-radius: 4px; }}
QFrame#outcome[state="gap"] {{ background: {c["gap_soft"]}; border: 1px {gap_edge} {c["gap_line"]}; }}
QFrame#outcome QScrollArea, QFrame#outcome QScrollArea > QWidget, QFrame#outcome #panelBody {{ background: transparent; }}
QFrame#outcome QLabel#strong {{ font-size: 13px; }}
"""
