"""Pages of the engagement around the maps, each made when it is first shown in the place of the canvas.

A page is a class that takes the workspace. It may have the signals `asked` (the name of an action to carry out) and `jump`
(the id of a record to bring into view).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.workspace import Workspace


class Known(NamedTuple):
    """A page: the words of its tab, where its class is, and the action that shows it."""

    words: str
    module: str
    kind: str
    act: str


def _known(words: str, name: str, kind: str, act: str = "") -> Known:
    return Known(words, f"{__name__}.{name}", kind, act or f"show_{name.partition('.')[0]}")


PAGES: Mapping[str, Known] = {
    "charter": _known("Charter", "charter.page", "CharterPage"),
    "stakeholders": _known("Stakeholders", "stakeholders", "StakeholdersPage"),
    "workshops": _known("Workshops", "workshops.page", "WorkshopsPage"),
    "value": _known("Value", "value.page", "ValuePage"),
    "audit": _known("Audit of workflows", "audit", "AuditPage"),
    "experience": _known("Experience", "experience.page", "ExperiencePage"),
    "portfolio": _known("Service portfolio", "portfolio.page", "PortfolioPage", "show_portfolio_page"),
    "owner_walk": _known("Find the misplaced owner", "owner_walk.page", "OwnerWalkPage"),
    "plan": _known("Improvement plan", "plan.page", "PlanPage"),
    "priorities": _known("Priorities", "priorities.page", "PrioritiesPage"),
    "follow_up": _known("Follow-up", "follow_up.page", "FollowUpPage"),
}


def make(name: str, workspace: Workspace) -> Page:
    """A page, whose module is read now."""
    known = PAGES[name]
    made: Page = getattr(import_module(known.module), known.kind)(workspace)
    return made
