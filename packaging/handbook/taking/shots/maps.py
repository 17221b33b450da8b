"""Maps: how one is drawn, what stands on it, its lanes, branches and services."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from taking.callouts import Ring
from taking.camera import photograph
from taking.cropping import around, on_map, upper
from taking.scenes import Shot, takes
from taking.stage import Stage

from vsmstudio.model import edits
from vsmstudio.model.ids import new_id
from vsmstudio.model.records import Endpoint, EndpointKind, EndpointRole, LinkKind

ORDER = (
    ("Take order", "10 min", "4 h", "80", "Head of Sales"),
    ("Check credit", "15 min", "2 d", "95", None),
    ("Pick and pack", "30 min", "1 d", "98", "Head of Logistics"),
    ("Deliver", "2 h", "3 d", "97", ""),
)  # None: the owner that is offered is deleted; blank: it is taken over


@takes("first-map-typing", "first-map-done")
def first_map(stage: Stage) -> Iterator[Shot]:
    stage.empty(1360, 760)
    hand, window = stage.hand, stage.window
    window.view.making.add_here("step")
    for at, (name, work, lead, quality, owner) in enumerate(ORDER):
        hand.type(name)
        hand.key(Qt.Key.Key_Tab)
        hand.type(work)
        if at == 1:
            stage.settle()
            yield "first-map-typing", photograph(window, crop=around(stage, "Take order", name, grown=(60, 24, 60, 44)))
        hand.key(Qt.Key.Key_Tab)
        hand.type(lead)
        hand.key(Qt.Key.Key_Tab)
        hand.type(quality)
        hand.key(Qt.Key.Key_Tab)
        if owner is None:
            hand.key(Qt.Key.Key_Delete)
        hand.type(owner or "")
        hand.key(Qt.Key.Key_Tab)
    hand.escape()
    _customers(stage)
    stream = window.workspace.document.streams[0]
    window.view.making.rename(stream.id)
    hand.type("Order to delivery")
    hand.enter()
    stage.do("tidy_up", "toggle_left", "toggle_right", "toggle_lower")
    window.notice.hide()
    window.workspace.select([])
    stage.do("fit_all")
    stage.rest(300)
    yield "first-map-done", photograph(window, crop=on_map(stage))


def _customers(stage: Stage) -> None:
    """The buyer at both ends, connected."""
    workspace = stage.window.workspace
    for role, other in ((EndpointRole.START, "Take order"), (EndpointRole.END, "Deliver")):
        step = stage.id_of(other)
        buyer = Endpoint(id=new_id(), map=workspace.map_id, kind=EndpointKind.CUSTOMER, role=role, name="Buyer")
        ends = (buyer.id, step) if role is EndpointRole.START else (step, buyer.id)
        workspace.do(lambda d, buyer=buyer: edits.add_node(d, buyer, 0, 600))
        workspace.do(lambda d, ends=ends: edits.connect(d, *ends))
    stage.settle()


@takes("draw-step")
def step(stage: Stage) -> Iterator[Shot]:
    stage.sample()
    stage.select("Register claim")
    stage.zoom(1.3, "Register claim")
    crop = around(stage, "Register claim", grown=(90, 50, 120, 50))
    area = around(stage, "Register claim")
    rings = [
        Ring(1, area.topLeft() + _off(-14, 14)), Ring(2, area.topRight() + _off(16, 34)),
        Ring(3, area.topLeft() + _off(-48, area.height() * 0.66)), Ring(4, area.bottomLeft() + _off(-14, -14)),
        Ring(5, area.topRight() + _off(58, area.height() // 2)),
    ]  # fmt: skip
    yield "draw-step", photograph(stage.window, crop=crop, rings=rings)


@takes("draw-connections")
def connections(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1500, height=900)
    stage.do("layer_services", "layer_experience", "toggle_lower")
    stage.zoom(0.8, "Chase documents")
    yield (
        "draw-connections",
        photograph(
            stage.window,
            crop=around(
                stage, "Report claim", "Check cover", "Sort by damage", "Screen for fraud", grown=(30, 40, 60, 20)
            ),
        ),
    )


@takes("draw-lanes")
def lanes(stage: Stage) -> Iterator[Shot]:
    stage.sample(stream="Broker onboarding", width=1300, height=900)
    stage.do(
        "toggle_left", "toggle_right", "toggle_lower", "layer_experience", "layer_services", "show_lanes", "fit_all"
    )
    stage.do("toggle_minimap")
    stage.window.notice.hide()
    view = stage.window.view
    view.set_zoom(0.62)
    area = view.canvas.area
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().minimum())
    view.centerOn(area.x + 800, area.y + 420)
    stage.rest(300)
    yield "draw-lanes", photograph(stage.window, crop=upper(view.viewport(), 640).adjusted(120, 40, -140, 0))


@takes("measures-ladder")
def ladder(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1400, height=1000)
    stage.do(
        "toggle_left", "toggle_right", "toggle_lower", "layer_services", "layer_experience", "layer_notes", "fit_all"
    )
    stage.do("toggle_minimap")
    stage.zoom(0.72, "Chase documents")
    stage.rest(300)
    crop = around(stage, "Report claim", "Check cover", "Screen for fraud", grown=(130, 10, 380, 130))
    yield "measures-ladder", photograph(stage.window, crop=crop)


@takes("rework-splits-shares")
def shares(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1300, height=900)
    stage.do("layer_services", "layer_experience", "layer_notes", "toggle_lower", "toggle_right")
    stage.zoom(0.8, "Sort by damage")
    yield (
        "rework-splits-shares",
        photograph(
            stage.window,
            crop=around(
                stage,
                "Sort by damage",
                "Inspect vehicle",
                "Assess from photos",
                "Agree repair cost",
                grown=(20, 80, 30, 20),
            ),
        ),
    )


@takes("services-underpin")
def underpin(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1300, height=1000)
    stage.do("layer_experience", "toggle_lower", "layer_notes")
    stage.zoom(0.75, "Register claim")
    stage.rest(200)
    document = stage.window.workspace.document
    portal, report = stage.id_of("Claims portal"), stage.id_of("Report claim")
    link = next(each.id for each in document.links_from(portal, LinkKind.UNDERPINS) if each.target == report)
    stage.window.workspace.select([link])
    stage.settle()
    crop = around(
        stage,
        "Report claim",
        "Register claim",
        "Claims portal",
        "Fraud screening",
        "Chase documents",
        grown=(30, 20, 30, 20),
    )
    yield "services-underpin", photograph(stage.window, crop=crop)


@takes("window-find")
def find(stage: Stage) -> Iterator[Shot]:
    stage.sample()
    stage.do("find")
    stage.rest(200)
    card = stage.window.finder.card
    QTest.keyClicks(card.field, "cl")
    stage.rest(200)
    yield "window-find", photograph(stage.window, crop=upper(card, 340, grown=12))


@takes("window-present")
def present(stage: Stage) -> Iterator[Shot]:
    stage.sample()
    stage.select("Inspect vehicle")
    stage.do("present")
    stage.rest(500)
    made = photograph(stage.window)
    stage.window.presenter.end()
    yield "window-present", made


def _off(x: float, y: float) -> QPoint:
    return QPoint(round(x), round(y))
