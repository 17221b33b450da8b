"""F1 leads somewhere from everywhere: whatever can have the keyboard has a place, and every place is in the handbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from PySide6.QtWidgets import QDialog, QWidget

import vsmstudio.gui
from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.gui.acts.menus import listed
from vsmstudio.gui.canvas.gestures.base import Gesture
from vsmstudio.gui.handbook import places
from vsmstudio.gui.handbook.places import CLASSES, asked_or_known
from vsmstudio.gui.panels.figure_groups import SHOWN, WITH_ALTERNATIVES
from vsmstudio.gui.panels.ranges import PERCENTILES
from vsmstudio.gui.panels.widgets import Panel


def of_this_program() -> Iterator[type]:
    """Every class of the window's room."""
    for found in walk_packages(vsmstudio.gui.__path__, "vsmstudio.gui."):
        module = import_module(found.name)
        yield from (each for each in vars(module).values() if isinstance(each, type) and each.__module__ == found.name)


@pytest.fixture(scope="module")
def classes() -> list[type]:
    return list(of_this_program())


def test_every_page_panel_and_dialog_has_a_place(classes):
    whole = {each for each in classes if issubclass(each, (QDialog, Panel))}
    only_begun = {base for each in whole for base in each.__mro__[1:]}  # what others are made from
    parts = {"_Card", "_Body"}  # stand in another, which has one
    for each in whole - only_begun:
        assert asked_or_known(each) or each.__name__ in parts, f"{each.__module__}.{each.__name__}"


def test_a_name_means_one_class(classes):
    names = Counter(each.__name__ for each in classes if issubclass(each, (QWidget, Gesture)))
    for name in CLASSES:
        assert names[name] == 1 or name.startswith("Q"), name


def test_every_menu_has_a_place():
    assert set(places.MENUS) == {menu.partition(" > ")[0] for menu, _ in listed()}


def test_every_place_is_in_the_handbook(handbook):
    held = [
        *CLASSES.values(),
        *places.NAMES.values(),
        *places.ON_THE_MAP.values(),
        *places.IN_THE_INSPECTOR.values(),
        *places.MENUS.values(),
        places.HANDBOOK,
        *(places.of_action(act.name) for _, act in listed()),
        *(places.of_finding(rule) for rule in RULES),
        *(places.of_figure(key) for key in (*SHOWN, WITH_ALTERNATIVES, *(each.field for each in PERCENTILES))),
    ]
    there = {path.stem: set(re.findall(r'id="([^"]+)"', path.read_text("utf-8"))) for path in handbook.glob("*.html")}
    for place in held:
        page, _, anchor = place.partition("#")
        assert page in there, place
        assert not anchor or anchor in there[page], place
