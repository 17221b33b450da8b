"""Where work goes by where boxes lie: inventories drawn beside an arrow, and rows of boxes that no arrow joins."""

from __future__ import annotations

from collections.abc import Callable

from vsmstudio.interchange.drawio.arrows import Link, ordered
from vsmstudio.interchange.drawio.boxes import Box, Sorted
from vsmstudio.interchange.drawio.cells import counted, was
from vsmstudio.interchange.drawio.loops import by_end
from vsmstudio.interchange.drawio.places import Places, along, between
from vsmstudio.interchange.drawio.shapes import Role
from vsmstudio.notation.shapes import Rect

FREE = frozenset({Role.QUEUE, Role.FIFO, Role.WAITING})  # what may stand in an arrow
_BESIDE = 100.0  # px between an inventory and the step whose link it stands in


def placed_work(out: Sorted, work: list[Link]) -> tuple[list[Link], list[str]]:
    """The links of a page with what its places say besides, and what the person is told of that."""
    placing = _Placing(out, work)
    placing.put_in_queues()
    placing.by_position()
    return placing.work, placing.notes


class _Placing:
    def __init__(self, out: Sorted, work: list[Link]) -> None:
        self.out, self.work = out, work
        self.notes: list[str] = []

    def put_in_queues(self) -> None:
        """An inventory between two boxes that an arrow joins stands in that arrow."""
        joined = {key for link in self.work for key in (link.source, link.target)}
        loose = [box for box in self.out.boxes.values() if box.role in FREE and box.key not in joined]
        if not loose or not self.work:
            return
        places = Places()
        gaps = {f"{at}": between(self._area(link.source), self._area(link.target)) for at, link in enumerate(self.work)}
        for key, gap in gaps.items():
            places.put(key, gap)
        found: dict[int, list[Box]] = {}
        beside, within = self._beside(), set()
        for box in loose:
            best = next(iter(places.around(box.area.center)), None)
            at = int(best) if best is not None else beside(box)
            if best is not None:
                within.add(box.key)
            if at is not None:
                found.setdefault(at, []).append(box)
        made: list[Link] = []
        for at, link in enumerate(self.work):
            boxes = sorted(
                found.get(at, ()), key=lambda box: along(self._area(link.source), self._area(link.target), box.area)
            )
            before = link.source
            for box in boxes:
                made.append(Link(before, box.key, link.cell, mode=link.mode))
                before = box.key
                if box.key in within:
                    self._line_up(box, link)
            made.append(Link(before, link.target, link.cell, mode=link.mode, lines=link.lines))
        self.work = made
        count = sum(map(len, found.values()))
        if count:
            what = (
                "inventory beside an arrow was put into it"
                if count == 1
                else "inventories beside arrows were put into them"
            )
            self.notes.append(f"{count} {what}")

    def _beside(self) -> Callable[[Box], int | None]:
        """Finds the only link into a box that an inventory stands in front of, or out of one that it stands behind."""
        into, onward = by_end(self.work, lambda link: link.target), by_end(self.work, lambda link: link.source)
        number = {id(link): at for at, link in enumerate(self.work)}
        joined = Places()
        for key in into.keys() | onward.keys():
            joined.put(key, self._area(key))

        def found(box: Box) -> int | None:
            best: tuple[float, int] | None = None
            for key, area in joined.near(box.area.grown(_BESIDE)):
                if not area.y <= box.area.center[1] <= area.bottom:
                    continue
                for links, away in ((into, area.x - box.area.right), (onward, box.area.x - area.right)):
                    if len(links.get(key, ())) == 1 and -10 <= away <= _BESIDE:
                        at = number[next(iter(links[key]))]
                        best = min(best or (away, at), (away, at))
            return best[1] if best else None

        return found

    def _line_up(self, box: Box, link: Link) -> None:
        """An inventory drawn under an arrow stands in it, on its line."""
        a, b = self._area(link.source), self._area(link.target)
        if a.right <= b.x or b.right <= a.x:
            middle = (a.center[1] + b.center[1]) / 2
            box.area = box.area.moved(0, middle - box.area.center[1])

    def by_position(self) -> None:
        """Where no arrow says how work goes, it goes along the row."""
        if self.work:
            return
        wanted = {Role.STEP, Role.DECISION, Role.QUEUE, Role.WAITING, Role.MARK, Role.START, Role.END, Role.FIFO}
        row = [box for box in self.out.boxes.values() if box.role in wanted]
        pairs = list(ordered((box.key, box.area) for box in row))
        if sum(box.role is Role.STEP for box in row) < 2 or not pairs:
            return
        self.work = [Link(a, b, "") for a, b in pairs]
        chain = [pairs[0][0], *(b for _, b in pairs)]
        for box in self.out.boxes.values():
            if box.role is Role.FACTORY and box.area.right <= self._area(chain[0]).right:
                self.work.append(Link(box.key, chain[0], ""))
            elif box.role is Role.FACTORY and box.area.x >= self._area(chain[-1]).x:
                self.work.append(Link(chain[-1], box.key, ""))
        steps = sum(self.out.boxes[key].role is Role.STEP for key in chain)
        self.notes.append(
            f"no arrow joins its boxes, so {counted(steps, 'step')} in a row follow one another by position"
        )
        others = sum(box.role is Role.STEP and box.key not in chain for box in self.out.boxes.values())
        if others:
            self.notes.append(f"{counted(others, 'box', 'boxes')} beside the row {was(others)} not connected")

    def _area(self, key: str) -> Rect:
        return self.out.boxes[key].area
