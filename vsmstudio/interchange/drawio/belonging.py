"""What belongs to which box of a page by where it lies: texts, data, people and lanes; what belongs to none is a note."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from vsmstudio.interchange.drawio.boxes import Box, Sorted
from vsmstudio.interchange.drawio.cells import Cell
from vsmstudio.interchange.drawio.figures import Figures, read_lines, read_queue
from vsmstudio.interchange.drawio.places import Places, holds
from vsmstudio.interchange.drawio.shapes import Role
from vsmstudio.notation.shapes import Rect

_LABELLED_BELOW = frozenset({Role.QUEUE, Role.MARK, Role.FACTORY, Role.START, Role.END, Role.WAITING, Role.DECISION})
_REACH_OF_DATA, _REACH_OF_LABEL, _REACH_OF_PEOPLE = 160.0, 24.0, 70.0


def belong(out: Sorted, ends: Collection[str], data: Mapping[str, Cell], people: Mapping[str, Cell]) -> None:
    """Give every box of `out` what belongs to it. `ends` are the cells that arrows are attached to."""
    _Belonging(out, ends, data, people).settle()


class _Belonging:
    def __init__(
        self, out: Sorted, ends: Collection[str], data: Mapping[str, Cell], people: Mapping[str, Cell]
    ) -> None:
        self.out, self.ends, self.data, self.people = out, ends, data, people

    def settle(self) -> None:
        self._doubles()
        self._frames()
        self._texts()
        self._data()
        self._people()
        self._lanes()
        for box in self.out.boxes.values():
            self._read(box)
        self._notes()

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
