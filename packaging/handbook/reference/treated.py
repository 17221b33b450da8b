"""Which page treats an action: known once all pages were read, and linked from the list of all actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from reference.contents import place_of
from reference.names import link

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LISTS = ("shortcuts", "commands", "figures", "findings", "words")  # they tell what there is, not what one does with it
AT_LAST = ("index", "first-map", "window", "problems")  # they tell a little of much: where no other page treats it


class Treated(nodes.Inline, nodes.TextElement):
    """Room for a link to the page that treats the action `act`."""


def resolve(app: Sphinx, doctree: nodes.document, name: str) -> None:
    """Put the links where there is room for them."""
    rooms = list(doctree.findall(Treated))
    found = treated(app.env) if rooms else {}
    for room in rooms:
        places = found.get(room["act"])
        room.replace_self(link(*places) if places else nodes.Text("–"))


def treated(env: BuildEnvironment) -> dict[str, tuple[str, str, str]]:
    """For each action the title, page and anchor of the first section that speaks of it."""
    found: dict[str, tuple[str, str, str]] = {}
    pages = [page for page in _in_order(env, env.config.root_doc) if page not in LISTS]
    for page in sorted(pages, key=lambda name: name in AT_LAST):
        for way in env.get_doctree(page).findall(nodes.strong):
            if "act" in way:
                found.setdefault(way["act"], place_of(page, way))
    return found


def _in_order(env: BuildEnvironment, page: str) -> Iterator[str]:
    yield page
    for tree in env.get_doctree(page).findall(addnodes.toctree):
        for inner in tree["includefiles"]:
            yield from _in_order(env, inner)
