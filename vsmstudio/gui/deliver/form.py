"""The left side of the dialog: all that can be chosen about the deliverables."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from vsmstudio.export.sections import as_keys
from vsmstudio.gui import look
from vsmstudio.gui.deliver.brand_field import BrandField
from vsmstudio.gui.deliver.choices import Choices, as_text
from vsmstudio.gui.deliver.folder_field import FolderField
from vsmstudio.gui.deliver.formats_field import FormatsField
from vsmstudio.gui.deliver.logo_field import LogoField
from vsmstudio.gui.deliver.sections_list import SectionsList
from vsmstudio.gui.panels.choices import Choice, Paragraph
from vsmstudio.gui.panels.forms_engagement import DELIVERED
from vsmstudio.gui.panels.widgets import column, label, row

_SPECS = {spec.field: spec for spec in DELIVERED}
_WIDTH = 356  # pixels
_LONGEST = 200  # characters of a line on the cover


class ChoiceForm(QWidget):
    """`changed`: what the pages show is another. `chosen`: anything at all is."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, choices: Choices, start: str) -> None:
        """`start` is the folder to begin with where a file or a folder is asked for."""
        super().__init__()
        held = self._held = choices.held
        self.formats = FormatsField(choices.formats, choices.sharpness)
        self.folder = FolderField(choices.folder, start)
        self.sections = SectionsList(as_keys(held["left_out"]))
        self.paper, self.map_paper, self.people = (
            _choice(each, held) for each in ("paper", "map_paper", "people_shown")
        )
        self.brand = BrandField(choices.brand)
        self.logo = LogoField(held["logo"], start)
        self.version, self.confidentiality = (_line(each, held) for each in ("version", "confidentiality"))
        self.ask = Paragraph()
        self.ask.setPlainText(held["ask"])
        self.ask.setPlaceholderText(_SPECS["ask"].hint)
        self.ask.setAccessibleName(_SPECS["ask"].label)
        self._assemble()
        self._listen()

    def _assemble(self) -> None:
        body = QWidget()
        whole = column(spacing=18, margins=(0, 0, 12, 8))
        body.setLayout(whole)
        papers = row(_titled("paper", self.paper), spacing=10)
        papers.addWidget(_titled("map_paper", self.map_paper), 1)
        cover = row(_titled("version", self.version, "Version"), spacing=10)
        cover.addWidget(_titled("confidentiality", self.confidentiality), 1)
        self.paper.setFixedWidth(look.sized(104))
        self.version.setFixedWidth(look.sized(104))
        people = _titled("people_shown", self.people)
        _group(whole, "Files", self.formats, _titled("", self.folder, "Folder"))
        _group(whole, "Sections of the report", self.sections)
        _group(whole, "Pages", papers, people)
        _group(whole, "Cover", cover, _titled("", self.logo, "Client's logo"), _titled("", self.brand, "Brand file"))
        _group(whole, "Summary", _titled("ask", self.ask))
        whole.addStretch(1)
        self.setFixedWidth(look.sized(_WIDTH))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(_scrolling(body))
        self.setFocusProxy(self.formats)

    def _listen(self) -> None:
        for part in (self.sections, self.brand, self.logo):
            part.changed.connect(self.changed)
        for choice in (self.paper, self.map_paper, self.people):
            choice.activated.connect(lambda _: self.changed.emit())
        for line in (self.version, self.confidentiality):
            line.textEdited.connect(lambda _: self.changed.emit())
        self.ask.textChanged.connect(self.changed)
        self.formats.changed.connect(self.changed)
        self.formats.sharpness.activated.connect(lambda _: self.chosen.emit())
        self.folder.changed.connect(self.chosen)
        self.changed.connect(self.chosen)

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        held: dict[str, Any] = {
            "paper": self.paper.value, "map_paper": self.map_paper.value, "people_shown": self.people.value,
            "left_out": self._left_out(), "version": self.version.text().strip(),
            "confidentiality": self.confidentiality.text().strip(), "ask": self.ask.toPlainText().strip(),
            "logo": self.logo.logo,
        }  # fmt: skip
        formats = self.formats
        return Choices(formats.formats, formats.sharpness.value, self.brand.path, self.folder.path, held)

    def _left_out(self) -> str:
        """As it was written where it says the same."""
        before, now = self._held["left_out"], self.sections.left_out
        return str(before) if as_keys(before) == now else as_text(now)


def _scrolling(body: QWidget) -> QScrollArea:
    """Scrolls up and down, with its bar in the room beside the fields."""
    made = QScrollArea()
    body.setObjectName("panelBody")
    made.setWidget(body)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _group(whole: QVBoxLayout, caption: str, *parts: Any) -> None:
    held = column(label(caption.upper(), "caption"))
    for part in parts:
        held.addWidget(part) if isinstance(part, QWidget) else held.addLayout(part)
    whole.addLayout(held)


def _titled(field: str, editor: QWidget, words: str = "") -> QWidget:
    """An editor under its label."""
    made = QWidget()
    title = label(words or _SPECS[field].label, "fieldLabel")
    title.setBuddy(editor)
    made.setLayout(column(title, editor, spacing=3))
    return made


def _choice(field: str, held: dict[str, Any]) -> Choice:
    made = Choice(_SPECS[field].options, _SPECS[field].label)
    made.show_value(held[field])
    return made


def _line(field: str, held: dict[str, Any]) -> QLineEdit:
    made = QLineEdit(held[field])
    made.setMaxLength(_LONGEST)
    made.setPlaceholderText(_SPECS[field].hint)
    made.setAccessibleName(_SPECS[field].label)
    return made
