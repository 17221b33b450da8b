"""What the handbook takes from the program itself: its actions, figures, findings and commands, and how pages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reference.commands import CommandsDirective
from reference.figures import FiguresDirective
from reference.findings import FindingsDirective
from reference.roles import ROLES
from reference.shortcuts import ActionsDirective, GesturesDirective
from reference.treated import resolve
from reference.words import WordsDirective
from reference.writing import HandbookBuilder, HandbookTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DIRECTIVES = {
    "all-actions": ActionsDirective,
    "all-commands": CommandsDirective,
    "all-figures": FiguresDirective,
    "all-findings": FindingsDirective,
    "all-gestures": GesturesDirective,
    "all-words": WordsDirective,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx of the roles, the directives and the builder."""
    for name, role in ROLES.items():
        app.add_role(name, role)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.connect("doctree-resolved", resolve)
    app.add_builder(HandbookBuilder)
    app.set_translator("handbook", HandbookTranslator)
    return {"parallel_read_safe": False}
