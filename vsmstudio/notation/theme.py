"""What the colour roles of a picture look like. Meanings are the same in every theme.

Every role that words are written in holds 4.5:1 on every ground they stand on, every line that means something 3:1.
"""

from __future__ import annotations

from collections.abc import Mapping

# Who owns what: told apart with every kind of colour vision (no two nearer than 18 in CIELAB), dark text reads on all.
_OWNERS = {
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

# How well and how full: from calm to pressing, and what nobody knows; told apart as owners are.
_LEVELS = {
    "level1": "#FDF9D2",
    "level2": "#F6CB43",
    "level3": "#F98B70",
    "level4": "#CB6FDD",
    "value_va": "#A5DCF5",
    "value_nnva": "#F4DC84",
    "value_nva": "#DE8C5C",
    "tint_blank": "#A0AAB4",
}

LIGHT: Mapping[str, str] = {
    # grounds
    "ground": "#E4E8EC",
    "canvas": "#FBFCFD",
    "sheet": "#FFFFFF",
    "head": "#EEF2F6",
    "accent_soft": "#E8F2FB",
    "critical_soft": "#FFF0E6",
    "gap_soft": "#FFF3C4",
    "note": "#FFF9DB",
    "burst": "#FFE8A3",
    # lines that only divide
    "dot": "#E3E8ED",
    "hairline": "#CBD2D9",
    # lines that mean something: edges of drawn things, of fields and buttons
    "outline": "#76828F",
    "line": "#52606D",
    "gap_line": "#A87800",
    "note_line": "#857019",
    "burst_line": "#955F00",
    # words and marks
    "ink": "#1F2933",
    "muted": "#52606D",
    "accent": "#0B5FA5",
    "accent_strong": "#094F8A",  # the accent under the pointer
    "critical": "#B83A00",
    "gap": "#8A5A00",
    "good": "#17713F",
    "disabled": "#8A949F",  # what cannot be done now; nothing else is as pale
    # what is chosen in a list or a menu, and words on what is filled
    "selected": "#E8F2FB",
    "on_selected": "#1F2933",
    "on_accent": "#FFFFFF",
    "on_tint": "#1F2933",
    "accent_on_ink": "#9CCBF5",
    **_OWNERS,
    **_LEVELS,
}

DARK: Mapping[str, str] = {
    "ground": "#161B22",
    "canvas": "#1A2029",
    "sheet": "#1F2630",
    "head": "#29323E",
    "accent_soft": "#203A54",
    "critical_soft": "#43281D",
    "gap_soft": "#3D3115",
    "note": "#36331F",
    "burst": "#4B3A10",
    "dot": "#28303B",
    "hairline": "#3B4654",
    "outline": "#7F8C9A",
    "line": "#A9B4C0",
    "gap_line": "#C99A2E",
    "note_line": "#B9A85A",
    "burst_line": "#D6A338",
    "ink": "#E6EAF0",
    "muted": "#A9B4C0",
    "accent": "#6CB2F2",
    "accent_strong": "#93C8F8",
    "critical": "#FF8A5C",
    "gap": "#F2C24E",
    "good": "#5CC98F",
    "disabled": "#6F7B88",
    "selected": "#203A54",
    "on_selected": "#E6EAF0",
    "on_accent": "#0D1722",
    "on_tint": "#161B22",
    "accent_on_ink": "#0B5FA5",
    **_OWNERS,  # as in the light theme: an owner keeps their colour when the lights go down
    **_LEVELS,
}

_BLACK, _WHITE = "#000000", "#FFFFFF"
_WHITE_ROLES = {
    "hairline", "outline", "line", "gap_line", "note_line", "burst_line", "ink", "muted", "accent", "accent_strong", "critical",
    "gap", "good",
    "selected", "on_tint",
}  # fmt: skip

# White on black and nothing between: what a thing means is told by its shape, its line's width and dash, and words.
# Only what cannot be done now is grey.
CONTRAST: Mapping[str, str] = {
    **{role: _WHITE if role in _WHITE_ROLES else _BLACK for role in LIGHT},
    "disabled": "#909090",
}

THEMES: Mapping[str, Mapping[str, str]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def thicker(theme: Mapping[str, str]) -> Mapping[str, float]:
    """Times by which the lines of some roles are thicker, where no colour tells them from others; what only divides is thin."""
    return {"critical": 1.75, "hairline": 0.5} if theme["critical"] == theme["line"] else {}
