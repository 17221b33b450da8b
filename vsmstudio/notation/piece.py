"""Drawn things of which the outline is known, and the shapes are made when they are first wanted.

A great map has thousands of elements of which few are ever seen at once. A piece holds what its element is made from
(`given`), so that one whose makings are as they were is the same piece in the next picture.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Element, ElementKind, Point, Rect

MOST_DRAWN = 1200  # pieces that keep their shapes; about 5 KB each

Given = tuple[Any, ...]
Draw = Callable[[Document, Given], Element]


class Source:
    """What the pieces of one picture share: the document that they are drawn from, and whose shapes are kept."""

    def __init__(self) -> None:
        self.document = Document()
        self._drawn: deque[Piece] = deque()

    def keep(self, piece: Piece) -> None:
        """A piece has made its shapes; the one that did so longest ago forgets its own."""
        self._drawn.append(piece)
        if len(self._drawn) > MOST_DRAWN:
            self._drawn.popleft().forget()


class Piece:
    """One drawn thing. Its fields are those of its `Element`; for a look from afar, some kinds say their colours beforehand.

    `tone` is what fills its head, `edge` what frames it (blank: look at the shapes), `gap` whether it has a gap badge, `name`
    what it is called.
    `rank` is its place from back to front among those of its `z`.
    """

    __slots__ = (
        "__weakref__", "_draw", "_element", "_source",
        "area", "edge", "gap", "given", "id", "kind", "name", "path", "rank", "tone", "z",
    )  # fmt: skip

    def __init__(
        self,
        key: Id,
        kind: ElementKind,
        area: Rect,
        z: int,
        given: Given,
        draw: Draw | None = None,
        source: Source | None = None,
        path: tuple[Point, ...] = (),
        tone: str = "",
        edge: str = "",
        gap: bool = False,
        name: str = "",
    ) -> None:
        self.id, self.kind, self.area, self.path, self.z, self.rank = key, kind, area, path, z, 0
        self.given = given
        self.tone, self.edge, self.gap, self.name = tone, edge, gap, name
        self._draw, self._source = draw, source
        self._element: Element | None = None

    @classmethod
    def drawn(cls, element: Element, given: Given = ()) -> Piece:
        """A piece whose element is there already, and stays."""
        piece = cls(element.id, element.kind, element.area, element.z, given, path=element.path)
        piece._element = element
        return piece

    @property
    def element(self) -> Element:
        """The element itself, with its shapes."""
        if self._element is None:
            assert self._draw is not None
            assert self._source is not None
            self._element = self._draw(self._source.document, self.given)
            self._source.keep(self)
        return self._element

    def forget(self) -> None:
        """Let the shapes go; they are made again where they are wanted again."""
        self._element = None
