"""What the colour roles of a picture look like. Meanings are the same in every theme; contrast holds 4.5:1 for text."""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ground": "#E4E8EC",
    "canvas": "#FBFCFD",
    "dot": "#E3E8ED",
    "sheet": "#FFFFFF",
    "hairline": "#CBD2D9",
    "outline": "#9AA5B1",
    "ink": "#1F2933",
    "muted": "#52606D",
    "line": "#52606D",
    "head": "#EEF2F6",
    "accent": "#0B5FA5",
    "accent_soft": "#E8F2FB",
    "critical": "#B83A00",
    "critical_soft": "#FFF0E6",
    "gap": "#8A5A00",
    "gap_line": "#B7860B",
    "gap_soft": "#FFF3C4",
    "good": "#1B7F4B",
    "on_accent": "#FFFFFF",
}
