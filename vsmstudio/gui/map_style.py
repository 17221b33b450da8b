"""How the tabs' tools and the overview look, beyond what the palette says."""

from __future__ import annotations

from collections.abc import Mapping


def overview_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of the overview in the colours of a theme."""
    c = dict(theme)
    return f"""
QTabBar#maps::tab {{ padding: 6px 8px; margin-right: 2px; min-width: 64px; }}
QToolButton#tabTool {{
    background: transparent; color: {c["muted"]}; border: 1px solid transparent; border-radius: 4px; font-size: 15px;
    min-width: 24px; min-height: 24px; max-height: 24px; padding: 0;
}}
QToolButton#tabTool:hover {{ background: {c["sheet"]}; color: {c["ink"]}; border-color: {c["hairline"]}; }}
QToolButton#tabTool:focus {{ border-color: {c["accent"]}; }}
QTabBar#maps QToolButton {{ background: {c["ground"]}; border: 1px solid {c["hairline"]}; color: {c["ink"]}; }}
QPushButton#segment {{
    background: {c["sheet"]}; color: {c["muted"]}; border: 1px solid {c["outline"]}; border-radius: 0; padding: 4px 16px;
}}
QPushButton#segment[side="left"] {{ border-top-left-radius: 4px; border-bottom-left-radius: 4px; }}
QPushButton#segment[side="right"] {{
    border-top-right-radius: 4px; border-bottom-right-radius: 4px; border-left: none;
}}
QPushButton#segment[side="middle"] {{ border-left: none; }}
QPushButton#segment:checked {{ background: {c["accent"]}; color: {c["on_accent"]}; border-color: {c["accent"]}; }}
QPushButton#segment:checked {{ font-weight: 600; }}
QPushButton#segment:focus {{ border: 2px solid {c["ink"]}; padding: 3px 15px; }}
QLabel#roomLead {{ color: {c["ink"]}; font-size: 18px; font-weight: 600; }}
QLabel#roomSentence {{ color: {c["ink"]}; font-size: 14px; }}
QLabel#roomFigure {{ color: {c["ink"]}; font-size: 16px; font-weight: 600; }}
QLabel#roomDelta {{ color: {c["muted"]}; font-size: 13px; font-weight: 600; }}
QLabel#roomDelta[state="good"] {{ color: {c["good"]}; }}
QLabel#roomDelta[state="over"] {{ color: {c["critical"]}; }}
"""
