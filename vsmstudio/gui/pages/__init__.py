"""Pages of the engagement around the maps, each made when it is first shown in the place of the canvas.

A page is a class that takes the workspace. It may have the signals `asked` (the name of an action to carry out) and `jump`
(the id of a record to bring into view).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vsmstudio.gui.pages.frame import Page
    from vsmstudio.gui.workspace import Workspace


class Known(NamedTuple):
    """A page: the words of its tab, where its class is, and the action that shows it.

    `whole`: everything that it shows is typed on it, so that the inspector steps aside.
    """

    words: str
    module: str
    kind: str
    act: str
    whole: bool


def _known(words: str, name: str, kind: str, act: str = "", whole: bool = False) -> Known:
    return Known(words, f"{__name__}.{name}", kind, act or f"show_{name.partition('.')[0]}", whole)


PAGES: Mapping[str, Known] = {
    "charter": _known("Charter", "charter.page", "CharterPage", whole=True),
    "stakeholders": _known("Stakeholders", "stakeholders", "StakeholdersPage", whole=True),
    "workshops": _known("Workshops", "workshops.page", "WorkshopsPage", whole=True),
    "value": _known("Value", "value.page", "ValuePage", whole=True),
    "audit": _known("Audit of workflows", "audit", "AuditPage", whole=True),
    "experience": _known("Experience", "experience.page", "ExperiencePage", whole=True),
    "portfolio": _known("Service portfolio", "portfolio.page", "PortfolioPage", "show_portfolio_page"),
    "owner_walk": _known("Find the misplaced owner", "owner_walk.page", "OwnerWalkPage", whole=True),
    "plan": _known("Improvement plan", "plan.page", "PlanPage"),
    "priorities": _known("Priorities", "priorities.page", "PrioritiesPage"),
    "follow_up": _known("Follow-up", "follow_up.page", "FollowUpPage", whole=True),
}


def make(name: str, workspace: Workspace) -> Page:
    """A page, whose module is read now."""
    known = PAGES[name]
    made: Page = getattr(import_module(known.module), known.kind)(workspace)
    return made
