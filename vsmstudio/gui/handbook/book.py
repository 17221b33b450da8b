"""The built handbook: its contents, its pages as plain HTML, and what is searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from vsmstudio import resources

_MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
FIRST = "index"
T = TypeVar("T")


class Entry(msgspec.Struct, frozen=True):
    """A page, or a section of one, in the contents."""

    page: str
    title: str
    anchor: str = ""
    children: tuple[Entry, ...] = ()

    @property
    def place(self) -> str:
        """Where it begins: `page` or `page#anchor`."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


class Section(msgspec.Struct, frozen=True):
    """What is searched: the title and the words of one section."""

    page: str
    anchor: str
    title: str
    text: str


class Book:
    """The handbook in a folder. One that was not built, or is broken, has no contents and no pages."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or resources.path("handbook")

    @cached_property
    def contents(self) -> tuple[Entry, ...]:
        return self._read("contents.json", tuple[Entry, ...])

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return self._read("search.json", tuple[Section, ...])

    def _read(self, name: str, kind: type[tuple[T, ...]]) -> tuple[T, ...]:
        try:
            return msgspec.json.decode((self.folder / name).read_bytes(), type=kind)
        except (OSError, ValueError, msgspec.MsgspecError):
            return ()

    @cached_property
    def pages(self) -> dict[str, str]:
        """The pages in the order of reading, each with its title."""
        titles: dict[str, str] = {}
        for entry in walk(self.contents):
            if not entry.anchor:
                titles.setdefault(entry.page, entry.title)
        return titles

    def file(self, page: str) -> Path:
        """Where a page is, for a browser."""
        return self.folder / f"{page}.html"

    def html(self, page: str) -> str:
        """What stands on a page, as HTML; blank where there is no such page."""
        if page not in self.pages:
            return ""
        try:
            found = _MAIN.search(self.file(page).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return found[1] if found else ""

    def beside(self, page: str) -> tuple[str, str]:
        """The pages before and after one in the order of reading; blank where there is none."""
        order = list(self.pages)
        if page not in order:
            return "", ""
        at = order.index(page)
        return order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else ""


def walk(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Entries and all that is in them, in the order of reading."""
    for entry in entries:
        yield entry
        yield from walk(entry.children)
