"""A draw.io drawing as a document: each page that holds steps is a map, placed as it was drawn."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from msgspec.structs import replace

from vsmstudio.interchange.drawio import words
from vsmstudio.interchange.drawio.boxes import Sorted
from vsmstudio.interchange.drawio.cells import MOST_CELLS, Page, counted, read_page, was
from vsmstudio.interchange.drawio.figures import amount_of
from vsmstudio.interchange.drawio.joining import Joined, join
from vsmstudio.interchange.drawio.opening import pages_of
from vsmstudio.interchange.drawio.own import is_own, read_own
from vsmstudio.interchange.drawio.records import Units, records_of
from vsmstudio.interchange.drawio.sorting import sort_page
from vsmstudio.interchange.drawio.timeline import read_timeline
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.settings import Settings
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.ids import new_id
from vsmstudio.model.records import Convention, Engagement, Map, MapState, Record, ValueStream

# What became of cells, in words for people: (one, several). What is not listed became a part of something.
READ = {
    "step": ("step", "steps"), "queue": ("queue", "queues"), "end": ("start or end", "starts and ends"),
    "note": ("note", "notes"), "burst": ("kaizen burst", "kaizen bursts"), "lane": ("lane", "lanes"),
    "data": ("data box", "data boxes"), "text": ("text of a box", "texts of boxes"), "label": ("label", "labels"),
    "people": ("sign for people", "signs for people"), "timeline": ("part of the timeline", "parts of the timeline"),
    "gateway": ("gateway", "gateways"), "work": ("connection", "connections"),
    "information": ("information flow", "information flows"), "rework": ("rework", "rework"),
    "tie": ("line to a note", "lines to notes"), "arrow": ("arrow shape", "arrow shapes"),
}  # fmt: skip
LEFT_OUT = {
    "loose": ("arrow that joins no two boxes", "arrows that join no two boxes"),
    "double": ("double of another one", "doubles of others"), "self": ("arrow to its own box", "arrows to their own box"),
    "picture": ("picture or sign without words", "pictures and signs without words"),
    "line": ("line", "lines"), "frame": ("frame", "frames"), "group": ("group", "groups"),
    "empty": ("shape without words", "shapes without words"), "hidden": ("hidden cell", "hidden cells"),
    "part": ("drawn part of a box", "drawn parts of boxes"),
}  # fmt: skip


def read_bytes(data: bytes, name: str = "Drawing", settings: Settings | None = None) -> Imported:
    """The document that a drawing's bytes hold: placed, not to be laid out. Raises `BadSource`."""
    settings = settings or Settings()
    pages: list[Page] = []
    left = MOST_CELLS
    for raw in pages_of(data, name):
        pages.append(read_page(raw, name, left))
        left -= len(pages[-1].vertices) + len(pages[-1].edges)
    own = [page for page in pages if is_own(page)]
    if not own:
        return _Reading(name, settings).imported(pages)
    others = [page for page in pages if not is_own(page) and (page.vertices or page.edges)]
    return _with_others(read_own(own, name), others, name, settings)


def _with_others(found: Imported, pages: list[Page], name: str, settings: Settings) -> Imported:
    """What was read of our own pages, with the pages that somebody added to them."""
    if not pages:
        return found
    try:
        more = _Reading(name, settings).imported(pages)
    except BadSource:
        said = ", ".join(f"“{page.name[:60]}”" for page in pages)
        note = f"{name}: {counted(len(pages), 'page')} without steps {was(len(pages))} left out: {said}."
        return Imported(found.document, (*found.notes, note))
    records = [record for record in more.document.records.values() if not isinstance(record, Engagement)]
    return Imported(Document([*found.document.records.values(), *records]), (*found.notes, *more.notes))


