"""The start page and the parts of the window."""

from __future__ import annotations

from collections.abc import Iterator

from taking.callouts import beside
from taking.camera import photograph
from taking.scenes import Shot, takes
from taking.stage import Stage


@takes("readme-window")
def readme(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1600, height=1000)
    yield "readme-window", photograph(stage.window, framed=False)


@takes("window-parts")
def parts(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1180, height=760)
    window = stage.window
    rings = [
        beside(1, window.bar, 0.62),
        beside(2, window.library, 0.9, 0, dy=20),
        beside(3, window.tabs, 0.04, 1, dy=16),
        beside(4, window.view, 0.5, 0.2),
        beside(5, window.inspector, 0.9, 0, dy=28),
        beside(6, window.panels, 0.07, 0.62),
        beside(7, window.statusBar(), 0.457, 0, dy=6),
    ]
    yield "window-parts", photograph(window, rings=rings)
