"""How the start page looks, beyond what the palette says."""

from __future__ import annotations

from collections.abc import Mapping


def start_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of the start page in the colours of a theme."""
    c = dict(theme)
    return f"""
QScrollArea#start, QWidget#startPart {{ background: {c["canvas"]}; border: none; }}
QScrollArea#start QLabel {{ background: transparent; }}
QLabel#startTitle {{ color: {c["ink"]}; font-size: 26px; font-weight: 600; }}
QLabel#startHow {{ color: {c["muted"]}; font-size: 13px; }}
QScrollArea#start QLabel#caption {{ color: {c["muted"]}; font-size: 11px; font-weight: 600; }}
QScrollArea#start QLabel#message {{ color: {c["gap"]}; font-size: 13px; }}
QPushButton#card {{ background: {c["sheet"]}; border: 1px solid {c["outline"]}; border-radius: 6px; padding: 0px; }}
QPushButton#recent {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0px; }}
QPushButton#card:hover, QPushButton#recent:hover {{ background: {c["sheet"]}; border: 1px solid {c["accent"]}; padding: 0px; }}
QPushButton#card:focus, QPushButton#recent:focus {{ background: {c["sheet"]}; border: 2px solid {c["accent"]}; padding: 0px; }}
QFrame#cardGround {{
    background: {c["canvas"]}; border: none; border-top-left-radius: 4px; border-top-right-radius: 4px;
}}
QLabel#cardTitle, QLabel#cardTitleGone {{ color: {c["ink"]}; font-size: 13px; font-weight: 600; }}
QLabel#cardTitleGone {{ color: {c["muted"]}; font-weight: 400; }}
QLabel#startWords {{ color: {c["muted"]}; font-size: 12px; }}
QLabel#recentWords, QLabel#recentGone {{ color: {c["muted"]}; font-size: 11px; }}
QLabel#recentGone {{ color: {c["gap"]}; }}
"""
