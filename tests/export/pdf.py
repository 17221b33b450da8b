"""A PDF read back: its text page by page, its outline, the fonts it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

_MARKS = re.compile(rb"\\.|[()]|stream\r?\n", re.DOTALL)


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def texts(content: bytes) -> list[str]:
    """The text of every page, on one line each."""
    with opened(content) as document:
        found = []
        for index in range(len(document)):
            page = document[index]
            words = page.get_textpage()
            found.append(" ".join(words.get_text_range().split()))
            words.close()
            page.close()
        return found


def titled(pages: list[str], title: str) -> str:
    """The text of a section, its further pages included; of a small one that follows another on a page, from its title on."""
    own = [page for page in pages if page.startswith(title)]
    if not own:
        own = [page[page.index(f" {title} ") + 1 :] for page in pages[2:] if f" {title} " in page][:1]
    return " ".join(own)


def outline(content: bytes) -> list[tuple[int, str, int]]:
    """(level, title, page counted from 1) of every bookmark."""
    with opened(content) as document:
        return [
            (each.level, each.get_title(), each.get_dest().get_index() + 1) for each in document.get_toc(max_depth=5)
        ]


def fonts(content: bytes) -> set[str]:
    """The names of the fonts that the file refers to."""
    return {name.decode() for name in re.findall(rb"/BaseFont\s*/([^\s/<>\[\]]+)", content)}


def metadata(content: bytes) -> dict[str, str]:
    with opened(content) as document:
        return dict(document.get_metadata_dict())


def skeleton(content: bytes) -> bytes:
    """The file's own words: its objects without what stands in strings and streams, where a person's text may be."""
    kept, depth, at, since = [], 0, 0, 0
    while found := _MARKS.search(content, at):
        at, mark = found.end(), found[0]
        if depth == 0 and mark == b"(":
            kept.append(content[since : found.start()])
        if depth == 0 and mark.startswith(b"stream"):
            kept.append(content[since : found.start()])
            since = at = content.index(b"endstream", at) + len(b"endstream")
        depth += {b"(": 1, b")": -1 if depth else 0}.get(mark, 0)
        if mark == b")" and depth == 0:
            since = at
    return b" ".join([*kept, content[since:]])
