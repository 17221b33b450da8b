"""Pieces of a page that is made from the program's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

Words = str | nodes.Node | Sequence[str | nodes.Node]


def section(anchor: str, title: str, *content: nodes.Node, also: Sequence[str] = ()) -> nodes.section:
    """A section with its anchor, and others under which it may be asked for as well."""
    made = nodes.section(ids=[*also, anchor], names=[])
    made += nodes.title("", title)
    made.extend(content)
    return made


def inline(words: Words) -> list[nodes.Node]:
    """Words as nodes: texts as they are, nodes as they are."""
    parts = [words] if isinstance(words, (str, nodes.Node)) else words
    return [nodes.Text(each) if isinstance(each, str) else each for each in parts if each != ""]


def paragraph(*words: str | nodes.Node) -> nodes.paragraph:
    """A paragraph of texts and nodes."""
    return nodes.paragraph("", "", *inline(words))


def code(text: str) -> nodes.literal:
    """Something to type or to read letter by letter."""
    return nodes.literal("", text)


def keys(text: str) -> list[nodes.Node]:
    """Keys as they are drawn; the translator makes `<kbd>` of a literal of this class."""
    return [nodes.literal("", text, classes=["kbd"])]


def anchor(name: str) -> nodes.target:
    """A place within a paragraph that links can lead to."""
    return nodes.target("", "", ids=[name])


def table(head: Sequence[str], rows: Iterable[Sequence[Words]], widths: Sequence[int] = ()) -> nodes.table:
    """A table of cells that hold a paragraph each; without a head where `head` is empty. `widths` are in per cent."""
    rows = [list(each) for each in rows]
    group = nodes.tgroup(cols=len(head or rows[0]), widths=widths)
    if head:
        group += nodes.thead("", _row(head))
    group += nodes.tbody("", *[_row(each) for each in rows])
    return nodes.table("", group)


def _row(cells: Sequence[Words]) -> nodes.row:
    return nodes.row("", *[nodes.entry("", nodes.paragraph("", "", *inline(each))) for each in cells])


def facts(rows: Iterable[tuple[str, Words]]) -> nodes.table:
    """What there is to say of one thing: a table of names in front and words behind; blank words are left out."""
    made = table((), [(nodes.strong("", name), words) for name, words in rows if words], (22, 78))
    made["classes"].append("facts")
    return made


def one_of(words: Sequence[str]) -> str:
    """`high or medium`."""
    return " or ".join(words)
