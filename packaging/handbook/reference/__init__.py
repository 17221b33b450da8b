"""What the handbook takes from the program itself: its actions, figures, findings and commands, and how pages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reference.roles import ROLES
from reference.writing import HandbookBuilder, HandbookTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx of the roles, the directives and the builder."""
    for name, role in ROLES.items():
        app.add_role(name, role)
    app.add_builder(HandbookBuilder)
    app.set_translator("handbook", HandbookTranslator)
    return {"parallel_read_safe": False}
