"""Naming another record in a field: typed with suggestions, chosen from the list, dropped, or made new by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractProxyModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyle, QStyledItemDelegate

from vsmstudio.gui import look
from vsmstudio.gui.panels.fields import Apply, LineField
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Application, Contract, Person, Step


class Option(NamedTuple):
    """A record that can be named: what it is called, and what tells it from another of the same name."""

    key: Id
    name: str
    detail: str = ""


class New(str):
    """The name of a record that is to be made."""


def people(document: Document) -> list[Option]:
    return [Option(each.id, each.label, about(document, each)) for each in document.people]


def about(document: Document, person: Person) -> str:
    return ", ".join(part for part in (document.name(person.unit), "vacant" if person.vacant else "") if part)


def units(document: Document) -> list[Option]:
    return [
        Option(each.id, each.name, "" if each.side.value == "business" else each.side.value) for each in document.units
    ]


def services(document: Document) -> list[Option]:
    return [Option(each.id, each.name, each.kind.value) for each in document.services]


def streams(document: Document) -> list[Option]:
    return [Option(each.id, each.name) for each in document.streams]


def contracts(document: Document) -> list[Option]:
    return [Option(each.id, each.name, document.name(each.supplier)) for each in document.all(Contract)]


def applications(document: Document) -> list[Option]:
    return [Option(each.id, each.name, document.name(each.owner)) for each in document.all(Application)]


def steps(document: Document) -> list[Option]:
    return [Option(each.id, each.name, document.name(each.map)) for each in document.all(Step)]


def nodes(document: Document, map_id: Id | None) -> list[Option]:
    """What stands on a map; of all maps where there is none."""
    maps = [map_id] if map_id else [each.id for each in document.maps]
    found = [(node, "" if map_id else document.name(key)) for key in maps for node in document.nodes(key)]
    return [Option(node.id, document.name(node.id), where) for node, where in found]


def read_name(text: str, options: Sequence[Option], what: str, chosen: Id | None = None) -> Id | New | None:
    """The record that a typed name means, or the name of a new one; blank is None.

    Where several bear the name, `chosen` decides if it is one of them. Raises `ValueError` if not.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = [option for option in options if option.name == text]
    found = found or [option for option in options if option.name.casefold() == text.casefold()]
    if not found:
        return New(text)
    if chosen in {option.key for option in found}:
        return chosen
    if len(found) > 1:
        raise ValueError(f"{len(found)} {what} are called “{text[:40]}”. Choose one from the list (arrow down).")
    return found[0].key


class _Rows(QStyledItemDelegate):
    """A suggestion: its name, and muted at the right what tells it from others."""

    def __init__(self, suggestions: Suggestions) -> None:
        super().__init__(suggestions.list)
        self._suggestions = suggestions

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, look.sized(26))  # no row is wider than the list: long names are shortened

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            look.fill_selected(painter, option.rect)
        area, elide = option.rect.adjusted(8, 0, -8, 0), Qt.TextElideMode.ElideRight
        middle = Qt.AlignmentFlag.AlignVCenter
        detail = option.fontMetrics.elidedText(self._suggestions.option(index).detail, elide, area.width() // 2)
        painter.setPen(look.color("muted"))
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignRight), detail)
        area.setRight(area.right() - option.fontMetrics.horizontalAdvance(detail) - 8)
        painter.setPen(look.color("ink"))
        name = option.fontMetrics.elidedText(str(index.data()), elide, area.width())
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        painter.restore()


class Suggestions(QCompleter):
    """What fits the typed text, anywhere in the name; where several names are typed with `between` them, the last of them."""

    def __init__(self, editor: QLineEdit, between: str = "") -> None:
        self._editor, self._between = editor, between
        self.items = QStringListModel()
        super().__init__(self.items, editor)
        self.offered: Sequence[Option] = ()
        self.items.setParent(self)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(10)
        self.list = QListView()
        self.list.setObjectName("suggestions")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(self.list)
        self.list.setItemDelegate(_Rows(self))

    def offer(self, options: Sequence[Option]) -> None:
        """Offer these records."""
        self.offered = options
        self.items.setStringList([option.name for option in options])

    def option(self, index: QModelIndex | QPersistentModelIndex) -> Option:
        """The record that a row of the list stands for."""
        shown = self.completionModel()
        assert isinstance(shown, QAbstractProxyModel)
        return self.offered[shown.mapToSource(index).row()]

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(self._between)[2].strip() if self._between else path]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What the editor holds once this row is taken."""
        name = str(index.data() or "")
        before, between, _ = self._editor.text().rpartition(self._between) if self._between else ("", "", "")
        return f"{before.strip()}{between} {name}" if between else name

    def show_all(self) -> None:
        self.setCompletionPrefix("")
        self.complete()


class ReferenceField(LineField):
    """Names one record. Arrow down shows all; a name that nobody bears makes a new one, where `makes` allows."""

    def __init__(
        self,
        name: str,
        apply: Apply,
        options: Callable[[], list[Option]],
        name_of: Callable[[Id], str],
        what: str,
        hint: str = "",
        echo: Callable[[Any], str] = lambda value: "",
        takes: Callable[[str], bool] | None = None,
        gap: Callable[[Any], bool] = lambda value: False,
        makes: bool = True,
    ) -> None:
        super().__init__(name, apply, self._read, self._written, echo, takes)
        self.options, self.name_of, self.what, self.gap, self.makes = options, name_of, what, gap, makes
        self._chosen: Id | None = None
        self._known: frozenset[str] = frozenset()  # names that are offered, in small letters
        self.editor.setPlaceholderText(hint)
        self.suggestions = Suggestions(self.editor)
        self.editor.setCompleter(self.suggestions)
        self.suggestions.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.editor.dropped.connect(self._drop)
        self.editor.installEventFilter(self)

    def calm_state(self) -> str:
        return "gap" if self.gap(self.value) else ""

    def _written(self, key: Any) -> str:
        return self.name_of(key) if key else ""

    def _read(self, text: str) -> Any:
        found = read_name(text, self.options(), self.what, self._chosen or self.value)
        if isinstance(found, New) and not self.makes:
            raise ValueError(f"“{text[:40]}” is none of the {self.what}. Choose one from the list (arrow down).")
        return found

    def _typing(self, text: str) -> None:
        """Half a name is most often nobody's: only one that is offered is looked for."""
        name = " ".join(text.split())
        if name.casefold() in self._known:
            super()._typing(text)
        else:
            self._echo(New(name) if name and self.makes else None)

    def show_value(self, value: Any) -> None:
        self._chosen = None
        super().show_value(value)

    def _choose(self, index: QModelIndex) -> None:
        self._chosen = self.suggestions.option(index).key
        self.editor.setText(self._written(self._chosen))
        self._commit()

    def _drop(self, key: str) -> None:
        if key != self.value:
            self.complain(self.apply(key))

    def eventFilter(self, watched: Any, event: Any) -> bool:
        popup_closes = isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.PopupFocusReason
        if watched is self.editor and event.type() == QEvent.Type.FocusIn and not popup_closes:
            offered = self.options()  # not sooner: there may be thousands
            self.suggestions.offer(offered)
            self._known = frozenset(each.name.casefold() for each in offered)
        if watched is self.editor and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            popup = self.suggestions.popup()
            if event.key() == Qt.Key.Key_Down and (popup is None or not popup.isVisible()):
                self.suggestions.show_all()
                return True
        return super().eventFilter(watched, event)
