"""The two lists beside the pages: what the handbook contains, and the words of each section for searching."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
    """A page's sections in the order of reading, each with its own words; words and actions have places of their own."""
    whole = _whole(doctree)
    found = []
    for section in whole.findall(nodes.section):
        anchor = "" if section is whole else anchor_of(section)
        inner = list(_entries(section))
        taken = {id(each) for each, *_ in inner}
        found.append({"page": page, "anchor": anchor, "title": _title(section), "text": _words(section, taken)})
        found += [{"page": page, "anchor": at, "title": title, "text": text} for _, at, title, text in inner]
    return found


def _entries(section: nodes.section) -> Iterator[tuple[nodes.Element, str, str, str]]:
    """What has an anchor within a section: a term with what it means, or a row of a table by its first cell."""
    for part in _own(section):
        for row in part.findall(lambda node: isinstance(node, (nodes.row, nodes.definition_list_item))):
            first, *rest = row.children
            for target in first.findall(nodes.target):
                if target["ids"]:
                    yield row, target["ids"][0], first.astext().strip(), _joined(rest)


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


def _own(section: nodes.section) -> list[nodes.Element]:
    """What stands in a section itself: not its heading, the sections in it, and lists of pages."""
    return [each for each in section.children if not isinstance(each, (nodes.title, nodes.section, nodes.compound))]


def _words(section: nodes.section, without: Collection[int] = ()) -> str:
    """What is written in a section, but for the parts with these identities."""
    return _joined(_own(section), without)


def _joined(parts: Iterable[nodes.Node], without: Collection[int] = ()) -> str:
    blocks = [
        block.astext()
        for each in parts
        for block in each.findall(nodes.TextElement)
        if not isinstance(block.parent, nodes.TextElement) and not _within(block, without)
    ]
    return " ".join(" ".join(blocks).split())


def _within(node: nodes.Node, some: Collection[int]) -> bool:
    while node is not None and some:
        if id(node) in some:
            return True
        node = node.parent
    return False
