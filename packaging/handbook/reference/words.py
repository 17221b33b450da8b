"""The page of words: those of the trade that the page itself explains, with those that the program defines."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import Directive

from reference.figures import names
from reference.making import anchor, paragraph
from reference.names import figure_anchor, link
from vsmstudio.export.tables.definitions import definitions


class WordsDirective(Directive):
    """``.. all-words::`` with a list of definitions, into which those of the program are sorted."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        parsed = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        items = {item.children[0].astext(): item for item in parsed.findall(nodes.definition_list_item)}
        figures = {name: key for key, name in names().items()}
        for _, term, meaning, source in definitions().rows:
            words: list[str | nodes.Node] = [str(meaning)]
            if str(term) in figures:
                words += [" ", link("How it is worked out", "figures", figure_anchor(figures[str(term)])), "."]
            if source:
                words.append(f" [{source}]")
            if str(term) in items:  # the page says what it is, the program how it is worked out
                items[str(term)].children[1].append(paragraph(*words))
                continue
            items[str(term)] = nodes.definition_list_item(
                "", nodes.term("", str(term)), nodes.definition("", paragraph(*words))
            )
        for term, item in items.items():
            item.children[0].insert(0, anchor(_anchor(term)))
        ordered = sorted(items, key=lambda term: term.lstrip("%").lower())
        return [nodes.definition_list("", *[items[term] for term in ordered])]


def _anchor(term: str) -> str:
    """`PT, processing time` → `word-pt-processing-time`."""
    return "word-" + nodes.make_id(term)
