"""How pages are written: HTML so plain that the program's window shows it as well as a browser does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from reference.contents import Place, contents, sections


class HandbookTranslator(HTML5Translator):
    """Anchors stand on headings, and nothing is written that only a browser understands."""

    def visit_section(self, node: nodes.section) -> None:
        self.section_level += 1

    def depart_section(self, node: nodes.section) -> None:
        self.section_level -= 1

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.section):
            level = min(self.section_level, 4)
            *others, first = node.parent["ids"]
            # an anchor more than one is an empty place in front of the words
            places = "".join(f'<a id="{each}"></a>' for each in others)
            self.body.append(f'<h{level} id="{first}">{places}')
            self.context.append(f"</h{level}>\n")
        else:
            super().visit_title(node)

    def visit_literal(self, node: nodes.literal) -> None:
        if "kbd" in node["classes"]:
            self.body.append(f"<kbd>{self.encode(node.astext())}</kbd>")
            raise nodes.SkipNode
        self.body.append(f"<code>{self.encode(node.astext())}</code>")
        raise nodes.SkipNode

    def visit_reference(self, node: nodes.reference) -> None:
        to = node.get("refuri") or f"#{node['refid']}"
        self.body.append(f'<a href="{self.encode(to)}">')

    def depart_reference(self, node: nodes.reference) -> None:
        self.body.append("</a>")

    def visit_inline(self, node: nodes.inline) -> None:
        pass

    def depart_inline(self, node: nodes.inline) -> None:
        pass

    def visit_target(self, node: nodes.target) -> None:
        self.body.extend(f'<a id="{each}"></a>' for each in node["ids"])
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self.body.append(f"<pre>{self.encode(node.astext())}</pre>\n")
        raise nodes.SkipNode

    def visit_admonition(self, node: nodes.Element, name: str = "") -> None:
        self.body.append('<div class="note">\n')

    def depart_admonition(self, node: nodes.Element | None = None) -> None:
        self.body.append("</div>\n")

    visit_note = visit_tip = visit_hint = visit_important = visit_warning = visit_caution = visit_admonition
    depart_note = depart_tip = depart_hint = depart_important = depart_warning = depart_caution = depart_admonition

    def visit_figure(self, node: nodes.figure) -> None:
        self.body.append('<div class="figure">\n')

    def depart_figure(self, node: nodes.figure) -> None:
        self.body.append("</div>\n")

    def visit_caption(self, node: nodes.caption) -> None:
        self.body.append('<p class="caption">')

    def depart_caption(self, node: nodes.caption) -> None:
        self.body.append("</p>\n")

    def visit_image(self, node: nodes.image) -> None:
        name = self.builder.images.get(node["uri"], "")
        if not name:  # a draft, whose picture is not there yet
            raise nodes.SkipNode
        width = node.get("width", "720").removesuffix("px")
        image = f'<img src="_images/{self.encode(name)}" width="{width}" alt="{self.encode(node.get("alt", ""))}">'
        self.body.append(f"<p>{image}</p>\n" if isinstance(node.parent, nodes.figure) else image)
        raise nodes.SkipNode

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """A paragraph alone in a cell or an item of a list needs no frame, and no room around it."""
        alone = len([each for each in node.parent.children if not isinstance(each, nodes.list_item)]) == 1
        if alone and isinstance(node.parent, (nodes.entry, nodes.list_item)):
            self.context.append("")
        else:
            self.body.append("<p>")
            self.context.append("</p>\n")

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        self.body.append(self.context.pop())

    def visit_table(self, node: nodes.table) -> None:
        self.body.append(
            '<table class="facts" width="100%">\n' if "facts" in node["classes"] else '<table width="100%">\n'
        )

    def depart_table(self, node: nodes.table) -> None:
        self.body.append("</table>\n")

    def visit_colspec(self, node: nodes.colspec) -> None:
        raise nodes.SkipNode

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        node.stubs = []

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        pass

    def visit_row(self, node: nodes.row) -> None:
        self.body.append("<tr>")

    def visit_entry(self, node: nodes.entry) -> None:
        tag = "th" if isinstance(node.parent.parent, nodes.thead) else "td"
        row = node.parent
        widths = row.parent.parent.get("widths") if row is row.parent[0] else ()  # the first row says it for all
        self.body.append(f'<{tag} width="{widths[row.index(node)]}%">' if widths else f"<{tag}>")
        self.context.append(f"</{tag}>\n")

    def depart_entry(self, node: nodes.entry) -> None:
        self.body.append(self.context.pop())

    def visit_compound(self, node: nodes.compound) -> None:
        pass

    def depart_compound(self, node: nodes.compound) -> None:
        pass

    def visit_compact_paragraph(self, node: addnodes.compact_paragraph) -> None:
        pass

    def depart_compact_paragraph(self, node: addnodes.compact_paragraph) -> None:
        pass


class HandbookBuilder(StandaloneHTMLBuilder):
    """Pages with one style sheet, their pictures, and two lists: the contents, and what is searched."""

    name = "handbook"
    search = False
    use_index = False
    copysource = False
    epilog = "The handbook is in %(outdir)s."

    def init(self) -> None:
        super().init()
        self.css_files: list[Any] = []
        self.script_files: list[Any] = []
        self.searched: dict[str, list[Place]] = {}

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        self.searched[docname] = sections(docname, doctree)
        super().write_doc(docname, doctree)

    def prepare_writing(self, docnames: set[str]) -> None:
        super().prepare_writing(docnames)
        self.contents = contents(self.env)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        groups = next(each["children"] for each in self.contents if each["page"] == self.config.root_doc)
        return super().get_doc_context(docname, body, metatags) | {"handbook_contents": groups}

    def copy_static_files(self) -> None:
        shutil.copyfile(
            Path(self.config.html_theme_path[0], "theme", "static", "handbook.css"), self.outdir / "handbook.css"
        )

    def finish(self) -> None:
        """Write the pictures and the lists; nothing of what other themes need."""
        self.copy_image_files()
        self.copy_static_files()
        order = [each for each in _reading_order(self.contents) if each in self.searched]
        _write(self.outdir / "contents.json", self.contents)
        _write(self.outdir / "search.json", [place for name in order for place in self.searched[name]])

    def handle_finish(self) -> None:
        """No inventory, no index of words."""


def _reading_order(tree: list[Place]) -> list[str]:
    found: list[str] = []
    for each in tree:
        found += [each["page"], *_reading_order(each["children"])]
    return list(dict.fromkeys(found))


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
