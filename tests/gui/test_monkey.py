"""A monkey at the window: whatever is pressed, dragged, dropped and typed, the document stays sound and can be saved."""

from __future__ import annotations

import os
import random
import sys
import traceback

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from tests.hand import CTRL, LEFT, MIDDLE, NO_KEY, SHIFT, Hand
from vsmstudio import resources
from vsmstudio.gui import mime
from vsmstudio.gui.acts.menus import listed
from vsmstudio.model import edits, rules
from vsmstudio.model.records import Note
from vsmstudio.storage.files import load, save

ALT = Qt.KeyboardModifier.AltModifier
EVENTS = int(os.environ.get("MONKEY_EVENTS", "1500"))
SEEDS, FIRST_SEED = int(os.environ.get("MONKEY_SEEDS", "1")), int(os.environ.get("MONKEY_FIRST", "1"))
_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Left, Qt.Key.Key_Down,
    Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Backtab,
)  # fmt: skip
_TEXTS = (
    "A",
    "=1+1",
    "<b>&",
    "1,500",
    "-1h",
    "90 min",
    "3-5 d",
    "soon",
    "1e400",
    "70",
    "130 %",
    "100",
    "שלום",
    "注文",
    "🙂",
    "x" * 300,
)
_ASKING = {  # these ask for files, or leave the document
    "new_document", "new_from_file", "open_document", "open_sample", "save", "save_as", "save_copy", "merge_file",
    "show_versions", "check_and_repair", "close", "deliver", "deliver_again", "print_report", "print_map", "show_keys",
    "copy_diagnostics", "open_log_folder", "save_picture", "show_about", "close_document", "import_files",
    "new_collection_book", "export_archimate", "export_drawio", "export_drawio_map", "export_table", "export_table_map",
    "export_json", "show_handbook", "take_tour",
}  # fmt: skip
_ACTS = tuple(act.name for _, act in listed() if not act.name.startswith("begin_") and act.name not in _ASKING)
_PASTED = (
    "Receive\nCheck\nShip", "Step\tPT\tLT\tOwner\nPack\t5 min\t2 d\tHead of Stores\nSend\tsoon\t1 d\t", "=1+1\t\"a\nb\"",
    "\t\t\n\n", "x" * 5000, "<b>&\t-1h\t130 %", "שלום\n注文",
)  # fmt: skip


