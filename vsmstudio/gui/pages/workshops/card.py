"""One workshop, edited in place: its kind, name and day, the streams, who attended, and notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.pages.chips import Chips
from vsmstudio.gui.pages.joining import join, joined
from vsmstudio.gui.pages.stakeholders import who_offered
from vsmstudio.gui.panels import reference
from vsmstudio.gui.panels.choices import LongField
from vsmstudio.gui.panels.fields import Field, LineField
from vsmstudio.gui.panels.form_view import FieldMaker
from vsmstudio.gui.panels.specs import Spec, options
from vsmstudio.gui.panels.widgets import column, label, row, small_button
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Workshop, WorkshopKind

KINDS = options(
    (WorkshopKind.CHARTER, "Charter"), (WorkshopKind.VALUE, "Value agreement"), (WorkshopKind.MAPPING, "Mapping"),
    (WorkshopKind.AUDIT, "Audit"), (WorkshopKind.REVIEW, "Review"),
)  # fmt: skip
SPECS = (
    Spec("name", "Name", hint="Its kind and day"),
    Spec("kind", "Kind", "choice", KINDS),
    Spec("date", "Day", "date", hint="Such as 2026-02-14"),
    Spec("notes", "Notes", "long"),
)


class WorkshopCard(QWidget):
    """The card of one workshop."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.key: Id = ""
        self.setObjectName("sheetCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        maker = FieldMaker(workspace, lambda: (self.key,))
        self.fields: dict[str, Field] = {spec.field: maker.make(spec) for spec in SPECS}
        self.streams = Chips(
            workspace, "Streams", lambda: reference.streams(workspace.document),
            lambda d, keys: join(d, self.key, LinkKind.LOOKED_AT, keys, True), "Type a stream…", "streams", makes=False,
        )  # fmt: skip
        self.attended = Chips(
            workspace, "Attended", lambda: who_offered(workspace.document),
            lambda d, keys: join(d, self.key, LinkKind.ATTENDED, keys, False), "Type who was there…", "people and units",
        )  # fmt: skip
        self.attended_title = label("Attended", "fieldLabel")
        away = small_button("×", "Delete this workshop")
        away.clicked.connect(self._delete)
        first = row(self.fields["kind"], self.fields["date"], self.fields["name"], away, spacing=10)
        for at, stretch in enumerate((2, 3, 4)):
            first.setStretch(at, stretch)
        for at in range(first.count()):
            if (item := first.itemAt(at)) is not None:
                item.setAlignment(Qt.AlignmentFlag.AlignTop)
        whole = column(spacing=10, margins=(14, 12, 14, 14))
        whole.addLayout(first)
        whole.addLayout(column(label("Streams", "fieldLabel"), self.streams, spacing=3))
        whole.addLayout(column(self.attended_title, self.attended, spacing=3))
        whole.addWidget(self.fields["notes"])
        self.setLayout(whole)

    def show_workshop(self, key: Id) -> None:
        """Show this workshop; what is being typed about the same one stays."""
        document = self.workspace.document
        held = document.of(Workshop, key)
        if held is None:
            return
        if key != self.key:
            self.key = key
            for field in self.fields.values():
                field.forget()
        for spec in SPECS:
            self.fields[spec.field].show_value(getattr(held, spec.field))
        self.setAccessibleName(held.label)
        planned = held.date is None or held.date > self.workspace.as_of
        self.attended_title.setText("Invited" if planned else "Attended")
        self.attended.field.editor.setPlaceholderText("Type who is to come…" if planned else "Type who was there…")
        self.streams.show_records(joined(document, key, LinkKind.LOOKED_AT, True))
        self.attended.show_records(joined(document, key, LinkKind.ATTENDED, False))

    def begin(self) -> None:
        """The keyboard goes to who attended."""
        self.attended.field.editor.setFocus()

    def settle(self) -> None:
        """Commit what is being typed."""
        for field in self.fields.values():
            if isinstance(field, LineField | LongField) and not field.is_bad:
                field.settle()

    def _delete(self) -> None:
        self.workspace.do(lambda d: edits.delete(d, [self.key]))
