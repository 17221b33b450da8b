"""The preview of the pages in the Deliver dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest

from tests.builders import document
from tests.gui.by_dialog import opened
from vsmstudio.export.sections import KEYS
from vsmstudio.gui.deliver.dialog import DeliverDialog
from vsmstudio.model import edits

MAP = "Receive 10min/1d/85% @Sales -> Check 20min/2d !Clerk -> File 5min/1d"
KEY = Qt.Key


@pytest.fixture
def show(work, qtbot):
    """Opens the dialog on a document and waits for its pages."""
    windows = []

    def shown(held) -> DeliverDialog:
        hand = work(held)
        hand.window.acts["deliver"].trigger()
        dialog = opened(qtbot, hand.window)
        windows.append(hand.window)
        settled(qtbot, dialog)
        return dialog

    yield shown
    for each in windows:
        if each.delivering.dialog is not None:
            each.delivering.dialog.done(0)


def settled(qtbot, dialog) -> None:
    """No page is being made, and there are some."""
    qtbot.waitUntil(lambda: dialog.preview.drawing.pages is not None and not dialog._latest.is_busy, timeout=60_000)


def key(dialog, *keys) -> None:
    for each in keys:
        QTest.keyClick(dialog.focusWidget(), each)


def seen_colours(widget) -> set[str]:
    image = widget.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_pages_are_shown_with_their_numbers_and_parts(show, qtbot):
    dialog = show(document(MAP))
    thumbnails = dialog.preview.thumbnails
    pages = dialog.preview.drawing.pages
    assert dialog.preview.heading.text() == f"Preview, {len(pages)} pages"
    model = thumbnails.model()
    said = [model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert said[:2] == ["Page i, Cover", "Page ii, Contents"]
    assert QAccessible.queryAccessibleInterface(thumbnails).childCount() == len(pages)
    qtbot.waitUntil(lambda: len(seen_colours(thumbnails.viewport())) > 8, timeout=10_000)


def test_only_pages_in_view_are_drawn(show, qtbot):
    preview = show(document(MAP)).preview
    drawing, last = preview.drawing, len(preview.drawing.pages) - 1
    qtbot.waitUntil(lambda: drawing.nearest(0) is not None and not drawing.is_busy, timeout=20_000)
    assert drawing.nearest(last) is None
    preview.thumbnails.stand_on(last)
    qtbot.waitUntil(lambda: drawing.nearest(last) is not None, timeout=20_000)


def test_a_page_is_seen_large_and_turned_by_keyboard_alone(show):
    dialog = show(document(MAP))
    preview = dialog.preview
    preview.thumbnails.setFocus()
    key(dialog, KEY.Key_Right, KEY.Key_Space)
    assert preview.stack.currentWidget() is preview.large
    assert preview.heading.text().endswith("· Contents")
    key(dialog, KEY.Key_PageDown, KEY.Key_Down)
    assert preview.large.at == 3
    key(dialog, KEY.Key_Up, KEY.Key_Plus)
    assert (preview.large.at, preview.large.close_up) == (2, True)
    key(dialog, KEY.Key_Escape)
    assert preview.stack.currentWidget() is preview.thumbnails
    assert preview.thumbnails.currentIndex().row() == 2
    assert dialog.isVisible()
    key(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def test_the_preview_follows_what_is_chosen(show, qtbot):
    dialog = show(document(MAP))
    before = len(dialog.preview.drawing.pages)
    dialog.form.sections.leave_out(KEYS - {"maps"})
    settled(qtbot, dialog)
    pages = dialog.preview.drawing.pages
    assert 3 <= len(pages) < before
    dialog.form.paper.setFocus()
    key(dialog, KEY.Key_End)
    assert dialog.form.paper.currentText() == "Tabloid"
    settled(qtbot, dialog)
    width, height = dialog.preview.drawing.pages.sizes[0]
    assert (round(width), round(height)) == (1224, 792)


def test_of_many_choices_in_a_row_only_the_last_is_shown(show, qtbot):
    dialog = show(document(MAP))
    shown = []
    dialog._latest.done.connect(shown.append)
    dialog.form.version.setFocus()
    QTest.keyClicks(dialog.form.version, "version 12.5")
    settled(qtbot, dialog)
    assert len(shown) == 1


def test_the_section_that_one_stands_on_comes_into_view(show, qtbot):
    dialog = show(document(MAP))
    sections, preview = dialog.form.sections, dialog.preview
    sections.tree.setFocus()
    sections.tree.setCurrentItem(sections.items["findings"])
    at = preview.thumbnails.currentIndex().row()
    assert preview.drawing.pages.titles[at] == "Findings"
    sections.tree.setCurrentItem(sections.items["path"])
    at = preview.thumbnails.currentIndex().row()
    assert ("Critical path", at) in preview.drawing.pages.marks


def test_an_empty_engagement_has_pages_too(show):
    assert len(show(edits.new_document()).preview.drawing.pages) > 2
