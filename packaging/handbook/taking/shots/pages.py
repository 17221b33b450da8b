"""The pages of the engagement, each in the room that its words need."""

from __future__ import annotations

from collections.abc import Iterator

from taking.camera import photograph
from taking.cropping import upper
from taking.scenes import Shot, takes
from taking.stage import Stage

_HEIGHTS = {  # pixels of each page's upper part that are seen
    "charter": ("engagement-charter", 560), "value": ("engagement-value", 560), "experience": ("experience-page", 480),
    "plan": ("future-board", 520), "priorities": ("future-priorities", 560), "follow_up": ("future-follow-up", 500),
}  # fmt: skip


def _page(stage: Stage, name: str, height: int, width: int = 980) -> object:
    stage.do("toggle_left", "toggle_lower")
    page = stage.page(name)
    if stage.window.inspector.isVisible():
        stage.do("toggle_right")
    stage.rest(400)
    stage.settle()
    return page


@takes(*(name for name, _ in _HEIGHTS.values()))
def pages(stage: Stage) -> Iterator[Shot]:
    for page_name, (name, height) in _HEIGHTS.items():
        stage.sample(width=980, height=860)
        page = _page(stage, page_name, height)
        stage.rest(300)
        yield name, photograph(stage.window, crop=upper(page, height))


@takes("services-board", "services-dependencies", "costs-money", "costs-what-if")
def portfolio(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=980, height=900)
    page = _page(stage, "portfolio", 0)
    stage.rest(300)
    yield "services-board", photograph(stage.window, crop=upper(page, 560))
    page.show_view("dependencies")
    stage.rest(500)
    yield "services-dependencies", photograph(stage.window, crop=upper(page, 620))
    page.show_view("money")
    stage.rest(400)
    yield "costs-money", photograph(stage.window, crop=upper(page, 600))
    view = page.show_view("what_if")
    stage.settle()
    view.choose(stage.id_of("Document capture"))
    stage.rest(500)
    yield "costs-what-if", photograph(stage.window, crop=upper(page, 620))


@takes("owners-walk")
def walk(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=980, height=860)
    page = _page(stage, "owner_walk", 0)
    page.go(4)
    stage.rest(300)
    yield "owners-walk", photograph(stage.window, crop=upper(page, 560))


@takes("draw-overview", "future-compare")
def overview(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1000, height=860)
    stage.do("toggle_left", "toggle_lower", "toggle_right", "show_overview")
    stage.rest(300)
    yield "draw-overview", photograph(stage.window, crop=upper(stage.window.stage, 430))
    stage.do("compare_side")
    stage.rest(400)
    yield "future-compare", photograph(stage.window, crop=upper(stage.window.stage, 560))
