"""How the rows of the lists are drawn: services as pills, all others in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from vsmstudio.gui import look
from vsmstudio.gui.panels.key_list import KEY, Index
from vsmstudio.gui.panels.record_list import NameDelegate
from vsmstudio.gui.panels.service_sentences import in_short
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Application,
    Contract,
    LinkKind,
    Person,
    Service,
    ServiceKind,
    ServiceState,
    Side,
    Unit,
)  # fmt: skip
from vsmstudio.notation import text
from vsmstudio.notation.parts import diamond, dot
from vsmstudio.notation.shapes import Box, Shape, Words

KIND_WORD = {ServiceKind.CUSTOMER_FACING: "Customer", ServiceKind.INTERNAL: "Internal", ServiceKind.IT: "IT"}
SIDE_WORD = {Side.BUSINESS: "Business", Side.IT: "IT", Side.SUPPLIER: "Supplier", Side.CUSTOMER: "Customer"}
_EDGE = {ServiceKind.IT: (5.0, 3.0)}


def second_line(workspace: Workspace, service: Service, gap: str) -> tuple[str, bool]:
    """What stands under a service's name, and whether it is a gap."""
    document, use = workspace.document, workspace.analysis.services.get(service.id)
    owner = document.of(Person, service.owner)
    if gap:
        return gap, True
    if owner is None:
        return "No owner", True
    if owner.vacant:
        return f"Vacant: {owner.label}", True
    if service.state is ServiceState.RETIRED:
        return "Retired", False
    if service.state is ServiceState.PIPELINE:
        return "In the pipeline", False
    if not (document.links_from(service.id, LinkKind.UNDERPINS) or (use and use.streams)):
        return "Not linked to any stream", False
    return owner.label, False


def draw_pill(workspace: Workspace, service: Service, width: float, gap: str) -> list[Shape]:
    """A service as the panel shows it: its name and kind in one line, its owner or what is wrong and its yearly cost below."""
    words, is_gap = second_line(workspace, service, gap)
    plain = service.kind is ServiceKind.INTERNAL
    edge = "gap_line" if is_gap else "outline" if plain else "accent"
    fill = "gap_soft" if is_gap else "sheet" if plain else "accent_soft"
    kind = KIND_WORD[service.kind]
    room = width - 32 - text.width(kind, 10) - 8
    shapes: list[Shape] = [
        Box(1, 1, width - 2, 40, fill=fill, stroke=edge, line=1.4, radius=20, dash=_EDGE.get(service.kind, ())),
        Words(16, 17.5, text.shorten(service.name or "Unnamed service", 12, room, True), 12, bold=True),
        Words(width - 16, 17, kind, 10, "muted", align="right"),
    ]
    left = 28.0 if is_gap else 16.0
    if is_gap:
        shapes.append(diamond(20, 29, 8, fill="gap"))
    color = "gap" if is_gap else "muted"
    cost = in_short(workspace.document, workspace.analysis, service)
    taken = text.width(cost, 10) + 8 if cost else 0.0
    shapes.append(Words(left, 33, text.shorten(words, 11, width - left - 16 - taken), 11, color))
    if cost:
        shapes.append(Words(width - 16, 33, cost, 10, "muted", align="right"))
    return shapes


class PillDelegate(NameDelegate):
    """Draws services. `target` is the service over which a person is held."""

    def __init__(self, workspace: Workspace, gaps: Mapping[Id, str]) -> None:
        super().__init__()
        self.workspace, self.gaps = workspace, gaps
        self.target: Id = ""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(100, look.sized(48))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        document = self.workspace.document
        key = str(index.data(KEY))
        service = document.of(Service, key)
        if service is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.x(), option.rect.y() + 3)
        painter.scale(look.larger(), look.larger())
        width = option.rect.width() / look.larger()
        shapes = draw_pill(self.workspace, service, width, self.gaps.get(key, ""))
        if key == self.target or option.state & QStyle.StateFlag.State_Selected:
            shapes.append(Box(1, 1, width - 2, 40, stroke="accent", line=2.4, radius=20))
        elif option.state & QStyle.StateFlag.State_HasFocus:
            shapes.append(Box(1, 1, width - 2, 40, stroke="accent", line=1.4, radius=20, dash=(2, 2)))
        look.painter().paint(painter, shapes)
        painter.restore()


Line = Person | Unit | Contract | Application


class LineDelegate(NameDelegate):
    """Draws a record in one line: a person has a dot before the name; at the right stands what it belongs to.

    `target` is the record over which a person is held.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.target: Id = ""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(100, look.sized(26))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        record = self.workspace.document.get(str(index.data(KEY)))
        if not isinstance(record, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.x(), option.rect.y())
        painter.scale(look.larger(), look.larger())
        look.painter().paint(painter, self._line(record, option.rect.width() / look.larger(), option.state))
        painter.restore()

    def _line(self, record: Line, width: float, state: Any) -> list[Shape]:
        shapes: list[Shape] = []
        if record.id == self.target:
            shapes.append(Box(1, 2, width - 2, 22, fill="accent_soft", stroke="accent", line=2, radius=4))
        elif state & QStyle.StateFlag.State_Selected:
            shapes.append(Box(0, 1, width, 24, fill="accent_soft", stroke="accent", radius=4))
        elif state & QStyle.StateFlag.State_HasFocus:
            shapes.append(Box(0.5, 1.5, width - 1, 23, stroke="accent", radius=4, dash=(2, 2)))
        vacant = isinstance(record, Person) and record.vacant
        if vacant:
            shapes.append(diamond(8, 13, 8, fill="gap"))
        elif isinstance(record, Person):
            shapes.append(dot(5, 13))
        left = 17.0 if isinstance(record, Person) else 6.0
        name = record.label if isinstance(record, Person) else record.name or f"Unnamed {record.type}"
        about = self._about(record)
        color = "gap" if vacant else "ink"
        name = text.shorten(name, 12, width - left - 6 - (text.width(about, 11) + 8 if vacant else 0))
        shapes.append(Words(left, 17, name, 12, color))
        room = width - left - text.width(name, 12) - 18
        if about and room > min(text.width(about, 11), 64):
            said = text.shorten(about, 11, room)
            shapes.append(Words(width - 6, 17, said, 11, "gap" if vacant else "muted", align="right"))
        return shapes

    def _about(self, record: Line) -> str:
        match record:
            case Unit():
                return SIDE_WORD[record.side]
            case Contract():
                return self.workspace.document.name(record.supplier)
            case Application():
                return self.workspace.document.name(record.owner)
            case Person():
                return "vacant" if record.vacant else self.workspace.document.name(record.unit)
