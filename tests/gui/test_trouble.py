"""When the program itself fails: it is said once, logged without a word of the document, and the work goes on."""

from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, QUrl, Slot, qWarning
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests import hand as hands
from tests.builders import document
from vsmstudio import places
from vsmstudio.gui import mime, native_crash
from vsmstudio.gui.canvas import sheet
from vsmstudio.gui.canvas.gestures import connect, move
from vsmstudio.gui.diagnostics_dialog import DiagnosticsDialog
from vsmstudio.gui.keys_dialog import KeysDialog
from vsmstudio.gui.stale import NOT_ANALYSED
from vsmstudio.gui.trouble import _MORE
from vsmstudio.log import NAME, Log
from vsmstudio.model import edits, rules
from vsmstudio.model.records import MapState
from vsmstudio.notation import drawing

SECRET = "Geheimkunde"


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def hand(work, log, monkeypatch):
    """A window that hears of all errors, on a small map of a client whose name must not get about."""
    monkeypatch.setattr(hands, "QTest", AsTheLoopDoes(QTest))
    monkeypatch.setattr(hands, "QApplication", AsTheLoopDoes(QApplication))
    hand = work(document(f"{SECRET} 1h -> B 1h -> C 1h"), log)
    hand.window.trouble.install()
    yield hand
    hand.window.trouble.uninstall()
    if hand.window.trouble.dialog is not None:
        hand.window.trouble.dialog.close()


class AsTheLoopDoes:
    """What makes events for tests, but an error goes where Qt's event loop takes it, not to who made the event."""

    def __init__(self, maker):
        self._maker = maker

    def __getattr__(self, name):
        def send(*given):
            try:
                return getattr(self._maker, name)(*given)
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)

        return send


def fail(words=SECRET):
    raise ValueError(f"{words} cannot be found in /home/{SECRET}/plan.vsm")


def other_ways_to_fail():
    def one():
        fail()

    def two():
        fail()

    def three():
        fail()

    def four():
        fail()

    return one, two, three, four


def turn():
    """Let the event loop do what waits."""
    for _ in range(3):  # what comes of what waited, too
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def happen(*slots):
    for slot in slots:
        QTimer.singleShot(0, slot)
    turn()


def errors(log):
    log.flush()
    found = re.findall(r"error: .*", (places.logs() / NAME).read_text())
    return [each for each in found if "Qt warning" not in each]


def faults(hand):
    """Errors of this run, without what Qt says of screens that are none."""
    return [fault for fault in hand.window.trouble.faults if fault.kind != "Qt warning"]


def sound(hand):
    workspace = hand.view.workspace
    assert rules.check(workspace.document) == ()
    shown = {node.id for node in workspace.document.nodes(workspace.map_id)}
    assert all(hand.view.canvas.item_of(key) for key in shown)


# --- saying it ------------------------------------------------------------------------------------------------------


def test_an_error_is_said_in_words_and_the_work_goes_on(hand, log):
    happen(fail)
    dialog = hand.window.trouble.dialog
    assert dialog.isVisible()
    assert "you can go on working" in dialog.words
    assert SECRET not in dialog.words
    dialog.more.click()
    assert dialog.details.isVisible()
    assert SECRET in dialog.details.toPlainText()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    turn()
    assert hand.window.trouble.dialog is None
    hand.drag("B", by=(0, 144))
    assert hand.view.workspace.session.undo_label
    sound(hand)
    assert len(errors(log)) == 1


def test_where_nothing_is_recorded_the_person_is_told_to_save(hand):
    places.journals().parent.mkdir(parents=True, exist_ok=True)
    if places.journals().exists():
        places.journals().rmdir()
    places.journals().write_text("in the way")
    hand.drag("B", by=(0, 144))
    assert hand.view.workspace.session.trouble
    happen(fail)
    assert "Save now" in hand.window.trouble.dialog.words


def test_the_log_names_the_place_and_what_was_done_but_no_words_and_no_paths(hand, log):
    hand.window.carry_out("select_all")
    hand.key(Qt.Key.Key_Down)
    happen(lambda: hand.view.workspace.document.node(SECRET + "/home"))
    log.flush()
    text = (places.logs() / NAME).read_text()
    assert re.search(
        r"menu: select_all\n.* changed 3 placement\.y\n(?:.* Qt warning .*\n)*.* error: KeyError > Qt > \(tests\) > vsmstudio\.",
        text,
    )
    assert re.search(r"> vsmstudio\.model\.document:Document\.node:\d+$", text, re.M)
    assert SECRET not in text
    assert "/home" not in text


