"""Light, dark and high contrast: everything that is seen takes the colours of the theme that is on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTableView, QWidget

import vsmstudio.gui
from tests.builders import document
from vsmstudio.gui import look
from vsmstudio.gui.dressing import style_sheet
from vsmstudio.notation.theme import LIGHT, THEMES

NAMES = {"light": "theme_light", "dark": "theme_dark", "contrast": "theme_contrast"}
STREAM = "Register 1h !Clerk -> Approve 3h -> Pay 2h !Clerk"


def commonest(widget: QWidget) -> str:
    """The colour of most of a widget, looked at in every fourth pixel."""
    seen = widget.grab().toImage()
    points = ((x, y) for x in range(0, seen.width(), 4) for y in range(0, seen.height(), 4))
    return Counter(seen.pixel(x, y) for x, y in points).most_common(1)[0][0]


def rgb(color: str) -> int:
    return QColor(color).rgb()


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_holds_colours_of_the_theme_alone(name: str):
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", style_sheet(name))) <= set(THEMES[name].values())


def test_no_part_of_the_window_has_a_colour_of_its_own():
    root = Path(vsmstudio.gui.__file__).parent
    own = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"\"#[0-9A-Fa-f]{6}\"|\bLIGHT\b", path.read_text(encoding="utf-8"))
    }
    # two begin so and are told; pictures and printed pages go out
    assert own <= {"painter.py", "canvas/camera.py", "picturing.py", "handbook/printing.py"}


@pytest.mark.parametrize("name", ["dark", "contrast", "light"])
def test_everything_takes_the_theme_when_it_is_chosen(work, name: str):
    hand = work(document(STREAM))
    window, theme = hand.window, THEMES[name]
    window.carry_out(NAMES[name])
    QApplication.processEvents()
    assert commonest(window.view.viewport()) == rgb(theme["canvas"])
    assert commonest(window.bar) == rgb(theme["sheet"])
    assert commonest(window.library) == rgb(theme["sheet"])
    assert commonest(window.inspector) == rgb(theme["sheet"])
    for at in range(window.panels.count()):
        window.panels.setCurrentIndex(at)
        assert commonest(window.panels.currentWidget()) == rgb(theme["sheet"]), window.panels.tabText(at)
    assert window.acts[NAMES[name]].isChecked()


def test_the_map_is_drawn_in_the_colours_of_now(work):
    hand = work(document(STREAM))
    window = hand.window
    window.view.set_zoom(1.0)

    def has(color: str) -> bool:
        seen = window.view.viewport().grab().toImage()
        wanted = rgb(color)
        return any(seen.pixel(x, y) == wanted for x in range(seen.width()) for y in range(0, seen.height(), 3))

    assert has(LIGHT["critical_soft"])
    window.carry_out("theme_dark")
    assert has(THEMES["dark"]["critical_soft"])
    assert not has(LIGHT["critical_soft"])


def test_following_the_system_is_light_where_it_does_not_say(work):
    window = work(document(STREAM)).window
    window.carry_out("theme_dark")
    window.carry_out("theme_system")
    assert look.theme_name() == "light"
    assert window.looks.choice == "system"


def test_in_high_contrast_a_selected_row_shows_without_a_fill(work):
    window = work(document(STREAM)).window
    window.carry_out("theme_contrast")
    table = window.findings.findChildren(QTableView)[0]
    table.setCurrentIndex(table.model().index(0, 1))
    QApplication.processEvents()
    seen = table.viewport().grab().toImage()
    top = table.visualRect(table.model().index(0, 1)).top()
    assert [seen.pixel(x, top) for x in (2, 200, 600)] == [rgb(THEMES["contrast"]["accent"])] * 3


# --- workshop mode ---------------------------------------------------------------------------------------------------


def sizes(window) -> dict[str, object]:
    tables = window.panels.findChildren(QTableView)
    return {
        "shown": [not each.isHidden() for each in (window.library, window.panels, window.inspector)],
        "splitters": (window.across.sizes(), window.down.sizes()),
        "rows": [table.verticalHeader().defaultSectionSize() for table in tables],
        "columns": [[table.columnWidth(at) for at in range(table.model().columnCount())] for table in tables],
        "least": (window.inspector.minimumWidth(), window.library.minimumWidth()),
        "sheet": QApplication.instance().styleSheet(),
        "font": QApplication.font().pointSizeF(),
        "zoom": round(window.view.zoom, 3),
    }


def test_the_workshop_mode_makes_words_larger_and_goes_back_exactly(work, qtbot):
    hand = work(document(STREAM))
    window = hand.window
    qtbot.wait(20)
    before = sizes(window)
    window.acts["workshop"].trigger()
    qtbot.wait(20)
    during = sizes(window)
    assert during["shown"] == [False, False, True]
    assert during["font"] >= 1.3 * before["font"]
    assert all(now >= 1.3 * then for now, then in zip(during["rows"], before["rows"], strict=True))
    assert "font-size: 16px" in during["sheet"]
    window.acts["workshop"].trigger()

    def settled() -> None:
        assert sizes(window) == before

    qtbot.waitUntil(settled)


def test_the_workshop_mode_and_the_theme_go_together(work):
    window = work(document(STREAM)).window
    window.acts["workshop"].trigger()
    window.carry_out("theme_dark")
    assert (look.theme_name(), look.larger()) == ("dark", 1.35)
    window.acts["workshop"].trigger()
    assert (look.theme_name(), look.larger()) == ("dark", 1.0)


def test_what_goes_out_stays_light(work, tmp_path):
    """The PDF is the same whatever theme the window wears."""
    window = work(document(STREAM)).window

    def written(name: str) -> bytes:
        folder = tmp_path / name
        folder.mkdir()
        window.delivering.write(folder, ("pdf",))
        window.delivering.wait()
        return next(folder.glob("*.pdf")).read_bytes()

    light = written("light")
    window.carry_out("theme_contrast")
    assert written("contrast") == light


def test_the_workshop_mode_makes_the_palette_and_the_mark_of_saved_larger_too(work, tmp_path):
    hand = work(document("A 1h -> B 1h"))
    window, card, saved = hand.window, hand.window.finder.card, hand.window.bar.saved
    window.filing.save_to(tmp_path / "plan.vsm")
    seen = []
    for _ in range(2):
        window.acts["show_commands"].trigger()
        beside = saved.contentsMargins().right()
        seen.append((card.width(), card.list.sizeHintForRow(0), card.field.height(), beside))
        card.close_card()
        window.acts["workshop"].trigger()
    for usual, now in zip(*seen, strict=True):
        assert now == pytest.approx(usual * 1.35, rel=0.2)


def test_in_high_contrast_the_chosen_line_of_a_search_shows_without_a_fill(work):
    hand = work(document("A 1h -> B 1h"))
    hand.window.acts["theme_contrast"].trigger()
    hand.window.acts["show_commands"].trigger()
    seen = hand.window.finder.card.list
    image, scale = seen.grab().toImage(), seen.devicePixelRatioF()
    middle = round(seen.width() * scale / 2)
    lines = [QColor(image.pixel(middle, y)).name() for y in range(round(50 * scale))]
    assert lines.count(THEMES["contrast"]["accent"].lower()) >= 4
