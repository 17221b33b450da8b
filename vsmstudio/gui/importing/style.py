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
