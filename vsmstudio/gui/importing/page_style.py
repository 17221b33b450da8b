"""How the pages for event logs and drawings look, beyond what panels and dialogs have."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio import resources


def pages_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of these pages in the colours of a theme."""
    c = dict(theme)
    is_light = int(c["on_accent"][1:3], 16) > 127  # what stands on the accent, as the tick does
    check = resources.path("icons", "check-white.png" if is_light else "check-black.png").as_posix()
    return f"""
QTabWidget#pages::pane {{ border: none; border-top: 1px solid {c["hairline"]}; background: {c["sheet"]}; }}
QTabWidget#pages > QTabBar {{ background: {c["sheet"]}; }}
QTabWidget#pages > QTabBar::tab {{
    background: transparent; border: none; padding: 7px 14px; color: {c["muted"]}; border-bottom: 2px solid transparent;
}}
QTabWidget#pages > QTabBar::tab:selected {{ color: {c["ink"]}; font-weight: 600; border-bottom: 2px solid {c["accent"]}; }}
QTabWidget#pages > QTabBar::tab:hover {{ color: {c["ink"]}; }}
QTabWidget#pages > QTabBar::tab:focus {{ color: {c["accent"]}; }}
#panel QListWidget#choices {{
    background: {c["sheet"]}; border: 1px solid {c["hairline"]}; border-radius: 4px; outline: none; padding: 2px;
}}
#panel QListWidget#choices:focus {{ border-color: {c["accent"]}; }}
#panel QListWidget#choices::item {{ padding: 5px 6px; border: none; color: {c["ink"]}; border-radius: 3px; }}
#panel QListWidget#choices::item:selected {{ background: {c["selected"]}; color: {c["on_selected"]}; }}
#panel QListWidget#choices::indicator {{
    width: 13px; height: 13px; border: 1px solid {c["outline"]}; border-radius: 3px; background: {c["sheet"]};
}}
#panel QListWidget#choices::indicator:checked {{
    background: {c["accent"]}; border-color: {c["accent"]}; image: url("{check}");
}}
QRadioButton::indicator {{ width: 15px; height: 15px; border: none; background: {_ring(c["outline"], c["sheet"])}; }}
QRadioButton::indicator:hover, QRadioButton::indicator:focus {{ background: {_ring(c["accent"], c["sheet"])}; }}
QRadioButton::indicator:checked {{ background: {_ring(c["accent"], c["sheet"], dot=True)}; }}
QRadioButton {{ border: 1px solid transparent; border-radius: 3px; padding: 1px 5px 1px 2px; }}
QRadioButton:focus {{ border-color: {c["accent"]}; }}
#panel QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c["hairline"]}; }}
#panel QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {c["accent"]}; }}
#panel QSlider::handle:horizontal {{
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: {c["sheet"]};
    border: 2px solid {c["accent"]};
}}
#panel QSlider::handle:horizontal:hover, #panel QSlider::handle:horizontal:focus {{ background: {c["accent_soft"]}; }}
#panel QSlider:focus {{ outline: none; }}
QFrame#rule {{ color: {c["hairline"]}; background: {c["hairline"]}; border: none; }}
QPushButton#day {{ padding: 3px 0; min-width: 36px; max-width: 36px; border-radius: 4px; font-size: 12px; color: {c["muted"]}; }}
QPushButton#day:checked {{
    background: {c["accent"]}; color: {c["on_accent"]}; border-color: {c["accent"]}; font-weight: 600;
}}
QPushButton#day:focus {{ border: 2px solid {c["accent"]}; padding: 2px 0; min-width: 34px; max-width: 34px; }}
QPushButton#day:checked:focus {{ border-color: {c["ink"]}; }}
"""


def _ring(edge: str, ground: str, dot: bool = False) -> str:
    """A circle, with a dot in it, as a gradient: of a style sheet's round corners not all would grow with the words."""
    stops = [(0.0, edge), (0.46, edge), (0.54, ground)] if dot else [(0.0, ground)]
    stops += [(0.8, ground), (0.88, edge), (0.95, edge), (1.0, "transparent")]
    listed = ", ".join(f"stop: {at} {color}" for at, color in stops)
    return f"qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, {listed})"
