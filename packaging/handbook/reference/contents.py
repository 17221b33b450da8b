"""The two lists beside the pages: what the handbook contains, and the words of each section for searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

Place = dict[str, Any]


def contents(env: BuildEnvironment) -> list[Place]:
    """The first page, with a group of pages for each of its sections."""
    root = env.config.root_doc
    groups = []
    for section in _inner(_whole(env.get_doctree(root))):
        pages = [name for tree in section.findall(addnodes.toctree) for name in tree["includefiles"]]
        groups.append(_place(root, anchor_of(section), section, [_page(env, name) for name in pages]))
    return [_place(root, "", _whole(env.get_doctree(root)), groups)]


def sections(page: str, doctree: nodes.document) -> list[Place]:
    """A page's sections in the order of reading, each with its own words."""
    whole = _whole(doctree)
    return [
        {
            "page": page,
            "anchor": "" if section is whole else anchor_of(section),
            "title": _title(section),
            "text": _words(section),
        }
        for section in whole.findall(nodes.section)
    ]


def place_of(page: str, node: nodes.Node) -> tuple[str, str, str]:
    """The title of the section that a node stands in, with its page and anchor."""
    above = node.parent
    while not isinstance(above, nodes.section):
        above = above.parent
    return _title(above), page, "" if isinstance(above.parent, nodes.document) else anchor_of(above)


def anchor_of(section: nodes.section) -> str:
    """Where links lead to: the label that somebody gave, or what Sphinx made of the title."""
    return str(section["ids"][-1])


def _page(env: BuildEnvironment, name: str) -> Place:
    whole = _whole(env.get_doctree(name))
    return _place(name, "", whole, _below(name, whole))


def _below(page: str, section: nodes.section) -> list[Place]:
    return [_place(page, anchor_of(each), each, _below(page, each)) for each in _inner(section)]


def _place(page: str, anchor: str, section: nodes.section, children: list[Place]) -> Place:
    return {"page": page, "title": _title(section), "anchor": anchor, "children": children}


def _whole(doctree: nodes.document) -> nodes.section:
    return next(doctree.findall(nodes.section))


def _inner(section: nodes.section) -> list[nodes.section]:
    return [each for each in section.children if isinstance(each, nodes.section)]


def _title(section: nodes.section) -> str:
    return next(section.findall(nodes.title)).astext()


def _words(section: nodes.section) -> str:
    """What is written in a section, without its heading, the sections in it, and lists of pages."""
    own = [each for each in section.children if not isinstance(each, (nodes.title, nodes.section, nodes.compound))]
    blocks = [
        block.astext()
        for each in own
        for block in each.findall(nodes.TextElement)
        if not isinstance(block.parent, nodes.TextElement)
    ]
    return " ".join(" ".join(blocks).split())
