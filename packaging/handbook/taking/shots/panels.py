"""The panels around the map: lists and figures below it, fields at its right, the guide at its left."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from taking.camera import photograph, whereabouts
from taking.cropping import upper
from taking.scenes import Shot, takes
from taking.stage import Stage

from vsmstudio.gui.panels.steps_columns import COLUMNS


@takes("table-steps")
def steps(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1040, height=820)
    stage.do("toggle_left", "toggle_right")
    panel = stage.lower("Steps", 360)
    table = stage.window.steps.table
    index = table.steps.index(1, [each.field for each in COLUMNS].index("lead_time") + 1)
    table.setFocus()
    table.setCurrentIndex(index)
    table.edit(index)
    stage.settle()
    editor = QApplication.focusWidget()
    if isinstance(editor, QLineEdit):
        editor.selectAll()
        QTest.keyClicks(editor, "1.5 d")
    stage.settle()
    yield "table-steps", photograph(stage.window, crop=upper(panel, 330))


@takes("measures-step")
def fields(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1180, height=900)
    stage.select("Report claim")
    stage.unfocus()
    yield "measures-step", photograph(stage.window, crop=upper(stage.window.inspector, 640))


@takes("owners-matrix")
def owners(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1120, height=900)
    stage.do("toggle_left", "toggle_right")
    panel = stage.lower("Owners", 480)
    stage.rest(100)
    yield "owners-matrix", photograph(stage.window, crop=upper(panel, 460))


@takes("figures-panel-explain")
def explained(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1180, height=860)
    stage.do("toggle_right", "toggle_left")
    stage.lower("Figures", 320)
    stage.until(lambda: stage.window.workspace.simulating.fresh, "the simulation")
    tile = stage.window.figures.tiles["lead_time"]
    tile.explained.emit("lead_time")
    stage.rest(200)
    card = stage.window.explaining.card
    assert card is not None
    crop = whereabouts(card).united(whereabouts(tile)).adjusted(-14, -14, 14, 14)
    yield "figures-panel-explain", photograph(stage.window, crop=crop)


@takes("figures-panel-capacity")
def capacity(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1100, height=1000)
    stage.do("toggle_left", "toggle_right")
    panel = stage.lower("Capacity", 620)
    stage.rest(200)
    yield "figures-panel-capacity", photograph(stage.window, crop=upper(panel, 600))


@takes("findings-panel-list")
def findings(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1060, height=820)
    stage.do("toggle_left", "toggle_right")
    panel = stage.lower("Findings", 330)
    stage.window.findings.table.setCurrentIndex(stage.window.findings.table.model().index(1, 1))
    stage.settle()
    yield "findings-panel-list", photograph(stage.window, crop=upper(panel, 320))


@takes("engagement-guide")
def guide(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1180, height=860)
    stage.do("toggle_guide")
    stage.rest(400)
    stage.unfocus()
    column = stage.window.guide_column
    yield "engagement-guide", photograph(stage.window, crop=upper(column, 640))