def test_a_hundred_times_the_same_error_is_one_dialog_and_one_line_with_a_count(hand, log, monkeypatch):
    monkeypatch.setattr(sheet.Sheet, "show", lambda *_: fail())
    for _ in range(50):
        hand.canvas.repaint()
        turn_once()
    turn()
    assert hand.window.trouble.dialog is not None
    hand.window.trouble.dialog.close()
    for _ in range(50):
        hand.canvas.repaint()
        turn_once()
    turn()
    assert hand.window.trouble.dialog is None
    assert len(errors(log)) == 1
    fault = faults(hand)[0]
    assert fault.count >= 100
    hand.window.trouble.uninstall()
    log.flush()
    assert f"error came {fault.count} times: ValueError" in (places.logs() / NAME).read_text()


def turn_once():
    QApplication.processEvents()


def test_an_error_in_painting_does_not_fail_what_was_being_done(hand, monkeypatch):
    """Qt would hand it to whatever code waits for it, such as saving."""
    monkeypatch.setattr(sheet.Sheet, "show", lambda *_: fail())
    hand.canvas.repaint()
    hand.window.grab()
    turn()
    assert [fault.kind for fault in faults(hand)] == ["ValueError"] * len(faults(hand))
    assert faults(hand)


def test_what_fails_again_on_being_asked_again_is_said_in_passing(hand):
    happen(fail)
    hand.window.trouble.dialog.close()
    turn()
    happen(fail)
    assert hand.window.notice.text == ""  # nobody did anything
    hand.window.carry_out("fit_all")
    happen(fail)
    assert "same error" in hand.window.notice.text
    assert hand.window.trouble.dialog is None


def test_errors_during_the_dialog_wait_for_its_end(hand):
    one, two, *_ = other_ways_to_fail()
    happen(one)
    first = hand.window.trouble.dialog
    happen(two, one, two)
    assert hand.window.trouble.dialog is first
    first.close()
    turn()
    second = hand.window.trouble.dialog
    assert second is not None
    assert second is not first
    second.close()
    turn()
    assert hand.window.trouble.dialog is None


def test_a_dialog_that_goes_with_the_one_under_it_keeps_no_later_one_from_showing(hand):
    one, two, *_ = other_ways_to_fail()
    under = KeysDialog(hand.window)
    under.open()
    happen(one)
    assert hand.window.trouble.dialog.parent() is under
    under.deleteLater()
    turn()
    assert hand.window.trouble.dialog is None
    happen(two)
    assert hand.window.trouble.dialog is not None


def test_many_different_errors_do_not_bury_the_person(hand, log):
    now = [0.0]
    hand.window.trouble._clock = lambda: now[0]
    ways = other_ways_to_fail()
    shown = 0
    happen(*ways)
    while (dialog := hand.window.trouble.dialog) is not None:
        shown += 1
        dialog.close()
        turn()
    assert shown == 3
    assert hand.window.notice.text == _MORE
    assert len(errors(log)) == 4
    now[0] = 61.0
    happen(lambda: fail("later"))
    assert hand.window.trouble.dialog is not None


def test_errors_in_threads_and_in_cleaning_up_are_heard_too(hand, log):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    class Falling:
        def __del__(self):
            fail()

    Falling()
    gc.collect()
    turn()
    assert [fault.places[0] for fault in faults(hand)] == ["a thread", "cleaning up"]
    assert hand.window.trouble.dialog is not None
    assert len(errors(log)) == 2


def test_qt_complains_to_the_log_and_not_to_the_person(hand, log, capfd):
    for _ in range(3):
        QPainter().begin(QPixmap())
        qWarning(f"could not read /home/{SECRET}")
    turn()
    assert hand.window.trouble.dialog is None
    log.flush()
    text = (places.logs() / NAME).read_text()
    assert text.count("error: Qt warning > QPainter::begin\n") == text.count("error: Qt warning > unnamed\n") == 1
    assert SECRET not in text
    assert capfd.readouterr().err == ""
    os.environ["VSMSTUDIO_TRACEBACK"] = "1"
    try:
        qWarning("for a developer")
    finally:
        del os.environ["VSMSTUDIO_TRACEBACK"]
    assert "for a developer" in capfd.readouterr().err


def test_an_error_that_cannot_even_be_printed_is_said(hand):
    class Odd(Exception):
        def __str__(self):
            raise RuntimeError

    def odd():
        raise Odd

    happen(odd)
    assert hand.window.trouble.dialog is not None


def test_it_ends_when_the_window_goes(hand):
    heard = sys.excepthook
    hand.window.trouble.uninstall()
    assert sys.excepthook is not heard


# --- the canvas after an error --------------------------------------------------------------------------------------


