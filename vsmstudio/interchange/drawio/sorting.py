"""The vertices of a page sorted into what stands for something: steps with their data, queues, ends, lanes, notes."""

from __future__ import annotations

import re

from vsmstudio.interchange.drawio.belonging import belong
from vsmstudio.interchange.drawio.boxes import Box, Sorted
from vsmstudio.interchange.drawio.cells import Cell, Page
from vsmstudio.interchange.drawio.figures import are_data, are_named_data
from vsmstudio.interchange.drawio.places import Places
from vsmstudio.interchange.drawio.shapes import Role, role_of
from vsmstudio.interchange.imported import BadSource
from vsmstudio.notation.shapes import Rect

MOST_SHAPES = 8_000  # of a page that is not our own
_NODES = frozenset({
    Role.STEP, Role.DECISION, Role.PARALLEL, Role.MARK, Role.START, Role.END, Role.WAITING, Role.FACTORY, Role.CONTROL,
    Role.QUEUE, Role.FIFO,
})  # fmt: skip
_ARROWS = frozenset({Role.PUSH, Role.PULL, Role.MOVE, Role.TELL, Role.FIFO})
_CLOSE_BELOW = 40.0  # px under a step in which a box with a title of its own still holds its data


def sort_page(page: Page, name: str) -> Sorted:
    """Sort a page's vertices. Raises `BadSource` where they are too many."""
    if len(page.vertices) > MOST_SHAPES:
        raise BadSource(
            f"{name}, page “{page.name[:60]}” holds {len(page.vertices):,} shapes; pages of up to {MOST_SHAPES:,} are read."
        )
    return _Sorting(page).sorted()


