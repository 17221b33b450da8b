"""How the start page looks, beyond what the palette says."""

from __future__ import annotations

from collections.abc import Mapping


def start_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of the start page in the colours of a theme."""
    c = dict(theme)
    return f"""
QScrollArea#start, QWidget#startPart {{ background: {c["canvas"]}; }}
QScrollArea#start QLabel {{ background: transparent; }}
QLabel#startTitle {{ color: {c["ink"]}; font-size: 26px; font-weight: 600; }}
QLabel#startHow {{ color: {c["muted"]}; font-size: 13px; }}
"""
