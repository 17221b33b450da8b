"""What can be done with one thing of the map: a node, a connection, a service or its link, a note, the name of the stream."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMenu

from vsmstudio.gui.menus.asked import Asked, choice, deed, offer, own, plain
from vsmstudio.gui.menus.rating import rate
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Criticality,
    Endpoint,
    Flow,
    FlowKind,
    FlowMode,
    Link,
    LinkKind,
    Note,
    Queue,
    Record,
    Service,
    Step,
    ValueClass,
    ValueStream,
)

Choices = list[tuple[str, bool, Callable[[Document], Change]]]
_VALUE = {
    ValueClass.VA: "Value-adding",
    ValueClass.NNVA: "Necessary, not value-adding",
    ValueClass.NVA: "Not value-adding",
}
_SIDES = {"right": "Add next step", "left": "Add step before", "bottom": "Add branch below", "top": "Add branch above"}


def fill(menu: QMenu, asked: Asked, key: Id) -> None:
    """The menu of the one thing that is selected."""
    record = asked.document.get(key)
    if isinstance(record, Step | Queue | Endpoint):
        _node(menu, asked, record)
    elif isinstance(record, Flow):
        _flow(menu, asked, record)
    elif isinstance(record, Service):
        _service(menu, asked, record)
    elif isinstance(record, Link):
        _link(menu, asked, record)
    elif isinstance(record, ValueStream):
        _stream(menu, asked, record)
    elif isinstance(record, Note):
        menu.addAction("Edit text", lambda: asked.view.making.rename(record.id))
        offer(
            menu, asked, "tick_selected", "park_selected", "improve_this", "", "cut", "copy", "duplicate", "", "delete"
        )
    else:
        offer(menu, asked, "rename", "delete")


def _node(menu: QMenu, asked: Asked, node: Step | Queue | Endpoint) -> None:
    offer(menu, asked, "rename")
    if isinstance(node, Step):
        own(menu, asked, node.id)
        performers: Choices = [
            (plain(unit.name), node.performer == unit.id, _setting(node, performer=unit.id))
            for unit in asked.document.units
        ]
        if performers:
            nobody: Choices = [("Not said", node.performer is None, _setting(node, performer=None))]
            choice(menu, asked, "Performer", nobody + performers)
        classes: Choices = [("Not said", node.value_class is None, _setting(node, value_class=None))]
        classes += [
            (words, node.value_class is each, _setting(node, value_class=each)) for each, words in _VALUE.items()
        ]
        choice(menu, asked, "Value class", classes)
        rate(menu, asked, node.id)
    menu.addSeparator()
    if asked.view.drawing is FlowKind.WORK:
        inner = menu.addMenu("Add beside it")
        for side, words in _SIDES.items():
            inner.addAction(words, partial(asked.view.making.add_beside, node.id, side))
    barriers = isinstance(node, Step) and bool(node.barriers.strip())
    offer(menu, asked, "add_note", "add_burst", *(["improve_this"] if barriers else []))
    offer(menu, asked, "", "cut", "copy", "paste", "duplicate", "", "fit_selection", "")
    offer(menu, asked, "delete", "delete_and_connect")


def _flow(menu: QMenu, asked: Asked, flow: Flow) -> None:
    if flow.kind is FlowKind.WORK:
        at = _on_line(asked, flow.id)
        menu.addAction("Insert a step here", lambda: asked.view.making.insert("step", at, flow.id))
        menu.addAction("Insert a queue here", lambda: asked.view.making.insert("queue", at, flow.id))
        menu.addSeparator()
    kinds: Choices = [(each.value.capitalize(), flow.kind is each, _setting(flow, kind=each)) for each in FlowKind]
    choice(menu, asked, "Kind", kinds)
    if flow.kind is FlowKind.WORK:
        words = {FlowMode.PUSH: "Push", FlowMode.PULL: "Pull", FlowMode.FIFO: "FIFO lane"}
        modes: Choices = [(words[each], flow.mode is each, _setting(flow, mode=each)) for each in FlowMode]
        choice(menu, asked, "Passed on by", modes)
    deed(menu, asked, "Reverse", lambda d: edits.reverse(d, flow.id))
    offer(menu, asked, "", "delete")


def _service(menu: QMenu, asked: Asked, service: Service) -> None:
    offer(menu, asked, "rename")
    own(menu, asked, service.id)
    menu.addSeparator()
    take_off = menu.addAction("Take off this map", asked.window.acts["delete"].trigger)
    take_off.setToolTip("It stays in the list of services")
    deed(menu, asked, "Delete service everywhere", lambda d: edits.delete(d, [service.id]))
    offer(menu, asked, "", "fit_selection")


def _link(menu: QMenu, asked: Asked, link: Link) -> None:
    document = asked.document
    if link.kind is LinkKind.UNDERPINS:
        menu.addSection(f"{plain(document.name(link.source))} underpins {plain(document.name(link.target))}")
        grades: Choices = [
            (each.value.capitalize(), link.criticality is each, _setting(link, criticality=each))
            for each in Criticality
        ]
        choice(menu, asked, "Criticality", grades)
    menu.addAction("Select the service", lambda: asked.workspace.select([link.source]))
    menu.addSeparator()
    deed(menu, asked, "Remove link", lambda d: edits.delete(d, [link.id]))


def _stream(menu: QMenu, asked: Asked, stream: ValueStream) -> None:
    offer(menu, asked, "rename")
    own(menu, asked, stream.id)
    offer(menu, asked, "", "new_map", "new_stream", "", "delete_map")


def _setting(record: Record, **fields: Any) -> Callable[[Document], Change]:
    """An edit that sets fields of a record."""
    return lambda document: edits.update(document, record.id, **fields)


def _on_line(asked: Asked, flow: Id) -> QPointF:
    """Where the menu was asked for, if that is on the connection; else the middle of it, as by keyboard."""
    item = asked.view.canvas.item_of(flow)
    hit = asked.view.canvas.hit(asked.at)
    if item is None or (hit is not None and hit.element.id == flow):
        return asked.at
    path = item.element.path
    (ax, ay), (bx, by) = path[(len(path) - 1) // 2], path[(len(path) - 1) // 2 + 1]
    return QPointF((ax + bx) / 2, (ay + by) / 2)