class Monkey:
    """Does one thing after another, by chance."""

    def __init__(self, hand: Hand, seed: int) -> None:
        self.hand, self.chance = hand, random.Random(seed)

    def act(self) -> None:
        deeds = (self.click, self.click, self.drag, self.drag, self.drop, self.drop, self.type, self.press, self.press, self.menu,
                 self.fill_clipboard, self.wheel, self.poke, self.switch, self.break_off)  # fmt: skip
        self.chance.choice(deeds)()
        workspace = self.hand.view.workspace
        if len(workspace.document.nodes(workspace.map_id)) > 40:  # a map that a room could have drawn
            self.hand.window.acts["select_all"].trigger()
            self.hand.window.acts["delete"].trigger()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()

    def place(self) -> QPoint:
        """Somewhere on the canvas, mostly on or beside something that is drawn."""
        view, room = self.hand.view, self.hand.canvas.rect()
        items = [item for item in view.canvas._items.values() if item.element.kind != "ladder"]
        if items and self.chance.random() < 0.8:
            area = self.chance.choice(items).element.area
            x, y = (self.chance.uniform(-0.1, 1.1) for _ in range(2))
            return view.mapFromScene(area.x + area.width * x, area.y + area.height * y)
        return QPoint(self.chance.randrange(max(1, room.width())), self.chance.randrange(max(1, room.height())))

    def click(self) -> None:
        key, button = self.chance.choice((NO_KEY, NO_KEY, SHIFT, CTRL)), self.chance.choice((LEFT, LEFT, LEFT, MIDDLE))
        at = self.place()
        QTest.mouseClick(self.hand.canvas, button, key, at)
        if self.chance.random() < 0.2:
            QTest.mouseDClick(self.hand.canvas, button, key, at)

    def drag(self) -> None:
        key = self.chance.choice((NO_KEY, NO_KEY, SHIFT, CTRL, ALT))
        button = self.chance.choice((LEFT, LEFT, LEFT, MIDDLE))
        self.hand.drag_points(self.place(), self.place(), key, button)

    def break_off(self) -> None:
        """A drag in whose middle something else happens."""
        a, b = self.place(), self.place()
        QTest.mousePress(self.hand.canvas, LEFT, NO_KEY, a)
        QTest.mouseMove(self.hand.canvas, a + (b - a) / 2)
        self.chance.choice((self.press, self.menu, self.drop, self.wheel, self.switch))()
        QTest.mouseMove(self.hand.canvas, b)
        QTest.mouseRelease(self.hand.canvas, LEFT, NO_KEY, b)

    def drop(self) -> None:
        document = self.hand.view.workspace.document
        kind = self.chance.choice((mime.NODE, mime.NODE, mime.SERVICE, mime.PERSON, mime.NOTE))
        if kind == mime.NODE:
            value = self.chance.choice(("step", "queue", "customer", "supplier", "trigger", "note", "burst"))
        else:
            held = {mime.SERVICE: document.services, mime.PERSON: document.people}.get(kind) or document.all(Note)
            value = self.chance.choice([each.id for each in held] or ["nothing"])
        self.hand.drop(kind, value, self.place())

    def type(self) -> None:
        for character in self.chance.choice(_TEXTS)[:40]:  # QTest types ASCII alone
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.hand.focus(), QKeyEvent(kind, 0, NO_KEY, character))
        if self.chance.random() < 0.6:
            self.press()

    def press(self) -> None:
        QTest.keyClick(
            self.hand.focus(), self.chance.choice(_KEYS), self.chance.choice((NO_KEY, NO_KEY, NO_KEY, SHIFT, CTRL, ALT))
        )

    def menu(self) -> None:
        act = self.hand.window.acts[self.chance.choice(_ACTS)]
        if act.isEnabled():
            act.trigger()

    def fill_clipboard(self) -> None:
        """Another program has copied a text; what becomes of it is seen at the next paste."""
        QApplication.clipboard().setText(self.chance.choice(_PASTED))

    def wheel(self) -> None:
        self.hand.wheel(self.place(), self.chance.choice((-2, -1, 1, 2)), self.chance.choice((NO_KEY, SHIFT, CTRL)))

    def poke(self) -> None:
        """A click into one of the panels; a dialog that it opens is sent away."""
        window = self.hand.window
        panel = self.chance.choice((window.library, window.inspector, window.panels))
        children = [
            each for each in panel.findChildren(QWidget) if each.isVisible() and each.width() > 2 and each.height() > 2
        ]
        if children:
            child = self.chance.choice(children)
            at = QPoint(self.chance.randrange(child.width()), self.chance.randrange(child.height()))
            QTest.mouseClick(child, LEFT, NO_KEY, at)
            if isinstance(child, QLineEdit) and child.isVisible():
                self.type()

    def switch(self) -> None:
        tabs = self.hand.window.tabs
        if tabs.count():
            tabs.setCurrentIndex(self.chance.randrange(tabs.count()))


def send_away() -> None:
    """Answer a menu or a dialog by leaving it, as Esc does."""
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()


@pytest.mark.parametrize("start", ["empty", "sample"])
@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + SEEDS))
def test_a_monkey_leaves_a_sound_document(work, tmp_path, monkeypatch, seed, start):
    errors: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append("".join(traceback.format_exception(*error))))
    document = edits.new_document() if start == "empty" else load(resources.path("examples", "sample.vsm"))
    hand = work(document)
    monkey, workspace = Monkey(hand, seed), hand.view.workspace
    away = QTimer()
    away.timeout.connect(send_away)
    away.start(20)
    for event in range(EVENTS // 2):
        monkey.act()
        if event % 50 == 0:
            QApplication.processEvents()
            assert rules.check(workspace.document) == (), event
        assert not errors, errors[0]
    hand.view.making.finish_naming()
    QApplication.processEvents()
    assert rules.check(workspace.document) == ()
    path = tmp_path / "monkey.vsm"
    save(workspace.document, path)
    assert load(path) == workspace.document
    while workspace.session.undo_label is not None:
        workspace.session.undo()
    assert dict(workspace.document.records) == dict(document.records)
    assert not errors, errors[0]