def test_an_edit_that_fails_at_the_end_of_a_drag_leaves_the_map_as_it_was(hand, monkeypatch):
    workspace = hand.view.workspace
    before, at = workspace.document, hand.at("B")
    with monkeypatch.context() as broken:
        broken.setattr(move.edits, "move", lambda *_: fail())
        hand.drag("B", by=(0, 144))
    assert workspace.document is before
    assert hand.at("B") == at
    assert hand.view.gesture is None
    turn()
    hand.window.trouble.dialog.close()
    turn()
    hand.drag("B", by=(0, 144))
    assert hand.position("B")[1] == before.position("B")[1] + 144
    sound(hand)
    workspace.undo()
    assert workspace.document == before
    sound(hand)


def test_an_error_in_the_middle_of_a_drag_ends_it(hand, monkeypatch):
    before, at = hand.view.workspace.document, hand.at("B")
    with monkeypatch.context() as broken:
        broken.setattr(move.Guides, "__init__", lambda *_: fail())
        hand.drag("B", by=(0, 144))
    assert hand.view.workspace.document is before
    assert hand.at("B") == at
    assert not hand.view.canvas.overlay.busy
    hand.drag("B", by=(0, 144))
    assert hand.position("B") != before.position("B")
    sound(hand)


def test_a_connection_that_fails_leaves_no_line_behind(hand, monkeypatch):
    workspace = hand.view.workspace
    before = workspace.document
    for broken_part, name in ((connect.edits, "connect"), (connect, "may_connect")):
        with monkeypatch.context() as broken:
            broken.setattr(broken_part, name, lambda *_: fail())
            hand.connect(SECRET, "C")
        overlay = hand.view.canvas.overlay
        assert (overlay.rubber, overlay.target, overlay.busy) == ((), "", False)
        assert workspace.document is before
    hand.connect(SECRET, "C")
    assert len(workspace.document.flows(workspace.map_id)) == 3
    sound(hand)
    workspace.undo()
    assert workspace.document == before


def test_a_new_step_that_fails_can_be_dropped_again(hand, monkeypatch):
    workspace = hand.view.workspace
    before = workspace.document
    with monkeypatch.context() as broken:
        broken.setattr(edits, "add_node", lambda *_: fail())
        hand.drop_node("step", 0, 500)
        hand.type("D")
    assert workspace.document is before
    hand.drop_node("step", 0, 500)
    hand.type("D")
    hand.enter()
    hand.escape()
    assert hand.position("D") is not None
    sound(hand)


def test_a_picture_that_failed_comes_back_with_esc(hand, monkeypatch):
    workspace = hand.view.workspace
    with monkeypatch.context() as broken:
        broken.setattr(drawing.Drawing, "follow", lambda *_: fail())
        hand.drag("B", by=(0, 144))
        assert workspace.do(lambda d: edits.rename(d, hand.id_of("C"), "Changed"))
        hand.drop(mime.NODE, "step", hand.at("B", 0, 300))
    hand.escape()
    hand.escape()
    sound(hand)
    hand.drag("Changed", by=(0, 144))
    sound(hand)


# --- figures that cannot be worked out ------------------------------------------------------------------------------


@pytest.fixture
def no_figures(monkeypatch):
    """The analysis fails from now on; gives what mends it."""
    patch = pytest.MonkeyPatch()
    patch.setattr("vsmstudio.gui.workspace.analyse", lambda *_, **__: fail())
    yield patch.undo
    patch.undo()


def test_an_edit_stands_where_its_figures_fail(hand, no_figures):
    workspace = hand.view.workspace
    heard = []
    workspace.session.listen(heard.append)
    figures, money = workspace.result.figures, workspace.analysis.money
    hand.drag("B", by=(0, 144))
    assert len(heard) == 1
    assert workspace.stale
    assert workspace.result.figures == figures
    assert workspace.analysis.money == money
    sound(hand)
    turn()
    assert NOT_ANALYSED in hand.window.trouble.dialog.words
    hand.window.trouble.dialog.close()
    turn()
    hand.drag("C", by=(0, 144))
    turn()
    assert hand.window.trouble.dialog is None
    assert "before the last changes" in hand.window.following._holds.text()
    no_figures()
    workspace.undo()
    assert not workspace.stale
    assert "before the last changes" not in hand.window.following._holds.text()


