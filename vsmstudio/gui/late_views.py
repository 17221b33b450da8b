"""What is made when it is first shown: panels below the map, and pages in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vsmstudio.gui import pages
from vsmstudio.gui.overview.stage import COMPARE, MAP, OVERVIEW
from vsmstudio.gui.pages import PAGES

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

Maker = Callable[[], QWidget]


def pages_of(window: MainWindow) -> dict[str, Maker]:
    """What makes each page that can stand in the place of the map."""
    return {
        **{name: partial(_page, window, name) for name in PAGES},
        OVERVIEW: partial(_overview, window),
        COMPARE: partial(_side_by_side, window),
    }


def panels_of(window: MainWindow) -> list[tuple[str, str, Maker]]:
    """The panels behind those that are always there: name, words of the tab, and what makes it."""
    return [
        ("capacity", "Capacity", partial(_capacity, window)),
        ("portfolio", "Services", partial(_portfolio, window)),
        ("owners", "Owners", partial(_owners, window)),
        ("compare", "Compare", partial(_compare, window)),
        ("parking", "Parking lot", partial(_parking, window)),
    ]


def _capacity(window: MainWindow) -> QWidget:
    from vsmstudio.gui.panels.capacity import CapacityPanel

    made = CapacityPanel(window.workspace)
    made.asked.connect(window.explaining.explain)
    return made


def _portfolio(window: MainWindow) -> QWidget:
    from vsmstudio.gui.panels.portfolio import Portfolio

    made = Portfolio(window.workspace)
    made.explained.connect(lambda service, key: window.explaining.explain(service, key, made.table))
    return made


def _owners(window: MainWindow) -> QWidget:
    from vsmstudio.gui.panels.owners import Owners

    return Owners(window.workspace)


def _parking(window: MainWindow) -> QWidget:
    from vsmstudio.gui.panels.parking import ParkingPanel

    return ParkingPanel(window.workspace, window.view.noting.put)


def _compare(window: MainWindow) -> QWidget:
    from vsmstudio.gui.panels.compare import ComparePanel

    made = ComparePanel(window.workspace)
    made.asked.connect(window.explaining.explain)
    made.making.connect(window.acts["new_map"].trigger)
    return made


def _overview(window: MainWindow) -> QWidget:
    from vsmstudio.gui.overview.page import OverviewPage

    return OverviewPage(window)


def _side_by_side(window: MainWindow) -> QWidget:
    from vsmstudio.gui.overview.side_by_side import SideBySide

    made = SideBySide(window.workspace)
    made.asked.connect(window.explaining.explain)
    made.making.connect(window.acts["new_map"].trigger)
    made.closing.connect(lambda: window.stage.turn(MAP))
    return made


def _page(window: MainWindow, name: str) -> QWidget:
    made = pages.make(name, window.workspace)
    made.closing.connect(lambda: window.stage.turn(MAP))
    made.asked.connect(window.carry_out)
    made.jump.connect(window.workspace.show)
    return made
