"""How the import assistant looks, beyond what dialogs and panels say."""

from __future__ import annotations

from collections.abc import Mapping


def importing_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of the assistant in the colours of a theme."""
    c = dict(theme)
    return f"""
#panel QListView#lines, #panel QTableView#difference, #panel QTableView#sheet {{
    background: {c["sheet"]}; border: 1px solid {c["hairline"]}; border-radius: 4px; color: {c["ink"]}; font-size: 12px;
    outline: none;
}}
#panel QListView#lines:focus, #panel QTableView#difference:focus, #panel QTableView#sheet:focus {{
    border-color: {c["accent"]};
}}
#panel QTableView#sheet QTableCornerButton::section {{
    background: {c["sheet"]}; border: none; border-bottom: 1px solid {c["hairline"]};
}}
#panel QTableView#sheet QHeaderView::section:vertical {{ border-bottom: 1px solid {c["head"]}; padding: 0 8px; }}
#panel QAbstractSpinBox {{
    background: {c["sheet"]}; color: {c["ink"]}; border: 1px solid {c["outline"]}; border-radius: 4px; font-size: 12px;
    min-height: 26px; max-height: 26px; selection-background-color: {c["accent"]}; selection-color: {c["on_accent"]};
}}
#panel QAbstractSpinBox:hover {{ border-color: {c["line"]}; }}
#panel QAbstractSpinBox:focus {{ border: 2px solid {c["accent"]}; min-height: 24px; max-height: 24px; }}
#panel QAbstractSpinBox:disabled {{ color: {c["disabled"]}; border-color: {c["hairline"]}; }}
#panel QAbstractSpinBox::up-button, #panel QAbstractSpinBox::down-button {{ width: 0; border: none; }}
#panel QAbstractSpinBox QLineEdit, #panel QAbstractSpinBox QLineEdit:focus {{
    border: none; padding: 0 7px; background: transparent; min-height: 20px; max-height: 24px;
}}
#panel QSplitter#quietSplitter::handle, #panel QSplitter#quietSplitter::handle:hover {{ background: transparent; }}
#panel QTabBar#sheets {{ background: {c["sheet"]}; font-size: 12px; }}
#panel QTabBar#sheets::tab {{
    background: transparent; border: none; padding: 6px 12px; color: {c["muted"]}; border-bottom: 2px solid transparent;
}}
#panel QTabBar#sheets::tab:selected {{ color: {c["ink"]}; font-weight: 600; border-bottom: 2px solid {c["accent"]}; }}
#panel QTabBar#sheets::tab:hover {{ color: {c["ink"]}; }}
#panel QTabBar#sheets:focus::tab:selected {{ color: {c["accent"]}; }}
#panel QProgressBar#importing {{
    background: {c["head"]}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}}
#panel QProgressBar#importing::chunk {{ background: {c["accent"]}; border-radius: 3px; }}
"""
