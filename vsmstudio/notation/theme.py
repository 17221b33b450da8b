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
    # Who owns what: told apart with every kind of colour vision (no two nearer than 18 in CIELAB), dark text reads on all.
    "owner1": "#69E1FF",
    "owner2": "#FFB45A",
    "owner3": "#5AA587",
    "owner4": "#9696E1",
    "owner5": "#D2C396",
    "owner6": "#C387B4",
    "owner7": "#B4FF96",
    "owner8": "#E1875A",
    "owner9": "#B478FF",
    "owner_other": "#C3CAD1",
}
