"""From an empty window to the client's PDF and workbook, as a newcomer would do it, with every gesture counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.gui.by_dialog import delivered_by_enter
from tests.hand import CTRL, Hand
from vsmstudio.gui import mime
from vsmstudio.model.records import LinkKind

STEPS = ("Receive order", "Check credit", "Plan delivery", "Pick goods", "Pack goods", "Ship goods", "Invoice")


def press_plus(hand: Hand, what: str) -> None:
    """The small + beside a caption of the left panel."""
    for button in hand.window.library.findChildren(QAbstractButton):
        if button.accessibleName() == what and button.isVisible():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            hand.gestures += 1
            return
    raise AssertionError(f"no button {what}")


def make(hand: Hand, what: str, name: str) -> None:
    press_plus(hand, what)
    hand.type(name)
    hand.enter()


def test_an_eight_step_stream_to_its_deliverables_in_at_most_80_gestures(hand, tmp_path, qtbot, monkeypatch):
    hand.drop_node("step", 0, 0)
    for name in STEPS:
        hand.type(name)
        hand.enter()
    hand.escape()
    hand.click("Check credit")
    hand.click_point(hand.handle("bottom"))
    hand.type("Reserve stock")
    hand.key(Qt.Key.Key_Tab)
    hand.connect("Reserve stock", "Pick goods")
    for role in ("Head of Sales", "Head of Logistics"):
        make(hand, "New person", role)
    for name in ("Receive order", "Check credit", "Invoice", "Value stream"):
        hand.drop_on(mime.PERSON, "Head of Sales", name)
    for name in ("Plan delivery", "Pick goods", "Pack goods", "Ship goods"):
        hand.drop_on(mime.PERSON, "Head of Logistics", name)
    for service, step in (("Order portal", "Receive order"), ("Credit check", "Check credit"), ("Billing", "Invoice")):
        make(hand, "New service", service)
        hand.drop_on(mime.SERVICE, service, step)
    workspace = hand.view.workspace
    drawn = workspace.document
    assert len(drawn.steps(workspace.map_id)) == 8
    assert sum(len(drawn.links_to(step.id, LinkKind.UNDERPINS)) for step in drawn.steps(workspace.map_id)) == 3
    assert [drawn.name(step.id) for step in drawn.steps(workspace.map_id) if step.owner is None] == ["Reserve stock"]
    assert any("Reserve stock" in finding.message for finding in workspace.analysis.findings)

    path = tmp_path / "orders.vsm"
    monkeypatch.setattr("vsmstudio.gui.filing.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), ""))
    monkeypatch.setattr(
        "vsmstudio.gui.deliver.folder_field.QFileDialog.getExistingDirectory", lambda *_, **__: str(tmp_path)
    )
    hand.view.setFocus()
    hand.key(Qt.Key.Key_S, CTRL)
    hand.gestures += 2  # typing the name in the dialog, Enter
    hand.key(Qt.Key.Key_P, CTRL)
    hand.gestures += 3  # Enter in the dialog, in that for the folder, and at the end
    assert delivered_by_enter(qtbot, hand.window).startswith("2 files written")
    assert {each.suffix for each in tmp_path.iterdir() if each.name[0] != "."} == {".vsm", ".pdf", ".xlsx"}
    hand.window.open_path(path)
    assert workspace.document == drawn
    assert hand.gestures <= 80, hand.gestures
