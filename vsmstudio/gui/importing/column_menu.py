"""The menu of a column: every meaning that it may have, its unit, and to keep it as notes or leave it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vsmstudio.interchange.mapping import ColumnUse, FieldInfo, Mapping, fields_of

AS_NOTE, LEFT_OUT = "Kept as a note", "Left out"
MORE = "More"
UNITS = {
    "duration": (
        "A bare number is in",
        (
            ("", "minutes, unless a cell says otherwise"),
            ("s", "seconds"),
            ("min", "minutes"),
            ("h", "hours"),
            ("d", "working days"),
            ("wk", "working weeks"),
            ("mo", "working months"),
            ("cd", "calendar days"),
            ("cwk", "calendar weeks"),
        ),
    ),
    "money": ("The amounts are", (("", "a year"), ("mo", "a month"), ("k", "thousands"), ("m", "millions"))),
    "date": ("A date such as 3/4/2026 is", (("dmy", "3 April"), ("mdy", "4 March"))),
}
_SAID = {"dmy": "day first", "mdy": "month first"}
_FIRST = 26  # meanings that stand in the menu itself; the others under More


def words_of(mapping: Mapping, use: ColumnUse) -> str:
    """What a column is read as, in words."""
    if use.field is None:
        return AS_NOTE if use.note else LEFT_OUT
    info = _info(mapping, use)
    unit = ""
    if info is not None and use.unit:
        words = dict(UNITS.get(info.kind, ("", ()))[1])
        unit = (
            f" in {words.get(use.unit, use.unit)}" if info.kind == "duration" else f", {words.get(use.unit, use.unit)}"
        )
        unit = f", {_SAID[use.unit]}" if use.unit in _SAID else unit
    return f"{info.title if info else use.field}{unit}"


def _info(mapping: Mapping, use: ColumnUse) -> FieldInfo | None:
    return next((each for each in fields_of(mapping.table) if each.title == use.field), None)


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
        act.setToolTip(more or words)
        return act

    note = offer(menu, AS_NOTE, as_note(mapping, at, True), use.field is None and use.note)
    out = offer(menu, LEFT_OUT, as_note(mapping, at, False), use.field is None and not use.note)
    info = _info(mapping, use)
    if info is not None and info.kind in UNITS:
        _add_units(menu, mapping, at, info.kind, choose)
    menu.addSeparator()
    held, into = out if out.isChecked() else note, menu
    for place, each in enumerate(fields_of(mapping.table)):
        if place == _FIRST:
            into = menu.addMenu(MORE)
            into.setToolTipsVisible(True)
        act = offer(into, each.title, as_field(mapping, at, each.title), use.field == each.title, each.words)
        held = act if act.isChecked() and into is menu else held
    menu.setActiveAction(held)
    return menu


def _add_units(menu: QMenu, mapping: Mapping, at: int, kind: str, choose: Callable[[Mapping], object]) -> None:
    use, (title, offers) = mapping.columns[at], UNITS[kind]
    units, group = menu.addMenu(title), QActionGroup(menu)
    for unit, words in offers:
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
    """Say what bare durations of a column are in, what its amounts are times, or the order of its dates."""
    columns = list(mapping.columns)
    columns[at] = replace(columns[at], unit=unit or None)
    return replace(mapping, columns=tuple(columns))