def test_everything_can_be_drawn_and_undone_while_there_are_no_figures(hand, no_figures):
    workspace = hand.view.workspace
    start = workspace.document
    hand.drop_node("step", 400, 500)
    hand.type("D")
    hand.enter()
    hand.type("E")
    hand.enter()
    hand.escape()
    hand.connect("C", "D")
    hand.click("B")
    hand.key(Qt.Key.Key_Delete)
    hand.window.carry_out("new_service")
    hand.escape()
    hand.window.carry_out("new_stream")
    hand.escape()
    assert workspace.do(lambda d: edits.add_map(d, "stream", "90 days", MapState.FUTURE))
    workspace.show_map(workspace.maps()[-1].id)
    hand.drop_node("step", 0, 0)
    hand.type("Later")
    hand.enter()
    hand.escape()
    sound(hand)
    for panel in ("show_steps", "show_figures", "show_findings"):
        hand.window.acts[panel].trigger()
        turn()
    while workspace.session.undo_label:
        workspace.undo()
    assert workspace.document == start
    sound(hand)
    assert {fault.note for fault in hand.window.trouble.faults if fault.kind == "ValueError"} == {NOT_ANALYSED}
    assert [f.places for f in hand.window.trouble.faults if f.kind not in {"ValueError", "Qt warning"}] == []


def test_figures_of_an_earlier_document_are_not_delivered(hand, no_figures, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(hand.window.delivering, "_complain", lambda what, why: said.append(what))
    hand.drag("B", by=(0, 144))
    hand.window.delivering.write(tmp_path / "out")
    assert len(said) == 1
    assert not (tmp_path / "out").exists()


# --- diagnostics ----------------------------------------------------------------------------------------------------


def shown_diagnostics():
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, DiagnosticsDialog) and each.isVisible()
    )


def test_what_is_shown_is_what_is_copied(hand):
    hand.drag("B", by=(0, 144))
    happen(fail)
    hand.window.trouble.dialog.diagnostics.click()
    dialog = shown_diagnostics()
    text = dialog.text.toPlainText()
    for part in (
        "VSM Studio ",
        "Python 3",
        "Qt 6",
        "Screen 1",
        "Locale",
        "3 step",
        "changed placement.y",
        "ValueError",
        "tests",
    ):
        assert part in text
    assert SECRET not in text
    assert os.path.expanduser("~") not in text
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == text
    assert not dialog.words.isChecked()
    dialog.words.click()
    assert SECRET in dialog.text.toPlainText()
    dialog.copy.click()
    assert SECRET in QGuiApplication.clipboard().text()
    dialog.close()


def test_the_help_menu_has_diagnostics_and_the_log_folder(hand, log):
    hand.window.acts["copy_diagnostics"].trigger()
    assert "menu: copy_diagnostics" in shown_diagnostics().text.toPlainText()
    shown_diagnostics().close()
    opened = []

    class Desktop(QObject):
        @Slot(QUrl)
        def open(self, url):
            opened.append(url.toLocalFile())

    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    try:
        hand.window.acts["open_log_folder"].trigger()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened == [str(places.logs())]


def test_what_is_done_is_on_the_disk_a_moment_later(hand, qtbot):
    hand.drag("B", by=(0, 144))
    qtbot.waitUntil(lambda: (places.logs() / NAME).exists() and "placement.y" in (places.logs() / NAME).read_text())


# --- crashes below Python -------------------------------------------------------------------------------------------

CRASH = """
import ctypes, sys
from PySide6.QtCore import QTimer
from vsmstudio.gui import app
def crash():
    ctypes.string_at(0)
app.application()
QTimer.singleShot(int(sys.argv[1]), crash if sys.argv[2] == "crash" else app.QCoreApplication.quit)
sys.exit(app.run())
"""


def start(then):
    """Run the program on its own until it crashes or is closed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", CRASH, "300", then], env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_crash_is_told_at_the_next_start_without_paths():
    assert start("crash").returncode == -signal.SIGSEGV
    left = [each for each in places.logs().glob("crash-*.txt") if each.stat().st_size]
    assert len(left) == 1
    assert start("close").returncode == 0
    text = (places.logs() / NAME).read_text()
    assert "started: VSM Studio" in text
    assert re.search(
        r"crashed before: Fatal Python error: Segmentation fault > .*Current thread > .*vsmstudio\.gui\.app:run", text
    )
    assert text.rstrip().endswith("stopped")
    assert "/" not in native_crash.last(places.logs())
    assert "vsmstudio.gui.app:run" in native_crash.last(places.logs())
    assert [each.name for each in places.logs().iterdir() if each.name.startswith("crash-")] == []


def test_a_crash_of_the_past_is_in_the_diagnostics(hand):
    places.logs().mkdir(parents=True)
    (places.logs() / native_crash.LAST).write_text("Fatal Python error: Aborted\nvsmstudio.gui.app:run:60\n")
    assert "the last time the program crashed" in hand.window.trouble.report().lower()
    assert "vsmstudio.gui.app:run:60" in hand.window.trouble.report()
