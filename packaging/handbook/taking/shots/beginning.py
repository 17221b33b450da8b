"""The start page, before a file is open."""

from __future__ import annotations

from collections.abc import Iterator

from taking.camera import photograph
from taking.cropping import upper
from taking.scenes import Shot, takes
from taking.stage import Stage


@takes("window-start")
def start(stage: Stage) -> Iterator[Shot]:
    stage.empty(1180, 720)
    stage.window.beginning.show()
    page = stage.window.beginning.page
    stage.until(lambda: all(card.drawn for card in page.cards), "the templates to be drawn")
    stage.rest(200)
    yield "window-start", photograph(stage.window, crop=upper(page, 640))
