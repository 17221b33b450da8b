"""Themes: the same roles, words that can be read and lines that can be seen in each, owners told apart by every eye."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from vsmstudio.notation.theme import CONTRAST, LIGHT, THEMES

GROUNDS = ("ground", "canvas", "sheet", "head", "accent_soft", "critical_soft", "gap_soft", "note", "burst")
WORDS = ("ink", "muted", "accent", "accent_strong", "critical", "gap", "good")
LINES = ("line", "outline", "gap_line")
NOTES = (("note_line", "note"), ("burst_line", "burst"), ("note_line", "canvas"), ("burst_line", "canvas"))
FILLED = (
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_selected", "selected"),
    ("sheet", "ink"),
    ("accent_on_ink", "ink"),
)
OWNERS = [role for role in LIGHT if role.startswith("owner")]
LEVELS = ("level1", "level2", "level3", "level4", "tint_blank")
VALUES = ("value_va", "value_nnva", "value_nva", "tint_blank")
# How colours reach eyes that lack one kind of cone [Machado, Oliveira and Fernandes 2009, severity 1].
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no long": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no middle": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no short": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
_TO_XYZ = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.119192, 0.9503041))
)


def linear(color: str) -> np.ndarray:
    parts = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2: 1 for the same, 21 for black on white."""
    dark, light = sorted(float(linear(each) @ _TO_XYZ[1]) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(color: str, eye: str) -> np.ndarray:
    """CIELAB under D65, as that eye sees it."""
    seen = np.clip(np.array(EYES[eye]) @ linear(color), 0, 1)
    x, y, z = (_TO_XYZ @ seen) / (0.95047, 1.0, 1.08883)
    fx, fy, fz = (np.cbrt(each) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return np.array((116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)))


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_every_role(name: str):
    assert set(THEMES[name]) == set(LIGHT)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", THEMES)
def test_words_read_and_lines_show_on_every_ground(name: str, ground: str):
    theme = THEMES[name]
    dim = [role for role in WORDS if contrast(theme[role], theme[ground]) < 4.5]
    faint = [role for role in LINES if contrast(theme[role], theme[ground]) < 3.0]
    assert (dim, faint) == ([], [])


@pytest.mark.parametrize("name", THEMES)
def test_words_read_on_what_is_filled(name: str):
    theme = THEMES[name]
    fills = [*FILLED, *(("on_tint", tint) for tint in (*OWNERS, *LEVELS, *VALUES))]
    assert [pair for pair in fills if contrast(theme[pair[0]], theme[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", [each for each in THEMES if each != "contrast"])
def test_owners_are_told_apart_by_every_eye(name: str, eye: str):
    seen = {role: lab(THEMES[name][role], eye) for role in OWNERS if role != "owner_other"}
    near = [(a, b) for a, b in combinations(seen, 2) if np.linalg.norm(seen[a] - seen[b]) < 18]
    assert near == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("roles", [LEVELS, VALUES])
def test_levels_and_values_are_told_apart_by_every_eye(roles: tuple[str, ...], eye: str):
    seen = {role: lab(LIGHT[role], eye) for role in roles}
    assert [(a, b) for a, b in combinations(seen, 2) if np.linalg.norm(seen[a] - seen[b]) < 18] == []


def test_levels_grow_darker():
    lightness = [float(lab(LIGHT[role], "all cones")[0]) for role in LEVELS[:-1]]
    assert lightness == sorted(lightness, reverse=True)


@pytest.mark.parametrize("name", THEMES)
def test_notes_show_their_edges(name: str):
    assert [pair for pair in NOTES if contrast(THEMES[name][pair[0]], THEMES[name][pair[1]]) < 3.0] == []


def test_high_contrast_is_black_and_white_and_nothing_between():
    assert {value for role, value in CONTRAST.items() if role != "disabled"} == {"#000000", "#FFFFFF"}
