"""The vertices of a page sorted into what stands for something: steps with their data, queues, ends, lanes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vsmstudio.interchange.drawio.cells import Cell, Page
from vsmstudio.interchange.drawio.figures import Figures, are_data, are_named_data, read_lines, read_queue
from vsmstudio.interchange.drawio.places import Places, holds
from vsmstudio.interchange.drawio.shapes import Role, role_of
from vsmstudio.interchange.imported import BadSource
from vsmstudio.notation.shapes import Rect

MOST_SHAPES = 8_000  # of a page that is not our own
_NODES = frozenset({
    Role.STEP, Role.DECISION, Role.PARALLEL, Role.MARK, Role.START, Role.END, Role.WAITING, Role.FACTORY, Role.CONTROL,
    Role.QUEUE, Role.FIFO,
})  # fmt: skip
_ARROWS = frozenset({Role.PUSH, Role.PULL, Role.MOVE, Role.TELL, Role.FIFO})
_LABELLED_BELOW = frozenset({Role.QUEUE, Role.MARK, Role.FACTORY, Role.START, Role.END, Role.WAITING, Role.DECISION})
_REACH_OF_DATA, _REACH_OF_LABEL, _REACH_OF_PEOPLE = 160.0, 24.0, 70.0
_CLOSE_BELOW = 40.0  # px under a step in which a box with a title of its own still holds its data


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
        self._doubles()
        self._frames()
        self._texts()
        self._data()
        self._people()
        self._lanes()
        for box in self.out.boxes.values():
            self._read(box)
        self._notes()
        return self.out

    # --- one by one ---------------------------------------------------------------------------------------------------

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

    # --- by where they lie --------------------------------------------------------------------------------------------

    def _doubles(self) -> None:
        """Two boxes with the same words on the same spot are one."""
        seen: dict[tuple[object, ...], str] = {}
        for key, box in list(self.out.boxes.items()):
            area = box.area
            mark = (
                box.role,
                box.name,
                round(area.x / 4),
                round(area.y / 4),
                round(area.width / 4),
                round(area.height / 4),
            )
            first = seen.setdefault(mark, key)
            if first != key:
                del self.out.boxes[key]
                self.out.owner[key] = first
                self.out.fate[key] = "double"

    def _frames(self) -> None:
        """A box around others is a frame: its words are kept as a note. An empty one around texts gets them as its name."""
        places = Places()
        for box in self.out.boxes.values():
            places.put(box.key, box.area)
        for box in list(self.out.boxes.values()):
            if box.role is not Role.STEP or box.key in self.ends:
                continue
            inner = [key for key, area in places.near(box.area) if key != box.key and holds(box.area, area)]
            if inner and any(self.out.boxes[key].title or key in self.ends for key in inner if key in self.out.boxes):
                del self.out.boxes[box.key]
                if box.title:
                    self.out.notes[box.key] = Box(box.key, Role.NOTE, box.area, box.title, cell=box.cell)
                else:
                    self.out.fate[box.key] = "frame"

    def _texts(self) -> None:
        """A text within a box belongs to it; one close below a sign without words is its name."""
        places, bare = Places(), Places()
        for box in self.out.boxes.values():
            places.put(box.key, box.area)
            if not box.title and box.role in _LABELLED_BELOW:
                bare.put(box.key, box.area)
        for key, cell in list(self.out.texts.items()):
            home = next(iter(places.around(cell.area.center)), None)
            if home is None and cell.lines and (close := self._bare_box(cell, bare)):
                home = close
            if home is not None or not cell.lines:
                del self.out.texts[key]
                self.out.fate[key] = "text" if cell.lines else "empty"
            if home is not None:
                self.out.owner[key] = home
                self.out.boxes[home].title += cell.lines

    def _bare_box(self, cell: Cell, bare: Places) -> str | None:
        """The sign without words that a text stands close to, under or over it."""
        best: tuple[float, str] | None = None
        for key, area in bare.near(cell.area.grown(_REACH_OF_LABEL)):
            if self.out.boxes[key].title or abs(area.center[0] - cell.area.center[0]) > max(
                area.width, cell.area.width
            ):
                continue
            away = abs(area.center[1] - cell.area.center[1])
            best = min(best or (away, key), (away, key))
        return best[1] if best else None

    def _data(self) -> None:
        """Data belong to the step in or under which they stand, else to the nearest one."""
        places, blank = Places(), Places()
        for box in self.out.boxes.values():
            if box.role in {Role.STEP, Role.CONTROL, Role.DECISION, Role.FACTORY}:
                named = box.title or box.key in self.ends or box.role is not Role.STEP
                (places if named else blank).put(box.key, box.area)
        for key, cell in self.data.items():
            for frame in blank.around(cell.area.center):  # a box without words around data is their frame
                if self.out.boxes.pop(frame, None):
                    self.out.fate[frame] = "part"
            step = self._step_of(cell.area, places)
            self.out.fate[key] = "data"
            if step is None:
                self.out.notes[key] = Box(key, Role.NOTE, cell.area, list(cell.lines), cell=cell)
                continue
            self.out.owner[key] = step.key
            name, figures = read_lines(cell.lines)
            figures.notes[:0] = name
            step.figures.add(figures)
            # what stands further down under the same step belongs to it, too
            places.put(f"\0{key}\0{step.key}", cell.area)

    def _step_of(self, area: Rect, places: Places) -> Box | None:
        best: tuple[float, str] | None = None
        for key, other in places.near(area.grown(_REACH_OF_DATA)):
            across = min(area.right, other.right) - max(area.x, other.x)
            down = area.y - other.bottom
            above = other.y - area.bottom
            if across > 0.3 * min(area.width, other.width):
                away = max(down, 0.0) if down > -other.height else max(above, 0.0) + 60  # data stand under their step
            else:
                away = max(-across, 0.0) + abs(area.center[1] - other.center[1]) + 80
            if away <= _REACH_OF_DATA:
                best = min(best or (away, key), (away, key))
        if best is None:
            return None
        return self.out.boxes[best[1].rpartition("\0")[2]]

    def _people(self) -> None:
        places = Places()
        for box in self.out.boxes.values():
            if box.role in {Role.STEP, Role.CONTROL}:
                places.put(box.key, box.area)
        for key, cell in self.people.items():
            self.out.fate[key] = "people"
            words = " ".join(line for part in (cell, *cell.children) for line in part.lines)
            count = re.search(r"\d+(?:[.,]\d+)?", words)
            home = self.out.owner.get(key) or places.nearest(cell.area.center, _REACH_OF_PEOPLE)
            step = self.out.boxes.get(home or "")
            if step is not None and count and len(words) < 30:
                step.figures.add(Figures({"people": float(count[0].replace(",", "."))}))
            elif words:
                self.out.notes[key] = Box(key, Role.NOTE, cell.area, [words], cell=cell)

    def _lanes(self) -> None:
        """The lane that each box stands in: the innermost by how it is drawn, else by where it lies."""
        loose = Places()
        for key, lane in self.out.lanes.items():
            loose.put(key, lane.area)
        for box in self.out.boxes.values():
            around: Iterable[Cell] = box.cell.around if box.cell else ()
            found = [cell for cell in around if cell.key in self.out.lanes and cell.lines]
            if not found:
                held = [self.out.lanes[key] for key in loose.around(box.area.center)]
                found = [cell for cell in held if cell.lines and cell.key != box.key]
            rows = [cell for cell in found if cell.shape == "tableRow"]
            box.lane = next(iter(rows or found), None)

    def _read(self, box: Box) -> None:
        """Tell a box's name from its figures, those that were noted with it (Edit Data) included."""
        lines = [f"{name.replace('_', ' ')}: {value}" for name, value in (box.cell.attrs if box.cell else {}).items()]
        lines = [line for line in lines if len(line) < 300 and not line.startswith("vsm")]
        if box.role in {Role.QUEUE, Role.WAITING}:
            box.title, figures = read_queue(box.title)
        else:
            box.title, figures = read_lines(box.title)
        figures.add(box.figures)
        extra, noted = read_lines(lines)
        figures.add(noted)
        figures.notes += extra
        box.figures = figures

    def _notes(self) -> None:
        """Texts that belong to nothing are notes."""
        for key, box in list(self.out.notes.items()):
            self.out.fate[key] = "note"
            if not box.title:
                self.out.fate[key] = "burst" if box.role is Role.BURST else "empty"
                if box.role is not Role.BURST:
                    del self.out.notes[key]