class _Sorting:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.out = Sorted(page)
        self.ends = {key for edge in page.edges for key in (edge.source, edge.target)}
        self.roles = {cell.key: role_of(cell) for cell in page.vertices}
        self.named = Places()  # boxes that are steps by their words, data or not
        self.data: dict[str, Cell] = {}
        self.people: dict[str, Cell] = {}

    def sorted(self) -> Sorted:
        for cell in self.page.vertices:
            if cell.hidden:
                self.out.fate[cell.key] = "hidden"
            elif self.roles[cell.key] is Role.LABEL:
                self._label(cell)
        self._containers()
        for cell in self.page.vertices:
            if self.roles[cell.key] in {Role.STEP, Role.CONTROL} and cell.lines and not are_data(cell.lines):
                self.named.put(cell.key, cell.area)
        for cell in self.page.vertices:
            if cell.key not in self.out.fate:
                self._take(cell)
        belong(self.out, self.ends, self.data, self.people)
        return self.out

    def _label(self, cell: Cell) -> None:
        edge = cell.parent
        while edge is not None and not edge.is_edge:
            edge = edge.parent
        if edge is not None:
            self.out.labels.setdefault(edge.key, []).extend(cell.lines)
        self.out.fate[cell.key] = "label"

    def _containers(self) -> None:
        """A box with boxes in it holds others, as a lane does; a lane without any, but with texts, is a box."""
        for cell in reversed(self.page.vertices):  # what is inside was drawn later
            role = self.roles[cell.key]
            if cell.hidden or role not in {Role.STEP, Role.LANE, Role.GROUP}:
                continue
            inner = [each for each in cell.children if not each.hidden and not each.is_edge and each.key in self.roles]
            standing = [each for each in inner if self.roles[each.key] in _NODES | {Role.LANE} | self._groups(each)]
            standing = [
                each for each in standing
                if self.roles[each.key] is not Role.STEP or not are_data(each.lines)
                or (each.key in self.ends and are_named_data(each.lines))
            ]  # fmt: skip
            if cell.shape == "tableRow" and not standing and inner:
                self._as_row(cell, inner)
            elif not cell.lines and inner and self._are_rows(inner):
                self.roles[cell.key] = Role.DATA
            elif role is Role.STEP and any(each.lines or each.key in self.ends or each.children for each in standing):
                self.roles[cell.key] = Role.LANE if cell.lines else Role.GROUP
            elif role is Role.LANE and not standing and self._is_list(cell, inner):
                self.roles[cell.key] = Role.STEP
            elif role is Role.GROUP and cell.lines and standing:
                self.roles[cell.key] = Role.LANE
            elif role is Role.GROUP and cell.lines and not inner:
                self.roles[cell.key] = Role.STEP

    def _as_row(self, cell: Cell, inner: list[Cell]) -> None:
        """A row of a table that is no lane is a line of text: `C/T` and `45 s` side by side."""
        parts = [each.text for each in inner if each.lines]
        cell.lines = (": ".join(parts) if len(parts) == 2 else " ".join(parts),) if parts else ()
        self.roles[cell.key] = Role.TEXT
        for each in inner:
            self.out.fate[each.key] = "text"
            self.out.owner[each.key] = cell.key

    def _are_rows(self, inner: list[Cell]) -> bool:
        """Are all parts of a box lines of data?"""
        lines = [line for each in inner for line in each.lines]
        return all(self.roles[each.key] in {Role.TEXT, Role.STEP} for each in inner) and are_data(lines)

    def _groups(self, cell: Cell) -> set[Role]:
        return {Role.GROUP} if cell.children else set()

    def _is_list(self, cell: Cell, inner: list[Cell]) -> bool:
        if cell.parent is not None and self.roles.get(cell.parent.key) is Role.LANE:
            return False
        return bool(inner) or cell.key in self.ends

    def _take(self, cell: Cell) -> None:
        role = self.roles[cell.key]
        out = self.out
        home = self._home(cell)
        if home is not None and self._is_part(cell, role, home):
            return
        if cell.key not in self.ends:
            if cell.shape in {"umlActor", "actor"}:
                role = Role.PEOPLE
            elif role is Role.MARK and re.fullmatch(
                r"\d{1,3}[.)]?", cell.text
            ):  # the number of a step, drawn beside it
                out.fate[cell.key] = "part"
                return
        if role in {Role.STEP, Role.TEXT} and are_data(cell.lines) and not self._is_step_with_data(cell, role):
            role = self.roles[cell.key] = Role.DATA
        if role is Role.LANE:
            out.lanes[cell.key] = cell
            out.fate[cell.key] = "lane"
        elif role is Role.GROUP:
            out.fate[cell.key] = "group"
        elif role in _ARROWS and cell.key not in self.ends:
            out.arrows.append((cell, role))
        elif role in _ARROWS:
            self._box(cell, Role.QUEUE if role is Role.FIFO else Role.STEP if cell.lines else Role.SYMBOL)
        elif role is Role.DATA:
            self.data[cell.key] = cell
        elif role is Role.PEOPLE:
            self.people[cell.key] = cell
        elif role is Role.TIMELINE:
            out.timelines.append(cell)
            out.fate[cell.key] = "timeline"
        elif role is Role.TEXT and cell.key not in self.ends:
            out.texts[cell.key] = cell
        elif role in {Role.NOTE, Role.BURST}:
            out.notes[cell.key] = Box(cell.key, role, cell.area, list(cell.lines), cell=cell)
        elif role in {Role.LINE, Role.ICON} or (role is Role.SYMBOL and cell.key not in self.ends):
            self._sign(cell, role)
        else:
            self._box(cell, Role.STEP if role is Role.TEXT else role)

    def _is_step_with_data(self, cell: Cell, role: Role) -> bool:
        """Does a box name a step before its data? Then it is one, unless it hangs without an arrow under a step."""
        if role is not Role.STEP or not are_named_data(cell.lines):
            return False
        if cell.key in self.ends:
            return True
        area = cell.area
        over = Rect(area.x, area.y - _CLOSE_BELOW, area.width, _CLOSE_BELOW)
        return not any(
            min(area.right, other.right) - max(area.x, other.x) > 0.5 * min(area.width, other.width)
            for key, other in self.named.near(over)
            if key != cell.key
        )

    def _sign(self, cell: Cell, role: Role) -> None:
        """A picture or sign: what is written at it is kept as a note, the sign itself is counted."""
        if cell.lines and not cell.key.isspace():
            self.out.notes[cell.key] = Box(cell.key, Role.NOTE, cell.area, list(cell.lines), cell=cell)
        else:
            self.out.fate[cell.key] = "line" if role is Role.LINE else "picture"

    def _box(self, cell: Cell, role: Role) -> None:
        self.out.boxes[cell.key] = Box(cell.key, role, cell.area, list(cell.lines), cell=cell)

    def _home(self, cell: Cell) -> Box | None:
        """The box that a cell is drawn into, if that is one that was taken already."""
        for outer in cell.around:
            box = self.out.boxes.get(outer.key) or self.out.notes.get(outer.key)
            if box is not None:
                return box
            if outer.key in self.data:
                return Box(outer.key, Role.DATA, outer.area, cell=outer)
        return None

    def _is_part(self, cell: Cell, role: Role, home: Box) -> bool:
        """Is a cell within a box a part of it? Then its words are."""
        if cell.key in self.ends and role in _NODES:
            return False
        self.out.owner[cell.key] = home.key
        if home.role is Role.DATA:
            data = self.data[home.key]
            data.lines = (*data.lines, *cell.lines)
            self.out.fate[cell.key] = "text"
        elif role is Role.PEOPLE:
            self.people[cell.key] = cell
        elif role in {Role.ICON, Role.LINE} or not cell.lines:
            self.out.fate[cell.key] = "part"
        else:
            is_title = role is Role.TEXT and cell.area.y - home.area.y < home.area.height * 0.25
            if (
                is_title
                and home.title
                and not are_data(cell.lines)
                and len(home.title) == len(home.cell.lines if home.cell else ())
            ):
                home.figures.notes[:0] = [line for line in home.title if not are_data([line])]
                home.title = [*cell.lines, *(line for line in home.title if are_data([line]))]
            else:
                home.title += cell.lines
            self.out.fate[cell.key] = "text"
        return True
