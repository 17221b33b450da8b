"""What a page's vertices are sorted into: boxes with a name, figures and a place, and what became of every cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from vsmstudio.interchange.drawio.cells import Cell, Page
from vsmstudio.interchange.drawio.figures import Figures
from vsmstudio.interchange.drawio.shapes import Role
from vsmstudio.notation.shapes import Rect


@dataclass(slots=True)
class Box:
    """One thing that stands on the map. `title` are the lines of its name, `figures` what its data say."""

    key: str
    role: Role
    area: Rect
    title: list[str] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)
    lane: Cell | None = None
    cell: Cell | None = None

    @property
    def name(self) -> str:
        return " ".join(self.title)


@dataclass(slots=True)
class Sorted:
    """What was found on a page. `fate` says of every cell, by its key, what became of it, in a word for people.

    `owner` tells of cells that are a part of a box which box that is; `labels` are the texts at arrows.
    """

    page: Page
    boxes: dict[str, Box] = field(default_factory=dict)
    notes: dict[str, Box] = field(default_factory=dict)
    arrows: list[tuple[Cell, Role]] = field(default_factory=list)
    lanes: dict[str, Cell] = field(default_factory=dict)
    timelines: list[Cell] = field(default_factory=list)
    texts: dict[str, Cell] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    fate: dict[str, str] = field(default_factory=dict)
