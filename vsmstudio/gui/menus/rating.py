"""The part of a step's menu that says how customers, users and staff find it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from vsmstudio.gui.menus.asked import Asked, choice
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Audience
from vsmstudio.notation.experience_curve import rating_words
from vsmstudio.notation.experience_lane import AUDIENCES


def rate(menu: QMenu, asked: Asked, step: Id) -> None:
    """A menu for each audience, with the five ratings and none."""
    inner = menu.addMenu("Experience")
    held = {each.audience: each.rating for each in asked.document.touchpoints(step)}
    for audience, name in AUDIENCES.items():
        rating = held.get(audience)
        choices = [("Not rated", rating is None, _rating(step, audience, None))]
        for each in range(5, 0, -1):
            choices.append((f"{each}  {rating_words(each)}", rating == each, _rating(step, audience, float(each))))
        choice(inner, asked, name, choices)


def _rating(step: Id, audience: Audience, rating: float | None) -> Callable[[Document], Change]:
    return lambda document: edits.rate(document, step, audience, rating=rating)
