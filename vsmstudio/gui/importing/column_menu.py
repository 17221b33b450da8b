"""The menu of a column: every meaning that it may have, its unit, and to keep it as notes or leave it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vsmstudio.interchange.mapping import ColumnUse, Mapping, fields_of

AS_NOTE, LEFT_OUT = "Kept as a note", "Left out"
UNITS = (
    ("s", "seconds"),
    ("min", "minutes"),
    ("h", "hours"),
    ("d", "working days"),
    ("wk", "working weeks"),
    ("mo", "working months"),
    ("cd", "calendar days"),
    ("cwk", "calendar weeks"),
)
_UNIT_WORDS = dict(UNITS)


def words_of(mapping: Mapping, use: ColumnUse) -> str:
    """What a column is read as, in words."""
    if use.field is None:
        return AS_NOTE if use.note else LEFT_OUT
    info = next((each for each in fields_of(mapping.table) if each.title == use.field), None)
    unit = f" in {_UNIT_WORDS.get(use.unit, use.unit)}" if use.unit else ""
    return f"{info.title if info else use.field}{unit}"


def has_unit(mapping: Mapping, use: ColumnUse) -> bool:
    """Is the column one of durations?"""
    return any(each.title == use.field and each.kind == "duration" for each in fields_of(mapping.table))


def column_menu(parent: QWidget, mapping: Mapping, at: int, choose: Callable[[Mapping], object]) -> QMenu:
    """The menu for the column at this place of the mapping; `choose` gets the mapping that follows."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    use, group = mapping.columns[at], QActionGroup(menu)

    def offer(into: QMenu, words: str, made: Mapping, held: bool, more: str = "") -> QAction:
        act = into.addAction(words.replace("&", "&&"), lambda: choose(made))
        act.setCheckable(True)
        act.setChecked(held)
        act.setActionGroup(group)
        if more:
            act.setToolTip(more)
            act.setStatusTip(more)
        return act

    chosen = offer(menu, AS_NOTE, as_note(mapping, at, True), use.field is None and use.note)
    none = offer(menu, LEFT_OUT, as_note(mapping, at, False), use.field is None and not use.note)
    if has_unit(mapping, use):
        _add_units(menu, mapping, at, choose)
    menu.addSeparator()
    held = none if none.isChecked() else chosen
    for each in fields_of(mapping.table):
        act = offer(menu, each.title, as_field(mapping, at, each.title), use.field == each.title, each.words)
        held = act if act.isChecked() else held
    menu.setActiveAction(held)
    return menu


def _add_units(menu: QMenu, mapping: Mapping, at: int, choose: Callable[[Mapping], object]) -> None:
    use = mapping.columns[at]
    units, group = menu.addMenu("A bare number is in"), QActionGroup(menu)
    for unit, words in (("", "minutes, unless a cell says otherwise"), *UNITS):
        act = units.addAction(words, partial(choose, in_unit(mapping, at, unit)))
        act.setCheckable(True)
        act.setChecked((use.unit or "") == unit)
        act.setActionGroup(group)


def as_field(mapping: Mapping, at: int, field: str) -> Mapping:
    """Read a column as a field; another one that was read as it becomes a note."""
    columns = [
        replace(each, field=None, unit=None, note=True) if each.field == field and place != at else each
        for place, each in enumerate(mapping.columns)
    ]
    was = columns[at]
    columns[at] = replace(was, field=field, unit=was.unit if was.field == field else None, note=False)
    return replace(mapping, columns=tuple(columns))


def as_note(mapping: Mapping, at: int, note: bool) -> Mapping:
    """Keep a column as notes, or leave it out."""
    columns = list(mapping.columns)
    columns[at] = replace(columns[at], field=None, unit=None, note=note)
    return replace(mapping, columns=tuple(columns))


def in_unit(mapping: Mapping, at: int, unit: str) -> Mapping:
    """Say in which unit bare numbers of a column of durations are."""
    columns = list(mapping.columns)
    columns[at] = replace(columns[at], unit=unit or None)
    return replace(mapping, columns=tuple(columns))