class _Reading:
    def __init__(self, name: str, settings: Settings) -> None:
        self.name, self.settings = name, settings
        self.title = PurePath(name).name.split(".")[0].replace("_", " ").strip() or "Drawing"
        self.units = Units()
        self.streams: dict[str, ValueStream] = {}
        self.records: list[Record] = []
        self.notes: list[str] = []

    def imported(self, pages: list[Page]) -> Imported:
        found: list[tuple[Page, Sorted, Joined]] = []
        for page in pages:
            out = sort_page(page, self.name)
            joined = join(out)
            if joined.steps:
                found.append((page, out, joined))
            elif page.vertices or page.edges:
                count = len(page.vertices) + len(page.edges)
                self.notes.append(f"{self._page(page)} holds no steps ({counted(count, 'shape')}) and was left out.")
        if not found:
            raise BadSource(
                f"{self.name} holds no boxes that could be steps; draw each step as a box with its name, or choose another file."
            )
        for page, out, joined in found:
            self._add(page, out, joined, len(found))
        if said := self.units.sides():
            self.notes.append(f"{said[0].upper()}{said[1:]}.")
        engagement = Engagement(id=new_id(), **{"title": self.title, **self.settings.engagement})
        records = [engagement, *self.streams.values(), *self.units.records(), *self.records]
        if len(records) > MOST_RECORDS:
            raise BadSource(
                f"{self.name} makes {len(records):,} records, and a file holds {MOST_RECORDS:,}; divide the drawing."
            )
        return Imported(Document(records), tuple(dict.fromkeys(self.notes)))

    def _page(self, page: Page) -> str:
        return f"{self.name}, page “{page.name[:60]}”" if page.name else self.name

    def _add(self, page: Page, out: Sorted, joined: Joined, pages: int) -> None:
        read_timeline(out, joined)
        held = self._map(page, pages)
        self.records += records_of(out, joined, held, self.units)
        self._demand(held, joined)
        place = self._page(page)
        self.notes += _counts(place, out)
        for said in (*page.notes, *joined.notes):
            self.notes.append(f"{place}: {said}.")
        self._convention(place, joined)
        if joined.runs_down:
            self.notes.append(f"{place}: it runs from top to bottom; the map runs from left to right.")
        boxes = (*joined.steps.values(), *joined.queues.values())
        if bare := sum(len(box.figures.bare) for box in boxes):
            what = "time without a unit was" if bare == 1 else "times without a unit were"
            self.notes.append(f"{place}: {bare} {what} read as minutes.")
        if unread := sum(len(box.figures.notes) for box in boxes):
            self.notes.append(
                f"{place}: {counted(unread, 'line')} of data with no field of its own kept as notes of the steps."
            )

    def _demand(self, held: Map, joined: Joined) -> None:
        """What customers ask for, where it is written at them: `Demand: 460 pcs/day`."""
        stream = next(each for each in self.streams.values() if each.id == held.stream)
        lines = [line for box, _, _ in joined.ends.values() for line in (*box.title, *box.figures.notes)]
        for line in lines if stream.demand is None else ():
            match = words.DEMAND.search(line)
            amount = amount_of(match[1]) if match else None
            per = words.UNITS.get(words.plain(match[2])) if match else None
            if amount and per in {"h", "d", "wk", "mo"}:
                self.streams[stream.name] = replace(stream, demand=amount, demand_per=per)
                return

    def _convention(self, place: str, joined: Joined) -> None:
        """Maps of inventories and cycle times count waiting alone; say so where the convention is another one."""
        waits = any("wait" in box.figures.values or "quantity" in box.figures.values for box in joined.queues.values())
        timed = any("process_time" in box.figures.values for box in joined.steps.values())
        whole = any("lead_time" in box.figures.values for box in joined.steps.values())
        if waits and timed and not whole and self.settings.convention is Convention.SERVICE:
            self.notes.append(
                f"{place}: it has inventories and cycle times, but no lead times of steps; the convention “waits”, where lead "
                "time is waiting alone, may fit better."
            )

    def _map(self, page: Page, pages: int) -> Map:
        """The map of a page: its state by its name, in one stream with other states, else in a stream of its own."""
        called = "" if words.BLANK_PAGE.fullmatch(page.name) else page.name
        future = bool(words.FUTURE.search(called))
        stated = future or bool(words.CURRENT.search(called))
        stream = called if called and pages > 1 and not stated else self.title
        if stream not in self.streams:
            self.streams[stream] = ValueStream(
                id=new_id(), name=stream, demand=self.settings.demand, demand_per=self.settings.demand_per,
                available=self.settings.available, order=float(len(self.streams) + 1),
            )  # fmt: skip
        taken = {record.name for record in self.records if isinstance(record, Map)}
        name = called if called and stream != called else "Current state"
        if stream == self.title and name in taken:
            name = f"{name} {len(taken) + 1}"
        return Map(
            id=new_id(), stream=self.streams[stream].id, name=name, convention=self.settings.convention,
            state=MapState.FUTURE if future else MapState.CURRENT, order=float(len(taken) + 1),
        )  # fmt: skip


def _counts(place: str, out: Sorted) -> list[str]:
    """What the page held, what was read of it, and what was not."""
    fates = Counter(out.fate.values())
    held = f"{counted(len(out.page.vertices), 'shape')} and {counted(len(out.page.edges), 'arrow')}"
    read = _listed(fates, READ)
    left = _listed(fates, LEFT_OUT)
    notes = [f"{place} holds {held}. Read: {read or 'nothing'}."]
    if left:
        notes.append(f"{place}: left out {left}.")
    return notes


def _listed(fates: Counter[str], named: dict[str, tuple[str, str]]) -> str:
    return ", ".join(
        f"{fates[fate]:,} {one if fates[fate] == 1 else several}"
        for fate, (one, several) in named.items()
        if fates[fate]
    )
